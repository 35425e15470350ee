//! What the follow-up table amounts to: mesures chained, présence day by day, and the monthly table that it gives.

use super::passages::passages;
use super::{Colonne, Parcours, Payeurs, Presence, Sejour, Suivi};
use crate::diagnostic::Span;
use crate::domaine::capacite::poids_du_jour;
use crate::domaine::dossier::{Grandeur, Releve, Saisie};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::parts::in_parts;
use crate::domaine::reglages::{Comptage, Dispositif, Reglages};
use chrono::NaiveDate;
use std::panic::resume_unwind;
use std::thread;

/// Derived once, after reading: checks and indicators look at the same figures.
#[derive(Debug, Clone, Default)]
pub struct Derivation {
    /// Mesures, séjours and waiting.
    pub parcours: Parcours,
    /// One per dispositif of rapport.toml, in its order; `None` where the follow-up table tells nothing of it.
    pub presences: Vec<Option<Presence>>,
    /// The monthly tables that follow from it, each figure placed at the table as a whole.
    pub releves: Vec<Releve>,
    /// Billable days per dispositif and month, where a quotité is given: Σ quotité × days.
    pub facturables: Vec<Option<Vec<Option<Exact>>>>,
    /// Billable days day by day, for the tariffs that need them.
    pub payeurs: Payeurs,
    /// The last day that a row tells of; `None` without a row.
    pub dernier_jour: Option<NaiveDate>,
}

impl Derivation {
    /// Chains, counts, and writes the monthly figures of the exercise. Cost: linear in the rows.
    pub fn new(suivi: &Suivi, reglages: &Reglages) -> Self {
        let parcours = Parcours::new(suivi);
        let neuve = |d: &Dispositif| Presence::new(reglages.exercice, &reglages.comptage_de(d));
        let (mut presences, passages, (dernier_jour, dits)) = thread::scope(|scope| {
            let passages = scope.spawn(|| passages(&parcours, reglages));
            let lignes = scope.spawn(|| (dernier_jour(suivi, reglages.exercice), suivis(suivi)));
            let presences = toutes_les_presences(&parcours.sejours, reglages, neuve);
            let passages = passages.join().unwrap_or_else(|panic| resume_unwind(panic));
            (presences, passages, lignes.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        for rang in dits {
            if let (Some(presence), Some(dispositif)) = (presences.get_mut(rang), reglages.dispositifs.get(rang)) {
                presence.get_or_insert_with(|| neuve(dispositif));
            }
        }
        let span = suivi.tables.first().map(|t| Span::sheet(&t.fichier, t.feuille.as_deref()));
        let payeurs = Payeurs::new(suivi, &parcours, reglages);
        let mut derivation = Self { parcours, presences, payeurs, dernier_jour, ..Self::default() };
        if let Some(span) = span {
            derivation.mois_par_mois(suivi, reglages, passages.as_deref(), &span);
        }
        derivation
    }

    fn mois_par_mois(&mut self, suivi: &Suivi, reglages: &Reglages, passages: Option<&[[u32; 12]]>, span: &Span) {
        for (rang, (dispositif, presence)) in reglages.dispositifs.iter().zip(&self.presences).enumerate() {
            let Some(presence) = presence else {
                self.facturables.push(None);
                continue;
            };
            let comptage = reglages.comptage_de(dispositif);
            self.releves.extend(monthly(dispositif, presence, &comptage, reglages, span));
            if let Some(passages) = passages {
                let releve = |mois: Mois| {
                    releve(dispositif, Grandeur::Passages, mois, Exact::from(passages[rang][mois.rang()]), span)
                };
                self.releves.extend(reglages.exercice.mois().map(releve));
            }
            self.facturables.push(facturables(suivi, presence, &comptage, reglages.exercice));
        }
    }

    /// True when the follow-up table gives the figures of a dispositif.
    pub fn couvre(&self, dispositif: usize) -> bool {
        self.presences.get(dispositif).is_some_and(Option::is_some)
    }

    /// True when it gives a figure, and the typed one is only there to be compared.
    pub fn remplace(&self, dispositif: usize, grandeur: Grandeur) -> bool {
        let derivee = |g: Grandeur| matches!(g, Grandeur::Passages) || Grandeur::MOUVEMENTS.contains(&g);
        let presence = self.presences.get(dispositif).and_then(Option::as_ref);
        presence.is_some_and(|p| derivee(grandeur) || grandeur == Grandeur::JourneesRealisees && p.jours_connus())
    }
}

/// The séjours of each dispositif that has some.
fn toutes_les_presences(
    sejours: &[Sejour],
    reglages: &Reglages,
    neuve: impl Fn(&Dispositif) -> Presence + Sync,
) -> Vec<Option<Presence>> {
    let mut parts = in_parts(sejours.len(), |rangs| presences(&sejours[rangs], reglages, &neuve)).into_iter();
    let mut toutes = parts.next().unwrap_or_default();
    for (rang, autre) in parts.flat_map(|part| part.into_iter().enumerate()) {
        match (&mut toutes[rang], autre) {
            (Some(presence), Some(autre)) => presence.reunit(autre),
            (place, autre) => *place = autre.or(place.take()),
        }
    }
    toutes
}

/// Those of consecutive séjours.
fn presences(
    sejours: &[Sejour],
    reglages: &Reglages,
    neuve: impl Fn(&Dispositif) -> Presence,
) -> Vec<Option<Presence>> {
    let mut presences: Vec<Option<Presence>> = reglages.dispositifs.iter().map(|_| None).collect();
    for sejour in sejours {
        if let Some(presence) = presences.get_mut(usize::from(sejour.dispositif)) {
            let dispositif = &reglages.dispositifs[usize::from(sejour.dispositif)];
            presence.get_or_insert_with(|| neuve(dispositif)).ajoute(sejour);
        }
    }
    presences
}

/// The dispositifs that a row of a follow-up table names: nobody there is a figure, not a gap.
fn suivis(suivi: &Suivi) -> Vec<usize> {
    let mut vus = vec![false; suivi.lexique(Colonne::Dispositif).map_or(0, |l| l.mots.len()) + 1];
    let attente: Vec<bool> = suivi.tables.iter().map(|t| t.attente).collect();
    for ligne in suivi.lignes.iter().filter(|l| !attente.get(usize::from(l.table)).copied().unwrap_or(false)) {
        if let Some(vu) = vus.get_mut(usize::from(ligne.mot(Colonne::Dispositif).0)) {
            *vu = true;
        }
    }
    let mots = suivi.lexique(Colonne::Dispositif).map(|l| l.mots.as_slice()).unwrap_or_default();
    let vus = mots.iter().zip(vus.into_iter().skip(1)).filter(|(_, vu)| *vu);
    vus.filter_map(|(mot, _)| mot.dispositif).collect()
}

/// The last decision, beginning or end of the exercise, or the first beyond it met.
fn dernier_jour(suivi: &Suivi, exercice: Exercice) -> Option<NaiveDate> {
    let borne = exercice.decembre().suivant().premier_jour();
    let dates = suivi.lignes.iter().flat_map(|l| [l.decision, l.debut, l.fin]).flatten();
    dates.max().map(|jour| jour.min(borne))
}

fn releve(dispositif: &Dispositif, grandeur: Grandeur, mois: Mois, nombre: Exact, span: &Span) -> Releve {
    let saisie = Saisie::Nombre(nombre);
    Releve { dispositif: dispositif.code.clone(), grandeur, mois, saisie, span: span.clone() }
}

fn monthly(
    dispositif: &Dispositif,
    presence: &Presence,
    comptage: &Comptage,
    reglages: &Reglages,
    span: &Span,
) -> Vec<Releve> {
    let releve = |grandeur, mois, nombre| releve(dispositif, grandeur, mois, nombre, span);
    let stock = |jour| Exact::from(i128::from(presence.presents_au_debut_du(jour)));
    let compte = |n: u64| Exact::from(i128::from(n));
    let par_jour = presence.par_jour();
    let mut releves = Vec::new();
    for mois in reglages.exercice.mois() {
        releves.push(releve(Grandeur::PresentsDebut, mois, stock(mois.premier_jour())));
        releves.push(releve(Grandeur::Entrees, mois, compte(presence.entrees(mois))));
        releves.push(releve(Grandeur::Sorties, mois, compte(presence.sorties(mois))));
        releves.push(releve(Grandeur::PresentsFin, mois, stock(mois.suivant().premier_jour())));
        if presence.jours_connus() {
            let jours = du_mois(&par_jour, mois, comptage, reglages.exercice);
            releves.push(releve(Grandeur::JourneesRealisees, mois, jours));
        }
    }
    releves
}

/// Days of a month, closed days left out.
fn du_mois(par_jour: &[i64], mois: Mois, comptage: &Comptage, exercice: Exercice) -> Exact {
    let ouvert = |jour: &NaiveDate| poids_du_jour(&comptage.jours_ouverture, exercice, *jour) != Exact::ZERO;
    let janvier = exercice.janvier().premier_jour();
    let rang = |jour: NaiveDate| usize::try_from(jour.signed_duration_since(janvier).num_days()).unwrap_or(usize::MAX);
    let compte: i64 = mois.tous_les_jours().filter(ouvert).filter_map(|jour| par_jour.get(rang(jour))).copied().sum();
    Exact::from(i128::from(compte))
}

/// Σ quotité × days; a mesure that gives none is billed whole. `None` when no mesure of the dispositif gives any.
fn facturables(
    suivi: &Suivi,
    presence: &Presence,
    comptage: &Comptage,
    exercice: Exercice,
) -> Option<Vec<Option<Exact>>> {
    if !presence.quotites().any(|mot| mot.est_dit()) {
        return None;
    }
    let mut total = vec![presence.jours_connus().then_some(Exact::ZERO); 12];
    for mot in presence.quotites() {
        let lue = suivi.lexique(Colonne::Quotite).and_then(|l| l.lu(mot));
        let quotite = if mot.est_dit() { lue.and_then(|lu| lu.nombre) } else { Some(Exact::from(1_u32)) };
        let par_jour = presence.comptees_par_jour(mot);
        for mois in exercice.mois() {
            let jours = du_mois(&par_jour, mois, comptage, exercice);
            total[mois.rang()] = total[mois.rang()].zip(quotite).map(|(total, q)| total + q * jours);
        }
    }
    Some(total)
}
