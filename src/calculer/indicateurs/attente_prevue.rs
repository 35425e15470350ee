//! How long one who joins the waiting list may expect to wait, under stated hypotheses.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "attente_prevue",
        libelle: "Attente prévue, en mois",
        libelle_en_hebergement: None,
        definition: "(mesures en attente − places libres − places à ouvrir déjà datées) ÷ sorties moyennes par mois de la période, jamais moins de zéro ; suppose des sorties au même rythme et des places pourvues aussitôt",
        unite: Unite::Nombre,
        source: "calcul dérivé, à titre indicatif",
    },
    mensuel: None,
    annuel,
};

fn annuel(c: &Contexte<'_>) -> Valeur {
    let jour = c.attente_au();
    let places = c.places_au(jour);
    let presents = c.perimetre.annuel("presents_fin");
    let libres = places.avec(&presents, |places, presents| Some((places - presents).max(Exact::ZERO)), "");
    let a_ouvrir =
        c.places_au(chrono::NaiveDate::MAX).avec(&places, |demain, jour| Some((demain - jour).max(Exact::ZERO)), "");
    let offertes = libres.avec(&a_ouvrir, |a, b| Some(a + b), "");
    let reste = c.perimetre.annuel("attente_mesures").avec(&offertes, |a, b| Some((a - b).max(Exact::ZERO)), "");
    let par_mois = |sorties: Exact| sorties.divise_par(c.mois_de_la_periode()).unwrap_or(Exact::ZERO);
    let attente = |reste: Exact, sorties| {
        if reste == Exact::ZERO { Some(Exact::ZERO) } else { reste.divise_par(par_mois(sorties)) }
    };
    reste.avec(&c.perimetre.annuel("sorties"), attente, "aucune sortie dans la période")
}
