//! « Contrôles »: every finding, with its cell and its remedy.

use crate::diagnostic::{Diagnostic, Span};
use crate::domaine::constats::Omis;
use crate::francais::majuscule;
use crate::publier::compris::compte;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut table = Table::new("Contrôles", "controles", "Ce que le contrôle a trouvé").colonnes([
        ("Gravité", 15),
        ("Fichier", 28),
        ("Feuille", 14),
        ("Place", 12),
        ("Constat", 62),
        ("À faire", 50),
        ("Explication du service", 34),
        ("Contrôle", 30),
    ]);
    table.lignes = m.constats.listes.iter().map(constat).chain(m.constats.omis.iter().map(omis)).collect();
    if table.lignes.is_empty() {
        table = table.consigne("Rien à signaler.");
    }
    table
}

fn constat(d: &Diagnostic) -> Ligne {
    let cases = [
        majuscule(d.gravite.libelle()),
        d.span.file.clone(),
        d.span.sheet.clone().unwrap_or_default(),
        place(&d.span),
        majuscule(&d.message),
        d.remede().map(majuscule).unwrap_or_default(),
        d.justification.clone().unwrap_or_default(),
        d.code.to_owned(),
    ];
    Vec::from(cases.map(Case::Texte)).into()
}

fn omis(o: &Omis) -> Ligne {
    let nombre = compte(o.nombre, "autre constat n’est pas listé", "autres constats ne sont pas listés");
    let vide = String::new;
    let cases = [vide(), o.fichier.clone(), vide(), vide(), nombre, vide(), vide(), o.code.to_owned()];
    Vec::from(cases.map(Case::Texte)).into()
}

fn place(span: &Span) -> String {
    match (span.cell, span.line) {
        (Some(cellule), _) => cellule.to_string(),
        (None, 0) => String::new(),
        (None, _) => span.ligne(),
    }
}
