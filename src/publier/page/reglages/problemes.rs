//! What prevents settings from being written, each problem beside its field where there is one.

use super::MALGRE;
use super::champs::Poses;
use super::change::Change;
use super::{phrase, places};
use crate::diagnostic::Diagnostic;
use crate::francais::typographie;
use crate::publier::rapport_toml::Refus;
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

    /// The file is no longer the one that was shown. « Enregistrer quand même » was of that time: it has to be asked for again.
    pub(super) fn du_conflit(poses: &Poses) -> Self {
        let malgre = match poses.contains_key(MALGRE) {
            true => {
                " L’enregistrement «\u{a0}quand même\u{a0}» n’a pas eu lieu non plus\u{a0}: il sera proposé de nouveau après le rechargement, si les textes du rapport le demandent encore."
            }
            false => "",
        };
        Self::general(format!("{}.{malgre}", Refus::Change))
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
    let places = places::places(change);
    let erreurs = erreurs.iter().filter(|erreur| !places::suit(erreur, erreurs, &places));
    let dits = erreurs.map(|erreur| Probleme::du_controle(erreur, places::champ(erreur, &places)));
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
