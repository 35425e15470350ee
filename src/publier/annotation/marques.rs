//! What is said of each cell of a sheet, and the note that says it.

use super::propre;
use crate::diagnostic::{Address, Diagnostic, Gravite};
use crate::publier::groupes::Fichier;
use crate::publier::rendu;
use rust_xlsxwriter::Note;
use std::collections::BTreeMap;

/// Most UTF-16 units of a note, under the limit of spreadsheets.
const NOTE: usize = 32_000;
/// A note's width in pixels, and the characters and the height of one of its lines.
const LARGEUR: u32 = 340;
const CARACTERES: usize = 52;
const HAUTEUR_DE_LIGNE: usize = 15;
/// Beyond, the note scrolls.
const LIGNES: usize = 40;

/// A cell at fault, or one that explains a fault elsewhere.
#[derive(Default)]
pub(super) struct Marque<'a> {
    constats: Vec<&'a Diagnostic>,
    lies: Vec<(&'a Diagnostic, &'a str)>,
}

/// The marks of one sheet.
pub(super) type Marques<'a> = BTreeMap<Address, Marque<'a>>;

/// The marks of a file, by sheet.
pub(super) fn par_feuille<'a>(fichier: &Fichier<'a>) -> BTreeMap<Option<&'a str>, Marques<'a>> {
    let mut marques: BTreeMap<Option<&str>, Marques<'a>> = BTreeMap::new();
    for constat in fichier.constats() {
        if let Some(cell) = constat.span.cell {
            let feuille = marques.entry(constat.span.sheet.as_deref()).or_default();
            feuille.entry(cell).or_default().constats.push(constat);
        }
        for (span, message) in constat.lies.iter().filter(|(span, _)| span.file == fichier.chemin) {
            if let Some(cell) =
                span.cell.filter(|cell| (Some(*cell), &span.sheet) != (constat.span.cell, &constat.span.sheet))
            {
                let feuille = marques.entry(span.sheet.as_deref()).or_default();
                feuille.entry(cell).or_default().lies.push((constat, message));
            }
        }
    }
    marques
}

impl Marque<'_> {
    /// The worst of what is said of the cell; `None` when it only explains another.
    pub(super) fn gravite(&self) -> Option<Gravite> {
        self.constats.iter().map(|d| d.gravite).min()
    }

    /// The note, as large as its text.
    pub(super) fn note(&self) -> Note {
        let texte = self.texte();
        let lignes: usize = texte.lines().map(|ligne| ligne.chars().count() / CARACTERES + 1).sum();
        let hauteur = u32::try_from(lignes.min(LIGNES) * HAUTEUR_DE_LIGNE + 16).unwrap_or(LARGEUR);
        Note::new(texte).add_author_prefix(false).set_font_size(9).set_width(LARGEUR).set_height(hauteur)
    }

    fn texte(&self) -> String {
        let mut parties: Vec<String> = self.constats.iter().map(|d| explication(d)).collect();
        for (d, message) in &self.lies {
            let ou = d.span.cell.map_or_else(|| d.span.short(), |c| c.to_string());
            let feuille = d.span.sheet.as_ref().map_or(String::new(), |f| format!(", feuille «\u{a0}{f}\u{a0}»"));
            parties.push(format!("Liée à {ou}{feuille} ({})\u{a0}: {message}", d.gravite.libelle()));
        }
        parties.dedup();
        propre(&parties.join("\n\n"), NOTE)
    }
}

fn explication(d: &Diagnostic) -> String {
    let mut lignes = vec![format!("{} [{}]", gravite(d), d.code), d.message.clone()];
    lignes.extend(d.remede().map(|remede| format!("À faire\u{a0}: {remede}")));
    lignes
        .extend(d.lies.iter().map(|(span, message)| format!("Voir {}\u{a0}: {message}", rendu::place(span, &d.span))));
    lignes.extend(d.justification.as_ref().map(|motif| format!("Explication\u{a0}: {motif}")));
    lignes.join("\n")
}

/// « Incohérence », « Incohérence expliquée ».
pub(super) fn gravite(d: &Diagnostic) -> String {
    let mot = match d.gravite {
        Gravite::Erreur => "Erreur",
        Gravite::Incoherence => "Incohérence",
        Gravite::Avertissement => "Avertissement",
        Gravite::Information => "Information",
    };
    if d.justification.is_some() { format!("{mot} expliquée") } else { mot.to_owned() }
}
