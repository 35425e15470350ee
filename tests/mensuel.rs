//! The monthly board: its figures by hand from the CSV files, two pages at most, what it refuses.

use crate::outils::{code, copie, messages, racine, sources, texte, tous_les_fichiers, trame};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use trame::composer::{self, Rapport};
use trame::domaine::dossier::Source;
use trame::{Refus, preparer_a_fin};

fn compose(fichiers: Vec<Source>, mois: &str) -> Rapport {
    let projets = preparer_a_fin(fichiers, mois).unwrap().tableau_de_bord().unwrap();
    composer::en_deux_pages(&projets).unwrap().1
}

/// The words of the pages, plain spaces.
fn mots(rapport: &Rapport) -> String {
    let texte = rapport.texte.replace(['\u{a0}', '\u{202f}', '\n'], " ");
    texte.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn du_dossier(dossier: &str, mois: &str) -> Rapport {
    compose(sources(&racine().join(dossier)), mois)
}

fn contient_tout(texte: &str, attendus: &[&str]) {
    for attendu in attendus {
        assert!(texte.contains(attendu), "{attendu}\n{texte}");
    }
}

fn remplace(fichiers: &mut [Source], chemin: &str, de: &str, par: &str) {
    let source = fichiers.iter_mut().find(|s| s.chemin == chemin).unwrap();
    // the tables of the ACESM are in Windows-1252: bytes, not text
    let place = source.octets.windows(de.len()).position(|f| f == de.as_bytes()).unwrap();
    source.octets.splice(place..place + de.len(), par.bytes());
}

/// AEMO-R : 0, 0, 4 entrées, 2, 1, 6 sorties, 17 → 15 → 14 → 12 ; AED-R : 0, 0, 4 et 0, 0, 4, toujours 14.
/// Journées au milieu : AEMO-R 16 × 31 + 14,5 × 28 + 13 × 31 = 496 + 406 + 403 ; AED-R 14 × 90. Prévu : 15 208 × 90 ÷ 365.
#[test]
fn mars_de_l_acesm() {
    let texte = mots(&du_dossier("data/acesm-2021", "mars"));
    contient_tout(
        &texte,
        &[
            "Tableau de bord — mars 2021",
            "Situation au 31 mars 2021",
            "Présents au 31 mars 2021 26 pour 30 places 12 AEMO-R · 14 AED-R",
            "Entrées de mars 8 8 depuis janvier",
            "Sorties de mars 10 13 depuis janvier",
            "Journées de mars 837 pour 1 292 prévisionnelles écart : −455",
            "68,4 % 2 565 journées sur 3 750 prévisionnelles mars : 64,8 %",
            // 2 565 × 22,54 € ; 15 208 × 90 ÷ 365 × 22,54 €
            "57 815,10 € pour 84 523,15 € prévus",
            "AEMO-R 4 6 4 9 12",
            "AED-R 4 4 4 4 14",
            "Service 8 10 8 13 26 30",
            "Service 837,0 1 291,6 −454,6 64,8 % 2 565,0 3 749,9 −1 184,9 68,4 %",
            // (15 208 − 2 565) ÷ 9
            "1 404,8",
            "Atterrissage de l’année",
            "Liste d’attente aucune au 31 mars 2021",
        ],
    );
    for absent in ["Document de travail", "décembre", "M2", "13 316", "2020", "annexe"] {
        assert!(!texte.contains(absent), "{absent}\n{texte}");
    }
}

/// The year is over: the declared days, the exercise before, no projection, December as it was typed.
#[test]
fn decembre_de_l_acesm() {
    let texte = mots(&du_dossier("data/acesm-2021", "2021-12"));
    contient_tout(
        &texte,
        &[
            "Document de travail — 8 points à vérifier",
            "Présents au 31 décembre 2021a 31 pour 50 places",
            "Entrées de décembre 0 50 dans l’année",
            "Sorties de décembre 2 33 dans l’année",
            "87,6 % 13 316 journées sur 15 208 prévisionnelles",
            "300 142,64 € pour 342 788,32 € prévus écart : −42 645,68 €",
            "Service 0 2 50 33 30",
            "Cellule en incohérence, imprimée telle qu’elle est saisie : M5",
            "33 mesures, 17 familles, 66,0 % de la capacité (50 places)",
            "Incohérence donnees/aemo-r.csv, cellule M5",
        ],
    );
    assert!(!texte.contains("Atterrissage") && !texte.contains("annexe"), "{texte}");
}

/// AEMO : 24 entrées, 24 sorties, 57 présents ; AED : 29 ; INTERNAT : 22, 685 journées en juin.
#[test]
fn juin_de_l_exemple() {
    let texte = mots(&du_dossier("data/exemple", "juin 2025"));
    contient_tout(
        &texte,
        &[
            "Présents au 30 juin 2025 108 pour 114 places 57 AEMO · 29 AED · 22 INTERNAT",
            "Entrées de juin 7 43 depuis janvier",
            "Sorties de juin 6 42 depuis janvier",
            "AEMO 5 4 24 24 57 60",
            "AED 2 1 12 11 29 30",
            "INTERNAT 0 1 7 7 22 24",
            // 1 679 + 853 + 685 ; 684 + 618 + 684 + 662 + 684 + 662 = 3 994
            "Journées de juin 3 217",
            "INTERNAT 685,0 662,0 +23,0 103,5 % 4 005,0 3 994,0 +11,0 100,3 %",
            "En attente au 30 juin 2025 13 mesures",
            "Échéances dans les 60 jours",
            "Les contrôles n’ont rien relevé",
        ],
    );
}

#[test]
fn memes_octets_et_deux_normes() {
    let (un, deux) = (du_dossier("data/exemple", "mars"), du_dossier("data/exemple", "03/2025"));
    assert!(un.pdf == deux.pdf);
    assert!(un.avertissements.is_empty(), "{:?}", un.avertissements);
    for norme in ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1"] {
        assert!(un.pdf.windows(norme.len()).any(|f| f == norme.as_bytes()), "{norme}");
    }
}

/// A folder of so many dispositifs and months, names as long as they come.
fn grand(dispositifs: usize, mois: usize, nom: &str, prevision: bool) -> Vec<Source> {
    let mut toml =
        format!("exercice = 2025\n[association]\nnom = \"{nom} {nom}\"\n[service]\nnom = \"{nom} {nom} {nom}\"\n");
    let mut fichiers = Vec::new();
    for rang in 0..dispositifs {
        let activite = if prevision { "journees_previsionnelles = 4000" } else { "" };
        write!(
            toml,
            "[[dispositif]]\ncode = \"DISPOSITIF-{rang}\"\nlibelle = \"{nom}\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n[dispositif.activite]\n{activite}\n"
        )
        .unwrap();
        let mut csv = "Mois;Présents début;Entrées;Sorties;Présents fin\n".to_owned();
        for m in 1..=mois {
            // the exits never account for the presents: a finding per month and dispositif
            writeln!(csv, "{m:02}/2025;{};{rang};1;{}", 900_000 + rang, 900_100 + rang).unwrap();
        }
        fichiers.push(Source { chemin: format!("donnees/dispositif-{rang}.csv"), octets: csv.into_bytes() });
    }
    fichiers.push(Source { chemin: "rapport.toml".into(), octets: toml.into_bytes() });
    fichiers
}

#[test]
fn deux_pages_au_plus_quoi_qu_il_arrive() {
    let long = "Dispositif d’accompagnement renforcé à domicile avec hébergement ponctuel";
    for (dispositifs, mois, nom, prevision) in [
        (24, 12, long, true),
        (24, 5, long, false),
        (60, 2, "S", true),
        (1, 1, "S", false),
        (7, 3, long, true),
        (12, 11, "Anticonstitutionnellementanticonstitutionnellementanticonstitutionnellement", true),
    ] {
        let rapport = compose(grand(dispositifs, mois, nom, prevision), &format!("2025-{mois:02}"));
        let cas = format!("{dispositifs} dispositifs, {mois} mois");
        assert!((1..=2).contains(&rapport.pages), "{cas} : {} pages", rapport.pages);
        assert!(rapport.avertissements.is_empty(), "{cas} : {:?}", rapport.avertissements);
        let texte = mots(&rapport);
        assert!(texte.contains("Service"), "{cas}\n{texte}");
        if dispositifs == 60 {
            contient_tout(
                &texte,
                &["autres dispositifs, comptés dans le total du service", "autres, que les contrôles"],
            );
        }
    }
}

#[test]
fn ce_que_l_on_ecrit_est_montre_jamais_execute() {
    let mut fichiers = sources(&racine().join("data/acesm-2021"));
    let piege = "#panic(\\\"x\\\") *gras* $a$ @b <c> `d` = e";
    remplace(
        &mut fichiers,
        "rapport.toml",
        "nom = \"Service d’action éducative renforcée\"",
        &format!("nom = \"{piege}\""),
    );
    let texte = mots(&compose(fichiers, "mars"));
    assert!(texte.contains("#panic(\"x\") *gras* $a$ @b <c> `d` = e"), "{texte}");
}

#[test]
fn les_mois_se_lisent_comme_on_les_ecrit_et_les_autres_sont_refuses() {
    let dossier = copie("data/acesm-2021");
    let chemin = dossier.path().to_string_lossy().into_owned();
    for mois in ["févr.", "02/2021", "2021-02", "Février 2021", "fev", "2", "02"] {
        let sortie = trame(&["mensuel", &chemin, mois]);
        assert_eq!(code(&sortie), 0, "{mois} : {}", messages(&sortie));
        assert!(texte(&sortie).ends_with("mensuel-2021-02.pdf\n"), "{}", texte(&sortie));
    }
    let ecrit = fs::read(dossier.path().join("sortie/mensuel-2021-02.pdf")).unwrap();
    assert!(ecrit.starts_with(b"%PDF"));
    for (mois, mot) in [
        ("marz", "n’est pas un mois (peut-être «\u{a0}mars\u{a0}»)"),
        ("13/2021", "écrire par exemple 3, mars, 2021-03 ou 03/2021"),
        ("13", "écrire par exemple 3, mars, 2021-03 ou 03/2021"),
        ("fevreir", "peut-être «\u{a0}février\u{a0}»"),
        ("mars 2020", "n’est pas un mois de l’exercice 2021"),
        ("", "n’est pas un mois"),
    ] {
        let sortie = trame(&["mensuel", &chemin, mois]);
        assert_eq!(code(&sortie), 2, "{mois}");
        assert!(messages(&sortie).contains(mot), "{mois} : {}", messages(&sortie));
    }
    assert_eq!(code(&trame(&["mensuel", &chemin])), 2);
    assert_eq!(fs::read_dir(dossier.path().join("sortie")).unwrap().count(), 1, "nothing else is written");
}

#[test]
fn un_mois_que_les_tableaux_n_atteignent_pas_est_refuse() {
    let dossier = copie("data/acesm-2021");
    let toml = dossier.path().join("rapport.toml");
    let texte = fs::read_to_string(&toml).unwrap();
    fs::write(&toml, texte.replace("exercice = 2021\n", "exercice = 2021\narrete_au = 2021-07-15\n")).unwrap();
    let chemin = dossier.path().to_string_lossy().into_owned();
    let sortie = trame(&["mensuel", &chemin, "septembre"]);
    assert_eq!(code(&sortie), 1);
    let dits = messages(&sortie);
    assert!(
        dits.contains("ne disent rien de septembre 2021\u{a0}: les mois connus avant lui vont de janvier à juin"),
        "{dits}"
    );
    assert!(dits.contains("Tableau de bord non écrit"), "{dits}");
    assert!(!dossier.path().join("sortie").exists());
    assert_eq!(code(&trame(&["mensuel", &chemin, "juin"])), 0);
    // a follow-up table that ends in May does not make September known
    let mut fichiers = sources(&racine().join("data/exemple"));
    remplace(&mut fichiers, "rapport.toml", "exercice = 2025\n", "exercice = 2025\narrete_au = 2025-05-31\n");
    let preparation = preparer_a_fin(fichiers, "septembre").unwrap();
    assert_eq!(preparation.tableau_de_bord().err(), Some(Refus::MoisInconnu));
}

#[test]
fn un_dossier_sans_chiffre_n_a_pas_de_tableau_de_bord() {
    let seul = grand(1, 0, "S", true);
    let preparation = preparer_a_fin(seul, "mars").unwrap();
    assert_eq!(preparation.tableau_de_bord().err(), Some(Refus::MoisInconnu));
    let vide = tempfile::TempDir::new().unwrap();
    let sortie = trame(&["mensuel", &vide.path().to_string_lossy(), "mars"]);
    assert_eq!(code(&sortie), 1);
    assert!(messages(&sortie).contains("trame nouveau"), "{}", messages(&sortie));
}

/// One that stands in a later month prevents nothing; one in the months shown does.
#[test]
fn une_erreur_n_arrete_que_les_mois_ou_elle_est() {
    let mut fichiers = sources(&racine().join("data/acesm-2021"));
    remplace(&mut fichiers, "donnees/aed-r.csv", "ENTREES;0;0;4;3;6", "ENTREES;0;0;4;3;x?6");
    assert!(trame::preparer(fichiers.clone()).constats.bloquants());
    let avril = preparer_a_fin(fichiers.clone(), "avril").unwrap();
    assert!(avril.tableau_de_bord().is_ok(), "{:?}", avril.constats);
    for mois in ["mai", "juin"] {
        let preparation = preparer_a_fin(fichiers.clone(), mois).unwrap();
        assert_eq!(preparation.tableau_de_bord().err(), Some(Refus::Erreurs), "{mois}");
    }
}

/// A justification of December is neither void nor needed in March.
#[test]
fn une_explication_de_decembre_ne_gene_pas_mars() {
    let mut fichiers = sources(&racine().join("data/acesm-2021"));
    let toml = fichiers.iter_mut().find(|s| s.chemin == "rapport.toml").unwrap();
    toml.octets.extend(
        "\n[[justification]]\ncode = \"continuite\"\nfichier = \"donnees/aed-r.csv\"\ncellule = \"M2\"\nmotif = \"Saisie perdue.\"\n"
            .bytes(),
    );
    assert_eq!(preparer_a_fin(fichiers, "mars").unwrap().constats.listes.len(), 4);
}

#[test]
fn le_projet_ecrit_par_sources_est_celui_qui_est_compose() {
    let dossier = copie("data/exemple");
    let (projet_ecrit, pdf) = (dossier.path().join("typst"), dossier.path().join("ailleurs/m.pdf"));
    let chemins = [dossier.path(), &projet_ecrit, &pdf].map(|c: &Path| c.to_string_lossy().into_owned());
    let arguments = ["mensuel", &chemins[0], "juin", "--sources", &chemins[1], "--sortie", &chemins[2]];
    assert_eq!(code(&trame(&arguments)), 0);
    let projets = preparer_a_fin(sources(&racine().join("data/exemple")), "juin").unwrap().tableau_de_bord().unwrap();
    let (projet, rapport) = composer::en_deux_pages(&projets).unwrap();
    let mut ecrits = Vec::new();
    tous_les_fichiers(&projet_ecrit, &mut ecrits);
    assert_eq!(ecrits.len(), projet.fichiers.len());
    for (chemin, octets) in &projet.fichiers {
        assert!(fs::read(projet_ecrit.join(chemin)).unwrap() == octets.as_ref(), "{chemin}");
    }
    assert!(fs::read(&pdf).unwrap() == rapport.pdf);
}
