//! `enveloppe-depassee`: more planned or spent than an envelope holds.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::objectifs::Financement;
use crate::domaine::objectifs::financement::{Colonne, LigneDeFinancement, TotalDeFinancement};
use crate::francais::{self, cle};
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "enveloppe-depassee",
    famille: Famille::Objectifs,
    gravite: Gravite::Incoherence,
    regarde: "Le montant de chaque enveloppe, qui est son plafond (« Enveloppe FIR ») ou son total prévu (« Total FIR »), comparé à la somme de ce qui y est prévu et de ce qui y est réalisé. Une ligne peut dépasser ce qu’elle prévoyait : seule l’enveloppe est un plafond.",
    importance: "Ce qui dépasse l’enveloppe n’a pas de financeur : il reste à la charge de l’association, ou se demande par avenant.",
    exemple: "Enveloppe FIR : 372 100,00 € réalisés pour 370 395,00 € (dépassement de 1 705,00 €).",
    correction: "Corriger le montant, l’enveloppe de la ligne ou le plafond ; sinon justifier le dépassement.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let financement = &vue.dossier.objectifs.financement;
    let mut par_enveloppe: BTreeMap<String, Vec<&LigneDeFinancement>> = BTreeMap::new();
    for ligne in &financement.lignes {
        if let Some(enveloppe) = &ligne.sujet.enveloppe {
            par_enveloppe.entry(cle(enveloppe)).or_default().push(ligne);
        }
    }
    let entiere = |t: &&TotalDeFinancement| {
        let [objectif, action, ligne, ..] = t.sujet.cles();
        t.sujet.enveloppe.is_some() && [objectif, action, ligne].iter().all(Option::is_none) && t.lignes.is_none()
    };
    let totaux = financement.totaux.iter().filter(entiere);
    totaux.flat_map(|total| constats_de(total, &par_enveloppe)).collect()
}

/// A ceiling bounds what is planned and what is spent; a total, which is checked as a sum, what is spent.
fn constats_de(total: &TotalDeFinancement, lignes: &BTreeMap<String, Vec<&LigneDeFinancement>>) -> Vec<Diagnostic> {
    let Some(plafond) = total.montants.nombre(Colonne::Prevu) else { return Vec::new() };
    let enveloppe = total.sujet.enveloppe.as_deref().unwrap_or_default();
    let financeur = total.sujet.financeur.as_deref().map(cle);
    let siennes = lignes.get(&cle(enveloppe)).into_iter().flatten().copied();
    let siennes: Vec<&LigneDeFinancement> =
        siennes.filter(|l| financeur.is_none() || l.sujet.financeur.as_deref().map(cle) == financeur).collect();
    let somme = |colonne| Financement::somme(siennes.iter().copied(), colonne);
    let prevu = somme(Colonne::Prevu);
    if !total.plafond && prevu.is_some_and(|prevu| prevu != plafond) {
        return Vec::new();
    }
    let dit = total.montants.nombre(Colonne::Realise);
    let compares =
        [(Colonne::Prevu, prevu.filter(|_| total.plafond)), (Colonne::Realise, somme(Colonne::Realise).or(dit))];
    let constat = |(colonne, somme): (Colonne, Option<_>)| {
        let somme = somme.filter(|somme| *somme > plafond)?;
        let place = total.montants.cellule(Colonne::Prevu).map_or(&total.span, |(_, span)| span);
        let message = format!(
            "{} : {} {} pour {} (dépassement de {})",
            total.sujet.en_mots(),
            francais::euros(somme),
            colonne.accorde(),
            francais::euros(plafond),
            francais::euros(somme - plafond)
        );
        let cellules = siennes.iter().filter_map(|l| l.montants.cellule(colonne)).map(|(_, span)| span);
        let lies = cellules.take(1).map(|span| (span.clone(), "les montants de l’enveloppe commencent ici".to_owned()));
        let aide = "corriger le montant, l’enveloppe de la ligne ou le plafond".to_owned();
        Some(Diagnostic { lies: lies.collect(), aide: Some(aide), ..FICHE.constat(place.clone(), message) })
    };
    compares.into_iter().filter_map(constat).collect()
}
