//! `classeur-protege`: a workbook that opens with a password.

use super::classeur_illisible::renomme;
use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "classeur-protege",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les classeurs de donnees/ qu’un mot de passe ferme.",
    importance: "Sans le mot de passe, aucun chiffre n’en est lu ; Trame ne le demande jamais.",
    exemple: "Un fichier Excel qui demande un mot de passe à l’ouverture.",
    correction: "Dans Excel : Fichier > Informations > Protéger le classeur > Chiffrer avec mot de passe, vider le mot de passe, enregistrer.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ClasseurProtege { vraie } = anomalie.nature else { return None };
    let message = "le classeur est protégé par un mot de passe : rien n’en est lu";
    let aide = "dans Excel : Fichier > Informations > Protéger le classeur > Chiffrer avec mot de passe, vider le mot de passe, puis enregistrer ; dans LibreOffice : Fichier > Enregistrer sous, sans cocher « Enregistrer avec mot de passe »";
    Some(Diagnostic { aide: Some(renomme(vraie, aide)), ..FICHE.constat(anomalie.span.clone(), message) })
}
