//! What a run that was killed left half-written: swept when the next one starts.

use super::{Kind, PASSAGER, READ, kind, plan};
use std::fs::{self, OpenOptions};
use std::path::Path;

/// Takes away the half-written files of earlier runs. A file that another run is writing is locked, and stays.
pub(in crate::publier) fn nettoie(folder: &Path) {
    plan::finish(folder);
    balaie(folder, false);
    for name in READ.iter().chain(&["sortie"]) {
        balaie(&folder.join(name), true);
    }
}

/// What cannot be listed or taken away does no harm: its name is never read.
fn balaie(folder: &Path, en_dessous: bool) {
    let Some(Kind::Folder) = kind(folder) else { return };
    for entree in fs::read_dir(folder).into_iter().flatten().flatten() {
        let chemin = entree.path();
        match kind(&chemin) {
            Some(Kind::Folder) if en_dessous => balaie(&chemin, true),
            Some(Kind::File(_)) if entree.file_name().to_string_lossy().starts_with(PASSAGER) => {
                let abandonne =
                    OpenOptions::new().write(true).open(&chemin).is_ok_and(|fichier| fichier.try_lock().is_ok());
                if abandonne {
                    let _ = fs::remove_file(&chemin);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publier::fichiers;
    use std::process::{Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    const OU: &str = "TRAME_ESSAI_DE_COUPURE";
    const TAILLE: usize = 300_000;

    /// Run by the next test in a process of its own, to be killed: saves without end.
    #[test]
    #[ignore = "run by la_mort_au_milieu_d_un_enregistrement_laisse_le_dossier_entier"]
    fn enregistre_sans_fin() {
        let dossier = std::env::var_os(OU).unwrap();
        for lettre in (b'a'..=b'z').cycle() {
            for nom in ["rapport.toml", "donnees/aed.csv", "textes/budget.md"] {
                fichiers::write(&Path::new(&dossier).join(nom), &[lettre].repeat(TAILLE)).unwrap();
            }
        }
    }

    #[test]
    fn la_mort_au_milieu_d_un_enregistrement_laisse_le_dossier_entier() {
        let dossier = tempfile::tempdir().unwrap();
        let mut restes = 0;
        for coup in 0..20 {
            let mut enfant = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "publier::fichiers::restes::tests::enregistre_sans_fin", "--ignored"])
                .env(OU, dossier.path())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            let premier = dossier.path().join("textes/budget.md");
            (0..500).any(|_| {
                sleep(Duration::from_millis(10));
                premier.exists()
            });
            sleep(Duration::from_millis(3 * coup));
            enfant.kill().unwrap();
            enfant.wait().unwrap();
            for nom in ["rapport.toml", "donnees/aed.csv", "textes/budget.md"] {
                let octets = fs::read(dossier.path().join(nom)).unwrap();
                assert!(octets.len() == TAILLE && octets.iter().all(|o| *o == octets[0]), "{nom}");
            }
            restes += passagers(dossier.path());
            nettoie(dossier.path());
            assert_eq!(passagers(dossier.path()), 0, "what the killed run left is swept");
        }
        assert!(restes > 0, "no run was killed in the middle of a save");
    }

    fn passagers(dossier: &Path) -> usize {
        let dossiers = [dossier.to_owned(), dossier.join("donnees"), dossier.join("textes")];
        let entrees = dossiers.iter().flat_map(|d| fs::read_dir(d).unwrap());
        entrees.filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with(PASSAGER)).count()
    }

    #[test]
    fn un_fichier_en_train_d_etre_ecrit_reste() {
        let dossier = tempfile::tempdir().unwrap();
        let chemin = dossier.path().join(".trame-abc");
        let ecrit = fs::File::create(&chemin).unwrap();
        ecrit.lock().unwrap();
        nettoie(dossier.path());
        assert!(chemin.exists());
        drop(ecrit);
        nettoie(dossier.path());
        assert!(!chemin.exists());
    }
}
