//! Words that several figures share.

use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};
use crate::domaine::mois::Mois;
use crate::fontes::imprime;
use crate::francais::{INSECABLE, apostrophes, enumeration};
use std::collections::BTreeMap;

/// What tables print where nothing is known.
pub(super) const NON_COMMUNIQUE: &str = "n.\u{a0}c.";

/// Written where the public edition does not print a count.
pub(super) const MASQUE: &str = "m";

/// « AEMO renforcée », as printed.
pub(super) fn libelle(perimetre: &Perimetre) -> String {
    let libelle = if perimetre.genre == Genre::Service && perimetre.libelle.is_empty() {
        "Ensemble du service"
    } else if perimetre.libelle.is_empty() {
        &perimetre.code
    } else {
        &perimetre.libelle
    };
    apostrophes(&imprime(libelle))
}

/// The months that have started.
pub(super) fn mois_connus(indicateurs: &Indicateurs) -> Vec<Mois> {
    indicateurs.exercice.mois().filter(|mois| *mois <= indicateurs.jusqu_a).collect()
}

/// The perimetre that monthly figures show: the service, else the only dispositif.
pub(super) fn ensemble(indicateurs: &Indicateurs) -> Option<&Perimetre> {
    indicateurs.service().or_else(|| seul(indicateurs))
}

/// The only dispositif: what is declared of it is declared of the service.
pub(super) fn seul(indicateurs: &Indicateurs) -> Option<&Perimetre> {
    let mut dispositifs = indicateurs.dispositifs();
    dispositifs.next().filter(|_| dispositifs.next().is_none())
}

/// « à vérifier : mars et avril (M2, M5) ; » grouped by réserve, in the order of the months.
pub(super) fn reserves<'a>(valeurs: impl Iterator<Item = (Mois, &'a Valeur)>) -> Vec<String> {
    let dites = valeurs.filter_map(|(mois, valeur)| Some((mois, valeur.reserve.clone()?)));
    par_motif(dites)
}

/// « mai (la ligne manque) », grouped by reason, in the order of the months.
pub(super) fn lacunes<'a>(valeurs: impl Iterator<Item = (Mois, &'a Valeur)>) -> Vec<String> {
    let manquantes = valeurs.filter_map(|(mois, valeur)| Some((mois, valeur.nombre.clone().err()?)));
    par_motif(manquantes)
}

fn par_motif(motifs: impl Iterator<Item = (Mois, String)>) -> Vec<String> {
    let mut groupes: BTreeMap<String, Vec<Mois>> = BTreeMap::new();
    for (mois, motif) in motifs {
        let groupe = groupes.entry(motif).or_default();
        if !groupe.contains(&mois) {
            groupe.push(mois);
        }
    }
    let mut groupes: Vec<_> = groupes.into_iter().collect();
    groupes.sort_by_key(|(_, mois)| mois.first().copied());
    groupes.into_iter().map(|(motif, mois)| format!("{} ({motif})", noms(&mois))).collect()
}

/// « mars, avril et mai ».
pub(super) fn noms(mois: &[Mois]) -> String {
    enumeration(&mois.iter().map(|m| m.nom().to_owned()).collect::<Vec<_>>())
}

/// « en 2021 », « de janvier à mars 2026 », « en janvier 2026 ».
pub(super) fn periode(indicateurs: &Indicateurs) -> String {
    let annee = indicateurs.exercice.annee();
    if !indicateurs.en_cours() {
        return format!("en{INSECABLE}{annee}");
    }
    if indicateurs.jusqu_a == indicateurs.exercice.janvier() {
        return format!("en janvier {annee}");
    }
    format!("de janvier à {} {annee}", indicateurs.jusqu_a.nom())
}
