//! rapport.toml changed key by key: comments, order and spacing stay as the service typed them, and the file is never
//! written over what someone changed meanwhile.

mod chemins;
mod fins;
mod lieux;
mod retrait;

use super::erreur::Error;
use super::fichiers;
use crate::lire;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use toml_edit::{DocumentMut, Item, Table, Value};

pub(super) use lieux::{Lieu, lieux};

const NOM: &str = "rapport.toml";

/// UTF-8, as Windows marks it.
const MARQUE: &str = "\u{feff}";

/// One writing at a time: what was read is compared with the disk right before it is replaced.
static TOUR: Mutex<()> = Mutex::new(());

/// rapport.toml as it was read, and as it is about to be.
pub(super) struct RapportToml {
    chemin: PathBuf,
    lus: Vec<u8>,
    /// As it was read, each line with its own end.
    brut: String,
    marque: bool,
    /// As it was read, its lines ended by LF.
    texte: String,
    document: DocumentMut,
}

/// What a key says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lu {
    /// Nothing.
    Absent,
    /// One value.
    Simple(String),
    /// Values, in a list.
    Liste(Vec<String>),
    /// A table, or a list of them.
    Autre,
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
        let brut = lire::texte_de_rapport(&lus);
        let (texte, marque) = (sans_retours(&brut), lus.starts_with(MARQUE.as_bytes()));
        let document = texte.parse::<DocumentMut>().map_err(|_| Refus::Illisible)?;
        Ok(Self { chemin, brut, marque, document, texte, lus })
    }

    /// What tells one state of the file from another: a form carries it, and gives it back to [`RapportToml::ecrit`].
    pub(super) fn empreinte(&self) -> String {
        empreinte(&self.lus)
    }

    /// Sets a key; the tables that lead to it are made where they are missing, and a number among the steps is a rank in
    /// a list of tables. The comment behind a value stays there, and those among the elements of a list.
    pub(super) fn pose<T: AsRef<str>>(&mut self, chemin: &[T], valeur: impl Into<Value>) -> Result<(), Refus> {
        let chemin: Vec<&str> = chemin.iter().map(AsRef::as_ref).collect();
        let occupee = || Refus::Occupee(chemin.join("."));
        let (cle, tables) = chemin.split_last().ok_or_else(occupee)?;
        let (table, _) = chemins::table(&mut self.document, tables).ok_or_else(occupee)?;
        chemins::place(table, cle, valeur.into()).ok_or_else(occupee)
    }

    /// Adds a table at the end of a list of tables, `[[nom]]`, laid out as those before it; its rank there.
    pub(super) fn ajoute<T: AsRef<str>>(&mut self, liste: &[T], table: Table) -> Result<usize, Refus> {
        let liste: Vec<&str> = liste.iter().map(AsRef::as_ref).collect();
        chemins::ajoute(&mut self.document, &liste, table).ok_or_else(|| Refus::Occupee(liste.join(".")))
    }

    /// Takes keys and tables away, all at once: their ranks are those of before. Lines of comment stay where they are.
    pub(super) fn retire(&mut self, chemins: &[Vec<String>]) {
        retrait::retire(&mut self.document, chemins);
    }

    fn item<T: AsRef<str>>(&self, chemin: &[T]) -> Option<&Item> {
        let (premiere, suite) = chemin.split_first()?;
        let premier = self.document.get(premiere.as_ref())?;
        suite.iter().try_fold(premier, |item, etape| match etape.as_ref().parse::<usize>() {
            Ok(rang) if !item.is_table_like() => item.get(rang),
            _ => item.get(etape.as_ref()),
        })
    }

    /// What a key says.
    pub(super) fn lu<T: AsRef<str>>(&self, chemin: &[T]) -> Lu {
        let Some(item) = self.item(chemin) else { return Lu::Absent };
        match item.as_value() {
            Some(Value::Array(liste)) => liste.iter().map(simple).collect::<Option<_>>().map_or(Lu::Autre, Lu::Liste),
            Some(valeur) => simple(valeur).map_or(Lu::Autre, Lu::Simple),
            None => Lu::Autre,
        }
    }

    /// What a key says, as a form shows it; empty when it says nothing, or a list.
    pub(super) fn lit<T: AsRef<str>>(&self, chemin: &[T]) -> String {
        match self.lu(chemin) {
            Lu::Simple(texte) => texte,
            _ => String::new(),
        }
    }

    /// The keys of a table that hold no list and no table; `None` when something else than a table stands there.
    pub(super) fn paires<T: AsRef<str>>(&self, chemin: &[T]) -> Option<Vec<(String, String)>> {
        let Some(item) = self.item(chemin) else { return Some(Vec::new()) };
        let paires = item.as_table_like()?.iter();
        Some(paires.filter_map(|(cle, item)| Some((cle.to_owned(), simple(item.as_value()?)?))).collect())
    }

    /// How many tables a list of tables holds.
    pub(super) fn combien<T: AsRef<str>>(&self, chemin: &[T]) -> usize {
        match self.item(chemin) {
            Some(Item::ArrayOfTables(tables)) => tables.len(),
            Some(Item::Value(Value::Array(valeurs))) if valeurs.iter().all(Value::is_inline_table) => valeurs.len(),
            _ => 0,
        }
    }

    /// The file as it is about to be.
    pub(super) fn texte(&self) -> String {
        let texte = fins::rend(&self.brut, self.document.to_string());
        if self.marque { format!("{MARQUE}{texte}") } else { texte }
    }

    /// Writes it whole, unless the file is no longer the one that was read, nor the one that `vue` tells of.
    pub(super) fn ecrit(&self, vue: &str) -> Result<(), Refus> {
        let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
        let present = fichiers::regular(&self.chemin).ok_or(Refus::Change)?;
        if present != self.lus || vue != empreinte(&present) {
            return Err(Refus::Change);
        }
        if self.document.to_string() == self.texte {
            return Ok(());
        }
        Ok(fichiers::write(&self.chemin, self.texte().as_bytes())?)
    }
}

/// The whole file as text, and what tells this state of it from another.
pub(super) fn entier(dossier: &Path) -> Result<(String, String), Refus> {
    let lus = fichiers::regular(&dossier.join(NOM)).ok_or(Refus::Absent)?;
    Ok((lire::texte_de_rapport(&lus), empreinte(&lus)))
}

/// Writes the whole file, unless it is no longer the one that `vue` tells of; its mark and its line ends stay, and nothing
/// at all is written when a browser gives back what it was shown.
pub(super) fn remplace(dossier: &Path, texte: &str, vue: &str) -> Result<(), Refus> {
    let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
    let chemin = dossier.join(NOM);
    let lus = fichiers::regular(&chemin).ok_or(Refus::Change)?;
    if vue != empreinte(&lus) {
        return Err(Refus::Change);
    }
    let (brut, nouveau) = (lire::texte_de_rapport(&lus), sans_retours(texte));
    if sans_retours(&brut) == nouveau {
        return Ok(());
    }
    let nouveau = fins::rend(&brut, nouveau);
    let marque = if lus.starts_with(MARQUE.as_bytes()) { MARQUE } else { "" };
    Ok(fichiers::write(&chemin, format!("{marque}{nouveau}").as_bytes())?)
}

/// Hexadecimal SHA-256.
fn empreinte(octets: &[u8]) -> String {
    Sha256::digest(octets).iter().map(|octet| format!("{octet:02x}")).collect()
}

/// A value that stands on its own, as a form shows it.
fn simple(valeur: &Value) -> Option<String> {
    match valeur {
        Value::String(texte) => Some(texte.value().clone()),
        Value::Array(_) | Value::InlineTable(_) => None,
        autre => Some(autre.clone().decorated("", "").to_string()),
    }
}

/// Lines end as the file ends them: a browser sends CRLF whatever it was given.
fn sans_retours(texte: &str) -> String {
    texte.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
