//! What opens the report: its first page, its banner, its key figures.

use super::tableau::Notes;
use serde::{Deserialize, Serialize};

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Couverture {
    /// Legal body.
    pub association: String,
    /// Establishment between association and service.
    pub etablissement: Option<String>,
    /// Path of the logo in the project.
    pub logo: Option<String>,
    /// « Rapport d’activité ».
    pub titre: String,
    /// « 2021 ».
    pub exercice: String,
    /// « exercice en cours… ».
    pub periode: Option<String>,
    /// Service.
    pub service: String,
    /// One line per dispositif.
    pub dispositifs: Vec<String>,
    /// Banner.
    pub bandeau: Option<Bandeau>,
    /// The présents of each month in thousandths of the highest, drawn as an ornament; empty below three months.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motif: Vec<Option<u16>>,
    /// Address, date, addressee, edition: label and value.
    pub mentions: Vec<[String; 2]>,
}

/// A banner: what kind of document this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bandeau {
    /// Its words.
    pub texte: String,
    /// Something must be looked at.
    pub alerte: bool,
}

/// The page of key figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chiffres {
    /// Title.
    pub titre: String,
    /// Tiles, in order.
    pub tuiles: Vec<Tuile>,
    /// Under the tiles.
    pub notes: Notes,
}

/// One key figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuile {
    /// « Taux de réalisation ».
    pub libelle: String,
    /// « 87,6 ».
    pub valeur: String,
    /// « % », « € », « journées »; empty when the label says it.
    pub unite: String,
    /// The terms.
    pub details: Vec<String>,
    /// The exercise before: « 2024 », « 99,2 % ».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avant: Option<[String; 2]>,
    /// Letter of the note that holds the réserve.
    pub appel: Option<String>,
}
