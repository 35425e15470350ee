//! What the template of the monthly board prints, already formatted: the elements are those of the report.

use crate::composer::entree::{Bandeau, Chiffres, Document, Piece, Section};
use serde::{Deserialize, Serialize};

/// The whole of entree.json.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntreeMensuelle {
    /// Metadata of the PDF, colour, foot.
    pub document: Document,
    /// Top of the first page.
    pub en_tete: EnTete,
    /// What must be looked at.
    pub bandeau: Option<Bandeau>,
    /// Key figures; empty when nothing is known.
    pub chiffres: Option<Chiffres>,
    /// The rest, in order.
    pub sections: Vec<Section>,
    /// Files inside the PDF.
    pub pieces: Vec<Piece>,
}

/// Top of the first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnTete {
    /// « Tableau de bord ».
    pub titre: String,
    /// « mars 2021 ».
    pub mois: String,
    /// Service.
    pub service: String,
    /// Legal body.
    pub association: String,
    /// « Situation au 31 mars 2021 ».
    pub situation: String,
}
