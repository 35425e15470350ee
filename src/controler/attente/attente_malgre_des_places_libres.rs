//! `attente-malgre-des-places-libres`: mesures wait while the tables show free places.

use super::attendus::{Attendue, attendus, places, places_au, presents_au};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "attente-malgre-des-places-libres",
    famille: Famille::Attente,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures en attente, comparées aux places libres ce jour-là : places en vigueur moins présents. Les places que les sorties du mois viennent de libérer ne comptent pas.",
    importance: "L’autorité demandera pourquoi des enfants attendent quand des places sont libres ; souvent ce sont les présents ou la capacité qui sont faux.",
    exemple: "Service, 31 décembre : 33 mesures en attente alors que 19 places sont libres.",
    correction: "Vérifier les présents et la capacité de ce jour ; sinon dire dans le texte pourquoi ces places ne sont pas occupées.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    attendus(vue).iter().filter_map(|attendue| constat(vue, attendue)).collect()
}

fn constat(vue: &Vue<'_>, attendue: &Attendue<'_>) -> Option<Diagnostic> {
    let places = places_au(&places(vue, attendue.code), attendue.jour)?;
    let (presents, cellules) = presents_au(vue, attendue.code, attendue.jour)?;
    let libres = places - presents;
    if attendue.mesures <= Exact::ZERO || libres <= liberees(vue, attendue) {
        return None;
    }
    let message = format!(
        "{}, {} : {} en attente alors que {} ({} pour {})",
        attendue.qui(),
        francais::date_en_lettres(attendue.jour),
        francais::pluriel(attendue.mesures, "mesure", "mesures"),
        francais::pluriel(libres, "place est libre", "places sont libres"),
        mots::presents(presents),
        mots::places(places)
    );
    let lies = cellules.into_iter().map(|(code, n, span)| (span.clone(), format!("{code} : {}", mots::presents(n))));
    let aide = "vérifier les présents et la date d’effet de la capacité dans rapport.toml ; sinon dire dans le texte pourquoi ces places ne sont pas occupées";
    Some(Diagnostic {
        lies: lies.collect(),
        aide: Some(aide.to_owned()),
        ..FICHE.constat(attendue.span.clone(), message)
    })
}

/// Places that the exits of that month have just freed: the next mesure is being prepared.
fn liberees(vue: &Vue<'_>, attendue: &Attendue<'_>) -> Exact {
    let Some(mois) = Mois::du(attendue.jour) else { return Exact::ZERO };
    let ici = |code: &str| attendue.code.is_none_or(|attendu| attendu == code);
    let sorties = vue.tableaux.iter().filter(|tableau| ici(&tableau.dispositif.code)).map(|tableau| {
        let derivees = vue.derivation.releves.iter().find(|releve| {
            (releve.dispositif.as_str(), releve.grandeur, releve.mois)
                == (tableau.dispositif.code.as_str(), Grandeur::Sorties, mois)
        });
        let lue = vue.lue(tableau, Grandeur::Sorties, mois).map(|lue| lue.nombre);
        lue.or_else(|| derivees?.saisie.nombre()).unwrap_or(Exact::ZERO)
    });
    sorties.sum()
}
