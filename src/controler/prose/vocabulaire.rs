//! What sentences are understood with: `data/parametres/prose.toml`.

use super::jetons::{Jeton, Sorte};
use crate::domaine::population::Population;
use crate::francais::cle;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use toml_edit::{Document, Item, TableLike};

const PROSE: &str = include_str!("../../../data/parametres/prose.toml");

/// A figure that texts name.
#[derive(Debug)]
pub(in crate::controler) struct Nom {
    /// Indicators, the first one known is meant.
    pub(in crate::controler) indicateurs: Vec<String>,
    /// Whose counts its parts are.
    pub(in crate::controler) population: Option<Population>,
    /// `%`, `€` or nothing.
    pub(super) unite: Option<char>,
    /// The number counts people, the indicator mesures.
    pub(super) au_plus: bool,
    pub(super) ambigu: bool,
    pub(super) date: bool,
    pub(super) faible: bool,
    /// Said when no table gives it.
    pub(super) informe: bool,
    pub(super) sujet: Option<String>,
    /// The indicator of the number after « sur ».
    pub(super) sur: Option<String>,
    mots: Vec<Motif>,
    annonces: Vec<Motif>,
}

#[derive(Debug)]
struct Motif(Vec<Piece>);

#[derive(Debug)]
struct Piece {
    cles: BTreeSet<String>,
    facultative: bool,
}

/// The whole file.
#[derive(Debug)]
pub(super) struct Vocabulaire {
    pub(super) noms: Vec<Nom>,
    pub(super) neutres: BTreeSet<String>,
    pub(super) reserves: BTreeSet<String>,
    pub(super) comparent: BTreeSet<String>,
    pub(super) liens: BTreeSet<String>,
    pub(super) precedents: Vec<Vec<String>>,
    pub(super) approchent: Vec<Vec<String>>,
    /// The words of the other checks: table, then list.
    listes: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

/// The words of a list of a check, as keys.
#[derive(Debug, Clone, Copy)]
pub(in crate::controler) struct Liste(pub(in crate::controler) &'static str, pub(in crate::controler) &'static str);

impl Liste {
    /// True for one of its words.
    pub(in crate::controler) fn contient(self, jeton: &Jeton<'_>) -> bool {
        let Self(table, nom) = self;
        let mots = VOCABULAIRE.listes.get(table).and_then(|listes| listes.get(nom));
        mots.is_some_and(|mots| mots.contains(&jeton.cle))
    }

    /// True where one of these tokens is one of its words.
    pub(in crate::controler) fn dans(self, jetons: &[Jeton<'_>]) -> bool {
        jetons.iter().any(|jeton| self.contient(jeton))
    }
}

/// The tables of lists.
const LISTES: [&str; 4] = ["delai", "effectif", "personnes", "pourcentages"];

pub(super) static VOCABULAIRE: LazyLock<Vocabulaire> = LazyLock::new(lu);

fn lu() -> Vocabulaire {
    let document = Document::parse(PROSE).ok();
    let racine = document.as_ref().map(|d| d.as_table() as &dyn TableLike);
    let table = |nom: &str| racine.and_then(|r| r.get(nom)?.as_table_like());
    let listes_de = |nom: &str| -> BTreeMap<String, BTreeSet<String>> {
        let items = table(nom).into_iter().flat_map(|t| t.iter());
        items.map(|(nom, item)| (nom.to_owned(), chaines(Some(item)).iter().map(|m| cle(m)).collect())).collect()
    };
    let classes = listes_de("classes");
    let mots = |nom: &str| chaines(table("phrases").and_then(|t| t.get(nom)));
    let ensemble = |nom: &str| mots(nom).iter().map(|m| cle(m)).collect();
    let suites = |nom: &str| mots(nom).iter().map(|m| cle(m).split(' ').map(str::to_owned).collect()).collect();
    let chiffres = racine.and_then(|r| r.get("chiffre")?.as_array_of_tables());
    Vocabulaire {
        noms: chiffres.into_iter().flatten().map(|t| nom(t, &classes)).collect(),
        neutres: ensemble("neutres"),
        reserves: ensemble("reserves"),
        comparent: ensemble("comparent"),
        liens: ensemble("liens"),
        precedents: suites("precedents"),
        approchent: suites("approchent"),
        listes: LISTES.iter().map(|nom| ((*nom).to_owned(), listes_de(nom))).collect(),
    }
}

fn chaines(item: Option<&Item>) -> Vec<String> {
    item.and_then(Item::as_array).into_iter().flatten().filter_map(|v| Some(v.as_str()?.to_owned())).collect()
}

fn nom(table: &dyn TableLike, classes: &BTreeMap<String, BTreeSet<String>>) -> Nom {
    let texte = |cle: &str| table.get(cle).and_then(Item::as_str);
    let vrai = |cle: &str| table.get(cle).and_then(Item::as_bool).unwrap_or_default();
    let motifs = |cle: &str| chaines(table.get(cle)).iter().map(|m| motif(m, classes)).collect();
    let population = texte("population").and_then(|p| Population::TOUTES.iter().find(|(_, cle, _)| *cle == p));
    Nom {
        indicateurs: chaines(table.get("indicateurs")),
        population: population.map(|(population, _, _)| *population),
        unite: texte("unite").and_then(|u| u.chars().next()),
        au_plus: vrai("au_plus"),
        ambigu: vrai("ambigu"),
        date: vrai("date"),
        faible: vrai("faible"),
        informe: vrai("informe"),
        sujet: texte("sujet").map(str::to_owned),
        sur: texte("sur").map(str::to_owned),
        mots: motifs("mots"),
        annonces: motifs("annonces"),
    }
}

fn motif(ecrit: &str, classes: &BTreeMap<String, BTreeSet<String>>) -> Motif {
    let piece = |mot: &str| {
        let (facultative, mot) = mot.strip_prefix('?').map_or((false, mot), |mot| (true, mot));
        let classe = mot.strip_prefix('@').and_then(|nom| classes.get(nom)).cloned();
        Piece { cles: classe.unwrap_or_else(|| BTreeSet::from([cle(mot)])), facultative }
    };
    Motif(ecrit.split_whitespace().map(piece).collect())
}

impl Motif {
    /// How many tokens it takes here; `None` when it does not stand here.
    fn pris(&self, jetons: &[Jeton<'_>]) -> Option<usize> {
        suivi(&self.0, jetons, 0)
    }
}

fn suivi(pieces: &[Piece], jetons: &[Jeton<'_>], pris: usize) -> Option<usize> {
    let Some((piece, reste)) = pieces.split_first() else { return Some(pris) };
    let Some(jeton) = jetons.get(pris) else {
        return if piece.facultative { suivi(reste, jetons, pris) } else { None };
    };
    if matches!(jeton.sorte, Sorte::Signe('’' | '\'')) && pris > 0 {
        return suivi(pieces, jetons, pris + 1);
    }
    let ici = piece.cles.contains(&jeton.cle).then(|| suivi(reste, jetons, pris + 1)).flatten();
    ici.or_else(|| if piece.facultative { suivi(reste, jetons, pris) } else { None })
}

impl Vocabulaire {
    /// The name that follows a number, with how many tokens it takes: the longest, the unit included.
    pub(super) fn apres(&self, jetons: &[Jeton<'_>]) -> Option<(&Nom, usize)> {
        let nom = |nom: &Nom| {
            let unite = usize::from(nom.unite.is_some());
            if nom.unite.is_some_and(|u| !jetons.first().is_some_and(|j| est_l_unite(j, u))) {
                return None;
            }
            let suite = jetons.get(unite..)?;
            nom.mots.iter().filter_map(|m| m.pris(suite)).max().map(|pris| pris + unite)
        };
        self.plus_long(nom)
    }

    /// The announcement that begins here, with how many tokens it takes.
    pub(super) fn annonce(&self, jetons: &[Jeton<'_>]) -> Option<(&Nom, usize)> {
        self.plus_long(|nom| nom.annonces.iter().filter_map(|m| m.pris(jetons)).max())
    }

    fn plus_long(&self, pris: impl Fn(&Nom) -> Option<usize>) -> Option<(&Nom, usize)> {
        let trouves = self.noms.iter().filter_map(|nom| Some((nom, pris(nom)?)));
        trouves.fold(None, |meilleur: Option<(&Nom, usize)>, ici| match meilleur {
            Some(avant) if avant.1 >= ici.1 => Some(avant),
            _ => Some(ici),
        })
    }
}

/// « % », « € » or « euros ».
pub(super) fn est_l_unite(jeton: &Jeton<'_>, unite: char) -> bool {
    jeton.est(unite) || (unite == '€' && jeton.cle == "euro") || (unite == '%' && jeton.cle == "pourcent")
}

/// True where these words begin, apostrophes aside.
pub(super) fn commence(jetons: &[Jeton<'_>], mots: &[String]) -> bool {
    let mut ici = jetons.iter().filter(|j| !matches!(j.sorte, Sorte::Signe('’' | '\'')));
    mots.iter().all(|mot| ici.next().is_some_and(|j| j.cle == *mot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::controler::prose::jetons;

    #[test]
    fn le_fichier_se_lit_en_entier() {
        let document = Document::parse(PROSE).unwrap();
        let chiffres = document.get("chiffre").unwrap().as_array_of_tables().unwrap();
        let motifs = |nom: &Nom| nom.mots.len() + nom.annonces.len();
        assert_eq!(VOCABULAIRE.noms.len(), chiffres.len());
        assert!(VOCABULAIRE.noms.iter().all(|nom| motifs(nom) > 0 && !nom.indicateurs.is_empty()));
        assert!(!VOCABULAIRE.neutres.is_disjoint(&VOCABULAIRE.liens) && !VOCABULAIRE.comparent.is_empty());
        assert!(VOCABULAIRE.neutres.is_disjoint(&VOCABULAIRE.reserves));
        let vides = |listes: &BTreeMap<String, BTreeSet<String>>| listes.values().any(BTreeSet::is_empty);
        assert!(VOCABULAIRE.listes.values().all(|listes| listes.len() > 1 && !vides(listes)));
    }

    #[test]
    fn le_nom_le_plus_long_l_emporte() {
        let pris = |texte: &str| VOCABULAIRE.apres(&jetons(texte)).map(|(nom, n)| (nom.indicateurs[0].clone(), n));
        for (texte, attendu) in [
            ("sorties du service", Some(("sorties", 3))),
            ("familles suivies par", Some(("familles", 2))),
            ("mineurs ont fait l’objet d’une admission", Some(("entrees", 10))),
            ("% de la capacité", Some(("attente_part_capacite", 4))),
            ("journées d’études", None),
        ] {
            assert_eq!(pris(texte), attendu.map(|(nom, n)| (nom.to_owned(), n)), "{texte}");
        }
    }
}
