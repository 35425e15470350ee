//! A text → what the team typed, and what is to be computed. Code stays as typed, comments are for the team alone.

use super::syntaxe::{Expression, Faute, expression};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// A piece of a text, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'a> {
    /// As typed, braces included: the segments of a text, put end to end, are the text.
    pub saisi: &'a str,
    /// Line of its first character, from 1.
    pub ligne: u32,
    /// Column of its first character, from 1.
    pub colonne: u32,
    /// What it is.
    pub extrait: Extrait<'a>,
}

/// What a piece of a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extrait<'a> {
    /// The team's words, Markdown and code included.
    Litteral,
    /// `<!-- … -->`: not printed.
    Commentaire,
    /// What is to be computed, or why the braces hold nothing that can be.
    Expression(Result<Expression<'a>, Faute>),
}

/// A range of the text, before code is told from words.
enum Brut<'a> {
    Litteral,
    Commentaire,
    Accolades(Result<Expression<'a>, Faute>),
}

/// The Markdown that texts are written in.
pub const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Cuts a text: its segments, in order, put end to end, are the text. Linear in its length.
pub fn segments(texte: &str) -> Vec<Segment<'_>> {
    let bruts = bruts(texte);
    let places = places(texte, &bruts);
    let mut places = places.into_iter();
    let mut segments: Vec<Segment<'_>> = Vec::new();
    let (mut ligne, mut colonne) = (1, 1);
    for (etendue, brut) in bruts {
        let saisi = &texte[etendue.clone()];
        let extrait = match brut {
            Brut::Litteral => Extrait::Litteral,
            Brut::Commentaire => Extrait::Commentaire,
            Brut::Accolades(lue) => match places.next() {
                Some(Place::Mots) => Extrait::Expression(lue),
                Some(Place::Ailleurs) => Extrait::Expression(Err(Faute::DansUneAdresse)),
                Some(Place::Code) | None => Extrait::Litteral,
            },
        };
        segments.push(Segment { saisi, ligne, colonne, extrait });
        for c in saisi.chars() {
            (ligne, colonne) =
                if c == '\n' { (ligne.saturating_add(1), 1) } else { (ligne, colonne.saturating_add(1)) };
        }
    }
    segments
}

/// Every brace and comment, whatever stands around.
fn bruts(texte: &str) -> Vec<(Range<usize>, Brut<'_>)> {
    let mut bruts = Vec::new();
    let (mut debut, mut ici) = (0, 0);
    let mut commentaires = true;
    while let Some(saut) = texte[ici..].find(['{', '<', '\\']) {
        ici += saut;
        let reste = &texte[ici..];
        let (longueur, brut) = if let Some(apres) = reste.strip_prefix('\\') {
            // What is escaped is no opening: `\{{`, but not `\\{{`.
            ici += 1 + apres.chars().next().map_or(0, char::len_utf8) + usize::from(apres.starts_with("{{"));
            continue;
        } else if let Some((longueur, lue)) = accolades(reste) {
            (longueur, Brut::Accolades(lue))
        } else if let Some(fin) = commentaires.then(|| reste.strip_prefix("<!--")).flatten() {
            let Some(fin) = fin.find("-->") else {
                commentaires = false;
                ici += 1;
                continue;
            };
            (fin + 7, Brut::Commentaire)
        } else {
            ici += 1;
            continue;
        };
        if debut < ici {
            bruts.push((debut..ici, Brut::Litteral));
        }
        bruts.push((ici..ici + longueur, brut));
        ici += longueur;
        debut = ici;
    }
    if debut < texte.len() {
        bruts.push((debut..texte.len(), Brut::Litteral));
    }
    bruts
}

/// What opens here, with its length: an expression to its closing braces, a faulty one to the end of its line.
fn accolades(reste: &str) -> Option<(usize, Result<Expression<'_>, Faute>)> {
    if reste.starts_with("{%") || reste.starts_with("{#") {
        return Some((2, Err(Faute::Balise)));
    }
    let interieur = reste.strip_prefix("{{")?;
    // the next opening first: it bounds what is looked at, so that a line of openings costs what it weighs
    let suivante = interieur.find("{{").unwrap_or(interieur.len());
    let suivante = interieur[..suivante].find('\n').unwrap_or(suivante);
    Some(match interieur[..suivante].find("}}") {
        Some(fin) => (fin + 4, expression(&interieur[..fin])),
        None => (suivante + 2, Err(Faute::Ouverte)),
    })
}

/// Where braces stand in the Markdown.
#[derive(Clone, Copy)]
enum Place {
    Mots,
    Code,
    Ailleurs,
}

/// The place of each pair of braces, in order: the Markdown is read with a letter in their stead, so that nothing that they
/// hold is taken for markup.
fn places(texte: &str, bruts: &[(Range<usize>, Brut<'_>)]) -> Vec<Place> {
    let mut markdown = String::with_capacity(texte.len());
    let mut positions = Vec::new();
    for (etendue, brut) in bruts {
        let saisi = &texte[etendue.clone()];
        match brut {
            Brut::Litteral => markdown.push_str(saisi),
            Brut::Commentaire => {}
            Brut::Accolades(lue) => {
                positions.push(markdown.len());
                let masque = lue.is_ok() && !saisi.contains('`');
                markdown.push_str(if masque { "x" } else { saisi });
            }
        }
    }
    if positions.is_empty() {
        return Vec::new();
    }
    let (mut mots, mut codes) = (Vec::new(), Vec::new());
    for (event, etendue) in Parser::new_ext(&markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => mots.push(etendue),
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => codes.push(etendue),
            _ => {}
        }
    }
    let place = |position: &usize| {
        if contient(&codes, *position) {
            Place::Code
        } else if contient(&mots, *position) {
            Place::Mots
        } else {
            Place::Ailleurs
        }
    };
    positions.iter().map(place).collect()
}

/// Ranges come in the order of the text and do not overlap.
fn contient(etendues: &[Range<usize>], position: usize) -> bool {
    let apres = etendues.partition_point(|etendue| etendue.start <= position);
    apres.checked_sub(1).is_some_and(|rang| etendues[rang].contains(&position))
}
