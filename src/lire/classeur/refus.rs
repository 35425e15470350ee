//! Why a workbook is not read.

use crate::domaine::anomalie::{FormatNonLu, NatureAnomalie};
use crate::domaine::reglages::Limites;

/// The reason, before anyone puts it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lire) enum Refus {
    /// Not a workbook, or a damaged one.
    Format(FormatNonLu),
    /// It opens with a password.
    Protege,
    /// The file itself is too large.
    OctetsParClasseur,
    /// Its content is, once unpacked.
    OctetsDecompresses,
    /// It has too many cells.
    CellulesParClasseur,
    /// A document has more words than a text of a report.
    TexteTropLong,
}

impl Refus {
    /// Anything that does not follow its own format.
    pub(in crate::lire) const ABIME: Self = Self::Format(FormatNonLu::Abime);

    /// As recorded.
    pub(in crate::lire) fn nature(self, limites: &Limites) -> NatureAnomalie {
        let trop_grand =
            |cle: &str, valeur: u64| NatureAnomalie::FichierTropGrand { limite: format!("limites.{cle} = {valeur}") };
        match self {
            Self::Format(quoi) => NatureAnomalie::ClasseurIllisible { quoi, vraie: None },
            Self::Protege => NatureAnomalie::ClasseurProtege { vraie: None },
            Self::OctetsParClasseur => trop_grand("octets_par_classeur", limites.octets_par_classeur),
            Self::OctetsDecompresses => trop_grand("octets_decompresses", limites.octets_decompresses),
            Self::TexteTropLong => NatureAnomalie::FichierTropGrand { limite: "2 Mio de texte".to_owned() },
            Self::CellulesParClasseur => trop_grand("cellules_par_classeur", limites.cellules_par_classeur),
        }
    }
}

/// Whatever a reader of archives, XML or compound files complains of: the file is damaged.
impl<E: std::error::Error> From<E> for Refus {
    fn from(_: E) -> Self {
        Self::ABIME
    }
}
