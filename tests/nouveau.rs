//! `trame nouveau`: what it writes and says; and the year that follows another, which begins where that one ended.

mod a_reprendre;

use crate::outils::{code, copie, messages, racine, sources, texte, trame};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use trame::domaine::exact::Exact;
use trame::domaine::indicateur::{Indicateurs, Perimetre};
use trame::{Preparation, preparer};

const DOSSIERS: [&str; 3] = ["exemple", "acesm-2021", "millau-segur-2025"];

fn lu(dossier: &Path) -> Preparation {
    preparer(sources(dossier))
}

fn mot(dossier: &Path) -> String {
    dossier.to_string_lossy().into_owned()
}

fn ecrit(dossier: &Path, chemin: &str, texte: &str) {
    let chemin = dossier.join(chemin);
    fs::create_dir_all(chemin.parent().unwrap()).unwrap();
    fs::write(chemin, texte).unwrap();
}

/// The next year of a folder, written beside nothing, and what the command said.
fn suite(precedent: &Path) -> (TempDir, String) {
    let lieu = TempDir::new().unwrap();
    let sortie = trame(&["nouveau", &mot(&lieu.path().join("suite")), "--depuis", &mot(precedent)]);
    assert_eq!(code(&sortie), 0, "{}", messages(&sortie));
    let dit = messages(&sortie) + &texte(&sortie);
    (lieu, dit)
}

fn annuel(perimetre: &Perimetre, cle: &str) -> Option<Exact> {
    perimetre.annuel(cle).exact()
}

/// Nothing that prevents a report, and the opening figures are the closing ones.
fn commence_ou_l_autre_finit(avant: &Indicateurs, apres: &Preparation) {
    assert!(!apres.constats.bloquants());
    let apres = apres.indicateurs().unwrap();
    assert_eq!(apres.exercice.annee(), avant.exercice.annee() + 1);
    for (avant, apres) in avant.perimetres.iter().zip(&apres.perimetres) {
        let (fin, debut) = (annuel(avant, "presents_fin"), annuel(apres, "presents_debut"));
        assert!(debut.is_none() || debut == fin, "{} : {fin:?} puis {debut:?}", avant.code);
        for cle in ["presents_fin", "entrees", "journees_realisees", "produits_realises", "attente_mesures"] {
            if let Some(n) = apres.precedent.get(cle) {
                let imprime =
                    avant.a_ecrire(annuel(avant, cle).unwrap(), trame::domaine::indicateur::Unite::Nombre, None);
                assert!((*n - imprime).absolu() <= Exact::fraction(1, 2).unwrap(), "{} {cle}", avant.code);
            }
        }
    }
}

#[test]
fn chaque_dossier_se_continue() {
    for nom in DOSSIERS {
        let precedent = racine().join("data").join(nom);
        let (avant, (lieu, _)) = (lu(&precedent), suite(&precedent));
        let dossier = lieu.path().join("suite");
        let apres = lu(&dossier);
        let (indicateurs, suivants) = (avant.indicateurs().unwrap(), apres.indicateurs().unwrap());
        commence_ou_l_autre_finit(indicateurs, &apres);
        assert!(apres.constats.listes.iter().all(|d| d.code != "mois-hors-exercice"), "{nom}");
        // whom the figures come from has a table of its own, or a table to be filled
        let service = (indicateurs.service().unwrap(), suivants.service().unwrap());
        assert_eq!(service.1.precedent.get("presents_fin").copied(), annuel(service.0, "presents_fin"), "{nom}");
        assert_eq!(service.1.precedent.get("attente_mesures").copied(), annuel(service.0, "attente_mesures"), "{nom}");
        if !apres.dossier().suivi.is_empty() {
            assert_eq!(annuel(service.1, "presents_debut"), annuel(service.0, "presents_fin"), "{nom}");
            assert_eq!(annuel(service.1, "attente_mesures"), annuel(service.0, "attente_mesures"), "{nom}");
        }
        let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
        for derive in ["effet_", "evolution_", "tunnel_", "atterrissage", "_ecart =", "attente_prevue", "journees_min"]
        {
            assert!(!rapport.contains(&format!("\n{derive}")) && !rapport.contains("_ecart ="), "{nom} : {derive}");
        }
    }
}

#[test]
fn les_objectifs_le_plan_d_action_et_le_personnel_continuent() {
    let (lieu, dit) = suite(&racine().join("data/exemple"));
    let apres = lu(&lieu.path().join("suite"));
    let (avant, apres) = (lu(&racine().join("data/exemple")), apres.dossier());
    let sans_place = |action: &trame::domaine::objectifs::Action| {
        let etapes: Vec<_> =
            action.etapes.iter().map(|e| (&e.libelle, &e.etat, &e.commentaire, e.annees.len())).collect();
        let bornes = [&action.debut, &action.fin].map(|b| b.as_ref().map(|b| (b.annee, b.mois)));
        format!("{:?} {:?} {bornes:?} {:?} {etapes:?}", action.objectif, action.titre, action.annees)
    };
    for nom in ["exemple", "millau-segur-2025"] {
        let precedent = racine().join("data").join(nom);
        let (avant, (lieu, _)) = (lu(&precedent), suite(&precedent));
        let apres = lu(&lieu.path().join("suite"));
        let [avant, apres] =
            [&avant, &apres].map(|p| p.dossier().objectifs.actions.iter().map(sans_place).collect::<Vec<_>>());
        assert!(avant.len() >= 3);
        assert_eq!(avant, apres, "{nom}");
    }
    let indicateurs = &apres.objectifs.indicateurs;
    let de = |annee| indicateurs.iter().filter(move |i| i.annee == Some(annee)).map(|i| i.libelle.as_str());
    assert_eq!(de(2025).count(), avant.dossier().objectifs.indicateurs.len(), "last year's stay beside");
    let attendus = ["Places d’AEMO ouvertes", "Places d’internat ouvertes", "Plages réservées chaque semaine"];
    assert_eq!(de(2026).collect::<Vec<_>>(), attendus, "what is done is not aimed at again");
    assert!(indicateurs.iter().all(|i| i.annee != Some(2026) || (i.cible.is_some() && i.realise.is_none())));
    let numeros: Vec<&str> = apres.qualite.actions.iter().map(|a| a.numero.as_str()).collect();
    assert_eq!(numeros, ["4", "5", "6", "7"], "what is done stays behind");
    let personnel = fs::read_to_string(lieu.path().join("suite/donnees/personnel.csv")).unwrap();
    assert!(personnel.contains("\r\nPsychologue;;;31/12/2026\r\n") && !personnel.contains("Total"), "{personnel}");
    assert!(apres.personnel.effectifs.is_empty(), "no count of last year is printed as this year's");
    for dite in ["les tarifs ne sont pas repris", "personnel :", "objectifs : les cibles", "qualité :"] {
        assert!(dit.replace('\u{a0}', " ").contains(dite), "{dite}\n{dit}");
    }
}

#[test]
fn une_attente_connue_par_son_nombre_ouvre_l_annee() {
    let precedent = racine().join("data/acesm-2021");
    let (lieu, _) = suite(&precedent);
    let dossier = lieu.path().join("suite");
    let apres = lu(&dossier);
    let dites = |p: &Preparation| {
        let dite = |a: &trame::domaine::dossier::AttenteDeclaree| {
            (a.date, a.dispositif.clone(), a.mesures.0.clone(), a.familles.as_ref().and_then(|f| f.0.nombre()))
        };
        p.dossier().attentes.iter().map(dite).collect::<Vec<_>>()
    };
    assert_eq!(dites(&lu(&precedent)), dites(&apres));
    let service = apres.indicateurs().unwrap().service().unwrap();
    assert_eq!(service.precedent.get("attente_mesures"), Some(&Exact::from(33_u32)));
    assert_eq!(annuel(service, "attente_mesures"), None, "last year's list is not this year's");
    // with a date of the year, it is this year’s
    let table = fs::read_to_string(dossier.join("donnees/attente.csv")).unwrap();
    ecrit(&dossier, "donnees/attente.csv", &table.replace("31/12/2022;Total;;", "31/01/2022;Total;12;7"));
    let rempli = lu(&dossier);
    let service = rempli.indicateurs().unwrap().service().unwrap();
    assert_eq!(annuel(service, "attente_mesures"), Some(Exact::from(12_u32)));
}

/// The same settings, of a year that is over.
fn termine(rapport: &str) -> String {
    let exercice = rapport.lines().find(|ligne| ligne.starts_with("exercice = ")).unwrap();
    let annee: String = exercice.chars().filter(char::is_ascii_digit).take(4).collect();
    rapport.replacen(exercice, &format!("{exercice}\narrete_au = {annee}-12-31"), 1)
}

#[test]
fn la_deuxieme_generation_garde_toutes_les_annees() {
    let (lieu, _) = suite(&racine().join("data/exemple"));
    let dossier = lieu.path().join("suite");
    let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
    ecrit(&dossier, "rapport.toml", &termine(&rapport));
    let entre = lu(&dossier);
    let (lieu, dit) = suite(&dossier);
    let apres = lu(&lieu.path().join("suite"));
    assert!(!dit.contains("ne sont pas déclarés"), "{dit}");
    commence_ou_l_autre_finit(entre.indicateurs().unwrap(), &apres);
    let rapport = fs::read_to_string(lieu.path().join("suite/rapport.toml")).unwrap();
    for (annee, tables) in [(2024, 4), (2025, 4), (2026, 4)] {
        assert_eq!(rapport.matches(&format!("\nexercice = {annee}\n")).count(), tables, "{annee}");
    }
    assert!(!rapport.contains("# Les tarifs de 2025"), "two years old");
    // since when a capacity is really in force does not move with each year
    assert_eq!(rapport.matches("en vigueur depuis le").count(), 3, "{rapport}");
    assert!(rapport.contains("depuis = 2027-01-01  # en vigueur depuis le 1er\u{a0}septembre 2025\n"), "{rapport}");
}

const REGLAGES: &str = "exercice = 2025
[association]
nom = \"A\"
[service]
nom = \"S\"
[comptage]
delai_de_passage_jours = 3
[[dispositif]]
code = \"AEMO\"
libelle = \"AEMO\"
cadre = \"judiciaire\"
modalite = \"milieu-ouvert\"
[[dispositif]]
code = \"AED\"
libelle = \"AED\"
cadre = \"administratif\"
modalite = \"milieu-ouvert\"
";
const SUIVI: &str = "id;jeune;nom;dispositif;décision;début;fin
M1;J1;DURANDAL;AEMO;01/02/2025;10/02/2025;31/12/2025
M2;J2;DURANDAL;AEMO;01/03/2025;10/03/2025;
M3;J3;DURANDAL;AED;01/03/2025;10/03/2025;28/12/2025
M4;J4;DURANDAL;AED;01/06/2025;03/06/2025;
M7;J7;DURANDAL;AED;01/06/2025;03/06/2025;29/12/2025
M8;;DURANDAL;AED;01/06/2025;03/06/2025;31/12/2025
";
const ATTENTE: &str = "id;jeune;nom;dispositif;décision\nM5;J5;MARTINOT;AED;20/12/2025\nM6;J6;MARTINOT;AEMO;\n";
const ABSENCES: &str = "id;début;fin;motif
J2;20/12/2025;04/01/2026;hospitalisation
J4;30/12/2025;;fugue
J4;01/08/2025;09/08/2025;séjour
";

fn petit() -> TempDir {
    let dossier = TempDir::new().unwrap();
    for (chemin, texte) in [
        ("rapport.toml", REGLAGES),
        ("donnees/suivi.csv", SUIVI),
        ("donnees/attente.csv", ATTENTE),
        ("donnees/absences.csv", ABSENCES),
    ] {
        ecrit(dossier.path(), chemin, texte);
    }
    dossier
}

#[test]
fn qui_attend_et_qui_est_absent_le_31_decembre_l_est_le_1er_janvier() {
    let precedent = petit();
    let (avant, (lieu, dit)) = (lu(precedent.path()), suite(precedent.path()));
    let dossier = lieu.path().join("suite");
    let apres = lu(&dossier);
    commence_ou_l_autre_finit(avant.indicateurs().unwrap(), &apres);
    let attente = fs::read_to_string(dossier.join("donnees/attente.csv")).unwrap();
    assert_eq!(attente, "\u{feff}id;jeune;dispositif;décision\r\nM5;J5;AED;20/12/2025\r\nM6;J6;AEMO;\r\n");
    assert!(apres.dossier().suivi.tables.iter().any(|table| table.attente), "the kind of the file is the same");
    let [avant, suivants] = [&avant, &apres].map(|p| p.indicateurs().unwrap().service().unwrap());
    assert_eq!(annuel(avant, "attente_mesures"), Some(Exact::from(2_u32)));
    assert_eq!(annuel(suivants, "attente_mesures"), Some(Exact::from(2_u32)));
    let absences = fs::read_to_string(dossier.join("donnees/absences.csv")).unwrap();
    let lignes: Vec<&str> = absences.lines().skip(1).collect();
    assert_eq!(lignes, ["J2;20/12/2025;04/01/2026;hospitalisation", "J4;30/12/2025;;fugue"]);
    let mut tout = dit;
    for source in sources(&dossier) {
        tout.push_str(&String::from_utf8_lossy(&source.octets));
    }
    assert!(!tout.contains("DURANDAL") && !tout.contains("MARTINOT"), "a name went on");
}

#[test]
fn un_passage_du_nouvel_an_se_compte_et_ne_change_rien_d_autre() {
    let precedent = petit();
    let (lieu, _) = suite(precedent.path());
    let dossier = lieu.path().join("suite");
    let suivi = fs::read_to_string(dossier.join("donnees/suivi.csv")).unwrap();
    let ids = |suivi: &str| suivi.lines().skip(1).map(|l| l.split(';').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&suivi), ["M1", "M2", "M4", "M7"], "ended within three days, and of a jeune who is known");
    let entre = "M9;J1;AED;01/01/2026;01/01/2026;\r\nM10;J7;AEMO;01/01/2026;01/01/2026;\r\n";
    ecrit(&dossier, "donnees/suivi.csv", &(suivi.clone() + entre));
    let rapport = termine(&fs::read_to_string(dossier.join("rapport.toml")).unwrap());
    ecrit(&dossier, "rapport.toml", &rapport);
    let avec = lu(&dossier);
    // the same without those that ended
    let sans: Vec<&str> = suivi.lines().filter(|l| !l.starts_with("M1;") && !l.starts_with("M7;")).collect();
    ecrit(&dossier, "donnees/suivi.csv", &(sans.join("\r\n") + "\r\n" + entre));
    let sans = lu(&dossier);
    let [avec, sans] = [&avec, &sans].map(|p| p.indicateurs().unwrap());
    assert_eq!(annuel(avec.service().unwrap(), "passages"), Some(Exact::from(2_u32)));
    assert_eq!(annuel(sans.service().unwrap(), "passages"), Some(Exact::ZERO));
    for (avec, sans) in avec.perimetres.iter().zip(&sans.perimetres) {
        for cle in trame::lire::declarables().iter().filter(|cle| **cle != "passages") {
            assert_eq!(annuel(avec, cle), annuel(sans, cle), "{} {cle}", avec.code);
        }
    }
    let nombres =
        ["presents_debut", "entrees", "sorties", "presents_fin"].map(|cle| annuel(avec.service().unwrap(), cle));
    assert_eq!(nombres, [2_u32, 2, 0, 4].map(|n| Some(Exact::from(n))));
}

#[test]
fn la_commande_dit_ce_qu_elle_a_ecrit_et_ce_qui_reste_a_faire() {
    let lieu = TempDir::new().unwrap();
    let dossier = lieu.path().join("internat-2026");
    fs::create_dir(&dossier).unwrap();
    fs::write(dossier.join(".DS_Store"), "x").unwrap();
    let sortie = trame(&["nouveau", &mot(&dossier), "--modele", "hebergement"]);
    assert_eq!((code(&sortie), messages(&sortie).as_str()), (0, ""));
    let dit = texte(&sortie);
    for attendu in [
        "Dossier prêt",
        "  rapport.toml\n",
        "  donnees/internat.csv\n",
        "  textes/activite.md\n",
        "Ensuite",
        "trame controler",
    ] {
        assert!(dit.contains(attendu), "{attendu}\n{dit}");
    }
    let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
    assert!(rapport.contains("exercice = 2026") && rapport.contains("modalite = \"hebergement\""), "{rapport}");
    let (lieu, dit) = suite(&racine().join("data/exemple"));
    assert!(
        dit.contains("À reprendre à la main\u{a0}:\n  - ") && dit.contains("  donnees/plan-d-action.csv\n"),
        "{dit}"
    );
    // what a program reads of the new folder is what it reads of any other
    let calcul = trame(&["calculer", &mot(&lieu.path().join("suite"))]);
    let json: serde_json::Value = serde_json::from_str(&texte(&calcul)).unwrap();
    assert_eq!((&json["exercice"], &json["jusqu_a"]), (&serde_json::json!(2026), &serde_json::json!("2026-01")));
}

#[test]
fn un_refus_se_dit_en_francais_et_ne_laisse_rien() {
    let lieu = TempDir::new().unwrap();
    let (plein, vide, neuf) = (lieu.path().join("plein-2026"), lieu.path().join("vide"), lieu.path().join("neuf-2026"));
    let exemple = mot(&racine().join("data/exemple"));
    ecrit(&plein, "notes.txt", "x");
    fs::create_dir(&vide).unwrap();
    let fichier = mot(&plein.join("notes.txt"));
    let long = mot(&lieu.path().join("x".repeat(300)));
    for (args, attendu) in [
        (vec!["nouveau", &mot(&plein)], "existe déjà et n’est pas vide"),
        (vec!["nouveau", &fichier, "--exercice", "2026"], "existe déjà"),
        (vec!["nouveau", &mot(&lieu.path().join("sans-annee"))], "--exercice 2026"),
        (vec!["nouveau", &mot(&neuf), "--exercice", "12"], "n’est pas un exercice possible"),
        (vec!["nouveau", &mot(&neuf), "--depuis", &mot(&vide)], "n’est pas repris"),
        (vec!["nouveau", &mot(&neuf), "--depuis", &mot(&lieu.path().join("absent"))], "n’est pas un dossier"),
        (vec!["nouveau", &mot(&neuf), "--depuis", &exemple, "--exercice", "2025"], "ne suit pas 2025"),
        (vec!["nouveau", &mot(&plein), "--depuis", &exemple], "existe déjà et n’est pas vide"),
        (vec!["nouveau", &mot(&neuf), "--depuis", &exemple, "--modele", "hebergement"], "ne vont pas ensemble"),
        (vec!["nouveau", &long, "--exercice", "2026"], "impossible d’écrire"),
    ] {
        let sortie = trame(&args);
        assert_eq!(code(&sortie), 2, "{args:?} : {}", messages(&sortie));
        assert!(messages(&sortie).contains(attendu), "{args:?} : {}", messages(&sortie));
        assert!(texte(&sortie).is_empty(), "{args:?}");
        let mut restes: Vec<String> =
            fs::read_dir(lieu.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        restes.sort();
        assert_eq!(restes, ["plein-2026", "vide"], "{args:?}");
    }
    // last year's folder is only read
    let precedent = copie("data/acesm-2021");
    let avant: Vec<_> = sources(precedent.path()).into_iter().map(|s| (s.chemin, s.octets)).collect();
    suite(precedent.path());
    assert!(avant == sources(precedent.path()).into_iter().map(|s| (s.chemin, s.octets)).collect::<Vec<_>>());
}
