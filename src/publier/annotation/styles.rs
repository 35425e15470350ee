//! How cells look: a gravity has its colour and its border, so that it is also seen in black and white.

use crate::diagnostic::Gravite;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Adds a gravity's look to a format; a cell that only explains another is lightly framed.
pub(super) fn marque(format: Format, gravite: Option<Gravite>) -> Format {
    let (fond, bord, couleur) = match gravite {
        Some(Gravite::Erreur) => ("#F4A9A0", FormatBorder::Thick, "#A61B0F"),
        Some(Gravite::Incoherence) => ("#FACF94", FormatBorder::Double, "#8A4B00"),
        Some(Gravite::Avertissement) => ("#FFF3B8", FormatBorder::MediumDashed, "#6B5900"),
        Some(Gravite::Information) => ("#DCEAF7", FormatBorder::Thin, "#1F4E79"),
        None => return format.set_border(FormatBorder::Dashed).set_border_color("#404040"),
    };
    let format = format.set_background_color(fond).set_border(bord).set_border_color(couleur);
    if gravite == Some(Gravite::Erreur) { format.set_bold() } else { format }
}

/// A cell of a table; those of a row of headers are bold, centred above their figures.
pub(super) fn cellule(entete: bool, premiere: bool) -> Format {
    let format = Format::new().set_border(FormatBorder::Thin).set_border_color("#D9D9D9");
    match (entete, premiere) {
        (true, true) => format.set_bold(),
        (true, false) => format.set_bold().set_align(FormatAlign::Center),
        _ => format,
    }
}

/// The title of the list.
pub(super) fn titre() -> Format {
    Format::new().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter)
}

/// The sentences under the title.
pub(super) fn consigne() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The headers of the list.
pub(super) fn entete_de_liste() -> Format {
    Format::new()
        .set_bold()
        .set_background_color("#E7E6E6")
        .set_indent(1)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of the list.
pub(super) fn liste() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color("#BFBFBF")
}
