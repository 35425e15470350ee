//! Échéances of the mesures being carried out on the last day known.

use super::recensement::Recensement;
use crate::domaine::age::jour_des_ans;
use crate::domaine::echeances::{Echeances, Rappel};
use crate::domaine::reglages::Reglages;
use crate::domaine::suivi::{Colonne, Episode};
use chrono::{Days, Months, NaiveDate};

/// Age of majority, and of the entretien d'autonomie at the latest.
const MAJORITE: i32 = 18;
const ENTRETIEN: i32 = 17;

pub(super) fn echeances(recensement: &Recensement<'_>, reglages: &Reglages) -> Echeances {
    let au = recensement.periode.1;
    let bientot = au.checked_add_days(Days::new(Echeances::JOURS)).unwrap_or(au);
    let dans_l_annee = au.checked_add_months(Months::new(12)).unwrap_or(au);
    let parcours = &recensement.derivation.parcours;
    let mut echeances = Echeances::default();
    for episode in parcours.episodes().filter(|e| e.en_cours_au(au)) {
        if let Some(terme) = episode.echeance.filter(|terme| *terme <= bientot) {
            let liste = if terme <= au { &mut echeances.depassees } else { &mut echeances.prochaines };
            liste.push(rappel(recensement, reglages, &episode, terme, Colonne::Echeance));
        }
        let Some(naissance) = parcours.lignes_de(&episode, recensement.suivi).find_map(|l| l.naissance) else {
            continue;
        };
        for (age, liste) in [(MAJORITE, &mut echeances.majorites), (ENTRETIEN, &mut echeances.entretiens)] {
            let jour = jour_des_ans(naissance.jour, age).filter(|jour| *jour > au && *jour <= dans_l_annee);
            liste.extend(jour.map(|jour| rappel(recensement, reglages, &episode, jour, Colonne::Naissance)));
        }
    }
    let Echeances { prochaines, depassees, majorites, entretiens } = &mut echeances;
    for liste in [prochaines, depassees, majorites, entretiens] {
        liste.sort_by(|a, b| (a.date, &a.span).cmp(&(b.date, &b.span)));
    }
    echeances
}

fn rappel(
    recensement: &Recensement<'_>,
    reglages: &Reglages,
    episode: &Episode,
    date: NaiveDate,
    colonne: Colonne,
) -> Rappel {
    let ligne = &recensement.suivi.lignes[episode.derniere as usize];
    let dispositif = reglages.dispositifs.get(usize::from(episode.dispositif));
    Rappel {
        date,
        id: ligne.id.clone(),
        dispositif: dispositif.map(|d| d.code.clone()).unwrap_or_default(),
        span: recensement.suivi.span(ligne, Some(colonne)),
    }
}
