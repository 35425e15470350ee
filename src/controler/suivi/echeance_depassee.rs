//! `echeance-depassee`: a mesure that goes on past the term of its last decision.

use super::Regard;
use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, Mesure};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "echeance-depassee",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures en cours le dernier jour connu (`arrete_au`, sinon la fin de l’exercice) dont la dernière décision est arrivée à échéance avant ce jour.",
    importance: "Une mesure sans décision en cours n’a plus de base : ses journées risquent de n’être pas payées, et le renouvellement reste peut-être à demander ou à saisir.",
    exemple: "Mesure M014 : encore en cours le 31 décembre 2021, après l’échéance de sa dernière décision.",
    correction: "Ajouter la ligne du renouvellement, ou dater la fin de la mesure. `couper_a_l_echeance = true` sous [comptage] ne compte plus les jours d’après.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let constat = constat(regard, mesure, trouves);
    trouves.extend(constat);
}

fn constat<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) -> Option<Diagnostic> {
    let sejour = regard.sejours(mesure).last()?;
    let echeance = sejour.echeance.filter(|echeance| *echeance < regard.arret)?;
    if sejour.debut > regard.arret || sejour.fin.is_some_and(|fin| fin <= regard.arret) {
        return None;
    }
    let lignes = regard.lignes(mesure).filter(|l| l.echeance == Some(echeance));
    let ligne = lignes.last().unwrap_or(regard.ligne(sejour.derniere));
    trouves.place(&FICHE, ligne)?;
    let message = format!(
        "{} : encore en cours le {}, après l’échéance de sa dernière décision",
        nom(ligne),
        francais::date_en_lettres(regard.arret)
    );
    let aide = "ajouter la ligne du renouvellement (même identifiant, nature « renouvellement », nouvelle échéance), ou dater la fin de la mesure";
    let constat = FICHE.constat(regard.span(ligne, Colonne::Echeance), message);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..constat })
}
