//! Checks of days and forecasts, and the réserves that they set.

use super::{DIX, annuel, capacite, depuis_juillet, dix, prepare, reglages, stables, tableau};
use trame::Preparation;

fn messages(preparation: &Preparation, code: &str) -> Vec<String> {
    let constats = preparation.constats.listes.iter().filter(|d| d.code == code);
    constats.map(|d| d.message.replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

const PREVISIONNEL: &str = "previsionnel-incompatible-avec-la-capacite";

/// What is said of a forecast of the service, given its capacities.
fn dit_du_service(capacites: &[(&str, u32)], prevision: &str) -> Vec<String> {
    let capacites: String = capacites.iter().map(|(depuis, places)| capacite("capacite", depuis, *places)).collect();
    let service = format!("{capacites}[activite]\njournees_previsionnelles = \"{prevision}\"");
    messages(&prepare(reglages(&service, &[("AA", "")]), &[stables("AA", "10")]), PREVISIONNEL)
}

#[test]
fn le_previsionnel_d_un_dispositif_qui_ouvre_se_compare_aussi() {
    let dit = |journees: u32| {
        let prevu = format!("[dispositif.activite]\njournees_previsionnelles = {journees}\n");
        let suite = format!("{prevu}{}", capacite("dispositif.capacite", "2021-07-01", 10));
        messages(&prepare(reglages("", &[("AA", &suite)]), &[depuis_juillet("AA", false)]), PREVISIONNEL)
    };
    assert!(dit(5000)[0].contains("1 840 par jours, 1 825 par douzièmes"));
    assert!(dit(1840).is_empty() && dit(1700).is_empty());
}

#[test]
fn un_changement_se_deplace_aussi_depuis_ou_vers_le_1er_janvier() {
    for (capacites, prevision, attendu) in [
        (
            [("2021-01-01", 50), ("2021-04-01", 30)],
            "10950",
            "30 places à partir du 1er janvier 2021 (calcul par jours), et non du 1er avril 2021",
        ),
        (
            [("2021-01-01", 30), ("2021-04-01", 50)],
            "10950",
            "50 places à partir du 1er janvier 2022 (calcul par jours), et non du 1er avril 2021",
        ),
        (
            [("2021-01-01", 30), ("2022-01-01", 50)],
            "15208",
            "50 places à partir du 1er juin 2021 (calcul par douzièmes), et non du 1er janvier 2022",
        ),
        (
            [("2020-01-01", 30), ("2021-01-01", 50)],
            "15208",
            "50 places à partir du 1er juin 2021 (calcul par douzièmes), et non du 1er janvier 2021",
        ),
        (
            [("2019-01-01", 30), ("2020-10-01", 50)],
            "15208",
            "50 places à partir du 1er juin 2021 (calcul par douzièmes), et non du 1er octobre 2020",
        ),
    ] {
        let dit = dit_du_service(&capacites, prevision);
        assert!(dit.len() == 1 && dit[0].contains(attendu), "{dit:?}");
    }
}

#[test]
fn deux_capacites_d_une_meme_ligne_sont_deux_changements() {
    let service = "capacite = [{depuis = 2021-01-01, places = 30}, {depuis = 2021-04-01, places = 50}]\n\
                   activite.journees_previsionnelles = 15208";
    let dit = messages(&prepare(reglages(service, &[("AA", "")]), &[stables("AA", "10")]), PREVISIONNEL);
    assert!(dit[0].contains("50 places à partir du 1er juin 2021"), "{dit:?}");
}

#[test]
fn un_previsionnel_au_dela_des_places_de_moins_d_un_jour_ne_se_dit_pas() {
    let places = [("2020-01-01", 30), ("2020-04-01", 30)];
    assert!(dit_du_service(&places, "10950,5").is_empty());
    assert_eq!(dit_du_service(&places, "10951,5").len(), 1);
}

/// August closed: one entry in a month without a day has no variance, and does not take any from the others.
#[test]
fn un_mois_sans_jour_ouvert_ne_retire_pas_de_vraisemblance() {
    let ferme: Vec<String> = (1..=31).map(|jour| format!("\"2021-08-{jour:02}\"")).collect();
    let comptage = format!("[comptage]\njours_ouverture = [{}]\n", ferme.join(","));
    let declare = "[dispositif.activite]\njournees_realisees = 3462\n";
    let debut = [&["10"; 8][..], &["11"; 4]].concat();
    let fin = [&["10"; 7][..], &["11"; 5]].concat();
    let entrees = [&["0"; 7][..], &["1"], &["0"; 4]].concat();
    let lignes = [("Présents début", &debut[..]), ("Entrées", &entrees), ("Sorties", &["0"]), ("Présents fin", &fin)];
    let p = prepare(reglages(&comptage, &[("AA", declare)]), &[tableau("AA", &lignes)]);
    assert!(messages(&p, "journees-peu-vraisemblables").is_empty());
    assert!(messages(&p, "journees-impossibles").is_empty());
}

#[test]
fn les_journees_et_leurs_absences_encadrent_le_milieu() {
    let (_, table) = dix("AA", "Journées", &[&["290"], &DIX[1..]].concat());
    let absences = |n: &str| ("donnees/AA.csv".to_owned(), format!("{table}Absences;{n};0;0;0;0;0;0;0;0;0;0;0\n"));
    let juge = |n: &str| messages(&prepare(reglages("", &[("AA", "")]), &[absences(n)]), "journees-impossibles").len();
    assert_eq!((juge("40"), juge("20"), juge("10")), (0, 0, 1));
    let p = prepare(reglages("", &[("AA", "")]), &[absences("40")]);
    assert!(messages(&p, "journees-peu-vraisemblables").is_empty());
}

#[test]
fn apres_arrete_au_rien_n_est_juge() {
    let declare = "[dispositif.activite]\njournees_realisees = 999\n";
    let entrees = [&["0"; 8][..], &["3"], &["0"; 3]].concat();
    let stock: &[&str] = &["10"];
    let lignes = [
        ("Présents début", stock),
        ("Entrées", &entrees),
        ("Sorties", &["0"]),
        ("Présents fin", stock),
        ("Journées", &DIX),
    ];
    let p = prepare(reglages("arrete_au = 2021-07-31", &[("AA", declare)]), &[tableau("AA", &lignes)]);
    assert_eq!(p.constats.listes.iter().map(|d| d.code).collect::<Vec<_>>(), [""; 0]);
    let p = prepare(reglages("", &[("AA", declare)]), &[tableau("AA", &lignes)]);
    for code in ["decembre-recopie-de-janvier", "journees-declarees-differentes"] {
        assert_eq!(messages(&p, code).len(), 1, "{code}");
    }
}

/// Each month within three standard deviations, all of them on the same side: the year is beyond.
#[test]
fn douze_mois_declares_se_jugent_aussi_ensemble() {
    let jours: Vec<String> = DIX.iter().map(|n| (n.parse::<u32>().unwrap() + 25).to_string()).collect();
    let jours: Vec<&str> = jours.iter().map(String::as_str).collect();
    let (stock, flux): (&[&str], &[&str]) = (&["10"], &["1"]);
    let juge = |jours: &[&str]| {
        let lignes = [
            ("Présents début", stock),
            ("Entrées", flux),
            ("Sorties", flux),
            ("Présents fin", stock),
            ("Journées", jours),
        ];
        messages(&prepare(reglages("", &[("AA", "")]), &[tableau("AA", &lignes)]), "journees-peu-vraisemblables")
    };
    let dit = juge(&jours);
    assert!(dit.len() == 1 && dit[0].starts_with("AA, année 2021 (somme des mois) : 3 950 journées"), "{dit:?}");
    assert!(juge(&DIX).is_empty());
    let un_mois: Vec<&str> = [&["345"], &jours[1..]].concat();
    assert!(juge(&un_mois).is_empty(), "January is impossible: the year is not judged on it");
}

#[test]
fn au_dela_de_deux_cents_constats_les_reserves_restent() {
    let codes: Vec<String> = (10..30).map(|n| format!("D{n}")).collect();
    let dispositifs: Vec<(&str, &str)> = codes.iter().map(|code| (code.as_str(), "")).collect();
    let faux: &[(&str, &[&str])] =
        &[("Présents début", &["10"]), ("Entrées", &["1"]), ("Sorties", &["0"]), ("Présents fin", &["10"])];
    let tous: String = codes.iter().map(|code| tableau(code, faux).1 + "\n").collect();
    let p = prepare(reglages("", &dispositifs), &[("donnees/tous.csv".to_owned(), tous)]);
    assert_eq!(p.constats.omis[0].nombre, 40);
    assert!(codes.iter().all(|code| annuel(&p, code, "presents_fin").reserve.is_some()));
}
