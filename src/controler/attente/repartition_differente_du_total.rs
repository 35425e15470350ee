//! `repartition-differente-du-total`: a répartition against its own total, the movements of the tables, and the other
//! répartitions of the same population.

use super::mouvements::{Reference, References};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::detail;
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::AttenteDeclaree;
use crate::domaine::exact::Exact;
use crate::domaine::population::{Critere, EffectifDeclare, Population, TotalDeclare};
use crate::domaine::reglages::UniteDeCompte;
use crate::francais;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "repartition-differente-du-total",
    famille: Famille::Attente,
    gravite: Gravite::Incoherence,
    regarde: "La somme de chaque répartition (par sexe, âge, territoire, suite…), comparée à son propre total, aux mouvements des tableaux et aux autres répartitions de la même population. Une répartition de jeunes ou de familles peut compter moins que les mesures, jamais plus.",
    importance: "Les pourcentages d’une répartition incomplète sont faux, et le lecteur verra deux nombres de sorties dans le même rapport.",
    exemple: "Sorties par suite donnée, service : la répartition compte 39 mesures, les tableaux donnent 33 sorties.",
    correction: "Compléter ou corriger la répartition (une ligne « non renseigné » pour ce qui manque), sinon le tableau mensuel.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// What makes one répartition of a table.
type Cle<'a> = (&'a str, Option<&'a str>, Population, Critere, Option<Critere>, Option<&'a str>, &'static str);

/// A répartition added up.
struct Somme<'a> {
    premier: &'a EffectifDeclare,
    /// Indices in `Dossier::repartitions`.
    details: Vec<usize>,
    /// `None` when a count is missing.
    nombre: Option<Exact>,
}

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let sommes = sommes(vue);
    let mut tables = References::new(vue);
    let totaux = vue.dossier.totaux_declares.iter().filter_map(|total| du_total(vue, total));
    let mut constats: Vec<Diagnostic> = totaux.collect();
    constats.extend(sommes.iter().flat_map(|somme| des_mouvements(vue, &mut tables, somme)));
    constats.extend(des_autres(vue, &mut tables, &sommes));
    constats.extend(de_l_attente(vue));
    constats
}

fn sommes<'a>(vue: &Vue<'a>) -> Vec<Somme<'a>> {
    let mut rangs: BTreeMap<Cle<'_>, usize> = BTreeMap::new();
    let mut sommes: Vec<Somme<'a>> = Vec::new();
    for (i, effectif) in vue.dossier.repartitions.iter().enumerate() {
        let croise = effectif.croise.as_ref().map(|(critere, _)| *critere);
        let (span, dispositif) = (&effectif.span, effectif.dispositif.as_deref());
        let unite = effectif.unite.pluriel();
        let (fichier, feuille) = (span.file.as_str(), span.sheet.as_deref());
        let cle = (fichier, feuille, effectif.population, effectif.critere, croise, dispositif, unite);
        let rang = *rangs.entry(cle).or_insert_with(|| {
            sommes.push(Somme { premier: effectif, details: Vec::new(), nombre: Some(Exact::ZERO) });
            sommes.len() - 1
        });
        let somme = &mut sommes[rang];
        somme.details.push(i);
        somme.nombre = somme.nombre.zip(effectif.saisie.nombre()).map(|(total, n)| total + n);
    }
    sommes
}

/// « sorties par suite donnée, service ».
fn sujet(effectif: &EffectifDeclare) -> String {
    let qui = effectif.dispositif.as_deref().unwrap_or("service");
    format!("{} par {}, {qui}", effectif.population.libelle(), effectif.critere.libelle())
}

fn unites(n: Exact, unite: UniteDeCompte) -> String {
    let mots = UniteDeCompte::TOUTES.into_iter().find(|(u, _, _)| *u == unite);
    let (singulier, pluriel) = mots.map_or(("", ""), |(_, singulier, pluriel)| (singulier, pluriel));
    francais::pluriel(n, singulier, pluriel)
}

/// The cell of the total that adds up all of it, else its first count.
fn place(vue: &Vue<'_>, somme: &Somme<'_>) -> Span {
    let total = vue.dossier.totaux_declares.iter().find(|t| t.details == somme.details);
    total.map_or(&somme.premier.span, |total| &total.span).clone()
}

/// A typed total against its own detail.
fn du_total(vue: &Vue<'_>, total: &TotalDeclare) -> Option<Diagnostic> {
    let details: Vec<&EffectifDeclare> =
        total.details.iter().filter_map(|i| vue.dossier.repartitions.get(*i)).collect();
    let premier = details.first()?;
    let somme = details.iter().try_fold(Exact::ZERO, |somme, e| Some(somme + e.saisie.nombre()?))?;
    if somme == total.nombre {
        return None;
    }
    let message = format!("{} : {}", sujet(premier), detail::contredit(total.nombre, somme, francais::nombre_court));
    let lies = detail::bornes(details.iter().map(|effectif| &effectif.span));
    let aide = Some(detail::CELLULE_FAUSSE.to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(total.span.clone(), message) })
}

/// True when a count in a unit contradicts so many mesures.
fn contredit(nombre: Exact, unite: UniteDeCompte, reference: &Reference) -> bool {
    match unite {
        UniteDeCompte::Mesure => nombre > reference.nombre || nombre < reference.nombre - reference.passages,
        UniteDeCompte::Jeune | UniteDeCompte::Famille => nombre > reference.nombre,
        UniteDeCompte::Mandat => false,
    }
}

/// A répartition against the tables; for one by dispositif, its lines first.
fn des_mouvements(vue: &Vue<'_>, tables: &mut References<'_, '_>, somme: &Somme<'_>) -> Vec<Diagnostic> {
    let premier = somme.premier;
    let mut constats = Vec::new();
    if premier.critere == Critere::Dispositif && premier.croise.is_none() {
        for effectif in somme.details.iter().filter_map(|i| vue.dossier.repartitions.get(*i)) {
            let Some(nombre) = effectif.saisie.nombre() else { continue };
            constats.extend(du_tableau(tables, effectif, Some(&effectif.modalite), nombre, || effectif.span.clone()));
        }
    }
    if let (true, Some(nombre)) = (constats.is_empty(), somme.nombre) {
        let place = || place(vue, somme);
        constats.extend(du_tableau(tables, premier, premier.dispositif.as_deref(), nombre, place));
    }
    constats
}

fn du_tableau(
    tables: &mut References<'_, '_>,
    effectif: &EffectifDeclare,
    code: Option<&str>,
    nombre: Exact,
    place: impl FnOnce() -> Span,
) -> Option<Diagnostic> {
    let reference = tables.de(effectif.population, code)?;
    if !contredit(nombre, effectif.unite, reference) {
        return None;
    }
    let nom = |n| match effectif.population {
        Population::Admissions => mots::entrees(n),
        Population::Sorties => mots::sorties(n),
        Population::Presents => mots::presents(n),
        Population::Suivis => francais::pluriel(n, "mesure suivie", "mesures suivies"),
        Population::Attente => francais::pluriel(n, "mesure en attente", "mesures en attente"),
    };
    let qui = code.unwrap_or("service");
    let quoi = format!("{} par {}, {qui}", effectif.population.libelle(), effectif.critere.libelle());
    let message = format!(
        "{quoi} : la répartition compte {}, les tableaux donnent {} (écart {})",
        unites(nombre, effectif.unite),
        nom(reference.nombre),
        mots::ecart(nombre - reference.nombre)
    );
    let lies = reference.parts.iter().map(|(code, n, span)| (span.clone(), format!("{code} : {}", nom(*n))));
    let aide = "compléter ou corriger la répartition, avec une ligne « non renseigné » pour ce qui manque, sinon le tableau mensuel";
    Some(Diagnostic { lies: lies.collect(), aide: Some(aide.to_owned()), ..FICHE.constat(place(), message) })
}

/// Répartitions of one population that no table decides between: each against the first.
fn des_autres(vue: &Vue<'_>, tables: &mut References<'_, '_>, sommes: &[Somme<'_>]) -> Vec<Diagnostic> {
    let mut premieres: BTreeMap<(Population, Option<&str>, &str), (&Somme<'_>, Exact)> = BTreeMap::new();
    let mut constats = Vec::new();
    for somme in sommes {
        let (effectif, Some(nombre)) = (somme.premier, somme.nombre) else { continue };
        let cle = (effectif.population, effectif.dispositif.as_deref(), effectif.unite.pluriel());
        let (premiere, attendu) = *premieres.entry(cle).or_insert((somme, nombre));
        let reference = tables.de(effectif.population, effectif.dispositif.as_deref());
        let decide = |r: &Reference| [nombre, attendu].iter().any(|n| contredit(*n, effectif.unite, r));
        if nombre == attendu || reference.is_some_and(decide) {
            continue;
        }
        let message = format!(
            "{} : la répartition compte {}, celle par {} en compte {} (écart {})",
            sujet(effectif),
            unites(nombre, effectif.unite),
            premiere.premier.critere.libelle(),
            francais::nombre_court(attendu),
            mots::ecart(nombre - attendu)
        );
        let lies = vec![(premiere.premier.span.clone(), "l’autre répartition commence ici".to_owned())];
        let aide = "compléter celle qui est incomplète, avec une ligne « non renseigné » pour ce qui manque".to_owned();
        constats.push(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(place(vue, somme), message) });
    }
    constats
}

/// The line of the service in a waiting list, against those of the dispositifs.
fn de_l_attente(vue: &Vue<'_>) -> Vec<Diagnostic> {
    type Liste<'a> = (&'a str, Option<&'a str>, NaiveDate);
    let mut listes: BTreeMap<Liste<'_>, Vec<&AttenteDeclaree>> = BTreeMap::new();
    for attente in &vue.dossier.attentes {
        let span = &attente.mesures.1;
        listes.entry((&span.file, span.sheet.as_deref(), attente.date)).or_default().push(attente);
    }
    listes.values().filter_map(|liste| ecart_de_l_attente(vue, liste)).collect()
}

fn ecart_de_l_attente(vue: &Vue<'_>, liste: &[&AttenteDeclaree]) -> Option<Diagnostic> {
    let total = liste.iter().find(|a| a.dispositif.is_none())?;
    let parts: Vec<_> = liste.iter().filter(|a| a.dispositif.is_some()).collect();
    let (nombre, premier) = (total.mesures.0.nombre()?, parts.first()?);
    let somme = parts.iter().try_fold(Exact::ZERO, |somme, a| Some(somme + a.mesures.0.nombre()?))?;
    let dit = |code: &str| parts.iter().any(|a| a.dispositif.as_deref() == Some(code));
    let entiere = vue.reglages.dispositifs.iter().all(|d| dit(&d.code));
    if somme == nombre || (somme < nombre && !entiere) {
        return None;
    }
    let message = format!(
        "mesures en attente, {} : {}",
        francais::date_en_lettres(total.date),
        detail::contredit(nombre, somme, francais::nombre_court)
    );
    let lies = detail::bornes([&premier.mesures.1]);
    let aide = Some(detail::CELLULE_FAUSSE.to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(total.mesures.1.clone(), message) })
}
