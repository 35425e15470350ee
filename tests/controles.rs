//! One folder per check: `faux/` is the smallest dossier where it finds something, `juste/` one where it does not,
//! `attendu.txt` what it says. `ACCEPTER=1` rewrites the latter.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use trame::diagnostic::{Diagnostic, Span};
use trame::domaine::dossier::Source;
use trame::{calculer, controler, lire};

fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/controles")
}

/// Every file under a folder, with its path relative to `base`.
fn sources(base: &Path, dossier: &Path, toutes: &mut Vec<Source>) {
    for entree in fs::read_dir(dossier).unwrap() {
        let chemin = entree.unwrap().path();
        if chemin.is_dir() {
            sources(base, &chemin, toutes);
        } else {
            let relatif = chemin.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
            toutes.push(Source { chemin: relatif, octets: fs::read(&chemin).unwrap() });
        }
    }
}

fn constats(dossier: &Path) -> Vec<Diagnostic> {
    let mut lues = Vec::new();
    sources(dossier, dossier, &mut lues);
    match controler::donnees(lire::dossier(lues.into())) {
        Ok(controle) => controler::figures(&controle, &calculer::indicateurs(&controle)).listes,
        Err(rendu) => rendu.1,
    }
}

fn place(span: &Span) -> String {
    let fichier = if span.file.is_empty() { "(dossier)" } else { &span.file };
    match span.cell {
        Some(cellule) => format!("{fichier}, ligne {}, {cellule}", span.line),
        None if span.line > 0 => format!("{fichier}, ligne {}", span.line),
        None => fichier.to_owned(),
    }
}

fn rendu(constats: &[&Diagnostic]) -> String {
    let mut texte = String::new();
    for d in constats {
        writeln!(texte, "{}[{}] {} : {}", d.gravite.libelle(), d.code, place(&d.span), d.message).unwrap();
        for (span, message) in &d.lies {
            writeln!(texte, "  → {} : {message}", place(span)).unwrap();
        }
        for ligne in d.aide.iter().flat_map(|aide| aide.lines()) {
            writeln!(texte, "  = {ligne}").unwrap();
        }
    }
    texte
}

#[test]
fn chaque_controle_a_son_dossier_et_chaque_dossier_son_controle() {
    let codes: BTreeSet<String> = controler::catalogue().iter().map(|fiche| fiche.code.to_owned()).collect();
    let dossiers = fs::read_dir(racine()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert_eq!(dossiers.collect::<BTreeSet<_>>(), codes);
}

#[test]
fn chaque_controle_trouve_le_faux_et_se_tait_devant_le_juste() {
    let mut fautes = Vec::new();
    for fiche in controler::catalogue() {
        let dossier = racine().join(fiche.code);
        let juste = constats(&dossier.join("juste"));
        let juste: Vec<_> = juste.iter().filter(|d| d.code == fiche.code).collect();
        if !juste.is_empty() {
            fautes.push(format!("{}/juste :\n{}", fiche.code, rendu(&juste)));
        }
        let faux = constats(&dossier.join("faux"));
        let obtenu = rendu(&faux.iter().filter(|d| d.code == fiche.code).collect::<Vec<_>>());
        let fichier = dossier.join("attendu.txt");
        if std::env::var_os("ACCEPTER").is_some() {
            fs::write(&fichier, &obtenu).unwrap();
        }
        let attendu = fs::read_to_string(&fichier).unwrap_or_default();
        if obtenu.is_empty() || obtenu != attendu {
            fautes.push(format!("{}/faux, obtenu :\n{obtenu}attendu :\n{attendu}", fiche.code));
        }
    }
    assert!(fautes.is_empty(), "{}", fautes.join("\n"));
}

/// The message, its lines pasted into rapport.toml, and the same folder again.
#[test]
fn les_lignes_proposees_se_collent_et_font_taire_le_constat() {
    let tableau = "Mesures « Équipe \"Nord\" »;Janv\nPRESENTS début du mois;10\nENTREES;3\nSORTIES;1\nPRESENTS fin du mois;12\nJournés réalisée;310\n";
    let un = fs::read_to_string(racine().join("fichier-non-reconnu/juste/rapport.toml")).unwrap();
    let lu = |rapport: &str| {
        let source =
            |chemin: &str, texte: &str| Source { chemin: chemin.to_owned(), octets: texte.as_bytes().to_vec() };
        let sources = vec![source("rapport.toml", rapport), source("donnees/x.csv", tableau)];
        let controle = controler::donnees(lire::dossier(sources.into())).unwrap();
        controler::figures(&controle, &calculer::indicateurs(&controle)).listes
    };
    let mut rapport = un;
    for code in ["dispositif-inconnu", "colonne-ignoree"] {
        let constats = lu(&rapport);
        let aide = constats.iter().find(|d| d.code == code).and_then(|d| d.aide.as_deref()).unwrap();
        let (_, lignes) = aide.split_once('\n').unwrap();
        rapport += &format!("\n{lignes}\n");
    }
    assert_eq!(rapport.matches("[correspondances]").count(), 1, "{rapport}");
    let lecture = ["dispositif-inconnu", "colonne-ignoree", "reglage-illisible", "rapport-illisible"];
    let restent: Vec<_> = lu(&rapport).into_iter().filter(|d| lecture.contains(&d.code)).collect();
    assert!(restent.is_empty(), "{}", rendu(&restent.iter().collect::<Vec<_>>()));
}

/// Declared years against the same months of the follow-up table: whole, with another policy, and false.
#[test]
fn l_annee_declaree_se_compare_au_suivi() {
    let un = fs::read_to_string(racine().join("tableau-different-du-suivi/juste/rapport.toml")).unwrap();
    let suivi = "id;dispositif;decision;debut;fin\nM1;AEMO-R;05/10/2020;02/11/2020;\nM2;AEMO-R;05/01/2021;01/12/2021;31/12/2021\n";
    let dits = |annee: &str| {
        let rapport = format!("{un}\n[activite]\njournees_realisees = {annee}\n");
        let source =
            |chemin: &str, texte: &str| Source { chemin: chemin.to_owned(), octets: texte.as_bytes().to_vec() };
        let sources = vec![source("rapport.toml", &rapport), source("donnees/suivi.csv", suivi)];
        let controle = controler::donnees(lire::dossier(sources.into())).unwrap();
        let constats = controler::figures(&controle, &calculer::indicateurs(&controle)).listes;
        let dit = constats.into_iter().filter(|d| d.code == "journees-declarees-differentes");
        dit.map(|d| d.message.replace(['\u{a0}', '\u{202f}'], " ")).collect::<Vec<_>>()
    };
    assert!(dits("395").is_empty(), "365 days, and 30 of December");
    let attendu = "service : 396 journées déclarées pour l’année, mais 395 selon le suivi des mesures (écart +1)";
    assert_eq!(dits("396"), [attendu]);
}
