//! `formule-sans-valeur`: a formula whose result the file does not hold.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "formule-sans-valeur",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les cellules à formule dont le fichier ne contient pas le résultat.",
    importance: "Trame ne recalcule jamais une formule : sans résultat enregistré, le chiffre n’est nulle part.",
    exemple: "Un classeur écrit par un logiciel, jamais ouvert dans un tableur.",
    correction: "Ouvrir le classeur dans le tableur et l’enregistrer.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    if anomalie.nature != NatureAnomalie::FormuleSansValeur {
        return None;
    }
    let message = "la formule n’a pas de résultat enregistré";
    let aide = "ouvrir le classeur dans le tableur, vérifier la cellule, et enregistrer";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}
