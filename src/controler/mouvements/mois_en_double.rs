//! `mois-en-double`: the same month typed twice for one dispositif.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::dossier::Releve;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "mois-en-double",
    famille: Famille::Mouvements,
    gravite: Gravite::Erreur,
    regarde: "Que chaque mois de chaque dispositif n’est saisi qu’une fois, tous fichiers confondus.",
    importance: "Avec deux chiffres différents, personne ne peut dire lequel est le bon (erreur) ; avec les mêmes, un des deux est de trop (information).",
    exemple: "AEMO-R, mars : 4 entrées dans un fichier, 5 dans un autre.",
    correction: "Ne garder qu’une des saisies.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// Places named for one month: nobody looks at more.
const PLACES: usize = 10;

/// The figures of one dispositif and month, in reading order.
type Saisies<'a> = BTreeMap<Grandeur, Vec<(Exact, &'a Span)>>;

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mut mois: BTreeMap<(&str, Mois), Saisies<'_>> = BTreeMap::new();
    let de_l_exercice = |r: &&Releve| r.mois.annee() == vue.exercice().annee();
    for releve in vue.dossier.releves.iter().filter(de_l_exercice) {
        if let Some(nombre) = releve.saisie.nombre() {
            let saisies = mois.entry((&releve.dispositif, releve.mois)).or_default();
            saisies.entry(releve.grandeur).or_default().push((nombre, &releve.span));
        }
    }
    mois.iter().filter_map(|((code, mois), saisies)| constat(&mots::lieu(code, *mois), saisies)).collect()
}

fn constat(qui: &str, saisies: &Saisies<'_>) -> Option<Diagnostic> {
    let doubles: Vec<_> = saisies.iter().filter(|(_, places)| places.len() > 1).collect();
    let different = |places: &[(Exact, &Span)]| places.iter().any(|(nombre, _)| *nombre != places[0].0);
    let differents: Vec<_> = doubles.iter().filter(|(_, places)| different(places)).collect();
    let (_, places) = differents.first().copied().or(doubles.first())?;
    let span = places.iter().find(|(nombre, _)| *nombre != places[0].0).unwrap_or(&places[1]).1;
    let lies = lies(places, span);
    let fois = if places.len() == 2 { "deux fois".to_owned() } else { format!("{} fois", places.len()) };
    if differents.is_empty() {
        let message = format!("{qui} : saisi {fois}, avec les mêmes chiffres");
        let aide = Some(match places.len() {
            2 => "supprimer l’une des deux saisies".to_owned(),
            _ => "ne garder qu’une de ces saisies".to_owned(),
        });
        let constat = FICHE.constat(span.clone(), message);
        return Some(Diagnostic { gravite: Gravite::Information, lies, aide, ..constat });
    }
    let ecarts: Vec<_> = differents.iter().map(|(grandeur, places)| ecart(**grandeur, places)).collect();
    let message = format!("{qui} : saisi {fois} avec des chiffres différents, {}", mots::liste(&ecarts));
    let garder = match places.len() {
        2 => "supprimer l’une des deux saisies",
        _ => "ne garder qu’une de ces saisies",
    };
    let aide = Some(format!("{garder}, après avoir vérifié laquelle est la bonne"));
    Some(Diagnostic { lies, aide, ..FICHE.constat(span.clone(), message) })
}

/// The other places; the last one that is named says how many are not.
fn lies(places: &[(Exact, &Span)], ici: &Span) -> Vec<(Span, String)> {
    let montrees = montrees(places);
    let tues = places.len() - montrees.len();
    let autres = montrees.into_iter().filter(|(_, autre)| *autre != ici);
    let saisie = |nombre| format!("autre saisie : {}", francais::nombre_court(nombre));
    let mut lies: Vec<_> = autres.map(|(nombre, autre)| (autre.clone(), saisie(nombre))).collect();
    if let Some((_, derniere)) = lies.last_mut().filter(|_| tues > 0) {
        derniere.push_str(&et_autres(tues));
    }
    lies
}

/// The places that are named: all of them, or when there are too many, first one of each figure.
fn montrees<'a>(places: &[(Exact, &'a Span)]) -> Vec<(Exact, &'a Span)> {
    if places.len() <= PLACES {
        return places.to_vec();
    }
    let mut vus = BTreeSet::new();
    let (premieres, autres): (Vec<_>, Vec<_>) = places.iter().partition(|(nombre, _)| vus.insert(*nombre));
    premieres.into_iter().chain(autres).take(PLACES).collect()
}

/// « , et 37 autres ».
fn et_autres(nombre: usize) -> String {
    if nombre == 1 { ", et une autre".to_owned() } else { format!(", et {nombre} autres") }
}

/// « entrées 4 (D3) ou 5 (D9) », « entrées 4 (D3) ou 4 (D4) ou … ou 5 (D19), et 37 autres ».
fn ecart(grandeur: Grandeur, places: &[(Exact, &Span)]) -> String {
    let meme_fichier = places.iter().all(|(_, span)| span.file == places[0].1.file);
    let meme_feuille = meme_fichier && places.iter().all(|(_, span)| span.sheet == places[0].1.sheet);
    let ou = |span: &Span| {
        let fichier = Some(span.file.clone()).filter(|_| !meme_fichier);
        let feuille = span.sheet.as_ref().filter(|_| !meme_feuille).map(|nom| format!("feuille {}", mots::cite(nom)));
        fichier.into_iter().chain(feuille).chain([span.short()]).collect::<Vec<_>>().join(", ")
    };
    let tues = places.len().saturating_sub(PLACES);
    let autres = Some(et_autres(tues)).filter(|_| tues > 0).unwrap_or_default();
    let lues =
        montrees(places).into_iter().map(|(nombre, span)| format!("{} ({})", francais::nombre_court(nombre), ou(span)));
    format!("{} {}{autres}", grandeur.libelle(), lues.collect::<Vec<_>>().join(" ou "))
}
