//! The words and the table of the small multiples.

use super::Planche;
use crate::dessiner::phrases::{NON_COMMUNIQUE, lacunes, libelle, noms, periode, reserves};
use crate::dessiner::presents::{MoisDePresence, Presence, capacite};
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::francais::{INSECABLE, enumeration, nombre_court, pluriel};

/// More of them than this are counted, not named.
const NOMMES: usize = 3;

/// « 57 présents fin décembre, 66 places »: the last month known.
pub(super) fn fin(presence: &Presence<'_>) -> String {
    let dernier = presence.mois.iter().rev().find_map(|m| Some((m, m.presents.exact()?)));
    let Some((m, n)) = dernier else { return NON_COMMUNIQUE.to_owned() };
    let places = m.places.exact().map(|places| format!(", {}", capacite::en_places(places))).unwrap_or_default();
    format!("{} fin {}{places}", pluriel(n, "présent", "présents"), m.mois.nom())
}

/// « (1 sur 2) », where the panels need more than one figure.
fn rang(planche: &Planche<'_>) -> String {
    match planche.rang {
        (_, 1) => String::new(),
        (rang, combien) => format!(" ({} sur {combien})", rang + 1),
    }
}

/// Who had more présents than places at the end of a month.
fn depassements(planche: &Planche<'_>) -> Option<String> {
    let compare = |m: &MoisDePresence| Some(m.presents.exact()? > m.places.exact()?);
    let depasse = |p: &&Presence<'_>| p.mois.iter().any(|m| compare(m) == Some(true));
    let noms: Vec<String> = planche.panneaux.iter().filter(depasse).map(|p| libelle(p.perimetre)).collect();
    match noms.len() {
        0 => {
            let tous_connus = planche.panneaux.iter().flat_map(|p| &p.mois).all(|m| compare(m).is_some());
            tous_connus.then(|| "aucun ne dépasse sa capacité en fin de mois".to_owned())
        }
        1 => Some(format!("{} dépasse sa capacité", noms[0])),
        2..=NOMMES => Some(format!("{} dépassent leur capacité", enumeration(&noms))),
        n => Some(format!("{n}{INSECABLE}dispositifs dépassent leur capacité au moins un mois")),
    }
}

/// The caption: how many panels, and who goes beyond its capacity.
pub(super) fn legende(planche: &Planche<'_>) -> String {
    let fait = depassements(planche).map(|fait| format!("{INSECABLE}: {fait}")).unwrap_or_default();
    format!("Présents en fin de mois, dispositif par dispositif{}{fait}.", rang(planche))
}

/// The gist: where each begins and ends.
pub(super) fn texte_alternatif(planche: &Planche<'_>) -> String {
    let quand = planche.panneaux.first().map(|p| periode(p.indicateurs)).unwrap_or_default();
    let dits: Vec<String> = planche.panneaux.iter().map(dit).collect();
    let combien = planche.panneaux.len();
    format!(
        "{combien} petits graphiques à la même échelle, un par dispositif{}, présents en fin de mois {quand} — {}.",
        rang(planche),
        dits.join("\u{202f}; ")
    )
}

/// « AEMO : 57 fin janvier, 60 présents fin décembre, 66 places ».
fn dit(presence: &Presence<'_>) -> String {
    let premier = presence.mois.iter().find_map(|m| Some((m.mois, m.presents.exact()?)));
    let plusieurs = presence.mois.iter().filter(|m| m.presents.exact().is_some()).count() > 1;
    let debut = premier.filter(|_| plusieurs).map(|(mois, n)| format!("{} fin {}, ", nombre_court(n), mois.nom()));
    format!("{}{INSECABLE}: {}{}", libelle(presence.perimetre), debut.unwrap_or_default(), fin(presence))
}

/// How to read it, what is doubtful, what is missing.
pub(super) fn note(planche: &Planche<'_>) -> String {
    let capacite = planche.panneaux.iter().flat_map(|p| &p.mois).any(|m| m.places.exact().is_some());
    let tirets = if capacite { "\u{202f}; en tirets, la capacité en fin de mois" } else { "" };
    let mut phrases = vec![format!("Même échelle pour tous les dispositifs{tirets}.")];
    let par_dispositif = |dire: fn(&Presence<'_>) -> Vec<String>| {
        let dites = planche.panneaux.iter().map(|p| (libelle(p.perimetre), dire(p)));
        let dites = dites.filter(|(_, dites)| !dites.is_empty());
        dites.map(|(nom, dites)| format!("{nom}, {}", dites.join(", "))).collect::<Vec<_>>().join("\u{202f}; ")
    };
    let douteux = par_dispositif(|p| reserves(valeurs(p)));
    if !douteux.is_empty() {
        phrases.push(format!("En contour, à vérifier{INSECABLE}: {douteux}."));
    }
    let manquants = par_dispositif(|p| lacunes(valeurs(p)));
    if !manquants.is_empty() {
        phrases.push(format!("Rond vide, non communiqué{INSECABLE}: {manquants}."));
    }
    phrases.join(" ")
}

fn valeurs<'a>(presence: &'a Presence<'_>) -> impl Iterator<Item = (Mois, &'a Valeur)> {
    presence.mois.iter().map(|m| (m.mois, &m.presents))
}

/// Dispositifs as rows, months as columns.
pub(super) fn tableau(planche: &Planche<'_>) -> Vec<Vec<String>> {
    let mois = planche.panneaux.first().map(|p| p.mois.as_slice()).unwrap_or_default();
    let mut entete = vec!["Dispositif".to_owned()];
    entete.extend(mois.iter().map(|m| noms(&[m.mois])));
    let cellule = |m: &MoisDePresence| {
        let nombre = m.presents.exact().map_or_else(|| NON_COMMUNIQUE.to_owned(), nombre_court);
        nombre + if m.presents.reserve.is_some() { " (à\u{a0}vérifier)" } else { "" }
    };
    let ligne = |p: &Presence<'_>| {
        let mut ligne = vec![libelle(p.perimetre)];
        ligne.extend(p.mois.iter().map(cellule));
        ligne
    };
    std::iter::once(entete).chain(planche.panneaux.iter().map(ligne)).collect()
}

/// What each of its numbers is.
pub(super) fn origines(planche: &Planche<'_>) -> Vec<Vec<Option<Origine>>> {
    let du_perimetre = |p: &Presence<'_>| {
        let nombre = |m: &MoisDePresence| Origine::du_mois(p.perimetre, "presents_fin", m.mois);
        std::iter::once(None).chain(p.mois.iter().map(nombre)).collect()
    };
    planche.panneaux.iter().map(du_perimetre).collect()
}
