//! Tables of registres: requests by issue, refusals by motive, absences by motive, events by kind. Their columns add up to
//! an ensemble that is an annual count as well, persons away excepted, and a column bounds another.

use super::comptes::entier;
use super::systeme::{Etat, Systeme};
use crate::domaine::decompte::Decompte;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::registres::Demande;

const DEMANDES: &str = "demandes_par_issue";
const REFUS: &str = "refus_par_motif";
const ABSENCES: &str = "absences_par_motif";
const EVENEMENTS: &str = "evenements_indesirables";

/// The days of absence: printed always.
const JOURS: usize = 0;
/// The persons away: those of two motives are counted once.
const JEUNES: usize = 2;

/// The cells that are annual counts: their table, line and column; an empty line is the ensemble.
const ANNUELS: [(&str, &str, usize, &str); 10] = [
    (DEMANDES, "", 0, "demandes"),
    (DEMANDES, Demande::ADMISE, 0, "demandes_admises"),
    (DEMANDES, Demande::REFUSEE, 0, "demandes_refusees"),
    (DEMANDES, "", 1, "urgences_demandees"),
    (DEMANDES, Demande::ADMISE, 1, "urgences_accueillies"),
    (REFUS, "", 0, "demandes_refusees"),
    (ABSENCES, "", 1, "absences_sejours"),
    (ABSENCES, "", JEUNES, "absences_jeunes"),
    (EVENEMENTS, "", 0, "evenements_indesirables"),
    (EVENEMENTS, "", 1, "evenements_graves"),
];

/// Annual counts of the service: where a dispositif has them as well, it is the only one.
pub(super) const DU_SERVICE: [&str; 4] =
    ["absences_sejours", "absences_jeunes", "evenements_indesirables", "evenements_graves"];

/// The counts of a table: lines, then the ensemble.
pub(super) struct Compte {
    /// The place of its lines among the tables of the system.
    pub(super) detail: usize,
    pub(super) lignes: Vec<Vec<Option<usize>>>,
    pub(super) ensemble: Vec<Option<usize>>,
}

/// True for the tables that count persons, or what happened to them.
pub(super) fn compte_des_personnes(d: &Decompte) -> bool {
    [DEMANDES, REFUS, ABSENCES, EVENEMENTS].contains(&d.id)
}

/// Adds a table.
pub(super) fn ajoute(systeme: &mut Systeme, d: &Decompte, indicateurs: &Indicateurs) -> Compte {
    let du = indicateurs.exercice.janvier().premier_jour();
    let jours = indicateurs.jusqu_a.dernier_jour().signed_duration_since(du).num_days() + 1;
    let mut ligne = |mot: &str, valeurs: &[Valeur]| {
        let comptes = comptes(systeme, d.id, mot, valeurs);
        bornes(systeme, d.id, &comptes);
        if let (ABSENCES, Some(n)) = (d.id, valeurs.get(JOURS).and_then(entier)) {
            // nobody is away for longer than the period
            let au_moins = n.div_euclid(jours) + i64::from(n.rem_euclid(jours) > 0);
            comptes.iter().flatten().for_each(|v| systeme.variables[*v].plancher = au_moins);
        }
        comptes
    };
    let lignes: Vec<Vec<Option<usize>>> = d.lignes.iter().map(|(mot, valeurs)| ligne(mot, valeurs)).collect();
    let ensemble = ligne("", &d.ensemble);
    for (colonne, total) in ensemble.iter().enumerate() {
        let parties: Option<Vec<usize>> = lignes.iter().map(|l| l.get(colonne).copied().flatten()).collect();
        if let (Some(total), Some(parties)) = (*total, parties) {
            match (d.id, colonne) {
                (ABSENCES, JEUNES) => personnes(systeme, total, &parties),
                _ => systeme.total(total, parties),
            }
        }
    }
    let detail = systeme.table(lignes.iter().flatten().flatten().copied().collect(), None);
    systeme.table_fixe(ensemble.iter().flatten().copied().collect());
    Compte { detail, lignes, ensemble }
}

fn comptes(systeme: &mut Systeme, id: &str, mot: &str, valeurs: &[Valeur]) -> Vec<Option<usize>> {
    let compte = |(colonne, valeur): (usize, &Valeur)| {
        if (id, colonne) == (ABSENCES, JOURS) {
            return None;
        }
        let annuel = ANNUELS.iter().find(|(table, ligne, c, _)| (*table, *ligne, *c) == (id, mot, colonne));
        let cle = match annuel {
            Some((_, _, _, id)) => ((*id).to_owned(), Vec::new()),
            None => {
                let places = vec![(id.to_owned(), mot.to_owned()), ("colonne".to_owned(), colonne.to_string())];
                ("decompte".to_owned(), places)
            }
        };
        // how many requests came in is an activity, as movements are
        let etat = if cle.0 == "demandes" { Etat::Connue } else { Etat::Publiee };
        entier(valeur).map(|n| systeme.variable(cle, n, etat))
    };
    valeurs.iter().enumerate().map(compte).collect()
}

/// Urgences are requests, grave events are events, nobody is away without leaving.
fn bornes(systeme: &mut Systeme, id: &str, ligne: &[Option<usize>]) {
    let mut au_moins = |grand: Option<&Option<usize>>, petit: &Option<usize>| {
        if let (Some(Some(grand)), Some(petit)) = (grand, petit) {
            systeme.au_moins(*grand, &[*petit]);
        }
    };
    match id {
        ABSENCES => ligne.iter().skip(JEUNES).for_each(|jeunes| au_moins(ligne.get(JEUNES - 1), jeunes)),
        _ => ligne.iter().skip(1).for_each(|partie| au_moins(ligne.first(), partie)),
    }
}

/// Persons: no fewer than in any line, no more than in all of them.
fn personnes(systeme: &mut Systeme, total: usize, parties: &[usize]) {
    for partie in parties {
        systeme.au_moins(total, &[*partie]);
    }
    let en_double = parties.iter().map(|v| systeme.variables[*v].valeur).sum::<i64>() - systeme.variables[total].valeur;
    if en_double >= 0 {
        let en_double = systeme.anonyme(en_double, Etat::Cachee);
        let termes = parties.iter().map(|v| (*v, 1)).chain([(total, -1), (en_double, -1)]);
        systeme.somme(termes.collect());
    }
}
