//! Pictures of the folder: found by the path that a text gives, measured before anyone decodes them, and without what
//! cameras and software write in them.

mod jpeg;
mod png;

use super::dossier::Source;
use unicode_normalization::UnicodeNormalization;

/// Most pixels of a picture: what is decoded takes four bytes for each.
pub const PIXELS: u64 = 64_000_000;

/// A picture that can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What it is.
    pub format: Format,
    /// Pixels across, once turned as its orientation asks.
    pub largeur: u32,
    /// Pixels down, once turned.
    pub hauteur: u32,
    /// The file without EXIF (its orientation excepted), place, date, comments, nor anything behind its end.
    pub octets: Vec<u8>,
}

/// Formats that are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Format {
    /// Of its file.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// Why a picture cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defaut {
    /// Neither PNG nor JPEG: what it is, in words.
    Format(&'static str),
    /// It does not follow its own format, or stops before its end.
    Abimee,
    /// Inks instead of light, which an archive cannot hold without their profile.
    Cmjn,
    /// More than [`PIXELS`].
    TropGrande {
        /// Pixels across.
        largeur: u32,
        /// Pixels down.
        hauteur: u32,
    },
}

/// First bytes of what offices take for a picture, and its name.
const AUTRES: [(&[u8], &str); 10] = [
    (b"GIF8", "une image GIF"),
    (b"RIFF", "une image WebP"),
    (b"BM", "une image BMP"),
    (b"II*\0", "une image TIFF"),
    (b"MM\0*", "une image TIFF"),
    (b"%PDF-", "un PDF"),
    (b"\x01\0\0\0", "un dessin EMF"),
    (b"\xD7\xCD\xC6\x9A", "un dessin WMF"),
    (b"<svg", "un dessin SVG"),
    (b"<?xml", "un dessin SVG"),
];

/// Reads what a picture says of itself, and drops what must not be printed. Its pixels are not decoded.
pub fn lue(octets: &[u8]) -> Result<Image, Defaut> {
    let image = match octets {
        [0x89, b'P', b'N', b'G', ..] => png::lue(octets)?,
        [0xff, 0xd8, ..] => jpeg::lue(octets)?,
        _ => return Err(Defaut::Format(autre(octets))),
    };
    let Image { largeur, hauteur, .. } = image;
    match u64::from(largeur) * u64::from(hauteur) {
        0 => Err(Defaut::Abimee),
        n if n > PIXELS => Err(Defaut::TropGrande { largeur, hauteur }),
        _ => Ok(image),
    }
}

fn autre(octets: &[u8]) -> &'static str {
    if octets.get(4..8) == Some(b"ftyp") {
        return "une photographie HEIC";
    }
    AUTRES.iter().find(|(debut, _)| octets.starts_with(debut)).map_or("d’un format inconnu", |(_, nom)| nom)
}

/// What is wrong with a path, before anyone looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ailleurs {
    /// On the web.
    Web,
    /// Outside the folder, or on one computer only.
    HorsDuDossier,
}

/// The path of a picture in the folder, as a text writes it.
pub fn chemin(ecrit: &str) -> Result<String, Ailleurs> {
    let decode = decode(ecrit);
    let minuscules = decode.to_lowercase();
    let protocole = ["http:", "https:", "data:", "ftp:", "//"];
    if protocole.iter().any(|p| minuscules.starts_with(p)) {
        return Err(Ailleurs::Web);
    }
    let lecteur = minuscules.starts_with("file:") || decode.chars().nth(1) == Some(':');
    if lecteur || decode.starts_with(['/', '~']) || decode.contains('\\') || decode.split('/').any(|p| p == "..") {
        return Err(Ailleurs::HorsDuDossier);
    }
    Ok(decode.split('/').filter(|p| !matches!(*p, "." | "")).collect::<Vec<_>>().join("/"))
}

/// A path as people say it: without the codes that software writes for spaces and accents.
pub fn decode(ecrit: &str) -> String {
    sans_pourcents(ecrit.trim())
}

/// The picture that a text names; a name typed on a Mac and one typed elsewhere may differ in their accents.
pub fn cherche<'a>(images: impl Iterator<Item = &'a Source> + Clone, ecrit: &str) -> Option<&'a Source> {
    let voulu = chemin(ecrit).ok()?;
    images.clone().find(|i| i.chemin == voulu).or_else(|| images.clone().find(|i| i.chemin.nfc().eq(voulu.nfc())))
}

/// True when a description says something: the name of a file, which software writes there, says nothing.
pub fn decrit(description: &str) -> bool {
    let mots = description.trim().to_lowercase();
    let nom_de_fichier = [".jpg", ".jpeg", ".png"].iter().any(|fin| mots.ends_with(fin));
    !nom_de_fichier && mots.chars().any(char::is_alphanumeric)
}

/// `%20` and its kin; anything that would not be UTF-8 stays as it is.
fn sans_pourcents(texte: &str) -> String {
    let octets = texte.as_bytes();
    let mut sortie = Vec::with_capacity(octets.len());
    let mut place = 0;
    while let Some(octet) = octets.get(place) {
        let code = octets.get(place + 1..place + 3).filter(|_| *octet == b'%');
        let code = code.and_then(|c| u8::from_str_radix(std::str::from_utf8(c).ok()?, 16).ok());
        sortie.push(code.unwrap_or(*octet));
        place += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(sortie).unwrap_or_else(|_| texte.to_owned())
}

#[cfg(test)]
mod tests;
