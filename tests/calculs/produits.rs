//! Which price, on which days: never other days than those printed.

use super::{DIX, annee, annuel, depuis_juillet, dix, prepare, reglages, stables};

const PREVISION: &str = "[activite]\njournees_previsionnelles = 3650\n";

fn tarif(depuis: &str, prix: &str, nature: &str, suite: &str) -> String {
    format!("[[tarif]]\ndepuis = {depuis}\nprix_de_journee = \"{prix}\"\nnature = \"{nature}\"\n{suite}\n")
}

fn deux_prix() -> String {
    tarif("2021-01-01", "20,00", "reconduction", "") + &tarif("2021-07-01", "30,00", "applicable", "")
}

#[test]
fn plusieurs_prix_ne_s_appliquent_qu_aux_journees_imprimees() {
    let declare = "[dispositif.activite]\njournees_realisees = 3000\n";
    let tables = [stables("AA", "10"), stables("BB", "10")];
    let p = prepare(reglages(&deux_prix(), &[("AA", declare), ("BB", "")]), &tables);
    assert_eq!(annee(&p, "service", "journees_realisees"), "6650.00");
    let motif = "journées connues pour l’année seulement, et plusieurs prix dans l’année";
    assert_eq!(annee(&p, "service", "produits_realises"), motif);
    let p = prepare(reglages(&deux_prix(), &[("AA", ""), ("BB", "")]), &tables);
    assert_eq!(annee(&p, "service", "produits_realises"), "182800.00", "2 × (1 810 × 20 + 1 840 × 30)");
    let unique = tarif("2021-01-01", "20,00", "applicable", "");
    let p = prepare(reglages(&unique, &[("AA", declare), ("BB", "")]), &tables);
    assert_eq!(annee(&p, "service", "produits_realises"), "133000.00");
    assert!(annuel(&p, "service", "produits_realises").reserve.is_some(), "3 000 is impossible");
}

#[test]
fn les_journees_du_service_se_paient_au_prix_que_tous_partagent() {
    let activite = "[activite]\njournees_realisees = 7200\njournees_previsionnelles = 7000\n";
    let tables = [stables("AA", "10"), stables("BB", "10")];
    let de = |prix: &str, code: &str| tarif("2021-01-01", prix, "moyen", &format!("dispositif = \"{code}\""));
    let produits = |prix_de_bb: &str| {
        let service = format!("{activite}{}{}", de("20,00", "AA"), de(prix_de_bb, "BB"));
        let p = prepare(reglages(&service, &[("AA", ""), ("BB", "")]), &tables);
        ["produits_prevus", "produits_realises"].map(|id| annee(&p, "service", id))
    };
    assert_eq!(produits("20,00"), ["140000.00", "144000.00"]);
    let motif = "journées données pour le service entier, sans prix commun (un prix par dispositif)";
    assert_eq!(produits("21,00"), [motif, motif]);
}

#[test]
fn le_prix_en_vigueur_ne_depend_pas_de_l_ordre_du_fichier() {
    let produits = |tarifs: &[String]| {
        let service =
            |tarifs: &mut dyn Iterator<Item = &String>| format!("{PREVISION}{}", tarifs.cloned().collect::<String>());
        [service(&mut tarifs.iter()), service(&mut tarifs.iter().rev())].map(|service| {
            let p = prepare(reglages(&service, &[("AA", "")]), &[dix("AA", "Journées", &DIX)]);
            ["produits_prevus", "produits_realises"].map(|id| annee(&p, "service", id))
        })
    };
    let partout = |produits: [[String; 2]; 2], attendu: &str| assert_eq!(produits.concat(), [attendu; 4]);
    let t = |depuis: &str, prix: &str, nature: &str| tarif(depuis, prix, nature, "");
    let janvier = "2021-01-01";
    partout(produits(&[t(janvier, "20,00", "moyen"), t("2020-01-01", "10,00", "moyen")]), "73000.00");
    partout(produits(&[t(janvier, "20,00", "applicable"), t(janvier, "10,00", "reconduction")]), "73000.00");
    partout(produits(&[t(janvier, "20,00", "moyen"), t("2022-01-01", "30,00", "applicable")]), "73000.00");
    partout(produits(&[t("2022-01-01", "30,00", "applicable")]), "aucun prix en vigueur en 2021");
    let forfait = "[[tarif]]\ndepuis = 2021-01-01\ndotation_globalisee = \"100000\"\n".to_owned();
    partout(produits(&[t(janvier, "20,00", "applicable"), forfait.clone()]), "73000.00");
    partout(produits(&[forfait]), "100000.00");
}

#[test]
fn un_dispositif_pas_encore_ouvert_n_a_pas_de_produits() {
    let places = "[[dispositif.capacite]]\ndepuis = 2021-07-01\nplaces = 10\n";
    let prix = tarif("2021-01-01", "20,00", "moyen", "dispositif = \"AA\"");
    let p = prepare(
        reglages(&format!("arrete_au = 2021-03-31\n{prix}"), &[("AA", ""), ("BB", places)]),
        &[stables("AA", "10")],
    );
    assert_eq!(annee(&p, "service", "produits_realises"), "18000.00");
    let p = prepare(reglages(&prix, &[("AA", places)]), &[depuis_juillet("AA", true)]);
    assert_eq!(annee(&p, "AA", "produits_realises"), "36800.00");
}
