//! The thirty ways that real files are odd, one folder each. `attendu.txt` is written by hand: the figures that Trame
//! must read, and every finding that it must make, no other. What it says of them all is one golden file,
//! `messages.txt`, that `ACCEPTER=1` rewrites.

use crate::outils::{attendu, copie, racine, sources, texte, trame};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use trame::Preparation;
use trame::diagnostic::Diagnostic;
use trame::domaine::dossier::{Saisie, Source};
use trame::domaine::mois::Mois;
use trame::francais::{Lecture, parse_nombre};

/// The oddities, in the order of their number.
fn dossiers() -> Vec<PathBuf> {
    let entrees = fs::read_dir(racine().join("tests/bizarreries")).unwrap().map(|e| e.unwrap().path());
    let mut dossiers: Vec<PathBuf> = entrees.filter(|chemin| chemin.is_dir()).collect();
    dossiers.sort();
    dossiers
}

fn nom(dossier: &Path) -> String {
    dossier.file_name().unwrap().to_string_lossy().into_owned()
}

/// Prepares a folder, with the common rapport.toml where it has none of its own.
fn prepare(dossier: &Path) -> Preparation {
    let mut lues: Vec<Source> = sources(dossier).into_iter().filter(|s| s.chemin != "attendu.txt").collect();
    if lues.iter().all(|s| s.chemin != "rapport.toml") {
        let octets = fs::read(racine().join("tests/bizarreries/rapport.toml")).unwrap();
        lues.push(Source { chemin: "rapport.toml".to_owned(), octets });
    }
    trame::preparer(lues)
}

/// The spaces of French typography made plain, so that expectations can be typed.
fn simple(texte: &str) -> String {
    texte.replace(['\u{a0}', '\u{202f}'], " ")
}

/// `AEMO-R journees_realisees 2021-02 413,25`, or `manquant B6` for a cell that must be missing rather than zero: what
/// is wrong with it, if anything.
fn chiffre_faux(preparation: &Preparation, ligne: &str) -> Option<String> {
    let mots: Vec<&str> = ligne.split_whitespace().collect();
    if let ["manquant", cellule] = mots[..] {
        let releve = preparation.dossier().releves.iter().find(|r| r.span.short() == cellule);
        return (releve.map(|r| &r.saisie) != Some(&Saisie::Manquant)).then(|| format!("{ligne} : {releve:?}"));
    }
    let [code, id, quand, voulu] = mots[..] else { return Some(format!("ligne mal écrite : {ligne}")) };
    let perimetre = preparation.indicateurs()?.perimetres.iter().find(|p| p.code == code)?;
    let valeur = match quand.split_once('-') {
        Some((annee, mois)) => perimetre.mensuel(id, Mois::new(annee.parse().ok()?, mois.parse().ok()?)?),
        None => perimetre.annuel(id),
    };
    let voulue = match parse_nombre(voulu, false) {
        Lecture::Nombre(n) => Some(n),
        _ => None,
    };
    (valeur.exact() != voulue).then(|| format!("{ligne} : obtenu {:?}", valeur.nombre))
}

/// `erreur [valeur-illisible] B3 « 06-oct »`: gravity, code, place, and words of the message or of the remedy.
fn est_annonce(constat: &Diagnostic, ligne: &str) -> bool {
    let Some((gravite, reste)) = ligne.split_once(" [") else { return false };
    let Some((code, reste)) = reste.split_once("] ") else { return false };
    let (place, mots) = reste.split_once(' ').unwrap_or((reste, ""));
    let dit = simple(&format!("{} {}", constat.message, constat.aide.as_deref().unwrap_or("")));
    let ou = [constat.span.short(), constat.span.column.clone().unwrap_or_default()];
    let au_lieu = ou.iter().any(|o| o == place || o.ends_with(&format!(".{place}")));
    constat.gravite.cle() == gravite && constat.code == code && au_lieu && dit.contains(mots)
}

#[test]
fn chaque_bizarrerie_donne_ses_chiffres_et_ses_messages() {
    let mut fautes = String::new();
    for dossier in dossiers() {
        let preparation = prepare(&dossier);
        let texte = fs::read_to_string(dossier.join("attendu.txt")).unwrap();
        let (annonces, chiffres): (Vec<&str>, Vec<&str>) = texte.lines().partition(|ligne| ligne.contains(" ["));
        assert!(!texte.is_empty(), "{} attend quelque chose", nom(&dossier));
        let faux = chiffres.iter().filter_map(|ligne| chiffre_faux(&preparation, ligne));
        let constats = &preparation.constats.listes;
        let tus = annonces.iter().filter(|a| !constats.iter().any(|c| est_annonce(c, a)));
        let tus = tus.map(|annonce| format!("non dit : {annonce}"));
        let de_trop = constats.iter().filter(|c| !annonces.iter().any(|a| est_annonce(c, a)));
        let de_trop = de_trop.map(|c| format!("de trop : [{}] {} {}", c.code, c.span.short(), c.message));
        for faute in faux.chain(tus).chain(de_trop) {
            writeln!(fautes, "{} : {faute}", nom(&dossier)).unwrap();
        }
    }
    assert!(fautes.is_empty(), "\n{fautes}");
}

#[test]
fn les_trente_bizarreries_ont_chacune_leur_dossier() {
    let noms: Vec<String> = dossiers().iter().map(|d| nom(d)).collect();
    let sans = (1..=30).filter(|n| !noms.iter().any(|nom| nom.starts_with(&format!("{n:02}-"))));
    assert_eq!(sans.collect::<Vec<_>>(), Vec::<i32>::new());
}

#[test]
fn ce_que_trame_dit_des_bizarreries_est_relu() {
    let mut dit = String::new();
    for bizarrerie in dossiers() {
        let copie = copie(&bizarrerie);
        fs::remove_file(copie.path().join("attendu.txt")).unwrap();
        let rapport = copie.path().join("rapport.toml");
        if !rapport.exists() {
            fs::copy(racine().join("tests/bizarreries/rapport.toml"), rapport).unwrap();
        }
        let sortie = texte(&trame(&["controler", &copie.path().to_string_lossy()]));
        let sortie = sortie.replace(&*copie.path().to_string_lossy(), "DOSSIER");
        writeln!(dit, "== {}\n\n{sortie}", nom(&bizarrerie)).unwrap();
    }
    attendu(&racine().join("tests/bizarreries/messages.txt"), &dit);
}
