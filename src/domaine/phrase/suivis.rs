//! Sentences on those followed during the year.

use super::plume::{Accord, ENTREE, FAMILLE, Nom, PERSONNE, PRESENT, Plume, accord};
use super::{Indisponible, Phrase};
use crate::domaine::indicateur::Unite;

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "file_active", section: "suivis", ecrit: file_active },
    Phrase { id: "file_active_n_1", section: "suivis", ecrit: file_active_n_1 },
    Phrase { id: "personnes", section: "suivis", ecrit: personnes },
    Phrase { id: "familles", section: "suivis", ecrit: familles },
    Phrase { id: "renouvellements", section: "suivis", ecrit: renouvellements },
];

fn file_active(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let suivies = p.connue("file_active_mesures")?;
    let (debut, entrees) = (p.connue("presents_debut")?, p.connue("entrees")?);
    let (qui, unite) = (p.du_sujet(), p.unite_de_compte());
    if accord(&suivies) == Accord::Aucun {
        return Err(Indisponible("la file active est vide".into()));
    }
    p.mots(&format!("la file active {qui} est "));
    p.mots(if accord(&suivies) == Accord::Un { "d’" } else { "de " });
    p.compte(&suivies, unite);
    p.mots(" : ");
    p.compte(&debut, PRESENT);
    p.mots(" au 1er janvier et ");
    p.compte(&entrees, ENTREE);
    p.mots(" depuis");
    Ok(())
}

fn file_active_n_1(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (_, plusieurs, feminin) = p.unite_de_compte();
    let (suivis, de) = match feminin {
        true => (format!("{plusieurs} suivies"), format!("de {plusieurs} suivies")),
        false => (format!("{plusieurs} suivis"), format!("de {plusieurs} suivis")),
    };
    p.evolution((&suivis, &de), "file_active_mesures", Unite::Nombre)
}

fn personnes(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    accompagne(p, "file_active_personnes", PERSONNE)
}

fn familles(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    accompagne(p, "familles", FAMILLE)
}

/// « en 2021, le service a accompagné 44 familles ».
fn accompagne(p: &mut Plume<'_>, id: &'static str, nom: Nom) -> Result<(), Indisponible> {
    let valeur = p.connue(id)?;
    p.periode();
    p.ouvre();
    p.a_compte("accompagné", &valeur, nom);
    Ok(())
}

fn renouvellements(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let renouvellements = p.connue("renouvellements")?;
    p.periode();
    p.ouvre();
    p.a_compte("compté", &renouvellements, ("renouvellement", "renouvellements", false));
    Ok(())
}
