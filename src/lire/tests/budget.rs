//! The compte administratif under the shapes that offices and officials give it: the same figures from each.

use super::*;
use crate::domaine::anomalie::ManqueDUnBudget;
use crate::domaine::budget::{Colonne, CompteAdministratif, Groupe, Sens};
use crate::francais::decimal_saisi;

/// « charges I 100 90 | … », groups in print order, then the results.
pub(super) fn compte(dossier: &Dossier) -> String {
    let comptes = CompteAdministratif::tous(&dossier.budget);
    comptes.iter().map(dit).collect::<Vec<_>>().join(" // ")
}

fn dit(compte: &CompteAdministratif) -> String {
    let nombre = |n: Option<Exact>| n.map_or("?".to_owned(), decimal_saisi);
    let mut mots = vec![compte.dispositif.clone().unwrap_or_default()];
    for sens in Sens::TOUS {
        let du = |groupe| Colonne::TOUTES.map(|colonne| nombre(compte.groupe(sens, groupe, colonne).nombre)).join("/");
        mots.push(format!("{} {}", sens.libelle(), Groupe::TOUS.map(du).join(" ")));
    }
    mots.push(format!("reprise {}", Colonne::TOUTES.map(|c| nombre(compte.reprise(c).nombre)).join("/")));
    mots.push(format!("résultat {}", Colonne::TOUTES.map(|c| nombre(compte.resultat(c).nombre)).join("/")));
    mots.join(" ; ").trim_start_matches(" ; ").to_owned()
}

pub(super) const ATTENDU: &str =
    "charges 100/90,5 500/480 80/85 ; produits 670/670 8/10 2/1,25 ; reprise 0/0 ; résultat 0/25,75";

pub(super) fn budget(texte: &str) -> Dossier {
    lu(&[("donnees/x.csv", texte.as_bytes())])
}

pub(super) fn incompris(dossier: &Dossier) -> Vec<(String, ManqueDUnBudget)> {
    let manque = |(place, nature)| match nature {
        NatureAnomalie::BudgetIncompris { manque } => Some((place, manque)),
        _ => None,
    };
    natures(dossier).into_iter().filter_map(manque).collect()
}

/// The same compte under so many layouts.
const FORMES: [(&str, &str); 13] = [
    (
        "section dans l’en-tête",
        "CHARGES;Budget autorisé;Réalisé\nGroupe I;100;90,50\nGroupe II;500;480\nGroupe III;80;85\nTOTAL;680;655,50\n;;\n\
             PRODUITS;Budget autorisé;Réalisé\nGroupe I;670;670\nGroupe II;8;10\nGroupe III;2;1,25\nTOTAL;680;681,25\n",
    ),
    (
        "première section dans l’en-tête",
        "CHARGES;Budget autorisé;Réalisé\nGroupe I;100;90,50\nGroupe II;500;480\nGroupe III;80;85\n\
             PRODUITS;;\nGroupe I;670;670\nGroupe II;8;10\nGroupe III;2;1,25\n",
    ),
    (
        "long",
        "sens;groupe;budget_autorise;realise\nCharges;I;100;90,50\ncharges;II;500;480\ncharges;III;80;85\n\
             produits;I;670;670\nproduits;II;8;10\nproduits;III;2;1,25\n",
    ),
    (
        "côté dit une fois",
        "Nature;Groupe;Autorisé;Réalisé\nDépenses;1;100;90,50\n;2;500;480\n;3;80;85\nRecettes;1;670;670\n;2;8;10\n;3;2;1,25\n",
    ),
    (
        "sections",
        "Compte administratif 2021\n\nGroupe;Budget exécutoire 2021;Réalisé 2021\nCHARGES\nGroupe I;100,00 €;90,50 €\nGroupe II;500;480\n\
             Groupe III;80;85\nTotal charges;680;655,50\nPRODUITS\nGroupe I;670;670\nGroupe II;8;10\nGroupe III;2;1,25\n\
             Total produits;680;681,25\nRésultat;;25,75\n",
    ),
    (
        "intitulés officiels",
        "Groupes fonctionnels;BP;DM;Budget après DM;CA N;Écart;CA N-1\n\
             Groupe I : Dépenses afférentes à l'exploitation courante;90;10;100;90,50;-9,50;88\n\
             Groupe II : Dépenses afférentes au personnel;500;0;500;480;-20;470\n\
             Groupe III : Dépenses afférentes à la structure;80;0;80;85;5;80\n\
             Groupe I : Produits de la tarification;660;10;670;670;0;650\n\
             Groupe II : Autres produits relatifs à l'exploitation;8;0;8;10;2;8\n\
             Groupe III : Produits financiers et produits non encaissables;2;0;2;1,25;-0,75;2\n",
    ),
    (
        "côte à côte",
        "CHARGES;;;PRODUITS;;\nGroupe;Budget autorisé;Réalisé;Groupe;Budget autorisé;Réalisé\n\
             GR1;100;90,50;GR1;670;670\nGR2;500;480;GR2;8;10\nGR3;80;85;GR3;2;1,25\nTOTAL;680;655,50;TOTAL;680;681,25\n\
             Excédent;;25,75;Déficit;;\nTOTAL GENERAL;680;681,25;TOTAL GENERAL;680;681,25\n",
    ),
    (
        "les côtés en tête de colonne",
        "Charges;Autorisé;Réalisé;;Produits;Autorisé;Réalisé\nG1;100;90,50;;G1;670;670\nG2;500;480;;G2;8;10\nG3;80;85;;G3;2;1,25\n",
    ),
    (
        "comptes sous leur groupe",
        "Compte;Libellé;Budget autorisé;Réalisé\nGroupe I;Dépenses afférentes à l'exploitation courante;;\n\
             60;Achats;70;65\n61;Services extérieurs;30;25,50\nTotal groupe I;;100;90,50\n\
             Groupe II;Dépenses afférentes au personnel;;\n64;Charges de personnel;500;480\n\
             Groupe III;Dépenses afférentes à la structure;80;85\n\
             Groupe I;Produits de la tarification;670;670\nGroupe II;Autres produits d'exploitation;8;10\n\
             Groupe III;Produits financiers et non encaissables;2;1,25\n",
    ),
    (
        "groupe répété à chaque compte, dans un ordre quelconque",
        "Réalisé;Autorisé;Libellé;Groupe\n65;70;60 Achats;Charges - groupe I\n25,50;30;61 Services;Charges - groupe I\n\
             480;500;;Charges - groupe II\n85;80;;Charges - groupe III\n670;670;;G1 produits\n10;8;;G2 produits\n1,25;2;;G3 produits\n",
    ),
    (
        "chapeau avec montants",
        ";Budget autorisé;Réalisé\nDépenses\nGroupe I : exploitation courante;100;90,50\n60 Achats;70;65\n61 Services;30;25,50\n\
             Groupe II : personnel;500;480\nGroupe III : structure;80;85\nTotal dépenses;680;655,50\nRecettes\nGroupe I;670;670\n\
             Groupe II;8;10\nGroupe III;2;1,25\n",
    ),
    (
        "en-tête répété",
        "Charges\nGroupe;Autorisé;Réalisé\nI;100;90,50\nII;500;480\nGroupe;Autorisé;Réalisé\nIII;80;85\n\nProduits\n\
             Groupe;Autorisé;Réalisé\nI;670;670\nII;8;10\nIII;2;1,25\n",
    ),
    (
        "intitulés seuls",
        "Intitulé;Autorisé;Réalisé\nDépenses afférentes à l'exploitation courante;100;90,50\nDépenses afférentes au personnel;500;480\n\
             Dépenses afférentes à la structure;80;85\nProduits de la tarification;670;670\nAutres produits relatifs à l'exploitation;8;10\n\
             Produits financiers et produits non encaissables;2;1,25\n",
    ),
];

#[test]
fn le_meme_compte_se_lit_sous_treize_formes() {
    for (forme, texte) in FORMES {
        let dossier = budget(texte);
        assert_eq!(compte(&dossier), ATTENDU, "{forme} {:?}", dossier.anomalies);
        assert!(dossier.anomalies.is_empty(), "{forme} {:?}", dossier.anomalies);
        assert_eq!(dossier.tables[0].genre, Some("budget"), "{forme}");
        assert!(dossier.tables[0].est_agrege() && dossier.tables[0].lignes_utilisees >= 6, "{forme}");
    }
}

#[test]
fn deux_fichiers_font_un_compte() {
    let charges = "Groupe;Autorisé;Réalisé\nI;100;90,50\nII;500;480\nIII;80;85\n";
    let produits = "Groupe;Autorisé;Réalisé\nI;670;670\nII;8;10\nIII;2;1,25\n";
    let dossier = lu(&[("donnees/charges.csv", charges.as_bytes()), ("donnees/produits.csv", produits.as_bytes())]);
    assert_eq!(compte(&dossier), ATTENDU, "{:?}", dossier.anomalies);
}

#[test]
fn un_classeur_de_deux_feuilles_fait_un_compte() {
    let mut classeur = rust_xlsxwriter::Workbook::new();
    let cotes = [
        ("Charges", [(100.0, 90.5), (500.0, 480.0), (80.0, 85.0)]),
        ("Produits", [(670.0, 670.0), (8.0, 10.0), (2.0, 1.25)]),
    ];
    for (nom, montants) in cotes {
        let feuille = classeur.add_worksheet().set_name(nom).unwrap();
        for (colonne, entete) in (0..).zip(["Groupe", "Budget autorisé", "Réalisé", "Taux d’exécution"]) {
            feuille.write(0, colonne, entete).unwrap();
        }
        for ((ligne, numero), (autorise, realise)) in (1..).zip(["I", "II", "III"]).zip(montants) {
            feuille.write(ligne, 0, numero).unwrap();
            feuille.write(ligne, 1, autorise).unwrap();
            feuille.write(ligne, 2, realise).unwrap();
            feuille.write(ligne, 3, realise / autorise).unwrap();
        }
    }
    let dossier = lu(&[("donnees/ca.xlsx", &classeur.save_to_buffer().unwrap())]);
    assert_eq!(compte(&dossier), ATTENDU, "{:?}", dossier.anomalies);
    let place = &dossier.budget.lignes[3].span;
    assert_eq!((place.sheet.as_deref(), place.short()), (Some("Produits"), "A2".to_owned()));
}

#[test]
fn chaque_montant_garde_sa_cellule() {
    let dossier = budget("CHARGES;;;PRODUITS\nGroupe;Autorisé;Réalisé;Groupe;Autorisé;Réalisé\nI;100;90;I;670;670\n");
    let lignes: Vec<String> = dossier
        .budget
        .lignes
        .iter()
        .map(|l| {
            let cellule = |c| l.montants.cellule(c).map_or(String::new(), |(_, span)| span.short());
            format!(
                "{} {} {} {}",
                crate::domaine::budget::sujet(l.sens, l.groupe),
                l.span.short(),
                cellule(Colonne::Autorise),
                cellule(Colonne::Realise)
            )
        })
        .collect();
    assert_eq!(lignes, ["groupe I des charges A3 B3 C3", "groupe I des produits D3 E3 F3"]);
}

#[test]
fn un_budget_par_dispositif_fait_celui_du_service() {
    let dossier = budget(
        "dispositif;sens;groupe;autorisé;réalisé\nAEMO-R;charges;I;10;9\nAED-R;charges;I;5;6\nAEMO-R;charges;II;50;48\nAED-R;charges;II;20;20\n\
         AEMO-R;charges;III;1;1\nAED-R;charges;III;1;1\nAEMO-R;produits;I;61;60\nAED-R;produits;I;26;27\nAEMO-R;produits;II;0;0\n\
         AED-R;produits;II;0;0\nAEMO-R;produits;III;0;0\nAED-R;produits;III;0;0\nTotal;charges;;87;85\n",
    );
    assert_eq!(
        compte(&dossier),
        "charges 15/15 70/68 2/2 ; produits 87/87 0/0 0/0 ; reprise 0/0 ; résultat 0/2 // \
         AED-R ; charges 5/6 20/20 1/1 ; produits 26/27 0/0 0/0 ; reprise 0/0 ; résultat 0/0 // \
         AEMO-R ; charges 10/9 50/48 1/1 ; produits 61/60 0/0 0/0 ; reprise 0/0 ; résultat 0/2"
    );
}

#[test]
fn le_resultat_d_un_exercice_anterieur_se_reprend_avec_son_signe() {
    let dossier = budget(
        "Groupe;Autorisé;Réalisé\nCHARGES\nI;100;90\nReprise du déficit N-2;5;5\nPRODUITS\nI;110;110\n78 Reprises sur provisions;;\n002 Excédent reporté;7;7\nTotal produits;117;117\n",
    );
    let signees: Vec<_> =
        dossier.budget.reprises.iter().map(|r| r.signee(Colonne::Realise).map(decimal_saisi)).collect();
    assert_eq!(signees, [Some("-5".to_owned()), Some("7".to_owned())]);
    assert_eq!(dossier.budget.totaux[0].autres, [Exact::from(7_u32)]);
}

#[test]
fn les_cellules_bizarres_se_lisent_ou_se_disent() {
    let lues = |texte: &str| {
        let dossier = budget(texte);
        let saisies =
            dossier.budget.lignes.iter().map(|l| l.montants.realise.as_ref().map(|(s, _)| s.clone()).unwrap());
        (saisies.collect::<Vec<_>>(), natures(&dossier))
    };
    let n = |mantisse| Saisie::Nombre(Exact::decimal(mantisse, 2));
    let (saisies, dites) = lues("Charges;réalisé\nGroupe I;1 234,50 €\nGroupe II;-\nGroupe III;\n");
    assert_eq!((saisies, dites), (vec![n(123_450), Saisie::Manquant, Saisie::Vide], vec![]));
    let (saisies, dites) = lues("Charges;réalisé\nGroupe I;-12,30\nGroupe II;#REF!\nGroupe III;12 %\n");
    assert_eq!(saisies, [n(-1_230), Saisie::Illisible, Saisie::Illisible]);
    assert_eq!(dites.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["B3", "B4"]);
    let (saisies, dites) = lues("Charges;réalisé\nGroupe I;(1 200)\nGroupe II;(30,00 €)\nGroupe III;5\n");
    assert_eq!((saisies, dites), (vec![n(-120_000), n(-3_000), n(500)], vec![]));
    let (saisies, dites) = lues("Charges;réalisé\nGroupe I;(1 200)\nGroupe II;(30)\nGroupe III;-5\n");
    assert_eq!((saisies, dites), (vec![n(-120_000), n(-3_000), n(-500)], vec![]));
    let (saisies, dites) = lues("Charges;réalisé\nGroupe I;(1)\nGroupe II;30\nGroupe III;5\n");
    let manque = ManqueDUnBudget::Parentheses;
    assert_eq!(saisies[0], Saisie::Illisible);
    assert_eq!(dites, [("B2".to_owned(), NatureAnomalie::BudgetIncompris { manque })]);
}

#[test]
fn rien_n_est_devine() {
    use ManqueDUnBudget as M;
    let trois = "I;1;2\nII;1;2\nIII;1;2\n";
    for (texte, attendu) in [
        (format!("Groupe;Autorisé;Réalisé\n{trois}"), vec![("A2", M::Sens), ("A3", M::Sens), ("A4", M::Sens)]),
        ("Charges;Autorisé;Réalisé\nGroupe I;1;2\nGroupe IV;3;4\nGroupe II;5;6\n".to_owned(), vec![("A3", M::Groupe)]),
        (
            "Groupe;Réalisé\nCHARGES\nGroupe I;2\nGroupe I : produits de la tarification;3\n".to_owned(),
            vec![("A4", M::SensContradictoire)],
        ),
        (format!("Charges 2020\nGroupe;Autorisé;Réalisé\n{trois}"), vec![("A2", M::Exercice { annee: 2020 })]),
        (
            "Charges;Autorisé 2020;Réalisé 2020\nGroupe I;1;2\nGroupe II;1;2\n".to_owned(),
            vec![("A1", M::Exercice { annee: 2020 })],
        ),
        (
            "Charges;Budget autorisé;Budget exécutoire;Réalisé\nGroupe I;1;2;3\nGroupe II;1;1;1\n".to_owned(),
            vec![("C1", M::Colonne { colonne: Colonne::Autorise })],
        ),
        (
            "Charges;Budget autorisé;DM;Réalisé\nGroupe I;1;2;3\nGroupe II;1;;1\n".to_owned(),
            vec![("C1", M::DecisionModificative)],
        ),
        (format!("Charges en k€\nGroupe;Autorisé;Réalisé\n{trois}"), vec![("A2", M::Milliers)]),
        (
            "Groupe;Réalisé\nCharges\nI;1\nII;2\nTotal charges;3\nReprise de résultat N-2;4\n".to_owned(),
            vec![("A6", M::Reprise)],
        ),
    ] {
        let dossier = budget(&texte);
        let attendu: Vec<_> = attendu.into_iter().map(|(place, manque)| (place.to_owned(), manque)).collect();
        assert_eq!(incompris(&dossier), attendu, "{texte} {:?}", dossier.anomalies);
    }
    let nulle = budget("Charges;Budget autorisé;DM;Réalisé\nGroupe I;1;0;3\nGroupe II;1;;1\n");
    assert!(nulle.anomalies.is_empty(), "{:?}", nulle.anomalies);
}

#[test]
fn ce_qui_ressemble_a_un_nom_n_est_pas_garde() {
    let dossier =
        budget("Charges;Réalisé;DUPONT Kévin\nGroupe I;5;x\nDUPONT Kévin;3;\nGroupe II;4;\ndont MARTIN Léa;2;\n");
    let partout = format!("{:?} {:?} {:?}", dossier.tables, dossier.budget, dossier.anomalies);
    let cellules = partout.matches("Kévin").count();
    let libelles: Vec<_> = dossier.budget.lignes.iter().map(|l| l.libelle.as_deref()).collect();
    assert_eq!(libelles, [None, None]);
    assert_eq!(cellules, 0, "{partout}");
}

#[test]
fn un_tableau_mensuel_ou_une_phrase_n_est_pas_un_budget() {
    for texte in [
        EN_COLONNES,
        "Indicateur;Cible;Réalisé\nGroupe de parole;3;4\nGroupe II;3;4\n",
        "Charges;Réalisé\nEau;12\nGaz;13\n",
        "Groupe;Présents;Absents\nI;3;4\nII;5;6\n",
    ] {
        let dossier = budget(texte);
        assert!(dossier.budget.lignes.is_empty() && dossier.tables[0].genre != Some("budget"), "{texte}");
    }
}
