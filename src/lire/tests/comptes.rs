//! Counts: répartitions, long and wide, and waiting lists by date.

use super::*;
use crate::domaine::anomalie::ManqueDUneRepartition;
use crate::domaine::dossier::Dossier;
use crate::domaine::population::{EffectifDeclare, TotalDeclare};

/// « admissions sexe fille [AED-R] = 20 mesures B2 ».
fn dit(effectif: &EffectifDeclare) -> String {
    let EffectifDeclare { population, critere, modalite, croise, dispositif, unite, saisie, span } = effectif;
    let croise = croise.as_ref().map(|(c, mot)| format!(" × {} {mot}", c.cle())).unwrap_or_default();
    let dispositif = dispositif.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default();
    let nombre = saisie.nombre().map_or_else(|| format!("{saisie:?}"), |n| n.arrondi(0).to_string());
    let (qui, unite) = (population.cle(), unite.pluriel());
    format!("{qui} {} {modalite}{croise}{dispositif} = {nombre} {unite} {}", critere.cle(), span.short())
}

fn dits(dossier: &Dossier) -> Vec<String> {
    dossier.repartitions.iter().map(dit).collect()
}

fn totaux(dossier: &Dossier) -> Vec<(i128, usize, String)> {
    let total = |t: &TotalDeclare| (t.nombre.arrondi(0), t.details.len(), t.span.short());
    dossier.totaux_declares.iter().map(total).collect()
}

fn lu_sous(nom: &str, texte: &str) -> Dossier {
    lu(&[(&format!("donnees/{nom}.csv"), texte.as_bytes())])
}

#[test]
fn une_repartition_longue_se_lit_et_son_total_n_est_pas_compte() {
    let texte = "population;critère;modalité;effectif;unité comptée\n\
        admissions;sexe;F;20;mineurs\n;;garçons;33;mineurs\n;;Total;53;\n\
        sorties;suite;passage vers l'AEMO;11;\n;;Retour en famille;3;\n;;NC;NC;\n";
    let dossier = lu_sous("x", texte);
    assert_eq!(
        dits(&dossier),
        [
            "admissions sexe fille = 20 jeunes D2",
            "admissions sexe garçon = 33 jeunes D3",
            "sorties suite passage vers l’AEMO = 11 mesures D5",
            "sorties suite retour en milieu familial = 3 mesures D6",
            "sorties suite inconnu = Manquant mesures D7",
        ]
    );
    assert_eq!(totaux(&dossier), [(53, 2, "D4".to_owned())]);
    assert_eq!(natures(&dossier), []);
    assert!(dossier.tables[0].est_agrege() && dossier.tables[0].lignes_utilisees == 6);
}

#[test]
fn la_population_vient_du_titre_de_la_feuille_ou_du_fichier_sinon_elle_manque() {
    let texte = "critère;modalité;effectif\nâge;0-5 ans;4\nâge;6-10 ans;6\n";
    let attendu = ["suivis age 0-5 ans = 4 mesures", "suivis age 6-10 ans = 6 mesures"];
    for (nom, titre) in [("suivis", ""), ("x", "Mesures suivies en 2021\n"), ("x", "Âge des mesures suivies;\n\n")] {
        let lus = dits(&lu_sous(nom, &format!("{titre}{texte}")));
        assert!(lus.len() == 2 && lus.iter().zip(attendu).all(|(lu, attendu)| lu.starts_with(attendu)), "{lus:?}");
    }
    let manque = |manque| NatureAnomalie::RepartitionIncomprise { manque };
    let dossier = lu_sous("x", texte);
    assert_eq!(dits(&dossier), [""; 0]);
    let population = manque(ManqueDUneRepartition::Population);
    assert_eq!(natures(&dossier), [("A2".into(), population.clone()), ("A3".into(), population)]);
    let autre = lu_sous("x", &format!("Admissions 2020\n{texte}"));
    assert_eq!(natures(&autre), [("A2".into(), manque(ManqueDUneRepartition::Exercice { annee: 2020 }))]);
    assert_eq!(dits(&autre), [""; 0]);
    let critere = lu_sous("admissions", "critère;modalité;effectif\nmétéo;soleil;4\n");
    assert_eq!(natures(&critere), [("A2".into(), manque(ManqueDUneRepartition::Critere))]);
}

#[test]
fn filles_et_garcons_en_colonnes_se_croisent_avec_les_lignes() {
    let texte = "Admissions par âge;;;\nTranche d’âge;F;G;Total\n0-5 ans;2;3;5\n6-10 ans;1;0;1\nTotal;3;3;6\n";
    let dossier = lu_sous("x", texte);
    assert_eq!(
        dits(&dossier),
        [
            "admissions age 0-5 ans × sexe fille = 2 mesures B3",
            "admissions age 0-5 ans × sexe garçon = 3 mesures C3",
            "admissions age 6-10 ans × sexe fille = 1 mesures B4",
            "admissions age 6-10 ans × sexe garçon = 0 mesures C4",
        ]
    );
    let attendus = [(5, 2, "D3"), (1, 2, "D4"), (3, 2, "B5"), (3, 2, "C5"), (6, 4, "D5")];
    assert_eq!(totaux(&dossier), attendus.map(|(n, details, place)| (n, details, place.to_owned())));
}

#[test]
fn les_populations_en_lignes_et_deux_tableaux_dans_une_feuille() {
    let texte = ";Filles;Garçons;Total\nAdmissions;20;33;53\nMesures suivies;32;50;82\n\nSorties;;;\nMotif;F;G;Total\n\
        Majorité;1;;1\nMain levée;;;2\n";
    let dossier = lu_sous("x", texte);
    assert_eq!(
        dits(&dossier),
        [
            "admissions sexe fille = 20 mesures B2",
            "admissions sexe garçon = 33 mesures C2",
            "suivis sexe fille = 32 mesures B3",
            "suivis sexe garçon = 50 mesures C3",
            "sorties motif_fin majorité × sexe fille = 1 mesures B7",
            "sorties motif_fin mainlevée = 2 mesures D8",
        ]
    );
}

#[test]
fn les_criteres_en_lignes_a_cote_de_filles_et_garcons() {
    let lignes = ["âge;0-5 ans;2;3;5", ";6-10 ans;1;0;1", ";Total;3;3;6", "territoire;Blois;3;1;4", "sexe;;3;3;6"];
    let attendus = [
        "admissions age 0-5 ans × sexe fille = 2 mesures C3",
        "admissions age 0-5 ans × sexe garçon = 3 mesures D3",
        "admissions age 6-10 ans × sexe fille = 1 mesures C4",
        "admissions age 6-10 ans × sexe garçon = 0 mesures D4",
        "admissions territoire Blois × sexe fille = 3 mesures C6",
        "admissions territoire Blois × sexe garçon = 1 mesures D6",
        "admissions sexe fille = 3 mesures C7",
        "admissions sexe garçon = 3 mesures D7",
    ];
    for entete in ["Critère;Modalité;F;G;Total", "Critère;;F;G;Total", "Critères;Modalités;Filles;Garçons;Ensemble"]
    {
        let dossier = lu_sous("x", &format!("Admissions\n{entete}\n{}\n", lignes.join("\n")));
        assert_eq!(dits(&dossier), attendus, "{entete}");
        assert_eq!((totaux(&dossier).len(), natures(&dossier)), (7, Vec::new()), "{entete}");
    }
    let dossier = lu_sous("x", "Admissions\nCritère;Modalité;F;G\nmétéo;soleil;1;2\n;pluie;1;2\nâge;0-5 ans;2;3\n");
    assert_eq!(dits(&dossier).len(), 2);
    let critere = NatureAnomalie::RepartitionIncomprise { manque: ManqueDUneRepartition::Critere };
    assert_eq!(natures(&dossier), [("A3".into(), critere)]);
}

#[test]
fn des_nombres_seuls_sous_un_titre_comptent_la_population_qu_il_nomme() {
    let attendus = ["admissions sexe fille = 20 mesures A3", "admissions sexe garçon = 33 mesures B3"];
    let dossier = lu_sous("x", "Admissions par sexe\nF;G;Total\n20;33;53\n");
    assert_eq!(dits(&dossier), attendus);
    assert_eq!((totaux(&dossier), natures(&dossier)), (vec![(53, 2, "C3".to_owned())], Vec::new()));
    let deux = lu_sous("x", "Admissions par sexe\nF;G;Total\n20;33;53\n12;18;30\n");
    let manque = |manque| NatureAnomalie::RepartitionIncomprise { manque };
    assert_eq!(dits(&deux), attendus);
    assert_eq!(natures(&deux), [("A4".into(), manque(ManqueDUneRepartition::Modalite))]);
    let de_qui = lu_sous("x", "F;G;Total\n20;33;53\n");
    assert_eq!(dits(&de_qui), [""; 0]);
    assert_eq!(natures(&de_qui), [("A2".into(), manque(ManqueDUneRepartition::Population))]);
    let par_dispositif = lu_sous("x", "Admissions\nDispositif;F;G;Total\nAEMO-R;4;5;9\nAED-R;1;2;3\n");
    assert_eq!(dits(&par_dispositif).len(), 4);
    assert_eq!(dits(&par_dispositif)[3], "admissions sexe garçon [AED-R] = 2 mesures C4");
}

#[test]
fn une_colonne_par_dispositif_se_reconnait_a_son_critere() {
    let texte = "Admissions\nTerritoire;AEMO-R;AED-R;Total\nBlois;4;5;9\nRomorantin;1;2;3\nTotal;5;7;12\n";
    let dossier = lu_sous("x", texte);
    assert_eq!(dossier.tables[0].genre, Some("répartition entre dispositifs"), "{:?}", dossier.anomalies);
    assert_eq!(
        dits(&dossier)[..2],
        ["admissions territoire Blois [AEMO-R] = 4 mesures B3", "admissions territoire Blois [AED-R] = 5 mesures C3"]
    );
    assert_eq!(totaux(&dossier).len(), 5);
}

#[test]
fn l_attente_par_date_se_lit_avec_son_total_et_sa_part() {
    let texte = "date;dispositif;mesures;familles;% de la capacité\n31/12/2021;AEMO-R;19;;\n;AED-R;14;;\n;Total;33;17;55 %\nhier;;3;1;\n";
    let dossier = lu_sous("x", texte);
    let dit = |a: &crate::domaine::dossier::AttenteDeclaree| {
        let familles = a.familles.as_ref().and_then(|(saisie, _)| saisie.nombre()).map(|n| n.arrondi(0));
        let part = a.part.as_ref().and_then(|(saisie, _)| saisie.nombre()).map(|n| n.arrondi(2));
        (a.date.to_string(), a.dispositif.clone(), a.mesures.0.nombre().map(|n| n.arrondi(0)), familles, part)
    };
    let jour = || "2021-12-31".to_owned();
    assert_eq!(
        dossier.attentes.iter().map(dit).collect::<Vec<_>>(),
        [
            (jour(), Some("AEMO-R".into()), Some(19), None, None),
            (jour(), Some("AED-R".into()), Some(14), None, None),
            (jour(), None, Some(33), Some(17), Some(55)),
        ]
    );
    assert!(matches!(&natures(&dossier)[..], [(place, NatureAnomalie::ValeurIllisible { .. })] if place == "A5"));
}

#[test]
fn un_referent_nomme_n_est_ni_garde_ni_cite() {
    let texte = "population;critère;modalité;effectif;remarque\nsuivis;référent;DUPONT Kévin;9;chez MARTIN\nsuivis;référent;R12;9;\n";
    let dossier = lu_sous("x", texte);
    assert_eq!(dits(&dossier), ["suivis referent R12 = 9 mesures D3"]);
    let partout = format!("{dossier:?}");
    assert!(!partout.contains("DUPONT") && !partout.contains("MARTIN"), "{partout}");
    let nominatif = NatureAnomalie::IdentifiantNominatif { entete: "modalité".into() };
    assert!(natures(&dossier).contains(&("C2".into(), nominatif)));
}

#[test]
fn une_cellule_illisible_est_dite_a_sa_place_et_un_dispositif_inconnu_aussi() {
    let texte =
        "population;critère;modalité;effectif;dispositif\nsuivis;sexe;F;9 ou 10;AEMO-R\nsuivis;sexe;G;4;AEMO-X\n";
    let dossier = lu_sous("x", texte);
    let lues = natures(&dossier);
    assert!(
        matches!(
            &lues[..],
            [(_, NatureAnomalie::ValeurIllisible { .. }), (_, NatureAnomalie::DispositifInconnu { .. })]
        ),
        "{lues:?}"
    );
    assert_eq!(dits(&dossier), ["suivis sexe fille [AEMO-R] = Illisible mesures D2"]);
}
