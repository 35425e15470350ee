//! Staff: persons and full-time equivalents, days of absence, trainings.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::personnel::AbsenceDuPersonnel;
use chrono::Datelike;

const fn calcul(
    (id, libelle, unite): (&'static str, &'static str, Unite),
    definition: &'static str,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let source = "tableaux du personnel du service, usage professionnel";
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source };
    Calcul { indicateur, mensuel: None, annuel }
}

fn dont(c: &Contexte<'_>, motif: &str) -> Valeur {
    c.jours_du_personnel(|a: &AbsenceDuPersonnel| a.motif == motif)
}

/// Days of arrêt over full-time equivalents × days of the calendar: only with equivalents that a table gives.
fn absenteisme(c: &Contexte<'_>) -> Valeur {
    let etp = c.perimetre.annuel("etp");
    let jours = c.controle.jusqu_a().dernier_jour().ordinal();
    let jours = Valeur::convenue(Exact::from(jours), "jours du calendrier");
    let presence = etp.fois(&jours).dite("jours d’emploi");
    c.perimetre.annuel("jours_d_arret").sur(&presence, "aucun équivalent temps plein")
}

pub(super) static CALCULS: [Calcul; 10] = [
    calcul(
        ("personnel", "Personnel", Unite::Nombre),
        "personnes employées au 31 décembre, ou à la dernière date de l’année que le tableau donne",
        |c| c.effectif(|poste| poste.personnes.as_ref()),
    ),
    calcul(
        ("etp", "Équivalents temps plein", Unite::Nombre),
        "équivalents temps plein au 31 décembre, ou à la dernière date de l’année que le tableau donne",
        |c| c.effectif(|poste| poste.etp.as_ref()),
    ),
    calcul(
        ("jours_d_absence", "Jours d’absence du personnel", Unite::Jours),
        "jours d’absence du personnel, tous motifs, formations suivies comprises quand le tableau des absences les compte",
        |c| c.jours_du_personnel(|_| true),
    ),
    calcul(
        ("jours_d_arret", "Jours d’arrêt de travail", Unite::Jours),
        "jours d’arrêt pour maladie, accident du travail ou maladie professionnelle ; congés et formations n’en sont pas",
        |c| c.jours_d_arret(),
    ),
    calcul(("jours_de_maladie", "Jours d’arrêt pour maladie", Unite::Jours), "jours d’arrêt pour maladie", |c| {
        dont(c, "maladie")
    }),
    calcul(
        ("jours_d_accident_du_travail", "Jours d’arrêt pour accident du travail", Unite::Jours),
        "jours d’arrêt pour accident du travail ou de trajet",
        |c| dont(c, "accident du travail"),
    ),
    calcul(
        ("jours_de_conge_parental", "Jours de congé parental", Unite::Jours),
        "jours de congé parental, qui ne sont pas des arrêts de travail",
        |c| dont(c, "congé parental"),
    ),
    calcul(
        ("taux_d_absenteisme", "Taux d’absentéisme", Unite::Taux),
        "calcul dérivé : jours d’arrêt de travail ÷ (équivalents temps plein au 31 décembre × jours du calendrier de la période), les arrêts étant comptés en jours calendaires",
        absenteisme,
    ),
    calcul(
        ("formations", "Formations suivies", Unite::Nombre),
        "formations, journées d’étude et rencontres professionnelles du tableau des formations",
        |c| c.formations(None),
    ),
    calcul(
        ("formations_participants", "Participations aux formations", Unite::Nombre),
        "somme des participants de chaque formation : une personne qui en suit deux compte deux fois",
        |c| c.formations(Some(|f| &f.participants)),
    ),
];
