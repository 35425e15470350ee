//! Keys and tables taken away line by line, so that every line of comment stays where the service wrote it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use toml_edit::{Document, DocumentMut, Item, Table, Value};

/// The lines of a text.
struct Lignes {
    /// Where each begins, bytes.
    debuts: Vec<usize>,
    /// Those to take away, by rank.
    retirees: BTreeSet<usize>,
}

/// Takes keys and tables away; ranks are those of before. What stands on one line with the rest, `{ … }` or `[ … ]`, is
/// taken out of it.
pub(super) fn retire(document: &mut DocumentMut, chemins: &[Vec<String>]) {
    let (mut en_ligne, autres): (Vec<_>, Vec<_>) = chemins.iter().partition(|chemin| est_en_ligne(document, chemin));
    // the keys of a table before the table, the last tables of a list before the first
    let rang = |chemin: &[String]| chemin.last().and_then(|etape| etape.parse::<usize>().ok());
    en_ligne.sort_by_key(|chemin| Reverse((chemin.len(), rang(chemin))));
    en_ligne.into_iter().for_each(|chemin| retire_en_ligne(document, chemin));
    let texte = document.to_string();
    let Ok(lu) = Document::parse(texte.as_str()) else { return };
    let mut lignes = Lignes::new(&texte);
    autres.into_iter().for_each(|chemin| lignes.retire(lu.as_item(), chemin, &texte));
    if let Ok(net) = lignes.restent(&texte).parse::<DocumentMut>() {
        *document = net;
    }
}

/// True when one of the steps before the last is a value.
fn est_en_ligne(document: &DocumentMut, chemin: &[String]) -> bool {
    let mut item = document.as_item();
    for etape in &chemin[..chemin.len().saturating_sub(1)] {
        let Some(suivant) = pas(item, etape) else { return false };
        item = suivant;
        if item.is_value() {
            return true;
        }
    }
    false
}

/// The key of a table, or the rank in a list of tables.
pub(super) fn pas<'a>(item: &'a Item, etape: &str) -> Option<&'a Item> {
    match etape.parse::<usize>() {
        Ok(rang) if !item.is_table_like() => item.get(rang),
        _ => item.get(etape),
    }
}

fn retire_en_ligne(document: &mut DocumentMut, chemin: &[String]) {
    let Some((derniere, avant)) = chemin.split_last() else { return };
    let parent = avant.iter().try_fold(document.as_item_mut(), |item, etape| match etape.parse::<usize>() {
        Ok(rang) if !item.is_table_like() => item.get_mut(rang),
        _ => item.get_mut(etape.as_str()),
    });
    match (parent, derniere.parse::<usize>()) {
        (Some(Item::Value(Value::Array(valeurs))), Ok(rang)) if rang < valeurs.len() => drop(valeurs.remove(rang)),
        (Some(Item::Value(Value::InlineTable(table))), _) => drop(table.remove(derniere)),
        _ => {}
    }
}

impl Lignes {
    fn new(texte: &str) -> Self {
        let suites = texte.bytes().enumerate().filter(|(_, octet)| *octet == b'\n').map(|(at, _)| at + 1);
        Self { debuts: std::iter::once(0).chain(suites).collect(), retirees: BTreeSet::new() }
    }

    /// The rank of the line of a byte.
    fn rang(&self, at: usize) -> usize {
        self.debuts.partition_point(|debut| *debut <= at).saturating_sub(1)
    }

    fn retire(&mut self, racine: &Item, chemin: &[String], texte: &str) {
        let (mut cle, mut item) = (None, racine);
        for etape in chemin {
            let nommee = item.as_table_like().and_then(|table| table.get_key_value(etape));
            cle = nommee.and_then(|(cle, _)| cle.span()).map(|span| span.start);
            let Some(suivant) = pas(item, etape) else { return };
            item = suivant;
        }
        self.item(cle, item, texte);
    }

    fn item(&mut self, cle: Option<usize>, item: &Item, texte: &str) {
        match item {
            Item::Table(table) => self.table(table, texte),
            Item::ArrayOfTables(tables) => tables.iter().for_each(|table| self.table(table, texte)),
            Item::Value(valeur) => {
                let (Some(debut), Some(fin)) = (cle, valeur.span().map(|span| span.end)) else { return };
                let rangs = self.rang(debut)..=self.rang(fin.saturating_sub(1));
                let commentaire = |rang: &usize| texte[self.debuts[*rang]..].trim_start().starts_with('#');
                let retirees: Vec<usize> = rangs.filter(|rang| !(valeur.is_array() && commentaire(rang))).collect();
                self.retirees.extend(retirees);
            }
            Item::None => {}
        }
    }

    fn table(&mut self, table: &Table, texte: &str) {
        if let Some(span) = table.span().filter(|_| !table.is_implicit() && !table.is_dotted()) {
            self.retirees.insert(self.rang(span.start));
        }
        for (cle, item) in table.iter() {
            let debut = table.key(cle).and_then(|cle| cle.span()).map(|span| span.start);
            self.item(debut, item, texte);
        }
    }

    /// The others; two blank lines that a removal brings together are one.
    fn restent(&self, texte: &str) -> String {
        let (mut net, mut retrait, mut blanche) = (String::with_capacity(texte.len()), false, true);
        for (rang, ligne) in texte.split_inclusive('\n').enumerate() {
            let vide = ligne.trim().is_empty();
            if self.retirees.contains(&rang) {
                retrait = true;
            } else if !(retrait && vide && blanche) {
                net.push_str(ligne);
                (retrait, blanche) = (false, vide);
            }
        }
        net
    }
}
