//! What was dropped and is not kept yet: in memory only, bounded, the oldest forgotten first.

use super::apercu::Apercu;
use super::noms::Destination;
use crate::publier::erreur::Error;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Mutex as Tour;

/// Most files that wait.
pub(super) const FICHIERS: usize = 20;

/// Most bytes that wait, all files together.
pub(super) const OCTETS: usize = 128 << 20;

/// A file that waits.
pub(super) struct Recu {
    /// Drawn at random: 32 hexadecimal digits.
    pub(super) id: String,
    pub(super) destination: Destination,
    pub(super) octets: Vec<u8>,
    /// What was understood of it, beside one version of the folder.
    apercu: Mutex<Option<(u64, Arc<Apercu>)>>,
}

/// Every file that waits, in order of arrival.
#[derive(Default)]
pub(in crate::publier::page) struct Reserve {
    recus: Mutex<VecDeque<Arc<Recu>>>,
    /// What was done last, to be said once.
    dit: Mutex<Option<String>>,
    /// One reading at a time.
    pub(super) lecture: Tour<()>,
}

impl Recu {
    pub(super) fn apercu(&self, version: u64) -> Option<Arc<Apercu>> {
        let connu = self.apercu.lock().unwrap_or_else(PoisonError::into_inner);
        connu.as_ref().filter(|(vue, _)| *vue == version).map(|(_, apercu)| Arc::clone(apercu))
    }

    pub(super) fn retient(&self, version: u64, apercu: &Arc<Apercu>) {
        *self.apercu.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, Arc::clone(apercu)));
    }
}

impl Reserve {
    /// Takes a file in; the oldest leave when there is no room. Gives its id.
    pub(super) fn recoit(&self, destination: Destination, octets: Vec<u8>) -> Result<String, Error> {
        let mut hasard = [0; 16];
        getrandom::fill(&mut hasard).map_err(|source| Error::Server(std::io::Error::other(source)))?;
        let id: String = hasard.iter().map(|octet| format!("{octet:02x}")).collect();
        let mut recus = self.recus.lock().unwrap_or_else(PoisonError::into_inner);
        recus.push_back(Arc::new(Recu { id: id.clone(), destination, octets, apercu: Mutex::default() }));
        while recus.len() > FICHIERS || recus.iter().map(|r| r.octets.len()).sum::<usize>() > OCTETS {
            recus.pop_front();
        }
        Ok(id)
    }

    pub(super) fn tous(&self) -> Vec<Arc<Recu>> {
        self.recus.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub(super) fn de(&self, id: &str) -> Option<Arc<Recu>> {
        self.recus.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|recu| recu.id == id).cloned()
    }

    pub(super) fn oublie(&self, id: &str) {
        self.recus.lock().unwrap_or_else(PoisonError::into_inner).retain(|recu| recu.id != id);
    }

    /// To be said on the next page.
    pub(super) fn dira(&self, phrase: String) {
        *self.dit.lock().unwrap_or_else(PoisonError::into_inner) = Some(phrase);
    }

    /// What is to be said, once.
    pub(super) fn dit(&self) -> Option<String> {
        self.dit.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destination() -> Destination {
        Destination::new("a.csv").unwrap()
    }

    #[test]
    fn les_plus_anciens_s_en_vont() {
        let reserve = Reserve::default();
        let ids: Vec<String> = (0..22).map(|_| reserve.recoit(destination(), vec![0]).unwrap()).collect();
        assert_eq!(reserve.tous().len(), FICHIERS);
        assert!(reserve.de(&ids[1]).is_none() && reserve.de(&ids[2]).is_some());
        reserve.recoit(destination(), vec![0; OCTETS]).unwrap();
        assert_eq!(reserve.tous().len(), 1, "le dernier seul tient");
    }
}
