//! `controler --annoter`: the tables given back, read again by others than those who wrote them.

use crate::outils::{code, copie, messages, racine, texte, tous_les_fichiers, trame};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

fn annote(dossier: &Path, vers: &Path) -> Output {
    trame(&["controler", &dossier.to_string_lossy(), "--annoter", &vers.to_string_lossy()])
}

fn fichiers(dossier: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut chemins = Vec::new();
    tous_les_fichiers(dossier, &mut chemins);
    chemins.into_iter().map(|c| (c.strip_prefix(dossier).unwrap().to_owned(), fs::read(c).unwrap())).collect()
}

fn feuille(classeur: &Path, nom: &str) -> Range<Data> {
    let mut lu: Xlsx<_> = open_workbook(classeur).unwrap();
    lu.worksheet_range(nom).unwrap()
}

/// The parts of a workbook, by name.
fn parties(classeur: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(fs::File::open(classeur).unwrap()).unwrap();
    let mut parties = BTreeMap::new();
    for rang in 0..archive.len() {
        let mut partie = archive.by_index(rang).unwrap();
        let mut texte = String::new();
        partie.read_to_string(&mut texte).unwrap();
        parties.insert(partie.name().unwrap().into_owned(), texte);
    }
    parties
}

/// The `n`th element of a list of styles, as XML.
fn style<'a>(styles: &'a str, liste: &str, element: &str, n: &str) -> &'a str {
    let debut = styles.split(&format!("<{liste} ")).nth(1).unwrap();
    let contenu = debut.split(&format!("</{liste}>")).next().unwrap();
    contenu.split(&format!("<{element}")).nth(n.parse::<usize>().unwrap() + 1).unwrap()
}

fn attribut<'a>(xml: &'a str, nom: &str) -> &'a str {
    xml.split(&format!("{nom}=\"")).nth(1).unwrap().split('"').next().unwrap()
}

/// Background and border of a cell, as XML.
fn aspect(parties: &BTreeMap<String, String>, page: &str, cellule: &str) -> (String, String) {
    let styles = &parties["xl/styles.xml"];
    let cellule = parties[page].split(&format!("<c r=\"{cellule}\"")).nth(1).unwrap();
    let xf = style(styles, "cellXfs", "xf ", attribut(cellule, " s"));
    let fond = style(styles, "fills", "fill>", attribut(xf, "fillId"));
    (fond.to_owned(), style(styles, "borders", "border>", attribut(xf, "borderId")).to_owned())
}

#[test]
fn chaque_cellule_garde_son_adresse_et_les_fausses_sont_colorees_et_expliquees() {
    let vers = TempDir::new().unwrap();
    let sortie = annote(&racine().join("data/acesm-2021"), vers.path());
    assert_eq!(code(&sortie), 1, "the exit code is that of controler");
    let dit = messages(&sortie);
    assert!(dit.contains("aemo-r-annote.xlsx") && dit.contains("14\u{a0}autres constats hors des tableaux"), "{dit}");
    assert!(!texte(&sortie).contains("--annoter"), "what was done is not proposed");

    let classeur = vers.path().join("aemo-r-annote.xlsx");
    let page = feuille(&classeur, "aemo-r");
    let octets = fs::read(racine().join("data/acesm-2021/donnees/aemo-r.csv")).unwrap();
    let source: String = octets.iter().map(|b| char::from(*b)).collect();
    let mut comparees = 0;
    for (rang, ligne) in (0..).zip(source.lines()) {
        for (colonne, saisi) in (0..).zip(ligne.split(';')) {
            let attendu = saisi.parse::<f64>().map_or_else(|_| Data::String(saisi.to_owned()), Data::Float);
            assert_eq!(page.get_value((rang, colonne)), Some(&attendu), "{rang} {colonne}");
            comparees += 1;
        }
    }
    assert_eq!(comparees, 65);

    let parties = parties(&classeur);
    let (fond, bord) = aspect(&parties, "xl/worksheets/sheet2.xml", "M2");
    assert!(fond.contains("FFFACF94") && bord.contains("double"), "{fond} {bord}");
    let (fond, bord) = aspect(&parties, "xl/worksheets/sheet2.xml", "L5");
    assert!(!fond.contains("rgb") && bord.contains("dashed"), "a related cell is only framed: {fond} {bord}");
    let (fond, _) = aspect(&parties, "xl/worksheets/sheet2.xml", "C2");
    assert!(!fond.contains("rgb"), "{fond}");

    let notes = &parties["xl/comments1.xml"];
    let note = notes.split("ref=\"M2\"").nth(1).unwrap().split("</comment>").next().unwrap();
    for attendu in
        ["[continuite]", "[total-saisi-dans-une-partie]", "50\u{a0}présents", "À faire\u{a0}: corriger celle"]
    {
        assert!(note.contains(attendu), "{attendu} : {note}");
    }
    assert!(!note.contains("[[justification]]"), "the lines to paste stay in the terminal");
    assert!(notes.contains("<author>Trame</author>") && notes.contains("ref=\"L5\""));
    let hauteurs = parties["xl/drawings/vmlDrawing1.vml"].split("height:").skip(1);
    let hauteurs: Vec<f64> = hauteurs.filter_map(|h| h.split("pt").next()?.parse().ok()).collect();
    let (basse, haute) = hauteurs.iter().fold((f64::MAX, 0.0), |(b, h), x| (x.min(b), x.max(h)));
    assert!(haute > 2.0 * basse && basse > 15.0, "{hauteurs:?}");
}

#[test]
fn la_premiere_feuille_dit_tout_dans_l_ordre_du_terminal() {
    let vers = TempDir::new().unwrap();
    annote(&racine().join("data/acesm-2021"), vers.path());
    let classeur = vers.path().join("aemo-r-annote.xlsx");
    let liste = feuille(&classeur, "À corriger");
    let lignes: Vec<Vec<String>> = liste.rows().map(|l| l.iter().map(Data::to_string).collect()).collect();
    let entete = lignes.iter().position(|l| l[0] == "Gravité").unwrap();
    let intitules = ["Gravité", "Feuille", "Cellule", "Ce qui ne va pas", "À faire", "Contrôle", "Voir aussi"];
    assert_eq!(lignes[entete], intitules);
    let ordre: Vec<[&str; 3]> = lignes[entete + 1..].iter().map(|l| [&*l[0], &l[2], &l[5]]).collect();
    assert_eq!(
        ordre,
        [
            ["Avertissement", "B2", "presents-au-dela-de-la-capacite"],
            ["Incohérence", "M2", "continuite"],
            ["Incohérence", "M2", "total-saisi-dans-une-partie"],
            ["Incohérence", "M5", "bilan-du-mois"],
            ["Avertissement", "M5", "decembre-recopie-de-janvier"],
        ]
    );
    assert!(lignes[entete + 1][6].contains("donnees/aed-r.csv, B2"), "{:?}", lignes[entete + 1]);
    let page = &parties(&classeur)["xl/worksheets/sheet1.xml"];
    for attendu in [
        r#"location="'aemo-r'!M2""#,
        "<autoFilter ",
        r#"state="frozen""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
    ] {
        assert!(page.contains(attendu), "{attendu}");
    }
}

/// A table with formulas typed as text and a column of names, and one that Trame does not know.
fn dossier_delicat() -> TempDir {
    let dossier = copie("data/acesm-2021");
    let mensuel = "Service AED de Mme Zorn;;\n\nmois;présents début;entrées;sorties;présents fin;nom du référent;observations\n\
                   janvier 2021;=SUM(A1);+3;@b;-2+3;Martin Dupont;vu avec Zoé\nfévrier 2021;15 208;22,50;007;12;Dupont;Zoé\n";
    fs::create_dir(dossier.path().join("donnees/2021")).unwrap();
    fs::write(dossier.path().join("donnees/2021/aed-r.csv"), mensuel).unwrap();
    fs::write(dossier.path().join("donnees/2021-aed-r.csv"), "Nom;Prénom;motif\nDurand;Léo;=HYPERLINK(1)\n").unwrap();
    dossier
}

#[test]
fn une_formule_reste_un_texte_et_aucun_nom_ne_revient() {
    let (dossier, vers) = (dossier_delicat(), TempDir::new().unwrap());
    annote(dossier.path(), vers.path());
    let classeur = vers.path().join("2021-aed-r-2-annote.xlsx");
    let page = feuille(&classeur, "aed-r");
    for (place, attendu) in [((3, 1), "=SUM(A1)"), ((3, 2), "+3"), ((3, 3), "@b"), ((3, 4), "-2+3"), ((4, 3), "007")] {
        assert_eq!(page.get_value(place), Some(&Data::String(attendu.to_owned())), "{place:?}");
    }
    assert_eq!(page.get_value((4, 1)), Some(&Data::Float(15_208.0)));
    assert_eq!(page.get_value((2, 5)), Some(&Data::String("nom du référent".to_owned())));
    let du_mensuel = parties(&classeur);
    assert!(du_mensuel["xl/styles.xml"].contains("quotePrefix") && du_mensuel["xl/styles.xml"].contains("\"#,##0\""));

    let inconnu = vers.path().join("2021-aed-r-annote.xlsx");
    let de_l_inconnu = parties(&inconnu);
    assert!(de_l_inconnu["xl/comments1.xml"].contains("ref=\"A1\""), "the address is marked");
    for (nom, partie) in du_mensuel.iter().chain(&de_l_inconnu) {
        assert!(!partie.contains("<f>"), "{nom} holds a formula");
        for mot in ["Martin", "Dupont", "Zoé", "Zorn", "Durand", "Léo", "HYPERLINK"] {
            assert!(!partie.contains(mot), "{mot} in {nom}");
        }
    }
}

#[test]
fn un_suivi_est_rendu_tel_qu_il_est_compris_sans_les_colonnes_de_noms() {
    let (dossier, vers) = (copie("tests/controles/fin-avant-debut/faux"), TempDir::new().unwrap());
    let suivi = "Suivi 2021;;;;;;\nid;nom;dispositif;début;fin;MDCS;remarque\n\
                 M1;Dupont Léo;AEMO-R;01/03/2021;15/02/2021;Blois;vu Zoé\nM2;Durand Lia;AEMO-R;04/03/2021;chez Zoé;Blois;\n";
    fs::write(dossier.path().join("donnees/suivi.csv"), suivi).unwrap();
    annote(dossier.path(), vers.path());
    let classeur = vers.path().join("suivi-annote.xlsx");
    let page = feuille(&classeur, "suivi");
    let texte = |place: (u32, u32)| page.get_value(place).map(ToString::to_string).unwrap_or_default();
    assert_eq!([(1, 0), (1, 2), (2, 0), (2, 2), (3, 5)].map(texte), ["id", "dispositif", "M1", "AEMO-R", "Blois"]);
    assert_eq!([(2, 1), (2, 6), (3, 4)].map(texte), ["", "", ""], "names, free words and what is no date stay out");
    assert!(page.get_value((2, 3)).is_some_and(|v| matches!(v, Data::DateTime(_))), "{:?}", page.get_value((2, 3)));
    for (nom, partie) in parties(&classeur) {
        for mot in ["Dupont", "Durand", "Zoé", "Léo"] {
            assert!(!partie.contains(mot), "{mot} in {nom}");
        }
    }
}

#[test]
fn les_memes_donnees_donnent_les_memes_octets() {
    let (dossier, un, deux) = (dossier_delicat(), TempDir::new().unwrap(), TempDir::new().unwrap());
    annote(dossier.path(), un.path());
    annote(dossier.path(), deux.path());
    assert_eq!(fichiers(un.path()).len(), 7);
    assert!(fichiers(un.path()) == fichiers(deux.path()));
}

#[test]
fn rien_n_est_ecrit_la_ou_trame_le_relirait() {
    let dossier = copie("data/acesm-2021");
    let avant = fichiers(dossier.path());
    let mut refuses: Vec<PathBuf> =
        ["donnees", "donnees/corrections", "images", "corrections", ".", "", "sortie/../donnees", "absent/../textes"]
            .iter()
            .map(|vers| dossier.path().join(vers))
            .collect();
    #[cfg(unix)]
    let lien = TempDir::new().unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dossier.path().join("donnees"), lien.path().join("lien")).unwrap();
        refuses.push(lien.path().join("lien/corrections"));
    }
    for vers in refuses {
        let refus = annote(dossier.path(), &vers);
        assert_eq!(code(&refus), 2, "{}", vers.display());
        assert!(messages(&refus).contains("sortie/corrections"), "{}", messages(&refus));
        assert!(fichiers(dossier.path()) == avant);
    }
    let controle = texte(&annote(dossier.path(), &dossier.path().join("sortie/corrections")));
    let encore = texte(&annote(dossier.path(), &dossier.path().join("sortie/corrections")));
    assert_eq!(controle, encore, "what was written is not read again");
    assert_eq!(fichiers(dossier.path()).len(), avant.len() + 5);
}

#[test]
fn un_dossier_propre_n_a_rien_a_annoter_et_un_vieux_classeur_est_nomme() {
    let parent = TempDir::new().unwrap();
    let vers = parent.path().join("corrections");
    let propre = annote(&racine().join("data/exemple"), &vers);
    assert_eq!(code(&propre), 0);
    assert!(messages(&propre).contains("rien n’est écrit"), "{}", messages(&propre));
    assert!(!vers.exists());

    fs::create_dir(&vers).unwrap();
    fs::write(vers.join("aed-annote.xlsx"), "un contrôle d’avant").unwrap();
    let propre = annote(&racine().join("data/exemple"), &vers);
    assert!(messages(&propre).contains("date d’un contrôle précédent"), "{}", messages(&propre));
    assert_eq!(fichiers(parent.path()).len(), 1, "nothing is deleted, nothing is written");
}

#[test]
fn le_json_reste_seul_sur_la_sortie() {
    let vers = TempDir::new().unwrap();
    let dossier = racine().join("data/acesm-2021");
    let (dossier, vers) = (dossier.to_string_lossy(), vers.path().to_string_lossy().into_owned());
    let sortie = trame(&["controler", &dossier, "--format", "json", "--annoter", &vers]);
    let json: serde_json::Value = serde_json::from_str(&texte(&sortie)).unwrap();
    assert_eq!(json["version"], 1);
    assert!(messages(&sortie).contains("écrit\u{a0}: "));
}
