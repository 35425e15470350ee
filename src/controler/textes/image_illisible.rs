//! `image-illisible`: a picture that a text names and nobody could print.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Texte, Textes};
use crate::domaine::image::{self, Defaut};
use crate::domaine::texte::ImageCitee;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "image-illisible",
    famille: Famille::Textes,
    gravite: Gravite::Erreur,
    regarde: "Ce qu’est chaque image des textes, d’après son contenu : PNG ou JPEG entiers, d’une taille raisonnable.",
    importance: "Le PDF archivé n’accepte pas n’importe quelle image, et une image coupée s’imprimerait à moitié.",
    exemple: "Une photographie HEIC de téléphone, ou un fichier copié à moitié.",
    correction: "L’ouvrir, l’enregistrer au format JPEG ou PNG, et la déposer à la place.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Textes(constats) };

fn constats(dossier: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    let mut connus: BTreeMap<&str, Option<Defaut>> = BTreeMap::new();
    let mut constats = Vec::new();
    for (texte, citee) in Texte::images_citees(textes) {
        let Some(source) = image::cherche(dossier.images.iter().chain(textes.illustrations()), &citee.chemin) else {
            continue;
        };
        let defaut = connus.entry(&source.chemin).or_insert_with(|| image::lue(&source.octets).err());
        constats.extend(defaut.map(|defaut| constat(texte, citee, defaut)));
    }
    constats
}

fn constat(texte: &Texte, citee: &ImageCitee, defaut: Defaut) -> Diagnostic {
    let image = format!("l’image {}", mots::cite(citee.chemin.rsplit('/').next().unwrap_or(&citee.chemin)));
    let (message, aide) = match defaut {
        Defaut::Format(quoi) => (
            format!("{image} est {quoi} : Trame n’imprime que du PNG et du JPEG"),
            "l’ouvrir, l’enregistrer au format PNG ou JPEG, et la mettre à la place",
        ),
        Defaut::Abimee => (
            format!("{image} est abîmée ou incomplète"),
            "reprendre l’original, ou l’ouvrir et l’enregistrer de nouveau",
        ),
        Defaut::Cmjn => (
            format!("{image} est en quadrichromie (CMJN), que le PDF archivé n’accepte pas"),
            "l’enregistrer en couleurs RVB, et la mettre à la place",
        ),
        Defaut::TropGrande { largeur, hauteur } => (
            format!("{image} annonce {largeur} × {hauteur} points : c’est trop pour un rapport"),
            "la réduire à 4 000 points de large, et la mettre à la place",
        ),
    };
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(texte.lieu(citee.ligne), message) }
}
