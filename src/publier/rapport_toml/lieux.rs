//! Where the keys of rapport.toml stand, line by line: what a finding names by its line, a form names by its field.

use super::retrait::pas;
use toml_edit::{Document, Item};

/// Lines, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::publier) struct Lieu {
    /// Of the key; none where it is absent.
    pub(in crate::publier) cle: Option<u32>,
    /// Of the table that holds it, or would; 1 for the file itself.
    pub(in crate::publier) table: u32,
}

/// The places of keys in a text; nowhere when it is not TOML.
pub(in crate::publier) fn lieux(texte: &str, chemins: &[Vec<String>]) -> Vec<Lieu> {
    let Ok(document) = Document::parse(texte) else { return vec![Lieu::default(); chemins.len()] };
    let fins: Vec<usize> = texte.bytes().enumerate().filter(|(_, o)| *o == b'\n').map(|(at, _)| at).collect();
    let ligne = |at: usize| u32::try_from(fins.partition_point(|fin| *fin < at)).unwrap_or(u32::MAX - 1) + 1;
    chemins.iter().map(|chemin| lieu(document.as_item(), chemin, &ligne)).collect()
}

fn lieu(racine: &Item, chemin: &[String], ligne: &impl Fn(usize) -> u32) -> Lieu {
    let mut lieu = Lieu { cle: None, table: 1 };
    let mut item = racine;
    for (rang, etape) in chemin.iter().enumerate() {
        let nommee = item.as_table_like().and_then(|table| table.get_key_value(etape));
        if rang + 1 == chemin.len() {
            lieu.cle = nommee.and_then(|(cle, _)| cle.span()).map(|span| ligne(span.start));
            return lieu;
        }
        let Some(suivant) = pas(item, etape) else { return lieu };
        item = suivant;
        if let Some(span) = item.span().filter(|_| item.is_table_like()) {
            lieu.table = ligne(span.start);
        }
    }
    lieu
}
