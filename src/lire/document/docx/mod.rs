//! DOCX: one pass over its main part, once its styles, lists, links and notes are known.

mod autour;
mod champs;
mod listes;
mod parcours;
mod styles;

use super::corps::{Aspect, Corps, Genre, Morceau, Paragraphe, decale};
use super::parcourt;
use crate::domaine::hors_texte::Genre as GenreHorsTexte;
use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use autour::Relations;
use champs::{Champs, Sens};
use listes::{Listes, Marque};
use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use styles::Styles;

/// Text boxes inside text boxes: beyond, their words belong to the paragraph around them.
const PROFONDEUR: usize = 8;

/// Everything that the document says.
pub(super) fn corps(archive: &mut Archive<'_>, budget: &Budget) -> Result<Corps, Refus> {
    let principale = Relations::partie_principale(archive, budget)?;
    let document = archive.part(&principale, budget)?.ok_or(Refus::ABIME)?;
    let mut styles = Styles::default();
    if let Some(octets) = archive.part("word/styles.xml", budget)? {
        parcourt(&octets, "w:styles", &mut styles)?;
    }
    let mut listes = Listes::default();
    if let Some(octets) = archive.part("word/numbering.xml", budget)? {
        parcourt(&octets, "w:numbering", &mut listes)?;
    }
    let relations = Relations::de(&principale, archive, budget)?;
    let ailleurs = relations.hors_texte(archive, budget)?;
    let mut lecture = Lecture::new(&styles, &listes, relations);
    ailleurs.into_iter().for_each(|genre| lecture.corps.note_ailleurs(genre));
    for (partie, racine) in [("word/footnotes.xml", "w:footnotes"), ("word/endnotes.xml", "w:endnotes")] {
        if let Some(octets) = archive.part(partie, budget)? {
            let mut notes = Lecture::new(&styles, &listes, Relations::default());
            parcourt(&octets, racine, &mut notes)?;
            lecture.corps.note_aussi(&notes.corps);
            lecture.notes.extend(notes.notes);
        }
    }
    parcourt(&document, "w:document", &mut lecture)?;
    Ok(lecture.corps)
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
    relations: Relations,
    /// Runs of each note, by `f` or `e` and its id.
    notes: BTreeMap<String, Vec<Morceau>>,
    corps: Corps,
    ouverts: Vec<Ouvert>,
    /// What a paragraph whose end was deleted gives to the next.
    suspendu: Vec<Morceau>,
    /// Paragraphs opened beyond [`PROFONDEUR`].
    trop: u32,
    aspect: Aspect,
    /// Above the line, or below it.
    decale: Option<bool>,
    cache: bool,
    dans_un_passage: bool,
    saisit: Saisie,
    champs: Champs,
    /// Why the content of the control being read is left out.
    sans_contenu: Option<GenreHorsTexte>,
    /// What the picture being read is said to show.
    description: String,
    note: Option<(String, Paragraphe)>,
    /// Blank cells behind the one being read.
    etendue: u32,
    compteurs: BTreeMap<(String, usize), u64>,
    /// Lists and depths that have begun at their own number.
    entames: BTreeSet<(String, usize)>,
}

/// What letters are, where the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saisie {
    Rien,
    Mots,
    /// The instruction of a field.
    Instruction,
}

/// A property that is on unless it says otherwise.
fn active(element: &BytesStart<'_>) -> Result<bool, Refus> {
    Ok(!attribute(element, "w:val")?.is_some_and(|v| ["0", "false", "off", "none"].contains(&v.as_str())))
}

impl<'a> Lecture<'a> {
    fn new(styles: &'a Styles, listes: &'a Listes, relations: Relations) -> Self {
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
            decale: None,
            cache: false,
            dans_un_passage: false,
            saisit: Saisie::Rien,
            champs: Champs::default(),
            sans_contenu: None,
            description: String::new(),
            note: None,
            etendue: 0,
            compteurs: BTreeMap::new(),
            entames: BTreeSet::new(),
        }
    }

    fn mots(&mut self, mots: &str) -> Result<(), Refus> {
        if self.champs.dans_un_sommaire() {
            return Ok(());
        }
        if self.cache {
            if !mots.trim().is_empty() {
                self.corps.note(GenreHorsTexte::Masque);
            }
            return Ok(());
        }
        let mots = self.decale.map_or(Cow::Borrowed(mots), |haut| Cow::Owned(decale(mots, haut)));
        let paragraphe = match &mut self.note {
            Some((_, note)) => Some(note),
            None => self.ouverts.last_mut().map(|ouvert| &mut ouvert.paragraphe),
        };
        match paragraphe {
            Some(paragraphe) => self.corps.mots(paragraphe, &mots, self.aspect),
            None => Ok(()),
        }
    }

    fn morceau(&mut self, morceau: Morceau) -> Result<(), Refus> {
        match self.ouverts.last_mut() {
            Some(ouvert) if !self.cache && !self.champs.dans_un_sommaire() => {
                self.corps.morceau(&mut ouvert.paragraphe, morceau)
            }
            _ => Ok(()),
        }
    }

    fn image(&mut self, id: Option<String>) -> Result<(), Refus> {
        let cible = id.and_then(|id| self.relations.cible(&id)).filter(|cible| !cible.contains(':'));
        let Some(partie) = cible.map(|cible| autour::en_partie(cible)) else {
            self.corps.note(GenreHorsTexte::ImageLiee);
            return Ok(());
        };
        let description = std::mem::take(&mut self.description);
        self.morceau(Morceau::Image(partie, description))
    }

    /// Properties of a paragraph.
    fn propriete(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        let valeur = attribute(element, "w:val")?.unwrap_or_default();
        let Some(ouvert) = self.ouverts.last_mut() else { return Ok(()) };
        match nom {
            "w:pStyle" => {
                let style = self.styles.de(&valeur);
                if matches!(style.genre, Genre::Titre(_)) && !style.sommaire {
                    self.champs.abandonne_le_sommaire();
                }
                ouvert.style = valeur;
            }
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
            "w:vanish" => self.cache = active(element)?,
            "w:strike" | "w:dstrike" if active(element)? => self.corps.note(GenreHorsTexte::Barre),
            "w:vertAlign" => {
                let valeur = attribute(element, "w:val")?.unwrap_or_default();
                self.decale = (valeur != "baseline").then_some(valeur == "superscript");
            }
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
                self.pose_la_note(&cle)
            }
            "w:fldChar" => self.champ(&attribute(element, "w:fldCharType")?.unwrap_or_default()),
            _ => self.caractere(nom, element),
        }
    }

    /// True for what is left out with all that it holds.
    fn laisse(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let genre = match nom {
            "w:moveFrom" | "w:trPr" => return Ok(true),
            "w:del" => GenreHorsTexte::Suppression,
            "m:oMath" | "w:object" => GenreHorsTexte::Objet,
            "a:graphicData" if !attribute(element, "uri")?.is_none_or(|uri| dessin(&uri)) => GenreHorsTexte::Objet,
            "w:sdtContent" => match self.sans_contenu.take() {
                Some(genre) => genre,
                None => return Ok(false),
            },
            _ => return Ok(false),
        };
        self.corps.note(genre);
        Ok(true)
    }

    /// The words of a note, in brackets where it is called.
    fn pose_la_note(&mut self, cle: &str) -> Result<(), Refus> {
        let Some(note) = self.notes.get(cle).cloned() else { return Ok(()) };
        self.decale = None;
        self.mots(" (")?;
        for morceau in note {
            if let Morceau::Texte(mots, aspect) = morceau {
                let avant = std::mem::replace(&mut self.aspect, aspect);
                self.mots(&mots)?;
                self.aspect = avant;
            }
        }
        self.mots(")")
    }

    /// A field begins, gives its result, or ends.
    fn champ(&mut self, place: &str) -> Result<(), Refus> {
        match place {
            "begin" => self.champs.ouvre(),
            "separate" => self.champs.separe().iter().for_each(|sens| self.resultat(sens)),
            "end" => self.ferme_le_champ(),
            _ => {}
        }
        Ok(())
    }

    fn resultat(&mut self, sens: &Sens) {
        if let Sens::Lien(adresse) = sens {
            self.aspect.lien = Some(self.corps.lien(adresse.clone()));
        }
        // A page number of the table of contents goes with it.
        if *sens == Sens::Sommaire || !self.champs.dans_un_sommaire() {
            sens.hors_texte().into_iter().for_each(|genre| self.corps.note(genre));
        }
    }

    fn ferme_le_champ(&mut self) {
        if let Some(Sens::Lien(_)) = self.champs.ferme() {
            self.aspect.lien = None;
        }
    }

    fn ferme_le_paragraphe(&mut self) -> Result<(), Refus> {
        if self.trop > 0 {
            self.trop -= 1;
            return Ok(());
        }
        let Some(mut ouvert) = self.ouverts.pop() else { return Ok(()) };
        if ouvert.sans_fin {
            self.suspendu = ouvert.paragraphe.morceaux;
            return Ok(());
        }
        if let Some((_, note)) = &mut self.note {
            // The paragraphs of a note follow each other on one line.
            return self.corps.mots(note, " ", Aspect::default());
        }
        let style = self.styles.de(&ouvert.style);
        if style.sommaire {
            if ouvert.paragraphe.a_des_mots() && !self.champs.dans_un_sommaire() {
                self.corps.note(GenreHorsTexte::Sommaire);
            }
            return Ok(());
        }
        ouvert.paragraphe.genre = self.genre(&ouvert, style.genre);
        self.corps.finit(ouvert.paragraphe);
        Ok(())
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
        let Some((modele, marque)) = self.listes.marque(&liste, niveau) else { return du_style };
        let depart = match marque {
            Marque::Aucune => return Genre::Suite(niveau),
            Marque::Puce => None,
            Marque::Nombre(depart) => Some(depart),
        };
        let repart = self.listes.repart(&liste, niveau).filter(|_| self.entames.insert((liste.clone(), niveau)));
        let cle = (modele.to_owned(), niveau);
        if let Some(repart) = repart {
            self.compteurs.insert(cle.clone(), repart.saturating_sub(1));
        }
        let numero = depart.map(|depart| {
            let compteur = self.compteurs.entry(cle).or_insert(depart.saturating_sub(1));
            *compteur += 1;
            *compteur
        });
        self.compteurs.retain(|(m, n), _| m != modele || *n <= niveau);
        Genre::Element(niveau, numero)
    }
}

/// What a frame may hold and be read: pictures, and shapes with words.
fn dessin(uri: &str) -> bool {
    ["/picture", "Shape", "Group", "Canvas"].iter().any(|fin| uri.ends_with(fin))
}

/// A note begins after its number and ends with its last word.
fn sans_bords(mut morceaux: Vec<Morceau>) -> Vec<Morceau> {
    if let Some(Morceau::Texte(texte, _)) = morceaux.first_mut() {
        *texte = texte.trim_start().to_owned();
    }
    if let Some(Morceau::Texte(texte, _)) = morceaux.last_mut() {
        *texte = texte.trim_end().to_owned();
    }
    morceaux
}
