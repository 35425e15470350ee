//! `justification-sans-objet`: an explanation that explains nothing any more.

use crate::controler::catalogue::catalogue;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::justifications;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::Justification;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "justification-sans-objet",
    famille: Famille::Reglages,
    gravite: Gravite::Information,
    regarde: "Chaque [[justification]] de rapport.toml. Sans cellule, elle ne couvre que les points qui n’en ont pas ; avec constat = \"…\", que ceux dont le message commence ainsi.",
    importance: "Une explication qui ne correspond plus à rien serait reprise l’an prochain par erreur.",
    exemple: "Une justification de « continuite » en M2, alors que M2 a été corrigée depuis.",
    correction: "Retirer la justification, ou corriger son code, son fichier ou sa cellule.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Constats(constats) };

fn constats(vue: &Vue<'_>, trouves: &[Diagnostic]) -> Vec<Diagnostic> {
    let sans_objet = |j: &&Justification| !trouves.iter().any(|d| justifications::explique(j, d, vue.dossier));
    vue.reglages.justifications.iter().filter(sans_objet).map(|j| constat(j, trouves)).collect()
}

fn constat(justification: &Justification, trouves: &[Diagnostic]) -> Diagnostic {
    let Justification { code, fichier, cellule, .. } = justification;
    let lieu = cellule.as_ref().map_or_else(|| fichier.clone(), |cellule| format!("{fichier}, {cellule}"));
    let message = format!("la justification de « {code} » ({lieu}) ne correspond plus à aucun point à vérifier");
    let codes = || catalogue().into_iter().map(|fiche| fiche.code);
    let en_erreur = |d: &&Diagnostic| justification.designe(d) && d.gravite == Gravite::Erreur;
    let aide = if trouves.iter().any(|d| en_erreur(&d)) {
        "une erreur ne se justifie pas : corriger la cellule, puis retirer la justification".to_owned()
    } else if let Some(cellules) = cellules_voulues(justification, trouves) {
        format!(
            "dire laquelle des cellules elle explique, par exemple cellule = {cellules} : une justification sans cellule n’en couvre aucune"
        )
    } else if codes().any(|connu| connu == code) {
        "la retirer de rapport.toml si la cellule a été corrigée ou a changé, sinon vérifier fichier, cellule et valeur"
            .to_owned()
    } else {
        match francais::proche(code, codes()) {
            Some(proche) => format!("ce code n’existe pas : écrire « {proche} », si c’est bien lui"),
            None => "ce code n’existe pas : docs/controles.md donne la liste".to_owned(),
        }
    };
    Diagnostic { aide: Some(aide), ..FICHE.constat(justification.span.clone(), message) }
}

/// The cells of the findings that an explanation without a cell may have meant.
fn cellules_voulues(justification: &Justification, trouves: &[Diagnostic]) -> Option<String> {
    const EXEMPLES: usize = 3;
    let voulues = trouves.iter().filter(|d| justification.designe_le_fichier(d));
    let cellules = voulues.filter_map(|d| Some(format!("\"{}\"", d.span.cell?))).take(EXEMPLES);
    let cellules: Vec<String> = cellules.collect();
    (justification.cellule.is_none() && !cellules.is_empty()).then(|| cellules.join(" ou "))
}
