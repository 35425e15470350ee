//! What can only be settled once every file is read: totals of the service, rows that may stand in another table, and
//! the annual figures that rapport.toml does not declare itself.

use super::tableau_mensuel::TOTAUX;
use crate::diagnostic::{Span, Spanned};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Annuel, Details, Dossier, Grandeur, Releve, Saisie, Total};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Activite, Historique, Prevision, Reglages};
use crate::domaine::unites::Journees;
use std::collections::{BTreeMap, BTreeSet};

/// A figure of an earlier exercise: year, dispositif, key of `[[historique]]`.
type Ancien = (i32, Option<String>, &'static str);

/// What waits for the last file.
#[derive(Default)]
pub(super) struct EnSuspens {
    totaux_du_service: Vec<(Total, Mois)>,
    exigences: BTreeMap<String, Span>,
    anciens: Vec<(Ancien, Spanned<Exact>)>,
}

impl EnSuspens {
    /// A total of a month over every dispositif of every file.
    pub(super) fn total_du_service(&mut self, grandeur: Grandeur, nombre: Exact, mois: Mois, span: Span) {
        self.totaux_du_service.push((Total { grandeur, nombre, details: Details::Mois(Vec::new()), span }, mois));
    }

    /// A dispositif some of whose movements stand in a table of their own: the others must be somewhere.
    pub(super) fn exige(&mut self, code: &str, span: Span) {
        if !self.exigences.contains_key(code) {
            self.exigences.insert(code.to_owned(), span);
        }
    }

    /// A figure of an earlier exercise.
    pub(super) fn historique(
        &mut self,
        annee: i32,
        dispositif: Option<String>,
        cle: &'static str,
        value: Exact,
        span: Span,
    ) {
        self.anciens.push(((annee, dispositif, cle), Spanned { value, span }));
    }

    /// Settles everything.
    pub(super) fn conclut(mut self, dossier: &mut Dossier) {
        self.totaux(dossier);
        self.rangs_manquants(dossier);
        let Some(mut reglages) = dossier.reglages.take() else { return };
        for annuel in &dossier.annuels {
            let Saisie::Nombre(nombre) = annuel.saisie else { continue };
            if annuel.annee == reglages.exercice.annee() {
                declare(&mut reglages, annuel, nombre, dossier);
            } else if let Some((_, cle)) = ANCIENS.iter().find(|(g, _)| *g == annuel.grandeur) {
                let ancien = (annuel.annee, annuel.dispositif.clone(), *cle);
                self.anciens.push((ancien, Spanned { value: nombre, span: annuel.span.clone() }));
            }
        }
        self.anciens.into_iter().for_each(|(ancien, valeur)| rappelle(&mut reglages, ancien, valeur));
        dossier.reglages = Some(reglages);
    }

    fn totaux(&mut self, dossier: &mut Dossier) {
        let voulus: BTreeSet<(Grandeur, Mois)> = self.totaux_du_service.iter().map(|(t, m)| (t.grandeur, *m)).collect();
        let mut details: BTreeMap<(Grandeur, Mois), Vec<usize>> = BTreeMap::new();
        for (i, releve) in dossier.releves.iter().enumerate() {
            if voulus.contains(&(releve.grandeur, releve.mois)) {
                details.entry((releve.grandeur, releve.mois)).or_default().push(i);
            }
        }
        let mut tus = BTreeSet::new();
        let mut verifies: BTreeMap<(Grandeur, Mois), usize> = BTreeMap::new();
        for (mut total, mois) in self.totaux_du_service.drain(..) {
            let cle = (total.grandeur, mois);
            let deja = verifies.entry(cle).or_default();
            let Some(siens) = details.get(&cle) else { continue };
            if *deja < TOTAUX {
                *deja += 1;
                total.details = Details::Mois(siens.clone());
                dossier.totaux.push(total);
            } else if tus.insert((total.span.file.clone(), total.span.sheet.clone())) {
                let nature = NatureAnomalie::TotauxNonVerifies { limite: TOTAUX };
                dossier.anomalies.push(Anomalie { nature, span: total.span });
            }
        }
    }

    fn rangs_manquants(&self, dossier: &mut Dossier) {
        if self.exigences.is_empty() {
            return;
        }
        let mut presents: BTreeSet<(&str, Grandeur)> = BTreeSet::new();
        for releve in &dossier.releves {
            presents.insert((&releve.dispositif, releve.grandeur));
        }
        let manque = |(code, span): (&String, &Span)| {
            let absents = Grandeur::MOUVEMENTS.into_iter().filter(|g| !presents.contains(&(code.as_str(), *g)));
            let anomalie = |g: Grandeur| Anomalie {
                nature: NatureAnomalie::ColonneManquante { libelle: g.libelle().to_owned() },
                span: span.clone(),
            };
            absents.map(anomalie).collect::<Vec<_>>()
        };
        let manquants: Vec<Anomalie> = self.exigences.iter().flat_map(manque).collect();
        dossier.anomalies.extend(manquants);
    }
}

/// What an annual figure of an earlier exercise is called there.
const ANCIENS: [(Grandeur, &str); 7] = [
    (Grandeur::PresentsDebut, "presents_debut"),
    (Grandeur::Entrees, "entrees"),
    (Grandeur::Sorties, "sorties"),
    (Grandeur::PresentsFin, "presents_fin"),
    (Grandeur::Passages, "passages"),
    (Grandeur::JourneesRealisees, "journees_realisees"),
    (Grandeur::JourneesPrevisionnelles, "journees_previsionnelles"),
];

/// The figure is declared where rapport.toml, and for a forecast the months, are silent.
fn declare(reglages: &mut Reglages, annuel: &Annuel, nombre: Exact, dossier: &Dossier) {
    let code = annuel.dispositif.as_deref();
    let Some(activite) = activite_de(reglages, code) else { return };
    let span = annuel.span.clone();
    match annuel.grandeur {
        Grandeur::JourneesRealisees => {
            activite.realisees.get_or_insert(Spanned { value: Journees(nombre), span });
        }
        Grandeur::JourneesPrevisionnelles => {
            let du_mois = |r: &Releve| {
                r.grandeur == Grandeur::JourneesPrevisionnelles && code.is_none_or(|code| code == r.dispositif)
            };
            if activite.previsionnelles.is_none() && !dossier.releves.iter().any(du_mois) {
                activite.previsionnelles = Some(Spanned { value: Prevision::Annuelle(Journees(nombre)), span });
            }
        }
        _ => {}
    }
}

fn activite_de<'a>(reglages: &'a mut Reglages, code: Option<&str>) -> Option<&'a mut Activite> {
    match code {
        None => Some(&mut reglages.activite),
        Some(code) => reglages.dispositifs.iter_mut().find(|d| d.code == code).map(|d| &mut d.activite),
    }
}

/// The figure is recalled where rapport.toml is silent.
fn rappelle(reglages: &mut Reglages, (annee, dispositif, cle): Ancien, valeur: Spanned<Exact>) {
    let Some(exercice) = Exercice::new(annee) else { return };
    let meme = |h: &&mut Historique| h.exercice == exercice && h.dispositif == dispositif;
    let deja = reglages.historique.iter_mut().find(meme);
    let valeurs = match deja {
        Some(historique) => &mut historique.valeurs,
        None => {
            reglages.historique.push(Historique { exercice, dispositif, valeurs: BTreeMap::new() });
            let Some(nouveau) = reglages.historique.last_mut() else { return };
            &mut nouveau.valeurs
        }
    };
    valeurs.entry(cle.to_owned()).or_insert(valeur);
}
