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
    let toutes = [
        tuile(
            regard,
            service,
            format!("Présents au {jour}"),
            ("presents_fin", Quand::Mois),
            &[("pour", "places", Quand::Mois, "places")],
        ),
        tuile(regard, service, format!("Entrées, {mois}"), ("entrees", Quand::Mois), &cumul("entrees")),
        tuile(regard, service, format!("Sorties, {mois}"), ("sorties", Quand::Mois), &cumul("sorties")),
        tuile(
            regard,
            service,
            format!("Journées réalisées, {mois}"),
            ("journees_realisees", Quand::Mois),
            &[
                ("pour", "journees_previsionnelles", Quand::Mois, "prévues"),
                ("écart :", "ecart_journees", Quand::Mois, ""),
            ],
        ),
        tuile(
            regard,
            service,
            format!("Journées réalisées, {}", crate::francais::minuscule(&periode)),
            ("journees_realisees", Quand::Periode),
            &[
                ("pour", "journees_previsionnelles", Quand::Periode, "prévues"),
                ("écart :", "ecart_journees", Quand::Periode, ""),
            ],
        ),
        tuile(
            regard,
            service,
            taux("taux_d_occupation"),
            ("taux_d_occupation", Quand::Periode),
            &du_mois("taux_d_occupation"),
        ),
        tuile(
            regard,
            service,
            taux("taux_de_realisation"),
            ("taux_de_realisation", Quand::Periode),
            &du_mois("taux_de_realisation"),
        ),
        tuile(
            regard,
            service,
            "Atterrissage de l’année, en journées".to_owned(),
            ("atterrissage", Quand::Periode),
            &[("pour", "journees_previsionnelles_annee", Quand::Periode, "prévues")],
        ),
        tuile(regard, service, "Mesures en attente".to_owned(), ("attente_mesures", Quand::Periode), &[]),
        tuile(
            regard,
            service,
            "Produits de la tarification".to_owned(),
            ("produits_realises", Quand::Periode),
            &[("pour", "produits_prevus", Quand::Periode, "prévus"), ("écart :", "ecart_produits", Quand::Periode, "")],
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
