//! A répartition with a column for girls and one for boys, or one per dispositif.

use super::{Bloc, Comptes, Mots, Qui};
use crate::domaine::anomalie::ManqueDUneRepartition;
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::population::{Critere, EffectifDeclare, Population};
use crate::francais::cle;
use crate::lire::genres::{Reconnu, TETE};
use crate::lire::tableau_mensuel::axes::Axes;
use std::collections::{BTreeMap, BTreeSet};

/// What a column counts.
#[derive(Clone, PartialEq, Eq)]
enum Colonne {
    Sexe(&'static str),
    Dispositif(String),
    Total,
}

/// The columns of a table, and what its rows are about.
struct Plan {
    comptes: Vec<(usize, Colonne)>,
    /// Column of the rows' labels; `None` where the counts stand alone.
    libelles: Option<usize>,
    population: Option<Population>,
    /// Criterion of the rows; `None` where rows are populations.
    critere: Option<Critere>,
}

/// What a row counts: a population along a criterion, the line when columns do not say all of it.
#[derive(Clone)]
struct Rangee {
    population: Population,
    critere: Critere,
    modalite: Option<String>,
    dispositif: Option<String>,
}

/// What a row does not say again, and what was read of it already.
struct Report {
    population: Option<Population>,
    critere: Option<Critere>,
    /// True below a criterion that is not known: said once, and its rows left out.
    inconnu: bool,
    /// Rows without a label.
    nues: BTreeSet<(Population, Option<String>)>,
}

/// A header with a criterion and a column per dispositif.
pub(super) fn par_dispositif(axes: &Axes<'_>, mots: &Mots, lignes: &[Ligne]) -> Option<Reconnu> {
    lignes.iter().take(TETE).enumerate().find_map(|(entete, ligne)| {
        let (coin, texte) = ligne.remplies().next()?;
        let critere = mots.critere(texte).filter(|c| *c != Critere::Dispositif);
        let codes = ligne.remplies().skip(1).filter(|(_, c)| axes.noms.code(c).is_some()).count();
        let autres = ligne.remplies().skip(1).filter(|(_, c)| !axes.entetes.est_total(c)).count();
        let population = ["population", "critere"].contains(&cle(texte).as_str());
        ((critere.is_some() || population) && codes > 0 && codes == autres).then(|| Reconnu {
            genre: Table::REPARTITION_PAR_DISPOSITIF,
            entete,
            prime: false,
            colonnes: BTreeMap::from([("libelle".to_owned(), coin)]),
        })
    })
}

impl Comptes<'_> {
    pub(super) fn large(&mut self, bloc: &Bloc<'_>) {
        let Some(plan) = self.plan(bloc) else { return };
        let comptees = plan.comptes.iter().map(|(i, _)| *i);
        let connues: Vec<usize> = bloc.colonnes.values().copied().chain(comptees).chain(plan.libelles).collect();
        self.inconnues(bloc, &connues);
        let (population, critere) = (plan.population, plan.critere);
        let mut report = Report { population, critere, inconnu: false, nues: BTreeSet::new() };
        let mut colonnes: Vec<Vec<usize>> = vec![Vec::new(); plan.comptes.len()];
        let mut dernier = None;
        for ligne in bloc.corps {
            let comptees = || plan.comptes.iter().any(|(i, _)| !ligne.cellule(*i).is_empty());
            if !comptees() {
                continue;
            }
            if let Some(libelle) = self.libelle_de_total(bloc, ligne, &plan) {
                self.compris.ajoute(ligne.rang, [libelle]);
                self.ligne_de_total(bloc, ligne, &plan, &mut colonnes);
            } else if let Some(rangee) = self.rangee(bloc, ligne, &plan, &mut report) {
                self.utilisees += 1;
                if dernier.replace(rangee.critere) != Some(rangee.critere) {
                    colonnes.iter_mut().for_each(Vec::clear);
                }
                self.lit_la_rangee(bloc, ligne, (&plan, &rangee), &mut colonnes);
            }
        }
    }

    /// Where a row says that it is a total: its label, or its criterion when it has no label.
    fn libelle_de_total(&self, bloc: &Bloc<'_>, ligne: &Ligne, plan: &Plan) -> Option<usize> {
        let mut dites = [plan.libelles, bloc.colonne("critere")].into_iter().flatten();
        let dite = dites.find(|i| !ligne.cellule(*i).is_empty())?;
        self.axes.entetes.est_total(ligne.cellule(dite)).then_some(dite)
    }

    /// What the columns count, and where the labels of rows stand.
    fn plan(&mut self, bloc: &Bloc<'_>) -> Option<Plan> {
        let mut comptes = Vec::new();
        let genres = [("filles", Colonne::Sexe("fille")), ("garcons", Colonne::Sexe("garçon"))];
        for (cle, colonne) in genres.into_iter().chain([("total", Colonne::Total)]) {
            comptes.extend(bloc.colonne(cle).map(|i| (i, colonne)));
        }
        if !bloc.colonnes.contains_key("filles") {
            for (i, cellule) in bloc.entete.remplies() {
                let code = self.axes.noms.code(cellule).map(|code| Colonne::Dispositif(code.to_owned()));
                let total = self.axes.entetes.est_total(cellule).then_some(Colonne::Total);
                comptes.extend(code.or(total).map(|colonne| (i, colonne)));
            }
        }
        comptes.sort_by_key(|(i, _)| *i);
        let premiere = comptes.first()?.0;
        let pris = ["population", "critere", "dispositif", "unite_comptee"].map(|cle| bloc.colonne(cle));
        let libre = |i: &usize| !pris.contains(&Some(*i)) && comptes.iter().all(|(j, _)| j != i);
        let dites = || bloc.colonne("modalite").or_else(|| (0..premiere).rev().find(libre));
        let libelles = dites().or_else(|| bloc.colonne("critere")).or_else(|| bloc.colonne("population"));
        let dit = libelles.and_then(|i| self.mots.critere(bloc.entete.cellule(i)));
        let critere = dit.or_else(|| self.autour_trouve(bloc, Mots::critere_dans));
        let critere = critere.filter(|c| *c != Critere::Sexe || !bloc.colonnes.contains_key("filles"));
        let population = self.autour_trouve(bloc, Mots::population_dans);
        Some(Plan { comptes, libelles, population, critere })
    }

    /// The population and the criterion that a row says beside its label; those of the rows above where it says none.
    fn reporte(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, plan: &Plan, report: &mut Report) {
        let dite = |cle: &str| bloc.colonne(cle).filter(|i| Some(*i) != plan.libelles && !ligne.cellule(*i).is_empty());
        if let Some(i) = dite("population") {
            let texte = ligne.cellule(i);
            report.population = self.mots.population(texte).or_else(|| self.mots.population_dans(texte));
        }
        if let Some(i) = dite("critere") {
            let texte = ligne.cellule(i);
            report.critere = self.mots.critere(texte).or_else(|| self.mots.critere_dans(texte));
            report.inconnu = report.critere.is_none();
            if report.inconnu {
                self.manque(bloc, ligne, i, ManqueDUneRepartition::Critere);
            }
        }
    }

    /// Whom a row counts; said where it cannot be known. Counts without a label are those of the population itself.
    fn rangee(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, plan: &Plan, report: &mut Report) -> Option<Rangee> {
        let dispositif = match self.qui(bloc, ligne) {
            Qui::Dispositif(dispositif) => dispositif,
            Qui::Groupe | Qui::Inconnu => return None,
        };
        let (premiere, colonne) = plan.comptes.first()?;
        let des_colonnes = if matches!(colonne, Colonne::Sexe(_)) { Critere::Sexe } else { Critere::Dispositif };
        self.reporte(bloc, ligne, plan, report);
        if report.inconnu {
            return None;
        }
        let (place, libelle) = (plan.libelles.unwrap_or(*premiere), plan.libelles.map(|i| ligne.cellule(i)));
        let libelle = libelle.filter(|libelle| !libelle.is_empty());
        if let (Some(population), None) = (libelle.and_then(|l| self.mots.population(l)), report.critere) {
            self.compris.ajoute(ligne.rang, [place]);
            return Some(Rangee { population, critere: des_colonnes, modalite: None, dispositif });
        }
        let nue = plan.libelles.is_none()
            || libelle.is_none() && report.critere.is_none_or(|critere| critere == des_colonnes);
        let Some(critere) = nue.then_some(des_colonnes).or(report.critere) else {
            self.manque(bloc, ligne, place, ManqueDUneRepartition::Critere);
            return None;
        };
        let Some(population) = report.population.or_else(|| critere.population()) else {
            self.manque(bloc, ligne, place, ManqueDUneRepartition::Population);
            return None;
        };
        for colonne in ["population", "critere"].into_iter().filter_map(|cle| bloc.colonne(cle)) {
            self.compris.ajoute(ligne.rang, [colonne]);
        }
        if !nue {
            let modalite = self.modalite(bloc, ligne, place, critere)?;
            return Some(Rangee { population, critere, modalite: Some(modalite), dispositif });
        }
        if report.nues.insert((population, dispositif.clone())) {
            return Some(Rangee { population, critere, modalite: None, dispositif });
        }
        self.manque(bloc, ligne, place, ManqueDUneRepartition::Modalite);
        None
    }

    /// The counts of a row, then its total.
    fn lit_la_rangee(
        &mut self,
        bloc: &Bloc<'_>,
        ligne: &Ligne,
        (plan, rangee): (&Plan, &Rangee),
        colonnes: &mut [Vec<usize>],
    ) {
        let mut siens = Vec::new();
        for (rang, (i, colonne)) in plan.comptes.iter().enumerate() {
            if *colonne == Colonne::Total || ligne.cellule(*i).is_empty() {
                continue;
            }
            let unite = self.unite(bloc, ligne, bloc.entete.cellule(*i));
            let (saisie, span) = self.saisie(bloc, ligne, *i);
            let Rangee { population, critere, modalite, dispositif } = rangee.clone();
            let (modalite, croise, dispositif) = match (modalite, colonne) {
                (Some(modalite), Colonne::Sexe(mot)) => {
                    (modalite, Some((Critere::Sexe, (*mot).to_owned())), dispositif)
                }
                (Some(modalite), Colonne::Dispositif(code)) => (modalite, None, Some(code.clone())),
                (None, Colonne::Sexe(mot)) => ((*mot).to_owned(), None, dispositif),
                (None, Colonne::Dispositif(code)) => (code.clone(), None, None),
                (_, Colonne::Total) => continue,
            };
            let compte = EffectifDeclare { population, critere, modalite, croise, dispositif, unite, saisie, span };
            let place = self.compte(compte);
            siens.push(place);
            colonnes[rang].push(place);
        }
        self.totaux_de_la_rangee(bloc, ligne, plan, (siens, rangee), colonnes);
    }

    /// The total of a row; where the columns that it adds up are empty, it is the count.
    fn totaux_de_la_rangee(
        &mut self,
        bloc: &Bloc<'_>,
        ligne: &Ligne,
        plan: &Plan,
        (siens, rangee): (Vec<usize>, &Rangee),
        colonnes: &mut [Vec<usize>],
    ) {
        let total = plan.comptes.iter().position(|(_, colonne)| *colonne == Colonne::Total);
        let Some(rang) = total.filter(|rang| !ligne.cellule(plan.comptes[*rang].0).is_empty()) else { return };
        let colonne = plan.comptes[rang].0;
        colonnes[rang].extend(&siens);
        if !siens.is_empty() {
            self.total(bloc, ligne, colonne, siens);
            return;
        }
        let Rangee { population, critere, modalite: Some(modalite), dispositif } = rangee.clone() else { return };
        let unite = self.unite(bloc, ligne, bloc.entete.cellule(colonne));
        let (saisie, span) = self.saisie(bloc, ligne, colonne);
        let compte = EffectifDeclare { population, critere, modalite, croise: None, dispositif, unite, saisie, span };
        let place = self.compte(compte);
        colonnes[rang].push(place);
    }

    /// A row of totals: of each column, since the row of totals above.
    fn ligne_de_total(&mut self, bloc: &Bloc<'_>, ligne: &Ligne, plan: &Plan, colonnes: &mut [Vec<usize>]) {
        self.utilisees += 1;
        for ((i, _), details) in plan.comptes.iter().zip(colonnes) {
            let details = std::mem::take(details);
            if self.compte_des_populations_differentes(&details) {
                continue;
            }
            self.total(bloc, ligne, *i, details);
        }
    }

    /// Rows of several populations do not add up.
    fn compte_des_populations_differentes(&self, details: &[usize]) -> bool {
        let population = |i: &usize| self.dossier.repartitions.get(*i).map(|e| e.population);
        let premiere = details.first().and_then(population);
        !details.iter().all(|i| population(i) == premiere)
    }
}
