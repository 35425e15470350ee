//! Who the mesures are about, how long they wait, and what comes soon.

use super::outils::{Table, annuel, calcule, jour, perimetre};
use trame::diagnostic::Span;
use trame::domaine::dossier::{AttenteDeclaree, Dossier, Saisie};
use trame::domaine::exact::Exact;
use trame::domaine::indicateur::{Indicateurs, Perimetre};
use trame::domaine::population::{Critere, EffectifDeclare, Population, Ventilation};
use trame::domaine::reglages::UniteDeCompte;

const COMPLET: &str = "arrete_au = 2021-12-31";

fn table(p: &Perimetre, population: Population, critere: Critere, par: Option<Critere>) -> &Ventilation {
    let trouvee = |v: &&Ventilation| v.population == population && v.critere == critere && v.par == par;
    p.ventilations.iter().find(trouvee).unwrap()
}

/// The lines that count someone, with their counts by column.
fn lignes(v: &Ventilation) -> Vec<(&str, Vec<i128>)> {
    let nombres = v.effectifs.iter().map(|l| l.iter().map(|n| n.exact().unwrap().entier().unwrap()).collect());
    let lignes = v.lignes.iter().map(String::as_str).zip(nombres);
    lignes.filter(|(_, n): &(_, Vec<i128>)| n.iter().any(|n| *n > 0)).collect()
}

fn service(indicateurs: &Indicateurs) -> &Perimetre {
    indicateurs.service().unwrap()
}

#[test]
fn les_ages_sont_pris_a_la_date_imprimee() {
    let mut table_de_suivi = Table::new(&["AEMO"]);
    table_de_suivi.ligne("id=1 dispositif=AEMO sexe=fille naissance=2005-06-15 debut=2021-03-01 fin=2021-09-01");
    table_de_suivi.ligne("id=2 dispositif=AEMO sexe=garçon naissance=2004-02-29 debut=2022-02-28");
    table_de_suivi.ligne("id=3 dispositif=AEMO naissance=2018-12-31 debut=2021-03-01");
    table_de_suivi.ligne("id=4 dispositif=AEMO sexe=fille debut=2021-03-01");
    let indicateurs = table_de_suivi.calcule(2021, COMPLET);
    let ages = |population| table(service(&indicateurs), population, Critere::Age, Some(Critere::Sexe));
    assert_eq!(ages(Population::Admissions).reference, "à l’entrée");
    assert_eq!(ages(Population::Sorties).reference, "à la sortie");
    assert!(
        ages(Population::Suivis).reference.contains("31\u{a0}décembre 2021")
            || ages(Population::Suivis).reference.contains("31 décembre 2021")
    );
    assert_eq!(ages(Population::Suivis).colonnes, ["fille", "garçon", "non renseigné"]);
    let attendus = [("0–2 ans", vec![0, 0, 1]), ("11–15 ans", vec![1, 0, 0]), ("non renseigné", vec![1, 0, 0])];
    assert_eq!(lignes(ages(Population::Admissions)), attendus);
    let attendus = [("3–5 ans", vec![0, 0, 1]), ("16–17 ans", vec![1, 0, 0]), ("non renseigné", vec![1, 0, 0])];
    assert_eq!(lignes(ages(Population::Suivis)), attendus);
    assert_eq!(ages(Population::Suivis).lignes.len(), 7, "no line for 21 and more, whom nobody met");
    let n_plus_1 = table_de_suivi.calcule(2022, "arrete_au = 2022-12-31");
    let entree = table(service(&n_plus_1), Population::Admissions, Critere::Age, Some(Critere::Sexe));
    assert_eq!(lignes(entree), [("16–17 ans", vec![0, 1, 0])], "born on 29 February, 18 on 1 March");
    let bandes = table_de_suivi.calcule(2021, &format!("{COMPLET}\n[ages]\nbandes = [0, 6, 12]"));
    let suivis = table(service(&bandes), Population::Suivis, Critere::Age, Some(Critere::Sexe));
    assert_eq!(suivis.lignes, ["0–5 ans", "6–11 ans", "12 ans et plus", "non renseigné"]);
}

#[test]
fn territoires_motifs_durees_et_fratries() {
    let mut suivi = Table::new(&["AEMO", "AED"]);
    suivi.ligne("id=1 famille=F1 dispositif=AEMO territoire=Nord debut=2021-01-10 fin=2021-04-09 motif_fin=échéance suite=placement");
    suivi.ligne("id=2 famille=F1 dispositif=AED territoire=Nord debut=2021-01-10 fin=2021-04-10 motif_fin=échéance");
    suivi.ligne("id=3 famille=F2 dispositif=AEMO territoire=Sud debut=2019-01-10 referent=R1");
    suivi.ligne("id=4 famille=F2 dispositif=AEMO debut=2021-11-01 decision=2021-09-15");
    let indicateurs = suivi.calcule(2021, COMPLET);
    let p = service(&indicateurs);
    let territoires = table(p, Population::Suivis, Critere::Territoire, Some(Critere::Dispositif));
    assert_eq!(territoires.colonnes, ["AEMO", "AED"]);
    assert_eq!(lignes(territoires), [("Nord", vec![1, 1]), ("Sud", vec![1, 0]), ("non renseigné", vec![1, 0])]);
    let fins = table(p, Population::Sorties, Critere::MotifFin, Some(Critere::Suite));
    assert_eq!(
        (&fins.colonnes[..], lignes(fins)),
        (&["placement".to_owned(), "non renseigné".to_owned()][..], vec![("échéance", vec![1, 1])])
    );
    let durees = table(p, Population::Sorties, Critere::Duree, None);
    assert_eq!(lignes(durees), [("moins de 3 mois", vec![1]), ("de 3 à moins de 6 mois", vec![1])]);
    let anciennetes = table(p, Population::Presents, Critere::Anciennete, None);
    assert_eq!(lignes(anciennetes), [("moins de 3 mois", vec![1]), ("24 mois et plus", vec![1])]);
    assert_eq!(
        lignes(table(p, Population::Presents, Critere::Referent, None)),
        [("R1", vec![1]), ("non renseigné", vec![1])]
    );
    let delais = table(p, Population::Admissions, Critere::Delai, None);
    assert_eq!(lignes(delais), [("de 1 à moins de 2 mois", vec![1]), ("non renseigné", vec![2])]);
    let fratries = table(p, Population::Suivis, Critere::Fratrie, None);
    assert_eq!((fratries.unite, lignes(fratries)), (UniteDeCompte::Famille, vec![("2 mesures", vec![2])]));
    let aed = table(perimetre(&indicateurs, "AED"), Population::Suivis, Critere::Fratrie, None);
    assert_eq!(lignes(aed), [("1 mesure", vec![1])]);
}

#[test]
fn l_attente_de_celles_qui_ont_commence_et_de_celles_qui_attendent() {
    let mut suivi = Table::new(&["AEMO"]);
    for (n, debut) in ["2021-02-04", "2021-02-06", "2021-02-09", "2021-02-13"].iter().enumerate() {
        suivi.ligne(&format!("id={n} dispositif=AEMO decision=2021-02-01 debut={debut} fin=2021-07-0{}", n + 1));
    }
    suivi.ligne("id=8 famille=F dispositif=AEMO decision=2021-12-21");
    suivi.ligne("id=9 famille=F dispositif=AEMO decision=2021-12-01 territoire=Nord");
    suivi.ligne("id=10 famille=G dispositif=AEMO decision=2022-01-02");
    suivi.ligne("id=11 dispositif=AEMO debut=2020-01-01 jeune=J");
    let places = "[[capacite]]\ndepuis = 2021-01-01\nplaces = 1\n[[capacite]]\ndepuis = 2022-04-01\nplaces = 2";
    let indicateurs = suivi.calcule(2021, &format!("{COMPLET}\n{places}"));
    let valeur = |id: &str| service(&indicateurs).annuel(id).exact();
    assert_eq!(annuel(&indicateurs, "service", "attente_mesures"), Some(2));
    assert_eq!(annuel(&indicateurs, "service", "attente_familles"), Some(1));
    assert_eq!(valeur("attente_part_capacite"), Some(Exact::from(2_u32)));
    assert_eq!(valeur("attente_delai_moyen"), Some(Exact::from(7_u32)));
    assert_eq!(valeur("attente_delai_median"), Some(Exact::decimal(65, 1)));
    assert_eq!(valeur("attente_delai_p75"), Some(Exact::from(9_u32)));
    assert_eq!(valeur("attente_delai_max"), Some(Exact::from(12_u32)));
    assert_eq!(valeur("attente_anciennete_moyenne"), Some(Exact::from(20_u32)));
    // (2 waiting − 0 free − 1 to open) ÷ (4 exits ÷ 12 months)
    assert_eq!(valeur("attente_prevue"), Some(Exact::from(3_u32)));
    assert_eq!(indicateurs.attente_au, Some(jour("2021-12-31")));
}

/// The ACESM's 33 mesures and 17 families, against the capacity in force at that date: 66 %.
#[test]
fn une_liste_declaree_et_des_repartitions_declarees() {
    let n = |nombre: u32, ligne| (Saisie::Nombre(Exact::from(nombre)), Span::line("donnees/attente.csv", ligne, None));
    let effectif = |modalite: &str, nombre, ligne| {
        let (saisie, span) = n(nombre, ligne);
        EffectifDeclare {
            population: Population::Suivis,
            critere: Critere::Sexe,
            modalite: modalite.to_owned(),
            croise: None,
            dispositif: None,
            unite: UniteDeCompte::Mesure,
            saisie,
            span,
        }
    };
    let places = "[[capacite]]\ndepuis = 2021-01-01\nplaces = 50\n[activite]\njournees_realisees = 1";
    let dossier = Table::new(&["AEMO"]).dossier(2021, places);
    let indicateurs = calcule(Dossier {
        suivi: Default::default(),
        attentes: vec![AttenteDeclaree {
            date: jour("2021-12-31"),
            dispositif: None,
            mesures: n(33, 2),
            familles: Some(n(17, 2)),
            part: None,
        }],
        repartitions: vec![effectif("non renseigné", 1, 2), effectif("fille", 40, 3), effectif("garçon", 41, 4)],
        ..dossier
    });
    assert_eq!(annuel(&indicateurs, "service", "attente_familles"), Some(17));
    assert_eq!(service(&indicateurs).annuel("attente_part_capacite").exact(), Some(Exact::decimal(66, 2)));
    assert!(service(&indicateurs).annuel("attente_delai_moyen").exact().is_none());
    let sexes = table(service(&indicateurs), Population::Suivis, Critere::Sexe, None);
    assert_eq!(lignes(sexes), [("fille", vec![40]), ("garçon", vec![41]), ("non renseigné", vec![1])]);
    assert_eq!(sexes.effectifs[0][0].cellules().first().map(|s| s.line), Some(3));
}

#[test]
fn les_echeances_les_majorites_et_les_entretiens() {
    let mut suivi = Table::new(&["AEMO"]);
    suivi.ligne("id=A dispositif=AEMO debut=2021-01-01 echeance=2022-03-01 naissance=2004-02-29");
    suivi.ligne("id=B dispositif=AEMO debut=2021-01-01 echeance=2021-12-31 naissance=2005-12-31");
    suivi.ligne("id=C dispositif=AEMO debut=2021-01-01 echeance=2022-03-02 naissance=2003-12-31");
    suivi.ligne("id=D dispositif=AEMO debut=2021-01-01 fin=2021-12-01 echeance=2021-11-01 naissance=2004-06-01");
    let indicateurs = suivi.calcule(2021, COMPLET);
    let ids = |liste: &[trame::domaine::echeances::Rappel]| -> Vec<(String, String)> {
        liste.iter().map(|r| (r.id.to_string(), r.date.to_string())).collect()
    };
    let seul = |id: &str, date: &str| vec![(id.to_owned(), date.to_owned())];
    let echeances = &indicateurs.echeances;
    assert_eq!(ids(&echeances.prochaines), seul("A", "2022-03-01"));
    assert_eq!(ids(&echeances.depassees), seul("B", "2021-12-31"));
    assert_eq!(ids(&echeances.majorites), seul("A", "2022-03-01"));
    assert_eq!(ids(&echeances.entretiens), seul("B", "2022-12-31"));
}
