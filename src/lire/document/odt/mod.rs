//! ODT: one pass over `content.xml`, whose own styles come before its words.

mod styles;

use super::corps::{Aspect, Corps, Genre, Morceau, Paragraphe};
use super::{Visiteur, parcourt};
use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use styles::Styles;

/// Frames inside frames: beyond, their words belong to the paragraph around them.
const PROFONDEUR: usize = 8;

/// Blank cells that one cell may stand for.
const REPETITIONS: u32 = 100;

/// Everything that the document says.
pub(super) fn corps(archive: &mut Archive<'_>, budget: &Budget) -> Result<Corps, Refus> {
    let manifeste = archive.part("META-INF/manifest.xml", budget)?.unwrap_or_default();
    if manifeste.windows(CHIFFRE.len()).any(|mots| mots == CHIFFRE) {
        return Err(Refus::Protege);
    }
    let mut styles = Styles::default();
    if let Some(octets) = archive.part("styles.xml", budget)? {
        parcourt(&octets, "office:document-styles", &mut styles)?;
    }
    let contenu = archive.part("content.xml", budget)?.ok_or(Refus::ABIME)?;
    let mut lecture = Lecture::new(styles);
    parcourt(&contenu, "office:document-content", &mut lecture)?;
    Ok(lecture.corps)
}

/// What the manifest of a protected file says of its parts.
const CHIFFRE: &[u8] = b"encryption-data";

/// A paragraph being read.
struct Ouvert {
    paragraphe: Paragraphe,
    aspect: Aspect,
    cache: bool,
    /// Looks of the spans open in it.
    passages: Vec<(Aspect, bool)>,
}

struct Lecture {
    corps: Corps,
    styles: Styles,
    dans_les_styles: bool,
    ouverts: Vec<Ouvert>,
    /// Paragraphs opened beyond [`PROFONDEUR`].
    trop: u32,
    /// Style of each list open.
    listes: Vec<String>,
    /// The item being read has no paragraph yet.
    element_neuf: bool,
    compteurs: BTreeMap<(String, usize), u64>,
    image: Option<String>,
    description: (String, String),
    /// Which of the two texts of a frame is being read.
    saisit: Option<bool>,
    /// Notes open.
    notes: u32,
    /// The note being read has no paragraph yet.
    note_neuve: bool,
    repetitions: u32,
}

impl Lecture {
    fn new(styles: Styles) -> Self {
        Self {
            corps: Corps::new(),
            styles,
            dans_les_styles: false,
            ouverts: Vec::new(),
            trop: 0,
            listes: Vec::new(),
            element_neuf: false,
            compteurs: BTreeMap::new(),
            image: None,
            description: Default::default(),
            saisit: None,
            notes: 0,
            note_neuve: false,
            repetitions: 0,
        }
    }

    fn mots(&mut self, mots: &str) -> Result<(), Refus> {
        match self.ouverts.last_mut() {
            Some(ouvert) if !ouvert.cache => self.corps.mots(&mut ouvert.paragraphe, mots, ouvert.aspect),
            _ => Ok(()),
        }
    }

    fn morceau(&mut self, morceau: Morceau) -> Result<(), Refus> {
        match self.ouverts.last_mut() {
            Some(ouvert) if !ouvert.cache => self.corps.morceau(&mut ouvert.paragraphe, morceau),
            _ => Ok(()),
        }
    }

    fn ouvre_le_paragraphe(&mut self, titre: bool, element: &BytesStart<'_>) -> Result<(), Refus> {
        if self.notes > 0 {
            // The paragraphs of a note follow each other on one line.
            return if std::mem::replace(&mut self.note_neuve, false) { Ok(()) } else { self.mots(" ") };
        }
        if self.ouverts.len() >= PROFONDEUR {
            self.trop += 1;
            return Ok(());
        }
        let style = self.styles.de(&attribute(element, "text:style-name")?.unwrap_or_default());
        let niveau = attribute(element, "text:outline-level")?.and_then(|n| n.parse::<u8>().ok()).unwrap_or(1);
        let genre = match (titre, style.genre) {
            (true, _) => Genre::Titre(niveau.clamp(1, 9)),
            (false, Genre::Corps) if self.listes.is_empty() => Genre::Corps,
            (false, Genre::Corps) => self.element(),
            (false, autre) => autre,
        };
        let mut aspect = Aspect::default();
        if !matches!(genre, Genre::Titre(_)) {
            aspect.gras = style.gras.unwrap_or(false);
            aspect.italique = style.italique.unwrap_or(false) && genre != Genre::Citation;
        }
        let paragraphe = Paragraphe { genre, ..Paragraphe::default() };
        self.ouverts.push(Ouvert { paragraphe, aspect, cache: style.cache, passages: Vec::new() });
        Ok(())
    }

    /// A list; one inside another without a style of its own has that of the other.
    fn ouvre_la_liste(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let sien = attribute(element, "text:style-name")?;
        let suite = attribute(element, "text:continue-numbering")?.is_some_and(|c| c == "true");
        if self.listes.is_empty() && !suite {
            self.compteurs.clear();
        }
        let style = sien.or_else(|| self.listes.last().cloned()).unwrap_or_default();
        self.listes.push(style);
        Ok(())
    }

    /// An item; a second paragraph of one item is an item of its own, without a number.
    fn element(&mut self) -> Genre {
        let niveau = self.listes.len() - 1;
        let nom = self.listes.last().cloned().unwrap_or_default();
        let depart = self.styles.depart(&nom, niveau).filter(|_| self.element_neuf);
        self.element_neuf = false;
        let numero = depart.map(|depart| {
            let compteur = self.compteurs.entry((nom, niveau)).or_insert(depart.saturating_sub(1));
            *compteur += 1;
            *compteur
        });
        Genre::Element(niveau, numero)
    }

    fn ferme_le_paragraphe(&mut self) {
        if self.notes > 0 {
            return;
        }
        match self.trop {
            0 => self.ouverts.pop().into_iter().for_each(|ouvert| self.corps.finit(ouvert.paragraphe)),
            _ => self.trop -= 1,
        }
    }

    fn passage(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        let style = self.styles.de(&attribute(element, "text:style-name")?.unwrap_or_default());
        let cible = attribute(element, "xlink:href")?.filter(|_| nom == "text:a");
        let lien = cible.map(|cible| self.corps.lien(cible));
        let Some(ouvert) = self.ouverts.last_mut() else { return Ok(()) };
        ouvert.passages.push((ouvert.aspect, ouvert.cache));
        ouvert.aspect.lien = lien.or(ouvert.aspect.lien);
        if nom == "text:span" {
            ouvert.aspect.gras = style.gras.unwrap_or(ouvert.aspect.gras);
            ouvert.aspect.italique = style.italique.unwrap_or(ouvert.aspect.italique);
            ouvert.cache |= style.cache;
        }
        Ok(())
    }

    fn pose_l_image(&mut self) -> Result<(), Refus> {
        let (titre, description) = std::mem::take(&mut self.description);
        let Some(image) = self.image.take() else { return Ok(()) };
        let dit = if description.trim().is_empty() { titre } else { description };
        let seul = self.ouverts.is_empty();
        if seul {
            let morceaux = vec![Morceau::Image(image, dit)];
            self.corps.finit(Paragraphe { morceaux, ..Paragraphe::default() });
            return Ok(());
        }
        self.morceau(Morceau::Image(image, dit))
    }

    fn ouvre_la_cellule(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let fois = attribute(element, "table:number-columns-repeated")?.and_then(|n| n.parse().ok()).unwrap_or(1_u32);
        self.repetitions = fois.saturating_sub(1).min(REPETITIONS);
        self.corps.ouvre_la_cellule()
    }
}

impl Visiteur for Lecture {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        if self.dans_les_styles {
            self.styles.ouvre(nom, element)?;
            return Ok(true);
        }
        match nom {
            "office:automatic-styles" => self.dans_les_styles = true,
            "office:annotation"
            | "text:tracked-changes"
            | "office:forms"
            | "office:binary-data"
            | "text:note-citation"
            | "text:table-of-content"
            | "text:illustration-index"
            | "text:table-index"
            | "text:alphabetical-index"
            | "text:user-index"
            | "text:object-index"
            | "text:bibliography"
            | "text:hidden-text"
            | "text:hidden-paragraph"
            | "text:ruby-text"
            | "math"
            | "office:event-listeners" => return Ok(false),
            "text:section" if attribute(element, "text:display")?.is_some_and(|d| d != "true") => return Ok(false),
            "text:p" => self.ouvre_le_paragraphe(false, element)?,
            "text:h" => self.ouvre_le_paragraphe(true, element)?,
            "text:span" | "text:a" => self.passage(nom, element)?,
            "text:s" => self.mots(" ")?,
            "text:tab" => self.mots(" ")?,
            "text:line-break" => self.morceau(Morceau::Saut)?,
            "text:note-body" => {
                self.mots(" (")?;
                self.notes += 1;
                self.note_neuve = true;
            }
            "text:list" => self.ouvre_la_liste(element)?,
            "text:list-item" => {
                self.element_neuf = true;
                let niveau = self.listes.len();
                self.compteurs.retain(|(_, n), _| *n < niveau);
            }
            "draw:frame" => self.description = Default::default(),
            "draw:image" => {
                let interne = attribute(element, "xlink:href")?.filter(|cible| !cible.contains(':'));
                self.image = interne.map(|cible| cible.trim_start_matches("./").to_owned());
            }
            "draw:text-box" => self.pose_l_image()?,
            "svg:title" | "svg:desc" => self.saisit = Some(nom == "svg:desc"),
            "table:table" => self.corps.ouvre_la_table(),
            "table:table-row" => self.corps.ouvre_la_rangee(),
            "table:table-cell" | "table:covered-table-cell" => self.ouvre_la_cellule(element)?,
            _ => {}
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        if self.dans_les_styles {
            self.dans_les_styles = nom != "office:automatic-styles";
            self.styles.ferme(nom);
            return Ok(());
        }
        match nom {
            "text:p" | "text:h" => self.ferme_le_paragraphe(),
            "text:span" | "text:a" => {
                let ouvert = self.ouverts.last_mut();
                let rendu = ouvert.and_then(|o| o.passages.pop().map(|avant| (o, avant)));
                rendu.into_iter().for_each(|(o, (aspect, cache))| (o.aspect, o.cache) = (aspect, cache));
            }
            "text:note-body" => {
                self.notes = self.notes.saturating_sub(1);
                self.mots(")")?;
            }
            "text:list" => drop(self.listes.pop()),
            "draw:frame" => self.pose_l_image()?,
            "svg:title" | "svg:desc" => self.saisit = None,
            "table:table" => self.corps.ferme_la_table(),
            "table:table-cell" | "table:covered-table-cell" => {
                for _ in 0..std::mem::take(&mut self.repetitions) {
                    self.corps.ouvre_la_cellule()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, texte: &str) -> Result<(), Refus> {
        match self.saisit {
            Some(true) => self.description.1.push_str(texte),
            Some(false) => self.description.0.push_str(texte),
            None if self.dans_les_styles => {}
            None => return self.mots(texte),
        }
        Ok(())
    }
}
