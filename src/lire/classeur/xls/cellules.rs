//! The records of a sheet → its cells.

use super::global::Classeur;
use super::records::Record;
use crate::domaine::cellule::Cellule;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::cellule::{self, Aspect};
use crate::lire::classeur::rangees::Rangees;
use crate::lire::classeur::refus::Refus;

const BOOLERR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const LABEL: u16 = 0x0204;
const LABELSST: u16 = 0x00FD;
const MULRK: u16 = 0x00BD;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const ROW: u16 = 0x0208;
const COLINFO: u16 = 0x007D;
const RSTRING: u16 = 0x00D6;
const STRING: u16 = 0x0207;

/// The result of a formula that gives a blank text.
const BLANC: u8 = 3;

/// What programs that compute nothing ask of Excel, with a zero or a blank for a result; Excel itself never sets both
/// bits.
const JAMAIS_CALCULEE: u16 = 0b11;

/// The cells of the sheet being read.
pub(super) struct Cellules<'a> {
    classeur: &'a Classeur,
    /// The formula whose text comes in a later record.
    attendue: Option<(u32, u32)>,
    pub(super) rangees: Rangees,
}

impl<'a> Cellules<'a> {
    pub(super) fn new(classeur: &'a Classeur) -> Self {
        Self { classeur, attendue: None, rangees: Rangees::default() }
    }

    /// Reads a record; those that hold no cell are passed over.
    pub(super) fn read(&mut self, record: &Record<'_>, budget: &mut Budget) -> Result<(), Refus> {
        let lue = match record.nature {
            NUMBER => self.number(record.u16(4)?, f64::from_le_bytes(record.bytes(6)?)),
            RK => self.number(record.u16(4)?, rk(record.u32(6)?)),
            LABELSST => {
                let place = usize::try_from(record.u32(6)?)?;
                cellule::texte(self.classeur.chaines.get(place).ok_or(Refus::ABIME)?)
            }
            LABEL | RSTRING => cellule::texte(&self.classeur.ecriture.long(record, 6)?),
            BOOLERR if record.u8(7)? == 0 => cellule::booleen(record.u8(6)? != 0),
            BOOLERR => cellule::texte(erreur(record.u8(6)?)),
            FORMULA => self.formula(record)?,
            MULRK => return self.numbers(record, budget),
            STRING => {
                let texte = self.classeur.ecriture.long(record, 0)?;
                let Some(place) = self.attendue.take() else { return Ok(()) };
                return self.rangees.pose(place, cellule::texte(&texte), budget);
            }
            ROW | COLINFO => return self.hidden(record),
            _ => return Ok(()),
        };
        self.rangees.pose(place(record)?, lue, budget)
    }

    /// What a row or some columns say of being seen.
    fn hidden(&mut self, record: &Record<'_>) -> Result<(), Refus> {
        if record.nature == ROW {
            if record.u16(12)? & 0x20 != 0 {
                self.rangees.masque(u32::from(record.u16(0)?));
            }
        } else if record.u16(8)? & 1 != 0 {
            self.rangees.masque_les_colonnes(record.u16(0)?.into(), record.u16(2)?.into());
        }
        Ok(())
    }

    fn number(&self, style: u16, n: f64) -> Cellule {
        let aspect = self.classeur.aspects.get(usize::from(style)).copied().unwrap_or(Aspect::Nombre);
        cellule::nombre(n, aspect, self.classeur.depuis_1904)
    }

    /// Several numbers side by side.
    fn numbers(&mut self, record: &Record<'_>, budget: &mut Budget) -> Result<(), Refus> {
        let (rang, premiere) = place(record)?;
        let paires = record.data.get(4..record.data.len().saturating_sub(2)).ok_or(Refus::ABIME)?;
        for (colonne, paire) in (premiere..).zip(paires.chunks(6)) {
            let paire = Record { nature: MULRK, data: paire };
            let lue = self.number(paire.u16(0)?, rk(paire.u32(2)?));
            self.rangees.pose((rang, colonne), lue, budget)?;
        }
        Ok(())
    }

    /// The result of a formula: a number, or what two bytes of ones announce.
    fn formula(&mut self, record: &Record<'_>) -> Result<Cellule, Refus> {
        let resultat: [u8; 8] = record.bytes(6)?;
        let texte_blanc = resultat[0] == BLANC && resultat[6..] == [0xFF, 0xFF];
        if record.u16(14)? & JAMAIS_CALCULEE == JAMAIS_CALCULEE && (texte_blanc || resultat == [0; 8]) {
            return Ok(Cellule::formule_sans_valeur());
        }
        if resultat[6..] != [0xFF, 0xFF] {
            return Ok(self.number(record.u16(4)?, f64::from_le_bytes(resultat)));
        }
        Ok(match resultat[0] {
            0 => {
                self.attendue = Some(place(record)?);
                Cellule::VIDE
            }
            1 => cellule::booleen(resultat[2] != 0),
            2 => cellule::texte(erreur(resultat[2])),
            _ => Cellule::VIDE,
        })
    }
}

fn place(record: &Record<'_>) -> Result<(u32, u32), Refus> {
    Ok((u32::from(record.u16(0)?), u32::from(record.u16(2)?)))
}

/// A number in four bytes: a whole one or the top of a longer one, in hundredths or not.
fn rk(bits: u32) -> f64 {
    let n = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 0 { n } else { n / 100.0 }
}

/// An error, as Excel shows it.
fn erreur(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_in_hundredths() {
        let bits = |n: f64| u32::try_from(n.to_bits() >> 32).unwrap();
        assert_eq!([rk((17 << 2) | 2), rk((2254 << 2) | 3)], [17.0, 22.54]);
        assert_eq!([rk(bits(1.5)), rk((-3_i32).cast_unsigned() << 2 | 2)], [1.5, -3.0]);
    }
}
