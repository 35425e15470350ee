//! PNG: walked from chunk to chunk, each proved by its checksum.

use super::{Defaut, Format, Image};

/// Chunks that draw; texts, dates, EXIF, animations and what nobody knows are dropped.
const GARDES: [&[u8; 4]; 10] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"];

/// What a PNG says of itself, and the file without its mentions.
pub(super) fn lue(octets: &[u8]) -> Result<Image, Defaut> {
    let mut sortie = octets.get(..8).ok_or(Defaut::Abimee)?.to_vec();
    let mut place = 8;
    let mut taille = None;
    let mut dessine = false;
    loop {
        let bloc = bloc(octets, place).ok_or(Defaut::Abimee)?;
        place += bloc.len();
        let (nom, contenu) = (&bloc[4..8], &bloc[8..bloc.len() - 4]);
        if taille.is_none() {
            taille = Some(en_tete(nom, contenu).ok_or(Defaut::Abimee)?);
        }
        dessine |= nom == b"IDAT";
        if GARDES.iter().any(|g| g.as_slice() == nom) {
            sortie.extend(bloc);
        }
        if nom == b"IEND" {
            break;
        }
    }
    let (largeur, hauteur) = taille.filter(|_| dessine).ok_or(Defaut::Abimee)?;
    Ok(Image { format: Format::Png, largeur, hauteur, octets: sortie })
}

/// A chunk with its length, name, content and checksum, which must be right.
fn bloc(octets: &[u8], place: usize) -> Option<&[u8]> {
    let debut: [u8; 4] = octets.get(place..place + 4)?.try_into().ok()?;
    let longueur = usize::try_from(u32::from_be_bytes(debut)).ok()?;
    let bloc = octets.get(place..place.checked_add(longueur)?.checked_add(12)?)?;
    let (couvert, somme) = bloc.split_last_chunk::<4>()?;
    (crc(couvert.get(4..)?) == u32::from_be_bytes(*somme)).then_some(bloc)
}

/// Width and height, when the first chunk is the header and says things that go together.
fn en_tete(nom: &[u8], contenu: &[u8]) -> Option<(u32, u32)> {
    let &[l0, l1, l2, l3, h0, h1, h2, h3, profondeur, couleur, 0, 0, 0 | 1] = contenu else { return None };
    let permise = match couleur {
        0 => matches!(profondeur, 1 | 2 | 4 | 8 | 16),
        3 => matches!(profondeur, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(profondeur, 8 | 16),
        _ => false,
    };
    let taille = (u32::from_be_bytes([l0, l1, l2, l3]), u32::from_be_bytes([h0, h1, h2, h3]));
    (nom == b"IHDR" && permise).then_some(taille)
}

/// The checksum of PNG, four bits at a time.
fn crc(octets: &[u8]) -> u32 {
    const TABLE: [u32; 16] = [
        0x0000_0000,
        0x1db7_1064,
        0x3b6e_20c8,
        0x26d9_30ac,
        0x76dc_4190,
        0x6b6b_51f4,
        0x4db2_6158,
        0x5005_713c,
        0xedb8_8320,
        0xf00f_9344,
        0xd6d6_a3e8,
        0xcb61_b38c,
        0x9b64_c2b0,
        0x86d3_d2d4,
        0xa00a_e278,
        0xbdbd_f21c,
    ];
    let demi = |somme: u32, bits: u32| (somme >> 4) ^ TABLE[usize::try_from((somme ^ bits) & 15).unwrap_or(0)];
    !octets.iter().fold(u32::MAX, |somme, o| demi(demi(somme, u32::from(*o)), u32::from(*o) >> 4))
}

#[cfg(test)]
mod tests {
    #[test]
    fn la_somme_est_celle_de_la_norme() {
        assert_eq!(super::crc(b"IEND"), 0xae42_6082);
        assert_eq!(super::crc(b"123456789"), 0xcbf4_3926);
    }
}
