//! Billing: the shapes in which it is read, its totals, and bills derived at random from a random suivi, without a
//! finding; then one fault gives its finding and no other.

mod rapprochement;
mod regularisations;

use std::collections::BTreeSet;
use std::fmt::Write;
use trame::diagnostic::Diagnostic;
use trame::domaine::dossier::{Dossier, Source};
use trame::domaine::exact::Exact;
use trame::{calculer, controler, lire};

const RAPPORT: &str = r#"exercice = 2021
[association]
nom = "A"
[service]
nom = "S"
[[dispositif]]
code = "AEMO-R"
libelle = "AEMO renforcée"
cadre = "judiciaire"
modalite = "milieu-ouvert"
[[dispositif]]
code = "AED-R"
libelle = "AED renforcée"
cadre = "administratif"
modalite = "milieu-ouvert"
"#;

const RECONDUIT: &str = "[[tarif]]\ndepuis = 2021-01-01\nprix_de_journee = \"21,80\"\nnature = \"reconduction\"\n";
const APPLICABLE: &str = "[[tarif]]\ndepuis = 2021-07-01\nprix_de_journee = \"23,27\"\nnature = \"applicable\"\n";

const CODES: [&str; 8] = [
    "facture-au-dela-de-l-echeance",
    "facture-en-double",
    "journees-facturees-differentes",
    "mesure-non-facturee",
    "montant-different-de-journees-par-prix",
    "periode-sans-tarif",
    "prix-non-applicable",
    "total-different-du-detail",
];

fn lu(rapport: &str, tables: &[(&str, &str)]) -> Dossier {
    let source =
        |(chemin, texte): &(&str, &str)| Source { chemin: (*chemin).to_owned(), octets: texte.as_bytes().to_vec() };
    let rapport = Source { chemin: "rapport.toml".to_owned(), octets: rapport.as_bytes().to_vec() };
    let sources: Vec<Source> = tables.iter().map(source).chain([rapport]).collect();
    lire::dossier(sources.into())
}

/// Findings about the billing.
fn constats(rapport: &str, tables: &[(&str, &str)]) -> Vec<Diagnostic> {
    let controle = controler::donnees(lu(rapport, tables)).unwrap();
    let constats = controler::figures(&controle, &calculer::indicateurs(&controle)).listes;
    constats.into_iter().filter(|d| CODES.contains(&d.code)).collect()
}

/// Rows as read: month, dispositif, payer, mesure, figures.
fn lignes(tables: &[(&str, &str)]) -> Vec<String> {
    let dossier = lu(RAPPORT, tables);
    let facturation = &dossier.facturation;
    let nombre = |n: Option<Exact>| n.map_or("?".to_owned(), |n| (n.arrondi(2)).to_string());
    let dite = |l: &trame::domaine::facturation::LigneDeFacture| {
        format!(
            "{} {:?} {} {} {} {} {} {}",
            l.mois,
            l.dispositif,
            facturation.payeur(l.payeur).unwrap_or("-"),
            l.id,
            nombre(l.journees().map(|n| n.0)),
            nombre(l.prix().map(|n| n.0)),
            nombre(l.montant().map(|n| n.0)),
            nombre(facturation.quotite(l)),
        )
    };
    facturation.lignes.iter().map(dite).collect()
}

#[test]
fn la_meme_facturation_se_lit_sous_plusieurs_formes() {
    let attendues = ["2021-03 Some(0) -  3100 2254 69874 ?", "2021-04 Some(0) -  -200 2254 -4508 ?"];
    for (fichier, texte) in [
        (
            "donnees/f.csv",
            "mois;dispositif;journees_facturees;prix_de_journee;montant\n2021-03;AEMO-R;31;22,54;698,74\n2021-04;AEMO-R;-2;22,54;-45,08\n",
        ),
        (
            "donnees/f.csv",
            "Facturation 2021\n\nMontant;Nb jours;Tarif;Période;Service\n698,74 €;31;22,54 €;01/03/2021 au 31/03/2021;AEMO renforcée\n−45,08 €;−2;22,54 €;30/04/2021;\nTotal;;;;\n",
        ),
        (
            "donnees/Facturation AEMO-R.csv",
            "Mois,Journées,Prix unitaire,Montant facturé\nmars,31,\"22,54\",\"698,74\"\nTotal mars,31,,\"698,74\"\navr.,-2,\"22,54\",\"(45,08)\"\n,29,,\"653,66\"\n",
        ),
        (
            "donnees/f.csv",
            "AEMO-R\nJours facturés;Prix de journée;Montant;Nom\nMars 2021;;;\n31;22,54;698,74;DUPONT Léa\nAvril 2021;;;\n-2;22,54;-45,08;MARTIN Zoé\n",
        ),
    ] {
        if texte.starts_with("AEMO-R") {
            // no month stands above the header: the first one must come from the name of the file
            assert_eq!(lignes(&[("donnees/2021-03.csv", texte)]), attendues, "{texte}");
            let partout = format!("{:?}", lu(RAPPORT, &[("donnees/2021-03.csv", texte)]));
            assert!(!partout.contains("DUPONT") && !partout.contains("Zoé"));
            continue;
        }
        assert_eq!(lignes(&[(fichier, texte)]), attendues, "{texte}");
        assert!(constats(RAPPORT, &[(fichier, texte)]).iter().all(|d| d.code == "periode-sans-tarif"), "{texte}");
    }
}

#[test]
fn un_chiffre_illisible_ou_absent_n_est_jamais_zero() {
    let texte = "Mois;Dispositif;Payeur;Journées facturées;Prix de journée;Montant;Quotité\nmars;AED-R;Aveyron;NC;22,54;;50 %\nMras;AED-R;;1;1;1;\nmars;PEAD;;1;1;1;\n2020-12;AED-R;;1;1;1;\navril;AED-R;aveyron;trente;;676,20;\n";
    let attendues = ["2021-03 Some(1) Aveyron  ? 2254 ? 50", "2021-04 Some(1) Aveyron  ? ? 67620 ?"];
    let table = [("donnees/f.csv", texte)];
    assert_eq!(lignes(&table), attendues);
    let controle = controler::donnees(lu(RAPPORT, &table)).unwrap();
    let dits: Vec<_> = controle.constats().iter().map(|d| (d.code, d.span.short())).collect();
    for (code, place) in [
        ("mois-illisible", "A3"),
        ("dispositif-inconnu", "B4"),
        ("mois-hors-exercice", "A5"),
        ("valeur-illisible", "D6"),
    ] {
        assert!(dits.contains(&(code, place.to_owned())), "{code} {place} : {dits:?}");
    }
}

/// domaine.md § 2.2: 5 200 days at 21,80 €, then 8 116 at 23,27 €.
#[test]
fn la_facturation_a_deux_prix_donne_ses_produits_au_centime() {
    let rapport = format!("{RAPPORT}{RECONDUIT}{APPLICABLE}");
    let facture = |total: &str| {
        let texte = format!(
            "Facturation du service\nMois;Journées;Prix de journée;Montant\njuin;5 200;21,80;113 360,00\njuillet;8 116;23,27;188 859,32\nTotal;13 316;;{total}\n"
        );
        constats(&rapport, &[("donnees/f.csv", &texte)])
    };
    assert!(facture("302 219,32").is_empty(), "{:?}", facture("302 219,32"));
    let faux = facture("302 219,31");
    assert_eq!((faux.len(), faux[0].code, faux[0].span.short()), (1, "total-different-du-detail", "D5".to_owned()));
    let message = faux[0].message.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(message.contains("donne 302 219,32 € (écart −0,01 €)"), "{message}");
}

/// xorshift: the same numbers everywhere.
struct Hasard(u64);

impl Hasard {
    fn parmi(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(n)).unwrap()
    }
}

/// A mesure by days counted from 1 January 2021, which is 0: the day of exit is not counted, that of the term is.
struct Mesure {
    dispositif: u32,
    quarts: u32,
    debut: i32,
    fin: Option<i32>,
    terme: Option<i32>,
}

struct Ligne {
    mesure: usize,
    mois: usize,
    jours: i32,
    partagee: bool,
    centimes: i64,
    de_plus: i64,
}

const MOIS: [i32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

fn date(jour: i32) -> String {
    let depuis = chrono::NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();
    (depuis + chrono::Duration::days(i64::from(jour))).to_string()
}

impl Mesure {
    fn compte(&self, jour: i32) -> bool {
        jour >= self.debut && self.fin.is_none_or(|fin| jour < fin) && self.terme.is_none_or(|terme| jour <= terme)
    }

    fn jours(&self, mois: usize) -> i32 {
        let jours = (MOIS[mois]..MOIS[mois + 1]).filter(|jour| self.compte(*jour)).count();
        i32::try_from(jours).unwrap()
    }
}

impl Ligne {
    fn ecrit(&self, mesures: &[Mesure], texte: &mut String) {
        let mesure = &mesures[self.mesure];
        let quarts = i64::from(self.jours) * i64::from(mesure.quarts);
        let montant = (quarts * self.centimes * 2 + 4).div_euclid(8) + self.de_plus;
        let jours = if self.partagee { quarts * 25 } else { i64::from(self.jours) * 100 };
        let decimal = |n: i64| format!("{},{:02}", n / 100, n % 100);
        let dispositif = ["AEMO-R", "AED-R"][mesure.dispositif as usize];
        let (mois, id) = (self.mois + 1, self.mesure);
        let (jours, prix, montant) = (decimal(jours), decimal(self.centimes), decimal(montant));
        writeln!(texte, "2021-{mois:02};M{id};{dispositif};{jours};{prix};{montant}").unwrap();
    }
}

fn prix(mois: usize) -> i64 {
    if mois < 6 { 2180 } else { 2327 }
}

fn mesures(hasard: &mut Hasard) -> Vec<Mesure> {
    let mut jour = |depuis: i32, n: u32| depuis + i32::try_from(hasard.parmi(n)).unwrap();
    let mut une = || {
        let debut = jour(-150, 480);
        let fin = Some(debut + jour(3, 300)).filter(|_| jour(0, 2) == 0);
        let terme = Some(debut + jour(20, 400)).filter(|_| jour(0, 3) == 0);
        let dispositif = u32::try_from(jour(0, 2)).unwrap();
        let quarts = [4, 4, 2, 3][usize::try_from(jour(0, 4)).unwrap()];
        Mesure { dispositif, quarts, debut, fin, terme }
    };
    (0..12).map(|_| une()).collect()
}

fn suivi(mesures: &[Mesure]) -> String {
    let mut texte = "id;dispositif;quotite;decision;debut;fin;echeance\n".to_owned();
    for (id, m) in mesures.iter().enumerate() {
        let quotite = ["0,25", "0,5", "0,75", ""][m.quarts as usize - 1];
        let [fin, terme] = [m.fin, m.terme].map(|jour| jour.map(date).unwrap_or_default());
        let (dispositif, debut) = (["AEMO-R", "AED-R"][m.dispositif as usize], date(m.debut));
        writeln!(texte, "M{id};{dispositif};{quotite};{debut};{debut};{fin};{terme}").unwrap();
    }
    texte
}

fn factures(mesures: &[Mesure], hasard: &mut Hasard) -> Vec<Ligne> {
    let mut lignes = Vec::new();
    for mois in 0..12 {
        for (rang, mesure) in mesures.iter().enumerate().filter(|(_, m)| m.jours(mois) > 0) {
            let (jours, centimes, partagee) = (mesure.jours(mois), prix(mois), hasard.parmi(2) == 0);
            lignes.push(Ligne { mesure: rang, mois, jours, partagee, centimes, de_plus: 0 });
        }
    }
    lignes
}

/// Plants a fault in a row; the code of its finding, `None` where the row does not lend itself to it.
fn faute(genre: u32, rang: usize, mesures: &[Mesure], lignes: &mut Vec<Ligne>) -> Option<&'static str> {
    let (mois, mesure) = (lignes[rang].mois, &mesures[lignes[rang].mesure]);
    match genre {
        0 => lignes[rang].de_plus = 1,
        1 => lignes[rang].centimes = if mois < 6 { 2327 } else { 2254 },
        2 => {
            let Ligne { mesure, jours, partagee, centimes, .. } = lignes[rang];
            lignes.push(Ligne { mesure, mois, jours, partagee, centimes, de_plus: 0 });
        }
        3 => {
            let meme = |l: &&Ligne| l.mois == mois && mesures[l.mesure].dispositif == mesure.dispositif;
            if lignes.iter().filter(meme).count() < 2 {
                return None;
            }
            lignes.remove(rang);
        }
        4 => {
            let du = mesure.debut.max(MOIS[mois]);
            let jours = MOIS[mois + 1] - du;
            if jours - lignes[rang].jours < 2 {
                return None;
            }
            lignes[rang].jours = jours;
        }
        _ => {
            if lignes[rang].jours < 2 {
                return None;
            }
            lignes[rang].jours -= 1;
        }
    }
    let codes = [
        "montant-different-de-journees-par-prix",
        "prix-non-applicable",
        "facture-en-double",
        "mesure-non-facturee",
        "facture-au-dela-de-l-echeance",
        "journees-facturees-differentes",
    ];
    Some(codes[genre as usize])
}

fn ecrites(mesures: &[Mesure], lignes: &[Ligne]) -> String {
    let mut texte = "Mois;N° de mesure;Dispositif;Journées;Prix de journée;Montant\n".to_owned();
    lignes.iter().for_each(|ligne| ligne.ecrit(mesures, &mut texte));
    texte
}

#[test]
fn une_facturation_tiree_du_suivi_est_juste_et_une_faute_n_y_fait_qu_un_constat() {
    let rapport = format!("{RAPPORT}{RECONDUIT}{APPLICABLE}");
    let mut plantees = [0; 6];
    for graine in 1..=120_u64 {
        let mut hasard = Hasard(graine.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mesures = mesures(&mut hasard);
        let suivi = suivi(&mesures);
        let mut lignes = factures(&mesures, &mut hasard);
        let dits = |rapport: &str, factures: &str| {
            let tables = [("donnees/suivi.csv", suivi.as_str()), ("donnees/factures.csv", factures)];
            constats(rapport, &tables).into_iter().map(|d| (d.code, d.message)).collect::<Vec<_>>()
        };
        let justes = ecrites(&mesures, &lignes);
        assert_eq!(dits(&rapport, &justes), [], "{graine}\n{suivi}\n{justes}");
        let sans_prix: BTreeSet<&str> =
            dits(&format!("{RAPPORT}{APPLICABLE}"), &justes).into_iter().map(|(code, _)| code).collect();
        assert!(sans_prix.is_subset(&BTreeSet::from(["periode-sans-tarif"])), "{graine} {sans_prix:?}");
        let rang = hasard.parmi(u32::try_from(lignes.len()).unwrap()) as usize;
        let genre = hasard.parmi(6);
        let mut rangs = (rang..lignes.len()).chain(0..rang);
        let Some(code) = rangs.find_map(|rang| faute(genre, rang, &mesures, &mut lignes)) else { continue };
        plantees[genre as usize] += 1;
        let fausses = ecrites(&mesures, &lignes);
        let trouves = dits(&rapport, &fausses);
        assert!(trouves.len() == 1 && trouves[0].0 == code, "{graine} {code} : {trouves:?}\n{suivi}\n{fausses}");
    }
    assert!(plantees.iter().all(|n| *n > 0), "{plantees:?}");
}
