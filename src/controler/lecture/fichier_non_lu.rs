//! `fichier-non-lu`: a table that stands where Trame does not read.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, RaisonDEcart};

const FICHE: Fiche = Fiche {
    code: "fichier-non-lu",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les tableaux qui ne se trouvent pas dans donnees/ : à côté de rapport.toml, dans un dossier « données » avec un accent, derrière un raccourci ; dans textes/, ce qui n’est pas un texte (information) ; ce qu’un autre programme empêche de lire (erreur).",
    importance: "Trame ne lit que donnees/ : un tableau posé ailleurs n’entre dans aucun chiffre, sans que rien ne le montre.",
    exemple: "aemo-r.csv à côté de rapport.toml, au lieu de donnees/aemo-r.csv.",
    correction: "Déplacer le fichier dans donnees/ (sans accent), ou hors du dossier s’il n’a rien à y faire.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::FichierNonLu { raison } = &anomalie.nature else { return None };
    let dans_textes = *raison == RaisonDEcart::MalRange && anomalie.span.file.starts_with("textes/");
    let (message, aide) = match raison {
        RaisonDEcart::Occupe => (
            "ce fichier est ouvert dans Excel ou dans un autre programme, qui empêche de le lire : rien n’en est compté",
            "fermer le fichier dans l’autre programme",
        ),
        RaisonDEcart::Interdit => (
            "le système refuse l’accès à ce fichier : rien n’en est compté",
            "demander à la personne qui l’a créé, ou à l’informatique, le droit de le lire",
        ),
        RaisonDEcart::MalRange if dans_textes => parmi_les_textes(&anomalie.span.file),
        RaisonDEcart::MalRange => (
            "ce fichier n’est pas dans donnees/ : il n’est pas lu, ses chiffres ne sont pas comptés",
            "le déplacer dans le dossier donnees (sans accent), ou le retirer du dossier",
        ),
        RaisonDEcart::Lien => (
            "c’est un raccourci vers un autre endroit : Trame ne le suit pas, rien n’en est lu",
            "remplacer le raccourci par le fichier ou le dossier lui-même, ou le retirer",
        ),
        RaisonDEcart::TropGrand(_) => return None,
    };
    // what may come back at any moment is no table that nobody counts: no figure stands without it
    let gravite = match raison {
        RaisonDEcart::Occupe | RaisonDEcart::Interdit => Gravite::Erreur,
        RaisonDEcart::MalRange if dans_textes => Gravite::Information,
        _ => FICHE.gravite,
    };
    Some(Diagnostic { gravite, aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// What is no text, among the texts.
fn parmi_les_textes(fichier: &str) -> (&'static str, &'static str) {
    const TABLEAUX: [&str; 7] = ["csv", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods"];
    const IMAGES: [&str; 9] = ["jpg", "jpeg", "png", "gif", "svg", "webp", "heic", "bmp", "tiff"];
    let extension = fichier.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    match extension.as_str() {
        tableau if TABLEAUX.contains(&tableau) => (
            "ce tableau est dans textes/ : il n’est pas lu, ses chiffres ne sont pas comptés",
            "le déplacer dans donnees/ si ses chiffres comptent, ou le retirer ; un tableau à imprimer se colle dans un texte",
        ),
        image if IMAGES.contains(&image) => (
            "cette image est dans textes/ : elle n’est pas imprimée",
            "la déplacer dans images/, puis l’insérer dans un texte par ![ce qu’elle montre](images/nom de l’image)",
        ),
        _ => (
            "ce fichier de textes/ n’est pas un texte que Trame sait lire : il n’est pas imprimé",
            "l’enregistrer en .md, .docx ou .odt si c’est une section du rapport, sinon le retirer",
        ),
    }
}
