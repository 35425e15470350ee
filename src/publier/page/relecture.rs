//! A folder read again after a change: what the tables gave is kept when only texts changed, byte for byte.

use crate::domaine::dossier::{Depot, Source, Textes};
use crate::{Preparation, preparer};
use std::collections::BTreeMap;

/// The texts that are no longer what they were.
pub(super) struct TextesChanges {
    relus: Vec<Source>,
    partis: Vec<String>,
}

impl TextesChanges {
    /// Nothing when anything else changed.
    pub(super) fn entre(avant: &Depot, apres: &Depot) -> Option<Self> {
        let (des_tables, anciens) = partage(avant);
        let (tables, textes) = partage(apres);
        if des_tables != tables || avant.ecartes != apres.ecartes {
            return None;
        }
        let neufs = textes.iter().filter(|(chemin, octets)| anciens.get(*chemin) != Some(octets));
        let relus = neufs.map(|(chemin, octets)| Source { chemin: (*chemin).to_owned(), octets: octets.to_vec() });
        let partis = anciens.keys().filter(|chemin| !textes.contains_key(*chemin));
        Some(Self { relus: relus.collect(), partis: partis.map(|chemin| (*chemin).to_owned()).collect() })
    }

    pub(super) fn dans(&self, preparation: &Preparation) -> Preparation {
        preparation.avec_textes(self.relus.clone(), &self.partis)
    }
}

/// The folder as it is, from what it was when the tables are the same.
pub(super) fn prepare(avant: Option<&Preparation>, changes: Option<&TextesChanges>, depot: &Depot) -> Preparation {
    match avant.zip(changes) {
        Some((avant, changes)) => changes.dans(avant),
        None => preparer(depot.clone()),
    }
}

type ParChemin<'a> = BTreeMap<&'a str, &'a [u8]>;

/// Everything but the texts, then the texts.
fn partage(depot: &Depot) -> (ParChemin<'_>, ParChemin<'_>) {
    let tous = depot.sources.iter().map(|source| (source.chemin.as_str(), source.octets.as_slice()));
    let (textes, autres) = tous.partition(|(chemin, _)| Textes::est_un_des_leurs(chemin));
    (autres, textes)
}
