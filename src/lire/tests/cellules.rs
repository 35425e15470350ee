//! Cells as offices type them, and why some cannot be read.

use super::*;

/// What the présents at the start of January say when this is typed there.
fn presents(texte: &str) -> (Saisie, Option<NatureAnomalie>) {
    let table =
        format!("Mesures AEMO-R;Janv;Févr\nPrésents début;{texte};15\nEntrées;0;0\nSorties;2;1\nPrésents fin;15;14\n");
    let dossier = lu(&[("donnees/x.csv", table.as_bytes())]);
    let releve = dossier.releves.iter().find(|r| r.grandeur == Grandeur::PresentsDebut && r.mois.numero() == 1);
    let anomalie = dossier.anomalies.iter().find(|a| a.span.short() == "B2").map(|a| a.nature.clone());
    (releve.map_or(Saisie::Vide, |r| r.saisie.clone()), anomalie)
}

#[test]
fn un_nombre_se_lit_comme_on_le_tape() {
    for texte in ["17", " 17 ", "'17", "17,0", "\u{a0}17\u{202f}", "17 mesures", "\"17\"", "+17", "=\"17\"", "\"17\n\""]
    {
        assert_eq!(presents(texte), (Saisie::Nombre(Exact::from(17_u32)), None), "{texte}");
    }
    for texte in ["NC", "—", "n/c", "/", "sans objet"] {
        assert_eq!(presents(texte), (Saisie::Manquant, None), "{texte}");
    }
    assert_eq!(presents(""), (Saisie::Vide, None));
}

/// A cell that the spreadsheet made a date of looks like a month: the table is still a table.
#[test]
fn une_cellule_illisible_dit_sa_cause_et_ne_cache_pas_le_tableau() {
    for (texte, attendue) in [
        ("9/20", Cause::PlusieursValeurs),
        ("06-oct", Cause::Date(vec!["6-10".into()])),
        ("oct-18", Cause::Date(vec!["10-18".into()])),
        ("06/10/2021", Cause::Date(vec!["6-10".into()])),
        ("1,5E+3", Cause::Scientifique),
        ("12,5", Cause::Decimales),
        ("-3", Cause::Negatif),
        ("87,6 %", Cause::AutreUnite),
        ("22,54 €", Cause::AutreUnite),
        ("+ de 35", Cause::Approximation),
        ("dix-sept", Cause::Inconnue),
    ] {
        let (saisie, anomalie) = presents(texte);
        assert_eq!(saisie, Saisie::Illisible, "{texte}");
        let Some(NatureAnomalie::ValeurIllisible { lu, cause, .. }) = anomalie else { panic!("{texte} {anomalie:?}") };
        assert_eq!((lu.as_str(), cause), (texte, attendue));
    }
    let (saisie, anomalie) = presents("#VALEUR !");
    assert_eq!(
        (saisie, anomalie),
        (Saisie::Illisible, Some(NatureAnomalie::ErreurDeTableur { lu: "#VALEUR !".into() }))
    );
    assert!(matches!(presents("13.316").1, Some(NatureAnomalie::NombreAmbigu { .. })));
}

/// Every cell of a row may be wrong at once.
#[test]
fn une_ligne_entiere_de_dates_reste_une_ligne() {
    let table = "Mesures AEMO-R;Janv;Févr;Mars\nPrésents début;9/20;06-oct;03-juin\nEntrées;0;0;0\nSorties;0;X;0\nPrésents fin;1;1;1\n";
    let dossier = lu(&[("donnees/x.csv", table.as_bytes())]);
    assert_eq!((dossier.releves.len(), dossier.anomalies.len()), (12, 4), "{:?}", dossier.anomalies);
}

/// Oddity 16: the number is not guessed, and stays in the message.
#[test]
fn un_numero_de_jour_n_est_pas_un_mois() {
    let table = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\n44256;AEMO-R;17;0;2;15\n";
    let dossier = lu(&[("donnees/x.csv", table.as_bytes())]);
    assert_eq!(natures(&dossier), [("A2".into(), NatureAnomalie::MoisIllisible { lu: Some("44256".into()) })]);
}
