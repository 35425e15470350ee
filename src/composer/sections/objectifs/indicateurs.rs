//! Indicators of an action: the target and, beside it, what was reached.

use super::NON_CONNU;
use crate::composer::ecriture::{date, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::simple;
use crate::composer::tables::entete;
use crate::domaine::mois::Mois;
use crate::domaine::objectifs::{IndicateurDAction, Mesure};
use crate::francais::{INSECABLE, euros, nombre_court, pourcent};

/// The table of some indicators; nothing without any. The rows of the exercise stand out among several years.
pub(super) fn tableau<'a>(
    m: &Matiere<'_>,
    sujet: &str,
    indicateurs: impl Iterator<Item = &'a IndicateurDAction>,
) -> Option<Element> {
    let siens: Vec<&IndicateurDAction> = indicateurs.collect();
    let plusieurs = siens.iter().any(|i| i.annee.is_some_and(|annee| annee != m.annee()));
    let ligne = |i: &&IndicateurDAction| {
        let annee = i.annee.map_or_else(|| NON_CONNU.to_owned(), |annee| annee.to_string());
        let mut cellules = vec![simple(propre(&i.libelle))];
        cellules.extend(plusieurs.then(|| simple(annee)));
        cellules.extend([&i.cible, &i.realise].map(|mesure| simple(ecrite(mesure.as_ref(), i.unite.as_deref()))));
        Ligne { cellules, forte: plusieurs && i.annee == Some(m.annee()), groupe: false }
    };
    let lignes: Vec<Ligne> = siens.iter().map(ligne).collect();
    let mut entetes = vec![entete("Indicateur")];
    entetes.extend(plusieurs.then(|| entete("Année")));
    entetes.extend([entete("Cible"), entete("Réalisé")]);
    let mut colonnes = vec!["large".to_owned()];
    colonnes.extend(plusieurs.then(|| "court".to_owned()));
    colonnes.extend(["nombre", "nombre"].map(String::from));
    let de = if sujet.is_empty() { String::new() } else { format!(" de l’{sujet}") };
    let quand = if plusieurs { String::new() } else { format!(" en {}", m.annee()) };
    (!lignes.is_empty()).then(|| {
        Element::Tableau(Tableau {
            legende: propre(&format!("Indicateurs{de}{quand} : la cible et ce qui a été réalisé.")),
            colonnes,
            entetes: vec![entetes],
            lignes,
            ..Tableau::default()
        })
    })
}

/// « 12 réunions », « 85,0 % », « oui », « 1er mars 2025 »; a dash when it is not known.
fn ecrite(mesure: Option<&Mesure>, unite: Option<&str>) -> String {
    match mesure {
        None => NON_CONNU.to_owned(),
        Some(Mesure::Nombre(n)) => match unite {
            Some(unite) => propre(&format!("{}{INSECABLE}{unite}", nombre_court(*n))),
            None => nombre_court(*n),
        },
        Some(Mesure::Taux(taux)) => pourcent(*taux),
        Some(Mesure::Euros(n)) => euros(*n),
        Some(Mesure::Oui(oui)) => if *oui { "oui" } else { "non" }.to_owned(),
        Some(Mesure::Date(jour)) => date(*jour),
        Some(Mesure::Mois(annee, mois)) => {
            let mois = Mois::new(*annee, *mois);
            mois.map_or_else(|| annee.to_string(), |mois| format!("{} {annee}", mois.nom()))
        }
    }
}
