//! The explanation as data: what the terminal and the page both show, each in its own way.

use super::sources::Sources;
use super::{DITES, mots, nom_entier};
use crate::domaine::chiffres::Chiffre;
use crate::domaine::comptees::Comptees;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Nom, Operation, Provenance, Valeur};
use crate::francais::nombre_exact;
use std::collections::BTreeSet;

/// A figure, what it is, and everything that it was obtained from. Plain spaces: `typographie` is for who prints.
pub(crate) struct Explication {
    /// « juin 2021 », « exercice 2021, jusqu’à juin ».
    pub(crate) periode: String,
    /// The number with its word, or why it is not known.
    pub(crate) nombre: Result<String, String>,
    /// Where the days come from, when it rests on days.
    pub(crate) journees: Option<&'static str>,
    /// « repose sur … », each in words.
    pub(crate) reserves: Vec<String>,
    /// The figure itself; its operands below.
    pub(crate) racine: Noeud,
}

/// Where a cell is, and what it brings.
type Cellule = (String, String);

/// A value of the explanation.
#[derive(Default)]
pub(crate) struct Noeud {
    /// The sign before it: none without brothers, empty for the first of them.
    pub(crate) signe: Option<&'static str>,
    /// « Sorties, AEMO-R, mars ».
    pub(crate) mots: String,
    /// The name that explains it, when it has one: `aemo_r.sorties.2021-03`.
    pub(crate) nom: Option<String>,
    /// As printed, when it is known.
    pub(crate) nombre: Option<String>,
    /// Where it was read, what was counted, by which rule.
    pub(crate) provenance: Option<String>,
    /// Of a leaf: why it is not known.
    pub(crate) raison: Option<String>,
    /// Its operands stand elsewhere in the explanation.
    pub(crate) deja: bool,
    /// Of a leaf: the cells in incoherence that it rests on.
    pub(crate) reserve: Option<String>,
    /// What each cell of a sum of cells brings.
    pub(crate) cellules: Vec<Cellule>,
    /// How many other cells, and what they bring.
    pub(crate) autres: Option<(usize, String)>,
    pub(crate) operandes: Vec<Noeud>,
}

/// The explanation of a figure; a named figure is detailed the first time only.
pub(crate) fn explication(sources: &Sources<'_>, chiffre: &Chiffre<'_>) -> Explication {
    let unite = chiffre.fiche.unite;
    let assise = sources.assise(chiffre);
    Explication {
        periode: periode(sources.indicateurs, chiffre),
        nombre: nombre(chiffre),
        journees: assise.journees.map(|journees| journees.libelle()),
        reserves: assise.reserves,
        racine: Arbre { sources, vus: BTreeSet::new() }.noeud(&chiffre.valeur, Some(unite), None),
    }
}

/// A figure with its word, or why it is not known.
pub(crate) fn nombre(chiffre: &Chiffre<'_>) -> Result<String, String> {
    chiffre.valeur.nombre.clone().map(|nombre| mots::avec_son_mot(chiffre.fiche.unite, nombre))
}

fn periode(indicateurs: &Indicateurs, chiffre: &Chiffre<'_>) -> String {
    match chiffre.mois {
        Some(mois) => format!("{} {}", mois.nom(), mois.annee()),
        None if indicateurs.en_cours() => {
            format!("exercice {}, jusqu’à {}", indicateurs.exercice, indicateurs.jusqu_a.nom())
        }
        None => format!("exercice {}", indicateurs.exercice),
    }
}

struct Arbre<'s, 'a> {
    sources: &'s Sources<'a>,
    /// Figures already detailed.
    vus: BTreeSet<String>,
}

impl Arbre<'_, '_> {
    fn noeud(&mut self, valeur: &Valeur, herite: Option<Unite>, signe: Option<&'static str>) -> Noeud {
        let indicateurs = self.sources.indicateurs;
        let unite = mots::unite(indicateurs, valeur).or(herite);
        let dit = mots::nom(indicateurs, valeur);
        let nom = match valeur.nom.as_deref() {
            Some(nom @ Nom::Indicateur { .. }) => Some(nom_entier(indicateurs, nom)),
            _ => None,
        };
        let feuille = valeur.operandes().is_empty();
        let vu = nom.as_ref().is_some_and(|nom| !self.vus.insert(nom.clone()));
        let deja = vu && !feuille;
        let comptees = if deja { None } else { self.sources.comptees(valeur) };
        let provenance = mots::provenance(valeur, comptees.as_ref()).filter(|p| !deja && !p.starts_with(&dit));
        let (cellules, autres) = cellules(comptees.as_ref(), unite);
        let operandes = if deja { Vec::new() } else { self.operandes(valeur, unite) };
        Noeud {
            signe,
            nombre: mots::nombre_de(unite, valeur).ok(),
            provenance,
            raison: valeur.nombre.clone().err().filter(|_| feuille),
            deja,
            reserve: mots::reserve(indicateurs, valeur).filter(|_| feuille).map(str::to_owned),
            cellules,
            autres,
            operandes,
            mots: dit,
            nom,
        }
    }

    fn operandes(&mut self, valeur: &Valeur, unite: Option<Unite>) -> Vec<Noeud> {
        let (operandes, des_operandes) = (valeur.operandes(), mots::unite_des_operandes(valeur, unite));
        let signe = |rang| match &*valeur.provenance {
            Provenance::Calculee(operation, _) => signe(*operation, rang, operandes.len()),
            _ => None,
        };
        operandes.iter().enumerate().map(|(rang, o)| self.noeud(o, des_operandes, signe(rang))).collect()
    }
}

/// The first cells with what they hold, then how many others there are and their sum.
fn cellules(comptees: Option<&Comptees>, unite: Option<Unite>) -> (Vec<Cellule>, Option<(usize, String)>) {
    let toutes = comptees.map(|c| c.cellules.as_slice()).unwrap_or_default();
    let dites = if toutes.len() > DITES + 1 { DITES } else { toutes.len() };
    let nombre = |n: Exact| unite.map_or_else(|| nombre_exact(n), |unite| unite.ecrit(n));
    let reste: Exact = toutes[dites..].iter().map(|(_, n)| *n).sum();
    let autres = (dites < toutes.len()).then(|| (toutes.len() - dites, nombre(reste)));
    (toutes[..dites].iter().map(|(span, n)| (span.en_entier(), nombre(*n))).collect(), autres)
}

/// The sign before an operand.
fn signe(operation: Operation, rang: usize, nombre: usize) -> Option<&'static str> {
    match rang {
        _ if nombre == 1 => None,
        0 => Some(""),
        _ => Some(operation.signe()),
    }
}
