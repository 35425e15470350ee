//! The tables of the board: a row per dispositif, groupe and for the service; columns of which nothing is known are left.

use super::case::{Case, Quand, Regard};
use crate::domaine::indicateur::{Perimetre, Unite};
use crate::francais::{date_en_lettres, majuscule};
use serde::Serialize;

const METHODES: &str = "Calcul dérivé\u{a0}: projection des mois connus, sans valeur réglementaire.";

/// A table.
#[derive(Serialize)]
pub(super) struct Tableau {
    titre: String,
    legende: String,
    /// What a row is.
    entete: &'static str,
    colonnes: Vec<String>,
    lignes: Vec<Ligne>,
}

#[derive(Serialize)]
struct Ligne {
    nom: String,
    cases: Vec<Case>,
}

const MOUVEMENTS: [(&str, &str); 10] = [
    ("Entrées", "entrees"),
    ("Sorties", "sorties"),
    ("Présents à la fin", "presents_fin"),
    ("Places", "places"),
    ("Journées réalisées", "journees_realisees"),
    ("Prévues", "journees_previsionnelles"),
    ("Écart", "ecart_journees"),
    ("Taux de réalisation", "taux_de_realisation"),
    ("", "taux_d_occupation"),
    ("Écart de produits", "ecart_produits"),
];

const ATTERRISSAGE: [(&str, &str); 7] = [
    ("Réalisées à date", "journees_realisees"),
    ("Prévues dans l’année", "journees_previsionnelles_annee"),
    ("Atterrissage", "atterrissage"),
    ("Au moins", "atterrissage_min"),
    ("Au plus", "atterrissage_max"),
    ("Taux", "taux_d_atterrissage"),
    ("À faire par mois", "journees_par_mois_a_realiser"),
];

const TUNNEL: [(&str, &str); 5] = [
    ("Plancher", "tunnel_plancher"),
    ("Plafond", "tunnel_plafond"),
    ("Réalisées", "journees_realisees"),
    ("Écart au tunnel", "tunnel_ecart"),
    ("Reprise", "tunnel_reprise"),
];

const ATTENTE: [&str; 8] = [
    "attente_mesures",
    "attente_familles",
    "attente_places",
    "attente_part_capacite",
    "attente_anciennete_moyenne",
    "attente_anciennete_mediane",
    "attente_delai_moyen",
    "attente_prevue",
];

/// The month, the period, the projections and the tunnel.
pub(super) fn tableaux(regard: &Regard<'_>) -> Vec<Tableau> {
    let (mois, periode) = (majuscule(regard.mois.nom()), regard.periode());
    let connu = |id: &str| regard.perimetres().iter().any(|p| regard.connu(p, id, Quand::Periode));
    let atteint = connu("atterrissage") || connu("atterrissage_max");
    let jour = format!("Situation au {}", date_en_lettres(regard.mois.dernier_jour()));
    let faits = [
        tableau(regard, (mois, jour.clone()), &MOUVEMENTS, Quand::Mois),
        tableau(regard, (periode.clone(), jour), &MOUVEMENTS, Quand::Periode),
        atteint
            .then(|| {
                let titre = "Atterrissage de l’année".to_owned();
                tableau(regard, (titre, METHODES.to_owned()), &ATTERRISSAGE, Quand::Periode)
            })
            .flatten(),
        connu("tunnel_ecart")
            .then(|| {
                let legende = format!("Journées et bornes du CPOM, {}", crate::francais::minuscule(&periode));
                tableau(regard, ("Tunnel".to_owned(), legende), &TUNNEL, Quand::Periode)
            })
            .flatten(),
    ];
    faits.into_iter().flatten().collect()
}

fn tableau(
    regard: &Regard<'_>,
    (titre, legende): (String, String),
    colonnes: &[(&'static str, &'static str)],
    quand: Quand,
) -> Option<Tableau> {
    let connue = |id: &str| regard.perimetres().iter().any(|p| regard.connu(p, id, quand));
    let colonnes: Vec<_> = colonnes.iter().filter(|(_, id)| connue(id)).collect();
    let ligne = |p: &Perimetre| Ligne {
        nom: p.nom().to_owned(),
        cases: colonnes.iter().map(|(_, id)| regard.case(p, id, quand)).collect(),
    };
    let lignes: Vec<Ligne> = regard.perimetres().iter().map(ligne).collect();
    // a rate that dispositifs name differently: as the service does
    let dit = |(titre, id): &(&str, &str)| if titre.is_empty() { regard.libelle(id) } else { titre }.to_owned();
    let titres: Vec<String> = colonnes.iter().map(|colonne| dit(colonne)).collect();
    (!titres.is_empty()).then_some(Tableau { titre, legende, entete: "Dispositif", colonnes: titres, lignes })
}

/// The waiting list, a row per figure, a column per perimetre that waits.
pub(super) fn attente(regard: &Regard<'_>) -> Option<Tableau> {
    let attendent = |p: &&Perimetre| regard.connu(p, "attente_mesures", Quand::Periode);
    let perimetres: Vec<&Perimetre> = regard.perimetres().iter().filter(attendent).collect();
    let connus = ATTENTE.iter().filter(|id| perimetres.iter().any(|p| regard.connu(p, id, Quand::Periode)));
    let ligne = |id: &&'static str| Ligne {
        nom: match regard.unite(id) {
            Unite::Jours => format!("{} (jours)", regard.libelle(id)),
            _ => regard.libelle(id).to_owned(),
        },
        cases: perimetres.iter().map(|p| regard.case(p, id, Quand::Periode)).collect(),
    };
    let lignes: Vec<Ligne> = connus.map(ligne).collect();
    let jour = regard.indicateurs.attente_au.unwrap_or(regard.mois.dernier_jour());
    let legende = format!("Liste connue au {}", date_en_lettres(jour));
    let colonnes = perimetres.iter().map(|p| p.nom().to_owned()).collect();
    (!lignes.is_empty()).then(|| Tableau {
        titre: "Liste d’attente".to_owned(),
        legende,
        entete: "Indicateur",
        colonnes,
        lignes,
    })
}
