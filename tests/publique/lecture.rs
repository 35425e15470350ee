//! What a reader of the public edition has before the eyes: every table that crosses persons, the movements, and what ties
//! one to another. Nothing here looks at the folder.

use super::registres::{Registre, est_annuel};
use super::solveur::{Enigme, Verdict};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use trame::composer::Projet;

/// « suivis/mesures », and where a count stands in it.
pub(crate) type Cle = (String, Vec<(String, String)>);

/// A figure as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lu {
    Nombre(i64),
    Masque,
}

/// Everything printed of persons.
#[derive(Debug, Default, Clone)]
pub(crate) struct Rapport {
    pub(crate) figures: BTreeMap<Cle, Lu>,
    /// Domain, criteria, and which keys add up: total, then parts.
    sommes: Vec<(Cle, Vec<Cle>)>,
    /// Domain and criteria of the tables printed.
    tables: BTreeSet<(String, Vec<String>)>,
    pub(super) registres: Vec<Registre>,
}

const SUJETS: [(&str, &str); 8] = [
    ("Mesures suivies", "suivis/mesures"),
    ("Mesures en cours", "presents/mesures"),
    ("Mesures en attente", "attente/mesures"),
    ("Admissions", "admissions/mesures"),
    ("Sorties", "sorties/mesures"),
    ("Familles suivies", "suivis/familles"),
    ("Familles présentes", "presents/familles"),
    ("Familles en attente", "attente/familles"),
];

/// Annual figures that are totals of a domain.
const TOTAUX: [(&str, &str); 5] = [
    ("entrees", "admissions/mesures"),
    ("file_active_mesures", "suivis/mesures"),
    ("sorties", "sorties/mesures"),
    ("presents_fin", "presents/mesures"),
    ("attente_mesures", "attente/mesures"),
];

const CONSTANTS: [&str; 7] =
    ["sexe", "territoire", "dispositif", "prescripteur", "cadre", "public", "situation des parents"];

pub(crate) fn lit(projet: &Projet) -> Rapport {
    let mut rapport = Rapport::default();
    let csv = String::from_utf8(projet.fichiers["donnees/indicateurs.csv"].to_vec()).unwrap();
    for ligne in csv.lines().skip(1) {
        let champs: Vec<&str> = ligne.split(';').collect();
        rapport.annuel(champs[0], champs[1], champs[3]);
    }
    let entree: Value = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
    for element in entree["sections"].as_array().unwrap().iter().flat_map(|s| s["contenu"].as_array().unwrap()) {
        if element["genre"] == "tableau" {
            rapport.tableau(element);
            if let Some((registre, figures)) = Registre::lu(element) {
                rapport.registres.push(registre);
                figures.into_iter().for_each(|(cle, figure)| rapport.retient(cle, figure));
            }
        }
    }
    rapport
}

pub(super) fn lu(texte: &str) -> Option<Lu> {
    let net: String = texte.chars().filter(|c| !matches!(c, '\u{202f}' | '\u{a0}' | ' ')).collect();
    match net.as_str() {
        "m" | "masque" => Some(Lu::Masque),
        _ => net.parse().ok().map(Lu::Nombre),
    }
}

impl Rapport {
    fn retient(&mut self, cle: Cle, figure: Lu) {
        let avant = self.figures.insert(cle.clone(), figure);
        assert!(avant.is_none_or(|avant| avant == figure), "{cle:?} is printed twice, otherwise: {avant:?} {figure:?}");
    }

    fn annuel(&mut self, perimetre: &str, id: &str, valeur: &str) {
        let Some(figure) = lu(valeur) else { return };
        let places = match perimetre {
            "Service" => Vec::new(),
            code => vec![("dispositif".to_owned(), code.to_owned())],
        };
        if let Some((_, domaine)) = TOTAUX.iter().find(|(autre, _)| *autre == id) {
            self.retient(((*domaine).to_owned(), places), figure);
        } else if est_annuel(id) || (matches!(id, "familles" | "attente_familles") && perimetre == "Service") {
            self.retient((id.to_owned(), places), figure);
        }
    }

    fn tableau(&mut self, table: &Value) {
        let legende = table["legende"].as_str().unwrap().replace('\u{a0}', " ");
        let Some((sujet, domaine)) = SUJETS.iter().find(|(s, _)| legende.starts_with(&format!("{s} par "))) else {
            return;
        };
        let suite = legende.strip_prefix(&format!("{sujet} par ")).unwrap();
        let suite = suite.trim_end_matches('.').split(", ").next().unwrap();
        let (ligne, colonne) = suite.split_once(" et par ").map_or((suite, None), |(l, c)| (l, Some(c)));
        let ligne = match ligne {
            "temps écoulé depuis la décision" => "délai",
            "référent (codes du service)" => "référent",
            autre => autre,
        };
        let entetes: Vec<String> = textes(&table["entetes"][0]);
        let lignes: Vec<Vec<String>> =
            table["lignes"].as_array().unwrap().iter().map(|l| textes(&l["cellules"])).collect();
        let feuilles = match colonne {
            Some(colonne) if entetes[0].contains(", puis ") => imbriquee(&lignes, ligne, colonne),
            Some(colonne) => croisee(&entetes, &lignes, ligne, colonne),
            None => simple(&lignes, ligne),
        };
        let criteres = std::iter::once(ligne).chain(colonne).map(str::to_owned).collect();
        self.tables.insert(((*domaine).to_owned(), criteres));
        for (places, figure) in &feuilles {
            self.retient(cle(domaine, places), *figure);
        }
        self.marges(domaine, &feuilles, ligne, colonne);
    }

    /// Lines and columns add up to their margins, and margins to the total.
    fn marges(&mut self, domaine: &str, feuilles: &[(Places, Lu)], ligne: &str, colonne: Option<&str>) {
        let cles: Vec<Cle> = feuilles.iter().map(|(places, _)| cle(domaine, places)).collect();
        for critere in std::iter::once(ligne).chain(colonne) {
            let marges: Vec<Cle> = cles.iter().filter(|c| c.1.len() == 1 && c.1[0].0 == critere).cloned().collect();
            for marge in &marges {
                let siennes = |c: &&Cle| c.1.len() == 2 && c.1.contains(&marge.1[0]);
                let parts: Vec<Cle> = cles.iter().filter(siennes).cloned().collect();
                if !parts.is_empty() {
                    self.sommes.push((marge.clone(), parts));
                }
            }
            if !marges.is_empty() {
                self.sommes.push((cle(domaine, &[]), marges));
            }
        }
    }

    /// The same report, counts of 1 to 4 masked in its tables and nothing else: what a hurried office would publish.
    pub(crate) fn masque_naivement(&self) -> Self {
        let mut naif = self.clone();
        for ((domaine, places), figure) in &mut naif.figures {
            let mouvement = places.iter().all(|(critere, _)| critere == "dispositif");
            if matches!(figure, Lu::Nombre(1..=4)) && !mouvement && domaine.contains('/') {
                *figure = Lu::Masque;
            }
        }
        naif
    }

    pub(crate) fn masquees(&self) -> Vec<&Cle> {
        self.figures.iter().filter(|(_, figure)| **figure == Lu::Masque).map(|(cle, _)| cle).collect()
    }

    /// What a solver makes of it; `exact` is the same report with nothing masked.
    pub(crate) fn attaque(&self, exact: &Self) -> BTreeMap<Cle, Verdict> {
        let mut e = Attaque { rapport: self, exact, enigme: Enigme::default(), rangs: BTreeMap::new() };
        for (total, parts) in &self.sommes {
            let parts: Vec<(Cle, i64)> = parts.iter().map(|c| (c.clone(), 1)).collect();
            e.somme(total, &parts);
        }
        e.entre_les_populations();
        e.fratries();
        e.dispositifs();
        e.registres();
        // a zero that went with counts to hide tells of nobody; what it would tell of them is asked of them
        let nulle = |c: &&Cle| exact.figures.get(*c) == Some(&Lu::Nombre(0));
        let effectifs = self.masquees().into_iter().filter(|c| !nulle(c));
        let cibles: Vec<(Cle, usize)> = effectifs.map(|c| (c.clone(), e.rang(c))).collect();
        let rangs: Vec<usize> = cibles.iter().map(|(_, rang)| *rang).collect();
        let verdicts = e.enigme.verdicts(&rangs);
        cibles.into_iter().map(|(cle, rang)| (cle, verdicts[&rang])).collect()
    }
}

type Places = Vec<(String, String)>;

fn cle(domaine: &str, places: &[(String, String)]) -> Cle {
    let mut places = places.to_vec();
    places.sort();
    (domaine.to_owned(), places)
}

pub(super) fn textes(cellules: &Value) -> Vec<String> {
    cellules.as_array().unwrap().iter().map(|c| c["texte"].as_str().unwrap().to_owned()).collect()
}

/// Words as every table writes them.
fn mot(texte: &str) -> String {
    texte.trim_start_matches(['\u{a0}', ' ', '–']).to_lowercase()
}

fn place(critere: &str, modalite: &str) -> (String, String) {
    let modalite = if critere == "dispositif" { modalite.to_owned() } else { mot(modalite) };
    let modalite = match modalite.as_str() {
        "filles" => "fille".to_owned(),
        "garçons" => "garçon".to_owned(),
        _ => modalite,
    };
    (critere.to_owned(), modalite)
}

fn simple(lignes: &[Vec<String>], critere: &str) -> Vec<(Places, Lu)> {
    lignes
        .iter()
        .filter_map(|l| {
            let figure = lu(&l[1])?;
            let places = if l[0] == "Total" { Vec::new() } else { vec![place(critere, &l[0])] };
            assert!(figure != Lu::Masque || l[2] == "m", "the share of a masked count is printed: {l:?}");
            Some((places, figure))
        })
        .collect()
}

fn croisee(entetes: &[String], lignes: &[Vec<String>], ligne: &str, colonne: &str) -> Vec<(Places, Lu)> {
    let mut feuilles = Vec::new();
    for l in lignes {
        if l[0] == "Part" {
            continue;
        }
        for (rang, entete) in entetes.iter().enumerate().take(entetes.len() - 1).skip(1) {
            let mut places = Vec::new();
            if l[0] != "Total" {
                places.push(place(ligne, &l[0]));
            }
            if entete != "Total" {
                places.push(place(colonne, entete));
            }
            feuilles.extend(lu(&l[rang]).map(|figure| (places, figure)));
        }
    }
    feuilles
}

/// A line that begins with a dash is a part of the one above; what nobody has is left out.
fn imbriquee(lignes: &[Vec<String>], ligne: &str, colonne: &str) -> Vec<(Places, Lu)> {
    let mut feuilles = Vec::new();
    let mut groupe = String::new();
    for l in lignes {
        let figure = lu(&l[1]).unwrap();
        let places = if l[0] == "Total" {
            Vec::new()
        } else if l[0].contains('–') && l[0].starts_with('\u{a0}') {
            vec![place(ligne, &groupe), place(colonne, &l[0])]
        } else {
            groupe.clone_from(&l[0]);
            vec![place(ligne, &groupe)]
        };
        feuilles.push((places, figure));
    }
    feuilles
}

pub(super) struct Attaque<'r> {
    pub(super) rapport: &'r Rapport,
    exact: &'r Rapport,
    pub(super) enigme: Enigme,
    pub(super) rangs: BTreeMap<Cle, usize>,
}

impl Attaque<'_> {
    pub(super) fn rang(&mut self, cle: &Cle) -> usize {
        let vraie = self.vraie(cle);
        // zero is printed, but for annual figures of which none is
        let du_meme_nom = |(domaine, _): &&Cle| *domaine == cle.0;
        let muet = est_annuel(&cle.0) || cle.0 == "attente/mesures";
        let muet = muet
            && self.rapport.figures.iter().filter(|(c, _)| du_meme_nom(c)).all(|(_, figure)| *figure == Lu::Masque);
        let enigme = &mut self.enigme;
        *self.rangs.entry(cle.clone()).or_insert_with(|| enigme.inconnue(i64::from(!muet), vraie))
    }

    fn vraie(&self, cle: &Cle) -> i64 {
        match self.exact.figures.get(cle) {
            Some(Lu::Nombre(n)) => *n,
            autre => panic!("{cle:?} is masked, and {autre:?} in the working document"),
        }
    }

    /// `total` is this many times each of these; forgotten when one of them is printed nowhere.
    pub(super) fn somme(&mut self, total: &Cle, parts: &[(Cle, i64)]) {
        self.somme_et(total, parts, false);
    }

    /// The same, with something besides that nobody prints.
    pub(super) fn somme_et(&mut self, total: &Cle, parts: &[(Cle, i64)], cachee: bool) {
        let mut termes = Vec::new();
        let mut reste = 0;
        for (cle, fois) in parts.iter().chain([&(total.clone(), -1)]) {
            match self.rapport.figures.get(cle) {
                Some(Lu::Nombre(n)) => reste -= fois * n,
                Some(Lu::Masque) => termes.push((self.rang(cle), *fois)),
                None => return,
            }
        }
        if termes.is_empty() {
            return;
        }
        if cachee {
            let vraie: i64 = termes.iter().map(|(v, fois)| fois * self.enigme.vraie[*v]).sum();
            termes.push((self.enigme.inconnue(0, reste - vraie), 1));
        }
        self.enigme.somme(termes, reste);
    }

    /// Those who were followed have left or are still there; those who were admitted were followed.
    fn entre_les_populations(&mut self) {
        let rapport = self.rapport;
        let suivis =
            rapport.figures.keys().filter(|(domaine, places)| domaine == "suivis/mesures" && !places.is_empty());
        for cle in suivis {
            let constante = cle.1.iter().all(|(critere, _)| CONSTANTS.contains(&critere.as_str()));
            let age = cle.1.iter().all(|(critere, _)| critere == "âge" || critere == "sexe");
            let presents = self.dans("presents/mesures", cle);
            let sorties = self.dans("sorties/mesures", cle).filter(|_| constante);
            match (presents.filter(|_| constante || age), sorties) {
                (Some(presents), Some(sorties)) => {
                    self.entre(cle, &[presents, sorties], false);
                }
                (Some(partie), None) | (None, Some(partie)) => self.entre(cle, &[partie], true),
                (None, None) => {}
            }
            if let Some(admissions) = self.dans("admissions/mesures", cle).filter(|_| constante) {
                self.entre(cle, &[admissions], true);
            }
        }
    }

    fn entre(&mut self, total: &Cle, parts: &[Option<Cle>], cachee: bool) {
        let parts: Vec<(Cle, i64)> = parts.iter().flatten().map(|c| (c.clone(), 1)).collect();
        self.somme_et(total, &parts, cachee);
    }

    /// The same place in another population: `None` when its tables do not tell, `Some(None)` when they tell that it is
    /// empty.
    fn dans(&self, domaine: &str, (_, places): &Cle) -> Option<Option<Cle>> {
        let cle = (domaine.to_owned(), places.clone());
        if self.rapport.figures.contains_key(&cle) {
            return Some(Some(cle));
        }
        let nomme = |criteres: &Vec<String>| places.iter().all(|(critere, _)| criteres.contains(critere));
        let criteres = |d: &str, c: &Vec<String>| {
            d == domaine && nomme(c) && (places.len() == 2 || c.len() == 1 || c.contains(&places[0].0))
        };
        // a table that withholds its lines names none
        let detaille =
            self.rapport.figures.keys().any(|(d, p)| d == domaine && p.iter().any(|(c, _)| *c == places[0].0));
        let detaille = detaille && self.rapport.tables.iter().any(|(d, c)| criteres(d, c));
        detaille.then_some(None)
    }

    /// Families of one, two, three mesures.
    fn fratries(&mut self) {
        for population in ["suivis", "presents", "attente"] {
            let rang = |nom: &str| {
                (format!("{population}/familles"), vec![("nombre de mesures de la famille".to_owned(), nom.to_owned())])
            };
            let lignes = [rang("1 mesure"), rang("2 mesures"), rang("3 mesures"), rang("4 mesures et plus")];
            let grandes = self.rapport.figures.get(&lignes[3]) != Some(&Lu::Nombre(0));
            let familles: Vec<(Cle, i64)> = lignes.iter().map(|c| (c.clone(), 1)).collect();
            let mesures = lignes.iter().cloned().zip(1..).chain([(rang("non renseigné"), 1)]).collect::<Vec<_>>();
            self.somme_et(&(format!("{population}/mesures"), Vec::new()), &mesures, grandes);
            let indicateur = if population == "suivis" { "familles" } else { "attente_familles" };
            if population != "presents" {
                self.somme(&(indicateur.to_owned(), Vec::new()), &familles);
            }
        }
    }

    /// The waiting list of the service is that of its dispositifs, and of those who wait for none in particular.
    fn dispositifs(&mut self) {
        let en_attente = |(domaine, places): &&Cle| {
            domaine == "attente/mesures"
                && places.len() == 1
                && places[0].0 == "dispositif"
                && places[0].1 != "Non renseigné"
        };
        let parts: Vec<(Cle, i64)> = self.rapport.figures.keys().filter(en_attente).map(|c| (c.clone(), 1)).collect();
        if !parts.is_empty() {
            self.somme_et(&("attente/mesures".to_owned(), Vec::new()), &parts, true);
        }
    }
}
