//! Billing tables as read: one row per month and dispositif, or per mesure and month. A row keeps only its row number and
//! its figures; its file and its columns are said once per table.

use super::exact::Exact;
use super::mois::Mois;
use super::unites::{Euros, Journees};
use crate::diagnostic::{Address, Span};
use ecow::EcoString;

/// Every row of the billing tables of a folder, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Facturation {
    /// Where rows come from.
    pub tables: Vec<TableDeFacturation>,
    /// One per billed row.
    pub lignes: Vec<LigneDeFacture>,
    /// Totals that the tables state: checked, never counted.
    pub totaux: Vec<TotalDeFacture>,
    /// Who pays, as first typed: number n at index n − 1.
    pub payeurs: Vec<String>,
    /// The shares met: number n at index n − 1.
    pub quotites: Vec<Exact>,
}

/// A billing table, and its columns.
#[derive(Debug, Clone)]
pub struct TableDeFacturation {
    /// Path in the folder.
    pub fichier: String,
    /// Sheet of a workbook.
    pub feuille: Option<String>,
    /// Column and header as typed of each key that the table has.
    pub colonnes: Vec<(ColonneDeFacture, u32, String)>,
}

/// Columns of a billing table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words of the specification, § 4.4")]
pub enum ColonneDeFacture {
    Mois,
    Dispositif,
    Payeur,
    Id,
    Journees,
    Prix,
    Montant,
    Quotite,
}

impl ColonneDeFacture {
    /// Every column with its key in `data/parametres/genres.toml`.
    pub const TOUTES: [(Self, &'static str); 8] = [
        (Self::Mois, "mois"),
        (Self::Dispositif, "dispositif"),
        (Self::Payeur, "payeur"),
        (Self::Id, "id"),
        (Self::Journees, "journees_facturees"),
        (Self::Prix, "prix_de_journee"),
        (Self::Montant, "montant"),
        (Self::Quotite, "quotite"),
    ];

    /// Those that say what a row is about; the others hold its figures.
    pub const QUI: [Self; 4] = [Self::Mois, Self::Dispositif, Self::Payeur, Self::Id];
}

/// A figure of a row in millionths, which hold all that a cell may: half the size of an exact ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millioniemes(i64);

impl Millioniemes {
    const PAR_UNITE: i128 = 1_000_000;

    /// `None` for a number that is no whole count of millionths, or beyond what a cell may hold.
    pub fn new(nombre: Exact) -> Option<Self> {
        let entier = (nombre * Exact::from(Self::PAR_UNITE)).entier()?;
        i64::try_from(entier).ok().map(Self)
    }

    /// The number.
    pub fn exact(self) -> Exact {
        Exact::decimal(i128::from(self.0), 6)
    }
}

/// A billed row. What is not typed is not known: it is never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneDeFacture {
    /// The mesure; empty when the table does not say.
    pub id: EcoString,
    /// Days billed; negative for an avoir.
    pub journees: Option<Millioniemes>,
    /// Price of the day, €.
    pub prix: Option<Millioniemes>,
    /// Amount, €.
    pub montant: Option<Millioniemes>,
    /// Which of days, price and amount hold something that cannot be read: it is not replaced.
    pub illisibles: [bool; 3],
    /// Of which month.
    pub mois: Mois,
    /// Physical line in the file, 1-based.
    pub numero: u32,
    /// Row as a spreadsheet shows it, 0-based.
    pub rang: u32,
    /// Index in [`Facturation::tables`].
    pub table: u16,
    /// Index of the dispositif in rapport.toml; `None` where nothing says it: the service, or that of the mesure.
    pub dispositif: Option<u16>,
    /// Number of who pays, in [`Facturation::payeurs`]; zero when not said.
    pub payeur: u16,
    /// Number of the share of the days that is billed, in [`Facturation::quotites`]; zero when not said.
    pub quotite: u16,
}

impl LigneDeFacture {
    /// Days billed.
    pub fn journees(&self) -> Option<Journees> {
        self.journees.map(|n| Journees(n.exact()))
    }

    /// Price of the day.
    pub fn prix(&self) -> Option<Euros> {
        self.prix.map(|n| Euros(n.exact()))
    }

    /// Amount.
    pub fn montant(&self) -> Option<Euros> {
        self.montant.map(|n| Euros(n.exact()))
    }
}

/// A row of totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalDeFacture {
    /// Index in [`Facturation::tables`].
    pub table: u16,
    /// Physical line in the file, 1-based.
    pub numero: u32,
    /// Row as a spreadsheet shows it, 0-based.
    pub rang: u32,
    /// First row of its table, in [`Facturation::lignes`].
    pub debut: u32,
    /// First row since the total before it.
    pub depuis: u32,
    /// The row after the last one above it.
    pub jusqu_a: u32,
    /// The month, the dispositif and the payer that it names.
    pub de: (Option<Mois>, Option<u16>, u16),
    /// Days.
    pub journees: Option<Exact>,
    /// €.
    pub montant: Option<Exact>,
}

impl Facturation {
    /// True when no table gave a row.
    pub fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// Who pays a row, as typed.
    pub fn payeur(&self, numero: u16) -> Option<&str> {
        self.payeurs.get(usize::from(numero).checked_sub(1)?).map(String::as_str)
    }

    /// The share of a row, when it gives one.
    pub fn quotite(&self, ligne: &LigneDeFacture) -> Option<Exact> {
        self.quotites.get(usize::from(ligne.quotite).checked_sub(1)?).copied()
    }

    /// The place of a cell of a row; of the row where its table has no such column.
    pub fn span(&self, ligne: &LigneDeFacture, colonne: ColonneDeFacture) -> Span {
        self.place((ligne.table, ligne.numero, ligne.rang), colonne)
    }

    /// The same of a row of totals.
    pub fn span_du_total(&self, total: &TotalDeFacture, colonne: ColonneDeFacture) -> Span {
        self.place((total.table, total.numero, total.rang), colonne)
    }

    fn place(&self, (table, line, row): (u16, u32, u32), colonne: ColonneDeFacture) -> Span {
        let table = &self.tables[usize::from(table)];
        let cellule = table.colonnes.iter().find(|(autre, _, _)| *autre == colonne);
        Span {
            file: table.fichier.clone(),
            sheet: table.feuille.clone(),
            line,
            cell: cellule.map(|(_, column, _)| Address { column: *column, row }),
            column: cellule.map(|(_, _, entete)| entete.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_chiffre_tient_dans_huit_octets_et_revient_entier() {
        for n in [Exact::decimal(33_810, 2), Exact::decimal(-1, 6), Exact::from(Exact::MAX_LU), Exact::ZERO] {
            assert_eq!(Millioniemes::new(n).map(Millioniemes::exact), Some(n));
        }
        assert!(Exact::fraction(1, 3).and_then(Millioniemes::new).is_none());
        assert!(size_of::<LigneDeFacture>() <= 96, "{}", size_of::<LigneDeFacture>());
    }
}
