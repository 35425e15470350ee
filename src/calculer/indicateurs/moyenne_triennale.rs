//! The mean of the effective days of the three years before, on which a price of the day rests, and how far the forecast
//! stands from it.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::francais::enumeration;

const ID: &str = "journees_moyenne_triennale";

pub(super) const MOYENNE: Calcul = Calcul {
    indicateur: Indicateur {
        id: ID,
        libelle: "Moyenne des journées des trois années précédentes",
        libelle_en_hebergement: None,
        definition: "(journées réalisées des trois exercices précédents) ÷ 3, telles que déclarées",
        unite: Unite::Journees,
        source: "CASF, article R. 314-113",
    },
    mensuel: None,
    annuel: moyenne,
};

pub(super) const ECART: Calcul = Calcul {
    indicateur: Indicateur {
        id: "ecart_a_la_moyenne_triennale",
        libelle: "Écart de la prévision à la moyenne des trois années précédentes",
        libelle_en_hebergement: None,
        definition: "journées prévisionnelles de l’année − moyenne des journées des trois années précédentes ; négatif quand la prévision est en dessous",
        unite: Unite::Journees,
        source: "CASF, article R. 314-113, pour la moyenne",
    },
    mensuel: None,
    annuel: |c| c.perimetre.annuel("journees_previsionnelles_annee").moins(&c.perimetre.annuel(ID)),
};

fn moyenne(c: &Contexte<'_>) -> Valeur {
    let declaree = match &c.sujet {
        Sujet::Dispositif(tableau) => return declaree(c, Some(&tableau.dispositif.code)),
        Sujet::Groupe(_) => return c.somme_des_parts(|part| part.annuel(ID)),
        Sujet::Service(_) => declaree(c, None),
    };
    if declaree.exact().is_some() {
        return declaree;
    }
    let des_parts = c.somme_des_parts(|part| part.annuel(ID));
    if des_parts.exact().is_some() { des_parts } else { declaree }
}

/// From what was declared of a dispositif, or of the service, for each of the three years.
fn declaree(c: &Contexte<'_>, dispositif: Option<&str>) -> Valeur {
    let annees = [3, 2, 1].map(|avant| c.exercice().annee() - avant);
    let journees = annees.map(|annee| {
        let historique = &c.reglages().historique;
        let exercice = historique.iter().find(|h| h.exercice.annee() == annee && h.dispositif.as_deref() == dispositif);
        let lues = exercice?.valeurs.get("journees_realisees")?;
        Some(Valeur::lue(lues.value, &lues.span).dite(format!("journées réalisées de {annee}")))
    });
    let sans = annees.iter().zip(&journees).filter(|(_, journees)| journees.is_none());
    let sans: Vec<String> = sans.map(|(annee, _)| annee.to_string()).collect();
    if !sans.is_empty() {
        return Valeur::manquante(format!("journées réalisées de {} non déclarées", enumeration(&sans)));
    }
    Valeur::somme(&journees.into_iter().flatten().collect::<Vec<_>>())
        .sur(&Valeur::convenue(3_u32.into(), "trois années"), "")
}
