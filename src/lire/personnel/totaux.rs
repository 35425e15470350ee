//! Totals typed under columns of staff, with the cells that they add up.

use crate::domaine::dossier::Saisie;
use crate::domaine::personnel::{Lue, Personnel, TotalDuPersonnel};
use std::collections::BTreeMap;

/// The cells of each column since the last total.
#[derive(Default)]
pub(super) struct Totaux(BTreeMap<&'static str, Vec<Lue>>);

impl Totaux {
    /// A row that the next total adds up.
    pub(super) fn detaille<const N: usize>(&mut self, cellules: [(&'static str, Option<Lue>); N]) {
        for (quoi, lue) in cellules {
            self.0.entry(quoi).or_default().extend(lue);
        }
    }

    /// A row of totals.
    pub(super) fn ajoute<const N: usize>(
        &mut self,
        personnel: &mut Personnel,
        totaux: [(&'static str, Option<Lue>); N],
    ) {
        for (quoi, lue) in totaux {
            let details = self.0.remove(quoi).unwrap_or_default();
            let Some((Saisie::Nombre(nombre), span)) = lue else { continue };
            if !details.is_empty() {
                personnel.totaux.push(TotalDuPersonnel { quoi, nombre, span, details });
            }
        }
    }
}
