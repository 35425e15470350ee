//! The lines that teach Trame a name of the office, ready to paste into rapport.toml.

use super::mots;
use crate::domaine::dossier::Dossier;

/// What to write where the name itself may not be quoted, or where the choice is the office's.
pub(super) const A_COMPLETER: &str = "…";

/// « ajouter à la fin de rapport.toml : », then the lines; only the last one where the table `[correspondances]` is
/// there already.
pub(super) fn lignes(dossier: &Dossier, nom: &str, cible: &str) -> String {
    dans(dossier, "correspondances", nom, cible)
}

/// The same for a spelling of a territory.
pub(super) fn territoire(dossier: &Dossier) -> String {
    dans(dossier, "correspondances.territoires", A_COMPLETER, A_COMPLETER)
}

fn dans(dossier: &Dossier, table: &str, nom: &str, cible: &str) -> String {
    let titre = format!("[{table}]");
    let ligne = format!("{} = {}", mots::toml(nom), mots::toml(cible));
    let rapport = dossier.rapport_toml.as_deref().unwrap_or_default();
    let est_le_titre = |l: &str| l.split('#').next().unwrap_or("").split_whitespace().collect::<String>() == titre;
    let autour = |(at, mot): (usize, &str)| {
        let debut = rapport[..at].rfind('\n').map_or(0, |fin| fin + 1);
        let suite = &rapport[at + mot.len()..];
        &rapport[debut..at + mot.len() + suite.find('\n').unwrap_or(suite.len())]
    };
    let dernier_mot = table.rsplit('.').next().unwrap_or(table);
    match rapport.match_indices(dernier_mot).any(|place| est_le_titre(autour(place))) {
        true => format!("ajouter dans rapport.toml, sous la ligne {titre} :\n{ligne}"),
        false => format!("ajouter à la fin de rapport.toml :\n{titre}\n{ligne}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_lignes_se_collent_sans_doubler_la_table() {
        let avec = |texte: &str| Dossier { rapport_toml: Some(texte.to_owned()), ..Dossier::default() };
        let neuf = lignes(&avec("exercice = 2021\n"), "Mesures « \"A\\B\" »", "AEMO-R");
        assert_eq!(
            neuf,
            "ajouter à la fin de rapport.toml :\n[correspondances]\n\"Mesures « \\\"A\\\\B\\\" »\" = \"AEMO-R\""
        );
        for existant in ["[correspondances]\n", "  [ correspondances ] # noms\n"] {
            let suite = lignes(&avec(existant), "X", "AEMO-R");
            assert_eq!(suite, "ajouter dans rapport.toml, sous la ligne [correspondances] :\n\"X\" = \"AEMO-R\"");
        }
        assert!(
            territoire(&avec("[correspondances]\n")).contains("fin de rapport.toml :\n[correspondances.territoires]")
        );
    }
}
