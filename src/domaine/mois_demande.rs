//! A month that somebody asks for, by hand: in a command, or at the end of the name of a figure.

use super::mois::{Exercice, Mois};
use crate::francais::{mois_proche, parse_mois, sans_accent};

/// Why a word is no month of the exercise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoisRefuse {
    /// Not a month, however it is spelled.
    #[error("« {texte} » n’est pas un mois{} ; écrire par exemple 3, mars, {exercice}-03 ou 03/{exercice}", .proche.map_or(String::new(), |mois| format!(" (peut-être « {mois} »)")))]
    #[allow(missing_docs, reason = "what was written, the month that it resembles, the year")]
    Illisible { texte: String, proche: Option<&'static str>, exercice: Exercice },
    /// A month of another year.
    #[error(
        "« {texte} » n’est pas un mois de l’exercice {exercice} : de janvier à décembre {exercice}, écrire par exemple 3, mars, {exercice}-03 ou 03/{exercice}"
    )]
    #[allow(missing_docs, reason = "what was written, the year")]
    HorsExercice { texte: String, exercice: Exercice },
}

impl Exercice {
    /// Its month in any spelling that tables use, or by its number alone: who asks for a month has nothing else to count.
    pub fn mois_demande(self, texte: &str) -> Result<Mois, MoisRefuse> {
        if let Some(numero) = numero_seul(texte) {
            return Mois::new(self.annee(), numero).ok_or_else(|| self.illisible(texte));
        }
        let lu = parse_mois(texte).ok_or_else(|| self.illisible(texte))?;
        let mois = lu.dans(self.annee()).filter(|mois| mois.annee() == self.annee());
        mois.ok_or_else(|| MoisRefuse::HorsExercice { texte: texte.to_owned(), exercice: self })
    }

    fn illisible(self, texte: &str) -> MoisRefuse {
        MoisRefuse::Illisible { texte: texte.to_owned(), proche: nom_proche(texte), exercice: self }
    }
}

/// `3`, `03`.
fn numero_seul(texte: &str) -> Option<u8> {
    let net = texte.trim();
    let court = matches!(net.len(), 1 | 2) && net.bytes().all(|octet| octet.is_ascii_digit());
    net.parse().ok().filter(|_| court)
}

/// The name of the month that a mistyped word may have meant, with or without its year.
pub fn nom_proche(lu: &str) -> Option<&'static str> {
    let nom = mois_proche(lu.trim_matches(|c: char| !c.is_alphabetic()))?;
    let mut mois = (1..=12).filter_map(|numero| Mois::new(2000, numero)).map(Mois::nom);
    mois.find(|mois| sans_accent(mois) == nom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_mois_demande_se_dit_par_son_numero_ou_comme_dans_un_tableau() {
        let exercice = Exercice::new(2025).unwrap();
        for texte in ["3", "03", " 3 ", "mars", "Mars 2025", "mars-25", "2025-03", "03/2025", "01/03/2025"] {
            assert_eq!(exercice.mois_demande(texte), Ok(Mois::new(2025, 3).unwrap()), "{texte}");
        }
        for texte in ["0", "00", "13", "99", "003", "+3", "-3", "3.5", "٣", "2025", "", "zut"] {
            let refus = MoisRefuse::Illisible { texte: texte.to_owned(), proche: None, exercice };
            assert_eq!(exercice.mois_demande(texte), Err(refus), "{texte}");
        }
        for (texte, mois) in [("marz", "mars"), ("fevreir 2025", "février"), ("Aoutt", "août")] {
            let refus = exercice.mois_demande(texte).unwrap_err().to_string();
            assert!(refus.contains(&format!("peut-être « {mois} »")), "{refus}");
        }
        for texte in ["mars 2024", "2026-03", "03/1999"] {
            let refus = exercice.mois_demande(texte).unwrap_err();
            assert_eq!(refus, MoisRefuse::HorsExercice { texte: texte.to_owned(), exercice });
            assert!(refus.to_string().contains("3, mars, 2025-03 ou 03/2025"), "{refus}");
        }
    }
}
