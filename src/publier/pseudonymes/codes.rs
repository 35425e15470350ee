//! Codes of people: HMAC-SHA-256 of what identifies them, folded, under a key that stays with the service.

use crate::francais::sans_accent;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;

/// Bytes of the digest that a code shows: 48 bits.
const OCTETS: usize = 6;

/// A secret of 32 bytes. Never printed.
pub(crate) struct Cle([u8; 32]);

impl Cle {
    /// The secret made of these bytes.
    pub(crate) fn new(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// The content of a key file: 64 hexadecimal digits. `None` for anything else.
    pub(crate) fn lit(texte: &str) -> Option<Self> {
        let chiffres = texte.trim().as_bytes();
        if chiffres.len() != 64 {
            return None;
        }
        let mut octets = [0; 32];
        for (octet, deux) in octets.iter_mut().zip(chiffres.chunks_exact(2)) {
            let chiffre = |c: u8| char::from(c).to_digit(16).and_then(|n| u8::try_from(n).ok());
            *octet = chiffre(deux[0])? * 16 + chiffre(deux[1])?;
        }
        Some(Self(octets))
    }

    /// The same, as the file holds it.
    pub(crate) fn ecrite(&self) -> String {
        format!("{}\n", hexadecimal(&self.0).to_lowercase())
    }
}

/// What a code identifies: the same word does not give the same code to a jeune and to a famille.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Domaine {
    Mesure,
    Jeune,
    Famille,
    Referent,
}

impl Domaine {
    fn nom_et_lettre(self) -> (&'static str, char) {
        match self {
            Self::Mesure => ("mesure", 'M'),
            Self::Jeune => ("jeune", 'J'),
            Self::Famille => ("famille", 'F'),
            Self::Referent => ("referent", 'R'),
        }
    }
}

/// The codes given so far.
pub(super) struct Codes<'a> {
    cle: &'a Cle,
    donnes: BTreeMap<(Domaine, [u8; OCTETS]), String>,
}

impl<'a> Codes<'a> {
    pub(super) fn new(cle: &'a Cle) -> Self {
        Self { cle, donnes: BTreeMap::new() }
    }

    /// « J-7F3A9C2D4110 »: the same for the same person, whatever the file and the year. `None` when someone else
    /// already has it.
    pub(super) fn code(&mut self, domaine: Domaine, morceaux: &[&str]) -> Option<String> {
        let (nom, lettre) = domaine.nom_et_lettre();
        let plie: Vec<String> = morceaux.iter().map(|texte| plie(texte)).collect();
        let plie = plie.join("\u{1f}");
        let mut hmac = Hmac::<Sha256>::new_from_slice(&self.cle.0).ok()?;
        hmac.update(format!("trame 1\u{1f}{nom}\u{1f}{plie}").as_bytes());
        let empreinte = hmac.finalize().into_bytes();
        let mut debut = [0; OCTETS];
        debut.copy_from_slice(&empreinte[..OCTETS]);
        let premier = self.donnes.entry((domaine, debut)).or_insert_with(|| plie.clone());
        (*premier == plie).then(|| format!("{lettre}-{}", hexadecimal(&debut)))
    }
}

/// Without case, accents nor double spaces.
fn plie(texte: &str) -> String {
    let texte = sans_accent(texte).to_lowercase().replace('’', "'");
    texte.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name whatever the order of its words and its hyphens.
pub(super) fn nom_plie(texte: &str) -> String {
    let plat = plie(texte);
    let mut mots: Vec<&str> = plat.split(|c: char| !c.is_alphanumeric()).filter(|mot| !mot.is_empty()).collect();
    mots.sort_unstable();
    mots.join(" ")
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02X}")).collect()
}
