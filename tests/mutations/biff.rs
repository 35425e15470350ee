//! Damage to the records of an XLS file: their kinds, their lengths, what they count.

use crate::ecriture::ole;
use crate::hasard::Hasard;
use crate::octets;
use std::io::{Cursor, Read};

/// A kind and its content; what follows the last whole record is one more.
type Enregistrements = Vec<([u8; 2], Vec<u8>, Option<u16>)>;

/// Kinds that hold counts, offsets or strings.
const GENRES: [u16; 16] = [
    0x0006, 0x000A, 0x0022, 0x003C, 0x0085, 0x00BD, 0x00E5, 0x00FC, 0x00FD, 0x0200, 0x0203, 0x0204, 0x0207, 0x0208,
    0x027E, 0x0809,
];

/// The file with one to eight records damaged; `None` when it holds no workbook.
pub(crate) fn abime(classeur: &[u8], hasard: &mut Hasard) -> Option<Vec<u8>> {
    let mut flux = flux(classeur)?;
    let mut enregistrements = decoupe(&flux);
    for _ in 0..hasard.petit(8) {
        une_fois(&mut enregistrements, hasard);
    }
    flux = assemble(&enregistrements);
    if hasard.une_fois_sur(8) {
        octets::abime(&mut flux, hasard);
    }
    flux.truncate(octets::PLUS_GRAND);
    Some(ole(&flux))
}

fn flux(classeur: &[u8]) -> Option<Vec<u8>> {
    let mut fichier = cfb::CompoundFile::open(Cursor::new(classeur)).ok()?;
    let nom = ["/Workbook", "/Book"].into_iter().find(|nom| fichier.is_stream(nom))?;
    let mut flux = Vec::new();
    fichier.open_stream(nom).ok()?.read_to_end(&mut flux).ok()?;
    Some(flux)
}

fn decoupe(mut flux: &[u8]) -> Enregistrements {
    let mut enregistrements = Vec::new();
    while let [a, b, c, d, suite @ ..] = flux {
        let longueur = usize::from(u16::from_le_bytes([*c, *d])).min(suite.len());
        enregistrements.push(([*a, *b], suite[..longueur].to_vec(), None));
        flux = &suite[longueur..];
    }
    enregistrements
}

/// A length of its own hides the true one.
fn assemble(enregistrements: &Enregistrements) -> Vec<u8> {
    let octets = |(genre, contenu, fausse): &([u8; 2], Vec<u8>, Option<u16>)| {
        let longueur = fausse.unwrap_or(u16::try_from(contenu.len()).unwrap_or(u16::MAX));
        [&genre[..], &longueur.to_le_bytes(), contenu].concat()
    };
    enregistrements.iter().flat_map(octets).collect()
}

fn une_fois(enregistrements: &mut Enregistrements, hasard: &mut Hasard) {
    let rang = hasard.sous(enregistrements.len());
    let Some((genre, contenu, longueur)) = enregistrements.get_mut(rang) else { return };
    match hasard.sous(8) {
        0 => *longueur = Some(hasard.parmi(&[0, 1, 3, 8_224, 0x7FFF, u16::MAX])),
        1 => *genre = hasard.parmi(&GENRES).to_le_bytes(),
        2 => contenu.truncate(hasard.sous(contenu.len())),
        3 => enormes(contenu, hasard),
        4 => drop(octets::une_fois(contenu, hasard)),
        5 => {
            let redit = enregistrements[rang].clone();
            let fois = hasard.petit(5_000).min(octets::PLUS_GRAND / (redit.1.len() + 4));
            enregistrements.splice(rang..rang, std::iter::repeat_n(redit, fois));
        }
        6 => drop(enregistrements.remove(rang)),
        _ => {
            let genre = hasard.parmi(&GENRES).to_le_bytes();
            let contenu: Vec<u8> = (0..hasard.petit(64)).map(|_| hasard.parmi(&[0, 1, 0xFF, 0x7F])).collect();
            enregistrements.insert(rang, (genre, contenu, None));
        }
    }
}

/// Two or four bytes that make a count, an index or an offset as large as can be.
fn enormes(contenu: &mut [u8], hasard: &mut Hasard) {
    let ou = hasard.sous(contenu.len());
    let combien = hasard.parmi(&[2, 4]);
    contenu.iter_mut().skip(ou).take(combien).for_each(|octet| *octet = 0xFF);
}
