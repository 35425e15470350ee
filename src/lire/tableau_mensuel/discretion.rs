//! What may be a person's name in a cell where none belongs: never shown, never quoted.

use super::Lecteur;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::Ligne;
use crate::francais::mois_proche;

impl Lecteur<'_> {
    /// Records a column whose header says nothing, or nearly the key `proche`. A header that may be a name is neither
    /// shown nor quoted.
    pub(super) fn colonne_inconnue(&mut self, entete: &Ligne, colonne: usize, proche: Option<String>) {
        let texte = entete.cellule(colonne).texte();
        if proche.is_none() && est_nom_et_prenom(texte) {
            let span = self.span(entete, colonne, "");
            self.compris.cache(&span);
            self.signale(NatureAnomalie::ColonneNominative { entete: String::new() }, span);
            return;
        }
        let span = self.span(entete, colonne, texte);
        self.signale(NatureAnomalie::ColonneIgnoree { entete: texte.to_owned(), proche }, span);
    }
}

/// True for « DUPONT Kévin », « Kévin DUPONT »: two words or three, one all in capitals, another with one only.
pub(in crate::lire) fn est_nom_et_prenom(texte: &str) -> bool {
    let mots: Vec<&str> = texte.split_whitespace().collect();
    let lettres = |mot: &&str| mot.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let nom = |mot: &&str| mot.chars().count() > 2 && !mot.chars().any(char::is_lowercase);
    let prenom = |mot: &&str| {
        let mut lettres = mot.chars();
        lettres.next().is_some_and(char::is_uppercase) && lettres.next().is_some_and(char::is_lowercase)
    };
    (2..=3).contains(&mots.len()) && mots.iter().all(lettres) && mots.iter().any(nom) && mots.iter().any(prenom)
}

/// True when two words of a text begin with a capital, as names do: « 2 (DUPONT Kévin) ».
pub(in crate::lire) fn nomme_quelqu_un(texte: &str) -> bool {
    let mots = texte.split(|c: char| !c.is_alphabetic());
    let capitale = |mot: &&str| mot.chars().count() > 2 && mot.chars().next().is_some_and(char::is_uppercase);
    mots.filter(capitale).count() > 1
}

/// True when a text where a month belongs may be quoted: a number, or a month mistyped.
pub(super) fn ressemble_a_un_mois(texte: &str) -> bool {
    texte.chars().any(|c| c.is_ascii_digit()) || texte.split_whitespace().any(|mot| mois_proche(mot).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_figure_and_from_a_month() {
        for texte in ["2 (DUPONT Kévin, MARTIN Léa)", "Léa Martin"] {
            assert!(nomme_quelqu_un(texte), "{texte}");
        }
        for texte in ["quatorze", "5 (dont 2 F)", "06-oct", "Environ 12", "NC"] {
            assert!(!nomme_quelqu_un(texte), "{texte}");
        }
        for texte in ["DUPONT Kévin", "Léa MARTIN", "DUPONT-MARTIN Jean-Paul"] {
            assert!(est_nom_et_prenom(texte), "{texte}");
        }
        for texte in ["Effectif Pondéré", "TAUX", "JOURNEES réalisées", "Total T1", "Observations", "ETP 2021"] {
            assert!(!est_nom_et_prenom(texte), "{texte}");
        }
        assert!(ressemble_a_un_mois("Mras") && ressemble_a_un_mois("44256") && !ressemble_a_un_mois("MARTIN Léa"));
    }
}
