//! `hors-texte`: what a document of textes/ holds and the report does not take over, or takes over otherwise.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;
use crate::domaine::hors_texte::{Genre, HorsTexte};

const FICHE: Fiche = Fiche {
    code: "hors-texte",
    famille: Famille::Lecture,
    gravite: Gravite::Information,
    regarde: "Ce qu’un document Word ou LibreOffice de textes/ contient à côté de ses mots : graphiques et objets, images liées, modifications suivies, commentaires, texte masqué, sommaire, en-têtes, cellules fusionnées, texte barré, numéros de page.",
    importance: "Le rapport reprend les titres, les paragraphes, les listes, les tableaux et les images du document ; le reste n’y serait pas sans que personne ne le dise.",
    exemple: "Un graphique dessiné dans Word, qui n’est pas une image.",
    correction: "Relire le passage dans le rapport ; coller un graphique en image, insérer une image liée, accepter ou refuser les modifications suivies.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().flat_map(du_document).collect()
}

/// One finding for what is left out, one for what is read otherwise.
fn du_document(anomalie: &Anomalie) -> Vec<Diagnostic> {
    let NatureAnomalie::HorsTexte { genres } = &anomalie.nature else { return Vec::new() };
    let (repris, laisses): (Vec<&HorsTexte>, Vec<&HorsTexte>) = genres.iter().partition(|h| h.genre.est_repris());
    let constats = [(laisses, "le rapport n’en reprend pas"), (repris, "le rapport en reprend autrement")];
    constats.into_iter().filter(|(h, _)| !h.is_empty()).map(|(h, dit)| constat(&anomalie.span, &h, dit)).collect()
}

fn constat(document: &Span, presents: &[&HorsTexte], dit: &str) -> Diagnostic {
    let noms: Vec<String> = presents.iter().map(|h| nom(h)).collect();
    let message = format!("de ce document, {dit} : {}", mots::liste(&noms));
    let remedes: Vec<&str> = presents.iter().filter_map(|h| remede(h.genre)).collect();
    let aide = (!remedes.is_empty()).then(|| remedes.join("\n"));
    Diagnostic { aide, ..FICHE.constat(document.clone(), message) }
}

/// « 2 commentaires (le premier au paragraphe 4) ».
fn nom(hors_texte: &HorsTexte) -> String {
    let HorsTexte { genre, nombre, paragraphe } = hors_texte;
    let (un, plusieurs, premier) = match genre {
        Genre::Objet => {
            ("graphique, formule ou objet incorporé", "graphiques, formules ou objets incorporés", "premier")
        }
        Genre::ImageLiee => {
            ("image qui n’est pas dans le fichier", "images qui ne sont pas dans le fichier", "première")
        }
        Genre::Suppression => {
            ("passage supprimé en suivi des modifications", "passages supprimés en suivi des modifications", "premier")
        }
        Genre::Commentaire => ("commentaire", "commentaires", "premier"),
        Genre::Masque => ("passage masqué", "passages masqués", "premier"),
        Genre::ChampVide => ("champ que personne n’a rempli", "champs que personne n’a remplis", "premier"),
        Genre::Sommaire => return "son sommaire ou son index".to_owned(),
        Genre::EnTete => return "les mots de ses en-têtes et pieds de page".to_owned(),
        Genre::NumeroDeLegende => ("numéro de légende", "numéros de légendes", "premier"),
        Genre::Macro => return "ses macros, jamais exécutées".to_owned(),
        Genre::CellulesFusionnees => (
            "cellule fusionnée, dont seule la première case est remplie",
            "cellules fusionnées, dont seule la première case est remplie",
            "première",
        ),
        Genre::Barre => ("passage barré, imprimé sans l’être", "passages barrés, imprimés sans l’être", "premier"),
        Genre::NumeroDePage => (
            "numéro de page, qui est celui du document et non du rapport",
            "numéros de page, qui sont ceux du document et non du rapport",
            "premier",
        ),
    };
    let place = match (paragraphe, nombre) {
        (None, _) => String::new(),
        (Some(p), 1) => format!(" (au paragraphe {p})"),
        (Some(p), _) => format!(" (le {premier} au paragraphe {p})").replace("le première", "la première"),
    };
    let (nombre, mots) = if *nombre == 1 { ("1".to_owned(), un) } else { (nombre.to_string(), plusieurs) };
    format!("{nombre} {mots}{place}")
}

fn remede(genre: Genre) -> Option<&'static str> {
    match genre {
        Genre::Objet => Some(
            "pour imprimer un graphique : le copier, puis Collage spécial > Image (PNG), avec un texte de remplacement",
        ),
        Genre::ImageLiee => Some("pour imprimer une image liée : l’insérer dans le document, au lieu de la lier"),
        Genre::Suppression => {
            Some("le texte est lu comme si toutes les modifications étaient acceptées : les accepter ou les refuser")
        }
        Genre::CellulesFusionnees => {
            Some("pour remplir toutes les cases : fractionner les cellules et répéter leur contenu")
        }
        Genre::Barre => Some("effacer ce qui est barré, s’il ne doit plus se lire"),
        Genre::NumeroDePage => Some("remplacer un renvoi à une page par le titre de la partie"),
        _ => None,
    }
}
