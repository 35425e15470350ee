//! What a header, a label or a title says, as coordinates: whom, what, which month, which year, or a total.

use crate::domaine::anomalie::Partie;
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::Grandeur;
use crate::francais::{MoisLu, cle};
use crate::lire::entetes::{Entetes, Notion, is_year};
use crate::lire::noms::Noms;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// « Exercice budgétaire précédent »: longer, words name no year.
const MOTS_D_UNE_ANNEE: usize = 5;

/// Words that may stay behind a year or a name without saying anything.
const LIAISONS: [&str; 12] = ["annee", "exercice", "en", "au", "pour", "l", "de", "du", "sur", "la", "le", "des"];

/// Words beside what is counted that say that dispositifs are added up; « cumul » adds up months.
const TOTALISE: [&str; 4] = ["total", "totau", "ensemble", "somme"];

/// Words, folded, of labels that are another quantity than the one they resemble: « Journées facturées ».
const AUTRE_CHOSE: [&str; 12] = [
    "dont", "cumul", "cumule", "cumulee", "facture", "facturee", "finance", "financee", "retenu", "retenue", "paye",
    "payee",
];

/// Whom a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Qui {
    /// The code of a dispositif.
    Code(String),
    /// A sub-total of rapport.toml.
    Groupe,
    /// A name where a dispositif belongs, which means none: the row of headers and the column where it stands.
    Inconnu,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoi {
    Grandeur(Grandeur),
    Notion(&'static Notion),
}

/// Which part of what is counted a column holds, among those that split it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The whole.
    Tout,
    /// Less.
    Partie(Partie),
}

/// What is known of a column, of a row or of their crossing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Coordonnees {
    pub(super) qui: Option<Qui>,
    pub(super) quoi: Option<Quoi>,
    pub(super) mois: Option<MoisLu>,
    pub(super) annee: Option<i32>,
    pub(super) total: bool,
    /// The total of the rows since the one above.
    pub(super) partiel: bool,
    /// What was not understood.
    pub(super) mots: String,
    /// Words that say which figure of what is counted: « prévu », « réalisé ».
    pub(super) qualifie: bool,
    /// Which part of what is counted.
    pub(super) part: Option<Part>,
    /// The words of what is counted, to be tried with those of the other axis.
    texte: String,
}

/// How many different texts are remembered.
const MEMOIRE: usize = 10_000;

/// How texts are read.
pub(in crate::lire) struct Axes<'a> {
    pub(in crate::lire) entetes: &'a Entetes,
    pub(in crate::lire) noms: &'a Noms<'a>,
    pub(in crate::lire) exercice: i32,
    /// What was read already: labels come back on every row.
    memoire: RefCell<BTreeMap<String, Coordonnees>>,
    /// The same for labels that are nearly those of a grandeur.
    presque: RefCell<BTreeMap<String, Option<&'static str>>>,
}

impl<'a> Axes<'a> {
    pub(in crate::lire) fn new(entetes: &'a Entetes, noms: &'a Noms<'a>, exercice: i32) -> Self {
        Self { entetes, noms, exercice, memoire: RefCell::default(), presque: RefCell::default() }
    }

    /// What a header or a label says.
    pub(super) fn lire(&self, cellule: &Cellule) -> Coordonnees {
        if cellule.is_empty() {
            return Coordonnees::default();
        }
        if cellule.contenu() != Contenu::Texte {
            return self.lire_un_texte(cellule);
        }
        if let Some(dit) = self.memoire.borrow().get(cellule.texte()) {
            return dit.clone();
        }
        let dit = self.lire_un_texte(cellule);
        let mut memoire = self.memoire.borrow_mut();
        if memoire.len() < MEMOIRE {
            memoire.insert(cellule.texte().to_owned(), dit.clone());
        }
        dit
    }

    /// The key of the grandeur that a label nearly names; never of a share, of a cumulation or of another year.
    pub(super) fn presque_une_grandeur(&self, texte: &str) -> Option<&'static str> {
        if let Some(dit) = self.presque.borrow().get(texte) {
            return *dit;
        }
        let part = cle(texte).split(' ').any(|mot| AUTRE_CHOSE.contains(&mot));
        let autre = part || self.entetes.est_ignore(texte) || self.annee(texte).0.is_some();
        let dit = if autre { None } else { self.entetes.presque_une_grandeur(texte) };
        let mut presque = self.presque.borrow_mut();
        if presque.len() < MEMOIRE {
            presque.insert(texte.to_owned(), dit);
        }
        dit
    }

    fn lire_un_texte(&self, cellule: &Cellule) -> Coordonnees {
        if let Some(mois) = cellule.mois() {
            return Coordonnees { mois: Some(mois), ..Coordonnees::default() };
        }
        if self.noms.code(cellule).is_none() && self.noms.est_groupe(cellule) {
            return Coordonnees { qui: Some(Qui::Groupe), ..Coordonnees::default() };
        }
        let (annee, reste) = self.annee(cellule);
        let mut dit = self.mots(&reste);
        if dit.qui.is_none() && dit.mots == reste && !reste.is_empty() {
            // Digits may be part of a name: « Internat 2 ».
            if let Some(code) = self.noms.code(cellule) {
                dit = Coordonnees { qui: Some(Qui::Code(code.to_owned())), ..Coordonnees::default() };
            }
        }
        Coordonnees { annee, ..dit }
    }

    fn mots(&self, reste: &str) -> Coordonnees {
        let mut dit = Coordonnees { texte: reste.to_owned(), ..Coordonnees::default() };
        if reste.is_empty() {
            return dit;
        }
        if let Some(quoi) = self.quoi(reste) {
            dit.quoi = Some(quoi);
        } else if let Some(code) = self.noms.code(reste) {
            (dit.qui, dit.texte) = (Some(Qui::Code(code.to_owned())), String::new());
        } else if self.noms.est_ensemble(reste) {
            (dit.total, dit.texte) = (true, String::new());
        } else {
            self.deux_a_la_fois(reste, &mut dit);
            dit.qualifie = dit.mots == reste && self.entetes.est_qualificatif(reste);
        }
        dit
    }

    /// « Journées INTERNAT », « Total entrées ».
    fn deux_a_la_fois(&self, reste: &str, dit: &mut Coordonnees) {
        dit.mots = reste.to_owned();
        if let Some(quoi) = self.quoi_du_total(reste) {
            *dit = Coordonnees { quoi: Some(quoi), total: true, ..Coordonnees::default() };
        } else if let Some((code, autres)) = self.noms.code_et_reste(reste)
            && let Some(quoi) = self.quoi(&sans_liaisons(&autres))
        {
            let qui = Some(Qui::Code(code.to_owned()));
            *dit = Coordonnees { qui, quoi: Some(quoi), texte: autres, ..Coordonnees::default() };
        }
    }

    /// « Total des entrées », « Entrées total », « Ensemble entrées »: what is added up.
    fn quoi_du_total(&self, reste: &str) -> Option<Quoi> {
        let (premier, suite) = reste.split_once(' ')?;
        let (debut, dernier) = reste.rsplit_once(' ')?;
        let total = |mot: &str| TOTALISE.contains(&mot);
        let devant = || total(premier).then(|| self.quoi(&sans_liaisons(suite))).flatten();
        let derriere = || total(dernier).then(|| self.quoi(debut)).flatten();
        devant().or_else(derriere)
    }

    fn quoi(&self, texte: &str) -> Option<Quoi> {
        let grandeur = self.entetes.grandeur(texte).map(Quoi::Grandeur);
        grandeur.or_else(|| self.entetes.notion(texte).map(Quoi::Notion))
    }

    /// The year that a text names (`N`, `N-1`, `2021`, « Année 2021 ») and its other words, folded.
    fn annee(&self, texte: &str) -> (Option<i32>, String) {
        let sans_parentheses = texte.split_once('(').map_or(texte, |(avant, _)| avant);
        let net = if sans_parentheses.trim().is_empty() { texte } else { sans_parentheses };
        let plie = cle(net);
        let mots: Vec<&str> = plie.split(' ').filter(|mot| !mot.is_empty()).collect();
        if let Some(i) = mots.iter().position(|mot| is_year(mot)) {
            let annee = mots[i].parse().ok();
            let autres: Vec<&str> = mots.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, mot)| *mot).collect();
            return (annee, sans_liaisons(&autres.join(" ")));
        }
        if let Some((recul, autres)) = self.annee_en_mots(&mots) {
            return (Some(self.exercice - recul), autres);
        }
        let relative = !texte.contains(['+', '°', 'º']);
        let Some(i) = mots.iter().rposition(|mot| *mot == "n").filter(|_| relative) else {
            return (None, mots.join(" "));
        };
        let (recul, fin) = match mots.get(i + 1) {
            Some(&"1") => (1, i + 2),
            Some(&"2") => (2, i + 2),
            Some(_) => return (None, mots.join(" ")),
            None => (0, i + 1),
        };
        let autres: Vec<&str> = mots[..i].iter().chain(&mots[fin..]).copied().collect();
        (Some(self.exercice - recul), sans_liaisons(&autres.join(" ")))
    }

    /// « Exercice précédent », alone or behind what is counted: how many years before this one, and the other words.
    fn annee_en_mots(&self, mots: &[&str]) -> Option<(i32, String)> {
        (mots.len().saturating_sub(MOTS_D_UNE_ANNEE)..mots.len()).find_map(|debut| {
            let recul = self.entetes.annee_relative(&mots[debut..].join(" "))?;
            let autres = sans_liaisons(&mots[..debut].join(" "));
            (autres.is_empty() || self.quoi(&autres).is_some()).then_some((recul, autres))
        })
    }

    /// What the words of a title, of a corner or of a file's name say of the whole table. Only this year and the one
    /// before are years there: « loi 1901 ».
    pub(super) fn titre(&self, cellule: &Cellule) -> Coordonnees {
        let dit = self.lire(cellule);
        let nomme =
            || self.noms.code(cellule).or_else(|| self.noms.code_dans(cellule)).map(str::to_owned).map(Qui::Code);
        let quoi = || self.entetes.grandeur_dans(cellule).map(Quoi::Grandeur);
        Coordonnees {
            qui: dit.qui.filter(|qui| matches!(qui, Qui::Code(_))).or_else(nomme),
            quoi: dit.quoi.filter(|quoi| matches!(quoi, Quoi::Grandeur(_))).or_else(quoi),
            mois: super::periode::month_within(cellule),
            annee: dit.annee.filter(|a| {
                (self.exercice - 1..=self.exercice).contains(a) && !super::periode::est_une_edition(cellule)
            }),
            ..Coordonnees::default()
        }
    }

    /// A header above another: the lower one is the more precise.
    pub(super) fn sous(&self, dessus: &Coordonnees, dessous: &Coordonnees) -> Coordonnees {
        let (ensemble, mots) = self.ensemble(dessus, dessous);
        Coordonnees {
            qui: dessous.qui.clone().or_else(|| dessus.qui.clone()),
            quoi: ensemble.or(dessous.quoi).or(dessus.quoi),
            mois: dessous.mois.or(dessus.mois),
            annee: dessous.annee.or(dessus.annee),
            total: dessus.total || dessous.total,
            partiel: dessus.partiel || dessous.partiel,
            mots,
            qualifie: dessus.qualifie || dessous.qualifie,
            part: moindre(dessus.part, dessous.part),
            texte: format!("{} {}", dessus.texte, dessous.texte).trim().to_owned(),
        }
    }

    /// A column and a row together; `None` when they contradict each other.
    pub(super) fn croise(&self, colonne: &Coordonnees, ligne: &Coordonnees) -> Option<Coordonnees> {
        fn un<T: PartialEq + Clone>(a: &Option<T>, b: &Option<T>) -> Option<Option<T>> {
            let accord = a.is_none() || b.is_none() || a == b;
            accord.then(|| a.clone().or_else(|| b.clone()))
        }
        let (ensemble, mots) = self.ensemble(ligne, colonne);
        let quoi = match ensemble {
            Some(quoi) => Some(quoi),
            None => un(&colonne.quoi, &ligne.quoi)?,
        };
        Some(Coordonnees {
            qui: un(&colonne.qui, &ligne.qui)?,
            quoi,
            mois: un(&colonne.mois, &ligne.mois)?,
            annee: un(&colonne.annee, &ligne.annee)?,
            total: colonne.total || ligne.total,
            partiel: colonne.partiel || ligne.partiel,
            qualifie: !mots.is_empty() && (colonne.qualifie || ligne.qualifie),
            part: moindre(colonne.part, ligne.part),
            mots,
            texte: String::new(),
        })
    }

    /// A header that only says which figure of what is counted.
    pub(super) fn qualificatif(texte: &str) -> Coordonnees {
        Coordonnees { mots: cle(texte), qualifie: true, texte: cle(texte), ..Coordonnees::default() }
    }

    /// What the words of a crossing make of what the title counts: « Journées » above, « prévu » here.
    pub(super) fn precise(&self, mut ou: Coordonnees, quoi: Option<Quoi>) -> Coordonnees {
        if let (true, Some(Quoi::Grandeur(grandeur))) =
            (ou.qualifie, quoi.filter(|_| ou.quoi.is_none() || ou.quoi == quoi))
        {
            let mot =
                if grandeur == Grandeur::JourneesPrevisionnelles { Grandeur::JourneesRealisees } else { grandeur };
            let cle = Grandeur::TOUTES.iter().find(|(g, _, _)| *g == mot).map_or("", |(_, cle, _)| *cle);
            if let Some(precise) = self.entetes.grandeur(&format!("{cle} {}", ou.mots)) {
                (ou.quoi, ou.mots) = (Some(Quoi::Grandeur(precise)), String::new());
            }
        }
        self.forecast_or_actual(ou, quoi)
    }

    /// « Entrées » above, « prévu » or « réalisé » below: the actual figure is the grandeur; the forecast is another for
    /// days, and none for the rest.
    fn forecast_or_actual(&self, mut ou: Coordonnees, titre: Option<Quoi>) -> Coordonnees {
        let Some(Quoi::Grandeur(grandeur)) = ou.quoi.or(titre).filter(|_| ou.qualifie) else { return ou };
        let journees = [Grandeur::JourneesRealisees, Grandeur::JourneesPrevisionnelles].contains(&grandeur);
        let prevision = self.entetes.est_une_prevision(&ou.mots);
        if !prevision && !self.entetes.est_realise(&ou.mots) {
            return ou;
        }
        ou.mots = String::new();
        match (journees, prevision) {
            (true, true) => ou.quoi = Some(Quoi::Grandeur(Grandeur::JourneesPrevisionnelles)),
            (true, false) => ou.quoi = Some(Quoi::Grandeur(Grandeur::JourneesRealisees)),
            (false, true) => ou.part = Some(Part::Partie(Partie::Prevision)),
            (false, false) => ou.part = moindre(ou.part, Some(Part::Tout)),
        }
        ou
    }

    /// « Journées » and « prévues »: what two texts count when neither says it alone; and the words that stay unknown.
    fn ensemble(&self, a: &Coordonnees, b: &Coordonnees) -> (Option<Quoi>, String) {
        let unique = a.texte.is_empty() || b.texte.is_empty() || a.texte == b.texte;
        let joint = (!unique).then(|| self.entetes.grandeur(&format!("{} {}", a.texte, b.texte))).flatten();
        let joint = joint.map(Quoi::Grandeur);
        let mots = if joint.is_some() { String::new() } else { format!("{} {}", a.mots, b.mots).trim().to_owned() };
        (joint, mots)
    }
}

impl Coordonnees {
    /// Nothing but which part of what is counted.
    pub(super) fn d_une_part(part: Part) -> Self {
        Self { part: Some(part), ..Self::default() }
    }

    /// True when it says nothing at all.
    pub(super) fn est_vide(&self) -> bool {
        *self == Self::default()
    }

    /// True when it places a figure on an axis.
    pub(super) fn situe(&self) -> bool {
        let axes = self.qui.is_some() || self.quoi.is_some() || self.mois.is_some() || self.annee.is_some();
        axes || self.total || self.qualifie || self.part.is_some()
    }

    /// Completes what is missing.
    pub(super) fn ou(mut self, defaut: &Self) -> Self {
        self.qui = self.qui.or_else(|| defaut.qui.clone());
        self.quoi = self.quoi.or(defaut.quoi);
        self.mois = self.mois.or(defaut.mois);
        self.annee = self.annee.or(defaut.annee);
        self
    }
}

/// A part of a part is a part.
fn moindre(a: Option<Part>, b: Option<Part>) -> Option<Part> {
    let partie = |part: &Part| matches!(part, Part::Partie(_));
    a.filter(partie).or(b.filter(partie)).or(a).or(b)
}

fn sans_liaisons(texte: &str) -> String {
    let mut mots: Vec<&str> = texte.split(' ').filter(|mot| !mot.is_empty()).collect();
    while mots.last().is_some_and(|mot| LIAISONS.contains(mot)) {
        mots.pop();
    }
    while mots.first().is_some_and(|mot| LIAISONS.contains(mot)) {
        mots.remove(0);
    }
    mots.join(" ")
}
