//! XML parts, event by event.

use super::refus::Refus;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::reader::Reader;

/// The reader of a part, where `<a/>` reads as `<a></a>`.
pub(in crate::lire) fn reader(octets: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(octets);
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// The attributes of an element, by full name.
pub(in crate::lire) fn attributes<'a>(
    element: &'a BytesStart<'_>,
) -> impl Iterator<Item = Result<(&'a str, String), Refus>> + use<'a> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.map(|attribute| {
        let attribute = attribute?;
        Ok((attribute.key.into_inner(), attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned()))
    })
}

/// One attribute.
pub(in crate::lire) fn attribute(element: &BytesStart<'_>, nom: &str) -> Result<Option<String>, Refus> {
    let mut trouve = None;
    for attribute in attributes(element) {
        let (cle, valeur) = attribute?;
        if cle == nom {
            trouve = Some(valeur);
        }
    }
    Ok(trouve)
}

/// The character that `&amp;` or `&#8217;` stands for.
pub(in crate::lire) fn entity(reference: &BytesRef<'_>) -> Result<char, Refus> {
    match reference.resolve_char_ref()? {
        Some(lettre) => Ok(lettre),
        None => match &**reference {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(Refus::ABIME),
        },
    }
}
