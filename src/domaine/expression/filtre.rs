//! The filters: how a figure is printed, and which units each accepts.

use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;
use crate::francais::{INSECABLE, cle, enumeration};

/// How a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filtre {
    /// Without any unit.
    Nombre,
    /// `87,6 %`.
    Pourcent,
    /// `42 645,68 €`.
    Euros,
    /// « 412 jours », « 13 316 journées ».
    Jours,
    /// With its sign: `+3`, `−1 892`, `+12,00 €`.
    Ecart,
    /// « 31 décembre 2021 ».
    Date,
}

impl Filtre {
    /// Every filter with its name.
    pub const TOUS: [(Self, &'static str); 6] = [
        (Self::Nombre, "nombre"),
        (Self::Pourcent, "pourcent"),
        (Self::Euros, "euros"),
        (Self::Jours, "jours"),
        (Self::Ecart, "ecart"),
        (Self::Date, "date"),
    ];

    /// Its name.
    pub fn nom(self) -> &'static str {
        Self::TOUS.iter().find(|(filtre, _)| *filtre == self).map_or("", |(_, nom)| nom)
    }

    /// « nombre, pourcent, euros, jours, ecart et date ».
    pub fn noms() -> String {
        enumeration(&Self::TOUS.map(|(_, nom)| nom.to_owned()))
    }

    /// The filter of that name, whatever its case and accents.
    pub fn lu(nom: &str) -> Option<Self> {
        Self::TOUS.iter().find(|(_, n)| cle(n) == cle(nom)).map(|(filtre, _)| *filtre)
    }

    /// Those that a unit accepts.
    pub fn de(unite: Unite) -> &'static [Self] {
        match unite {
            Unite::Nombre | Unite::Moyenne => &[Self::Nombre, Self::Ecart],
            Unite::Journees | Unite::Jours => &[Self::Nombre, Self::Jours, Self::Ecart],
            Unite::Taux => &[Self::Pourcent],
            Unite::Euros => &[Self::Euros, Self::Ecart],
        }
    }

    /// The number in its unit, as this filter prints it; `None` when the unit does not accept it.
    pub fn ecrit(self, n: Exact, unite: Unite) -> Option<String> {
        if !Self::de(unite).contains(&self) {
            return None;
        }
        Some(match (self, unite) {
            (Self::Ecart, _) => unite.ecart(n),
            (Self::Jours, Unite::Journees) => avec_mot(n, unite, ["journée", "journées"]),
            (Self::Jours, _) => avec_mot(n, unite, ["jour", "jours"]),
            _ => unite.ecrit(n),
        })
    }
}

/// The noun agrees with what is printed: « 1,9 jour », « 2 jours ».
fn avec_mot(n: Exact, unite: Unite, [un, plusieurs]: [&str; 2]) -> String {
    let texte = unite.ecrit(n);
    let decimales = u32::from(texte.contains(','));
    let pluriel = n.arrondi(decimales).unsigned_abs() >= 2 * 10_u128.pow(decimales);
    format!("{texte}{INSECABLE}{}", if pluriel { plusieurs } else { un })
}
