//! What the follow-up table amounts to: mesures chained, présence day by day, and the monthly table that it gives.

use super::{Parcours, Presence, Suivi};
use crate::diagnostic::Span;
use crate::domaine::dossier::{Grandeur, Releve, Saisie};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Comptage, Dispositif, JoursOuverture, Reglages};
use chrono::NaiveDate;

/// Derived once, after reading: checks and indicators look at the same figures.
#[derive(Debug, Clone, Default)]
pub struct Derivation {
    /// Mesures, séjours and waiting.
    pub parcours: Parcours,
    /// One per dispositif of rapport.toml, in its order; `None` where the follow-up table tells nothing of it.
    pub presences: Vec<Option<Presence>>,
    /// The monthly tables that follow from it, each figure placed at the table as a whole.
    pub releves: Vec<Releve>,
}

impl Derivation {
    /// Chains, counts, and writes the monthly figures of the exercise. Cost: linear in the rows.
    pub fn new(suivi: &Suivi, reglages: &Reglages) -> Self {
        let parcours = Parcours::new(suivi);
        let mut presences: Vec<Option<Presence>> = vec![None; reglages.dispositifs.len()];
        for sejour in &parcours.sejours {
            let rang = usize::from(sejour.dispositif);
            if let (Some(presence), Some(dispositif)) = (presences.get_mut(rang), reglages.dispositifs.get(rang)) {
                let neuve = || Presence::new(reglages.exercice, &reglages.comptage_de(dispositif));
                presence.get_or_insert_with(neuve).ajoute(sejour);
            }
        }
        let span = suivi.tables.first().map(|t| Span::sheet(&t.fichier, t.feuille.as_deref()));
        let mut releves = Vec::new();
        for (dispositif, presence) in reglages.dispositifs.iter().zip(&presences) {
            if let (Some(presence), Some(span)) = (presence, &span) {
                releves.extend(monthly(dispositif, presence, &reglages.comptage_de(dispositif), reglages, span));
            }
        }
        Self { parcours, presences, releves }
    }

    /// True when the follow-up table gives the figures of a dispositif.
    pub fn couvre(&self, dispositif: usize) -> bool {
        self.presences.get(dispositif).is_some_and(Option::is_some)
    }
}

fn monthly(
    dispositif: &Dispositif,
    presence: &Presence,
    comptage: &Comptage,
    reglages: &Reglages,
    span: &Span,
) -> Vec<Releve> {
    let releve = |grandeur, mois, nombre| Releve {
        dispositif: dispositif.code.clone(),
        grandeur,
        mois,
        saisie: Saisie::Nombre(nombre),
        span: span.clone(),
    };
    let stock = |jour| Exact::from(u32::try_from(presence.presents_au_debut_du(jour)).unwrap_or(0));
    let compte = |n: u64| Exact::from(u32::try_from(n).unwrap_or(u32::MAX));
    let par_jour = presence.par_jour();
    let mut releves = Vec::new();
    for mois in reglages.exercice.mois() {
        releves.push(releve(Grandeur::PresentsDebut, mois, stock(mois.premier_jour())));
        releves.push(releve(Grandeur::Entrees, mois, compte(presence.entrees(mois))));
        releves.push(releve(Grandeur::Sorties, mois, compte(presence.sorties(mois))));
        releves.push(releve(Grandeur::PresentsFin, mois, stock(mois.suivant().premier_jour())));
        if let Some(jours) = journees(&par_jour, mois, reglages, comptage) {
            releves.push(releve(Grandeur::JourneesRealisees, mois, jours));
        }
    }
    releves
}

/// Days of a month, closed days left out; unknown when only their number is.
fn journees(par_jour: &[i64], mois: Mois, reglages: &Reglages, comptage: &Comptage) -> Option<Exact> {
    let ouvert = |jour: &NaiveDate| match &comptage.jours_ouverture {
        JoursOuverture::Fermetures(fermes) => !fermes.contains(jour),
        JoursOuverture::Calendaires | JoursOuverture::Nombre(_) => true,
    };
    let janvier = reglages.exercice.janvier().premier_jour();
    let rang = |jour: NaiveDate| usize::try_from(jour.signed_duration_since(janvier).num_days()).unwrap_or(usize::MAX);
    let compte: i64 = mois.tous_les_jours().filter(ouvert).filter_map(|jour| par_jour.get(rang(jour))).copied().sum();
    let connus = !matches!(comptage.jours_ouverture, JoursOuverture::Nombre(_));
    connus.then(|| Exact::decimal(i128::from(compte), 0))
}
