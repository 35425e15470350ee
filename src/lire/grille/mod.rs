//! Text → rows of cells, at the separator that makes headers.

mod decoupe;

use super::entetes::Entetes;
use crate::domaine::dossier::Ligne;
use decoupe::line_break;
pub(super) use decoupe::{Decoupe, trimmed};

/// Separators tried, and what the user calls them; the first wins where nothing tells two of them apart.
const SEPARATORS: [(u8, &str); 4] =
    [(b';', "point-virgule"), (b',', "virgule"), (b'\t', "tabulation"), (b'|', "barre")];
/// What the user is told of a file without any.
const NONE: &str = "aucun séparateur reconnu (le fichier n’a qu’une seule colonne)";
/// Enough of the file to choose a separator: ends of lines, and bytes for a file that has none.
const HEAD_LINES: usize = 200;
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// The rows of a text file.
pub(super) struct Grille {
    /// Rows that hold something, in order: at most one more than was allowed.
    pub(super) lignes: Vec<Ligne>,
    /// The separator chosen, in the words of the user.
    pub(super) separateur: &'static str,
    /// Another one that did as well.
    pub(super) autre_separateur: Option<&'static str>,
    /// Lines where a quotation mark opens and is never closed: it was read as if it were not there.
    pub(super) guillemets_ouverts: Vec<u32>,
}

/// Splits a text at the separator under which its headers are best recognised, then its columns most regular.
pub(super) fn split(text: &str, entetes: &Entetes, max_lignes: u64) -> Grille {
    let Coupe { separator, separateur, autre_separateur, debut, numero } = coupe(text, entetes);
    let mut decoupe = Decoupe::new(&text[debut..], separator, numero);
    let max = usize::try_from(max_lignes).unwrap_or(usize::MAX).saturating_add(1);
    let lignes = decoupe.by_ref().take(max).collect();
    let guillemets_ouverts = decoupe.guillemets;
    Grille { lignes, separateur, autre_separateur, guillemets_ouverts }
}

/// How a text is cut: read in its first lines.
pub(super) struct Coupe {
    /// The separator chosen, and what the user calls it.
    pub(super) separator: u8,
    pub(super) separateur: &'static str,
    /// Another one that did as well.
    pub(super) autre_separateur: Option<&'static str>,
    /// Where the rows begin, and the physical line there.
    pub(super) debut: usize,
    pub(super) numero: u32,
}

/// How to cut a text of which only the beginning is given.
pub(super) fn coupe(debut: &str, entetes: &Entetes) -> Coupe {
    let (declared, body, numero) = declared_separator(debut);
    let Choix { separator, nom, autre } = choose(head(body), declared, entetes);
    Coupe { separator, separateur: nom, autre_separateur: autre, debut: debut.len() - body.len(), numero }
}

/// Excel's `sep=;` first line: the separator, the rest, and the line where the rest begins. A spreadsheet obeys that
/// line and hides it: its row 1 is the next one.
fn declared_separator(text: &str) -> (Option<u8>, &str, u32) {
    let fin = text.find(['\r', '\n']).unwrap_or(text.len());
    let premiere = text[..fin].trim_matches('"').trim_start();
    if !premiere.get(..4).is_some_and(|cle| cle.eq_ignore_ascii_case("sep=")) {
        return (None, text, 1);
    }
    let separator = premiere.as_bytes().get(4).copied();
    let body = &text[fin + line_break(&text.as_bytes()[fin..])..];
    (separator.filter(|s| SEPARATORS.iter().any(|(byte, _)| byte == s)), body, 2)
}

/// A cut anywhere is good enough to choose.
fn head(text: &str) -> &str {
    let end = text.bytes().take(HEAD_BYTES).enumerate().filter(|(_, b)| matches!(b, b'\n' | b'\r')).nth(HEAD_LINES);
    let mut end = end.map_or(text.len().min(HEAD_BYTES), |(at, _)| at);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The separator chosen, its name, and another that did as well.
struct Choix {
    separator: u8,
    nom: &'static str,
    autre: Option<&'static str>,
}

fn choose(head: &str, declared: Option<u8>, entetes: &Entetes) -> Choix {
    let noted = SEPARATORS.map(|(byte, nom)| (Note::of(head, byte, entetes), byte, nom));
    let annonce = noted.iter().find(|(note, byte, _)| declared == Some(*byte) && note.entete > 0);
    // the last of the greatest is taken: the first separator, once reversed
    let best = annonce.or_else(|| noted.iter().rev().max_by_key(|(note, byte, _)| (*note, declared == Some(*byte))));
    let Some((note, separator, nom)) = best else { return Choix { separator: b';', nom: NONE, autre: None } };
    let egal = |(autre, byte, _): &&(Note, u8, &str)| autre == note && byte != separator && note.entete > 0;
    let autre = noted.iter().find(egal).filter(|_| note.colonnes > 1 && declared != Some(*separator));
    let nom = if note.colonnes > 1 { nom } else { NONE };
    Choix { separator: *separator, nom, autre: autre.map(|(_, _, nom)| *nom) }
}

/// How well a separator does: the headers of the best row that rows of cells follow (a sentence in a title has none
/// below), then the rows that agree with it, then every header known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    entete: usize,
    accord: usize,
    connues: usize,
    colonnes: usize,
}

impl Note {
    fn of(head: &str, separator: u8, entetes: &Entetes) -> Self {
        let lignes: Vec<Ligne> = Decoupe::new(head, separator, 1).collect();
        let connues = |l: &Ligne| l.cellules.iter().filter(|c| entetes.connait(c)).count();
        let notes: Vec<(usize, usize)> = lignes.iter().map(|l| (connues(l), l.cellules.len())).collect();
        let suivie = |rang: usize| notes.iter().skip(rang + 1).take(2).any(|(_, largeur)| *largeur > 1);
        let entetes = notes.iter().enumerate().filter(|(rang, (connues, _))| *connues > 0 && suivie(*rang));
        // the first of the best
        let meilleure = entetes.rev().max_by_key(|(_, (connues, _))| *connues);
        let colonnes = notes.iter().map(|(_, largeur)| *largeur).max().unwrap_or(0);
        let (entete, largeur) = meilleure.map_or((0, colonnes), |(_, note)| *note);
        let accord = notes.iter().filter(|(_, l)| *l > 1 && (*l == largeur || (entete > 0 && *l < largeur))).count();
        Self { entete, accord, connues: notes.iter().map(|(connues, _)| connues).sum(), colonnes }
    }
}

#[cfg(test)]
mod tests;
