//! What a document holds, whatever its format: paragraphs in order, with their kind and their runs, and tables.

use super::legendes;
use crate::domaine::hors_texte::{Genre as GenreHorsTexte, HorsTexte};
use crate::lire::classeur::refus::Refus;
use std::collections::BTreeMap;

/// Most bytes of words in a document: beyond, it is no text of a report.
pub(super) const OCTETS: usize = 2 << 20;

/// Most cells of its tables.
const CELLULES: usize = 50_000;

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Aspect {
    pub(super) gras: bool,
    pub(super) italique: bool,
    /// Place in [`Corps::liens`].
    pub(super) lien: Option<usize>,
}

/// A part of a paragraph.
#[derive(Debug, Clone)]
pub(super) enum Morceau {
    Texte(String, Aspect),
    Saut,
    /// A picture: its part in the archive, what it is said to show.
    Image(String, String),
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Genre {
    #[default]
    Corps,
    /// 0 is the title of the document.
    Titre(u8),
    /// An item, at a depth from 0, with its number when the list is numbered.
    Element(usize, Option<u64>),
    /// What follows in the item of that depth.
    Suite(usize),
    Citation,
    Legende,
}

/// A paragraph being read.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraphe {
    pub(super) genre: Genre,
    pub(super) morceaux: Vec<Morceau>,
    /// Its place in the document, blank ones not counted, 1-based.
    pub(super) numero: u32,
}

impl Paragraphe {
    /// True when it has words, not only pictures and spaces.
    pub(super) fn a_des_mots(&self) -> bool {
        self.morceaux.iter().any(|m| matches!(m, Morceau::Texte(texte, _) if !texte.trim().is_empty()))
    }

    /// Its words, without their looks.
    pub(super) fn mots(&self) -> String {
        let mot = |m: &Morceau| match m {
            Morceau::Texte(texte, _) => texte.clone(),
            _ => " ".to_owned(),
        };
        self.morceaux.iter().map(mot).collect()
    }

    /// True when it has a picture.
    pub(super) fn a_une_image(&self) -> bool {
        self.morceaux.iter().any(|m| matches!(m, Morceau::Image(..)))
    }
}

/// Rows of cells of paragraphs.
pub(super) type Rangees = Vec<Vec<Vec<Paragraphe>>>;

/// A part of the document.
#[derive(Debug)]
pub(super) enum Partie {
    Paragraphe(Paragraphe),
    Table(Rangees),
}

/// The document.
#[derive(Debug)]
pub(super) struct Corps {
    pub(super) parties: Vec<Partie>,
    /// Addresses that words lead to.
    pub(super) liens: Vec<String>,
    numero: u32,
    /// What is left out of the words: how many, and the paragraph of the first.
    hors_texte: BTreeMap<GenreHorsTexte, (u32, Option<u32>)>,
    /// The table being read; a table inside another gives its words to the cell that holds it.
    table: Option<Rangees>,
    profondeur: u32,
    reste: usize,
    cellules: usize,
}

impl Corps {
    pub(super) fn new() -> Self {
        let (parties, liens, hors_texte) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { parties, liens, numero: 0, hors_texte, table: None, profondeur: 0, reste: OCTETS, cellules: CELLULES }
    }

    /// Takes note of what the words do not say, in the paragraph being read.
    pub(super) fn note(&mut self, genre: GenreHorsTexte) {
        let ici = Some(self.numero + 1);
        let (nombre, place) = self.hors_texte.entry(genre).or_insert((0, ici));
        *nombre += 1;
        *place = place.or(ici);
    }

    /// Takes note of what stands outside the text.
    pub(super) fn note_ailleurs(&mut self, genre: GenreHorsTexte) {
        self.hors_texte.entry(genre).or_insert((0, None)).0 += 1;
    }

    /// Takes what another part of the document, its notes, left out.
    pub(super) fn note_aussi(&mut self, autre: &Self) {
        for (genre, (nombre, _)) in &autre.hors_texte {
            self.hors_texte.entry(*genre).or_insert((0, None)).0 += nombre;
        }
    }

    /// What the words do not say.
    pub(super) fn hors_texte(&self) -> Vec<HorsTexte> {
        let en_place = |(genre, (nombre, place)): (&GenreHorsTexte, &(u32, Option<u32>))| HorsTexte {
            genre: *genre,
            nombre: *nombre,
            // What stands after the last paragraph is told by it.
            paragraphe: place.map(|p| p.min(self.numero)).filter(|p| *p > 0),
        };
        self.hors_texte.iter().map(en_place).collect()
    }

    /// Words of a paragraph.
    pub(super) fn mots(&mut self, paragraphe: &mut Paragraphe, mots: &str, aspect: Aspect) -> Result<(), Refus> {
        self.reste = self.reste.checked_sub(mots.len()).ok_or(Refus::TexteTropLong)?;
        match paragraphe.morceaux.last_mut() {
            Some(Morceau::Texte(texte, a)) if *a == aspect => texte.push_str(mots),
            _ => self.morceau(paragraphe, Morceau::Texte(mots.to_owned(), aspect))?,
        }
        Ok(())
    }

    /// Anything else of a paragraph.
    pub(super) fn morceau(&mut self, paragraphe: &mut Paragraphe, morceau: Morceau) -> Result<(), Refus> {
        self.reste = self.reste.checked_sub(8).ok_or(Refus::TexteTropLong)?;
        paragraphe.morceaux.push(morceau);
        Ok(())
    }

    /// An address, by its place.
    pub(super) fn lien(&mut self, adresse: String) -> usize {
        self.liens.push(adresse);
        self.liens.len() - 1
    }

    /// Takes a paragraph that holds something.
    pub(super) fn finit(&mut self, mut paragraphe: Paragraphe) {
        if !paragraphe.a_des_mots() && !paragraphe.a_une_image() {
            return;
        }
        if paragraphe.genre == Genre::Legende && legendes::sans_numero(&paragraphe.mots()).is_some() {
            self.note(GenreHorsTexte::NumeroDeLegende);
        }
        self.numero += 1;
        paragraphe.numero = self.numero;
        match &mut self.table {
            Some(rangees) => {
                if rangees.last().is_none_or(Vec::is_empty) {
                    rangees.push(vec![Vec::new()]);
                }
                if let Some(cellule) = rangees.last_mut().and_then(|r| r.last_mut()) {
                    cellule.push(paragraphe);
                }
            }
            None => self.parties.push(Partie::Paragraphe(paragraphe)),
        }
    }

    pub(super) fn ouvre_la_table(&mut self) {
        self.profondeur += 1;
        self.table.get_or_insert_default();
    }

    pub(super) fn ouvre_la_rangee(&mut self) {
        if let (1, Some(rangees)) = (self.profondeur, &mut self.table) {
            rangees.push(Vec::new());
        }
    }

    /// A cell, or several blank ones after it where it spans.
    pub(super) fn ouvre_la_cellule(&mut self) -> Result<(), Refus> {
        if let (1, Some(rangee)) = (self.profondeur, self.table.as_mut().and_then(|t| t.last_mut())) {
            self.cellules = self.cellules.checked_sub(1).ok_or(Refus::TexteTropLong)?;
            rangee.push(Vec::new());
        }
        Ok(())
    }

    pub(super) fn ferme_la_table(&mut self) {
        self.profondeur = self.profondeur.saturating_sub(1);
        if self.profondeur > 0 {
            return;
        }
        let Some(mut rangees) = self.table.take() else { return };
        rangees.retain(|rangee| rangee.iter().any(|cellule| !cellule.is_empty()));
        let seule = rangees.iter().all(|r| r.len() <= 1) && rangees.len() <= 1;
        match seule {
            true => self.parties.extend(rangees.into_iter().flatten().flatten().map(Partie::Paragraphe)),
            false => self.parties.push(Partie::Table(rangees)),
        }
    }

    /// The parts of the archive that its pictures are, each once, in order.
    pub(super) fn images(&self) -> Vec<&str> {
        let mut parties: Vec<&str> = Vec::new();
        let mut vues = std::collections::BTreeSet::new();
        let paragraphes = self.parties.iter().flat_map(|p| match p {
            Partie::Paragraphe(p) => vec![p],
            Partie::Table(rangees) => rangees.iter().flatten().flatten().collect(),
        });
        for morceau in paragraphes.flat_map(|p| &p.morceaux) {
            if let Morceau::Image(partie, _) = morceau
                && vues.insert(partie.as_str())
            {
                parties.push(partie);
            }
        }
        parties
    }
}

/// Digits above or below the line stay so: « mesures² » is not « mesures2 ».
pub(super) fn decale(mots: &str, en_haut: bool) -> String {
    const HAUT: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const BAS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let place = |c: char| c.to_digit(10).and_then(|n| usize::try_from(n).ok());
    let chiffres = if en_haut { HAUT } else { BAS };
    mots.chars().map(|c| place(c).map_or(c, |n| chiffres[n])).collect()
}
