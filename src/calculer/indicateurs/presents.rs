//! Présents day by day: mean, least, most, and the days beyond the places.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::calculer::indicateurs::journees_realisees;
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, SourceJournees, Unite, Valeur};

pub(super) const MOYENS: Calcul = Calcul {
    indicateur: Indicateur {
        id: "presents_moyens",
        libelle: "Présents en moyenne",
        libelle_en_hebergement: None,
        definition: "journées réalisées ÷ jours d’ouverture de la période",
        unite: Unite::Moyenne,
        source: "usage professionnel (effectif moyen)",
    },
    mensuel: None,
    annuel: |c| {
        if journees_realisees::source_de_l_annee(c) == Some(SourceJournees::Estime) {
            return Valeur::manquante("journées estimées");
        }
        let jours = c.perimetre.annuel("jours_d_ouverture");
        c.perimetre.annuel("journees_realisees").sur(&jours, "aucun jour d’ouverture")
    },
};

pub(super) const MIN: Calcul = Calcul {
    indicateur: Indicateur {
        id: "presents_min",
        libelle: "Présents, au moins",
        libelle_en_hebergement: None,
        definition: "le moins de mesures comptées un même jour d’ouverture de la période",
        unite: Unite::Nombre,
        source: "suivi des mesures et règle de comptage du service",
    },
    mensuel: None,
    annuel: |c| extreme(c, |jours| jours.min()),
};

pub(super) const MAX: Calcul = Calcul {
    indicateur: Indicateur {
        id: "presents_max",
        libelle: "Présents, au plus",
        libelle_en_hebergement: None,
        definition: "le plus de mesures comptées un même jour d’ouverture de la période",
        unite: Unite::Nombre,
        source: "suivi des mesures et règle de comptage du service",
    },
    mensuel: None,
    annuel: |c| extreme(c, |jours| jours.max()),
};

pub(super) const AU_DELA: Calcul = Calcul {
    indicateur: Indicateur {
        id: "journees_au_dela_de_la_capacite",
        libelle: "Journées au-delà de la capacité",
        libelle_en_hebergement: None,
        definition: "somme, jour d’ouverture par jour d’ouverture, des mesures comptées au-delà des places en vigueur ; les accueils sur les places d’un hôte comptent chez lui",
        unite: Unite::Journees,
        source: "suivi des mesures et capacité de référence déclarée dans rapport.toml",
    },
    mensuel: None,
    annuel: au_dela,
};

const SANS_SUIVI: &str = "les tableaux mensuels ne connaissent pas les présents de chaque jour";

/// Mesures counted on each open day of the months known, with the rank of the day in the year.
fn par_jour(c: &Contexte<'_>, rangs: &[usize]) -> Vec<(usize, i64)> {
    let comptes: Vec<_> = c.comptes(rangs).collect();
    let jours = c.mois_connus().flat_map(|mois| mois.tous_les_jours()).count();
    let ouvert = |jour: &usize| comptes.iter().any(|compte| compte.ouverts.get(*jour) == Some(&true));
    let du_jour = |jour| comptes.iter().filter_map(|compte| compte.par_jour.as_ref()?.get(jour)).sum();
    (0..jours).filter(ouvert).map(|jour| (jour, du_jour(jour))).collect()
}

fn extreme(c: &Contexte<'_>, choix: fn(&mut dyn Iterator<Item = i64>) -> Option<i64>) -> Valeur {
    let rangs = match c.couverts(SANS_SUIVI) {
        Ok(rangs) => rangs,
        Err(motif) => return Valeur::manquante(motif),
    };
    match choix(&mut par_jour(c, &rangs).into_iter().map(|(_, n)| n)) {
        Some(nombre) => c.compte_du_suivi(Exact::from(i128::from(nombre))),
        None => Valeur::manquante("aucun jour d’ouverture"),
    }
}

fn au_dela(c: &Contexte<'_>) -> Valeur {
    let rangs = match c.couverts(SANS_SUIVI) {
        Ok(rangs) => rangs,
        Err(motif) => return Valeur::manquante(motif),
    };
    let reglages = c.reglages();
    match &c.sujet {
        Sujet::Dispositif(tableau) if tableau.dispositif.sur_les_places_de.is_some() => {
            Valeur::manquante("pas de places propres : compté avec l’hôte")
        }
        Sujet::Dispositif(tableau) => {
            let hote = &tableau.dispositif.code;
            let invite = |d: &&_| -> bool {
                let d: &crate::domaine::reglages::Dispositif = d;
                d.sur_les_places_de.as_ref() == Some(hote)
            };
            let invites = reglages.dispositifs.iter().filter(invite).filter_map(|d| c.rang(d));
            let rangs: Vec<usize> = rangs.into_iter().chain(invites).collect();
            depassement(c, &rangs, &reglages.places_qui_composent(tableau.dispositif))
        }
        Sujet::Service(_) if !reglages.capacites.is_empty() => depassement(c, &rangs, &reglages.places_du_service()),
        _ => c.somme_de(|part| !part.invitee(), |part| part.perimetre.annuel("journees_au_dela_de_la_capacite")),
    }
}

fn depassement(c: &Contexte<'_>, rangs: &[usize], places: &[Places<'_>]) -> Valeur {
    let janvier = c.exercice().janvier().premier_jour();
    let mut total = Exact::ZERO;
    for (rang, presents) in par_jour(c, rangs) {
        let jour = janvier + chrono::TimeDelta::days(i64::try_from(rang).unwrap_or(0));
        let Some(places) = ensemble(places, |p| p.au(jour).map(Exact::from)) else {
            return Valeur::manquante("capacité non renseignée");
        };
        total = total + (Exact::from(i128::from(presents)) - places).max(Exact::ZERO);
    }
    c.compte_du_suivi(total)
}
