//! Quality: scores by chapter, the plan d'action by state, événements indésirables by kind.

use super::contexte::{Contexte, Sujet};
use crate::diagnostic::Span;
use crate::domaine::controle::DossierControle;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::population::NON_RENSEIGNE;
use crate::domaine::qualite::{Chapitre, Etat, Evenement, GraviteDEvenement, Qualite};
use crate::domaine::valeur::{Denombrement, Nom};
use std::collections::{BTreeMap, BTreeSet};

/// The reason of the domain where an indicator does not apply.
const SANS_OBJET: &str = "sans objet";
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

fn table(span: &Span) -> Span {
    Span::sheet(&span.file, span.sheet.as_deref())
}

fn comptee(nombre: usize, tables: BTreeSet<Span>) -> Valeur {
    let nombre = Exact::from(u32::try_from(nombre).unwrap_or(u32::MAX));
    Valeur::comptee(nombre, Denombrement { lignes: None, parmi: None, tables: tables.into_iter().collect() })
}

impl Contexte<'_> {
    fn de_la_qualite(&self, f: impl FnOnce(&Qualite) -> Valeur) -> Valeur {
        match self.sujet {
            Sujet::Service(_) => f(&self.controle.dossier().qualite),
            _ => Valeur::manquante(SANS_OBJET),
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
            let tables: BTreeSet<Span> = cotes.clone().map(|s| table(&s.span)).collect();
            match cotes.count() {
                0 => Valeur::manquante("aucun tableau ne donne de cotation par critère"),
                nombre => comptee(nombre, tables),
            }
        })
    }

    /// How many actions of the plan `retenue` keeps.
    pub(crate) fn actions_du_plan(&self, retenue: fn(&Etat) -> bool) -> Valeur {
        self.de_la_qualite(|qualite| {
            if qualite.actions.is_empty() {
                return Valeur::manquante(SANS_PLAN);
            }
            let tables = qualite.actions.iter().map(|a| table(&a.span)).collect();
            comptee(qualite.actions.iter().filter(|a| retenue(&a.etat)).count(), tables)
        })
    }

    /// How many events `retenue` keeps.
    pub(crate) fn evenements(&self, retenue: fn(&Evenement) -> bool) -> Valeur {
        self.de_la_qualite(|qualite| {
            if qualite.evenements.is_empty() {
                return Valeur::manquante(SANS_EVENEMENT);
            }
            comptee(qualite.evenements.iter().filter(|e| retenue(e)).count(), tables_d_evenements(self.controle))
        })
    }
}

/// Events keep no place of their own: their tables do.
fn tables_d_evenements(controle: &DossierControle) -> BTreeSet<Span> {
    use crate::domaine::dossier::Table;
    let tables = controle.dossier().tables.iter().filter(|t| t.genre == Some(Table::EVENEMENTS_INDESIRABLES));
    tables.map(|t| Span::sheet(&t.fichier, t.feuille.as_deref())).collect()
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
        true => comptee(c.cotes.len(), c.cotes.iter().map(|(_, span)| table(span)).collect()),
        false => Valeur::manquante(SANS_OBJET),
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
    let tables: BTreeSet<Span> = qualite.actions.iter().map(|a| table(&a.span)).collect();
    let mut etats: BTreeMap<&Etat, usize> = BTreeMap::new();
    for action in &qualite.actions {
        *etats.entry(&action.etat).or_default() += 1;
    }
    let ligne = |(etat, n): (&&Etat, &usize)| (etat.libelle().to_owned(), vec![comptee(*n, tables.clone())]);
    let lignes: Vec<_> = etats.iter().map(ligne).collect();
    let ensemble = vec![comptee(qualite.actions.len(), tables.clone())];
    let titre = "Plan d’action par état";
    (!lignes.is_empty()).then_some(Decompte { id: "plan_d_action", titre, colonnes: vec!["actions"], lignes, ensemble })
}

/// Kinds × gravity. The edition `publique` must mask these counts as it does those that cross persons.
fn evenements(controle: &DossierControle) -> Option<Decompte> {
    let evenements = &controle.dossier().qualite.evenements;
    let tables = tables_d_evenements(controle);
    let grave = |e: &Evenement| e.gravite == GraviteDEvenement::Grave;
    let mut natures: BTreeMap<(bool, &str), Vec<&Evenement>> = BTreeMap::new();
    for evenement in evenements {
        natures.entry((evenement.nature.is_empty(), &evenement.nature)).or_default().push(evenement);
    }
    let compte = |siens: &[&Evenement]| {
        let graves = siens.iter().filter(|e| grave(e)).count();
        let suites = siens.iter().filter(|e| e.suites).count();
        [siens.len(), graves, suites].map(|n| comptee(n, tables.clone())).to_vec()
    };
    let nom = |nature: &str| if nature.is_empty() { NON_RENSEIGNE.to_owned() } else { nature.to_owned() };
    let lignes: Vec<_> = natures.iter().map(|((_, nature), siens)| (nom(nature), compte(siens))).collect();
    let ensemble = compte(&evenements.iter().collect::<Vec<_>>());
    let colonnes = vec!["événements", "dont graves (EIG)", "dont suivis d’effet"];
    let titre = "Événements indésirables par nature";
    (!lignes.is_empty()).then_some(Decompte { id: "evenements_indesirables", titre, colonnes, lignes, ensemble })
}
