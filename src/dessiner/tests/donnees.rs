//! Indicators made by hand: the ACESM's published year, and what bends a chart.

use crate::domaine::essais;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateur, Indicateurs, Perimetre, SourceJournees, Unite, Valeur};
use crate::domaine::journees::{Bornes, Mouvements};
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::population::Ventilation;
use crate::domaine::reglages::{Comptage, Modalite};
use std::collections::BTreeMap;

pub(super) type Douze = [u32; 12];

pub(super) fn exact(n: u32) -> Exact {
    Exact::from(n)
}

pub(super) fn connue(n: Exact) -> Valeur {
    Valeur::convenue(n, "essai")
}

pub(super) fn perimetre(code: &str, libelle: &str, genre: Genre) -> Perimetre {
    Perimetre {
        code: code.to_owned(),
        libelle: libelle.to_owned(),
        genre,
        modalite: None,
        mensuel: BTreeMap::new(),
        annuel: BTreeMap::new(),
        precedent: BTreeMap::new(),
        ventilations: Vec::new(),
        decomptes: Vec::new(),
        source_journees: None,
        source_mensuelle: vec![None; 12],
        rapprochement: None,
    }
}

pub(super) fn indicateurs(annee: i32, jusqu_a: u8, perimetres: Vec<Perimetre>) -> Indicateurs {
    let taux = Indicateur {
        id: "taux_d_occupation",
        libelle: "Taux d’activité",
        libelle_en_hebergement: Some("Taux d’occupation"),
        definition: "journées réalisées ÷ journées théoriques",
        unite: Unite::Taux,
        source: "usage professionnel",
    };
    Indicateurs {
        exercice: Exercice::new(annee).unwrap(),
        jusqu_a: Mois::new(annee, jusqu_a).unwrap(),
        perimetres,
        tarif_suppose_moyen: false,
        attente_au: None,
        echeances: Default::default(),
        catalogue: vec![taux],
    }
}

pub(super) fn mensuel(p: &mut Perimetre, id: &'static str, valeurs: impl IntoIterator<Item = u32>) {
    p.mensuel.insert(id, valeurs.into_iter().map(|n| connue(exact(n))).collect());
}

pub(super) fn annuel(p: &mut Perimetre, id: &'static str, n: Exact) {
    p.annuel.insert(id, connue(n));
}

pub(super) fn manque(p: &mut Perimetre, id: &'static str, rang: usize, motif: &str) {
    p.mensuel.get_mut(id).unwrap()[rang] = Valeur::manquante(motif);
}

/// A service with the same movements every month.
pub(super) fn service(presents: Douze, entrees: Douze, sorties: Douze, places: Douze) -> Perimetre {
    let mut p = perimetre("service", "Service", Genre::Service);
    for (id, valeurs) in [("presents_fin", presents), ("entrees", entrees), ("sorties", sorties), ("places", places)] {
        mensuel(&mut p, id, valeurs);
    }
    annuel(&mut p, "entrees", entrees.iter().map(|n| exact(*n)).sum());
    annuel(&mut p, "sorties", sorties.iter().map(|n| exact(*n)).sum());
    p
}

const AEMO: [Douze; 4] = [
    [17, 15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 50],
    [0, 0, 4, 2, 0, 4, 1, 0, 3, 0, 3, 0],
    [2, 1, 6, 1, 0, 4, 0, 0, 2, 3, 0, 0],
    [15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 15, 17],
];
const AED: [Douze; 4] = [
    [14, 14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 16],
    [0, 0, 4, 3, 6, 6, 2, 0, 0, 2, 10, 0],
    [0, 0, 4, 0, 4, 0, 2, 2, 0, 0, 0, 2],
    [14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 35, 14],
];

/// The year as published: December doubtful, days declared for the year, months estimated by the movements.
pub(super) fn acesm() -> Indicateurs {
    let somme = |i: usize| std::array::from_fn(|m| AEMO[i][m] + AED[i][m]);
    let mut p = service(somme(3), somme(1), somme(2), [30, 30, 30, 50, 50, 50, 50, 50, 50, 50, 50, 50]);
    p.mensuel.get_mut("presents_fin").unwrap()[11].reserve = Some("décembre incohérent : M2, M5".to_owned());
    let exercice = Exercice::new(2021).unwrap();
    let (mut milieux, mut mins, mut maxs, mut previsions) = (vec![], vec![], vec![], vec![]);
    for mois in exercice.mois() {
        let bornes = [AEMO, AED].iter().fold(Bornes::default(), |total, [debut, entrees, sorties, fin]| {
            let [debut, entrees, sorties, fin] = [debut, entrees, sorties, fin].map(|s| exact(s[mois.rang()]));
            let m = Mouvements { debut, entrees, sorties, fin, jours: exact(mois.jours()), fermetures: false };
            total.plus(Bornes::du_mois(m, &Comptage::default()))
        });
        milieux.push(connue(bornes.milieu));
        mins.push(connue(bornes.min));
        maxs.push(connue(bornes.max));
        previsions.push(connue(exact(15_208) * Exact::fraction(i128::from(mois.jours()), 365).unwrap()));
    }
    milieux[11].reserve = Some("décembre incohérent : M2, M5".to_owned());
    p.mensuel.insert("journees_realisees", milieux);
    p.mensuel.insert("journees_min", mins);
    p.mensuel.insert("journees_max", maxs);
    p.mensuel.insert("journees_previsionnelles", previsions);
    annuel(&mut p, "journees_realisees", exact(13_316));
    annuel(&mut p, "journees_previsionnelles", exact(15_208));
    annuel(&mut p, "taux_de_realisation", Exact::fraction(13_316, 15_208).unwrap());
    annuel(&mut p, "ecart_journees", exact(13_316) + -exact(15_208));
    p.source_journees = Some(SourceJournees::Declaration);
    p.source_mensuelle = vec![Some(SourceJournees::Estime); 12];
    indicateurs(2021, 12, vec![p])
}

/// A service whose months are declared; the first `mois` of them.
pub(super) fn en_cours(mois: u8) -> Indicateurs {
    let mut p = service(
        [41, 44, 47, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [45; 12],
    );
    mensuel(&mut p, "journees_realisees", [1_260, 1_190, 1_411, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    mensuel(&mut p, "journees_previsionnelles", [1_300, 1_200, 1_320, 1_290, 0, 0, 0, 0, 0, 0, 0, 0]);
    let total = |valeurs: &[u32]| valeurs.iter().take(usize::from(mois)).map(|n| exact(*n)).sum::<Exact>();
    let (realisees, prevues) = (total(&[1_260, 1_190, 1_411]), total(&[1_300, 1_200, 1_320]));
    annuel(&mut p, "journees_realisees", realisees);
    annuel(&mut p, "taux_de_realisation", realisees.divise_par(prevues).unwrap());
    annuel(&mut p, "ecart_journees", realisees - prevues);
    p.source_journees = Some(SourceJournees::Mensuel);
    p.source_mensuelle = vec![Some(SourceJournees::Mensuel); 12];
    indicateurs(2026, mois, vec![p])
}

/// Months missing in the middle, capacity unknown at first, then exceeded.
pub(super) fn lacunaire() -> Indicateurs {
    let mut p = service(
        [12, 13, 0, 15, 17, 19, 0, 18, 16, 16, 15, 14],
        [1, 2, 0, 3, 2, 2, 0, 1, 0, 1, 0, 1],
        [0, 1, 0, 1, 0, 0, 1, 2, 2, 1, 1, 2],
        [16, 16, 16, 16, 16, 16, 16, 16, 14, 14, 18, 18],
    );
    manque(&mut p, "presents_fin", 2, "la ligne de mars manque");
    manque(&mut p, "entrees", 2, "la ligne de mars manque");
    manque(&mut p, "sorties", 2, "la ligne de mars manque");
    manque(&mut p, "places", 0, "aucune capacité déclarée avant le 1er février");
    mensuel(&mut p, "journees_realisees", [360, 350, 400, 440, 500, 550, 0, 0, 500, 490, 460, 440]);
    manque(&mut p, "journees_realisees", 6, "la cellule est vide");
    p.mensuel.get_mut("presents_fin").unwrap()[4].reserve = Some("E5 ≠ E2 + E3 − E4".to_owned());
    p.mensuel.get_mut("presents_fin").unwrap()[5].reserve = Some("F2 ≠ E5".to_owned());
    p.source_mensuelle = vec![Some(SourceJournees::Mensuel); 12];
    indicateurs(2025, 12, vec![p])
}

/// Four-digit values and a capacity that changes every month.
pub(super) fn grand() -> Indicateurs {
    let p = service(
        [1_250, 1_248, 1_301, 1_340, 1_362, 1_390, 1_410, 1_405, 1_380, 1_377, 1_401, 12_500],
        [120, 98, 143, 1_000, 90, 99, 87, 45, 66, 102, 1_100, 77],
        [100, 101, 90, 961, 68, 71, 67, 50, 91, 105, 1_076, 100],
        [1_200, 1_210, 1_220, 1_230, 1_240, 1_250, 1_260, 1_270, 1_280, 1_290, 1_300, 1_310],
    );
    indicateurs(2024, 12, vec![p])
}

pub(super) fn zero() -> Indicateurs {
    let mut p = service([0; 12], [0; 12], [0; 12], [0; 12]);
    mensuel(&mut p, "journees_realisees", [0; 12]);
    annuel(&mut p, "journees_realisees", Exact::ZERO);
    p.source_mensuelle = vec![Some(SourceJournees::Suivi); 12];
    p.source_journees = Some(SourceJournees::Suivi);
    indicateurs(2024, 12, vec![p])
}

/// Dispositifs with their realised and theoretical days, and the service.
pub(super) fn dispositifs(lignes: &[(&str, Modalite, Option<u32>, u32)]) -> Indicateurs {
    let mut perimetres = Vec::new();
    let (mut total, mut places) = (0, 0);
    for (i, (libelle, modalite, realisees, theoriques)) in lignes.iter().enumerate() {
        let mut p = perimetre(&format!("D{i}"), libelle, Genre::Dispositif);
        p.modalite = Some(*modalite);
        p.source_journees = Some(if i == 1 { SourceJournees::Estime } else { SourceJournees::Mensuel });
        annuel(&mut p, "journees_theoriques", exact(*theoriques));
        match realisees {
            Some(n) => {
                annuel(&mut p, "journees_realisees", exact(*n));
                annuel(&mut p, "taux_d_occupation", exact(*n).divise_par(exact(*theoriques)).unwrap());
                total += n;
                places += theoriques;
            }
            None => {
                p.annuel.insert("taux_d_occupation", Valeur::manquante("journées de mai non communiquées"));
            }
        }
        perimetres.push(p);
    }
    if let Some(taux) = perimetres.get_mut(2).and_then(|p| p.annuel.get_mut("taux_d_occupation")) {
        taux.reserve = Some("mai incohérent : F4".to_owned());
    }
    let mut p = perimetre("service", "Ensemble du service", Genre::Service);
    annuel(&mut p, "journees_realisees", exact(total));
    annuel(&mut p, "journees_theoriques", exact(places));
    annuel(&mut p, "taux_d_occupation", exact(total).divise_par(exact(places)).unwrap());
    perimetres.push(p);
    indicateurs(2025, 12, perimetres)
}

pub(super) fn six_dispositifs() -> Indicateurs {
    use Modalite::{AccueilDeJour, Hebergement, MilieuOuvert, ParentEnfant, PlacementADomicile};
    dispositifs(&[
        ("AEMO", MilieuOuvert, Some(10_512), 10_950),
        ("AEMO renforcée avec hébergement ponctuel ou périodique", MilieuOuvert, Some(5_622), 7_300),
        ("Internat", Hebergement, Some(8_905), 7_300),
        ("Placement éducatif à domicile", PlacementADomicile, Some(3_640), 3_650),
        ("Accueil de jour", AccueilDeJour, None, 2_520),
        ("Centre parental", ParentEnfant, Some(402), 2_920),
    ])
}

pub(super) fn vingt_dispositifs() -> Indicateurs {
    let noms: Vec<String> = (1..=20)
        .map(|i| format!("Unité d’hébergement diversifié n° {i} de la Maison d’enfants Sainte-Anne-de-la-Providence"))
        .collect();
    let lignes: Vec<_> = noms
        .iter()
        .zip(0_u32..)
        .map(|(n, i)| (n.as_str(), Modalite::Hebergement, Some(i * 90_500), 1_095_000))
        .collect();
    dispositifs(&lignes)
}

/// A year made of pseudo-random numbers: small or large, with gaps and réserves.
pub(super) fn au_hasard(graine: &mut u64) -> Indicateurs {
    let mut tirage = |n: u32| {
        *graine = graine.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((*graine >> 33) % u64::from(n)).unwrap()
    };
    let taille = [3, 12, 60, 300, 2_500][tirage(5) as usize];
    let mut places = tirage(taille * 2);
    let capacites = std::array::from_fn(|_| {
        if tirage(3) == 0 {
            places = tirage(taille * 2);
        }
        places
    });
    let mut serie = |n: u32| -> Douze { std::array::from_fn(|_| tirage(n)) };
    let mut p = service(serie(taille * 2), serie(taille), serie(taille), capacites);
    mensuel(&mut p, "journees_realisees", serie(taille * 31));
    mensuel(&mut p, "journees_previsionnelles", serie(taille * 31));
    mensuel(&mut p, "journees_min", [0; 12]);
    mensuel(&mut p, "journees_max", [taille * 31; 12]);
    for id in ["presents_fin", "entrees", "sorties", "places", "journees_realisees"] {
        let rang = tirage(12) as usize;
        if tirage(2) == 0 {
            manque(&mut p, id, rang, "la cellule est vide");
        } else {
            p.mensuel.get_mut(id).unwrap()[rang].reserve = Some("total contredit".to_owned());
        }
    }
    let source = [SourceJournees::Mensuel, SourceJournees::Estime, SourceJournees::Declaration][tirage(3) as usize];
    p.source_journees = Some(source);
    p.source_mensuelle =
        (0..12).map(|_| Some([SourceJournees::Mensuel, SourceJournees::Estime][tirage(2) as usize])).collect();
    annuel(&mut p, "journees_realisees", exact(tirage(taille * 365)));
    annuel(&mut p, "taux_de_realisation", Exact::fraction(i128::from(tirage(2_000)), 1_000).unwrap());
    annuel(&mut p, "ecart_journees", exact(tirage(900)));
    let mois = u8::try_from(tirage(12) + 1).unwrap();
    indicateurs(2025, mois, vec![p])
}

/// Populations of a service, with the annual figures that their words quote.
pub(super) fn populations(ventilations: Vec<Ventilation>) -> Indicateurs {
    let mut p = perimetre("service", "Service", Genre::Service);
    p.ventilations = ventilations;
    p.annuel.extend(essais::annuels().into_iter().map(|(id, n)| (id, connue(n))));
    indicateurs(2021, 12, vec![p])
}
