//! `pourcentages-differents-de-100`: shares of a whole, in a sentence, a list or a column, that do not make a hundred.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Bloc, Blocs, Genre, Jeton, Liste, jetons, phrases};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::exact::Exact;
use crate::francais::{cle, nombre_court};
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "pourcentages-differents-de-100",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "Les pourcentages d’une phrase, d’une liste ou d’une colonne qui disent partager un tout (« se répartissent », « répartition », colonne « Part » ou de total 100 %) : leur somme, à l’arrondi de chacun près. Une liste partielle (« notamment », « dont », « le reste ») n’est pas concernée.",
    importance: "Des parts qui ne font pas 100 % disent qu’un groupe manque, ou qu’un chiffre est faux.",
    exemple: "« Les enfants suivis se répartissent ainsi : 45 % à Blois, 30 % à Vendôme, 20 % à Romorantin » : 95 %.",
    correction: "Corriger la part fausse, ajouter celle qui manque (« non renseigné »), ou dire que la liste est partielle.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// Words that share a whole.
const PARTAGENT: Liste = Liste("pourcentages", "partagent");
/// Words after which the list is not the whole, or is none.
const PARTIELLES: Liste = Liste("pourcentages", "partielles");

/// Shares with their precision: the number and its last decimal.
type Parts = Vec<(Exact, u32)>;

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    prose::par_texte(vue, trouves, du_texte);
}

fn du_texte(texte: &Texte, lus: &Blocs) -> Vec<Diagnostic> {
    let mut trouves: Vec<(usize, usize, Parts)> = Vec::new();
    let mut listes: BTreeMap<usize, (usize, Option<Parts>)> = BTreeMap::new();
    let mut annonce = false;
    for (rang, bloc) in lus.tous.iter().enumerate() {
        let jetons = jetons(&bloc.texte);
        match bloc.genre {
            Genre::Item(liste) => {
                // only the list that follows is announced, not those inside it
                let entree = listes.entry(liste).or_insert_with(|| (rang, std::mem::take(&mut annonce).then(Vec::new)));
                entree.1 = entree.1.take().and_then(|parts| avec_l_item(parts, &jetons));
                continue;
            }
            Genre::Cellule(..) | Genre::Titre => {}
            Genre::Paragraphe => {
                trouves.extend(des_phrases(&jetons).into_iter().map(|(ici, parts)| (rang, ici, parts)))
            }
        }
        annonce = partage(&jetons) && jetons.last().is_some_and(|j| j.est(':'));
    }
    trouves.extend(listes.into_values().filter_map(|(rang, parts)| Some((rang, 0, parts?))));
    trouves.extend(colonnes(&lus.tous));
    trouves.sort_by_key(|(rang, ici, _)| (*rang, *ici));
    let fausses = trouves.into_iter().filter_map(|(rang, ici, parts)| Some((rang, ici, ecart(&parts)?)));
    let constat = |(rang, ici, somme): (usize, usize, Exact)| {
        let bloc: &Bloc = &lus.tous[rang];
        let dit = format!("ces pourcentages se partagent un tout, mais leur somme est {} %", nombre_court(somme));
        let aide = "corriger la part fausse, ajouter celle qui manque (par exemple « non renseigné »), ou dire que la liste est partielle".to_owned();
        prose::constat(&FICHE, texte, lus.place(bloc, ici), (&dit, aide))
    };
    fausses.map(constat).collect()
}

/// The sum, when no rounding explains that it is not a hundred.
fn ecart(parts: &Parts) -> Option<Exact> {
    let somme: Exact = parts.iter().map(|(n, _)| *n).sum();
    let demi = |decimales: &u32| Exact::decimal(5, decimales.saturating_add(1));
    let tolerance: Exact = parts.iter().map(|(_, decimales)| demi(decimales)).sum();
    (parts.len() >= 2 && (somme - Exact::from(100_u32)).absolu() > tolerance).then_some(somme)
}

/// Percentages with the place of the first.
fn pourcentages(jetons: &[Jeton<'_>]) -> (usize, Parts) {
    let trouves = jetons.windows(2).filter_map(|deux| {
        let n = deux[0].nombre()?;
        deux[1].est('%').then_some((deux[0].debut, (n.valeur, n.decimales)))
    });
    let trouves: Vec<_> = trouves.collect();
    (trouves.first().map_or(0, |(ici, _)| *ici), trouves.into_iter().map(|(_, part)| part).collect())
}

fn partage(jetons: &[Jeton<'_>]) -> bool {
    PARTAGENT.dans(jetons)
}

fn partielle(jetons: &[Jeton<'_>]) -> bool {
    PARTIELLES.dans(jetons)
}

fn des_phrases(jetons: &[Jeton<'_>]) -> Vec<(usize, Parts)> {
    let siennes = phrases(jetons).into_iter().map(|phrase| &jetons[phrase]);
    let completes = siennes.filter(|phrase| partage(phrase) && !partielle(phrase));
    completes.map(pourcentages).filter(|(_, parts)| parts.len() >= 2).collect()
}

/// The share of one more item; an item without exactly one ends the claim.
fn avec_l_item(mut parts: Parts, jetons: &[Jeton<'_>]) -> Option<Parts> {
    match &pourcentages(jetons).1[..] {
        [part] if !partielle(jetons) => {
            parts.push(*part);
            Some(parts)
        }
        _ => None,
    }
}

/// The columns that share a whole: « Part », or with a total of 100 %.
fn colonnes(blocs: &[Bloc]) -> Vec<(usize, usize, Parts)> {
    let mut tables: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    let mut lignes: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (i, bloc) in blocs.iter().enumerate() {
        if let Genre::Cellule(table, rangee, colonne) = bloc.genre {
            tables.entry((table, colonne)).or_default().push((rangee, i));
            lignes.entry((table, rangee)).or_insert_with(|| cle(&bloc.texte));
        }
    }
    let colonne = |((table, _), cellules): ((usize, usize), Vec<(usize, usize)>)| {
        let titre = cellules.first().filter(|(rangee, _)| *rangee == 0).map(|(_, i)| cle(&blocs[*i].texte));
        let mut annoncee =
            titre.is_some_and(|t| matches!(t.as_str(), "part" | "part en" | "repartition" | "repartition en"));
        let mut parts = Vec::new();
        for (rangee, i) in cellules.iter().filter(|(rangee, _)| *rangee > 0) {
            let jetons = jetons(&blocs[*i].texte);
            let [n, signe] = &jetons[..] else { return None };
            let part = n.nombre().filter(|_| signe.est('%'))?;
            let ligne = lignes.get(&(table, *rangee)).map_or("", String::as_str);
            if matches!(ligne, "total" | "ensemble" | "totaux") {
                annoncee |= part.valeur == Exact::from(100_u32);
                continue;
            }
            parts.push((part.valeur, part.decimales));
        }
        let premiere = cellules.iter().find(|(rangee, _)| *rangee > 0)?.1;
        annoncee.then_some((premiere, 0, parts))
    };
    tables.into_iter().filter_map(colonne).collect()
}
