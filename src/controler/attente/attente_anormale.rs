//! `attente-anormale`: a waiting list that is longer than the service, or whose own figures do not go together.

use super::attendus::{Attendue, attendus, places, places_au};
use super::part_de_capacite_a_une_autre_date::{Part, juge};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "attente-anormale",
    famille: Famille::Attente,
    gravite: Gravite::Avertissement,
    regarde: "Chaque liste d’attente : plus de mesures que le service n’a de places, plus de familles que de mesures, aucune famille pour des mesures, une part de la capacité qu’aucune capacité déclarée ne donne.",
    importance: "Une mesure concerne un enfant, donc une famille au plus : l’inverse vient d’une inversion de colonnes. Une liste plus longue que le service doit s’expliquer.",
    exemple: "AEMO-R, 31 décembre : 17 mesures en attente pour 33 familles.",
    correction: "Vérifier les deux chiffres de la ligne, puis la capacité de ce jour dans rapport.toml ; sinon expliquer la liste dans le texte.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    attendus(vue).iter().flat_map(|a| [trop_longue(vue, a), familles(a), part(vue, a)]).flatten().collect()
}

fn debut(attendue: &Attendue<'_>) -> String {
    let mesures = francais::pluriel(attendue.mesures, "mesure", "mesures");
    format!("{}, {} : {mesures} en attente", attendue.qui(), francais::date_en_lettres(attendue.jour))
}

fn trop_longue(vue: &Vue<'_>, attendue: &Attendue<'_>) -> Option<Diagnostic> {
    let places = places_au(&places(vue, attendue.code), attendue.jour)?;
    let message = format!("{} pour {}", debut(attendue), mots::places(places));
    let aide = "vérifier le nombre de mesures en attente, puis la capacité de ce jour dans rapport.toml ; une liste réellement plus longue que le service s’explique dans le texte";
    (attendue.mesures > places)
        .then(|| Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(attendue.span.clone(), message) })
}

fn familles(attendue: &Attendue<'_>) -> Option<Diagnostic> {
    let (familles, span) = attendue.familles?;
    let aucune = familles == Exact::ZERO && attendue.mesures > Exact::ZERO;
    let aide = if aucune {
        "écrire le nombre de familles, ou « NC » s’il n’est pas connu"
    } else {
        "vérifier si les deux colonnes n’ont pas été inversées : une mesure concerne une famille au plus"
    };
    let message = format!("{} pour {}", debut(attendue), francais::pluriel(familles, "famille", "familles"));
    (familles > attendue.mesures || aucune)
        .then(|| Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span.clone(), message) })
}

fn part(vue: &Vue<'_>, attendue: &Attendue<'_>) -> Option<Diagnostic> {
    let (part, span) = attendue.part?;
    let Part::Fausse { places, attendue: juste } = juge(vue, attendue, part)? else { return None };
    let pourcent = |taux: Exact| francais::nombre_court(taux * Exact::from(100_u32));
    let message = format!(
        "{}, dites {} % de la capacité, mais pour {} cela fait {} %",
        debut(attendue),
        pourcent(part),
        mots::places(places),
        pourcent(juste)
    );
    let aide = "corriger le pourcentage, ou laisser la cellule vide : le rapport le calcule";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span.clone(), message) })
}
