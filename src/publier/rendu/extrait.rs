//! The user's own row with the cell marked, under its headers, in a window of so many characters: the terminal prints it,
//! the page makes a table of it. Which rows may be shown is decided here, once.

use crate::diagnostic::{Address, Span};
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::publier::compris::Comprehension;

/// Columns of the terminal left to a row.
const LARGEUR: usize = 76;
/// Longest text of a cell.
const CELLULE: usize = 24;
/// Stands for the columns that are not shown, and for the end of a long text.
pub(in crate::publier) const COUPE: &str = "…";

/// What the user wrote at a place.
pub(in crate::publier) enum Extrait {
    /// A line of rapport.toml.
    Reglage(String),
    /// A row of an aggregated table; nothing of a table that could name someone.
    Rangee(Rangee),
}

/// A row, and the headers above it.
pub(in crate::publier) struct Rangee {
    /// Row of the headers as a spreadsheet numbers it, where there are some.
    pub(in crate::publier) entete: Option<u32>,
    /// The row, as a spreadsheet numbers it.
    pub(in crate::publier) numero: u32,
    /// The columns in order; `None` where some are left out.
    pub(in crate::publier) colonnes: Vec<Option<Colonne>>,
}

/// A column of the window.
pub(in crate::publier) struct Colonne {
    /// `M`.
    pub(in crate::publier) lettre: String,
    /// On one line, cut when it is long.
    pub(in crate::publier) entete: String,
    /// As the header.
    pub(in crate::publier) texte: String,
    /// The cell of the finding.
    pub(in crate::publier) visee: bool,
    /// The column that names the row.
    pub(in crate::publier) intitule: bool,
    /// Characters that it takes in the terminal.
    largeur: usize,
}

/// The lines of the terminal.
pub(super) fn lignes(span: &Span, comprehension: &Comprehension<'_>, dossier: &Dossier) -> Vec<String> {
    match extrait(span, comprehension, dossier, LARGEUR) {
        None => Vec::new(),
        Some(Extrait::Reglage(ligne)) => vec![format!("| {ligne}")],
        Some(Extrait::Rangee(rangee)) => {
            let entete = rangee.entete.map(|_| ecrite(&rangee, |colonne| colonne.entete.clone()));
            entete.into_iter().chain([ecrite(&rangee, Colonne::marquee)]).collect()
        }
    }
}

fn ecrite(rangee: &Rangee, texte: impl Fn(&Colonne) -> String) -> String {
    let cellules = rangee.colonnes.iter().map(|colonne| match colonne {
        Some(c) if c.intitule => format!("{:<largeur$}", texte(c), largeur = c.largeur),
        Some(c) => format!("{:>largeur$}", texte(c), largeur = c.largeur),
        None => COUPE.to_owned(),
    });
    format!("| {}", cellules.collect::<Vec<_>>().join(" | ")).trim_end().to_owned()
}

impl Colonne {
    fn marquee(&self) -> String {
        if self.visee { crochets(&self.texte) } else { self.texte.clone() }
    }
}

fn crochets(texte: &str) -> String {
    format!("[{}]", if texte.is_empty() { "vide" } else { texte })
}

/// What may be shown of a place: the row of an aggregated table, as many characters wide as asked, or the line of
/// rapport.toml.
pub(in crate::publier) fn extrait(
    span: &Span,
    comprehension: &Comprehension<'_>,
    dossier: &Dossier,
    largeur: usize,
) -> Option<Extrait> {
    if span.file == "rapport.toml" {
        return reglage(span, dossier).map(Extrait::Reglage);
    }
    rangee(span, comprehension, dossier, largeur).map(Extrait::Rangee)
}

fn reglage(span: &Span, dossier: &Dossier) -> Option<String> {
    let rang = usize::try_from(span.line).ok()?.checked_sub(1)?;
    let ligne = dossier.rapport_toml.as_ref()?.lines().nth(rang)?;
    Some(ligne.trim().to_owned())
}

fn rangee(span: &Span, comprehension: &Comprehension<'_>, dossier: &Dossier, largeur: usize) -> Option<Rangee> {
    let cell = span.cell?;
    let table = dossier.table(span).filter(|t| t.est_agrege())?;
    let place = table.lignes.binary_search_by_key(&cell.row, |l| l.rang).ok()?;
    let ligne = &table.lignes[place];
    ligne.remplies().next()?;
    let visee = usize::try_from(cell.column).ok()?;
    let entete = entete(table, place, comprehension);
    let colonne = |(i, largeur)| Colonne {
        lettre: lettre(i),
        entete: entete.map_or(String::new(), |e| court(e, i)),
        texte: dite(ligne, i, visee),
        visee: i == visee,
        intitule: i == premiere(ligne, visee),
        largeur,
    };
    let colonnes = fenetre(ligne, entete, visee, largeur).into_iter().map(|place| place.map(colonne)).collect();
    Some(Rangee { entete: entete.map(|e| e.rang + 1), numero: ligne.rang + 1, colonnes })
}

/// `M` of the column 12.
fn lettre(colonne: usize) -> String {
    let adresse = Address { column: u32::try_from(colonne).unwrap_or(u32::MAX - 1), row: 0 }.to_string();
    adresse.trim_end_matches('1').to_owned()
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
fn fenetre(ligne: &Ligne, entete: Option<&Ligne>, visee: usize, place: usize) -> Vec<Option<(usize, usize)>> {
    let fin = ligne.cellules.len().max(entete.map_or(0, |e| e.cellules.len())).max(visee + 1);
    let largeur = |i: usize| {
        let titre = entete.map_or(0, |e| court(e, i).chars().count());
        let texte = dite(ligne, i, visee);
        let texte = if i == visee { crochets(&texte) } else { texte };
        texte.chars().count().max(titre)
    };
    let label = premiere(ligne, visee);
    let (mut debut, mut apres) = (visee, visee + 1);
    let mut prise = largeur(visee) + if label == visee { 0 } else { largeur(label) + 3 } + 2 + 2 * 4;
    loop {
        let gauche = (debut > label + 1).then(|| largeur(debut - 1) + 3).filter(|l| prise + l <= place);
        if let Some(l) = gauche {
            (debut, prise) = (debut - 1, prise + l);
        }
        let droite = (apres < fin).then(|| largeur(apres) + 3).filter(|l| prise + l <= place);
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

/// The text of a cell; of the one in question, that it is not repeated where it is not.
fn dite(ligne: &Ligne, i: usize, visee: usize) -> String {
    let retiree = i == visee && ligne.cellule(i).contenu() == Contenu::Retire;
    if retiree { "valeur non reproduite".to_owned() } else { court(ligne, i) }
}

/// The text of a cell on one line, cut when it is long.
fn court(ligne: &Ligne, i: usize) -> String {
    let texte = ligne.cellule(i).split_whitespace().collect::<Vec<_>>().join(" ");
    if texte.chars().count() <= CELLULE {
        return texte;
    }
    format!("{}{COUPE}", texte.chars().take(CELLULE - 1).collect::<String>())
}
