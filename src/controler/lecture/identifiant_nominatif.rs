//! `identifiant-nominatif`: identifiers that look like names.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "identifiant-nominatif",
    famille: Famille::Lecture,
    gravite: Gravite::Erreur,
    regarde: "Les valeurs des colonnes d’identifiants (id, jeune, famille, referent), sans jamais les citer.",
    importance: "Un nom à la place d’un identifiant ferait sortir une identité du service.",
    exemple: "Une colonne « jeune » remplie de noms et de prénoms.",
    correction: "Remplacer dans le fichier chaque nom par un code (J-001, J-002…), toujours le même pour la même personne, et garder la table de correspondance hors du dossier.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::IdentifiantNominatif { entete } = &anomalie.nature else { return None };
    let message = format!("les valeurs de la colonne {} ressemblent à des noms de personnes", mots::cite(entete));
    let aide = "remplacer dans le fichier chaque nom par un code (J-001, J-002…), toujours le même pour la même personne, et garder la table de correspondance hors du dossier".to_owned();
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(anomalie.span.clone(), message) })
}
