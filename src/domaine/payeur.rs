//! Who pays, however the name is spelled: « Département du Loiret » is « Loiret ». What says nothing of who it is stands in
//! `data/parametres/payeurs.toml`.

use crate::francais::cle;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use toml_edit::{Document, Item};

const EMBEDDED: &str = include_str!("../../data/parametres/payeurs.toml");

static MOTS: LazyLock<Mots> = LazyLock::new(Mots::embedded);

/// The words of the file, as [`cle`] writes them.
struct Mots {
    prefixes: Vec<String>,
    articles: Vec<String>,
    /// Names that are somebody's, without their article.
    noms: BTreeSet<String>,
}

impl Mots {
    fn embedded() -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let mots = |nom: &str| -> Vec<String> {
            let array = document.as_ref().and_then(|d| d.get(nom)).and_then(Item::as_array);
            array.into_iter().flat_map(|a| a.iter()).filter_map(|v| v.as_str().map(cle)).collect()
        };
        let mut mots_lus = Self { prefixes: mots("prefixes"), articles: mots("articles"), noms: BTreeSet::new() };
        mots_lus.noms = mots("noms").iter().map(|nom| mots_lus.reste(nom).to_owned()).collect();
        mots_lus
    }

    fn reste<'c>(&self, cle: &'c str) -> &'c str {
        let sans_article = sans(cle, &self.articles).unwrap_or(cle);
        match sans(sans_article, &self.prefixes) {
            Some(nom) => sans(nom, &self.articles).unwrap_or(nom),
            None => sans_article,
        }
    }
}

/// The name without the longest of these words that begins it; `None` when none does, or when nothing else is left.
fn sans<'c>(cle: &'c str, mots: &[String]) -> Option<&'c str> {
    let restes = mots.iter().filter_map(|mot| cle.strip_prefix(mot.as_str())?.strip_prefix(' '));
    restes.min_by_key(|reste| reste.len())
}

/// The key under which the spellings of one payer meet.
pub fn cle_du_payeur(nom: &str) -> String {
    MOTS.reste(&cle(nom)).to_owned()
}

/// The payer that a mistyped name may mean: a letter in four is not the same, or one name holds all the words of the
/// other. Two départements are never each other.
pub fn payeur_proche<'a>(nom: &str, candidats: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let cherche = cle_du_payeur(nom);
    if cherche.len() > LONGEST {
        return None;
    }
    let connu = MOTS.noms.contains(&cherche);
    let ecart = |candidat: &'a str| {
        let cle = cle_du_payeur(candidat);
        if cle.len() > LONGEST || cle == cherche || (connu && MOTS.noms.contains(&cle)) {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&cherche, &cle);
        let proche = distance * 4 <= cherche.chars().count().max(cle.chars().count());
        (proche || contient(&cherche, &cle) || contient(&cle, &cherche)).then_some((distance, candidat))
    };
    candidats.into_iter().filter_map(ecart).min().map(|(_, candidat)| candidat)
}

/// Bytes beyond which a text is no name.
const LONGEST: usize = 200;

fn contient(long: &str, court: &str) -> bool {
    let mots: Vec<&str> = long.split(' ').collect();
    !court.is_empty() && court.split(' ').all(|mot| mots.contains(&mot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_graphies_d_un_departement_se_rejoignent() {
        for nom in [
            "Loiret",
            "LOIRET",
            "Le Loiret",
            "Département du Loiret",
            "Le département du Loiret",
            "Conseil départemental du Loiret",
            "conseil general du loiret",
            "CD du Loiret",
            "Dép. du Loiret",
        ] {
            assert_eq!(cle_du_payeur(nom), "loiret", "{nom}");
        }
        for (nom, autre) in [
            ("Département de l’Aveyron", "Aveyron"),
            ("Conseil départemental de l'Aveyron", "aveyron"),
            ("Département des Côtes-d’Armor", "Côtes d’Armor"),
            ("Conseil départemental de La Réunion", "La Réunion"),
            ("Département de la Seine-Maritime", "Seine Maritime"),
            ("CD des Landes", "Landes"),
            ("Département d’Ille-et-Vilaine", "Ille-et-Vilaine"),
        ] {
            assert_eq!(cle_du_payeur(nom), cle_du_payeur(autre), "{nom}");
        }
        assert_ne!(cle_du_payeur("Loire"), cle_du_payeur("Loiret"));
        assert_ne!(cle_du_payeur("Département"), cle_du_payeur("Conseil départemental"));
        assert_eq!(cle_du_payeur("Département"), "departement");
    }

    #[test]
    fn une_faute_de_frappe_n_est_pas_un_autre_departement() {
        let connus = || ["Loiret", "Cher", "Savoie"];
        assert_eq!(payeur_proche("Conseil départemental du Lioret", connus()), Some("Loiret"));
        assert_eq!(payeur_proche("Loiret (45)", connus()), Some("Loiret"));
        for autre in ["Loire", "Haute-Savoie", "Gers", "Aveyron", "CAF", "Département du Loiret", ""] {
            assert_eq!(payeur_proche(autre, connus()), None, "{autre}");
        }
        assert_eq!(MOTS.noms.len(), 103);
    }
}
