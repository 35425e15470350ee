//! The follow-up table and the waiting list, row by row.

use super::*;
use crate::domaine::anomalie::CauseDeDate;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Naissance, NatureDeDecision};
use chrono::NaiveDate;

const UN_SEUL: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AED\"\n\
                       libelle = \"Aide à domicile\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";

fn suivi(texte: &str) -> Dossier {
    lu(&[("donnees/suivi.csv", texte.as_bytes())])
}

fn jour(annee: i32, mois: u32, jour: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(annee, mois, jour)
}

fn mots(dossier: &Dossier, colonne: Colonne) -> Vec<&str> {
    let mot = |l: &LigneDeSuivi| dossier.suivi.lu(l, colonne).map_or("", |lu| lu.mot.as_str());
    dossier.suivi.lignes.iter().map(|l| if l.mot(colonne).est_dit() { mot(l) } else { "" }).collect()
}

#[test]
fn une_ligne_se_lit_colonne_par_colonne() {
    let dossier = suivi(
        "Suivi des mesures 2021\n\nid;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;décision;début;fin;\
         motif fin;suite;nature de décision;échéance;notification;quotité;référent;exercée en;exercée depuis\n\
         M014 ; J7;F3;F;12/05/2008;AEMO renforcée;Blois;JE;05/10/2020;1er novembre 2020;30/11/21;main levée;\
         retour à domicile;Initiale;2021-07-05;;50 %;R2;AED-R;06/10/2020\n",
    );
    assert_eq!(natures(&dossier), []);
    let [ligne] = &dossier.suivi.lignes[..] else { panic!("{:?}", dossier.suivi) };
    assert_eq!((ligne.numero, ligne.rang, ligne.table), (4, 3, 0));
    assert_eq!((ligne.id.as_str(), ligne.jeune.as_str(), ligne.famille.as_str()), ("M014", "J7", "F3"));
    assert_eq!(ligne.naissance, jour(2008, 5, 12).map(|jour| Naissance { jour, au_jour: true }));
    assert_eq!((ligne.decision, ligne.debut, ligne.fin), (jour(2020, 10, 5), jour(2020, 11, 1), jour(2021, 11, 30)));
    assert_eq!((ligne.echeance, ligne.notification, ligne.exercee_depuis), (jour(2021, 7, 5), None, jour(2020, 10, 6)));
    assert_eq!(dossier.suivi.dispositif(ligne), Some(0));
    assert_eq!(dossier.suivi.lu(ligne, Colonne::ExerceeEn).and_then(|lu| lu.dispositif), Some(1));
    assert_eq!(dossier.suivi.nature(ligne), Some(NatureDeDecision::Initiale));
    assert_eq!(Some(dossier.suivi.quotite(ligne)), Exact::fraction(1, 2));
    for (colonne, mot) in [
        (Colonne::Sexe, "fille"),
        (Colonne::Territoire, "Blois"),
        (Colonne::Prescripteur, "juge des enfants"),
        (Colonne::MotifFin, "mainlevée"),
        (Colonne::Suite, "retour en milieu familial"),
        (Colonne::Referent, "R2"),
        (Colonne::Payeur, ""),
    ] {
        assert_eq!(mots(&dossier, colonne), [mot], "{colonne:?}");
    }
    let table = &dossier.tables[0];
    assert_eq!((table.genre, table.lignes_utilisees, table.lignes_remplies), (Some("suivi des mesures"), 1, 3));
    assert_eq!(dossier.suivi.span(ligne, Some(Colonne::Debut)).short(), "J4");
}

#[test]
fn les_graphies_d_un_mot_sont_un_mot() {
    let rapport = format!(
        "{RAPPORT}[correspondances]\n\"Renforcé\" = \"AEMO-R\"\n[correspondances.territoires]\n\"BLS\" = \"Blois\"\n"
    );
    let texte = "id;dispositif;territoire;début;sexe;quotité\nM1;AEMO-R;Blois;01/01/2021;F;0,5\nM2;aemo r;BLOIS;01/01/2021;fille;1/2\n\
                 M3;Renforcé;bls;01/01/2021;2;50 %\nM4;-;NC;01/01/2021;inconnu;\n";
    let dossier = lu_avec(&rapport, &[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!(natures(&dossier), []);
    for colonne in [Colonne::Dispositif, Colonne::Territoire, Colonne::Quotite] {
        let numeros: Vec<u16> = dossier.suivi.lignes.iter().map(|l| l.mot(colonne).0).collect();
        assert_eq!(numeros, [1, 1, 1, 0], "{colonne:?}");
    }
    assert_eq!(mots(&dossier, Colonne::Sexe), ["fille", "fille", "fille", "non connu"]);
    assert_eq!(mots(&dossier, Colonne::Territoire), ["Blois", "Blois", "Blois", ""]);
}

#[test]
fn un_dispositif_inconnu_est_dit_une_fois_a_sa_premiere_ligne() {
    let dossier = suivi("id;dispositif;début\nM1;AEMO-R;01/01/2021\nM2;AEMOX;01/01/2021\nM3;aemox;01/01/2021\n");
    let trouvees = natures(&dossier);
    assert!(
        matches!(&trouvees[..], [(place, NatureAnomalie::DispositifInconnu { lu, .. })]
        if place == "B3" && lu.as_deref() == Some("")),
        "{trouvees:?}"
    );
    assert_eq!(
        dossier.suivi.lignes.iter().map(|l| dossier.suivi.dispositif(l)).collect::<Vec<_>>(),
        [Some(0), None, None]
    );
    assert!(dossier.suivi.lexique(Colonne::Dispositif).is_some_and(|l| l.mots.len() == 2 && !l.mots[1].connu));
}

#[test]
fn sans_colonne_le_dispositif_est_le_seul_ou_celui_du_titre() {
    let texte = "id;famille;début;fin\nM1;F1;01/01/2021;\nM2;F2;01/02/2021;\n";
    let seul = lu_avec(UN_SEUL, &[("donnees/suivi.csv", texte.as_bytes())]);
    let titre = suivi(&format!("Suivi AED-R\n{texte}"));
    let fichier = lu(&[("donnees/suivi AED-R.csv", texte.as_bytes())]);
    for (dossier, rang) in [(seul, 0), (titre, 1), (fichier, 1)] {
        assert_eq!(natures(&dossier), []);
        assert!(dossier.suivi.lignes.iter().all(|l| dossier.suivi.dispositif(l) == Some(rang)), "{rang}");
    }
    let rien = natures(&suivi(texte));
    assert!(matches!(&rien[..], [(_, NatureAnomalie::DispositifInconnu { lu: None, .. })]), "{rien:?}");
}

#[test]
fn une_liste_d_attente_donne_des_lignes_en_attente() {
    let texte = "id;famille;dispositif;territoire;decision\nA1;F1;AED-R;Blois;01/12/2021\nTotal;1;;;\n";
    let dossier = lu(&[("donnees/attente.csv", texte.as_bytes())]);
    assert_eq!(natures(&dossier), []);
    let [ligne] = &dossier.suivi.lignes[..] else { panic!("{:?}", dossier.suivi.lignes) };
    assert!(dossier.suivi.tables[0].attente && ligne.debut.is_none());
    assert_eq!((ligne.decision, dossier.suivi.dispositif(ligne)), (jour(2021, 12, 1), Some(1)));
}

#[test]
fn une_naissance_se_lit_au_jour_ou_au_mois_pas_a_l_annee() {
    let dossier = suivi(
        "id;naissance;dispositif;début\nM1;12/05/98;AEMO-R;01/01/2021\nM2;03/2010;AEMO-R;01/01/2021\nM3;mai 2011;AEMO-R;01/01/2021\nM4;2012;AEMO-R;01/01/2021\nM5;2013;AEMO-R;01/01/2021\n",
    );
    let naissances: Vec<_> = dossier.suivi.lignes.iter().map(|l| l.naissance.map(|n| (n.jour, n.au_jour))).collect();
    let le = |a, m, j, au_jour| jour(a, m, j).map(|jour| (jour, au_jour));
    assert_eq!(naissances, [le(1998, 5, 12, true), le(2010, 3, 1, false), le(2011, 5, 1, false), None, None]);
    let annee = NatureAnomalie::DateIllisible { cause: CauseDeDate::AnneeSeule };
    assert_eq!(natures(&dossier), [("B5".to_owned(), annee)]);
}

#[test]
fn une_date_illisible_est_dite_a_sa_cellule_sans_la_citer() {
    let dossier = suivi(
        "id;dispositif;début;fin\nM1;AEMO-R;03/15/2021;chez DUPONT\nM2;AEMO-R;#REF!;NC\nM3;AEMO-R;45383;31/02/2021\nM4;AEMO-R;mars 2021;en cours\n",
    );
    let date = |cause| NatureAnomalie::DateIllisible { cause };
    assert_eq!(
        natures(&dossier),
        [
            ("C2".to_owned(), date(CauseDeDate::MoisAvantLeJour)),
            ("D2".to_owned(), date(CauseDeDate::Texte)),
            ("C3".to_owned(), NatureAnomalie::ErreurDeTableur { lu: "#REF!".into() }),
            ("C4".to_owned(), date(CauseDeDate::Nombre)),
            ("D4".to_owned(), date(CauseDeDate::Inexistante)),
            ("C5".to_owned(), date(CauseDeDate::MoisSeul)),
        ]
    );
    assert!(dossier.suivi.lignes.iter().all(|l| l.debut.is_none() && l.fin.is_none()));
}

#[test]
fn totaux_notes_et_en_tetes_repetes_ne_sont_pas_des_mesures() {
    let texte = "id;dispositif;sexe;début;fin\nM1;AEMO-R;F;01/01/2021;\n\nid;dispositif;sexe;début;fin\nM2;AEMO-R;G;01/02/2021;\n;;;;\n7;;;;\n\
                 Sous-total AEMO-R;2;;;\nTOTAL;;2;2;0\n;;;2;0\n* en cours au 31/12\n;;F;;\n";
    let dossier = suivi(texte);
    let ids: Vec<&str> = dossier.suivi.lignes.iter().map(|l| l.id.as_str()).collect();
    assert_eq!((ids, natures(&dossier)), (vec!["M1", "M2"], vec![]));
    assert_eq!(dossier.tables[0].lignes_utilisees, 2);
}

#[test]
fn un_nom_n_est_jamais_charge() {
    let texte = "id;nom;prénom;jeune;dispositif;début\nM1;DUPONT;Léa;Léa Dupont;AEMO-R;01/01/2021\nM2;MARTIN;Tom;Tom Martin;AEMO-R;01/02/2021\n";
    let dossier = suivi(texte);
    let tout = format!("{dossier:?}").to_lowercase();
    assert!(!tout.contains("dupont") && !tout.contains("martin"));
    let nominatives = natures(&dossier);
    assert!(
        matches!(
            &nominatives[..],
            [
                (_, NatureAnomalie::ColonneNominative { .. }),
                (_, NatureAnomalie::ColonneNominative { .. }),
                (_, NatureAnomalie::IdentifiantNominatif { .. })
            ]
        ),
        "{nominatives:?}"
    );
    assert_eq!(dossier.suivi.lignes.len(), 2);
}

#[test]
fn un_seul_nom_parmi_des_codes_suffit_a_taire_la_colonne() {
    let texte = "id;dispositif;référent;début;fin\nM1;AEMO-R;R1;01/01/2021;\nM2;AEMO-R;Mme Durand;01/02/2021;\nLéa DUPONT;AEMO-R;R1;01/03/2021;\n";
    let dossier = suivi(texte);
    let nominatif = |entete: &str| NatureAnomalie::IdentifiantNominatif { entete: entete.into() };
    assert_eq!(natures(&dossier), [("A1".into(), nominatif("id")), ("C1".into(), nominatif("référent"))]);
    assert!(!format!("{dossier:?}").contains("DUPONT") && !format!("{dossier:?}").contains("Durand"));
}

#[test]
fn une_colonne_inconnue_est_dite_et_les_en_tetes_se_passent_de_leurs_petits_mots() {
    let texte = "N° mesure;Dispositif;Date décision;Date début;Date fin;Zorglub;Nature\nM1;AEMO-R;01/01/2020;01/02/2020;;x;\nM1;AEMO-R;15/06/2021;;;;mainlevée\n";
    let dossier = suivi(texte);
    let ignoree = NatureAnomalie::ColonneIgnoree { entete: "Zorglub".into(), proche: None };
    assert_eq!(natures(&dossier), [("F1".into(), ignoree)]);
    assert_eq!(dossier.suivi.lignes.len(), 2);
}
