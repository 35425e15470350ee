//! A folder's path as a person types or pastes it: whole, or from their own folder.

use crate::francais::typographie;
use std::path::{Component, Path, PathBuf};

/// The folder that was meant, or why it is not known: a phrase without its first capital. A path that is not whole begins in
/// the user's own folder, and never leaves it.
pub(super) fn lu(saisi: &str) -> Result<PathBuf, String> {
    chez(saisi, std::env::home_dir().filter(|dossier| dossier.is_absolute()).as_deref())
}

fn chez(saisi: &str, personnel: Option<&Path>) -> Result<PathBuf, String> {
    let net = saisi.trim().trim_matches(['"', '\'', '«', '»']).trim();
    if net.is_empty() {
        return Err("le chemin du dossier est vide".to_owned());
    }
    if net.chars().any(char::is_control) {
        return Err(typographie(&format!("« {} » n’est pas un chemin", net.escape_debug())));
    }
    if Path::new(net).is_absolute() {
        return Ok(PathBuf::from(net));
    }
    let dedans = net.strip_prefix("~/").or_else(|| net.strip_prefix("~\\")).unwrap_or(net);
    let sur = Path::new(dedans).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    match personnel {
        Some(personnel) if sur && net != "~" => Ok(personnel.join(dedans)),
        _ => Err(typographie(&format!(
            "« {net} » ne dit pas où est le dossier : donner son chemin entier, par exemple {}",
            exemple(personnel)
        ))),
    }
}

/// A whole path, as this system writes it.
pub(super) fn un_exemple() -> String {
    exemple(std::env::home_dir().as_deref())
}

fn exemple(personnel: Option<&Path>) -> String {
    let defaut = if cfg!(windows) { "C:\\Users\\service" } else { "/home/service" };
    let ici = personnel.map_or_else(|| PathBuf::from(defaut), Path::to_owned);
    ici.join("Documents").join("mon-service-2026").display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_chemin_commence_chez_soi_et_n_en_sort_pas() {
        let chez_soi = Path::new(if cfg!(windows) { "C:\\chez" } else { "/chez" });
        for (saisi, attendu) in [
            ("~/Documents/2026", "Documents/2026"),
            ("Documents/mon service", "Documents/mon service"),
            (" \"2026\" ", "2026"),
            ("« 2026 »", "2026"),
        ] {
            assert_eq!(chez(saisi, Some(chez_soi)), Ok(chez_soi.join(attendu)), "{saisi}");
        }
        let entier = chez_soi.join("a");
        assert_eq!(chez(&format!("'{}'", entier.display()), None), Ok(entier));
        for faux in ["", "  ", "~", "../2026", "~/../autre", "a/../../b", "a\0b", "a\nb"] {
            assert!(chez(faux, Some(chez_soi)).is_err(), "{faux:?}");
        }
        let refus = chez("2026", None).unwrap_err();
        assert!(refus.contains("par exemple") && refus.contains("mon-service-2026"), "{refus}");
    }
}
