//! Words that the figures of populations share.

use super::{nombre_connu, propre};
use crate::dessiner::phrases::NON_COMMUNIQUE;
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, NON_RENSEIGNE, Ventilation};
use crate::domaine::reglages::UniteDeCompte;
use crate::domaine::valeur::MASQUE;
use crate::francais::{INSECABLE, enumeration, majuscule, nombre, nombre_court, pluriel};
use std::collections::BTreeSet;

/// What « m » means on a chart.
const MASQUES: &str = "Les petits effectifs sont masqués (m), ainsi que ceux qui permettraient de les recalculer\u{a0}: leur marque est la même quel que soit leur nombre.";

/// Categories that an alternative text says one by one.
const DITES: usize = 20;

/// « 34 mesures ».
pub(super) fn compte(n: Exact, unite: UniteDeCompte) -> String {
    let singulier = UniteDeCompte::TOUTES.iter().find(|(u, _, _)| *u == unite).map_or("", |(_, cle, _)| cle);
    pluriel(n, singulier, unite.pluriel())
}

/// « 34 mesures », « n. c. », « effectif masqué ».
pub(super) fn compte_de(valeur: &Valeur, unite: UniteDeCompte) -> String {
    valeur.exact().map_or_else(|| absente(valeur).to_owned(), |n| compte(n, unite))
}

fn absente(valeur: &Valeur) -> &'static str {
    if valeur.est_masquee() { MASQUE } else { NON_COMMUNIQUE }
}

/// « Nord : 12 ; Sud : 8 », with what a line is made of where something is crossed.
pub(super) fn effectifs(v: &Ventilation) -> String {
    let part = |(rang, nom): (usize, &String)| {
        let total = texte(&v.ligne(rang));
        let details = v.effectifs.get(rang).filter(|e| e.len() > 1).map(|e| detail(v, e)).unwrap_or_default();
        format!("{}{INSECABLE}: {total}{details}", propre(nom))
    };
    let dites: Vec<String> = v.lignes.iter().enumerate().take(DITES).map(part).collect();
    let tues = v.lignes.len().saturating_sub(DITES);
    let suite = if tues > 0 { format!("\u{202f}; {tues} autres dans le tableau") } else { String::new() };
    format!("{}{suite}", dites.join("\u{202f}; "))
}

/// « (F 4, G 8) »: zeros are left out.
fn detail(v: &Ventilation, effectifs: &[Valeur]) -> String {
    let non_nuls = v.colonnes.iter().zip(effectifs).filter(|(_, n)| n.exact() != Some(Exact::ZERO));
    let non_nuls: Vec<String> = non_nuls.map(|(c, n)| format!("{} {}", propre(c), texte(n))).collect();
    if non_nuls.is_empty() { String::new() } else { format!(" ({})", non_nuls.join(", ")) }
}

/// A count as printed.
pub(super) fn texte(valeur: &Valeur) -> String {
    let douteux = if valeur.reserve.is_some() { " (à\u{a0}vérifier)" } else { "" };
    valeur.exact().map_or_else(|| absente(valeur).to_owned(), |n| format!("{}{douteux}", nombre(n)))
}

/// « au 31 décembre 2025 », with the space before; nothing where nothing is measured at a date.
pub(super) fn reference(v: &Ventilation) -> String {
    if v.reference.is_empty() { String::new() } else { format!(" {}", propre(&v.reference)) }
}

/// The numbers as a table: lines, columns, and a total where something is crossed.
pub(super) fn tableau(v: &Ventilation) -> Vec<Vec<String>> {
    let mut entete = vec![majuscule(v.critere.libelle())];
    let croisee = v.colonnes.len() > 1;
    if croisee {
        entete.extend(v.colonnes.iter().map(|c| propre(c)));
        entete.push("Total".to_owned());
    } else {
        entete.push(majuscule(v.unite.pluriel()));
    }
    let mut tableau = vec![entete];
    for (rang, nom) in v.lignes.iter().enumerate() {
        let mut ligne = vec![propre(nom)];
        ligne.extend(v.effectifs.get(rang).into_iter().flatten().map(texte));
        if croisee {
            ligne.push(texte(&v.ligne(rang)));
        }
        tableau.push(ligne);
    }
    tableau
}

/// What is not known, and what must be looked at.
pub(super) fn note(ventilations: &[&Ventilation], debut: &str) -> String {
    let mut phrases: Vec<String> = (!debut.is_empty()).then(|| debut.to_owned()).into_iter().collect();
    let valeurs = || ventilations.iter().flat_map(|v| v.effectifs.iter().flatten());
    let mut reserves: Vec<String> = valeurs().filter_map(|v| v.reserve.clone()).collect();
    reserves.sort();
    reserves.dedup();
    if !reserves.is_empty() {
        phrases.push(format!("En contour ou cerné, à vérifier{INSECABLE}: {}.", reserves.join("\u{202f}; ")));
    }
    let inconnues = valeurs().filter(|v| !v.est_masquee());
    let mut motifs: Vec<String> = inconnues.filter_map(|v| v.nombre.clone().err()).collect();
    motifs.sort();
    motifs.dedup();
    if !motifs.is_empty() {
        phrases.push(format!("Non communiqué{INSECABLE}: {}.", motifs.join("\u{202f}; ")));
    }
    if ventilations.iter().any(|v| v.est_masquee()) {
        phrases.push(MASQUES.to_owned());
    }
    phrases.join(" ")
}

/// How many are said to be unknown: « Territoire non renseigné pour 3 mesures. »
pub(super) fn non_renseignes(v: &Ventilation) -> String {
    let rang = v.lignes.iter().position(|l| l == NON_RENSEIGNE);
    let Some(valeur) = rang.map(|r| v.ligne(r)) else { return String::new() };
    match valeur.exact() {
        None if valeur.est_masquee() => String::new(),
        Some(n) if n == Exact::ZERO => format!("{} toujours {}.", majuscule(v.critere.libelle()), accord(v.critere)),
        _ => {
            let nom = majuscule(v.critere.libelle());
            format!("{nom} non {} pour {}.", accord(v.critere), compte_de(&valeur, v.unite))
        }
    }
}

fn accord(critere: Critere) -> &'static str {
    match critere {
        Critere::Suite | Critere::Duree | Critere::Anciennete | Critere::Unite | Critere::SituationParentale => {
            "renseignée"
        }
        _ => "renseigné",
    }
}

/// The category that counts most, unless two do, or one is masked: « Nord (12 mesures) ».
pub(super) fn plus_nombreuse(v: &Ventilation) -> Option<String> {
    let connues = v.lignes.iter().enumerate().filter(|(_, nom)| *nom != NON_RENSEIGNE);
    let mut connues: Vec<(Exact, &String)> =
        connues.filter_map(|(rang, nom)| Some((v.ligne(rang).exact()?, nom))).collect();
    if (0..v.lignes.len()).any(|rang| v.ligne(rang).est_masquee()) {
        return None;
    }
    connues.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (n, nom) = *connues.first()?;
    let seule = connues.get(1).is_none_or(|(autre, _)| *autre < n) && n > Exact::ZERO;
    seule.then(|| format!("{} ({})", propre(nom), compte(n, v.unite)))
}

/// « 34 mesures suivies », or what is known of it.
pub(super) fn total(v: &Ventilation) -> String {
    let total = v.total();
    if total.est_masquee() {
        return MASQUE.to_owned();
    }
    let n = total.exact().unwrap_or_else(|| nombre_connu(v));
    format!("{}{INSECABLE}{}", nombre(n), au_nombre(v, n))
}

/// The population, in the singular when it is one.
fn au_nombre(v: &Ventilation, n: Exact) -> String {
    let sujet = v.population.en(v.unite);
    if n >= Exact::from(2_u32) {
        return sujet;
    }
    sujet.split(' ').map(|mot| mot.strip_suffix('s').unwrap_or(mot)).collect::<Vec<_>>().join(" ")
}

/// An annual duration of the whole, in days: « 421 jours ».
pub(super) fn jours(indicateurs: &Indicateurs, id: &str) -> Option<String> {
    let valeur = crate::dessiner::phrases::ensemble(indicateurs)?.annuel(id).exact()?;
    let entier = Exact::decimal(valeur.arrondi(1), 1);
    Some(format!("{}{INSECABLE}jour{}", nombre_court(entier), if entier < Exact::from(2_u32) { "" } else { "s" }))
}

/// « Filles : 12 », the name alone where the number is masked.
pub(super) fn titre(nom: &str, total: &Valeur) -> String {
    if total.est_masquee() {
        return majuscule(&propre(nom));
    }
    format!("{}{INSECABLE}: {}", majuscule(&propre(nom)), texte(total))
}

/// Names joined: « a, b et c ».
pub(super) fn liste(noms: &[String]) -> String {
    enumeration(noms)
}

/// Where the counts come from.
pub(super) fn sources(ventilations: &[&Ventilation]) -> BTreeSet<Span> {
    let valeurs = ventilations.iter().flat_map(|v| v.effectifs.iter().flatten());
    valeurs.flat_map(Valeur::cellules).cloned().collect()
}
