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
    let places = c.places_au(jour).dite("places en vigueur");
    let presents = c.perimetre.annuel("presents_fin");
    let libres = places.exces_sur(&presents).dite("places libres à cette date");
    let demain = c.places_au(chrono::NaiveDate::MAX).dite("places déjà datées pour plus tard");
    let a_ouvrir = demain.exces_sur(&places).dite("places à ouvrir");
    let offertes = Valeur::somme(&[libres, a_ouvrir]).dite("places offertes");
    let reste = c.perimetre.annuel("attente_mesures").exces_sur(&offertes).dite("mesures sans place offerte");
    let mois = Valeur::convenue(c.mois_de_la_periode(), "mois de la période, jours ÷ jours de l’année × 12");
    let par_mois = c.perimetre.annuel("sorties").sur(&mois, "période sans jour").dite("sorties moyennes par mois");
    if reste.exact() == Some(Exact::ZERO) && par_mois.exact() == Some(Exact::ZERO) {
        let regle = "personne n’attend sans place offerte";
        return Valeur::deduite(Exact::ZERO, regle, vec![reste]);
    }
    reste.sur(&par_mois, "aucune sortie dans la période")
}
