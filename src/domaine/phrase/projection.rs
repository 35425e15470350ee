//! Sentences on where the year leads, and on the tunnel of the contract.

use super::plume::{Accord, JOURNEE, Plume, accord, nombre};
use super::{Indisponible, Phrase};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "atterrissage", section: "tableau-de-bord", ecrit: atterrissage },
    Phrase { id: "tunnel", section: "tableau-de-bord", ecrit: tunnel },
];

fn atterrissage(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (central, taux) = (p.connue("atterrissage")?, p.connue("taux_d_atterrissage")?);
    let (bas, haut) = (p.connue("atterrissage_min")?, p.connue("atterrissage_max")?);
    let qui = p.du_sujet();
    p.mots(&format!("à ce rythme, l’année {qui} se terminerait avec "));
    p.compte(&central, JOURNEE);
    if nombre(&bas).arrondi(0) != nombre(&haut).arrondi(0) {
        p.mots(" (de ");
        p.chiffre(&bas, Unite::Journees);
        p.mots(" à ");
        p.chiffre(&haut, Unite::Journees);
        p.mots(" selon la méthode)");
    }
    p.mots(", soit ");
    p.chiffre(&taux, Unite::Taux);
    p.mots(" du prévisionnel de l’année, selon un calcul dérivé");
    Ok(())
}

fn tunnel(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (plancher, plafond) = (p.connue("tunnel_plancher")?, p.connue("tunnel_plafond")?);
    let (realisees, ecart) = (p.connue("journees_realisees")?, p.connue("tunnel_ecart")?);
    p.cadre();
    p.mots("le tunnel du contrat va de ");
    p.chiffre(&plancher, Unite::Journees);
    p.mots(" à ");
    p.compte(&plafond, JOURNEE);
    p.mots(" : l’activité, de ");
    p.chiffre(&realisees, Unite::Journees);
    if nombre(&ecart) == Exact::ZERO {
        p.mots(", s’y tient");
        return Ok(());
    }
    p.mots(if nombre(&ecart) > Exact::ZERO { ", le dépasse " } else { ", lui est inférieure " });
    p.mots(if accord(&ecart) == Accord::Un { "d’" } else { "de " });
    match accord(&ecart) {
        Accord::Aucun => p.mots("moins d’une journée"),
        _ => {
            p.compte(&ecart, JOURNEE);
        }
    }
    Ok(())
}
