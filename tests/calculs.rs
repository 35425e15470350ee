//! What an accountant's review found in the computation: one small folder for each defect. Prices are in
//! `calculs/produits.rs`, payers in `calculs/payeurs.rs`, late arrêtés in `calculs/arrete_tardif.rs`, checks of days in
//! `calculs/controles.rs`, annual tables in `calculs/annuels.rs`, waiting lists in `calculs/attente.rs`.

mod analyse;
mod annuels;
mod arrete_tardif;
mod attente;
mod controles;
mod dotations;
mod payeurs;
mod periode;
mod previsions;
mod produits;
mod registres;

use trame::Preparation;
use trame::domaine::dossier::Source;
use trame::domaine::indicateur::{SourceJournees, Valeur};
use trame::domaine::mois::Mois;

/// Days of ten présents, month by month.
const DIX: [&str; 12] = ["310", "280", "310", "300", "310", "300", "310", "310", "300", "310", "300", "310"];

/// rapport.toml: the keys of the service, then those of each dispositif under its code.
fn reglages(service: &str, dispositifs: &[(&str, &str)]) -> String {
    let mut texte = format!("exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n{service}\n");
    for (code, suite) in dispositifs {
        let propre = "cadre = \"mixte\"\nmodalite = \"milieu-ouvert\"";
        texte += &format!("[[dispositif]]\ncode = \"{code}\"\nlibelle = \"{code}\"\n{propre}\n{suite}\n");
    }
    texte
}

/// Rows of a table, the same cell all year or twelve cells.
fn tableau(code: &str, lignes: &[(&str, &[&str])]) -> (String, String) {
    let mut texte = format!("Mesures {code};Janv;Févr;Mars;Avr;Mai;Juin;Juil;Août;Sept;Oct;Nov;Déc\n");
    for (libelle, cellules) in lignes {
        let cellules: Vec<&str> = cellules.iter().copied().cycle().take(12).collect();
        texte += &format!("{libelle};{}\n", cellules.join(";"));
    }
    (format!("donnees/{code}.csv"), texte)
}

/// So many présents all year, nobody moving.
fn stables(code: &str, presents: &str) -> (String, String) {
    tableau(
        code,
        &[("Présents début", &[presents]), ("Entrées", &["0"]), ("Sorties", &["0"]), ("Présents fin", &[presents])],
    )
}

/// The same with ten présents and one more row.
fn dix(code: &str, libelle: &str, cellules: &[&str]) -> (String, String) {
    let zero: &[&str] = &["0"];
    let lignes =
        [("Présents début", &["10"] as &[&str]), ("Entrées", zero), ("Sorties", zero), ("Présents fin", &["10"])];
    tableau(code, &[&lignes[..], &[(libelle, cellules)]].concat())
}

/// Ten présents from July on, nothing typed before; with or without their days.
fn depuis_juillet(code: &str, journees: bool) -> (String, String) {
    let apres = |cellule: &'static str| [[""; 6], [cellule; 6]].concat();
    let (stock, flux) = (apres("10"), apres("0"));
    let jours = [&[""; 6][..], &DIX[6..]].concat();
    let lignes = [("Présents début", &stock[..]), ("Entrées", &flux), ("Sorties", &flux), ("Présents fin", &stock)];
    let jours = [("Journées", &jours[..])];
    tableau(code, &[&lignes[..], &jours[..usize::from(journees)]].concat())
}

fn capacite(titre: &str, depuis: &str, places: u32) -> String {
    format!("[[{titre}]]\ndepuis = {depuis}\nplaces = {places}\n")
}

fn prepare(reglages: String, tableaux: &[(String, String)]) -> Preparation {
    let source = |(chemin, texte): &(String, String)| Source { chemin: chemin.clone(), octets: texte.clone().into() };
    let rapport = ("rapport.toml".to_owned(), reglages);
    trame::preparer([rapport].iter().chain(tableaux).map(source).collect::<Vec<_>>())
}

fn annuel(preparation: &Preparation, code: &str, id: &str) -> Valeur {
    let indicateurs = preparation.indicateurs().unwrap();
    indicateurs.perimetres.iter().find(|p| p.code == code).unwrap().annuel(id)
}

/// What is printed of a year: the number with two decimals, or the reason why there is none.
fn annee(preparation: &Preparation, code: &str, id: &str) -> String {
    dit(&annuel(preparation, code, id))
}

fn du_mois(preparation: &Preparation, code: &str, id: &str, mois: u8) -> String {
    let indicateurs = preparation.indicateurs().unwrap();
    let perimetre = indicateurs.perimetres.iter().find(|p| p.code == code).unwrap();
    dit(&perimetre.mensuel(id, Mois::new(2021, mois).unwrap()))
}

fn dit(valeur: &Valeur) -> String {
    match &valeur.nombre {
        Ok(nombre) => format!("{:.2}", nombre.flottant()),
        Err(motif) => motif.replace(['\u{a0}', '\u{202f}'], " "),
    }
}

fn source(preparation: &Preparation, code: &str) -> Option<SourceJournees> {
    preparation.indicateurs().unwrap().perimetres.iter().find(|p| p.code == code).unwrap().source_journees
}

#[test]
fn des_presents_d_avant_la_premiere_capacite_restent_des_presents() {
    let reglages = || reglages("", &[("AA", &capacite("dispositif.capacite", "2021-04-01", 10))]);
    let p = prepare(reglages(), &[stables("AA", "9")]);
    assert_eq!(
        (du_mois(&p, "AA", "presents_debut", 1), annee(&p, "AA", "journees_realisees")),
        ("9.00".into(), "3285.00".into())
    );
    let inconnue = "capacité non renseignée avant le 1er avril 2021";
    for id in ["places", "journees_theoriques", "taux_d_occupation"] {
        assert_eq!(du_mois(&p, "AA", id, 3), inconnue, "{id}");
    }
    assert_eq!(du_mois(&p, "AA", "journees_theoriques", 4), "300.00");
    assert_eq!(annee(&p, "service", "taux_d_occupation"), format!("AA : {inconnue}"));
    let p = prepare(reglages(), &[dix("AA", "Journées", &[&["NC"; 3], &DIX[3..]].concat())]);
    assert_eq!(
        du_mois(&p, "AA", "journees_realisees", 1),
        "310.00",
        "estimated like any month without its days, not 0"
    );
    assert_eq!(source(&p, "AA"), Some(SourceJournees::Estime));
}

#[test]
fn les_mois_d_avant_l_ouverture_ne_changent_pas_la_source_des_journees() {
    let places = capacite("dispositif.capacite", "2021-07-01", 10);
    let declaree = format!("[dispositif.activite]\njournees_realisees = 999\n{places}");
    for suite in [&places, &declaree] {
        let p = prepare(reglages("", &[("AA", suite)]), &[depuis_juillet("AA", true)]);
        assert_eq!(annee(&p, "AA", "journees_realisees"), "1840.00");
        for code in ["AA", "service"] {
            assert_eq!(source(&p, code), Some(SourceJournees::Mensuel));
        }
    }
}

#[test]
fn le_taux_cible_porte_sur_les_journees_theoriques_imprimees() {
    let cible = "[dispositif.activite]\ntaux_cible = \"95 %\"\n";
    let places = capacite("dispositif.capacite", "2021-07-01", 10);
    let p = prepare(reglages("", &[("AA", &format!("{cible}{places}"))]), &[depuis_juillet("AA", false)]);
    assert_eq!(annee(&p, "AA", "journees_theoriques"), "1840.00");
    assert_eq!(annee(&p, "AA", "journees_previsionnelles"), "1748.00");
    assert_eq!(du_mois(&p, "AA", "journees_previsionnelles", 6), "0.00");
    let service = "[activite]\ntaux_cible = \"95 %\"";
    let p = prepare(reglages(service, &[("AA", &places)]), &[depuis_juillet("AA", false)]);
    assert_eq!(annee(&p, "service", "journees_previsionnelles"), "1748.00");
    let p = prepare(reglages(service, &[("AA", "")]), &[dix("AA", "Capacité", &["20"])]);
    assert_eq!(annee(&p, "service", "journees_previsionnelles"), "6935.00", "95 % of the row's 20 places");
}

#[test]
fn une_ouverture_en_cours_de_mois_compte_depuis_son_jour() {
    let places = capacite("dispositif.capacite", "2021-04-16", 10);
    let stock = [&["0"; 3][..], &["0"], &["5"; 8]].concat();
    let fin = [&["0"; 3][..], &["5"; 9]].concat();
    let entrees = [&["0"; 3][..], &["5"], &["0"; 8]].concat();
    let capacite: &[&str] = &["40"];
    let lignes = [("Présents début", &stock[..]), ("Entrées", &entrees), ("Sorties", &["0"]), ("Présents fin", &fin)];
    let table = tableau("AA", &[&lignes[..], &[("Capacité", capacite)]].concat());
    let p = prepare(reglages("", &[("AA", &places)]), &[table]);
    assert_eq!(du_mois(&p, "AA", "journees_theoriques", 3), "0.00");
    assert_eq!(du_mois(&p, "AA", "journees_theoriques", 4), "150.00", "the row does not stand in for rapport.toml");
}

#[test]
fn realisees_et_theoriques_se_comptent_sur_les_memes_jours() {
    let ete: Vec<String> = (1..=31).map(|jour| format!("\"2021-08-{jour:02}\"")).collect();
    let ferme = format!("[dispositif.comptage]\njours_ouverture = [{}]\n", ete.join(","));
    let places = capacite("capacite", "2021-01-01", 20);
    let tables = [stables("AA", "10"), stables("BB", "10")];
    let p = prepare(reglages(&places, &[("AA", &ferme), ("BB", "")]), &tables);
    let motif = "les dispositifs n’ouvrent pas les mêmes jours que le service";
    for id in ["journees_theoriques", "taux_d_occupation"] {
        assert_eq!(annee(&p, "service", id), motif, "{id}");
    }
    let groupe = "[[groupe]]\ncode = \"G\"\ndispositifs = [\"AA\", \"BB\"]\n";
    let p = prepare(reglages(&format!("{places}{groupe}"), &[("AA", &ferme), ("BB", &ferme)]), &tables);
    assert_eq!(annee(&p, "service", "taux_d_occupation"), "1.00");
    assert_eq!(annee(&p, "G", "jours_d_ouverture"), "334.00");
}

#[test]
fn un_accueil_sur_les_places_d_un_autre_ne_compte_pas_deux_fois() {
    let prevision = "[dispositif.activite]\njournees_previsionnelles = 3650\n";
    let hote = format!("{prevision}{}", capacite("dispositif.capacite", "2021-01-01", 20));
    let invite = "sur_les_places_de = \"AA\"\n";
    let tables = [stables("AA", "10"), stables("BB", "10")];
    let prix = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"20,00\"\nnature = \"moyen\"\ndispositif = \"AA\"\n";
    let p = prepare(reglages(prix, &[("AA", &hote), ("BB", invite)]), &tables);
    let annuels = [
        "journees_previsionnelles",
        "journees_theoriques",
        "taux_d_occupation",
        "produits_prevus",
        "produits_realises",
    ];
    let service = annuels.map(|id| annee(&p, "service", id));
    assert_eq!(service, ["3650.00", "7300.00", "1.00", "73000.00", "146000.00"]);
    assert_eq!(annee(&p, "BB", "produits_realises"), "73000.00", "at the host's price");
    let p = prepare(reglages("", &[("AA", &hote), ("BB", &format!("{invite}{prevision}"))]), &tables);
    assert_eq!(annee(&p, "service", "journees_previsionnelles"), "7300.00", "its own forecast counts");
}

#[test]
fn un_mois_entame_n_est_pas_connu() {
    for (arrete, juin) in [("2021-07-15", "2021-06"), ("2021-07-31", "2021-07")] {
        let p = prepare(reglages(&format!("arrete_au = {arrete}"), &[("AA", "")]), &[stables("AA", "10")]);
        assert_eq!(p.indicateurs().unwrap().jusqu_a.to_string(), juin);
    }
}

#[test]
fn un_dispositif_pas_encore_ouvert_ne_prive_pas_le_service_de_ses_chiffres() {
    let prevu = "[dispositif.activite]\njournees_previsionnelles = 3650\n";
    let futur = format!("{prevu}{}", capacite("dispositif.capacite", "2021-07-01", 10));
    let reglages = reglages("arrete_au = 2021-03-31", &[("AA", prevu), ("BB", &futur)]);
    let p = prepare(reglages, &[stables("AA", "10")]);
    for id in ["presents_debut", "entrees", "journees_realisees", "journees_previsionnelles", "places"] {
        assert_eq!(annee(&p, "BB", id), "pas encore ouvert", "{id}");
    }
    let service =
        ["presents_debut", "journees_realisees", "journees_previsionnelles"].map(|id| annee(&p, "service", id));
    assert_eq!(service, ["10.00", "900.00", "900.00"]);
    assert_eq!((source(&p, "BB"), source(&p, "service")), (None, Some(SourceJournees::Estime)));
}

#[test]
fn une_prevision_non_communiquee_est_dite_a_sa_cellule() {
    let p = prepare(
        reglages("", &[("AA", "")]),
        &[dix("AA", "Journées prévisionnelles", &[&["100"; 5][..], &["NC"], &["100"; 6]].concat())],
    );
    assert_eq!(annee(&p, "AA", "journees_previsionnelles"), "non renseigné en G6");
    let p = prepare(reglages("", &[("AA", "")]), &[stables("AA", "10")]);
    assert_eq!(annee(&p, "AA", "journees_previsionnelles"), "aucune prévision déclarée");
}
