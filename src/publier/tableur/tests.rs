//! Workbooks made from folders written by hand: formulas, sources, what is missing, what is doubted, what is hostile.

use super::table::Case;
use super::*;
use crate::diagnostic::Span;
use crate::domaine::dossier::Source;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::{Preparation, preparer};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

const MOIS: &str = "Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc";
const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"=S & fils\"\n\
    [[capacite]]\ndepuis = 2021-01-01\nplaces = 40\n\
    [activite]\njournees_previsionnelles = 10001\n\
    [[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"21,80\"\nnature = \"reconduction\"\narrete = \"+1 cmd\"\n\
    [[tarif]]\ndepuis = 2021-07-01\nprix_de_journee = \"23,27\"\nnature = \"applicable\"\narrete = \"@SUM(A1)\"\n\
    [[dispositif]]\ncode = \"AED\"\nlibelle = \"=cmd|' /C calc'!A0\"\ncadre = \"administratif\"\n\
    modalite = \"milieu-ouvert\"\n";

/// Twelve times the same figures, but for the rows given.
fn preparation(autres: &[(&str, &str)]) -> Preparation {
    let lignes =
        [("Présents début", "30"), ("Entrées", "1"), ("Sorties", "1"), ("Présents fin", "30"), ("Journées", "901")];
    let mut table = format!("Mesures AED;{MOIS}\n");
    for (titre, valeur) in lignes {
        let autre = autres.iter().find(|(nom, _)| *nom == titre).map(|(_, ligne)| (*ligne).to_owned());
        table += &format!("{titre};{}\n", autre.unwrap_or_else(|| [valeur; 12].join(";")));
    }
    let fichier = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
    preparer(vec![fichier("rapport.toml", RAPPORT), fichier("donnees/aed.csv", &table)])
}

fn octets(p: &Preparation) -> Vec<u8> {
    classeur(&matiere(p)).unwrap()
}

fn matiere(p: &Preparation) -> Matiere<'_> {
    Matiere { reglages: p.controle().unwrap().reglages(), indicateurs: p.indicateurs().unwrap(), constats: &p.constats }
}

fn lu(octets: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(octets)).unwrap()
}

/// The row of a sheet whose first cells are those: values, and formulas where there are.
fn rangee(lu: &mut Xlsx<Cursor<Vec<u8>>>, feuille: &str, debut: &[&str]) -> (Vec<Data>, Vec<String>) {
    let (valeurs, formules) = (lu.worksheet_range(feuille).unwrap(), lu.worksheet_formula(feuille).unwrap());
    let rang = valeurs
        .rows()
        .position(|r| debut.iter().zip(r).all(|(attendu, lu)| lu == &Data::String((*attendu).to_owned())));
    let rang = u32::try_from(rang.unwrap_or_else(|| panic!("{feuille} {debut:?}"))).unwrap();
    let colonnes = 0..u32::try_from(valeurs.width()).unwrap();
    let formules = colonnes.map(|c| formules.get_value((rang, c)).cloned().unwrap_or_default()).collect();
    (valeurs.rows().nth(usize::try_from(rang).unwrap()).unwrap().to_vec(), formules)
}

#[test]
fn les_formules_pointent_sur_les_cellules_que_l_on_voit() {
    let mut lu = lu(octets(&preparation(&[])));
    let (valeurs, formules) = rangee(&mut lu, "Mensuel", &["AED", "Entrées"]);
    assert_eq!((&valeurs[2], formules[2].as_str()), (&Data::Float(1.0), ""));
    assert_eq!((&valeurs[14], formules[14].as_str()), (&Data::Float(12.0), "SUM(C6:N6)"));
    let (valeurs, formules) = rangee(&mut lu, "Mensuel", &["AED", "Contrôle : début + entrées − sorties − fin"]);
    assert_eq!((&valeurs[3], formules[3].as_str()), (&Data::Float(0.0), "((D5+D6)-D7)-D8"));
    let (valeurs, formules) = rangee(&mut lu, "Journées", &["Service"]);
    assert_eq!(formules[7..9], ["F5/D5", "F5/E5"], "{valeurs:?}");
    let (valeurs, formules) =
        rangee(&mut lu, "Produits", &["Service", "Produits de la tarification réalisés", "Ensemble"]);
    assert_eq!(valeurs[6], Data::Float(243_648.42), "901 × 6 × (21,80 + 23,27)");
    assert!(formules[6].starts_with("SUM(G"), "{formules:?}");
    let (_, formules) = rangee(&mut lu, "Produits", &["Service", "Produits de la tarification réalisés"]);
    assert!(formules[6].starts_with('D') && formules[6].contains("*E"), "{formules:?}");
    let (valeurs, formules) = rangee(&mut lu, "Analyse", &["Service", "Taux de réalisation"]);
    assert_eq!((&valeurs[3], formules[3].as_str()), (&Data::Float(1.081), formules[3].as_str()));
    assert!(formules[3].starts_with("ROUND(ROUND(C") && formules[3].ends_with(",3)"), "{formules:?}");
}

/// A number that is not a formula stands in « Sources », with its cell.
#[test]
fn chaque_nombre_de_base_nomme_sa_source() {
    let mut lu = lu(octets(&preparation(&[])));
    let sources = lu.worksheet_range("Sources").unwrap();
    let nommes: BTreeSet<String> = sources.rows().map(|r| r[2].to_string()).collect();
    let mut bases = 0;
    for feuille in lu.sheet_names().into_iter().filter(|f| f != "Sources") {
        let (valeurs, formules) = (lu.worksheet_range(&feuille).unwrap(), lu.worksheet_formula(&feuille).unwrap());
        let (debut, _) = valeurs.start().unwrap();
        for (ligne, colonne, _) in valeurs.used_cells().filter(|(.., v)| matches!(v, Data::Float(_) | Data::Int(_))) {
            let (row, column) = (debut + u32::try_from(ligne).unwrap(), u32::try_from(colonne).unwrap());
            if formules.get_value((row, column)).is_none_or(String::is_empty) {
                let ou = format!("{feuille}!{}", crate::diagnostic::Address { column, row });
                assert!(nommes.contains(&ou), "{ou}");
                bases += 1;
            }
        }
    }
    assert!(bases > 60, "{bases}");
    let (valeurs, _) = rangee(&mut lu, "Sources", &["Entrées, AED, février"]);
    assert_eq!([&valeurs[4], &valeurs[6]].map(Data::to_string), ["donnees/aed.csv", "C3"]);
}

#[test]
fn rien_de_ce_qu_ecrit_le_service_ne_devient_une_formule() {
    let p = preparation(&[]);
    let octets = octets(&p);
    let mut archive = zip::ZipArchive::new(Cursor::new(octets.clone())).unwrap();
    let mut page = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut page).unwrap();
    assert!(page.contains("&amp;L=S &amp;&amp; fils&amp;C"), "the footer keeps its ampersand");
    let mut lu = lu(octets);
    let permis = |c: char| c.is_ascii_digit() || "+-*/(),.:!'$".contains(c);
    for feuille in lu.sheet_names() {
        let formules = lu.worksheet_formula(&feuille).unwrap();
        for (.., formule) in formules.used_cells().filter(|(.., f)| !f.is_empty()) {
            let noms = lu.sheet_names().into_iter().fold(formule.clone(), |f, nom| f.replace(&nom, ""));
            let mots = noms.split(permis).filter(|m| !m.is_empty());
            let connu =
                |mot: &str| ["SUM", "ROUND", "MAX"].contains(&mot) || mot.chars().all(|c| c.is_ascii_uppercase());
            assert!(mots.into_iter().all(connu), "{feuille} {formule}");
        }
    }
    let (valeurs, formules) = rangee(&mut lu, "Tarifs", &[]);
    assert!(formules.iter().all(String::is_empty), "{valeurs:?}");
    let tarifs = lu.worksheet_range("Tarifs").unwrap();
    assert!(tarifs.rows().any(|r| r[6] == Data::String("@SUM(A1)".into())));
    let csv = csv(&matiere(&p)).unwrap();
    let tarifs =
        csv.iter().find(|(nom, _)| nom == "tarifs.csv").map(|(_, octets)| String::from_utf8_lossy(octets)).unwrap();
    assert!(tarifs.contains(";'+1 cmd;") && tarifs.contains(";'@SUM(A1);"), "{tarifs}");
}

#[test]
fn ce_qui_manque_est_vide_et_dit_pourquoi() {
    let mut lu = lu(octets(&preparation(&[("Entrées", "1;1;NC;1;1;1;1;1;1;1;1;1")])));
    let (valeurs, _) = rangee(&mut lu, "Mensuel", &["AED", "Entrées"]);
    assert_eq!((&valeurs[3], &valeurs[4], &valeurs[14]), (&Data::Float(1.0), &Data::Empty, &Data::Empty));
    assert_eq!(valeurs[15].to_string(), "Mars, année, non calculé\u{a0}: non renseigné en D3");
}

#[test]
fn une_reserve_se_voit_et_se_lit() {
    let mut lu = lu(octets(&preparation(&[("Présents début", "30;30;30;30;30;30;30;30;30;30;30;50")])));
    let (valeurs, _) = rangee(&mut lu, "Mensuel", &["AED", "Présents au début"]);
    assert!(valeurs[15].to_string().contains("réserve\u{a0}: décembre incohérent"), "{valeurs:?}");
    let (valeurs, _) = rangee(&mut lu, "Lisez-moi", &["État"]);
    assert!(valeurs[1].to_string().starts_with("Document de travail"), "{valeurs:?}");
    let sure = Valeur::convenue(Exact::from(1_u32), "essai");
    let douteuse = Valeur { reserve: Some("essai".into()), ..sure.clone() };
    let [sure, douteuse] = [sure, douteuse]
        .map(|v| format!("{:?}", styles::nombre(&Case::de(v, Unite::Nombre), styles::Contour::default(), true)));
    assert_ne!(sure, douteuse);
}

#[test]
fn les_feuilles_et_les_fichiers_ont_des_noms_possibles_et_differents() {
    let p = preparation(&[]);
    let (tables, plan) = Plan::complet(tables::toutes(&matiere(&p)), p.indicateurs().unwrap());
    assert_eq!(tables.iter().map(|t| t.feuille).collect::<Vec<_>>(), plan.feuilles);
    let (mut feuilles, mut fichiers) = (BTreeSet::new(), BTreeSet::new());
    for table in &tables {
        rust_xlsxwriter::utility::check_sheet_name(table.feuille).unwrap();
        assert!(table.feuille.encode_utf16().count() <= 31 && feuilles.insert(table.feuille.to_lowercase()));
        assert!(table.fichier.chars().all(|c| c.is_ascii_lowercase() || c == '-') && fichiers.insert(table.fichier));
        assert!(table.lignes.iter().all(|l| l.cases.len() == table.colonnes.len()), "{}", table.feuille);
    }
}

#[test]
fn le_meme_dossier_donne_les_memes_octets() {
    let [une, autre] = [preparation(&[]), preparation(&[])];
    assert!(octets(&une) == octets(&autre));
    assert!(csv(&matiere(&une)).unwrap() == csv(&matiere(&autre)).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(octets(&une))).unwrap();
    let mut proprietes = String::new();
    archive.by_name("docProps/core.xml").unwrap().read_to_string(&mut proprietes).unwrap();
    assert!(proprietes.contains("2021-12-31") && proprietes.contains("<dc:creator></dc:creator>"), "{proprietes}");
}

/// What a table that is added later must be able to rely on.
#[test]
fn un_tableau_ajoute_a_ses_formules_et_ses_sources() {
    let p = preparation(&[]);
    let lue = |n: u32| Valeur::lue(n.into(), &Span::line("rapport.toml", n, None)).dite(format!("terme {n}"));
    let somme = Valeur::somme(&[lue(1), lue(2), lue(3), lue(4)]).dite("somme des termes");
    let tiers = somme.sur(&lue(3), "").fois(&Valeur::convenue(Exact::fraction(1, 3).unwrap(), "un tiers"));
    let mut table = Table::new("Essai", "essai", "Essai").colonnes([("Tiers", 20)]);
    table.lignes.push(vec![Case::de(tiers, Unite::Euros)].into());
    let mut lu = lu(ecrit(&[table], &matiere(&p)).unwrap());
    assert_eq!(lu.sheet_names(), ["Essai", "Détail", "Sources"]);
    let essai = lu.worksheet_formula("Essai").unwrap();
    assert_eq!(essai.get_value((2, 0)).unwrap(), "('Détail'!B4/'Sources'!B6)*'Sources'!B5");
    assert_eq!(lu.worksheet_formula("Sources").unwrap().get_value((4, 1)).unwrap(), "1/3", "no last decimal");
    assert_eq!(lu.worksheet_range("Essai").unwrap().get_value((2, 0)), Some(&Data::Float(10.0 / 9.0)));
    assert_eq!(
        lu.worksheet_formula("Détail").unwrap().get_value((3, 1)).unwrap(),
        "'Sources'!B7+'Sources'!B8+'Sources'!B6+'Sources'!B9"
    );
}
