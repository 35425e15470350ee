//! `justification-sans-valeur`: an explanation that would outlive a change of its cell.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::{Vue, texte_saisi};
use crate::controler::{justifications, mots};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::Justification;

const FICHE: Fiche = Fiche {
    code: "justification-sans-valeur",
    famille: Famille::Reglages,
    gravite: Gravite::Information,
    regarde: "Que chaque [[justification]] dit ce que contenait la cellule expliquée.",
    importance: "Une explication vaut pour un chiffre. Sans ce chiffre, elle couvrirait aussi une nouvelle faute dans la même cellule.",
    exemple: "Une justification de « continuite » en M2, sans la ligne valeur = \"50\".",
    correction: "Ajouter la ligne valeur = \"…\" avec le contenu actuel de la cellule : l’explication tombe quand il change.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Constats(constats) };

fn constats(vue: &Vue<'_>, trouves: &[Diagnostic]) -> Vec<Diagnostic> {
    let sans_valeur = vue.reglages.justifications.iter().filter(|j| j.valeur.is_none());
    sans_valeur.filter_map(|j| constat(vue, j, trouves)).collect()
}

fn constat(vue: &Vue<'_>, justification: &Justification, trouves: &[Diagnostic]) -> Option<Diagnostic> {
    let mut expliques = trouves.iter().filter(|d| justifications::explique(justification, d, vue.dossier));
    let saisi = expliques.find_map(|d| texte_saisi(vue.dossier, &d.span))?;
    let Justification { code, fichier, .. } = justification;
    let cellule = justification.cellule.as_ref().map_or(String::new(), |cellule| format!(", {cellule}"));
    let message = format!(
        "la justification de « {code} » ({fichier}{cellule}) ne dit pas quel chiffre elle explique : elle resterait si la cellule changeait"
    );
    let aide = format!("ajouter sous cette [[justification]] la ligne valeur = {}", mots::toml(saisi));
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(justification.span.clone(), message) })
}
