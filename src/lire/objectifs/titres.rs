//! Title lines of action sheets: « Objectif stratégique n°2 : … », « Action n° 1.1 : « … » ».

use crate::domaine::objectifs::Titre;
use crate::francais::{apostrophes, sans_accent};

/// Adjectives of objectives, unaccented.
const ADJECTIFS: [&str; 5] = ["strategique", "operationnel", "general", "specifique", "prioritaire"];
/// No title is longer, bytes.
const PLUS_LONG: usize = 2000;

/// What a title line opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TitreLu {
    Objectif(Titre),
    Action(Titre),
}

/// Reads a title: the word, then a number, a colon or both. `suite` is the cell beside it.
pub(super) fn lit(texte: &str, suite: &str) -> Option<TitreLu> {
    if texte.len() > PLUS_LONG {
        return None;
    }
    let net = texte.trim().trim_start_matches(['■', '□', '►', '•', '*', '#', ' ']);
    let (premier, mut reste) = mot(net)?;
    let objectif = match sans_accent(premier).to_lowercase().as_str() {
        "objectif" => true,
        "action" => false,
        _ => return None,
    };
    let mut nom = premier.to_owned();
    let connu = |adjectif: &str| ADJECTIFS.contains(&sans_accent(adjectif).to_lowercase().as_str());
    if let Some((adjectif, apres)) = mot(reste).filter(|(adjectif, _)| objectif && connu(adjectif)) {
        nom = format!("{premier} {adjectif}");
        reste = apres;
    }
    let (numero, apres) = numero(reste.trim_start());
    let apres = apres.trim_start();
    let intitule = apres.trim_start_matches([':', '–', '—', '-', '.', ')']);
    let separe = intitule.len() < apres.len();
    if numero.is_none() && !separe || !(separe || apres.is_empty() || apres.starts_with('«')) {
        return None;
    }
    let propre = |texte: &str| apostrophes(texte.trim_matches(|c: char| c.is_whitespace() || "«»\"“”*_".contains(c)));
    let intitule = if intitule.trim().is_empty() { propre(suite) } else { propre(intitule) };
    let titre = Titre { mot: nom, numero, intitule };
    Some(if objectif { TitreLu::Objectif(titre) } else { TitreLu::Action(titre) })
}

/// The first word, and what follows.
fn mot(texte: &str) -> Option<(&str, &str)> {
    let net = texte.trim_start();
    let fin = net.find(|c: char| !c.is_alphabetic()).unwrap_or(net.len());
    (fin > 0).then(|| net.split_at(fin))
}

/// « n° 1.1 », « 2 »: the number, and what follows.
fn numero(texte: &str) -> (Option<String>, &str) {
    let signe = ["n°", "N°", "nº", "Nº", "n ", "no ", "numéro "].iter().find_map(|signe| texte.strip_prefix(signe));
    let depart = signe.unwrap_or(texte).trim_start();
    let fin = depart.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(depart.len());
    let chiffres = depart[..fin].trim_end_matches('.');
    if chiffres.is_empty() || !chiffres.starts_with(|c: char| c.is_ascii_digit()) || chiffres.len() > 12 {
        return (None, texte);
    }
    (Some(chiffres.to_owned()), &depart[chiffres.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_titres_tels_qu_ils_sont_imprimes() {
        let titre = |mot: &str, numero: &str, intitule: &str| Titre {
            mot: mot.into(),
            numero: Some(numero).filter(|n| !n.is_empty()).map(Into::into),
            intitule: intitule.into(),
        };
        for (texte, attendu) in [
            (
                "Objectif stratégique n°2 : *Développement de l'offre*",
                titre("Objectif stratégique", "2", "Développement de l’offre"),
            ),
            ("Objectif stratégique n°1 : Thématique qualité", titre("Objectif stratégique", "1", "Thématique qualité")),
            ("Objectif : Accueillir", titre("Objectif", "", "Accueillir")),
        ] {
            assert_eq!(lit(texte, ""), Some(TitreLu::Objectif(attendu)), "{texte}");
        }
        for (texte, attendu) in [
            ("Action n° 1.2 : « Clarifier l'offre »", titre("Action", "1.2", "Clarifier l’offre")),
            ("Action 2 : « Adapter »", titre("Action", "2", "Adapter")),
            (
                "Action n° 1 : « Construire dans une dimension écocitoyenne»",
                titre("Action", "1", "Construire dans une dimension écocitoyenne"),
            ),
        ] {
            assert_eq!(lit(texte, ""), Some(TitreLu::Action(attendu)), "{texte}");
        }
        assert_eq!(lit("Action n° 3", "Former"), Some(TitreLu::Action(titre("Action", "3", "Former"))));
        for texte in [
            "Objectifs de l'action",
            "Objectif",
            "Action",
            "Actions 2024",
            "Action 3 jours par an",
            "Objectif 80 % de présence",
        ] {
            assert_eq!(lit(texte, ""), None, "{texte}");
        }
    }
}
