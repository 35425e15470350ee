//! `presents-au-dela-de-la-capacite`: more présents than places, on 1 January and at every month end.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Lue;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::capacite::{Places, ensemble};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;
use chrono::NaiveDate;

const FICHE: Fiche = Fiche {
    code: "presents-au-dela-de-la-capacite",
    famille: Famille::Mouvements,
    gravite: Gravite::Avertissement,
    regarde: "Les présents du 1er janvier et de chaque fin de mois, comparés aux places en vigueur ce jour-là (capacité de référence), par dispositif quand il a les siennes, et pour le service.",
    importance: "Un dépassement est possible, mais il doit s’expliquer ; souvent c’est une date d’effet de la capacité qui manque.",
    exemple: "Service, janvier : 31 présents au début du mois pour 30 places autorisées.",
    correction: "Vérifier le chiffre, puis la date d’effet de la capacité dans rapport.toml ; sinon expliquer le dépassement dans le rapport.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// Whose présents are compared with which places.
struct Comparaison<'a> {
    qui: &'a str,
    places: Vec<Places<'a>>,
    codes: Vec<&'a str>,
}

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let janvier = vue.exercice().janvier();
    let mut constats = Vec::new();
    for comparaison in comparaisons(vue) {
        let jour = janvier.premier_jour();
        constats.extend(constat(vue, &comparaison, Grandeur::PresentsDebut, janvier, jour));
        for mois in vue.mois() {
            constats.extend(constat(vue, &comparaison, Grandeur::PresentsFin, mois, mois.dernier_jour()));
        }
    }
    constats
}

/// Each dispositif, then the service unless it is the only dispositif under another name.
fn comparaisons<'a>(vue: &Vue<'a>) -> Vec<Comparaison<'a>> {
    let reglages = vue.reglages;
    let dispositifs = reglages.dispositifs.iter();
    let mut toutes: Vec<_> = dispositifs
        .filter(|d| d.sur_les_places_de.is_none())
        .map(|d| Comparaison { qui: &d.code, places: reglages.places_qui_composent(d), codes: vec![&d.code] })
        .collect();
    if reglages.dispositifs.len() > 1 || !reglages.capacites.is_empty() {
        let codes = reglages.dispositifs.iter().map(|d| d.code.as_str()).collect();
        toutes.push(Comparaison { qui: "service", places: reglages.places_du_service(), codes });
    }
    toutes
}

fn constat(
    vue: &Vue<'_>,
    comparaison: &Comparaison<'_>,
    grandeur: Grandeur,
    mois: Mois,
    jour: NaiveDate,
) -> Option<Diagnostic> {
    let places = ensemble(&comparaison.places, |places| places.au(jour).map(Exact::from))?;
    let stocks = stocks(vue, comparaison, grandeur, mois)?;
    let (_, premier) = stocks.first()?;
    let presents: Exact = stocks.iter().map(|(_, lue)| lue.nombre).sum();
    if presents <= places {
        return None;
    }
    let nature = comparaison.places.first().map(|p| p.comptage.capacite_de_reference.libelle())?;
    let accord = if places < Exact::from(2_u32) { "" } else { "s" };
    let message = format!(
        "{} : {} {} du mois pour {} {nature}{accord}",
        mots::lieu(comparaison.qui, mois),
        mots::presents(presents),
        if grandeur == Grandeur::PresentsDebut { "au début" } else { "à la fin" },
        mots::places(places)
    );
    let detail = stocks.iter().filter(|_| stocks.len() > 1);
    let lies = detail.map(|(code, lue)| (lue.span.clone(), format!("{code} : {}", francais::nombre_court(lue.nombre))));
    let aide = "vérifier le chiffre, puis la date d’effet de la capacité dans rapport.toml ; un dépassement réel s’explique dans le texte du rapport";
    Some(Diagnostic {
        lies: lies.collect(),
        aide: Some(aide.to_owned()),
        ..FICHE.constat(premier.span.clone(), message)
    })
}

fn stocks<'a>(vue: &Vue<'a>, qui: &Comparaison<'_>, grandeur: Grandeur, mois: Mois) -> Option<Vec<(&'a str, Lue<'a>)>> {
    if qui.codes.len() > 1 {
        return vue.stocks(grandeur, mois);
    }
    let tableau = vue.tableaux.iter().find(|t| qui.codes.contains(&t.dispositif.code.as_str()))?;
    Some(vec![(tableau.dispositif.code.as_str(), vue.lue(tableau, grandeur, mois)?)])
}
