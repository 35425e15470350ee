//! `expression-inconnue`: braces in a text that print no figure.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::expression::{Extrait, Faute, Figures, Refus, Segment, segments};
use crate::domaine::indicateur::Indicateurs;

const FICHE: Fiche = Fiche {
    code: "expression-inconnue",
    famille: Famille::Textes,
    gravite: Gravite::Erreur,
    regarde: "Les expressions {{ périmètre.indicateur.mois | filtre }} des textes : leur écriture, le périmètre, l’indicateur, le mois et le filtre qu’elles nomment, et si le chiffre est connu. Ce qui est écrit comme du code, ou précédé d’une barre oblique inverse, n’est pas une expression.",
    importance: "Une expression amène dans le texte le chiffre des tableaux, et le suit quand il change. Le rapport ne s’imprime pas avec un trou à sa place.",
    exemple: "{{ service.entres }} : l’indicateur « entres » n’existe pas (peut-être « entrees »).",
    correction: "Corriger le nom (trame expliquer DOSSIER donne la liste), choisir un filtre qui convient, compléter la donnée qui manque, ou retirer l’expression du texte.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    let figures = Figures { indicateurs, reglages: vue.reglages };
    vue.textes.iter().flat_map(|texte| du_texte(figures, texte)).collect()
}

fn du_texte(figures: Figures<'_>, texte: &Texte) -> Vec<Diagnostic> {
    let constats = segments(&texte.contenu).into_iter().filter_map(|segment| match &segment.extrait {
        Extrait::Litteral | Extrait::Commentaire => None,
        Extrait::Expression(Err(faute)) => Some(constat(texte, &segment, &faute.to_string(), aide_de_la_faute(faute))),
        Extrait::Expression(Ok(expression)) => {
            let refus = figures.dit(expression).err()?;
            Some(constat(texte, &segment, &refus.to_string(), aide_du_refus(&refus)))
        }
    });
    constats.collect()
}

fn constat(texte: &Texte, segment: &Segment<'_>, raison: &str, aide: &str) -> Diagnostic {
    let message = format!("{}, colonne {} : {raison}", citee(segment.saisi), segment.colonne);
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(texte.lieu(segment.ligne), message) }
}

/// As typed, on one line, shortened when it is long.
fn citee(saisi: &str) -> String {
    const PLUS_LONGUE: usize = 60;
    let nette = saisi.split_whitespace().collect::<Vec<_>>().join(" ");
    match nette.char_indices().nth(PLUS_LONGUE) {
        Some((fin, _)) => format!("{}…", &nette[..fin]),
        None => nette,
    }
}

fn aide_de_la_faute(faute: &Faute) -> &'static str {
    match faute {
        Faute::DansUneAdresse => "déplacer l’expression hors de l’adresse",
        _ => {
            "écrire {{ périmètre.indicateur }} ou {{ périmètre.indicateur.mois | filtre }}, par exemple {{ service.sorties.mars }}"
        }
    }
}

fn aide_du_refus(refus: &Refus) -> &'static str {
    match refus {
        Refus::Inconnue(_) => "corriger le nom ; trame expliquer DOSSIER donne la liste des noms",
        Refus::Manquante { .. } => "compléter la donnée qui manque, ou retirer l’expression du texte",
        Refus::Filtre { .. } | Refus::PhraseFiltree => "changer de filtre, ou le retirer",
        Refus::PhraseInconnue { .. } | Refus::Phrase(_) => {
            "choisir une phrase disponible ; trame phrases DOSSIER en donne la liste"
        }
    }
}
