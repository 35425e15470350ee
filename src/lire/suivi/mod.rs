//! Row-by-row tables: the follow-up table (§ 4.2) and the waiting list (§ 4.3), read into `Dossier::suivi`. Their rows
//! are never quoted nor kept as cells: what is recorded of a cell is its place and what is wrong with it.

mod bornes;
pub(super) mod dates;
mod depot;
mod long;
mod mots;
mod parties;
mod plan;
pub(super) mod recueil;
pub(super) mod sens;

use super::genres::Reconnu;
use super::noms::Noms;
use super::tableau_mensuel::Lieu;
use super::vocabulaire::Vocabulaire;
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Dossier, Ligne};
use chrono::NaiveDate;
use dates::Lu;
use depot::Depot;
pub(super) use long::lire_long;
use plan::Plan;
use recueil::{Champ, Recueil};
use sens::Sens;

/// Reads the rows below the header of a table of one of these kinds, all cells in memory. How many are mesures; `None`
/// for another kind.
pub(super) fn lire(
    lignes: &[Ligne],
    reconnu: &Reconnu,
    lieu: Lieu<'_>,
    (vocabulaire, noms): (&Vocabulaire, &Noms<'_>),
    dossier: &mut Dossier,
) -> Option<usize> {
    let reglages = dossier.reglages.clone()?;
    let (titres, suite) = lignes.split_at(reconnu.entete.min(lignes.len()));
    let (entete, corps) = suite.split_first()?;
    let plan = Plan::new(reconnu, entete, reglages.exercice.annee())?;
    let recueil = recueille(&plan, corps, Depot::table(dossier));
    let sens = Sens::new(vocabulaire, noms, &reglages);
    Some(Depot { plan: &plan, lieu, sens: &sens, titres, dossier }.depose(vec![recueil]))
}

/// The day that a trimmed cell says, the first of a month where it says a month; nothing where nothing has come yet.
///
/// # Errors
/// When it says something else than a date.
pub(super) fn date_lue(texte: &str, contenu: Contenu) -> Result<Option<NaiveDate>, ()> {
    match dates::lit(texte, contenu) {
        Lu::Jour(jour) | Lu::Mois(jour) => Ok(Some(jour)),
        Lu::Vide => Ok(None),
        Lu::Illisible(_) => Err(()),
    }
}

/// The same of a birth, which cannot come after a year.
pub(super) fn naissance_lue(texte: &str, contenu: Contenu, derniere_annee: i32) -> Option<NaiveDate> {
    dates::naissance_passee(date_lue(texte, contenu).ok()??, texte, derniere_annee)
}

fn recueille<'p>(plan: &'p Plan, corps: &[Ligne], table: u16) -> Recueil<'p> {
    let mut recueil = Recueil::new(plan);
    let mut champs = Vec::with_capacity(plan.places.len());
    for ligne in corps {
        champs.clear();
        champs.extend(plan.places.iter().map(|place| {
            let cellule = ligne.cellule(place.rang);
            Champ { texte: cellule.texte(), cellule: Some(cellule) }
        }));
        recueil.ligne(table, ligne.numero, ligne.rang, &champs);
    }
    recueil
}
