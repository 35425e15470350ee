//! The words and the table of `cascade`, but its note.

use super::{Activite, Capacite, Cascade, Cause, Ecart, Marche, Occupation, Prix, Quotite};
use crate::dessiner::phrases::periode;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Valeur};
use crate::francais::{INSECABLE, enumeration, euros, nombre_court, pluriel};

pub(super) const PREVUS: &str = "Produits prévus";
pub(super) const REALISES: &str = "Produits réalisés";
/// Under totals that are not drawn whole.
pub(super) const COUPEES: &str =
    "Barres des produits coupées (//)\u{202f}: elles partent de zéro, mais seuls les effets sont à l’échelle.";

/// The name of a step.
pub(super) fn nom(cause: Cause) -> &'static str {
    match cause {
        Capacite => "Effet de la capacité",
        Occupation => "Effet de l’occupation",
        Quotite => "Effet des mesures partagées",
        Prix => "Effet du prix",
        Activite => "Effet de l’activité",
        Ecart => "Écart",
    }
}

/// The subject of « ajoute » and « retire ».
fn sujet(cause: Cause) -> &'static str {
    match cause {
        Capacite => "la capacité",
        Occupation => "l’occupation",
        Quotite => "le partage des mesures",
        Prix => "le prix",
        Activite => "l’activité",
        Ecart => "l’écart",
    }
}

fn signes(n: Exact, texte: String) -> String {
    if n > Exact::ZERO { format!("+{texte}") } else { texte }
}

fn en_plus_ou_en_moins(n: Exact) -> String {
    signes(n, euros(n))
}

fn a_verifier(valeur: &Valeur) -> &'static str {
    if valeur.reserve.is_some() { " (à\u{a0}vérifier)" } else { "" }
}

/// A total beside its bar.
pub(super) fn total(cascade: &Cascade<'_>, n: Exact, nom: &str) -> String {
    let id = if nom == PREVUS { "produits_prevus" } else { "produits_realises" };
    euros(n) + a_verifier(&cascade.perimetre.annuel(id))
}

/// The amount of a step beside its bar.
pub(super) fn montant(marche: &Marche) -> String {
    en_plus_ou_en_moins(marche.effet) + a_verifier(&marche.valeur)
}

/// The gap, under the total realised.
pub(super) fn ecart(cascade: &Cascade<'_>) -> String {
    format!("écart{INSECABLE}: {}", en_plus_ou_en_moins(cascade.ecart))
}

/// « −240,5 journées », under the name of a step.
pub(super) fn journees(cascade: &Cascade<'_>, marche: &Marche) -> Option<String> {
    let n = en_journees(cascade, marche.cause)?;
    Some(signes(n, pluriel(n, "journée", "journées")))
}

/// The step in days. Those of the activity are the gap of days where none is shared.
pub(super) fn en_journees(cascade: &Cascade<'_>, cause: Cause) -> Option<Exact> {
    let connu = |id| cascade.perimetre.annuel(id).exact();
    match cause {
        Capacite => connu("effet_capacite_journees"),
        Occupation => connu("effet_occupation_journees"),
        Activite if connu("effet_quotite") == Some(Exact::ZERO) => connu("ecart_journees"),
        Activite | Quotite | Prix | Ecart => None,
    }
}

/// The caption: how much is missing or gained, and why.
pub(super) fn legende(cascade: &Cascade<'_>) -> String {
    let debut = match cascade.perimetre.genre {
        Genre::Service => "Des produits prévus aux produits réalisés".to_owned(),
        Genre::Groupe | Genre::Dispositif => {
            format!("{}, des produits prévus aux produits réalisés", cascade.perimetre.libelle)
        }
    };
    let suite: String = causes(cascade).into_iter().map(|cause| format!("\u{202f}; {cause}")).collect();
    format!("{debut}{INSECABLE}: {}{suite}.", resultat(cascade))
}

fn resultat(cascade: &Cascade<'_>) -> String {
    let doute = a_verifier(&cascade.perimetre.annuel("ecart_produits"));
    let montant = euros(cascade.ecart.absolu());
    match cascade.ecart {
        n if n < Exact::ZERO => format!("il manque {montant}{doute}"),
        n if n > Exact::ZERO => format!("{montant} de plus que prévu{doute}"),
        _ => format!("aucun écart{doute}"),
    }
}

/// « l’occupation en explique 45 691,20 € et le prix 329,77 € », « la capacité n’y est pour rien ».
fn causes(cascade: &Cascade<'_>) -> Vec<String> {
    if !cascade.cause_connue() {
        return Vec::new();
    }
    let (nulles, agissent): (Vec<&Marche>, Vec<&Marche>) = cascade.marches.iter().partition(|m| m.effet == Exact::ZERO);
    let mut phrases: Vec<String> = agissantes(cascade, &agissent).into_iter().collect();
    let sujets: Vec<String> = nulles.iter().map(|m| sujet(m.cause).to_owned()).collect();
    match (sujets.as_slice(), agissent.is_empty()) {
        ([], _) | (_, true) => {}
        ([seul], _) => phrases.push(format!("{seul} n’y est pour rien")),
        _ => phrases.push(format!("{} n’y sont pour rien", enumeration(&sujets))),
    }
    phrases
}

fn agissantes(cascade: &Cascade<'_>, marches: &[&Marche]) -> Option<String> {
    let meme_sens = |m: &&Marche| (m.effet < Exact::ZERO) == (cascade.ecart < Exact::ZERO);
    let dites: Vec<String> = match marches {
        [] => return None,
        [seule] => return Some(format!("{} explique tout l’écart", sujet(seule.cause))),
        [premiere, suite @ ..] if cascade.ecart != Exact::ZERO && marches.iter().all(meme_sens) => {
            let premiere = format!("{} en explique {}", sujet(premiere.cause), euros(premiere.effet.absolu()));
            let suite = suite.iter().map(|m| format!("{} {}", sujet(m.cause), euros(m.effet.absolu())));
            [premiere].into_iter().chain(suite).collect()
        }
        _ => {
            let verbe = |m: &Marche| if m.effet < Exact::ZERO { "retire" } else { "ajoute" };
            marches.iter().map(|m| format!("{} {} {}", sujet(m.cause), verbe(m), euros(m.effet.absolu()))).collect()
        }
    };
    Some(enumeration(&dites))
}

/// The gist, for those who do not see the drawing.
pub(super) fn texte_alternatif(cascade: &Cascade<'_>) -> String {
    let (prevus, realises) = (total(cascade, cascade.prevus, PREVUS), total(cascade, cascade.realises, REALISES));
    let marches = cascade.marches.iter().map(|m| format!("{} {}", nom(m.cause).to_lowercase(), montant(m)));
    let marches: Vec<String> = marches.collect();
    format!(
        "Barres en cascade {}, {}{INSECABLE}: produits prévus {prevus}\u{202f}; {}\u{202f}; produits réalisés {realises}.",
        periode(cascade.indicateurs),
        cascade.perimetre.libelle,
        marches.join("\u{202f}; "),
    )
}

/// Totals and steps as rows.
pub(super) fn tableau(cascade: &Cascade<'_>) -> Vec<Vec<String>> {
    let total_en_journees = |id| cascade.perimetre.annuel(id).exact().map(nombre_court).unwrap_or_default();
    let rangee = |nom: &str, journees: String, montant: String| vec![nom.to_owned(), journees, montant];
    let mut lignes = vec![["Étape", "Journées", "Montant"].map(str::to_owned).to_vec()];
    let prevus = total(cascade, cascade.prevus, PREVUS);
    lignes.push(rangee(PREVUS, total_en_journees("journees_previsionnelles"), prevus));
    lignes.extend(cascade.marches.iter().map(|m| {
        let journees = en_journees(cascade, m.cause).map(|n| signes(n, nombre_court(n))).unwrap_or_default();
        rangee(nom(m.cause), journees, montant(m))
    }));
    let realises = total(cascade, cascade.realises, REALISES);
    lignes.push(rangee(REALISES, total_en_journees("journees_facturables"), realises));
    lignes
}
