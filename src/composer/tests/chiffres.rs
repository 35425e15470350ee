//! The figures of the fixtures: the published tables of the ACESM, and what the report says of the year.

use super::reglages::span;
use crate::diagnostic::{Address, Span};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateur, Perimetre, SourceJournees, Unite, Valeur};
use crate::domaine::reglages::Modalite;
use std::collections::BTreeMap;

pub(super) const AEMO_R: [[u32; 12]; 4] = [
    [17, 15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 50],
    [0, 0, 4, 2, 0, 4, 1, 0, 3, 0, 3, 0],
    [2, 1, 6, 1, 0, 4, 0, 0, 2, 3, 0, 0],
    [15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 15, 17],
];
pub(super) const AED_R: [[u32; 12]; 4] = [
    [14, 14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 16],
    [0, 0, 4, 3, 6, 6, 2, 0, 0, 2, 10, 0],
    [0, 0, 4, 0, 4, 0, 2, 2, 0, 0, 0, 2],
    [14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 35, 14],
];
pub(super) const MOUVEMENTS: [&str; 4] = ["presents_debut", "entrees", "sorties", "presents_fin"];

pub(super) fn cellule(fichier: &str, column: u32, row: u32) -> Span {
    let entete = ["Janv", "Févr", "Mars", "Avr", "Mai", "Juin", "Juillet", "Août", "Sept", "Oct", "Nov", "Dec"];
    Span {
        file: format!("donnees/{fichier}.csv"),
        line: row + 1,
        cell: Some(Address { column, row }),
        sheet: None,
        column: entete.get(column as usize - 1).map(|e| (*e).to_owned()),
    }
}

pub(super) fn connue(n: Exact) -> Valeur {
    Valeur::lue(n, &span())
}

pub(super) fn perimetre(code: &str, genre: Genre, mouvements: [[u32; 12]; 4], fausses: Option<&str>) -> Perimetre {
    let fichier = code.to_lowercase();
    let mut mensuel = BTreeMap::new();
    for (rang, id) in MOUVEMENTS.into_iter().enumerate() {
        let ligne = [1, 2, 3, 4][rang];
        let valeurs = (0..12).zip(1_u32..).map(|(mois, colonne)| {
            let span = cellule(&fichier, colonne, ligne);
            let mut v = Valeur::lue(mouvements[rang][mois].into(), &span);
            v.reserve = fausses
                .filter(|f| mois == 11 && f.contains(["M2", "", "", "M5"][rang]) && rang % 3 == 0)
                .map(Into::into);
            v
        });
        mensuel.insert(id, valeurs.collect::<Vec<_>>());
    }
    let total = |rang: usize| Exact::from(mouvements[rang].iter().sum::<u32>());
    let mut annuel = BTreeMap::from([
        ("presents_debut", connue(mouvements[0][0].into())),
        ("entrees", connue(total(1))),
        ("sorties", connue(total(2))),
        ("presents_fin", connue(mouvements[3][11].into())),
        ("file_active_mesures", connue(Exact::from(mouvements[0][0]) + total(1))),
        ("familles", Valeur::manquante("il faut le suivi des mesures")),
    ]);
    for id in ["journees_theoriques", "journees_previsionnelles", "taux_d_occupation", "taux_de_realisation"] {
        annuel.insert(id, Valeur::manquante("capacité et prévisionnel ne sont pas déclarés par dispositif"));
    }
    annuel
        .insert("journees_realisees", Valeur { reserve: fausses.map(Into::into), ..connue(Exact::decimal(56_225, 1)) });
    annuel.insert("journees_min", connue(5_604_u32.into()));
    annuel.insert("journees_max", connue(6_662_u32.into()));
    if let Some(fin) = annuel.get_mut("presents_fin") {
        fin.reserve = fausses.map(Into::into);
    }
    Perimetre {
        code: code.into(),
        libelle: code.into(),
        genre,
        modalite: Some(Modalite::MilieuOuvert),
        mensuel,
        annuel,
        precedent: BTreeMap::new(),
        ventilations: Vec::new(),
        decomptes: Vec::new(),
        source_journees: Some(SourceJournees::Estime),
        source_mensuelle: vec![Some(SourceJournees::Estime); 12],
        rapprochement: None,
    }
}

pub(super) fn service() -> Perimetre {
    let mouvements = std::array::from_fn(|i| std::array::from_fn(|j| AEMO_R[i][j] + AED_R[i][j]));
    let mut p = perimetre("service", Genre::Service, mouvements, Some("décembre incohérent : M2, M5"));
    let jours = [31_u32, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mois = |f: &dyn Fn(usize) -> Exact| (0..12).map(|i| connue(f(i))).collect::<Vec<_>>();
    let places = |i: usize| if i < 3 { 30_u32 } else { 50 };
    p.mensuel.insert("places", mois(&|i| places(i).into()));
    p.mensuel.insert("journees_theoriques", mois(&|i| (places(i) * jours[i]).into()));
    p.mensuel
        .insert("journees_previsionnelles", mois(&|i| Exact::fraction(15_208 * i128::from(jours[i]), 365).unwrap()));
    p.mensuel.insert(
        "journees_realisees",
        mois(&|i| Exact::fraction(i128::from((mouvements[0][i] + mouvements[3][i]) * jours[i]), 2).unwrap()),
    );
    let prix = Exact::decimal(2_254, 2);
    let entiers = [
        ("places", 50),
        ("jours_d_ouverture", 365),
        ("journees_theoriques", 16_450),
        ("journees_previsionnelles", 15_208),
        ("journees_realisees", 13_316),
        ("ecart_journees", -1_892),
        ("journees_min", 11_683),
        ("journees_max", 14_132),
    ];
    p.annuel.extend(entiers.map(|(id, n)| (id, connue(Exact::from(i128::from(n))))));
    for (id, n) in [("produits_prevus", 15_208), ("produits_realises", 13_316), ("ecart_produits", -1_892)] {
        p.annuel.insert(id, connue(Exact::from(i128::from(n)) * prix));
    }
    p.annuel.insert("prix_de_journee", connue(prix));
    p.annuel.insert("taux_de_realisation", connue(Exact::fraction(13_316, 15_208).unwrap()));
    p.annuel.insert("taux_d_occupation", connue(Exact::fraction(13_316, 16_450).unwrap()));
    p.precedent = BTreeMap::from([
        ("taux_de_realisation".into(), Exact::decimal(103, 2)),
        ("sorties".into(), 30_u32.into()),
        ("places".into(), 30_u32.into()),
    ]);
    p.source_journees = Some(SourceJournees::Declaration);
    p
}

pub(super) fn perimetres() -> Vec<Perimetre> {
    let mut aemo = perimetre("AEMO-R", Genre::Dispositif, AEMO_R, Some("décembre incohérent : M2, M5"));
    aemo.precedent.insert("sorties".into(), 17_u32.into());
    let mut aed = perimetre("AED-R", Genre::Dispositif, AED_R, Some("décembre incohérent : M2"));
    aed.precedent.insert("sorties".into(), 13_u32.into());
    vec![aemo, aed, service()]
}

pub(super) fn catalogue() -> Vec<Indicateur> {
    let i = |id, libelle, unite, definition| Indicateur {
        id,
        libelle,
        libelle_en_hebergement: None,
        definition,
        unite,
        source: "usage professionnel",
    };
    vec![
        i("presents_debut", "Présents au début", Unite::Nombre, "mesures en cours au premier jour"),
        i("entrees", "Entrées", Unite::Nombre, "mesures dont le premier jour tombe dans la période"),
        i("sorties", "Sorties", Unite::Nombre, "mesures dont le dernier jour tombe dans la période"),
        i("presents_fin", "Présents à la fin", Unite::Nombre, "mesures en cours après le dernier jour"),
        i("places", "Places", Unite::Nombre, "capacité de référence en vigueur"),
        i("jours_d_ouverture", "Jours d’ouverture", Unite::Jours, "jours où le service est ouvert"),
        i("journees_theoriques", "Journées théoriques", Unite::Journees, "places × jours d’ouverture"),
        i("journees_previsionnelles", "Journées prévisionnelles", Unite::Journees, "journées prévues pour l’exercice"),
        i("journees_realisees", "Journées réalisées", Unite::Journees, "jours de prise en charge"),
        i("file_active_mesures", "File active", Unite::Nombre, "présents au 1er janvier + entrées"),
        i("familles", "Familles", Unite::Nombre, "familles distinctes"),
        i(
            "taux_d_occupation",
            "Taux d’activité sur la capacité",
            Unite::Taux,
            "journées réalisées ÷ journées théoriques",
        ),
        i("attente_part_capacite", "Part de la capacité en attente", Unite::Taux, "mesures en attente ÷ places"),
        i("attente_delai_median", "Délai médian avant le début", Unite::Jours, "médiane des délais"),
        i("attente_anciennete_mediane", "Attente médiane à ce jour", Unite::Jours, "médiane des anciennetés"),
        i(
            "attente_prevue",
            "Attente prévue, en mois",
            Unite::Nombre,
            "(en attente − places libres) ÷ sorties par mois",
        ),
        i("taux_de_realisation", "Taux de réalisation", Unite::Taux, "journées réalisées ÷ journées prévisionnelles"),
        i("ecart_journees", "Écart en journées", Unite::Journees, "réalisées − prévisionnelles"),
        i("produits_prevus", "Produits prévus", Unite::Euros, "journées prévisionnelles × prix de journée"),
        i("produits_realises", "Produits réalisés", Unite::Euros, "journées réalisées × prix de journée"),
        i("ecart_produits", "Écart de produits", Unite::Euros, "produits réalisés − produits prévus"),
        i("prix_de_journee", "Prix de journée", Unite::Euros, "prix en vigueur"),
    ]
}
