//! What Trame says about the user's files: data only. Wording lives in `controler`, rendering in `publier`.

use std::fmt;

/// How much a finding matters, from the one that stops the report to the one that merely informs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravite {
    /// Cannot be read or computed: no report is written.
    Erreur,
    /// The figures contradict each other: the report is a working document until corrected or justified.
    Incoherence,
    /// Possible but unusual.
    Avertissement,
    /// Nothing to do, something to know.
    Information,
}

impl Gravite {
    /// The stable key used in JSON: unaccented, singular.
    pub fn cle(self) -> &'static str {
        match self {
            Self::Erreur => "erreur",
            Self::Incoherence => "incoherence",
            Self::Avertissement => "avertissement",
            Self::Information => "information",
        }
    }

    /// The word that people read.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Incoherence => "incohérence",
            other => other.cle(),
        }
    }
}

/// A spreadsheet address, counted from zero, printed as people read it (`M2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Column, 0 is `A`.
    pub column: u32,
    /// Row of the table as a spreadsheet shows it, 0 is row 1.
    pub row: u32,
}

impl Address {
    /// Columns of the largest sheet: the last one is XFD.
    pub const COLUMNS: u32 = 16_384;
    /// Rows of the largest sheet.
    pub const ROWS: u32 = 1_048_576;
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            letters.push(b'A' + ((rest - 1) % 26) as u8);
            rest = (rest - 1) / 26;
        }
        letters.reverse();
        write!(f, "{}{}", String::from_utf8_lossy(&letters), self.row + 1)
    }
}

/// A place in one of the user's files. Ordered by file, sheet, line and cell, which is the order of every report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Path relative to the folder, with `/`; empty for the folder itself.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Physical line in the file (row of a sheet, paragraph of a DOCX or ODT, blank ones not counted), 1-based; 0 when
    /// the whole file or sheet is meant.
    pub line: u32,
    /// Spreadsheet address, when the place is a cell.
    pub cell: Option<Address>,
    /// Header of the column as the user wrote it, or the key of rapport.toml.
    pub column: Option<String>,
}

impl Span {
    /// A whole file (or the folder, with an empty path).
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), line: 0, cell: None, sheet: None, column: None }
    }

    /// A whole sheet, or the whole file where there is none.
    pub fn sheet(path: impl Into<String>, sheet: Option<&str>) -> Self {
        Self { sheet: sheet.map(str::to_owned), ..Self::file(path) }
    }

    /// A line of a text file, and the key or header found there.
    pub fn line(path: impl Into<String>, line: u32, column: Option<String>) -> Self {
        Self { file: path.into(), line, cell: None, sheet: None, column }
    }

    /// The address as printed beside a figure: `M2`, or `ligne 14` where there is no cell.
    pub fn short(&self) -> String {
        match self.cell {
            Some(cell) => cell.to_string(),
            None if self.line > 0 => self.ligne(),
            None => self.file.clone(),
        }
    }

    /// « ligne 14 »; « paragraphe 14 » in a document of a word processor, where nobody sees lines.
    pub fn ligne(&self) -> String {
        let nom = self.file.to_lowercase();
        let unite = if nom.ends_with(".docx") || nom.ends_with(".odt") { "paragraphe" } else { "ligne" };
        format!("{unite} {}", self.line)
    }

    /// The whole place, for people: « donnees/aemo-r.csv, cellule M2 (« Dec ») ».
    pub fn en_entier(&self) -> String {
        let mut texte = if self.file.is_empty() { "le dossier".to_owned() } else { self.file.clone() };
        if let Some(feuille) = &self.sheet {
            texte.push_str(&format!(", feuille « {feuille} »"));
        }
        match self.cell {
            Some(cellule) => texte.push_str(&format!(", cellule {cellule}")),
            None if self.line > 0 => texte.push_str(&format!(", {}", self.ligne())),
            None => {}
        }
        if let Some(colonne) = self.column.as_ref().filter(|c| !c.is_empty()) {
            texte.push_str(&format!(" (« {colonne} »)"));
        }
        texte
    }
}

/// A value and the place where the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// One finding: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the check: also its file, its fixture folder and its page in the catalogue.
    pub code: &'static str,
    /// How much it matters.
    pub gravite: Gravite,
    /// One French sentence, lower case, no final full stop.
    pub message: String,
    /// The cell, line or file at fault.
    pub span: Span,
    /// Other places that explain the finding, each with its own words.
    pub lies: Vec<(Span, String)>,
    /// What to do.
    pub aide: Option<String>,
    /// The service's own explanation, when rapport.toml gives one.
    pub justification: Option<String>,
}

impl Diagnostic {
    /// How the way out of an incoherence that cannot be corrected begins, behind the remedy in [`Diagnostic::aide`].
    pub const RECOURS: &'static str = "\u{202f}; si la correction est impossible";

    /// The remedy alone, without the lines to paste when it is impossible: what a printed page needs.
    pub fn remede(&self) -> Option<&str> {
        let aide = self.aide.as_deref()?;
        Some(aide.split_once(Self::RECOURS).map_or(aide, |(remede, _)| remede))
    }

    /// True for what the service may explain: an erreur is corrected, an information needs nothing, and what concerns no file
    /// has nowhere to be named.
    pub fn s_explique(&self) -> bool {
        matches!(self.gravite, Gravite::Incoherence | Gravite::Avertissement) && !self.span.file.is_empty()
    }

    /// True while the finding keeps the report from being more than a working document.
    pub fn a_verifier(&self) -> bool {
        self.gravite <= Gravite::Incoherence && self.justification.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_as_in_a_spreadsheet() {
        let printed = |column, row| Address { column, row }.to_string();
        assert_eq!(printed(12, 1), "M2");
        assert_eq!(printed(25, 0), "Z1");
        assert_eq!(printed(26, 9), "AA10");
        assert_eq!(printed(16_383, 1_048_575), "XFD1048576");
    }
}
