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

/// The tables of two years, in either order, against one table that says it all.
#[test]
fn une_mesure_que_deux_tableaux_repetent_compte_une_fois() {
    let entete = "id;jeune;dispositif;decision;nature de décision;debut;fin;échéance;motif de fin\n";
    let un = [
        "M1;J1;AA;05/10/2020;initiale;05/10/2020;;05/10/2021;",
        "M2;J2;AA;04/12/2020;initiale;;;;",
        "M3;J3;AA;04/01/2020;initiale;04/01/2020;;;",
        "M3;J3;AA;04/01/2021;renouvellement;;;;",
    ];
    let deux = [
        "M1;J1;AA;05/10/2020;initiale;05/10/2020;30/09/2021;05/10/2021;majorité",
        "M2;J2;AA;04/12/2020;initiale;04/01/2021;;;",
        "M3;J3;AA;04/01/2021;renouvellement;;;;",
    ];
    let tout = [&deux[..2], &un[2..]].concat();
    let ids = [
        "presents_debut",
        "entrees",
        "sorties",
        "presents_fin",
        "renouvellements",
        "journees_realisees",
        "attente_mesures",
        "attente_delai_moyen",
        "file_active_personnes",
        "duree_moyenne_sortants",
    ];
    let chiffres = |fichiers: &[(&str, &[&str])]| {
        let fichiers: Vec<_> =
            fichiers.iter().map(|(nom, lignes)| fichier(nom, &format!("{entete}{}\n", lignes.join("\n")))).collect();
        let p = prepare(reglages("arrete_au = 2021-12-31", &[("AA", "")]), &fichiers);
        let codes: Vec<_> = p.constats.listes.iter().map(|d| d.code).filter(|c| c.contains("mesure-dans")).collect();
        assert_eq!(codes.len(), usize::from(fichiers.len() > 1), "{:?}", p.constats.listes);
        ids.map(|id| annee(&p, "AA", id))
    };
    let attendu = chiffres(&[("suivi", &tout)]);
    assert_eq!(attendu[..5], ["2.00", "1.00", "1.00", "2.00", "1.00"]);
    assert_eq!(chiffres(&[("suivi-2020", &un), ("suivi-2021", &deux)]), attendu);
    assert_eq!(chiffres(&[("suivi-a", &deux), ("suivi-b", &un)]), attendu);
}
