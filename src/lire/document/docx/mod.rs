//! DOCX: one pass over `word/document.xml`, once its styles, lists, links and notes are known.

mod styles;

use super::corps::{Aspect, Corps, Genre, Morceau, Paragraphe};
use super::{Visiteur, parcourt};
use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use styles::{Listes, Styles};

/// Text boxes inside text boxes: beyond, their words belong to the paragraph around them.
const PROFONDEUR: usize = 8;

/// Everything that the document says.
pub(super) fn corps(archive: &mut Archive<'_>, budget: &Budget) -> Result<Corps, Refus> {
    let document = archive.part("word/document.xml", budget)?.ok_or(Refus::ABIME)?;
    let mut styles = Styles::default();
    if let Some(octets) = archive.part("word/styles.xml", budget)? {
        parcourt(&octets, "w:styles", &mut styles)?;
    }
    let mut listes = Listes::default();
    if let Some(octets) = archive.part("word/numbering.xml", budget)? {
        parcourt(&octets, "w:numbering", &mut listes)?;
    }
    let relations = relations(archive, budget)?;
    let mut lecture = Lecture::new(&styles, &listes, relations);
    for (partie, racine) in [("word/footnotes.xml", "w:footnotes"), ("word/endnotes.xml", "w:endnotes")] {
        if let Some(octets) = archive.part(partie, budget)? {
            let mut notes = Lecture::new(&styles, &listes, BTreeMap::new());
            parcourt(&octets, racine, &mut notes)?;
            lecture.notes.extend(notes.notes);
        }
    }
    parcourt(&document, "w:document", &mut lecture)?;
    Ok(lecture.corps)
}

/// Where the links and the pictures of the document lead, by id.
fn relations(archive: &mut Archive<'_>, budget: &Budget) -> Result<BTreeMap<String, String>, Refus> {
    struct Relations(BTreeMap<String, String>);
    impl Visiteur for Relations {
        fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
            if let ("Relationship", Some(id), Some(cible)) =
                (nom, attribute(element, "Id")?, attribute(element, "Target")?)
            {
                self.0.insert(id, cible);
            }
            Ok(true)
        }
        fn closes(&mut self, _: &str) -> Result<(), Refus> {
            Ok(())
        }
        fn text(&mut self, _: &str) -> Result<(), Refus> {
            Ok(())
        }
    }
    let mut relations = Relations(BTreeMap::new());
    if let Some(octets) = archive.part("word/_rels/document.xml.rels", budget)? {
        parcourt(&octets, "Relationships", &mut relations)?;
    }
    Ok(relations.0)
}

/// A paragraph being read, and where the reader stands in it.
#[derive(Default)]
struct Ouvert {
    paragraphe: Paragraphe,
    style: String,
    /// List and depth.
    liste: (Option<String>, usize),
    niveau_de_plan: Option<u8>,
    /// Reading its properties.
    proprietes: bool,
    /// Its end was deleted: what follows belongs to it.
    sans_fin: bool,
}

struct Lecture<'a> {
    styles: &'a Styles,
    listes: &'a Listes,
    relations: BTreeMap<String, String>,
    /// Text of each note, by `f` or `e` and its id.
    notes: BTreeMap<String, String>,
    corps: Corps,
    ouverts: Vec<Ouvert>,
    /// What a paragraph whose end was deleted gives to the next.
    suspendu: Vec<Morceau>,
    /// Paragraphs opened beyond [`PROFONDEUR`].
    trop: u32,
    aspect: Aspect,
    cache: bool,
    dans_un_passage: bool,
    saisit: bool,
    /// What the picture being read is said to show.
    description: String,
    note: Option<(String, String)>,
    /// Blank cells behind the one being read.
    etendue: u32,
    compteurs: BTreeMap<(String, usize), u64>,
}

/// A property that is on unless it says otherwise.
fn active(element: &BytesStart<'_>) -> Result<bool, Refus> {
    Ok(!attribute(element, "w:val")?.is_some_and(|v| ["0", "false", "off", "none"].contains(&v.as_str())))
}

impl<'a> Lecture<'a> {
    fn new(styles: &'a Styles, listes: &'a Listes, relations: BTreeMap<String, String>) -> Self {
        Self {
            styles,
            listes,
            relations,
            notes: BTreeMap::new(),
            corps: Corps::new(),
            ouverts: Vec::new(),
            suspendu: Vec::new(),
            trop: 0,
            aspect: Aspect::default(),
            cache: false,
            dans_un_passage: false,
            saisit: false,
            description: String::new(),
            note: None,
            etendue: 0,
            compteurs: BTreeMap::new(),
        }
    }

    fn mots(&mut self, mots: &str) -> Result<(), Refus> {
        if let Some((_, note)) = &mut self.note {
            note.push_str(mots);
        }
        match self.ouverts.last_mut() {
            Some(ouvert) if !self.cache => self.corps.mots(&mut ouvert.paragraphe, mots, self.aspect),
            _ => Ok(()),
        }
    }

    fn morceau(&mut self, morceau: Morceau) -> Result<(), Refus> {
        match self.ouverts.last_mut() {
            Some(ouvert) if !self.cache => self.corps.morceau(&mut ouvert.paragraphe, morceau),
            _ => Ok(()),
        }
    }

    fn image(&mut self, id: Option<String>) -> Result<(), Refus> {
        let Some(cible) = id.and_then(|id| self.relations.get(&id)) else { return Ok(()) };
        let partie = match (cible.strip_prefix('/'), cible.strip_prefix("../")) {
            (Some(absolue), _) => absolue.to_owned(),
            (_, Some(dessus)) => dessus.to_owned(),
            _ => format!("word/{cible}"),
        };
        let description = std::mem::take(&mut self.description);
        self.morceau(Morceau::Image(partie, description))
    }

    /// Properties of a paragraph.
    fn propriete(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        let valeur = attribute(element, "w:val")?.unwrap_or_default();
        let Some(ouvert) = self.ouverts.last_mut() else { return Ok(()) };
        match nom {
            "w:pStyle" => ouvert.style = valeur,
            "w:numId" => ouvert.liste.0 = Some(valeur),
            "w:ilvl" => ouvert.liste.1 = valeur.parse().unwrap_or(0),
            "w:outlineLvl" => ouvert.niveau_de_plan = valeur.parse().ok(),
            _ => {}
        }
        Ok(())
    }

    /// Properties of a run.
    fn caractere(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        match nom {
            "w:rStyle" => {
                let style = self.styles.de(&attribute(element, "w:val")?.unwrap_or_default());
                self.aspect.gras |= style.gras;
                self.aspect.italique |= style.italique;
                self.cache |= style.cache;
            }
            "w:b" => self.aspect.gras = active(element)?,
            "w:i" => self.aspect.italique = active(element)?,
            "w:vanish" | "w:webHidden" => self.cache = active(element)?,
            _ => {}
        }
        Ok(())
    }

    /// What a run holds beside its letters.
    fn dans_le_passage(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        match nom {
            "w:tab" => self.mots(" "),
            "w:noBreakHyphen" => self.mots("\u{2011}"),
            "w:cr" => self.morceau(Morceau::Saut),
            "w:br" if attribute(element, "w:type")?.is_none_or(|t| t == "textWrapping") => self.morceau(Morceau::Saut),
            "w:sym" => {
                let code = attribute(element, "w:char")?.and_then(|c| u32::from_str_radix(&c, 16).ok());
                match code.and_then(char::from_u32) {
                    Some(c) => self.mots(c.encode_utf8(&mut [0; 4])),
                    None => Ok(()),
                }
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                let cle = format!("{}{}", &nom[2..3], attribute(element, "w:id")?.unwrap_or_default());
                match self.notes.get(&cle).map(|note| format!(" ({note})")) {
                    Some(note) => self.mots(&note),
                    None => Ok(()),
                }
            }
            _ => self.caractere(nom, element),
        }
    }

    fn ferme_le_paragraphe(&mut self) {
        if self.trop > 0 {
            self.trop -= 1;
            return;
        }
        let Some(mut ouvert) = self.ouverts.pop() else { return };
        if ouvert.sans_fin {
            self.suspendu = ouvert.paragraphe.morceaux;
            return;
        }
        if let Some((_, note)) = &mut self.note {
            note.push(' ');
        }
        let style = self.styles.de(&ouvert.style);
        if style.sommaire {
            return;
        }
        ouvert.paragraphe.genre = self.genre(&ouvert, style.genre);
        self.corps.finit(ouvert.paragraphe);
    }

    fn genre(&mut self, ouvert: &Ouvert, du_style: Genre) -> Genre {
        if matches!(du_style, Genre::Titre(_)) {
            return du_style;
        }
        if let Some(niveau) = ouvert.niveau_de_plan.filter(|n| *n < 9) {
            return Genre::Titre(niveau + 1);
        }
        let style = self.styles.de(&ouvert.style);
        let (liste, niveau) = match &ouvert.liste.0 {
            Some(liste) => (liste.clone(), ouvert.liste.1),
            None => match &style.liste {
                Some((liste, niveau)) => (liste.clone(), *niveau),
                None => return du_style,
            },
        };
        let Some(depart) = self.listes.depart(&liste, niveau) else { return du_style };
        let numero = depart.map(|depart| {
            let compteur = self.compteurs.entry((liste.clone(), niveau)).or_insert(depart.saturating_sub(1));
            *compteur += 1;
            *compteur
        });
        self.compteurs.retain(|(l, n), _| *l != liste || *n <= niveau);
        Genre::Element(niveau, numero)
    }
}

impl Visiteur for Lecture<'_> {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let en_tete = self.ouverts.last().is_some_and(|o| o.proprietes);
        match nom {
            "w:del" if en_tete => {
                self.ouverts.iter_mut().last().into_iter().for_each(|o| o.sans_fin = true);
                return Ok(false);
            }
            "w:del" | "w:moveFrom" | "mc:Fallback" | "w:pPrChange" | "w:rPrChange" | "w:sectPr" | "w:delText"
            | "w:instrText" | "w:rt" => return Ok(false),
            "w:footnote" | "w:endnote" => {
                let separateur = attribute(element, "w:type")?.is_some_and(|t| t != "normal");
                let cle = format!("{}{}", &nom[2..3], attribute(element, "w:id")?.unwrap_or_default());
                self.note = (!separateur).then(|| (cle, String::new()));
            }
            "w:p" if self.ouverts.len() >= PROFONDEUR => self.trop += 1,
            "w:p" => {
                let morceaux = std::mem::take(&mut self.suspendu);
                self.ouverts
                    .push(Ouvert { paragraphe: Paragraphe { morceaux, ..Paragraphe::default() }, ..Ouvert::default() });
            }
            "w:pPr" => self.ouverts.iter_mut().last().into_iter().for_each(|o| o.proprietes = true),
            _ if en_tete => self.propriete(nom, element)?,
            "w:r" => (self.dans_un_passage, self.cache) = (true, false),
            "w:t" | "m:t" => self.saisit = true,
            "w:hyperlink" => {
                let cible = attribute(element, "r:id")?.and_then(|id| self.relations.get(&id).cloned());
                self.aspect.lien = cible.map(|cible| self.corps.lien(cible));
            }
            "wp:docPr" => {
                let dit = attribute(element, "descr")?.filter(|d| !d.trim().is_empty());
                self.description = dit.or(attribute(element, "title")?).unwrap_or_default();
            }
            "v:shape" => self.description = attribute(element, "alt")?.unwrap_or_default(),
            "a:blip" => self.image(attribute(element, "r:embed")?)?,
            "v:imagedata" => self.image(attribute(element, "r:id")?)?,
            "w:tbl" => self.corps.ouvre_la_table(),
            "w:tr" => self.corps.ouvre_la_rangee(),
            "w:tc" => {
                self.etendue = 0;
                self.corps.ouvre_la_cellule()?;
            }
            "w:gridSpan" => {
                let etendue = attribute(element, "w:val")?.and_then(|n| n.parse().ok()).unwrap_or(1_u32);
                self.etendue = etendue.saturating_sub(1);
            }
            _ if self.dans_un_passage => self.dans_le_passage(nom, element)?,
            _ => {}
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        match nom {
            "w:p" => self.ferme_le_paragraphe(),
            "w:pPr" => self.ouverts.iter_mut().last().into_iter().for_each(|o| o.proprietes = false),
            "w:r" => {
                self.aspect = Aspect { lien: self.aspect.lien, ..Aspect::default() };
                (self.dans_un_passage, self.cache) = (false, false);
            }
            "w:t" | "m:t" => self.saisit = false,
            "w:hyperlink" => self.aspect.lien = None,
            "w:footnote" | "w:endnote" => {
                let note = self.note.take().filter(|(_, texte)| !texte.trim().is_empty());
                self.notes.extend(note.map(|(cle, texte)| (cle, texte.trim().to_owned())));
            }
            "w:tbl" => self.corps.ferme_la_table(),
            "w:body" => {
                let morceaux = std::mem::take(&mut self.suspendu);
                self.corps.finit(Paragraphe { morceaux, ..Paragraphe::default() });
            }
            "w:tc" => {
                for _ in 0..std::mem::take(&mut self.etendue).min(100) {
                    self.corps.ouvre_la_cellule()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, texte: &str) -> Result<(), Refus> {
        if self.saisit { self.mots(texte) } else { Ok(()) }
    }
}
