//! `annee-perimee`: a sentence that gives a figure of the activity for another year than the exercise.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Bloc, Blocs, Enonce, Lexique, Role, enonces, jetons};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::designation::nom_de;
use crate::domaine::dossier::Texte;
use crate::domaine::indicateur::Indicateurs;
use std::collections::BTreeSet;

const FICHE: Fiche = Fiche {
    code: "annee-perimee",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "L’année des phrases qui donnent un chiffre de l’activité. Une phrase ou un paragraphe qui compare, ou qui nomme aussi l’exercice, une date d’autorisation, un texte de loi, une ouverture ou un projet ne sont pas concernés.",
    importance: "Un paragraphe repris du rapport précédent garde son année et ses chiffres : c’est l’erreur la plus facile à laisser passer.",
    exemple: "« 30 mineurs sont sortis en 2020 » dans le rapport de 2021.",
    correction: "Mettre l’année et les chiffres de l’exercice, ou dire à quoi l’on compare.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Factures(constats) };

fn constats<'a>(vue: &Vue<'a>, indicateurs: &Indicateurs, trouves: &mut Trouves<'a>) {
    let lexique = Lexique::new(vue.reglages);
    prose::par_texte(vue, trouves, |texte, lus| du_texte((indicateurs, &lexique), texte, lus));
}

fn du_texte((indicateurs, lexique): (&Indicateurs, &Lexique), texte: &Texte, lus: &Blocs) -> Vec<Diagnostic> {
    let exercice = indicateurs.exercice.annee();
    let mut constats = Vec::new();
    for bloc in &lus.tous {
        let trouve =
            du_bloc(exercice, lexique, bloc).map(|(enonce, annee)| (lus.place(bloc, enonce.debut), enonce, annee));
        constats.extend(trouve.map(|(place, enonce, annee)| {
            let dit = format!("« {} » est donné pour {annee}, mais l’exercice est {exercice}", enonce.cite);
            prose::constat(&FICHE, texte, place, (&dit, aide(indicateurs, &enonce)))
        }));
    }
    constats
}

/// The first stale figure of a block; a block that names the exercise, or compares, has none.
fn du_bloc(exercice: i32, lexique: &Lexique, bloc: &Bloc) -> Option<(Enonce, i32)> {
    let lus = jetons(&bloc.texte);
    let roles = lexique.roles(&lus);
    let situe = |role: &Role| matches!(role, Role::Precedent | Role::Compare) || *role == Role::Annee(exercice);
    let cette_annee = lus.windows(2).any(|m| m[0].cle == "cette" && matches!(m[1].cle.as_str(), "annee" | "exercice"));
    if roles.iter().any(situe) || cette_annee {
        return None;
    }
    let apres_de = lus.windows(2).filter(|m| m[0].cle == "de").filter_map(|m| m[1].nombre()?.annee);
    let definies: BTreeSet<i32> = apres_de.collect();
    let perimee = |annee: i32| annee != exercice && (exercice - 3..=exercice + 2).contains(&annee);
    enonces(&lus, lexique).into_iter().find_map(|enonce| {
        let mut annees = enonce.ici.annees.iter().chain(&enonce.phrase.annees);
        let annee = annees.next().copied().filter(|annee| perimee(*annee))?;
        (!definies.contains(&annee)).then_some((enonce, annee))
    })
}

/// The figure of the exercise, when there is one.
fn aide(indicateurs: &Indicateurs, enonce: &Enonce) -> String {
    let exercice = indicateurs.exercice.annee();
    let connu = enonce.indicateurs.iter().find_map(|id| {
        let service = indicateurs.service()?;
        let n = service.annuel(id).nombre.ok()?;
        let unite = indicateurs.definition(id)?.unite;
        Some((unite.ecrit(n), format!("{{{{ {}.{id} }}}}", nom_de(service))))
    });
    match connu {
        Some((ecrit, expression)) => format!(
            "mettre la phrase à jour : les tableaux donnent {ecrit} pour le service en {exercice} ({expression}) ; ou dire à quoi cette année est comparée"
        ),
        None => "mettre la phrase à jour, ou dire à quoi cette année est comparée".to_owned(),
    }
}
