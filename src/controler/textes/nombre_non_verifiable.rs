//! `nombre-non-verifiable`: a number typed in a text whose noun is known, and that no table gives.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Enonce, Issue};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::Gravite;
use crate::domaine::controle::{Famille, Fiche};
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

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Factures(constats) };

fn constats<'a>(vue: &Vue<'a>, indicateurs: &Indicateurs, trouves: &mut Trouves<'a>) {
    prose::confrontes((vue, indicateurs), trouves, &FICHE, paroles);
}

fn paroles(enonce: &Enonce, issue: Issue) -> Option<(String, String)> {
    let Issue::NonVerifiable { raison } = issue else { return None };
    let aide = "vérifier ce nombre à la main, ou ajouter le tableau qui permet de le compter".to_owned();
    Some((format!("« {} » : aucun tableau ne permet de le vérifier ({raison})", enonce.cite), aide))
}
