//! Tables of other kinds, recognised by their headers and not counted yet.

use super::*;
use crate::domaine::anomalie::CauseDeDate;
use crate::domaine::dossier::Table;

#[test]
fn chaque_tableau_de_la_specification_est_reconnu_a_ses_en_tetes() {
    for (genre, entetes) in [
        (
            "suivi des mesures",
            "id;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;decision;debut;fin;motif_fin;suite",
        ),
        ("suivi des mesures", "N° de mesure;Dispositif;Entrée;Sortie;Motif de sortie"),
        ("liste d’attente", "id;famille;dispositif;territoire;decision"),
        ("calendrier d’objectifs", "Etape;2021;2022;2023;etat"),
        ("indicateurs d’objectifs", "action;indicateur;annee;cible;realise"),
        ("financement des objectifs", "objectif;action;ligne;financeur;enveloppe;prevu;realise"),
        ("places par établissement", "date;etablissement;unite;installees;occupees;fermees;reservees"),
    ] {
        let texte = format!("Titre du tableau\n{entetes}\n1;2;3;4;5\n");
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        assert_eq!(dossier.tables[0].genre, Some(genre), "{entetes} {:?}", dossier.anomalies);
        assert!(dossier.releves.is_empty(), "{entetes}");
        if dossier.tables[0].est_un_suivi() || Table::genre_d_objectifs(genre) {
            assert!(!natures(&dossier).iter().any(|(_, n)| matches!(n, NatureAnomalie::GenreNonCompte { .. })));
            continue;
        }
        assert_eq!(natures(&dossier), [("A2".into(), NatureAnomalie::GenreNonCompte { genre })], "{entetes}");
    }
}

#[test]
fn rien_d_un_tableau_ligne_a_ligne_n_est_garde() {
    let texte = "id;dispositif;début;fin;motif fin;observations\nM1;AEMO-R;01/03/2021;DUPONT;mainlevé;chez DUPONT\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!(dossier.suivi.lignes.len(), 1);
    let tables = format!("{:?} {:?}", dossier.tables, dossier.anomalies);
    for mot in ["DUPONT", "M1", "01/03/2021", "mainlevé\""] {
        assert!(!tables.contains(mot), "{mot} {tables}");
    }
    assert!(!format!("{dossier:?}").contains("DUPONT"));
}

#[test]
fn un_tableau_mensuel_reste_un_tableau_mensuel() {
    let texte = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin;Sexe\nmars;AEMO-R;17;0;2;15;\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!((dossier.tables[0].genre, dossier.releves.len()), (Some("tableau mensuel"), 4));
}

#[test]
fn un_fichier_inconnu_dit_a_quoi_il_ressemble_et_ce_qui_lui_manque() {
    let ressemble = |texte: &str| {
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        natures(&dossier).into_iter().find_map(|(_, n)| match n {
            NatureAnomalie::FichierNonReconnu { ressemble, manque } => Some((ressemble, manque)),
            _ => None,
        })
    };
    let manque = |genre: &str, mots: &[&str]| {
        Some((Some(genre.to_owned()), mots.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>()))
    };
    assert_eq!(ressemble("Action;Échéance\nx;y\n"), manque("plan d’action", &["état"]));
    assert_eq!(ressemble("Fonction;Contrat\nx;y\n"), manque("personnel", &["ETP"]));
    assert_eq!(
        ressemble("Entrées\nSorties\nPrésents fin du mois\nJanvier\n"),
        manque("tableau mensuel", &["présents au début du mois"])
    );
    assert_eq!(ressemble("Réunion;Présence\nÉquipe;6\n"), Some((None, Vec::new())));
}

fn modalites(texte: &str, rapport: &str) -> Vec<(String, String, Option<String>, usize)> {
    let dossier = lu_avec(&format!("{RAPPORT}{rapport}"), &[("donnees/x.csv", texte.as_bytes())]);
    let modalite = |a: &crate::domaine::anomalie::Anomalie| match &a.nature {
        NatureAnomalie::ModaliteInconnue { critere, proche, autre, nombre } => {
            let proche = proche.clone().or_else(|| autre.as_ref().map(|place| place.short()));
            Some((a.span.short(), critere.clone(), proche, *nombre))
        }
        _ => None,
    };
    let mut modalites: Vec<_> = dossier.anomalies.iter().filter_map(modalite).collect();
    modalites.sort_by_key(|(place, ..)| (place[1..].to_owned(), place.clone()));
    modalites
}

const SUIVI: &str = "id;sexe;territoire;début;fin;motif fin;suite\n\
    1;F;Romorantin;01/03/2021;;mainlevé;retour en famile\n\
    2;Fe\u{301}minin;ROMORANTIN ;01/03/2021;;Main-levée;autonomie\n\
    3;G;Vendôme;01/03/2021;;mainlevé;chez sa tante\n\
    4;garcon;Vendome;01/03/2021;;échéance;\n\
    5;fille;Romorantin;01/03/2021;;MAINLEVÉES;\n\
    6;fille;Romorentin;01/03/2021;;majorité;\n";

#[test]
fn un_mot_presque_connu_est_dit_a_sa_cellule_et_les_graphies_du_meme_ne_le_sont_pas() {
    assert_eq!(
        modalites(SUIVI, ""),
        [
            ("F2".into(), "motif_fin".into(), Some("mainlevée".into()), 2),
            ("G2".into(), "suite".into(), Some("retour en milieu familial".into()), 1),
            ("C7".into(), "territoire".into(), Some("C2".into()), 1),
        ]
    );
    let appris = "[correspondances]\n\"mainlevé\" = \"mainlevée\"\n\"retour en famile\" = \"retour en milieu familial\"\n\
                  [correspondances.territoires]\n\"Romorentin\" = \"Romorantin\"\n";
    assert_eq!(modalites(SUIVI, appris), []);
}

#[test]
fn les_secteurs_numerotes_sont_des_territoires_differents_et_une_colonne_libre_se_tait() {
    let secteurs: String = (1..9).map(|i| format!("{i};Secteur {};01/03/2021\n", 1 + i / 8)).collect();
    assert_eq!(modalites(&format!("id;territoire;début;fin\n{secteurs}"), ""), []);
    let libre: String = (0..400).map(|i| format!("{i};;échéence {i}\n")).collect();
    assert_eq!(modalites(&format!("id;début;motif fin\n{libre}"), ""), []);
}

#[test]
fn une_repartition_longue_suit_le_vocabulaire_de_son_critere() {
    let texte = "population;critère;modalité;effectif\nsorties;motif fin;mainlevé;3\nsorties;sexe;fille;3\nsorties;territoire;Blois;2\n";
    assert_eq!(modalites(texte, ""), [("C2".into(), "motif_fin".into(), Some("mainlevée".into()), 1)]);
}

#[test]
fn un_suivi_sous_un_tableau_mensuel_ne_le_cache_pas() {
    let texte = format!("{EN_COLONNES};;\nid;dispositif;début;fin\nM1;AEMO-R;01/03/2021;chez DUPONT\n");
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!((dossier.tables[0].genre, dossier.releves.len()), (Some("tableau mensuel"), 8));
    let texte = NatureAnomalie::DateIllisible { cause: CauseDeDate::Texte };
    assert_eq!((natures(&dossier), dossier.suivi.lignes.len()), (vec![("D8".into(), texte)], 1));
    assert!(!format!("{dossier:?}").contains("DUPONT"));
}

#[test]
fn un_suivi_a_cote_ou_au_dessus_ne_cache_pas_le_tableau_mensuel_et_n_est_jamais_garde() {
    let suivi = "id;dispositif;début;fin\nM1;AEMO-R;04/01/2021;chez LEFEVRE\nM2;AEMO-R;04/01/2021;\nM3;AED-R;04/01/2021;\nM4;AED-R;04/01/2021;\n";
    let cotes: String = EN_COLONNES.lines().zip(suivi.lines()).map(|(a, b)| format!("{a};;{b}\n")).collect();
    let a_gauche: String = EN_COLONNES.lines().zip(suivi.lines()).map(|(a, b)| format!("{b};;{a}\n")).collect();
    for (nom, texte) in [
        ("à droite", cotes),
        ("à gauche", a_gauche),
        ("au-dessus", format!("{suivi};;\n{EN_COLONNES}")),
        ("des deux côtés", format!("{suivi};;\nAnnée 2021\n;;\n{EN_COLONNES};;\n{suivi}")),
    ] {
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        let suivis = if nom == "des deux côtés" { 2 } else { 1 };
        let dits = natures(&dossier);
        assert!(dits.iter().all(|(_, n)| matches!(n, NatureAnomalie::DateIllisible { .. })), "{nom} {dits:?}");
        assert_eq!((dits.len(), dossier.releves.len()), (suivis, 8), "{nom} {dits:?}");
        assert_eq!((dossier.suivi.tables.len(), dossier.suivi.lignes.len()), (suivis, 4 * suivis), "{nom}");
        assert_eq!(dossier.tables[0].genre, Some("tableau mensuel"), "{nom}");
        assert!(!format!("{dossier:?}").contains("LEFEVRE"), "{nom}");
    }
}

#[test]
fn un_tableau_de_plusieurs_annees_sans_journees_ni_dispositif_n_arrete_rien() {
    let dossier = lu(&[("donnees/x.csv", ";2019;2020;2021\nEntrées;10;20;30\nSorties;9;18;33\n".as_bytes())]);
    assert!(
        matches!(&natures(&dossier)[..], [(_, NatureAnomalie::FichierNonReconnu { .. })]),
        "{:?}",
        dossier.anomalies
    );
    let nomme = lu(&[("donnees/aed-r.csv", ";2019;2020;2021\nEntrées;10;20;30\nSorties;9;18;33\n".as_bytes())]);
    let avant =
        nomme.reglages.as_ref().and_then(|r| r.exercice_precedent(Some("AED-R"))).map(|h| h.valeurs["sorties"].value);
    assert_eq!(avant, Some(Exact::from(18_u32)));
}

#[test]
fn un_tableau_par_jour_est_dit_par_jour() {
    let ressemble = |entete: &str| {
        let table = format!("{entete}\nPrésents;15;15\n");
        let dossier = lu(&[("donnees/x.csv", table.as_bytes())]);
        match &natures(&dossier)[..] {
            [(_, NatureAnomalie::FichierNonReconnu { ressemble, .. })] => ressemble.clone(),
            autre => panic!("{autre:?}"),
        }
    };
    let jours = |n: u32| (1..=n).map(|jour| jour.to_string()).collect::<Vec<_>>().join(";");
    for entete in [format!("Mars;{};Total", jours(31)), jours(28), format!("5;{}", jours(30))] {
        assert_eq!(ressemble(&entete).as_deref(), Some("tableau par jour"), "{entete}");
    }
    for entete in [format!("Âge;{}", jours(21)), jours(32)] {
        assert_ne!(ressemble(&entete).as_deref(), Some("tableau par jour"), "{entete}");
    }
}
