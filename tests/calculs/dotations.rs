//! A dotation of the whole service: due to it by twelfths, with its payer; its billed twelfths are rounded.

use super::{DIX, annee, annuel, dit, dix, du_mois, prepare, reglages};
use trame::Preparation;
use trame::domaine::rapprochement::{Comparaison, Rapprochement};

/// Twelve rows: the same amount, but for some months.
fn factures(dispositif: &str, douzieme: &str, autres: &[(u8, &str)]) -> (String, String) {
    let mut texte = "mois;dispositif;payeur;journees_facturees;montant\n".to_owned();
    for mois in 1..=12_u8 {
        let montant = autres.iter().find(|(m, _)| *m == mois).map_or(douzieme, |(_, montant)| montant);
        texte += &format!("2021-{mois:02};{dispositif};AVEYRON;;{montant}\n");
    }
    ("donnees/facturation.csv".to_owned(), texte)
}

fn avec(service: &str, codes: &[&str], table: (String, String)) -> Preparation {
    let dotation = "[[tarif]]\ndepuis = 2021-01-01\ndotation_globalisee = \"1 000,00\"\npayeur = \"Aveyron\"\n";
    let dispositifs: Vec<(&str, &str)> = codes.iter().map(|code| (*code, "")).collect();
    prepare(reglages(&format!("{service}\n{dotation}"), &dispositifs), &[table])
}

fn rapprochement<'a>(p: &'a Preparation, code: &str) -> &'a Rapprochement {
    let perimetres = &p.indicateurs().unwrap().perimetres;
    perimetres.iter().find(|p| p.code == code).unwrap().rapprochement.as_ref().unwrap()
}

/// Key and cents of each cause, then what is left.
fn causes(p: &Preparation, code: &str) -> (Vec<(&'static str, i128)>, i128) {
    let r = rapprochement(p, code);
    let causes = r.causes.iter().map(|(cause, valeur)| (cause.cle(), valeur.exact().unwrap().arrondi(2)));
    (causes.collect(), r.reste.exact().unwrap().arrondi(2))
}

#[test]
fn une_dotation_du_service_lui_est_due_par_douziemes_avec_son_payeur() {
    for dispositif in ["", "AA"] {
        let p = avec("", &["AA", "BB"], factures(dispositif, "83,33", &[(12, "83,37")]));
        let du = |code: &str| annee(&p, code, "montant_du");
        let motif = "compris dans la dotation globalisée du service";
        assert_eq!([du("service"), du("BB")], ["1000.00", "le tarif est déclaré pour le service entier"]);
        assert_eq!([du_mois(&p, "AA", "montant_du", 3), du_mois(&p, "service", "montant_du", 3)], [motif, "83.33"]);
        assert_eq!(annee(&p, "service", "ecart_de_facturation"), "0.00", "11 × 83,33 + 83,37 = 1 000,00");
        let ligne = &rapprochement(&p, "service").payeurs[0];
        let [du, facture] = [&ligne.annee.montant_du, &ligne.annee.montant_facture].map(|v| v.exact().unwrap());
        assert_eq!((ligne.payeur.as_deref(), du.arrondi(2), facture.arrondi(2)), (Some("Aveyron"), 100_000, 100_000));
        assert_eq!(causes(&p, "service"), (vec![], 0));
    }
    let p = avec("", &["AA"], factures("", "83,33", &[]));
    for code in ["AA", "service"] {
        let de = |id: &str| annee(&p, code, id);
        assert_eq!([de("montant_du"), de("ecart_de_facturation")], ["1000.00", "-0.04"], "the only dispositif");
    }
    let ferme = "[[dispositif.capacite]]\ndepuis = 2021-07-01\nplaces = 10\n";
    let tard = prepare(
        reglages("[[tarif]]\ndepuis = 2021-01-01\ndotation_globalisee = \"1200\"\n", &[("AA", ferme)]),
        &[factures("", "100", &[])],
    );
    assert_eq!(annee(&tard, "service", "montant_du"), "1200.00");
    assert_eq!(annee(&tard, "AA", "montant_du"), "le tarif est déclaré pour le service entier", "due before it opens");
}

#[test]
fn les_douziemes_arrondis_s_expliquent_par_l_arrondi() {
    let juin = |p: Preparation| (annee(&p, "service", "ecart_de_facturation"), causes(&p, "service"));
    let entiere = |autres: &[(u8, &str)]| juin(avec("", &["AA"], factures("", "83,33", autres)));
    assert_eq!(entiere(&[]), ("-0.04".into(), (vec![("arrondi", -4)], 0)), "12 × 83,33 = 999,96");
    assert_eq!(entiere(&[(12, "83,37")]), ("0.00".into(), (vec![], 0)));
    // six half cents are the most that the rounding of twelve rows makes
    assert_eq!(entiere(&[(12, "83,43")]), ("0.06".into(), (vec![("arrondi", 6)], 0)));
    assert_eq!(entiere(&[(12, "83,44")]), ("0.07".into(), (vec![], 7)));
    assert_eq!(entiere(&[(3, "84,33")]), ("0.96".into(), (vec![], 96)));
    let en_juin = avec("arrete_au = 2021-06-30", &["AA"], factures("", "83,33", &[]));
    assert_eq!(juin(en_juin), ("-0.02".into(), (vec![("arrondi", -2)], 0)), "499,98 − 500");
    let deux = avec("", &["AA", "BB"], factures("BB", "83,33", &[]));
    assert_eq!(causes(&deux, "service"), (vec![("arrondi", -4)], 0));
    assert!(annuel(&deux, "BB", "ecart_de_facturation").exact().is_none());
}

#[test]
fn une_facturation_par_douziemes_n_a_pas_besoin_de_colonne_de_journees() {
    let texte: String = (1..=12).map(|mois| format!("2021-{mois:02};Aveyron;83,33\n")).collect();
    let p = avec("", &["AA"], ("donnees/facturation.csv".to_owned(), format!("mois;payeur;montant\n{texte}")));
    assert_eq!(annee(&p, "service", "montant_facture"), "999.96");
    assert_eq!(causes(&p, "service"), (vec![("arrondi", -4)], 0), "12 × 83,33 = 999,96");
}

/// A service of three dispositifs of 3 650 days each: by the day at 20 €, by a dotation of 1 200 €, at a lump sum of 2 500 €
/// a mesure. Bills: the days of the first, but for so many in March; a twelfth a month; two mesures in March.
fn trois_manieres(oubliees: u32) -> Preparation {
    let tarif = |code: &str, prix: &str| {
        format!("[[tarif]]\ndispositif = \"{code}\"\ndepuis = 2021-01-01\n{prix}\nnature = \"applicable\"\n")
    };
    let tarifs = tarif("AA", "prix_de_journee = \"20,00\"")
        + &tarif("BB", "dotation_globalisee = \"1 200,00\"")
        + &tarif("CC", "forfait_mesure = \"2 500,00\"");
    let mut factures = "mois;dispositif;payeur;id;journees_facturees;prix_de_journee;montant\n".to_owned();
    for (mois, jours) in (1..).zip(DIX) {
        let jours = jours.parse::<u32>().unwrap() - if mois == 3 { oubliees } else { 0 };
        factures += &format!("2021-{mois:02};AA;Aveyron;;{jours};20,00;{}\n", jours * 20);
        factures += &format!("2021-{mois:02};BB;Aveyron;;;;100,00\n");
    }
    factures += "2021-03;CC;Aveyron;M1;;;2500,00\n2021-03;CC;Aveyron;M2;;;2500,00\n";
    let tables = ["AA", "BB", "CC"].map(|code| dix(code, "Journées", &DIX));
    let tables = [&tables[..], &[("donnees/facturation.csv".to_owned(), factures)]].concat();
    prepare(reglages(&tarifs, &[("AA", ""), ("BB", ""), ("CC", "")]), &tables)
}

/// Days due, billed, their difference, days that nobody bills.
fn journees(c: &Comparaison) -> [String; 4] {
    [&c.journees_dues, &c.journees_facturees, &c.ecart_de_journees, &c.journees_au_forfait].map(dit)
}

#[test]
fn les_journees_que_personne_ne_facture_ne_sont_pas_comparees() {
    let sans = "sans objet, facturé sans journées : dotation globalisée ou forfait";
    let p = trois_manieres(0);
    let ligne = |p: &Preparation, code: &str| rapprochement(p, code).payeurs[0].clone();
    let service = ligne(&p, "service");
    assert_eq!(service.payeur.as_deref(), Some("Aveyron"));
    assert_eq!(journees(&service.annee), ["3650.00", "3650.00", "0.00", "7300.00"]);
    assert_eq!(journees(&service.mois[2]), ["310.00", "310.00", "0.00", "620.00"]);
    let euros = |c: &Comparaison| [&c.montant_du, &c.montant_facture, &c.ecart].map(dit);
    assert_eq!(euros(&service.annee), ["79200.00", "79200.00", "0.00"], "73 000 + 1 200 + 2 × 2 500");
    assert_eq!(journees(&ligne(&p, "AA").annee), ["3650.00", "3650.00", "0.00", "sans objet"]);
    for code in ["BB", "CC"] {
        assert_eq!(journees(&ligne(&p, code).annee), [sans, sans, sans, "3650.00"], "{code}");
    }
    assert_eq!(annee(&p, "service", "ecart_de_facturation_journees"), "0.00");
    // five days forgotten in March: they are all of the difference
    let p = trois_manieres(5);
    assert_eq!(journees(&ligne(&p, "service").mois[2]), ["310.00", "305.00", "-5.00", "620.00"]);
    assert_eq!(journees(&ligne(&p, "service").annee), ["3650.00", "3645.00", "-5.00", "7300.00"]);
    assert_eq!(euros(&ligne(&p, "service").annee)[2], "-100.00");
    assert_eq!(annee(&p, "service", "ecart_de_facturation_journees"), "-5.00");
}
