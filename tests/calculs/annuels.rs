//! An annual table is a declaration: what the report computes from it, and the cell of each figure.

use super::*;

fn cellules(preparation: &Preparation, code: &str, id: &str) -> Vec<String> {
    let valeur = annuel(preparation, code, id);
    valeur.cellules().into_iter().map(|span| format!("{} {}", span.file, span.short())).collect()
}

fn internat_et_pead(lignes: &str) -> Preparation {
    let places = |n| capacite("dispositif.capacite", "2021-01-01", n);
    let reglages = reglages("", &[("INTERNAT", &places(21)), ("PEAD", &places(20))]);
    let texte = format!(";INTERNAT;;PEAD;;TOTAL;\n;N-1;N;N-1;N;N-1;N\n{lignes}");
    prepare(reglages, &[("donnees/journees.csv".to_owned(), texte)])
}

#[test]
fn un_tableau_annuel_declare_les_journees_de_l_annee_et_celles_d_avant() {
    let p = internat_et_pead(
        "Capacité installée;21;21;10;20;31;41\nJournées cibles CPOM (80%);6132;6132;2920;5840;9052;11972\n\
         Journées réalisées;6349;6286;3100;5735;9449;12021\nTaux d’occupation;82,8 %;82 %;NC;NC;;\n",
    );
    for (code, id, nombre) in [
        ("INTERNAT", "journees_realisees", "6286.00"),
        ("INTERNAT", "journees_previsionnelles", "6132.00"),
        ("INTERNAT", "taux_d_occupation", "0.82"),
        ("PEAD", "ecart_journees", "-105.00"),
        ("service", "journees_realisees", "12021.00"),
        ("service", "journees_previsionnelles", "11972.00"),
    ] {
        assert_eq!(annee(&p, code, id), nombre, "{code} {id}");
    }
    for code in ["INTERNAT", "PEAD", "service"] {
        assert_eq!(source(&p, code), Some(SourceJournees::Declaration), "{code}");
    }
    assert_eq!(cellules(&p, "INTERNAT", "journees_realisees"), ["donnees/journees.csv C5"]);
    assert_eq!(cellules(&p, "service", "journees_realisees"), ["donnees/journees.csv C5", "donnees/journees.csv E5"]);
    let indicateurs = p.indicateurs().unwrap();
    let precedent = &indicateurs.perimetres.iter().find(|p| p.code == "PEAD").unwrap().precedent;
    let avant = |id: &str| precedent.get(id).map(|n| n.flottant());
    assert_eq!((avant("journees_realisees"), avant("places")), (Some(3100.0), Some(10.0)));
    let codes: Vec<&str> = p.constats.listes.iter().map(|d| d.code).collect();
    assert!(
        !codes.contains(&"total-different-du-detail") && !codes.contains(&"journees-declarees-differentes"),
        "{codes:?}"
    );
}

#[test]
fn des_mois_qui_contredisent_le_tableau_annuel_mettent_une_reserve() {
    let texte = "AA;;\n;N-1;N\nJournées réalisées;3500;3700\n".to_owned();
    let tableaux = [("donnees/annuel.csv".to_owned(), texte), dix("AA", "Journées", &DIX)];
    let p = prepare(reglages("", &[("AA", "")]), &tableaux);
    let constat = p.constats.listes.iter().find(|d| d.code == "journees-declarees-differentes").unwrap();
    assert_eq!((constat.span.file.as_str(), constat.span.short()), ("donnees/annuel.csv", "C3".to_owned()));
    assert_eq!(annee(&p, "AA", "journees_realisees"), "3650.00", "twelve months are stronger than a declaration");
}
