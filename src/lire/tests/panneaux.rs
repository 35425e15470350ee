//! Several blocks in one sheet, above one another and side by side.

use super::*;

const T: &str = "Mesures AEMO-R;Janv;Févr\nPrésents début;17;15\nEntrées;0;0\nSorties;2;1\nPrésents fin;15;14\n";

fn cote_a_cote(a: &str, b: &str) -> String {
    let lignes = a.lines().zip(b.lines());
    lignes.map(|(a, b)| format!("{a};;{b}\n")).collect()
}

fn attendus() -> Vec<String> {
    let un = lu(&[("donnees/x.csv", T.as_bytes())]);
    let deux = lu(&[("donnees/x.csv", T.replace("AEMO-R", "AED-R").as_bytes())]);
    let mut tous: Vec<String> = releves(&un).into_iter().chain(releves(&deux)).map(sans_cellule).collect();
    tous.sort();
    tous
}

fn sans_cellule(releve: String) -> String {
    releve.split(" (").next().unwrap_or_default().to_owned()
}

#[test]
fn deux_tableaux_cote_a_cote_se_lisent_chacun_avec_ses_cellules() {
    let autre = T.replace("AEMO-R", "AED-R");
    let sans_nom = |t: &str| t.replace("Mesures AEMO-R", "").replace("Mesures AED-R", "");
    let titres =
        format!("Année 2021\nMesures AEMO-R;;;;Mesures AED-R;;\n{}", cote_a_cote(&sans_nom(T), &sans_nom(&autre)));
    let serres: String = T.lines().zip(autre.lines()).map(|(a, b)| format!("{a};{b}\n")).collect();
    let en_lignes = |code: &str| {
        format!("{code};;;;\nMois;Présents début;Entrées;Sorties;Présents fin\njanv;17;0;2;15\nfévr;15;0;1;14\n")
    };
    for (nom, texte, cellule) in [
        ("nommés", cote_a_cote(T, &autre), "G4"),
        ("titres au-dessus", titres, "G6"),
        ("sans colonne vide", serres, "F4"),
        ("mois en lignes", cote_a_cote(&en_lignes("AEMO-R"), &en_lignes("AED-R")), "J4"),
    ] {
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{nom} {:?}", dossier.anomalies);
        let mut lus: Vec<String> = releves(&dossier).into_iter().map(sans_cellule).collect();
        lus.sort();
        assert_eq!(lus, attendus(), "{nom}");
        let sorties = format!("AED-R sorties 2 = 1 ({cellule})");
        assert!(releves(&dossier).contains(&sorties) || nom == "mois en lignes", "{nom} {:?}", releves(&dossier));
    }
}

#[test]
fn un_panneau_de_total_totalise_ses_voisins() {
    let total = "Total;Janv;Févr\nPrésents début;34;30\nEntrées;0;0\nSorties;4;2\nPrésents fin;30;28\n";
    let autre = T.replace("AEMO-R", "AED-R");
    let texte = cote_a_cote(&cote_a_cote(T, &autre), total);
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!((dossier.releves.len(), dossier.totaux.len()), (16, 8));
}

#[test]
fn des_blocs_empiles_gardent_leurs_titres_et_leurs_cellules() {
    let autre = T.replace("AEMO-R", "AED-R");
    let sous_titre = |titre: &str| format!("{titre};;\n{}", T.replace("Mesures AEMO-R", ""));
    for (nom, texte, cellule) in [
        ("titres fusionnés", format!("{}{}", sous_titre("AEMO-R"), sous_titre("AED-R")), "C11"),
        ("en-tête répété", format!("Mesures AEMO-R;Janv;Févr\n{T};;\n{autre}"), "C11"),
        ("côte à côte puis dessous", format!("{T};;\n{autre}"), "C10"),
    ] {
        let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{nom} {:?}", dossier.anomalies);
        let mut lus: Vec<String> = releves(&dossier).into_iter().map(sans_cellule).collect();
        lus.sort();
        assert_eq!(lus, attendus(), "{nom}");
        let sorties = format!("AED-R sorties 2 = 1 ({cellule})");
        assert!(releves(&dossier).contains(&sorties), "{nom} {:?}", releves(&dossier));
    }
}

#[test]
fn une_colonne_vide_puis_une_remarque_n_est_pas_un_tableau() {
    let texte =
        T.replace("Févr\n", "Févr;;Observations\n").replace("Sorties;2;1\n", "Sorties;2;1;;deux sorties en mars\n");
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!(dossier.releves.len(), 8);
    assert!(matches!(&natures(&dossier)[..], [(c, NatureAnomalie::ColonneIgnoree { .. })] if c == "E1"));
}

#[test]
fn des_tableaux_cote_a_cote_qui_ne_sont_pas_alignes_se_lisent_aussi() {
    let autre: Vec<String> = T.replace("AEMO-R", "AED-R").lines().map(str::to_owned).collect();
    let texte: String = (0..7)
        .map(|i| {
            let gauche = T.lines().nth(i).unwrap_or(";;");
            let droite = i.checked_sub(2).map_or(";;", |j| autre[j].as_str());
            format!("{gauche};;{droite}\n")
        })
        .collect();
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    let mut lus: Vec<String> = releves(&dossier).into_iter().map(sans_cellule).collect();
    lus.sort();
    assert_eq!(lus, attendus());
    assert!(releves(&dossier).contains(&"AED-R sorties 2 = 1 (G6)".to_owned()), "{:?}", releves(&dossier));
}
