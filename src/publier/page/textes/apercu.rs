//! The typeset pages of a section, its text as it is being written: laid out one after the other, the latest asked for
//! first; the last ones are kept for as long as their pictures are being asked for.

use super::plan::Rubrique;
use crate::composer::Pages;
use crate::diagnostic::Gravite;
use crate::domaine::dossier::Source;
use crate::domaine::edition::Edition;
use crate::publier::page::Etat;
use crate::publier::page::atelier::Vue;
use crate::publier::page::composition::SansPages;
use crate::{Preparation, Refus};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many are kept: a page of the browser asks for the pictures of its last one.
const GARDES: usize = 4;

/// Most pages shown of one: the report holds them all.
const FEUILLES: usize = 12;
/// Most bytes of a text that is laid out while it is being written: some hundred pages.
const PENDANT_LA_FRAPPE: usize = 200_000;

/// Those that were made, and those that were asked for.
#[derive(Default)]
pub(in crate::publier::page) struct Apercus(Mutex<Registre>);

#[derive(Default)]
struct Registre {
    /// The last number given.
    numero: u64,
    /// The last one asked for each section.
    demandes: BTreeMap<String, u64>,
    tires: VecDeque<Tire>,
}

struct Tire {
    numero: u64,
    section: String,
    pages: Arc<Pages>,
    rangs: Range<usize>,
}

/// What the page shows.
#[derive(Serialize, Default)]
pub(super) struct Apercu {
    feuilles: Vec<Feuille>,
    /// Pages that are not shown.
    autres: usize,
    /// Why there are none.
    refus: Option<String>,
    /// What to open to do something about it.
    controles: bool,
}

#[derive(Serialize)]
struct Feuille {
    adresse: String,
    numero: usize,
    /// For those who do not see it.
    texte: String,
}

impl Apercus {
    fn registre(&self) -> MutexGuard<'_, Registre> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that makes those asked before for the same section too late.
    pub(super) fn demande(&self, section: &str) -> u64 {
        let mut registre = self.registre();
        registre.numero += 1;
        let numero = registre.numero;
        registre.demandes.insert(section.to_owned(), numero);
        numero
    }

    fn depassee(&self, section: &str, numero: u64) -> bool {
        self.registre().demandes.get(section).is_some_and(|derniere| *derniere > numero)
    }

    fn garde(&self, tire: Tire) {
        let mut registre = self.registre();
        registre.tires.push_back(tire);
        while registre.tires.len() > GARDES {
            registre.tires.pop_front();
        }
    }

    /// A page of one that is still kept.
    pub(super) fn svg(&self, section: &str, numero: u64, rang: usize) -> Option<String> {
        let registre = self.registre();
        let tire = registre.tires.iter().find(|tire| tire.numero == numero && tire.section == section)?;
        let pages = Arc::clone(&tire.pages);
        let sienne = tire.rangs.contains(&rang);
        drop(registre);
        pages.svg(rang).filter(|_| sienne)
    }
}

/// The pages where a section stands, with this text in place of its own, or as the folder has it; nothing when another one
/// was asked for meanwhile.
pub(super) async fn tire(
    etat: &Etat,
    vue: &Arc<Vue>,
    rubrique: &Rubrique,
    essai: Option<Source>,
    numero: u64,
) -> Option<Apercu> {
    let change = essai.filter(|essai| vue.source(&essai.chemin).is_none_or(|su| su.octets != essai.octets));
    if change.as_ref().is_some_and(|essai| essai.octets.len() > PENDANT_LA_FRAPPE) {
        let refus = "Ce texte est trop long pour être mis en pages pendant qu’il s’écrit\u{a0}: l’enregistrer, puis ouvrir le rapport.";
        return Some(Apercu { refus: Some(refus.to_owned()), ..Apercu::default() });
    }
    let pages = match change {
        None => etat.atelier.pages(vue, Edition::Travail).await.map_err(|e| refus(&e, &vue.preparation, rubrique)),
        Some(essai) => compose(etat, vue, rubrique, essai, numero).await?,
    };
    let pages = match pages {
        Ok(pages) => pages,
        Err(refus) => return Some(refus),
    };
    let Some(rangs) = rubrique.pages(&pages) else {
        let refus = "Cette section ne s’imprime pas\u{a0}: elle n’a ni texte, ni tableau.".to_owned();
        return Some(Apercu { refus: Some(refus), ..Apercu::default() });
    };
    let feuille = |rang: usize| Feuille {
        adresse: format!("{}/apercu/{numero}/{rang}", rubrique.adresse()),
        numero: rang + 1,
        texte: pages.texte(rang).unwrap_or_default(),
    };
    let feuilles = rangs.clone().take(FEUILLES).map(feuille).collect();
    let autres = rangs.len().saturating_sub(FEUILLES);
    let section = rubrique.id.clone();
    etat.atelier.apercus.garde(Tire { numero, section, pages: Arc::clone(&pages), rangs });
    Some(Apercu { feuilles, autres, ..Apercu::default() })
}

async fn compose(
    etat: &Etat,
    vue: &Arc<Vue>,
    rubrique: &Rubrique,
    essai: Source,
    numero: u64,
) -> Option<Result<Arc<Pages>, Apercu>> {
    let dossier = vue;
    let (vue, apercus, section) = (Arc::clone(vue), Arc::clone(&etat.atelier.apercus), rubrique.id.clone());
    let travail = move || {
        if apercus.depassee(&section, numero) {
            return None;
        }
        let preparation = vue.preparation.avec_textes(vec![essai], &[]);
        let projet = preparation.projet(Edition::Travail).map_err(SansPages::from);
        let pages = projet.and_then(|projet| Ok(Arc::new(Pages::new(&projet)?)));
        Some((pages, preparation))
    };
    let (pages, preparation) = match etat.atelier.a_son_tour(travail).await {
        Ok(tire) => tire?,
        Err(sans) => return Some(Err(refus(&sans, &dossier.preparation, rubrique))),
    };
    Some(pages.map_err(|sans| refus(&sans, &preparation, rubrique)))
}

/// Why there are no pages, in words.
fn refus(sans: &SansPages, preparation: &Preparation, rubrique: &Rubrique) -> Apercu {
    let erreurs = preparation.constats.listes.iter().filter(|constat| constat.gravite == Gravite::Erreur);
    let (ici, ailleurs): (Vec<_>, Vec<_>) = erreurs.partition(|constat| rubrique.place.chemin() == constat.span.file);
    let (dit, controles) = match sans {
        SansPages::Refuse(Refus::Erreurs) if ailleurs.is_empty() && !ici.is_empty() => {
            ("Les pages reviendront quand ce texte ne comportera plus d’erreur.".to_owned(), false)
        }
        SansPages::Refuse(Refus::Erreurs) => (
            "Le rapport ne peut pas être mis en pages\u{a0}: d’autres fichiers comportent des erreurs.".to_owned(),
            true,
        ),
        autre => (format!("Le rapport ne peut pas être mis en pages\u{a0}: {autre}."), false),
    };
    Apercu { refus: Some(dit), controles, ..Apercu::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn la_derniere_demande_l_emporte_dans_sa_section() {
        let apercus = Apercus::default();
        let (premiere, ailleurs, seconde) =
            (apercus.demande("activite"), apercus.demande("budget"), apercus.demande("activite"));
        assert!(apercus.depassee("activite", premiere));
        assert!(!apercus.depassee("activite", seconde) && !apercus.depassee("budget", ailleurs));
    }
}
