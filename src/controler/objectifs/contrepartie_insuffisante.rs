//! `contrepartie-insuffisante`: what a contract asks one financeur to put beside another, as rapport.toml declares it.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::objectifs::Financement;
use crate::domaine::objectifs::financement::{Colonne, LigneDeFinancement};
use crate::domaine::reglages::{Contrepartie, PorteeDeContrepartie};
use crate::francais::{self, cle};
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "contrepartie-insuffisante",
    famille: Famille::Objectifs,
    gravite: Gravite::Incoherence,
    regarde: "La règle que le contrat pose et que `[[contrepartie]]` déclare dans rapport.toml : qui doit mettre combien en regard de qui, par objectif, action, enveloppe ou en tout. Sans règle déclarée, rien n’est supposé ; un montant non connu fait taire le contrôle.",
    importance: "Un contrat où la contrepartie manque peut être refusé, ou son solde n’être pas versé.",
    exemple: "Objectif 8, prévu : 15 176,00 € (Département) pour 34 824,00 € (État) ; le contrat demande 34 824,00 € au moins, pour chaque objectif (il manque 19 648,00 €).",
    correction: "Compléter le financement, corriger le montant, ou la règle de rapport.toml si le contrat exclut cette enveloppe.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let lignes = &vue.dossier.objectifs.financement.lignes;
    vue.reglages.contreparties.iter().flat_map(|regle| constats_de(regle, lignes)).collect()
}

fn constats_de(regle: &Contrepartie, lignes: &[LigneDeFinancement]) -> Vec<Diagnostic> {
    let exclues: BTreeSet<String> = regle.sauf_enveloppes.iter().map(|e| cle(e)).collect();
    let comptee = |l: &&LigneDeFinancement| l.sujet.enveloppe.as_ref().is_none_or(|e| !exclues.contains(&cle(e)));
    let mut groupes: BTreeMap<Vec<String>, (String, Vec<&LigneDeFinancement>)> = BTreeMap::new();
    for ligne in lignes.iter().filter(comptee) {
        if let Some((place, nom)) = portee(regle.par, ligne) {
            groupes.entry(place).or_insert_with(|| (nom, Vec::new())).1.push(ligne);
        }
    }
    let colonnes = |(nom, lignes): &(String, Vec<&LigneDeFinancement>)| {
        Colonne::TOUTES.map(|colonne| constat(regle, (nom, lignes), colonne)).into_iter().flatten().collect::<Vec<_>>()
    };
    groupes.values().flat_map(colonnes).collect()
}

/// The group of a line, and how it is said; `None` where the line does not say it.
fn portee(par: PorteeDeContrepartie, ligne: &LigneDeFinancement) -> Option<(Vec<String>, String)> {
    let sujet = &ligne.sujet;
    let seul = |mot: &str, nom: &str| if cle(nom).starts_with(mot) { nom.to_owned() } else { format!("{mot} {nom}") };
    match par {
        PorteeDeContrepartie::Total => Some((Vec::new(), "le contrat".to_owned())),
        PorteeDeContrepartie::Objectif => sujet.objectif.as_ref().map(|o| (vec![cle(o)], seul("objectif", o))),
        PorteeDeContrepartie::Enveloppe => sujet.enveloppe.as_ref().map(|e| (vec![cle(e)], seul("enveloppe", e))),
        PorteeDeContrepartie::Action => sujet.action.as_ref().map(|a| {
            let objectif = sujet.objectif.as_deref().unwrap_or_default();
            (vec![cle(objectif), cle(a)], seul("action", a))
        }),
    }
}

fn constat(
    regle: &Contrepartie,
    (nom, lignes): (&str, &[&LigneDeFinancement]),
    colonne: Colonne,
) -> Option<Diagnostic> {
    let de = |qui: &str| {
        let qui = cle(qui);
        let siennes =
            lignes.iter().copied().filter(move |l| l.sujet.financeur.as_deref().is_some_and(|f| cle(f) == qui));
        siennes.filter(move |l| l.montants.cellule(colonne).is_some()).collect::<Vec<_>>()
    };
    let (siennes, autres) = (de(&regle.financeur), de(&regle.en_regard_de));
    let demande = Financement::somme(autres.iter().copied(), colonne)? * regle.taux;
    let mis = match siennes.is_empty() {
        true if colonne == Colonne::Prevu => Exact::ZERO,
        _ => Financement::somme(siennes.iter().copied(), colonne)?,
    };
    if mis >= demande {
        return None;
    }
    let place = siennes.first().or_else(|| autres.first())?.montants.cellule(colonne).map(|(_, span)| span)?;
    let part = Financement::somme(autres.iter().copied(), colonne)?;
    let message = format!(
        "{nom}, {} : {} ({}) pour {} ({}) ; le contrat demande {} au moins, pour {} (il manque {})",
        colonne.libelle(),
        if siennes.is_empty() { "aucun montant".to_owned() } else { francais::euros(mis) },
        regle.financeur,
        francais::euros(part),
        regle.en_regard_de,
        francais::euros(demande),
        regle.par.libelle(),
        francais::euros(demande - mis)
    );
    let part = autres.first().and_then(|l| l.montants.cellule(colonne)).map(|(_, span)| span.clone());
    let dite = format!("part « {} », à partir d’ici", regle.en_regard_de);
    let mut lies: Vec<_> = part.map(|s| (s, dite)).into_iter().collect();
    let source = regle.source.as_ref().map_or_else(String::new, |s| format!(" ({s})"));
    lies.push((regle.span.clone(), format!("la règle est déclarée ici{source}")));
    let aide = "compléter ou corriger le montant ; si le contrat exclut cette enveloppe, l’ajouter à sauf_enveloppes"
        .to_owned();
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(place.clone(), message) })
}
