//! Sentences on the waiting list.

use super::plume::{Accord, FAMILLE, MESURE, Plume, accord};
use super::{Indisponible, Phrase};
use crate::domaine::indicateur::{Genre, Unite, Valeur};

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "attente", section: "attente", ecrit: attente },
    Phrase { id: "attente_familles", section: "attente", ecrit: familles },
    Phrase { id: "attente_capacite", section: "attente", ecrit: capacite },
    Phrase { id: "attente_anciennete", section: "attente", ecrit: anciennete },
    Phrase { id: "attente_delai", section: "attente", ecrit: delai },
];

fn attente(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let mesures = p.connue("attente_mesures")?;
    p.jour_de_l_attente();
    let verbe = match p.compte(&mesures, MESURE) {
        Accord::Aucun => " n’est en attente",
        Accord::Un => " est en attente",
        Accord::Plusieurs => " sont en attente",
    };
    p.mots(verbe);
    if p.perimetre.genre != Genre::Service {
        let qui = p.sujet();
        p.mots(&format!(" pour {qui}"));
    }
    Ok(())
}

/// The mesures that wait, when there are some.
fn quelques_unes(p: &Plume<'_>) -> Result<Valeur, Indisponible> {
    let mesures = p.connue("attente_mesures")?;
    match accord(&mesures) {
        Accord::Aucun => Err(Indisponible("aucune mesure n’est en attente".into())),
        _ => Ok(mesures),
    }
}

/// « la mesure en attente », « les mesures en attente »; true in the plural.
fn sujet(p: &mut Plume<'_>, mesures: &Valeur) -> bool {
    let plusieurs = accord(mesures) == Accord::Plusieurs;
    p.cadre();
    p.mots(if plusieurs { "les mesures en attente " } else { "la mesure en attente " });
    plusieurs
}

fn familles(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (mesures, familles) = (quelques_unes(p)?, p.connue("attente_familles")?);
    if accord(&familles) == Accord::Aucun {
        return Err(Indisponible("aucune famille n’est comptée pour les mesures en attente".into()));
    }
    let plusieurs = sujet(p, &mesures);
    p.mots(if plusieurs { "concernent " } else { "concerne " });
    p.compte(&familles, FAMILLE);
    Ok(())
}

fn capacite(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (mesures, part) = (quelques_unes(p)?, p.connue("attente_part_capacite")?);
    let plusieurs = sujet(p, &mesures);
    p.mots(if plusieurs { "représentent " } else { "représente " });
    p.chiffre(&part, Unite::Taux);
    p.mots(" de la capacité");
    Ok(())
}

fn anciennete(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let mesures = quelques_unes(p)?;
    let (moyenne, mediane) = (p.connue("attente_anciennete_moyenne")?, p.connue("attente_anciennete_mediane")?);
    if !sujet(p, &mesures) {
        p.mots("l’est depuis ");
        p.duree(&moyenne);
        return Ok(());
    }
    p.mots("le sont depuis ");
    p.duree(&moyenne);
    p.mots(" en moyenne ; l’attente médiane est de ");
    p.duree(&mediane);
    Ok(())
}

fn delai(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (moyen, median) = (p.connue("attente_delai_moyen")?, p.connue("attente_delai_median")?);
    p.cadre();
    p.mots("le délai entre la décision et le début de la mesure a été de ");
    p.duree(&moyen);
    p.mots(" en moyenne ; le délai médian est de ");
    p.duree(&median);
    Ok(())
}
