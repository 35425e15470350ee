//! Sentences on entries and requests.

use super::plume::{Accord, ENTREE, Plume};
use super::{Indisponible, Phrase};
use crate::domaine::indicateur::{Unite, Valeur};

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "entrees", section: "admissions", ecrit: entrees },
    Phrase { id: "entrees_n_1", section: "admissions", ecrit: entrees_n_1 },
    Phrase { id: "demandes", section: "admissions", ecrit: demandes },
];

fn entrees(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let entrees = p.connue("entrees")?;
    p.periode();
    p.ouvre();
    p.a_compte("compté", &entrees, ENTREE);
    Ok(())
}

fn entrees_n_1(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    p.evolution(("entrées", "d’entrées"), "entrees", Unite::Nombre)
}

fn demandes(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let recues = p.connue("demandes")?;
    let (admises, refusees) = (p.connue("demandes_admises")?, p.connue("demandes_refusees")?);
    p.periode();
    p.ouvre();
    p.a_compte("reçu", &recues, ("demande", "demandes", true));
    if super::plume::accord(&recues) == Accord::Aucun {
        return Ok(());
    }
    p.mots(" ; ");
    issue(p, &admises, "admise");
    p.mots(" et ");
    issue(p, &refusees, "refusée");
    Ok(())
}

/// « aucune n’a été admise », « une a été admise », « 12 ont été admises ».
fn issue(p: &mut Plume<'_>, valeur: &Valeur, participe: &str) {
    let suite = match p.en_nombre(valeur, true) {
        Accord::Aucun => format!(" n’a été {participe}"),
        Accord::Un => format!(" a été {participe}"),
        Accord::Plusieurs => format!(" ont été {participe}s"),
    };
    p.mots(&suite);
}
