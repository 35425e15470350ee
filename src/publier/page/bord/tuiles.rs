//! The key figures of the service.

use super::case::{Case, Quand, Regard};
use crate::domaine::indicateur::Perimetre;
use crate::francais::date_en_lettres;
use serde::Serialize;

/// A figure with what stands beside it.
#[derive(Serialize)]
pub(super) struct Tuile {
    libelle: String,
    case: Case,
    details: Vec<Detail>,
}

/// « pour 66 places »: words, a figure, words.
#[derive(Serialize)]
struct Detail {
    avant: &'static str,
    case: Case,
    apres: &'static str,
}

/// Words before, indicator, when, words after.
type Dit = (&'static str, &'static str, Quand, &'static str);

/// The tiles of which the figure is known.
pub(super) fn tuiles(regard: &Regard<'_>) -> Vec<Tuile> {
    let Some(service) = regard.indicateurs.service() else { return Vec::new() };
    let (mois, periode) = (regard.mois.nom(), regard.periode());
    let jour = date_en_lettres(regard.mois.dernier_jour());
    let cumul = |id| [("", id, Quand::Periode, "depuis janvier")];
    let taux = |id| format!("{}, {}", regard.libelle(id), crate::francais::minuscule(&periode));
    let du_mois = |id| [("", id, Quand::Mois, "dans le mois")];
    let une = |libelle: String, chiffre, details: &[Dit]| tuile(regard, service, libelle, chiffre, details);
    let prevues =
        |quand| [("pour", "journees_previsionnelles", quand, "prévues"), ("écart\u{a0}:", "ecart_journees", quand, "")];
    let toutes = [
        une(format!("Présents au {jour}"), ("presents_fin", Quand::Mois), &[("pour", "places", Quand::Mois, "places")]),
        une(format!("Entrées, {mois}"), ("entrees", Quand::Mois), &cumul("entrees")),
        une(format!("Sorties, {mois}"), ("sorties", Quand::Mois), &cumul("sorties")),
        une(format!("Journées réalisées, {mois}"), ("journees_realisees", Quand::Mois), &prevues(Quand::Mois)),
        une(
            format!("Journées réalisées, {}", crate::francais::minuscule(&periode)),
            ("journees_realisees", Quand::Periode),
            &prevues(Quand::Periode),
        ),
        une(taux("taux_d_occupation"), ("taux_d_occupation", Quand::Periode), &du_mois("taux_d_occupation")),
        une(taux("taux_de_realisation"), ("taux_de_realisation", Quand::Periode), &du_mois("taux_de_realisation")),
        une(
            "Atterrissage de l’année, en journées".to_owned(),
            ("atterrissage", Quand::Periode),
            &[("pour", "journees_previsionnelles_annee", Quand::Periode, "prévues")],
        ),
        une("Mesures en attente".to_owned(), ("attente_mesures", Quand::Periode), &[]),
        une(
            "Produits de la tarification".to_owned(),
            ("produits_realises", Quand::Periode),
            &[
                ("pour", "produits_prevus", Quand::Periode, "prévus"),
                ("écart\u{a0}:", "ecart_produits", Quand::Periode, ""),
            ],
        ),
    ];
    toutes.into_iter().flatten().collect()
}

fn tuile(
    regard: &Regard<'_>,
    service: &Perimetre,
    libelle: String,
    (id, quand): (&'static str, Quand),
    details: &[Dit],
) -> Option<Tuile> {
    let case = regard.case(service, id, quand);
    case.texte.as_ref()?;
    let connus = details.iter().filter(|(_, id, quand, _)| regard.connu(service, id, *quand));
    let details =
        connus.map(|(avant, id, quand, apres)| Detail { avant, case: regard.case(service, id, *quand), apres });
    Some(Tuile { libelle, case, details: details.collect() })
}
