//! `reglage-en-double`: two capacities, or two earlier exercises, for one and the same date.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::{Vue, doubles};
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::reglages::{Capacite, Historique};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "reglage-en-double",
    famille: Famille::Reglages,
    gravite: Gravite::Erreur,
    regarde: "Qu’un service, un dispositif ou une unité n’a qu’une capacité de même nature à la même date, et qu’une seule [[historique]] par exercice.",
    importance: "Avec deux blocs pour la même date, rien ne dit lequel vaut : les journées théoriques et les taux dépendraient de leur ordre.",
    exemple: "AEMO-R : deux [[dispositif.capacite]] depuis = 2021-04-01, l’une de 40 places, l’autre de 45.",
    correction: "Garder le bon bloc et retirer l’autre, ou corriger sa date ou sa nature.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let reglages = vue.reglages;
    let mut constats = capacites("service", &reglages.capacites);
    constats.extend(reglages.dispositifs.iter().flat_map(|d| capacites(&d.code, &d.capacites)));
    constats.extend(reglages.unites.iter().flat_map(|u| capacites(&u.code, &u.capacites)));
    constats.extend(historiques(&reglages.historique));
    constats
}

fn capacites(qui: &str, capacites: &[Capacite]) -> Vec<Diagnostic> {
    let meme = |a: &Capacite, b: &Capacite| a.depuis == b.depuis && a.nature == b.nature;
    doubles(capacites, meme)
        .map(|(premiere, seconde)| {
            let message = format!(
                "{qui} : la capacité {} du {} est donnée deux fois, {} puis {}",
                seconde.nature.libelle(),
                francais::date_en_lettres(seconde.depuis),
                mots::places(premiere.places.into()),
                francais::nombre_court(seconde.places.into())
            );
            let lie = (premiere.span.clone(), format!("première fois : {}", mots::places(premiere.places.into())));
            let aide = "garder le bon de ces deux blocs et retirer l’autre, ou corriger sa date (depuis) ou sa nature";
            Diagnostic { lies: vec![lie], aide: Some(aide.to_owned()), ..FICHE.constat(seconde.span.clone(), message) }
        })
        .collect()
}

fn historiques(historiques: &[Historique]) -> Vec<Diagnostic> {
    let meme = |a: &Historique, b: &Historique| a.exercice == b.exercice && a.dispositif == b.dispositif;
    doubles(historiques, meme)
        .map(|(premiere, seconde)| {
            let qui = seconde.dispositif.as_deref().unwrap_or("service");
            let message = format!("{qui} : l’exercice {} est donné par deux [[historique]]", seconde.exercice);
            let lie = (place(premiere), "première fois".to_owned());
            let aide = "réunir ces deux blocs en un seul, ou corriger l’exercice ou le dispositif de l’un d’eux";
            Diagnostic { lies: vec![lie], aide: Some(aide.to_owned()), ..FICHE.constat(place(seconde), message) }
        })
        .collect()
}

/// The first line that the block gives a figure on.
fn place(historique: &Historique) -> Span {
    let lignes = historique.valeurs.values().map(|valeur| &valeur.span);
    lignes.min().cloned().unwrap_or_else(|| Span::file("rapport.toml"))
}
