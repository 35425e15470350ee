//! What the styles of a DOCX mean. Word writes their names in English in every language.

use super::super::Visiteur;
use super::super::corps::Genre;
use super::active;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// How many styles a style may rest on.
const ANCETRES: usize = 20;

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) genre: Genre,
    pub(super) gras: bool,
    pub(super) italique: bool,
    pub(super) cache: bool,
    /// An entry of the table of contents.
    pub(super) sommaire: bool,
    /// List and depth.
    pub(super) liste: Option<(String, usize)>,
    parent: Option<String>,
    niveau_de_plan: Option<u8>,
}

/// Every style by its id.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    id: String,
    en_cours: Option<Style>,
}

impl Styles {
    /// What a style says, its parents' words included.
    pub(super) fn de(&self, id: &str) -> Style {
        let mut style = self.styles.get(id).cloned().unwrap_or_default();
        let mut parent = style.parent.clone();
        for _ in 0..ANCETRES {
            let Some(dessus) = parent.and_then(|p| self.styles.get(&p)) else { break };
            if style.genre == Genre::Corps {
                style.genre = dessus.genre;
            }
            style.niveau_de_plan = style.niveau_de_plan.or(dessus.niveau_de_plan);
            style.liste = style.liste.or_else(|| dessus.liste.clone());
            style.gras |= dessus.gras;
            style.italique |= dessus.italique;
            parent = dessus.parent.clone();
        }
        if let (Genre::Corps, Some(niveau)) = (style.genre, style.niveau_de_plan.filter(|n| *n < 9)) {
            style.genre = Genre::Titre(niveau + 1);
        }
        style
    }
}

/// What the name of a style says of its paragraphs.
fn genre(nom: &str) -> Genre {
    let nom = nom.to_lowercase();
    match nom.as_str() {
        "title" | "titre" => Genre::Titre(0),
        "quote" | "intense quote" | "quotations" | "citation" | "block text" => Genre::Citation,
        "caption" | "légende" | "illustration" | "figure" | "drawing" => Genre::Legende,
        _ => {
            let niveau = nom.strip_prefix("heading ").or(nom.strip_prefix("titre ")).and_then(|n| n.parse().ok());
            niveau.filter(|n| (1..=9).contains(n)).map_or(Genre::Corps, Genre::Titre)
        }
    }
}

impl Visiteur for Styles {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        if nom == "w:style" {
            self.id = attribute(element, "w:styleId")?.unwrap_or_default();
            self.en_cours = Some(Style::default());
            return Ok(true);
        }
        let Some(style) = &mut self.en_cours else { return Ok(true) };
        let valeur = || Ok::<_, Refus>(attribute(element, "w:val")?.unwrap_or_default());
        match nom {
            "w:name" => {
                let nom = valeur()?;
                style.genre = genre(&nom);
                let nom_nu = nom.to_lowercase();
                style.sommaire = nom_nu.starts_with("toc ") || nom_nu == "table of figures";
                style.gras |= nom == "Strong";
                style.italique |= nom == "Emphasis";
            }
            "w:basedOn" => style.parent = Some(valeur()?),
            "w:outlineLvl" => style.niveau_de_plan = valeur()?.parse().ok(),
            "w:numId" => style.liste = Some((valeur()?, style.liste.as_ref().map_or(0, |l| l.1))),
            "w:ilvl" => {
                let niveau = valeur()?.parse().unwrap_or(0);
                style.liste = Some((style.liste.take().map_or(String::new(), |l| l.0), niveau));
            }
            "w:b" => style.gras = active(element)?,
            "w:i" => style.italique = active(element)?,
            "w:vanish" => style.cache = active(element)?,
            "w:tblStylePr" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        if nom == "w:style" {
            let style = self.en_cours.take();
            self.styles.extend(style.map(|style| (std::mem::take(&mut self.id), style)));
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Refus> {
        Ok(())
    }
}
