//! Populations made by hand, for the tests of the stages that print them.

use super::exact::Exact;
use super::indicateur::Valeur;
use super::population::{Critere, Population, Ventilation};
use super::reglages::UniteDeCompte;

/// Counts as they stand in a table.
pub(crate) fn ventilation(
    (population, critere, par): (Population, Critere, Option<Critere>),
    reference: &str,
    colonnes: &[&str],
    lignes: &[(&str, &[u32])],
) -> Ventilation {
    let valeurs = |effectifs: &[u32]| effectifs.iter().map(|n| Valeur::convenue((*n).into(), "essai")).collect();
    let colonnes = if par.is_none() { &[""] } else { colonnes };
    Ventilation {
        population,
        critere,
        par,
        unite: if critere == Critere::Fratrie { UniteDeCompte::Famille } else { UniteDeCompte::Mesure },
        reference: reference.to_owned(),
        lignes: lignes.iter().map(|(nom, _)| (*nom).to_owned()).collect(),
        colonnes: colonnes.iter().map(|c| (*c).to_owned()).collect(),
        effectifs: lignes.iter().map(|(_, effectifs)| valeurs(effectifs)).collect(),
        marges: None,
    }
}

const SEXES: [&str; 3] = ["filles", "garçons", "non renseigné"];

/// A service of two dispositifs, with every population that a report shows.
pub(crate) fn populations() -> Vec<Ventilation> {
    use Critere::{Age, Cadre, Delai, Dispositif, Duree, Fratrie, MotifFin, Prescripteur, Referent};
    use Critere::{Sexe, Suite, Territoire};
    use Population::{Admissions, Attente, Presents, Sorties, Suivis};
    let fin = "au 31 décembre 2021";
    vec![
        ventilation((Suivis, Age, Some(Sexe)), fin, &SEXES, &AGES_DES_SUIVIS),
        ventilation((Admissions, Age, Some(Sexe)), "à l’entrée", &SEXES, &AGES_DES_ADMIS),
        ventilation((Suivis, Territoire, Some(Dispositif)), "", &["AEMO-R", "AED-R"], &TERRITOIRES),
        ventilation(
            (Admissions, Prescripteur, None),
            "",
            &[],
            &[("juge des enfants", &[17]), ("aide sociale à l’enfance", &[31]), ("non renseigné", &[2])],
        ),
        ventilation(
            (Admissions, Cadre, None),
            "",
            &[],
            &[("judiciaire", &[17]), ("administratif", &[33]), ("non renseigné", &[0])],
        ),
        ventilation(
            (Suivis, Fratrie, None),
            "",
            &[],
            &[
                ("1 mesure", &[19]),
                ("2 mesures", &[14]),
                ("3 mesures", &[7]),
                ("4 mesures et plus", &[3]),
                ("non renseigné", &[0]),
            ],
        ),
        ventilation(
            (Presents, Referent, None),
            fin,
            &[],
            &[("R01", &[14]), ("R02", &[16]), ("R03", &[9]), ("non renseigné", &[1])],
        ),
        ventilation((Sorties, Duree, None), "", &[], &DUREES),
        ventilation((Sorties, MotifFin, Some(Suite)), "", &SUITES, &MOTIFS),
        ventilation((Admissions, Delai, None), "", &[], &DELAIS),
        ventilation((Attente, Delai, None), fin, &[], &ANCIENNETES),
    ]
}

const AGES_DES_SUIVIS: [(&str, &[u32]); 7] = [
    ("0 à 2 ans", &[3, 2, 0]),
    ("3 à 5 ans", &[5, 8, 0]),
    ("6 à 10 ans", &[9, 14, 0]),
    ("11 à 15 ans", &[12, 15, 1]),
    ("16 à 17 ans", &[4, 6, 0]),
    ("18 à 20 ans", &[1, 0, 0]),
    ("non renseigné", &[0, 1, 0]),
];
const AGES_DES_ADMIS: [(&str, &[u32]); 7] = [
    ("0 à 2 ans", &[3, 1, 0]),
    ("3 à 5 ans", &[4, 5, 0]),
    ("6 à 10 ans", &[6, 9, 0]),
    ("11 à 15 ans", &[8, 9, 0]),
    ("16 à 17 ans", &[2, 2, 0]),
    ("18 à 20 ans", &[0, 0, 0]),
    ("non renseigné", &[0, 1, 0]),
];
const TERRITOIRES: [(&str, &[u32]); 6] = [
    ("Blois", &[14, 17]),
    ("Vendôme", &[6, 9]),
    ("Romorantin-Lanthenay", &[8, 7]),
    ("Communauté de communes du Perche et du Haut Vendômois", &[3, 6]),
    ("Beauce Val de Loire", &[2, 6]),
    ("non renseigné", &[1, 2]),
];
const DUREES: [(&str, &[u32]); 6] = [
    ("moins de 6 mois", &[4]),
    ("6 à 11 mois", &[9]),
    ("12 à 17 mois", &[12]),
    ("18 à 23 mois", &[6]),
    ("24 mois et plus", &[2]),
    ("non renseigné", &[0]),
];
const SUITES: [&str; 6] = [
    "accompagnement terminé",
    "placement à l’aide sociale à l’enfance",
    "AEMO dans un autre service",
    "mesure judiciaire d’aide à la gestion du budget familial",
    "contrat jeune majeur",
    "non renseigné",
];
const MOTIFS: [(&str, &[u32]); 5] = [
    ("échéance", &[9, 1, 3, 1, 0, 0]),
    ("mainlevée", &[4, 5, 2, 0, 0, 1]),
    ("majorité", &[1, 0, 0, 0, 2, 0]),
    ("déménagement dans un autre département", &[0, 0, 3, 0, 0, 0]),
    ("non renseigné", &[0, 0, 0, 0, 0, 1]),
];
const DELAIS: [(&str, &[u32]); 5] = [
    ("moins d’un mois", &[18]),
    ("1 à 2 mois", &[16]),
    ("3 à 5 mois", &[11]),
    ("6 mois et plus", &[3]),
    ("non renseigné", &[2]),
];
const ANCIENNETES: [(&str, &[u32]); 5] = [
    ("moins d’un mois", &[6]),
    ("1 à 2 mois", &[9]),
    ("3 à 5 mois", &[12]),
    ("6 mois et plus", &[6]),
    ("non renseigné", &[0]),
];

/// Populations that bend a table or a chart: long names, one case, nobody, thousands, what is not known.
pub(crate) fn populations_difficiles() -> Vec<Ventilation> {
    use Critere::{Age, Delai, Dispositif, Duree, Fratrie, MotifFin, Sexe, Suite, Territoire};
    use Population::{Attente, Sorties, Suivis};
    let noms: Vec<String> = (1..=40)
        .map(|i| {
            format!("Maison départementale des solidarités et de l’autonomie du territoire d’action sociale n° {i}")
        })
        .collect();
    let effectifs: Vec<Vec<u32>> = (1..=40).map(|i| vec![i * 97, i % 3, 0, 1_204]).collect();
    let mut lignes: Vec<(&str, &[u32])> =
        noms.iter().zip(&effectifs).map(|(n, e)| (n.as_str(), e.as_slice())).collect();
    lignes.push(("non renseigné", &[0, 0, 0, 0]));
    let dispositifs = ["Action éducative en milieu ouvert renforcée", "AED-R", "Internat", "Accueil de jour"];
    let suites: Vec<String> =
        (1..=9).map(|i| format!("Suite donnée par une autre autorité que le service, n° {i}")).collect();
    let suites: Vec<&str> = suites.iter().map(String::as_str).collect();
    let mut ages =
        ventilation((Suivis, Age, Some(Sexe)), "", &SEXES, &[("0 à 2 ans", &[1_240, 0, 3]), ("3 à 5 ans", &[0, 0, 0])]);
    if let Some(valeur) = ages.effectifs.get_mut(1).and_then(|ligne| ligne.get_mut(1)) {
        *valeur = Valeur::manquante("la cellule est vide");
    }
    if let Some(valeur) = ages.effectifs.get_mut(0).and_then(|ligne| ligne.get_mut(0)) {
        valeur.reserve = Some("total contredit : C4".to_owned());
    }
    vec![
        ages,
        ventilation((Suivis, Territoire, Some(Dispositif)), "", &dispositifs, &lignes),
        ventilation((Suivis, Fratrie, None), "", &[], &[("1 mesure", &[1])]),
        ventilation((Sorties, Duree, None), "", &[], &[("moins de 6 mois", &[0]), ("non renseigné", &[0])]),
        ventilation(
            (Sorties, MotifFin, Some(Suite)),
            "",
            &suites,
            &[(noms.first().map_or("", String::as_str), &[1, 0, 0, 4, 0, 12, 0, 1_000, 3])],
        ),
        ventilation((Attente, Delai, None), "", &[], &[("moins d’un mois", &[1])]),
    ]
}

/// The annual figures that go with [`populations`].
pub(crate) fn annuels() -> Vec<(&'static str, Exact)> {
    let jours = [
        ("duree_mediane_sortants", 421_u32),
        ("renouvellements", 12),
        ("passages", 1),
        ("presents_min", 26),
        ("presents_max", 41),
        ("attente_mesures", 33),
        ("attente_familles", 17),
        ("attente_delai_median", 45),
        ("attente_delai_p75", 98),
        ("attente_delai_max", 203),
        ("attente_anciennete_mediane", 88),
    ];
    let mut annuels: Vec<_> = jours.into_iter().map(|(id, n)| (id, Exact::from(n))).collect();
    annuels.push(("duree_moyenne_sortants", Exact::decimal(4_213, 1)));
    annuels.push(("attente_places", Exact::from(50_u32)));
    annuels.push(("attente_part_capacite", Exact::decimal(66, 2)));
    annuels.push(("attente_prevue", Exact::decimal(58, 1)));
    annuels
}
