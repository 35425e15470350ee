//! What is opened on the disk, and what is not: each file once, nothing behind a link, nothing too big.

use crate::outils::{code, copie, messages, texte};
use inotify::{EventMask, Inotify, WatchDescriptor, WatchMask};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// How long a run may last before it hangs, in steps.
const PAS: Duration = Duration::from_millis(20);
const PATIENCE: u32 = 1_500;

/// Runs `controler`; a run that does not end is stopped.
fn controler(dossier: &Path) -> Output {
    let mut commande = Command::new(env!("CARGO_BIN_EXE_trame"));
    commande.arg("controler").arg(dossier).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut enfant = commande.spawn().unwrap();
    assert!((0..PATIENCE).any(|_| fini(&mut enfant)), "{} : trame ne finit pas", dossier.display());
    enfant.wait_with_output().unwrap()
}

fn fini(enfant: &mut Child) -> bool {
    let fini = enfant.try_wait().unwrap().is_some();
    if !fini {
        sleep(PAS);
    }
    fini
}

/// The opened files of some folders, each with how often.
struct Ouvertures {
    inotify: Inotify,
    dossiers: Vec<(WatchDescriptor, PathBuf)>,
    comptes: BTreeMap<PathBuf, usize>,
}

impl Ouvertures {
    fn sous(dossiers: &[PathBuf]) -> Self {
        let inotify = Inotify::init().unwrap();
        let suit = |dossier: &PathBuf| (inotify.watches().add(dossier, WatchMask::OPEN).unwrap(), dossier.clone());
        let dossiers = dossiers.iter().map(suit).collect();
        Self { inotify, dossiers, comptes: BTreeMap::new() }
    }

    /// Files opened until now; folders are not files.
    fn comptes(mut self) -> BTreeMap<PathBuf, usize> {
        let mut tampon = [0; 1 << 16];
        loop {
            let evenements = match self.inotify.read_events(&mut tampon) {
                Ok(evenements) => evenements,
                Err(erreur) if erreur.kind() == ErrorKind::WouldBlock => return self.comptes,
                Err(erreur) => panic!("{erreur}"),
            };
            for evenement in evenements {
                assert!(!evenement.mask.contains(EventMask::Q_OVERFLOW), "des ouvertures n’ont pas été vues");
                if let (Some(nom), false) = (evenement.name, evenement.mask.contains(EventMask::ISDIR)) {
                    let (_, dossier) = self.dossiers.iter().find(|(suivi, _)| *suivi == evenement.wd).unwrap();
                    *self.comptes.entry(dossier.join(nom)).or_default() += 1;
                }
            }
        }
    }
}

/// Twelve dispositifs with one file a month, each in its sub-folder, and fifty-six with one file for the year: two
/// hundred files.
fn deux_cents_fichiers() -> (TempDir, Vec<PathBuf>) {
    let dossier = TempDir::new().unwrap();
    let donnees = dossier.path().join("donnees");
    let mut rapport = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n".to_owned();
    let mut fichiers = Vec::new();
    let mut ecrit = |chemin: PathBuf, texte: String| {
        fs::create_dir_all(chemin.parent().unwrap()).unwrap();
        fs::write(&chemin, texte).unwrap();
        fichiers.push(chemin);
    };
    for rang in 0..68 {
        rapport += &format!(
            "[[dispositif]]\ncode = \"D{rang}Z\"\nlibelle = \"Dispositif {rang}Z\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
        );
        let entetes = "présents début;entrées;sorties;présents fin\n";
        if rang < 12 {
            for mois in 1..=12 {
                let texte = format!("dispositif;{entetes}D{rang}Z;10;1;1;10\n");
                ecrit(donnees.join(format!("D{rang}Z")).join(format!("2021-{mois:02}.csv")), texte);
            }
        } else {
            let lignes: String = (1..=12).map(|mois| format!("{mois:02}/2021;10;1;1;10\n")).collect();
            ecrit(donnees.join(format!("D{rang}Z.csv")), format!("mois;{entetes}{lignes}"));
        }
    }
    ecrit(dossier.path().join("rapport.toml"), rapport);
    (dossier, fichiers)
}

#[test]
fn deux_cents_fichiers_sont_ouverts_chacun_une_fois() {
    let (dossier, fichiers) = deux_cents_fichiers();
    assert_eq!(fichiers.len(), 201, "200 tables and rapport.toml");
    let mut dossiers: Vec<PathBuf> = fichiers.iter().map(|chemin| chemin.parent().unwrap().to_owned()).collect();
    dossiers.sort();
    dossiers.dedup();
    let ouvertures = Ouvertures::sous(&dossiers);
    let sortie = controler(dossier.path());
    let comptes = ouvertures.comptes();
    assert_eq!(code(&sortie), 0, "{}{}", texte(&sortie), messages(&sortie));
    assert_eq!(comptes, fichiers.into_iter().map(|chemin| (chemin, 1)).collect());
}

/// A table that nobody may read: its figures would be seen at once.
const SECRET: &str = "Mesures AEMO-R;Janv\nPRESENTS début;777777\nENTREES;1\nSORTIES;888888\nPRESENTS fin;666666\n";

fn secret() -> TempDir {
    let ailleurs = TempDir::new().unwrap();
    fs::write(ailleurs.path().join("secret.csv"), SECRET).unwrap();
    fs::create_dir(ailleurs.path().join("donnees")).unwrap();
    fs::write(ailleurs.path().join("donnees/secret.csv"), SECRET).unwrap();
    ailleurs
}

/// Runs `controler` while the secret files are watched: not one is opened, quoted or counted.
fn sans_trahir(dossier: &Path, ailleurs: &TempDir) -> Output {
    let ouvertures = Ouvertures::sous(&[ailleurs.path().to_owned(), ailleurs.path().join("donnees")]);
    let sortie = controler(dossier);
    assert_eq!(ouvertures.comptes(), BTreeMap::new(), "{}", texte(&sortie));
    for chiffre in ["777", "888", "666"] {
        assert!(!texte(&sortie).contains(chiffre), "{}", texte(&sortie));
    }
    sortie
}

#[test]
fn un_raccourci_dans_donnees_n_est_jamais_suivi() {
    let (dossier, ailleurs) = (copie("data/exemple"), secret());
    let donnees = dossier.path().join("donnees");
    symlink(ailleurs.path().join("secret.csv"), donnees.join("fichier.csv")).unwrap();
    symlink(ailleurs.path(), donnees.join("dossier")).unwrap();
    symlink(&donnees, donnees.join("boucle")).unwrap();
    symlink(donnees.join("soi"), donnees.join("soi")).unwrap();
    symlink(ailleurs.path().join("absent.csv"), donnees.join("nulle-part.csv")).unwrap();
    let sortie = sans_trahir(dossier.path(), &ailleurs);
    assert_eq!(code(&sortie), 0, "{}", texte(&sortie));
    assert_eq!(texte(&sortie).matches("[fichier-non-lu]").count(), 5, "{}", texte(&sortie));
    for nom in ["fichier.csv", "dossier", "boucle", "soi", "nulle-part.csv"] {
        assert!(texte(&sortie).contains(&format!("donnees/{nom}")), "{nom} : {}", texte(&sortie));
    }
}

#[test]
fn donnees_peut_etre_un_raccourci_et_rien_n_en_est_lu() {
    let (dossier, ailleurs) = (copie("data/exemple"), secret());
    let donnees = dossier.path().join("donnees");
    fs::remove_dir_all(&donnees).unwrap();
    symlink(ailleurs.path().join("donnees"), &donnees).unwrap();
    let sortie = sans_trahir(dossier.path(), &ailleurs);
    assert!(texte(&sortie).contains("[fichier-non-lu]"), "{}", texte(&sortie));
    assert!(texte(&sortie).contains("[aucun-tableau]"), "{}", texte(&sortie));
}

#[test]
fn rapport_toml_peut_etre_un_raccourci_et_rien_n_en_est_lu() {
    let (dossier, ailleurs) = (copie("data/exemple"), secret());
    let rapport = dossier.path().join("rapport.toml");
    fs::rename(&rapport, ailleurs.path().join("rapport.toml")).unwrap();
    symlink(ailleurs.path().join("rapport.toml"), &rapport).unwrap();
    let sortie = sans_trahir(dossier.path(), &ailleurs);
    assert_eq!(code(&sortie), 1, "{}", texte(&sortie));
    assert!(texte(&sortie).contains("[rapport-absent]"), "{}", texte(&sortie));
    assert!(texte(&sortie).contains("[fichier-non-lu]"), "{}", texte(&sortie));
}

/// Opening a pipe that nobody writes to would wait for ever.
#[test]
fn un_tube_n_est_pas_ouvert() {
    let dossier = copie("data/exemple");
    for nom in ["donnees/tube.csv", "textes/tube.md", "tube.csv"] {
        let tube = dossier.path().join(nom);
        assert!(Command::new("mkfifo").arg(&tube).status().unwrap().success());
    }
    assert_eq!(code(&controler(dossier.path())), 0);
    fs::remove_file(dossier.path().join("rapport.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(dossier.path().join("rapport.toml")).status().unwrap().success());
    assert_eq!(code(&controler(dossier.path())), 1);
}

#[test]
fn un_fichier_trop_grand_est_nomme_et_n_est_pas_ouvert() {
    let dossier = copie("data/exemple");
    let rapport = dossier.path().join("rapport.toml");
    let reglages = fs::read_to_string(&rapport).unwrap();
    fs::write(&rapport, reglages + "\n[limites]\noctets_par_fichier = 80000\noctets_par_classeur = 5000\n").unwrap();
    let donnees = dossier.path().join("donnees");
    fs::write(donnees.join("export.csv"), "x;y\n".repeat(20_001)).unwrap();
    fs::write(donnees.join("export.xlsx"), "x".repeat(5_001)).unwrap();
    fs::write(donnees.join("juste.txt"), "\n".repeat(80_000)).unwrap();
    let ouvertures = Ouvertures::sous(&[donnees]);
    let sortie = controler(dossier.path());
    let noms: Vec<_> = ouvertures.comptes().into_keys().map(|c| c.file_name().unwrap().to_owned()).collect();
    assert!(!noms.iter().any(|nom| *nom == "export.csv" || *nom == "export.xlsx"), "{noms:?}");
    for lu in ["aed.csv", "juste.txt", "suivi.csv"] {
        assert!(noms.iter().any(|nom| *nom == lu), "{lu} : {noms:?}");
    }
    assert_eq!(code(&sortie), 1, "{}", texte(&sortie));
    assert_eq!(texte(&sortie).matches("[fichier-trop-grand]").count(), 2, "{}", texte(&sortie));
    for dit in ["export.csv", "limites.octets_par_fichier", "export.xlsx", "limites.octets_par_classeur"] {
        assert!(texte(&sortie).contains(dit), "{dit} : {}", texte(&sortie));
    }
}

#[test]
fn un_fichier_illisible_est_nomme() {
    let dossier = copie("data/exemple");
    let table = dossier.path().join("donnees/aed.csv");
    fs::set_permissions(&table, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&table).is_ok() {
        return; // who runs the tests may read everything
    }
    let sortie = controler(dossier.path());
    assert_eq!(code(&sortie), 2, "{}", texte(&sortie));
    assert!(messages(&sortie).contains("aed.csv"), "{}", messages(&sortie));
}
