//! Findings as people read them in a terminal: grouped by file, the user's own row shown, complete without colour.

use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::cellule::Cellule;
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Dossier;
use crate::domaine::exact::Exact;
use crate::francais::{enumeration, pluriel};

/// All findings, then one line that says what to do next.
pub fn texte(constats: &Constats, dossier: &Dossier) -> String {
    let mut sortie = String::new();
    let mut fichier = None;
    for constat in &constats.listes {
        if fichier != Some(&constat.span.file) {
            fichier = Some(&constat.span.file);
            let nom = if constat.span.file.is_empty() { "le dossier" } else { &constat.span.file };
            sortie.push_str(&format!("{nom}\n"));
        }
        sortie.push_str(&un_constat(constat, dossier));
        sortie.push('\n');
    }
    for omis in &constats.omis {
        let autres = compte(omis.nombre, "autre constat", "autres constats");
        sortie.push_str(&format!("{}\u{a0}: {autres} «\u{a0}{}\u{a0}» ne sont pas listés\n", omis.fichier, omis.code));
    }
    sortie.push_str(&conclusion(constats));
    sortie.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn un_constat(d: &Diagnostic, dossier: &Dossier) -> String {
    let place = place(&d.span);
    let explique = d.justification.as_ref().map_or("", |_| ", expliquée par le service");
    let mut lignes = vec![format!("  {}{explique} [{}]{place}", d.gravite.libelle(), d.code)];
    lignes.push(format!("    {}", d.message));
    lignes.extend(excerpt(&d.span, dossier).map(|extrait| format!("    {extrait}")));
    for (span, message) in &d.lies {
        let autre_fichier = if span.file == d.span.file { String::new() } else { format!("{}, ", span.file) };
        lignes.push(format!("    voir {autre_fichier}{}\u{a0}: {message}", span.short()));
    }
    lignes.extend(d.aide.as_ref().map(|aide| format!("    à faire\u{a0}: {}", aide.replace('\n', "\n      "))));
    lignes.extend(d.justification.as_ref().map(|motif| format!("    explication\u{a0}: {motif}")));
    lignes.join("\n") + "\n"
}

/// « ligne 2, colonne « Dec » (M2) ».
fn place(span: &Span) -> String {
    if span.line == 0 {
        return String::new();
    }
    let quoi = if span.cell.is_some() { "colonne" } else { "clé" };
    let colonne = span.column.as_ref().map_or(String::new(), |c| format!(", {quoi} «\u{a0}{c}\u{a0}»"));
    let cellule = span.cell.map_or(String::new(), |c| format!(" ({c})"));
    let feuille = span.sheet.as_ref().map_or(String::new(), |f| format!(" feuille «\u{a0}{f}\u{a0}»,"));
    format!("{feuille} ligne {}{colonne}{cellule}", span.line)
}

/// The user's own row with the cell marked, for aggregated tables only; the line itself for rapport.toml.
fn excerpt(span: &Span, dossier: &Dossier) -> Option<String> {
    if span.file == "rapport.toml" && span.line > 0 {
        let ligne = dossier.rapport_toml.as_ref()?.lines().nth(usize::try_from(span.line).ok()? - 1)?;
        return Some(format!("| {}", ligne.trim()));
    }
    let cell = span.cell?;
    let table = dossier.table(span).filter(|t| t.genre.is_some())?;
    let ligne = table.lignes.iter().find(|l| l.rang == cell.row)?;
    ligne.remplies().next()?;
    let visee = usize::try_from(cell.column).ok()?;
    let marque = |(i, cellule): (usize, &Cellule)| match (i == visee, cellule.texte()) {
        (true, "") => "[vide]".to_owned(),
        (true, texte) => format!("[{texte}]"),
        (false, texte) => texte.to_owned(),
    };
    let cellules: Vec<String> = ligne.cellules.iter().enumerate().map(marque).collect();
    Some(format!("| {}", cellules.join(" | ")))
}

/// What stands, and what to do next.
fn conclusion(constats: &Constats) -> String {
    let parties: Vec<String> = [
        (Gravite::Erreur, "erreur", "erreurs"),
        (Gravite::Incoherence, "incohérence", "incohérences"),
        (Gravite::Avertissement, "avertissement", "avertissements"),
        (Gravite::Information, "information", "informations"),
    ]
    .into_iter()
    .filter_map(|(gravite, un, plusieurs)| {
        let listes = constats.listes.iter().filter(|d| d.gravite == gravite).count();
        let du_meme = |code| constats.listes.iter().any(|d| d.code == code && d.gravite == gravite);
        let omis: usize = constats.omis.iter().filter(|o| du_meme(o.code)).map(|o| o.nombre).sum();
        let nombre = listes + omis;
        (nombre > 0).then(|| compte(nombre, un, plusieurs))
    })
    .collect();
    let bilan = if parties.is_empty() { "Aucun problème trouvé".to_owned() } else { enumeration(&parties) };
    let suite = if constats.bloquants() {
        "corriger les erreurs, puis relancer\u{202f}: sans cela aucun rapport n’est écrit"
    } else if constats.a_verifier() > 0 {
        "corriger ou justifier les incohérences\u{202f}; d’ici là le rapport est un document de travail"
    } else {
        "le rapport peut être composé\u{a0}: trame rapport DOSSIER"
    };
    format!("{bilan}. Suite\u{a0}: {suite}.\n")
}

fn compte(nombre: usize, un: &str, plusieurs: &str) -> String {
    pluriel(Exact::from(i128::try_from(nombre).unwrap_or(0)), un, plusieurs)
}
