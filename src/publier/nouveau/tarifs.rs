//! Tariffs of the year that ended, in lines of rapport.toml that are not read: the new ones come with their own decision.

use crate::domaine::mois::Exercice;
use toml_edit::{DocumentMut, Item};

/// How the tariffs of an earlier year are announced.
const TARIFS_DE: &str = "# Les tarifs de ";
const A_CONFIRMER: &str = "à confirmer ou à remplacer\u{a0}: enlever le # des lignes qui valent encore.";

/// Without those that were left unread the year before: they are two years old. What the office wrote among them stays.
pub(super) fn sans_tarifs_a_confirmer(texte: &str) -> String {
    let (mut dedans, mut en_liste) = (false, false);
    let garde = |ligne: &&str| {
        if ligne.starts_with(TARIFS_DE) && ligne.trim_end().ends_with(A_CONFIRMER) {
            (dedans, en_liste) = (true, false);
            return false;
        }
        let Some(toml) = ligne.strip_prefix('#').filter(|_| dedans) else {
            dedans = false;
            return true;
        };
        let toml = toml.trim();
        let reprise = en_liste || ouvre_une_liste(toml) || toml.parse::<DocumentMut>().is_ok();
        en_liste = if en_liste { !toml.starts_with(']') } else { ouvre_une_liste(toml) };
        !reprise
    };
    texte.split_inclusive('\n').filter(garde).collect()
}

/// « cle = [ », whose values are on the lines below.
fn ouvre_une_liste(toml: &str) -> bool {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_';
    toml.split_once('=').is_some_and(|(cle, valeur)| cle.trim().chars().all(bare) && valeur.trim() == "[")
}

/// Last year's tariffs, in lines that are not read.
pub(super) fn a_confirmer(tarifs: Option<Item>, annee: Exercice) -> String {
    let Some(tarifs) = tarifs else { return String::new() };
    let mut seuls = DocumentMut::new();
    seuls.insert("tarif", tarifs);
    let mut texte = format!("\n{TARIFS_DE}{annee}, {A_CONFIRMER}\n");
    for ligne in seuls.to_string().lines() {
        texte.push_str(format!("# {ligne}").trim_end());
        texte.push('\n');
    }
    texte
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bloc() -> String {
        let tarifs = "# arrêté reçu\n[[tarif]]\ndepuis = 2025-01-01 # ferme\n\n[[tarif]]\ndepuis = 2025-07-01\n";
        let mut tarifs = tarifs.parse::<DocumentMut>().unwrap();
        a_confirmer(tarifs.remove("tarif"), Exercice::new(2025).unwrap())
    }

    #[test]
    fn les_tarifs_a_confirmer_ne_s_accumulent_pas() {
        let (avant, bloc) = ("exercice = 2026\n# un mot de l’équipe\n", bloc());
        assert_eq!(sans_tarifs_a_confirmer(&format!("{avant}{bloc}")), format!("{avant}\n"));
        let garde = bloc.replacen("# [[tarif]]", "[[tarif]]", 1);
        let reste = sans_tarifs_a_confirmer(&format!("{avant}{garde}"));
        assert!(reste.contains("\n[[tarif]]\n# depuis = 2025-01-01 # ferme\n"), "{reste}");
    }

    #[test]
    fn ce_que_le_service_ecrit_parmi_eux_reste() {
        let mots = "# demander au Département l’arrêté de 2026\n";
        let parmi = bloc().replacen("# depuis", &format!("{mots}# depuis"), 1);
        assert_eq!(sans_tarifs_a_confirmer(&format!("{parmi}{mots}")), format!("\n{mots}{mots}"));
        let liste = bloc() + "# payeurs = [\n#   \"A\",\n# ]\n" + mots;
        assert_eq!(sans_tarifs_a_confirmer(&liste), format!("\n{mots}"));
    }
}
