//! What the templates print, already formatted in French: the contract between Rust and Typst. Templates compute
//! nothing, and every string here is shown as text.

use super::texte::bloc::Bloc;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

/// One thing inside a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "genre", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Element {
    /// A heading under the section's, level 2 or more.
    Titre {
        /// 2 or more.
        niveau: u8,
        /// Words.
        texte: String,
    },
    /// The team's text.
    Texte {
        /// Typed blocks.
        blocs: Vec<Bloc>,
        /// What its figures call, under it.
        #[serde(default, skip_serializing_if = "Notes::est_vide")]
        notes: Notes,
    },
    /// A sentence of Trame's own.
    Phrase {
        /// Words.
        texte: String,
    },
    /// Names the table that follows, for those who refer to it.
    Ancre {
        /// Unique in the report.
        nom: String,
        /// Path of the chart whose numbers it holds: its caption says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<String>,
    },
    /// A table.
    Tableau(Tableau),
    /// A chart.
    Figure(Figure),
    /// Label and value, one a line.
    Mentions {
        /// Pairs.
        lignes: Vec<[String; 2]>,
    },
    /// A computation spelled out.
    Calculs {
        /// One a line.
        lignes: Vec<Calcul>,
        /// Notes under them.
        notes: Notes,
    },
    /// Terms and what they mean.
    Definitions {
        /// In order.
        entrees: Vec<Definition>,
    },
    /// Action sheets, after their index.
    Fiches {
        /// In the order of their titles.
        fiches: Vec<Fiche>,
    },
    /// Findings.
    Constats {
        /// In order.
        points: Vec<Constat>,
    },
}

/// A table with its caption and notes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tableau {
    /// What to see.
    pub legende: String,
    /// Column widths: `libelle`, `texte`, `large` (share what is left), `court` (as wide as its words),
    /// `montant`, `nombre`, `mois`, `total`, `part` (with its bar; a short table that ends with it is set at half width),
    /// `annee` and `annee-du-rapport` (a mark or nothing); `terme` and `sens` set the table densely.
    pub colonnes: Vec<String>,
    /// One or two header rows.
    pub entetes: Vec<Vec<Entete>>,
    /// Body.
    pub lignes: Vec<Ligne>,
    /// Under the table.
    pub notes: Notes,
}

/// A header cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entete {
    /// Words.
    pub texte: String,
    /// Columns that it spans.
    pub largeur: usize,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ligne {
    /// Cells, one per column.
    pub cellules: Vec<Cellule>,
    /// A row that sums up or concludes.
    pub forte: bool,
    /// Names the rows under it: its only cell spans the table.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub groupe: bool,
}

/// A cell as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cellule {
    /// Words or number.
    pub texte: String,
    /// Letter of the note that it calls.
    pub appel: Option<String>,
    /// The cell itself is in incoherence.
    pub fausse: bool,
    /// Length of its bar, in thousandths of the longest of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barre: Option<u16>,
}

/// What stands under a table, the key figures or a computation; in JSON, the list alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes {
    /// In order.
    pub liste: Vec<Note>,
    /// The indicators whose values are printed above: annexe A defines them.
    #[serde(skip)]
    pub indicateurs: BTreeSet<&'static str>,
}

impl Notes {
    /// True when nothing stands there.
    pub fn est_vide(&self) -> bool {
        self.liste.is_empty()
    }
}

/// A note under a table, with the letter that calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// `a`, `b`…; none for a general note.
    pub appel: Option<String>,
    /// Words.
    pub texte: String,
}

/// A chart and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Path in the project.
    pub chemin: String,
    /// What to see.
    pub legende: String,
    /// For those who cannot see it.
    pub texte_alternatif: String,
    /// Sources and réserves.
    pub note: String,
    /// Anchor of the table that holds its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nombres: Option<String>,
}

/// « produits prévus : 15 208 journées × 22,54 € = 342 788,32 € ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calcul {
    /// What is computed.
    pub libelle: String,
    /// The operands.
    pub operation: String,
    /// The result.
    pub resultat: String,
    /// Letter of a note.
    pub appel: Option<String>,
}

/// A term and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Term.
    pub terme: String,
    /// Meaning.
    pub sens: String,
}

/// A sheet of the team's: headings on the left, their text on the right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fiche {
    /// Title, in the index too.
    pub titre: String,
    /// Before the first heading.
    pub chapeau: Vec<Bloc>,
    /// In order.
    pub rubriques: Vec<Rubrique>,
    /// What its figures call.
    #[serde(default, skip_serializing_if = "Notes::est_vide")]
    pub notes: Notes,
}

/// A heading of a sheet and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubrique {
    /// « Bénéficiaires ».
    pub titre: String,
    /// Its text.
    pub blocs: Vec<Bloc>,
}

/// A finding as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constat {
    /// Number in the list.
    pub numero: String,
    /// « Incohérence ».
    pub gravite: String,
    /// File, line, cell.
    pub lieu: String,
    /// The sentence.
    pub message: String,
    /// Related cells, one a line.
    pub lies: Vec<String>,
    /// Remedy, or the service's explanation, each with its label.
    pub suite: Vec<[String; 2]>,
    /// Must be looked at.
    pub alerte: bool,
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
