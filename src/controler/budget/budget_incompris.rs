//! `budget-incompris`: a row, a column or a table of budget that does not say all that it takes to count it.

use crate::controler::controle::{Controle, Regarde};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::anomalie::{Anomalie, ManqueDUnBudget, NatureAnomalie};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Dossier;

const FICHE: Fiche = Fiche {
    code: "budget-incompris",
    famille: Famille::Budget,
    gravite: Gravite::Erreur,
    regarde: "Les tableaux de budget : à quel groupe chaque ligne appartient, de quel côté (charges ou produits), dans quelle colonne est le budget autorisé, en quelle unité et de quel exercice. Une erreur pour un chiffre seul entre parenthèses, montant négatif ou appel de note, une information pour un budget primitif ou prévu lu à la place du budget autorisé, un avertissement pour le reste.",
    importance: "Un montant dont on ne sait pas ce qu’il compte n’entre dans aucun total : le résultat de l’exercice serait faux.",
    exemple: "Deux colonnes de budget autorisé, avant et après décision modificative, avec des montants différents.",
    correction: "Écrire ce qui manque dans l’intitulé de la ligne ou de la colonne, comme le message le propose.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Lecture(constats) };

fn constats(dossier: &Dossier) -> Vec<Diagnostic> {
    dossier.anomalies.iter().filter_map(constat).collect()
}

fn constat(anomalie: &Anomalie) -> Option<Diagnostic> {
    let NatureAnomalie::BudgetIncompris { manque } = &anomalie.nature else { return None };
    let (message, aide) = mots(*manque);
    let gravite = match manque {
        ManqueDUnBudget::Parentheses => Gravite::Erreur,
        ManqueDUnBudget::Primitif => Gravite::Information,
        _ => Gravite::Avertissement,
    };
    Some(Diagnostic { aide: Some(aide.to_owned()), gravite, ..FICHE.constat(anomalie.span.clone(), message) })
}

/// What is wrong, and what to do.
fn mots(manque: ManqueDUnBudget) -> (String, &'static str) {
    let (message, aide) = match manque {
        ManqueDUnBudget::Groupe => (
            "rien ne dit à quel groupe cette ligne appartient : elle n’est pas comptée",
            "écrire « Groupe I », « Groupe II » ou « Groupe III » sur la ligne, ou la placer sous l’intitulé de son groupe ; si le tableau est par compte, écrire le numéro du compte devant",
        ),
        ManqueDUnBudget::Sens => (
            "rien ne dit si cette ligne est une charge ou un produit : elle n’est pas comptée",
            "écrire « Charges » ou « Produits » sur la ligne, dans une colonne « sens », ou au-dessus du tableau",
        ),
        ManqueDUnBudget::SensContradictoire => (
            "cette ligne est une charge selon un intitulé et un produit selon un autre : elle n’est pas comptée",
            "vérifier le titre au-dessus de la ligne et son intitulé, et garder le même mot, « charges » ou « produits »",
        ),
        ManqueDUnBudget::Exercice { annee } => {
            return (
                format!("ce budget est de {annee} : il n’est pas retenu"),
                "rien si c’est voulu ; sinon corriger l’année dans les en-têtes, le titre, le nom de la feuille ou celui du fichier",
            );
        }
        ManqueDUnBudget::Colonne { colonne } => {
            return (
                format!(
                    "deux colonnes donnent des montants différents pour le {} : aucune n’est retenue",
                    colonne.libelle()
                ),
                "garder un seul intitulé connu : « Budget après DM » pour le dernier budget exécutoire, « Réalisé » pour le compte arrêté ; donner aux autres colonnes un autre nom",
            );
        }
        ManqueDUnBudget::DecisionModificative => (
            "cette décision modificative est à côté du budget, et rien ne dit s’il la comprend déjà : le budget autorisé n’est pas retenu",
            "ajouter une colonne « Budget après DM » avec le dernier budget exécutoire",
        ),
        ManqueDUnBudget::Primitif => (
            "cette colonne est lue comme le budget autorisé, faute d’une autre",
            "rien si l’autorité de tarification l’a arrêtée telle quelle et si aucune décision modificative n’a suivi ; sinon ajouter une colonne « Budget autorisé » ou « Budget après DM »",
        ),
        ManqueDUnBudget::Milliers => (
            "ce budget est en milliers d’euros : il n’est pas retenu, car ses montants ne sont pas exacts au centime",
            "déposer le tableau en euros",
        ),
        ManqueDUnBudget::Parentheses => (
            "ces parenthèses entourent un ou deux chiffres : c’est un montant négatif ou un appel de note, rien ne le dit",
            "écrire le montant sans parenthèses, précédé de « - » s’il est négatif ; mettre un appel de note dans l’intitulé de la ligne",
        ),
        ManqueDUnBudget::Reprise => (
            "rien ne dit si ce résultat repris est un excédent ou un déficit : il n’est pas compté",
            "écrire « Reprise d’excédent » ou « Reprise de déficit »",
        ),
    };
    (message.to_owned(), aide)
}
