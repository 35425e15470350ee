//! What was planned: declared for the year, for each month, or as a share of the théorique.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Part, Sujet};
use crate::diagnostic::Spanned;
use crate::domaine::capacite::{jours_d_ouverture, jours_d_ouverture_de_l_annee};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Perimetre, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Prevision, PrevisionPar};
use crate::domaine::tableau::Tableau;
use crate::domaine::unites::{Journees, Taux};

const ID: &str = "journees_previsionnelles";
const ID_DE_L_ANNEE: &str = "journees_previsionnelles_annee";

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: ID,
        libelle: "Journées prévisionnelles",
        libelle_en_hebergement: None,
        definition: "journées prévues pour la période ; un chiffre annuel est partagé entre les mois sans reste, par jours ou par douzièmes",
        unite: Unite::Journees,
        source: "budget retenu, tel que déclaré dans rapport.toml ou dans un tableau annuel",
    },
    mensuel: Some(mensuel),
    annuel,
};

fn declaree<'a>(c: &Contexte<'a>) -> Option<&'a Spanned<Prevision>> {
    c.activite()?.previsionnelles.as_ref()
}

fn mensuel(c: &Contexte<'_>, mois: Mois) -> Valeur {
    let Some(prevision) = declaree(c) else {
        return match &c.sujet {
            Sujet::Dispositif(tableau) => du_tableau(c, tableau, mois),
            _ => somme(c, mois <= c.controle.jusqu_a(), |part| part.mensuel(ID, mois)),
        };
    };
    du_mois(c, prevision, mois)
}

/// What a forecast gives to a month.
pub(in crate::calculer) fn du_mois(c: &Contexte<'_>, prevision: &Spanned<Prevision>, mois: Mois) -> Valeur {
    match &prevision.value {
        Prevision::Mensuelle(douze) => Valeur::lue(douze[mois.rang()].0, &prevision.span),
        Prevision::Annuelle(Journees(annee)) => {
            Valeur::lue(*annee, &prevision.span).dite("prévision de l’année").fois(&part(c, mois))
        }
        Prevision::TauxCible(Taux(taux)) => {
            let visees = c.theoriques(mois, c.comptage().prevision_par).dite("journées théoriques du mois");
            visees.fois(&Valeur::lue(*taux, &prevision.span).dite("taux cible"))
        }
    }
}

/// The row of the table, months to come included; a month without its cell is named when others have theirs.
fn du_tableau(c: &Contexte<'_>, tableau: &Tableau<'_>, mois: Mois) -> Valeur {
    let a_venir = tableau.cellule(Grandeur::JourneesPrevisionnelles, mois).filter(|_| mois > c.controle.jusqu_a());
    if let Some((nombre, cellule)) = a_venir.and_then(|cellule| Some((cellule.saisie.nombre()?, cellule))) {
        return Valeur::lue(nombre, &cellule.span);
    }
    let valeur = c.releve(ID, Grandeur::JourneesPrevisionnelles, mois);
    let connue = valeur.exact().is_some() || a_une_ligne(c, tableau);
    if connue { valeur } else { Valeur::manquante("aucune prévision déclarée") }
}

/// The sum of the parts; a guest that plans nothing is left out, and so is, until now, what is not open yet.
fn somme(c: &Contexte<'_>, jusqu_ici: bool, valeur: impl Fn(&Perimetre) -> Valeur) -> Valeur {
    let retenue = |part: &Part<'_>| {
        let ouverte = !(jusqu_ici && c.pas_encore_ouvert(part.tableau));
        ouverte && (!part.invitee() || prevoit(c, part))
    };
    c.somme_de(retenue, |part| valeur(part.perimetre))
}

/// The share of the year that a month takes: its opening days, or a twelfth.
fn part(c: &Contexte<'_>, mois: Mois) -> Valeur {
    let comptage = c.comptage();
    let douzieme = || {
        let douze = Valeur::convenue(Exact::from(12_u32), "mois de l’année");
        Valeur::convenue(Exact::from(1_u32), "ce mois").sur(&douze, "").dite("part du mois")
    };
    match comptage.prevision_par {
        PrevisionPar::Douziemes => douzieme(),
        PrevisionPar::Jours => {
            let annee = jours_d_ouverture_de_l_annee(&comptage.jours_ouverture, c.exercice());
            let ceux_du_mois = jours_d_ouverture(&comptage.jours_ouverture, c.exercice(), mois);
            if annee == Exact::ZERO {
                return douzieme();
            }
            let annee = Valeur::convenue(annee, "jours d’ouverture de l’année");
            Valeur::convenue(ceux_du_mois, "jours d’ouverture du mois").sur(&annee, "").dite("part du mois")
        }
    }
}

fn annuel(c: &Contexte<'_>) -> Valeur {
    match (declaree(c), &c.sujet) {
        (None, Sujet::Groupe(_) | Sujet::Service(_)) => somme(c, true, |part| part.annuel(ID)),
        (Some(Spanned { value: Prevision::Annuelle(Journees(annee)), span }), _) if c.complet() => {
            Valeur::lue(*annee, span)
        }
        _ => c.cumul(ID),
    }
}

pub(super) const DE_L_ANNEE: Calcul = Calcul {
    indicateur: Indicateur {
        id: ID_DE_L_ANNEE,
        libelle: "Journées prévisionnelles de l’année",
        libelle_en_hebergement: None,
        definition: "journées prévues pour les douze mois, même quand l’exercice est en cours",
        unite: Unite::Journees,
        source: "budget retenu, tel que déclaré dans rapport.toml ou dans un tableau",
    },
    mensuel: None,
    annuel: |c| match (declaree(c), &c.sujet) {
        (Some(Spanned { value: Prevision::Annuelle(Journees(annee)), span }), _) => Valeur::lue(*annee, span),
        (None, Sujet::Groupe(_) | Sujet::Service(_)) => somme(c, false, |part| match part.annuel(ID_DE_L_ANNEE) {
            connue @ Valeur { nombre: Ok(_), .. } => connue,
            _ => douze_mois(c, part),
        }),
        _ => douze_mois(c, &c.perimetre),
    },
};

fn douze_mois(c: &Contexte<'_>, perimetre: &Perimetre) -> Valeur {
    let mois: Vec<Valeur> = c.exercice().mois().map(|mois| perimetre.mensuel(ID, mois)).collect();
    Valeur::somme(&mois)
}

/// True when a part says what it plans, in rapport.toml or in its table.
pub(in crate::calculer) fn prevoit(c: &Contexte<'_>, part: &Part<'_>) -> bool {
    le_dispositif_prevoit(c, part.tableau)
}

/// True when a dispositif says what it plans.
pub(in crate::calculer) fn le_dispositif_prevoit(c: &Contexte<'_>, tableau: &Tableau<'_>) -> bool {
    tableau.dispositif.activite.previsionnelles.is_some() || a_une_ligne(c, tableau)
}

fn a_une_ligne(c: &Contexte<'_>, tableau: &Tableau<'_>) -> bool {
    c.exercice().mois().any(|mois| tableau.cellule(Grandeur::JourneesPrevisionnelles, mois).is_some())
}

/// True when a sum plans days of its own, whatever its parts plan.
pub(in crate::calculer) fn propres(c: &Contexte<'_>) -> bool {
    declaree(c).is_some()
}
