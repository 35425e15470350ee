//! What the styles of an ODT mean, those of the document and those that LibreOffice makes for each look.

use super::super::corps::Genre;
use super::super::{Visiteur, dit_quelque_chose};
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// How many styles a style may rest on.
const ANCETRES: usize = 20;

/// What holds the words of a header or a footer.
const BANDEAUX: [&str; 6] = [
    "style:header",
    "style:header-left",
    "style:header-first",
    "style:footer",
    "style:footer-left",
    "style:footer-first",
];

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) genre: Genre,
    pub(super) gras: Option<bool>,
    pub(super) italique: Option<bool>,
    pub(super) cache: bool,
    pub(super) barre: bool,
    /// Above the line, or below it.
    pub(super) decale: Option<bool>,
    parent: Option<String>,
}

/// Every style by its name, and the depths of each list that have numbers.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    nom: String,
    en_cours: Option<Style>,
    listes: BTreeMap<(String, usize), u64>,
    liste: String,
    /// Headers and footers open, and their words.
    bandeaux: (u32, String),
}

impl Styles {
    /// What a style says, its parents' words included.
    pub(super) fn de(&self, nom: &str) -> Style {
        let mut style = self.styles.get(nom).cloned().unwrap_or_default();
        if style.genre == Genre::Corps {
            style.genre = genre(nom);
        }
        let mut parent = style.parent.clone();
        for _ in 0..ANCETRES {
            let Some(nom) = parent else { break };
            if style.genre == Genre::Corps {
                style.genre = genre(&nom);
            }
            let Some(dessus) = self.styles.get(&nom) else { break };
            style.gras = style.gras.or(dessus.gras);
            style.italique = style.italique.or(dessus.italique);
            style.cache |= dessus.cache;
            parent = dessus.parent.clone();
        }
        style
    }

    /// True when a header or a footer says something.
    pub(super) fn a_un_bandeau(&self) -> bool {
        dit_quelque_chose(&self.bandeaux.1)
    }

    /// First number of a depth of a list; `None` when it has bullets.
    pub(super) fn depart(&self, liste: &str, niveau: usize) -> Option<u64> {
        self.listes.get(&(liste.to_owned(), niveau)).copied()
    }

    /// Reads an element of a part that holds styles.
    pub(super) fn ouvre(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        let valeur = |cle: &str| attribute(element, cle);
        match nom {
            "style:style" => {
                self.nom = valeur("style:name")?.unwrap_or_default();
                self.en_cours = Some(Style { parent: valeur("style:parent-style-name")?, ..Style::default() });
            }
            "style:text-properties" => {
                let Some(style) = &mut self.en_cours else { return Ok(()) };
                style.gras = valeur("fo:font-weight")?.map(|g| g == "bold" || g.parse().is_ok_and(|n: u32| n >= 600));
                style.italique = valeur("fo:font-style")?.map(|i| i != "normal");
                style.barre = valeur("style:text-line-through-style")?.is_some_and(|s| s != "none");
                style.decale = valeur("style:text-position")?.and_then(|position| decale(&position));
                style.cache = valeur("text:display")?.is_some_and(|d| d != "true");
            }
            "text:list-style" => self.liste = valeur("style:name")?.unwrap_or_default(),
            "text:list-level-style-number" if valeur("style:num-format")?.is_some_and(|f| !f.is_empty()) => {
                let niveau = valeur("text:level")?.and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                let depart = valeur("text:start-value")?.and_then(|n| n.parse().ok()).unwrap_or(1);
                self.listes.insert((self.liste.clone(), niveau.saturating_sub(1)), depart);
            }
            _ => {}
        }
        Ok(())
    }

    /// Leaves an element of a part that holds styles.
    pub(super) fn ferme(&mut self, nom: &str) {
        if nom == "style:style" {
            let style = self.en_cours.take();
            self.styles.extend(style.map(|style| (std::mem::take(&mut self.nom), style)));
        }
    }
}

/// « super 58% », « -33% 58% », « 0% 100% ».
fn decale(position: &str) -> Option<bool> {
    let hauteur = position.split_whitespace().next()?;
    match hauteur {
        "super" => Some(true),
        "sub" => Some(false),
        _ if hauteur.trim_start_matches('-').starts_with('0') => None,
        _ => Some(!hauteur.starts_with('-')),
    }
}

/// What the name of a style says of its paragraphs; LibreOffice writes those of its own in English.
fn genre(nom: &str) -> Genre {
    match nom {
        "Title" => Genre::Titre(0),
        "Quotations" | "Quote" | "Intense_20_Quote" | "Block_20_Text" => Genre::Citation,
        "Caption" | "Illustration" | "Figure" | "Drawing" => Genre::Legende,
        _ => Genre::Corps,
    }
}

impl Visiteur for Styles {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        self.bandeaux.0 += u32::from(BANDEAUX.contains(&nom));
        if self.bandeaux.0 == 0 {
            self.ouvre(nom, element)?;
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        self.bandeaux.0 -= u32::from(BANDEAUX.contains(&nom)).min(self.bandeaux.0);
        self.ferme(nom);
        Ok(())
    }

    fn text(&mut self, texte: &str) -> Result<(), Refus> {
        if self.bandeaux.0 > 0 {
            self.bandeaux.1.push_str(texte);
            self.bandeaux.1.push(' ');
        }
        Ok(())
    }
}
