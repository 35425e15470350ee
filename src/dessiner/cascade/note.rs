//! The note of `cascade`: how it is obtained, what is not told apart, what is doubtful.

use super::mots::{INCONNUES, PREVUS, REALISES, en_journees, nom, toutes_en_journees};
use super::{Activite, Capacite, Cascade, Cause, Ecart, Marche, Occupation, Prix, Quotite};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Genre;
use crate::francais::{INSECABLE, enumeration};

/// Said of a sum whose days and euros do not go the same way.
const CONTRAIRES: &str = "Journées et euros peuvent être de sens contraires\u{202f}: toutes n’ont pas le même prix.";

/// The whole note.
pub(super) fn note(cascade: &Cascade<'_>) -> String {
    let perimetre = cascade.perimetre;
    let mut phrases = Vec::new();
    if perimetre.genre != Genre::Service {
        let service = cascade.indicateurs.service().map(|p| p.annuel("ecart_produits"));
        let motif = service.and_then(|v| v.nombre.err()).map(|motif| format!(" ({motif})")).unwrap_or_default();
        phrases.push(format!(
            "{} seulement{INSECABLE}: l’écart du service entier n’est pas connu{motif}.",
            perimetre.libelle
        ));
    }
    if let Some(produits) = cascade.indicateurs.definition("produits_realises") {
        phrases.push(format!("Produits de la tarification{INSECABLE}: {}.", produits.source));
    }
    if cascade.cause_connue() {
        phrases.push(format!(
            "Effets{INSECABLE}: calcul dérivé, les journées en plus ou en moins étant comptées au prix moyen prévu\u{202f}; leur somme est l’écart."
        ));
    }
    phrases.extend(non_distingues(cascade));
    if cascade.marches.iter().any(|m| contraires(cascade, m)) {
        phrases.push(CONTRAIRES.to_owned());
    }
    if cascade.indicateurs.tarif_suppose_moyen {
        phrases.push("Un tarif dont la nature n’est pas précisée est supposé moyen sur l’année.".to_owned());
    }
    phrases.extend(inconnues(cascade));
    phrases.extend(reserves(cascade));
    if arrondis(cascade) {
        phrases.push(
            "Chaque montant est arrondi au centime\u{202f}: leur somme peut s’en écarter d’un ou deux.".to_owned(),
        );
    }
    if cascade.indicateurs.en_cours() {
        let fin = cascade.indicateurs.jusqu_a;
        phrases.push(format!("Exercice en cours, arrêté fin {} {}.", fin.nom(), fin.annee()));
    }
    phrases.join(" ")
}

/// Days lost and euros gained, or the reverse: prices differ.
fn contraires(cascade: &Cascade<'_>, marche: &Marche) -> bool {
    let sens = |n: Exact| n.cmp(&Exact::ZERO);
    let journees = en_journees(cascade, marche.cause).exact().map(sens);
    journees.is_some_and(|journees| journees.is_ne() && journees == sens(marche.effet).reverse())
}

/// Why a row of the table has no days.
fn inconnues(cascade: &Cascade<'_>) -> Option<String> {
    let motif = toutes_en_journees(cascade).into_iter().find_map(|v| v.nombre.err())?;
    Some(format!("Journées non connues ({INCONNUES}){INSECABLE}: {motif}."))
}

/// Why the steps are not finer.
fn non_distingues(cascade: &Cascade<'_>) -> Option<String> {
    let (debut, ids): (_, &[Cause]) = match cascade.marches.first()?.cause {
        Activite => ("Effets de la capacité et de l’occupation non distingués", &[Capacite, Occupation, Quotite]),
        Ecart => ("Causes de l’écart non distinguées", &[Activite, Prix]),
        Capacite | Occupation | Quotite | Prix => return None,
    };
    let motif = ids.iter().find_map(|cause| cascade.perimetre.annuel(cause.id()).nombre.err());
    Some(motif.map_or_else(|| format!("{debut}."), |motif| format!("{debut}{INSECABLE}: {motif}.")))
}

/// « À vérifier, produits réalisés et effet de l’activité : décembre incohérent. », by reason.
fn reserves(cascade: &Cascade<'_>) -> Vec<String> {
    let totaux = [("produits_prevus", PREVUS), ("produits_realises", REALISES)];
    let totaux = totaux.into_iter().map(|(id, nom)| (nom, cascade.perimetre.annuel(id).reserve));
    let marches = cascade.marches.iter().map(|m| (nom(m.cause), m.valeur.reserve.clone()));
    let mut par_motif: Vec<(String, Vec<String>)> = Vec::new();
    for (nom, reserve) in totaux.chain(marches) {
        let Some(motif) = reserve else { continue };
        match par_motif.iter_mut().find(|(deja, _)| *deja == motif) {
            Some((_, noms)) => noms.push(nom.to_lowercase()),
            None => par_motif.push((motif, vec![nom.to_lowercase()])),
        }
    }
    let phrase =
        |(motif, noms): &(String, Vec<String>)| format!("À vérifier, {}{INSECABLE}: {motif}.", enumeration(noms));
    par_motif.iter().map(phrase).collect()
}

/// The amounts as printed do not add up to the cent.
fn arrondis(cascade: &Cascade<'_>) -> bool {
    let mut marches = cascade.marches.iter().map(|m| m.effet.arrondi(2));
    let imprimes = marches.try_fold(cascade.prevus.arrondi(2), i128::checked_add);
    imprimes != Some(cascade.realises.arrondi(2))
}
