//! The field that a finding is about: by its line, by the key that it names, by what was just typed. Where several could
//! be meant, none is accused.

use super::change::Change;
use crate::diagnostic::Diagnostic;
use crate::publier::fichiers::RAPPORT;
use crate::publier::rapport_toml::{Lieu, lieux};

/// The id of the whole file on the page.
const ENTIER: &str = "texte";
/// The check that says of a table that one of its keys is missing.
const MANQUANT: &str = "reglage-manquant";

/// A field, and where its key stands in the file as it would be.
pub(super) struct Place<'a> {
    nom: &'a str,
    /// « dispositif.capacite.places », as findings name it.
    cle: String,
    lieu: Lieu,
    /// What was typed there, where it is not what the file says.
    tape: Option<&'a str>,
}

impl Place<'_> {
    fn derniere(&self) -> &str {
        self.cle.rsplit('.').next().unwrap_or("")
    }

    /// The table that holds its key.
    fn table(&self) -> &str {
        self.nom.rsplit_once('/').map_or("", |(table, _)| table)
    }
}

/// Where every field of the form stands.
pub(super) fn places(change: &Change) -> Vec<Place<'_>> {
    let chemins: Vec<Vec<String>> = change.places.iter().map(|(_, chemin)| chemin.clone()).collect();
    let lieux = lieux(change.rapport.texte().trim_start_matches('\u{feff}'), &chemins);
    let mut places = Vec::with_capacity(lieux.len());
    for ((nom, chemin), lieu) in change.places.iter().zip(lieux) {
        let etapes = chemin.iter().map(String::as_str);
        let nommees: Vec<&str> = etapes.filter(|etape| *etape != "*" && etape.parse::<usize>().is_err()).collect();
        let tape = change.changes.get(nom).map(String::as_str);
        places.push(Place { nom, cle: nommees.join("."), lieu, tape });
    }
    places
}

/// True for a key said to be missing because what stands there is not understood: another finding says so.
pub(super) fn suit(erreur: &Diagnostic, erreurs: &[Diagnostic], places: &[Place<'_>]) -> bool {
    let illisible = |place: &Place<'_>| {
        erreurs.iter().any(|autre| {
            let la = autre.span.file == RAPPORT && Some(autre.span.line) == place.lieu.cle;
            la && autre.code != MANQUANT && autre.span.column.as_deref() == Some(place.cle.as_str())
        })
    };
    erreur.code == MANQUANT && manquantes(erreur, places).any(illisible)
}

/// The fields, filled or not, of the key that a finding says to be missing from a table.
fn manquantes<'a>(erreur: &'a Diagnostic, places: &'a [Place<'a>]) -> impl Iterator<Item = &'a Place<'a>> {
    let de_la_table = places.iter().filter(|place| place.lieu.table == erreur.span.line);
    de_la_table.filter(|place| cite(erreur, &place.cle))
}

/// The field at fault; the whole file where nothing tells which of several it is.
pub(super) fn champ(erreur: &Diagnostic, places: &[Place<'_>]) -> Option<String> {
    let ligne = erreur.span.line;
    if erreur.span.file != RAPPORT || ligne == 0 {
        return None;
    }
    if erreur.code == MANQUANT {
        let absentes: Vec<&Place<'_>> = manquantes(erreur, places).filter(|place| place.lieu.cle.is_none()).collect();
        return une(&absentes, erreur, places);
    }
    let dessus: Vec<&Place<'_>> = places.iter().filter(|place| place.lieu.cle == Some(ligne)).collect();
    if dessus.is_empty() {
        let de_la_table = places.iter().filter(|place| place.lieu.table == ligne);
        let dites: Vec<&Place<'_>> = de_la_table.filter(|place| erreur.message.contains(place.derniere())).collect();
        let longueur = dites.iter().map(|place| place.derniere().len()).max();
        let dites: Vec<_> = dites.into_iter().filter(|place| Some(place.derniere().len()) == longueur).collect();
        return une(&dites, erreur, places);
    }
    let dite = erreur.span.column.as_deref().unwrap_or("");
    let derniere = dite.rsplit('.').next().unwrap_or("");
    let nommees = |nomme: &dyn Fn(&Place<'_>) -> bool| -> Option<Vec<&Place<'_>>> {
        let nommees: Vec<&Place<'_>> = dessus.iter().copied().filter(|place| nomme(place)).collect();
        (!nommees.is_empty()).then_some(nommees)
    };
    let nommees = nommees(&|place| place.cle == dite).or_else(|| nommees(&|place| place.derniere() == derniere));
    une(nommees.as_ref().unwrap_or(&dessus), erreur, places)
}

/// True when a finding quotes these words.
fn cite(erreur: &Diagnostic, mots: &str) -> bool {
    erreur.message.split('«').skip(1).any(|suite| suite.split('»').next().is_some_and(|cite| cite.trim() == mots))
}

/// The only one; else the only one that changed, or whose table did, or whose new value the finding quotes.
fn une(candidates: &[&Place<'_>], erreur: &Diagnostic, places: &[Place<'_>]) -> Option<String> {
    let touchee = |table: &str| places.iter().any(|place| place.tape.is_some() && place.table() == table);
    let citee = |place: &Place<'_>| place.tape.is_some_and(|tape| cite(erreur, tape));
    let tests: [&dyn Fn(&Place<'_>) -> bool; 4] =
        [&|_| true, &|place| place.tape.is_some(), &|place| touchee(place.table()), &citee];
    let seule = |test: &&dyn Fn(&Place<'_>) -> bool| {
        let mut retenues = candidates.iter().filter(|place| test(place));
        retenues.next().filter(|_| retenues.next().is_none())
    };
    let seule = tests.iter().find_map(seule).map(|place| place.nom.to_owned());
    seule.or_else(|| (!candidates.is_empty()).then(|| ENTIER.to_owned()))
}
