//! Where the year will end, from the months known: a central projection by a named method, a range over three of them,
//! and what remains to be done each month. Nothing is capped.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Part, Sujet};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::PrevisionPar;

const COMPLET: &str = "exercice complet";
const ID: &str = "atterrissage";
const PRESENTS_ID: &str = "atterrissage_presents";
const PREVISION_ID: &str = "atterrissage_prevision";

const fn calcul(
    (id, libelle, definition): (&'static str, &'static str, &'static str),
    unite: Unite,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let source = "calcul dérivé : projection des mois connus, sans valeur réglementaire";
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) const CENTRAL: Calcul = calcul(
    (
        ID,
        "Atterrissage",
        "journées réalisées des mois connus + journées théoriques des mois restants × taux des mois connus (méthode du taux constant) ; par jours d’ouverture quand les journées théoriques sont inconnues",
    ),
    Unite::Journees,
    |c| en_cours(c, || if par_les_parts(c) { projetee(c, ID) } else { au_taux_constant(c) }),
);

pub(super) const PRESENTS: Calcul = calcul(
    (
        PRESENTS_ID,
        "Atterrissage, présents inchangés",
        "journées réalisées des mois connus + présents à la fin du dernier × jours d’ouverture des mois restants",
    ),
    Unite::Journees,
    |c| {
        en_cours(c, || match &c.sujet {
            Sujet::Dispositif(_) => aux_presents(c),
            _ => projetee(c, PRESENTS_ID),
        })
    },
);

pub(super) const PREVISION: Calcul = calcul(
    (
        PREVISION_ID,
        "Atterrissage, mois restants conformes à la prévision",
        "journées réalisées des mois connus + journées prévisionnelles des mois restants",
    ),
    Unite::Journees,
    |c| {
        en_cours(c, || {
            let prevues = restants(c, |mois| c.perimetre.mensuel("journees_previsionnelles", mois));
            plus(&c.perimetre.annuel("journees_realisees"), &prevues.dite("prévision des mois restants"))
        })
    },
);

pub(super) const MIN: Calcul = calcul(
    (
        "atterrissage_min",
        "Atterrissage, au moins",
        "la plus basse des projections connues : taux constant, présents inchangés, prévision des mois restants",
    ),
    Unite::Journees,
    |c| en_cours(c, || extreme(c, "la plus basse des projections connues", Exact::min)),
);

pub(super) const MAX: Calcul = calcul(
    (
        "atterrissage_max",
        "Atterrissage, au plus",
        "la plus haute des projections connues : taux constant, présents inchangés, prévision des mois restants",
    ),
    Unite::Journees,
    |c| en_cours(c, || extreme(c, "la plus haute des projections connues", Exact::max)),
);

pub(super) const TAUX: Calcul = calcul(
    ("taux_d_atterrissage", "Taux d’atterrissage", "atterrissage ÷ journées prévisionnelles de l’année"),
    Unite::Taux,
    |c| {
        en_cours(c, || {
            let prevues = c.perimetre.annuel("journees_previsionnelles_annee");
            c.perimetre.annuel(ID).sur(&prevues, "aucune journée prévue : un taux serait sans dénominateur")
        })
    },
);

pub(super) const PAR_MOIS: Calcul = calcul(
    (
        "journees_par_mois_a_realiser",
        "Journées à réaliser par mois restant",
        "(journées prévisionnelles de l’année − journées réalisées des mois connus) ÷ nombre de mois restants ; zéro quand la prévision est déjà atteinte",
    ),
    Unite::Journees,
    |c| {
        en_cours(c, || {
            let prevues = c.perimetre.annuel("journees_previsionnelles_annee");
            let reste = prevues.exces_sur(&c.perimetre.annuel("journees_realisees")).dite("journées à réaliser");
            let mois: Exact = c.mois_restants().map(|_| Exact::from(1_u32)).sum();
            reste.sur(&Valeur::convenue(mois, "mois restants"), COMPLET)
        })
    },
);

fn en_cours(c: &Contexte<'_>, valeur: impl FnOnce() -> Valeur) -> Valeur {
    if c.complet() { Valeur::manquante(COMPLET) } else { valeur() }
}

fn plus(a: &Valeur, b: &Valeur) -> Valeur {
    Valeur::somme([a, b])
}

fn restants(c: &Contexte<'_>, valeur: impl FnMut(Mois) -> Valeur) -> Valeur {
    let valeurs: Vec<Valeur> = c.mois_restants().map(valeur).collect();
    Valeur::somme(&valeurs)
}

/// A sum projects each part; but the service, on the places that it alone declares.
fn par_les_parts(c: &Contexte<'_>) -> bool {
    let ignorees = |part: &Part<'_>| !part.invitee() && part.perimetre.annuel("journees_theoriques").exact().is_none();
    match &c.sujet {
        Sujet::Dispositif(_) => false,
        Sujet::Groupe(_) => true,
        Sujet::Service(parts) => c.reglages().capacites.is_empty() || !parts.iter().any(ignorees),
    }
}

/// The sum of the parts' projections; none when a part is still to open in the year.
fn projetee(c: &Contexte<'_>, id: &'static str) -> Valeur {
    let fin = c.exercice().decembre().dernier_jour();
    let a_ouvrir = |part: &&Part<'_>| {
        let ouverture = part.tableau.dispositif.ouverture();
        c.pas_encore_ouvert(part.tableau) && ouverture.is_some_and(|jour| jour <= fin)
    };
    match c.parts().iter().find(a_ouvrir) {
        Some(part) => {
            let code = &part.perimetre.code;
            Valeur::manquante(format!("{code} n’est pas encore ouvert : ses journées ne se projettent pas"))
        }
        None => c.somme_des_parts_ouvertes(|part| part.annuel(id)),
    }
}

fn au_taux_constant(c: &Contexte<'_>) -> Valeur {
    let realisees = c.perimetre.annuel("journees_realisees");
    let theoriques = c.perimetre.annuel("journees_theoriques");
    let a_venir = restants(c, |mois| c.theoriques(mois, PrevisionPar::Jours));
    let connues = theoriques.exact().is_some() && a_venir.exact().is_some();
    let (passe, avenir, mots) = if connues {
        (theoriques, a_venir, "journées théoriques des mois restants")
    } else {
        let jours = restants(c, |mois| c.perimetre.mensuel("jours_d_ouverture", mois));
        (c.perimetre.annuel("jours_d_ouverture"), jours, "jours d’ouverture des mois restants")
    };
    let taux = realisees.sur(&passe, "aucun jour d’ouverture dans les mois connus").dite("taux des mois connus");
    plus(&realisees, &avenir.dite(mots).fois(&taux))
}

/// The months when a dispositif is closed count for nothing.
fn aux_presents(c: &Contexte<'_>) -> Valeur {
    let Sujet::Dispositif(tableau) = &c.sujet else { return Valeur::sans_objet() };
    let jours = restants(c, |mois| match tableau.ferme(mois) {
        true => Valeur::convenue(Exact::ZERO, "aucune place ce mois-là"),
        false => c.perimetre.mensuel("jours_d_ouverture", mois),
    });
    let jours = jours.dite("jours d’ouverture des mois restants");
    plus(&c.perimetre.annuel("journees_realisees"), &c.perimetre.annuel("presents_fin").fois(&jours))
}

fn extreme(c: &Contexte<'_>, regle: &'static str, choix: fn(Exact, Exact) -> Exact) -> Valeur {
    let methodes = [ID, PRESENTS_ID, PREVISION_ID].map(|id| c.perimetre.annuel(id));
    let connues: Vec<Valeur> = methodes.iter().filter(|valeur| valeur.exact().is_some()).cloned().collect();
    if connues.is_empty() {
        let [centrale, ..] = methodes;
        return centrale;
    }
    Valeur::regle(regle, connues, |nombres| {
        nombres.iter().copied().reduce(choix).ok_or_else(|| "aucune projection".to_owned())
    })
}
