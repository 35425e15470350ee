//! ODS: one pass over `content.xml`, where a cell or a row says how many times it is repeated.

mod cellule;

use super::Onglet;
use super::archive::Archive;
use super::budget::Budget;
use super::rangees::Rangees;
use super::refus::Refus;
use super::xml;
use crate::domaine::cellule::Cellule;
use cellule::Lecture;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// The sheets of a workbook.
pub(super) fn onglets(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Vec<Onglet>, Refus> {
    let manifeste = archive.part("META-INF/manifest.xml", budget)?.unwrap_or_default();
    if manifeste.windows(CHIFFRE.len()).any(|mots| mots == CHIFFRE) {
        return Err(Refus::Protege);
    }
    let contenu = archive.part("content.xml", budget)?.ok_or(Refus::ABIME)?;
    let mut lecteur = Lecteur::default();
    let mut reader = xml::reader(&contenu);
    let mut tampon = Vec::new();
    let mut ouverts = 0_u64;
    loop {
        tampon.clear();
        match reader.read_event_into(&mut tampon)? {
            Event::Start(element) => {
                ouverts += 1;
                lecteur.opens(&element, budget)?;
            }
            Event::End(element) => {
                ouverts -= 1;
                lecteur.closes(element.name().as_ref(), budget)?;
            }
            Event::Text(texte) => lecteur.lecture.text(&texte.xml10_content()),
            Event::CData(texte) => lecteur.lecture.text(&texte.xml10_content()),
            Event::GeneralRef(reference) => lecteur.lecture.text(xml::entity(&reference)?.encode_utf8(&mut [0; 4])),
            Event::Eof if ouverts == 0 && lecteur.document => return Ok(lecteur.onglets),
            Event::Eof => return Err(Refus::ABIME),
            _ => {}
        }
    }
}

/// What the manifest of a protected file says of its parts.
const CHIFFRE: &[u8] = b"encryption-data";

#[derive(Default)]
struct Lecteur {
    document: bool,
    onglets: Vec<Onglet>,
    /// Style being read, and those that hide a sheet.
    style: String,
    styles_masques: BTreeSet<String>,
    table: Option<Table>,
    /// Tables inside tables are not sheets.
    imbriquees: u32,
    lecture: Lecture,
}

/// The sheet being read.
struct Table {
    nom: String,
    masquee: bool,
    /// A copy of another file's sheet, which nobody sees.
    copie: bool,
    rangees: Rangees,
    /// The column being described.
    colonne: u32,
    rang: u32,
    ligne: Ligne,
}

/// The row being read.
#[derive(Default)]
struct Ligne {
    repetitions: u32,
    masquee: bool,
    cellules: Vec<(u32, Cellule)>,
    colonne: u32,
}

impl Lecteur {
    fn opens(&mut self, element: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Refus> {
        match (element.name().as_ref(), &mut self.table) {
            ("office:document-content", _) => self.document = true,
            ("style:style", None) => self.style = xml::attribute(element, "style:name")?.unwrap_or_default(),
            ("style:table-properties", None) => {
                let montree = xml::attribute(element, "table:display")?.is_none_or(|montree| montree != "false");
                self.styles_masques.extend((!montree).then(|| self.style.clone()));
            }
            ("table:table", Some(_)) => self.imbriquees += 1,
            ("table:table", None) => self.table = Some(self.opens_table(element, budget)?),
            _ if self.imbriquees > 0 => {}
            ("table:table-source", Some(table)) => table.copie = true,
            ("table:table-column", Some(table)) => table.column(element)?,
            ("table:table-row", Some(table)) => table.ligne = Ligne::opens(element)?,
            ("table:table-cell", Some(_)) => self.lecture.opens(element, false)?,
            ("table:covered-table-cell", Some(_)) => self.lecture.opens(element, true)?,
            (nom, Some(_)) => self.lecture.inside(nom, element)?,
            _ => {}
        }
        Ok(())
    }

    fn closes(&mut self, nom: &str, budget: &mut Budget) -> Result<(), Refus> {
        match (nom, &mut self.table) {
            ("table:table", Some(_)) if self.imbriquees > 0 => self.imbriquees -= 1,
            ("table:table", Some(_)) => {
                let fermee = self.table.take().filter(|table| !table.copie);
                self.onglets.extend(fermee.map(Table::onglet));
            }
            _ if self.imbriquees > 0 => {}
            ("table:table-row", Some(table)) if table.ligne.repetitions > 0 => table.repeat(budget)?,
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => {
                let (cellule, repetitions) = self.lecture.closes();
                table.ligne.repeat(&cellule, repetitions, budget)?;
            }
            (nom, Some(_)) => self.lecture.leaves(nom),
            _ => {}
        }
        Ok(())
    }

    fn opens_table(&self, element: &BytesStart<'_>, budget: &mut Budget) -> Result<Table, Refus> {
        budget.take_sheet()?;
        let style = xml::attribute(element, "table:style-name")?.unwrap_or_default();
        Ok(Table {
            nom: xml::attribute(element, "table:name")?.unwrap_or_default(),
            masquee: self.styles_masques.contains(&style),
            copie: false,
            rangees: Rangees::default(),
            colonne: 0,
            rang: 0,
            ligne: Ligne::default(),
        })
    }
}

impl Table {
    /// The description of some columns.
    fn column(&mut self, element: &BytesStart<'_>) -> Result<(), Refus> {
        let fois = xml::attribute(element, "table:number-columns-repeated")?.map_or(Ok(1), |n| n.parse::<u32>())?;
        let masquee = xml::attribute(element, "table:visibility")?.is_some_and(|etat| etat != "visible");
        let suivante = self.colonne.saturating_add(fois);
        if masquee && suivante > self.colonne {
            self.rangees.masque_les_colonnes(self.colonne, suivante - 1);
        }
        self.colonne = suivante;
        Ok(())
    }

    /// Writes the row as many times as it says, if it holds something.
    fn repeat(&mut self, budget: &mut Budget) -> Result<(), Refus> {
        let ligne = std::mem::take(&mut self.ligne);
        if let Some((derniere, _)) = ligne.cellules.last().filter(|_| !self.masquee && !self.copie) {
            budget.foresee_cells(u64::from(derniere + 1) * u64::from(ligne.repetitions))?;
            for rang in self.rang..self.rang.saturating_add(ligne.repetitions) {
                for (colonne, cellule) in &ligne.cellules {
                    self.rangees.pose((rang, *colonne), cellule.clone(), budget)?;
                }
                if ligne.masquee {
                    self.rangees.masque(rang);
                }
            }
        }
        self.rang = self.rang.saturating_add(ligne.repetitions);
        Ok(())
    }

    fn onglet(self) -> Onglet {
        Onglet { nom: self.nom, rangees: (!self.masquee).then_some(self.rangees) }
    }
}

impl Ligne {
    fn opens(element: &BytesStart<'_>) -> Result<Self, Refus> {
        let mut ligne = Self { repetitions: 1, ..Self::default() };
        for attribute in xml::attributes(element) {
            match attribute? {
                ("table:number-rows-repeated", fois) => ligne.repetitions = fois.parse()?,
                ("table:visibility", etat) => ligne.masquee = etat != "visible",
                _ => {}
            }
        }
        Ok(ligne)
    }

    /// Writes the cell as many times as it says, if it holds something.
    fn repeat(&mut self, cellule: &Cellule, repetitions: u32, budget: &Budget) -> Result<(), Refus> {
        let fin = self.colonne.saturating_add(repetitions);
        if !cellule.is_empty() {
            budget.foresee_cells(u64::from(fin))?;
            self.cellules.extend((self.colonne..fin).map(|colonne| (colonne, cellule.clone())));
        }
        self.colonne = fin;
        Ok(())
    }
}
