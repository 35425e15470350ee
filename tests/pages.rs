//! How full the pages of the report are, on whole folders.

use crate::outils::{racine, sources};
use trame::composer::{self, Rapport};
use trame::domaine::edition::Edition;

/// Least part of a page that must be taken, in percent, but for the cover, the contents and the last page.
const MOINDRE: u8 = 45;

fn rapport(dossier: &str, edition: Edition) -> Rapport {
    let projet = trame::preparer(sources(&racine().join(dossier))).projet(edition).unwrap();
    composer::rapport(&projet).unwrap()
}

/// Pages too empty, with how far down they go.
fn creuses(rapport: &Rapport) -> Vec<(usize, u8)> {
    let corps = rapport.remplies.iter().copied().enumerate().skip(2).take(rapport.pages.saturating_sub(3));
    corps.filter(|(_, part)| *part < MOINDRE).map(|(rang, part)| (rang + 1, part)).collect()
}

#[test]
fn aucune_page_n_est_a_moitie_vide() {
    let dossiers = [
        ("data/exemple", Edition::Travail),
        ("data/exemple", Edition::Autorite),
        ("data/exemple", Edition::Publique),
        ("data/acesm-2021", Edition::Travail),
        ("data/millau-segur-2025", Edition::Travail),
    ];
    for (dossier, edition) in dossiers {
        let rapport = rapport(dossier, edition);
        assert_eq!(rapport.remplies.len(), rapport.pages);
        // the measure sees what is there: the cover fills its page, and some page is full
        assert!(rapport.remplies.iter().any(|part| *part > 95), "{dossier} : {:?}", rapport.remplies);
        assert_eq!(creuses(&rapport), [], "{dossier}, {edition:?} : {:?}", rapport.remplies);
    }
}
