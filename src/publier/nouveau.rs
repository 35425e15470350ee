//! `trame nouveau`: a folder that already passes the checks, to be filled.

use super::erreur::Error;
use super::fichiers;
use crate::domaine::mois::Exercice;
use std::path::Path;
use tera::{Context, Tera};

const RAPPORT: &str = include_str!("../../templates/nouveau/rapport.toml.tera");
const TEXTES: [(&str, &str); 3] = [
    ("introduction", include_str!("../../templates/nouveau/introduction.md.tera")),
    ("activite", include_str!("../../templates/nouveau/activite.md.tera")),
    ("conclusion", include_str!("../../templates/nouveau/conclusion.md.tera")),
];

/// The kinds of service that a folder can be prepared for.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Modele {
    MilieuOuvert,
    Hebergement,
}

/// Creates the folder; the paths written, in order. A folder that already holds something is left alone.
pub(super) fn cree(dossier: &Path, exercice: Option<i32>, modele: Modele) -> Result<Vec<String>, Error> {
    let occupe = std::fs::read_dir(dossier).is_ok_and(|mut contenu| contenu.next().is_some());
    if occupe || dossier.is_file() {
        return Err(Error::NotEmpty(dossier.to_owned()));
    }
    let annee = exercice.or_else(|| year_in_name(dossier)).ok_or(Error::UnknownYear)?;
    let exercice = Exercice::new(annee).ok_or(Error::BadYear(annee))?;
    let dispositifs = dispositifs(modele);
    let mut contexte = Context::new();
    contexte.insert("exercice", &exercice.annee());
    contexte.insert("hebergement", &matches!(modele, Modele::Hebergement));
    contexte.insert("dispositifs", &dispositifs);
    let mut fichiers = vec![("rapport.toml".to_owned(), Tera::one_off(RAPPORT, &contexte, false)?.into_bytes())];
    for (code, _, _, _) in &dispositifs {
        fichiers.push((format!("donnees/{}.csv", code.to_lowercase()), tableau_vide(code, exercice)));
    }
    for (section, texte) in TEXTES {
        fichiers.push((format!("textes/{section}.md"), Tera::one_off(texte, &contexte, false)?.into_bytes()));
    }
    for (chemin, octets) in &fichiers {
        fichiers::write(&dossier.join(chemin), octets)?;
    }
    Ok(fichiers.into_iter().map(|(chemin, _)| chemin).collect())
}

/// Code, label, cadre and modalité.
fn dispositifs(modele: Modele) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    match modele {
        Modele::MilieuOuvert => vec![
            ("AEMO", "Action éducative en milieu ouvert", "judiciaire", "milieu-ouvert"),
            ("AED", "Action éducative à domicile", "administratif", "milieu-ouvert"),
        ],
        Modele::Hebergement => vec![("INTERNAT", "Internat", "mixte", "hebergement")],
    }
}

/// The year that the folder's name ends with.
fn year_in_name(dossier: &Path) -> Option<i32> {
    let nom = dossier.file_name()?.to_string_lossy();
    let mots = nom.split(|c: char| !c.is_ascii_digit());
    mots.filter(|mot| mot.len() == 4).find_map(|mot| mot.parse().ok())
}

/// Months in columns, as reports print it, in the encoding that Excel opens without asking.
fn tableau_vide(code: &str, exercice: Exercice) -> Vec<u8> {
    let mois: Vec<&str> = exercice.mois().map(|m| m.abrege()).collect();
    let lignes = ["PRÉSENTS début du mois", "ENTRÉES", "SORTIES", "PRÉSENTS fin du mois", "JOURNÉES réalisées"];
    let vides = ";".repeat(12);
    let mut texte = format!("Mesures {code};{}\r\n", mois.join(";"));
    lignes.iter().for_each(|ligne| texte.push_str(&format!("{ligne}{vides}\r\n")));
    encoding_rs::WINDOWS_1252.encode(&texte).0.into_owned()
}
