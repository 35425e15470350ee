//! `echeance-du-plan-depassee`: an action of improvement due within the exercise, and not done.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::qualite::{Action, Etat};
use crate::francais::minuscule;

const FICHE: Fiche = Fiche {
    code: "echeance-du-plan-depassee",
    famille: Famille::Qualite,
    gravite: Gravite::Avertissement,
    regarde: "Les actions du plan d’amélioration dont l’échéance tombe au plus tard à la fin de la période connue, et dont l’état n’est pas « Fait ».",
    importance: "Le lecteur d’un plan d’action regarde d’abord ce qui devait être fait et ne l’est pas.",
    exemple: "Action n° 148, échéance 2021, état « En cours », dans le rapport de 2021.",
    correction: "Mettre l’état à jour si l’action est faite ; sinon revoir l’échéance, et dire pourquoi dans textes/qualite.md.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let fin = vue.jusqu_a.dernier_jour();
    let due = |a: &&Action| a.terme.is_some_and(|terme| terme <= fin) && matches!(a.etat, Etat::EnCours | Etat::AFaire);
    vue.dossier.qualite.actions.iter().filter(due).map(constat).collect()
}

fn constat(action: &Action) -> Diagnostic {
    let qui = if action.numero.is_empty() { "action".to_owned() } else { format!("action n° {}", action.numero) };
    let message = format!(
        "{qui} : échéance {} passée, état {}",
        mots::cite(&action.echeance),
        mots::cite(&minuscule(action.etat.libelle()))
    );
    let aide = "mettre l’état à jour si l’action est faite ; sinon donner une nouvelle échéance, et dire pourquoi dans textes/qualite.md";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(action.span.clone(), message) }
}
