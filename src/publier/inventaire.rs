//! The files that Trame wrote in a folder, remembered there: the next run takes away those that no longer exist, and no
//! other. A file that changed since, or that Trame did not write, is left where it is.

use super::erreur::Error;
use super::fichiers;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The list, beside the files.
const NOM: &str = ".trame-fichiers";

/// Writes files by name, takes away what an earlier run wrote and this one does not, and remembers. Gives the names of an
/// earlier run that were changed since, and are therefore left.
pub(super) fn ecrit(dossier: &Path, contenus: &[(String, Vec<u8>)]) -> Result<Vec<String>, Error> {
    let anciens = lit(dossier);
    for (nom, octets) in contenus {
        fichiers::write(&dossier.join(nom), octets)?;
    }
    let perimes = anciens.into_iter().filter(|(nom, _)| contenus.iter().all(|(ecrit, _)| ecrit != nom));
    let mut laisses = Vec::new();
    for (nom, attendue) in perimes {
        let chemin = dossier.join(&nom);
        match fichiers::regular(&chemin).map(|octets| empreinte(&octets)) {
            Some(trouvee) if trouvee == attendue => fichiers::remove(&chemin)?,
            Some(_) => laisses.push(nom),
            None => {}
        }
    }
    let lignes = contenus.iter().map(|(nom, octets)| format!("{} {nom}\n", empreinte(octets)));
    fichiers::write(&dossier.join(NOM), lignes.collect::<String>().as_bytes())?;
    Ok(laisses)
}

/// Name and hash of what was written; nothing of a line that Trame cannot have written, nor of a path.
fn lit(dossier: &Path) -> Vec<(String, String)> {
    let octets = fichiers::regular(&dossier.join(NOM)).unwrap_or_default();
    let texte = String::from_utf8(octets).unwrap_or_default();
    let possible = |nom: &str| {
        let lettres = nom.strip_suffix(".csv").unwrap_or_default();
        !lettres.is_empty() && lettres.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    let lignes = texte.lines().filter_map(|ligne| ligne.split_once(' '));
    lignes.filter(|(_, nom)| possible(nom)).map(|(empreinte, nom)| (nom.to_owned(), empreinte.to_owned())).collect()
}

/// Hexadecimal SHA-256.
pub(super) fn empreinte(octets: &[u8]) -> String {
    Sha256::digest(octets).iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn fichier(nom: &str, texte: &str) -> (String, Vec<u8>) {
        (nom.to_owned(), texte.into())
    }

    #[test]
    fn seul_ce_que_trame_a_ecrit_et_n_ecrit_plus_disparait() {
        let dossier = tempfile::tempdir().unwrap();
        let ici = |nom: &str| dossier.path().join(nom);
        fs::write(ici("notes.csv"), "du service").unwrap();
        let premiers = [fichier("analyse.csv", "a"), fichier("facturation.csv", "f"), fichier("compte.csv", "c")];
        assert!(ecrit(dossier.path(), &premiers).unwrap().is_empty());
        fs::write(ici("compte.csv"), "annoté").unwrap();
        let laisses = ecrit(dossier.path(), &[fichier("analyse.csv", "b")]).unwrap();
        assert_eq!(laisses, ["compte.csv"]);
        assert!(!ici("facturation.csv").exists());
        assert_eq!(fs::read_to_string(ici("analyse.csv")).unwrap(), "b");
        assert_eq!(fs::read_to_string(ici("compte.csv")).unwrap(), "annoté");
        assert_eq!(fs::read_to_string(ici("notes.csv")).unwrap(), "du service");
        assert!(ecrit(dossier.path(), &[fichier("analyse.csv", "b")]).unwrap().is_empty(), "dit une fois");
    }

    #[test]
    fn une_liste_falsifiee_ne_fait_rien_effacer_ailleurs() {
        let parent = tempfile::tempdir().unwrap();
        let dossier = parent.path().join("chiffres");
        fs::create_dir(&dossier).unwrap();
        fs::write(parent.path().join("suivi.csv"), "s").unwrap();
        fs::write(dossier.join("photo.png"), "s").unwrap();
        let sceau = empreinte(b"s");
        let absolu = parent.path().join("suivi.csv");
        let liste = format!("{sceau} ../suivi.csv\n{sceau} {}\n{sceau} photo.png\n{sceau} .csv\n", absolu.display());
        fs::write(dossier.join(NOM), liste).unwrap();
        ecrit(&dossier, &[fichier("analyse.csv", "a")]).unwrap();
        assert!(absolu.exists() && dossier.join("photo.png").exists());
    }
}
