//! `separateur-incertain`: two separators cut the file equally well.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "separateur-incertain",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Le signe qui sépare les colonnes d’un fichier texte : point-virgule, virgule, tabulation ou barre.",
    importance: "Coupé au mauvais endroit, un tableau perd des colonnes ou en invente.",
    exemple: "« Dispositif;Entrées,Sorties » : le point-virgule et la virgule reconnaissent autant d’en-têtes l’un que l’autre.",
    correction: "N’employer qu’un seul séparateur dans le fichier, de préférence le point-virgule.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::SeparateurIncertain { choisi, autre } = &anomalie.nature else { return None };
    let message = format!(
        "{choisi} ou {autre} : les deux séparateurs conviennent autant à ce fichier, il est lu avec le premier"
    );
    let aide =
        "ouvrir le fichier dans le tableur et l’enregistrer de nouveau au format « CSV (séparateur : point-virgule) »"
            .to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
