//! The rows that `expliquer` names are as many as the figure says, on cases built by hand and on random tables.

use super::hasard::table_au_hasard;
use super::outils::Table;
use trame::calculer;
use trame::controler;
use trame::domaine::comptees::{Comptees, Recherche};
use trame::domaine::dossier::Dossier;
use trame::domaine::indicateur::Indicateurs;
use trame::domaine::valeur::{Provenance, Valeur};

/// Every figure counted over rows, with them.
fn comptees(dossier: Dossier) -> Vec<(Valeur, Comptees)> {
    let controle = controler::donnees(dossier).unwrap();
    let indicateurs: Indicateurs = calculer::indicateurs(&controle);
    let recherche = Recherche::new(&controle, &indicateurs);
    let des_perimetres =
        indicateurs.perimetres.iter().flat_map(|p| p.mensuel.values().flatten().chain(p.annuel.values()));
    let comptee = |v: &&Valeur| matches!(*v.provenance, Provenance::Comptee(_));
    let avec = |v: &Valeur| (v.clone(), recherche.de(v).unwrap_or_else(|| panic!("{:?}", v.nom)));
    des_perimetres.filter(comptee).map(avec).collect()
}

/// How many figures the rows give back.
fn verifie(dossier: Dossier) -> usize {
    let mut nombre = 0;
    for (valeur, comptees) in comptees(dossier) {
        let Provenance::Comptee(denombrement) = &*valeur.provenance else { unreachable!() };
        if let Some(total) = comptees.total {
            assert_eq!(Some(total), valeur.exact(), "{:?}", valeur.nom);
            nombre += 1;
        }
        if let Some(lignes) = denombrement.lignes {
            assert_eq!(lignes, comptees.nombre, "{:?}", valeur.nom);
            nombre += 1;
        }
    }
    nombre
}

#[test]
fn les_lignes_d_une_table_au_hasard_donnent_chaque_compte() {
    for graine in 0..40 {
        let (table, annee, suite) = table_au_hasard(graine);
        assert!(verifie(table.dossier(annee, &suite)) > 100, "graine {graine}");
    }
}

#[test]
fn les_lignes_des_cas_difficiles() {
    let mut table = Table::new(&["AEMO", "AED"]);
    table
        .ligne("id=M1 jeune=J1 famille=F1 dispositif=AEMO quotite=50 debut=2020-05-02 decision=2020-04-01")
        .ligne("id=M1 decision=2021-03-10 nature_de_decision=renouvellement dispositif=AEMO")
        .ligne("id=M1 decision=2021-06-01 debut=2021-06-01 nature_de_decision=modification dispositif=AED quotite=100")
        .ligne("id=M1 decision=2021-09-15 fin=2021-09-15 nature_de_decision=mainlevée")
        .ligne("id=M2 jeune=J2 famille=F1 dispositif=AED decision=2021-01-04 debut=2021-02-01 fin=2021-11-30")
        .ligne("id=M3 jeune=J3 famille=F2 dispositif=AEMO decision=2021-10-01 exercee_en=AED exercee_depuis=2021-10-11")
        .ligne("id=M4 jeune=J2 famille=F1 dispositif=AEMO decision=2021-11-20 debut=2021-12-05");
    assert!(verifie(table.dossier(2021, "arrete_au = 2021-12-31")) > 60);
    assert!(verifie(table.dossier(2021, "arrete_au = 2021-12-31\ncomptage.couper_a_l_echeance = true")) > 60);
}
