//! What the office calls things, written once under `[correspondances]`.

use super::*;

const T: &str =
    "Mesures Milieu ouvert Nord;Janv;Févr\nÀ l’arrivée;17;15\nEntrées;0;0\nSrties;2;1\nPrésents fin;15;14\n";

#[test]
fn les_noms_appris_sont_compris_sans_un_mot() {
    let sans = lu(&[("donnees/x.csv", T.as_bytes())]);
    assert!(natures(&sans).iter().any(|(_, n)| matches!(n, NatureAnomalie::DispositifInconnu { .. })));
    let appris = "[correspondances]\n\"Mesures Milieu ouvert Nord\" = \"AEMO-R\"\n\"À l’arrivée\" = \"presents_debut\"\nSrties = \"sorties\"\n";
    let avec = lu_avec(&format!("{RAPPORT}{appris}"), &[("donnees/x.csv", T.as_bytes())]);
    assert!(avec.anomalies.is_empty(), "{:?}", avec.anomalies);
    assert_eq!(avec.releves.len(), 8);
}

#[test]
fn une_colonne_s_apprend_comme_une_ligne() {
    let texte = "Quand;Quoi;Présents début;Entrées;Sorties;Présents fin\nmars;AEMO-R;17;0;2;15\n";
    let appris = "[correspondances]\nQuand = \"mois\"\nQuoi = \"dispositif\"\n";
    let avec = lu_avec(&format!("{RAPPORT}{appris}"), &[("donnees/x.csv", texte.as_bytes())]);
    assert!(avec.anomalies.is_empty(), "{:?}", avec.anomalies);
    assert_eq!(avec.releves.len(), 4);
    let suivi = "Matricule;Placé le;Levée le\n1;01/03/2021;\n";
    let appris = "[correspondances]\nMatricule = \"id\"\n\"Placé le\" = \"debut\"\n\"Levée le\" = \"fin\"\n";
    let avec = lu_avec(&format!("{RAPPORT}{appris}"), &[("donnees/x.csv", suivi.as_bytes())]);
    assert_eq!(avec.tables[0].genre, Some("suivi des mesures"), "{:?}", avec.anomalies);
}

#[test]
fn ce_que_le_service_dit_d_une_colonne_l_emporte_sur_ce_que_trame_en_suppose() {
    // « Entrée » usually says when a mesure begins, and « Référence » which one it is
    let suivi = "Référence;Entrée;Ouverture\n1;01/02/2021;01/03/2021\n";
    let appris = "[correspondances]\n\"Entrée\" = \"decision\"\nOuverture = \"debut\"\n";
    let avec = lu_avec(&format!("{RAPPORT}{appris}"), &[("donnees/x.csv", suivi.as_bytes())]);
    assert_eq!(avec.tables[0].genre, Some("suivi des mesures"), "{:?}", avec.anomalies);
    let genres = crate::lire::genres();
    assert_eq!((genres[0].nom, genres[0].requises.len(), genres.len()), ("tableau mensuel", 4, 21));
    let suivi = genres.iter().find(|genre| genre.nom == "suivi des mesures").unwrap();
    assert_eq!(suivi.requises[0], [("debut".to_owned(), "début".to_owned())]);
    assert!(suivi.autres.iter().any(|(cle, _)| cle == "sexe") && suivi.requises[1].len() == 4);
}

#[test]
fn une_cible_qui_n_existe_pas_est_refusee_avec_un_conseil() {
    let appris = "[correspondances]\n\"X\" = \"AEMO-S\"\n\"Y\" = \"sortie\"\n\"Z\" = \"mainlevée\"\n\"W\" = \"motif_fin\"\n\
                  [correspondances.territoires]\n\"Blois N.\" = \"Blois Nord\"\n";
    let dossier = lu_avec(&format!("{RAPPORT}{appris}"), &[]);
    let refus: Vec<_> = natures(&dossier)
        .into_iter()
        .filter_map(|(_, n)| match n {
            NatureAnomalie::ReglageIllisible { lu, attendu, .. } => Some((lu, attendu)),
            _ => None,
        })
        .collect();
    assert_eq!(refus.iter().map(|(lu, _)| lu.as_str()).collect::<Vec<_>>(), ["\"AEMO-S\"", "\"sortie\""]);
    assert!(refus[0].1.contains("« AEMO-R » peut-être") && refus[1].1.contains("« sorties » peut-être"), "{refus:?}");
    assert_eq!(dossier.reglages.unwrap().correspondances.territoires["Blois N."], "Blois Nord");
}
