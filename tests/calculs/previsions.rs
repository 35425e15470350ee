//! Forecast proceeds: the days planned for each payer, the mesures planned where each is worth a lump sum.

use super::{annee, du_mois, prepare, reglages, stables};
use trame::Preparation;
use trame::domaine::valeur::Provenance;

fn tarif(depuis: &str, prix: &str, payeur: &str, suite: &str) -> String {
    format!(
        "[[tarif]]\ndepuis = {depuis}\nprix_de_journee = \"{prix}\"\nnature = \"applicable\"\npayeur = \"{payeur}\"\n{suite}\n"
    )
}

fn prevus(service: &str) -> String {
    annee(&avec(service), "service", "produits_prevus")
}

fn avec(service: &str) -> Preparation {
    let arrete = if service.contains("arrete_au") { "" } else { "arrete_au = 2021-12-31\n" };
    prepare(reglages(&format!("{arrete}{service}"), &[("AA", "")]), &[stables("AA", "10")])
}

fn codes(p: &Preparation) -> Vec<&str> {
    let constats = p.constats.listes.iter().map(|d| d.code);
    constats.filter(|code| code.starts_with("previsionnel-par")).collect()
}

fn prevoit(journees: &str) -> String {
    format!("journees_previsionnelles = {journees}")
}

#[test]
fn les_journees_prevues_de_chaque_payeur_se_paient_a_son_prix() {
    let activite = "[activite]\njournees_previsionnelles = 3650\n";
    let aveyron = tarif("2021-01-01", "20,00", "Aveyron", &prevoit("2150"));
    let herault = |journees: &str| tarif("2021-01-01", "30,00", "Hérault", &prevoit(journees));
    let p = avec(&format!("{activite}{aveyron}{}", herault("1500")));
    assert_eq!(annee(&p, "service", "produits_prevus"), "88000.00", "2 150 × 20 + 1 500 × 30");
    assert_eq!(codes(&p), [] as [&str; 0]);
    let p = avec(&format!("{activite}{aveyron}{}", herault("1400")));
    assert_eq!((annee(&p, "service", "produits_prevus"), codes(&p).len()), ("85000.00".into(), 1));
    // 125 days a month, at 30 € then at 40 €; the list and the year shared by twelfths give the same
    let comptage = "[comptage]\nprevision_par = \"douziemes\"\n";
    for douze in ["1500", "[125, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125, 125]"] {
        let deux = format!("{comptage}{aveyron}{}{}", herault(douze), tarif("2021-07-01", "40,00", "HERAULT", ""));
        assert_eq!(prevus(&deux), "95500.00", "43 000 + 750 × 30 + 750 × 40");
        assert_eq!(prevus(&format!("arrete_au = 2021-03-31\n{deux}")), "22000.00", "537,5 × 20 + 375 × 30");
    }
    let seul = format!("{activite}{aveyron}{}", tarif("2021-01-01", "30,00", "Hérault", ""));
    let motif = "journées prévisionnelles non données pour Hérault (journees_previsionnelles, dans [[tarif]])";
    assert_eq!(prevus(&seul), motif);
    assert_eq!(codes(&avec(&seul)), [] as [&str; 0], "2 150 of 3 650 leave some for Hérault");
    let contredit = format!("{aveyron}{}{}", herault("1500"), tarif("2021-07-01", "40,00", "Hérault", &prevoit("1")));
    let p = avec(&contredit);
    let motif = "deux nombres de journées prévisionnelles pour le même payeur";
    assert_eq!((annee(&p, "service", "produits_prevus"), codes(&p).len()), (motif.into(), 1));
}

#[test]
fn le_meme_prix_pour_tous_se_passe_des_journees_de_chacun() {
    let de = |suite: &str| {
        let tarifs = tarif("2021-01-01", "20,00", "Aveyron", suite) + &tarif("2021-01-01", "20,00", "Hérault", "");
        prevus(&format!("[activite]\njournees_previsionnelles = 3650\n{tarifs}"))
    };
    assert_eq!([de(""), de(&prevoit("3000"))], ["73000.00", "73000.00"]);
    let dotation = "[[tarif]]\ndepuis = 2021-01-01\ndotation_globalisee = \"120000\"\npayeur = \"Aveyron\"\n";
    let herault = tarif("2021-01-01", "30,00", "Hérault", &prevoit("1500"));
    assert_eq!(prevus(&format!("{dotation}{herault}")), "165000.00", "120 000 + 1 500 × 30");
}

#[test]
fn les_journees_par_payeur_d_un_dispositif_sont_les_siennes() {
    let d_aa = |journees: &str| format!("dispositif = \"AA\"\n{}", prevoit(journees));
    let tarifs = tarif("2021-01-01", "20,00", "Aveyron", &d_aa("2000"))
        + &tarif("2021-01-01", "30,00", "Hérault", &d_aa("1000"))
        + &tarif("2021-01-01", "10,00", "Aveyron", &prevoit("365"))
        + &tarif("2021-01-01", "12,00", "Hérault", &prevoit("365"));
    let p = prepare(
        reglages(&format!("arrete_au = 2021-12-31\n{tarifs}"), &[("AA", ""), ("BB", "")]),
        &[stables("AA", "10"), stables("BB", "2")],
    );
    assert_eq!(annee(&p, "AA", "produits_prevus"), "70000.00", "2 000 × 20 + 1 000 × 30");
    let motif = "les journées prévisionnelles de chaque payeur sont données pour plusieurs dispositifs";
    assert_eq!(annee(&p, "BB", "produits_prevus"), motif);
}

#[test]
fn les_mesures_prevues_valent_le_forfait() {
    let forfait =
        |depuis: &str, montant: &str| format!("[[tarif]]\ndepuis = {depuis}\nforfait_mesure = \"{montant}\"\n");
    let unique = forfait("2021-01-01", "2 500,00");
    let deux = format!("{unique}{}", forfait("2021-07-01", "2 600,00"));
    let activite = |mesures: &str| format!("[activite]\nmesures_previsionnelles = {mesures}\n");
    assert_eq!(prevus(&format!("{}{unique}", activite("40"))), "100000.00", "40 × 2 500");
    let change = "le forfait change dans l’année, et les mesures prévues ne sont pas données mois par mois";
    assert_eq!(prevus(&format!("{}{deux}", activite("40"))), change);
    let douze = activite("[3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 4]");
    assert_eq!(prevus(&format!("{douze}{deux}")), "102000.00", "20 × 2 500 + 20 × 2 600");
    assert_eq!(prevus(&format!("arrete_au = 2021-03-31\n{douze}{deux}")), "25000.00", "10 × 2 500");
    let en_cours = "mesures prévues pour l’année entière, et exercice en cours";
    assert_eq!(prevus(&format!("arrete_au = 2021-03-31\n{}{unique}", activite("40"))), en_cours);
    let de_chacun = |aa: &str, bb: &str| {
        let p = prepare(reglages(&format!("arrete_au = 2021-12-31\n{unique}"), &[("AA", aa), ("BB", bb)]), &[]);
        annee(&p, "service", "produits_prevus")
    };
    let prevoit = |n: u32| format!("[dispositif.activite]\nmesures_previsionnelles = {n}\n");
    assert_eq!(de_chacun(&prevoit(30), &prevoit(10)), "100000.00", "(30 + 10) × 2 500");
    assert!(de_chacun(&prevoit(30), "").contains("aucun nombre de mesures n’est prévu"));
}

/// Places × days at each date of effect: an operation that a workbook does again, not a rule in words.
#[test]
fn les_journees_theoriques_sont_une_operation_sur_les_places() {
    let places = "[[dispositif.capacite]]\ndepuis = 2021-01-01\nplaces = 10\n[[dispositif.capacite]]\ndepuis = 2021-04-11\nplaces = 16\n";
    let service = "[comptage]\nprevision_par = \"douziemes\"\n";
    let cible = format!("{places}[dispositif.activite]\ntaux_cible = \"100 %\"\n");
    let p = prepare(reglages(service, &[("AA", &cible)]), &[stables("AA", "10")]);
    let avril = |id: &str| du_mois(&p, "AA", id, 4);
    assert_eq!([avril("journees_theoriques"), avril("places")], ["420.00", "16.00"], "10 × 10 + 16 × 20");
    assert_eq!(avril("journees_previsionnelles"), "425.83", "365 ÷ 12 × (10 × 10 + 16 × 20) ÷ 30");
    assert_eq!(du_mois(&p, "AA", "journees_theoriques", 5), "496.00", "16 × 31");
    for perimetre in &p.indicateurs().unwrap().perimetres {
        for id in ["places", "journees_theoriques", "journees_previsionnelles"] {
            for mois in p.indicateurs().unwrap().exercice.mois() {
                let mut a_voir = vec![perimetre.mensuel(id, mois)];
                while let Some(valeur) = a_voir.pop() {
                    assert!(!matches!(&*valeur.provenance, Provenance::Deduite(..)), "{id} {mois} : {valeur:?}");
                    a_voir.extend(valeur.operandes().iter().cloned());
                }
            }
        }
    }
}
