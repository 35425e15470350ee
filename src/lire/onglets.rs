//! Sheets that bear a person's name are called by their number: « DUPONT Léa » is shown nowhere.

use super::noms::Noms;
use super::table::Lexique;
use super::tableau_mensuel::discretion::{est_nom_et_prenom, nomme_quelqu_un};
use crate::domaine::dossier::{Dossier, Table};
use crate::francais::parse_mois;

/// How a sheet is called that must not be named.
pub(super) fn numero(rang: usize) -> String {
    format!("n°\u{a0}{rang}")
}

/// The name under which a hidden sheet is said.
pub(super) fn nom_discret(nom: &str, rang: usize) -> String {
    if est_nom_et_prenom(nom) { numero(rang) } else { nom.to_owned() }
}

/// Takes the name of a sheet out of its table and of what was said of it, when it may be that of a person and its
/// table counts nothing.
pub(super) fn tait(table: &mut Table, rang: usize, (lexique, noms): (&Lexique, &Noms<'_>), dossier: &mut Dossier) {
    let Some(nom) = table.feuille.clone() else { return };
    if table.est_agrege() || !nomme_une_personne(&nom, lexique, noms) {
        return;
    }
    let anomalies = dossier.anomalies.iter_mut().map(|a| (&a.span.file, &mut a.span.sheet));
    let suivis = dossier.suivi.tables.iter_mut().map(|t| (&t.fichier, &mut t.feuille));
    let registres = dossier.registres.tables.iter_mut().map(|(fichier, feuille)| (&*fichier, feuille));
    for (fichier, feuille) in anomalies.chain(suivis).chain(registres) {
        if *fichier == table.fichier && feuille.as_ref() == Some(&nom) {
            *feuille = Some(numero(rang));
        }
    }
    table.feuille = Some(numero(rang));
}

/// Two words that begin with a capital, none of which is a word of the trade.
fn nomme_une_personne(nom: &str, lexique: &Lexique, noms: &Noms<'_>) -> bool {
    let connu = |mot: &str| lexique.connait(mot) || noms.code(mot).is_some() || parse_mois(mot).is_some();
    let mut mots = nom.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|mot| mot.chars().count() > 1);
    (est_nom_et_prenom(nom) || nomme_quelqu_un(nom)) && !noms.est_ensemble(nom) && !mots.any(connu)
}
