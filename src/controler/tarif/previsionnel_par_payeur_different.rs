//! `previsionnel-par-payeur-different`: the days planned for each payer, which do not make those planned for all.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Spanned};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::grille::Grille;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::reglages::{Prevision, Tarif};
use crate::francais::nombre_court;

const FICHE: Fiche = Fiche {
    code: "previsionnel-par-payeur-different",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Les journées prévisionnelles que les [[tarif]] d’un dispositif (ou du service) donnent par payeur, additionnées et comparées à celles de son activité. Un payeur en dotation globalisée n’en donne pas : le total peut alors être plus petit.",
    importance: "Les produits prévus se calculent sur les journées de chaque payeur, le taux de réalisation sur celles de l’activité : si les deux diffèrent, l’écart de produits n’a pas de sens.",
    exemple: "Aveyron 2 000 et Hérault 1 500 journées prévues, pour 3 650 journées prévisionnelles dans [activite].",
    correction: "Corriger journees_previsionnelles dans le [[tarif]] du payeur concerné, ou dans [activite] : la somme des payeurs doit faire le prévisionnel de l’activité.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

/// What a payer plans.
struct Part<'a> {
    qui: &'a str,
    prevues: &'a Spanned<Prevision>,
}

impl<'a> Part<'a> {
    fn new(grille: &Grille<'a>) -> Option<Self> {
        let prevues = grille.previsionnelles().ok().flatten()?;
        Some(Self { qui: grille.payeur.unwrap_or("autres payeurs"), prevues })
    }

    fn journees(&self) -> Exact {
        journees(self.prevues)
    }
}

fn journees(prevues: &Spanned<Prevision>) -> Exact {
    match &prevues.value {
        Prevision::Annuelle(annee) => annee.0,
        Prevision::Mensuelle(douze) => douze.iter().map(|mois| mois.0).sum(),
        // a tariff never states a share
        Prevision::TauxCible(_) => Exact::ZERO,
    }
}

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    let perimetres = indicateurs.perimetres.iter().filter(|p| p.genre != Genre::Groupe);
    perimetres.flat_map(|perimetre| du_perimetre(vue, perimetre)).collect()
}

fn du_perimetre(vue: &Vue<'_>, perimetre: &Perimetre) -> Vec<Diagnostic> {
    let partages = vue.reglages.tarifs_connus().any(|t| t.dispositif.is_some());
    let tarifs = match perimetre.genre {
        Genre::Dispositif => vue.reglages.tarifs_du_code(Some(&perimetre.code)),
        // beside those of dispositifs, those of the service are for some of them, not said which
        _ if partages => Vec::new(),
        _ => vue.reglages.tarifs_du_code(None),
    };
    let doubles: Vec<Diagnostic> = contradictoires(perimetre, &tarifs).collect();
    if doubles.is_empty() { total(perimetre, &tarifs).into_iter().collect() } else { doubles }
}

/// Tariffs of one payer that do not plan the same days.
fn contradictoires<'a>(perimetre: &'a Perimetre, tarifs: &'a [&'a Tarif]) -> impl Iterator<Item = Diagnostic> + 'a {
    let prevoyants = || tarifs.iter().filter_map(|t| Some((t.payeur.as_deref(), t.previsionnelles.as_ref()?)));
    prevoyants().enumerate().filter_map(move |(rang, (payeur, prevues))| {
        let meme = |(autre, _): &(Option<&str>, _)| autre.map(cle_du_payeur) == payeur.map(cle_du_payeur);
        let (_, premiere) = prevoyants().take(rang).find(meme).filter(|(_, p)| p.value != prevues.value)?;
        let message = format!(
            "{}, {} : deux prévisions pour le même payeur, {} journées puis {}",
            perimetre.code,
            payeur.unwrap_or("tarif sans payeur"),
            nombre_court(journees(premiere)),
            nombre_court(journees(prevues))
        );
        let lie = (premiere.span.clone(), format!("première prévision : {}", nombre_court(journees(premiere))));
        let aide = "donner les journées de l’année une seule fois par payeur, dans un seul de ses [[tarif]]";
        let constat = FICHE.constat(prevues.span.clone(), message);
        Some(Diagnostic { lies: vec![lie], aide: Some(aide.to_owned()), ..constat })
    })
}

fn total(perimetre: &Perimetre, tarifs: &[&Tarif]) -> Option<Diagnostic> {
    let grilles = Grille::par_payeur(tarifs);
    let parts: Vec<Part<'_>> = grilles.iter().filter_map(Part::new).collect();
    let (derniere, autres) = parts.split_last()?;
    let total: Exact = parts.iter().map(Part::journees).sum();
    let prevu = perimetre.annuel("journees_previsionnelles_annee").exact()?;
    if total == prevu || (parts.len() < grilles.len() && total < prevu) {
        return None;
    }
    let chacun: Vec<String> = parts.iter().map(|p| format!("{} {}", p.qui, nombre_court(p.journees()))).collect();
    let message = format!(
        "{} : les journées prévues par payeur font {} ({}), et l’activité en prévoit {} (écart {})",
        perimetre.code,
        nombre_court(total),
        chacun.join(", "),
        nombre_court(prevu),
        mots::ecart(total - prevu)
    );
    let aide = "corriger journees_previsionnelles dans le [[tarif]] du payeur, ou dans [activite] : la somme des payeurs doit faire le prévisionnel de l’activité";
    let lie = |p: &Part<'_>| (p.prevues.span.clone(), format!("{} : {}", p.qui, nombre_court(p.journees())));
    let lies = autres.iter().map(lie).collect();
    let constat = FICHE.constat(derniere.prevues.span.clone(), message);
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..constat })
}
