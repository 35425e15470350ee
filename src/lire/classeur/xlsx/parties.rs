//! Which part of the archive holds which sheet: what calamine knows and does not tell.

use crate::lire::classeur::archive::{Archive, normalised};
use crate::lire::classeur::budget::Budget;
use crate::lire::classeur::refus::Refus;
use crate::lire::classeur::xml;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

/// The normalised path of each sheet, by its name. Two sheets in one part, or of one name, are refused: each is read
/// once.
pub(super) fn of_sheets(archive: &mut Archive<'_>, budget: &Budget) -> Result<BTreeMap<String, String>, Refus> {
    let classeur = workbook(archive, budget)?;
    let (dossier, nom) = classeur.rsplit_once('/').map_or(("", classeur.as_str()), |(d, n)| (d, n));
    let racine = if dossier.is_empty() { String::new() } else { format!("{dossier}/") };
    let cibles = relations(archive, budget, &format!("{racine}_rels/{nom}.rels"))?;
    let mut chemins = BTreeMap::new();
    let mut vus = BTreeSet::new();
    let octets = archive.part(&classeur, budget)?.ok_or(Refus::ABIME)?;
    for (nom, id) in elements(&octets, "sheet", ["name", "id"])? {
        let cible = cibles.get(&id).ok_or(Refus::ABIME)?;
        let chemin = match cible.strip_prefix('/') {
            Some(absolu) => normalised(absolu),
            None => normalised(&format!("{racine}{cible}")),
        };
        if !vus.insert(chemin.clone()) || chemins.insert(nom, chemin).is_some() {
            return Err(Refus::ABIME);
        }
    }
    Ok(chemins)
}

/// The main part, where the relations of the archive say that it is.
fn workbook(archive: &mut Archive<'_>, budget: &Budget) -> Result<String, Refus> {
    let octets = archive.part("_rels/.rels", budget)?.ok_or(Refus::ABIME)?;
    let relations = elements(&octets, "Relationship", ["Type", "Target"])?;
    let principale = relations.into_iter().rfind(|(nature, _)| nature.ends_with("/relationships/officeDocument"));
    let (_, cible) = principale.ok_or(Refus::ABIME)?;
    Ok(cible.trim_start_matches('/').to_owned())
}

/// The targets of a part's relations, by their id.
fn relations(archive: &mut Archive<'_>, budget: &Budget, chemin: &str) -> Result<BTreeMap<String, String>, Refus> {
    let octets = archive.part(chemin, budget)?.ok_or(Refus::ABIME)?;
    Ok(elements(&octets, "Relationship", ["Id", "Target"])?.into_iter().collect())
}

/// Two attributes of each element of a name, blank where absent; namespaces are left aside.
fn elements(octets: &[u8], nom: &str, cles: [&str; 2]) -> Result<Vec<(String, String)>, Refus> {
    let mut reader = xml::reader(octets);
    let mut trouves = Vec::new();
    let mut tampon = Vec::new();
    loop {
        tampon.clear();
        match reader.read_event_into(&mut tampon)? {
            Event::Start(element) if element.local_name().as_ref() == nom => {
                let mut valeurs = [String::new(), String::new()];
                for attribute in xml::attributes(&element) {
                    let (cle, valeur) = attribute?;
                    let local = cle.rsplit(':').next().unwrap_or(cle);
                    if let Some(place) = cles.iter().position(|c| *c == local) {
                        valeurs[place] = valeur;
                    }
                }
                let [premiere, seconde] = valeurs;
                trouves.push((premiere, seconde));
            }
            Event::Eof => return Ok(trouves),
            _ => {}
        }
    }
}
