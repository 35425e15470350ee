//! Each line keeps its own end: a file that several programs wrote has some of Windows and some of the rest.

use super::sans_retours;
use std::collections::VecDeque;

/// Most lines that may differ for their ends to be told apart; beyond, every line ends as Windows ends them.
const ECARTS: usize = 500;

/// The new text with the ends that its lines had in the old one; a line that is new ends as the one whose place it takes,
/// or as the one before it.
pub(super) fn rend(avant: &str, apres: String) -> String {
    if !avant.contains('\r') {
        return apres;
    }
    let apres = sans_retours(&apres);
    let anciennes = lignes(avant);
    let premiere = anciennes.first().map_or("", |(_, fin)| fin);
    if anciennes.iter().all(|(_, fin)| [premiere, ""].contains(fin)) && premiere == "\r\n" {
        return apres.replace('\n', "\r\n");
    }
    let nouvelles = lignes(&apres);
    let Some(communes) = communes(&anciennes, &nouvelles) else { return apres.replace('\n', "\r\n") };
    let mut texte = String::with_capacity(avant.len().max(apres.len()));
    let (mut derniere, mut remplacee) = (premiere, 0);
    let mut communes = VecDeque::from(communes);
    for (rang, (ligne, fin)) in nouvelles.iter().enumerate() {
        let suivante = communes.front().copied();
        let (ancien, nouveau) = suivante.unwrap_or((anciennes.len(), nouvelles.len()));
        if nouveau == rang {
            communes.pop_front();
            (derniere, remplacee) = (anciennes[ancien].1, ancien + 1);
        } else if remplacee < ancien {
            (derniere, remplacee) = (anciennes[remplacee].1, remplacee + 1);
        }
        // the last line of either text may have no end
        derniere = if derniere.is_empty() { premiere } else { derniere };
        texte.push_str(ligne);
        texte.push_str(if fin.is_empty() { "" } else { derniere });
    }
    texte
}

/// Lines, and what ends them.
fn lignes(texte: &str) -> Vec<(&str, &str)> {
    let (mut lignes, mut reste) = (Vec::new(), texte);
    while !reste.is_empty() {
        let long = reste.find(['\r', '\n']).unwrap_or(reste.len());
        let fin = ["\r\n", "\n", "\r"].into_iter().find(|fin| reste[long..].starts_with(fin)).unwrap_or("");
        lignes.push((&reste[..long], fin));
        reste = &reste[long + fin.len()..];
    }
    lignes
}

/// Pairs of ranks of the lines that both texts hold, in order, as few others as can be (Myers, 1986); nothing when too
/// many differ.
fn communes(avant: &[(&str, &str)], apres: &[(&str, &str)]) -> Option<Vec<(usize, usize)>> {
    let egales = |x: usize, y: usize| x < avant.len() && y < apres.len() && avant[x].0 == apres[y].0;
    // at each number of differences, how far in the old text each diagonal goes: that of rank k is x - y = 2k - ecarts
    let longueurs = (avant.len(), apres.len());
    let mut pas: Vec<Vec<Option<usize>>> = Vec::new();
    for ecarts in 0..=ECARTS {
        let dernier = pas.last();
        let depart = |k| dernier.map_or(Some(0), |dernier| depart(dernier, k, longueurs).map(|(x, _)| x));
        let loin = |k: usize| {
            let x = depart(k)?;
            let y = (x + ecarts).checked_sub(2 * k)?;
            Some(x + (0..).take_while(|pas| egales(x + pas, y + pas)).count())
        };
        let loin: Vec<Option<usize>> = (0..=ecarts).map(loin).collect();
        let arrive = |k: &usize| loin[*k] == Some(avant.len()) && avant.len() + ecarts == apres.len() + 2 * *k;
        let arrivee = (0..=ecarts).find(arrive);
        pas.push(loin);
        if let Some(k) = arrivee {
            return Some(remonte(&pas, k, longueurs));
        }
    }
    None
}

/// Where a diagonal starts from, after one more line of the old text or of the new one, and the rank it comes from.
fn depart(dernier: &[Option<usize>], k: usize, longueurs: (usize, usize)) -> Option<(usize, usize)> {
    let ecarts = dernier.len();
    let ancienne = k.checked_sub(1).and_then(|de| Some((dernier.get(de).copied()?? + 1, de)));
    let nouvelle = dernier.get(k).copied().flatten().map(|x| (x, k));
    let dedans = |(x, _): &(usize, usize)| *x <= longueurs.0 && *x + ecarts <= longueurs.1 + 2 * k;
    ancienne.filter(dedans).max(nouvelle.filter(dedans))
}

/// The common lines on the way to a diagonal.
fn remonte(pas: &[Vec<Option<usize>>], arrivee: usize, longueurs: (usize, usize)) -> Vec<(usize, usize)> {
    let (mut paires, mut k) = (Vec::new(), arrivee);
    for ecarts in (0..pas.len()).rev() {
        let Some(fin) = pas[ecarts][k] else { break };
        let avant = ecarts.checked_sub(1).and_then(|avant| depart(&pas[avant], k, longueurs));
        let (debut, de) = avant.unwrap_or((0, 0));
        paires.extend((debut..fin).rev().map(|x| (x, x + ecarts - 2 * k)));
        k = de;
    }
    paires.reverse();
    paires
}
