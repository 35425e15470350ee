//! `texte-trop-long`: a text whose end the checks of prose do not read.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Texte, Textes};

const FICHE: Fiche = Fiche {
    code: "texte-trop-long",
    famille: Famille::Textes,
    gravite: Gravite::Information,
    regarde: "La longueur des textes : au-delà d’environ 100 000 caractères (une quarantaine de pages), la suite est imprimée, mais ses phrases ne sont plus comparées aux tableaux et les données personnelles n’y sont plus cherchées.",
    importance: "Une fin de texte sans constat n’est pas une fin de texte sans faute.",
    exemple: "À partir d’ici, ce texte n’est plus contrôlé.",
    correction: "Partager le texte entre plusieurs sections.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Textes(constats) };

fn constats(_: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    textes.iter().filter_map(constat).collect()
}

fn constat(texte: &Texte) -> Option<Diagnostic> {
    let ligne = prose::derniere_ligne(&texte.contenu)?;
    let message = "à partir d’ici, ce texte n’est plus contrôlé : seul son début, une quarantaine de pages, est comparé aux tableaux ; ni les nombres, ni les données personnelles de la suite ne sont regardés";
    let aide = "partager ce texte entre plusieurs sections, ou relire soi-même la suite".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(texte.lieu(ligne), message) })
}
