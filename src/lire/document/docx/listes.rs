//! What the lists of a DOCX are: a list rests on a model, which other lists may share.

use super::super::Visiteur;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marque {
    /// Nothing: it goes on with the item above.
    Aucune,
    Puce,
    /// A number, the first of the list being this one.
    Nombre(u64),
}

/// What each list is.
#[derive(Default)]
pub(super) struct Listes {
    modeles: BTreeMap<String, BTreeMap<usize, Marque>>,
    listes: BTreeMap<String, String>,
    /// Where a list begins again, by depth.
    reparts: BTreeMap<(String, usize), u64>,
    modele: String,
    liste: Option<String>,
    niveau: usize,
}

impl Listes {
    /// The model of a list, and what stands before its items at a depth; `None` when it is no list.
    pub(super) fn marque<'a>(&'a self, liste: &'a str, niveau: usize) -> Option<(&'a str, Marque)> {
        if liste == "0" || liste.is_empty() {
            return None;
        }
        let modele = self.listes.get(liste);
        let marque = modele.and_then(|m| self.modeles.get(m)).and_then(|niveaux| niveaux.get(&niveau));
        Some((modele.map_or(liste, String::as_str), marque.copied().unwrap_or(Marque::Puce)))
    }

    /// The number that a list begins again at, which those that share its model do not.
    pub(super) fn repart(&self, liste: &str, niveau: usize) -> Option<u64> {
        self.reparts.get(&(liste.to_owned(), niveau)).copied()
    }
}

impl Visiteur for Listes {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let valeur = || Ok::<_, Refus>(attribute(element, "w:val")?.unwrap_or_default());
        let niveau = || Ok::<_, Refus>(attribute(element, "w:ilvl")?.and_then(|n| n.parse().ok()).unwrap_or(0));
        let niveaux = self.modeles.get_mut(&self.modele);
        match (nom, &self.liste) {
            ("w:abstractNum", _) => {
                self.modele = attribute(element, "w:abstractNumId")?.unwrap_or_default();
                self.modeles.insert(self.modele.clone(), BTreeMap::new());
            }
            ("w:num", _) => self.liste = Some(attribute(element, "w:numId")?.unwrap_or_default()),
            ("w:abstractNumId", Some(liste)) => drop(self.listes.insert(liste.clone(), valeur()?)),
            ("w:lvlOverride", _) => self.niveau = niveau()?,
            ("w:startOverride", Some(liste)) => {
                self.reparts.insert((liste.clone(), self.niveau), valeur()?.parse().unwrap_or(1));
            }
            ("w:lvl", Some(_)) => return Ok(false),
            ("w:lvl", None) => self.niveau = niveau()?,
            ("w:start", _) => {
                let depart = valeur()?.parse().unwrap_or(1);
                niveaux.map(|n| n.insert(self.niveau, Marque::Nombre(depart)));
            }
            ("w:numFmt", _) => {
                let marque = match valeur()?.as_str() {
                    "bullet" => Some(Marque::Puce),
                    "none" => Some(Marque::Aucune),
                    _ => None,
                };
                match (niveaux, marque) {
                    (Some(n), Some(marque)) => drop(n.insert(self.niveau, marque)),
                    (Some(n), None) => drop(n.entry(self.niveau).or_insert(Marque::Nombre(1))),
                    _ => {}
                }
            }
            // A bullet that is a space: some programs write so what follows in an item.
            ("w:lvlText", _) => {
                let invisible = valeur()?.chars().all(char::is_whitespace) && !valeur()?.is_empty();
                let marque = niveaux.and_then(|n| n.get_mut(&self.niveau));
                marque.filter(|m| invisible && **m == Marque::Puce).into_iter().for_each(|m| *m = Marque::Aucune);
            }
            _ => {}
        }
        Ok(true)
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        if nom == "w:num" {
            self.liste = None;
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Refus> {
        Ok(())
    }
}
