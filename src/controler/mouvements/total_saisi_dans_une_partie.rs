//! `total-saisi-dans-une-partie`: a cell that holds what all dispositifs together should.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Lue;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "total-saisi-dans-une-partie",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Les cellules qui rompent le bilan ou la continuité et qui valent exactement la somme de tous les dispositifs.",
    importance: "Le total du service a été saisi à la place du chiffre d’un seul dispositif : l’erreur est trouvée et sa correction aussi.",
    exemple: "AEMO-R, décembre : 50 au début du mois, soit 15 (AEMO-R) + 35 (AED-R) à la fin de novembre.",
    correction: "Remplacer le total par le chiffre du dispositif.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// What each dispositif should hold, and the cell that says so.
type Parts<'a> = Vec<(&'a str, Lue<'a>)>;

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mois: Vec<Mois> = vue.mois().collect();
    let debuts = mois.windows(2).flat_map(|m| au_debut(vue, m[0], m[1]));
    let fins = mois.iter().flat_map(|mois| a_la_fin(vue, *mois));
    debuts.chain(fins).collect()
}

/// Cells of début that differ from the fin of the month before.
fn au_debut(vue: &Vue<'_>, avant: Mois, mois: Mois) -> Vec<Diagnostic> {
    let Some(parts) = vue.stocks(Grandeur::PresentsFin, avant) else { return Vec::new() };
    let quand = format!("à la fin {}", mots::de_mois(avant));
    let constat = |t: &Tableau<'_>| {
        let cellule = vue.lue(t, Grandeur::PresentsDebut, mois)?;
        let place =
            format!("{} : {} au début du mois", mots::lieu(&t.dispositif.code, mois), mots::presents(cellule.nombre));
        constat(&t.dispositif.code, cellule, &parts, &place, &quand)
    };
    vue.tableaux.iter().filter_map(constat).collect()
}

/// Cells of fin that differ from début + entrées − sorties.
fn a_la_fin(vue: &Vue<'_>, mois: Mois) -> Vec<Diagnostic> {
    let mut parts = Parts::new();
    for tableau in &vue.tableaux {
        match vue.ligne(tableau, mois) {
            Some(ligne) => {
                let attendue = Lue { nombre: ligne.fin_attendue(), span: ligne.fin.span };
                parts.push((&tableau.dispositif.code, attendue));
            }
            None if tableau.ferme(mois) => {}
            None => return Vec::new(),
        }
    }
    let constat = |t: &Tableau<'_>| {
        let cellule = vue.lue(t, Grandeur::PresentsFin, mois)?;
        let place =
            format!("{} : {} à la fin du mois", mots::lieu(&t.dispositif.code, mois), mots::presents(cellule.nombre));
        constat(&t.dispositif.code, cellule, &parts, &place, "d’après les mouvements du mois")
    };
    vue.tableaux.iter().filter_map(constat).collect()
}

fn constat(code: &str, cellule: Lue<'_>, parts: &Parts<'_>, place: &str, quand: &str) -> Option<Diagnostic> {
    let propre = parts.iter().find(|(autre, _)| *autre == code)?.1.nombre;
    let total: Exact = parts.iter().map(|(_, lue)| lue.nombre).sum();
    if parts.len() < 2 || cellule.nombre == propre || cellule.nombre != total {
        return None;
    }
    let termes: Vec<_> = parts.iter().map(|(c, lue)| format!("{} ({c})", francais::nombre_court(lue.nombre))).collect();
    let message = format!("{place}, soit le total de tous les dispositifs {quand} : {}", termes.join(" + "));
    let lies = parts.iter().map(|(c, lue)| (lue.span.clone(), format!("{c} : {}", francais::nombre_court(lue.nombre))));
    let aide = Some(format!(
        "remplacer ce total par le chiffre du seul dispositif {code}, {} sans doute",
        francais::nombre_court(propre)
    ));
    Some(Diagnostic { lies: lies.collect(), aide, ..FICHE.constat(cellule.span.clone(), message) })
}
