//! What explains the écart: effects of capacity, occupation and price, the exercice before, the mean of three years,
//! the tunnel.

use super::sommes::{self, Somme};
use crate::composer::ecriture::unite_de;
use crate::composer::entree::{Element, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::sections::figures;
use crate::composer::tables::{Rang, en_rangs};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Perimetre, Unite};

/// A table of the perimetres of which it has something to say: its columns, header and indicator, its caption, its notes.
pub(super) struct Analyse {
    colonnes: &'static [(&'static str, &'static str)],
    /// Indicators of which a perimetre must have one.
    si: &'static [&'static str],
    /// Totals of a row, and the columns that make them up; none where the rows do not add up to the service's either.
    sommes: &'static [Somme],
    /// Said only where every total of every row is the sum of its parts.
    exacte: &'static str,
    legende: &'static str,
    notes: &'static [&'static str],
}

const ANALYSES: [Analyse; 4] = [
    Analyse {
        colonnes: &[
            ("Écart, en journées", "ecart_journees"),
            ("Effet de la capacité", "effet_capacite_journees"),
            ("Effet de l’occupation", "effet_occupation_journees"),
        ],
        si: &["effet_capacite_journees"],
        sommes: &[("ecart_journees", &["effet_capacite_journees", "effet_occupation_journees"])],
        exacte: "Leur somme est l’écart, exactement.",
        legende: "L’écart en journées : ce qui vient des places, ce qui vient de leur occupation.",
        notes: &[
            "Effet de la capacité : (journées théoriques − journées théoriques supposées par la prévision) × taux prévu. Effet de l’occupation : le reste.",
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
        sommes: &[
            ("ecart_produits", &["effet_activite", "effet_prix"]),
            ("effet_activite", &["effet_capacite", "effet_occupation", "effet_quotite"]),
        ],
        exacte: "Leur somme est l’écart de produits, exactement.",
        legende: "L’écart en euros : ce qui vient de l’activité, ce qui vient du prix.",
        notes: &[
            "Effet de l’activité : écart de journées × prix moyen prévu. Effet du prix : produits réalisés − journées × prix moyen prévu. Calcul dérivé.",
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
        sommes: &[
            ("evolution_journees", &["evolution_journees_capacite", "evolution_journees_occupation"]),
            ("evolution_produits", &["evolution_produits_volume", "evolution_produits_prix"]),
        ],
        exacte: "",
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
        sommes: &[("journees_previsionnelles_annee", &["journees_moyenne_triennale", "ecart_a_la_moyenne_triennale"])],
        exacte: "",
        legende: "La prévision et la moyenne des journées effectives des trois années précédentes (CASF, R.314-113).",
        notes: &[],
    },
];

/// The days that the contract allows.
const TUNNEL: Analyse = Analyse {
    colonnes: &[
        ("Plancher", "tunnel_plancher"),
        ("Journées réalisées", "journees_realisees"),
        ("Plafond", "tunnel_plafond"),
        ("Écart au tunnel", "tunnel_ecart"),
        ("Reprise", "tunnel_reprise"),
    ],
    si: &["tunnel_plancher", "tunnel_plafond"],
    sommes: &[],
    exacte: "",
    legende: "Le tunnel d’activité du contrat, en journées.",
    notes: &[
        "Écart au tunnel : journées qui manquent au plancher (négatif) ou qui dépassent le plafond (positif) ; zéro à l’intérieur. La reprise suit la règle contractuelle déclarée, et n’est imprimée que si le contrat la dit.",
    ],
};

/// What a late arrêté implies.
pub(super) const PRIX_APPLICABLES: Analyse = Analyse {
    colonnes: &[
        ("Prix applicable, par la prévision", "prix_applicable_par_prevision"),
        ("Prix applicable, par les journées réalisées", "prix_applicable_par_journees"),
    ],
    si: &["prix_applicable_par_prevision", "prix_applicable_par_journees"],
    sommes: &[],
    exacte: "",
    legende: "Le prix que donne un arrêté pris en cours d’année, de deux façons (calcul dérivé).",
    notes: &[
        "CASF, R.314-35 : la formule de l’article n’est pas reproduite dans les copies consultées ; celle-ci est dérivée de ses variables. Par la prévision : (jours de l’année × prix moyen − jours écoulés × prix antérieur) ÷ jours restants. Par les journées : (produits au prix moyen − journées réalisées avant l’effet × prix antérieur) ÷ journées restantes.",
    ],
};

/// The table whose numbers the chart of the tunnels draws.
const ANCRE: &str = "tunnels";

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let mut contenu: Vec<Element> = ANALYSES.iter().filter_map(|a| tableau(m, a)).map(Element::Tableau).collect();
    if let Some(tunnel) = tableau(m, &TUNNEL) {
        contenu.push(Element::Ancre { nom: ANCRE.into(), figure: None });
        contenu.push(Element::Tableau(tunnel));
        contenu.extend(figures::nommee(m, "budget", "tunnels", Some(ANCRE.into())));
    }
    contenu
}

pub(super) fn tableau(m: &Matiere<'_>, analyse: &Analyse) -> Option<Tableau> {
    let tous = m.perimetres();
    let dit = |p: &&&Perimetre| analyse.si.iter().any(|id| p.annuel(id).nombre.is_ok());
    let partiel = tous.iter().filter(dit).any(|p| p.genre == Genre::Dispositif);
    // where the rows add up, a dispositif that is not known has its row too: the sum needs it
    let attendu = |p: &&&Perimetre| partiel && !analyse.sommes.is_empty() && p.genre == Genre::Dispositif;
    let perimetres: Vec<&Perimetre> = tous.iter().filter(|p| dit(p) || attendu(p)).copied().collect();
    let connue = |id: &str| perimetres.iter().any(|p| p.annuel(id).nombre.is_ok());
    let nulle = |id: &str| perimetres.iter().all(|p| p.annuel(id).exact() == Some(Exact::ZERO));
    // nothing is shared: no column of zeros
    let imprimee = |id: &str| connue(id) && (id != "effet_quotite" || !nulle(id));
    let colonnes: Vec<_> = analyse.colonnes.iter().filter(|(_, id)| imprimee(id)).collect();
    let ids: Vec<&str> = colonnes.iter().map(|(_, id)| *id).collect();
    let valeurs = |p: &Perimetre| ids.iter().map(|id| sommes::valeur(p, id, analyse.sommes)).collect();
    let mut rangs: Vec<Rang> = perimetres.iter().map(|p| Rang::de(p, valeurs(p))).collect();
    let mut notes: Vec<String> = analyse.notes.iter().map(|note| (*note).to_owned()).collect();
    if let (Some(note), true) = (notes.first_mut(), sommes::exactes(&perimetres, analyse.sommes)) {
        *note = format!("{note} {}", analyse.exacte).trim_end().to_owned();
    }
    if !analyse.sommes.is_empty() {
        notes.extend(sommes::avec_le_reste(&perimetres, &mut rangs));
    }
    let colonnes: Vec<(String, Unite)> =
        colonnes.iter().map(|(titre, id)| ((*titre).into(), unite_de(m, id))).collect();
    if !analyse.sommes.is_empty() {
        notes.extend(sommes::arrondis(&perimetres, &rangs, &colonnes, &sommes::en_rangs(&ids, analyse.sommes)));
    }
    (!colonnes.is_empty()).then(|| en_rangs(m, "Dispositif", &colonnes, rangs, (analyse.legende.into(), notes)))
}
