//! `nombre-contredit`: a number typed in a text that the tables contradict.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Chiffres, Issue, Lecture, Lexique, blocs, confronte, enonces, jetons};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
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

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    let lexique = Lexique::new(vue.reglages);
    let chiffres = Chiffres { indicateurs, reglages: vue.reglages };
    prose::par_texte(vue, |texte| du_texte(chiffres, &lexique, texte))
}

fn du_texte(chiffres: Chiffres<'_>, lexique: &Lexique, texte: &Texte) -> Vec<Diagnostic> {
    let lus = blocs(&texte.contenu, Lecture::Mots);
    let mut constats = Vec::new();
    for bloc in &lus.tous {
        for enonce in enonces(&jetons(&bloc.texte), lexique) {
            let Issue::Contredit { attendu, expression } = confronte(chiffres, &enonce) else { continue };
            let dit = format!("« {} » dans le texte, mais les tableaux donnent {attendu}", enonce.cite);
            let aide = match expression {
                Some(expression) => format!("écrire {expression} à la place du nombre, ou corriger le tableau"),
                None => "corriger le nombre du texte, ou le tableau".to_owned(),
            };
            constats.push(prose::constat(&FICHE, texte, lus.place(bloc, enonce.debut), (&dit, aide)));
        }
    }
    constats
}
