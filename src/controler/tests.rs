//! The checks on hand-built folders: the ACESM audit (domaine.md §8), then what must not be a false alarm.

use super::essais::{acesm, capacite, codes, constats, message, rapport, sans_figures};
use crate::controler;
use crate::diagnostic::{Gravite, Span, Spanned};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie, Omises};
use crate::domaine::dossier::{Grandeur, Releve, Saisie};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{Historique, Justification, NatureCapacite, Prevision};
use crate::domaine::unites::Journees;
use std::collections::BTreeMap;

#[test]
fn l_audit_de_l_acesm_trouve_tout_et_rien_d_autre() {
    let constats = constats(acesm());
    let attendu = [
        ("continuite", "M2"),
        ("decembre-recopie-de-janvier", "M5"),
        ("presents-au-dela-de-la-capacite", "B2"),
        ("continuite", "M2"),
        ("total-saisi-dans-une-partie", "M2"),
        ("bilan-du-mois", "M5"),
        ("decembre-recopie-de-janvier", "M5"),
        ("previsionnel-incompatible-avec-la-capacite", "ligne 30"),
        ("journees-peu-vraisemblables", "ligne 31"),
        ("nature-du-tarif-inconnue", "ligne 35"),
    ];
    assert_eq!(codes(&constats), attendu.map(|(code, lieu)| (code, lieu.to_owned())));
    assert_eq!(
        message(&constats, "bilan-du-mois"),
        "AEMO-R, décembre : 17 présents à la fin du mois, mais 50 au début + 0 entrée − 0 sortie = 50 (écart −33)"
    );
    assert_eq!(
        message(&constats, "previsionnel-incompatible-avec-la-capacite"),
        "service : 15 208 journées prévisionnelles supposent 50 places à partir du 1er juin 2021 (calcul par douzièmes), \
         et non du 1er avril 2021 comme le dit la capacité autorisée (16 450 par jours, 16 425 par douzièmes)"
    );
    let vraisemblance = message(&constats, "journees-peu-vraisemblables");
    assert!(vraisemblance.contains("de 12 179 à 14 628") && vraisemblance.contains("12 883,5"), "{vraisemblance}");
}

#[test]
fn la_ligne_proposee_fait_taire_le_previsionnel_incompatible() {
    let mut dossier = acesm();
    dossier.reglages.as_mut().unwrap().capacites.push(capacite(6, 50, NatureCapacite::Financee));
    let constats = constats(dossier);
    assert!(constats.iter().all(|d| d.code != "previsionnel-incompatible-avec-la-capacite"));
}

#[test]
fn une_justification_tombe_quand_la_cellule_change() {
    let justification = |code: &str, cellule: &str, valeur: Option<&str>| Justification {
        feuille: None,
        constat: None,
        code: code.to_owned(),
        fichier: "donnees/aemo-r.csv".to_owned(),
        cellule: Some(cellule.to_owned()),
        valeur: valeur.map(str::to_owned),
        motif: "Saisie perdue.".to_owned(),
        date: None,
        span: rapport(50),
    };
    let mut dossier = acesm();
    dossier.reglages.as_mut().unwrap().justifications = vec![
        justification("continuite", "M2", Some("50")),
        justification("bilan-du-mois", "M5", Some("18")),
        justification("continuité", "M2", None),
    ];
    let constats = constats(dossier);
    let explique = |code: &str| {
        constats.iter().any(|d| d.code == code && d.span.file == "donnees/aemo-r.csv" && d.justification.is_some())
    };
    assert!(explique("continuite") && !explique("bilan-du-mois"));
    let sans_objet: Vec<_> = constats.iter().filter(|d| d.code == "justification-sans-objet").collect();
    assert_eq!(sans_objet.len(), 2);
    assert!(sans_objet[1].aide.as_ref().unwrap().contains("continuite"));
}

#[test]
fn une_annee_en_cours_ne_manque_pas_de_mois() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.mois.numero() <= 6);
    let constats = constats(dossier);
    assert!(constats.iter().all(|d| d.code != "mois-manquant" && d.code != "journees-peu-vraisemblables"));
}

#[test]
fn un_mois_vide_entre_deux_mois_remplis_manque() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.mois.numero() != 3 || r.dispositif != "AED-R");
    let manquants = constats(dossier);
    let manquants: Vec<_> = manquants.iter().filter(|d| d.code == "mois-manquant").collect();
    assert_eq!(manquants.len(), 1);
    assert!(manquants[0].message.starts_with("AED-R, mars"), "{}", manquants[0].message);
}

#[test]
fn des_mois_qui_se_suivent_manquent_ensemble_et_chacun_a_sa_cellule() {
    let mut dossier = acesm();
    let vides = |r: &&mut Releve| r.dispositif == "AED-R" && [3, 4, 5, 9].contains(&r.mois.numero());
    dossier.releves.iter_mut().filter(vides).for_each(|r| r.saisie = Saisie::Vide);
    let constats = constats(dossier);
    let manquants: Vec<_> = constats.iter().filter(|d| d.code == "mois-manquant").collect();
    let [suite, seul] = &manquants[..] else { panic!("{manquants:?}") };
    assert_eq!(suite.message, "AED-R, mars à mai\u{a0}: ces mois ne sont pas remplis");
    assert_eq!(suite.span.cell.map(|c| c.to_string()).as_deref(), Some("D2"));
    let lies: Vec<_> = suite.lies.iter().map(|(span, mots)| (span.short(), mots.as_str())).collect();
    assert_eq!(lies, [("E2".to_owned(), "avril aussi"), ("F2".to_owned(), "mai aussi")]);
    assert!(seul.message.starts_with("AED-R, septembre") && seul.lies.is_empty(), "{}", seul.message);
}

#[test]
fn un_tableau_absent_est_dit_une_fois_et_aucun_tableau_jamais() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.dispositif == "AEMO-R");
    let nombre = |dossier| constats(dossier).iter().filter(|d| d.code == "mois-manquant").count();
    assert_eq!(nombre(dossier), 1);
    let mut annuel = acesm();
    annuel.releves.clear();
    assert_eq!(nombre(annuel), 0);
}

#[test]
fn janvier_se_compare_au_31_decembre_declare() {
    let declares = |dispositif: Option<&str>, presents: u32| Historique {
        exercice: Exercice::new(2020).unwrap(),
        dispositif: dispositif.map(str::to_owned),
        valeurs: BTreeMap::from([(
            "presents_fin".to_owned(),
            Spanned { value: Exact::from(presents), span: rapport(60) },
        )]),
    };
    let en_janvier = |historique| {
        let mut dossier = acesm();
        dossier.reglages.as_mut().unwrap().historique = historique;
        let constats = constats(dossier).into_iter().filter(|d| d.code == "continuite" && d.span.short() == "B2");
        constats.map(|d| d.message.replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    assert!(en_janvier(vec![declares(None, 31)]).is_empty());
    assert!(en_janvier(vec![declares(None, 30)])[0].starts_with("service, janvier : 31 présents"));
    let par_dispositif = vec![declares(Some("AEMO-R"), 17), declares(Some("AED-R"), 15), declares(None, 40)];
    let tous = en_janvier(par_dispositif);
    assert!(tous[0].starts_with("AED-R, janvier : 14 présents"));
    assert!(tous[1].starts_with("service, janvier : 31 présents"), "its own figure is not the sum of theirs");
    let dit_une_fois = vec![declares(Some("AEMO-R"), 17), declares(Some("AED-R"), 15), declares(None, 32)];
    assert_eq!(en_janvier(dit_une_fois).len(), 1);
    let un_seul = vec![declares(Some("AEMO-R"), 17), declares(None, 40)];
    assert!(en_janvier(un_seul)[0].starts_with("service, janvier : 31 présents"));
}

#[test]
fn deux_saisies_identiques_ne_sont_qu_une_information() {
    let mut dossier = acesm();
    let double = dossier.releves[5].clone();
    dossier.releves.push(Releve { span: Span::file("donnees/bis.csv"), ..double });
    let constats = constats(dossier);
    let doubles: Vec<_> = constats.iter().filter(|d| d.code == "mois-en-double").collect();
    assert_eq!(doubles.len(), 1);
    assert_eq!((doubles[0].gravite, doubles[0].span.file.as_str()), (Gravite::Information, "donnees/bis.csv"));
}

#[test]
fn un_previsionnel_au_dela_de_toutes_les_places_est_dit() {
    let mut dossier = acesm();
    let activite = &mut dossier.reglages.as_mut().unwrap().activite;
    let prevision = Prevision::Annuelle(Journees(Exact::from(19_000_u32)));
    activite.previsionnelles = Some(Spanned { value: prevision, span: rapport(30) });
    let constats = constats(dossier);
    assert!(
        message(&constats, "previsionnel-incompatible-avec-la-capacite")
            .contains("19 000 journées prévisionnelles dépassent")
    );
}

#[test]
fn un_dispositif_ferme_ou_pas_encore_ouvert_ne_manque_pas() {
    let mut dossier = acesm();
    let reglages = dossier.reglages.as_mut().unwrap();
    let places = |mois, places| capacite(mois, places, NatureCapacite::Autorisee);
    reglages.dispositifs[1].capacites = vec![places(4, 40), places(10, 0)];
    dossier.releves.retain(|r| r.dispositif == "AEMO-R" || (4..10).contains(&r.mois.numero()));
    assert!(constats(dossier).iter().all(|d| d.code != "mois-manquant"));
}

#[test]
fn seule_une_erreur_dispense_de_dire_qu_un_tableau_manque() {
    let avec = |nature: Option<NatureAnomalie>| {
        let mut dossier = acesm();
        dossier.releves.retain(|r| r.dispositif == "AEMO-R");
        dossier.anomalies.extend(nature.map(|nature| Anomalie { nature, span: Span::file("donnees/autre.csv") }));
        constats(dossier).iter().filter(|d| d.code == "mois-manquant").count()
    };
    let inconnu = |proche: Option<&str>| NatureAnomalie::DispositifInconnu {
        lu: None,
        proche: proche.map(str::to_owned),
        codes: Vec::new(),
    };
    assert_eq!(avec(Some(NatureAnomalie::FichierNonReconnu { ressemble: None, manque: Vec::new() })), 1);
    assert_eq!(avec(Some(inconnu(Some("AEMO-R")))), 1);
    assert_eq!(avec(Some(inconnu(None))), 0);
}

#[test]
fn un_tableau_vide_est_dit_vide_et_a_sa_place() {
    let mut dossier = acesm();
    dossier.releves.iter_mut().filter(|r| r.dispositif == "AED-R").for_each(|r| r.saisie = Saisie::Vide);
    let constats = constats(dossier);
    let vides: Vec<_> = constats.iter().filter(|d| d.code == "mois-manquant").collect();
    assert_eq!((vides.len(), vides[0].span.file.as_str()), (1, "donnees/aed-r.csv"));
    assert!(vides[0].message.contains("est vide"), "{}", vides[0].message);
}

#[test]
fn sans_aucun_tableau_on_le_dit_plus_fort_quand_les_journees_sont_declarees() {
    let aucun = |declarees: bool| {
        let mut dossier = acesm();
        dossier.releves.clear();
        let activite = &mut dossier.reglages.as_mut().unwrap().activite;
        activite.realisees = activite.realisees.take().filter(|_| declarees);
        let constats = constats(dossier);
        constats.iter().find(|d| d.code == "aucun-tableau").map(|d| (d.gravite, d.span.file.clone()))
    };
    assert_eq!(aucun(true), Some((Gravite::Avertissement, "rapport.toml".to_owned())));
    assert_eq!(aucun(false), Some((Gravite::Information, "donnees".to_owned())));
    assert!(constats(acesm()).iter().all(|d| d.code != "aucun-tableau"));
}

/// AED-R closes on 1 September with so many présents left, its later months not typed.
fn ferme_en_septembre(restent: u32) -> Vec<(String, String)> {
    let mut dossier = acesm();
    let reglages = dossier.reglages.as_mut().unwrap();
    let places = |mois, places| capacite(mois, places, NatureCapacite::Autorisee);
    reglages.dispositifs[1].capacites = vec![places(1, 40), places(9, 0)];
    dossier.releves.retain(|r| r.dispositif == "AEMO-R" || r.mois.numero() < 9);
    let fin = dossier
        .releves
        .iter_mut()
        .find(|r| r.dispositif == "AED-R" && r.mois.numero() == 8 && r.grandeur == Grandeur::PresentsFin);
    fin.unwrap().saisie = Saisie::Nombre(Exact::from(restent));
    let constats = constats(dossier).into_iter().filter(|d| d.span.file == "donnees/aed-r.csv");
    constats.map(|d| (d.code.to_owned(), d.message.replace('\u{a0}', " "))).collect()
}

#[test]
fn un_dispositif_qui_ferme_doit_finir_vide() {
    let continuite = |restent| ferme_en_septembre(restent).into_iter().find(|(code, _)| code == "continuite");
    assert_eq!(continuite(0), None);
    let (_, message) = continuite(23).unwrap();
    assert!(message.starts_with("AED-R, août : 23 présents à la fin du mois, mais aucune place en septembre"));
    assert!(ferme_en_septembre(0).iter().all(|(code, _)| code != "mois-manquant"));
}

#[test]
fn une_justification_sans_cellule_ne_couvre_pas_tout_un_fichier() {
    let justifie = |cellule: Option<&str>, valeur: Option<&str>| {
        let mut dossier = acesm();
        dossier.reglages.as_mut().unwrap().justifications = vec![Justification {
            feuille: None,
            constat: None,
            code: "bilan-du-mois".to_owned(),
            fichier: "donnees/aemo-r.csv".to_owned(),
            cellule: cellule.map(str::to_owned),
            valeur: valeur.map(str::to_owned),
            motif: "Saisie perdue.".to_owned(),
            date: None,
            span: rapport(50),
        }];
        let constats = constats(dossier);
        let explique = constats.iter().any(|d| d.justification.is_some());
        let sur_elle = constats.iter().find(|d| d.code.starts_with("justification"));
        (explique, sur_elle.map(|d| (d.code, d.aide.clone().unwrap())))
    };
    assert_eq!(justifie(Some("M5"), Some("17")), (true, None));
    let (explique, constat) = justifie(Some("M5"), None);
    assert!(
        explique && constat.is_some_and(|(code, aide)| code == "justification-sans-valeur" && aide.contains("\"17\""))
    );
    let (explique, constat) = justifie(None, None);
    assert!(
        !explique && constat.is_some_and(|(code, aide)| code == "justification-sans-objet" && aide.contains("\"M5\""))
    );
}

#[test]
fn un_mois_saisi_dans_deux_feuilles_et_un_fichier_montre_les_trois() {
    let mut dossier = acesm();
    let premiere = dossier.releves[5].clone();
    let saisie = |fichier: &str, feuille: &str| {
        let place = Span { sheet: Some(feuille.to_owned()), file: fichier.to_owned(), ..premiere.span.clone() };
        Releve { saisie: Saisie::Nombre(Exact::from(14_u32)), span: place, ..premiere.clone() }
    };
    dossier.releves.extend([saisie("donnees/a.xlsx", "Juin"), saisie("donnees/a.xlsx", "Juin (2)")]);
    let message = message(&constats(dossier), "mois-en-double");
    let places = "13 (donnees/aemo-r.csv, G2) ou 14 (donnees/a.xlsx, feuille « Juin », G2) ou 14 (donnees/a.xlsx, feuille « Juin (2) », G2)";
    assert!(message.contains(places), "{message}");
}

#[test]
fn au_dela_de_dix_saisies_du_meme_mois_les_autres_sont_comptees() {
    let mut dossier = acesm();
    let premiere = dossier.releves[5].clone();
    let saisie = |ligne: u32| Releve {
        saisie: Saisie::Nombre(Exact::from(if ligne == 50 { 14_u32 } else { 13 })),
        span: Span::line("donnees/z.csv", ligne, None),
        ..premiere.clone()
    };
    dossier.releves.extend((4..=50).map(saisie));
    let constats = constats(dossier);
    let message = message(&constats, "mois-en-double");
    assert!(message.contains("saisi 48 fois avec des chiffres différents"), "{message}");
    assert!(!message.contains("l’une des deux"), "{message}");
    assert!(message.contains("13 (donnees/aemo-r.csv, G2) ou 14 (donnees/z.csv, ligne 50) ou 13"), "{message}");
    assert!(message.ends_with("ligne 11), et 38 autres"), "{message}");
    let double = constats.iter().find(|d| d.code == "mois-en-double").unwrap();
    assert_eq!((double.lies.len(), double.span.line), (9, 50));
    assert!(double.lies[8].1.ends_with("13, et 38 autres"), "{:?}", double.lies[8]);
}

#[test]
fn ce_qui_n_est_que_compte_s_ajoute_a_ce_qui_n_est_pas_liste() {
    let anomalie = |nature: &NatureAnomalie, ligne| Anomalie {
        nature: nature.clone(),
        span: Span::line("donnees/aemo-r.csv", ligne, None),
    };
    let erreur = NatureAnomalie::ErreurDeTableur { lu: "#REF!".into() };
    let ignoree = NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None };
    let mut dossier = acesm();
    dossier.anomalies.extend((1..=201).map(|ligne| anomalie(&erreur, ligne)));
    dossier.omises = vec![
        Omises { exemple: anomalie(&erreur, 300), nombre: 70_000 },
        Omises { exemple: anomalie(&erreur, 300), nombre: 3 },
        Omises { exemple: anomalie(&ignoree, 300), nombre: 5 },
    ];
    let controle = controler::donnees(dossier).unwrap();
    let constats = controler::figures(&controle, &sans_figures(&controle));
    let omis: Vec<_> = constats.omis.iter().map(|o| (o.code, o.nombre, o.a_verifier)).collect();
    assert_eq!(omis, [("colonne-ignoree", 5, 0), ("erreur-de-tableur", 70_004, 70_004)]);
}
