//! A block that does not say whom it is about goes on with the one above: the second half of the year.

use super::Lecteur;
use super::bloc::Bloc;
use super::forme::{Forme, Repere};
use super::sous_total::{self, SousTotal};
use crate::domaine::cellule::Cellule;
use crate::francais::cle;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a block says to the one below.
struct Precedent {
    panneau: Option<Range<usize>>,
    forme: Forme,
    code: String,
    annee: i32,
    /// Its headers, months left out.
    entete: Vec<String>,
    /// The name at its corner.
    nom: String,
    /// The months read so far, 1 to 12.
    mois: BTreeSet<u8>,
}

/// The blocks above, one for each of those that stand side by side.
#[derive(Default)]
pub(super) struct Suite {
    precedents: Vec<Precedent>,
    /// What stands above the block being read, until it takes its place.
    dessus: Option<Precedent>,
    /// Where the block being read stands.
    ici: Option<(Forme, Option<Range<usize>>)>,
}

impl Suite {
    /// A block begins: what stood above it is no longer above the next one.
    pub(super) fn entre(&mut self, repere: &Repere) {
        let place = self.precedents.iter().position(|p| p.panneau == repere.panneau);
        self.dessus = place.map(|i| self.precedents.remove(i));
        self.ici = Some((repere.forme, repere.panneau.clone()));
    }

    /// The block being read is about several dispositifs: the next one must say its own.
    pub(super) fn oublie(&mut self) {
        let ici = self.ici.as_ref().map(|(_, panneau)| panneau);
        self.precedents.retain(|p| Some(&p.panneau) != ici);
    }
}

impl Lecteur<'_> {
    /// The dispositif of the block above, where this one has the same headers, other months of the same year, and
    /// nothing that may name another dispositif.
    pub(super) fn de_la_suite(&self, nom: &str, bloc: &Bloc<'_>) -> Option<String> {
        let dessus = self.suite.dessus.as_ref()?;
        let (forme, _) = self.suite.ici.as_ref()?;
        let mois = mois_du_bloc(bloc);
        let muet = |texte: &str| {
            let mots = cle(texte);
            let reste = mots.split(' ').filter(|mot| *mot != "suite").collect::<Vec<_>>().join(" ");
            self.entetes.sans_bruit(&reste).is_empty() || matches!(sous_total::lu(&reste), Some(SousTotal::Mois(_)))
        };
        let titres = bloc.titres.iter().flat_map(|l| &l.cellules).all(|c| c.is_empty() || muet(c));
        let entete = match forme {
            Forme::Lignes => dessus.entete == entete_sans_mois(bloc),
            Forme::Colonnes | Forme::Croix => muet(nom) || nom == dessus.nom,
        };
        let meme = dessus.forme == *forme && dessus.annee == self.annee && entete && titres;
        (meme && !mois.is_empty() && mois.is_disjoint(&dessus.mois)).then(|| dessus.code.clone())
    }

    /// Keeps what the block below may need.
    pub(super) fn retient(&mut self, code: &str, nom: &str, bloc: &Bloc<'_>) {
        let Some((forme, panneau)) = self.suite.ici.clone() else { return };
        let mut mois = mois_du_bloc(bloc);
        if let Some(dessus) = self.suite.dessus.take().filter(|d| d.code == code && d.annee == self.annee) {
            mois.extend(dessus.mois);
        }
        let (entete, nom, code) = (entete_sans_mois(bloc), nom.to_owned(), code.to_owned());
        self.suite.precedents.retain(|p| p.panneau != panneau);
        self.suite.precedents.push(Precedent { panneau, forme, code, annee: self.annee, entete, nom, mois });
    }
}

fn entete_sans_mois(bloc: &Bloc<'_>) -> Vec<String> {
    bloc.entete.cellules.iter().filter(|c| c.mois().is_none()).map(|c| cle(c)).collect()
}

/// The months of the headers, else those at the left of the rows.
fn mois_du_bloc(bloc: &Bloc<'_>) -> BTreeSet<u8> {
    let numero = |c: &Cellule| c.mois().map(|lu| lu.numero);
    let entetes: BTreeSet<u8> = bloc.entetes.iter().flat_map(|l| &l.cellules).filter_map(numero).collect();
    if entetes.is_empty() {
        return bloc.corps.iter().filter_map(|l| l.remplies().next()).filter_map(|(_, c)| numero(c)).collect();
    }
    entetes
}
