//! What prevents settings from being written, each problem beside its field where there is one.

use super::change::Change;
use super::phrase;
use crate::diagnostic::Diagnostic;
use crate::francais::typographie;
use crate::publier::fichiers::RAPPORT;
use crate::publier::rapport_toml::{Lieu, lieux};
use serde::Serialize;

/// A problem in words.
#[derive(Serialize)]
pub(super) struct Probleme {
    pub(super) texte: String,
    /// The same, read beside its field.
    court: String,
    /// The name of the field at fault.
    pub(super) champ: Option<String>,
    /// Nothing is written whatever is asked; false for a text of the report, which is put right afterwards.
    pub(super) bloque: bool,
}

impl Probleme {
    pub(super) fn general(texte: impl Into<String>) -> Self {
        let texte = texte.into();
        Self { court: texte.clone(), texte, champ: None, bloque: true }
    }

    /// What the checks say; `champ`: the field that it is about.
    pub(super) fn du_controle(erreur: &Diagnostic, champ: Option<String>) -> Self {
        let bloque = !erreur.span.file.starts_with("textes/");
        Self { texte: phrase(erreur), court: court(&erreur.message), champ, bloque }
    }

    /// Says it of the field that a form shows under these words.
    pub(super) fn nomme(&mut self, mots: &str) {
        self.texte = format!("{mots}\u{a0}: {}", self.court);
    }
}

/// Those that nothing passes by, where there are some: what the texts lack follows from them, most often.
pub(super) fn qui_comptent(mut problemes: Vec<Probleme>) -> Vec<Probleme> {
    if problemes.iter().any(|probleme| probleme.bloque) {
        problemes.retain(|probleme| probleme.bloque);
    }
    problemes
}

/// A finding without the name of its key, which a field has in plain words.
fn court(message: &str) -> String {
    let reste = message.strip_prefix("réglage").and_then(|reste| reste.split_once('»'));
    match reste {
        Some((_, reste)) => typographie(reste.trim_start_matches([' ', '\u{a0}', '\u{202f}', ':'])),
        None if message.starts_with("il manque le réglage") => "à remplir".to_owned(),
        None => typographie(message),
    }
}

/// The problems of the form: what cannot be written, then what the checks say of the rest.
pub(super) fn du_formulaire(change: &Change, erreurs: &[Diagnostic]) -> Vec<Probleme> {
    let refuses = change.refuses.iter();
    let refuses = refuses.map(|(champ, texte)| Probleme { champ: Some(champ.clone()), ..Probleme::general(texte) });
    let chemins: Vec<Vec<String>> = change.places.iter().map(|(_, chemin)| chemin.clone()).collect();
    let lieux = lieux(change.rapport.texte().trim_start_matches('\u{feff}'), &chemins);
    let places: Vec<(&str, Lieu)> = change.places.iter().map(|(nom, _)| nom.as_str()).zip(lieux).collect();
    let dits = erreurs.iter().map(|erreur| Probleme::du_controle(erreur, champ(erreur, &places)));
    let mut problemes = qui_comptent(refuses.chain(dits).collect());
    if !problemes.is_empty() && !change.sans.is_empty() {
        let codes: Vec<String> = change.sans.iter().map(|code| format!("«\u{a0}{code}\u{a0}»")).collect();
        problemes.insert(0, Probleme::general(format!(
            "Un dispositif ne se retire que si plus rien ne le nomme\u{a0}: ni un tableau de donnees/, ni un tarif, ni un groupe, ni une année d’avant. À retirer\u{a0}: {}.",
            codes.join(", ")
        )));
    }
    problemes
}

/// The field of the line at fault: on it stands its key or, where a key is missing, its table.
fn champ(erreur: &Diagnostic, places: &[(&str, Lieu)]) -> Option<String> {
    if erreur.span.file != RAPPORT || erreur.span.line == 0 {
        return None;
    }
    let derniere = |nom: &str| nom.rsplit('/').find(|etape| *etape != "*").unwrap_or("").to_owned();
    let dite = erreur.span.column.as_deref().and_then(|cle| cle.rsplit('.').next()).unwrap_or("");
    let dessus = || places.iter().filter(|(_, lieu)| lieu.cle == Some(erreur.span.line)).map(|(nom, _)| *nom);
    let nommee = dessus().find(|nom| derniere(nom) == dite).or_else(|| dessus().next());
    let manquante = || {
        let de_la_table = places.iter().filter(|(_, lieu)| lieu.table == erreur.span.line).map(|(nom, _)| *nom);
        let dites = de_la_table.filter(|nom| erreur.message.contains(&derniere(nom)));
        dites.max_by_key(|nom| derniere(nom).len())
    };
    nommee.or_else(manquante).map(str::to_owned)
}
