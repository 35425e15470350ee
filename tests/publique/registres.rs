//! Registres drawn at random beside the follow-up table, and what a reader makes of the tables that count them.

use super::lecture::{Attaque, Cle, Lu, lu, textes};
use super::suivis::Hasard;
use serde_json::Value;
use std::collections::BTreeSet;
use trame::domaine::dossier::Source;

/// Requests, absences and events: two thirds of the folders have them.
pub(super) fn sources(graine: u64, dispositifs: &[&str]) -> Vec<Source> {
    if graine.is_multiple_of(3) {
        return Vec::new();
    }
    let mut hasard = Hasard(graine ^ 0x5EED);
    let jour = |h: &mut Hasard| format!("{:02}/{:02}/2025", 1 + h.sous(28), 1 + h.sous(12));
    let mut demandes = "date;dispositif;nature;issue;motif\n".to_owned();
    for _ in 0..1 + hasard.sous(if graine % 3 == 1 { 8 } else { 60 }) {
        let issue = hasard.mot(&["admise", "refusée", "réorientée", "annulée"]);
        let motif = if issue == "refusée" { hasard.mot(&["complet", "hors projet", "éloignement"]) } else { "" };
        let nature = hasard.mot(&["ordinaire", "urgence"]);
        demandes.push_str(&format!("{};{};{nature};{issue};{motif}\n", jour(&mut hasard), hasard.mot(dispositifs)));
    }
    let mut absences = "jeune;début;fin;motif\n".to_owned();
    for _ in 0..1 + hasard.sous(if graine % 3 == 1 { 6 } else { 40 }) {
        let (mois, debut) = (1 + hasard.sous(12), 1 + hasard.sous(14));
        let fin = if hasard.sous(5) == 0 { "31/12/2025".into() } else { format!("{}/{mois:02}/2025", debut + 14) };
        let motif = hasard.mot(&["fugue", "hospitalisation", "week-end", "vacances"]);
        absences.push_str(&format!("J{};{debut:02}/{mois:02}/2025;{fin};{motif}\n", 1 + hasard.sous(12)));
    }
    let mut evenements = "Date;Nature;Gravité;Suites\n".to_owned();
    for _ in 0..1 + hasard.sous(if graine % 3 == 1 { 6 } else { 40 }) {
        let nature = hasard.mot(&["fugue", "violence entre jeunes", "accident", "santé", "dégradation de biens"]);
        let (gravite, suites) = (hasard.mot(&["EI", "EIG"]), hasard.mot(&["", "analyse en équipe"]));
        evenements.push_str(&format!("{};{nature};{gravite};{suites}\n", jour(&mut hasard)));
    }
    let source = |nom: &str, texte: String| Source { chemin: format!("donnees/{nom}.csv"), octets: texte.into_bytes() };
    vec![source("demandes", demandes), source("absences", absences), source("evenements-indesirables", evenements)]
}

/// How near to the truth a count of registres is taken to be known.
const A_PEU_PRES: i64 = 8;

/// The tables by the beginning of their caption.
const TABLES: [&str; 4] =
    ["Demandes par issue", "Refus par motif", "Absences par motif", "Les événements indésirables déclarés"];

/// Annual figures: of a table's ensemble or lines, and those that add up from the dispositifs to the service.
const ANNUELS: [&str; 9] = [
    "demandes",
    "demandes_admises",
    "demandes_refusees",
    "urgences_demandees",
    "urgences_accueillies",
    "absences_sejours",
    "absences_jeunes",
    "evenements_indesirables",
    "evenements_graves",
];

/// The cells that are annual figures.
const CELLULES: [(usize, &str, usize, &str); 10] = [
    (0, "", 0, "demandes"),
    (0, "admise", 0, "demandes_admises"),
    (0, "refusée", 0, "demandes_refusees"),
    (0, "", 1, "urgences_demandees"),
    (0, "admise", 1, "urgences_accueillies"),
    (1, "", 0, "demandes_refusees"),
    (2, "", 1, "absences_sejours"),
    (2, "", 2, "absences_jeunes"),
    (3, "", 0, "evenements_indesirables"),
    (3, "", 1, "evenements_graves"),
];

/// True for an annual figure of `registres`.
pub(super) fn est_annuel(id: &str) -> bool {
    ANNUELS.contains(&id)
}

/// True for a count of registres below the threshold that should have been masked.
pub(super) fn est_a_masquer((domaine, places): &Cle) -> bool {
    let jours = domaine == TABLES[2] && places.iter().any(|(quoi, n)| quoi == "colonne" && n == "0");
    (TABLES.contains(&domaine.as_str()) || est_annuel(domaine)) && domaine != "demandes" && !jours
}

fn cellule(table: usize, mot: &str, colonne: usize) -> Cle {
    let annuel = CELLULES.iter().find(|(t, ligne, c, _)| (*t, *ligne, *c) == (table, mot, colonne));
    match annuel {
        Some((_, _, _, id)) => ((*id).to_owned(), Vec::new()),
        None => {
            let places = vec![("colonne".to_owned(), colonne.to_string()), ("ligne".to_owned(), mot.to_owned())];
            (TABLES[table].to_owned(), places)
        }
    }
}

fn service(id: &str) -> Cle {
    (id.to_owned(), Vec::new())
}

/// Lines of a table that was printed.
#[derive(Debug, Clone)]
pub(super) struct Registre {
    table: usize,
    mots: Vec<String>,
    colonnes: usize,
}

impl Registre {
    /// A table of registres, and its figures.
    pub(super) fn lu(table: &Value) -> Option<(Self, Vec<(Cle, Lu)>)> {
        let legende = table["legende"].as_str().unwrap().replace('\u{a0}', " ");
        let rang = TABLES.iter().position(|debut| legende.starts_with(debut))?;
        let lignes: Vec<Vec<String>> =
            table["lignes"].as_array().unwrap().iter().map(|l| textes(&l["cellules"])).collect();
        let mut registre = Self { table: rang, mots: Vec::new(), colonnes: lignes[0].len() - 1 };
        let mut figures = Vec::new();
        for ligne in &lignes {
            let mot = if ligne[0] == "Ensemble" { String::new() } else { ligne[0].to_lowercase() };
            for (colonne, texte) in ligne.iter().skip(1).enumerate() {
                figures.push((cellule(rang, &mot, colonne), lu(texte).unwrap()));
            }
            if !mot.is_empty() {
                registre.mots.push(mot);
            }
        }
        Some((registre, figures))
    }
}

impl Attaque<'_> {
    /// What ties registres: sums of lines, parts of a line, persons counted once, dispositifs of the service.
    pub(super) fn registres(&mut self) {
        for registre in self.rapport.registres.clone() {
            self.registre(&registre);
        }
        let places: BTreeSet<Vec<(String, String)>> =
            self.rapport.figures.keys().filter(|(id, _)| est_annuel(id)).map(|(_, places)| places.clone()).collect();
        for id in ANNUELS {
            let des_dispositifs = places.iter().filter(|p| !p.is_empty());
            let parts: Vec<(Cle, i64)> = des_dispositifs.map(|p| ((id.to_owned(), p.clone()), 1)).collect();
            if !parts.is_empty() {
                self.somme(&service(id), &parts);
            }
        }
        for places in places {
            let de = |id: &str| (id.to_owned(), places.clone());
            let [admises, refusees, urgentes, accueillies] =
                ["demandes_admises", "demandes_refusees", "urgences_demandees", "urgences_accueillies"].map(de);
            self.somme_et(&de("demandes"), &[(admises.clone(), 1), (refusees, 1)], true);
            self.somme_et(&de("demandes"), &[(urgentes.clone(), 1)], true);
            self.somme_et(&admises, &[(accueillies.clone(), 1)], true);
            self.somme_et(&urgentes, &[(accueillies.clone(), 1)], true);
            self.somme_et(&de("demandes"), &[(admises, 1), (urgentes, 1), (accueillies, -1)], true);
            self.somme_et(&de("absences_sejours"), &[(de("absences_jeunes"), 1)], true);
            self.somme_et(&de("evenements_indesirables"), &[(de("evenements_graves"), 1)], true);
        }
        // nothing bounds most of them: whoever knows them to within this many knows more, and searches less
        let des_registres = |(id, _): &&Cle| est_annuel(id) || TABLES.contains(&id.as_str());
        for rang in self.rangs.iter().filter(|(cle, _)| des_registres(cle)).map(|(_, rang)| *rang) {
            self.enigme.bornes[rang].1 = self.enigme.vraie[rang] + A_PEU_PRES;
        }
    }

    /// What anyone knows of the size of a masked count.
    fn au_moins(&mut self, cle: &Cle, n: i64) {
        if self.rapport.figures.get(cle) == Some(&Lu::Masque) {
            let rang = self.rang(cle);
            let (bas, _) = &mut self.enigme.bornes[rang];
            *bas = n.max(*bas);
        }
    }

    fn registre(&mut self, r: &Registre) {
        for colonne in 0..r.colonnes {
            let total = cellule(r.table, "", colonne);
            let lignes: Vec<(Cle, i64)> = r.mots.iter().map(|mot| (cellule(r.table, mot, colonne), 1)).collect();
            match lignes.split_first() {
                None => {}
                Some(((premiere, _), autres)) if (r.table, colonne) == (2, 2) => {
                    let autres = autres.iter().map(|(cle, _)| (cle.clone(), -1));
                    self.somme_et(premiere, &autres.chain([(total.clone(), 1)]).collect::<Vec<_>>(), true);
                    lignes.iter().for_each(|ligne| self.somme_et(&total, std::slice::from_ref(ligne), true));
                }
                Some(_) => self.somme(&total, &lignes),
            }
        }
        for mot in r.mots.iter().map(String::as_str).chain([""]) {
            let tout = if r.table == 2 { 1 } else { 0 };
            for partie in tout + 1..r.colonnes {
                let parties = [(cellule(r.table, mot, partie), 1)];
                self.somme_et(&cellule(r.table, mot, tout), &parties, true);
            }
            // nobody is away for more than the year
            let jours = self.rapport.figures.get(&cellule(2, mot, 0));
            if let (2, Some(Lu::Nombre(jours))) = (r.table, jours) {
                let au_moins = (jours + 364) / 365;
                [1, 2].into_iter().for_each(|colonne| self.au_moins(&cellule(2, mot, colonne), au_moins));
            }
        }
    }
}
