//! `mois-manquant`: a month of the known period that is not filled.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::dossier::{NatureAnomalie, Saisie};
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;

const FICHE: Fiche = Fiche {
    code: "mois-manquant",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif déjà ouvert, que chaque mois est rempli de janvier au dernier mois connu.",
    importance: "Un mois vide n’est pas un mois à zéro : les totaux de l’année seraient faux.",
    exemple: "AED-R, mars : il manque les entrées et les sorties.",
    correction: "Compléter le mois, ou écrire 0 s’il n’y a rien eu. Un mois qui n’a pas commencé se dit par arrete_au dans rapport.toml.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    if vue.tableaux.iter().all(Tableau::est_vide) {
        return Vec::new();
    }
    vue.tableaux.iter().flat_map(|tableau| du_dispositif(vue, tableau)).collect()
}

fn du_dispositif(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Diagnostic> {
    if tableau.est_vide() {
        return sans_tableau(vue, tableau).into_iter().collect();
    }
    let attendues = attendues(vue, tableau);
    let fichier = fichier(vue, tableau);
    let illisible = |a: &&NatureAnomalie| matches!(a, NatureAnomalie::MoisIllisible { .. });
    let anomalies = vue.dossier.anomalies.iter().filter(|a| a.span.file == fichier);
    if anomalies.map(|a| &a.nature).any(|nature| illisible(&nature)) {
        return Vec::new();
    }
    let mois = vue.mois().filter(|mois| attendu(vue, tableau, *mois));
    mois.filter_map(|mois| constat(tableau, &attendues, mois, &fichier)).collect()
}

/// No table at all, while other dispositifs have theirs: one finding, unless a table could not be attributed.
fn sans_tableau(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Option<Diagnostic> {
    use NatureAnomalie::{DispositifInconnu, FichierNonReconnu, FichierTropGrand};
    let perdu = |nature: &NatureAnomalie| {
        matches!(nature, DispositifInconnu { .. } | FichierNonReconnu { .. } | FichierTropGrand { .. })
    };
    let cause_connue = vue.dossier.anomalies.iter().any(|a| perdu(&a.nature));
    if cause_connue || !vue.mois().any(|mois| attendu(vue, tableau, mois)) {
        return None;
    }
    let code = &tableau.dispositif.code;
    let message = format!("{code} : aucun tableau mensuel ne porte ce dispositif, alors que d’autres en ont un");
    let aide = format!("déposer le tableau de {code} dans donnees/, ou retirer ce dispositif de rapport.toml");
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(Span::file("rapport.toml"), message) })
}

/// True when the dispositif is open that month: begun, and not closed (0 places all month).
fn attendu(vue: &Vue<'_>, tableau: &Tableau<'_>, mois: Mois) -> bool {
    let places = vue.reglages.places_de(tableau.dispositif);
    let sans_place = |jour| places.as_ref().is_some_and(|p| p.au(jour) == Some(0));
    let ferme = sans_place(mois.premier_jour()) && sans_place(mois.dernier_jour());
    !tableau.pas_encore_ouvert(mois) && !ferme
}

/// The movements that the table has a row for, and the days when it gives some. A missing row is `colonne-manquante`.
fn attendues(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Grandeur> {
    let mois = || vue.exercice().mois();
    let a_une_ligne = |g: &Grandeur| mois().any(|m| tableau.cellule(*g, m).is_some());
    let mut attendues: Vec<_> = Grandeur::MOUVEMENTS.into_iter().filter(a_une_ligne).collect();
    let journees = Grandeur::JourneesRealisees;
    attendues.extend(mois().any(|m| tableau.nombre(journees, m).is_some()).then_some(journees));
    attendues
}

fn fichier(vue: &Vue<'_>, tableau: &Tableau<'_>) -> String {
    let releve = vue.dossier.releves.iter().find(|r| r.dispositif == tableau.dispositif.code);
    releve.map(|r| r.span.file.clone()).unwrap_or_default()
}

fn constat(tableau: &Tableau<'_>, attendues: &[Grandeur], mois: Mois, fichier: &str) -> Option<Diagnostic> {
    let illisible = |g: Grandeur| tableau.cellule(g, mois).is_some_and(|r| r.saisie == Saisie::Illisible);
    let manque = |g: &Grandeur| tableau.nombre(*g, mois).is_none() && !illisible(*g);
    let manques: Vec<Grandeur> = attendues.iter().copied().filter(manque).collect();
    if manques.is_empty() {
        return None;
    }
    let quoi = if manques.len() == attendues.len() {
        "ce mois n’est pas rempli".to_owned()
    } else {
        format!(
            "il manque {}",
            mots::liste(&manques.iter().map(|g| format!("les {}", g.libelle())).collect::<Vec<_>>())
        )
    };
    let message = format!("{} : {quoi}", mots::lieu(&tableau.dispositif.code, mois));
    let cellule = manques.iter().chain(attendues).find_map(|g| tableau.cellule(*g, mois));
    let span = cellule.map_or_else(|| Span::file(fichier), |releve| releve.span.clone());
    let aide = Some("compléter le mois, ou écrire 0 s’il n’y a rien eu ; si le mois n’a pas commencé, dire arrete_au dans rapport.toml".to_owned());
    Some(Diagnostic { aide, ..FICHE.constat(span, message) })
}
