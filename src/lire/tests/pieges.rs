//! Traps found by people who tried to make Trame read something false.

use super::*;

const T: &str = "Mesures AEMO-R;Janv;Févr\nPrésents début;17;15\nEntrées;0;0\nSorties;2;1\nPrésents fin;15;14\n";

fn dispositifs(texte: &str, nom: &str) -> Vec<String> {
    let dossier = lu(&[(nom, texte.as_bytes())]);
    let mut codes: Vec<String> = dossier.releves.iter().map(|r| r.dispositif.clone()).collect();
    codes.dedup();
    codes
}

#[test]
fn une_ligne_de_titre_nominative_n_efface_pas_le_tableau() {
    for titre in ["Adresse;29-31 rue Duguay-Trouin;Blois\n", "Siège;Tél.;02 54 78 00 24\n"] {
        let dossier = lu(&[("donnees/x.csv", format!("{titre}{T}").as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{titre} {:?}", dossier.anomalies);
        assert_eq!(dossier.releves.len(), 8);
    }
    let erreur = lu(&[("donnees/x.csv", T.replace(";17;", ";#NOM?;").as_bytes())]);
    assert_eq!(natures(&erreur), [("B2".into(), NatureAnomalie::ErreurDeTableur { lu: "#NOM?".into() })]);
}

#[test]
fn un_autre_dispositif_n_est_pas_pris_pour_un_dispositif_declare() {
    for nom in ["Mesures AEMO-R intensive", "AEMO-R RH", "Mesures AEMO-R et AED-R"] {
        assert_eq!(dispositifs(&T.replace("Mesures AEMO-R", nom), "donnees/x.csv"), Vec::<String>::new(), "{nom}");
    }
    for nom in ["Mesures AEMO-R 2021", "Tableau mensuel AEMO-R", "AEMO renforcée"] {
        assert_eq!(dispositifs(&T.replace("Mesures AEMO-R", nom), "donnees/x.csv"), ["AEMO-R"], "{nom}");
    }
    let sans_nom = T.replace("Mesures AEMO-R", "");
    assert_eq!(dispositifs(&sans_nom, "donnees/tableau_AED-R_2021-03.csv"), ["AED-R"]);
    assert_eq!(dispositifs(&sans_nom, "donnees/aed-r_intensive.csv"), Vec::<String>::new());
}

#[test]
fn un_mois_mal_ecrit_est_une_anomalie_et_une_moyenne_n_en_est_pas_une() {
    let mal_ecrit = lu(&[("donnees/x.csv", T.replace("Févr", "Fver").as_bytes())]);
    assert!(natures(&mal_ecrit).contains(&("C1".into(), NatureAnomalie::MoisIllisible { lu: Some("Fver".into()) })));
    for entete in ["Moyenne", "Max", "Observations", "Total T1"] {
        let avec = T.replace("Févr\n", &format!("Févr;{entete}\n")).replace(";15\n", ";15;16\n");
        let dossier = lu(&[("donnees/x.csv", avec.as_bytes())]);
        assert!(dossier.totaux.is_empty(), "{entete}");
        let ignoree = |(_, n): &(String, NatureAnomalie)| matches!(n, NatureAnomalie::ColonneIgnoree { .. });
        assert!(natures(&dossier).iter().all(ignoree), "{entete} {:?}", dossier.anomalies);
    }
}

#[test]
fn une_annee_ou_un_total_dans_l_en_tete_ne_cache_pas_le_tableau() {
    for (de, vers) in [
        ("Mesures AEMO-R;Janv", "Mesures AEMO-R;Total;Janv"),
        ("Mesures AEMO-R;Janv;Févr", "Mesures AEMO-R;Janv;Févr;2021"),
    ] {
        let texte = T.replace(de, vers);
        let texte = if vers.contains("Total") {
            texte
                .replace(";17;15", ";;17;15")
                .replace(";0;0", ";0;0;0")
                .replace(";2;1", ";3;2;1")
                .replace(";15;14", ";;15;14")
        } else {
            texte
        };
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{vers} {:?}", dossier.anomalies);
        assert_eq!(dossier.releves.len(), 8, "{vers}");
    }
}

#[test]
fn le_mois_d_un_titre_n_est_ni_une_date_d_edition_ni_une_periode() {
    let corps = "Dispositif;Présents début;Entrées;Sorties;Présents fin\nAEMO-R;17;0;2;15\n";
    let mois = |titre: &str, nom: &str| {
        let dossier = lu(&[(nom, format!("{titre}\n{corps}").as_bytes())]);
        dossier.releves.first().map(|r| r.mois.numero())
    };
    assert_eq!(mois("Mouvements de mars 2021\nÉdité le 01/04/2021", "donnees/x.csv"), Some(3));
    assert_eq!(mois("Cumul du 1er janvier au 31 mars", "donnees/x.csv"), None);
    for nom in ["internat-2021-03.csv", "2021-03-aemo.csv", "aemo-mars-2021.csv", "aemo (03.2021).csv", "mars.csv"] {
        assert_eq!(mois("", &format!("donnees/{nom}")), Some(3), "{nom}");
    }
}

#[test]
fn la_colonne_mois_et_la_colonne_dispositif_priment() {
    let texte = "Date;Mois;Service;Dispositif;Présents début;Entrées;Sorties;Présents fin\n\
                 15/04/2021;mars;Nord;AEMO-R;17;0;2;15\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!(dossier.releves.len(), 4);
    assert!(dossier.releves.iter().all(|r| r.mois.numero() == 3 && r.dispositif == "AEMO-R"));
}

#[test]
fn une_virgule_prise_pour_un_separateur_se_voit() {
    let texte = "Mois,Dispositif,Présents début,Entrées,Sorties,Présents fin,Journées\nmars,AEMO-R,17,0,2,15,1850,5\n";
    let natures = natures(&lu(&[("donnees/x.csv", texte.as_bytes())]));
    assert!(
        matches!(&natures[..], [(c, NatureAnomalie::ValeurIllisible { lu, .. })] if c == "H2" && lu == "5"),
        "{natures:?}"
    );
}

#[test]
fn ce_qui_n_a_pas_ete_compris_n_est_jamais_montre() {
    let texte = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin;Observations;Nom Prénom du jeune\n\
                 mars;AEMO-R;17;0;2;15;départ de Kévin DUPONT;MARTIN Léa\n";
    let colonnes = format!("{T}dont Léa MARTIN;1;0\n");
    let colonnes =
        colonnes.replace("Févr\n", "Févr;Observations\n").replace(";15\n", ";15;parti chez DUPONT;vu par MARTIN\n");
    let dossier = lu(&[("donnees/a.csv", texte.as_bytes()), ("donnees/b.csv", colonnes.as_bytes())]);
    let partout = format!("{dossier:?}");
    assert!(!partout.contains("DUPONT") && !partout.contains("MARTIN"), "{:?}", dossier.tables);
    assert_eq!(dossier.releves.len(), 12);
}

#[test]
fn un_intitule_mal_ecrit_se_montre() {
    let dossier = lu(&[("donnees/x.csv", T.replace("Sorties", "Srties").as_bytes())]);
    let ignoree = NatureAnomalie::LigneIgnoree { libelle: "Srties".into(), proche: Some("sorties".into()) };
    assert!(natures(&dossier).contains(&("A4".into(), ignoree)), "{:?}", dossier.anomalies);
}

#[test]
fn un_guillemet_ouvert_et_une_table_mal_rangee_sont_dits() {
    let ouvert = T.replace("Entrées;0;0\n", "Entrées;0;0\n\"(*) hors ISD\n");
    let dossier = lu(&[("donnees/x.csv", ouvert.as_bytes()), ("x.csv", b""), ("données/y.csv", b"")]);
    assert_eq!(dossier.releves.len(), 8);
    let natures: Vec<_> = dossier.anomalies.iter().map(|a| (a.span.file.as_str(), a.span.line, &a.nature)).collect();
    assert!(natures.contains(&("donnees/x.csv", 4, &NatureAnomalie::GuillemetNonFerme)), "{natures:?}");
    let non_lus = natures.iter().filter(|(_, _, n)| matches!(n, NatureAnomalie::FichierNonLu { .. })).count();
    assert_eq!(non_lus, 2);
}

#[test]
fn un_bloc_du_service_totalise_les_dispositifs_de_tous_les_fichiers() {
    let bloc = |nom: &str| T.replace("Mesures AEMO-R", nom);
    let avec_total = format!("{}\n{}", bloc("AEMO-R"), bloc("Total"));
    let dossier = lu(&[("donnees/a.csv", avec_total.as_bytes()), ("donnees/b.csv", bloc("AED-R").as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!((dossier.releves.len(), dossier.totaux.len()), (16, 8));
    assert!(dossier.totaux.iter().all(|t| matches!(&t.details, Details::Mois(d) if d.len() == 2)));
}

#[test]
fn un_fichier_qui_ne_tient_que_des_totaux_est_reconnu() {
    let total = T.replace("Mesures AEMO-R", "Ensemble du service");
    let dossier = lu(&[("donnees/a.csv", T.as_bytes()), ("donnees/total.csv", total.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!(dossier.totaux.len(), 8);
    assert!(dossier.tables[1].lignes[1].cellules.contains(&"17".into()), "its rows can be shown");
}
