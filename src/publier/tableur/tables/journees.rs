//! « Journées »: the days of the year, what was planned and what was possible, and the rates that follow.

use super::{parle, periode};
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::{perimetres, remarques};
use crate::publier::tableur::table::{Case, Ligne, Table};

/// Indicators, headers and widths.
const COLONNES: [(&str, &str, u32); 10] = [
    ("places", "Places en fin de période", 12),
    ("jours_d_ouverture", "Jours d’ouverture", 12),
    ("journees_theoriques", "Théoriques", 13),
    ("journees_previsionnelles", "Prévisionnelles", 16),
    ("journees_realisees", "Réalisées", 13),
    ("ecart_journees", "Écart réalisé − prévu", 13),
    ("taux_d_occupation", "Réalisées ÷ théoriques", 13),
    ("taux_de_realisation", "Réalisées ÷ prévisionnelles", 16),
    ("journees_min", "Au moins, d’après les mouvements", 14),
    ("journees_max", "Au plus, d’après les mouvements", 14),
];

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut colonnes = vec![perimetres(m.indicateurs)];
    colonnes.extend(COLONNES.iter().map(|(_, titre, largeur)| (*titre, *largeur)));
    colonnes.extend([("Origine des journées réalisées", 30), ("Remarques", 48)]);
    let mut table = Table::new("Journées", "journees", format!("Activité en journées, {}", periode(m)))
        .consigne("Les taux et les écarts sont des formules sur les journées de leur ligne. La capacité et ses dates sont sur la feuille « Capacités ».")
        .colonnes(colonnes)
        .figees(1);
    table.lignes = m.indicateurs.perimetres.iter().filter_map(|p| ligne(m, p)).collect();
    table
}

fn ligne(m: &Matiere<'_>, p: &Perimetre) -> Option<Ligne> {
    let valeurs: Vec<(&str, &str, Valeur)> =
        COLONNES.iter().map(|(id, titre, _)| (*id, *titre, p.annuel(id))).collect();
    valeurs.iter().find(|(.., v)| v.nombre.is_ok())?;
    let mut cases = vec![Case::texte(p.nom())];
    let unite = |id: &str| m.indicateurs.definition(id).map_or(Unite::Nombre, |i| i.unite);
    cases.extend(valeurs.iter().map(|(id, _, v)| Case::de(v.clone(), unite(id))));
    cases.push(Case::Texte(p.source_journees.map_or(String::new(), |s| majuscule(s.libelle()))));
    cases.push(Case::Texte(remarques(
        false,
        valeurs.iter().filter(|(.., v)| parle(v)).map(|(_, titre, v)| (*titre, v)),
    )));
    Some(cases.into())
}
