//! The first substream of an XLS: what the sheets share, and where each of them starts.

use super::chaines::{self, Ecriture};
use super::records::{BOF, CONTINUE, Record, substream};
use crate::domaine::anomalie::FormatNonLu;
use crate::lire::classeur::cellule::Aspect;
use crate::lire::classeur::formats;
use crate::lire::classeur::refus::Refus;
use std::collections::BTreeMap;

const BOUNDSHEET: u16 = 0x0085;
const CODEPAGE: u16 = 0x0042;
const DATEMODE: u16 = 0x0022;
const FILEPASS: u16 = 0x002F;
const FORMAT: u16 = 0x041E;
const SST: u16 = 0x00FC;
const XF: u16 = 0x00E0;

/// What the sheets share.
pub(super) struct Classeur {
    pub(super) ecriture: Ecriture,
    pub(super) depuis_1904: bool,
    pub(super) chaines: Vec<String>,
    /// What the numbers of each style stand for.
    pub(super) aspects: Vec<Aspect>,
}

/// A sheet as announced.
pub(super) struct Annonce {
    /// Its place in the stream.
    pub(super) debut: usize,
    pub(super) visible: bool,
    pub(super) nom: String,
}

/// Reads it.
pub(super) fn read(flux: &[u8]) -> Result<(Classeur, Vec<Annonce>), Refus> {
    let mut classeur =
        Classeur { ecriture: ecriture(flux)?, depuis_1904: false, chaines: Vec::new(), aspects: Vec::new() };
    let mut onglets = Vec::new();
    let mut ecrits = BTreeMap::new();
    let mut styles = Vec::new();
    let mut partagees: Vec<&[u8]> = Vec::new();
    let mut suite = 0;
    for record in substream(flux)? {
        let record = record?;
        match record.nature {
            FILEPASS => return Err(Refus::Protege),
            CODEPAGE if matches!(classeur.ecriture, Ecriture::Octets(_)) => {
                classeur.ecriture = Ecriture::of_codepage(record.u16(0)?);
            }
            DATEMODE => classeur.depuis_1904 = record.u16(0)? == 1,
            FORMAT => drop(ecrits.insert(record.u16(0)?, format(&record, classeur.ecriture)?)),
            XF => styles.push(record.u16(2)?),
            SST => partagees.push(record.data),
            CONTINUE if suite == SST => partagees.push(record.data),
            BOUNDSHEET => onglets.extend(announced(&record, classeur.ecriture)?),
            _ => {}
        }
        if record.nature != CONTINUE {
            suite = record.nature;
        }
    }
    if !partagees.is_empty() {
        classeur.chaines = chaines::partagees(partagees)?;
    }
    let aspect = |format: &u16| ecrits.get(format).copied().unwrap_or_else(|| formats::builtin(*format));
    classeur.aspects = styles.iter().map(aspect).collect();
    Ok((classeur, onglets))
}

/// The version that the first record gives; before Excel 5.0 files are built otherwise.
fn ecriture(flux: &[u8]) -> Result<Ecriture, Refus> {
    let debut = Record { nature: BOF, data: flux };
    match (debut.u16(0)?, debut.u16(4)?) {
        (BOF, 0x0600) => Ok(Ecriture::Unicode),
        (BOF, 0x0500) => Ok(Ecriture::of_codepage(1252)),
        (BOF, _) => Err(Refus::Format(FormatNonLu::Autre)),
        _ => Err(Refus::ABIME),
    }
}

fn format(record: &Record<'_>, ecriture: Ecriture) -> Result<Aspect, Refus> {
    let code = match ecriture {
        Ecriture::Unicode => ecriture.long(record, 2)?,
        Ecriture::Octets(_) => ecriture.short(record, 2)?,
    };
    Ok(formats::written(&code))
}

/// A sheet of cells; charts and macros are left out.
fn announced(record: &Record<'_>, ecriture: Ecriture) -> Result<Option<Annonce>, Refus> {
    let (etat, nature) = (record.u8(4)?, record.u8(5)?);
    let nom = ecriture.short(record, 6)?;
    let debut = usize::try_from(record.u32(0)?)?;
    Ok((nature == 0).then_some(Annonce { debut, visible: etat & 0b11 == 0, nom }))
}
