//! Which sections the report may have, in order, before anything is known of what they hold.

use super::{ORDRE, TexteLu, majuscule, propre, texte};
use crate::domaine::texte::Texte;

/// A section that a text may be written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionPrevue {
    /// Its id: the name of its text without extension.
    pub id: String,
    /// The title that its text gives itself, else its own.
    pub titre: String,
}

/// Every section that rapport.toml asks for, that Trame knows or that a text names, in the order of the report.
/// `demandes` is `rapport.sections`.
pub fn plan(textes: &[Texte], demandes: &[String]) -> Vec<SectionPrevue> {
    let prevue = |id: String| {
        let siens = textes.iter().filter(|t| t.section == id);
        let donne = siens.map(|t| titre_donne(&t.contenu)).find(Option::is_some).flatten();
        SectionPrevue { titre: donne.unwrap_or_else(|| titre(&id)), id }
    };
    ids(textes, demandes).into_iter().map(prevue).collect()
}

/// The title of a section whose text gives none.
pub(super) fn titre(id: &str) -> String {
    let connu = ORDRE.iter().find(|(o, _)| *o == id).map(|(_, titre)| (*titre).to_owned());
    connu.unwrap_or_else(|| majuscule(&propre(&id.replace(['-', '_'], " "))))
}

fn titre_donne(markdown: &str) -> Option<String> {
    let TexteLu { titre, .. } = texte::lire(markdown, |_, _| None);
    titre
}

pub(super) fn ids(textes: &[Texte], demandes: &[String]) -> Vec<String> {
    let connu = |id: &str| id == "identite" || ORDRE.iter().any(|(o, _)| *o == id);
    let textes = textes.iter().filter(|t| !t.est_une_fiche()).map(|t| t.section.clone());
    let extra = textes.filter(|id| !connu(id));
    let defaut = ORDRE.iter().map(|(id, _)| (*id).to_owned()).filter(|id| id != "conclusion");
    let mut ids: Vec<String> = Vec::new();
    let conclusion_demandee = demandes.iter().any(|id| id == "conclusion");
    let fin = (!conclusion_demandee).then(|| "conclusion".to_owned());
    let apres: Vec<String> = demandes.iter().skip_while(|id| *id != "conclusion").cloned().collect();
    let avant = demandes.iter().take_while(|id| *id != "conclusion").cloned();
    for id in avant.chain(defaut).chain(extra).chain(apres).chain(fin) {
        if id != "identite" && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}
