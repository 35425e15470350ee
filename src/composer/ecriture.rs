//! Values → words, rounded here and nowhere else.

use super::matiere::Matiere;
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::domaine::reglages::Modalite;
use crate::francais::{FINE, INSECABLE, date_en_lettres};
use chrono::NaiveDate;

pub(super) use super::texte::propre_sur_une_ligne as propre;
pub(super) use crate::francais::majuscule;

/// Printed where a figure is not known.
pub(super) const INCONNU: &str = "n.\u{a0}c.";
/// Printed where a figure would mean nothing.
pub(super) const SANS_OBJET: &str = "–";
/// Printed where the public edition does not print a count of persons.
pub(super) const MASQUE: &str = "m";

/// A number in its unit.
pub(super) fn ecrit(n: Exact, unite: Unite) -> String {
    unite.ecrit(n)
}

/// A number and its unit apart: `87,6` and `%`.
pub(super) fn ecrit_en_deux(n: Exact, unite: Unite) -> (String, String) {
    let texte = ecrit(n, unite);
    match texte.rsplit_once(FINE) {
        Some((nombre, signe @ ("%" | "€"))) => (nombre.to_owned(), signe.to_owned()),
        _ if unite == Unite::Jours => (texte, "jours".into()),
        _ => (texte, String::new()),
    }
}

/// The unit in which an indicator is printed.
pub(super) fn unite_de(m: &Matiere<'_>, id: &str) -> Unite {
    m.indicateurs.definition(id).map_or(Unite::Nombre, |i| i.unite)
}

/// The label of an indicator for a perimetre, its id when the registry does not know it.
pub(super) fn libelle(m: &Matiere<'_>, id: &str, modalite: Option<Modalite>) -> String {
    let definition = m.indicateurs.definition(id);
    propre(definition.map_or(id, |i| i.libelle_pour(modalite)))
}

/// « AEMO-R », or « Service ».
pub(super) fn nom(perimetre: &Perimetre) -> String {
    propre(perimetre.nom())
}

/// « 1er avril 2021 », with its no-break space.
pub(super) fn date(jour: NaiveDate) -> String {
    propre(&date_en_lettres(jour))
}

/// « 13 316 journées », with a no-break space.
pub(super) fn avec_mot(n: Exact, unite: Unite, mot: &str) -> String {
    format!("{}{INSECABLE}{mot}", ecrit(n, unite))
}

/// « présents au 1er janvier » of one: every word in the plural loses its mark.
pub(super) fn accorde(n: Exact, mots: &str) -> String {
    if n.absolu() >= Exact::from(2_u32) {
        return mots.to_owned();
    }
    let un = |mot: &str| mot.strip_suffix('s').filter(|reste| reste.chars().count() > 2).unwrap_or(mot).to_owned();
    mots.split(' ').map(un).collect::<Vec<_>>().join(" ")
}

/// The known number of a value that is neither missing nor without object.
pub(super) fn est_connue(valeur: &Valeur) -> bool {
    valeur.nombre.is_ok()
}

/// « donnees/aemo-r.csv, cellule M2 (« Dec ») ».
pub(super) fn lieu(span: &Span) -> String {
    span.en_entier()
}
