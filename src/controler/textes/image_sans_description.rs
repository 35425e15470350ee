//! `image-sans-description`: a picture of a text that no words stand for.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Texte, Textes};
use crate::domaine::image;
use crate::domaine::texte::ImageCitee;

const FICHE: Fiche = Fiche {
    code: "image-sans-description",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "La description de chaque image des textes (son texte de remplacement).",
    importance: "Le rapport est accessible à qui ne voit pas : une image sans description n’y est pas imprimée.",
    exemple: "« ![](images/visite.jpg) ».",
    correction: "Dire en une phrase ce que l’image montre : ![Le jardin en mai](images/visite.jpg) ; dans Word, clic droit sur l’image > Texte de remplacement.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Textes(constats) };

fn constats(_: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    Texte::images_citees(textes).filter(|(_, i)| !image::decrit(&i.description)).map(|(t, i)| constat(t, i)).collect()
}

fn constat(texte: &Texte, image: &ImageCitee) -> Diagnostic {
    let nom = image.chemin.rsplit('/').next().unwrap_or(&image.chemin);
    let quoi = match image.description.trim() {
        "" => "n’a pas de description".to_owned(),
        dit => format!("a pour description {}, qui ne dit pas ce qu’elle montre", mots::cite(dit)),
    };
    let message = format!("l’image {} {quoi} : elle n’est pas imprimée", mots::cite(nom));
    let aide = match texte.paragraphes.is_empty() {
        true => "dire entre les crochets ce que l’image montre : ![ce que l’on voit](images/…)",
        false => {
            "dans Word, clic droit sur l’image > Afficher le texte de remplacement, et dire ce qu’elle montre ; dans LibreOffice, clic droit > Propriétés > Options"
        }
    };
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(texte.lieu(image.ligne), message) }
}
