//! A cell of an ODS: what its attributes say that it holds, else the text that it shows.

use crate::domaine::cellule::Cellule;
use crate::lire::classeur::cellule::{self, Aspect};
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml;
use quick_xml::events::BytesStart;

/// The cell being read.
#[derive(Default)]
pub(super) struct Lecture {
    ouverte: bool,
    /// Under a merged cell: what it holds is not seen.
    couverte: bool,
    repetitions: u32,
    nature: String,
    valeur: Option<String>,
    formule: bool,
    texte: String,
    /// Inside a paragraph, whose text is the cell's.
    paragraphes: u32,
    /// Inside a note or a drawing, whose text is not.
    annexes: u32,
}

impl Lecture {
    /// A cell starts.
    pub(super) fn opens(&mut self, element: &BytesStart<'_>, couverte: bool) -> Result<(), Refus> {
        *self = Self { ouverte: true, couverte, repetitions: 1, ..Self::default() };
        for attribute in xml::attributes(element) {
            match attribute? {
                ("table:number-columns-repeated", fois) => self.repetitions = fois.parse()?,
                ("table:formula", _) => self.formule = true,
                ("office:value-type", nature) => self.nature = nature,
                ("office:value" | "office:date-value" | "office:boolean-value" | "office:string-value", valeur) => {
                    self.valeur = Some(valeur)
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// An element starts inside the cell.
    pub(super) fn inside(&mut self, nom: &str, element: &BytesStart<'_>) -> Result<(), Refus> {
        if is_annexe(nom) {
            self.annexes += 1;
        }
        match nom {
            "text:p" => {
                if self.paragraphes == 0 && !self.texte.is_empty() {
                    self.text_of("\n");
                }
                self.paragraphes += 1;
            }
            "text:s" => {
                let fois = xml::attribute(element, "text:c")?.map_or(Ok(1), |n| n.parse::<usize>())?;
                self.text(&" ".repeat(fois.min(100)));
            }
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    /// An element ends inside the cell.
    pub(super) fn leaves(&mut self, nom: &str) {
        if is_annexe(nom) {
            self.annexes = self.annexes.saturating_sub(1);
        }
        if nom == "text:p" {
            self.paragraphes = self.paragraphes.saturating_sub(1);
        }
    }

    /// Text is met.
    pub(super) fn text(&mut self, texte: &str) {
        if self.paragraphes > 0 {
            self.text_of(texte);
        }
    }

    fn text_of(&mut self, texte: &str) {
        if self.ouverte && self.annexes == 0 {
            self.texte.push_str(texte);
        }
    }

    /// The cell ends: what it holds, and how many times it is repeated.
    pub(super) fn closes(&mut self) -> (Cellule, u32) {
        let lue = std::mem::take(self);
        let repetitions = lue.repetitions;
        (if lue.couverte { Cellule::VIDE } else { lue.convert() }, repetitions)
    }

    fn convert(self) -> Cellule {
        let texte = cellule::texte(&self.texte);
        match (self.nature.as_str(), self.valeur) {
            ("float" | "percentage" | "currency", Some(valeur)) => {
                let part = self.nature == "percentage";
                let aspect = if part { Aspect::Pourcentage } else { Aspect::Nombre };
                valeur.trim().parse().map_or(texte, |n| cellule::nombre(n, aspect, false))
            }
            ("date", Some(iso)) => cellule::date_iso(&iso),
            ("boolean", Some(valeur)) => cellule::booleen(valeur == "true"),
            ("string", Some(valeur)) if texte.is_empty() => cellule::texte(&valeur),
            ("" | "float" | "percentage" | "currency" | "date" | "boolean", None)
                if self.formule && texte.is_empty() =>
            {
                Cellule::formule_sans_valeur()
            }
            _ => texte,
        }
    }
}

/// What hangs on a cell without being its content.
fn is_annexe(nom: &str) -> bool {
    nom == "office:annotation" || nom.starts_with("draw:")
}
