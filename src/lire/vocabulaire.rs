//! The words of columns that hold a choice (`data/parametres/vocabulaire.toml`), and those that come near without being
//! one of them. A row-by-row table is never quoted: what is recorded is a place, and a word of the vocabulary.

use super::entetes::texts;
use super::genres::Reconnu;
use super::tableau_mensuel::Lieu;
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::Ligne;
use crate::domaine::reglages::Correspondances;
use crate::francais::{cle, proche};
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Document, Item};

const EMBEDDED: &str = include_str!("../../data/parametres/vocabulaire.toml");

/// The column whose words are those of the office: compared with one another only.
const TERRITOIRE: &str = "territoire";

/// Beyond so many different words, a column is free text.
const MOTS: usize = 300;

/// The words of every criterion.
pub(super) struct Vocabulaire {
    /// Criterion → folded spelling → the word.
    criteres: BTreeMap<String, BTreeMap<String, String>>,
    /// Folded spelling of a territory → the one to keep, folded.
    territoires: BTreeMap<String, String>,
}

/// How often a word stands in a column, and where first.
struct Vu {
    nombre: usize,
    place: Span,
}

impl Vocabulaire {
    /// The file embedded in the program, and the words of the office.
    pub(super) fn new(correspondances: &Correspondances) -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let mut criteres: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut appris: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (nom, cible) in &correspondances.noms {
            appris.entry(cle(cible)).or_default().push(nom);
        }
        for (critere, item) in document.iter().flat_map(|d| d.iter()) {
            let Some(table) = item.as_table_like() else { continue };
            let mots = criteres.entry(critere.to_owned()).or_default();
            for (mot, _) in table.iter() {
                mots.insert(cle(mot), mot.to_owned());
            }
            for (mot, _) in table.iter() {
                let appris = appris.get(&cle(mot)).into_iter().flatten().copied();
                for graphie in texts(Some(table), mot).iter().map(String::as_str).chain(appris) {
                    mots.entry(cle(graphie)).or_insert_with(|| mot.to_owned());
                }
            }
        }
        let territoires = correspondances.territoires.iter().map(|(nom, garde)| (cle(nom), cle(garde))).collect();
        Self { criteres, territoires }
    }

    /// The words that `[correspondances]` may point to.
    pub(super) fn mots() -> BTreeSet<String> {
        let document = Document::parse(EMBEDDED).ok();
        let tables = document.iter().flat_map(|d| d.iter()).filter_map(|(_, item)| Item::as_table_like(item));
        tables.flat_map(|table| table.iter().map(|(mot, _)| mot.to_owned())).collect()
    }

    /// The words of one criterion, in the order of the file; none where they are the office's own.
    pub(super) fn mots_de(critere: &str) -> Vec<String> {
        let document = Document::parse(EMBEDDED).ok();
        let table = document.as_ref().and_then(|d| d.get(critere)).and_then(Item::as_table_like);
        table.into_iter().flat_map(|table| table.iter().map(|(mot, _)| mot.to_owned())).collect()
    }

    /// True when the words of a column are listed.
    pub(super) fn liste(&self, critere: &str) -> bool {
        self.criteres.contains_key(critere)
    }

    /// The word that a spelling stands for.
    pub(super) fn mot(&self, critere: &str, graphie: &str) -> Option<&str> {
        self.criteres.get(critere)?.get(&cle(graphie)).map(String::as_str)
    }

    /// The word of a column of a choice that an unknown spelling may have meant; nothing of three letters or less, which
    /// come near of everything.
    pub(super) fn proche(&self, critere: &str, graphie: &str) -> Option<&str> {
        let mots = self.criteres.get(critere).filter(|_| graphie.chars().count() > 3)?;
        let trouvee = proche(graphie, mots.keys().map(String::as_str))?;
        mots.get(trouvee).map(String::as_str)
    }

    /// What is unknown and near among the spellings of one column, each with how often and where first.
    pub(super) fn inconnus_parmi(&self, critere: &str, graphies: Vec<(&str, usize, Span)>) -> Vec<Anomalie> {
        if !self.suit(critere) || graphies.len() > MOTS {
            return Vec::new();
        }
        let vus = graphies.into_iter().map(|(graphie, nombre, place)| (graphie, Vu { nombre, place }));
        self.inconnus_de(critere, &ensemble(vus.collect()))
    }

    /// What is unknown and near in the columns of a table of a known kind.
    pub(super) fn inconnus(&self, lignes: &[Ligne], reconnu: &Reconnu, lieu: Lieu<'_>) -> Vec<Anomalie> {
        let Some((entete, corps)) = lignes.get(reconnu.entete..).and_then(<[Ligne]>::split_first) else {
            return Vec::new();
        };
        let mut criteres: BTreeMap<String, BTreeMap<&str, Vu>> = BTreeMap::new();
        for (key, colonne) in reconnu.colonnes.iter().filter(|(key, _)| *key == "modalite" || self.suit(key)) {
            let critere_de = |ligne: &Ligne| match (key.as_str(), reconnu.colonnes.get("critere")) {
                ("modalite", i) => i.map(|i| cle(ligne.cellule(*i)).replace(' ', "_")).filter(|c| self.suit(c)),
                _ => Some(key.clone()),
            };
            for ligne in corps.iter().filter(|l| !l.cellule(*colonne).is_empty()) {
                let Some(critere) = critere_de(ligne) else { continue };
                let graphies = criteres.entry(critere).or_default();
                if graphies.len() > MOTS {
                    break;
                }
                let place = || lieu.span(ligne, *colonne, entete.cellule(*colonne));
                let vu = graphies.entry(ligne.cellule(*colonne).texte());
                vu.or_insert_with(|| Vu { nombre: 0, place: place() }).nombre += 1;
            }
        }
        let criteres = criteres.into_iter().filter(|(_, graphies)| graphies.len() <= MOTS);
        criteres.flat_map(|(critere, graphies)| self.inconnus_de(&critere, &ensemble(graphies))).collect()
    }

    fn suit(&self, critere: &str) -> bool {
        critere == TERRITOIRE || self.criteres.contains_key(critere)
    }

    fn inconnus_de(&self, critere: &str, vus: &BTreeMap<String, Vu>) -> Vec<Anomalie> {
        let mut anomalies = Vec::new();
        for (mot, vu) in vus {
            let (proche, autre) = match self.criteres.get(critere) {
                Some(mots) => (voisin(mot, mots).cloned(), None),
                None => (None, self.autre_graphie(mot, vu, vus).map(|place| Box::new(place.clone()))),
            };
            if proche.is_some() || autre.is_some() {
                let critere = critere.to_owned();
                let nature = NatureAnomalie::ModaliteInconnue { critere, proche, autre, nombre: vu.nombre };
                anomalies.push(Anomalie { nature, span: vu.place.clone() });
            }
        }
        anomalies
    }

    /// Where a territory stands under another spelling, much more often.
    fn autre_graphie<'a>(&self, mot: &str, vu: &Vu, vus: &'a BTreeMap<String, Vu>) -> Option<&'a Span> {
        if self.territoires.contains_key(mot) || self.territoires.values().any(|garde| garde == mot) {
            return None;
        }
        let frequents = vus.iter().filter(|(_, autre)| autre.nombre >= 3 * vu.nombre);
        frequents.filter(|(autre, _)| presque(mot, autre)).max_by_key(|(_, autre)| autre.nombre).map(|(_, v)| &v.place)
    }
}

/// Spellings that are the same word.
fn ensemble(graphies: BTreeMap<&str, Vu>) -> BTreeMap<String, Vu> {
    let mut mots: BTreeMap<String, Vu> = BTreeMap::new();
    for (graphie, vu) in graphies {
        let mot = mots.entry(cle(graphie)).or_insert_with(|| Vu { nombre: 0, place: vu.place.clone() });
        mot.nombre += vu.nombre;
        mot.place = mot.place.clone().min(vu.place);
    }
    mots.remove("");
    mots
}

/// The word that an unknown one nearly spells.
fn voisin<'a>(mot: &str, mots: &'a BTreeMap<String, String>) -> Option<&'a String> {
    if mots.contains_key(mot) {
        return None;
    }
    mots.iter().filter(|(graphie, _)| presque(mot, graphie)).map(|(_, mot)| mot).next()
}

/// One letter away, two in a long word; a number never stands for another.
fn presque(mot: &str, autre: &str) -> bool {
    let chiffres = |texte: &str| texte.chars().filter(char::is_ascii_digit).collect::<String>();
    let longueur = mot.chars().count();
    let tolerance = if longueur >= 9 { 2 } else { 1 };
    mot != autre
        && longueur >= 5
        && chiffres(mot) == chiffres(autre)
        && longueur.abs_diff(autre.chars().count()) <= tolerance
        && strsim::damerau_levenshtein(mot, autre) <= tolerance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_vocabulary_reads() {
        let vocabulaire = Vocabulaire::new(&Correspondances::default());
        for critere in ["sexe", "cadre", "prescripteur", "motif_fin", "suite"] {
            assert!(vocabulaire.criteres.contains_key(critere), "{critere}");
        }
        assert_eq!(vocabulaire.criteres["motif_fin"].get(&cle("Main-levée")).map(String::as_str), Some("mainlevée"));
        assert!(Vocabulaire::mots().contains("retour en milieu familial"));
        assert_eq!(voisin("fille", &vocabulaire.criteres["sexe"]), None);
        assert!(!presque("secteur 1", "secteur 2") && presque("mainleve", "mainlevee"));
    }
}
