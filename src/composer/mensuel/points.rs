//! The findings on the period, those of the month first: the address and the sentence, never a row.

use super::{abrege, mois};
use crate::composer::ecriture::{lieu, majuscule, propre};
use crate::composer::entree::{Constat, Element};
use crate::composer::matiere::Matiere;
use crate::diagnostic::{Diagnostic, Gravite};

/// Longest sentence and longest address, characters.
const PHRASE: usize = 190;
const LIEU: usize = 90;

/// At most so many, what must be verified before what is unusual; the others are counted.
pub(super) fn contenu(m: &Matiere<'_>, combien: usize) -> Vec<Element> {
    let lieux = m.controle.dossier().lieux();
    let ouverts = m.constats.iter().filter(|c| c.gravite < Gravite::Information && c.justification.is_none());
    let mut tous: Vec<&Diagnostic> = ouverts.collect();
    tous.sort_by_key(|c| (c.gravite, !lieux.est_de(&c.span, mois(m))));
    let points: Vec<Constat> = tous.iter().take(combien).enumerate().map(|(rang, c)| constat(rang, c)).collect();
    let reste = tous.len() - points.len();
    let mut contenu = Vec::new();
    if points.is_empty() {
        let texte = "Les contrôles n’ont rien relevé dans les chiffres de ces mois.";
        contenu.push(Element::Phrase { texte: texte.into() });
    } else {
        contenu.push(Element::Constats { points });
    }
    let suite = match reste {
        0 => None,
        1 => Some("Et 1 autre, que les contrôles donnent avec son remède.".to_owned()),
        n => Some(format!("Et {n} autres, que les contrôles énumèrent avec leur remède.")),
    };
    contenu.extend(suite.map(|texte| Element::Phrase { texte: propre(&texte) }));
    contenu
}

fn constat(rang: usize, c: &Diagnostic) -> Constat {
    let phrase = majuscule(c.message.trim_end_matches('.'));
    let phrase = abrege(&propre(&phrase), PHRASE);
    Constat {
        numero: (rang + 1).to_string(),
        gravite: majuscule(c.gravite.libelle()),
        lieu: abrege(&propre(&lieu(&c.span)), LIEU),
        message: if phrase.ends_with('…') { phrase } else { format!("{phrase}.") },
        lies: Vec::new(),
        suite: Vec::new(),
        alerte: c.a_verifier(),
    }
}
