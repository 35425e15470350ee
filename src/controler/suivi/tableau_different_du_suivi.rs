//! `tableau-different-du-suivi`: the typed monthly table against the one that the follow-up table gives.

use super::Derivees;
use super::explications::{Cherche, cherche};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::{Lue, Vue};
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "tableau-different-du-suivi",
    famille: Famille::Suivi,
    gravite: Gravite::Incoherence,
    regarde: "Chaque mois du tableau mensuel, comparé à celui que donne le suivi des mesures, jour par jour. Un écart de présents qui se reporte de mois en mois n’est dit qu’une fois, là où il naît.",
    importance: "Le rapport imprime les chiffres du suivi : un tableau qui en donne d’autres, déjà transmis peut-être, serait contredit.",
    exemple: "AEMO-R, mars : 3 entrées et 14 présents à la fin du mois dans le tableau, mais 2 et 13 selon le suivi.",
    correction: "Vérifier les mesures citées, qui commencent ou finissent près de ce mois : leur date dans le suivi, ou le mois où le tableau les compte.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// A typed figure and that of the follow-up table.
#[derive(Clone, Copy)]
struct Compare<'a> {
    grandeur: Grandeur,
    saisi: Lue<'a>,
    derive: (Exact, &'a Span),
}

impl Compare<'_> {
    fn ecart(&self) -> Exact {
        self.saisi.nombre - self.derive.0
    }
}

/// A month where something differs that did not before, then the months that only carry it on.
struct Trouve<'a> {
    differents: Vec<Compare<'a>>,
    reports: Vec<(Mois, Compare<'a>)>,
}

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let derivees = Derivees::new(vue);
    let (mut trouves, mut cherches) = (Vec::new(), Vec::new());
    for (rang, tableau) in vue.tableaux.iter().enumerate().filter(|(rang, _)| vue.derivation.couvre(*rang)) {
        du_tableau(vue, &derivees, (rang, tableau), &mut trouves, &mut cherches);
    }
    if cherches.is_empty() {
        return Vec::new();
    }
    cherche(vue, &mut cherches);
    trouves.iter().zip(&cherches).filter_map(|(trouve, cherche)| constat(vue, trouve, cherche)).collect()
}

fn du_tableau<'a>(
    vue: &Vue<'a>,
    derivees: &Derivees<'a>,
    (rang, tableau): (usize, &Tableau<'a>),
    trouves: &mut Vec<Trouve<'a>>,
    cherches: &mut Vec<Cherche>,
) {
    let mut reporte = Exact::ZERO;
    for mois in vue.mois() {
        let compare = |grandeur| {
            let derive = derivees.nombre(&tableau.dispositif.code, grandeur, mois)?;
            Some(Compare { grandeur, saisi: vue.lue(tableau, grandeur, mois)?, derive })
        };
        let compares: Vec<Compare<'a>> = Grandeur::MOUVEMENTS.into_iter().filter_map(compare).collect();
        let ecart = |g| compares.iter().find(|c| c.grandeur == g).map(Compare::ecart);
        let [debut, entrees, sorties, fin] = Grandeur::MOUVEMENTS.map(ecart);
        let avant = debut.unwrap_or(reporte);
        let neuf = avant != reporte
            || entrees.is_some_and(|e| e != Exact::ZERO)
            || sorties.is_some_and(|s| s != Exact::ZERO)
            || fin.is_some_and(|fin| fin != avant);
        // a start that only repeats the end of the month before is said there
        let repete = |c: &Compare<'_>| neuf && c.grandeur == Grandeur::PresentsDebut && avant == reporte;
        let differents = compares.into_iter().filter(|c| c.ecart() != Exact::ZERO && !repete(c));
        let differents: Vec<Compare<'a>> = differents.collect();
        reporte = fin.unwrap_or(avant + entrees.unwrap_or(Exact::ZERO) - sorties.unwrap_or(Exact::ZERO));
        let Some(dernier) = differents.last() else { continue };
        match trouves.last_mut().zip(cherches.last()).filter(|(_, c)| !neuf && c.dispositif == rang) {
            Some((trouve, _)) => trouve.reports.push((mois, *dernier)),
            None => {
                cherches.push(a_chercher(rang, mois, &differents));
                trouves.push(Trouve { differents, reports: Vec::new() });
            }
        }
    }
}

fn a_chercher(rang: usize, mois: Mois, differents: &[Compare<'_>]) -> Cherche {
    let mut cherche = Cherche::new(rang, mois);
    let differe = |g: Grandeur| differents.iter().any(|c| c.grandeur == g);
    let seulement_des_stocks = !differe(Grandeur::Entrees) && !differe(Grandeur::Sorties);
    cherche.entrees = seulement_des_stocks || differe(Grandeur::Entrees);
    cherche.sorties = seulement_des_stocks || differe(Grandeur::Sorties);
    cherche.en_trop = differents.iter().any(|c| c.grandeur.est_un_flux() && c.ecart() < Exact::ZERO);
    cherche
}

/// « 14 présents à la fin du mois ».
fn en_mots(grandeur: Grandeur, n: Exact) -> String {
    match grandeur {
        Grandeur::Entrees => mots::entrees(n),
        Grandeur::Sorties => mots::sorties(n),
        Grandeur::PresentsDebut => format!("{} au début du mois", mots::presents(n)),
        _ => format!("{} à la fin du mois", mots::presents(n)),
    }
}

fn constat(vue: &Vue<'_>, trouve: &Trouve<'_>, cherche: &Cherche) -> Option<Diagnostic> {
    let premier = trouve.differents.first()?;
    let saisis: Vec<String> = trouve.differents.iter().map(|c| en_mots(c.grandeur, c.saisi.nombre)).collect();
    let derives: Vec<String> = trouve.differents.iter().map(|c| francais::nombre_court(c.derive.0)).collect();
    let message = format!(
        "{} : {} dans le tableau, mais {} selon le suivi",
        mots::lieu(&vue.reglages.dispositifs[cherche.dispositif].code, cherche.mois),
        mots::liste(&saisis),
        mots::liste(&derives)
    );
    let autres = trouve.differents.iter().skip(1).map(|c| {
        let ici = en_mots(c.grandeur, c.saisi.nombre);
        (c.saisi.span.clone(), format!("{ici}, {} selon le suivi", francais::nombre_court(c.derive.0)))
    });
    let reports = trouve.reports.iter().map(|(mois, c)| {
        let ici = en_mots(c.grandeur, c.saisi.nombre);
        let derive = francais::nombre_court(c.derive.0);
        (c.saisi.span.clone(), format!("l’écart se reporte, {} : {ici}, {derive} selon le suivi", mois.nom()))
    });
    let mut lies: Vec<(Span, String)> = autres.chain(reports).collect();
    let liste = cherche.liste(vue);
    let aide = match &liste {
        Some(_) => "vérifier dans le suivi les dates des mesures citées, sinon corriger le tableau",
        None => {
            "aucune mesure du suivi ne commence ni ne finit près de ce mois : vérifier s’il en manque une, sinon corriger le tableau"
        }
    };
    lies.extend(
        liste.map(|liste| (premier.derive.1.clone(), format!("mesures qui peuvent expliquer l’écart : {liste}"))),
    );
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(premier.saisi.span.clone(), message) })
}
