//! Five hundred random tables, against a second computation written day by day, which shares nothing with the first.

use super::outils::{Table, annuel, perimetre};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;
use trame::domaine::exact::Exact;
use trame::domaine::indicateur::{Indicateurs, Valeur};
use trame::domaine::population::{NON_RENSEIGNE, Population};

const DISPOSITIFS: [&str; 3] = ["AEMO", "AED", "PEAD"];

/// A seeded generator (SplitMix64).
struct Hasard(u64);

impl Hasard {
    fn entre(&mut self, de: u64, a: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        de + (z ^ (z >> 31)) % (a - de + 1)
    }
}

/// A mesure as a person would tell it: one dispositif, a beginning, an end.
struct Mesure {
    dispositif: usize,
    jeune: u64,
    famille: u64,
    fille: Option<bool>,
    decision: NaiveDate,
    debut: Option<NaiveDate>,
    fin: Option<NaiveDate>,
}

impl Mesure {
    fn presente(&self, jour: NaiveDate, entree: bool, sortie: bool) -> bool {
        let Some(debut) = self.debut else { return false };
        let apres_le_debut = debut < jour || (debut == jour && entree);
        apres_le_debut && self.fin.is_none_or(|fin| jour < fin || (jour == fin && sortie))
    }

    fn touche(&self, du: NaiveDate, au: NaiveDate) -> bool {
        self.debut.is_some_and(|debut| debut <= au) && self.fin.is_none_or(|fin| fin >= du)
    }
}

fn hasard(graine: u64) -> (Vec<Mesure>, i32, bool, bool) {
    let mut h = Hasard(graine);
    let annee = i32::try_from(h.entre(2019, 2025)).unwrap();
    let depart = NaiveDate::from_ymd_opt(annee - 2, 1, 1).unwrap();
    let nombre = h.entre(1, 60);
    let mesures = (0..nombre).map(|_| {
        let decision = depart + Days::new(h.entre(0, 1_100));
        let debut = (h.entre(0, 6) > 0).then(|| decision + Days::new(h.entre(0, 90)));
        let fin = debut.filter(|_| h.entre(0, 3) > 0).map(|d| d + Days::new(h.entre(0, 500)));
        let (dispositif, fille) = (usize::try_from(h.entre(0, 2)).unwrap(), h.entre(0, 2));
        let fille = [Some(true), Some(false), None][usize::try_from(fille).unwrap()];
        Mesure { dispositif, jeune: h.entre(1, 30), famille: h.entre(1, 15), fille, decision, debut, fin }
    });
    let mesures: Vec<Mesure> = mesures.collect();
    (mesures, annee, h.entre(0, 1) == 1, h.entre(0, 1) == 1)
}

/// The rows of a mesure: one, or one per decision, in any order.
fn ecrit(mesures: &[Mesure], graine: u64) -> Table {
    let mut h = Hasard(graine ^ 0xabcd);
    let mut lignes = Vec::new();
    for (n, m) in mesures.iter().enumerate() {
        let date = |cle: &str, jour: Option<NaiveDate>| jour.map(|j| format!(" {cle}={j}")).unwrap_or_default();
        let sexe = m.fille.map(|f| if f { " sexe=fille" } else { " sexe=garçon" }).unwrap_or_default();
        let qui =
            format!("id=M{n} dispositif={} jeune=J{} famille=F{}{sexe}", DISPOSITIFS[m.dispositif], m.jeune, m.famille);
        let debut = date("debut", m.debut);
        match (m.debut, m.fin) {
            (Some(d), Some(fin)) if h.entre(0, 1) == 0 => {
                lignes.push(format!("{qui} decision={}{debut} nature_de_decision=initiale", m.decision));
                let milieu = d + Days::new(u64::try_from((fin - d).num_days()).unwrap() / 2);
                lignes.push(format!("{qui} decision={milieu} nature_de_decision=renouvellement"));
                lignes.push(format!("id=M{n} decision={fin} nature_de_decision=mainlevée"));
            }
            _ => lignes.push(format!("{qui} decision={}{debut}{}", m.decision, date("fin", m.fin))),
        }
    }
    for rang in (1..lignes.len()).rev() {
        lignes.swap(rang, usize::try_from(h.entre(0, rang as u64)).unwrap());
    }
    let mut table = Table::new(&DISPOSITIFS);
    for ligne in &lignes {
        table.ligne(ligne);
    }
    table
}

fn reglages((annee, entree, sortie): (i32, bool, bool)) -> String {
    let compte = |oui: bool| if oui { "compte" } else { "non-compte" };
    let comptage = [("jour_d_entree", entree), ("jour_de_sortie", sortie)]
        .map(|(cle, oui)| format!("{cle} = \"{}\"\n", compte(oui)));
    format!("arrete_au = {annee}-12-31\n[comptage]\n{}", comptage.concat())
}

/// One of the random tables, its year, and what its rapport.toml adds.
pub(super) fn table_au_hasard(graine: u64) -> (Table, i32, String) {
    let (mesures, annee, entree, sortie) = hasard(graine);
    (ecrit(&mesures, graine), annee, reglages((annee, entree, sortie)))
}

fn nombre(valeur: &Valeur) -> i128 {
    valeur.exact().unwrap().entier().unwrap()
}

#[test]
fn cinq_cents_tables_au_hasard_comptees_jour_par_jour() {
    for graine in 0..500 {
        let (mesures, annee, entree, sortie) = hasard(graine);
        let suite = reglages((annee, entree, sortie));
        let indicateurs = ecrit(&mesures, graine).calcule(annee, &suite);
        for (rang, code) in DISPOSITIFS.iter().enumerate() {
            let siennes: Vec<&Mesure> = mesures.iter().filter(|m| m.dispositif == rang).collect();
            if !siennes.is_empty() {
                mois_par_mois(&indicateurs, code, &siennes, (annee, entree, sortie), graine);
                annee_entiere(&indicateurs, code, &siennes, annee, graine);
            }
        }
        if DISPOSITIFS.iter().enumerate().all(|(rang, _)| mesures.iter().any(|m| m.dispositif == rang)) {
            annee_entiere(&indicateurs, "service", &mesures.iter().collect::<Vec<_>>(), annee, graine);
        }
    }
}

/// Movements and days of each month; the month's balance; bounds of its days.
fn mois_par_mois(i: &Indicateurs, code: &str, siennes: &[&Mesure], (annee, entree, sortie): (i32, bool, bool), g: u64) {
    let p = perimetre(i, code);
    for mois in i.exercice.mois() {
        let jours: Vec<NaiveDate> = mois.tous_les_jours().collect();
        let compte = |f: &dyn Fn(&Mesure) -> bool| i128::try_from(siennes.iter().filter(|m| f(m)).count()).unwrap();
        let dans =
            |jour: Option<NaiveDate>| jour.is_some_and(|j| j.year() == annee && j.month() == u32::from(mois.numero()));
        let au_debut = |jour: NaiveDate| compte(&|m| m.presente(jour, false, true));
        let naif = [
            au_debut(jours[0]),
            compte(&|m| dans(m.debut)),
            compte(&|m| dans(m.fin)),
            au_debut(*jours.last().unwrap() + Days::new(1)),
            jours.iter().map(|jour| compte(&|m| m.presente(*jour, entree, sortie))).sum(),
        ];
        let ids = ["presents_debut", "entrees", "sorties", "presents_fin", "journees_realisees"];
        let obtenu = ids.map(|id| nombre(&p.mensuel(id, mois)));
        assert_eq!(obtenu, naif, "graine {g}, {code}, {mois}");
        assert_eq!(obtenu[0] + obtenu[1] - obtenu[2], obtenu[3]);
        let bornes = ["journees_min", "journees_max"].map(|id| nombre(&p.mensuel(id, mois)));
        assert!((bornes[0]..=bornes[1]).contains(&obtenu[4]), "graine {g}, {code}, {mois}");
    }
}

fn annee_entiere(i: &Indicateurs, code: &str, siennes: &[&Mesure], annee: i32, g: u64) {
    let [du, au] = [(1, 1), (12, 31)].map(|(m, j)| NaiveDate::from_ymd_opt(annee, m, j).unwrap());
    let suivis: Vec<&&Mesure> = siennes.iter().filter(|m| m.touche(du, au)).collect();
    let distincts = |cle: fn(&Mesure) -> u64| suivis.iter().map(|m| cle(m)).collect::<BTreeSet<_>>().len();
    let a = |id: &str| annuel(i, code, id);
    let naif = |n: usize| Some(i128::try_from(n).unwrap());
    assert_eq!(a("file_active_mesures"), naif(suivis.len()), "graine {g}, {code}");
    assert_eq!(a("file_active_mesures").unwrap(), a("presents_fin").unwrap() + a("sorties").unwrap(), "both ways");
    assert_eq!(a("file_active_personnes"), naif(distincts(|m| m.jeune)), "graine {g}, {code}");
    assert_eq!(a("familles"), naif(distincts(|m| m.famille)), "graine {g}, {code}");
    let en_attente = siennes.iter().filter(|m| m.decision <= au && m.debut.is_none_or(|d| d > au));
    assert_eq!(a("attente_mesures"), naif(en_attente.count()), "graine {g}, {code}");
    let mut durees: Vec<i64> = siennes
        .iter()
        .filter_map(|m| m.fin.filter(|f| f.year() == annee).map(|f| (f - m.debut.unwrap()).num_days()))
        .collect();
    durees.sort_unstable();
    let milieu = |n: usize| i128::from(durees[n]);
    let mediane = (!durees.is_empty())
        .then(|| Exact::fraction(milieu((durees.len() - 1) / 2) + milieu(durees.len() / 2), 2).unwrap());
    assert_eq!(perimetre(i, code).annuel("duree_mediane_sortants").exact(), mediane, "graine {g}, {code}");
    let totaux = [
        (Population::Admissions, a("entrees")),
        (Population::Suivis, a("file_active_mesures")),
        (Population::Sorties, a("sorties")),
        (Population::Presents, a("presents_fin")),
        (Population::Attente, a("attente_mesures")),
    ];
    let mesures = |v: &&trame::domaine::population::Ventilation| v.critere.cle() != "fratrie";
    for ventilation in perimetre(i, code).ventilations.iter().filter(mesures) {
        let total = totaux.iter().find(|(p, _)| *p == ventilation.population).unwrap().1;
        assert_eq!(Some(nombre(&ventilation.total())), total, "graine {g}, {code}, {}", ventilation.critere.cle());
        assert_eq!(ventilation.lignes.last().map(String::as_str), Some(NON_RENSEIGNE));
    }
    let sexe =
        |v: &&trame::domaine::population::Ventilation| v.population == Population::Suivis && v.critere.cle() == "sexe";
    if let Some(ventilation) = perimetre(i, code).ventilations.iter().find(sexe) {
        let filles =
            ventilation.lignes.iter().position(|l| l == "fille").map_or(0, |rang| nombre(&ventilation.ligne(rang)));
        assert_eq!(Some(filles), naif(suivis.iter().filter(|m| m.fille == Some(true)).count()), "graine {g}, {code}");
    }
}
