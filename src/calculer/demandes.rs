//! Requests received in the period: issues, motives of refusal, urgences.

use super::contexte::{Contexte, Sujet};
use crate::domaine::controle::DossierControle;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::NON_RENSEIGNE;
use crate::domaine::registres::Demande;
use crate::domaine::valeur::Denombrement;
use std::collections::{BTreeMap, BTreeSet};

/// The requests of the period.
fn de_la_periode(controle: &DossierControle) -> impl Iterator<Item = &Demande> {
    let (du, au) = (controle.reglages().exercice.janvier().premier_jour(), controle.jusqu_a().dernier_jour());
    controle.dossier().registres.demandes.iter().filter(move |d| (du..=au).contains(&d.date))
}

fn denombrement(controle: &DossierControle) -> Denombrement {
    let registres = &controle.dossier().registres;
    let premieres: BTreeSet<u16> = registres.demandes.iter().map(|d| d.place.table).collect();
    let place = |table: &u16| registres.demandes.iter().find(|d| d.place.table == *table).map(|d| d.place);
    let tables = premieres.iter().filter_map(place).filter_map(|place| registres.table(place)).collect();
    Denombrement { lignes: None, tables, parmi: None }
}

impl Contexte<'_> {
    /// How many requests of the perimetre `retenue` keeps.
    pub(crate) fn demandes(&self, retenue: fn(&Demande) -> bool) -> Valeur {
        if self.controle.dossier().registres.demandes.is_empty() {
            return Valeur::manquante("aucun tableau des demandes");
        }
        let service = matches!(self.sujet, Sujet::Service(_));
        let codes: BTreeSet<&str> = self.dispositifs().iter().map(|d| d.code.as_str()).collect();
        let mut nombre = 0_u32;
        for demande in de_la_periode(self.controle).filter(|d| retenue(d)) {
            let dispositif = demande.dispositif.and_then(|rang| self.reglages().dispositifs.get(usize::from(rang)));
            match dispositif {
                None if !service => return Valeur::manquante("des demandes ne disent pas leur dispositif"),
                Some(d) if !service && !codes.contains(d.code.as_str()) => {}
                _ => nombre += 1,
            }
        }
        Valeur::comptee(Exact::from(nombre), denombrement(self.controle))
    }
}

/// Requests by issue, refusals by motive; none without a table.
pub(super) fn decomptes(controle: &DossierControle) -> Vec<Decompte> {
    if controle.dossier().registres.demandes.is_empty() {
        return Vec::new();
    }
    let urgence = |d: &Demande| d.nature == Demande::URGENCE;
    let toutes = || de_la_periode(controle);
    let refus = || toutes().filter(|d| d.issue == Demande::REFUSEE);
    vec![
        decompte(
            controle,
            ("demandes_par_issue", "Demandes par issue", vec!["demandes", "dont urgences"]),
            toutes().map(|d| (d.issue.as_str(), vec![true, urgence(d)])),
        ),
        decompte(
            controle,
            ("refus_par_motif", "Refus par motif", vec!["refus"]),
            refus().map(|d| (d.motif.as_str(), vec![true])),
        ),
    ]
}

fn decompte<'a>(
    controle: &DossierControle,
    (id, titre, colonnes): (&'static str, &'static str, Vec<&'static str>),
    lues: impl Iterator<Item = (&'a str, Vec<bool>)>,
) -> Decompte {
    let lues_dans = denombrement(controle);
    let mut par_mot: BTreeMap<(bool, &str), Vec<u32>> = BTreeMap::new();
    let mut ensemble = vec![0_u32; colonnes.len()];
    for (mot, comptees) in lues {
        let nombres = par_mot.entry((mot.is_empty(), mot)).or_insert_with(|| vec![0; colonnes.len()]);
        for (rang, comptee) in comptees.into_iter().enumerate() {
            nombres[rang] += u32::from(comptee);
            ensemble[rang] += u32::from(comptee);
        }
    }
    let valeurs = |nombres: Vec<u32>| -> Vec<Valeur> {
        nombres.into_iter().map(|n| Valeur::comptee(Exact::from(n), lues_dans.clone())).collect()
    };
    let libelle = |mot: &str| if mot.is_empty() { NON_RENSEIGNE.to_owned() } else { mot.to_owned() };
    let lignes = par_mot.into_iter().map(|((_, mot), nombres)| (libelle(mot), valeurs(nombres))).collect();
    Decompte { id, titre, colonnes, lignes, ensemble: valeurs(ensemble) }
}
