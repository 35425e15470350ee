//! Annual tables, as reports print them: « INTERNAT | PEAD » over « N-1 | N ».

use super::*;
use crate::domaine::anomalie::RaisonInutile;
use crate::domaine::reglages::Prevision;

const DEUX_NIVEAUX: &str = "NOMBRE DE JOURNEES;;;;;;\n\
    ;INTERNAT;;PEAD;;TOTAL;\n\
    ;N-1;N;N-1;N;N-1;N\n\
    Capacité installée;21;9/20;10;20;31;41\n\
    Nombre de jours d’ouverture;365;365;304;304;;\n\
    Capacité théorique;7665;7665;3040;6080;10705;13745\n\
    Journées cibles CPOM (80%);6132;6132;2280;4560;8412;10692\n\
    Journées réalisées;6349;6 286;5 820;5735;12169;12021\n\
    Taux d’occupation (*);82,8 %;82 %;NC;NC;;\n\
    (*) (45x365) x 95 % + (2x365) x 70 %;;;;;;\n";

fn declarees(dossier: &Dossier, code: &str) -> Option<(Exact, String)> {
    let realisees = dossier.reglages.as_ref()?.dispositif(code)?.activite.realisees.as_ref()?;
    Some((realisees.value.0, realisees.span.short()))
}

fn prevues(dossier: &Dossier, code: &str) -> Option<(Prevision, String)> {
    let prevues = dossier.reglages.as_ref()?.dispositif(code)?.activite.previsionnelles.as_ref()?;
    Some((prevues.value.clone(), prevues.span.short()))
}

fn rappel(dossier: &Dossier, code: &str, cle: &str) -> Option<(Exact, String)> {
    let valeur = dossier.reglages.as_ref()?.exercice_precedent(Some(code))?.valeurs.get(cle)?;
    Some((valeur.value, valeur.span.short()))
}

fn n(n: u32) -> Exact {
    Exact::from(n)
}

#[test]
fn le_tableau_a_deux_niveaux_devient_ce_que_rapport_toml_declarerait() {
    let dossier = mecs(DEUX_NIVEAUX);
    assert_eq!(dossier.tables[0].genre, Some("tableau annuel"));
    assert!(dossier.releves.is_empty(), "{:?}", releves(&dossier));
    assert_eq!(declarees(&dossier, "INTERNAT"), Some((n(6286), "C8".into())));
    assert_eq!(declarees(&dossier, "PEAD"), Some((n(5735), "E8".into())));
    let annuelle = |journees| Prevision::Annuelle(crate::domaine::unites::Journees(n(journees)));
    assert_eq!(prevues(&dossier, "INTERNAT"), Some((annuelle(6132), "C7".into())));
    assert_eq!(prevues(&dossier, "PEAD"), Some((annuelle(4560), "E7".into())));
    for (code, cle, nombre, cellule) in [
        ("INTERNAT", "journees_realisees", 6349, "B8"),
        ("INTERNAT", "journees_previsionnelles", 6132, "B7"),
        ("INTERNAT", "places", 21, "B4"),
        ("INTERNAT", "journees_theoriques", 7665, "B6"),
        ("PEAD", "jours_d_ouverture", 304, "D5"),
        ("PEAD", "journees_realisees", 5820, "D8"),
    ] {
        assert_eq!(rappel(&dossier, code, cle), Some((n(nombre), cellule.into())), "{code} {cle}");
    }
    assert_eq!(rappel(&dossier, "INTERNAT", "taux_d_occupation"), None);
}

#[test]
fn ce_que_trame_ne_prend_pas_est_dit_une_fois_et_rien_d_autre() {
    let dit = |libelles: &[&str], raison| NatureAnomalie::ChiffresInutilises {
        libelles: libelles.iter().map(|l| (*l).to_owned()).collect(),
        raison,
    };
    assert_eq!(
        natures(&mecs(DEUX_NIVEAUX)),
        [
            ("B6".into(), dit(&["Capacité théorique", "Taux d’occupation (*)"], RaisonInutile::Recalcule)),
            ("B4".into(), dit(&["Capacité installée", "Nombre de jours d’ouverture"], RaisonInutile::SansDate)),
        ]
    );
}

#[test]
fn les_colonnes_de_total_s_additionnent_annee_par_annee() {
    let dossier = mecs(DEUX_NIVEAUX);
    let totaux: Vec<_> = dossier.totaux.iter().map(|t| (t.span.short(), t.nombre)).collect();
    assert_eq!(
        totaux,
        [("F7".into(), n(8412)), ("G7".into(), n(10692)), ("F8".into(), n(12169)), ("G8".into(), n(12021))]
    );
    let cellules = |total: &crate::domaine::dossier::Total| match &total.details {
        Details::Annees(indices) => indices.iter().map(|i| dossier.annuels[*i].span.short()).collect::<Vec<_>>(),
        Details::Mois(_) => Vec::new(),
    };
    assert_eq!(cellules(&dossier.totaux[3]), ["C8", "E8"]);
}

#[test]
fn rapport_toml_l_emporte_sur_le_tableau() {
    let rapport = MECS.replacen(
        "modalite = \"hebergement\"\n",
        "modalite = \"hebergement\"\n[dispositif.activite]\njournees_realisees = 6300\n",
        1,
    ) + "[[historique]]\nexercice = 2022\ndispositif = \"INTERNAT\"\njournees_realisees = 6000\n";
    let dossier = lu_avec(&rapport, &[("donnees/x.csv", DEUX_NIVEAUX.as_bytes())]);
    assert_eq!(declarees(&dossier, "INTERNAT"), Some((n(6300), "ligne 12".into())));
    assert_eq!(rappel(&dossier, "INTERNAT", "journees_realisees").map(|v| v.0), Some(n(6000)));
    assert_eq!(rappel(&dossier, "INTERNAT", "places").map(|v| v.0), Some(n(21)));
    assert_eq!(dossier.reglages.unwrap().historique.len(), 2);
}

#[test]
fn les_variantes_d_un_tableau_annuel_disent_la_meme_chose() {
    for (nom, texte) in [
        ("un niveau", ";INTERNAT;PEAD;TOTAL\nCapacité théorique;7665;6080;13745\nJournées réalisées;6286;5735;12021\n"),
        ("année au titre", "Activité 2023;;;\n;INTERNAT;PEAD;TOTAL\nJournées réalisées;6286;5735;12021\n"),
        (
            "dispositifs en lignes",
            "Année 2023;;\n;Journées prévues;Journées réalisées\nINTERNAT;6132;6286\nPEAD;4560;5735\nTOTAL;10692;12021\n",
        ),
        (
            "en-tête dispositif",
            "Exercice 2023\nDispositif;Journées réalisées;Taux d'occupation\nINTERNAT;6286;82 %\nPEAD;5735;94 %\n",
        ),
        (
            "années par titre",
            "INTERNAT;;\n;2022;2023\nJournées réalisées;6349;6286\nPEAD;;\n;N - 1;N\nJournées réalisées;5820;5735\n",
        ),
        (
            "prévu et réalisé",
            "Activité 2023;;;;\n;INTERNAT;;PEAD;\n;Prévu;Réalisé;Prévu;Réalisé\nJournées;6132;6286;4560;5735\n",
        ),
        (
            "prévu et réalisé sous un titre",
            "Nombre de journées 2023;;;\n;Prévu;Réalisé;Écart\nINTERNAT;6132;6286;154\nPEAD;4560;5735;1175\n",
        ),
        (
            "année et mot ensemble",
            ";INTERNAT;;PEAD;\n;Réalisé 2022;Réalisé 2023;Réalisé 2022;Réalisé 2023\nJournées;6349;6286;5820;5735\n",
        ),
        (
            "années dessus",
            ";Année 2022;;Année 2023;\n;INTERNAT;PEAD;INTERNAT;PEAD\nJournées réalisées;6349;5820;6286;5735\n",
        ),
        ("titre pour tous", "Journées réalisées;;;\n;2021;2022;2023\nINTERNAT;6000;6349;6286\nPEAD;5000;5820;5735\n"),
        (
            "deux colonnes de libellés",
            "Exercice 2023;;\n;;2023\nINTERNAT;Journées réalisées;6286\n;Journées cibles;6132\nPEAD;Journées réalisées;5735\n",
        ),
    ] {
        let dossier = mecs(texte);
        let lues = ["INTERNAT", "PEAD"].map(|code| declarees(&dossier, code).map(|d| d.0));
        assert_eq!(lues, [Some(n(6286)), Some(n(5735))], "{nom} {:?}", dossier.anomalies);
        assert!(dossier.releves.is_empty(), "{nom}");
        let fautes = |n: &NatureAnomalie| !matches!(n, NatureAnomalie::ChiffresInutilises { .. });
        assert!(!dossier.anomalies.iter().any(|a| fautes(&a.nature)), "{nom} {:?}", dossier.anomalies);
    }
}

#[test]
fn un_tableau_sans_mois_ni_annee_ne_se_devine_pas() {
    let dossier = mecs(";INTERNAT;PEAD\nJournées réalisées;310;300\n");
    assert!(dossier.annuels.is_empty() && dossier.releves.is_empty());
    assert!(matches!(&natures(&dossier)[..], [(c, NatureAnomalie::MoisIllisible { lu: None })] if c == "B1"));
}

#[test]
fn un_dispositif_inconnu_d_un_tableau_annuel_est_dit_a_sa_cellule() {
    let dossier = mecs(&DEUX_NIVEAUX.replace(";PEAD;", ";SEMI AUTONOMIE;"));
    let inconnus: Vec<_> = natures(&dossier)
        .into_iter()
        .filter_map(|(cellule, nature)| match nature {
            NatureAnomalie::DispositifInconnu { lu, .. } => Some((cellule, lu)),
            _ => None,
        })
        .collect();
    assert_eq!(inconnus, [("D2".to_owned(), Some("SEMI AUTONOMIE".to_owned()))]);
    assert_eq!(declarees(&dossier, "INTERNAT").map(|d| d.0), Some(n(6286)));
    assert_eq!(declarees(&dossier, "PEAD"), None);
    assert!(dossier.totaux.is_empty(), "a sum over a dispositif that is unknown says nothing");
}

#[test]
fn le_service_peut_declarer_pour_lui_meme() {
    let dossier = mecs("Maison d'enfants;;\n;N-1;N\nJournées réalisées;12169;12021\n");
    let realisees = dossier.reglages.unwrap().activite.realisees.unwrap();
    assert_eq!((realisees.value.0, realisees.span.short()), (n(12021), "C3".into()));
}

#[test]
fn un_tableau_d_hospitalisations_n_est_pas_un_tableau_de_journees() {
    let texte = ";N-1;;;N;;\n;Journées;Séjours;Personnes concernées;Journées;Séjours;Personnes concernées\n\
                 En psychiatrie;12;2;2;30;3;2\nEn pédiatrie;4;1;1;0;0;0\nTOTAL;16;3;3;30;3;2\n";
    let dossier = lu_avec(MECS, &[("donnees/internat.csv", texte.as_bytes())]);
    assert!(dossier.annuels.is_empty() && dossier.releves.is_empty(), "{:?}", dossier.annuels);
}
