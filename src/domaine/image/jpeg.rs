//! JPEG: walked from marker to marker, as far as the end that it says, and no further.

use super::{Defaut, Format, Image};

/// Most passes of a progressive picture: each costs as much as its pixels.
const PASSES: usize = 100;

#[derive(Default)]
struct Lecture {
    sortie: Vec<u8>,
    taille: Option<(u32, u32)>,
    orientation: Option<u8>,
    passes: usize,
}

/// What a JPEG says of itself, and the file without EXIF, XMP, comments and the pictures that hide behind its end.
pub(super) fn lue(octets: &[u8]) -> Result<Image, Defaut> {
    let mut lecture = Lecture { sortie: vec![0xff, 0xd8], ..Lecture::default() };
    let mut place = 2;
    loop {
        let Some(&[0xff, marque]) = octets.get(place..place + 2) else { return Err(Defaut::Abimee) };
        match marque {
            0xff => place += 1,
            0xd9 => break,
            0x01 | 0xd0..=0xd7 => place += 2,
            _ => {
                let segment = segment(octets, place).ok_or(Defaut::Abimee)?;
                lecture.segment(marque, segment)?;
                place += segment.len();
                if marque == 0xda {
                    let fin = place + balayage(&octets[place..]).ok_or(Defaut::Abimee)?;
                    lecture.sortie.extend(&octets[place..fin]);
                    place = fin;
                }
            }
        }
    }
    lecture.conclut()
}

/// A marker with the length that follows it and its content.
fn segment(octets: &[u8], place: usize) -> Option<&[u8]> {
    let longueur = usize::from(u16::from_be_bytes([*octets.get(place + 2)?, *octets.get(place + 3)?]));
    octets.get(place..place + 2 + longueur.max(2))
}

/// How many bytes the pixels take before the next marker.
fn balayage(octets: &[u8]) -> Option<usize> {
    octets.windows(2).position(|w| w[0] == 0xff && !matches!(w[1], 0x00 | 0xd0..=0xd7 | 0xff))
}

impl Lecture {
    fn segment(&mut self, marque: u8, segment: &[u8]) -> Result<(), Defaut> {
        let contenu = &segment[4..];
        match marque {
            0xe1 => {
                let orientation = contenu.strip_prefix(b"Exif\0\0").and_then(orientation);
                if let (None, Some(o)) = (self.orientation, orientation) {
                    self.orientation = Some(o);
                    self.sortie.extend(exif(o));
                }
                return Ok(());
            }
            0xe0 if !contenu.starts_with(b"JFIF\0") => return Ok(()),
            0xe2 if !contenu.starts_with(b"ICC_PROFILE\0") => return Ok(()),
            0xe3..=0xed | 0xef..=0xfe => return Ok(()),
            0xc0..=0xc2 => self.cadre(contenu)?,
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => return Err(Defaut::Format("un JPEG d’un genre rare")),
            0xda => {
                self.passes += 1;
                if self.passes > PASSES || self.taille.is_none() {
                    return Err(Defaut::Abimee);
                }
            }
            _ => {}
        }
        self.sortie.extend(segment);
        Ok(())
    }

    /// The frame: eight bits a sample, grey or light in three components.
    fn cadre(&mut self, contenu: &[u8]) -> Result<(), Defaut> {
        let &[precision, h1, h2, l1, l2, composantes, ..] = contenu else { return Err(Defaut::Abimee) };
        match (precision, composantes) {
            (8, 1 | 3) if self.taille.is_none() => {}
            (8, 4) => return Err(Defaut::Cmjn),
            _ => return Err(Defaut::Abimee),
        }
        self.taille = Some((u16::from_be_bytes([l1, l2]).into(), u16::from_be_bytes([h1, h2]).into()));
        Ok(())
    }

    fn conclut(mut self) -> Result<Image, Defaut> {
        let (largeur, hauteur) = self.taille.filter(|_| self.passes > 0).ok_or(Defaut::Abimee)?;
        self.sortie.extend([0xff, 0xd9]);
        let couchee = self.orientation.is_some_and(|o| o >= 5);
        let (largeur, hauteur) = if couchee { (hauteur, largeur) } else { (largeur, hauteur) };
        Ok(Image { format: Format::Jpeg, largeur, hauteur, octets: self.sortie })
    }
}

/// How the camera was held (2 to 8), from the TIFF structure of EXIF; `None` when upright.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let petit = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let court = |ou: usize| {
        let deux = [*tiff.get(ou)?, *tiff.get(ou + 1)?];
        Some(if petit { u16::from_le_bytes(deux) } else { u16::from_be_bytes(deux) })
    };
    let (haut, bas) = if petit { (court(6)?, court(4)?) } else { (court(4)?, court(6)?) };
    let repertoire = usize::from(haut) << 16 | usize::from(bas);
    let entrees = (0..usize::from(court(repertoire)?)).map(|rang| repertoire + 2 + 12 * rang);
    let entree = entrees.take_while(|e| *e < tiff.len()).find(|e| court(*e) == Some(0x0112))?;
    u8::try_from(court(entree + 8)?).ok().filter(|o| (2..=8).contains(o))
}

/// An EXIF segment that holds the orientation and nothing else.
fn exif(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([orientation, 0, 0, 0, 0, 0, 0]);
    segment
}
