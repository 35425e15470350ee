//! ODT: one pass over `content.xml`, whose own styles come before its words.

mod parcours;
mod styles;

use super::corps::{Aspect, Corps, Genre, Morceau, Paragraphe, decale};
use super::parcourt;
use crate::domaine::hors_texte::Genre as GenreHorsTexte;
use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::borrow::Cow;
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
    let macros = manifeste.windows(MACROS.len()).any(|mots| mots == MACROS);
    let ailleurs = [(macros, GenreHorsTexte::Macro), (styles.a_un_bandeau(), GenreHorsTexte::EnTete)];
    let contenu = archive.part("content.xml", budget)?.ok_or(Refus::ABIME)?;
    let mut lecture = Lecture::new(styles);
    ailleurs.into_iter().filter(|(la, _)| *la).for_each(|(_, genre)| lecture.corps.note_ailleurs(genre));
    parcourt(&contenu, "office:document-content", &mut lecture)?;
    Ok(lecture.corps)
}

/// What the manifest of a protected file says of its parts.
const CHIFFRE: &[u8] = b"encryption-data";

/// What it says of a macro.
const MACROS: &[u8] = b"\"Basic/Standard/";

/// A paragraph being read.
struct Ouvert {
    paragraphe: Paragraphe,
    aspect: Aspect,
    cache: bool,
    /// Above the line, or below it.
    decale: Option<bool>,
    /// Looks of the spans open in it.
    passages: Vec<(Aspect, bool, Option<bool>)>,
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
    /// The last list that was opened outside any other.
    liste: String,
    /// The numbers that each list before it had reached, by id.
    fermees: BTreeMap<String, Compteurs>,
    /// The number that the item being read begins again at.
    repart: Option<u64>,
    /// The item being read has no paragraph yet.
    element_neuf: bool,
    compteurs: Compteurs,
    image: Option<String>,
    /// The frame being read holds an object.
    objet: bool,
    description: (String, String),
    /// Which of the two texts of a frame is being read.
    saisit: Option<bool>,
    /// Notes open.
    notes: u32,
    /// The note being read has no paragraph yet.
    note_neuve: bool,
    repetitions: u32,
}

/// Numbers reached, by style and depth.
type Compteurs = BTreeMap<(String, usize), u64>;

impl Lecture {
    fn new(styles: Styles) -> Self {
        Self {
            corps: Corps::new(),
            styles,
            dans_les_styles: false,
            ouverts: Vec::new(),
            trop: 0,
            listes: Vec::new(),
            liste: String::new(),
            fermees: BTreeMap::new(),
            repart: None,
            element_neuf: false,
            compteurs: BTreeMap::new(),
            image: None,
            objet: false,
            description: Default::default(),
            saisit: None,
            notes: 0,
            note_neuve: false,
            repetitions: 0,
        }
    }

    fn mots(&mut self, mots: &str) -> Result<(), Refus> {
        // A note opens with its first word.
        let mots = if self.note_neuve { mots.trim_start() } else { mots };
        if mots.is_empty() {
            return Ok(());
        }
        self.note_neuve = false;
        match self.ouverts.last_mut() {
            Some(ouvert) if !ouvert.cache => {
                let mots = ouvert.decale.map_or(Cow::Borrowed(mots), |haut| Cow::Owned(decale(mots, haut)));
                self.corps.mots(&mut ouvert.paragraphe, &mots, ouvert.aspect)
            }
            Some(_) if !mots.trim().is_empty() => {
                self.corps.note(GenreHorsTexte::Masque);
                Ok(())
            }
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
            return self.mots(" ");
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
        self.ouverts.push(Ouvert { paragraphe, aspect, cache: style.cache, decale: None, passages: Vec::new() });
        Ok(())
    }

    /// A list; one inside another without a style of its own has that of the other.
    fn ouvre_la_liste(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let sien = attribute(element, "text:style-name")?;
        if self.listes.is_empty() {
            let suite = attribute(element, "text:continue-numbering")?.is_some_and(|c| c == "true");
            let suivie = attribute(element, "text:continue-list")?;
            let suivie = suivie.or_else(|| suite.then(|| self.liste.clone()));
            let avant = std::mem::replace(&mut self.liste, attribute(element, "xml:id")?.unwrap_or_default());
            let compteurs = std::mem::take(&mut self.compteurs);
            self.fermees.insert(avant, compteurs);
            self.compteurs = suivie.and_then(|suivie| self.fermees.remove(&suivie)).unwrap_or_default();
        }
        let style = sien.or_else(|| self.listes.last().cloned()).unwrap_or_default();
        self.listes.push(style);
        Ok(())
    }

    /// An item; its second paragraph goes on with it.
    fn element(&mut self) -> Genre {
        let niveau = self.listes.len() - 1;
        let nom = self.listes.last().cloned().unwrap_or_default();
        if !std::mem::replace(&mut self.element_neuf, false) {
            return Genre::Suite(niveau);
        }
        if let Some(repart) = self.repart.take() {
            self.compteurs.insert((nom.clone(), niveau), repart.saturating_sub(1));
        }
        let numero = self.styles.depart(&nom, niveau).map(|depart| {
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
        ouvert.passages.push((ouvert.aspect, ouvert.cache, ouvert.decale));
        ouvert.aspect.lien = lien.or(ouvert.aspect.lien);
        if nom == "text:span" {
            ouvert.aspect.gras = style.gras.unwrap_or(ouvert.aspect.gras);
            ouvert.aspect.italique = style.italique.unwrap_or(ouvert.aspect.italique);
            ouvert.cache |= style.cache;
            ouvert.decale = style.decale.or(ouvert.decale);
            if style.barre && !ouvert.cache {
                self.corps.note(GenreHorsTexte::Barre);
            }
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
        let fusion = |cle| Ok::<_, Refus>(attribute(element, cle)?.is_some_and(|n| n != "1"));
        if fusion("table:number-columns-spanned")? || fusion("table:number-rows-spanned")? {
            self.corps.note(GenreHorsTexte::CellulesFusionnees);
        }
        self.corps.ouvre_la_cellule()
    }

    /// True for what is left out with all that it holds.
    fn laisse(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let genre = match nom {
            "office:master-styles"
            | "office:forms"
            | "office:binary-data"
            | "text:note-citation"
            | "text:ruby-text"
            | "office:event-listeners" => return Ok(true),
            "text:section" if attribute(element, "text:display")?.is_none_or(|d| d == "true") => return Ok(false),
            "office:annotation" => GenreHorsTexte::Commentaire,
            "text:deletion" => GenreHorsTexte::Suppression,
            "text:table-of-content"
            | "text:illustration-index"
            | "text:table-index"
            | "text:alphabetical-index"
            | "text:user-index"
            | "text:object-index"
            | "text:bibliography" => GenreHorsTexte::Sommaire,
            "text:hidden-text" | "text:hidden-paragraph" | "text:section" => GenreHorsTexte::Masque,
            "text:placeholder" => GenreHorsTexte::ChampVide,
            "math" | "math:math" => GenreHorsTexte::Objet,
            _ => return Ok(false),
        };
        self.corps.note(genre);
        Ok(true)
    }

    /// An object in a frame: the picture of it that stands beside is no picture of the team.
    fn objet(&mut self) {
        self.objet = true;
        self.corps.note(GenreHorsTexte::Objet);
    }
}
