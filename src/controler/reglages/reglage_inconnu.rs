//! `reglage-inconnu`: a key that Trame does not know.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "reglage-inconnu",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "Chaque clé de rapport.toml.",
    importance: "Une clé mal orthographiée serait ignorée sans bruit, et le réglage voulu ne s’appliquerait pas.",
    exemple: "jour_de_sorties au lieu de jour_de_sortie.",
    correction: "Corriger l’orthographe de la clé, ou retirer la ligne.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::ReglageInconnu { cle, proche } = &anomalie.nature else { return None };
    let message = format!("le réglage « {cle} » n’existe pas");
    let aide = match proche {
        Some(proche) => format!("écrire « {proche} », si c’est bien lui, ou retirer la ligne"),
        None => "retirer la ligne, ou vérifier sous quel titre entre crochets elle doit se trouver".to_owned(),
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
