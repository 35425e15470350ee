//! What was typed, set in rapport.toml: values first, then what is added, then what goes, so that ranks hold.

use super::champs::{self, Champ, NOUVEAU, Poses, chemin};
use super::groupes::{RETIRER, Section};
use crate::publier::rapport_toml::{RapportToml, Refus};
use std::collections::BTreeMap;
use toml_edit::Table;

/// rapport.toml as it would be.
pub(super) struct Change {
    pub(super) rapport: RapportToml,
    /// Each field, with the path of its key there.
    pub(super) places: Vec<(String, Vec<String>)>,
    /// What was typed in the fields that change.
    pub(super) changes: BTreeMap<String, String>,
    /// What cannot even be written: the field, and why.
    pub(super) refuses: Vec<(String, String)>,
    /// Codes of the dispositifs that go.
    pub(super) sans: Vec<String>,
}

/// Sets what was changed, leaves the rest as it is written; an emptied key is taken away.
pub(super) fn change(rapport: RapportToml, sections: &[Section], poses: &Poses) -> Change {
    let mut change =
        Change { rapport, places: Vec::new(), changes: BTreeMap::new(), refuses: Vec::new(), sans: Vec::new() };
    let coche = |nom: &&str| poses.get(*nom).is_some_and(|coche| !coche.is_empty());
    let coches = sections.iter().flat_map(Section::retirables).filter(coche);
    let base = |nom: &str| nom.strip_suffix(RETIRER).map(|base| chemin(base.trim_end_matches('/')));
    let tables: Vec<Vec<String>> = coches.filter_map(base).collect();
    change.sans = tables.iter().filter(|t| t.len() == 2 && t[0] == "dispositif").map(|t| change.code(t)).collect();
    let (mut vides, mut rangs) = (Vec::new(), BTreeMap::new());
    for champ in sections.iter().flat_map(Section::champs) {
        let Some(tape) = poses.get(&champ.nom).filter(|tape| !champ.dit_deja(tape)) else { continue };
        change.changes.insert(champ.nom.clone(), tape.trim().to_owned());
        if let Err(refus) = change.pose(champ, tape, &mut rangs, &mut vides) {
            change.refuses.push((champ.nom.clone(), refus));
        }
    }
    let partis: Vec<Vec<String>> = vides.into_iter().chain(tables.iter().cloned()).collect();
    change.rapport.retire(&partis);
    let situe = |champ: &Champ| Some((champ.nom.clone(), decale(situe(&champ.nom, &rangs), &tables)?));
    change.places = sections.iter().flat_map(Section::champs).filter_map(situe).collect();
    change
}

impl Change {
    fn code(&self, base: &[String]) -> String {
        self.rapport.lit(&[&base[0], &base[1], "code"])
    }

    /// Sets one key, in a table that is added where its name says so; `vides` takes the keys that go.
    fn pose(
        &mut self,
        champ: &Champ,
        tape: &str,
        rangs: &mut BTreeMap<String, usize>,
        vides: &mut Vec<Vec<String>>,
    ) -> Result<(), String> {
        let dit = |refus: Refus| refus.to_string();
        let vide = tape.trim().is_empty();
        if vide && champ.est_nouveau() {
            return Ok(());
        }
        let cle = self.chemin(&champ.nom, rangs).map_err(dit)?;
        match (champ.est_une_table(), vide) {
            (true, _) => self.pose_les_paires(champ, tape, &cle, vides),
            (false, true) => {
                vides.push(cle);
                Ok(())
            }
            (false, false) => self.rapport.pose(&cle, champ.lit(tape)).map_err(dit),
        }
    }

    /// The path of a field, each new table on it added once.
    fn chemin(&mut self, nom: &str, rangs: &mut BTreeMap<String, usize>) -> Result<Vec<String>, Refus> {
        let (mut fait, mut vu): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
        for etape in nom.split('/') {
            vu.push(etape);
            if etape == NOUVEAU {
                let rang = match rangs.get(&vu.join("/")) {
                    Some(rang) => *rang,
                    None => *rangs.entry(vu.join("/")).or_insert(self.rapport.ajoute(&fait, Table::new())?),
                };
                fait.push(rang.to_string());
            } else {
                fait.push(etape.to_owned());
            }
        }
        Ok(fait)
    }

    /// The keys of a table, one a line: those that changed, those that are new; those that are no longer there go.
    fn pose_les_paires(
        &mut self,
        champ: &Champ,
        tape: &str,
        cle: &[String],
        vides: &mut Vec<Vec<String>>,
    ) -> Result<(), String> {
        let table = &cle[..cle.len() - 1];
        let avant: BTreeMap<String, String> = champs::paires(&self.rapport, cle).into_iter().flatten().collect();
        let mut apres = BTreeMap::new();
        for ligne in champs::lignes(tape) {
            let (nom, texte) = champs::paire(ligne).ok_or_else(|| {
                format!(
                    "«\u{a0}{ligne}\u{a0}»\u{a0}: écrire chaque ligne sous la forme «\u{a0}nom = ce qu’il vaut\u{a0}»"
                )
            })?;
            if apres.insert(nom.to_owned(), texte.to_owned()).is_some() {
                return Err(format!("«\u{a0}{nom}\u{a0}» est écrit deux fois"));
            }
        }
        let a = |nom: &String| [table, std::slice::from_ref(nom)].concat();
        for (nom, texte) in apres.iter().filter(|(nom, texte)| avant.get(*nom) != Some(texte)) {
            self.rapport.pose(&a(nom), champ.lit(texte)).map_err(|refus| refus.to_string())?;
        }
        vides.extend(avant.keys().filter(|nom| !apres.contains_key(*nom)).map(a));
        Ok(())
    }
}

/// The path of a field once new tables have their rank; those that were not added have none.
fn situe(nom: &str, rangs: &BTreeMap<String, usize>) -> Option<Vec<String>> {
    let mut vu: Vec<&str> = Vec::new();
    let etape = |etape| {
        vu.push(etape);
        if etape == NOUVEAU { rangs.get(&vu.join("/")).map(usize::to_string) } else { Some(etape.to_owned()) }
    };
    nom.split('/').map(etape).collect()
}

/// The same once tables are gone; nothing in those.
fn decale(chemin: Option<Vec<String>>, partis: &[Vec<String>]) -> Option<Vec<String>> {
    let avant = chemin?;
    let mut apres = avant.clone();
    for (at, etape) in avant.iter().enumerate() {
        let Ok(rang) = etape.parse::<usize>() else { continue };
        let de_la_liste = |parti: &&Vec<String>| parti.len() == at + 1 && parti[..at] == avant[..at];
        let ranges = partis.iter().filter(de_la_liste).filter_map(|parti| parti[at].parse::<usize>().ok());
        let devant: Vec<usize> = ranges.filter(|parti| *parti <= rang).collect();
        if devant.contains(&rang) {
            return None;
        }
        apres[at] = (rang - devant.len()).to_string();
    }
    Some(apres)
}
