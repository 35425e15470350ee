//! Fields of a DOCX: what Word computes, between its instruction and its end.

use crate::domaine::hors_texte::Genre;

/// What a field gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sens {
    /// Its result is words like others.
    Mots,
    /// Its result is a table of contents, of figures or an index.
    Sommaire,
    /// Its result is the number of a page.
    Page,
    /// Its result leads to an address.
    Lien(String),
}

impl Sens {
    /// What an instruction asks for.
    fn de(instruction: &str) -> Self {
        let mut mots = instruction.split_whitespace();
        match mots.next().unwrap_or_default().to_uppercase().as_str() {
            "TOC" | "INDEX" | "TOA" | "BIBLIOGRAPHY" => Self::Sommaire,
            "PAGE" | "PAGEREF" | "NUMPAGES" | "SECTIONPAGES" => Self::Page,
            "HYPERLINK" => match mots.next().map(|adresse| adresse.trim_matches('"')) {
                Some(adresse) if !adresse.starts_with('\\') => Self::Lien(adresse.to_owned()),
                _ => Self::Mots,
            },
            _ => Self::Mots,
        }
    }

    /// What it makes of the words, when it is worth saying.
    pub(super) fn hors_texte(&self) -> Option<Genre> {
        match self {
            Self::Sommaire => Some(Genre::Sommaire),
            Self::Page => Some(Genre::NumeroDePage),
            Self::Mots | Self::Lien(_) => None,
        }
    }
}

/// The fields open, one inside another.
#[derive(Default)]
pub(super) struct Champs {
    ouverts: Vec<(String, Option<Sens>)>,
    sommaires: u32,
}

impl Champs {
    /// Words of the instruction of the innermost.
    pub(super) fn instruit(&mut self, mots: &str) {
        if let Some((instruction, None)) = self.ouverts.last_mut() {
            instruction.push_str(mots);
        }
    }

    pub(super) fn ouvre(&mut self) {
        self.ouverts.push((String::new(), None));
    }

    /// A field whose instruction is known at once.
    pub(super) fn ouvre_simple(&mut self, instruction: &str) -> Sens {
        self.ouverts.push((instruction.to_owned(), None));
        self.separe().unwrap_or(Sens::Mots)
    }

    /// The result of the innermost begins.
    pub(super) fn separe(&mut self) -> Option<Sens> {
        let (instruction, sens) = self.ouverts.last_mut()?;
        let lu = Sens::de(instruction);
        *sens = Some(lu.clone());
        self.sommaires += u32::from(lu == Sens::Sommaire);
        Some(lu)
    }

    /// The innermost ends: what its result was.
    pub(super) fn ferme(&mut self) -> Option<Sens> {
        let (_, sens) = self.ouverts.pop()?;
        self.sommaires = self.sommaires.saturating_sub(u32::from(sens == Some(Sens::Sommaire)));
        sens
    }

    /// True between the ends of a table of contents.
    pub(super) fn dans_un_sommaire(&self) -> bool {
        self.sommaires > 0
    }

    /// A heading: no table of contents holds one, its end was lost.
    pub(super) fn abandonne_le_sommaire(&mut self) {
        if self.dans_un_sommaire() {
            *self = Self::default();
        }
    }
}
