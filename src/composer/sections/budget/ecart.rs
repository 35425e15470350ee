//! What explains the écart: effects of capacity, occupation and price, the exercice before, the mean of three years,
//! the tunnel.

use crate::composer::entree::{Element, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::tables::{annuelle, par_perimetre_parmi};
use crate::domaine::indicateur::Perimetre;

/// A table of the perimetres of which it has something to say: its columns, header and indicator, its caption, its notes.
pub(super) struct Analyse {
    colonnes: &'static [(&'static str, &'static str)],
    /// Indicators of which a perimetre must have one.
    si: &'static [&'static str],
    legende: &'static str,
    notes: &'static [&'static str],
}

const ANALYSES: [Analyse; 5] = [
    Analyse {
        colonnes: &[
            ("Écart, en journées", "ecart_journees"),
            ("Effet de la capacité", "effet_capacite_journees"),
            ("Effet de l’occupation", "effet_occupation_journees"),
        ],
        si: &["effet_capacite_journees"],
        legende: "L’écart en journées : ce qui vient des places, ce qui vient de leur occupation.",
        notes: &[
            "Effet de la capacité : (journées théoriques − journées théoriques supposées par la prévision) × taux prévu. Effet de l’occupation : le reste. Leur somme est l’écart, exactement.",
        ],
    },
    Analyse {
        colonnes: &[
            ("Écart de produits", "ecart_produits"),
            ("Effet de l’activité", "effet_activite"),
            ("dont capacité", "effet_capacite"),
            ("dont occupation", "effet_occupation"),
            ("dont mesures partagées", "effet_quotite"),
            ("Effet du prix", "effet_prix"),
        ],
        si: &["effet_activite", "effet_prix"],
        legende: "L’écart en euros : ce qui vient de l’activité, ce qui vient du prix.",
        notes: &[
            "Effet de l’activité : écart de journées × prix moyen prévu. Effet du prix : produits réalisés − journées × prix moyen prévu. Leur somme est l’écart de produits, exactement. Calcul dérivé.",
        ],
    },
    Analyse {
        colonnes: &[
            ("Journées", "evolution_journees"),
            ("dont capacité", "evolution_journees_capacite"),
            ("dont occupation", "evolution_journees_occupation"),
            ("Produits", "evolution_produits"),
            ("dont journées", "evolution_produits_volume"),
            ("dont prix", "evolution_produits_prix"),
        ],
        si: &["evolution_journees"],
        legende: "Évolution depuis l’exercice précédent, tel qu’il a été déclaré.",
        notes: &[],
    },
    Analyse {
        colonnes: &[
            ("Prévision de l’année", "journees_previsionnelles_annee"),
            ("Moyenne des trois années précédentes", "journees_moyenne_triennale"),
            ("Écart", "ecart_a_la_moyenne_triennale"),
        ],
        si: &["journees_moyenne_triennale"],
        legende: "La prévision et la moyenne des journées effectives des trois années précédentes (CASF, R.314-113).",
        notes: &[],
    },
    Analyse {
        colonnes: &[
            ("Plancher", "tunnel_plancher"),
            ("Journées réalisées", "journees_realisees"),
            ("Plafond", "tunnel_plafond"),
            ("Écart au tunnel", "tunnel_ecart"),
            ("Reprise", "tunnel_reprise"),
        ],
        si: &["tunnel_plancher", "tunnel_plafond"],
        legende: "Le tunnel d’activité du contrat, en journées.",
        notes: &[
            "Écart au tunnel : journées qui manquent au plancher (négatif) ou qui dépassent le plafond (positif) ; zéro à l’intérieur. La reprise suit la règle contractuelle déclarée, et n’est imprimée que si le contrat la dit.",
        ],
    },
];

/// What a late arrêté implies.
pub(super) const PRIX_APPLICABLES: Analyse = Analyse {
    colonnes: &[
        ("Prix applicable, par la prévision", "prix_applicable_par_prevision"),
        ("Prix applicable, par les journées réalisées", "prix_applicable_par_journees"),
    ],
    si: &["prix_applicable_par_prevision", "prix_applicable_par_journees"],
    legende: "Le prix que donne un arrêté pris en cours d’année, de deux façons (calcul dérivé).",
    notes: &[
        "CASF, R.314-35 : la formule de l’article n’est pas reproduite dans les copies consultées ; celle-ci est dérivée de ses variables. Par la prévision : (jours de l’année × prix moyen − jours écoulés × prix antérieur) ÷ jours restants. Par les journées : (produits au prix moyen − journées réalisées avant l’effet × prix antérieur) ÷ journées restantes.",
    ],
};

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    ANALYSES.iter().filter_map(|a| tableau(m, a)).map(Element::Tableau).collect()
}

pub(super) fn tableau(m: &Matiere<'_>, analyse: &Analyse) -> Option<Tableau> {
    let dit = |p: &&Perimetre| analyse.si.iter().any(|id| p.annuel(id).nombre.is_ok());
    let perimetres: Vec<&Perimetre> = m.perimetres().into_iter().filter(dit).collect();
    let nulle = |id: &str| perimetres.iter().all(|p| p.annuel(id).exact() == Some(0_u32.into()));
    // nothing is shared: no column of zeros
    let colonnes = analyse.colonnes.iter().filter(|(_, id)| *id != "effet_quotite" || !nulle(id));
    let colonnes = colonnes.map(|(entete, id)| annuelle(m, *entete, id)).collect();
    let notes = analyse.notes.iter().map(|note| (*note).to_owned()).collect();
    par_perimetre_parmi(m, &perimetres, ("Dispositif", colonnes), analyse.legende.into(), notes)
}
