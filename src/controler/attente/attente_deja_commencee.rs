//! `attente-deja-commencee`: a mesure that the waiting list still holds although the follow-up table has it begun.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "attente-deja-commencee",
    famille: Famille::Attente,
    gravite: Gravite::Incoherence,
    regarde: "Les mesures de la liste d’attente dont l’identifiant se retrouve dans le suivi des mesures avec une date de début, à la fin du dernier mois connu.",
    importance: "La même mesure serait comptée deux fois : parmi les enfants suivis et parmi ceux qui attendent.",
    exemple: "Mesure M014 : dans la liste d’attente, alors que le suivi lui donne un début.",
    correction: "Ôter la ligne de la liste d’attente, ou corriger l’identifiant ou le début de la mesure dans le suivi.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    if !vue.dossier.suivi.tables.iter().any(|table| table.attente) {
        return;
    }
    for mesure in &vue.derivation.parcours.mesures {
        let constat = constat(vue, mesure, trouves);
        trouves.extend(constat);
    }
}

fn constat(vue: &Vue<'_>, mesure: &Mesure, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let (suivi, parcours) = (&vue.dossier.suivi, &vue.derivation.parcours);
    let jour = vue.jusqu_a.dernier_jour();
    mesure.debut.filter(|debut| *debut <= jour)?;
    let de_l_attente = |l: &&LigneDeSuivi| suivi.tables[usize::from(l.table)].attente;
    let attente = parcours.lignes(mesure, suivi).find(de_l_attente)?;
    let commencee = parcours.lignes(mesure, suivi).find(|l| !de_l_attente(l) && l.debut.is_some())?;
    trouves.place(&FICHE, attente)?;
    let message = format!(
        "mesure {} : dans la liste d’attente, alors que le suivi lui donne un début avant le {}",
        mots::cite(&attente.id),
        francais::date_en_lettres(jour.succ_opt().unwrap_or(jour))
    );
    let lies = vec![(suivi.span(commencee, Some(Colonne::Debut)), "son début est ici".to_owned())];
    let aide = "ôter la ligne de la liste d’attente, ou corriger l’identifiant ou le début de la mesure dans le suivi";
    let span = suivi.span(attente, Some(Colonne::Id));
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}
