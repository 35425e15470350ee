//! `majorite-depassee`: a young person of age, still present in a mesure for minors.

use super::Regard;
use super::regard::{Public, anniversaire, nom};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::{Cadre, Modalite};
use crate::domaine::suivi::{Colonne, Mesure};

const FICHE: Fiche = Fiche {
    code: "majorite-depassee",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures de l’exercice où le jeune est encore présent après ses 18 ans. Hors d’un dispositif judiciaire, « jeune majeur » dans la colonne « public » le justifie ; quand seul le mois de naissance est connu, le dernier jour du mois compte.",
    importance: "L’assistance éducative concerne les mineurs (Code civil, article 375) : elle finit à la majorité. Ensuite il faut une décision jeune majeur.",
    exemple: "Mesure M014 : encore présente en AEMO-R après les 18 ans du jeune.",
    correction: "Vérifier la date de naissance ; dater la fin de la mesure, ou écrire « jeune majeur » dans la colonne « public » si une décision le prévoit.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let constat = constat(regard, mesure, trouves);
    trouves.extend(constat);
}

fn constat<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let dernier = regard.sejours(mesure).last()?;
    let present_le = dernier.fin.map_or(regard.arret, |fin| fin.min(regard.arret));
    let naissance = regard.lignes(mesure).find_map(|l| l.naissance)?;
    let majorite = anniversaire(naissance, 18)?;
    if present_le <= majorite || regard.ancienne(mesure) {
        return None;
    }
    let au_dela = |fin: Option<chrono::NaiveDate>| fin.is_none_or(|fin| fin > majorite);
    let sejour = regard.sejours(mesure).iter().find(|s| au_dela(s.fin))?;
    let (dispositif, ligne) = (regard.dispositif(sejour), regard.ligne(sejour.derniere));
    let judiciaire = regard.cadre(dispositif, ligne) == Cadre::Judiciaire;
    let dit = |public| regard.lignes(mesure).any(|l| regard.public(l) == public);
    let parent = dispositif.modalite == Modalite::ParentEnfant || dit(Public::Parent);
    if parent || !judiciaire && dit(Public::JeuneMajeur) {
        return None;
    }
    trouves.place(&FICHE, ligne)?;
    let (pourquoi, aide) = match judiciaire {
        true => (
            ", alors que l’assistance éducative concerne les mineurs (Code civil, article 375)",
            "vérifier la date de naissance ; sinon dater la fin de la mesure, avec le motif « majorité », et donner son propre identifiant à la mesure jeune majeur qui suit",
        ),
        false => (
            ", sans que la colonne « public » dise « jeune majeur »",
            "vérifier la date de naissance ; écrire « jeune majeur » dans la colonne « public » si une décision le prévoit, sinon dater la fin de la mesure, avec le motif « majorité »",
        ),
    };
    let message =
        format!("{} : encore présente en {} après les 18 ans du jeune{pourquoi}", nom(ligne), dispositif.code);
    let constat = FICHE.constat(regard.span(ligne, Colonne::Fin), message);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..constat })
}
