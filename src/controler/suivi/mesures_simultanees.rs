//! `mesures-simultanees`: one jeune present twice at the same time.

use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::Dispositif;
use crate::domaine::suivi::{Colonne, Episode};
use chrono::NaiveDate;

const FICHE: Fiche = Fiche {
    code: "mesures-simultanees",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures d’un même jeune dans l’exercice : présent au même moment dans deux dispositifs, ou deux fois dans le même, plus longtemps que `delai_de_passage_jours`. Un dispositif sur les places d’un autre et une mesure exercée autrement ne sont pas comptés.",
    importance: "Le même jour serait compté, et peut-être facturé, deux fois ; un passage d’un dispositif à l’autre serait pris pour une entrée de plus.",
    exemple: "Mesure M031 : le jeune est présent en AED-R alors qu’il l’est encore en AEMO-R (mesure M014).",
    correction: "Dater la fin de la première mesure, corriger le début de la seconde ou le pseudonyme du jeune. Rien si les deux mesures sont réellement exercées ensemble.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let mut groupes = groupes(vue);
    groupes.sort_unstable_by_key(|(groupe, e)| (*groupe, e.debut, e.ligne, e.dispositif));
    for siens in groupes.chunk_by(|a, b| a.0 == b.0) {
        // of each dispositif, the one that ends last
        let mut derniers: Vec<Episode> = Vec::new();
        for (_, episode) in siens {
            let autre = derniers.iter().find(|autre| ensemble(vue, autre, episode));
            let constat = autre.and_then(|autre| constat(vue, autre, episode, trouves));
            trouves.extend(constat);
            match derniers.iter_mut().find(|autre| autre.dispositif == episode.dispositif) {
                Some(autre) if fin(autre) < fin(episode) => *autre = *episode,
                Some(_) => {}
                None => derniers.push(*episode),
            }
        }
    }
}

/// The épisodes of every jeune who has several, each with the number of its jeune.
fn groupes(vue: &Vue<'_>) -> Vec<(u32, Episode)> {
    let mut vus = vec![0_u8; vue.derivation.parcours.jeunes.nombre as usize + 1];
    for (jeune, _) in presences(vue) {
        let vu = &mut vus[jeune as usize];
        *vu = vu.saturating_add(1);
    }
    if vus.iter().all(|nombre| *nombre < 2) {
        return Vec::new();
    }
    presences(vue).filter(|(jeune, _)| vus[*jeune as usize] > 1).collect()
}

/// The épisodes of the exercise that say of whom they are; a mesure exercised in another form is not one.
fn presences<'a>(vue: &Vue<'a>) -> impl Iterator<Item = (u32, Episode)> + use<'a> {
    let (suivi, parcours) = (&vue.dossier.suivi, &vue.derivation.parcours);
    let (janvier, dernier) = (vue.exercice().janvier().premier_jour(), vue.jusqu_a.dernier_jour());
    let de_l_exercice = move |e: &Episode| e.debut <= dernier && e.fin.is_none_or(|fin| fin >= janvier);
    let ici = move |e: &Episode| {
        let dite = suivi.dispositif(&suivi.lignes[e.ligne as usize]);
        dite.is_none_or(|dispositif| dispositif == usize::from(e.dispositif))
    };
    let presences = parcours.episodes().filter(move |e| de_l_exercice(e) && ici(e));
    presences.map(|e| (parcours.jeune(&e), e)).filter(|(jeune, _)| *jeune > 0)
}

fn fin(episode: &Episode) -> NaiveDate {
    episode.fin.unwrap_or(NaiveDate::MAX)
}

/// True when two épisodes, the second not before the first, share more days than a passage takes.
fn ensemble(vue: &Vue<'_>, avant: &Episode, apres: &Episode) -> bool {
    let jours = fin(avant).min(fin(apres)).signed_duration_since(apres.debut).num_days();
    let [un, autre] = [avant, apres].map(|e| dispositif(vue, e));
    let heberge = |a: &Dispositif, b: &Dispositif| a.sur_les_places_de.as_deref() == Some(b.code.as_str());
    jours > i64::from(vue.reglages.comptage.delai_de_passage_jours)
        && avant.mesure != apres.mesure
        && !heberge(un, autre)
        && !heberge(autre, un)
}

fn dispositif<'a>(vue: &Vue<'a>, episode: &Episode) -> &'a Dispositif {
    &vue.reglages.dispositifs[usize::from(episode.dispositif)]
}

fn constat(vue: &Vue<'_>, avant: &Episode, apres: &Episode, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let suivi = &vue.dossier.suivi;
    let [autre, ligne] = [avant, apres].map(|e| &suivi.lignes[e.ligne as usize]);
    trouves.place(&FICHE, ligne)?;
    let [de_l_autre, ici] = [avant, apres].map(|e| dispositif(vue, e).code.as_str());
    let qui = if autre.id.is_empty() { format!("ligne {}", autre.numero) } else { mots::cite(&autre.id) };
    let message = match de_l_autre == ici {
        true => format!("{} : le jeune est déjà présent en {ici} (mesure {qui})", nom(ligne)),
        false => format!(
            "{} : le jeune est présent en {ici} alors qu’il l’est encore en {de_l_autre} (mesure {qui})",
            nom(ligne)
        ),
    };
    let lies = vec![(suivi.span(autre, Some(Colonne::Debut)), "l’autre mesure est ici".to_owned())];
    let aide = "dater la fin de la première mesure, corriger le début de la seconde ou le pseudonyme du jeune ; rien si les deux mesures sont réellement exercées ensemble";
    let constat = FICHE.constat(suivi.span(ligne, Some(Colonne::Debut)), message);
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..constat })
}
