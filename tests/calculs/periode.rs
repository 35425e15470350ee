//! Which months are known where no table of stocks or mesures says it.

use super::{annee, dix, prepare, reglages};
use trame::Preparation;

const PREVU: &str = "[activite]\njournees_previsionnelles = 3650\n[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"20,00\"\nnature = \"applicable\"\n";
const BUDGET: &str = "Groupe;Budget autorisé;Réalisé\nCHARGES;;\nGroupe I;100;90\nGroupe II;200;210\nGroupe III;50;50\nPRODUITS;;\nGroupe I;350;340\nGroupe II;0;5\nGroupe III;0;5\n";

fn connue(p: &Preparation) -> String {
    let indicateurs = p.indicateurs().unwrap();
    indicateurs.jusqu_a.nom().to_owned()
}

fn avec(service: &str, tables: &[(&str, &str)]) -> Preparation {
    let tables: Vec<_> = tables.iter().map(|(chemin, texte)| ((*chemin).to_owned(), (*texte).to_owned())).collect();
    prepare(reglages(&format!("{service}\n{PREVU}"), &[("AA", "")]), &tables)
}

#[test]
fn sans_table_de_mois_l_exercice_est_connu_en_entier() {
    let p = avec("", &[("donnees/budget.csv", BUDGET)]);
    assert_eq!((connue(&p), annee(&p, "service", "produits_prevus")), ("décembre".into(), "73000.00".into()));
    assert_eq!(annee(&p, "service", "charges_realisees"), "350.00", "90 + 210 + 50");
    assert!(!p.indicateurs().unwrap().en_cours());
    assert_eq!(connue(&avec("", &[])), "décembre");
    assert_eq!(connue(&avec("arrete_au = 2021-09-30", &[("donnees/budget.csv", BUDGET)])), "septembre");
}

#[test]
fn une_facturation_seule_dit_les_mois_connus() {
    let factures = "mois;dispositif;journees_facturees;prix_de_journee;montant\n2021-01;AA;31;20,00;620,00\n2021-04;AA;30;20,00;600,00\n2022-01;AA;31;20,00;620,00\n";
    let table = ("donnees/facturation.csv", factures);
    assert_eq!(connue(&avec("", &[table])), "avril");
    assert_eq!(connue(&avec("arrete_au = 2021-03-31", &[table])), "janvier");
    let declaree = PREVU.replace("[activite]\n", "[activite]\njournees_realisees = 3600\n");
    let table = (table.0.to_owned(), factures.to_owned());
    let p = prepare(reglages(&declaree, &[("AA", "")]), &[table]);
    assert_eq!((connue(&p), annee(&p, "service", "journees_realisees")), ("décembre".into(), "3600.00".into()));
}

#[test]
fn un_tableau_de_mois_encore_vide_ne_dit_rien() {
    let (chemin, texte) = dix("AA", "Journées", &["0"]);
    let vide: String = texte.lines().map(|l| l.replace([';', '0', '1'], ";") + "\n").collect();
    assert!(vide.contains("Mesures AA"), "{vide}");
    assert_eq!(connue(&avec("", &[(&chemin, &vide), ("donnees/budget.csv", BUDGET)])), "janvier");
}
