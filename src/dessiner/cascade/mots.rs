//! The words and the table of `cascade`, but its note.

use super::{Activite, Capacite, Cascade, Cause, Ecart, Marche, Occupation, Prix, Quotite};
use crate::dessiner::phrases::periode;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::{Genre, Valeur};
use crate::francais::{INSECABLE, avec_signe, ecart_en_euros, enumeration, euros, nombre_court, pluriel};

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
    ecart_en_euros(marche.effet) + a_verifier(&marche.valeur)
}

/// The gap, under the total realised.
pub(super) fn ecart(cascade: &Cascade<'_>) -> String {
    format!("écart{INSECABLE}: {}", ecart_en_euros(cascade.ecart))
}

/// « −240,5 journées », under the name of a step.
pub(super) fn journees(cascade: &Cascade<'_>, marche: &Marche) -> Option<String> {
    let dites = !matches!(marche.cause, Prix | Ecart);
    let n = en_journees(cascade, marche.cause).exact().filter(|_| dites)?;
    Some(avec_signe(pluriel(n, "journée", "journées")))
}

/// The step in days: a price takes none away, nor brings any.
pub(super) fn en_journees(cascade: &Cascade<'_>, cause: Cause) -> Valeur {
    let annuel = |id| cascade.perimetre.annuel(id);
    match cause {
        Capacite => annuel("effet_capacite_journees"),
        Occupation => annuel("effet_occupation_journees"),
        Quotite => annuel(FACTURABLES).moins(&annuel("journees_realisees")),
        Prix => Valeur::convenue(Exact::ZERO, "un prix ne change pas les journées"),
        Activite | Ecart => annuel(FACTURABLES).moins(&annuel(PREVISIONNELLES)),
    }
}

const FACTURABLES: &str = "journees_facturables";
const PREVISIONNELLES: &str = "journees_previsionnelles";

/// The days of the rows of the table, in their order.
pub(super) fn toutes_en_journees(cascade: &Cascade<'_>) -> Vec<Valeur> {
    let total = |id| std::iter::once(cascade.perimetre.annuel(id));
    let marches = cascade.marches.iter().map(|m| en_journees(cascade, m.cause));
    total(PREVISIONNELLES).chain(marches).chain(total(FACTURABLES)).collect()
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

/// Totals and steps as rows; the note says why days are not known.
pub(super) fn tableau(cascade: &Cascade<'_>) -> Vec<Vec<String>> {
    let prevus = (PREVUS, total(cascade, cascade.prevus, PREVUS));
    let realises = (REALISES, total(cascade, cascade.realises, REALISES));
    let marches = cascade.marches.iter().map(|m| (nom(m.cause), montant(m)));
    let lignes = [prevus].into_iter().chain(marches).chain([realises]);
    let journees = toutes_en_journees(cascade);
    let derniere = journees.len().saturating_sub(1);
    let ecrites = journees.iter().enumerate().map(|(rang, journees)| match journees.exact() {
        Some(n) if rang == 0 || rang == derniere => nombre_court(n),
        Some(n) => avec_signe(nombre_court(n)),
        None => INCONNUES.to_owned(),
    });
    let entete = ["Étape", "Journées", "Montant"].map(str::to_owned).to_vec();
    let rangees = lignes.zip(ecrites).map(|((nom, montant), journees)| vec![nom.to_owned(), journees, montant]);
    [entete].into_iter().chain(rangees).collect()
}

/// In the place of days that are not known.
pub(super) const INCONNUES: &str = "n.\u{a0}c.";

/// What each of its numbers is: totals and steps in euros, days where a step has some under its own name.
pub(super) fn origines(cascade: &Cascade<'_>) -> Vec<Vec<Option<Origine>>> {
    let de = |id: &str| Origine::annuelle(cascade.perimetre, id);
    let jours = |cause: Cause| match cause {
        Capacite => de("effet_capacite_journees"),
        Occupation => de("effet_occupation_journees"),
        // days that are shared make it another number, which has no name
        Activite | Ecart => {
            let ecart = cascade.perimetre.annuel("ecart_journees").exact();
            de("ecart_journees").filter(|_| ecart == en_journees(cascade, cause).exact())
        }
        Quotite | Prix => None,
    };
    let marches = cascade.marches.iter().map(|m| vec![None, jours(m.cause), de(m.cause.id())]);
    let prevus = vec![None, de(PREVISIONNELLES), de("produits_prevus")];
    let realises = vec![None, de(FACTURABLES), de("produits_realises")];
    std::iter::once(prevus).chain(marches).chain([realises]).collect()
}
