//! `lignes-masquees`: hidden rows and columns that hold something.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Address, Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "lignes-masquees",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les lignes et les colonnes masquées des feuilles lues, à la main ou par un filtre.",
    importance: "Une ligne masquée ne se voit pas dans le tableur, et Trame la compte : le total paraît faux à qui regarde l’écran.",
    exemple: "Un filtre laissé sur la colonne « Dispositif » masque la moitié des lignes.",
    correction: "Effacer le filtre ou afficher les lignes, vérifier leurs chiffres ; supprimer celles qui ne doivent pas compter.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let numeros = match &anomalie.nature {
        NatureAnomalie::LignesMasquees { numeros } => numeros,
        NatureAnomalie::ColonnesMasquees { colonnes } => return Some(des_colonnes(anomalie, colonnes)),
        _ => return None,
    };
    let premieres: Vec<String> = numeros.iter().take(5).map(u32::to_string).collect();
    let suite = if numeros.len() > premieres.len() { "…" } else { "" };
    let message = match premieres.as_slice() {
        [seule] if suite.is_empty() => format!("la ligne {seule} est masquée, et elle est lue comme les autres"),
        _ => format!(
            "{} lignes sont masquées (lignes {}{suite}), et elles sont lues comme les autres",
            numeros.len(),
            premieres.join(", ")
        ),
    };
    let aide = "effacer le filtre, ou sélectionner les lignes autour > clic droit > Afficher ; supprimer celles qui ne doivent pas compter";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) })
}

fn des_colonnes(anomalie: &Anomalie, colonnes: &[u32]) -> Diagnostic {
    let lettres = |colonne: &u32| {
        let adresse = Address { column: *colonne, row: 0 }.to_string();
        adresse.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
    };
    let premieres: Vec<String> = colonnes.iter().take(5).map(lettres).collect();
    let suite = if colonnes.len() > premieres.len() { "…" } else { "" };
    let message = match premieres.as_slice() {
        [seule] => format!("la colonne {seule} est masquée, et elle est lue comme les autres"),
        _ => format!(
            "{} colonnes sont masquées (colonnes {}{suite}), et elles sont lues comme les autres",
            colonnes.len(),
            premieres.join(", ")
        ),
    };
    let aide = "sélectionner les colonnes autour > clic droit > Afficher ; supprimer celles qui ne doivent pas compter";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(anomalie.span.clone(), message) }
}
