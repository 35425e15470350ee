//! What tells that a folder changed, without opening anything.

use super::{Disque, Error, Found, Kind, READ, kind, misplaced, relative, walk};
use crate::lire;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Each file that Trame would read, by its path in the folder, with its size and when it was last written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::publier) struct Empreinte(BTreeMap<String, (u64, Option<SystemTime>)>);

/// What happened to a file between two fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publier) enum Sort {
    Ajoute,
    Modifie,
    Retire,
}

/// The same folder gives the same one.
pub(in crate::publier) fn empreinte(folder: &Path) -> Result<Empreinte, Error> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    let mut found = Found::default();
    found.files.push(folder.join("rapport.toml"));
    for name in READ {
        let sub = folder.join(name);
        if let Some(Kind::Folder) = kind(&sub) {
            walk(&sub, &mut found)?;
        }
    }
    found.files.extend(misplaced(folder)?);
    found.files.append(&mut found.links);
    let vus = found.files.into_iter().filter_map(|path| {
        let meta = fs::symlink_metadata(&path).ok()?;
        Some((relative(folder, &path), (meta.len(), meta.modified().ok())))
    });
    Ok(Empreinte(vus.filter(|(chemin, _)| !lire::ignored(chemin)).collect()))
}

impl Empreinte {
    /// When a file was last written, by its path in the folder.
    pub(in crate::publier) fn modifie(&self, chemin: &str) -> Option<SystemTime> {
        self.0.get(chemin)?.1
    }

    /// The files that differ from an earlier state, by their path in the folder, in order.
    pub(in crate::publier) fn depuis<'a>(&'a self, avant: &'a Self) -> Vec<(&'a str, Sort)> {
        let la = self.0.iter().filter_map(|(chemin, etat)| match avant.0.get(chemin) {
            None => Some((chemin.as_str(), Sort::Ajoute)),
            Some(ancien) => (ancien != etat).then_some((chemin.as_str(), Sort::Modifie)),
        });
        let partis = avant.0.keys().filter(|chemin| !self.0.contains_key(*chemin));
        let mut sorts: Vec<_> = la.chain(partis.map(|chemin| (chemin.as_str(), Sort::Retire))).collect();
        sorts.sort_unstable_by_key(|(chemin, _)| *chemin);
        sorts
    }

    /// No file that changed since then is empty or kept closed by the program that writes it.
    pub(in crate::publier) fn est_posee(&self, disque: &Disque, folder: &Path, avant: Option<&Self>) -> bool {
        let connu = |chemin: &String, etat| avant.is_some_and(|avant| avant.0.get(chemin) == Some(etat));
        let mut neufs = self.0.iter().filter(|(chemin, etat)| !connu(chemin, etat));
        neufs.all(|(chemin, (taille, _))| {
            let chemin = folder.join(chemin);
            !matches!(kind(&chemin), Some(Kind::File(_))) || (*taille > 0 && disque.s_ouvre(&chemin))
        })
    }

    /// A file that was there left: a program that saves takes it away for an instant.
    pub(in crate::publier) fn en_a_perdu(&self, avant: &Self) -> bool {
        avant.0.keys().any(|chemin| !self.0.contains_key(chemin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ecrit(dossier: &Path, chemin: &str, texte: &str) {
        let chemin = dossier.join(chemin);
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(chemin, texte).unwrap();
    }

    #[test]
    fn ce_qui_a_change_est_nomme_et_rien_d_autre() {
        let dossier = tempfile::tempdir().unwrap();
        let ici = dossier.path();
        ecrit(ici, "rapport.toml", "exercice = 2021");
        ecrit(ici, "donnees/aed.csv", "a;b");
        ecrit(ici, "textes/budget.md", "x");
        let avant = empreinte(ici).unwrap();
        for passager in ["donnees/~$aed.xlsx", "donnees/.~lock.aed.csv#", "donnees/.trame-abc", "donnees/aed.tmp"] {
            ecrit(ici, passager, "x");
        }
        ecrit(ici, "donnees/.anciens/aed.csv", "x");
        ecrit(ici, "sortie/rapport-2021.pdf", "x");
        assert_eq!(empreinte(ici).unwrap(), avant);
        ecrit(ici, "donnees/aed.csv", "a;b;c");
        ecrit(ici, "donnees/zone/aemo.csv", "");
        fs::remove_file(ici.join("textes/budget.md")).unwrap();
        let (apres, disque) = (empreinte(ici).unwrap(), Disque::default());
        let attendu = [
            ("donnees/aed.csv", Sort::Modifie),
            ("donnees/zone/aemo.csv", Sort::Ajoute),
            ("textes/budget.md", Sort::Retire),
        ];
        assert_eq!(apres.depuis(&avant), attendu);
        assert!(!apres.est_posee(&disque, ici, Some(&avant)), "an empty file is still being written");
        assert!(apres.est_posee(&disque, ici, Some(&apres)), "an empty file that was already known is left alone");
        assert!(apres.en_a_perdu(&avant) && !apres.en_a_perdu(&apres));
    }
}
