//! Bytes → `Dossier`. Reads everything, locates everything, judges nothing.

mod entetes;
mod grille;
mod nominatif;
mod noms;
mod reglages;
mod tableau_mensuel;
mod texte;

use crate::diagnostic::Span;
use crate::domaine::dossier::{Anomalie, Dossier, Ligne, NatureAnomalie, Source, Table, Texte, Total};
use crate::domaine::mois::Mois;
use crate::francais::cle;
use entetes::Entetes;
use noms::Noms;
use std::collections::BTreeSet;
use tableau_mensuel::Lecteur;

/// Reads a folder given as named bytes. Files that no one asked for (hidden, temporary, Trame's own output) are left
/// out here, so that a disk, an upload and a test see the same folder.
pub fn dossier(sources: Vec<Source>) -> Dossier {
    let mut dossier = Dossier::default();
    let mut sources: Vec<Source> = sources.into_iter().filter(|s| !ignored(&s.chemin)).collect();
    sources.sort_by(|a, b| a.chemin.cmp(&b.chemin));
    read_rapport(&sources, &mut dossier);
    signale_les_copies(&sources, &mut dossier);
    let entetes = Entetes::embedded();
    let mut totaux_du_service = Vec::new();
    for source in sources {
        match source.chemin.split('/').next().unwrap_or("") {
            "donnees" => read_table(&source, &entetes, &mut dossier, &mut totaux_du_service),
            "textes" => read_text(&source, &mut dossier),
            "images" => dossier.images.push(source),
            _ if is_table_name(&source.chemin) => {
                let raison = "déplacer ce fichier dans le dossier donnees".to_owned();
                let nature = NatureAnomalie::FichierNonLu { raison };
                dossier.anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
            }
            _ => {}
        }
    }
    for (mut total, mois) in totaux_du_service {
        let releves = dossier.releves.iter().enumerate();
        let siens = releves.filter(|(_, r)| r.grandeur == total.grandeur && r.mois == mois);
        total.details = siens.map(|(i, _)| i).collect();
        dossier.totaux.extend((!total.details.is_empty()).then_some(total));
    }
    dossier
}

/// What offices keep tables in.
pub fn is_table_name(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str())
}

/// Names that never hold data.
fn ignored(path: &str) -> bool {
    path.split('/').any(|part| {
        part.starts_with(['.', '_']) || part.starts_with("~$") || part == "Thumbs.db" || part == "desktop.ini"
    }) || path.starts_with("sortie/")
}

fn read_rapport(sources: &[Source], dossier: &mut Dossier) {
    let Some(source) = sources.iter().find(|s| s.chemin == "rapport.toml") else {
        dossier.anomalies.push(Anomalie { nature: NatureAnomalie::RapportAbsent, span: Span::file("") });
        return;
    };
    let decoded = texte::decode(&source.octets);
    let (reglages, anomalies) = reglages::lire(&decoded.text);
    dossier.reglages = reglages;
    dossier.anomalies.extend(anomalies);
    dossier.rapport_toml = Some(decoded.text);
}

/// « Copie de suivi.csv » or « suivi (1).csv » beside `suivi.csv`: both would be counted.
fn signale_les_copies(sources: &[Source], dossier: &mut Dossier) {
    let tables: Vec<&str> = sources.iter().map(|s| s.chemin.as_str()).filter(|c| c.starts_with("donnees/")).collect();
    for copie in &tables {
        let (folder, name) = copie.rsplit_once('/').unwrap_or(("", copie));
        let original = original_name(name).map(|nom| format!("{folder}/{nom}"));
        if let Some(original) = original.filter(|o| tables.contains(&o.as_str())) {
            let nature = NatureAnomalie::CopieDeFichier { original };
            dossier.anomalies.push(Anomalie { nature, span: Span::file(*copie) });
        }
    }
}

/// The name that a copy or a sync conflict was made from.
fn original_name(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let stem = stem.trim();
    if let Some(original) = stem.strip_prefix("Copie de ").or_else(|| stem.strip_prefix("Copy of ")) {
        return Some(format!("{original}.{extension}"));
    }
    let coupe = |marque: &str| stem.find(marque).map(|at| stem[..at].trim_end().to_owned());
    let marques =
        [" - Copie", " – Copie", " - Copy", "_copie", "-copie", " copie", "_copy", "(copie", "(conflit", "-conflict-"];
    let numero = stem.strip_suffix(')').and_then(|s| s.rsplit_once('('));
    let numerote = numero.filter(|(_, n)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let original = numerote.map(|(s, _)| s.trim_end().to_owned()).or_else(|| marques.iter().find_map(|m| coupe(m)));
    original.map(|original| format!("{}.{extension}", original.trim_end()))
}

fn read_text(source: &Source, dossier: &mut Dossier) {
    let name = source.chemin.rsplit('/').next().unwrap_or(&source.chemin);
    if let Some(section) = name.strip_suffix(".md") {
        let contenu = texte::decode(&source.octets).text.replace("\r\n", "\n");
        dossier.textes.push(Texte { section: section.to_owned(), fichier: source.chemin.clone(), contenu });
    }
}

fn read_table(source: &Source, entetes: &Entetes, dossier: &mut Dossier, totaux_du_service: &mut Vec<(Total, Mois)>) {
    let signale = |dossier: &mut Dossier, nature| {
        dossier.anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
    };
    if is_workbook(&source.octets) {
        let nature = NatureAnomalie::FichierNonReconnu { ressemble: Some("classeur".to_owned()), manque: Vec::new() };
        return signale(dossier, nature);
    }
    let limites = dossier.reglages.as_ref().map(|r| r.limites).unwrap_or_default();
    if source.octets.len() as u64 > limites.octets_par_fichier {
        let limite = format!("limites.octets_par_fichier = {}", limites.octets_par_fichier);
        return signale(dossier, NatureAnomalie::FichierTropGrand { limite });
    }
    let decoded = texte::decode(&source.octets);
    let mut grille = grille::split(&decoded.text, entetes);
    if grille.lignes.len() as u64 > limites.lignes_par_fichier {
        let limite = format!("limites.lignes_par_fichier = {}", limites.lignes_par_fichier);
        return signale(dossier, NatureAnomalie::FichierTropGrand { limite });
    }
    nominatif::mask(&mut grille.lignes, &source.chemin, entetes, &mut dossier.anomalies);
    let mut table = Table {
        fichier: source.chemin.clone(),
        encodage: decoded.encoding,
        separateur: grille.separateur,
        genre: None,
        lignes: grille.lignes,
        lignes_utilisees: 0,
    };
    if let Some(ligne) = grille.guillemet_ouvert {
        let span = Span::line(&source.chemin, ligne, None);
        dossier.anomalies.push(Anomalie { nature: NatureAnomalie::GuillemetNonFerme, span });
    }
    if let Some(reglages) = dossier.reglages.clone() {
        let noms = Noms::new(&reglages, entetes);
        let exercice = reglages.exercice.annee();
        let (fichier, noms) = (source.chemin.as_str(), &noms);
        let (colonnes_lues, lignes_lues, entetes_lus) = Default::default();
        let mut lecteur = Lecteur {
            entetes,
            noms,
            exercice,
            fichier,
            dossier,
            totaux_du_service,
            colonnes_lues,
            lignes_lues,
            entetes_lus,
        };
        table.lignes_utilisees = lecteur.lire(&table.lignes);
        let (colonnes, lignes, entetes_lus) = (lecteur.colonnes_lues, lecteur.lignes_lues, lecteur.entetes_lus);
        let montre =
            |rang, colonne| entetes_lus.contains(&rang) || (lignes.contains(&rang) && colonnes.contains(&colonne));
        table.genre = (table.lignes_utilisees > 0).then_some("tableau mensuel");
        if table.genre.is_none() {
            signale(dossier, non_reconnu(&table, entetes));
        }
        keep_what_was_understood(&mut table.lignes, montre);
    }
    dossier.tables.push(table);
}

/// Excerpts show the user's own rows: cells that Trame did not need are emptied, for they may name someone.
fn keep_what_was_understood(lignes: &mut [Ligne], montre: impl Fn(u32, usize) -> bool) {
    for ligne in lignes {
        for (_, cellule) in ligne.cellules.iter_mut().enumerate().filter(|(i, _)| !montre(ligne.rang, *i)) {
            cellule.clear();
        }
    }
}

/// XLSX and ODS are zip archives, XLS is an OLE file: recognised by content, whatever their extension.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// What the first rows of an unknown table resemble most.
fn non_reconnu(table: &Table, entetes: &Entetes) -> NatureAnomalie {
    let presents: BTreeSet<String> = table.lignes.iter().take(20).flat_map(|l| &l.cellules).map(|c| cle(c)).collect();
    let (ressemble, manque) = match entetes.genre_proche(&presents) {
        Some((genre, manque)) => (Some(genre), manque),
        None => (None, Vec::new()),
    };
    NatureAnomalie::FichierNonReconnu { ressemble, manque }
}

#[cfg(test)]
mod tests;
