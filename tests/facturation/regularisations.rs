//! Bills that put others right after an arrêté, lump sums, wrong prices together, amounts that cannot be read, payers under
//! several names.

use super::{RAPPORT, RECONDUIT, lu};
use trame::diagnostic::Diagnostic;
use trame::domaine::rapprochement::Cause;
use trame::{calculer, controler};

const MARS: &str = "[[tarif]]\ndepuis = 2021-03-01\nprix_de_journee = \"23,27\"\nnature = \"applicable\"\n";
const SUIVI: (&str, &str) =
    ("donnees/suivi.csv", "id;dispositif;decision;debut;fin\nM1;AEMO-R;01/06/2020;15/06/2020;01/06/2021\n");
const ENTETE: &str = "mois;dispositif;id;journees_facturees;prix_de_journee;montant\n";
const HIVER: &str = "2021-01;AEMO-R;M1;31;21,80;675,80\n2021-02;AEMO-R;M1;28;21,80;610,40\n";
const PRINTEMPS: &str = "2021-04;AEMO-R;M1;30;23,27;698,10\n2021-05;AEMO-R;M1;31;23,27;721,37\n";

/// Findings of the billing as « code cell ».
fn dits(rapport: &str, tables: &[(&str, &str)]) -> Vec<String> {
    let dit = |d: &Diagnostic| format!("{} {}", d.code, d.span.short());
    tous(rapport, tables).iter().map(dit).collect()
}

fn tous(rapport: &str, tables: &[(&str, &str)]) -> Vec<Diagnostic> {
    let controle = controler::donnees(lu(rapport, tables)).unwrap();
    let mut constats: Vec<Diagnostic> = controle.constats().to_vec();
    constats.extend(controler::figures(&controle, &calculer::indicateurs(&controle)).listes);
    let de_la_facturation = |d: &Diagnostic| d.span.file.contains("factures");
    let mut constats: Vec<Diagnostic> = constats.into_iter().filter(de_la_facturation).collect();
    constats.sort_by_key(|d| (d.span.line, d.code));
    constats.dedup();
    constats
}

/// Findings of M1 billed from January to May, with these rows for March.
fn mars(lignes: &str) -> Vec<String> {
    let factures = format!("{ENTETE}{HIVER}{PRINTEMPS}{lignes}");
    let rapport =
        format!("{}{RECONDUIT}{MARS}", RAPPORT.replace("exercice = 2021", "exercice = 2021\narrete_au = 2021-05-31"));
    dits(&rapport, &[SUIVI, ("donnees/factures.csv", &factures)])
}

/// 23,27 − 21,80 = 1,47.
#[test]
fn la_difference_de_deux_prix_n_est_ni_un_prix_faux_ni_un_double() {
    let ancien = "2021-03;AEMO-R;M1;31;21,80;675,80\n";
    for rappel in [
        "2021-03;AEMO-R;M1;31;1,47;45,57\n",
        "2021-03;AEMO-R;M1;31;;45,57\n",
        "2021-05;AEMO-R;M1;31;1,47;45,57\n",
        "2021-03;AEMO-R;;31;1,47;45,57\n",
    ] {
        assert!(mars(&format!("{ancien}{rappel}")).is_empty(), "{rappel} {:?}", mars(&format!("{ancien}{rappel}")));
    }
    assert_eq!(mars(ancien), ["prix-non-applicable E6"]);
    // fewer days than those at the former price, or another difference
    let court = mars(&format!("{ancien}2021-03;AEMO-R;M1;30;1,47;44,10\n"));
    assert_eq!(court, ["prix-non-applicable E6"]);
    let autre = mars(&format!("{ancien}2021-03;AEMO-R;M1;31;1,48;45,88\n"));
    assert!(autre.iter().any(|d| d == "facture-en-double D7"), "{autre:?}");
    let deux_fois = "2021-03;AEMO-R;M1;31;1,47;45,57\n".repeat(2);
    assert!(mars(&format!("{ancien}{deux_fois}")).contains(&"facture-en-double D8".to_owned()));
    // the price went up, the rappel takes back
    assert_eq!(
        mars("2021-03;AEMO-R;M1;31;21,80;675,80\n2021-03;AEMO-R;M1;-31;1,47;-45,57\n")[0],
        "prix-non-applicable E6"
    );
}

#[test]
fn un_rappel_ne_compte_aucune_journee_et_compense_l_ecart_de_prix() {
    let factures =
        format!("{ENTETE}{HIVER}{PRINTEMPS}2021-03;AEMO-R;M1;31;21,80;675,80\n2021-03;AEMO-R;M1;31;1,47;45,57\n");
    let rapport =
        format!("{}{RECONDUIT}{MARS}", RAPPORT.replace("exercice = 2021", "exercice = 2021\narrete_au = 2021-05-31"));
    let controle = controler::donnees(lu(&rapport, &[SUIVI, ("donnees/factures.csv", &factures)])).unwrap();
    let indicateurs = calculer::indicateurs(&controle);
    let aemo = indicateurs.perimetres.iter().find(|p| p.code == "AEMO-R").unwrap();
    let nombre = |id| aemo.annuel(id).exact().unwrap().arrondi(2);
    assert_eq!(nombre("journees_facturees"), 15_100);
    // 59 × 21,80 + 92 × 23,27
    assert_eq!([nombre("montant_facture"), nombre("montant_du")], [342_704; 2]);
    let causes = &aemo.rapprochement.as_ref().unwrap().causes;
    let prix = causes.iter().find(|(cause, _)| *cause == Cause::Prix).map(|(_, v)| v.exact().unwrap().arrondi(2));
    assert_eq!(prix.unwrap_or_default(), 0);
}

#[test]
fn un_montant_sans_journees_ne_laisse_qu_un_reste_a_expliquer() {
    let juste = "2021-03;AEMO-R;M1;31;23,27;721,37\n";
    for montant in
        ["2021-03;AEMO-R;M1;;;100,00\n", "2021-03;AEMO-R;M1;0;23,27;100,00\n", "2021-03;AEMO-R;M1;0;;100,00\n"]
    {
        assert_eq!(
            mars(&format!("{juste}{montant}")),
            ["ecart-de-facturation-inexplique donnees/factures.csv"],
            "{montant}"
        );
        let deux = mars(&format!("{juste}{montant}{montant}"));
        assert!(!deux.iter().any(|d| d.starts_with("facture-en-double")), "{deux:?}");
    }
    // an amount that another one puts right leaves nothing to explain
    let corrige = mars("2021-03;AEMO-R;M1;31;23,27;775,37\n2021-03;AEMO-R;M1;0;;-54,00\n");
    assert_eq!(corrige, ["montant-different-de-journees-par-prix F6"]);
    // days that were not typed are not none
    let seul = mars("2021-03;AEMO-R;M1;;;721,37\n");
    assert!(!seul.iter().any(|d| d.starts_with("journees-facturees-differentes")), "{seul:?}");
}

#[test]
fn les_lignes_fausses_du_meme_prix_font_un_seul_constat() {
    let factures = format!("{ENTETE}{HIVER}2021-03;AEMO-R;M1;31;21,80;675,80\n{PRINTEMPS}");
    let tarif = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"22,54\"\n";
    let constats = tous(&format!("{RAPPORT}{tarif}"), &[SUIVI, ("donnees/factures.csv", &factures)]);
    let faux: Vec<&Diagnostic> = constats.iter().filter(|d| d.code == "prix-non-applicable").collect();
    assert_eq!(faux.iter().map(|d| d.span.short()).collect::<Vec<_>>(), ["E2", "E5"]);
    let lies: Vec<String> = faux[0].lies.iter().skip(1).map(|(span, _)| span.short()).collect();
    assert_eq!(lies, ["E3", "E4"]);
    // 90 × (21,80 − 22,54), 61 × (23,27 − 22,54)
    for (constat, total) in faux.iter().zip(["−66,60 € pour 90 journées", "+44,53 € pour 61 journées"]) {
        let message = constat.message.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(message.contains(total), "{message}");
    }
}

#[test]
fn un_montant_illisible_n_est_jamais_remplace() {
    let rapport =
        format!("{}{RECONDUIT}", RAPPORT.replace("exercice = 2021", "exercice = 2021\narrete_au = 2021-02-28"));
    let facture = |entete: &str, janvier: &str| {
        let texte = format!("{entete}2021-01;AEMO-R;M1;31;{janvier}\n2021-02;AEMO-R;M1;28;21,80;610,40\n");
        let controle = controler::donnees(lu(&rapport, &[SUIVI, ("donnees/factures.csv", &texte)])).unwrap();
        let indicateurs = calculer::indicateurs(&controle);
        let aemo = indicateurs.perimetres.iter().find(|p| p.code == "AEMO-R").unwrap();
        aemo.annuel("montant_facture").nombre.map(|n| n.arrondi(2))
    };
    assert_eq!(facture(ENTETE, "21,80;675,80"), Ok(128_620));
    assert_eq!(facture(ENTETE, "21,80;"), Ok(128_620));
    assert_eq!(facture(ENTETE, "21,80;voir courrier"), Err("illisible en F2".to_owned()));
    assert_eq!(facture(ENTETE, "vingt;"), Err("illisible en E2".to_owned()));
    assert_eq!(facture(&ENTETE.replace(";montant", ""), "21,80"), Ok(128_620));
}

#[test]
fn un_forfait_facture_deux_fois_se_trouve_d_un_mois_a_l_autre() {
    let forfait = |depuis: &str, euros: &str| {
        format!("[[tarif]]\ndepuis = {depuis}\nforfait_mesure = \"{euros}\"\nnature = \"applicable\"\n")
    };
    let un = format!("{RAPPORT}{}", forfait("2021-01-01", "3 000,00"));
    let dits = |rapport: &str, suivi: &str, lignes: &str| {
        let factures = format!("{ENTETE}{lignes}");
        let mut dits = dits(rapport, &[("donnees/suivi.csv", suivi), ("donnees/factures.csv", &factures)]);
        dits.retain(|d| d.starts_with("facture-en-double") || d.starts_with("ecart"));
        dits
    };
    let deux = "2021-01;AEMO-R;M1;;3000,00;3000,00\n2021-06;AEMO-R;M1;;3000,00;3000,00\n";
    assert_eq!(dits(&un, SUIVI.1, deux), ["facture-en-double F3"]);
    let avec_avoir =
        "2021-01;AEMO-R;M1;;3000,00;3000,00\n2021-02;AEMO-R;M1;;3000,00;-3000,00\n2021-06;AEMO-R;M1;;3000,00;3000,00\n";
    assert_eq!(dits(&un, SUIVI.1, avec_avoir), [""; 0]);
    let deux_tarifs = format!("{un}{}", forfait("2021-04-01", "3 200,00"));
    assert_eq!(
        dits(&deux_tarifs, SUIVI.1, "2021-01;AEMO-R;M1;;3000,00;3000,00\n2021-06;AEMO-R;M1;;3200,00;3200,00\n"),
        [""; 0]
    );
    let autre = "2021-01;AEMO-R;M1;;3000,00;3000,00\n2021-06;AEMO-R;M2;;3000,00;3000,00\n";
    let suivi = format!("{}M2;AEMO-R;01/06/2020;15/06/2020;01/06/2021\n", SUIVI.1);
    assert_eq!(dits(&un, &suivi, autre), [""; 0]);
}

/// The price in force, as the causes; the price billed where none is.
#[test]
fn des_journees_de_trop_valent_le_prix_en_vigueur() {
    let factures = format!("{ENTETE}2021-01;AEMO-R;M1;31;20,00;620,00\n2021-06;AEMO-R;M1;2;20,00;40,00\n");
    let message = |tarifs: &str| {
        let constats = tous(&format!("{RAPPORT}{tarifs}"), &[SUIVI, ("donnees/factures.csv", &factures)]);
        let constat = constats.into_iter().find(|d| d.code == "facture-au-dela-de-l-echeance").unwrap();
        constat.message.replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert!(message(RECONDUIT).ends_with("soit 43,60 €"), "{}", message(RECONDUIT));
    assert!(message("").ends_with("soit 40,00 € au prix facturé"), "{}", message(""));
}

#[test]
fn un_payeur_sous_deux_noms_n_en_fait_qu_un() {
    let tarifs = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"24,00\"\nnature = \"applicable\"\npayeur = \"Conseil départemental du Loiret\"\n";
    let suivi = "id;dispositif;decision;debut;fin;payeur\nM1;AEMO-R;01/06/2020;15/06/2020;01/03/2021;Loiret\n";
    let factures = "mois;dispositif;payeur;id;journees_facturees;prix_de_journee;montant\n2021-01;AEMO-R;Département du Loiret;M1;31;24,00;744,00\n2021-02;AEMO-R;LOIRET;M1;28;24,00;672,00\n";
    let tables = [("donnees/suivi.csv", suivi), ("donnees/factures.csv", factures)];
    let rapport = format!("{RAPPORT}{tarifs}");
    assert_eq!(dits(&rapport, &tables), [""; 0]);
    let controle = controler::donnees(lu(&rapport, &tables)).unwrap();
    let indicateurs = calculer::indicateurs(&controle);
    let aemo = indicateurs.perimetres.iter().find(|p| p.code == "AEMO-R").unwrap();
    let payeurs = &aemo.rapprochement.as_ref().unwrap().payeurs;
    assert_eq!(
        payeurs.iter().map(|l| l.payeur.as_deref()).collect::<Vec<_>>(),
        [Some("Conseil départemental du Loiret")]
    );
    assert_eq!(payeurs[0].annee.montant_facture.exact().map(|n| n.arrondi(2)), Some(141_600));
}
