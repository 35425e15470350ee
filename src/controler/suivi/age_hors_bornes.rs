//! `age-hors-bornes`: an age at entry that no child of these services has.

use super::Regard;
use super::regard::{Public, anniversaire, nom};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::Modalite;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure};

const FICHE: Fiche = Fiche {
    code: "age-hors-bornes",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "L’âge à l’entrée de chaque mesure de l’exercice (à la décision quand elle attend) : né après, ou 21 ans et plus. Les parents d’un accueil parent-enfant, ou que la colonne « public » dit tels, n’ont pas de limite.",
    importance: "La répartition par âge, souvent demandée par le financeur, serait fausse ; c’est le plus souvent une année mal tapée.",
    exemple: "Mesure M014 (AEMO-R) : le jeune aurait 21 ans ou plus à l’entrée.",
    correction: "Vérifier la date de naissance, puis le début ; écrire « parent » dans la colonne « public » si la mesure est celle d’un adulte.",
};

/// At this age nothing can begin any more: support to young adults ends there.
const LIMITE: i32 = 21;

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let constat = constat(regard, mesure, trouves);
    trouves.extend(constat);
}

fn constat<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let (ligne, naissance) = regard.lignes(mesure).find_map(|l| Some((l, l.naissance?)))?;
    let entree = mesure.debut.or_else(|| regard.lignes(mesure).find_map(|l| l.decision))?;
    let quand = if mesure.debut.is_some() { "à l’entrée" } else { "à la décision" };
    let adulte = || adulte(regard, mesure, ligne);
    let pas_encore_ne = naissance.jour > entree;
    if !pas_encore_ne && (anniversaire(naissance, LIMITE)? > entree || adulte()) || regard.ancienne(mesure) {
        return None;
    }
    trouves.place(&FICHE, ligne)?;
    let age = if pas_encore_ne {
        format!("le jeune serait né après l{}", if mesure.debut.is_some() { "’entrée" } else { "a décision" })
    } else {
        format!("le jeune aurait {LIMITE} ans ou plus {quand}")
    };
    let ou = regard.dispositif_de(ligne).map(|(_, d)| format!(" ({})", d.code)).unwrap_or_default();
    let message = format!("{}{ou} : {age}", nom(ligne));
    let aide = "vérifier la date de naissance, surtout l’année, puis le début ; écrire « parent » dans une colonne « public » si la mesure est celle d’un adulte";
    let constat = FICHE.constat(regard.span(ligne, Colonne::Naissance), message);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..constat })
}

fn adulte<'a>(regard: &Regard<'a>, mesure: &'a Mesure, ligne: &LigneDeSuivi) -> bool {
    regard.dispositif_de(ligne).is_some_and(|(_, d)| d.modalite == Modalite::ParentEnfant)
        || regard.lignes(mesure).any(|l| regard.public(l) == Public::Parent)
}
