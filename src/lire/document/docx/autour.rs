//! What stands around the words of a DOCX: where its links and pictures lead, its headers and footers.

use super::super::{Visiteur, dit_quelque_chose, parcourt};
use crate::domaine::hors_texte::Genre;
use crate::lire::classeur::archive::Archive;
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Most headers and footers that are looked at: three of each for every section, and few sections.
const BANDEAUX: usize = 24;

/// Where the links and the pictures of the document lead, by id.
#[derive(Default)]
pub(super) struct Relations {
    cibles: BTreeMap<String, String>,
    bandeaux: Vec<String>,
    principale: Option<String>,
    macros: bool,
}

impl Relations {
    /// Those of a part.
    pub(super) fn de(partie: &str, archive: &mut Archive<'_>, budget: &Budget) -> Result<Self, Refus> {
        let mut relations = Self::default();
        let (dossier, nom) = partie.rsplit_once('/').unwrap_or(("", partie));
        if let Some(octets) = archive.part(&format!("{dossier}/_rels/{nom}.rels"), budget)? {
            parcourt(&octets, "Relationships", &mut relations)?;
        }
        Ok(relations)
    }

    /// The part that holds the words: Word in a browser may call it `word/document2.xml`.
    pub(super) fn partie_principale(archive: &mut Archive<'_>, budget: &Budget) -> Result<String, Refus> {
        let mut relations = Self::default();
        if let Some(octets) = archive.part("_rels/.rels", budget)? {
            parcourt(&octets, "Relationships", &mut relations)?;
        }
        let partie = relations.principale.map(|cible| cible.trim_start_matches('/').to_owned());
        Ok(partie.unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    pub(super) fn cible(&self, id: &str) -> Option<&String> {
        self.cibles.get(id)
    }

    /// What stands around the words and is not read.
    pub(super) fn hors_texte(&self, archive: &mut Archive<'_>, budget: &Budget) -> Result<Vec<Genre>, Refus> {
        let mut genres = Vec::new();
        genres.extend(self.macros.then_some(Genre::Macro));
        for partie in self.bandeaux.iter().take(BANDEAUX) {
            let Some(octets) = archive.part(&en_partie(partie), budget)? else { continue };
            let mut bandeau = Bandeau::default();
            let racine = if partie.contains("header") { "w:hdr" } else { "w:ftr" };
            parcourt(&octets, racine, &mut bandeau)?;
            genres.extend(dit_quelque_chose(&bandeau.mots).then_some(Genre::EnTete));
        }
        Ok(genres)
    }
}

/// The part of the archive that a relation of the document names.
pub(super) fn en_partie(cible: &str) -> String {
    match (cible.strip_prefix('/'), cible.strip_prefix("../")) {
        (Some(absolue), _) => absolue.to_owned(),
        (_, Some(dessus)) => dessus.to_owned(),
        _ => format!("word/{cible}"),
    }
}

impl Visiteur for Relations {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        let valeur = |cle: &str| attribute(element, cle);
        if let ("Relationship", Some(id), Some(cible)) = (nom, valeur("Id")?, valeur("Target")?) {
            let genre = valeur("Type")?.unwrap_or_default();
            if genre.ends_with("/header") || genre.ends_with("/footer") {
                self.bandeaux.push(cible.clone());
            }
            if genre.ends_with("/officeDocument") {
                self.principale = Some(cible.clone());
            }
            self.macros |= genre.ends_with("/vbaProject");
            self.cibles.insert(id, cible);
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

/// The words of a header or a footer.
#[derive(Default)]
struct Bandeau {
    mots: String,
    saisit: bool,
}

impl Visiteur for Bandeau {
    fn opens(&mut self, nom: &str, _: &BytesStart<'_>) -> Result<bool, Refus> {
        self.saisit = nom == "w:t";
        Ok(!matches!(nom, "w:del" | "mc:Fallback"))
    }

    fn closes(&mut self, nom: &str) -> Result<(), Refus> {
        self.saisit = false;
        if nom == "w:p" {
            self.mots.push(' ');
        }
        Ok(())
    }

    fn text(&mut self, texte: &str) -> Result<(), Refus> {
        if self.saisit {
            self.mots.push_str(texte);
        }
        Ok(())
    }
}
