//! Requests and absences, row by row, and the rules of absences.

use super::*;
use crate::domaine::registres::{AbsenceDeJeune, Demande};
use crate::domaine::reglages::RegleDAbsence;

#[test]
fn les_demandes_se_lisent_sans_que_rien_n_en_soit_garde() {
    let texte = "date;dispositif;nature;reponse_le;issue;motif;mesure\n\
        05/01/2021;AEMO-R;urgence;06/01/2021;Admis;;M1\n10/02/2021;AED-R;ordinaire;;refus;plus de place;\n\
        hier;AED-R;relais;;admise;;\n11/02/2021;chez DUPONT;;;peut-être;la mère de Kévin;\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    let dit = |d: &Demande| format!("{} {:?} {} {} {}", d.date, d.dispositif, d.nature, d.issue, d.motif);
    assert_eq!(
        dossier.registres.demandes.iter().map(dit).collect::<Vec<_>>(),
        [
            "2021-01-05 Some(0) urgence admise ",
            "2021-02-10 Some(1) ordinaire refusée manque de place",
            "2021-02-11 None   autre",
        ]
    );
    let places: Vec<String> = natures(&dossier).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["A4", "B5", "E5"]);
    let partout = format!("{dossier:?}");
    assert!(!partout.contains("DUPONT") && !partout.contains("Kévin"), "{partout}");
    assert!(!dossier.tables[0].est_agrege() && dossier.tables[0].lignes_utilisees == 3);
}

#[test]
fn les_absences_se_lisent_et_un_retour_avant_le_depart_est_dit() {
    let texte = "id;début;fin;motif\nJ1;01/03/2021;04/03/2021;Fugue\nJ1;20/12/2021;;chez sa tante\nJ2;05/03/2021;01/03/2021;fugue\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    let dit = |a: &AbsenceDeJeune| format!("{} {} {:?} {}", a.jeune, a.debut, a.fin.map(|f| f.to_string()), a.motif);
    assert_eq!(
        dossier.registres.absences.iter().map(dit).collect::<Vec<_>>(),
        ["J1 2021-03-01 Some(\"2021-03-04\") fugue", "J1 2021-12-20 None autre"]
    );
    assert!(matches!(&natures(&dossier)[..], [(place, NatureAnomalie::ValeurIllisible { .. })] if place == "C4"));
}

#[test]
fn les_regles_d_absence_se_lisent_par_motif() {
    let regles = "[comptage]\nabsences = { hospitalisation = \"maintenue\", fugue = \"retirée après 48 heures\", \"séjour\" = \"plafonnée à 35 jours\", week-end = \"retirée\" }\n";
    let dossier = lu_avec(&format!("{RAPPORT}{regles}"), &[]);
    let lues = dossier.reglages.map(|r| r.comptage.absences).unwrap_or_default();
    let attendues = [
        ("fugue", RegleDAbsence::RetireeApres { heures: 48 }),
        ("hospitalisation", RegleDAbsence::Maintenue),
        ("sejour", RegleDAbsence::PlafonneeA { jours: 35 }),
        ("week end", RegleDAbsence::RetireeApres { heures: 0 }),
    ];
    assert_eq!(lues.into_iter().collect::<Vec<_>>(), attendues.map(|(mot, regle)| (mot.to_owned(), regle)));
    let faux = lu_avec(&format!("{RAPPORT}[comptage]\nabsences = {{ meteo = \"maintenue\" }}\n"), &[]);
    assert!(natures(&faux).iter().any(|(_, n)| matches!(n, NatureAnomalie::ReglageIllisible { .. })));
}
