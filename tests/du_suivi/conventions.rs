//! The conventions of the specification § 10, one named case each.

use super::outils::{Table, annuel, calcule, mouvements, perimetre};
use trame::domaine::dossier::{Dossier, Source};
use trame::domaine::indicateur::SourceJournees;
use trame::domaine::mois::Mois;

fn aemo(lignes: &[&str]) -> Table {
    let mut table = Table::new(&["AEMO"]);
    for ligne in lignes {
        table.ligne(&format!("dispositif=AEMO {ligne}"));
    }
    table
}

fn annee(lignes: &[&str], exercice: i32) -> [i128; 5] {
    mouvements(&aemo(lignes).calcule(exercice, &format!("arrete_au = {exercice}-12-31")), "AEMO")
}

#[test]
fn l_annee_bissextile_compte_366_jours() {
    assert_eq!(annee(&["id=1 debut=2023-06-01"], 2024), [1, 0, 0, 1, 366]);
    assert_eq!(annee(&["id=1 debut=2023-06-01"], 2023), [0, 1, 0, 1, 214]);
    assert_eq!(annee(&["id=1 debut=2024-02-28 fin=2024-03-01"], 2024), [0, 1, 1, 0, 2]);
}

#[test]
fn la_mesure_de_zero_jour_entre_et_sort_sans_journee() {
    assert_eq!(annee(&["id=1 debut=2021-05-12 fin=2021-05-12"], 2021), [0, 1, 1, 0, 0]);
    let levee = ["id=1 debut=2021-05-12", "id=1 decision=2021-05-12 nature_de_decision=mainlevée"];
    assert_eq!(annee(&levee, 2021), [0, 1, 1, 0, 0]);
}

#[test]
fn l_entree_et_la_sortie_du_meme_mois() {
    assert_eq!(annee(&["id=1 debut=2021-05-03 fin=2021-05-20"], 2021), [0, 1, 1, 0, 17]);
}

#[test]
fn la_sortie_du_1er_janvier_est_de_la_nouvelle_annee() {
    let ligne = ["id=1 debut=2020-03-01 fin=2021-01-01"];
    assert_eq!(annee(&ligne, 2021), [1, 0, 1, 0, 0]);
    assert_eq!(annee(&ligne, 2020), [0, 1, 0, 1, 306]);
}

#[test]
fn l_entree_du_31_decembre_compte_son_jour() {
    let ligne = ["id=1 debut=2021-12-31"];
    assert_eq!(annee(&ligne, 2021), [0, 1, 0, 1, 1]);
    assert_eq!(annee(&ligne, 2022), [1, 0, 0, 1, 365]);
}

#[test]
fn la_mesure_ouverte_compte_le_31_decembre() {
    assert_eq!(annee(&["id=1 debut=2021-12-01"], 2021), [0, 1, 0, 1, 31]);
}

#[test]
fn une_decision_sans_debut_attend_et_ne_compte_pas() {
    let indicateurs = aemo(&["id=1 decision=2021-05-01"]).calcule(2021, "arrete_au = 2021-12-31");
    assert_eq!(mouvements(&indicateurs, "AEMO"), [0, 0, 0, 0, 0]);
    assert_eq!(annuel(&indicateurs, "AEMO", "attente_mesures"), Some(1));
    assert_eq!(annuel(&indicateurs, "service", "attente_anciennete_moyenne"), Some(244));
}

/// 3 May to 20 May, and both ends of a year.
#[test]
fn les_quatre_regles_de_comptage() {
    let table = aemo(&[
        "id=1 debut=2021-05-03 fin=2021-05-20",
        "id=2 debut=2021-12-31",
        "id=3 debut=2020-02-01 fin=2021-01-01",
    ]);
    for (entree, sortie, attendu) in [
        ("compte", "non-compte", 17 + 1),
        ("compte", "compte", 18 + 1 + 1),
        ("non-compte", "non-compte", 16),
        ("non-compte", "compte", 17 + 1),
    ] {
        let regles = format!("[comptage]\njour_d_entree = \"{entree}\"\njour_de_sortie = \"{sortie}\"");
        let indicateurs = table.calcule(2021, &format!("arrete_au = 2021-12-31\n{regles}"));
        assert_eq!(annuel(&indicateurs, "AEMO", "journees_realisees"), Some(attendu), "{entree} {sortie}");
        assert_eq!(perimetre(&indicateurs, "AEMO").source_journees, Some(SourceJournees::Suivi));
    }
}

/// The M014 of the contract: one entry in 2020, one exit, 421 days, however the office writes its rows.
#[test]
fn m014_est_une_seule_mesure() {
    let initiale = "id=M014 nature_de_decision=initiale decision=2020-10-05 debut=2020-10-05";
    let renouvellement = "id=M014 nature_de_decision=renouvellement decision=2021-07-05";
    let mainlevee = "id=M014 nature_de_decision=mainlevée decision=2021-11-30";
    let variantes: [Vec<String>; 5] = [
        vec![initiale.to_owned(), renouvellement.to_owned(), mainlevee.to_owned()],
        vec![mainlevee.to_owned(), renouvellement.to_owned(), initiale.to_owned()],
        vec![format!("{initiale} fin=2021-11-30"), renouvellement.to_owned()],
        vec![
            format!("{initiale} echeance=2021-07-05 fin=2021-07-05"),
            format!("{renouvellement} debut=2021-07-05 echeance=2022-04-05 fin=2022-04-05"),
            mainlevee.to_owned(),
        ],
        vec![format!("{initiale} fin=2021-07-05"), format!("{renouvellement} fin=2021-11-30")],
    ];
    for lignes in &variantes {
        let lignes: Vec<&str> = lignes.iter().map(String::as_str).collect();
        let (n_1, n) = (annee(&lignes, 2020), annee(&lignes, 2021));
        assert_eq!((n_1, n), ([0, 1, 0, 1, 88], [1, 0, 1, 0, 333]), "{lignes:?}");
        assert_eq!(n_1[4] + n[4], 421);
        let indicateurs = aemo(&lignes).calcule(2021, "arrete_au = 2021-12-31");
        assert_eq!(annuel(&indicateurs, "AEMO", "duree_moyenne_sortants"), Some(421), "{lignes:?}");
        assert_eq!(annuel(&indicateurs, "AEMO", "renouvellements"), Some(1), "{lignes:?}");
    }
}

#[test]
fn un_renouvellement_decide_avant_le_terme_prolonge_la_mesure() {
    let lignes = [
        "id=1 decision=2020-10-01 debut=2020-10-05 echeance=2021-07-05 fin=2021-07-05",
        "id=1 nature_de_decision=renouvellement decision=2021-06-20 echeance=2022-04-05",
    ];
    assert_eq!(annee(&lignes, 2021), [1, 0, 0, 1, 365]);
}

#[test]
fn un_dossier_repris_un_an_apres_sort_puis_rentre() {
    let lignes = ["id=1 debut=2020-01-01 fin=2020-06-30", "id=1 debut=2021-03-01 fin=2021-03-31"];
    assert_eq!(annee(&lignes, 2020), [0, 1, 1, 0, 181]);
    assert_eq!(annee(&lignes, 2021), [0, 1, 1, 0, 30]);
    let levee =
        ["id=1 debut=2020-01-01", "id=1 nature_de_decision=mainlevée decision=2020-06-30", "id=1 debut=2021-03-01"];
    assert_eq!(annee(&levee, 2021), [0, 1, 0, 1, 306]);
    let contigu = ["id=1 debut=2020-01-01 fin=2020-12-31", "id=1 debut=2021-01-01 fin=2021-03-31"];
    assert_eq!(annee(&contigu, 2021), [1, 0, 1, 0, 89]);
}

#[test]
fn un_changement_de_dispositif_est_un_passage_et_non_une_entree_du_dehors() {
    let mut table = Table::new(&["AEMO-R", "AED-R"]);
    table.ligne("id=1 jeune=J1 dispositif=AEMO-R debut=2021-01-10 fin=2021-06-30");
    table.ligne("id=2 jeune=J1 dispositif=AED-R debut=2021-07-01");
    table.ligne("id=3 jeune=J2 dispositif=AEMO-R debut=2021-02-01 fin=2021-06-28");
    table.ligne("id=4 jeune=J2 dispositif=AED-R debut=2021-07-01");
    table.ligne("id=5 jeune=J3 dispositif=AEMO-R debut=2021-02-01");
    table.ligne("id=5 jeune=J3 dispositif=AED-R decision=2021-09-01 nature_de_decision=modification");
    let indicateurs = table.calcule(2021, "arrete_au = 2021-12-31");
    assert_eq!(annuel(&indicateurs, "AED-R", "passages"), Some(2));
    assert_eq!(annuel(&indicateurs, "service", "passages"), Some(2));
    assert_eq!(annuel(&indicateurs, "service", "entrees"), Some(6));
    assert_eq!(annuel(&indicateurs, "service", "file_active_personnes"), Some(3));
    assert_eq!(mouvements(&indicateurs, "AEMO-R"), [0, 3, 3, 0, 171 + 147 + 212]);
    let large = table.calcule(2021, "arrete_au = 2021-12-31\n[comptage]\ndelai_de_passage_jours = 3");
    assert_eq!(annuel(&large, "AED-R", "passages"), Some(3));
}

#[test]
fn une_mesure_exercee_en_aemo_est_presente_en_aemo_et_attend_en_aemo_r() {
    let mut table = Table::new(&["AEMO-R", "AEMO"]);
    table
        .ligne("id=1 dispositif=AEMO-R decision=2021-02-01 exercee_en=AEMO exercee_depuis=2021-03-01 debut=2021-09-01");
    table.ligne("id=2 dispositif=AEMO-R decision=2021-02-01 exercee_en=AEMO exercee_depuis=2021-03-01");
    let indicateurs = table.calcule(2021, "arrete_au = 2021-12-31");
    assert_eq!(mouvements(&indicateurs, "AEMO"), [0, 2, 1, 1, 184 + 306]);
    assert_eq!(mouvements(&indicateurs, "AEMO-R"), [0, 1, 0, 1, 122]);
    assert_eq!(annuel(&indicateurs, "AEMO-R", "attente_mesures"), Some(1));
    assert_eq!(annuel(&indicateurs, "AEMO-R", "attente_delai_moyen"), Some(212));
    let autrement = |code| annuel(&indicateurs, code, "mesures_exercees_autrement");
    assert_eq!(["AEMO-R", "AEMO", "service"].map(autrement), [Some(1), Some(0), Some(1)]);
    let en_aout = table.calcule(2021, "arrete_au = 2021-08-31");
    assert_eq!(annuel(&en_aout, "AEMO-R", "mesures_exercees_autrement"), Some(2));
    let sans = aemo(&["id=1 decision=2021-02-01"]).calcule(2021, "arrete_au = 2021-12-31");
    assert_eq!(annuel(&sans, "AEMO", "mesures_exercees_autrement"), None);
}

/// The share multiplies billable days, never movements nor days of presence.
#[test]
fn la_quotite_ne_touche_que_les_journees_facturables() {
    let table = aemo(&[
        "id=1 debut=2020-01-01 quotite=50",
        "id=1 decision=2021-07-01 nature_de_decision=modification quotite=100",
        "id=2 debut=2021-12-01",
    ]);
    let tarif = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"10,00\"\nnature = \"moyen\"";
    let indicateurs = table.calcule(2021, &format!("arrete_au = 2021-12-31\n{tarif}"));
    assert_eq!(mouvements(&indicateurs, "AEMO"), [1, 1, 0, 2, 365 + 31]);
    let facturables = perimetre(&indicateurs, "AEMO").annuel("journees_facturables").exact().unwrap();
    assert_eq!(facturables.flottant(), 181.0 / 2.0 + 184.0 + 31.0);
    assert_eq!(perimetre(&indicateurs, "service").annuel("produits_realises").exact().unwrap().flottant(), 3055.0);
}

#[test]
fn les_journees_au_dela_de_l_echeance_sont_coupees_si_le_service_le_dit() {
    let table = aemo(&[
        "id=1 debut=2021-01-01 echeance=2021-01-31",
        "id=2 debut=2021-01-01 echeance=2021-01-31",
        "id=2 decision=2021-01-20 nature_de_decision=renouvellement echeance=2021-03-31",
    ]);
    let indicateurs = table.calcule(2021, "arrete_au = 2021-12-31\n[comptage]\ncouper_a_l_echeance = true");
    assert_eq!(mouvements(&indicateurs, "AEMO"), [0, 2, 0, 2, 31 + 90]);
}

#[test]
fn les_jours_fermes_sont_retires_et_un_nombre_de_jours_ne_donne_pas_les_journees() {
    let table = aemo(&["id=1 debut=2021-05-03 fin=2021-05-20"]);
    let fermes = "arrete_au = 2021-12-31\n[comptage]\njours_ouverture = [2021-05-05, 2021-05-06]";
    assert_eq!(annuel(&table.calcule(2021, fermes), "AEMO", "journees_realisees"), Some(15));
    let nombre = table.calcule(2021, "arrete_au = 2021-12-31\n[comptage]\njours_ouverture = 304");
    let journees = perimetre(&nombre, "AEMO").annuel("journees_realisees");
    assert!(journees.nombre.unwrap_err().contains("304"));
    assert_eq!(annuel(&nombre, "AEMO", "sorties"), Some(1));
}

/// Urgences on the places of a host: their days apart, the host's places over-filled by both.
#[test]
fn les_urgences_occupent_les_places_de_leur_hote() {
    let mut table = Table::new(&["INTERNAT", "URGENCE"]);
    table.ligne("id=1 dispositif=INTERNAT debut=2020-01-01");
    table.ligne("id=2 dispositif=URGENCE debut=2021-03-01 fin=2021-03-05");
    let rapport = "exercice = 2021\narrete_au = 2021-12-31\nassociation.nom = \"A\"\nservice.nom = \"S\"\n\
        [[dispositif]]\ncode = \"INTERNAT\"\nlibelle = \"I\"\ncadre = \"mixte\"\nmodalite = \"hebergement\"\n\
        [[dispositif.capacite]]\ndepuis = 2020-01-01\nplaces = 1\n\
        [[dispositif]]\ncode = \"URGENCE\"\nlibelle = \"U\"\ncadre = \"mixte\"\nmodalite = \"hebergement\"\n\
        sur_les_places_de = \"INTERNAT\"\n";
    let indicateurs = calcule(table.avec(rapport));
    assert_eq!(annuel(&indicateurs, "INTERNAT", "journees_realisees"), Some(365));
    assert_eq!(annuel(&indicateurs, "URGENCE", "journees_realisees"), Some(4));
    assert_eq!(annuel(&indicateurs, "INTERNAT", "journees_au_dela_de_la_capacite"), Some(4));
    assert_eq!(annuel(&indicateurs, "service", "presents_max"), Some(2));
}

/// The last month known: `arrete_au` alone when it is given, else what tables and rows tell.
#[test]
fn le_dernier_mois_connu_avec_un_suivi() {
    let jusqu_a = |lignes: &[&str], suite: &str| aemo(lignes).calcule(2021, suite).jusqu_a.numero();
    assert_eq!(jusqu_a(&["id=1 debut=2020-01-01", "id=2 debut=2021-05-02"], ""), 5);
    assert_eq!(jusqu_a(&["id=1 debut=2020-01-01", "id=2 decision=2021-08-02"], ""), 8);
    assert_eq!(jusqu_a(&["id=1 debut=2020-01-01 fin=2022-02-01"], ""), 12);
    assert_eq!(jusqu_a(&["id=1 debut=2020-01-01"], ""), 1);
    assert_eq!(jusqu_a(&["id=1 debut=2020-01-01"], "arrete_au = 2021-10-31"), 10);
}

/// A typed table stays for the checks; the follow-up table is what is printed.
#[test]
fn le_suivi_l_emporte_sur_le_tableau_saisi() {
    let saisi =
        "Mesures AEMO;Janv;Févr\nPrésents début;3;3\nEntrées;0;0\nSorties;0;0\nPrésents fin;3;3\nCapacité;9;9\n";
    let table = aemo(&["id=1 debut=2020-01-01", "id=2 debut=2021-02-15"]);
    let lu = trame::lire::dossier(
        vec![
            Source {
                chemin: "rapport.toml".to_owned(),
                octets:
                    b"exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AEMO\"\n\
                    libelle = \"A\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
                        .to_vec(),
            },
            Source { chemin: "donnees/AEMO.csv".to_owned(), octets: saisi.into() },
        ]
        .into(),
    );
    let indicateurs = calcule(Dossier { suivi: table.suivi, ..lu });
    assert_eq!(mouvements(&indicateurs, "AEMO"), [1, 1, 0, 2, 31 + 28 + 14]);
    let places = perimetre(&indicateurs, "AEMO").mensuel("places", Mois::new(2021, 2).unwrap());
    assert_eq!(places.exact().and_then(|n| n.entier()), Some(9), "what the suivi does not tell is still typed");
}

/// The term typed as an end is not the end of a mesure that a later row ends, with its motive.
#[test]
fn la_ligne_qui_dit_le_motif_dit_la_fin() {
    let terme = "id=1 nature_de_decision=initiale decision=2021-01-01 debut=2021-01-01 fin=2021-12-31";
    let levee = "id=1 decision=2021-08-10 debut=2021-01-01 fin=2021-08-20 motif_fin=mainlevée";
    assert_eq!(annee(&[terme, levee], 2021), [0, 1, 1, 0, 231]);
    let sans_motif = "id=1 decision=2021-08-10 debut=2021-01-01 fin=2021-08-20";
    assert_eq!(annee(&[terme, sans_motif], 2021), [0, 1, 1, 0, 364], "nothing tells which of two ends is the real one");
}
