//! Where a file that is dropped goes, by its name alone: one of three sub-folders, never a path.

use crate::lire;
use std::path::{Component, Path};

/// Longest name, bytes: a date is added to that of a former version.
const LONGUEUR: usize = 180;

/// Names that Windows keeps for its devices, whatever the extension.
const RESERVES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The place of a file in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Destination {
    /// `donnees`, `textes` or `images`.
    pub(super) dossier: &'static str,
    /// One component, made of letters that every system accepts.
    pub(super) nom: String,
}

impl Destination {
    /// `donnees/aemo-r.csv`.
    pub(super) fn chemin(&self) -> String {
        format!("{}/{}", self.dossier, self.nom)
    }

    /// Where a file of that name goes, or why it goes nowhere.
    pub(super) fn new(nom: &str) -> Result<Self, &'static str> {
        if nom.chars().any(est_interdit) || !est_un_seul(nom) {
            return Err(
                "ce nom contient des signes qu’un nom de fichier ne peut pas porter partout (/ \\ : * ? \" < > |, ou un signe invisible)\u{a0}: le renommer, puis le déposer de nouveau",
            );
        }
        if nom.len() > LONGUEUR {
            return Err("ce nom est trop long\u{a0}: le raccourcir, puis le déposer de nouveau");
        }
        if lire::est_ignore(nom) {
            return Err(
                "un nom qui commence par un point, un tiret bas ou ~$ est celui d’un fichier caché ou provisoire, que Trame ne lit pas",
            );
        }
        let (racine, extension) = nom.rsplit_once('.').unwrap_or((nom, ""));
        if est_reserve(racine) || nom != nom.trim() {
            return Err("Windows n’accepte pas ce nom\u{a0}: le renommer, puis le déposer de nouveau");
        }
        let dossier = match extension.to_lowercase().as_str() {
            _ if lire::is_table_name(nom) => "donnees",
            "md" | "docx" | "odt" => "textes",
            "png" | "jpg" | "jpeg" => "images",
            "toml" => return Err("rapport.toml ne se dépose pas\u{a0}: il se modifie dans la rubrique Réglages"),
            _ => {
                return Err(
                    "Trame ne lit pas les fichiers de ce genre\u{a0}: déposer un tableau (CSV, TSV, TXT, XLSX, XLSM, XLS, ODS), un texte (MD, DOCX, ODT) ou une image (PNG, JPEG)",
                );
            }
        };
        Ok(Self { dossier, nom: nom.to_owned() })
    }
}

/// Controls, what separates paths, what Windows refuses, and what changes the way in which a name is displayed.
fn est_interdit(c: char) -> bool {
    let invisible =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_control() || invisible || "/\\:*?\"<>|".contains(c)
}

fn est_un_seul(nom: &str) -> bool {
    let mut composants = Path::new(nom).components();
    let premier = composants.next();
    matches!(premier, Some(Component::Normal(seul)) if seul == nom) && composants.next().is_none()
}

fn est_reserve(racine: &str) -> bool {
    let racine = racine.split('.').next().unwrap_or(racine).trim().to_lowercase();
    let port = ["com", "lpt"].iter().any(|p| racine.strip_prefix(p).is_some_and(|n| n.len() == 1 && n != "0"));
    RESERVES.contains(&racine.as_str()) || port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chaque_genre_va_dans_son_dossier() {
        let chemin = |nom: &str| Destination::new(nom).map(|d| d.chemin());
        assert_eq!(chemin("Suivi 2026 (mars).XLSX").unwrap(), "donnees/Suivi 2026 (mars).XLSX");
        assert_eq!(chemin("synthèse.docx").unwrap(), "textes/synthèse.docx");
        assert_eq!(chemin("a..b.csv").unwrap(), "donnees/a..b.csv");
        assert_eq!(chemin("logo.png").unwrap(), "images/logo.png");
    }

    #[test]
    fn aucun_nom_ne_sort_du_dossier() {
        let hostiles = [
            "",
            ".",
            "..",
            "../x.csv",
            "..\\x.csv",
            "/etc/x.csv",
            "C:\\x.csv",
            "C:x.csv",
            "a/b.csv",
            "x\0.csv",
            "x.csv\n",
            "rapport.toml",
            ".anciens",
            ".x.csv",
            "_x.csv",
            "~$x.xlsx",
            ".~lock.x.csv#",
            "x.zip",
            "x.exe",
            "x",
            "nul.csv",
            "COM1.csv",
            "x.csv ",
            " x.csv",
            "x\u{202e}vsc.csv",
            "<script>.csv",
        ];
        for nom in hostiles {
            assert!(Destination::new(nom).is_err(), "{nom:?}");
        }
        assert!(Destination::new(&format!("{}.csv", "x".repeat(300))).is_err());
    }
}
