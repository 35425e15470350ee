//! Documents of word processors, DOCX and ODT → the Markdown that everything else reads, each line with its paragraph.
//!
//! Archives are measured as workbooks are. Nothing outside the file is followed, no entity is expanded, and no word of
//! the document can become markup.

mod corps;
mod docx;
mod expressions;
mod fragments;
mod legendes;
mod markdown;
mod odt;

use super::classeur::archive::{Archive, Genre};
use super::classeur::budget::Budget;
use super::classeur::refus::Refus;
use super::classeur::signature::{self, Signature};
use super::classeur::xml;
use crate::domaine::anomalie::{DocumentNonLu, FormatNonLu, NatureAnomalie};
use crate::domaine::dossier::Source;
use crate::domaine::hors_texte::HorsTexte;
use crate::domaine::reglages::Limites;
use corps::Corps;
use quick_xml::events::{BytesStart, Event};

/// Most bytes of XML that a part may hold once unpacked, when `[limites]` allows as many: a text of a thousand pages.
const OCTETS_DE_XML: u64 = 32 << 20;

/// A document as it was understood.
pub(super) struct Document {
    /// Markdown.
    pub(super) contenu: String,
    /// Paragraph of each of its lines.
    pub(super) paragraphes: Vec<u32>,
    /// Its pictures, by the path that the Markdown gives them.
    pub(super) images: Vec<Source>,
    /// What it holds beside.
    pub(super) hors_texte: Vec<HorsTexte>,
}

/// Reads a document, or says why it cannot be.
pub(super) fn lit(source: &Source, limites: &Limites) -> Result<Document, NatureAnomalie> {
    read(source, limites).map_err(|refus| nature(refus, limites))
}

fn read(source: &Source, limites: &Limites) -> Result<Document, Refus> {
    let octets = source.octets.as_slice();
    if octets.len() as u64 > limites.octets_par_classeur {
        return Err(Refus::OctetsParClasseur);
    }
    match signature::of(octets) {
        Some(Signature::Zip) => {}
        Some(Signature::Ole) if holds_utf_16(octets, "EncryptedPackage") => return Err(Refus::Protege),
        Some(Signature::Ole) => return Err(Refus::Format(FormatNonLu::Document)),
        Some(Signature::Autre(format)) => return Err(Refus::Format(format)),
        None => return Err(Refus::ABIME),
    }
    let octets_de_xml = limites.octets_decompresses.min(OCTETS_DE_XML);
    let budget = Budget::new(&Limites { octets_decompresses: octets_de_xml, ..*limites });
    let mut archive = Archive::open(octets)?;
    let corps = match archive.genre()? {
        Genre::Docx => docx::corps(&mut archive, &budget)?,
        Genre::Odt => odt::corps(&mut archive, &budget)?,
        Genre::Autre(format) => return Err(Refus::Format(format)),
    };
    finit(corps, &mut archive, source, limites)
}

/// The Markdown, and the pictures that it names: photographs are packed already, and weigh what the file weighs.
fn finit(corps: Corps, archive: &mut Archive<'_>, source: &Source, limites: &Limites) -> Result<Document, Refus> {
    let mut images = Vec::new();
    let mut reste = limites.octets_par_classeur;
    for partie in corps.images() {
        let budget = Budget::new(&Limites { octets_decompresses: reste, ..*limites });
        if let Some(octets) = archive.part(partie, &budget)? {
            reste -= octets.len() as u64;
            images.push(Source { chemin: chemin(source, partie), octets });
        }
    }
    let (contenu, paragraphes) = markdown::ecrit(&corps, &|partie| chemin(source, partie));
    Ok(Document { contenu, paragraphes, images, hors_texte: corps.hors_texte() })
}

/// How the Markdown names a picture of the document.
fn chemin(source: &Source, partie: &str) -> String {
    format!("{}/{partie}", source.chemin)
}

fn nature(refus: Refus, limites: &Limites) -> NatureAnomalie {
    let illisible = |quoi| NatureAnomalie::TexteIllisible { quoi };
    match refus {
        Refus::Format(FormatNonLu::Abime) => illisible(DocumentNonLu::Abime),
        Refus::Format(FormatNonLu::Document) => illisible(DocumentNonLu::Ancien),
        Refus::Format(format) => illisible(DocumentNonLu::Autre(format)),
        Refus::Protege => illisible(DocumentNonLu::Protege),
        Refus::OctetsDecompresses if limites.octets_decompresses > OCTETS_DE_XML => {
            NatureAnomalie::FichierTropGrand { limite: format!("{} Mio de texte décompressé", OCTETS_DE_XML >> 20) }
        }
        autre => autre.nature(limites),
    }
}

fn holds_utf_16(octets: &[u8], mot: &str) -> bool {
    let cherche: Vec<u8> = mot.encode_utf16().flat_map(u16::to_le_bytes).collect();
    octets.windows(cherche.len()).any(|w| w == cherche)
}

/// False for the words of a header that are only the number of a page: « Page 3 sur 12 ».
fn dit_quelque_chose(mots: &str) -> bool {
    let nu = |mot: &str| ["page", "sur", "de", "p"].contains(&mot.to_lowercase().as_str());
    mots.split(|c: char| !c.is_alphabetic()).any(|mot| !mot.is_empty() && !nu(mot))
}

/// What reads a part, element by element. Elements that it opens muted are left out with all that they hold.
trait Visiteur {
    /// False to leave the element out.
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus>;
    fn closes(&mut self, nom: &str) -> Result<(), Refus>;
    fn text(&mut self, texte: &str) -> Result<(), Refus>;
}

/// Walks a whole part, whose first element must be that one.
fn parcourt(octets: &[u8], racine: &str, visiteur: &mut impl Visiteur) -> Result<(), Refus> {
    let mut reader = xml::reader(octets);
    let mut tampon = Vec::new();
    let (mut ouverts, mut muets, mut commence) = (0_u64, 0_u64, false);
    loop {
        tampon.clear();
        match reader.read_event_into(&mut tampon)? {
            Event::Start(element) => {
                let nom = element.name();
                if !std::mem::replace(&mut commence, true) && nom.as_ref() != racine {
                    return Err(Refus::ABIME);
                }
                ouverts += 1;
                if muets > 0 || !visiteur.opens(nom.as_ref(), &element)? {
                    muets += 1;
                }
            }
            Event::End(element) => {
                ouverts = ouverts.checked_sub(1).ok_or(Refus::ABIME)?;
                match muets {
                    0 => visiteur.closes(element.name().as_ref())?,
                    _ => muets -= 1,
                }
            }
            Event::Text(texte) if muets == 0 => visiteur.text(&texte.xml10_content())?,
            Event::CData(texte) if muets == 0 => visiteur.text(&texte.xml10_content())?,
            Event::GeneralRef(reference) if muets == 0 => {
                visiteur.text(xml::entity(&reference)?.encode_utf8(&mut [0; 4]))?;
            }
            Event::Eof if ouverts == 0 && commence => return Ok(()),
            Event::Eof => return Err(Refus::ABIME),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
