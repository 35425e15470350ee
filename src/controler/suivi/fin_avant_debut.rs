//! `fin-avant-debut`: a mesure that ends before it begins.

use super::Regard;
use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure};

const FICHE: Fiche = Fiche {
    code: "fin-avant-debut",
    famille: Famille::Suivi,
    gravite: Gravite::Erreur,
    regarde: "Le début et la fin de chaque mesure du suivi, sur une même ligne ou d’une décision à l’autre.",
    importance: "La mesure n’aurait aucun jour : ni ses entrées, ni ses sorties, ni ses journées ne peuvent être comptées.",
    exemple: "Mesure M014 : la fin est avant le début (la fin est tapée avec l’année d’avant).",
    correction: "Corriger la date qui est fausse, le plus souvent l’année. Une mesure qui n’a pas commencé n’a pas de début.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let a_l_envers = |l: &LigneDeSuivi| l.debut.zip(l.fin).is_some_and(|(debut, fin)| fin < debut);
    if let Some(ligne) = regard.lignes(mesure).find(|l| a_l_envers(l)) {
        let constat = constat(regard, ligne, ligne, trouves);
        trouves.extend(constat);
    } else if let Some((debut, fin)) = mesure.debut.zip(mesure.fin).filter(|(debut, fin)| fin < debut) {
        let qui_finit = |l: &&LigneDeSuivi| l.fin.or(l.debut).or(l.decision) == Some(fin);
        let commence = regard.lignes(mesure).find(|l| l.debut == Some(debut));
        let places = regard.lignes(mesure).find(qui_finit).zip(commence);
        let constat = places.and_then(|(f, c)| constat(regard, f, c, trouves));
        trouves.extend(constat);
    }
}

fn constat(
    regard: &Regard<'_>,
    finit: &LigneDeSuivi,
    commence: &LigneDeSuivi,
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    trouves.place(&FICHE, finit)?;
    let message = format!("{} : la fin est avant le début", nom(finit));
    let autre = (finit.rang, finit.table) != (commence.rang, commence.table);
    let lies = autre.then(|| (regard.span(commence, Colonne::Debut), "le début est ici".to_owned()));
    let aide =
        "corriger la date qui est fausse, le plus souvent l’année ; une mesure qui n’a pas commencé n’a pas de début";
    let constat = FICHE.constat(regard.span(finit, Colonne::Fin), message);
    Some(Diagnostic { lies: lies.into_iter().collect(), aide: Some(aide.to_owned()), ..constat })
}
