//! `sorties-superieures-aux-presents`: more exits than people who could leave.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "sorties-superieures-aux-presents",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Que les sorties d’un mois ne dépassent pas les présents au début plus les entrées.",
    importance: "On ne peut pas sortir sans avoir été présent.",
    exemple: "AEMO-R, juin : 9 sorties pour 5 présents au début du mois et 2 entrées.",
    correction: "Corriger les sorties, les entrées ou les présents au début du mois.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let cellules = vue.tableaux.iter().flat_map(|t| vue.mois().map(move |mois| (t, mois)));
    cellules.filter_map(|(tableau, mois)| constat(vue, tableau, mois)).collect()
}

fn constat(vue: &Vue<'_>, tableau: &Tableau<'_>, mois: Mois) -> Option<Diagnostic> {
    let debut = vue.lue(tableau, Grandeur::PresentsDebut, mois)?;
    let entrees = vue.lue(tableau, Grandeur::Entrees, mois)?;
    let sorties = vue.lue(tableau, Grandeur::Sorties, mois)?;
    if sorties.nombre <= debut.nombre + entrees.nombre {
        return None;
    }
    let message = format!(
        "{} : {} pour {} au début du mois et {}",
        mots::lieu(&tableau.dispositif.code, mois),
        mots::sorties(sorties.nombre),
        mots::presents(debut.nombre),
        mots::entrees(entrees.nombre)
    );
    let lies = [(Grandeur::PresentsDebut, debut), (Grandeur::Entrees, entrees)];
    let lies =
        lies.map(|(g, lue)| (lue.span.clone(), format!("{} : {}", g.libelle(), francais::nombre_court(lue.nombre))));
    let aide = Some("corriger les sorties, les entrées ou les présents au début du mois".to_owned());
    Some(Diagnostic { lies: lies.into(), aide, ..FICHE.constat(sorties.span.clone(), message) })
}
