//! XLS of Excel 5.0 to 2003: the records of a stream, in a compound file.

mod cellules;
mod chaines;
mod global;
mod records;

use super::Onglet;
use super::budget::Budget;
use super::rangees::Rangees;
use super::refus::Refus;
use crate::domaine::anomalie::FormatNonLu;
use cfb::CompoundFile;
use global::{Annonce, Classeur};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// The sheets of a workbook.
pub(super) fn onglets(octets: &[u8], budget: &mut Budget) -> Result<Vec<Onglet>, Refus> {
    let flux = stream(octets, budget)?;
    let (classeur, annonces) = global::read(&flux)?;
    let mut onglets = Vec::new();
    let mut vus = BTreeSet::new();
    for Annonce { debut, visible, nom } in annonces {
        budget.take_sheet()?;
        if !vus.insert(debut) {
            return Err(Refus::ABIME);
        }
        let rangees = if visible { Some(sheet(&flux, debut, &classeur, budget)?) } else { None };
        onglets.push(Onglet { nom, rangees });
    }
    Ok(onglets)
}

fn sheet(flux: &[u8], debut: usize, classeur: &Classeur, budget: &mut Budget) -> Result<Rangees, Refus> {
    let suite = flux.get(debut..).ok_or(Refus::ABIME)?;
    let mut cellules = cellules::Cellules::new(classeur);
    for record in records::substream(suite)? {
        let record = record?;
        budget.take_bytes(record.data.len() as u64)?;
        cellules.read(&record, budget)?;
    }
    Ok(cellules.rangees)
}

/// The stream that holds the workbook, or what the file is instead.
fn stream(octets: &[u8], budget: &Budget) -> Result<Vec<u8>, Refus> {
    let mut fichier = CompoundFile::open(Cursor::new(octets))?;
    let a = |nom: &str| fichier.exists(nom);
    let nom = match () {
        () if a("/Workbook") => "/Workbook",
        () if a("/Book") => "/Book",
        () if a("/EncryptedPackage") => return Err(Refus::Protege),
        () if a("/WordDocument") => return Err(Refus::Format(FormatNonLu::Document)),
        () if a("/PowerPoint Document") => return Err(Refus::Format(FormatNonLu::Presentation)),
        () => return Err(Refus::Format(FormatNonLu::Autre)),
    };
    let mut flux = Vec::new();
    fichier.open_stream(nom)?.take(budget.octets() + 1).read_to_end(&mut flux)?;
    if flux.len() as u64 > budget.octets() { Err(Refus::OctetsDecompresses) } else { Ok(flux) }
}
