//! Registration numbers that spreadsheets damage: a leading zero lost, fourteen digits shortened to `3,4962E+13`.

use super::bloc::Bloc;

/// Refuses a number that cannot be what its key says.
pub(super) fn verifie(bloc: &Bloc<'_>, cle: &'static str) {
    let (juste, attendu): (fn(&str) -> bool, &str) = match cle {
        "siret" => (
            is_siret,
            "un numéro SIRET de 14 chiffres entre guillemets, recopié d’un document d’origine (un tableur l’abrège en 3,4962E+13)",
        ),
        "finess" => {
            (is_finess, "un numéro FINESS de 9 caractères entre guillemets (un tableur efface le zéro du début)")
        }
        _ => return,
    };
    if bloc.texte(cle).is_some_and(|texte| !juste(&texte)) {
        bloc.refuse(cle, attendu);
    }
}

fn without_spaces(texte: &str) -> String {
    texte.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_siret(texte: &str) -> bool {
    let net = without_spaces(texte);
    net.len() == 14 && net.chars().all(|c| c.is_ascii_digit())
}

/// Nine digits; Corsica's second is a letter (`2A0000014`).
fn is_finess(texte: &str) -> bool {
    let net = without_spaces(texte);
    let chiffre = |(i, c): (usize, char)| c.is_ascii_digit() || (i == 1 && matches!(c, 'A' | 'B'));
    net.len() == 9 && net.chars().enumerate().all(chiffre)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_number_is_seen() {
        assert!(is_siret("349 620 369 00083") && !is_siret("3,4962E+13") && !is_siret("34962036900083000"));
        assert!(is_finess("010008407") && is_finess("2A0000014") && !is_finess("10008407"));
    }
}
