//! Sentences on movements and on those present.

use super::plume::{Accord, ENTREE, PLACE, PRESENT, Plume, SORTIE, accord, nombre};
use super::{Indisponible, Phrase};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "mouvements", section: "activite", ecrit: mouvements },
    Phrase { id: "solde", section: "activite", ecrit: solde },
    Phrase { id: "presents", section: "activite", ecrit: presents },
    Phrase { id: "presents_moyens", section: "activite", ecrit: presents_moyens },
    Phrase { id: "passages", section: "activite", ecrit: passages },
];

fn mouvements(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (entrees, sorties) = (p.connue("entrees")?, p.connue("sorties")?);
    let (debut, fin) = (p.connue("presents_debut")?, p.connue("presents_fin")?);
    p.periode();
    p.ouvre();
    match (accord(&entrees), accord(&sorties)) {
        (Accord::Aucun, Accord::Aucun) => p.mots("n’a compté ni entrée ni sortie"),
        (Accord::Aucun, _) => {
            p.a_compte("compté", &entrees, ENTREE);
            p.mots(", mais ");
            p.compte(&sorties, SORTIE);
        }
        _ => {
            p.a_compte("compté", &entrees, ENTREE);
            p.mots(" et ");
            p.compte(&sorties, SORTIE);
        }
    }
    if nombre(&debut) == nombre(&fin) {
        p.mots(" ; le nombre de présents est le même au début et à la fin : ");
        p.chiffre(&fin, Unite::Nombre);
    } else {
        p.mots(" ; le nombre de présents est passé de ");
        p.chiffre(&debut, Unite::Nombre);
        p.mots(" à ");
        p.chiffre(&fin, Unite::Nombre);
    }
    Ok(())
}

fn solde(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (entrees, sorties) = (p.connue("entrees")?, p.connue("sorties")?);
    let solde = p.difference(&entrees, &sorties);
    p.cadre();
    if nombre(&solde) == Exact::ZERO {
        p.mots("les entrées et les sorties s’équilibrent");
        return Ok(());
    }
    let gagne = nombre(&solde) > Exact::ZERO;
    p.mots(if gagne { "les entrées dépassent les sorties de " } else { "les sorties dépassent les entrées de " });
    p.sans_signe(&solde, Unite::Nombre);
    Ok(())
}

fn presents(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (presents, places) = (p.connue("presents_fin")?, p.connue("places")?);
    p.dernier_jour();
    let sujet = p.sujet();
    let verbe = if accord(&presents) == Accord::Aucun { "ne compte" } else { "compte" };
    p.mots(&format!("{sujet} {verbe} "));
    p.compte(&presents, PRESENT);
    p.mots(" pour ");
    p.compte(&places, PLACE);
    Ok(())
}

fn presents_moyens(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let moyens = p.connue("presents_moyens")?;
    let (moins, plus) = (p.connue("presents_min")?, p.connue("presents_max")?);
    p.periode();
    let sujet = p.sujet();
    p.mots(&format!("{sujet} a compté en moyenne "));
    p.chiffre(&moyens, Unite::Moyenne);
    let deux = nombre(&moyens).absolu() >= Exact::from(2_u32);
    p.mots(if deux { " présents chaque jour" } else { " présent chaque jour" });
    if nombre(&moins) == nombre(&plus) {
        p.mots(", sans variation d’un jour à l’autre");
        return Ok(());
    }
    p.mots(", ");
    p.chiffre(&moins, Unite::Nombre);
    p.mots(" au moins et ");
    p.chiffre(&plus, Unite::Nombre);
    p.mots(" au plus");
    Ok(())
}

fn passages(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let passages = p.connue("passages")?;
    p.periode();
    p.ouvre();
    p.a_compte("compté", &passages, ("passage", "passages", false));
    p.mots(" d’un dispositif à l’autre");
    Ok(())
}
