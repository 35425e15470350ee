//! Tables of staff: posts, movements, absences, trainings.

mod totaux;

use super::simple::{Bloc, Simple, sans_nom};
use crate::domaine::dossier::{Ligne, Saisie, Table};
use crate::domaine::exact::Exact;
use crate::domaine::personnel::{AbsenceDuPersonnel, Effectif, Formation, Lue, MouvementDuPersonnel, Personnel};
use crate::francais::{cle, parse_date};
use chrono::NaiveDate;
use totaux::Totaux;

/// What stands for a function that is not said, or that names someone.
const NON_PRECISEE: &str = "Fonction non précisée";
/// What stands for a motive that is not said.
const SANS_MOTIF: &str = "motif non précisé";

/// The word of the vocabulary that says « arrêt » and not which.
const ARRET: &str = "arrêt de travail";
/// The words of the vocabulary that are one.
const ARRETS: [&str; 4] = [ARRET, "maladie", "accident du travail", "maladie professionnelle"];

/// Posts: one row per function, or one per person, who then counts for one.
pub(super) fn effectifs(simple: &mut Simple<'_>, bloc: &Bloc<'_>, personnel: &mut Personnel) -> &'static str {
    let par_salarie = simple.par_salarie(bloc);
    let date_du_titre = simple.autour(bloc).iter().find_map(|texte| date_dans(texte));
    let mut totaux = Totaux::default();
    for ligne in bloc.lignes(&["fonction", "etp", "personnes"]) {
        if !compte(bloc, ligne, &["etp", "personnes"]) && !par_salarie {
            continue;
        }
        let total = simple.est_total(bloc, ligne, &["fonction"]);
        let etp = simple.nombre(bloc, ligne, "etp", false);
        let personnes = simple.nombre(bloc, ligne, "personnes", true);
        if total {
            simple.utilise(bloc, ligne, &["fonction"]);
            totaux.ajoute(personnel, [("ETP", etp), ("personnes", personnes)]);
            continue;
        }
        let Ok(date) = simple.jour(bloc, ligne, "date") else { continue };
        let une = || (Saisie::Nombre(Exact::from(1_u32)), simple.span(bloc, ligne, "fonction"));
        let personnes = if par_salarie && personnes.is_none() { Some(une()) } else { personnes };
        totaux.detaille([("ETP", etp.clone()), ("personnes", personnes.clone())]);
        simple.utilise(bloc, ligne, &["fonction"]);
        let fonction = fonction(bloc, ligne);
        personnel.effectifs.push(Effectif { fonction, date: date.or(date_du_titre), etp, personnes });
    }
    if par_salarie { Table::PERSONNEL_PAR_SALARIE } else { Table::PERSONNEL }
}

/// Arrivals and departures; a row that does not say how many is one person.
pub(super) fn mouvements(simple: &mut Simple<'_>, bloc: &Bloc<'_>, personnel: &mut Personnel) -> &'static str {
    let par_salarie = simple.par_salarie(bloc) || bloc.colonne("nombre").is_none();
    let mut totaux = Totaux::default();
    for ligne in bloc.lignes(&["nature", "nombre"]) {
        let nombre = simple.nombre(bloc, ligne, "nombre", true);
        if simple.est_total(bloc, ligne, &["fonction", "nature"]) {
            simple.utilise(bloc, ligne, &["fonction", "nature"]);
            totaux.ajoute(personnel, [("mouvements", nombre)]);
            continue;
        }
        let Some(dite) = bloc.texte(ligne, "nature") else { continue };
        let Ok(_) = simple.jour(bloc, ligne, "date") else { continue };
        let une = || (Saisie::Nombre(Exact::from(1_u32)), simple.span(bloc, ligne, "nature"));
        let nombre = nombre.unwrap_or_else(une);
        let nature = simple.mot(bloc, ligne, ("nature", "mouvement_du_personnel"));
        let nature = nature.or_else(|| sans_nom(&dite).map(str::to_owned)).unwrap_or_else(|| "autre".to_owned());
        totaux.detaille([("mouvements", Some(nombre.clone()))]);
        simple.utilise(bloc, ligne, &["fonction", "nature"]);
        personnel.mouvements.push(MouvementDuPersonnel { fonction: fonction(bloc, ligne), nature, nombre });
    }
    if par_salarie { Table::MOUVEMENTS_PAR_SALARIE } else { Table::MOUVEMENTS_DU_PERSONNEL }
}

/// Days away. A table whose title, file or header says « arrêt » calls each of its rows so.
pub(super) fn absences(simple: &mut Simple<'_>, bloc: &Bloc<'_>, personnel: &mut Personnel) -> &'static str {
    let entetes = ["motif", "jours"].map(|cle| bloc.entete(cle).to_owned());
    let dit_arret = simple.autour(bloc).iter().chain(&entetes).any(|texte| parle_d_arret(texte));
    let tableau = personnel.absences.last().map_or(0, |derniere| derniere.tableau + 1);
    let mut totaux = Totaux::default();
    for ligne in bloc.lignes(&["jours", "personnes"]) {
        let jours = simple.nombre(bloc, ligne, "jours", false);
        let personnes = simple.nombre(bloc, ligne, "personnes", true);
        simple.utilise(bloc, ligne, &["motif", "nature"]);
        if simple.est_total(bloc, ligne, &["motif", "nature"]) {
            totaux.ajoute(personnel, [("jours", jours), ("personnes", personnes)]);
            continue;
        }
        totaux.detaille([("jours", jours.clone()), ("personnes", personnes.clone())]);
        let Some(jours) = jours else { continue };
        let absence = absence(simple, bloc, ligne, (jours, personnes, tableau));
        personnel.absences.push(AbsenceDuPersonnel { dit_arret: dit_arret || absence.dit_arret, ..absence });
    }
    if simple.par_salarie(bloc) { Table::ABSENCES_PAR_SALARIE } else { Table::ABSENCES_DU_PERSONNEL }
}

/// What a row says of its absence: the motive first, which is the more precise of the two.
fn absence(
    simple: &Simple<'_>,
    bloc: &Bloc<'_>,
    ligne: &Ligne,
    (jours, personnes, tableau): (Lue, Option<Lue>, usize),
) -> AbsenceDuPersonnel {
    let [motif, nature] = ["motif", "nature"].map(|cle| simple.mot(bloc, ligne, (cle, "absence_du_personnel")));
    let dite = ["motif", "nature"].iter().find_map(|cle| bloc.texte(ligne, cle));
    let dit_arret = nature.as_deref().is_some_and(|mot| ARRETS.contains(&mot));
    let precis = |mot: &&String| mot.as_str() != ARRET;
    let mot = motif.iter().chain(&nature).find(precis).or(motif.as_ref()).or(nature.as_ref()).cloned();
    let arret = mot.as_deref().map(|mot| ARRETS.contains(&mot));
    let libre = || dite.as_deref().and_then(sans_nom).unwrap_or(SANS_MOTIF).to_owned();
    AbsenceDuPersonnel { motif: mot.unwrap_or_else(libre), arret, dit_arret, jours, personnes, tableau }
}

/// Trainings, each with how many followed it.
pub(super) fn formations(simple: &mut Simple<'_>, bloc: &Bloc<'_>, personnel: &mut Personnel) -> &'static str {
    let mut totaux = Totaux::default();
    for ligne in bloc.lignes(&["participants"]) {
        let Some(intitule) = bloc.texte(ligne, "intitule") else { continue };
        let Some(participants) = simple.nombre(bloc, ligne, "participants", true) else { continue };
        let jours = simple.nombre(bloc, ligne, "jours", false);
        simple.utilise(bloc, ligne, &["intitule", "type", "fonction"]);
        if simple.entetes.est_total(&intitule) {
            totaux.ajoute(personnel, [("participants", Some(participants)), ("jours", jours)]);
            continue;
        }
        totaux.detaille([("participants", Some(participants.clone())), ("jours", jours.clone())]);
        let dite = |cle: &str| bloc.texte(ligne, cle).as_deref().and_then(sans_nom).unwrap_or_default().to_owned();
        let intitule = sans_nom(&intitule).unwrap_or("formation").to_owned();
        let formation = Formation { intitule, nature: dite("type"), fonction: dite("fonction"), participants, jours };
        personnel.formations.push(formation);
    }
    Table::FORMATIONS
}

fn fonction(bloc: &Bloc<'_>, ligne: &Ligne) -> String {
    bloc.texte(ligne, "fonction").as_deref().and_then(sans_nom).unwrap_or(NON_PRECISEE).to_owned()
}

/// True for a row that fills one of these columns: a title inside the table does not.
fn compte(bloc: &Bloc<'_>, ligne: &Ligne, cles: &[&str]) -> bool {
    cles.iter().any(|cle| bloc.texte(ligne, cle).is_some())
}

/// « Les arrêts de travail », « arrets-de-travail », « Jours d’arrêt ».
fn parle_d_arret(texte: &str) -> bool {
    cle(texte).split(' ').any(|mot| mot == "arret")
}

/// The day that a title names: « Personnel au 31/12/2021 », « Au 31 décembre 2021 ».
fn date_dans(texte: &str) -> Option<NaiveDate> {
    let mots: Vec<&str> = texte.split_whitespace().collect();
    let fenetres = mots.windows(3).map(|trois| trois.join(" ")).chain(mots.iter().map(|mot| (*mot).to_owned()));
    fenetres.filter_map(|candidat| parse_date(&candidat)).next()
}
