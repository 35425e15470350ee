//! The words of the fixtures: findings, texts, charts.

use super::chiffres::cellule;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::dossier::Texte;
use crate::domaine::figure::Figure;

pub(super) fn constats() -> Vec<Diagnostic> {
    let constat = |code, gravite, message: &str, span, aide: &str| Diagnostic {
        code,
        gravite,
        message: message.into(),
        span,
        lies: vec![(cellule("aemo-r", 11, 4), "la fin de novembre".into())],
        aide: Some(aide.into()),
        justification: None,
    };
    let corriger = "corriger la cellule, ou l’expliquer par une [[justification]] dans rapport.toml";
    vec![
        constat(
            "continuite",
            Gravite::Incoherence,
            "décembre commence avec 50 présents, novembre finit avec 15",
            cellule("aemo-r", 12, 1),
            corriger,
        ),
        constat(
            "bilan-du-mois",
            Gravite::Incoherence,
            "50 + 0 − 0 = 50, la cellule dit 17",
            cellule("aemo-r", 12, 4),
            corriger,
        ),
        constat(
            "continuite",
            Gravite::Incoherence,
            "décembre commence avec 16 présents, novembre finit avec 35",
            cellule("aed-r", 12, 1),
            corriger,
        ),
        constat(
            "presents-au-dela-de-la-capacite",
            Gravite::Avertissement,
            "66 présents au début de décembre pour 50 places",
            cellule("aemo-r", 12, 1),
            "vérifier la capacité ou le mois",
        ),
        constat("vide-lu-comme-zero", Gravite::Information, "vide lu comme zéro", cellule("aed-r", 3, 2), ""),
    ]
}

pub(super) fn textes() -> Vec<Texte> {
    let texte = |section: &str, contenu: &str| Texte {
        section: section.into(),
        fichier: format!("textes/{section}.md"),
        contenu: contenu.into(),
        ..Texte::default()
    };
    vec![
        texte("introduction", include_str!("textes/introduction.md")),
        texte(
            "admissions",
            "L'équipe a accueilli **50** nouvelles mesures, dont dix au seul mois de novembre.\n\n> « Le renfort est arrivé. »",
        ),
        texte(
            "budget",
            "## L'explication de l'écart\n\nDeux arrêts longs et un recrutement difficile expliquent l'essentiel de l'écart.",
        ),
        texte("conclusion", "Le service aborde l'année suivante au complet."),
        texte("vie-du-service", "Une section que l'équipe a ajoutée : elle vient avant la conclusion."),
    ]
}

const MOIS: [&str; 13] = [
    "Mois",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(super) fn figures() -> Vec<Figure> {
    let svg = include_str!("figure.svg");
    let figure = |nom: &str, section, legende: &str| Figure {
        nom: nom.to_owned(),
        section,
        legende: legende.into(),
        texte_alternatif: "Courbe de douze mois : de 29 présents en janvier à 50 en novembre.".into(),
        note: "Source : tableaux mensuels AEMO-R et AED-R.".into(),
        svg: svg.into(),
        tableau: MOIS.iter().enumerate().map(|(i, mois)| vec![(*mois).to_owned(), (i * 7).to_string()]).collect(),
        origines: Vec::new(),
        sources: Default::default(),
    };
    vec![
        figure(
            "presents",
            "tableau-de-bord",
            "Les présents passent de 29 à 50 entre janvier et novembre. La capacité suit en avril.",
        ),
        figure("cumul", "journees", "Le réalisé s’écarte du prévisionnel dès le printemps."),
    ]
}
