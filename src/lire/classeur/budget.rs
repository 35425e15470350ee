//! What a workbook may still cost: counted before it is spent, for a file claims what it likes.

use super::refus::Refus;
use crate::domaine::reglages::Limites;

/// Cells and bytes left.
pub(in crate::lire) struct Budget {
    cellules: u64,
    octets: u64,
}

impl Budget {
    /// Cells that an empty sheet costs, so that their number is bounded too.
    const PAR_FEUILLE: u64 = 500;

    /// The whole of `[limites]`.
    pub(in crate::lire) fn new(limites: &Limites) -> Self {
        Self { cellules: limites.cellules_par_classeur, octets: limites.octets_decompresses }
    }

    /// The most that may still be unpacked or written in cells, bytes.
    pub(in crate::lire) fn octets(&self) -> u64 {
        self.octets
    }

    /// Takes cells, blank ones between two others included.
    pub(in crate::lire) fn take_cells(&mut self, nombre: u64) -> Result<(), Refus> {
        self.cellules = self.cellules.checked_sub(nombre).ok_or(Refus::CellulesParClasseur)?;
        Ok(())
    }

    /// Takes bytes of text or of records.
    pub(in crate::lire) fn take_bytes(&mut self, nombre: u64) -> Result<(), Refus> {
        self.octets = self.octets.checked_sub(nombre).ok_or(Refus::OctetsDecompresses)?;
        Ok(())
    }

    /// Takes what any sheet costs.
    pub(in crate::lire) fn take_sheet(&mut self) -> Result<(), Refus> {
        self.take_cells(Self::PAR_FEUILLE)
    }

    /// Refuses what could never be taken, before any of it is written.
    pub(in crate::lire) fn foresee_cells(&self, nombre: u64) -> Result<(), Refus> {
        if nombre > self.cellules { Err(Refus::CellulesParClasseur) } else { Ok(()) }
    }
}
