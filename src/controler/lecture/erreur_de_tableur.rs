//! `erreur-de-tableur`: `#REF!` and its kin.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "erreur-de-tableur",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les cellules où le tableur affiche une erreur de formule.",
    importance: "Le chiffre est perdu : ni zéro, ni manquant, il reste à retrouver.",
    exemple: "#REF! dans la cellule E5 après la suppression d’une colonne.",
    correction: "Réparer la formule dans le tableur, ou écrire le chiffre à sa place, puis enregistrer de nouveau.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ErreurDeTableur { lu } = &anomalie.nature else { return None };
    let (message, aide) = match lu.chars().all(|c| c == '#') {
        true => (
            format!(
                "la cellule contient {} : la colonne était trop étroite, le chiffre n’a pas été enregistré",
                mots::cite(lu)
            ),
            "élargir la colonne dans le tableur, puis enregistrer de nouveau le fichier",
        ),
        false => (
            format!("la cellule contient {} : sa formule est cassée", mots::cite(lu)),
            "réparer la formule dans le tableur, ou écrire le chiffre à sa place, puis enregistrer de nouveau le fichier",
        ),
    };
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
