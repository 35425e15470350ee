//! What stands between the braces: a name and at most one filter.

use super::filtre::Filtre;
use crate::francais::proche;

/// An expression as typed; whether its name exists is for [`super::Figures`] to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expression<'a> {
    /// `service.sorties.mars`, or a label.
    pub nom: &'a str,
    /// What it is printed as; the indicator's unit decides without it.
    pub filtre: Option<Filtre>,
}

/// Why braces hold no expression, as printed after the expression itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Faute {
    /// `{{` without `}}` on its line.
    #[error("les accolades ne sont pas refermées sur la même ligne : terminer par }}}}")]
    Ouverte,
    /// Nothing inside.
    #[error("les accolades sont vides : y écrire le nom d’un chiffre, par exemple {{{{ service.entrees }}}}")]
    Vide,
    /// `{%` or `{#`.
    #[error(
        "cette balise n’existe pas dans les textes : seules les expressions {{{{ … }}}} y amènent un chiffre (écrire \\{{ pour imprimer une accolade)"
    )]
    Balise,
    /// `| a | b`.
    #[error("un seul filtre peut suivre le nom du chiffre")]
    DeuxFiltres,
    /// `|` and nothing.
    #[error("il manque le filtre après la barre : {}", Filtre::noms())]
    SansFiltre,
    /// `| foo`.
    #[error("le filtre « {nom} » n’existe pas{} ; les filtres sont {}", peut_etre(.proche.as_deref()), Filtre::noms())]
    #[allow(missing_docs, reason = "what was written, and what is near it")]
    Filtre { nom: String, proche: Option<&'static str> },
    /// In the address of a link or of a picture, where no figure can be printed.
    #[error("un chiffre ne peut pas être écrit dans une adresse : le mettre dans les mots du lien")]
    DansUneAdresse,
}

pub(super) fn peut_etre(proche: Option<&str>) -> String {
    proche.map_or(String::new(), |mot| format!(" (peut-être « {mot} »)"))
}

/// Reads what stands between `{{` and `}}`. The bar may be escaped, as other programs ask inside a table.
pub(super) fn expression(interieur: &str) -> Result<Expression<'_>, Faute> {
    let mut parties = interieur.split('|').map(|partie| partie.trim().trim_end_matches('\\').trim_end());
    let nom = parties.next().unwrap_or_default();
    let filtre = parties.next();
    if parties.next().is_some() {
        return Err(Faute::DeuxFiltres);
    }
    if nom.is_empty() {
        return Err(Faute::Vide);
    }
    Ok(Expression { nom, filtre: filtre.map(lu).transpose()? })
}

fn lu(nom: &str) -> Result<Filtre, Faute> {
    if nom.is_empty() {
        return Err(Faute::SansFiltre);
    }
    Filtre::lu(nom).ok_or_else(|| {
        let proche = proche(nom, Filtre::TOUS.iter().map(|(_, nom)| *nom));
        Faute::Filtre { nom: nom.to_owned(), proche }
    })
}
