//! What a contract asks of those who pay.

use crate::diagnostic::Span;
use crate::domaine::exact::Exact;

/// « Le Département consacre à chaque objectif au moins autant que l’État »: declared, never supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrepartie {
    /// Who owes it.
    pub financeur: String,
    /// Beside whose money.
    pub en_regard_de: String,
    /// How much of that money, as a plain ratio.
    pub taux: Exact,
    /// Over what.
    pub par: PorteeDeContrepartie,
    /// Envelopes that do not count.
    pub sauf_enveloppes: Vec<String>,
    /// Where the contract says so.
    pub source: Option<String>,
    /// Its place in rapport.toml.
    pub span: Span,
}

/// Over what a counterpart is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PorteeDeContrepartie {
    /// Each objective.
    Objectif,
    /// Each action.
    Action,
    /// Each envelope.
    Enveloppe,
    /// The whole contract.
    Total,
}

impl PorteeDeContrepartie {
    /// Every reach with its word in rapport.toml.
    pub const TOUTES: [(Self, &'static str, &'static str); 4] = [
        (Self::Objectif, "objectif", "chaque objectif"),
        (Self::Action, "action", "chaque action"),
        (Self::Enveloppe, "enveloppe", "chaque enveloppe"),
        (Self::Total, "total", "l’ensemble du contrat"),
    ];

    /// « chaque objectif ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(p, _, _)| *p == self).map_or("", |(_, _, libelle)| libelle)
    }
}
