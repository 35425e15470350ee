//! Units as types: a day is not a euro. Each wraps an exact number, named by its unit.

use super::exact::Exact;

/// Days of presence of one person (or mesure); may be fractional when estimated or shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Journees(pub Exact);

/// Euros; two decimals at print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Euros(pub Exact);

/// A plain ratio: 0,95 for « 95 % ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taux(pub Exact);
