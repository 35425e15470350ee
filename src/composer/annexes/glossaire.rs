//! What the words mean, for the reader who is not of the field: only the words that this report uses.

use crate::composer::ecriture::propre;
use crate::composer::entree::{Definition, Element, Section};
use crate::composer::matiere::Matiere;
use crate::domaine::indicateur::Perimetre;
use crate::domaine::reglages::Modalite;

/// Term, meaning, and when it is relevant.
type Mot = (&'static str, &'static str, Usage);

#[derive(Clone, Copy)]
enum Usage {
    /// A dispositif whose code or label holds the word.
    Dispositif(&'static str),
    /// A dispositif in milieu ouvert.
    MilieuOuvert,
    /// An indicator that is known.
    Indicateur(&'static str),
    /// A tariff is declared.
    Tarif,
    /// Always.
    Toujours,
}

const MOTS: [Mot; 17] = [
    (
        "AED",
        "Action éducative à domicile : un soutien à l’enfant et à sa famille, accepté par les parents et décidé par le département.",
        Usage::Dispositif("aed"),
    ),
    (
        "AED-R",
        "AED renforcée : des interventions plus fréquentes, pour un nombre d’enfants plus petit par professionnel.",
        Usage::Dispositif("aed r"),
    ),
    (
        "AEMO",
        "Action éducative en milieu ouvert : un soutien à l’enfant qui reste chez lui, décidé par le juge des enfants.",
        Usage::Dispositif("aemo"),
    ),
    (
        "AEMO-R",
        "AEMO renforcée : des interventions plus fréquentes, pour un nombre d’enfants plus petit par professionnel.",
        Usage::Dispositif("aemo r"),
    ),
    (
        "Capacité",
        "Le nombre de places du service à une date. Elle peut être autorisée, habilitée, installée ou financée : le rapport dit laquelle sert aux taux.",
        Usage::Indicateur("places"),
    ),
    (
        "DREES",
        "Direction de la recherche, des études, de l’évaluation et des statistiques des ministères sociaux. Elle compte les mesures décidées, exercées ou non : ses effectifs ne se comparent pas aux présents d’un service.",
        Usage::MilieuOuvert,
    ),
    ("Écart", "Réalisé moins prévu : négatif quand le réalisé est en dessous.", Usage::Indicateur("ecart_journees")),
    (
        "Famille",
        "Une famille compte une fois, quel que soit le nombre de ses enfants suivis.",
        Usage::Indicateur("familles"),
    ),
    (
        "File active",
        "Tout ce qui a été suivi dans l’année : les présents au 1er janvier et les entrées.",
        Usage::Indicateur("file_active_mesures"),
    ),
    (
        "Journée prévisionnelle",
        "Une journée prévue pour l’exercice, avant qu’il commence.",
        Usage::Indicateur("journees_previsionnelles"),
    ),
    (
        "Journée réalisée",
        "Un jour de prise en charge d’une unité de compte, selon les règles de l’annexe A.",
        Usage::Indicateur("journees_realisees"),
    ),
    (
        "Journée théorique",
        "Une place ouverte pendant un jour : la capacité multipliée par les jours d’ouverture.",
        Usage::Indicateur("journees_theoriques"),
    ),
    (
        "Mesure",
        "La décision en cours d’exécution pour un enfant. Un enfant peut en avoir plusieurs dans l’année ; un renouvellement n’est ni une entrée ni une sortie.",
        Usage::Indicateur("entrees"),
    ),
    ("Prix de journée", "Le montant versé au service pour une journée réalisée.", Usage::Tarif),
    ("Réserve", "L’avertissement qui accompagne un chiffre reposant sur une cellule en incohérence.", Usage::Toujours),
    (
        "Taux de réalisation",
        "Journées réalisées divisées par journées prévisionnelles.",
        Usage::Indicateur("taux_de_realisation"),
    ),
    (
        "Taux d’occupation",
        "Journées réalisées divisées par journées théoriques.",
        Usage::Indicateur("taux_d_occupation"),
    ),
];

pub(super) fn annexe(m: &Matiere<'_>) -> Section {
    let entrees = MOTS
        .iter()
        .filter(|(_, _, usage)| utile(m, *usage))
        .map(|(terme, sens, _)| Definition { terme: propre(terme), sens: propre(sens) });
    let entrees = entrees.collect();
    Section { id: "glossaire".into(), titre: "Glossaire".into(), contenu: vec![Element::Definitions { entrees }] }
}

fn utile(m: &Matiere<'_>, usage: Usage) -> bool {
    match usage {
        Usage::Toujours => true,
        Usage::MilieuOuvert => m.reglages().dispositifs.iter().any(|d| d.modalite == Modalite::MilieuOuvert),
        Usage::Tarif => !m.reglages().tarifs.is_empty(),
        Usage::Indicateur(id) => {
            let connu = |p: &Perimetre| {
                p.annuel(id).nombre.is_ok() || p.mensuel.get(id).is_some_and(|v| v.iter().any(|v| v.nombre.is_ok()))
            };
            m.indicateurs.perimetres.iter().any(connu)
        }
        Usage::Dispositif(mot) => m.reglages().dispositifs.iter().any(|d| {
            let cle = crate::francais::cle(&d.code);
            cle == mot || cle.starts_with(&format!("{mot} "))
        }),
    }
}
