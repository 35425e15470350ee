//! `chiffre-annuel-inutilise`: figures of a year that Trame understands and does not take from a table.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::citable;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie, RaisonInutile};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "chiffre-annuel-inutilise",
    famille: Famille::Lecture,
    gravite: Gravite::Information,
    regarde: "Les lignes d’un tableau annuel qui ne sont ni des journées réalisées ni des journées prévues : capacité, jours d’ouverture, capacité théorique, taux, entrées de l’année.",
    importance: "Trame recalcule les taux et les journées théoriques ; une capacité sans date d’effet ne permet pas ce calcul.",
    exemple: "« Capacité installée » : 21 pour l’année, sans dire depuis quand.",
    correction: "Rien pour ce que Trame recalcule ; écrire la capacité ([[capacite]] depuis, places) et les jours d’ouverture ([comptage]) dans rapport.toml.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ChiffresInutilises { libelles, raison } = &anomalie.nature else { return None };
    let noms: Vec<String> =
        libelles.iter().filter(|_| citable(dossier, &anomalie.span)).map(|l| mots::cite(l)).collect();
    let quoi = if noms.is_empty() { "ces chiffres annuels".to_owned() } else { mots::liste(&noms) };
    let (suite, aide) = match raison {
        RaisonInutile::Recalcule => ("non repris, Trame refait le calcul", "rien à faire"),
        RaisonInutile::SansDate => (
            "non repris, faute de date d’effet",
            "l’écrire dans rapport.toml : [[capacite]] avec depuis et places pour une capacité, jours_ouverture sous [comptage] pour des jours d’ouverture",
        ),
        RaisonInutile::SansMois => (
            "non repris, les mouvements se comptent mois par mois",
            "rien à faire si un tableau mensuel les donne ; sinon, en déposer un",
        ),
    };
    let message = format!("{quoi} : {suite}");
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
