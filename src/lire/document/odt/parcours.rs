//! The elements of an ODT in order: what each opens, closes and says.

use super::super::Visiteur;
use super::super::corps::Morceau;
use super::Lecture;
use crate::domaine::hors_texte::Genre as GenreHorsTexte;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml::attribute;
use quick_xml::events::BytesStart;

impl Visiteur for Lecture {
    fn opens(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<bool, Refus> {
        if self.dans_les_styles {
            self.styles.ouvre(nom, element)?;
            return Ok(true);
        }
        match nom {
            "office:automatic-styles" => self.dans_les_styles = true,
            _ if self.laisse(nom, element)? => return Ok(false),
            "text:page-number" | "text:page-count" | "text:bookmark-ref"
                if nom != "text:bookmark-ref"
                    || attribute(element, "text:reference-format")?.is_some_and(|f| f == "page") =>
            {
                self.corps.note(GenreHorsTexte::NumeroDePage);
            }
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
                self.repart = attribute(element, "text:start-value")?.and_then(|n| n.parse().ok());
                let niveau = self.listes.len();
                self.compteurs.retain(|(_, n), _| *n < niveau);
            }
            "draw:frame" => (self.description, self.objet) = Default::default(),
            "draw:object" | "draw:object-ole" | "draw:plugin" | "draw:applet" => self.objet(),
            "draw:image" => {
                let cible = attribute(element, "xlink:href")?.filter(|_| !self.objet);
                if cible.as_ref().is_some_and(|cible| cible.contains(':') || cible.starts_with("../")) {
                    self.corps.note(GenreHorsTexte::ImageLiee);
                } else {
                    self.image = cible.map(|cible| cible.trim_start_matches("./").to_owned());
                }
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
                rendu.into_iter().for_each(|(o, avant)| (o.aspect, o.cache, o.decale) = avant);
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
