//! The budget of an exercice as its tables give it (§ 4.12): groups of charges and of produits, what was authorised and
//! what was done.

mod compte;

use super::dossier::Saisie;
use super::exact::Exact;
use crate::diagnostic::Span;
pub use compte::{CompteAdministratif, Mentions, Somme, mentions};

/// Where the figures of a compte administratif are defined: one source for all of them.
pub const SOURCE: &str = "compte administratif du service, groupes fonctionnels (CASF, R.314-13 et R.314-49)";

/// A side of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sens {
    /// What is spent.
    Charges,
    /// What comes in.
    Produits,
}

impl Sens {
    /// Both, in print order.
    pub const TOUS: [Self; 2] = [Self::Charges, Self::Produits];

    /// « charges ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Charges => "charges",
            Self::Produits => "produits",
        }
    }
}

/// A functional group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Groupe {
    /// Charges: exploitation courante. Produits: tarification.
    I,
    /// Charges: personnel. Produits: autres produits.
    II,
    /// Charges: structure. Produits: produits financiers et non encaissables.
    III,
}

impl Groupe {
    /// All three, in print order.
    pub const TOUS: [Self; 3] = [Self::I, Self::II, Self::III];

    /// « II ».
    pub fn numero(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::III => "III",
        }
    }

    /// « groupe II des charges ».
    pub fn de(self, sens: Sens) -> String {
        format!("groupe {} des {}", self.numero(), sens.libelle())
    }
}

/// What an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colonne {
    /// Budget autorisé, after the last decision modificative.
    Autorise,
    /// What was spent or received.
    Realise,
}

impl Colonne {
    /// Both, in print order.
    pub const TOUTES: [Self; 2] = [Self::Autorise, Self::Realise];

    /// « budget autorisé ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Autorise => "budget autorisé",
            Self::Realise => "réalisé",
        }
    }
}

/// The two amounts of a row, euros; `None` where the table has no such column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Montants {
    /// Budget autorisé.
    pub autorise: Option<(Saisie, Span)>,
    /// Réalisé.
    pub realise: Option<(Saisie, Span)>,
}

impl Montants {
    /// What a column says, and where.
    pub fn cellule(&self, colonne: Colonne) -> Option<&(Saisie, Span)> {
        match colonne {
            Colonne::Autorise => self.autorise.as_ref(),
            Colonne::Realise => self.realise.as_ref(),
        }
    }

    /// The amount of a column, when there is one.
    pub fn nombre(&self, colonne: Colonne) -> Option<Exact> {
        self.cellule(colonne).and_then(|(saisie, _)| saisie.nombre())
    }
}

/// A row that counts: a whole group, or an account of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneDeBudget {
    /// Side.
    pub sens: Sens,
    /// Group; `None` for an account of a table that has no groups.
    pub groupe: Option<Groupe>,
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    /// Number of the account, as typed.
    pub compte: Option<String>,
    /// Label beside the group or the account, as typed.
    pub libelle: Option<String>,
    /// True for a part of a group, false for a whole one.
    pub detail: bool,
    /// What it amounts to.
    pub montants: Montants,
    /// Its first cell.
    pub span: Span,
}

/// Accounts that are below zero in ordinary years (plan comptable général: variations of stocks, rebates obtained on
/// purchases and services, rebates granted).
const SOUVENT_NEGATIFS: [&str; 5] = ["603", "609", "619", "629", "709"];

/// True for an account that nobody wonders to see below zero.
pub fn compte_souvent_negatif(compte: &str) -> bool {
    SOUVENT_NEGATIFS.iter().any(|debut| compte.starts_with(debut))
}

/// « groupe II des charges »; without a group, « comptes de charges ».
pub fn sujet(sens: Sens, groupe: Option<Groupe>) -> String {
    groupe.map_or_else(|| format!("comptes de {}", sens.libelle()), |groupe| groupe.de(sens))
}

/// Whether a result brings or takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NatureDeResultat {
    /// More produits than charges.
    Excedent,
    /// More charges than produits.
    Deficit,
}

impl NatureDeResultat {
    /// Of a result, positive for an excédent; `None` for zero.
    pub fn de(resultat: Exact) -> Option<Self> {
        match resultat {
            n if n > Exact::ZERO => Some(Self::Excedent),
            n if n < Exact::ZERO => Some(Self::Deficit),
            _ => None,
        }
    }
}

/// The result of an earlier exercice carried over into this one (R.314-51).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reprise {
    /// An excédent adds to produits, a déficit to charges.
    pub nature: NatureDeResultat,
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    /// What it amounts to, as typed.
    pub montants: Montants,
    /// Its first cell.
    pub span: Span,
}

impl Reprise {
    /// The amount that it adds to the result: positive for an excédent, negative for a déficit, however it was typed.
    pub fn signee(&self, colonne: Colonne) -> Option<Exact> {
        let montant = self.montants.nombre(colonne)?.absolu();
        Some(if self.nature == NatureDeResultat::Excedent { montant } else { -montant })
    }
}

/// What a total adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Portee {
    /// The accounts of a group.
    Groupe(Sens, Groupe),
    /// The groups of a side.
    Sens(Sens),
    /// The groups of a side and the result that balances it.
    General(Sens),
    /// The accounts that detail this one: 60 for 606 and 607.
    Compte(Sens, u32),
}

/// A total that the table itself states: checked, never counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalDeBudget {
    /// What it adds up.
    pub portee: Portee,
    /// Code of the dispositif; `None` for the whole table.
    pub dispositif: Option<String>,
    /// Which amounts.
    pub colonne: Colonne,
    /// The figure, euros.
    pub nombre: Exact,
    /// The rows that it adds up: indices in [`Budget::lignes`].
    pub details: Vec<usize>,
    /// What it may include besides: results carried over, and those that balance the side, euros, zero or more.
    pub autres: Vec<Exact>,
    /// Where.
    pub span: Span,
}

/// What a row says of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultatDit {
    /// « Résultat »: signed.
    Signe,
    /// « Résultat à affecter »: with what was carried over, signed.
    ApresReprise,
    /// « Excédent »: nothing or zero in a bad year.
    Excedent,
    /// « Déficit »: nothing or zero in a good year.
    Deficit,
    /// « Excédent ou déficit »: the sign is not always typed.
    ExcedentOuDeficit,
}

/// The result of the exercice that a table states: checked, never counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultatDeclare {
    /// How.
    pub dit: ResultatDit,
    /// Code of the dispositif; `None` for the whole table.
    pub dispositif: Option<String>,
    /// Of which amounts.
    pub colonne: Colonne,
    /// The figure, euros, as typed.
    pub nombre: Exact,
    /// Where.
    pub span: Span,
}

/// Everything that the tables of budget say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Budget {
    /// What counts, in reading order.
    pub lignes: Vec<LigneDeBudget>,
    /// Totals, to be checked.
    pub totaux: Vec<TotalDeBudget>,
    /// Results, to be checked.
    pub resultats: Vec<ResultatDeclare>,
    /// Results of earlier years carried over.
    pub reprises: Vec<Reprise>,
}
