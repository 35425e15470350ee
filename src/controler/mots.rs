//! Words that several messages share.

use crate::diagnostic::Diagnostic;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;
pub(super) use crate::francais::{ecart, typographie};

/// How to keep an incoherence that nobody can correct any more: the block to paste in rapport.toml, with the text of
/// the cell now, so that the explanation lapses when it changes.
pub(super) fn recours(constat: &Diagnostic, saisi: Option<&str>) -> String {
    let feuille = constat.span.sheet.as_deref().map(|f| format!("feuille = {}\n", toml(f))).unwrap_or_default();
    let cellule = constat.span.cell.map(|cellule| format!("cellule = \"{cellule}\"\n")).unwrap_or_default();
    let valeur = saisi.map(|texte| format!("valeur = {}\n", toml(texte))).unwrap_or_default();
    format!(
        "{}, l’expliquer en ajoutant ces lignes à la fin de rapport.toml\n[[justification]]\ncode = \"{}\"\nfichier = {}\n{feuille}{cellule}{valeur}motif = \"…\"",
        Diagnostic::RECOURS,
        constat.code,
        toml(&constat.span.file)
    )
}

/// A text as rapport.toml writes it.
pub(super) fn toml(texte: &str) -> String {
    let sans_controle = texte.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    format!("\"{}\"", sans_controle.replace('\\', "\\\\").replace('"', "\\\""))
}

/// « AEMO-R, décembre ».
pub(super) fn lieu(qui: &str, mois: Mois) -> String {
    format!("{qui}, {}", mois.nom())
}

/// « en août ».
pub(super) fn en_mois(mois: Mois) -> String {
    format!("en {}", mois.nom())
}

/// « de novembre », « d’avril ».
pub(super) fn de_mois(mois: Mois) -> String {
    de(mois.nom())
}

/// « de MECS », « d’AED »: elided before a vowel.
pub(super) fn de(mot: &str) -> String {
    let initiale = francais::sans_accent(mot).chars().next().unwrap_or_default().to_ascii_lowercase();
    if matches!(initiale, 'a' | 'e' | 'i' | 'o' | 'u') { format!("d’{mot}") } else { format!("de {mot}") }
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

/// « 1,75 journée déclarée », « 15 208 journées prévisionnelles »: the adjective agrees.
pub(super) fn journees_qualifiees(n: Exact, adjectif: &str) -> String {
    francais::pluriel(n, &format!("journée {adjectif}"), &format!("journées {adjectif}s"))
}

/// « 30 places ».
pub(super) fn places(n: Exact) -> String {
    francais::pluriel(n, "place", "places")
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

pub(super) use crate::domaine::mois_demande::nom_proche as mois_proche;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_mois_mal_tape_trouve_le_sien_et_une_moyenne_aucun() {
        for (lu, mois) in [
            ("Mras", "mars"),
            ("mras 2021", "mars"),
            ("Setp.", "septembre"),
            ("fevreir 2021", "février"),
            ("Decembe", "décembre"),
            ("Jiun", "juin"),
        ] {
            assert_eq!(mois_proche(lu), Some(mois), "{lu}");
        }
        for lu in ["Moy.", "Moyenne", "Observations", "Obs", "N", "Effectif"] {
            assert_eq!(mois_proche(lu), None, "{lu}");
        }
    }

    #[test]
    fn l_elision_suit_la_voyelle() {
        let phrases = ["AED", "Équipe", "MECS", "avril", "œuvre"].map(de);
        assert_eq!(phrases, ["d’AED", "d’Équipe", "de MECS", "d’avril", "d’œuvre"]);
    }
}
