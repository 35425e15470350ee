//! Words that several messages share.

use crate::diagnostic::Diagnostic;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;

/// The no-break spaces of French: messages are written here with plain ones.
pub(super) fn typographie(texte: &str) -> String {
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

/// How to keep an incoherence that nobody can correct any more.
pub(super) fn recours(constat: &Diagnostic) -> String {
    let cellule = constat.span.cell.map(|cellule| format!(", cellule = \"{cellule}\"")).unwrap_or_default();
    format!(
        "\u{202f}; si la correction est impossible, l’expliquer par une [[justification]] de rapport.toml (code = \"{}\", fichier = \"{}\"{cellule}, motif = \"…\")",
        constat.code, constat.span.file
    )
}

/// « AEMO-R, décembre ».
pub(super) fn lieu(qui: &str, mois: Mois) -> String {
    format!("{qui}, {}", mois.nom())
}

/// « de novembre », « d’avril », « d’août ».
pub(super) fn de_mois(mois: Mois) -> String {
    let nom = mois.nom();
    if nom.starts_with(['a', 'o']) { format!("d’{nom}") } else { format!("de {nom}") }
}

/// « 15 présents ».
pub(super) fn presents(n: Exact) -> String {
    francais::pluriel(n, "présent", "présents")
}

/// « 4 entrées ».
pub(super) fn entrees(n: Exact) -> String {
    francais::pluriel(n, "entrée", "entrées")
}

/// « 2 sorties ».
pub(super) fn sorties(n: Exact) -> String {
    francais::pluriel(n, "sortie", "sorties")
}

/// « 15 208 journées ».
pub(super) fn journees(n: Exact) -> String {
    francais::pluriel(n, "journée", "journées")
}

/// « 30 places ».
pub(super) fn places(n: Exact) -> String {
    francais::pluriel(n, "place", "places")
}

/// A signed difference with at most two decimals: « +35 », « −0,5 ».
pub(super) fn ecart(n: Exact) -> String {
    if n > Exact::ZERO { format!("+{}", francais::nombre_court(n)) } else { francais::nombre_court(n) }
}

/// « « Juin » », shortened when it is long.
pub(super) fn cite(texte: &str) -> String {
    const PLUS_LONG: usize = 40;
    let net = texte.split_whitespace().collect::<Vec<_>>().join(" ");
    if net.chars().count() <= PLUS_LONG {
        return format!("« {net} »");
    }
    format!("« {}… »", net.chars().take(PLUS_LONG).collect::<String>().trim_end())
}

/// « a, b et c » of words already in French.
pub(super) fn liste<S: AsRef<str>>(mots: &[S]) -> String {
    francais::enumeration(&mots.iter().map(|m| m.as_ref().to_owned()).collect::<Vec<_>>())
}

/// The month that a mistyped header may have meant.
pub(super) fn mois_proche(lu: &str) -> Option<&'static str> {
    let sans_annee = lu.trim_end_matches(|c: char| !c.is_alphabetic());
    let noms = (1..=12).filter_map(|numero| Mois::new(2000, numero)).map(Mois::nom);
    francais::proche(sans_annee, noms).filter(|_| sans_annee.chars().count() >= 3)
}
