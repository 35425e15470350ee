//! Rows that stand alone among the others of a table: « AED-R » below the figures of « AEMO-R », or the whole service.

use super::bloc::Bloc;
use super::{Lecteur, discretion};
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::Ligne;
use crate::lire::entetes::is_year;
use std::collections::BTreeSet;

/// Beyond, a text that stands alone is a sentence: it is not quoted.
const LONGUEUR_D_UN_NOM: usize = 60;

/// Whom the rows below are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tete {
    /// The code of a dispositif.
    Code(String),
    /// The whole service: the rows below are totals.
    Ensemble,
    /// A sub-total of rapport.toml.
    Groupe,
    /// Nobody knows, and the rows below begin again.
    Inconnu,
}

impl Lecteur<'_> {
    /// The rows of the block that stand alone in the first `avant` columns, and say whom those below are about. `cle`
    /// is what a row of figures says: a name that is no code counts only where the rows below say the same again.
    pub(super) fn ruptures<K: Ord>(
        &self,
        bloc: &Bloc<'_>,
        avant: usize,
        cle: impl Fn(usize, &Ligne) -> Option<K>,
    ) -> Vec<(usize, Tete)> {
        let cles: Vec<Option<K>> = bloc.corps.iter().enumerate().map(|(i, l)| cle(i, l)).collect();
        let seule = |i: &usize| {
            let mut remplies = bloc.corps[*i].remplies();
            let premiere = remplies.next().filter(|(place, c)| *place < avant && !c.est_un_nombre());
            premiere.is_some() && remplies.next().is_none() && cles[*i].is_none()
        };
        let seules: Vec<usize> = (0..cles.len()).filter(seule).collect();
        let mut vues: BTreeSet<&K> = cles[..seules.first().copied().unwrap_or(0)].iter().flatten().collect();
        let mut ruptures = Vec::new();
        for (n, rang) in seules.iter().enumerate() {
            let fin = seules.get(n + 1).copied().unwrap_or(cles.len());
            let suivantes: BTreeSet<&K> = cles[*rang..fin].iter().flatten().collect();
            let recommence = !vues.is_disjoint(&suivantes);
            if let Some(tete) = self.tete(&bloc.corps[*rang], recommence) {
                ruptures.push((*rang, tete));
                vues.clear();
            }
            vues.extend(suivantes);
        }
        ruptures
    }

    fn tete(&self, ligne: &Ligne, recommence: bool) -> Option<Tete> {
        let (_, nom) = ligne.remplies().next()?;
        if let Some(code) = self.noms.code(nom) {
            return Some(Tete::Code(code.to_owned()));
        }
        let annee = nom.split(|c: char| !c.is_alphanumeric()).any(is_year);
        if !recommence || nom.mois().is_some() || annee {
            return None;
        }
        Some(match self.noms.code_dans(nom) {
            Some(code) => Tete::Code(code.to_owned()),
            None if self.noms.est_groupe(nom) => Tete::Groupe,
            None if self.noms.est_ensemble(nom) => Tete::Ensemble,
            None => Tete::Inconnu,
        })
    }

    /// Records that the rows below are counted for nobody.
    pub(super) fn dit_la_rupture(&mut self, ligne: &Ligne, tete: &Tete) {
        let Some((place, nom)) = ligne.remplies().next() else { return };
        let span = self.span(ligne, place, "");
        if *tete == Tete::Groupe {
            return self.signale(NatureAnomalie::LigneIgnoree { libelle: nom.texte().to_owned(), proche: None }, span);
        }
        let cache = discretion::nomme_quelqu_un(nom) || nom.chars().count() > LONGUEUR_D_UN_NOM;
        let dit = if cache { "" } else { nom.texte() };
        self.signale(self.inconnu(dit), span);
    }
}
