//! Pictures: paths in the project, and photographs without what cameras write in them.

use super::matiere::Matiere;
use crate::domaine::figure::Figure;
use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterImage};

/// A picture as written in the project.
pub(super) struct Illustration {
    /// Path in the project.
    pub(super) chemin: String,
    /// Content.
    pub(super) octets: Vec<u8>,
}

/// Where a chart stands in the project.
pub(super) fn chemin_de_figure(figure: &Figure) -> String {
    format!("figures/{}.svg", figure.nom)
}

/// The logo that rapport.toml names, when it is a PNG or JPEG that can be decoded.
pub(super) fn logo(m: &Matiere<'_>) -> Option<Illustration> {
    let demande = m.reglages().rapport.logo.as_deref()?.trim_start_matches("./");
    let source = m.controle.dossier().images.iter().find(|i| i.chemin == demande)?;
    let (format, extension, octets) = match source.octets.as_slice() {
        png @ [0x89, b'P', b'N', b'G', ..] => (ExchangeFormat::Png, "png", png_sans_mentions(png)?),
        jpeg @ [0xff, 0xd8, ..] => (ExchangeFormat::Jpg, "jpg", jpeg_sans_mentions(jpeg)?),
        _ => return None,
    };
    RasterImage::new(Bytes::new(octets.clone()), format, Smart::Auto).ok()?;
    Some(Illustration { chemin: format!("images/logo.{extension}"), octets })
}

/// Keeps the segments that draw, drops EXIF, GPS, XMP and comments.
fn jpeg_sans_mentions(octets: &[u8]) -> Option<Vec<u8>> {
    let mut sortie = octets.get(..2)?.to_vec();
    let mut place = 2;
    loop {
        let [0xff, marque] = *octets.get(place..place + 2)? else { return None };
        if marque == 0xda {
            sortie.extend(octets.get(place..)?);
            return Some(sortie);
        }
        let longueur = usize::from(u16::from_be_bytes([*octets.get(place + 2)?, *octets.get(place + 3)?]));
        let segment = octets.get(place..place + 2 + longueur)?;
        let mention = matches!(marque, 0xe1 | 0xe3..=0xed | 0xef | 0xfe);
        if !mention {
            sortie.extend(segment);
        }
        place += segment.len().max(4);
    }
}

/// Keeps the chunks that draw, drops texts, dates and EXIF.
fn png_sans_mentions(octets: &[u8]) -> Option<Vec<u8>> {
    let mut sortie = octets.get(..8)?.to_vec();
    let mut place = 8;
    while let Some(entete) = octets.get(place..place + 8) {
        let longueur = usize::try_from(u32::from_be_bytes([entete[0], entete[1], entete[2], entete[3]])).ok()?;
        let bloc = octets.get(place..place.checked_add(longueur)?.checked_add(12)?)?;
        if !matches!(&entete[4..], b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            sortie.extend(bloc);
        }
        place += bloc.len();
    }
    Some(sortie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_photographie_perd_son_lieu() {
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1, 0, 8];
        jpeg.extend(b"Exif48");
        jpeg.extend([0xff, 0xdb, 0, 3, 7, 0xff, 0xda, 0, 2, 1, 2, 3]);
        let nette = jpeg_sans_mentions(&jpeg).unwrap();
        assert_eq!(nette, [0xff, 0xd8, 0xff, 0xdb, 0, 3, 7, 0xff, 0xda, 0, 2, 1, 2, 3]);
        assert_eq!(jpeg_sans_mentions(&jpeg[..9]), None);
    }
}
