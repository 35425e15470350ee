//! `nombre-contredit`: a number typed in a text that the tables contradict.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Enonce, Issue};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::Gravite;
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::indicateur::Indicateurs;

const FICHE: Fiche = Fiche {
    code: "nombre-contredit",
    famille: Famille::Textes,
    gravite: Gravite::Incoherence,
    regarde: "Les nombres tapés dans les textes, en chiffres ou en lettres, quand le nom qui les suit ou les annonce est celui d’un chiffre du rapport (admissions, sorties, jeunes suivis, mesures en attente, journées réalisées, taux…), avec la partie nommée dans la même proposition : dispositif, sexe, cadre, mois. Une expression n’est jamais comparée. Dans le doute (autre année, moyenne, objectif, environ, complément qui restreint), rien n’est dit. D’un texte de plus de 100 000 caractères, seul le début est regardé.",
    importance: "Le texte et les tableaux d’un même rapport doivent donner le même chiffre : le lecteur qui en trouve deux ne croit plus aucun des deux.",
    exemple: "« 39 sorties » quand les tableaux mensuels en donnent 33.",
    correction: "Mettre à la place du nombre l’expression proposée, qui suivra les tableaux, ou corriger le tableau.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Factures(constats) };

fn constats<'a>(vue: &Vue<'a>, indicateurs: &Indicateurs, trouves: &mut Trouves<'a>) {
    prose::confrontes((vue, indicateurs), trouves, &FICHE, paroles);
}

fn paroles(enonce: &Enonce, issue: Issue) -> Option<(String, String)> {
    let Issue::Contredit { attendu, expression } = issue else { return None };
    let aide = match expression {
        Some(expression) => format!("écrire {expression} à la place du nombre, ou corriger le tableau"),
        None => "corriger le nombre du texte, ou le tableau".to_owned(),
    };
    Some((format!("« {} » dans le texte, mais les tableaux donnent {attendu}", enonce.cite), aide))
}
