//! As many mesures as asked, one family after the other: nothing is kept of those already written.

use super::hasard::{Hasard, ouvre};
use super::parcours::{CLOTURE, Dispositif, Jeune, Mesure};
use chrono::Days;

/// Gives young people until there are so many mesures.
pub(crate) fn jeunes(mesures: u32, hasard: &mut Hasard, mut donne: impl FnMut(&Jeune)) {
    let (mut reste, mut numero, mut famille) = (mesures, 0, 0);
    while reste > 0 {
        famille += 1;
        let fratrie = hasard.un(&[1, 1, 1, 1, 2, 2, 3]).min(reste);
        let premiere = mesure(hasard);
        for rang in 0..fratrie {
            numero += 1;
            let mesures = parcours(premiere.clone(), reste - (fratrie - rang - 1), hasard);
            reste -= if mesures.len() > 1 { 2 } else { 1 };
            donne(&Jeune { numero, famille, rang, fratrie, mesures });
        }
    }
}

fn mesure(hasard: &mut Hasard) -> Mesure {
    let dispositif = hasard.un(&[Dispositif::Aemo, Dispositif::Aemo, Dispositif::Aed, Dispositif::Internat]);
    if dispositif != Dispositif::Internat && hasard.sur_cent(5) {
        let debut = ouvre(CLOTURE - Days::new(u64::from(hasard.entre(10, 110))));
        return Mesure { dispositif, debut, fin: None, attend: true };
    }
    let debut = ouvre(CLOTURE - Days::new(u64::from(hasard.entre(5, 900))));
    Mesure { dispositif, debut, fin: fin(debut, hasard), attend: false }
}

fn fin(debut: chrono::NaiveDate, hasard: &mut Hasard) -> Option<chrono::NaiveDate> {
    let longueur = hasard.entre(60, 500) + hasard.entre(0, 400);
    Some(ouvre(debut + Days::new(u64::from(longueur)))).filter(|fin| *fin <= CLOTURE)
}

/// The mesure, its own end, and now and then the mesure that follows it.
fn parcours(premiere: Mesure, place: u32, hasard: &mut Hasard) -> Vec<Mesure> {
    let mut mesures = vec![premiere];
    if !mesures[0].attend && hasard.sur_cent(30) {
        mesures[0].fin = fin(mesures[0].debut, hasard);
    }
    if let Some(debut) = mesures[0].fin.filter(|_| place > 1 && hasard.sur_cent(6)) {
        let autres: Vec<Dispositif> =
            Dispositif::TOUS.into_iter().filter(|autre| *autre != mesures[0].dispositif).collect();
        mesures.push(Mesure { dispositif: hasard.un(&autres), debut, fin: fin(debut, hasard), attend: false });
    }
    mesures
}
