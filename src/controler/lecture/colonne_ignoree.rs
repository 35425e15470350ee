//! `colonne-ignoree`: an unknown column.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::citable;
use crate::controler::{correspondance, mots};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "colonne-ignoree",
    famille: Famille::Lecture,
    gravite: Gravite::Avertissement,
    regarde: "Les colonnes et les lignes dont l’intitulé n’est pas connu.",
    importance: "Elles ne gênent pas, mais un intitulé mal orthographié cacherait des chiffres utiles.",
    exemple: "Une colonne « Observations ».",
    correction: "Rien à faire si la colonne est étrangère au rapport ; sinon corriger son intitulé.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(|anomalie| constat(dossier, anomalie)).collect()
}

fn constat(dossier: &Dossier, anomalie: &Anomalie) -> Option<Diagnostic> {
    let (quoi, intitule, proche) = match &anomalie.nature {
        NatureAnomalie::PrecisionInconnue { libelle } => return Some(precision_inconnue(libelle, anomalie)),
        NatureAnomalie::TotauxNonVerifies { limite } => return Some(totaux_non_verifies(*limite, anomalie)),
        NatureAnomalie::TropDeMots { entete } => return Some(trop_de_mots(entete, anomalie)),
        NatureAnomalie::ColonneIgnoree { entete, proche } => ("cette colonne", entete, proche),
        NatureAnomalie::LigneIgnoree { libelle, proche } => ("cette ligne", libelle, proche),
        _ => return None,
    };
    let cite = citable(dossier, &anomalie.span) && !intitule.is_empty();
    let message = match (cite, quoi) {
        (true, _) => format!("{} n’est pas utilisé", mots::cite(intitule)),
        (false, "cette colonne") if intitule.is_empty() => {
            "cette colonne n’a pas d’intitulé, ses chiffres ne sont pas utilisés".to_owned()
        }
        (false, _) => format!("{quoi} n’est pas utilisée"),
    };
    let aide = match (mots::mois_proche(intitule), proche) {
        (Some(mois), _) => format!("écrire « {mois} », si c’est bien lui ; sinon, rien à faire"),
        (None, Some(cle)) => format!(
            "rien à faire si elle est étrangère au rapport ; si c’est {cle}, {}",
            correspondance::lignes(dossier, if cite { intitule } else { correspondance::A_COMPLETER }, cle)
        ),
        (None, None) if intitule.is_empty() => {
            "rien à faire si elle est étrangère au rapport ; sinon, lui donner un intitulé connu".to_owned()
        }
        (None, None) => "rien à faire si elle est étrangère au rapport ; sinon, corriger son intitulé".to_owned(),
    };
    let constat = FICHE.constat(anomalie.span.clone(), message);
    Some(Diagnostic { aide: Some(aide), gravite: Gravite::Information, ..constat })
}

/// « Journées | facturées » counts something else than « Journées ».
fn precision_inconnue(libelle: &str, anomalie: &Anomalie) -> Diagnostic {
    let libelle = mots::cite(libelle);
    let message = format!("le mot à côté de {libelle} n’est pas connu, cette ligne n’est pas utilisée");
    let aide = format!(
        "rien à faire si ce mot fait de {libelle} autre chose (« Journées facturées », par exemple) ; sinon, l’effacer, ou écrire en une seule cellule un intitulé connu (« Journées réalisées »)"
    );
    Diagnostic { aide: Some(aide), gravite: Gravite::Information, ..FICHE.constat(anomalie.span.clone(), message) }
}

/// Totals are checked one by one against the same figures.
fn totaux_non_verifies(limite: usize, anomalie: &Anomalie) -> Diagnostic {
    let message = format!(
        "plus de {limite} totaux des mêmes chiffres : à partir d’ici, ceux de ce tableau ne sont pas tous vérifiés"
    );
    let aide = "supprimer les totaux répétés ; les chiffres du détail, eux, sont lus et vérifiés".to_owned();
    Diagnostic { aide: Some(aide), gravite: Gravite::Information, ..FICHE.constat(anomalie.span.clone(), message) }
}

/// A choice between tens of thousands of words is none.
fn trop_de_mots(entete: &str, anomalie: &Anomalie) -> Diagnostic {
    let message =
        format!("colonne {} : plus de 65\u{202f}534 mots différents, elle n’est pas comptée", mots::cite(entete));
    let aide = "vérifier que cette colonne contient bien un mot pris dans une courte liste (un territoire, un motif…), et non un identifiant ou un texte libre".to_owned();
    Diagnostic { aide: Some(aide), gravite: Gravite::Avertissement, ..FICHE.constat(anomalie.span.clone(), message) }
}
