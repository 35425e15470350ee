//! Sentences on exits, and on how long mesures lasted.

use super::plume::{Accord, Plume, SORTIE, accord};
use super::{Indisponible, Phrase};
use crate::domaine::indicateur::Unite;

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "sorties", section: "sorties", ecrit: sorties },
    Phrase { id: "sorties_n_1", section: "sorties", ecrit: sorties_n_1 },
    Phrase { id: "duree", section: "sorties", ecrit: duree },
];

fn sorties(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let sorties = p.connue("sorties")?;
    p.periode();
    p.ouvre();
    p.a_compte("compté", &sorties, SORTIE);
    Ok(())
}

fn sorties_n_1(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    p.evolution(("sorties", "de sorties"), "sorties", Unite::Nombre)
}

fn duree(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let sorties = p.connue("sorties")?;
    let (moyenne, mediane) = (p.connue("duree_moyenne_sortants")?, p.connue("duree_mediane_sortants")?);
    p.cadre();
    if accord(&sorties) == Accord::Un {
        p.mots("la mesure terminée dans l’année a duré ");
        p.duree(&moyenne);
        return Ok(());
    }
    p.mots("les mesures terminées dans l’année ont duré ");
    p.duree(&moyenne);
    p.mots(" en moyenne ; la durée médiane est de ");
    p.duree(&mediane);
    Ok(())
}
