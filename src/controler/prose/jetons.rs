//! Words → tokens: words with their key, numbers, punctuation, and what must not be read.

use super::blocs::{CODE, FIGURE, VIDE};
use super::nombres::{Nombre, en_chiffres, en_lettres, est_en_lettres};
use crate::francais::cle;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controler) enum Sorte {
    /// A word, compounds included (« AED-R », « rendez-vous »).
    Mot,
    /// A number.
    Nombre(Nombre),
    /// What looks like a number and is none (a date, an article, a telephone), code, an expression.
    Opaque,
    /// Anything else, one character.
    Signe(char),
}

/// A token.
#[derive(Debug, Clone)]
pub(in crate::controler) struct Jeton<'a> {
    /// As typed.
    pub(in crate::controler) texte: &'a str,
    /// The key of a word, without accent nor plural; empty for the others.
    pub(in crate::controler) cle: String,
    /// Its first byte in the block.
    pub(in crate::controler) debut: usize,
    /// What it is.
    pub(in crate::controler) sorte: Sorte,
}

impl Jeton<'_> {
    /// Its number.
    pub(in crate::controler) fn nombre(&self) -> Option<Nombre> {
        match self.sorte {
            Sorte::Nombre(nombre) => Some(nombre),
            _ => None,
        }
    }

    /// True for that character.
    pub(in crate::controler) fn est(&self, signe: char) -> bool {
        self.sorte == Sorte::Signe(signe)
    }

    /// True when it begins with a capital.
    pub(in crate::controler) fn majuscule(&self) -> bool {
        self.texte.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The tokens of a block. Linear in its length.
pub(in crate::controler) fn jetons(texte: &str) -> Vec<Jeton<'_>> {
    let mut tous = Vec::new();
    let mut ici = 0;
    while let Some(c) = texte[ici..].chars().next() {
        let reste = &texte[ici..];
        let (longueur, sorte) = match c {
            '\n' => (1, Some(Sorte::Signe('\n'))),
            VIDE => (1, None),
            FIGURE | CODE => (c.len_utf8(), Some(Sorte::Opaque)),
            _ if c.is_whitespace() => (c.len_utf8(), None),
            _ if c.is_ascii_digit() => {
                let (longueur, nombre) = en_chiffres(reste);
                (longueur, Some(nombre.map_or(Sorte::Opaque, Sorte::Nombre)))
            }
            _ if c.is_alphanumeric() => (mot(reste), Some(Sorte::Mot)),
            _ => (c.len_utf8(), Some(Sorte::Signe(c))),
        };
        if let Some(sorte) = sorte {
            let saisi = &reste[..longueur];
            let cle = if sorte == Sorte::Mot { cle(saisi) } else { String::new() };
            tous.push(Jeton { texte: saisi, cle, debut: ici, sorte });
        }
        ici += longueur;
    }
    separes(&mut tous);
    avec_les_lettres(tous, texte)
}

/// Letters and digits, with the hyphens between them.
fn mot(texte: &str) -> usize {
    let mut fin = 0;
    let mut lettres = texte.char_indices().peekable();
    while let Some((ici, c)) = lettres.next() {
        let suit = lettres.peek().is_some_and(|(_, c)| c.is_alphanumeric());
        if matches!(c, FIGURE | CODE) || !(c.is_alphanumeric() || (suit && matches!(c, '-' | '\u{2011}'))) {
            break;
        }
        fin = ici + c.len_utf8();
    }
    fin.max(texte.chars().next().map_or(0, char::len_utf8))
}

/// Numbers one after the other are a telephone or an identifier: none of them counts anything.
fn separes(jetons: &mut [Jeton<'_>]) {
    let chiffre =
        |j: &Jeton<'_>| matches!(j.sorte, Sorte::Nombre(_) | Sorte::Opaque) && !j.texte.starts_with([FIGURE, CODE]);
    let seuls: Vec<bool> = (0..jetons.len())
        .map(|i| {
            let avant = i.checked_sub(1).is_none_or(|i| !chiffre(&jetons[i]));
            avant && jetons.get(i + 1).is_none_or(|j| !chiffre(j))
        })
        .collect();
    for (jeton, seul) in jetons.iter_mut().zip(seuls) {
        if !seul && chiffre(jeton) {
            jeton.sorte = Sorte::Opaque;
        }
    }
}

/// Numbers in letters made one token each.
fn avec_les_lettres<'a>(jetons: Vec<Jeton<'a>>, texte: &'a str) -> Vec<Jeton<'a>> {
    let mut tous: Vec<Jeton<'a>> = Vec::with_capacity(jetons.len());
    let mut i = 0;
    while let Some(premier) = jetons.get(i) {
        if !est_en_lettres(&premier.cle) {
            tous.push(premier.clone());
            i += 1;
            continue;
        }
        let mut fin = i + 1;
        let mut mots = premier.cle.clone();
        while let Some(pris) = suite(&jetons[fin..]) {
            for jeton in &jetons[fin..fin + pris] {
                mots.push(' ');
                mots.push_str(&jeton.cle);
            }
            fin += pris;
        }
        let dernier = &jetons[fin - 1];
        let saisi = &texte[premier.debut..dernier.debut + dernier.texte.len()];
        let sorte = en_lettres(&mots).map_or(Sorte::Opaque, Sorte::Nombre);
        tous.push(Jeton { texte: saisi, cle: String::new(), debut: premier.debut, sorte });
        i = fin;
    }
    tous
}

/// How many tokens go on with a number in letters: « neuf », « et un ».
fn suite(jetons: &[Jeton<'_>]) -> Option<usize> {
    let un = |j: &Jeton<'_>| matches!(j.cle.as_str(), "un" | "une" | "onze");
    match jetons {
        [et, mot, ..] if et.cle == "et" && un(mot) => Some(2),
        [mot, ..] if est_en_lettres(&mot.cle) => Some(1),
        _ => None,
    }
}
