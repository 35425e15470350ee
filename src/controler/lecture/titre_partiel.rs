//! `titre-partiel`: a title, or headers of columns and rows, that say less than the whole of a dispositif.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie, Partie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "titre-partiel",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les titres des tableaux de mouvements, le nom de leur feuille et de leur fichier, les colonnes et les lignes qui partagent un même intitulé.",
    importance: "Un tableau des seules filles, ou une prévision, se lit comme tous les autres : ses chiffres passeraient pour ceux du dispositif entier.",
    exemple: "« AEMO-R - Prévisionnel 2021 » au-dessus d’un tableau de présents, d’entrées et de sorties.",
    correction: "Sortir de donnees/ un tableau qui n’est pas celui du dispositif entier ; sinon, changer son titre.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let mot = match &anomalie.nature {
        NatureAnomalie::TitrePartiel { mot } => mot,
        NatureAnomalie::ColonnesPartielles { partie, mots, entier } => {
            return Some(des_colonnes(anomalie, *partie, mots, *entier));
        }
        _ => return None,
    };
    let mot = mots::cite(mot);
    let message = format!("le titre dit {mot}, et ce tableau est compté comme celui du dispositif entier");
    let aide = "sortir ce tableau de donnees/ s’il ne porte que sur une partie ou sur une prévision ; sinon, changer son titre";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}

/// Columns, or rows, that are parts: information when the whole stands beside them and is read.
fn des_colonnes(anomalie: &Anomalie, partie: Partie, lus: &[String], entier: bool) -> Diagnostic {
    let cites: Vec<String> = lus.iter().map(|mot| mots::cite(mot)).collect();
    let cites = mots::liste(&cites);
    let message = match (partie, entier) {
        (Partie::Inconnue, true) => "le tout est lu ; ce qui est à côté, sous le même intitulé, n’est pas utilisé".to_owned(),
        (Partie::Inconnue, false) => "plusieurs colonnes partagent un même intitulé, et rien ne dit laquelle donne le tout : elles ne sont pas lues".to_owned(),
        (Partie::Prevision, _) => format!("{cites} : une prévision n’est pas un mouvement, ces chiffres ne sont pas lus"),
        (Partie::Unite, _) => format!("{cites} : ces chiffres ne comptent pas des mesures, ils ne sont pas lus"),
        (Partie::Sexe, true) => format!("{cites} : ces chiffres ne sont qu’une partie, le total est lu à leur place"),
        (Partie::Sexe, false) => format!("{cites} : ces chiffres ne sont qu’une partie du dispositif, ils ne sont pas lus"),
    };
    let aide = match (partie, entier) {
        (_, true) => "rien à faire",
        (Partie::Prevision, false) => "ajouter à côté les chiffres réalisés, sous l’intitulé « Réalisé »",
        (Partie::Unite, false) => "ajouter à côté, sous chaque intitulé, le nombre de mesures, nommé « Mesures »",
        (Partie::Sexe, false) => {
            "ajouter à côté, sous chaque intitulé, le tout, nommé « Total » ; la répartition elle-même va dans un tableau à part"
        }
        (Partie::Inconnue, false) => "ajouter à côté, sous chaque intitulé, le tout, nommé « Total »",
    };
    let gravite = if entier { Gravite::Information } else { FICHE.gravite };
    Diagnostic { gravite, aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) }
}
