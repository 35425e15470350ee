//! `rapport-illisible`: rapport.toml is not TOML.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "rapport-illisible",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "Que rapport.toml s’écrit dans la forme attendue (« clé = valeur », textes entre guillemets droits).",
    importance: "Une faute de forme empêche de lire tout ce qui suit.",
    exemple: "ligne 4 : nom = ACESM, sans guillemets.",
    correction: "Corriger la ligne indiquée : les textes se mettent entre guillemets droits, les dates s’écrivent 2021-04-01.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::RapportIllisible { attendu } = &anomalie.nature else { return None };
    let message = format!("rapport.toml ne se lit pas à partir d’ici, il faut {attendu}");
    let aide = "corriger cette ligne : les textes se mettent entre guillemets droits, les dates s’écrivent 2021-04-01, les titres entre crochets".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
