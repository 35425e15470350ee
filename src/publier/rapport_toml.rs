//! rapport.toml changed key by key: comments, order and spacing stay as the service typed them, and the file is never
//! written over what someone changed meanwhile.

use super::erreur::Error;
use super::fichiers;
use crate::lire;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value, value};

const NOM: &str = "rapport.toml";

/// UTF-8, as Windows marks it.
const MARQUE: &str = "\u{feff}";

/// One writing at a time: what was read is compared with the disk right before it is replaced.
static TOUR: Mutex<()> = Mutex::new(());

/// rapport.toml as it was read, and as it is about to be.
pub(super) struct RapportToml {
    chemin: PathBuf,
    lus: Vec<u8>,
    /// The lines end as Windows ends them.
    retours: bool,
    marque: bool,
    document: DocumentMut,
}

/// Why it is not changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refus {
    #[error("rapport.toml est absent du dossier, ou n’est pas un fichier ordinaire")]
    Absent,
    #[error("rapport.toml n’est pas lisible en l’état\u{a0}: corriger d’abord ce que les contrôles en disent")]
    Illisible,
    #[error(
        "rapport.toml a changé sur le disque depuis que cette page a été affichée\u{202f}: rien n’y est écrit\u{202f}; revenir à la page, la recharger et recommencer"
    )]
    Change,
    #[error("la clé «\u{a0}{0}\u{a0}» ne peut pas être écrite\u{a0}: rapport.toml dit déjà autre chose à cette place")]
    Occupee(String),
    #[error(transparent)]
    Ecriture(#[from] Error),
}

impl RapportToml {
    /// The file as it is now; links are not followed.
    pub(super) fn ouvre(dossier: &Path) -> Result<Self, Refus> {
        let chemin = dossier.join(NOM);
        let lus = fichiers::regular(&chemin).ok_or(Refus::Absent)?;
        let texte = lire::texte_de_rapport(&lus);
        let document = texte.parse::<DocumentMut>().map_err(|_| Refus::Illisible)?;
        let (retours, marque) = (texte.contains("\r\n"), lus.starts_with(MARQUE.as_bytes()));
        Ok(Self { chemin, retours, marque, document, lus })
    }

    /// What tells one state of the file from another: a form carries it, and gives it back to [`RapportToml::ecrit`].
    pub(super) fn empreinte(&self) -> String {
        empreinte(&self.lus)
    }

    /// Sets a key; the tables that lead to it are made where they are missing, and a number among the steps is a rank in
    /// a list of tables. The comment behind a value stays there.
    pub(super) fn pose(&mut self, chemin: &[&str], valeur: impl Into<Value>) -> Result<(), Refus> {
        let occupee = || Refus::Occupee(chemin.join("."));
        let (cle, tables) = chemin.split_last().ok_or_else(occupee)?;
        let table = self.table(tables).ok_or_else(occupee)?;
        place(table, cle, valeur.into()).ok_or_else(occupee)
    }

    /// Takes a key away.
    pub(super) fn retire(&mut self, chemin: &[&str]) {
        if let Some((cle, tables)) = chemin.split_last()
            && let Some(table) = self.table(tables)
        {
            table.remove(cle);
        }
    }

    /// The table that steps lead to, made where it is missing.
    fn table(&mut self, tables: &[&str]) -> Option<&mut dyn TableLike> {
        let mut table: &mut dyn TableLike = self.document.as_table_mut();
        for (rang, etape) in tables.iter().enumerate() {
            if etape.parse::<usize>().is_ok() {
                continue;
            }
            let item = match table.get(etape) {
                Some(_) => table.get_mut(etape),
                None => Some(table.entry(etape).or_insert(Item::Table(Table::new()))),
            };
            let suivant = tables.get(rang + 1).and_then(|etape| etape.parse::<usize>().ok());
            table = item.and_then(|item| descend(item, suivant))?;
        }
        Some(table)
    }

    fn item(&self, chemin: &[&str]) -> Option<&Item> {
        let (premiere, suite) = chemin.split_first()?;
        let premier = self.document.get(premiere)?;
        suite.iter().try_fold(premier, |item, etape| match etape.parse::<usize>() {
            Ok(rang) => item.get(rang),
            Err(_) => item.get(*etape),
        })
    }

    /// What a key says, as a form shows it; empty when it says nothing.
    pub(super) fn lit(&self, chemin: &[&str]) -> String {
        match self.item(chemin).and_then(Item::as_value) {
            Some(Value::String(texte)) => texte.value().clone(),
            Some(valeur) => valeur.clone().decorated("", "").to_string(),
            None => String::new(),
        }
    }

    /// How many tables a list written `[[nom]]` holds.
    pub(super) fn combien(&self, chemin: &[&str]) -> usize {
        self.item(chemin).and_then(Item::as_array_of_tables).map_or(0, ArrayOfTables::len)
    }

    /// Adds a table at the end of a list of tables, `[[nom]]`, behind a blank line.
    pub(super) fn ajoute(&mut self, nom: &str, mut table: Table) -> Result<(), Refus> {
        let liste = self.document.entry(nom).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        let liste = liste.as_array_of_tables_mut().ok_or_else(|| Refus::Occupee(nom.to_owned()))?;
        table.decor_mut().set_prefix("\n");
        liste.push(table);
        Ok(())
    }

    /// The file as it is about to be.
    pub(super) fn texte(&self) -> String {
        let texte = self.document.to_string();
        let texte = if self.retours { texte.replace("\r\n", "\n").replace('\n', "\r\n") } else { texte };
        if self.marque { format!("{MARQUE}{texte}") } else { texte }
    }

    /// Writes it whole, unless the file is no longer the one that was read, nor the one that `vue` tells of.
    pub(super) fn ecrit(&self, vue: &str) -> Result<(), Refus> {
        let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
        let present = fichiers::regular(&self.chemin).ok_or(Refus::Change)?;
        if present != self.lus || vue != empreinte(&present) {
            return Err(Refus::Change);
        }
        Ok(fichiers::write(&self.chemin, self.texte().as_bytes())?)
    }
}

/// The whole file as text, and what tells this state of it from another.
pub(super) fn entier(dossier: &Path) -> Result<(String, String), Refus> {
    let lus = fichiers::regular(&dossier.join(NOM)).ok_or(Refus::Absent)?;
    Ok((lire::texte_de_rapport(&lus), empreinte(&lus)))
}

/// Writes the whole file, unless it is no longer the one that `vue` tells of; its line ends stay of one kind.
pub(super) fn remplace(dossier: &Path, texte: &str, vue: &str) -> Result<(), Refus> {
    let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
    let chemin = dossier.join(NOM);
    let lus = fichiers::regular(&chemin).ok_or(Refus::Change)?;
    if vue != empreinte(&lus) {
        return Err(Refus::Change);
    }
    let net = texte.replace("\r\n", "\n");
    let net = if lus.windows(2).any(|deux| deux == b"\r\n") { net.replace('\n', "\r\n") } else { net };
    Ok(fichiers::write(&chemin, net.as_bytes())?)
}

/// Hexadecimal SHA-256.
fn empreinte(octets: &[u8]) -> String {
    Sha256::digest(octets).iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The table that an item is, or the one of that rank in its list.
fn descend(item: &mut Item, rang: Option<usize>) -> Option<&mut dyn TableLike> {
    let Some(rang) = rang else { return item.as_table_like_mut() };
    match item {
        Item::ArrayOfTables(tables) => tables.get_mut(rang).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(valeurs)) => {
            let table: Option<&mut InlineTable> = valeurs.get_mut(rang).and_then(Value::as_inline_table_mut);
            table.map(|table| table as &mut dyn TableLike)
        }
        _ => None,
    }
}

/// Replaces a value where there is one, with what surrounds it; never a table.
fn place(table: &mut dyn TableLike, cle: &str, mut nouvelle: Value) -> Option<()> {
    match table.get_mut(cle) {
        Some(item) => {
            let ancienne = item.as_value_mut()?;
            *nouvelle.decor_mut() = ancienne.decor().clone();
            *ancienne = nouvelle;
        }
        None => {
            table.entry_format(&Key::new(cle)).or_insert(value(nouvelle));
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn sur(texte: &str) -> (tempfile::TempDir, RapportToml) {
        let dossier = tempfile::tempdir().unwrap();
        fs::write(dossier.path().join(NOM), texte).unwrap();
        let rapport = RapportToml::ouvre(dossier.path()).unwrap();
        (dossier, rapport)
    }

    #[test]
    fn une_cle_se_pose_sans_toucher_au_reste() {
        let texte = "# en tête\nexercice = 2021   # l’année\n\n[service]\nnom = \"S\" # le nom\n\n[[tarif]]\nprix = 1\n[[tarif]]\nprix = 2 # deux\n# fin\n";
        let (_dossier, mut rapport) = sur(texte);
        assert_eq!(rapport.texte(), texte);
        rapport.pose(&["exercice"], 2022).unwrap();
        rapport.pose(&["service", "sigle"], "É\"").unwrap();
        rapport.pose(&["tarif", "1", "prix"], 3).unwrap();
        rapport.pose(&["correspondances", "Mesures « A.B »"], "AEMO-R").unwrap();
        let attendu = "# en tête\nexercice = 2022   # l’année\n\n[service]\nnom = \"S\" # le nom\nsigle = 'É\"'\n\n[[tarif]]\nprix = 1\n[[tarif]]\nprix = 3 # deux\n\n[correspondances]\n\"Mesures « A.B »\" = \"AEMO-R\"\n# fin\n";
        assert_eq!(rapport.texte(), attendu);
        assert!(matches!(rapport.pose(&["service"], 1), Err(Refus::Occupee(_))));
        assert!(matches!(rapport.pose(&["exercice", "x"], 1), Err(Refus::Occupee(_))));
        assert!(matches!(rapport.pose(&["tarif", "7", "prix"], 1), Err(Refus::Occupee(_))));
        assert_eq!(rapport.texte(), attendu);
    }

    #[test]
    fn une_table_s_ajoute_a_la_fin_de_sa_liste() {
        let texte = "exercice = 2021\n[[tarif]]\nprix = 1 # un\n\n[service]\nnom = \"S\"\n# fin\n";
        let (_dossier, mut rapport) = sur(texte);
        let table = |cle: &str, valeur: i64| Table::from_iter([(cle, Value::from(valeur))]);
        rapport.ajoute("tarif", table("prix", 2)).unwrap();
        rapport.ajoute("note", table("rang", 1)).unwrap();
        rapport.ajoute("note", table("rang", 2)).unwrap();
        let attendu = "exercice = 2021\n[[tarif]]\nprix = 1 # un\n\n[[tarif]]\nprix = 2\n\n[service]\nnom = \"S\"\n\n[[note]]\nrang = 1\n\n[[note]]\nrang = 2\n# fin\n";
        assert_eq!(rapport.texte(), attendu);
        assert!(matches!(rapport.ajoute("exercice", table("x", 1)), Err(Refus::Occupee(_))));
        assert!(matches!(rapport.ajoute("service", table("x", 1)), Err(Refus::Occupee(_))));
    }

    #[test]
    fn les_fins_de_ligne_et_la_marque_restent() {
        let (dossier, mut rapport) = sur("\u{feff}exercice = 2021\r\n# fin\r\n");
        rapport.pose(&["service", "nom"], "S").unwrap();
        rapport.ecrit(&rapport.empreinte()).unwrap();
        let ecrit = fs::read_to_string(dossier.path().join(NOM)).unwrap();
        assert_eq!(ecrit, "\u{feff}exercice = 2021\r\n\r\n[service]\r\nnom = \"S\"\r\n# fin\r\n");
    }

    #[test]
    fn ce_qui_a_change_entre_temps_n_est_pas_ecrase() {
        let (dossier, mut rapport) = sur("exercice = 2021\n");
        let vue = rapport.empreinte();
        rapport.pose(&["exercice"], 2022).unwrap();
        assert!(matches!(rapport.ecrit("une autre"), Err(Refus::Change)));
        fs::write(dossier.path().join(NOM), "exercice = 2020\n").unwrap();
        assert!(matches!(rapport.ecrit(&vue), Err(Refus::Change)));
        let relu = RapportToml::ouvre(dossier.path()).unwrap();
        assert!(matches!(relu.ecrit(&vue), Err(Refus::Change)), "la page montrait l’état d’avant");
        assert_eq!(fs::read_to_string(dossier.path().join(NOM)).unwrap(), "exercice = 2020\n");
    }

    #[cfg(unix)]
    #[test]
    fn un_lien_n_est_pas_suivi() {
        let dossier = tempfile::tempdir().unwrap();
        fs::write(dossier.path().join("ailleurs.toml"), "exercice = 2021\n").unwrap();
        std::os::unix::fs::symlink(dossier.path().join("ailleurs.toml"), dossier.path().join(NOM)).unwrap();
        assert!(matches!(RapportToml::ouvre(dossier.path()), Err(Refus::Absent)));
    }
}
