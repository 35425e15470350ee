//! Who waits, on which day, against which places: shared by the checks of waiting lists.

use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::dossier::{AttenteDeclaree, Grandeur};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A waiting list on a day, of a dispositif or of the whole service.
pub(super) struct Attendue<'a> {
    /// Code of the dispositif; `None` for the service.
    pub(super) code: Option<&'a str>,
    pub(super) jour: NaiveDate,
    pub(super) mesures: Exact,
    pub(super) familles: Option<(Exact, &'a Span)>,
    /// Part of the capacity that the table states.
    pub(super) part: Option<(Exact, &'a Span)>,
    pub(super) span: Span,
}

impl Attendue<'_> {
    /// « AEMO-R », « service ».
    pub(super) fn qui(&self) -> &str {
        self.code.unwrap_or("service")
    }
}

/// Every waiting list of the known period: those declared by counts, else what the rows say at the end of the
/// last month known. The service's is added up where no line gives it and every dispositif has one.
pub(super) fn attendus<'a>(vue: &Vue<'a>) -> Vec<Attendue<'a>> {
    let (du, au) = (vue.exercice().janvier().premier_jour(), vue.jusqu_a.dernier_jour());
    let annee = |a: &&AttenteDeclaree| (du..=au).contains(&a.date);
    let mut attendus: Vec<Attendue<'a>> = vue.dossier.attentes.iter().filter(annee).filter_map(declaree).collect();
    if vue.dossier.attentes.is_empty() {
        attendus = des_lignes(vue);
    }
    let sommes = sommes(vue, &attendus);
    attendus.extend(sommes);
    attendus
}

fn declaree(attente: &AttenteDeclaree) -> Option<Attendue<'_>> {
    Some(Attendue {
        code: attente.dispositif.as_deref(),
        jour: attente.date,
        mesures: attente.mesures.0.nombre()?,
        familles: attente.familles.as_ref().and_then(|(saisie, span)| Some((saisie.nombre()?, span))),
        part: attente.part.as_ref().and_then(|(saisie, span)| Some((saisie.nombre()?, span))),
        span: attente.mesures.1.clone(),
    })
}

/// The service's lists, by adding up.
fn sommes<'a>(vue: &Vue<'a>, attendus: &[Attendue<'a>]) -> Vec<Attendue<'a>> {
    let mut par_jour: BTreeMap<NaiveDate, Vec<&Attendue<'a>>> = BTreeMap::new();
    for attendue in attendus {
        par_jour.entry(attendue.jour).or_default().push(attendue);
    }
    let complete = |lus: &[&Attendue<'_>]| {
        let dit = |code: &str| lus.iter().filter(|a| a.code == Some(code)).count() == 1;
        lus.iter().all(|a| a.code.is_some()) && vue.reglages.dispositifs.iter().all(|d| dit(&d.code))
    };
    let somme = |(jour, lus): (NaiveDate, Vec<&Attendue<'a>>)| {
        let deja = |a: &Attendue<'_>| lus.len() == 1 && !places(vue, a.code).is_empty();
        let premier = lus.first().filter(|a| complete(&lus) && !deja(a))?;
        let mesures = lus.iter().map(|a| a.mesures).sum();
        Some(Attendue { code: None, jour, mesures, familles: None, part: None, span: premier.span.clone() })
    };
    par_jour.into_iter().filter_map(somme).collect()
}

/// What the rows of waiting lists and follow-up tables say at the end of the last month known.
fn des_lignes<'a>(vue: &Vue<'a>) -> Vec<Attendue<'a>> {
    let jour = vue.jusqu_a.dernier_jour();
    let en_cours: Vec<_> = vue.derivation.parcours.attentes.iter().filter(|a| a.en_cours_au(jour)).collect();
    let tables = &vue.dossier.suivi.tables;
    let table = tables.iter().find(|t| t.attente).or(tables.first()).filter(|_| !en_cours.is_empty());
    let Some(table) = table else { return Vec::new() };
    let span = Span::sheet(&table.fichier, table.feuille.as_deref());
    let compte = |code: Option<&'a str>, n: usize| Attendue {
        code,
        jour,
        mesures: Exact::from(u32::try_from(n).unwrap_or(u32::MAX)),
        familles: None,
        part: None,
        span: span.clone(),
    };
    let mut nombres = vec![0; vue.reglages.dispositifs.len()];
    for dispositif in en_cours.iter().filter_map(|a| a.dispositif) {
        if let Some(nombre) = nombres.get_mut(usize::from(dispositif)) {
            *nombre += 1;
        }
    }
    let mut attendus = vec![compte(None, en_cours.len())];
    let dispositifs = vue.reglages.dispositifs.iter().zip(nombres).filter(|(_, n)| *n > 0);
    attendus.extend(dispositifs.map(|(d, n)| compte(Some(&d.code), n)));
    attendus
}

/// Everything whose places make up those of a dispositif, or of the service.
pub(super) fn places<'a>(vue: &Vue<'a>, code: Option<&str>) -> Vec<Places<'a>> {
    match code {
        None => vue.reglages.places_du_service(),
        Some(code) => vue.reglages.dispositif(code).map(|d| vue.reglages.places_qui_composent(d)).unwrap_or_default(),
    }
}

/// Places in force on a day.
pub(super) fn places_au(places: &[Places<'_>], jour: NaiveDate) -> Option<Exact> {
    ensemble(places, |p| p.au(jour).map(Exact::from))
}

/// A dispositif, its présents, and their cell.
pub(super) type PresentsDUnDispositif<'a> = (&'a str, Exact, &'a Span);

/// The présents at the end of a day, with their cells: a month end or the eve of a month in the monthly tables, any day
/// of the exercise in the follow-up table. `None` when one dispositif is unknown.
pub(super) fn presents_au<'a>(
    vue: &Vue<'a>,
    code: Option<&str>,
    jour: NaiveDate,
) -> Option<(Exact, Vec<PresentsDUnDispositif<'a>>)> {
    let mut cellules = Vec::new();
    let mut total = Exact::ZERO;
    for (rang, tableau) in vue.tableaux.iter().enumerate() {
        if code.is_some_and(|code| code != tableau.dispositif.code) {
            continue;
        }
        let mois = Mois::du(jour).filter(|mois| *mois <= vue.jusqu_a)?;
        let lue = (mois.dernier_jour() == jour).then(|| vue.lue(tableau, Grandeur::PresentsFin, mois)).flatten();
        let derivee = || {
            let presence = vue.derivation.presences.get(rang)?.as_ref()?;
            u32::try_from(presence.presents_au_debut_du(jour.succ_opt()?)).ok().map(Exact::from)
        };
        let nombre = match lue {
            Some(lue) => {
                cellules.push((tableau.dispositif.code.as_str(), lue.nombre, lue.span));
                lue.nombre
            }
            None if tableau.ferme(mois) => Exact::ZERO,
            None => derivee()?,
        };
        total = total + nombre;
    }
    Some((total, cellules))
}
