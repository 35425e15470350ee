//! The user's own row with the cell marked, under its headers, in a window that an 80-column terminal holds.

use crate::diagnostic::Span;
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::publier::compris::Comprehension;

/// Columns of the terminal left to a row.
const LARGEUR: usize = 76;
/// Longest text of a cell.
const CELLULE: usize = 24;
/// Stands for the columns that are not shown.
const COUPE: &str = "…";

/// The row of an aggregated table, or the line of rapport.toml; nothing of a table that could name someone.
pub(super) fn lignes(span: &Span, comprehension: &Comprehension<'_>, dossier: &Dossier) -> Vec<String> {
    if span.file == "rapport.toml" {
        return reglage(span, dossier).into_iter().collect();
    }
    rangee(span, comprehension, dossier).unwrap_or_default()
}

fn reglage(span: &Span, dossier: &Dossier) -> Option<String> {
    let rang = usize::try_from(span.line).ok()?.checked_sub(1)?;
    let ligne = dossier.rapport_toml.as_ref()?.lines().nth(rang)?;
    Some(format!("| {}", ligne.trim()))
}

fn rangee(span: &Span, comprehension: &Comprehension<'_>, dossier: &Dossier) -> Option<Vec<String>> {
    let cell = span.cell?;
    let table = dossier.table(span).filter(|t| t.est_agrege())?;
    let place = table.lignes.binary_search_by_key(&cell.row, |l| l.rang).ok()?;
    let ligne = &table.lignes[place];
    ligne.remplies().next()?;
    let visee = usize::try_from(cell.column).ok()?;
    let entete = entete(table, place, comprehension);
    let colonnes = fenetre(ligne, entete, visee);
    let ecrit = |texte: &dyn Fn(usize) -> String| {
        let cellules = colonnes.iter().map(|c| match c {
            Some((i, largeur)) if *i == premiere(ligne, visee) => format!("{:<largeur$}", texte(*i)),
            Some((i, largeur)) => format!("{:>largeur$}", texte(*i)),
            None => COUPE.to_owned(),
        });
        format!("| {}", cellules.collect::<Vec<_>>().join(" | ")).trim_end().to_owned()
    };
    let entete = entete.map(|e| ecrit(&|i| court(e, i)));
    let rangee = ecrit(&|i| marquee(ligne, i, visee));
    Some(entete.into_iter().chain([rangee]).collect())
}

/// The nearest row above that is kept and holds no figure, when the row itself holds some.
fn entete<'a>(table: &'a Table, place: usize, comprehension: &Comprehension<'_>) -> Option<&'a Ligne> {
    let rangs = &comprehension.de(table).rangs;
    if !rangs.contains(&table.lignes[place].rang) {
        return None;
    }
    table.lignes[..place].iter().rev().find(|l| !rangs.contains(&l.rang) && l.remplies().next().is_some())
}

/// The column that names the row: its first filled one.
fn premiere(ligne: &Ligne, visee: usize) -> usize {
    ligne.remplies().next().map_or(visee, |(i, _)| i.min(visee))
}

/// The columns to show with their widths: the first, the marked one, and as many around it as there is room for;
/// `None` where columns are left out.
fn fenetre(ligne: &Ligne, entete: Option<&Ligne>, visee: usize) -> Vec<Option<(usize, usize)>> {
    let fin = ligne.cellules.len().max(entete.map_or(0, |e| e.cellules.len())).max(visee + 1);
    let largeur = |i: usize| {
        let titre = entete.map_or(0, |e| court(e, i).chars().count());
        marquee(ligne, i, visee).chars().count().max(titre)
    };
    let label = premiere(ligne, visee);
    let (mut debut, mut apres) = (visee, visee + 1);
    let mut prise = largeur(visee) + if label == visee { 0 } else { largeur(label) + 3 } + 2 + 2 * 4;
    loop {
        let gauche = (debut > label + 1).then(|| largeur(debut - 1) + 3).filter(|l| prise + l <= LARGEUR);
        if let Some(l) = gauche {
            (debut, prise) = (debut - 1, prise + l);
        }
        let droite = (apres < fin).then(|| largeur(apres) + 3).filter(|l| prise + l <= LARGEUR);
        if let Some(l) = droite {
            (apres, prise) = (apres + 1, prise + l);
        }
        if gauche.is_none() && droite.is_none() {
            break;
        }
    }
    let mut colonnes = Vec::new();
    if label < debut {
        colonnes.push(Some((label, largeur(label))));
        colonnes.extend((label + 1 < debut).then_some(None));
    }
    colonnes.extend((debut..apres).map(|i| Some((i, largeur(i)))));
    colonnes.extend((apres < fin).then_some(None));
    colonnes
}

fn marquee(ligne: &Ligne, i: usize, visee: usize) -> String {
    match (i == visee, court(ligne, i)) {
        (true, _) if ligne.cellule(i).contenu() == Contenu::Retire => "[valeur non reproduite]".to_owned(),
        (true, texte) if texte.is_empty() => "[vide]".to_owned(),
        (true, texte) => format!("[{texte}]"),
        (false, texte) => texte,
    }
}

/// The text of a cell on one line, cut when it is long.
fn court(ligne: &Ligne, i: usize) -> String {
    let texte = ligne.cellule(i).split_whitespace().collect::<Vec<_>>().join(" ");
    if texte.chars().count() <= CELLULE {
        return texte;
    }
    format!("{}{COUPE}", texte.chars().take(CELLULE - 1).collect::<String>())
}
