//! Requests, absences and declared populations, each figure worked by hand.

use super::{annee, prepare, reglages, stables};
use trame::domaine::decompte::Decompte;
use trame::domaine::indicateur::Valeur;

fn fichier(nom: &str, texte: &str) -> (String, String) {
    (format!("donnees/{nom}.csv"), texte.to_owned())
}

fn nombres(valeurs: &[Valeur]) -> Vec<i128> {
    valeurs.iter().map(|v| v.exact().map_or(-1, |n| n.arrondi(0))).collect()
}

fn dit(decompte: &Decompte) -> Vec<(String, Vec<i128>)> {
    decompte.lignes.iter().map(|(mot, valeurs)| (mot.clone(), nombres(valeurs))).collect()
}

#[test]
fn les_absences_se_comptent_en_journees_sejours_et_jeunes_qui_ne_s_ajoutent_pas() {
    let regles =
        "[comptage]\nabsences = { fugue = \"retirée après 48 heures\", hospitalisation = \"plafonnée à 4 jours\" }\n";
    let absences = "id;début;fin;motif\n\
        J1;01/03/2021;06/03/2021;fugue\nJ1;10/06/2021;13/06/2021;hospitalisation\nJ1;20/06/2021;23/06/2021;hospitalisation\n\
        J2;30/12/2020;02/01/2021;fugue\nJ2;05/05/2021;05/05/2021;week-end\nJ3;30/12/2021;;\n";
    let p = prepare(
        reglages(regles, &[("AA", ""), ("BB", "")]),
        &[stables("AA", "10"), stables("BB", "10"), fichier("absences", absences)],
    );
    let ids = ["absences_journees", "absences_sejours", "absences_jeunes", "absences_retirees"];
    // 5 + 3 + 3 + 1 (1 January) + 0 + 2; removed: 5 − 2, the fugue of 30 December from 1 January, 6 − 4
    assert_eq!(ids.map(|id| annee(&p, "service", id)), ["14.00", "6.00", "3.00", "6.00"]);
    assert_eq!(annee(&p, "AA", "absences_journees"), "le tableau des absences ne dit pas le dispositif");
    let service = p.indicateurs().unwrap().service().unwrap();
    let decompte = service.decomptes.iter().find(|d| d.id == "absences_par_motif").unwrap();
    let ligne = |mot: &str, nombres: [i128; 3]| (mot.to_owned(), nombres.to_vec());
    assert_eq!(
        dit(decompte),
        [
            ligne("fugue", [6, 2, 2]),
            ligne("hospitalisation", [6, 2, 1]),
            ligne("week-end", [0, 1, 1]),
            ligne("non renseigné", [2, 1, 1]),
        ]
    );
    assert_eq!(nombres(&decompte.ensemble), [14, 6, 3], "5 persons by motive are 3");
}

#[test]
fn les_demandes_se_comptent_par_issue_et_les_urgences_a_part() {
    let demandes = "date;dispositif;nature;réponse le;issue;motif\n\
        05/01/2021;AA;urgence;;admise;\n06/01/2021;AA;urgence;;refusée;plus de place\n07/01/2021;BB;ordinaire;;refus;complet\n\
        08/01/2021;BB;ordinaire;;réorientée;\n09/01/2020;BB;urgence;;admise;\n10/01/2021;AA;relais;;;\n";
    let p = prepare(
        reglages("", &[("AA", ""), ("BB", "")]),
        &[stables("AA", "10"), stables("BB", "10"), fichier("demandes", demandes)],
    );
    let ids = ["demandes", "demandes_admises", "demandes_refusees", "urgences_demandees", "urgences_accueillies"];
    assert_eq!(ids.map(|id| annee(&p, "service", id)), ["5.00", "1.00", "2.00", "2.00", "1.00"]);
    assert_eq!(ids.map(|id| annee(&p, "AA", id)), ["3.00", "1.00", "1.00", "2.00", "1.00"]);
    let service = p.indicateurs().unwrap().service().unwrap();
    let decompte = |id: &str| dit(service.decomptes.iter().find(|d| d.id == id).unwrap());
    assert_eq!(decompte("refus_par_motif"), [("manque de place".to_owned(), vec![2])]);
    assert_eq!(decompte("demandes_par_issue").last(), Some(&("non renseigné".to_owned(), vec![1, 0])));
}

#[test]
fn les_effectifs_declares_font_les_memes_ventilations() {
    let ages = "Âge des admissions\nÂge;F;G;Total\nNC;1;0;1\n0-5 ans;1;2;3\nTotal;2;2;4\n";
    let suites =
        "population;critère;modalité;effectif;dispositif\nsorties;suite;autonomie;2;AA\nsorties;suite;autonomie;3;BB\n";
    let p = prepare(
        reglages("", &[("AA", ""), ("BB", "")]),
        &[stables("AA", "10"), stables("BB", "10"), fichier("ages", ages), fichier("suites", suites)],
    );
    let indicateurs = p.indicateurs().unwrap();
    let service = indicateurs.service().unwrap();
    let [age, suite] = &service.ventilations[..] else { panic!("{:?}", service.ventilations) };
    assert_eq!(
        (&age.lignes[..], &age.colonnes[..]),
        (&["0-5 ans".to_owned(), "non renseigné".to_owned()][..], &["fille".to_owned(), "garçon".to_owned()][..])
    );
    assert_eq!(nombres(&[age.ligne(0), age.ligne(1), age.colonne(1), age.total()]), [3, 1, 2, 4]);
    assert_eq!(nombres(&[suite.total()]), [5]);
    let aa = indicateurs.dispositifs().next().unwrap();
    assert_eq!(aa.ventilations.len(), 1);
    assert_eq!(nombres(&[aa.ventilations[0].total()]), [2]);
}
