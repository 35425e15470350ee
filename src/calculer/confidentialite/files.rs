//! Counts of persons that are no table of a population: the waiting list by dispositif, requests and refusals.

use super::comptes::{cle, domaine, entier};
use super::systeme::{Etat, Systeme};
use crate::domaine::decompte::Decompte;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::population::{Critere, Population};
use crate::domaine::registres::Demande;
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

/// Those of `COMPTES` that a cell of « demandes par issue » is, with its issue and its column; an empty issue is the
/// ensemble.
const DES_DEMANDES: [(&str, &str, usize); 4] = [
    ("demandes_admises", Demande::ADMISE, 0),
    ("demandes_refusees", Demande::REFUSEE, 0),
    ("urgences_demandees", "", 1),
    ("urgences_accueillies", Demande::ADMISE, 1),
];

/// The key of an annual count of a perimetre.
pub(super) fn cle_de(id: &str, p: &Perimetre) -> super::systeme::Cle {
    match (id, p.genre) {
        ("attente_mesures", Genre::Service) => cle(&domaine(Population::Attente, UniteDeCompte::Mesure), &[]),
        ("attente_mesures", Genre::Dispositif) => {
            cle(&domaine(Population::Attente, UniteDeCompte::Mesure), &[(Critere::Dispositif, &p.code)])
        }
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
    let service = indicateurs.service();
    if let Some((service, n)) = service.and_then(|p| Some((p, entier(&p.annuel("attente_familles"))?))) {
        let familles = systeme.variable(cle_de("attente_familles", service), n, Etat::Publiee);
        if let Some(mesures) = systeme.trouvee(&cle_de("attente_mesures", service)) {
            systeme.au_moins(mesures, &[familles]);
        }
    }
}

/// The counts of a table of requests: lines, then the ensemble.
pub(super) type Compte = Vec<Vec<Option<usize>>>;

/// Adds requests by issue and refusals by motive.
pub(super) fn decompte(systeme: &mut Systeme, d: &Decompte) -> Compte {
    let nom = |mot: &str, colonne: usize| {
        let des_demandes = (d.id == "demandes_par_issue").then_some(&DES_DEMANDES);
        let connu = des_demandes.into_iter().flatten().find(|(_, issue, c)| (*issue, *c) == (mot, colonne));
        let places = vec![(d.id.to_owned(), mot.to_owned()), ("colonne".to_owned(), colonne.to_string())];
        match connu {
            Some((id, _, _)) => ((*id).to_owned(), Vec::new()),
            None if d.id == "refus_par_motif" && mot.is_empty() => ("demandes_refusees".to_owned(), Vec::new()),
            None => ("decompte".to_owned(), places),
        }
    };
    // how many requests came in is an activity, as movements are
    let volume = |mot: &str, colonne: usize| d.id == "demandes_par_issue" && mot.is_empty() && colonne == 0;
    let lignes = d.lignes.iter().map(|(mot, valeurs)| (mot.as_str(), valeurs)).chain([("", &d.ensemble)]);
    let comptes: Compte = lignes
        .map(|(mot, valeurs)| {
            let compte = |(colonne, valeur)| {
                let etat = if volume(mot, colonne) { Etat::Connue } else { Etat::Publiee };
                entier(valeur).map(|n| systeme.variable(nom(mot, colonne), n, etat))
            };
            valeurs.iter().enumerate().map(compte).collect()
        })
        .collect();
    if let Some((ensemble, lignes)) = comptes.split_last() {
        for (colonne, total) in ensemble.iter().enumerate() {
            let parties: Option<Vec<usize>> = lignes.iter().map(|l| l.get(colonne).copied().flatten()).collect();
            if let (Some(total), Some(parties)) = (total, parties) {
                systeme.total(*total, parties);
            }
        }
        for ligne in &comptes {
            if let [Some(toutes), Some(urgentes)] = ligne[..] {
                systeme.au_moins(toutes, &[urgentes]);
            }
        }
        systeme.table_fixe(lignes.iter().flatten().flatten().copied().collect());
    }
    comptes
}
