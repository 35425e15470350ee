//! A text → its blocks: paragraphs, headings, items and cells, as words without markup, each character with its place.

use crate::domaine::expression::{Extrait, OPTIONS, segments};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Stands for an expression: printed as a figure, never compared.
pub(in crate::controler) const FIGURE: char = '\u{e000}';
/// Stands for code: printed as typed, never read.
pub(in crate::controler) const CODE: char = '\u{e001}';
/// Fills the room of what is masked, so that places stay the same; neither letter nor space.
pub(in crate::controler) const VIDE: char = '\u{7f}';

/// What is asked of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::controler) enum Lecture {
    /// The words.
    #[default]
    Mots,
    /// All that is printed or can be clicked: code and addresses of links too.
    Tout,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controler) enum Genre {
    /// A paragraph, or anything without a closer name.
    Paragraphe,
    /// A heading.
    Titre,
    /// An item of the list of that number in the text.
    Item(usize),
    /// A cell: number of its table in the text, row (0 is the header), column.
    Cellule(usize, usize, usize),
}

/// A block of words.
#[derive(Debug, Clone)]
pub(in crate::controler) struct Bloc {
    /// Its words, without markup.
    pub(in crate::controler) texte: String,
    /// What it is.
    pub(in crate::controler) genre: Genre,
    /// Where pieces of `texte` stand in the file: offset there, offset here.
    morceaux: Vec<(usize, usize)>,
}

/// A line and a column of a text, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::controler) struct Place {
    /// Line.
    pub(in crate::controler) ligne: u32,
    /// Column, in characters.
    pub(in crate::controler) colonne: u32,
}

/// The blocks of a text, and how to find a place.
#[derive(Debug)]
pub(in crate::controler) struct Blocs {
    /// In the order of the text.
    pub(in crate::controler) tous: Vec<Bloc>,
    source: String,
    reperes: Vec<(usize, Place)>,
}

/// Bytes of a text that its readers look at: some forty pages. A section that is longer was pasted, not written.
const LU: usize = 100_000;

/// The line, from 1, where the reading of a text stops before its end.
pub(in crate::controler) fn derniere_ligne(contenu: &str) -> Option<u32> {
    let lu = contenu.get(..contenu.floor_char_boundary(LU)).filter(|lu| lu.len() < contenu.len())?;
    Some(u32::try_from(lu.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1))
}

/// Reads a text, its first [`LU`] bytes. Linear in its length.
pub(in crate::controler) fn blocs(contenu: &str, lecture: Lecture) -> Blocs {
    let source = masque(&contenu[..contenu.floor_char_boundary(LU)]);
    let mut atelier = Atelier { lecture, ..Atelier::default() };
    for (event, etendue) in Parser::new_ext(&source, OPTIONS).into_offset_iter() {
        atelier.prend(event, etendue.start, &source[etendue.clone()]);
    }
    atelier.ferme();
    let tous = atelier.blocs;
    Blocs { tous, reperes: reperes(&source), source }
}

/// The text with a mark in place of each expression and nothing in place of each comment, as long as it was.
fn masque(contenu: &str) -> String {
    let mut source = String::with_capacity(contenu.len());
    for segment in segments(contenu) {
        let rempli = |c: char| if c == '\n' { "\n".to_owned() } else { VIDE.to_string().repeat(c.len_utf8()) };
        match segment.extrait {
            Extrait::Litteral => source.push_str(segment.saisi),
            Extrait::Expression(Ok(_)) => {
                source.push(FIGURE);
                source.extend(std::iter::repeat_n(VIDE, segment.saisi.len().saturating_sub(FIGURE.len_utf8())));
            }
            Extrait::Commentaire | Extrait::Expression(Err(_)) => {
                source.push_str(&segment.saisi.chars().map(rempli).collect::<String>());
            }
        }
    }
    source
}

/// One known place every few hundred bytes.
fn reperes(source: &str) -> Vec<(usize, Place)> {
    const PAS: usize = 256;
    let mut place = Place { ligne: 1, colonne: 1 };
    let mut reperes = vec![(0, place)];
    let mut prochain = PAS;
    for (ici, c) in source.char_indices() {
        if ici >= prochain {
            reperes.push((ici, place));
            prochain = ici + PAS;
        }
        place.passe(c);
    }
    reperes
}

impl Place {
    fn passe(&mut self, c: char) {
        *self = if c == '\n' {
            Self { ligne: self.ligne.saturating_add(1), colonne: 1 }
        } else {
            Self { colonne: self.colonne.saturating_add(1), ..*self }
        };
    }
}

impl Blocs {
    /// Where a byte of a block stands in the file.
    pub(in crate::controler) fn place(&self, bloc: &Bloc, octet: usize) -> Place {
        let apres = bloc.morceaux.partition_point(|(_, ici)| *ici <= octet);
        let morceau = apres.checked_sub(1).and_then(|rang| bloc.morceaux.get(rang));
        let vise = morceau.map_or(0, |(la, ici)| la + (octet - ici));
        let apres = self.reperes.partition_point(|(repere, _)| *repere <= vise);
        let Some((repere, mut place)) = apres.checked_sub(1).and_then(|rang| self.reperes.get(rang)).copied() else {
            return Place { ligne: 1, colonne: 1 };
        };
        for (ici, c) in self.source.get(repere..).unwrap_or_default().char_indices() {
            if repere + ici >= vise {
                break;
            }
            place.passe(c);
        }
        place
    }
}

/// Where the reading stands.
#[derive(Default)]
struct Atelier {
    lecture: Lecture,
    blocs: Vec<Bloc>,
    texte: String,
    morceaux: Vec<(usize, usize)>,
    titre: bool,
    code: bool,
    /// Lists that are open, by number.
    listes: Vec<usize>,
    nombre_de_listes: usize,
    table: usize,
    rangee: usize,
    colonne: usize,
    en_table: bool,
}

impl Atelier {
    fn prend(&mut self, event: Event<'_>, debut: usize, brut: &str) {
        match event {
            Event::Start(tag) => self.ouvre(&tag, debut),
            Event::End(tag) => self.termine(tag),
            Event::Text(_) if self.code && self.lecture == Lecture::Mots => {}
            Event::Text(mots) => self.ajoute(&mots, debut),
            Event::Code(_) if self.lecture == Lecture::Mots => self.ajoute(&CODE.to_string(), debut),
            Event::Code(mots) => self.ajoute(&mots, debut + brut.chars().take_while(|c| *c == '`').count()),
            Event::SoftBreak => self.ajoute(" ", debut),
            Event::HardBreak | Event::Rule => self.ajoute("\n", debut),
            Event::Html(_) | Event::InlineHtml(_) => self.ajoute(&VIDE.to_string(), debut),
            _ => {}
        }
    }

    fn ajoute(&mut self, mots: &str, debut: usize) {
        self.morceaux.push((debut, self.texte.len()));
        self.texte.push_str(mots);
    }

    fn ouvre(&mut self, tag: &Tag<'_>, debut: usize) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => return,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                if self.lecture == Lecture::Tout {
                    let morceaux = vec![(debut, 0)];
                    let genre = Genre::Paragraphe;
                    self.blocs.push(Bloc { texte: dest_url.to_string(), genre, morceaux });
                }
                return;
            }
            _ => self.ferme(),
        }
        match tag {
            Tag::Heading { .. } => self.titre = true,
            Tag::CodeBlock(_) => self.code = true,
            Tag::List(_) => {
                self.listes.push(self.nombre_de_listes);
                self.nombre_de_listes += 1;
            }
            Tag::Table(_) => (self.table, self.rangee, self.en_table) = (self.table + 1, 0, true),
            Tag::TableHead | Tag::TableRow => self.colonne = 0,
            _ => {}
        }
    }

    fn termine(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => return,
            _ => self.ferme(),
        }
        match tag {
            TagEnd::Heading(_) => self.titre = false,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::List(_) => {
                self.listes.pop();
            }
            TagEnd::TableCell => self.colonne += 1,
            TagEnd::TableHead | TagEnd::TableRow => self.rangee += 1,
            TagEnd::Table => self.en_table = false,
            _ => {}
        }
    }

    fn ferme(&mut self) {
        let texte = std::mem::take(&mut self.texte);
        let morceaux = std::mem::take(&mut self.morceaux);
        if texte.trim().is_empty() {
            return;
        }
        let genre = match self.listes.last() {
            _ if self.titre => Genre::Titre,
            _ if self.en_table => Genre::Cellule(self.table, self.rangee, self.colonne),
            Some(liste) => Genre::Item(*liste),
            None => Genre::Paragraphe,
        };
        self.blocs.push(Bloc { texte, genre, morceaux });
    }
}
