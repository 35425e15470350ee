//! Tables of financing: one amount per row with its financeur, or one column per financeur; their totals and ceilings.

use super::{Lecture, citable, mots};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, ManqueDUnObjectif, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{Ligne, Saisie, Table};
use crate::domaine::objectifs::Objectifs;
use crate::domaine::objectifs::financement::{LigneDeFinancement, Montants, Sujet, TotalDeFinancement};
use crate::francais::{self, cle, est_un_taux_ou_un_montant};
use crate::lire::genres::Genres;
use crate::lire::tableau_mensuel::discretion::est_nom_et_prenom;
use crate::lire::vocabulaire::Vocabulaire;
use std::collections::BTreeMap;
use std::ops::Range;

/// Totals of a folder that are checked: each is compared with all its rows.
const TOTAUX: usize = 512;

const ATTENDU: &str = "un montant en euros";

/// The words of a row, in this order.
const SUJET: [&str; 5] = ["objectif", "action", "ligne", "financeur", "enveloppe"];
const FINANCEUR: usize = 3;
const ENVELOPPE: usize = 4;

/// Small words between « Total » and what is totalled, folded.
const LIAISONS: [&str; 10] = ["total", "general", "du", "de", "la", "le", "l", "d", "pour", "des"];

/// The columns of a table of financing.
pub(super) struct Plan {
    /// Of each word, where the table has it.
    sujet: [Option<usize>; 5],
    prevu: Option<usize>,
    realise: Option<usize>,
    /// Without them: what each financeur plans, and the column of totals.
    financeurs: Vec<(usize, Option<String>)>,
    entetes: BTreeMap<usize, String>,
    /// The words of the last row: blank cells repeat them.
    dernier: Sujet,
    /// Financeurs, envelopes and objectives named so far: folded → as typed.
    connus: [BTreeMap<String, String>; 5],
}

impl Plan {
    /// The columns that a row of headers names.
    pub(super) fn trouve(genres: &Genres, vocabulaire: &Vocabulaire, entete: &Ligne) -> Option<Self> {
        let mut plan = Self {
            sujet: [None; 5],
            prevu: None,
            realise: None,
            financeurs: Vec::new(),
            entetes: entete.remplies().map(|(i, c)| (i, c.texte().to_owned())).collect(),
            dernier: Sujet::default(),
            connus: Default::default(),
        };
        for (i, cellule) in entete.remplies().filter(|(_, c)| c.len() <= 200) {
            let connue = genres.colonne(Table::FINANCEMENT, cellule);
            let place = connue.and_then(|nom| SUJET.iter().position(|sujet| *sujet == nom));
            match (connue, place) {
                (_, Some(place)) if plan.sujet[place].is_none() => plan.sujet[place] = Some(i),
                (Some("prevu"), _) if plan.prevu.is_none() => plan.prevu = Some(i),
                (Some("realise"), _) if plan.realise.is_none() => plan.realise = Some(i),
                _ if cle(cellule).starts_with("total") => plan.financeurs.push((i, None)),
                _ => {
                    let nom = vocabulaire.mot("financeur_connu", cellule).map(str::to_owned);
                    plan.financeurs.extend(nom.map(|nom| (i, Some(nom))));
                }
            }
        }
        let longue = plan.prevu.or(plan.realise).is_some();
        if longue {
            plan.financeurs.clear();
        }
        let par_colonne = plan.financeurs.iter().any(|(_, nom)| nom.is_some()) && plan.sujet[FINANCEUR].is_none();
        let nommee = plan.sujet[FINANCEUR].or(plan.sujet[ENVELOPPE]).is_some();
        (nommee && (longue || par_colonne)).then_some(plan)
    }

    fn texte<'l>(&self, ligne: &'l Ligne, place: usize) -> &'l str {
        self.sujet[place].map_or("", |i| ligne.cellule(i).texte().trim())
    }

    fn colonnes_de_montants(&self) -> impl Iterator<Item = usize> + use<> {
        let autres: Vec<usize> = self.financeurs.iter().map(|(i, _)| *i).collect();
        self.prevu.into_iter().chain(self.realise).chain(autres)
    }

    /// Every word of the row, as typed.
    fn mots(&self, ligne: &Ligne) -> [Option<String>; 5] {
        std::array::from_fn(|place| Some(mots(self.texte(ligne, place))).filter(|mot| !mot.is_empty()))
    }

    /// The words of a row of amounts: blank cells on its left repeat those above.
    fn suit(&self, dits: [Option<String>; 5]) -> [Option<String>; 5] {
        let [objectif, action, ligne, financeur, enveloppe] = dits;
        let (o, a, l) = (objectif.is_none(), action.is_none(), ligne.is_none());
        let repete = |dit: Option<String>, si: bool, d: &Option<String>| dit.or_else(|| d.clone().filter(|_| si));
        [
            repete(objectif, true, &self.dernier.objectif),
            repete(action, o, &self.dernier.action),
            repete(ligne, o && a && l, &self.dernier.ligne),
            financeur,
            enveloppe,
        ]
    }

    fn retient(&mut self, sujet: &Sujet) {
        let mots = [&sujet.objectif, &sujet.action, &sujet.ligne, &sujet.financeur, &sujet.enveloppe];
        for (connus, mot) in self.connus.iter_mut().zip(mots) {
            if let Some(mot) = mot {
                connus.entry(cle(mot)).or_insert_with(|| mot.clone());
            }
        }
        self.dernier = sujet.clone();
    }
}

/// What a row that is no plain line says.
enum Bilan {
    Total(Sujet),
    Plafond(Sujet),
    Inconnu,
}

impl Lecture<'_> {
    /// A row of the table; false where something else begins.
    pub(super) fn financement(&mut self, ligne: &Ligne, plan: &mut Plan, lus: &mut Objectifs) -> bool {
        if plan.colonnes_de_montants().all(|i| ligne.cellule(i).is_empty()) {
            let dits = plan.mots(ligne);
            if dits[..3].iter().any(Option::is_some) {
                let [objectif, action, ligne, ..] = plan.suit(dits);
                plan.dernier = Sujet { objectif, action, ligne, ..Sujet::default() };
            }
            return true;
        }
        let premiere = ligne.remplies().next().map_or(0, |(i, _)| i);
        let span = self.lieu.span(ligne, premiere, plan.entetes.get(&premiere).map_or("", String::as_str));
        let dits = plan.mots(ligne);
        if let Some(bilan) = bilan(plan, &dits) {
            match bilan {
                Bilan::Total(sujet) => self.totaux(ligne, plan, (sujet, false), span, lus),
                Bilan::Plafond(sujet) => self.totaux(ligne, plan, (sujet, true), span, lus),
                Bilan::Inconnu => {
                    let lu = dits.iter().flatten().next().map_or("", String::as_str);
                    self.manque(ManqueDUnObjectif::Total { lu: lu.to_owned() }, span);
                }
            }
            return true;
        }
        if dits.iter().all(Option::is_none) {
            self.manque(ManqueDUnObjectif::SansSujet, span);
            return true;
        }
        let [objectif, action, objet, financeur, enveloppe] = plan.suit(dits);
        let sujet = Sujet { objectif, action, ligne: objet, financeur, enveloppe };
        plan.retient(&sujet);
        let debut = lus.financement.lignes.len();
        let mut a_cote = None;
        for (qui, montants) in self.montants(ligne, plan) {
            match qui {
                Qui::Ligne(nom) => {
                    let sujet = Sujet { financeur: nom.or_else(|| sujet.financeur.clone()), ..sujet.clone() };
                    plan.connus[FINANCEUR].extend(sujet.financeur.iter().map(|f| (cle(f), f.clone())));
                    let span = span.clone();
                    lus.financement.lignes.push(LigneDeFinancement { sujet, montants, span });
                }
                Qui::Total => a_cote = Some(montants),
            }
        }
        if let Some(montants) = a_cote {
            let siennes = debut..lus.financement.lignes.len();
            self.total((sujet, false), montants, (span, Some(siennes)), lus);
        }
        self.utilisees += 1;
        true
    }

    /// A row of totals: one, or one per financeur.
    fn totaux(&mut self, ligne: &Ligne, plan: &Plan, (sujet, plafond): (Sujet, bool), span: Span, lus: &mut Objectifs) {
        for (qui, montants) in self.montants(ligne, plan) {
            let sujet = match qui {
                Qui::Ligne(Some(nom)) => Sujet { financeur: Some(nom), ..sujet.clone() },
                Qui::Ligne(None) | Qui::Total => sujet.clone(),
            };
            self.total((sujet, plafond), montants, (span.clone(), None), lus);
        }
        self.utilisees += 1;
    }

    fn total(
        &mut self,
        (sujet, plafond): (Sujet, bool),
        montants: Montants,
        (span, lignes): (Span, Option<Range<usize>>),
        lus: &mut Objectifs,
    ) {
        let financement = &mut lus.financement;
        if financement.totaux.len() < TOTAUX {
            let table = financement.tables;
            financement.totaux.push(TotalDeFinancement { sujet, montants, lignes, plafond, table, span });
        } else {
            self.signalees.dit(Anomalie { nature: NatureAnomalie::TotauxNonVerifies { limite: TOTAUX }, span });
        }
    }

    /// The amounts of a row, each with whose it is.
    fn montants(&mut self, ligne: &Ligne, plan: &Plan) -> Vec<(Qui, Montants)> {
        let montrables = plan.sujet.iter().flatten().copied().filter(|i| !est_nom_et_prenom(ligne.cellule(*i)));
        self.compris.ajoute(ligne.rang, montrables);
        self.compris.ajoute(ligne.rang, plan.colonnes_de_montants());
        let mut lu = |colonne: usize| {
            let cellule = ligne.cellule(colonne);
            let span = self.lieu.span(ligne, colonne, plan.entetes.get(&colonne).map_or("", String::as_str));
            let saisie = montant(cellule).unwrap_or_else(|nature| {
                self.signalees.dit(Anomalie { nature, span: span.clone() });
                Saisie::Illisible
            });
            (saisie, span)
        };
        if plan.financeurs.is_empty() {
            let montants = Montants { prevu: plan.prevu.map(&mut lu), realise: plan.realise.map(&mut lu) };
            return vec![(Qui::Ligne(None), montants)];
        }
        let mut montants = Vec::new();
        for (colonne, nom) in &plan.financeurs {
            let qui = nom.clone().map_or(Qui::Total, |nom| Qui::Ligne(Some(nom)));
            let sien = Montants { prevu: Some(lu(*colonne)), realise: None };
            montants.extend(Some((qui, sien)).filter(|(_, m)| m.disent()));
        }
        montants
    }
}

/// Whose an amount is.
enum Qui {
    /// A financeur's, when its column says so.
    Ligne(Option<String>),
    /// The sum of those beside it.
    Total,
}

/// A row of totals or a ceiling, with what it covers; `None` for a plain line.
fn bilan(plan: &Plan, dits: &[Option<String>; 5]) -> Option<Bilan> {
    let par_colonne = !plan.financeurs.is_empty();
    let remplis: Vec<usize> = (0..5).filter(|i| dits[*i].is_some()).collect();
    let de_totaux = plan.sujet[..FINANCEUR].iter().all(Option::is_none);
    if remplis.is_empty() {
        return (par_colonne && de_totaux).then(|| Bilan::Total(Sujet::default()));
    }
    for place in remplis.iter().copied() {
        let mot = dits[place].as_deref().unwrap_or_default();
        let plie = cle(mot);
        if plie.split(' ').next() == Some("total") || plie.split(' ').next() == Some("totaux") {
            return Some(total(plan, dits, (place, &plie)));
        }
        for devant in ["enveloppe ", "plafond ", "montant de l enveloppe "] {
            if let Some(nom) = plie.strip_prefix(devant).filter(|_| remplis.len() == 1) {
                let nom = plan.connus[ENVELOPPE].get(nom).cloned().unwrap_or_else(|| fin(mot, nom));
                return Some(Bilan::Plafond(Sujet { enveloppe: Some(nom), ..Sujet::default() }));
            }
        }
        let seul = remplis.len() == 1;
        if let Some(nom) = plan.connus[ENVELOPPE].get(&plie).filter(|_| seul && place != FINANCEUR) {
            return Some(Bilan::Total(Sujet { enveloppe: Some(nom.clone()), ..Sujet::default() }));
        }
        if seul && place == ENVELOPPE && de_totaux && plan.sujet[FINANCEUR].is_none() {
            return Some(Bilan::Total(Sujet { enveloppe: Some(mot.to_owned()), ..Sujet::default() }));
        }
    }
    None
}

/// The last words of a text, as many as a folded name has.
fn fin(texte: &str, nom: &str) -> String {
    let mots: Vec<&str> = texte.split_whitespace().collect();
    let combien = nom.split(' ').count().min(mots.len());
    mots[mots.len() - combien..].join(" ")
}

/// What « Total … » covers: the name that follows, else the words on its left, and those of the other columns.
fn total(plan: &Plan, dits: &[Option<String>; 5], (place, plie): (usize, &str)) -> Bilan {
    let mut sujet: [Option<String>; 5] = std::array::from_fn(|i| dits[i].clone().filter(|_| i != place));
    let reste: Vec<&str> = plie.split(' ').skip_while(|mot| LIAISONS.contains(mot) || *mot == "totaux").collect();
    let nom = reste.join(" ");
    if nom.is_empty() {
        // « Total » under a column adds up what stands on its left
        let gauche = [&plan.dernier.objectif, &plan.dernier.action, &plan.dernier.ligne];
        let premiere = (0..5).find(|i| plan.sujet[*i].is_some());
        for (i, dernier) in gauche.into_iter().enumerate().take(place) {
            let herite = premiere.is_some_and(|p| place > p) && dits[..i].iter().all(Option::is_none);
            sujet[i] = sujet[i].take().or_else(|| dernier.clone().filter(|_| herite));
        }
    } else {
        let sans_mot = |mot: &str| nom.strip_prefix(mot).map_or(nom.as_str(), str::trim).to_owned();
        let connu = [(0, "objectif"), (1, "action"), (2, "ligne"), (3, "financeur"), (4, "enveloppe")];
        let trouve = connu.iter().rev().find_map(|(i, mot)| {
            let connus = &plan.connus[*i];
            Some((*i, connus.get(&nom).or_else(|| connus.get(&sans_mot(mot)))?.clone()))
        });
        let Some((i, nom)) = trouve else { return Bilan::Inconnu };
        sujet[i] = Some(nom);
    }
    let [objectif, action, ligne, financeur, enveloppe] = sujet;
    Bilan::Total(Sujet { objectif, action, ligne, financeur, enveloppe })
}

/// What a cell says, euros.
fn montant(cellule: &Cellule) -> Result<Saisie, NatureAnomalie> {
    let lu = citable(cellule);
    let illisible = |cause| NatureAnomalie::ValeurIllisible { lu: lu.clone(), attendu: ATTENDU.to_owned(), cause };
    let taux = est_un_taux_ou_un_montant(cellule) && cellule.trim_end().ends_with('%');
    match cellule.lecture(false) {
        francais::Lecture::Nombre(_) if taux => Err(illisible(francais::Cause::Inconnue)),
        francais::Lecture::Nombre(n) => Ok(Saisie::Nombre(n)),
        francais::Lecture::Vide => Ok(Saisie::Vide),
        // « - € »: the office's own nought in a column of euros
        francais::Lecture::Manquant | francais::Lecture::Illisible(_) if est_un_tiret_en_euros(cellule) => {
            Ok(Saisie::Nombre(crate::domaine::exact::Exact::ZERO))
        }
        francais::Lecture::Manquant => Ok(Saisie::Manquant),
        francais::Lecture::ErreurDeTableur => Err(NatureAnomalie::ErreurDeTableur { lu }),
        francais::Lecture::Ambigu(lectures) => Err(NatureAnomalie::NombreAmbigu { lu, lectures }),
        francais::Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => {
            Err(NatureAnomalie::FormuleSansValeur)
        }
        francais::Lecture::Illisible(cause) => Err(illisible(cause)),
    }
}

/// « - € », as a spreadsheet shows nought in its accounting format.
fn est_un_tiret_en_euros(cellule: &Cellule) -> bool {
    let texte = cellule.texte().trim();
    texte.strip_suffix('€').is_some_and(|avant| ["-", "–", "—", "−"].contains(&avant.trim()))
}
