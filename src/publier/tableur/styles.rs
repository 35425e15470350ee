//! How cells look: base numbers blue as accountants write them, formulas black, reserves on orange.

use super::formule::decimales;
use super::table::{Case, Forme};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// What surrounds a cell.
#[derive(Clone, Copy, Default)]
pub(super) struct Contour {
    pub(super) debut: bool,
    pub(super) forte: bool,
}

fn cellule(contour: Contour) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Hair);
    let format = format.set_border_bottom_color("#BFBFBF");
    let format = if contour.forte { format.set_bold() } else { format };
    match contour.debut {
        true => format.set_border_top(FormatBorder::Thin).set_border_top_color("#404040"),
        false => format,
    }
}

pub(super) fn texte(contour: Contour) -> Format {
    cellule(contour).set_text_wrap().set_align(FormatAlign::Left).set_indent(1)
}

pub(super) fn jour(contour: Contour) -> Format {
    cellule(contour).set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left).set_indent(1)
}

/// A number: in its unit, blue when it is not a formula, on orange when it carries a reserve.
pub(super) fn nombre(case: &Case, contour: Contour, base: bool) -> Format {
    let Some((valeur, _)) = case.valeur() else { return cellule(contour) };
    let exact = valeur.exact().unwrap_or_default();
    let code = match case {
        Case::Controle(_) => "[Red]+#,##0;[Red]-#,##0;0".to_owned(),
        Case::Imprimee(_, unite) => code(exact, Forme::Unite(*unite), true),
        Case::Valeur(_, forme) => code(exact, *forme, false),
        _ => String::new(),
    };
    let format = cellule(contour).set_num_format(code);
    let format = if base { format.set_font_color("#1F4EA1") } else { format };
    match valeur.reserve {
        Some(_) => format.set_background_color("#FACF94").set_italic(),
        None => format,
    }
}

/// The number format, in the neutral spelling of files: `#,##0.00 "€"` shows `1 234,50 €` in French.
fn code(n: Exact, forme: Forme, imprime: bool) -> String {
    let Forme::Unite(unite) = forme else { return milliers(decimales_utiles(n, 6)) };
    match unite {
        Unite::Euros => "#,##0.00\\ \"€\"".to_owned(),
        Unite::Taux => "0.0\\ %".to_owned(),
        Unite::Nombre => milliers(decimales_utiles(n, 2)),
        Unite::Moyenne | Unite::Jours => milliers(decimales(n, unite)),
        Unite::Journees if imprime => milliers(0),
        Unite::Journees => milliers(decimales_utiles(n, 2)),
    }
}

fn milliers(decimales: u32) -> String {
    let point = if decimales == 0 { "" } else { "." };
    format!("#,##0{point}{}", "0".repeat(usize::try_from(decimales).unwrap_or(0)))
}

/// The decimals that a number has, at most so many.
fn decimales_utiles(n: Exact, au_plus: u32) -> u32 {
    let entier = |d: &u32| (n * Exact::from(10_i128.pow(*d))).est_entier();
    (0..au_plus).find(entier).unwrap_or(au_plus)
}

pub(super) fn titre() -> Format {
    Format::new().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn consigne() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color("#404040")
}

/// A header: above words at their left, above numbers in the middle.
pub(super) fn entete(de_mots: bool) -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_background_color("#E3EAF2");
    let format = format.set_border_bottom(FormatBorder::Medium).set_border_bottom_color("#404040");
    let format = format.set_align(FormatAlign::VerticalCenter);
    if de_mots { format.set_align(FormatAlign::Left).set_indent(1) } else { format.set_align(FormatAlign::Center) }
}
