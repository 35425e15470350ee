//! French as the office writes it and as the report prints it: numbers, dates, months, names. Knows no domain type but
//! the exact number and the month.

mod cause;
mod date;
mod lecture;
mod mois;
mod nom;
mod nombre;
mod parentheses;
mod typographie;

pub use cause::Cause;
pub use date::{date_en_chiffres, date_en_lettres, jours_de_serie, parse_date};
pub use lecture::{Lecture, est_un_nombre, est_un_taux_ou_un_montant, est_une_marque_de_vide, parse_nombre};
pub use mois::{MoisLu, mois_proche, parse_mois};
pub use nom::{apostrophes, cle, majuscule, minuscule, proche, sans_accent};
pub use nombre::{
    avec_signe, decimal, decimal_saisi, ecart, ecart_en_euros, enumeration, euros, nombre, nombre_court, nombre_exact,
    pluriel, pourcent,
};
pub use parentheses::{Parentheses, parse_parentheses};
pub use typographie::typographie;

/// Narrow no-break space: thousands, and before `%`, `€`, `;`, `!`, `?`.
pub const FINE: char = '\u{202f}';
/// No-break space: before `:` and inside « ».
pub const INSECABLE: char = '\u{a0}';
/// The minus sign of a printed number.
pub const MOINS: char = '\u{2212}';
