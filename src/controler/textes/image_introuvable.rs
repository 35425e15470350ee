//! `image-introuvable`: a picture that a text names and the folder does not hold.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Texte, Textes};
use crate::domaine::image::{self, Ailleurs};
use crate::domaine::texte::ImageCitee;
use crate::francais::proche;

const FICHE: Fiche = Fiche {
    code: "image-introuvable",
    famille: Famille::Textes,
    gravite: Gravite::Erreur,
    regarde: "Le chemin de chaque image des textes, parmi les fichiers de images/.",
    importance: "L’image manquerait au rapport ; Trame ne cherche rien hors du dossier, ni sur internet.",
    exemple: "![Le jardin](images/jadrin.jpg), quand le dossier contient images/jardin.jpg.",
    correction: "Corriger le chemin, ou déposer l’image dans images/.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Textes(constats) };

fn constats(dossier: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    Texte::images_citees(textes).filter_map(|(t, i)| constat((dossier, textes), t, i)).collect()
}

fn constat((dossier, textes): (&Dossier, &Textes), texte: &Texte, citee: &ImageCitee) -> Option<Diagnostic> {
    if image::cherche(dossier.images.iter().chain(textes.illustrations()), &citee.chemin).is_some() {
        return None;
    }
    let (message, aide) = match image::chemin(&citee.chemin) {
        Err(Ailleurs::Web) => (
            format!("l’image {} est sur internet : Trame n’y va jamais", mots::cite(&citee.chemin)),
            "l’enregistrer dans images/, et écrire ce chemin".to_owned(),
        ),
        Err(Ailleurs::HorsDuDossier) => (
            format!("l’image {} est désignée par un chemin qui sort du dossier", mots::cite(&citee.chemin)),
            match proposition(dossier, &sans_detour(&citee.chemin)) {
                Some(autre) => format!(
                    "les chemins partent du dossier du service, même depuis textes/ : écrire {}, si c’est elle ; sinon, déposer l’image dans images/",
                    mots::cite(autre)
                ),
                None => format!(
                    "déposer l’image dans images/ et écrire {} : les chemins partent du dossier du service, même depuis textes/",
                    mots::cite(&format!("images/{}", nom_de_fichier(&citee.chemin)))
                ),
            },
        ),
        Ok(chemin) => (
            format!("l’image {} n’est pas dans le dossier", mots::cite(&citee.chemin)),
            match proposition(dossier, &chemin) {
                Some(autre) => {
                    format!("écrire {}, si c’est elle ; sinon, déposer l’image dans images/", mots::cite(autre))
                }
                None => "déposer l’image dans images/, ou corriger son chemin".to_owned(),
            },
        ),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(texte.lieu(citee.ligne), message) })
}

/// A path out of the folder, from the folder that it most likely meant: `../images/a.jpg` is `images/a.jpg`.
fn sans_detour(ecrit: &str) -> String {
    let chemin = image::decode(ecrit).replace('\\', "/");
    let place = chemin.rfind("images/").filter(|place| *place == 0 || chemin[..*place].ends_with('/'));
    match place {
        Some(place) => chemin[place..].to_owned(),
        None => format!("images/{}", nom_de_fichier(ecrit)),
    }
}

/// The last part of a path, however its parts are told apart.
fn nom_de_fichier(ecrit: &str) -> String {
    let decode = image::decode(ecrit);
    let nom = decode.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    if nom.trim_matches(['.', ' ']).is_empty() { "nom.jpg".to_owned() } else { nom.to_owned() }
}

/// The picture of that name elsewhere, or of nearly that name.
fn proposition<'a>(dossier: &'a Dossier, chemin: &str) -> Option<&'a str> {
    let nom = |chemin: &str| chemin.rsplit('/').next().unwrap_or_default().to_lowercase();
    let deposees = || dossier.images.iter().map(|i| i.chemin.as_str()).filter(|c| c.starts_with("images/"));
    deposees().find(|c| nom(c) == nom(chemin)).or_else(|| proche(chemin, deposees()))
}
