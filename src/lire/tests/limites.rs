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
