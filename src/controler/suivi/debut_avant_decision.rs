//! `debut-avant-decision`: a mesure that begins before its first decision.

use super::Regard;
use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, NatureDeDecision};

const FICHE: Fiche = Fiche {
    code: "debut-avant-decision",
    famille: Famille::Suivi,
    gravite: Gravite::Incoherence,
    regarde: "Le début de chaque mesure du suivi et la date de sa première décision, pour les mesures de l’exercice. Les décisions qui renouvellent ou modifient une mesure n’y sont pas comparées.",
    importance: "Une mesure ne peut pas commencer avant d’être décidée : son délai d’attente serait négatif, et les jours d’avant la décision ne sont pas dus.",
    exemple: "Mesure M014 : le début est avant la décision.",
    correction: "Corriger la date qui est fausse ; quand la ligne porte la date d’un renouvellement, remettre celle de la première décision ou le dire dans la colonne « nature de décision ».",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let constat = constat(regard, mesure, trouves);
    trouves.extend(constat);
}

fn constat<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let premiere = regard.lignes(mesure).next()?;
    let (debut, decision) = (mesure.debut?, premiere.decision?);
    let suite = [NatureDeDecision::Renouvellement, NatureDeDecision::Modification, NatureDeDecision::Mainlevee];
    let est_une_suite = || regard.suivi.nature(premiere).is_some_and(|nature| suite.contains(&nature));
    if debut >= decision || regard.ancienne(mesure) || est_une_suite() {
        return None;
    }
    let commence: &LigneDeSuivi = regard.lignes(mesure).find(|l| l.debut == Some(debut))?;
    trouves.place(&FICHE, commence)?;
    let message = format!("{} : le début est avant la décision", nom(premiere));
    let lies = vec![(regard.span(premiere, Colonne::Decision), "la décision est ici".to_owned())];
    let aide = "corriger la date qui est fausse ; si la ligne porte la date d’un renouvellement, remettre celle de la première décision, ou écrire « renouvellement » dans une colonne « nature de décision »";
    let constat = FICHE.constat(regard.span(commence, Colonne::Debut), message);
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..constat })
}
