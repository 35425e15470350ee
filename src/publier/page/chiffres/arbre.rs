//! The tree of an explanation, told as a template writes it: one thing after the other.

use super::lien;
use crate::domaine::mois::Mois;
use crate::francais::typographie;
use crate::publier::explication::Noeud;
use serde::Serialize;

/// Operands of so many levels are seen at once; below, they are opened on demand.
const OUVERTS: usize = 2;

/// What comes next on the page.
#[derive(Serialize)]
#[serde(tag = "quoi", rename_all = "kebab-case")]
pub(super) enum Suite {
    Liste,
    FinDeListe,
    /// Operands that are opened on demand: how many, of what.
    Repli {
        combien: usize,
        de: String,
    },
    FinDeRepli,
    Noeud(Feuillet),
    FinDeNoeud,
}

/// A value, in words.
#[derive(Serialize)]
pub(super) struct Feuillet {
    signe: Option<&'static str>,
    mots: String,
    lien: Option<String>,
    nombre: Option<String>,
    provenance: Option<String>,
    raison: Option<String>,
    reserve: Option<String>,
    deja: bool,
    cellules: Vec<(String, String)>,
    autres: Option<(usize, String)>,
}

/// The whole tree below and with `racine`, which has no link: it is the figure of this page.
pub(super) fn suites(racine: &Noeud, au: Option<Mois>) -> Vec<Suite> {
    let mut suites = vec![Suite::Liste];
    pousse(racine, 0, au, &mut suites);
    suites.push(Suite::FinDeListe);
    suites
}

fn pousse(noeud: &Noeud, niveau: usize, au: Option<Mois>, suites: &mut Vec<Suite>) {
    suites.push(Suite::Noeud(feuillet(noeud, niveau, au)));
    if !noeud.operandes.is_empty() {
        let replie = niveau >= OUVERTS;
        if replie {
            suites.push(Suite::Repli { combien: noeud.operandes.len(), de: typographie(&noeud.mots) });
        }
        suites.push(Suite::Liste);
        noeud.operandes.iter().for_each(|operande| pousse(operande, niveau + 1, au, suites));
        suites.push(Suite::FinDeListe);
        if replie {
            suites.push(Suite::FinDeRepli);
        }
    }
    suites.push(Suite::FinDeNoeud);
}

fn feuillet(noeud: &Noeud, niveau: usize, au: Option<Mois>) -> Feuillet {
    let dit = |texte: &Option<String>| texte.as_deref().map(typographie);
    Feuillet {
        signe: noeud.signe.filter(|signe| !signe.is_empty()),
        mots: typographie(&noeud.mots),
        lien: noeud.nom.as_deref().filter(|_| niveau > 0).map(|nom| lien(nom, au)),
        nombre: dit(&noeud.nombre),
        provenance: dit(&noeud.provenance),
        raison: dit(&noeud.raison),
        reserve: dit(&noeud.reserve),
        deja: noeud.deja,
        cellules: noeud.cellules.iter().map(|(place, n)| (typographie(place), n.clone())).collect(),
        autres: noeud.autres.clone(),
    }
}
