//! What ties one table to another: who was followed either left or is still there, who was admitted was followed, a family
//! of two mesures is two mesures, a dispositif ordered by a judge holds judicial mesures only.

use super::comptes::{cle, domaine, entier, mouvement};
use super::systeme::{Etat, Systeme};
use crate::domaine::indicateur::{Indicateurs, Perimetre};
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation};
use crate::domaine::reglages::{Cadre, Reglages, UniteDeCompte};

/// Criteria of a mesure that do not depend on the day on which it is looked at.
const CONSTANTS: [Critere; 9] = [
    Critere::Dispositif,
    Critere::Sexe,
    Critere::Territoire,
    Critere::Prescripteur,
    Critere::Cadre,
    Critere::Public,
    Critere::SituationParentale,
    Critere::Residence,
    Critere::Unite,
];

type Places<'v> = Vec<(Critere, &'v str)>;

/// Ties the tables of a perimetre.
pub(super) fn lie(systeme: &mut Systeme, service: &Perimetre) {
    for v in service.ventilations.iter().filter(|v| v.population == Population::Suivis) {
        for places in feuilles(v) {
            suivis(systeme, service, v.unite, &places);
        }
    }
    for v in service.ventilations.iter().filter(|v| v.critere == Critere::Fratrie && v.par.is_none()) {
        fratries(systeme, service, v);
    }
}

/// The places that a table counts, without its margins.
fn feuilles(v: &Ventilation) -> Vec<Places<'_>> {
    let feuille = |ligne| match v.par {
        Some(par) => v.colonnes.iter().map(|c| vec![(v.critere, ligne), (par, c.as_str())]).collect(),
        None => vec![vec![(v.critere, ligne)]],
    };
    v.lignes.iter().flat_map(|ligne| feuille(ligne.as_str())).collect()
}

/// Suivis = sorties + présents, and suivis ≥ admissions, place by place.
fn suivis(systeme: &mut Systeme, service: &Perimetre, unite: UniteDeCompte, places: &Places<'_>) {
    let Some(suivis) = systeme.trouvee(&cle(&domaine(Population::Suivis, unite), places)) else { return };
    let constant = places.iter().all(|(critere, _)| CONSTANTS.contains(critere));
    let mut compte = |population| compte_de(systeme, service, (population, unite), places);
    let presents = compte(Population::Presents);
    let sorties = if constant { compte(Population::Sorties) } else { None };
    let admissions = if constant { compte(Population::Admissions) } else { None };
    match (presents, sorties) {
        (Some(presents), Some(sorties)) => systeme.total(suivis, [presents, sorties]),
        (Some(partie), None) | (None, Some(partie)) => systeme.au_moins(suivis, &[partie]),
        (None, None) => {}
    }
    if let Some(admissions) = admissions {
        systeme.au_moins(suivis, &[admissions]);
    }
}

/// The count of a place in another population: known to be zero where its table does not name it.
fn compte_de(
    systeme: &mut Systeme,
    service: &Perimetre,
    (population, unite): (Population, UniteDeCompte),
    places: &Places<'_>,
) -> Option<usize> {
    let cle = cle(&domaine(population, unite), places);
    let nomme = |v: &Ventilation, critere: Critere| v.critere == critere || v.par == Some(critere);
    let meme = |v: &&Ventilation| {
        let tous = places.iter().all(|(critere, _)| nomme(v, *critere));
        v.population == population && v.unite == unite && tous
    };
    let comptee = service.ventilations.iter().any(|v| meme(&v));
    systeme.trouvee(&cle).or_else(|| comptee.then(|| systeme.variable(cle, 0, Etat::Connue)))
}

/// Families and their mesures: one, two, three, then four or more.
fn fratries(systeme: &mut Systeme, service: &Perimetre, v: &Ventilation) {
    let des_familles = domaine(v.population, v.unite);
    let Some(mesures) = systeme.trouvee(&cle(&domaine(v.population, UniteDeCompte::Mesure), &[])) else { return };
    let mut termes = Vec::new();
    let mut nommees = Vec::new();
    let mut derniere = None;
    for (rang, nom) in v.lignes.iter().enumerate() {
        let Some(compte) = systeme.trouvee(&cle(&des_familles, &[(v.critere, nom)])) else { return };
        if nom == NON_RENSEIGNE {
            termes.push((compte, 1));
        } else {
            termes.push((compte, i64::try_from(rang + 1).unwrap_or(1)));
            nommees.push(compte);
            derniere = Some(compte);
        }
    }
    let comptees: i64 = termes.iter().map(|(v, n)| systeme.variables[*v].valeur * n).sum();
    let reste = systeme.variables[mesures].valeur - comptees;
    if let Some(derniere) = derniere.filter(|d| systeme.variables[*d].valeur > 0) {
        let de_plus = systeme.anonyme(reste.max(0), Etat::Cachee);
        termes.push((de_plus, 1));
        systeme.variables[derniere].plancher = 1;
    }
    systeme.somme(termes.into_iter().chain([(mesures, -1)]).collect());
    let (id, etat) = match v.population {
        Population::Suivis => ("familles", Etat::Connue),
        Population::Attente => ("attente_familles", Etat::Publiee),
        _ => return,
    };
    if let Some(n) = entier(&service.annuel(id)) {
        let familles = systeme.variable((id.to_owned(), Vec::new()), n, etat);
        systeme.total(familles, nommees);
    }
}

/// Mesures judiciaires and administratives: what the dispositifs of one cadre alone already tell.
pub(super) fn cadres(systeme: &mut Systeme, indicateurs: &Indicateurs, reglages: &Reglages) {
    let cadre_de = |code: &str| reglages.dispositifs.iter().find(|d| d.code == code).map(|d| d.cadre);
    for (population, _, _) in Population::TOUTES.into_iter().filter(|(p, _, _)| *p != Population::Attente) {
        let nombre = |cadre| -> i64 {
            let siens = indicateurs.dispositifs().filter(|p| cadre_de(&p.code) == Some(cadre));
            siens.filter_map(|p| entier(&p.annuel(mouvement(population)))).sum()
        };
        let mixtes = nombre(Cadre::Mixte);
        for (modalite, cadre) in [("judiciaire", Cadre::Judiciaire), ("administratif", Cadre::Administratif)] {
            let cle = cle(&domaine(population, UniteDeCompte::Mesure), &[(Critere::Cadre, modalite)]);
            let Some(compte) = systeme.trouvee(&cle) else { continue };
            let (seuls, compte) = (nombre(cadre), &mut systeme.variables[compte]);
            if mixtes == 0 && compte.valeur == seuls {
                compte.etat = Etat::Connue;
            } else if compte.valeur >= seuls {
                compte.plancher = seuls;
            }
        }
    }
}
