//! Budgets as offices lay them out: by account, under merged titles, one table per group, with thousands in a note.

use super::budget::{ATTENDU, budget, compte, incompris};
use super::*;
use crate::domaine::anomalie::ManqueDUnBudget as M;
use crate::domaine::budget::{Colonne, CompteAdministratif, Portee, Sens};
use crate::francais::decimal_saisi;

const GROUPES: &str = "CHARGES\nGroupe I;100;90,50\nGroupe II;500;480\nGroupe III;80;85\n\
    PRODUITS\nGroupe I;670;670\nGroupe II;8;10\nGroupe III;2;1,25\n";

/// The same rows with a rate behind their amounts.
fn avec_un_taux() -> String {
    GROUPES.lines().map(|l| if l.contains(';') { format!("{l};1\n") } else { format!("{l}\n") }).collect()
}

/// « charges 600/570 produits 600/610 » of accounts without groups.
fn totaux(dossier: &Dossier) -> String {
    let comptes = CompteAdministratif::tous(&dossier.budget);
    let nombre = |n: Option<Exact>| n.map_or("?".to_owned(), decimal_saisi);
    let du = |sens: Sens| {
        assert!(comptes[0].par_compte(sens));
        let sommes = Colonne::TOUTES.map(|colonne| nombre(comptes[0].total(sens, colonne).nombre)).join("/");
        format!("{} {sommes}", sens.libelle())
    };
    Sens::TOUS.map(du).join(" ")
}

#[test]
fn d_autres_en_tetes_disent_le_meme_compte() {
    let cote_a_cote = "I;100;90,50;670;670\nII;500;480;8;10\nIII;80;85;2;1,25\nTOTAL;680;655,50;680;681,25\n";
    for (forme, texte, primitifs) in [
        ("alloué et exécuté", format!("Groupe;Alloué;Exécuté\n{GROUPES}"), 0),
        ("BP et CA", format!("Groupe;BP;CA;%\n{}", avec_un_taux()), 1),
        ("étiquettes partagées", format!("Groupe;Dépenses autorisées;Dépenses réalisées;Recettes prévues;Recettes réalisées\n{cote_a_cote}"), 1),
        ("côtés au-dessus", format!(";DEPENSES;;RECETTES;\nGroupe;Alloué;Réalisé;Alloué;Réalisé\n{cote_a_cote}"), 0),
        (
            "exercices au-dessus",
            "Groupe;2020;;2021;\n;Autorisé;Réalisé;Autorisé;Réalisé\nCHARGES\nGroupe I;1;2;100;90,50\nGroupe II;3;4;500;480\n\
             Groupe III;5;6;80;85\nPRODUITS\nGroupe I;7;8;670;670\nGroupe II;9;10;8;10\nGroupe III;11;12;2;1,25\n"
                .to_owned(),
            0,
        ),
        ("un taux à côté du réalisé", format!("Groupe;Autorisé;Réalisé;% exécution\n{}", avec_un_taux()), 0),
        (
            "le compte dit le côté",
            "Groupe;Compte;Libellé;Autorisé;Réalisé\nI;60;Achats;70;65,50\nI;61;Services;30;25\nII;63;Impôts;40;30\n\
             II;64;Charges de personnel;460;450\nIII;68;Dotations;80;85\nI;73;Tarification;670;670\nII;74;Aides;8;10\nIII;76;Financiers;2;1,25\n"
                .to_owned(),
            0,
        ),
        (
            "sous-comptes et sous-totaux",
            "Compte;Libellé;Autorisé;Réalisé\nCHARGES\nGroupe I\n60;Achats;70;65\n606;Fluides;40;40\n6061;Eau;40;40\n607;Autres;30;25\n\
             Sous-total 60;;70;65\n61;Services;30;25,50\nGroupe II;;500;480\nGroupe III;;80;85\nPRODUITS\nGroupe I;;670;670\n\
             Groupe II;;8;10\nGroupe III;;2;1,25\n"
                .to_owned(),
            0,
        ),
    ] {
        let dossier = budget(&texte);
        assert_eq!(compte(&dossier), ATTENDU, "{forme} {:?}", dossier.anomalies);
        let dits: Vec<M> = incompris(&dossier).into_iter().map(|(_, manque)| manque).collect();
        assert_eq!(dits, vec![M::Primitif; primitifs], "{forme}");
    }
}

#[test]
fn un_tableau_par_groupe_est_nomme_par_son_titre() {
    let tables: Vec<(String, String)> = [
        ("charges 1", "Charges - Groupe I\nCompte;Libellé;Autorisé;Réalisé\n60;Achats;70;65\n61;Services;30;25,50\nTotal;;100;90,50\n"),
        ("charges 2", "Charges - Groupe II\nCompte;Libellé;Autorisé;Réalisé\n64;Charges de personnel;500;480\nTotal;;500;480\n"),
        ("charges 3", "Groupe III\nCompte;Libellé;Autorisé;Réalisé\n65;Autres charges;20;25\n68;Dotations;60;60\nTotal;;80;85\n"),
        ("produits", "Groupe;Autorisé;Réalisé\nProduits\nGroupe I;670;670\nGroupe II;8;10\nGroupe III;2;1,25\n"),
    ]
    .map(|(nom, texte)| (format!("donnees/{nom}.csv"), texte.to_owned()))
    .into();
    let tables: Vec<(&str, &[u8])> = tables.iter().map(|(nom, texte)| (nom.as_str(), texte.as_bytes())).collect();
    let dossier = lu(&tables);
    assert_eq!(compte(&dossier), ATTENDU, "{:?}", dossier.anomalies);
    assert!(dossier.budget.totaux.iter().all(|total| matches!(total.portee, Portee::Groupe(..))));
}

#[test]
fn des_comptes_sans_groupe_font_deux_totaux() {
    for texte in [
        "Compte;Libellé;Budget autorisé;Réalisé\n60;Achats;100;90\n64;Charges de personnel;500;480\nTotal classe 6;;600;570\n\
         73;Produits de la tarification;590;600\n75;Autres produits;10;10\nTotal classe 7;;600;610\nRésultat;;;40\n",
        "Comptes;Autorisé;Réalisé\nCompte 60 Achats;100;90\n64 - Charges de personnel;500;480\n73 Tarification;600;610\n",
        "Compte;Libellé;Budget autorisé;Réalisé\n60;Achats;100;\n606;Fluides;;50\n607;Autres;;40\n64;Personnel;500;480\n73;Tarification;600;610\n",
        "CHARGES;;;PRODUITS;;\nCompte;Autorisé;Réalisé;Compte;Autorisé;Réalisé\n60;100;90;70;10;10\n64;500;480;73;590;600\nTotal;600;570;Total;600;610\n",
        "Compte;Dépenses autorisées;Dépenses réalisées;Recettes autorisées;Recettes réalisées\n60;100;90;;\n64;500;480;;\n73;;;600;610\n",
    ] {
        let dossier = budget(texte);
        assert_eq!(totaux(&dossier), "charges 600/570 produits 600/610", "{texte} {:?}", dossier.anomalies);
        assert!(incompris(&dossier).is_empty(), "{texte} {:?}", dossier.anomalies);
    }
}

#[test]
fn un_compte_ne_compte_jamais_deux_fois() {
    let dossier = budget(
        "Compte;Libellé;Budget;Réalisé\n60;Achats;100;95\n606;Fluides;60;50\n607;Autres;40;40\n73;Tarification;1;1\n",
    );
    assert_eq!(totaux(&dossier), "charges 100/90 produits 1/1");
    let total = dossier.budget.totaux.iter().find(|t| t.colonne == Colonne::Realise).unwrap();
    assert_eq!((total.portee, total.nombre), (Portee::Compte(Sens::Charges, 60), 95_u32.into()));
    assert_eq!(total.details.len(), 2);
}

#[test]
fn ce_qui_reste_ambigu_est_dit() {
    for (texte, attendu) in [
        (format!("Groupe;Autorisé;Réalisé\n{GROUPES}Montants en milliers d’euros\n"), vec![("A1", M::Milliers)]),
        (
            "Groupe;Réalisé\nCHARGES\nGroupe I;1\nGroupe II;2\nPRODUITS\nGroupe I;3\nReport à nouveau;(12 000)\nExcédent reporté;-5\n".to_owned(),
            vec![("A7", M::Reprise), ("A8", M::Reprise)],
        ),
        (
            "Charges;BP;DM1;DM2;Réalisé\nGroupe I;1;0;5;2\nGroupe II;1;;;2\n".to_owned(),
            vec![("D1", M::DecisionModificative)],
        ),
        (
            "Charges;Autorisé;Réalisé\nGroupe I;1;2\nGroupe II;1;2\nGroupe III\n68;1;2\n75;1;2\n".to_owned(),
            vec![("A6", M::SensContradictoire)],
        ),
        (
            "Compte;Autorisé;Réalisé\nCHARGES\nGroupe I;1;2\nGroupe II;1;2\nTotal;2;4\n68;1;2\n".to_owned(),
            vec![("A6", M::Groupe)],
        ),
        (
            "Groupe;;2020;;2021\n;Autorisé;Réalisé;Autorisé;Réalisé\nCHARGES\nGroupe I;1;2;3;4\nGroupe II;5;6;7;8\n".to_owned(),
            vec![("D2", M::Colonne { colonne: Colonne::Autorise }), ("E2", M::Colonne { colonne: Colonne::Realise })],
        ),
    ] {
        let dossier = budget(&texte);
        let attendu: Vec<_> = attendu.into_iter().map(|(place, manque)| (place.to_owned(), manque)).collect();
        assert_eq!(incompris(&dossier), attendu, "{texte} {:?}", dossier.anomalies);
    }
}

#[test]
fn des_departements_ne_sont_pas_des_comptes() {
    let dossier = budget("Intitulé;Prévu;Réalisé\n60 Oise;12;13\n62 Pas-de-Calais;4;5\n75 Paris;6;7\n");
    assert!(dossier.budget.lignes.is_empty());
}
