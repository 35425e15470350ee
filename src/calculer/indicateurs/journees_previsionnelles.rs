//! What was planned: declared for the year, for each month, or as a share of the théorique.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Sujet};
use crate::diagnostic::Spanned;
use crate::domaine::capacite::{jours_d_ouverture, jours_d_ouverture_de_l_annee};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Prevision, PrevisionPar};
use crate::domaine::unites::{Journees, Taux};
use std::collections::BTreeSet;

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "journees_previsionnelles",
        libelle: "Journées prévisionnelles",
        libelle_en_hebergement: None,
        definition: "journées prévues pour la période ; un chiffre annuel est partagé entre les mois sans reste, par jours ou par douzièmes",
        unite: Unite::Journees,
        source: "budget retenu, tel que déclaré dans rapport.toml",
    },
    mensuel: Some(mensuel),
    annuel,
};

fn declaree<'a>(c: &Contexte<'a>) -> Option<&'a Spanned<Prevision>> {
    c.activite()?.previsionnelles.as_ref()
}

fn mensuel(c: &Contexte<'_>, mois: Mois) -> Valeur {
    let Some(prevision) = declaree(c) else {
        return match &c.sujet {
            Sujet::Dispositif(_) => match c.releve("", Grandeur::JourneesPrevisionnelles, mois) {
                connue @ Valeur { nombre: Ok(_), .. } => connue,
                _ => Valeur::manquante("aucune prévision déclarée"),
            },
            _ => c.somme_des_parts(|part| part.mensuel("journees_previsionnelles", mois)),
        };
    };
    let cellule = BTreeSet::from([prevision.span.clone()]);
    match &prevision.value {
        Prevision::Mensuelle(douze) => Valeur::connue(douze[mois.rang()].0, cellule),
        Prevision::Annuelle(Journees(annee)) => Valeur::connue(*annee * part(c, mois), cellule),
        Prevision::TauxCible(Taux(taux)) => {
            let (exercice, par) = (c.exercice(), c.comptage().prevision_par);
            let mut theoriques = c.selon_les_places(|p| match par {
                PrevisionPar::Jours => p.journees_theoriques(exercice, mois),
                PrevisionPar::Douziemes => p.journees_par_douziemes(exercice, mois),
            });
            if let Ok(nombre) = &mut theoriques.nombre {
                *nombre = *nombre * *taux;
                theoriques.cellules.extend(cellule);
            }
            theoriques
        }
    }
}

/// The share of the year that a month takes: its opening days, or a twelfth.
fn part(c: &Contexte<'_>, mois: Mois) -> Exact {
    let comptage = c.comptage();
    let douzieme = || Exact::fraction(1, 12).unwrap_or(Exact::ZERO);
    match comptage.prevision_par {
        PrevisionPar::Douziemes => douzieme(),
        PrevisionPar::Jours => {
            let annee = jours_d_ouverture_de_l_annee(&comptage.jours_ouverture, c.exercice());
            jours_d_ouverture(&comptage.jours_ouverture, c.exercice(), mois).divise_par(annee).unwrap_or_else(douzieme)
        }
    }
}

fn annuel(c: &Contexte<'_>) -> Valeur {
    match (declaree(c), &c.sujet) {
        (None, Sujet::Groupe(_) | Sujet::Service(_)) => {
            c.somme_des_parts(|part| part.annuel("journees_previsionnelles"))
        }
        _ => c.cumul("journees_previsionnelles"),
    }
}
