//! The files of a folder to be: listed whole before anything is written.

use crate::domaine::dossier::Source;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use std::path::Path;

/// Longest name given to a table, in letters.
const LONGUEUR: usize = 60;
/// Names that Windows keeps for its devices.
const RESERVES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Paths in the folder and bytes, in the order in which they are told.
#[derive(Debug, Default)]
pub(super) struct Plan(Vec<(String, Vec<u8>)>);

impl Plan {
    /// A file under a name of ours, or of the folder that it is taken from.
    pub(super) fn ajoute(&mut self, chemin: impl Into<String>, octets: Vec<u8>) {
        self.0.push((chemin.into(), octets));
    }

    /// A table of donnees/, under a name that no word can lead astray and that nothing else has.
    pub(super) fn ajoute_un_tableau(&mut self, mot: &str, octets: Vec<u8>) {
        let lettre = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { '-' };
        let mut nom: String = mot.chars().map(lettre).take(LONGUEUR).collect();
        let peripherique = |debut| nom.len() == 4 && nom.starts_with(debut);
        if RESERVES.contains(&nom.as_str()) || peripherique("com") || peripherique("lpt") {
            nom.insert_str(0, "mesures-");
        }
        let pris = |chemin: &String| self.0.iter().any(|(pris, _)| pris == chemin);
        let mut chemins = std::iter::once(format!("donnees/{nom}.csv"))
            .chain((2..).map(|rang: u32| format!("donnees/{nom}-{rang}.csv")));
        if let Some(chemin) = chemins.find(|chemin| !pris(chemin)) {
            self.0.push((chemin, octets));
        }
    }

    /// The files as a folder would hold them.
    pub(super) fn sources(self) -> Vec<Source> {
        self.0.into_iter().map(|(chemin, octets)| Source { chemin, octets }).collect()
    }

    /// Writes every file or none, in a folder where nothing is yet; the paths written.
    pub(super) fn ecrit(self, dossier: &Path) -> Result<Vec<String>, Error> {
        fichiers::create(dossier, &self.0)?;
        Ok(self.0.into_iter().map(|(chemin, _)| chemin).collect())
    }
}

/// Rows as a CSV file in the marked UTF-8 that Excel opens without asking.
pub(super) fn csv<L: AsRef<[String]>>(lignes: impl IntoIterator<Item = L>) -> Vec<u8> {
    let ligne = |cellules: L| {
        let champs: Vec<String> = cellules.as_ref().iter().map(|cellule| champ(cellule)).collect();
        champs.join(";") + "\r\n"
    };
    let corps: String = lignes.into_iter().map(ligne).collect();
    format!("\u{feff}{corps}").into_bytes()
}

/// A field of a CSV file.
pub(super) fn champ(texte: &str) -> String {
    if texte.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", texte.replace('"', "\"\""))
    } else {
        texte.to_owned()
    }
}

/// Words as cells.
pub(super) fn cellules<const N: usize>(mots: [&str; N]) -> Vec<String> {
    mots.map(str::to_owned).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aucun_nom_ne_s_egare_ni_ne_se_prend_deux_fois() {
        let mut plan = Plan::default();
        for mot in ["suivi", "SUIVI", "../X", "AUX", "com1", "comte", &"É".repeat(300)] {
            plan.ajoute_un_tableau(mot, Vec::new());
        }
        let noms: Vec<&str> = plan.0.iter().map(|(chemin, _)| chemin.as_str()).collect();
        let long = format!("donnees/{}.csv", "é".repeat(60));
        let attendus = ["suivi", "suivi-2", "---x", "mesures-aux", "mesures-com1", "comte"];
        let attendus: Vec<String> = attendus.iter().map(|nom| format!("donnees/{nom}.csv")).chain([long]).collect();
        assert_eq!(noms, attendus);
    }

    #[test]
    fn un_champ_qui_separe_est_entre_guillemets() {
        let octets = csv([["a;b".to_owned(), "dit « \" »".to_owned()]]);
        assert_eq!(String::from_utf8(octets).unwrap(), "\u{feff}\"a;b\";\"dit « \"\" »\"\r\n");
    }
}
