//! domaine.md § 2.2: 22,54 € over the year, 21,80 € until an arrêté of 1 July, 23,27 € after it. The price in force is
//! derived by the forecast and by the days really produced, always as « calcul dérivé ».

use super::{annee, dix, prepare, reglages};
use trame::Preparation;

/// 5 200 days until June, 8 116 after.
const R2: [&str; 12] = ["900", "800", "900", "900", "900", "800", "1400", "1400", "1300", "1400", "1300", "1316"];

const PREVISION: &str = "[activite]\njournees_previsionnelles = 15208\n";

fn tarif(depuis: &str, prix: &str, nature: &str) -> String {
    format!("[[tarif]]\ndepuis = {depuis}\nprix_de_journee = \"{prix}\"\nnature = \"{nature}\"\n")
}

fn trois_prix(applicable: &str) -> String {
    tarif("2021-01-01", "22,54", "moyen")
        + &tarif("2021-01-01", "21,80", "reconduction")
        + &tarif("2021-07-01", applicable, "applicable")
}

fn service(tarifs: &str, journees: &[&str]) -> Preparation {
    prepare(reglages(&format!("{PREVISION}{tarifs}"), &[("AA", "")]), &[dix("AA", "Journées", journees)])
}

fn du_service(p: &Preparation, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| annee(p, "service", id)).collect()
}

fn compares(p: &Preparation) -> Vec<String> {
    let constats = p.constats.listes.iter().filter(|c| c.code == "prix-applicable-different-du-calcul");
    constats.map(|c| c.message.replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

#[test]
fn domaine_2_2_le_prix_applicable_par_la_prevision_et_par_les_journees() {
    let p = service(&trois_prix("23,27"), &R2);
    let ids = ["prix_applicable_par_prevision", "prix_applicable_par_journees"];
    assert_eq!(du_service(&p, &ids), ["23.27", "22.92"]);
    let exact = super::annuel(&p, "service", ids[0]).exact().unwrap();
    assert_eq!(exact.arrondi(3), 23_268, "(365 × 22,54 − 181 × 21,80) ÷ 184, never rounded before it is printed");
    assert!(compares(&p).is_empty(), "23,27 € is what the forecast gives");
}

#[test]
fn domaine_2_2_deux_prix_sur_les_journees_produites() {
    let p = service(&trois_prix("23,27"), &R2);
    let ids = ["journees_realisees", "produits_prevus", "produits_realises", "ecart_produits", "prix_moyen_constate"];
    assert_eq!(du_service(&p, &ids), ["13316.00", "342788.32", "302219.32", "-40569.00", "22.70"]);
    let motif = "2 prix se succèdent dans l’année";
    let sans_moyen = trois_prix("23,27").replacen("moyen", "reconduction", 1).replacen("22,54", "21,80", 1);
    assert_eq!(annee(&service(&sans_moyen, &R2), "service", "prix_de_journee"), motif);
}

#[test]
fn domaine_2_2_la_prevision_repartie_par_jours_se_paie_aux_deux_prix() {
    let deux = tarif("2021-01-01", "21,80", "reconduction") + &tarif("2021-07-01", "23,27", "applicable");
    let p = service(&deux, &R2);
    // 15 208 × 181 ÷ 365 × 21,80 + 15 208 × 184 ÷ 365 × 23,27
    assert_eq!(annee(&p, "service", "produits_prevus"), "342804.15");
    let motif = "aucun tarif de nature « moyen » n’est donné pour 2021";
    assert_eq!(annee(&p, "service", "prix_applicable_par_prevision"), motif);
}

#[test]
fn un_prix_applicable_que_rien_n_explique_est_dit_une_fois() {
    let p = service(&trois_prix("23,72"), &R2);
    assert_eq!(
        compares(&p),
        [
            "service : prix de 23,72 € applicable à partir du 1er juillet 2021, alors que le calcul dérivé donne 23,27 € par la prévision et 22,92 € par les journées réalisées avant cette date"
        ]
    );
    assert!(compares(&service(&trois_prix("22,92"), &R2)).is_empty(), "22,92 € is what the days give");
}

#[test]
fn le_prix_de_l_annee_precedente_peut_venir_de_l_historique() {
    let tarifs = tarif("2021-01-01", "22,54", "moyen") + &tarif("2021-07-01", "23,27", "applicable");
    let id = "prix_applicable_par_prevision";
    let motif = annee(&service(&tarifs, &R2), "service", id);
    assert!(motif.starts_with("le prix de 2020 n’est pas donné"), "{motif}");
    let historique = "[[historique]]\nexercice = 2020\nprix_de_journee = \"21,80\"\n";
    assert_eq!(annee(&service(&format!("{tarifs}{historique}"), &R2), "service", id), "23.27");
    let janvier = tarifs.replace("2021-07", "2021-01");
    let motif = "aucun prix ne prend effet après le 1er janvier 2021";
    assert_eq!(annee(&service(&janvier, &R2), "service", id), motif);
}

#[test]
fn l_annee_bissextile_compte_366_jours() {
    let tarifs = trois_prix("23,27").replace("2021", "2020");
    let texte = reglages(&tarifs, &[("AA", "")]).replace("exercice = 2021", "exercice = 2020");
    let p = prepare(texte, &[dix("AA", "Journées", &["310"])]);
    let exact = super::annuel(&p, "service", "prix_applicable_par_prevision").exact().unwrap();
    assert_eq!(exact.arrondi(4), 232_720, "(366 × 22,54 − 182 × 21,80) ÷ 184");
}

/// CASF R.314-113: the mean of the effective days of the three years before.
#[test]
fn r_314_113_la_moyenne_des_trois_annees_precedentes() {
    let annee_de = |annee: u32, jours: u32, suite: &str| {
        format!("[[historique]]\nexercice = {annee}\njournees_realisees = {jours}\n{suite}")
    };
    let deux = annee_de(2019, 14_000, "") + &annee_de(2020, 14_500, "");
    let ids = ["journees_moyenne_triennale", "ecart_a_la_moyenne_triennale"];
    let p = service(&format!("{deux}{}", annee_de(2018, 13_501, "")), &R2);
    assert_eq!(du_service(&p, &ids), ["14000.33", "1207.67"]);
    let motif = "journées réalisées de 2018 non déclarées";
    assert_eq!(du_service(&service(&deux, &R2), &ids), [motif, motif]);
    let de_aa = [2018, 2019, 2020].map(|annee| annee_de(annee, 3_000, "dispositif = \"AA\"\n")).concat();
    let p = service(&de_aa, &R2);
    assert_eq!(annee(&p, "AA", ids[0]), "3000.00");
    assert_eq!(annee(&p, "service", ids[0]), "3000.00", "the sum of its dispositifs, when it declares none");
}
