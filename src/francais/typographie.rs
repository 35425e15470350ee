//! The spaces of French.

/// The no-break spaces of French: messages are written in the code with plain ones.
pub fn typographie(texte: &str) -> String {
    let mut sortie = texte.to_owned();
    for (simple, insecable) in [
        (" :", "\u{a0}:"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" ;", "\u{202f};"),
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
        (" %", "\u{202f}%"),
        (" €", "\u{202f}€"),
    ] {
        sortie = sortie.replace(simple, insecable);
    }
    sortie
}
