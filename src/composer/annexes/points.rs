//! The findings as the report prints them: to verify, to look at, explained by the service.

use crate::composer::ecriture::{date, lieu, majuscule, propre};
use crate::composer::entree::{Constat, Element, Section};
use crate::composer::matiere::Matiere;
use crate::composer::texte;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::AUCUN_TABLEAU;
use crate::domaine::edition::Edition;
use crate::domaine::reglages::Justification;

/// Most findings printed of one group; the others are counted.
const LIMITE: usize = 120;

/// Every printed finding with its number: what must be verified, then what is unusual, then what is explained. Outside
/// the working edition, only what is explained; for the public, nothing, for findings quote cells, rows and counts.
pub(in crate::composer) fn numerotes<'a>(m: &Matiere<'a>) -> Vec<(usize, &'a Diagnostic)> {
    let groupes = [Groupe::AVerifier, Groupe::ARegarder, Groupe::Explique];
    let ordonnes = groupes.iter().flat_map(|g| m.constats.iter().filter(|c| groupe(m, c) == Some(*g)));
    ordonnes.enumerate().map(|(rang, constat)| (rang + 1, constat)).collect()
}

/// The explained findings, for the public.
const NON_DETAILLES: &str = "Le service a expliqué les points que les contrôles avaient relevés. Leur détail, qui cite des cellules de ses tableaux, est dans l’édition transmise à l’autorité de tarification.";

/// Where nothing was found because nothing could be.
const RIEN_A_COMPARER: &str = "Aucun chiffre mensuel n’a été lu dans les tableaux du service : les contrôles n’avaient ni présents, ni entrées, ni sorties à comparer.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Groupe {
    AVerifier,
    ARegarder,
    Explique,
}

fn groupe(m: &Matiere<'_>, constat: &Diagnostic) -> Option<Groupe> {
    match (constat.gravite, &constat.justification) {
        (Gravite::Information, _) => None,
        _ if m.edition == Edition::Publique => None,
        (_, Some(_)) => Some(Groupe::Explique),
        _ if m.edition != Edition::Travail => None,
        (Gravite::Avertissement, None) => Some(Groupe::ARegarder),
        _ => Some(Groupe::AVerifier),
    }
}

pub(super) fn annexe(m: &Matiere<'_>) -> Section {
    let tous = numerotes(m);
    let de = |g: Groupe| tous.iter().filter(|(_, c)| groupe(m, c) == Some(g)).copied().collect::<Vec<_>>();
    let parts = [
        (Groupe::AVerifier, "À corriger ou à expliquer"),
        (Groupe::ARegarder, "À regarder"),
        (Groupe::Explique, "Points expliqués par le service"),
    ];
    let titre = match m.edition {
        Edition::Travail => "Points à vérifier",
        _ => "Points expliqués par le service",
    };
    let mut contenu = Vec::new();
    for (g, sous_titre) in parts {
        let points = de(g);
        if points.is_empty() {
            continue;
        }
        if sous_titre != titre {
            contenu.push(Element::Titre { niveau: 2, texte: sous_titre.into() });
        }
        contenu.push(Element::Phrase { texte: annonce(g, points.len()) });
        let restants = points.len().saturating_sub(LIMITE);
        contenu.push(Element::Constats {
            points: points.iter().take(LIMITE).map(|(n, c)| constat(m, *n, c, g)).collect(),
        });
        if restants > 0 {
            let texte = format!("Et {restants} autres, que les contrôles énumèrent.");
            contenu.push(Element::Phrase { texte: propre(&texte) });
        }
    }
    if contenu.is_empty() {
        let rien_a_comparer = m.constats.iter().any(|c| c.code == AUCUN_TABLEAU);
        let texte = match m.edition {
            _ if rien_a_comparer => RIEN_A_COMPARER,
            Edition::Publique if m.constats.iter().any(|c| c.justification.is_some()) => NON_DETAILLES,
            Edition::Travail => "Les contrôles n’ont relevé aucune incohérence entre les chiffres de ce rapport.",
            _ => "Aucun point n’a demandé d’explication.",
        };
        contenu.push(Element::Phrase { texte: propre(texte) });
    }
    Section { id: "points".into(), titre: titre.into(), contenu }
}

fn annonce(g: Groupe, nombre: usize) -> String {
    let s = if nombre > 1 { "s" } else { "" };
    propre(&match g {
        Groupe::AVerifier => {
            format!(
                "{nombre} point{s} : les chiffres se contredisent ou n’ont pas pu être lus. Ils sont imprimés tels quels dans ce rapport, avec leur réserve. Un point que le service ne peut plus corriger s’explique par une [[justification]] dans rapport.toml, dont les contrôles donnent les lignes."
            )
        }
        Groupe::ARegarder => format!("{nombre} avertissement{s} : possible, mais inhabituel."),
        Groupe::Explique => {
            format!(
                "{nombre} point{s} que le service n’a pas pu corriger et dont il donne la raison. Les chiffres sont imprimés tels quels."
            )
        }
    })
}

fn constat(m: &Matiere<'_>, numero: usize, c: &Diagnostic, g: Groupe) -> Constat {
    let mut suite = Vec::new();
    if let Some(motif) = &c.justification {
        let jour = justification(m, c).and_then(|j| j.date).map(|jour| format!(", le {}", date(jour)));
        suite.push([format!("Explication du service{}", jour.unwrap_or_default()), propre(motif)]);
    } else if let Some(aide) = c.remede() {
        suite.push(["Que faire".into(), texte::propre(&majuscule(aide))]);
    }
    let lies = c.lies.iter().map(|(span, mots)| propre(&format!("{} : {mots}", lieu(span))));
    Constat {
        numero: numero.to_string(),
        gravite: majuscule(c.gravite.libelle()),
        lieu: propre(&lieu(&c.span)),
        message: propre(&format!("{}.", majuscule(c.message.trim_end_matches('.')))),
        lies: lies.collect(),
        suite,
        alerte: g == Groupe::AVerifier,
    }
}

/// The declaration of rapport.toml behind an explanation: for its date.
fn justification<'a>(m: &Matiere<'a>, c: &Diagnostic) -> Option<&'a Justification> {
    m.reglages().justifications.iter().find(|j| j.designe(c))
}
