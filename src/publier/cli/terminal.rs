//! The terminal: its width, and paths as they are pasted there.

use std::io::IsTerminal;
use std::path::Path;

/// Narrowest and widest page of text.
const LARGEUR: (usize, usize) = (60, 100);
/// When the terminal does not say.
const PAR_DEFAUT: usize = 80;

/// Where lines are folded; nowhere when another program reads them.
pub(super) fn largeur(sortie: &impl IsTerminal) -> Option<usize> {
    let dite = std::env::var("COLUMNS").ok().and_then(|colonnes| colonnes.parse().ok());
    sortie.is_terminal().then(|| dite.unwrap_or(PAR_DEFAUT).clamp(LARGEUR.0, LARGEUR.1))
}

/// A path as an argument: between quotation marks when it needs them.
pub(super) fn argument(chemin: &Path) -> String {
    let chemin = chemin.display().to_string();
    let simple = |c: char| c.is_alphanumeric() || "/\\._-+:~".contains(c);
    if chemin.chars().all(simple) { chemin } else { format!("\"{chemin}\"") }
}
