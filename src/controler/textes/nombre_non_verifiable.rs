//! `nombre-non-verifiable`: a number typed in a text whose noun is known, and that no table gives.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Chiffres, Issue, Lecture, Lexique, blocs, confronte, enonces, jetons};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::indicateur::Indicateurs;

const FICHE: Fiche = Fiche {
    code: "nombre-non-verifiable",
    famille: Famille::Textes,
    gravite: Gravite::Information,
    regarde: "Les nombres des textes dont le nom est celui d’un chiffre que Trame sait calculer (familles, renouvellements), quand aucun tableau du dossier ne permet de le calculer.",
    importance: "Ce nombre ne repose que sur le texte : rien ne dira s’il cesse d’être vrai.",
    exemple: "« 44 familles » sans tableau de suivi.",
    correction: "Vérifier le nombre à la main, ou ajouter le tableau de suivi qui permet de le compter.",
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
            let Issue::NonVerifiable { raison } = confronte(chiffres, &enonce) else { continue };
            let dit = format!("« {} » : aucun tableau ne permet de le vérifier ({raison})", enonce.cite);
            let aide = "vérifier ce nombre à la main, ou ajouter le tableau qui permet de le compter".to_owned();
            constats.push(prose::constat(&FICHE, texte, lus.place(bloc, enonce.debut), (&dit, aide)));
        }
    }
    constats
}
