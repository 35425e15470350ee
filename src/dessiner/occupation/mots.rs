//! The words and the table of `occupation`.

use super::{Ligne, avec_taux, nom_du_taux};
use crate::dessiner::phrases::{NON_COMMUNIQUE, libelle, periode};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::{Genre, Indicateurs};
use crate::francais::{INSECABLE, enumeration, nombre, pourcent};
use std::cmp::Reverse;

/// Known dispositifs, the highest rate first.
fn classees<'a, 'b>(lignes: &'a [Ligne<'b>]) -> Vec<&'a Ligne<'b>> {
    let connues = |l: &&Ligne<'_>| l.taux.is_some() && l.perimetre.genre == Genre::Dispositif;
    let mut classees: Vec<_> = lignes.iter().filter(connues).collect();
    classees.sort_by_key(|l| Reverse(l.taux));
    classees
}

fn du_service<'a, 'b>(lignes: &'a [Ligne<'b>]) -> Option<&'a Ligne<'b>> {
    lignes.iter().find(|l| l.perimetre.genre == Genre::Service && l.taux.is_some())
}

/// « AED-R dépasse 100 % ».
fn depassements(lignes: &[Ligne<'_>]) -> Option<String> {
    let au_dela = classees(lignes).into_iter().filter(|l| l.taux > Some(Exact::from(1_u32)));
    let noms: Vec<String> = au_dela.map(|l| libelle(l.perimetre)).collect();
    match noms.len() {
        0 => None,
        1 => Some(format!("{} dépasse 100\u{202f}%", noms[0])),
        2 | 3 => Some(format!("{} dépassent 100\u{202f}%", enumeration(&noms))),
        n => Some(format!("{n}{INSECABLE}dispositifs dépassent 100\u{202f}%")),
    }
}

/// The caption: from the highest rate to the lowest, and the whole.
pub(super) fn legende(indicateurs: &Indicateurs, lignes: &[Ligne<'_>]) -> String {
    let classees = classees(lignes);
    let mut phrases = Vec::new();
    if let ([premiere, .., derniere], true) = (&classees[..], classees.len() > 1) {
        let (haut, bas) = (premiere.taux.map(pourcent), derniere.taux.map(pourcent));
        let (haut, bas) = (haut.unwrap_or_default(), bas.unwrap_or_default());
        phrases.push(format!("de {haut} ({}) à {bas} ({})", libelle(premiere.perimetre), libelle(derniere.perimetre)));
    } else if let [seule] = classees[..] {
        phrases.push(avec_taux(seule));
    }
    phrases.extend(du_service(lignes).and_then(|l| l.taux).map(|t| format!("{} pour le service", pourcent(t))));
    phrases.extend(depassements(lignes));
    format!("{} par dispositif{INSECABLE}: {}.", nom_du_taux(indicateurs), phrases.join("\u{202f}; "))
}

/// The gist; every rate while they are few.
pub(super) fn texte_alternatif(indicateurs: &Indicateurs, lignes: &[Ligne<'_>]) -> String {
    let classees = classees(lignes);
    let (nom, periode) = (nom_du_taux(indicateurs), periode(indicateurs));
    let debut = format!("Barres horizontales. {nom} {periode}");
    let mut texte = if classees.len() <= 6 {
        let toutes: Vec<String> = classees.iter().map(|l| avec_taux(l)).collect();
        format!("{debut} — {}.", toutes.join("\u{202f}; "))
    } else {
        let bouts = [classees.first(), classees.last()].into_iter().flatten().map(|l| avec_taux(l));
        let bouts: Vec<String> = bouts.collect();
        format!("{debut}, {} dispositifs, du plus haut au plus bas — {}.", classees.len(), bouts.join("\u{202f}; "))
    };
    if let Some(taux) = du_service(lignes).and_then(|l| l.taux) {
        texte.push_str(&format!(" Service{INSECABLE}: {}.", pourcent(taux)));
    }
    if let Some(depassements) = depassements(lignes) {
        texte.push_str(&format!(" {depassements}."));
    }
    texte
}

/// The formula, what is estimated, doubtful or missing.
pub(super) fn note(indicateurs: &Indicateurs, lignes: &[Ligne<'_>]) -> String {
    let mut phrases =
        vec!["Journées réalisées rapportées aux journées théoriques (places × jours d’ouverture).".to_owned()];
    if lignes.iter().any(|l| l.avant.is_some()) {
        phrases.push(format!("En gris derrière, le taux de {}.", indicateurs.exercice.annee() - 1));
    }
    let estimes: Vec<String> = lignes.iter().filter(|l| l.estime && l.taux.is_some()).map(nom).collect();
    if !estimes.is_empty() {
        phrases.push(format!(
            "En clair, journées estimées au point milieu des mouvements{INSECABLE}: {}.",
            enumeration(&estimes)
        ));
    }
    let douteux = lignes.iter().filter_map(|l| Some(format!("{} ({})", nom(l), l.reserve.as_ref()?)));
    let douteux: Vec<String> = douteux.collect();
    if !douteux.is_empty() {
        phrases.push(format!("En contour, à vérifier{INSECABLE}: {}.", douteux.join("\u{202f}; ")));
    }
    let motif = |l: &Ligne<'_>| l.perimetre.annuel("taux_d_occupation").nombre.err();
    let manquants: Vec<String> = lignes.iter().filter_map(|l| Some(format!("{} ({})", nom(l), motif(l)?))).collect();
    if !manquants.is_empty() {
        phrases.push(format!("Non communiqué{INSECABLE}: {}.", manquants.join("\u{202f}; ")));
    }
    phrases.join(" ")
}

fn nom(ligne: &Ligne<'_>) -> String {
    libelle(ligne.perimetre)
}

/// One row per dispositif, the service last.
pub(super) fn tableau(indicateurs: &Indicateurs, lignes: &[Ligne<'_>]) -> Vec<Vec<String>> {
    let entete = ["Dispositif", "Journées réalisées", "Journées théoriques", &nom_du_taux(indicateurs)];
    let mut tableau = vec![entete.map(str::to_owned).to_vec()];
    let avant = lignes.iter().any(|l| l.avant.is_some());
    if avant {
        tableau[0].push(format!("En {}", indicateurs.exercice.annee() - 1));
    }
    let ou_rien = |n: Option<Exact>, f: fn(Exact) -> String| n.map_or_else(|| NON_COMMUNIQUE.to_owned(), f);
    for ligne in lignes {
        let annuel = |id: &str| ligne.perimetre.annuel(id).exact();
        let douteux = if ligne.reserve.is_some() { " (à\u{a0}vérifier)" } else { "" };
        tableau.push(vec![
            nom(ligne),
            ou_rien(annuel("journees_realisees"), nombre),
            ou_rien(annuel("journees_theoriques"), nombre),
            ou_rien(ligne.taux, pourcent) + douteux,
        ]);
        if let (true, Some(rang)) = (avant, tableau.last_mut()) {
            rang.push(ligne.avant.map_or_else(|| "–".to_owned(), pourcent));
        }
    }
    tableau
}

/// What each of its numbers is; the rate of the exercise before is declared in rapport.toml.
pub(super) fn origines(lignes: &[Ligne<'_>]) -> Vec<Vec<Option<Origine>>> {
    let ids = ["journees_realisees", "journees_theoriques", "taux_d_occupation"];
    let de = |l: &Ligne<'_>| std::iter::once(None).chain(ids.map(|id| Origine::annuelle(l.perimetre, id))).collect();
    lignes.iter().map(de).collect()
}
