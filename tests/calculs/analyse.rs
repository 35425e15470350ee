//! The analysis of the écart: effects that add up exactly, the exercise before, the tunnel, the atterrissage; published
//! figures of reports R2 and R3 of rapports-reels.md, and random settings.

mod hasard;

use super::{DIX, annee, annuel, capacite, dix, prepare, reglages, stables};
use trame::Preparation;

const AA: [&str; 8] = [
    "effet_prix",
    "effet_activite",
    "effet_capacite_journees",
    "effet_occupation_journees",
    "effet_capacite",
    "effet_occupation",
    "effet_quotite",
    "prix_moyen_prevu",
];

fn dits<const N: usize>(p: &Preparation, code: &str, ids: [&str; N]) -> [String; N] {
    ids.map(|id| annee(p, code, id))
}

fn activite(texte: &str) -> String {
    format!("[dispositif.activite]\n{texte}\n")
}

fn prix(prix: &str, suite: &str) -> String {
    format!("[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"{prix}\"\nnature = \"moyen\"\n{suite}\n")
}

/// R2, AHS-FC, MECS André Marguet, RA 2023–2024: PEAD of 9 places open 260 days at the CPOM's 80 %: 1 872 days, 1 863 done.
#[test]
fn r2_le_pead_de_la_mecs_andre_marguet() {
    let pead = capacite("dispositif.capacite", "2021-01-01", 9)
        + "[dispositif.comptage]\njours_ouverture = 260\n"
        + &activite("taux_cible = \"80 %\"\njournees_realisees = 1863");
    let p = prepare(reglages("", &[("PEAD", &pead)]), &[stables("PEAD", "8")]);
    let ids = ["journees_theoriques", "journees_previsionnelles", "journees_realisees", "ecart_journees"];
    assert_eq!(dits(&p, "PEAD", ids), ["2340.00", "1872.00", "1863.00", "-9.00"]);
    assert_eq!(annuel(&p, "PEAD", "taux_de_realisation").exact().unwrap().arrondi(3), 995, "99,5 %");
    assert_eq!(dits(&p, "PEAD", ["effet_capacite_journees", "effet_occupation_journees"]), ["0.00", "-9.00"]);
}

/// R3, AHS-FC, Maison d'enfants Pas à Pas, RA 2023: « (45x365) x 95 % + (2x365) x 70% », 17 144 done of 47 × 365 (99,93 %
/// printed, cut short); PEAD « (10x365) x 75 % », 4 452 done (121,97 %).
#[test]
fn r3_les_cibles_de_la_maison_pas_a_pas() {
    let cible = |places, taux: &str, suite: &str| {
        capacite("dispositif.capacite", "2021-01-01", places) + &activite(&format!("taux_cible = \"{taux}\"\n{suite}"))
    };
    let (internat, urgence) = (cible(45, "95 %", ""), cible(2, "70%", ""));
    let service = "[activite]\njournees_realisees = 17144\n";
    let tables = [stables("INTERNAT", "45"), stables("URGENCE", "2")];
    let p = prepare(reglages(service, &[("INTERNAT", &internat), ("URGENCE", &urgence)]), &tables);
    assert_eq!(
        dits(&p, "service", ["journees_theoriques", "journees_previsionnelles", "ecart_journees"]),
        ["17155.00", "16114.75", "1029.25"]
    );
    assert_eq!(annuel(&p, "service", "taux_d_occupation").exact().unwrap().arrondi(4), 9994);
    assert_eq!(dits(&p, "service", ["effet_capacite_journees", "effet_occupation_journees"]), ["0.00", "1029.25"]);
    let pead = cible(10, "75 %", "journees_realisees = 4452");
    let p = prepare(reglages("", &[("PEAD", &pead)]), &[stables("PEAD", "12")]);
    assert_eq!(dits(&p, "PEAD", ["journees_previsionnelles", "ecart_journees"]), ["2737.50", "1714.50"]);
    assert_eq!(annuel(&p, "PEAD", "taux_d_occupation").exact().unwrap().arrondi(4), 12197);
}

/// Twelve places planned at 95 % (4 161 days), ten occupied; the tenth of July takes two places away.
#[test]
fn capacite_occupation_et_prix_font_l_ecart() {
    let places = capacite("dispositif.capacite", "2021-01-01", 12) + &capacite("dispositif.capacite", "2021-07-01", 10);
    let suite = |retenu: &str| places.clone() + &activite(&format!("journees_previsionnelles = 4161\n{retenu}"));
    let deux = prix("20,00", "") + &prix("21,00", "").replace("moyen", "applicable");
    let p = prepare(reglages(&deux, &[("AA", &suite("taux_retenu = \"95 %\""))]), &[dix("AA", "Journées", &DIX)]);
    assert_eq!(dits(&p, "AA", ["journees_theoriques", "journees_theoriques_supposees"]), ["4012.00", "4380.00"]);
    assert_eq!(dits(&p, "AA", ["effet_capacite_journees", "effet_occupation_journees"]), ["-349.60", "-161.40"]);
    let euros = ["effet_prix", "effet_activite", "effet_capacite", "effet_occupation", "effet_quotite"];
    assert_eq!(dits(&p, "service", euros), ["3650.00", "-10220.00", "-6992.00", "-3228.00", "0.00"]);
    assert_eq!(annee(&p, "service", "ecart_produits"), "-6570.00");
    let p = prepare(reglages(&deux, &[("AA", &suite(""))]), &[dix("AA", "Journées", &DIX)]);
    let motif = "le taux que la prévision a retenu n’est pas donné";
    assert_eq!(annee(&p, "AA", "effet_capacite_journees"), motif);
    assert_eq!(annee(&p, "service", "effet_capacite"), format!("AA : {motif}"));
    assert_eq!(annee(&p, "service", "effet_activite"), "-10220.00", "what is known stays");
}

/// A guest that plans nothing brings its days beyond the plan of its host, at the price planned there; whatever the order.
#[test]
fn un_accueil_sans_prevision_se_mesure_au_prix_prevu_de_l_hote() {
    let hote = capacite("dispositif.capacite", "2021-01-01", 12) + &activite("taux_cible = \"100 %\"");
    let invite = "sur_les_places_de = \"AA\"";
    let du_dispositif = prix("20,00", "dispositif = \"AA\"");
    let tables = [dix("AA", "Journées", &DIX), stables("BB", "1")];
    let p = prepare(reglages(&du_dispositif, &[("BB", invite), ("AA", &hote)]), &tables);
    let [prix, activite, capacite_j, occupation_j, .., moyen] = dits(&p, "BB", AA);
    assert_eq!([prix, activite, occupation_j, moyen], ["0.00", "7300.00", "365.00", "20.00"]);
    assert_eq!(capacite_j, "sans objet, accueil sur les places d’un hôte : aucun effet de capacité");
    let journees = ["ecart_journees", "effet_capacite_journees", "effet_occupation_journees"];
    assert_eq!(dits(&p, "service", journees), ["-365.00", "0.00", "-365.00"]);
    assert_eq!(dits(&p, "service", ["ecart_produits", "effet_activite"]), ["-7300.00", "-7300.00"]);
}

#[test]
fn l_exercice_precedent_dit_ce_qui_a_change() {
    let suite = capacite("dispositif.capacite", "2021-01-01", 12);
    let historique = |cles: &str| format!("[[historique]]\nexercice = 2020\ndispositif = \"AA\"\n{cles}\n");
    let prepare = |cles: &str| {
        let service = prix("20,00", "dispositif = \"AA\"") + &historique(cles);
        prepare(reglages(&service, &[("AA", &suite)]), &[dix("AA", "Journées", &DIX)])
    };
    let ids = [
        "evolution_journees",
        "evolution_journees_capacite",
        "evolution_journees_occupation",
        "evolution_produits",
        "evolution_produits_volume",
        "evolution_produits_prix",
    ];
    let p = prepare("journees_realisees = 3000\njournees_theoriques = 4000\nprix_de_journee = \"19,50\"");
    for code in ["AA", "service"] {
        assert_eq!(dits(&p, code, ids), ["650.00", "285.00", "365.00", "14500.00", "12675.00", "1825.00"], "{code}");
    }
    let p = prepare("journees_realisees = 3000\ntaux_d_occupation = \"75 %\"");
    assert_eq!(dits(&p, "AA", ids)[..3], ["650.00", "285.00", "365.00"]);
    assert_eq!(
        annee(&p, "AA", ids[3]),
        "l’historique de 2020 ne donne pas « Produits de la tarification réalisés », ni « Prix de journée »"
    );
    let p = prepare("sorties = 3");
    assert_eq!(annee(&p, "AA", ids[0]), "l’historique de 2020 ne donne pas « Journées réalisées »");
    assert_eq!(annee(&p, "service", ids[0]), "aucun chiffre déclaré pour 2020");
}

#[test]
fn le_tunnel_ne_donne_d_euros_que_par_sa_regle() {
    let tunnel = |regle: &str| {
        let cles = format!("journees_previsionnelles = 4000\ntunnel = [\"95 %\", \"105 %\"]\n{regle}");
        let suite = capacite("dispositif.capacite", "2021-01-01", 12) + &activite(&cles);
        let tarif = prix("20,00", "dispositif = \"AA\"");
        prepare(reglages(&tarif, &[("AA", &suite)]), &[dix("AA", "Journées", &DIX)])
    };
    let ids = ["tunnel_plancher", "tunnel_plafond", "tunnel_ecart", "tunnel_reprise"];
    let sans = "aucune règle de reprise déclarée";
    assert_eq!(dits(&tunnel(""), "AA", ids), ["3800.00", "4200.00", "-150.00", sans]);
    let regle =
        |suite: &str| tunnel(&format!("tunnel_regle = {{ texte = \"CPOM, article 7\", part = \"50 %\"{suite} }}"));
    assert_eq!(annee(&regle(", prix = \"10,00\""), "AA", "tunnel_reprise"), "750.00");
    let p = regle("");
    let reprise = annuel(&p, "AA", "tunnel_reprise");
    assert_eq!(reprise.exact().unwrap().entier(), Some(1500), "au prix en vigueur");
    assert!(format!("{:?}", reprise.operandes()).contains("part reprise, règle contractuelle : CPOM, article 7"));
    let ecart = |base: &str| annee(&tunnel(base), "AA", "tunnel_ecart");
    assert_eq!(ecart("tunnel_base = \"theoriques\""), "-511.00", "95 % of 4 380");
    assert_eq!(annee(&tunnel(""), "service", "tunnel_ecart"), "aucun tunnel déclaré");
}

/// Ten présents until June, twelve places: 3 650 days at the year's end; 4 000 planned.
#[test]
fn l_atterrissage_nomme_ses_methodes_et_son_reste_a_faire() {
    let en_cours = |places: &str| {
        let suite = places.to_owned() + &activite("journees_previsionnelles = 4000");
        let texte = reglages("arrete_au = 2021-06-30", &[("AA", &suite)]);
        prepare(texte, &[stables("AA", "10")])
    };
    let ids = [
        "journees_previsionnelles_annee",
        "atterrissage",
        "atterrissage_presents",
        "atterrissage_prevision",
        "atterrissage_min",
        "atterrissage_max",
        "journees_par_mois_a_realiser",
    ];
    let places = capacite("dispositif.capacite", "2021-01-01", 12);
    let attendu = ["4000.00", "3650.00", "3650.00", "3826.44", "3650.00", "3826.44", "365.00"];
    for code in ["AA", "service"] {
        assert_eq!(dits(&en_cours(&places), code, ids), attendu, "{code}");
        assert_eq!(dits(&en_cours(""), code, ids), attendu, "{code}, par jours d’ouverture");
    }
    let agrandi = places.clone() + &capacite("dispositif.capacite", "2021-07-01", 18);
    assert_eq!(dits(&en_cours(&agrandi), "AA", ids)[1..3], ["4570.00", "3650.00"], "1 810 + 3 312 × 10/12");
    assert_eq!(annee(&en_cours(&places), "AA", "taux_d_atterrissage"), "0.91");
    let motif = "exercice en cours : le précédent est connu pour l’année entière";
    assert_eq!(dits(&en_cours(&places), "AA", ["evolution_journees", "evolution_produits"]), [motif; 2]);
    let prevues = dix("AA", "Journées prévisionnelles", &["300"]);
    let p = prepare(reglages("arrete_au = 2021-06-30", &[("AA", &places)]), &[prevues]);
    let du_tableau = ["journees_previsionnelles", "journees_previsionnelles_annee", "atterrissage_prevision"];
    assert_eq!(dits(&p, "AA", du_tableau), ["1800.00", "3600.00", "3610.00"], "the row goes on to December");
    let complet = prepare(reglages("", &[("AA", &places)]), &[stables("AA", "10")]);
    assert_eq!(annee(&complet, "AA", "atterrissage"), "exercice complet");
    let a_ouvrir = capacite("dispositif.capacite", "2021-10-01", 5);
    let deux = reglages("arrete_au = 2021-06-30", &[("AA", &places), ("BB", &a_ouvrir)]);
    let p = prepare(deux, &[stables("AA", "10")]);
    let motif = "BB n’est pas encore ouvert : ses journées ne se projettent pas";
    assert_eq!(dits(&p, "service", ["atterrissage", "atterrissage_presents"]), [motif, motif]);
}

/// A mesure shared by half, one place at 22,54 €: half the days are billed, none is missing.
#[test]
fn une_mesure_partagee_a_son_effet_a_part() {
    let suite = capacite("dispositif.capacite", "2021-01-01", 1) + &activite("taux_cible = \"100 %\"");
    let suivi = "id;dispositif;territoire;début;sexe;quotité\nM1;AA;Blois;01/01/2021;F;0,5\n";
    let texte =
        reglages(&format!("arrete_au = 2021-12-31\n{}", prix("22,54", "dispositif = \"AA\"")), &[("AA", &suite)]);
    let p = prepare(texte, &[("donnees/suivi.csv".to_owned(), suivi.to_owned())]);
    let ids = ["journees_facturables", "effet_activite", "effet_capacite", "effet_occupation", "effet_quotite"];
    for code in ["AA", "service"] {
        assert_eq!(dits(&p, code, ids), ["182.50", "-4113.55", "0.00", "0.00", "-4113.55"], "{code}");
    }
}
