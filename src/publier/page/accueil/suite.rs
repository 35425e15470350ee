//! What to do next, in order.

use super::mois::{Dispositif, Etat, Source};
use crate::domaine::constats::Constats;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Mois;
use crate::francais::enumeration;
use crate::publier::compris::compte;
use serde::Serialize;

/// Something to do, and where.
#[derive(Serialize)]
pub(super) struct Etape {
    texte: String,
    lien: &'static str,
    bouton: &'static str,
}

/// Most sections named among those that wait for a text.
const NOMMEES: usize = 4;

/// The steps that remain, the first first; the last is always to read the report.
pub(super) fn etapes(
    a_ecrire: &[String],
    indicateurs: &Indicateurs,
    constats: &Constats,
    dispositifs: &[Dispositif],
) -> Vec<Etape> {
    let depot = |texte| Etape { texte, lien: "/deposer", bouton: "Déposer un fichier" };
    let mut etapes: Vec<Etape> = dispositifs.iter().flat_map(|d| manques(d).into_iter().map(depot)).collect();
    etapes.extend(a_corriger(constats));
    etapes.extend(prochain(indicateurs, dispositifs).map(depot));
    etapes.extend(textes(a_ecrire));
    etapes.push(rapport(indicateurs, constats));
    etapes
}

fn a_corriger(constats: &Constats) -> Option<Etape> {
    let points = compte(constats.a_verifier(), "point", "points");
    let texte = match (constats.bloquants(), constats.a_verifier()) {
        (_, 0) => return None,
        (true, _) => format!("Corriger {points}\u{a0}: tant qu’une erreur reste, le rapport ne peut pas être composé."),
        (false, _) => format!("Corriger ou expliquer {points}\u{a0}: d’ici là, le rapport est un document de travail."),
    };
    Some(Etape { texte, lien: "/controles", bouton: "Voir les contrôles" })
}

/// The sections without a text, by title; the last of many are counted.
fn textes(a_ecrire: &[String]) -> Option<Etape> {
    let nommees = if a_ecrire.len() > NOMMEES + 1 { NOMMEES } else { a_ecrire.len() };
    let mut titres: Vec<String> = a_ecrire.iter().take(nommees).map(|titre| format!("«\u{a0}{titre}\u{a0}»")).collect();
    if nommees < a_ecrire.len() {
        titres.push(format!("{}\u{a0}autres sections", a_ecrire.len() - nommees));
    }
    let mots = match a_ecrire.len() {
        0 => return None,
        1 => "Écrire le texte qui manque",
        _ => "Écrire les textes qui manquent",
    };
    let texte =
        format!("{mots}\u{a0}: {}. Une section sans texte ni tableau n’est pas imprimée.", enumeration(&titres));
    Some(Etape { texte, lien: "/textes", bouton: "Ouvrir les textes" })
}

fn rapport(indicateurs: &Indicateurs, constats: &Constats) -> Etape {
    let texte = match (constats.bloquants(), constats.a_verifier() > 0 || indicateurs.en_cours()) {
        (true, _) => "Une fois les erreurs corrigées, relire le rapport.",
        (false, true) => "Relire le document de travail, et le télécharger.",
        (false, false) => "Relire le rapport, et le télécharger.",
    };
    Etape { texte: texte.to_owned(), lien: "/rapport", bouton: "Ouvrir le rapport" }
}

/// « Déposer les mois de mars et avril : AEMO, tableau mensuel. », one per source.
fn manques(dispositif: &Dispositif) -> Vec<String> {
    let sources = dispositif.sources.iter().filter(|source| source.a_deposer);
    sources.filter_map(|source| manque(dispositif, source)).collect()
}

fn manque(dispositif: &Dispositif, source: &Source) -> Option<String> {
    let dits = |etat| {
        let mois = source.mois.iter().filter(move |case| case.etat == etat).map(|case| case.mois.nom().to_owned());
        mois.collect::<Vec<String>>()
    };
    let (manquent, incomplets) = (dits(Etat::Manque), dits(Etat::Incomplet));
    let ou = format!("{}, {}", dispositif.code, crate::francais::minuscule(source.nom));
    let phrase = |verbe: &str, mois: &[String]| {
        let mois = if mois.len() == 12 { "toute l’année".to_owned() } else { enumeration(mois) };
        format!("{verbe} {mois} ({ou})")
    };
    let phrases: Vec<String> = [("déposer", &manquent), ("compléter", &incomplets)]
        .into_iter()
        .filter(|(_, mois)| !mois.is_empty())
        .map(|(verbe, mois)| phrase(verbe, mois))
        .collect();
    (!phrases.is_empty()).then(|| format!("{}.", crate::francais::majuscule(&enumeration(&phrases))))
}

/// The month that comes next, while the year runs.
fn prochain(indicateurs: &Indicateurs, dispositifs: &[Dispositif]) -> Option<String> {
    let suivant: Mois = Some(indicateurs.jusqu_a.suivant()).filter(|_| indicateurs.en_cours())?;
    let codes = |suivi: bool| -> Vec<String> {
        dispositifs.iter().filter(|d| d.suivi == suivi).map(|d| d.code.clone()).collect()
    };
    let phrases = [("déposer ses tableaux", codes(false)), ("compléter le suivi des mesures", codes(true))];
    let phrases = phrases.iter().filter(|(_, codes)| !codes.is_empty());
    let phrases: Vec<String> = phrases.map(|(verbe, codes)| format!("{verbe} ({})", enumeration(codes))).collect();
    let mois = format!("{} {}", suivant.nom(), suivant.annee());
    (!phrases.is_empty()).then(|| format!("Quand {mois} sera fini, {}.", enumeration(&phrases)))
}
