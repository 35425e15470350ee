//! A table where every row is false: the first findings are listed, the others counted.

use super::outils::Table;
use trame::controler;

const LIGNES: usize = 20_000;

#[test]
fn beyond_two_hundred_findings_of_a_check_are_counted() {
    let mut table = Table::new(&["AEMO"]);
    for n in 0..LIGNES {
        table.ligne(&format!("id=M{n} jeune=J dispositif=AEMO debut=2021-05-01 fin=2021-04-01"));
    }
    let controle = controler::donnees(table.dossier(2021, "")).unwrap();
    let constats = controler::figures(&controle, &trame::calculer::indicateurs(&controle));
    let listes: Vec<u32> =
        constats.listes.iter().filter(|c| c.code == "fin-avant-debut").map(|c| c.span.line).collect();
    assert!(listes.into_iter().eq(2..202));
    let omis = constats.omis.iter().find(|o| o.code == "fin-avant-debut").unwrap();
    assert_eq!((omis.nombre, omis.a_verifier), (LIGNES - 200, LIGNES - 200));
    let faits = controle.constats().iter().filter(|c| c.code == "fin-avant-debut").count();
    assert_eq!(faits, 200, "a finding that is only counted is not made");
}

#[test]
fn an_explained_finding_is_recognised_among_many() {
    let mut table = Table::new(&["AEMO"]);
    table.suivi.tables[0].colonnes.push((trame::domaine::suivi::Colonne::Debut, 3, "debut".to_owned()));
    for n in 0..1_000 {
        table.ligne(&format!("id=M{n} dispositif=AEMO decision=2021-05-01 debut=2021-04-01"));
    }
    let justification = "[[justification]]\ncode = \"debut-avant-decision\"\nfichier = \"donnees/suivi.csv\"\n\
                         cellule = \"D900\"\nmotif = \"placement en urgence\"\n";
    let controle = controler::donnees(table.dossier(2021, justification)).unwrap();
    let constats = controler::figures(&controle, &trame::calculer::indicateurs(&controle));
    let omis = constats.omis.iter().find(|o| o.code == "debut-avant-decision").unwrap();
    assert_eq!((omis.nombre, omis.a_verifier), (800, 799));
}
