//! Who pays for what: lines, the totals that the tables state, and the ceilings of envelopes.

use crate::diagnostic::Span;
use crate::domaine::dossier::Saisie;
use crate::domaine::exact::Exact;
use crate::francais::cle;
use std::ops::Range;

/// Lines, totals and ceilings, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Financement {
    /// What is added up.
    pub lignes: Vec<LigneDeFinancement>,
    /// Totals typed in the tables: checked, counted only where no line says more.
    pub totaux: Vec<TotalDeFinancement>,
    /// Tables met so far.
    pub tables: usize,
}

/// What a line or a total is about. A total without a word there covers all.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sujet {
    /// Objective.
    pub objectif: Option<String>,
    /// Action.
    pub action: Option<String>,
    /// What is paid for.
    pub ligne: Option<String>,
    /// Who pays.
    pub financeur: Option<String>,
    /// From which credits.
    pub enveloppe: Option<String>,
}

/// Euros planned and spent, each with its cell; `None` where the table has no such column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Montants {
    /// Prévu.
    pub prevu: Option<(Saisie, Span)>,
    /// Réalisé.
    pub realise: Option<(Saisie, Span)>,
}

/// One amount, or two: what is planned and what was spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneDeFinancement {
    /// Who pays for what.
    pub sujet: Sujet,
    /// Euros.
    pub montants: Montants,
    /// Where the row begins.
    pub span: Span,
}

/// A total that a table states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalDeFinancement {
    /// What it covers.
    pub sujet: Sujet,
    /// Euros.
    pub montants: Montants,
    /// For a total beside its lines: their indices.
    pub lignes: Option<Range<usize>>,
    /// True for the ceiling of an envelope: it need not be used up.
    pub plafond: bool,
    /// Number of its table.
    pub table: usize,
    /// Where the row begins.
    pub span: Span,
}

/// A column of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colonne {
    /// Prévu.
    Prevu,
    /// Réalisé.
    Realise,
}

impl Colonne {
    /// Both.
    pub const TOUTES: [Self; 2] = [Self::Prevu, Self::Realise];

    /// « prévu ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Prevu => "prévu",
            Self::Realise => "réalisé",
        }
    }

    /// « 1 200,00 € prévus ».
    pub fn accorde(self) -> &'static str {
        match self {
            Self::Prevu => "prévus",
            Self::Realise => "réalisés",
        }
    }
}

impl Montants {
    /// A cell.
    pub fn cellule(&self, colonne: Colonne) -> Option<&(Saisie, Span)> {
        match colonne {
            Colonne::Prevu => self.prevu.as_ref(),
            Colonne::Realise => self.realise.as_ref(),
        }
    }

    /// Its number.
    pub fn nombre(&self, colonne: Colonne) -> Option<Exact> {
        self.cellule(colonne).and_then(|(saisie, _)| saisie.nombre())
    }

    /// True when a cell holds something.
    pub fn disent(&self) -> bool {
        Colonne::TOUTES.iter().any(|c| self.cellule(*c).is_some_and(|(saisie, _)| *saisie != Saisie::Vide))
    }
}

impl Sujet {
    /// Its five words folded, in order.
    pub fn cles(&self) -> [Option<String>; 5] {
        [&self.objectif, &self.action, &self.ligne, &self.financeur, &self.enveloppe].map(|mot| mot.as_deref().map(cle))
    }

    /// « objectif 13, psychologues, État, FIR »; « tout le financement » when it covers all.
    pub fn en_mots(&self) -> String {
        let objectif = self.objectif.as_ref().map(|o| nomme("objectif", o));
        let action = self.action.as_ref().map(|a| nomme("action", a));
        let autres = [&self.ligne, &self.financeur].map(Clone::clone);
        let enveloppe = self.enveloppe.as_ref().map(|e| nomme("enveloppe", e));
        let mots: Vec<String> = [objectif, action].into_iter().chain(autres).chain([enveloppe]).flatten().collect();
        if mots.is_empty() { "tout le financement".to_owned() } else { mots.join(", ") }
    }
}

/// « objectif 13 »; a word that says so itself is left alone.
fn nomme(mot: &str, nom: &str) -> String {
    if cle(nom).starts_with(mot) { nom.to_owned() } else { format!("{mot} {nom}") }
}

impl Financement {
    /// True when no table says anything.
    pub fn est_vide(&self) -> bool {
        self.lignes.is_empty() && self.totaux.is_empty()
    }

    /// The sum of some lines; a blank cell adds nothing. `None` when one is unknown, or none is filled.
    pub fn somme<'a>(lignes: impl IntoIterator<Item = &'a LigneDeFinancement>, colonne: Colonne) -> Option<Exact> {
        let mut somme = None;
        for ligne in lignes {
            match ligne.montants.cellule(colonne) {
                Some((Saisie::Nombre(n), _)) => somme = Some(somme.unwrap_or(Exact::ZERO) + *n),
                Some((Saisie::Manquant | Saisie::Illisible, _)) => return None,
                Some((Saisie::Vide, _)) | None => {}
            }
        }
        somme
    }
}
