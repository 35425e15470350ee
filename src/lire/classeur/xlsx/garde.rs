//! What must be true of an XLSX before calamine opens it: its real size, and the claims that calamine would believe.
//!
//! calamine reserves as many shared strings as the table announces, clones a font for each style that names it, and
//! computes addresses without checking that they fit. Every part is looked at, whatever its name: calamine goes where
//! the relations of the file lead.

use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;

/// What is hidden in each part, by its normalised name.
pub(super) type Masquees = BTreeMap<String, Caches>;

/// What a part hides.
#[derive(Default)]
pub(super) struct Caches {
    /// Rows, from 0.
    pub(super) rangs: Vec<u32>,
    /// First and last columns, from 0.
    pub(super) colonnes: Vec<(u32, u32)>,
}

/// The smallest shared string: `<si/>`.
const PLUS_PETITE_CHAINE: u64 = 5;

/// How a part says yes.
const VRAI: [&str; 3] = ["1", "true", "on"];

/// Looks at the whole archive.
pub(super) fn pass(archive: &mut Archive<'_>, budget: &Budget) -> Result<Masquees, Refus> {
    let mut masquees = Masquees::new();
    archive.each_part(budget.octets(), |nom, octets| {
        let mut partie = Partie { taille: octets.len() as u64, ..Partie::default() };
        partie.look(octets)?;
        if partie.style_le_plus_long.saturating_mul(partie.styles) > budget.octets() {
            return Err(Refus::OctetsDecompresses);
        }
        if !(partie.masquees.rangs.is_empty() && partie.masquees.colonnes.is_empty()) {
            masquees.insert(nom.to_owned(), partie.masquees);
        }
        Ok(())
    })?;
    Ok(masquees)
}

#[derive(Default)]
struct Partie {
    taille: u64,
    /// The row being read, as calamine counts.
    rang: u32,
    masquees: Caches,
    styles: u64,
    style_le_plus_long: u64,
}

impl Partie {
    /// Reads as calamine does, and stops where it would.
    fn look(&mut self, octets: &[u8]) -> Result<(), Refus> {
        let mut reader = Reader::from_reader(octets);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        let mut tampon = Vec::new();
        loop {
            tampon.clear();
            match reader.read_event_into(&mut tampon) {
                Ok(Event::Start(element)) => self.element(&element)?,
                Ok(Event::End(element)) if element.local_name().as_ref() == "row" => self.rang += 1,
                Ok(Event::Eof) | Err(_) => return Ok(()),
                Ok(_) => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        match element.local_name().as_ref() {
            "row" => self.row(element)?,
            "col" => self.columns(element)?,
            "c" => each(element, "r", |r| check(r.split(':').count() == 1 && address(r).is_some()))?,
            "dimension" | "f" => each(element, "ref", |r| check(range(r)))?,
            "sst" => {
                let plus = self.taille / PLUS_PETITE_CHAINE;
                each(element, "uniqueCount", |n| check(n.parse::<u64>().is_ok_and(|n| n <= plus)))?;
            }
            "xf" => self.styles += 1,
            "numFmt" | "font" | "name" | "fill" | "border" => {
                self.style_le_plus_long = self.style_le_plus_long.max(element.len() as u64);
            }
            _ => {}
        }
        Ok(())
    }

    /// Columns that share a width; what is written wrong hides nothing.
    fn columns(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let (mut premiere, mut derniere, mut masquees) = (None, None, false);
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute?;
            let colonne = || attribute.value.parse::<u32>().ok().and_then(|n| n.checked_sub(1));
            match attribute.key.into_inner() {
                "min" => premiere = colonne(),
                "max" => derniere = colonne(),
                "hidden" => masquees = VRAI.contains(&&*attribute.value),
                _ => {}
            }
        }
        if let (true, Some(premiere), Some(derniere)) = (masquees, premiere, derniere) {
            self.masquees.colonnes.push((premiere, derniere));
        }
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let mut masquee = false;
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute?;
            match attribute.key.into_inner() {
                "r" => self.rang = address(&attribute.value).ok_or(Refus::ABIME)?.0,
                "hidden" => masquee = VRAI.contains(&&*attribute.value),
                _ => {}
            }
        }
        if masquee {
            self.masquees.rangs.push(self.rang);
        }
        Ok(())
    }
}

fn check(vrai: bool) -> Result<(), Refus> {
    if vrai { Ok(()) } else { Err(Refus::ABIME) }
}

/// Looks at every attribute of that name, as it is written: a malformed element may have several.
fn each(element: &BytesStart<'_>, nom: &str, look: impl Fn(&str) -> Result<(), Refus>) -> Result<(), Refus> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.into_inner() == nom {
            look(&attribute.value)?;
        }
    }
    Ok(())
}

/// `B12` → row 11, column 1; `12` → row 11, column 0.
fn address(texte: &str) -> Option<(u32, u32)> {
    let chiffres = texte.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let lettres = &texte[..texte.len() - chiffres.len()];
    if lettres.len() > 3 || chiffres.len() > 7 || !chiffres.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let colonne = lettres.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    Some((chiffres.parse::<u32>().ok()?.checked_sub(1)?, colonne.saturating_sub(1)))
}

/// `A1` or `A1:M5`, in that order.
fn range(texte: &str) -> bool {
    let bornes: Option<Vec<(u32, u32)>> = texte.split(':').map(address).collect();
    bornes.is_some_and(|bornes| bornes.windows(2).all(|b| b[0].0 <= b[1].0 && b[0].1 <= b[1].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_calamine_would_miscompute_are_refused() {
        assert_eq!((address("A1"), address("xfd1048576")), (Some((0, 0)), Some((1_048_575, 16_383))));
        for texte in ["", "A", "A0", "AAAAAAA1", "A99999999", "A1é", "é1", "A-1"] {
            assert_eq!(address(texte), None, "{texte}");
        }
        assert!(range("A1") && range("A1:M5"));
        assert!(!range("B2:A3") && !range("A3:A2") && !range(""));
    }
}
