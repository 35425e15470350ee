//! What the templates print, already formatted in French: the contract between Rust and Typst. Templates compute
//! nothing, and every string here is shown as text.

mod element;
mod ouverture;
mod tableau;

pub use element::{Calcul, Constat, Definition, Element, Fiche, Figure, Rubrique};
pub use ouverture::{Bandeau, Chiffres, Couverture, Tuile};
pub use tableau::{Cellule, Entete, Ligne, Note, Notes, Tableau};

use serde::{Deserialize, Serialize};

/// The whole of entree.json.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entree {
    /// Metadata of the PDF, colour, running head and foot.
    pub document: Document,
    /// First page.
    pub couverture: Couverture,
    /// The identity card: elements under its title.
    pub identite: Section,
    /// Key figures; empty when nothing is known.
    pub chiffres: Option<Chiffres>,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// Place, date and name under the conclusion.
    pub signature: Option<Signature>,
    /// Annexes, lettered.
    pub annexes: Vec<Section>,
    /// Files inside the PDF.
    pub pieces: Vec<Piece>,
}

/// What is true of the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Title of the PDF.
    pub titre: String,
    /// The association: never a person.
    pub auteur: String,
    /// Year, month, day.
    pub date: [i32; 3],
    /// Accent colour, dark enough for white text.
    pub couleur: String,
    /// Running head, left and right.
    pub tete: [String; 2],
    /// Running foot, left.
    pub pied: String,
    /// Said in the foot of a working document.
    pub mention: Option<String>,
}

/// A part of the report with its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable id.
    pub id: String,
    /// Title.
    pub titre: String,
    /// Content in order.
    pub contenu: Vec<Element>,
}

/// Under the conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// « Fait à Blois, le 15 avril 2022 ».
    pub fait: String,
    /// Who.
    pub signataire: Option<String>,
    /// In what capacity.
    pub qualite: Option<String>,
}

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Path in the project.
    pub chemin: String,
    /// MIME type.
    pub mime: String,
    /// What it holds.
    pub description: String,
}
