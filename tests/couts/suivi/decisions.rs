//! The decisions that a mesure rests on, each within the duration that the law allows, and how it ends.

use super::hasard::{Hasard, ouvre};
use super::parcours::{CLOTURE, Dispositif, Mesure};
use chrono::{Days, Months, NaiveDate};

/// A decision, until its term.
pub(crate) struct Decision {
    pub(crate) le: NaiveDate,
    /// None while the mesure waits.
    pub(crate) debut: Option<NaiveDate>,
    pub(crate) echeance: NaiveDate,
}

/// The decisions of a mesure and the reason why it ends.
pub(crate) struct Decisions {
    pub(crate) suite: Vec<Decision>,
    /// None while it goes on.
    pub(crate) motif: Option<&'static str>,
}

/// A decision lasts at least so many months, at most so many: one year for an AED (CASF, art. L. 223-5).
const MOIS: (u32, u32) = (5, 11);

/// Decisions of a mesure; `passe` when the child goes on to another one. The draws are those of the family: brothers and
/// sisters have the same decisions, but only the eldest leaves at eighteen.
pub(crate) fn decisions(mesure: &Mesure, passe: bool, rang: u32, hasard: &mut Hasard) -> Decisions {
    if mesure.attend {
        let mois = hasard.un(&[6, 9, 12]);
        let suite = vec![Decision { le: mesure.debut, debut: None, echeance: mesure.debut + Months::new(mois) }];
        return Decisions { suite, motif: None };
    }
    let motif = mesure.fin.map(|fin| motif(mesure, fin, passe, hasard)).map(|motif| match motif {
        "majorité" if rang > 0 => "mainlevée",
        motif => motif,
    });
    let suite = match (motif, mesure.fin) {
        (Some("échéance"), Some(fin)) => jusqu_au_terme(mesure.debut, fin, hasard),
        (Some("majorité"), Some(fin)) => {
            let mut suite = au_dela(mesure, fin - Days::new(1), hasard);
            suite.iter_mut().for_each(|decision| decision.echeance = decision.echeance.min(fin));
            suite
        }
        (_, fin) => au_dela(mesure, fin.unwrap_or(CLOTURE), hasard),
    };
    Decisions { suite, motif }
}

fn motif(mesure: &Mesure, fin: NaiveDate, passe: bool, hasard: &mut Hasard) -> &'static str {
    if passe {
        return "réorientation";
    }
    if mesure.debut + Months::new(MOIS.0) > fin {
        return hasard.mot(&[("mainlevée", 3), ("déménagement", 2), ("placement", 1)]);
    }
    match mesure.dispositif {
        Dispositif::Aemo => hasard.mot(&[
            ("échéance", 50),
            ("mainlevée", 18),
            ("plus de danger ni de risque", 8),
            ("placement", 9),
            ("déménagement", 5),
            ("majorité", 7),
            ("", 3),
        ]),
        Dispositif::Aed => {
            hasard.mot(&[("échéance", 68), ("plus de danger ni de risque", 12), ("déménagement", 12), ("placement", 8)])
        }
        Dispositif::Internat => {
            hasard.mot(&[("échéance", 45), ("mainlevée", 25), ("majorité", 15), ("réorientation", 15)])
        }
    }
}

/// What comes after, for a motif.
pub(crate) fn suite(dispositif: Dispositif, motif: &str, hasard: &mut Hasard) -> &'static str {
    match (motif, dispositif) {
        ("majorité", _) => hasard.mot(&[("autonomie", 2), ("autre intervention", 1)]),
        ("placement", _) => "placement",
        ("déménagement", _) => hasard.mot(&[("autre intervention", 2), ("inconnu", 1)]),
        ("", _) => "",
        ("réorientation", Dispositif::Internat) => "placement",
        (_, Dispositif::Internat) => {
            hasard.mot(&[("retour en milieu familial", 6), ("placement", 2), ("nouvelle décision judiciaire", 1)])
        }
        ("échéance", Dispositif::Aemo) => hasard.mot(&[
            ("fin de mesure", 14),
            ("nouvelle décision administrative", 6),
            ("autre intervention", 2),
            ("", 1),
        ]),
        ("échéance", Dispositif::Aed) => {
            hasard.mot(&[("fin de mesure", 12), ("nouvelle décision judiciaire", 3), ("autre intervention", 2)])
        }
        _ => hasard.mot(&[("fin de mesure", 8), ("autre intervention", 2), ("inconnu", 1)]),
    }
}

/// Forwards: renewed as long as the term is not beyond that day.
fn au_dela(mesure: &Mesure, jour: NaiveDate, hasard: &mut Hasard) -> Vec<Decision> {
    let attente = match mesure.dispositif {
        Dispositif::Aemo => hasard.entre(4, 60) + hasard.entre(0, 55),
        Dispositif::Aed => hasard.entre(3, 55),
        Dispositif::Internat => hasard.un(&[0, 0, 1, 2, 5, 9, 14, 20]),
    };
    let le = if attente == 0 { mesure.debut } else { ouvre(mesure.debut - Days::new(attente.into())) };
    let mois = hasard.un(if mesure.dispositif == Dispositif::Aemo { &[6, 12, 12, 18] } else { &[6, 9, 12] });
    let mut suite = vec![Decision { le, debut: Some(mesure.debut), echeance: le + Months::new(mois) }];
    while let Some(terme) = suite.last().map(|decision| decision.echeance).filter(|terme| *terme <= jour) {
        let mois = hasard.un(if mesure.dispositif == Dispositif::Aemo { &[6, 12] } else { &[6, 9] });
        suite.push(renouvelle(terme, terme + Months::new(mois), hasard));
    }
    suite
}

/// Backwards from the term on which it ends.
fn jusqu_au_terme(debut: NaiveDate, fin: NaiveDate, hasard: &mut Hasard) -> Vec<Decision> {
    let (mut terme, mut suite) = (fin, Vec::new());
    while terme - Months::new(MOIS.1) > debut {
        let possibles = [6, 9].into_iter().filter(|mois| terme - Months::new(mois + MOIS.0) >= debut);
        let possibles: Vec<u32> = possibles.collect();
        let avant = terme - Months::new(if possibles.is_empty() { 6 } else { hasard.un(&possibles) });
        suite.push(renouvelle(avant, terme, hasard));
        terme = avant;
    }
    let le = (MOIS.0..=MOIS.1).map(|mois| terme - Months::new(mois)).find(|le| *le <= debut);
    let le = le.unwrap_or(debut);
    suite.push(Decision { le: ouvre(le), debut: Some(debut), echeance: terme });
    suite.reverse();
    suite
}

fn renouvelle(debut: NaiveDate, echeance: NaiveDate, hasard: &mut Hasard) -> Decision {
    let le = ouvre(debut - Days::new(u64::from(hasard.entre(3, 25))));
    Decision { le, debut: Some(debut), echeance }
}
