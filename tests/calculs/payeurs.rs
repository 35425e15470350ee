//! Who pays for which days: payers named by the suivi, dotations by twelfths, prices that change within a month.

use super::{DIX, annee, annuel, dix, prepare, reglages, stables};
use trame::Preparation;

const ENTETES: &str = "id;dispositif;decision;debut;fin;motif_fin;suite;quotite;payeur;echeance\n";

fn tarif(depuis: &str, prix: &str, suite: &str) -> String {
    format!("[[tarif]]\ndepuis = {depuis}\nprix_de_journee = \"{prix}\"\nnature = \"applicable\"\n{suite}\n")
}

fn dotation(depuis: &str, montant: &str, suite: &str) -> String {
    format!("[[tarif]]\ndepuis = {depuis}\ndotation_globalisee = \"{montant}\"\n{suite}\n")
}

fn paye(par: &str) -> String {
    format!("payeur = \"{par}\"")
}

/// A suivi with one mesure a row: début, fin, quotité, payeur.
fn suivi(mesures: &[(&str, &str, &str, &str)]) -> (String, String) {
    let ligne = |(rang, (debut, fin, quotite, payeur)): (usize, &(&str, &str, &str, &str))| {
        format!("M{rang:03};AA;{debut};{debut};{fin};;;{quotite};{payeur};\n")
    };
    let lignes: String = mesures.iter().enumerate().map(ligne).collect();
    ("donnees/suivi.csv".to_owned(), format!("{ENTETES}{lignes}"))
}

fn avec(tarifs: &str, tables: &[(String, String)]) -> Preparation {
    let arrete = if tarifs.contains("arrete_au") { "" } else { "arrete_au = 2021-12-31\n" };
    prepare(reglages(&format!("{arrete}{tarifs}"), &[("AA", "")]), tables)
}

fn realises(tarifs: &str, tables: &[(String, String)]) -> String {
    annee(&avec(tarifs, tables), "service", "produits_realises")
}

fn deux_payeurs() -> String {
    tarif("2021-01-01", "20,00", &paye("Aveyron")) + &tarif("2021-01-01", "30,00", &paye("Hérault"))
}

#[test]
fn chaque_payeur_paie_ses_journees_a_son_prix() {
    let mesures =
        [("2020-06-01", "", "", "AVEYRON"), ("2020-06-01", "", "1", "aveyron"), ("2021-12-01", "", "0,5", "Herault")];
    let p = avec(&deux_payeurs(), &[suivi(&mesures)]);
    assert_eq!(annee(&p, "service", "journees_facturables"), "745.50");
    assert_eq!(annee(&p, "service", "produits_realises"), "15065.00", "730 × 20 + 15,5 × 30");
    assert_eq!(annee(&p, "service", "prix_de_journee"), "un prix par payeur");
    let prevus = format!("[activite]\njournees_previsionnelles = 1000\n{}", deux_payeurs());
    let motif = "un tarif par payeur, et les journées prévisionnelles de chacun ne sont pas données (journees_previsionnelles, dans [[tarif]])";
    assert_eq!(annee(&avec(&prevus, &[suivi(&mesures)]), "service", "produits_prevus"), motif);
}

#[test]
fn une_mesure_dont_le_payeur_n_est_pas_connu_laisse_les_produits_inconnus() {
    let de = |payeurs: &[&str]| {
        let mesures: Vec<_> = payeurs.iter().map(|payeur| ("2020-06-01", "", "", *payeur)).collect();
        realises(&deux_payeurs(), &[suivi(&mesures)])
    };
    assert_eq!(de(&["Aveyron", ""]), "plusieurs payeurs, et une mesure du suivi ne dit pas le sien");
    assert_eq!(de(&["Aveyron", "", ""]), "plusieurs payeurs, et 2 mesures du suivi ne disent pas le leur");
    assert_eq!(de(&["Aveyron", "Lozère", "Gard"]), "2 mesures du suivi nomment un payeur qu’aucun tarif ne nomme");
    let finie = [("2020-06-01", "2020-12-31", "", ""), ("2021-01-01", "", "", "Aveyron")];
    assert_eq!(realises(&deux_payeurs(), &[suivi(&finie)]), "7300.00", "nobody is billed for a mesure of last year");
    let motif = "plusieurs payeurs : les journées de chacun ne sont pas connues";
    assert_eq!(realises(&deux_payeurs(), &[dix("AA", "Journées", &DIX)]), motif);
    let un = tarif("2021-01-01", "20,00", &paye("Aveyron"));
    assert_eq!(realises(&un, &[dix("AA", "Journées", &DIX)]), "73000.00", "the only payer pays for all");
    let sans_le_dire = [("2020-06-01", "", "", "Aveyron"), ("2020-06-01", "", "", "")];
    assert_eq!(realises(&un, &[suivi(&sans_le_dire)]), "14600.00");
    let autre = [("2020-06-01", "", "", "Gard"), ("2020-06-01", "", "", "Aveyron")];
    assert_eq!(realises(&un, &[suivi(&autre)]), "une mesure du suivi nomme un payeur qu’aucun tarif ne nomme");
    let communs = tarif("2021-01-01", "10,00", "") + &un;
    assert_eq!(realises(&communs, &[suivi(&autre)]), "10950.00", "365 × 10 for whom nobody names, 365 × 20");
}

#[test]
fn le_meme_prix_pour_tous_n_a_pas_besoin_des_journees_de_chacun() {
    let pareil = deux_payeurs().replace("30,00", "20,00");
    let p = avec(&pareil, &[dix("AA", "Journées", &DIX)]);
    assert_eq!(["prix_de_journee", "produits_realises"].map(|id| annee(&p, "service", id)), ["20.00", "73000.00"]);
}

#[test]
fn le_payeur_change_avec_la_decision_qui_le_dit() {
    let lignes = "M1;AA;2020-06-01;2020-06-01;;;;;Aveyron;\nM1;AA;2021-12-11;2021-12-11;;;;;Hérault;\n";
    let table = ("donnees/suivi.csv".to_owned(), format!("{ENTETES}{lignes}"));
    let p = avec(&deux_payeurs(), &[table]);
    assert_eq!(annee(&p, "service", "journees_facturables"), "365.00");
    assert_eq!(annee(&p, "service", "produits_realises"), "7510.00", "344 × 20 + 21 × 30");
}

#[test]
fn un_prix_qui_change_en_cours_de_mois_suit_les_journees_de_chaque_jour() {
    let tarifs = tarif("2021-01-01", "20,00", "") + &tarif("2021-12-11", "30,00", "");
    let mesures = [("2020-06-01", "2021-12-05", "", ""), ("2021-12-21", "", "0,5", "")];
    let p = avec(&tarifs, &[suivi(&mesures)]);
    // 338 days until 4 December, then 11 half days
    assert_eq!(annee(&p, "service", "journees_facturables"), "343.50");
    assert_eq!(annee(&p, "service", "produits_realises"), "6925.00", "338 × 20 + 5,5 × 30");
    let motif = "le prix change en cours de décembre : les journées de chaque prix sont inconnues";
    assert_eq!(realises(&tarifs, &[stables("AA", "10")]), motif);
    let payes = tarifs.replace("\n\n", "\npayeur = \"Aveyron\"\n") + &tarif("2021-01-01", "1,00", &paye("Hérault"));
    let mesures = mesures.map(|(debut, fin, quotite, _)| (debut, fin, quotite, "Aveyron"));
    assert_eq!(realises(&payes, &[suivi(&mesures)]), "6925.00");
}

#[test]
fn une_dotation_est_due_par_douziemes_quelle_que_soit_l_activite() {
    let ids = ["produits_prevus", "produits_realises", "ecart_produits"];
    let de = |tarifs: &str| {
        let p = avec(tarifs, &[dix("AA", "Journées", &DIX)]);
        ids.map(|id| annee(&p, "service", id))
    };
    let annee_entiere = dotation("2021-01-01", "120000", "");
    assert_eq!(de(&annee_entiere), ["120000.00", "120000.00", "0.00"]);
    assert_eq!(de(&format!("arrete_au = 2021-03-31\n{annee_entiere}")), ["30000.00", "30000.00", "0.00"]);
    let relevee = format!("{annee_entiere}{}", dotation("2021-07-01", "180000", ""));
    assert_eq!(de(&relevee), ["150000.00", "150000.00", "0.00"], "six twelfths of each");
    let p = avec(&annee_entiere, &[dix("AA", "Journées", &DIX)]);
    let ecart = annuel(&p, "service", "ecart_produits");
    let dit = format!("{:?}", ecart.operandes()[0].nom);
    assert!(dit.contains("quelle que soit l’activité"), "{dit}");
    let forfait = annee_entiere.replace("dotation_globalisee", "forfait_mesure");
    assert!(de(&forfait)[1].starts_with("le tarif est un forfait par mesure"), "{:?}", de(&forfait));
}

#[test]
fn une_dotation_et_un_prix_se_partagent_un_dispositif() {
    let tarifs = dotation("2021-01-01", "120000", &paye("Aveyron")) + &tarif("2021-01-01", "30,00", &paye("Hérault"));
    let mesures = [("2020-06-01", "", "", "Aveyron"), ("2020-06-01", "", "", "Hérault")];
    assert_eq!(realises(&tarifs, &[suivi(&mesures)]), "130950.00", "120 000 + 365 × 30");
    let d_aa = tarifs.replace("payeur", "dispositif = \"AA\"\npayeur");
    assert_eq!(realises(&d_aa, &[suivi(&mesures)]), "130950.00");
}

#[test]
fn une_dotation_n_est_comptee_qu_une_fois() {
    let hote = "sur_les_places_de = \"AA\"";
    let places = "[[dispositif.capacite]]\ndepuis = 2021-01-01\nplaces = 10\n";
    let tables = [stables("AA", "10"), stables("BB", "1"), stables("CC", "1")];
    let de = |tarifs: &str, codes: &[(&str, &str)]| {
        let p = prepare(reglages(tarifs, codes), &tables[..codes.len()]);
        ["AA", "BB", "service"].map(|code| annee(&p, code, "produits_realises"))
    };
    let d_aa = dotation("2021-01-01", "120000", "dispositif = \"AA\"");
    let motif = "compris dans la dotation globalisée de AA";
    assert_eq!(de(&d_aa, &[("AA", places), ("BB", hote)]), ["120000.00", motif, "120000.00"]);
    let du_service = dotation("2021-01-01", "120000", "") + &tarif("2021-01-01", "10,00", "dispositif = \"AA\"");
    let motif = "compris dans la dotation globalisée du service";
    let codes = [("AA", places), ("BB", places), ("CC", places)];
    assert_eq!(de(&du_service, &codes), ["36500.00", motif, "156500.00"]);
}

/// Whatever is counted, the days of the payers are those that are printed, none lost and none twice.
#[test]
fn les_journees_des_payeurs_font_celles_du_service() {
    let lignes = "M1;AA;2020-06-01;2020-06-01;;;;0,5;Aveyron;2021-06-30\n\
                  M1;AA;2021-07-01;2021-07-01;2021-12-14;;;;Hérault;2021-12-10\n\
                  M2;AA;2021-02-10;2021-02-10;2021-02-10;;;;Hérault;\n\
                  M3;AA;2021-03-03;2021-03-03;2021-11-20;;;;Aveyron;2021-10-31\n\
                  M3;AA;2021-05-17;2021-05-17;2021-11-20;;;0,25;Hérault;2021-11-30\n";
    let table = [("donnees/suivi.csv".to_owned(), format!("{ENTETES}{lignes}"))];
    let conventions = [
        "",
        "[comptage]\njour_de_sortie = \"compte\"\n",
        "[comptage]\njour_d_entree = \"non-compte\"\ncouper_a_l_echeance = true\n",
        "[comptage]\njour_de_sortie = \"compte\"\njours_ouverture = [\"2021-05-17\", \"2021-07-01\"]\n",
    ];
    for comptage in conventions {
        let a = |aveyron: &str, herault: &str| {
            let tarifs = deux_payeurs().replace("20,00", aveyron).replace("30,00", herault);
            let p = avec(&format!("{comptage}{tarifs}"), &table);
            ["produits_realises", "journees_facturables"].map(|id| annuel(&p, "service", id).exact().unwrap())
        };
        let ([un, jours], [deux, _]) = (a("1,00", "2,00"), a("2,00", "1,00"));
        assert_eq!(un + deux, jours + jours + jours, "{comptage}");
        assert!(un > jours && deux > jours, "each payer has days");
    }
}

#[test]
fn un_forfait_se_multiplie_par_les_mesures_facturees() {
    let forfaits = "[[tarif]]\ndepuis = 2021-01-01\nforfait_mesure = \"2 500,00\"\n[[tarif]]\ndepuis = 2021-07-01\nforfait_mesure = \"2 600,00\"\n";
    let bilan = |lignes: &str| {
        let factures = format!("mois;dispositif;id;journees_facturees;prix_de_journee;montant\n{lignes}");
        let tables = [suivi(&[("2020-06-01", "", "", "")]), ("donnees/facturation.csv".to_owned(), factures)];
        let p = avec(forfaits, &tables);
        ["produits_realises", "produits_prevus", "prix_de_journee"].map(|id| annee(&p, "service", id))
    };
    let [realises, prevus, prix] = bilan(
        "2021-03;AA;M1;;;2500,00\n2021-03;AA;M2;;;2500,00\n2021-08;AA;M3;;;2600,00\n2021-09;AA;M3;;;-2600,00\n2021-10;AA;M4;;;2600,00\n",
    );
    assert_eq!(realises, "7600.00", "2 × 2 500 + (1 − 1 + 1) × 2 600");
    assert!(prevus.contains("aucun nombre de mesures n’est prévu"), "{prevus}");
    assert_eq!(prix, "le tarif est un forfait par mesure");
    let [en_deux_fois, ..] = bilan("2021-03;AA;M1;;;1250,00\n2021-04;AA;M1;;;1250,00\n");
    assert_eq!(en_deux_fois, "2500.00", "deux moitiés font un forfait");
    let sans = avec(forfaits, &[suivi(&[("2020-06-01", "", "", "")])]);
    assert!(annee(&sans, "service", "produits_realises").contains("seule une table de facturation"));
}
