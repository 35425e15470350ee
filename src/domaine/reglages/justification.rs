//! The explanation of a finding that the service cannot correct, and which finding it names.

use crate::diagnostic::{Diagnostic, Span};
use chrono::NaiveDate;

/// `[[justification]]`.
#[derive(Debug, Clone)]
pub struct Justification {
    /// Code of the check.
    pub code: String,
    /// File of the finding.
    pub fichier: String,
    /// Sheet of the finding, in a workbook; any sheet when it is not given.
    pub feuille: Option<String>,
    /// Cell of the finding.
    pub cellule: Option<String>,
    /// How its message begins, where several findings share that place.
    pub constat: Option<String>,
    /// What the cell held when it was explained: the explanation lapses when it changes.
    pub valeur: Option<String>,
    /// Why, in the service's words.
    pub motif: String,
    /// When.
    pub date: Option<NaiveDate>,
    /// Its place in rapport.toml.
    pub span: Span,
}

impl Justification {
    /// True when code, file, cell and words are those of the finding. Without a cell, an explanation only covers what has
    /// none: one line must not silence a whole file.
    pub fn designe(&self, constat: &Diagnostic) -> bool {
        let meme_lieu = match self.cellule.as_deref().map(str::trim) {
            Some(cellule) => constat.span.short().eq_ignore_ascii_case(cellule),
            None => constat.span.cell.is_none(),
        };
        let memes_mots = self.constat.as_deref().is_none_or(|debut| commence_par(&constat.message, debut));
        self.designe_le_fichier(constat) && meme_lieu && memes_mots
    }

    /// True when it would name this finding, had it the right cell.
    pub fn designe_le_fichier(&self, constat: &Diagnostic) -> bool {
        let meme_feuille = self.feuille.is_none() || self.feuille == constat.span.sheet;
        self.code == constat.code && self.fichier == constat.span.file && meme_feuille
    }

    /// How a message begins, as rapport.toml keeps it.
    pub fn debut(message: &str) -> String {
        const LETTRES: usize = 200;
        let mots = message.split_whitespace().collect::<Vec<_>>().join(" ");
        mots.chars().take(LETTRES).collect()
    }
}

/// Whatever the spaces: those of French typography are not those of a keyboard.
fn commence_par(message: &str, debut: &str) -> bool {
    let mut lettres = message.chars().filter(|c| !c.is_whitespace());
    debut.chars().filter(|c| !c.is_whitespace()).all(|lettre| lettres.next() == Some(lettre))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn le_debut_d_un_message_le_reconnait() {
        let message = "AEMO-R\u{a0}: 39 sorties\u{202f}; les tableaux en donnent 33";
        let debut = Justification::debut(message);
        assert_eq!(debut, "AEMO-R : 39 sorties ; les tableaux en donnent 33");
        assert!(commence_par(message, &debut) && commence_par(message, "AEMO-R: 39"));
        assert!(!commence_par(message, "AEMO-R : 38 sorties") && !commence_par("AEMO-R", &debut));
    }
}
