//! The score of a cell, on either scale.

use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::exact::Exact;
use crate::domaine::qualite::Cotation;
use crate::francais::{Lecture, cle, est_une_marque_de_vide};

/// More decimals than this are those of a formula.
const DECIMALES: u32 = 6;

/// Why a cell is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refus {
    /// It does not read.
    Illisible,
    /// A percentage that its scale does not go to.
    HorsEchelle,
}

/// What a cell says, and with how many decimals it is written. A number below one without its % may be a share or a
/// mark: it is not guessed.
pub(super) fn lue(cellule: &Cellule) -> Result<(Cotation, u32), Refus> {
    let texte = cellule.texte().trim();
    let seule = |cotation| Ok((cotation, 0));
    match (texte, cle(texte).as_str()) {
        ("", _) => return seule(Cotation::Absente),
        ("*", _) => return seule(Cotation::Optimise),
        (_, "nc" | "non concerne") => return seule(Cotation::NonConcerne),
        (_, "ri") => return seule(Cotation::ReponseInadaptee),
        _ if est_une_marque_de_vide(texte) => return seule(Cotation::Absente),
        _ => {}
    }
    let Lecture::Nombre(n) = cellule.lecture(false) else { return Err(Refus::Illisible) };
    let (un, quatre, cent) = (Exact::from(1_u32), Exact::from(4_u32), Exact::from(100_u32));
    let cotation = match (texte.ends_with('%'), cellule.contenu()) {
        (true, Contenu::Nombre(_)) => Cotation::Pourcentage(n * cent),
        (true, _) => Cotation::Pourcentage(n),
        (false, _) if n >= un && n <= quatre => Cotation::Has(n),
        (false, _) if n > quatre || n == Exact::ZERO => Cotation::Pourcentage(n),
        (false, _) => return Err(Refus::Illisible),
    };
    let permise = cotation.nombre().is_some_and(|n| n >= Exact::ZERO && n <= cent);
    if permise { Ok((cotation, decimales(texte))) } else { Err(Refus::HorsEchelle) }
}

/// Digits behind the comma.
fn decimales(texte: &str) -> u32 {
    let Some((_, derriere)) = texte.rsplit_once([',', '.']) else { return 0 };
    let chiffres = derriere.chars().take_while(char::is_ascii_digit).count();
    u32::try_from(chiffres).unwrap_or(DECIMALES).min(DECIMALES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_cotation_se_lit_sur_son_echelle() {
        let points = |n: u32| Cotation::Pourcentage(Exact::from(n));
        for (texte, attendu) in [
            ("82 %", Ok((points(82), 0))),
            ("70", Ok((points(70), 0))),
            ("0", Ok((points(0), 0))),
            ("4", Ok((Cotation::Has(Exact::from(4_u32)), 0))),
            ("3,25", Ok((Cotation::Has(Exact::decimal(325, 2)), 2))),
            ("*", Ok((Cotation::Optimise, 0))),
            ("NC", Ok((Cotation::NonConcerne, 0))),
            ("RI", Ok((Cotation::ReponseInadaptee, 0))),
            ("-", Ok((Cotation::Absente, 0))),
            ("0,82", Err(Refus::Illisible)),
            ("120", Err(Refus::HorsEchelle)),
            ("170 %", Err(Refus::HorsEchelle)),
            ("bien", Err(Refus::Illisible)),
        ] {
            assert_eq!(lue(&texte.into()), attendu, "{texte}");
        }
        let typee = Cellule::pourcentage(Exact::decimal(82, 2));
        assert_eq!(lue(&typee), Ok((points(82), 0)));
    }
}
