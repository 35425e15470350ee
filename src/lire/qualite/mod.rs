//! Tables of quality: scores with the means that they state, the plan d'action, événements indésirables.

mod cotation;

use super::simple::{Bloc, Simple, sans_nom};
use crate::domaine::anomalie::{MotDeQualite, NatureAnomalie};
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::mois::Mois;
use crate::domaine::qualite::{
    Action, Cotation, Etat, Evenement, GraviteDEvenement, MoyenneDite, Portee, Qualite, Score,
};
use crate::francais::{Cause, cle, est_une_marque_de_vide, parse_date, parse_mois};
use chrono::NaiveDate;
use cotation::Refus;

/// What stands for the kind of an event that no word of the vocabulary says: free words may name someone.
const AUTRE_NATURE: &str = "autre nature";

/// A table of scores while it is read.
#[derive(Default)]
struct Suite {
    /// The chapter that the rows below belong to.
    chapitre: String,
    /// The first score of the table, and of the chapter.
    debuts: (usize, usize),
    /// Means of chapters so far: indices in the dossier.
    chapitres: Vec<usize>,
}

/// Scores of criteria, or of chapters alone, and the means typed among them.
pub(super) fn scores(simple: &mut Simple<'_>, bloc: &Bloc<'_>, qualite: &mut Qualite) -> &'static str {
    let tableau = qualite.scores.last().map_or(0, |dernier| dernier.tableau + 1);
    let debut = qualite.scores.len();
    let mut suite = Suite { debuts: (debut, debut), ..Suite::default() };
    let par_critere = bloc.colonne("critere").is_some();
    for ligne in bloc.lignes(&["chapitre", "thematique", "critere", "cotation"]) {
        let chapitre = bloc.texte(ligne, "chapitre");
        let critere = bloc.texte(ligne, "critere");
        let dit = ["critere", "thematique", "chapitre"].iter().find_map(|cle| bloc.texte(ligne, cle));
        let lue = cotation_de(simple, bloc, ligne);
        let dite = dit.as_deref().and_then(|texte| portee(simple, texte)).or_else(|| {
            let titre_avec_moyenne = par_critere && critere.is_none() && lue.0.nombre().is_some();
            titre_avec_moyenne.then_some(Portee::Chapitre)
        });
        let nouveau = chapitre.filter(|_| !matches!(dite, Some(Portee::Chapitres | Portee::Ensemble)));
        if let Some(nom) = nouveau.filter(|nom| portee(simple, nom).is_none() && cle(nom) != cle(&suite.chapitre)) {
            suite.chapitre = nom;
            suite.debuts.1 = qualite.scores.len();
        }
        let place = (ligne, tableau, par_critere.then_some(critere).map(Option::unwrap_or_default));
        range(simple, bloc, place, (dite, lue), &mut suite, qualite);
    }
    apparie(qualite, debut);
    Table::QUALITE
}

/// Keeps a score or a mean.
fn range(
    simple: &mut Simple<'_>,
    bloc: &Bloc<'_>,
    (ligne, tableau, critere): (&Ligne, usize, Option<String>),
    (dite, (cotation, decimales)): (Option<Portee>, (Cotation, u32)),
    suite: &mut Suite,
    qualite: &mut Qualite,
) {
    let vide = bloc.texte(ligne, "cotation").is_none();
    if vide && (dite.is_some() || critere.as_ref().is_none_or(String::is_empty)) {
        return;
    }
    simple.utilise(bloc, ligne, &["chapitre", "critere", "cotation"]);
    let span = simple.span(bloc, ligne, "cotation");
    let Some(portee) = dite else {
        let chapitre = suite.chapitre.clone();
        qualite.scores.push(Score { chapitre, critere, cotation, tableau, span });
        return;
    };
    // the title of a chapter may bear its mean above the criteria: `apparie` then gives it those below
    let debut = if portee == Portee::Chapitre { suite.debuts.1 } else { suite.debuts.0 };
    let scores = (debut..qualite.scores.len()).collect();
    let chapitres = if portee == Portee::Chapitre { Vec::new() } else { suite.chapitres.clone() };
    if portee == Portee::Chapitre {
        suite.chapitres.push(qualite.moyennes.len());
    }
    qualite.moyennes.push(MoyenneDite { portee, cotation, decimales, scores, chapitres, span });
}

/// A mean typed on the title of its chapter, above its criteria, rests on those below.
fn apparie(qualite: &mut Qualite, debut: usize) {
    let scores = &qualite.scores;
    for moyenne in qualite.moyennes.iter_mut().filter(|m| m.scores.is_empty() && m.portee == Portee::Chapitre) {
        let premier = (debut..scores.len()).find(|i| scores[*i].span.line > moyenne.span.line);
        let Some(premier) = premier else { continue };
        let nom = cle(&scores[premier].chapitre);
        moyenne.scores = (premier..scores.len()).take_while(|i| cle(&scores[*i].chapitre) == nom).collect();
    }
}

/// What a label that names a mean is the mean of.
fn portee(simple: &Simple<'_>, texte: &str) -> Option<Portee> {
    let texte_plie = cle(texte);
    let mots: Vec<&str> = texte_plie.split(' ').collect();
    let dit = |mot: &str| mots.contains(&mot);
    if simple.entetes.est_total(texte) {
        return Some(Portee::Ensemble);
    }
    if !dit("moyenne") && !(dit("score") && (dit("global") || dit("general"))) {
        return None;
    }
    // « des 3 chapitres », and not « du chapitre 3 »
    let plusieurs = dit("des") || texte.to_lowercase().contains("chapitres");
    Some(match dit("chapitre") {
        true if plusieurs => Portee::Chapitres,
        true => Portee::Chapitre,
        false => Portee::Ensemble,
    })
}

fn cotation_de(simple: &mut Simple<'_>, bloc: &Bloc<'_>, ligne: &Ligne) -> (Cotation, u32) {
    let Some(colonne) = bloc.colonne("cotation") else { return (Cotation::Absente, 0) };
    let cellule = ligne.cellule(colonne);
    cotation::lue(cellule).unwrap_or_else(|refus| {
        let (lu, cause, attendu) = match refus {
            Refus::Illisible => {
                (String::new(), Cause::Inconnue, "un pourcentage (82 %), une cotation de 1 à 4, *, NC ou RI")
            }
            Refus::HorsEchelle => {
                let lu = cellule.texte().trim().to_owned();
                (lu, Cause::HorsEchelle, "un pourcentage de 0 à 100 %, ou une cotation de 1 à 4")
            }
        };
        let nature = NatureAnomalie::ValeurIllisible { lu, attendu: attendu.to_owned(), cause };
        let span = simple.span(bloc, ligne, "cotation");
        simple.signale(nature, span);
        (Cotation::Illisible, 0)
    })
}

/// The plan d'action, line by line.
pub(super) fn plan(simple: &mut Simple<'_>, bloc: &Bloc<'_>, qualite: &mut Qualite) -> &'static str {
    for ligne in bloc.lignes(&["action"]) {
        let Some(action) = bloc.texte(ligne, "action") else { continue };
        let [numero, echeance, etat] = ["numero", "echeance", "etat"].map(|cle| bloc.texte(ligne, cle));
        if simple.entetes.est_total(&action) || (echeance.is_none() && etat.is_none()) {
            continue;
        }
        let mot = simple.mot(bloc, ligne, ("etat", "etat_d_action"));
        let etat = match mot.as_deref() {
            Some("fait") => Etat::Fait,
            Some("en cours") => Etat::EnCours,
            Some("à faire") => Etat::AFaire,
            _ => {
                let lu = etat.as_deref().and_then(sans_nom).unwrap_or_default();
                simple.inconnu(bloc, ligne, (MotDeQualite::Etat, lu));
                Etat::Autre(lu.to_owned())
            }
        };
        simple.utilise(bloc, ligne, &["numero", "echeance", "etat"]);
        let echeance = echeance.unwrap_or_default();
        let terme = terme(&echeance);
        if terme.is_none() && etat != Etat::Fait {
            simple.inconnu(bloc, ligne, (MotDeQualite::Echeance, sans_nom(&echeance).unwrap_or_default()));
        }
        let span = simple.span(bloc, ligne, "echeance");
        let action = sans_nom(&action).unwrap_or("action non imprimée : elle semble nommer quelqu’un").to_owned();
        qualite.actions.push(Action { numero: numero.unwrap_or_default(), action, echeance, terme, etat, span });
    }
    Table::PLAN_D_ACTION
}

/// The last day of « 2023 », « mars 2025 », « 15/03/2025 »; `None` of other words, which are kept as they are.
fn terme(echeance: &str) -> Option<NaiveDate> {
    if let Some(jour) = parse_date(echeance) {
        return Some(jour);
    }
    let annee = |texte: &str| texte.parse::<i32>().ok().filter(|annee| (1900..2200).contains(annee));
    let fin = cle(echeance);
    if let Some(annee) = annee(fin.strip_prefix("fin ").unwrap_or(&fin)) {
        return NaiveDate::from_ymd_opt(annee, 12, 31);
    }
    if let Some(lu) = parse_mois(echeance) {
        return Mois::new(lu.annee?, lu.numero).map(Mois::dernier_jour);
    }
    let (partie, derniere) = fin.rsplit_once(' ')?;
    let dernier_mois = match annee(partie) {
        Some(premiere) => (premiere <= annee(derniere)?).then_some(12),
        None => fin_de_partie(partie),
    };
    Mois::new(annee(derniere)?, dernier_mois?).map(Mois::dernier_jour)
}

/// The last month of « 1er trimestre », « T2 », « second semestre », « S1 »: 1 to 12.
fn fin_de_partie(partie: &str) -> Option<u8> {
    let mots: Vec<&str> = partie.split(' ').collect();
    let (rang, mois) = match mots[..] {
        [rang, "trimestre"] | ["trimestre", rang] => (rang, 3),
        [rang, "semestre"] | ["semestre", rang] => (rang, 6),
        [court] => (court.get(1..)?, if court.starts_with('t') { 3 } else { 6 }),
        _ => return None,
    };
    let court = mots.len() > 1 || partie.starts_with(['t', 's']);
    let rang = match rang.trim_end_matches("er").trim_end_matches("eme").trim_end_matches('e') {
        "1" | "premi" => 1,
        "2" | "second" | "deuxi" => 2,
        "3" | "troisi" => 3,
        "4" | "quatri" => 4,
        _ => return None,
    };
    Some(rang * mois).filter(|dernier| court && *dernier <= 12)
}

/// Events: when, what kind, how serious. Their rows are never shown.
pub(super) fn evenements(simple: &mut Simple<'_>, bloc: &Bloc<'_>, qualite: &mut Qualite) -> &'static str {
    for ligne in bloc.lignes(&["date", "nature"]) {
        if simple.est_total(bloc, ligne, &["date", "nature"]) {
            continue;
        }
        let Ok(date) = simple.jour(bloc, ligne, "date") else { continue };
        let dite = bloc.texte(ligne, "nature").filter(|texte| !est_une_marque_de_vide(texte));
        let nature = simple.mot(bloc, ligne, ("nature", "nature_d_evenement"));
        let nature = nature.or_else(|| dite.map(|_| AUTRE_NATURE.to_owned())).unwrap_or_default();
        let gravite = match simple.mot(bloc, ligne, ("gravite", "gravite_d_evenement")).as_deref() {
            Some("EI") => GraviteDEvenement::Ordinaire,
            Some("EIG") => GraviteDEvenement::Grave,
            _ => {
                simple.inconnu(bloc, ligne, (MotDeQualite::Gravite, ""));
                GraviteDEvenement::Inconnue
            }
        };
        let suites =
            bloc.texte(ligne, "suites").is_some_and(|texte| !est_une_marque_de_vide(&texte) && cle(&texte) != "non");
        simple.utilise(bloc, ligne, &[]);
        let span = simple.span(bloc, ligne, "nature");
        qualite.evenements.push(Evenement { date, nature, gravite, suites, span });
    }
    Table::EVENEMENTS_INDESIRABLES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_echeance_se_lit_jusqu_au_dernier_de_ses_jours() {
        let jour = |a, m, j| NaiveDate::from_ymd_opt(a, m, j);
        for (dite, attendu) in [
            ("2023", jour(2023, 12, 31)),
            ("fin 2023", jour(2023, 12, 31)),
            ("Mars 2025", jour(2025, 3, 31)),
            ("15/03/2025", jour(2025, 3, 15)),
            ("1er trimestre 2025", jour(2025, 3, 31)),
            ("Troisième trimestre 2025", jour(2025, 9, 30)),
            ("T4 2025", jour(2025, 12, 31)),
            ("2e semestre 2025", jour(2025, 12, 31)),
            ("S1 2025", jour(2025, 6, 30)),
            ("Second semestre 2025", jour(2025, 12, 31)),
            ("2023-2025", jour(2025, 12, 31)),
            ("2025-2023", None),
            ("S3 2025", None),
            ("trimestre 2025", None),
            ("X1 2025", None),
            ("en continu", None),
            ("mars", None),
        ] {
            assert_eq!(terme(dite), attendu, "{dite}");
        }
    }
}
