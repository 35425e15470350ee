//! Bounds: what goes beyond is refused or counted, never lost.

use super::*;

#[test]
fn au_dela_de_mille_anomalies_d_un_genre_on_compte() {
    let table = format!("Mois;Dispositif;Entrées;Sorties\n{}", "mars;AEMO-R;#REF!;0\n".repeat(1_003));
    let dossier = lu(&[("donnees/a.csv", table.as_bytes()), ("donnees/b.csv", table.as_bytes())]);
    let erreurs = |a: &&Anomalie| matches!(a.nature, NatureAnomalie::ErreurDeTableur { .. });
    assert_eq!(dossier.anomalies.iter().filter(erreurs).count(), 2_000);
    let omises: Vec<_> = dossier.omises.iter().map(|o| (o.exemple.span.file.as_str(), o.nombre)).collect();
    assert_eq!(omises, [("donnees/a.csv", 3), ("donnees/b.csv", 3)]);
    assert!(dossier.omises.iter().all(|o| erreurs(&&o.exemple) && o.exemple.span.line == 1_002));
}

#[test]
fn un_rapport_demesure_est_refuse_avant_d_etre_lu() {
    let avec = |octets: usize| {
        let rapport = format!("{RAPPORT}#{}", " ".repeat(octets - RAPPORT.len() - 1)).into_bytes();
        let source = Source { chemin: "rapport.toml".into(), octets: rapport };
        (limites(Some(&source)), dossier(vec![source].into()))
    };
    let borne = usize::try_from(OCTETS_DU_RAPPORT).unwrap();
    assert!(avec(borne).1.reglages.is_some());
    let (limites, dossier) = avec(borne + 1);
    assert!(dossier.reglages.is_none() && dossier.rapport_toml.is_none());
    assert_eq!(limites.octets_par_fichier, Limites::default().octets_par_fichier);
    let natures: Vec<_> = dossier.anomalies.iter().map(|a| (a.span.file.as_str(), &a.nature)).collect();
    assert_eq!(natures, [("rapport.toml", &NatureAnomalie::FichierTropGrand { limite: "1 Mio".into() })]);
}

#[test]
fn un_rapport_laisse_ferme_n_est_pas_dit_absent() {
    let ecarte = Ecarte { chemin: "rapport.toml".into(), raison: RaisonDEcart::TropGrand(OCTETS_DU_RAPPORT + 1) };
    let dossier = dossier(Depot { sources: Vec::new(), ecartes: vec![ecarte] });
    let natures: Vec<_> = dossier.anomalies.iter().map(|a| &a.nature).collect();
    assert_eq!(natures, [&NatureAnomalie::FichierTropGrand { limite: "1 Mio".into() }]);
}

/// How many totals of entrées are kept, and where it is said that others are not.
fn totaux_d_entrees(table: &str) -> (usize, Vec<String>) {
    let dossier = lu(&[("donnees/x.csv", table.as_bytes())]);
    let tus = |a: &&Anomalie| matches!(a.nature, NatureAnomalie::TotauxNonVerifies { limite: 64 });
    let places = dossier.anomalies.iter().filter(tus).map(|a| a.span.short()).collect();
    (dossier.totaux.iter().filter(|t| t.grandeur == Grandeur::Entrees).count(), places)
}

#[test]
fn les_totaux_qui_ne_sont_plus_verifies_sont_dits_une_fois() {
    let repete = |texte: &str, fois: usize| texte.repeat(fois);
    let en_colonnes = |n| {
        let (totaux, chiffres) = (repete(";Total", n), repete(";3", n));
        format!("AEMO-R;janv;févr{totaux}\nEntrées;1;2{chiffres}\nSorties;1;2{chiffres}\n")
    };
    let en_lignes = |n| format!("Mois;Dispositif;Entrées;Sorties\njanvier;AEMO-R;1;1\n{}", repete("Total;;1;1\n", n));
    let en_croix = |n| format!("Entrées;AEMO-R;AED-R{}\njanvier;1;2{}\n", repete(";Total", n), repete(";3", n));
    let croisees = |n| format!("Entrées;AEMO-R;AED-R\njanvier;1;2\n{}", repete("Total;1;2\n", n));
    let du_service = |n| {
        let service = repete("\nService;janv;févr\nEntrées;1;2\nSorties;1;2\n", n);
        format!("AEMO-R;janv;févr\nEntrées;1;2\nSorties;1;2\n{service}")
    };
    let aucun: Vec<String> = Vec::new();
    assert_eq!(totaux_d_entrees(&en_colonnes(64)), (64, aucun.clone()));
    assert_eq!(totaux_d_entrees(&en_colonnes(66)), (64, vec!["BP2".to_owned()]));
    assert_eq!(totaux_d_entrees(&en_lignes(64)), (64, aucun.clone()));
    assert_eq!(totaux_d_entrees(&en_lignes(66)), (64, vec!["A67".to_owned()]));
    assert_eq!(totaux_d_entrees(&en_croix(64)), (64, aucun.clone()));
    assert_eq!(totaux_d_entrees(&en_croix(66)), (64, vec!["BP2".to_owned()]));
    assert_eq!(totaux_d_entrees(&croisees(64)), (128, aucun.clone()));
    assert_eq!(totaux_d_entrees(&croisees(66)), (128, vec!["A67".to_owned()]));
    assert_eq!(totaux_d_entrees(&du_service(64)), (128, aucun));
    assert_eq!(totaux_d_entrees(&du_service(66)), (128, vec!["B262".to_owned()]));
}
