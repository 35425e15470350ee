//! textes/: Markdown as it is, documents of word processors as Markdown, and the pictures that they name.

use super::classeur::signature::{self, Signature};
use super::document;
use super::feuille;
use super::texte;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, DocumentNonLu, FormatNonLu, NatureAnomalie};
use crate::domaine::dossier::{RaisonDEcart, Source, Texte, Textes};
use crate::domaine::reglages::Limites;
use crate::domaine::texte::{ImageCitee, sans_commentaires};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Most bytes of a Markdown text: beyond, it is no text of a report.
const OCTETS: usize = 2 << 20;

/// Reads one file of textes/; what is no text at all is named, and left closed.
pub(super) fn lit(source: Source, limites: &Limites, textes: &mut Textes) {
    let nom = source.chemin.rsplit('/').next().unwrap_or(&source.chemin);
    let (section, extension) = nom.rsplit_once('.').unwrap_or((nom, ""));
    let section = match source.chemin.strip_prefix("textes/").is_some_and(|c| c.starts_with(Texte::FICHES)) {
        true => format!("{}{section}", Texte::FICHES),
        false => section.to_owned(),
    };
    let lu = match extension.to_lowercase().as_str() {
        "md" if est_un_document(&source.octets) => depuis_un_document(&source, limites, textes),
        "md" => markdown(&source),
        "docx" | "docm" | "dotx" | "odt" | "ott" if est_du_texte(&source.octets) => {
            Err(illisible(DocumentNonLu::TexteSimple))
        }
        "docx" | "docm" | "dotx" | "odt" | "ott" => depuis_un_document(&source, limites, textes),
        "doc" | "rtf" | "pages" | "dot" | "wps" => Err(illisible(DocumentNonLu::Ancien)),
        "pdf" => Err(illisible(DocumentNonLu::Autre(FormatNonLu::Pdf))),
        "txt" | "html" | "htm" | "fodt" => Err(illisible(DocumentNonLu::Autre(FormatNonLu::Autre))),
        _ => Err(NatureAnomalie::FichierNonLu { raison: RaisonDEcart::MalRange }),
    };
    match lu {
        Ok(mut texte) => {
            (texte.section, texte.fichier) = (section, source.chemin);
            texte.images = images(&texte.contenu);
            textes.ajoute(texte);
        }
        Err(nature) => textes.anomalies.push(Anomalie { nature, span: Span::file(source.chemin) }),
    }
}

/// A document or a PDF under the name of a Markdown text; a web page may well be one.
fn est_un_document(octets: &[u8]) -> bool {
    use FormatNonLu::{Document, Pdf};
    matches!(signature::of(octets), Some(Signature::Zip | Signature::Ole | Signature::Autre(Pdf | Document)))
}

/// Words, and nothing that a text editor would not write.
fn est_du_texte(octets: &[u8]) -> bool {
    let imprime = |octet: &u8| *octet >= b' ' || matches!(octet, b'\t' | b'\n' | b'\r');
    !octets.trim_ascii().is_empty() && signature::of(octets).is_none() && octets.iter().all(imprime)
}

fn illisible(quoi: DocumentNonLu) -> NatureAnomalie {
    NatureAnomalie::TexteIllisible { quoi }
}

fn markdown(source: &Source) -> Result<Texte, NatureAnomalie> {
    if source.octets.len() > OCTETS {
        return Err(NatureAnomalie::FichierTropGrand { limite: format!("{} Mio de texte", OCTETS >> 20) });
    }
    let contenu = texte::decode(&source.octets).text.replace("\r\n", "\n");
    Ok(Texte { contenu, ..Texte::default() })
}

fn depuis_un_document(source: &Source, limites: &Limites, textes: &mut Textes) -> Result<Texte, NatureAnomalie> {
    let taille = source.octets.len() as u64;
    if feuille::trop_grand(&source.chemin, taille, limites).is_some() {
        return Err(NatureAnomalie::FichierTropGrand { limite: feuille::limite(&source.chemin, limites) });
    }
    let document = document::lit(source, limites)?;
    if !document.hors_texte.is_empty() {
        let nature = NatureAnomalie::HorsTexte { genres: document.hors_texte };
        textes.anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
    }
    let (contenu, paragraphes, illustrations) = (document.contenu, document.paragraphes, document.images);
    Ok(Texte { contenu, paragraphes, illustrations, ..Texte::default() })
}

/// Every picture that a text names, in order.
fn images(contenu: &str) -> Vec<ImageCitee> {
    if !contenu.contains("![") {
        return Vec::new();
    }
    let visible = sans_commentaires(contenu);
    let fins: Vec<usize> = visible.match_indices('\n').map(|(place, _)| place).collect();
    let ligne = |place: usize| u32::try_from(fins.partition_point(|fin| *fin < place) + 1).unwrap_or(u32::MAX);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut images: Vec<ImageCitee> = Vec::new();
    let mut ouvertes = 0;
    for (event, place) in Parser::new_ext(&visible, options).into_offset_iter() {
        match (event, ouvertes) {
            (Event::Start(Tag::Image { dest_url, .. }), 0) => {
                ouvertes = 1;
                images.push(ImageCitee {
                    chemin: dest_url.to_string(),
                    description: String::new(),
                    ligne: ligne(place.start),
                });
            }
            (Event::Start(Tag::Image { .. }), _) => ouvertes += 1,
            (Event::End(TagEnd::Image), _) => ouvertes -= 1,
            (Event::Text(texte) | Event::Code(texte), 1..) => {
                images.last_mut().into_iter().for_each(|i| i.description.push_str(&texte));
            }
            (Event::SoftBreak | Event::HardBreak, 1..) => {
                images.last_mut().into_iter().for_each(|i| i.description.push(' '));
            }
            _ => {}
        }
    }
    images
}
