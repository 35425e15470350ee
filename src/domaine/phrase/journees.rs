//! Sentences on days: realised, planned, theoretical, and those of the year before.

use super::plume::{Accord, JOURNEE, Plume, accord, nombre};
use super::{Indisponible, Phrase};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Unite;

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "journees", section: "journees", ecrit: journees },
    Phrase { id: "ecart_journees", section: "journees", ecrit: ecart },
    Phrase { id: "occupation", section: "journees", ecrit: occupation },
    Phrase { id: "journees_n_1", section: "journees", ecrit: journees_n_1 },
    Phrase { id: "source_journees", section: "journees", ecrit: source },
];

fn journees(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (realisees, prevues) = (p.connue("journees_realisees")?, p.connue("journees_previsionnelles")?);
    let (taux, ecart) = (p.connue("taux_de_realisation")?, p.connue("ecart_journees")?);
    p.ouvre();
    p.a_compte("réalisé", &realisees, JOURNEE);
    p.mots(" pour ");
    p.chiffre(&prevues, Unite::Journees);
    p.mots(if accord(&prevues) == Accord::Plusieurs { " prévues, soit " } else { " prévue, soit " });
    p.chiffre(&taux, Unite::Taux);
    p.mots(" du prévisionnel ; ");
    if accord(&ecart) == Accord::Aucun {
        p.mots("l’écart est nul");
        return Ok(());
    }
    p.mots("l’écart est de ");
    p.ecart(&ecart, Unite::Journees);
    p.mots(if accord(&ecart) == Accord::Un { "\u{a0}journée" } else { "\u{a0}journées" });
    Ok(())
}

fn ecart(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let ecart = p.connue("ecart_journees")?;
    let qui = p.du_sujet();
    if accord(&ecart) == Accord::Aucun {
        p.mots(&format!("l’activité {qui} est conforme au prévisionnel : aucun écart"));
        return Ok(());
    }
    let sens = if nombre(&ecart) < Exact::ZERO { "un déficit" } else { "un excédent" };
    p.mots(&format!("l’activité {qui} présente {sens} "));
    p.mots(if accord(&ecart) == Accord::Un { "d’" } else { "de " });
    p.compte(&ecart, JOURNEE);
    p.mots(" par rapport au prévisionnel");
    Ok(())
}

fn occupation(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (taux, realisees) = (p.connue("taux_d_occupation")?, p.connue("journees_realisees")?);
    let theoriques = p.connue("journees_theoriques")?;
    let nom = match p.perimetre.modalite {
        Some(modalite) if modalite.heberge() => "taux d’occupation",
        _ => "taux d’activité",
    };
    let qui = p.du_sujet();
    p.mots(&format!("le {nom} {qui} est de "));
    p.chiffre(&taux, Unite::Taux);
    p.mots(" : ");
    p.compte(&realisees, JOURNEE);
    p.mots(" pour ");
    p.chiffre(&theoriques, Unite::Journees);
    p.mots(if accord(&theoriques) == Accord::Plusieurs { " théoriques" } else { " théorique" });
    Ok(())
}

fn journees_n_1(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    p.evolution(("journées réalisées", "de journées réalisées"), "journees_realisees", Unite::Journees)
}

fn source(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let source = p.perimetre.source_journees;
    let source = source.ok_or_else(|| Indisponible("les journées réalisées ne sont pas connues".into()))?;
    p.cadre();
    p.mots(&format!("les journées réalisées sont {}", source.libelle()));
    Ok(())
}
