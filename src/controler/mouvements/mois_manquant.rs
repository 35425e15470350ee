//! `mois-manquant`: a month of the known period that is not filled.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::{Vue, place_du_dispositif};
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::dossier::Saisie;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "mois-manquant",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif ouvert (places autres que 0), que chaque mois est rempli de janvier au dernier mois connu ; un dispositif sans aucun tableau quand d’autres en ont un est dit en une fois.",
    importance: "Un mois vide n’est pas un mois à zéro : les totaux de l’année seraient faux.",
    exemple: "AED-R, mars : il manque les entrées et les sorties.",
    correction: "Compléter le mois, ou écrire 0 s’il n’y a rien eu. Un mois qui n’a pas commencé se dit par arrete_au, un dispositif fermé par une capacité de 0 place.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let suivi = (0..vue.tableaux.len()).any(|rang| vue.derivation.couvre(rang));
    if !suivi && vue.tableaux.iter().all(Tableau::est_vide) {
        return Vec::new();
    }
    // the follow-up table gives every month of the dispositifs that it covers
    let attendus = vue.tableaux.iter().enumerate().filter(|(rang, _)| !vue.derivation.couvre(*rang));
    attendus.flat_map(|(_, tableau)| du_dispositif(vue, tableau)).collect()
}

fn du_dispositif(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Diagnostic> {
    if tableau.est_vide() {
        return sans_chiffre(vue, tableau).into_iter().collect();
    }
    let attendues = attendues(vue, tableau);
    let fichiers = Fichiers::new(vue, tableau);
    let illisible = |a: &&NatureAnomalie| {
        matches!(a, NatureAnomalie::MoisIllisible { .. } | NatureAnomalie::MoisContradictoire { .. })
    };
    let anomalies = vue.dossier.anomalies.iter().filter(|a| fichiers.mois.contains_key(a.span.file.as_str()));
    if anomalies.map(|a| &a.nature).any(|nature| illisible(&nature)) {
        return Vec::new();
    }
    let mois = vue.mois().filter(|mois| !tableau.ferme(*mois));
    mois.filter_map(|mois| constat(tableau, &attendues, mois, &fichiers)).collect()
}

/// No figure at all, while other dispositifs have theirs: one finding, unless an erreur says where they may be.
fn sans_chiffre(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Option<Diagnostic> {
    let code = &tableau.dispositif.code;
    if vue.en_erreur(code) || vue.mois().all(|mois| tableau.ferme(mois)) {
        return None;
    }
    let exercice = vue.exercice();
    let cellules: Vec<_> = vue.dossier.releves.iter().filter(|r| r.dispositif == *code).collect();
    let Some(premiere) = cellules.first() else {
        let message = match vue.dossier.suivi.is_empty() {
            true => format!(
                "{code} : aucun tableau mensuel de {exercice} ne porte ce dispositif, alors que d’autres en ont un"
            ),
            false => format!(
                "{code} : ni tableau mensuel de {exercice}, ni mesure du suivi, alors que d’autres dispositifs en ont ; les chiffres du service ne peuvent pas être additionnés"
            ),
        };
        let aide = format!(
            "déposer le tableau {} dans donnees/ (des zéros s’il n’a suivi personne), ou retirer ce dispositif de rapport.toml",
            mots::de(code)
        );
        return Some(Diagnostic { aide: Some(aide), ..FICHE.constat(place_du_dispositif(vue.dossier, code), message) });
    };
    let vide = cellules.iter().all(|r| r.saisie.nombre().is_none());
    let etat = if vide { "vide" } else { "encore à remplir" };
    let message = format!(
        "{code} : son tableau ({}, à partir de {}) est {etat}, alors que d’autres dispositifs ont le leur",
        premiere.span.file,
        premiere.span.short()
    );
    let aide = format!(
        "remplir le tableau {}, ou retirer ce dispositif de rapport.toml ; s’il est fermé, le dire par une capacité de 0 place",
        mots::de(code)
    );
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(premiere.span.clone(), message) })
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

/// The files that hold the figures of a dispositif.
struct Fichiers<'a> {
    /// The first of them.
    premier: &'a str,
    /// The months of this dispositif in each.
    mois: BTreeMap<&'a str, BTreeSet<Mois>>,
    /// The files of one month only, whosoever it is about.
    d_un_mois: BTreeMap<Mois, &'a str>,
}

impl<'a> Fichiers<'a> {
    fn new(vue: &Vue<'a>, tableau: &Tableau<'a>) -> Self {
        let code = &tableau.dispositif.code;
        let mut tous: BTreeMap<&str, BTreeSet<Mois>> = BTreeMap::new();
        for releve in &vue.dossier.releves {
            tous.entry(&releve.span.file).or_default().insert(releve.mois);
        }
        let seul = |mois: &BTreeSet<Mois>| mois.first().copied().filter(|_| mois.len() == 1);
        let d_un_mois = tous.iter().filter_map(|(fichier, mois)| Some((seul(mois)?, *fichier))).collect();
        let siens = vue.dossier.releves.iter().filter(|r| r.dispositif == *code);
        let premier = siens.clone().next().map_or("", |r| r.span.file.as_str());
        let siens: BTreeSet<&str> = siens.map(|r| r.span.file.as_str()).collect();
        tous.retain(|fichier, _| siens.contains(fichier));
        Self { premier, mois: tous, d_un_mois }
    }

    /// The folder of the files, when there is one file per month.
    fn un_par_mois(&self) -> Option<&'a str> {
        let un_par_mois = self.mois.len() > 1 && self.mois.values().all(|mois| mois.len() == 1);
        let (dossier, _) = self.premier.rsplit_once('/')?;
        un_par_mois.then_some(dossier)
    }
}

fn constat(tableau: &Tableau<'_>, attendues: &[Grandeur], mois: Mois, fichiers: &Fichiers<'_>) -> Option<Diagnostic> {
    let illisible = |g: Grandeur| tableau.cellule(g, mois).is_some_and(|r| r.saisie == Saisie::Illisible);
    let manque = |g: &Grandeur| tableau.nombre(*g, mois).is_none() && !illisible(*g);
    let manques: Vec<Grandeur> = attendues.iter().copied().filter(manque).collect();
    if manques.is_empty() {
        return None;
    }
    let code = &tableau.dispositif.code;
    let lieu = mots::lieu(code, mois);
    let cellule = manques.iter().chain(attendues).find_map(|g| tableau.cellule(*g, mois));
    if let (None, Some(dossier)) = (cellule, fichiers.un_par_mois()) {
        return Some(sans_fichier(code, mois, dossier, fichiers.d_un_mois.get(&mois).copied()));
    }
    let quoi = if manques.len() == attendues.len() {
        "ce mois n’est pas rempli".to_owned()
    } else {
        format!(
            "il manque {}",
            mots::liste(&manques.iter().map(|g| format!("les {}", g.libelle())).collect::<Vec<_>>())
        )
    };
    let span = cellule.map_or_else(|| Span::file(fichiers.premier), |releve| releve.span.clone());
    let aide = Some(format!("compléter le mois, ou écrire 0 s’il n’y a rien eu ; {PAS_COMMENCE}"));
    Some(Diagnostic { aide, ..FICHE.constat(span, format!("{lieu} : {quoi}")) })
}

const PAS_COMMENCE: &str = "si le mois n’a pas commencé, dire arrete_au dans rapport.toml";

/// One file per month: that of this month is missing, or says nothing of this dispositif.
fn sans_fichier(code: &str, mois: Mois, dossier: &str, du_mois: Option<&str>) -> Diagnostic {
    let lieu = mots::lieu(code, mois);
    let (span, message, aide) = match du_mois {
        Some(fichier) => (
            Span::file(fichier),
            format!("{lieu} : le fichier de ce mois ne dit rien de ce dispositif"),
            format!("ajouter à ce fichier la ligne {}, avec des 0 s’il n’y a rien eu", mots::de(code)),
        ),
        None => (
            Span::file(dossier),
            format!("{lieu} : le fichier de ce mois manque"),
            format!(
                "déposer le fichier {} dans {dossier}/, à côté de ceux des autres mois ; {PAS_COMMENCE}",
                mots::de_mois(mois)
            ),
        ),
    };
    Diagnostic { aide: Some(aide), ..FICHE.constat(span, message) }
}
