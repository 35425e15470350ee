//! The compte administratif: groups of charges and produits, in rows or side by side, with their totals, results and
//! carry-overs. Nothing is guessed: a row that does not say its group or its side is said, and left out.

mod assemblage;
mod coiffes;
mod detail;
mod montant;
mod mots;
mod plan;
mod rangee;

use super::genres::{Genres, Reconnu, TETE, TITRES};
use super::noms::Noms;
use super::signalees::Signalees;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::{Compris, Lieu};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, ManqueDUnBudget, NatureAnomalie};
use crate::domaine::budget::{Groupe, Sens};
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::lire::entetes::is_year;
use assemblage::Assemblage;
use mots::Mots;
use plan::{Face, Plan};
use std::collections::BTreeMap;

/// Rows below a header where groups are looked for.
const APERCU: usize = 60;

/// A table being read.
struct Lecture<'a> {
    lieu: Lieu<'a>,
    noms: &'a Noms<'a>,
    mots: &'static Mots,
    exercice: i32,
    /// True where the sheet writes amounts in brackets beyond any doubt.
    parentheses: bool,
    compris: Compris,
    signalees: Signalees<Anomalie>,
    assemblage: Assemblage,
    utilisees: usize,
}

/// What the rows of a face do not say again.
#[derive(Debug, Clone, Default)]
struct Etat {
    section: Option<Sens>,
    /// What the column of sides said last.
    sens: Option<Sens>,
    courant: Option<(Sens, Groupe)>,
    /// The group that the titles name, for rows of accounts that do not say theirs.
    titre: Option<(Option<Sens>, Groupe)>,
    /// The dispositif that the titles name, then the one that the column named last.
    dispositif: Option<String>,
}

/// A table of budget whose header stands in one of the first rows, and whose rows name groups.
pub(super) fn reconnu(axes: &Axes<'_>, genres: &Genres, lignes: &[Ligne]) -> Option<Reconnu> {
    (0..lignes.len().min(TETE)).find_map(|entete| {
        let corps = &lignes[entete + 1..lignes.len().min(entete + 1 + APERCU)];
        let plan = Plan::trouve(avec_dessus(lignes, entete), corps, genres, axes.exercice)?;
        let nommes = match plan.autre_annee {
            Some(_) => {
                corps.iter().flat_map(Ligne::remplies).filter(|(_, c)| Mots::tous().groupe(c, false).is_some()).count()
                    > 1
            }
            None => plan.compte_des_groupes(corps) || plan.compte_des_comptes(corps),
        };
        nommes.then(|| Reconnu { genre: Table::BUDGET, entete, prime: false, colonnes: BTreeMap::new() })
    })
}

/// A row, and the one right above it that says something.
fn avec_dessus(lignes: &[Ligne], rang: usize) -> (Option<&Ligne>, &Ligne) {
    let remplie = |ligne: &&Ligne| ligne.remplies().next().is_some();
    (lignes[rang.saturating_sub(TITRES)..rang].iter().rev().find(remplie), &lignes[rang])
}

/// Reads every table of budget of a sheet: what may be shown, and the rows that gave figures.
pub(super) fn lire(
    lignes: &[Ligne],
    genres: &Genres,
    axes: &Axes<'_>,
    lieu: Lieu<'_>,
    dossier: &mut Dossier,
) -> (Compris, usize) {
    let mut lecture = Lecture {
        lieu,
        noms: axes.noms,
        mots: Mots::tous(),
        exercice: axes.exercice,
        parentheses: montant::entre_parentheses(lignes),
        compris: Compris::default(),
        signalees: Signalees::default(),
        assemblage: Assemblage::default(),
        utilisees: 0,
    };
    let apercu = |i: usize| &lignes[i + 1..lignes.len().min(i + 1 + APERCU)];
    let plan = |i: usize| Some((i, Plan::trouve(avec_dessus(lignes, i), apercu(i), genres, axes.exercice)?));
    let plans: Vec<(usize, Plan)> = (0..lignes.len()).filter_map(plan).collect();
    let mut debut_des_titres = 0;
    let mut etats = Vec::new();
    for (rang, (entete, plan)) in plans.iter().enumerate() {
        let fin = plans.get(rang + 1).map_or(lignes.len(), |(suivant, _)| *suivant);
        let titres = &lignes[debut_des_titres.max(entete.saturating_sub(TITRES))..*entete];
        let corps = &lignes[entete + 1..fin];
        lecture.bloc((titres, &lignes[*entete], corps), plan.clone(), &mut etats);
        debut_des_titres = fin;
    }
    for span in lecture.assemblage.sans_groupe() {
        lecture.manque(ManqueDUnBudget::Groupe, span);
    }
    let Lecture { compris, signalees, assemblage, utilisees, .. } = lecture;
    signalees.remet(dossier);
    assemblage.remet(&mut dossier.budget);
    (compris, utilisees)
}

impl Lecture<'_> {
    fn signale(&mut self, nature: NatureAnomalie, span: Span) {
        self.signalees.dit(Anomalie { nature, span });
    }

    fn manque(&mut self, manque: ManqueDUnBudget, span: Span) {
        self.signale(NatureAnomalie::BudgetIncompris { manque }, span);
    }

    /// Reads the rows below a header. A header that is repeated keeps the state of each face.
    fn bloc(
        &mut self,
        (titres, entete, corps): (&[Ligne], &Ligne, &[Ligne]),
        mut plan: Plan,
        precedents: &mut Vec<Etat>,
    ) {
        self.compris.entete(entete.rang);
        let premier = entete.remplies().next().map_or(0, |(i, _)| i);
        let ici = self.lieu.span(entete, premier, entete.cellule(premier));
        let autour: Vec<String> = titres.iter().rev().flat_map(Ligne::remplies).map(|(_, c)| c.to_string()).collect();
        let autour: Vec<String> = autour.into_iter().chain(self.lieu.noms()).collect();
        if let Some(annee) = plan.autre_annee.or_else(|| self.autre_annee(&autour)) {
            return self.manque(ManqueDUnBudget::Exercice { annee }, ici);
        }
        let dits = || entete.remplies().map(|(_, c)| c.texte()).chain(autour.iter().map(String::as_str));
        let notes = || corps.iter().filter(|ligne| !ligne.remplies().any(|(_, c)| c.est_un_nombre()));
        let en_note = || notes().flat_map(Ligne::remplies).any(|(_, c)| self.mots.en_milliers(c.texte()));
        if dits().any(|texte| self.mots.en_milliers(texte)) || en_note() {
            return self.manque(ManqueDUnBudget::Milliers, ici);
        }
        for (nature, colonne) in plan.inconnues(entete).into_iter().chain(plan.choisit(corps)) {
            let nominative = matches!(nature, NatureAnomalie::ColonneNominative { .. });
            let titre = if nominative { "" } else { entete.cellule(colonne).texte() };
            let span = self.lieu.span(entete, colonne, titre);
            if nominative {
                self.compris.cache(&span);
            }
            self.signale(nature, span);
        }
        for face in &mut plan.faces {
            let au_dessus = || titres.iter().rev().find_map(|ligne| self.cote_au_dessus(face, ligne));
            face.cote = face.cote.or_else(au_dessus);
            face.sous_un_cote = face.cote.is_some();
        }
        let mut etats: Vec<Etat> = plan.faces.iter().map(|face| self.etat(face, &autour)).collect();
        // the only face changes sides where a title, or the next header, says so
        let dit = match &mut plan.faces[..] {
            [seule] => seule.cote.take(),
            _ => None,
        };
        for (etat, precedent) in etats.iter_mut().zip(precedents.iter()).filter(|_| titres.is_empty()) {
            *etat = precedent.clone();
        }
        if let (Some(sens), [seul]) = (dit, &mut etats[..]) {
            (seul.section, seul.courant) = (Some(sens), None);
        }
        for ligne in corps {
            for (face, etat) in plan.faces.iter().zip(&mut etats) {
                self.rangee(entete, ligne, face, etat);
            }
        }
        *precedents = etats;
    }

    /// What stands around a table says of its rows.
    fn etat(&self, face: &Face, autour: &[String]) -> Etat {
        let section = face.cote.or_else(|| autour.iter().find_map(|texte| self.mots.sens(texte)));
        let groupe = |texte: &String| self.mots.groupe(texte, false).map(|lu| (lu.sens.or(section), lu.groupe));
        let titre = autour.iter().find_map(groupe);
        let nomme = |texte: &String| self.noms.code_dans(texte).map(str::to_owned);
        Etat { section, titre, dispositif: autour.iter().find_map(nomme), ..Etat::default() }
    }

    /// « CHARGES | | | PRODUITS »: the title that stands above a face.
    fn cote_au_dessus(&self, face: &Face, titre: &Ligne) -> Option<Sens> {
        let cotes = titre.remplies().filter_map(|(i, texte)| Some((i, self.mots.sens(texte)?)));
        let cotes: Vec<(usize, Sens)> = cotes.collect();
        let deux = Sens::TOUS.iter().all(|sens| cotes.iter().any(|(_, dit)| dit == sens));
        cotes.iter().rev().find(|(i, _)| deux && *i <= face.derniere()).map(|(_, sens)| *sens)
    }

    /// The year that the surroundings name, when they do not name that of the folder.
    fn autre_annee(&self, autour: &[String]) -> Option<i32> {
        let mots = autour.iter().flat_map(|texte| texte.split(|c: char| !c.is_alphanumeric()));
        let annees: Vec<i32> = mots.filter(|mot| is_year(mot)).filter_map(|mot| mot.parse().ok()).collect();
        annees.first().copied().filter(|_| !annees.contains(&self.exercice))
    }
}
