//! Which findings are asked for: by gravity, by check, by file.

use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Constats;
use crate::francais::majuscule;
use crate::publier::page::adresses::encode;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The folder itself, whose path is empty: an empty choice chooses nothing.
const DOSSIER: &str = ".";

const GRAVITES: [Gravite; 4] = [Gravite::Erreur, Gravite::Incoherence, Gravite::Avertissement, Gravite::Information];

/// What the form says. A key that is not there, or is empty, leaves everything.
#[derive(Debug, Default)]
pub(super) struct Choix {
    gravite: Option<String>,
    pub(super) code: Option<String>,
    fichier: Option<String>,
}

/// An entry of a list to choose from.
#[derive(Serialize)]
pub(super) struct Entree {
    valeur: String,
    libelle: String,
    choisie: bool,
}

/// The three lists of the form.
#[derive(Serialize)]
pub(super) struct Formulaire {
    gravites: Vec<Entree>,
    codes: Vec<Entree>,
    fichiers: Vec<Entree>,
    /// Whether something is chosen.
    actif: bool,
}

impl Choix {
    pub(super) fn new(question: &BTreeMap<String, String>) -> Self {
        let dit = |cle: &str| question.get(cle).filter(|valeur| !valeur.is_empty()).cloned();
        Self { gravite: dit("gravite"), code: dit("code"), fichier: dit("fichier") }
    }

    pub(super) fn retient(&self, d: &Diagnostic) -> bool {
        self.gravite.as_deref().is_none_or(|gravite| gravite == d.gravite.cle()) && self.parle_de(d.code, &d.span.file)
    }

    /// The same without the gravity, which what is only counted does not say.
    pub(super) fn parle_de(&self, code: &str, fichier: &str) -> bool {
        self.code.as_deref().is_none_or(|choisi| choisi == code)
            && self.fichier.as_deref().is_none_or(|choisi| choisi == valeur_de(fichier))
    }

    pub(super) fn est_actif(&self) -> bool {
        self.gravite.is_some() || self.code.is_some() || self.fichier.is_some()
    }

    pub(super) fn formulaire(&self, constats: &Constats) -> Formulaire {
        let trouvees: BTreeSet<Gravite> = constats.listes.iter().map(|d| d.gravite).collect();
        let gravites = GRAVITES.into_iter().filter(|g| trouvees.contains(g));
        let gravites = gravites.map(|g| entree(g.cle(), majuscule(g.libelle()), self.gravite.as_deref()));
        let codes: BTreeSet<&str> = constats.listes.iter().map(|d| d.code).collect();
        let fichiers: BTreeSet<&str> = constats.listes.iter().map(|d| d.span.file.as_str()).collect();
        Formulaire {
            gravites: gravites.collect(),
            codes: codes.into_iter().map(|c| entree(c, c.to_owned(), self.code.as_deref())).collect(),
            fichiers: fichiers.into_iter().map(|f| entree(valeur_de(f), nom_de(f), self.fichier.as_deref())).collect(),
            actif: self.est_actif(),
        }
    }
}

fn entree(valeur: &str, libelle: String, choisie: Option<&str>) -> Entree {
    Entree { valeur: valeur.to_owned(), libelle, choisie: choisie == Some(valeur) }
}

fn valeur_de(fichier: &str) -> &str {
    if fichier.is_empty() { DOSSIER } else { fichier }
}

/// A file as people read it.
pub(super) fn nom_de(fichier: &str) -> String {
    if fichier.is_empty() { "le dossier".to_owned() } else { fichier.to_owned() }
}

/// The page with the findings of one check in one file.
pub(in crate::publier::page) fn lien(code: &str, fichier: &str) -> String {
    format!("/controles?code={}&fichier={}", encode(code), encode(valeur_de(fichier)))
}
