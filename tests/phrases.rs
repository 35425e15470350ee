//! Ready-made sentences: gender, number, sign, and what they say when a figure is missing.

use crate::outils::{code, messages, racine, texte, trame};
use trame::domaine::dossier::Source;
use trame::domaine::expression::{Figures, Morceau, segments};
use trame::domaine::phrase::toutes;
use trame::{Preparation, preparer};

const MOIS: &str = "Mesures AEMO;Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc\n";

/// A dispositif whose year stands in January: présents, entrées, sorties; then what rapport.toml adds.
fn service(debut: u32, entrees: u32, sorties: u32, suite: &str) -> Preparation {
    let fin = debut + entrees - sorties;
    let ligne =
        |nom: &str, janvier: u32, ensuite: u32| format!("{nom};{janvier}{}\n", format!(";{ensuite}").repeat(11));
    let tableau = [
        MOIS.to_owned(),
        ligne("Présents début", debut, fin),
        ligne("Entrées", entrees, 0),
        ligne("Sorties", sorties, 0),
        ligne("Présents fin", fin, fin),
    ];
    let reglages = format!(
        "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n{suite}\n[[dispositif]]\ncode = \"AEMO\"\nlibelle = \"AEMO\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
    );
    let source = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
    preparer(vec![source("rapport.toml", &reglages), source("donnees/aemo.csv", &tableau.concat())])
}

/// The sentence with plain spaces, or why there is none.
fn phrase(preparation: &Preparation, nom: &str) -> String {
    let texte = format!("{{{{ {nom} }}}}");
    let segments = segments(&texte);
    let trame::domaine::expression::Extrait::Expression(Ok(expression)) = &segments[0].extrait else {
        panic!("{texte}");
    };
    let figures = Figures {
        indicateurs: preparation.indicateurs().unwrap(),
        reglages: preparation.controle().unwrap().reglages(),
    };
    match figures.dit(expression) {
        Ok(morceaux) => morceaux.iter().map(Morceau::texte).collect::<String>().replace(['\u{a0}', '\u{202f}'], " "),
        Err(refus) => format!("! {refus}"),
    }
}

#[test]
fn le_genre_et_le_nombre_suivent_les_chiffres() {
    for (mouvements, nom, attendue) in [
        ([10, 53, 3], "phrase.entrees", "En 2021, le service a compté 53 entrées."),
        ([10, 1, 0], "phrase.entrees", "En 2021, le service a compté une entrée."),
        ([10, 0, 1], "phrase.entrees", "En 2021, le service n’a compté aucune entrée."),
        ([10, 0, 1], "aemo.phrase.sorties", "En 2021, le dispositif AEMO a compté une sortie."),
        (
            [0, 0, 0],
            "phrase.presents",
            "! cette phrase ne peut pas être écrite : Capacité : chiffre non connu (AEMO : capacité non renseignée)",
        ),
        (
            [10, 3, 2],
            "phrase.mouvements",
            "En 2021, le service a compté 3 entrées et 2 sorties ; le nombre de présents est passé de 10 à 11.",
        ),
        (
            [10, 0, 2],
            "phrase.mouvements",
            "En 2021, le service n’a compté aucune entrée, mais 2 sorties ; le nombre de présents est passé de 10 à 8.",
        ),
        (
            [10, 2, 0],
            "phrase.mouvements",
            "En 2021, le service a compté 2 entrées et aucune sortie ; le nombre de présents est passé de 10 à 12.",
        ),
        (
            [10, 0, 0],
            "phrase.mouvements",
            "En 2021, le service n’a compté ni entrée ni sortie ; le nombre de présents est le même au début et à la fin : 10.",
        ),
        ([10, 5, 2], "phrase.solde", "Les entrées dépassent les sorties de 3."),
        ([10, 2, 5], "phrase.solde", "Les sorties dépassent les entrées de 3."),
        ([10, 2, 2], "phrase.solde", "Les entrées et les sorties s’équilibrent."),
        (
            [1, 0, 0],
            "phrase.file_active",
            "La file active du service est d’une mesure : un présent au 1er janvier et aucune entrée depuis.",
        ),
        (
            [10, 53, 3],
            "phrase.file_active",
            "La file active du service est de 63 mesures : 10 présents au 1er janvier et 53 entrées depuis.",
        ),
    ] {
        let [debut, entrees, sorties] = mouvements;
        assert_eq!(phrase(&service(debut, entrees, sorties, ""), nom), attendue, "{mouvements:?}");
    }
}

#[test]
fn le_sens_d_un_ecart_se_dit_en_mots() {
    let journees = |realisees: &str| {
        service(
            10,
            0,
            0,
            &format!("activite.journees_previsionnelles = 3650\nactivite.journees_realisees = {realisees}"),
        )
    };
    for (realisees, ecart, journee) in [
        ("3650", "L’activité du service est conforme au prévisionnel : aucun écart.", "l’écart est nul."),
        (
            "3649",
            "L’activité du service présente un déficit d’une journée par rapport au prévisionnel.",
            "l’écart est de −1 journée.",
        ),
        (
            "3600",
            "L’activité du service présente un déficit de 50 journées par rapport au prévisionnel.",
            "l’écart est de −50 journées.",
        ),
        (
            "3660",
            "L’activité du service présente un excédent de 10 journées par rapport au prévisionnel.",
            "l’écart est de +10 journées.",
        ),
    ] {
        let preparation = journees(realisees);
        assert_eq!(phrase(&preparation, "phrase.ecart_journees"), ecart);
        assert!(
            phrase(&preparation, "phrase.journees").ends_with(journee),
            "{}",
            phrase(&preparation, "phrase.journees")
        );
    }
}

#[test]
fn l_annee_precedente_se_compare_a_une_annee_complete() {
    let avant = |n: u32| service(10, 5, 0, &format!("[[historique]]\nexercice = 2020\nentrees = {n}"));
    for (n, attendue) in [
        (2, "Les entrées sont en hausse de 3 par rapport à 2020 : 5, contre 2."),
        (9, "Les entrées sont en baisse de 4 par rapport à 2020 : 5, contre 9."),
        (5, "Le nombre d’entrées est le même qu’en 2020 : 5."),
    ] {
        assert_eq!(phrase(&avant(n), "phrase.entrees_n_1"), attendue);
    }
    assert!(phrase(&service(10, 5, 0, ""), "phrase.entrees_n_1").contains("clé entrees"));
}

#[test]
fn l_exemple_du_cahier_des_charges_s_imprime() {
    let preparation = preparer(crate::outils::sources(&racine().join("data/acesm-2021")));
    assert_eq!(
        phrase(&preparation, "phrase.journees"),
        "Le service a réalisé 13 316 journées pour 15 208 prévues, soit 87,6 % du prévisionnel ; l’écart est de −1 892 journées."
    );
    assert_eq!(phrase(&preparation, "attente.mesures"), "33");
    assert_eq!(phrase(&preparation, "aed_r.attente.mesures"), "14");
    assert_eq!(phrase(&preparation, "taux de réalisation"), "87,6 %");
    assert_eq!(
        phrase(&preparation, "aemo_r.entrees.Févr | ecart"),
        phrase(&preparation, "aemo_r.entrees.2021-02 | écart")
    );
    assert_eq!(phrase(&preparation, "service.attente.date | date"), "31 décembre 2021");
    assert_eq!(phrase(&preparation, "ecart_produits | ecart"), "−42 645,68 €");
    assert!(phrase(&preparation, "arrete_au | nombre").starts_with("! le filtre « nombre » ne convient pas"));
    assert!(phrase(&preparation, "taux_de_realisation | nombre").contains("seul convient « pourcent »"));
}

#[test]
fn chaque_phrase_se_lit_dans_un_dossier_complet_ou_dit_pourquoi() {
    for dossier in ["acesm-2021", "exemple", "millau-segur-2025"] {
        let preparation = preparer(crate::outils::sources(&racine().join("data").join(dossier)));
        for p in toutes() {
            let dite = phrase(&preparation, &format!("phrase.{}", p.id));
            let bien = dite.ends_with('.') && !dite.contains("..") && !dite.contains("  ") && !dite.contains(" ,");
            assert!(dite.starts_with("! ") || (bien && dite.starts_with(char::is_uppercase)), "{}: {dite}", p.id);
        }
    }
}

#[test]
fn la_commande_donne_la_phrase_et_ce_qu_il_faut_coller() {
    let exemple = racine().join("data/exemple");
    let exemple = exemple.to_str().unwrap();
    let sortie = trame(&["phrases", exemple, "admissions"]);
    assert_eq!(code(&sortie), 0);
    let texte_imprime = texte(&sortie);
    for attendu in
        ["textes/admissions.md", "{{ phrase.entrees }}", "{{ aemo.phrase.entrees }}", "aucun tableau des demandes"]
    {
        assert!(texte_imprime.contains(attendu), "{attendu}");
    }
    assert!(!texte_imprime.contains("textes/sorties.md"));
    let json: serde_json::Value =
        serde_json::from_str(&texte(&trame(&["phrases", exemple, "--format", "json"]))).unwrap();
    let phrases = json["phrases"].as_array().unwrap();
    assert_eq!(phrases.len(), 5 * toutes().count());
    assert!(phrases.iter().all(|p| p["texte"].is_null() != p["raison"].is_null()));
    let refus = trame(&["phrases", exemple, "admision"]);
    assert_eq!(code(&refus), 2);
    assert!(messages(&refus).contains("admissions"));
}

/// 465,5 + 392 days, then estimated ones, where the movements alone are known.
#[test]
fn une_demi_journee_se_dit_et_une_estimation_n_en_a_pas() {
    let source = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
    let dossier = |journees: &str, suite: &str| {
        let tableau = format!(
            "Mesures AEMO;Janv;Févr\nPrésents début;15;14\nEntrées;0;1\nSorties;1;0\nPrésents fin;14;15\n{journees}"
        );
        let reglages = format!(
            "exercice = 2021\narrete_au = 2021-02-28\nassociation.nom = \"A\"\nservice.nom = \"S\"\n{suite}\n[[dispositif]]\ncode = \"AEMO\"\nlibelle = \"AEMO\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
        );
        preparer(vec![source("rapport.toml", &reglages), source("donnees/aemo.csv", &tableau)])
    };
    let prevu = "[activite]\njournees_previsionnelles = [400, 450, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400]";
    let comptees = dossier("Journées;449,5;392\n", prevu);
    for (nom, attendu) in [
        ("service.journees_realisees", "841,5"),
        ("service.journees_realisees | jours", "841,5 journées"),
        ("service.journees_realisees.janvier", "449,5"),
        ("service.journees_realisees.février", "392"),
        ("service.ecart_journees", "−8,5"),
        ("service.journees_previsionnelles", "850"),
    ] {
        assert_eq!(phrase(&comptees, nom), attendu, "{nom}");
    }
    assert!(phrase(&comptees, "phrase.journees").contains("841,5 journées pour 850 prévues"));
    // 14,5 × 31 = 449,5 ; 14,5 × 28 = 406
    let estimees = dossier("", "");
    assert_eq!(phrase(&estimees, "service.journees_realisees.janvier"), "450");
    assert_eq!(phrase(&estimees, "service.journees_realisees"), "856");
}
