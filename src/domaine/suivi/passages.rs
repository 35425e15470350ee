//! Passages: an exit followed, within the delay of rapport.toml, by an entry of the same jeune in another dispositif.

use super::Parcours;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Reglages;
use chrono::{Datelike, NaiveDate};

/// Whose, when, an entry (true, after the exits of its day), where, and its row.
type Mouvement = (u32, NaiveDate, bool, u16, u32);

/// Entries of each month that come from another dispositif, per dispositif; `None` when an entry of the exercise does
/// not say of which jeune it is. Cost: the sort of the movements of those who have several mesures.
pub(super) fn passages(parcours: &Parcours, reglages: &Reglages) -> Option<Vec<[u32; 12]>> {
    let mut passages = vec![[0; 12]; reglages.dispositifs.len()];
    let connus = parcours.chaque_passage(reglages, |dispositif, mois, _| {
        if let Some(passages) = passages.get_mut(usize::from(dispositif)) {
            passages[mois.rang()] += 1;
        }
    });
    connus.then_some(passages)
}

impl Parcours {
    /// Every entry of the exercise that comes from another dispositif: where, when, its row. False, and none, when an
    /// entry does not say of which jeune it is.
    pub fn chaque_passage(&self, reglages: &Reglages, mut f: impl FnMut(u16, Mois, u32)) -> bool {
        let Some(mouvements) = mouvements(self, reglages) else { return false };
        let delai = i64::from(reglages.comptage.delai_de_passage_jours);
        for siens in mouvements.chunk_by(|a, b| a.0 == b.0) {
            // the last exit, and the last one of any other dispositif
            let mut sorties: [Option<(NaiveDate, u16)>; 2] = [None; 2];
            for &(_, jour, entre, dispositif, ligne) in siens {
                if !entre {
                    let autre = sorties[0].filter(|(_, d)| *d != dispositif).or(sorties[1]);
                    sorties = [Some((jour, dispositif)), autre];
                    continue;
                }
                let vient = |(fin, d): &(NaiveDate, u16)| {
                    *d != dispositif && jour.signed_duration_since(*fin).num_days() <= delai
                };
                if let (true, Some(mois)) = (sorties.iter().flatten().any(vient), Mois::du(jour)) {
                    f(dispositif, mois, ligne);
                }
            }
        }
        true
    }
}

fn mouvements(parcours: &Parcours, reglages: &Reglages) -> Option<Vec<Mouvement>> {
    let annee = reglages.exercice.annee();
    let delai = i64::from(reglages.comptage.delai_de_passage_jours);
    let janvier = reglages.exercice.janvier().premier_jour();
    // once met, then once more
    let mut vus = vec![0_u8; parcours.jeunes.nombre as usize + 1];
    for episode in parcours.episodes() {
        let vu = &mut vus[parcours.jeune(&episode) as usize];
        *vu = vu.saturating_add(1);
    }
    let mut mouvements: Vec<Mouvement> = Vec::new();
    let mut sans_jeune = false;
    for episode in parcours.episodes() {
        let jeune = parcours.jeune(&episode);
        let entre = episode.debut.year() == annee;
        sans_jeune |= entre && jeune == 0;
        if vus[jeune as usize] < 2 {
            continue;
        }
        if entre {
            mouvements.push((jeune, episode.debut, true, episode.dispositif, episode.ligne));
        }
        let proche = |fin: &NaiveDate| fin.year() <= annee && janvier.signed_duration_since(*fin).num_days() <= delai;
        if let Some(fin) = episode.fin.filter(proche) {
            mouvements.push((jeune, fin, false, episode.dispositif, episode.derniere));
        }
    }
    if sans_jeune {
        return None;
    }
    mouvements.sort_unstable();
    Some(mouvements)
}
