//! Annual counts of persons: the waiting list by dispositif, requests and urgences.

use super::comptes::{cle, domaine, entier};
use super::registres::DU_SERVICE;
use super::systeme::{Etat, Systeme};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::population::{Critere, Population};
use crate::domaine::reglages::{Reglages, UniteDeCompte};

/// Annual counts of persons that add up from the dispositifs to the service.
pub(super) const COMPTES: [&str; 6] = [
    "attente_mesures",
    "mesures_exercees_autrement",
    "demandes_admises",
    "demandes_refusees",
    "urgences_demandees",
    "urgences_accueillies",
];

/// The key of an annual count of a perimetre.
pub(super) fn cle_de(id: &str, p: &Perimetre) -> super::systeme::Cle {
    match (id, p.genre) {
        ("attente_mesures", Genre::Service) => cle(&domaine(Population::Attente, UniteDeCompte::Mesure), &[]),
        ("attente_mesures", Genre::Dispositif) => {
            cle(&domaine(Population::Attente, UniteDeCompte::Mesure), &[(Critere::Dispositif, &p.code)])
        }
        (id, _) if DU_SERVICE.contains(&id) => (id.to_owned(), Vec::new()),
        (_, Genre::Service) => (id.to_owned(), Vec::new()),
        (_, Genre::Dispositif) => (id.to_owned(), vec![("dispositif".to_owned(), p.code.clone())]),
        (_, Genre::Groupe) => (id.to_owned(), vec![("groupe".to_owned(), p.code.clone())]),
    }
}

/// Adds the annual counts, and their sums over the dispositifs of each groupe and of the service.
pub(super) fn ajoute(systeme: &mut Systeme, indicateurs: &Indicateurs, reglages: &Reglages) {
    for id in COMPTES {
        let mut de_la_table = Vec::new();
        for p in &indicateurs.perimetres {
            if let Some(n) = entier(&p.annuel(id)) {
                de_la_table.push(systeme.variable(cle_de(id, p), n, Etat::Publiee));
            }
        }
        for p in indicateurs.perimetres.iter().filter(|p| p.genre != Genre::Dispositif) {
            let groupe = reglages.groupes.iter().find(|g| g.code == p.code && p.genre == Genre::Groupe);
            let sien = |d: &&Perimetre| groupe.is_none_or(|g| g.dispositifs.contains(&d.code));
            let parts: Vec<usize> =
                indicateurs.dispositifs().filter(sien).filter_map(|d| systeme.trouvee(&cle_de(id, d))).collect();
            if let Some(total) = systeme.trouvee(&cle_de(id, p)) {
                // some wait for no dispositif in particular
                match entier(&p.annuel(id)) == Some(parts.iter().map(|v| systeme.variables[*v].valeur).sum()) {
                    true => systeme.total(total, parts),
                    false => systeme.au_moins(total, &parts),
                }
            }
        }
        systeme.table_fixe(de_la_table);
    }
    for p in &indicateurs.perimetres {
        demandes(systeme, p);
    }
    let service = indicateurs.service();
    if let Some((service, n)) = service.and_then(|p| Some((p, entier(&p.annuel("attente_familles"))?))) {
        let familles = systeme.variable(cle_de("attente_familles", service), n, Etat::Publiee);
        if let Some(mesures) = systeme.trouvee(&cle_de("attente_mesures", service)) {
            systeme.au_moins(mesures, &[familles]);
        }
    }
}

/// Who is admitted or refused has asked; so have the urgences, those taken in are admitted, the others among those that
/// are not.
fn demandes(systeme: &mut Systeme, p: &Perimetre) {
    let Some(n) = entier(&p.annuel("demandes")) else { return };
    let toutes = systeme.variable(cle_de("demandes", p), n, Etat::Connue);
    let [admises, refusees, urgentes, accueillies] =
        ["demandes_admises", "demandes_refusees", "urgences_demandees", "urgences_accueillies"]
            .map(|id| systeme.trouvee(&cle_de(id, p)));
    let (Some(admises), Some(refusees), Some(urgentes), Some(accueillies)) = (admises, refusees, urgentes, accueillies)
    else {
        return;
    };
    systeme.au_moins(toutes, &[admises, refusees]);
    systeme.au_moins(toutes, &[urgentes]);
    systeme.au_moins(admises, &[accueillies]);
    systeme.au_moins(urgentes, &[accueillies]);
    let valeur = |v: usize| systeme.variables[v].valeur;
    let sans_suite = n - valeur(admises) - valeur(urgentes) + valeur(accueillies);
    if sans_suite >= 0 {
        let sans_suite = systeme.anonyme(sans_suite, Etat::Cachee);
        systeme.somme(vec![(toutes, 1), (admises, -1), (urgentes, -1), (accueillies, 1), (sans_suite, -1)]);
    }
}
