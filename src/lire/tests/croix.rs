//! Two levels of headers above months, and months in rows under dispositifs.

use super::*;

#[test]
fn le_dispositif_ou_l_annee_au_dessus_des_mois() {
    for (nom, texte, cellules) in [
        (
            "dispositif sur les mois",
            "2023;INTERNAT;;;PEAD;;\n;Janv;Févr;Total;Janv;Févr;Total\nJournées;310;280;590;150;140;290\n",
            ["B3", "C3", "E3", "F3"],
        ),
        (
            "mois sur le dispositif",
            ";Janvier;;Février;\n;INTERNAT;PEAD;INTERNAT;PEAD\nJournées réalisées;310;150;280;140\n",
            ["B3", "D3", "C3", "E3"],
        ),
        (
            "année sur les mois, dispositifs en lignes",
            "Journées réalisées;2022;;2023;\n;Janv;Févr;Janv;Févr\nINTERNAT;300;270;310;280\nPEAD;100;90;150;140\n",
            ["D3", "E3", "D4", "E4"],
        ),
        (
            "mois en lignes",
            "Journées réalisées;;;\nMois;INTERNAT;PEAD;TOTAL\nJanvier;310;150;460\nFévrier;280;140;420\nTotal;590;290;880\n",
            ["B3", "B4", "C3", "C4"],
        ),
        (
            "deux colonnes de libellés",
            "Dispositif;Indicateur;Janv;Févr\nINTERNAT;Journées réalisées;310;280\nPEAD;Journées réalisées;150;140\n",
            ["C2", "D2", "C3", "D3"],
        ),
    ] {
        let dossier = mecs(texte);
        let mut lus = releves(&dossier);
        lus.sort();
        let [a, b, c, d] = cellules;
        let attendu = [
            format!("INTERNAT journees 1 = 310 ({a})"),
            format!("INTERNAT journees 2 = 280 ({b})"),
            format!("PEAD journees 1 = 150 ({c})"),
            format!("PEAD journees 2 = 140 ({d})"),
        ];
        assert_eq!(lus, attendu, "{nom} {:?}", dossier.anomalies);
        let admises = |n: &NatureAnomalie| matches!(n, NatureAnomalie::ColonneIgnoree { .. });
        assert!(dossier.anomalies.iter().all(|a| admises(&a.nature)), "{nom} {:?}", dossier.anomalies);
        assert_eq!(dossier.tables[0].genre, Some("tableau mensuel"));
    }
}

#[test]
fn les_totaux_d_un_tableau_croise_portent_leurs_cellules() {
    let dossier = mecs(
        "Journées réalisées;;;\nMois;INTERNAT;PEAD;TOTAL\nJanvier;310;150;460\nFévrier;280;140;420\nTotal;590;290;880\n",
    );
    let details = |t: &crate::domaine::dossier::Total| match &t.details {
        Details::Mois(indices) => indices.iter().map(|i| dossier.releves[*i].span.short()).collect::<Vec<_>>(),
        Details::Annees(_) => Vec::new(),
    };
    let totaux: Vec<_> = dossier.totaux.iter().map(|t| (t.span.short(), details(t))).collect();
    let cellules = |noms: &[&str]| noms.iter().map(|nom| (*nom).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        totaux,
        [
            ("D3".to_owned(), cellules(&["B3", "C3"])),
            ("D4".to_owned(), cellules(&["B4", "C4"])),
            ("B5".to_owned(), cellules(&["B3", "B4"])),
            ("C5".to_owned(), cellules(&["C3", "C4"])),
        ]
    );
}

#[test]
fn ce_qui_est_compte_au_dessus_des_dispositifs() {
    let texte = "Mois;Présents début;;ENTREES;;SORTIES;;Présents fin;\n\
                 ;AEMO-R;AED-R;AEMO-R;AED-R;AEMO-R;AED-R;AEMO-R;AED-R\n\
                 janvier;17;14;0;0;2;0;15;14\nfévrier;15;14;0;0;1;0;14;14\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    let lus = releves(&dossier);
    assert_eq!(lus.len(), 16);
    assert!(lus.contains(&"AEMO-R sorties 2 = 1 (F4)".to_owned()), "{lus:?}");
    assert!(lus.contains(&"AED-R presents_fin 1 = 14 (I3)".to_owned()), "{lus:?}");
}

#[test]
fn une_grandeur_par_tableau_n_exige_les_autres_qu_une_fois_tout_lu() {
    let un = |titre: &str, debut: u32| format!("{titre};;\nMois;AEMO-R;AED-R\njanvier;{debut};14\nfévrier;15;14\n");
    let tout = ["Présents début du mois", "Entrées", "Sorties", "Présents fin du mois"].map(|t| un(t, 3)).join(";;\n");
    let complet = lu(&[("donnees/x.csv", tout.as_bytes())]);
    assert!(complet.anomalies.is_empty(), "{:?}", complet.anomalies);
    assert_eq!(complet.releves.len(), 16);
    let seules = lu(&[("donnees/x.csv", un("Entrées", 3).as_bytes())]);
    let manquants =
        natures(&seules).into_iter().filter(|(c, n)| c == "B2" && matches!(n, NatureAnomalie::ColonneManquante { .. }));
    assert_eq!(manquants.count(), 3, "{:?}", seules.anomalies);
}

#[test]
fn l_annee_d_avant_n_est_pas_de_cet_exercice() {
    let texte = "Journées réalisées – INTERNAT;;\nMois;N-1;N\nJanvier;300;310\nFévrier;270;280\n";
    let dossier = mecs(texte);
    assert_eq!(releves(&dossier), ["INTERNAT journees 1 = 310 (C3)", "INTERNAT journees 2 = 280 (C4)"]);
    assert_eq!(
        natures(&dossier),
        [("B2".into(), NatureAnomalie::ColonneIgnoree { entete: "N-1".into(), proche: None })]
    );
}

#[test]
fn un_en_tete_ordinaire_n_est_pas_pris_pour_deux_niveaux() {
    let titre = "Dispositif;AEMO-R;;Année;2021\nMesures;Janv;Févr;Mars;Avr\n\
                 Présents début;17;15;14;14\nEntrées;0;0;0;0\nSorties;2;1;0;0\nPrésents fin;15;14;14;14\n";
    let vide = "Mesures AEMO-R;Janv;Févr\nPrésents début;;\nEntrées;;\nSorties;;\nPrésents fin;;\n";
    let en_lignes =
        "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\njanv;AEMO-R;;;;\nfévr;AEMO-R;17;0;2;15\n";
    for (texte, nombre) in [(titre, 16), (vide, 8), (en_lignes, 4)] {
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{texte} {:?}", dossier.anomalies);
        assert!(dossier.releves.iter().all(|r| r.dispositif == "AEMO-R"), "{texte}");
        assert_eq!(dossier.releves.len(), nombre, "{texte}");
    }
}

#[test]
fn des_en_tetes_vides_doubles_ou_sur_deux_lignes_se_lisent() {
    let alt_entree = "Mesures AEMO-R ;Janv ;\"Févr\n2021\"; ;\n\"Présents\ndébut\";17;15;;\nEntrées ;0;0;;\nSorties;2;1;;\n\"Présents\nfin\";15;14;;\n";
    let dossier = lu(&[("donnees/x.csv", alt_entree.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!(dossier.releves.len(), 8);
    let sans_titre =
        "Mesures AEMO-R;Janv;;Févr\nPrésents début;17;3;15\nEntrées;0;0;0\nSorties;2;;1\nPrésents fin;15;;14\n";
    let dossier = lu(&[("donnees/x.csv", sans_titre.as_bytes())]);
    let ignoree = NatureAnomalie::ColonneIgnoree { entete: String::new(), proche: None };
    assert_eq!(natures(&dossier), [("C1".into(), ignoree)]);
    let doubles = "Entrées AEMO-R;;\nMois;N;N;;\njanvier;1;1;;\n";
    let dossier = lu(&[("donnees/x.csv", doubles.as_bytes())]);
    assert_eq!(releves(&dossier), ["AEMO-R entrees 1 = 1 (B3)", "AEMO-R entrees 1 = 1 (C3)"]);
}
