//! Masking worked by hand.

use std::collections::BTreeSet;
use trame::calculer::publique;
use trame::domaine::dossier::Source;
use trame::domaine::indicateur::Indicateurs;
use trame::domaine::population::{Critere, Population, Ventilation};
use trame::preparer;

/// « fille ×7 », « garçon ×2 »… as mesures of one dispositif that began in the exercise.
fn dossier(mesures: &[(&str, &str, &str, usize)]) -> (Indicateurs, Indicateurs) {
    let dispositif = |code: &str| {
        format!(
            "[[dispositif]]\ncode = \"{code}\"\nlibelle = \"{code}\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
        )
    };
    let codes: BTreeSet<&str> = mesures.iter().map(|(code, ..)| *code).collect();
    let reglages = format!(
        "exercice = 2025\narrete_au = 2025-12-31\nassociation.nom = \"A\"\nservice.nom = \"S\"\n{}",
        codes.into_iter().map(dispositif).collect::<String>()
    );
    let mut suivi = "id;dispositif;sexe;territoire;début;fin\n".to_owned();
    let mut numero = 0;
    for (code, sexe, territoire, fois) in mesures {
        for _ in 0..*fois {
            numero += 1;
            suivi.push_str(&format!("M{numero};{code};{sexe};{territoire};10/02/2025;\n"));
        }
    }
    let source = |chemin: &str, texte: String| Source { chemin: chemin.into(), octets: texte.into_bytes() };
    let sources = vec![source("rapport.toml", reglages), source("donnees/suivi.csv", suivi)];
    let preparation = preparer(sources);
    let exacts = preparation.indicateurs().unwrap().clone();
    let publics = publique(&exacts, preparation.controle().unwrap().reglages());
    (exacts, publics)
}

fn table(i: &Indicateurs, critere: Critere) -> Option<&Ventilation> {
    let service = i.service().unwrap();
    service.ventilations.iter().find(|v| v.population == Population::Admissions && v.critere == critere)
}

/// « 7 », « m », « ? » of each line, then of the total.
fn lignes(v: &Ventilation) -> Vec<(String, String)> {
    let texte = |valeur: &trame::domaine::indicateur::Valeur| match valeur.exact() {
        Some(n) => n.entier().unwrap().to_string(),
        None if valeur.est_masquee() => "m".to_owned(),
        None => "?".to_owned(),
    };
    let lignes = v.lignes.iter().enumerate().map(|(rang, nom)| (nom.clone(), texte(&v.ligne(rang))));
    lignes.chain([("Total".to_owned(), texte(&v.total()))]).collect()
}

fn attendues(lignes: &[(&str, &str)]) -> Vec<(String, String)> {
    lignes.iter().map(|(nom, n)| ((*nom).to_owned(), (*n).to_owned())).collect()
}

#[test]
fn une_seule_case_masquee_en_entraine_une_autre() {
    let (_, publics) = dossier(&[("ALPHA", "F", "Nord", 3), ("ALPHA", "G", "Nord", 12)]);
    let sexe = table(&publics, Critere::Sexe).unwrap();
    let attendu = [("fille", "m"), ("garçon", "m"), ("non renseigné", "0"), ("Total", "15")];
    assert_eq!(lignes(sexe), attendues(&attendu), "12 = 15 − 3");
}

#[test]
fn deux_cases_d_une_mesure_ne_suffisent_pas() {
    // 1 + 1 = 2 has one solution: a third count is masked, the smallest
    let (_, publics) = dossier(&[("ALPHA", "F", "Nord", 1), ("ALPHA", "", "Sud", 1), ("ALPHA", "G", "Est", 9)]);
    let sexe = table(&publics, Critere::Sexe).unwrap();
    let attendu = [("fille", "m"), ("garçon", "m"), ("non renseigné", "m"), ("Total", "11")];
    assert_eq!(lignes(sexe), attendues(&attendu));
}

#[test]
fn un_service_de_deux_mesures_ne_publie_que_le_total() {
    // the total is a movement: 2 entries, and every line of the table that is not zero is one of them
    let (_, publics) = dossier(&[("ALPHA", "F", "Nord", 1), ("ALPHA", "G", "Nord", 1)]);
    let sexe = table(&publics, Critere::Sexe).unwrap();
    assert!(sexe.detail_retenu());
    assert_eq!(lignes(sexe), attendues(&[("Total", "2")]));
}

#[test]
fn une_case_d_un_croisement_en_entraine_trois() {
    let (exacts, publics) = dossier(&[
        ("ALPHA", "F", "Nord", 3),
        ("ALPHA", "F", "Sud", 20),
        ("ALPHA", "F", "Est", 30),
        ("BETA", "G", "Nord", 10),
        ("BETA", "G", "Sud", 8),
        ("BETA", "G", "Est", 40),
    ]);
    let v = table(&publics, Critere::Territoire).unwrap();
    let masquees = |nom: &str| {
        let rang = v.lignes.iter().position(|l| l == nom).unwrap();
        v.effectifs[rang].iter().map(|n| n.est_masquee()).collect::<Vec<_>>()
    };
    let nom = |debut: &str| v.lignes.iter().find(|l| l.to_lowercase() == debut).unwrap().clone();
    assert_eq!(masquees(&nom("nord")), [true, true]);
    assert_eq!(masquees(&nom("sud")), [true, true], "the smallest of its columns");
    assert_eq!(masquees(&nom("est")), [false, false]);
    // margins stay, and are those of the exact figures
    let exact = table(&exacts, Critere::Territoire).unwrap();
    assert_eq!(v.total().exact(), exact.total().exact());
    assert_eq!(v.colonne(0).exact(), Some(53_u32.into()), "a movement of ALPHA");
    assert_eq!(v.ligne(v.lignes.iter().position(|l| l.to_lowercase() == "nord").unwrap()).exact(), Some(13_u32.into()));
}

#[test]
fn un_dispositif_ne_se_retrouve_pas_contre_le_service() {
    // the 3 mesures of BETA are its movement, known, and all of the Nord: no other cell of its column can hide them, so
    // that the crossing is not published; its lines are, for they do not tell which are those of BETA
    let (_, publics) = dossier(&[("ALPHA", "F", "nord", 9), ("ALPHA", "G", "sud", 9), ("BETA", "F", "nord", 3)]);
    let v = table(&publics, Critere::Territoire).unwrap();
    assert_eq!((v.par, publics.perimetres[1].annuel("entrees").exact()), (None, Some(3_u32.into())));
    let attendu = [("nord", "12"), ("sud", "9"), ("non renseigné", "0"), ("Total", "21")];
    assert_eq!(lignes(v), attendues(&attendu));
    for p in publics.perimetres.iter().filter(|p| p.code != "service") {
        assert!(p.ventilations.is_empty(), "what is not printed is not there");
    }
}
