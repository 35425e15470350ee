//! What becomes of each column, and how it is said: by its header only.

use super::codes::Domaine;
use crate::lire::Role;
use std::collections::BTreeMap;

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Devenir {
    /// Codes in the place of identifiers.
    Code(Domaine),
    /// Months in the place of births.
    Mois,
    /// Kept, cells that are dates only.
    Date,
    /// Kept, cells that are words only.
    Mot,
    /// Left out, and why.
    Retire(&'static str),
}

/// What becomes of the columns of a table.
pub(super) struct Plan {
    /// One per column of the table.
    pub(super) devenirs: Vec<Devenir>,
    /// True when a column of codes is made of the names, for want of one of jeunes.
    pub(super) jeune_fait_du_nom: bool,
}

impl Plan {
    pub(super) fn new(colonnes: &[(String, Role)]) -> Self {
        let devenir = |(_, role): &(String, Role)| match role {
            Role::Identifiant("jeune") => Devenir::Code(Domaine::Jeune),
            Role::Identifiant("famille") => Devenir::Code(Domaine::Famille),
            Role::Identifiant("referent") => Devenir::Code(Domaine::Referent),
            Role::Identifiant(_) => Devenir::Code(Domaine::Mesure),
            Role::Naissance => Devenir::Mois,
            Role::Date => Devenir::Date,
            Role::Mot => Devenir::Mot,
            Role::NomDuJeune | Role::Nominatif => Devenir::Retire("retirée, elle nomme ou situe quelqu’un"),
            Role::Inconnu => Devenir::Retire("retirée, Trame n’en fait rien et un texte libre peut nommer quelqu’un"),
        };
        let a = |cherche: Role| colonnes.iter().any(|(_, role)| *role == cherche);
        Self {
            devenirs: colonnes.iter().map(devenir).collect(),
            jeune_fait_du_nom: a(Role::NomDuJeune) && !a(Role::Identifiant("jeune")),
        }
    }

    /// The headers written.
    pub(super) fn entetes<'a>(&self, colonnes: &'a [(String, Role)]) -> Vec<&'a str> {
        let gardees = colonnes.iter().zip(&self.devenirs).filter(|(_, d)| !matches!(d, Devenir::Retire(_)));
        self.jeune_fait_du_nom.then_some("jeune").into_iter().chain(gardees.map(|((nom, _), _)| nom.as_str())).collect()
    }

    /// A line per column.
    pub(super) fn resume(&self, colonnes: &[(String, Role)], videes: &BTreeMap<usize, usize>) -> Vec<String> {
        let mut lignes = Vec::new();
        if self.jeune_fait_du_nom {
            let naissance = colonnes.iter().any(|(_, role)| *role == Role::Naissance);
            lignes.push(match naissance {
                true => "jeune\u{a0}: ajoutée, un code fait du nom, du prénom et du mois de naissance".to_owned(),
                false => "jeune\u{a0}: ajoutée, un code fait du nom et du prénom seuls\u{202f}: deux homonymes auraient le même".to_owned(),
            });
        }
        for (rang, ((entete, _), devenir)) in colonnes.iter().zip(&self.devenirs).enumerate() {
            let fait = match devenir {
                Devenir::Code(_) => "remplacée par des codes",
                Devenir::Mois => "ramenée au mois",
                Devenir::Date | Devenir::Mot => "gardée",
                Devenir::Retire(pourquoi) => pourquoi,
            };
            let entete = if entete.is_empty() { format!("colonne {} (sans titre)", rang + 1) } else { entete.clone() };
            let vide = match videes.get(&rang) {
                Some(1) => ", 1\u{a0}cellule vidée (un texte inattendu)".to_owned(),
                Some(n) => format!(", {n}\u{a0}cellules vidées (un texte inattendu)"),
                None => String::new(),
            };
            lignes.push(format!("{entete}\u{a0}: {fait}{vide}"));
        }
        lignes
    }
}
