//! What one table holds that could not be understood: of each kind the first ones are recorded, the others counted.

use crate::domaine::anomalie::{Anomalie, NatureAnomalie, Omises};
use crate::domaine::dossier::Dossier;
use std::mem::{Discriminant, discriminant};

/// Anomalies of one kind in one table that are recorded: beyond, they are counted.
const PAR_NATURE: usize = 1_000;

/// Anomalies, or what will be one once its place in the file is known.
#[derive(Debug)]
pub(super) struct Signalees<T> {
    gardees: Vec<T>,
    par_genre: Vec<Genre<T>>,
}

/// Those of one kind.
#[derive(Debug)]
struct Genre<T> {
    nature: Discriminant<NatureAnomalie>,
    gardees: usize,
    /// The first that is not kept, and how many are not.
    omises: Option<(T, usize)>,
}

impl<T> Default for Signalees<T> {
    fn default() -> Self {
        Self { gardees: Vec::new(), par_genre: Vec::new() }
    }
}

impl<T> Signalees<T> {
    /// Records one, or counts it.
    pub(super) fn ajoute(&mut self, nature: NatureAnomalie, avec: impl FnOnce(NatureAnomalie) -> T) {
        let genre = self.genre(&nature);
        match &mut genre.omises {
            _ if genre.gardees < PAR_NATURE => {
                genre.gardees += 1;
                self.gardees.push(avec(nature));
            }
            Some((_, nombre)) => *nombre += 1,
            aucune => *aucune = Some((avec(nature), 1)),
        }
    }

    /// Adds those of a part of the same table. `avec` gives what it becomes; `None` leaves it out.
    pub(super) fn reunit<P>(&mut self, part: Signalees<P>, mut avec: impl FnMut(P) -> Option<(NatureAnomalie, T)>) {
        for (nature, une) in part.gardees.into_iter().filter_map(&mut avec) {
            self.ajoute(nature, |_| une);
        }
        for (exemple, nombre) in part.par_genre.into_iter().filter_map(|genre| genre.omises) {
            let Some((nature, exemple)) = avec(exemple) else { continue };
            self.genre(&nature).omises.get_or_insert((exemple, 0)).1 += nombre;
        }
    }

    fn genre(&mut self, nature: &NatureAnomalie) -> &mut Genre<T> {
        let nature = discriminant(nature);
        let place = self.par_genre.iter().position(|genre| genre.nature == nature).unwrap_or_else(|| {
            self.par_genre.push(Genre { nature, gardees: 0, omises: None });
            self.par_genre.len() - 1
        });
        &mut self.par_genre[place]
    }
}

impl Signalees<Anomalie> {
    /// Records or counts an anomaly.
    pub(super) fn dit(&mut self, anomalie: Anomalie) {
        let Anomalie { nature, span } = anomalie;
        self.ajoute(nature, |nature| Anomalie { nature, span });
    }

    /// How many are recorded so far.
    pub(super) fn repere(&self) -> usize {
        self.gardees.len()
    }

    /// Takes back those recorded since.
    pub(super) fn oublie_depuis(&mut self, repere: usize) {
        for anomalie in self.gardees.split_off(repere) {
            self.genre(&anomalie.nature).gardees -= 1;
        }
    }

    /// Hands over what is recorded, and what is only counted.
    pub(super) fn remet(self, dossier: &mut Dossier) {
        dossier.anomalies.extend(self.gardees);
        let omises = self.par_genre.into_iter().filter_map(|genre| genre.omises);
        dossier.omises.extend(omises.map(|(exemple, nombre)| Omises { exemple, nombre }));
    }
}
