//! What to do next, in order.

use super::mois::{Dispositif, Etat, Source};
use crate::domaine::constats::Constats;
use crate::domaine::controle::DossierControle;
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

/// The texts that every folder is prepared with: key and title.
const TEXTES: [(&str, &str); 3] =
    [("introduction", "introduction"), ("activite", "activité"), ("conclusion", "conclusion")];

/// The steps that remain, the first first; the last is always to read the report.
pub(super) fn etapes(
    controle: &DossierControle,
    indicateurs: &Indicateurs,
    constats: &Constats,
    dispositifs: &[Dispositif],
) -> Vec<Etape> {
    let depot = |texte| Etape { texte, lien: "/deposer", bouton: "Déposer un fichier" };
    let mut etapes: Vec<Etape> = dispositifs.iter().flat_map(|d| manques(d).into_iter().map(depot)).collect();
    etapes.extend(a_corriger(constats));
    etapes.extend(prochain(indicateurs, dispositifs).map(depot));
    let ecrits = |cle: &str| controle.dossier().textes.iter().any(|t| t.section == cle && !t.contenu.trim().is_empty());
    let a_ecrire: Vec<String> =
        TEXTES.iter().filter(|(cle, _)| !ecrits(cle)).map(|(_, titre)| (*titre).to_owned()).collect();
    if !a_ecrire.is_empty() {
        let mots = if a_ecrire.len() > 1 { "Écrire les textes qui manquent" } else { "Écrire le texte qui manque" };
        let texte = format!("{mots}\u{a0}: {}.", enumeration(&a_ecrire));
        etapes.push(Etape { texte, lien: "/textes", bouton: "Ouvrir les textes" });
    }
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
