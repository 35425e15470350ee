//! Quality: scores by chapter, the plan d'action by state, événements indésirables by kind.

use super::contexte::{Contexte, Sujet};
use crate::diagnostic::Span;
use crate::domaine::comptees::compte_lignes;
use crate::domaine::controle::DossierControle;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::NON_RENSEIGNE;
use crate::domaine::qualite::{Chapitre, Etat, Evenement, GraviteDEvenement, Qualite};
use crate::domaine::valeur::Nom;
use std::collections::BTreeMap;

const SANS_SCORE: &str = "aucun tableau ne donne de scores";
const ECHELLES: &str = "deux échelles sont mêlées : aucune moyenne n’a de sens";
const SANS_PLAN: &str = "aucun tableau ne donne le plan d’action";
const SANS_EVENEMENT: &str = "aucun tableau ne donne les événements indésirables";

/// What a chapter is worth: the cell where it stands alone, else the unweighted mean of its criteria.
fn score(chapitre: &Chapitre) -> Valeur {
    if chapitre.cotes.is_empty() {
        return Valeur::manquante("aucune cotation ne compte");
    }
    if chapitre.echelle.is_none() {
        return Valeur::manquante(ECHELLES);
    }
    let cotes: Vec<Valeur> = chapitre.cotes.iter().map(|(n, span)| Valeur::lue(*n, span)).collect();
    moyenne(&cotes, "nombre de cotations")
}

fn moyenne(valeurs: &[Valeur], effectif: &'static str) -> Valeur {
    match valeurs {
        [seule] => seule.clone(),
        _ => {
            let nombre = Exact::from(u32::try_from(valeurs.len()).unwrap_or(u32::MAX));
            Valeur::somme(valeurs).sur(&Valeur::convenue(nombre, effectif), SANS_SCORE)
        }
    }
}

const COTATION: [&str; 2] = ["cotation", "cotations"];
const ACTION: [&str; 2] = ["action", "actions"];
const EVENEMENT: [&str; 2] = ["événement", "événements"];

impl Contexte<'_> {
    fn de_la_qualite(&self, f: impl FnOnce(&Qualite) -> Valeur) -> Valeur {
        match self.sujet {
            Sujet::Service(_) => f(&self.controle.dossier().qualite),
            _ => Valeur::sans_objet(),
        }
    }

    /// The unweighted mean of the chapters, on the one scale that they share.
    pub(crate) fn score_moyen(&self) -> Valeur {
        self.de_la_qualite(|qualite| {
            let chapitres = qualite.chapitres();
            let Some(premier) = chapitres.first() else { return Valeur::manquante(SANS_SCORE) };
            if chapitres.iter().any(|c| c.echelle != premier.echelle) {
                return Valeur::manquante(ECHELLES);
            }
            let dite = |c: &Chapitre| {
                let nom = if c.nom.is_empty() { "ensemble".to_owned() } else { c.nom.clone() };
                score(c).nommee(Nom::Libre { mots: nom.into(), unite: None })
            };
            moyenne(&chapitres.iter().map(dite).collect::<Vec<_>>(), "nombre de chapitres")
        })
    }

    /// How many criteria have a score that counts.
    pub(crate) fn criteres_cotes(&self) -> Valeur {
        self.de_la_qualite(|qualite| {
            let cotes = qualite.scores.iter().filter(|s| s.critere.is_some() && s.cotation.nombre().is_some());
            let places: Vec<&Span> = cotes.map(|s| &s.span).collect();
            match places.is_empty() {
                true => Valeur::manquante("aucun tableau ne donne de cotation par critère"),
                false => compte_lignes(COTATION, places),
            }
        })
    }

    /// How many actions of the plan `retenue` keeps.
    pub(crate) fn actions_du_plan(&self, retenue: fn(&Etat) -> bool) -> Valeur {
        self.de_la_qualite(|qualite| {
            if qualite.actions.is_empty() {
                return Valeur::manquante(SANS_PLAN);
            }
            compte_lignes(ACTION, qualite.actions.iter().filter(|a| retenue(&a.etat)).map(|a| &a.span))
        })
    }

    /// How many events `retenue` keeps.
    pub(crate) fn evenements(&self, retenue: fn(&Evenement) -> bool) -> Valeur {
        self.de_la_qualite(|qualite| {
            if qualite.evenements.is_empty() {
                return Valeur::manquante(SANS_EVENEMENT);
            }
            compte_lignes(EVENEMENT, qualite.evenements.iter().filter(|e| retenue(e)).map(|e| &e.span))
        })
    }
}

/// Scores by chapter and scale, actions by state, events by kind; none without its table.
pub(super) fn decomptes(controle: &DossierControle) -> Vec<Decompte> {
    let qualite = &controle.dossier().qualite;
    [scores(qualite), plan(qualite), evenements(controle)].into_iter().flatten().collect()
}

/// The décompte of one scale; two scales make none.
fn scores(qualite: &Qualite) -> Option<Decompte> {
    let chapitres = qualite.chapitres();
    let echelle = chapitres.first()?.echelle?;
    if chapitres.iter().any(|c| c.echelle != Some(echelle)) {
        return None;
    }
    let nombre = |c: &Chapitre| match c.par_critere {
        true => compte_lignes(COTATION, c.cotes.iter().map(|(_, span)| span)),
        false => Valeur::sans_objet(),
    };
    let nom = |c: &Chapitre| if c.nom.is_empty() { "ensemble".to_owned() } else { c.nom.clone() };
    let lignes: Vec<(String, Vec<Valeur>)> = chapitres.iter().map(|c| (nom(c), vec![score(c), nombre(c)])).collect();
    let scores: Vec<Valeur> = lignes.iter().map(|(_, v)| v[0].clone()).collect();
    let nombres = Valeur::somme(lignes.iter().map(|(_, v)| &v[1]));
    let ensemble = vec![moyenne(&scores, "nombre de chapitres"), nombres];
    Some(Decompte {
        id: "scores_par_chapitre",
        titre: echelle.libelle(),
        colonnes: vec!["score", "critères"],
        lignes,
        ensemble,
    })
}

fn plan(qualite: &Qualite) -> Option<Decompte> {
    let mut etats: BTreeMap<&Etat, Vec<&Span>> = BTreeMap::new();
    for action in &qualite.actions {
        etats.entry(&action.etat).or_default().push(&action.span);
    }
    let ligne =
        |(etat, siennes): (&Etat, Vec<&Span>)| (etat.libelle().to_owned(), vec![compte_lignes(ACTION, siennes)]);
    let lignes: Vec<_> = etats.into_iter().map(ligne).collect();
    let ensemble = vec![compte_lignes(ACTION, qualite.actions.iter().map(|a| &a.span))];
    let titre = "Plan d’action par état";
    (!lignes.is_empty()).then_some(Decompte { id: "plan_d_action", titre, colonnes: vec!["actions"], lignes, ensemble })
}

/// Kinds × gravity. The edition `publique` must mask these counts as it does those that cross persons.
fn evenements(controle: &DossierControle) -> Option<Decompte> {
    let evenements = &controle.dossier().qualite.evenements;
    let mut natures: BTreeMap<(bool, &str), Vec<&Evenement>> = BTreeMap::new();
    for evenement in evenements {
        natures.entry((evenement.nature.is_empty(), &evenement.nature)).or_default().push(evenement);
    }
    let compte = |siens: &[&Evenement]| {
        let ceux = |retenu: fn(&Evenement) -> bool| {
            compte_lignes(EVENEMENT, siens.iter().filter(|e| retenu(e)).map(|e| &e.span))
        };
        vec![ceux(|_| true), ceux(|e| e.gravite == GraviteDEvenement::Grave), ceux(|e| e.suites)]
    };
    let nom = |nature: &str| if nature.is_empty() { NON_RENSEIGNE.to_owned() } else { nature.to_owned() };
    let lignes: Vec<_> = natures.iter().map(|((_, nature), siens)| (nom(nature), compte(siens))).collect();
    let ensemble = compte(&evenements.iter().collect::<Vec<_>>());
    let colonnes = vec!["événements", "dont graves (EIG)", "dont suivis d’effet"];
    let titre = "Événements indésirables par nature";
    (!lignes.is_empty()).then_some(Decompte { id: "evenements_indesirables", titre, colonnes, lignes, ensemble })
}
