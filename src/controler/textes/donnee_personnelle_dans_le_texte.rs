//! `donnee-personnelle-dans-le-texte`: what tells who somebody is. The finding says where and what kind, never what.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Bloc, Jeton, Lecture, Liste, Sorte, blocs, jetons};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::reglages::Reglages;
use crate::francais::{cle, parse_mois};
use std::collections::BTreeSet;

const FICHE: Fiche = Fiche {
    code: "donnee-personnelle-dans-le-texte",
    famille: Famille::Textes,
    gravite: Gravite::Incoherence,
    regarde: "Les textes de l’équipe, code et adresses de liens compris : numéros de téléphone, adresses électroniques, numéros de sécurité sociale, dates de naissance complètes, noms propres précédés de Mme, M., Docteur, Maître… Ce que rapport.toml donne lui-même (téléphone et courriel du service, signataire) n’est pas concerné, ni les noms de rues et d’établissements.",
    importance: "Le rapport est transmis et parfois publié : rien n’y doit permettre de reconnaître un enfant, un parent ou un tiers.",
    exemple: "Un « Mme » suivi d’un nom propre dans une vignette clinique.",
    correction: "Remplacer la donnée par une fonction ou une initiale (« la mère », « l’intervenante »), ou la retirer.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// What is known to be public: the settings themselves.
struct Connus {
    chiffres: Vec<String>,
    courriels: BTreeSet<String>,
    mots: BTreeSet<String>,
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let connus = Connus::new(vue.reglages);
    prose::par_texte(vue, trouves, |texte, _| du_texte(&connus, texte));
}

impl Connus {
    fn new(reglages: &Reglages) -> Self {
        let identites = [Some(&reglages.association), reglages.etablissement.as_ref(), Some(&reglages.service)];
        let mentions: Vec<&str> =
            identites.into_iter().flatten().flat_map(|i| i.mentions.iter().map(|(_, v)| v.as_str())).collect();
        let rapport = &reglages.rapport;
        let signature = [&rapport.signataire, &rapport.qualite, &rapport.destinataire];
        let signature = signature.into_iter().flatten().map(String::as_str);
        Self {
            chiffres: mentions.iter().map(|m| m.chars().filter(char::is_ascii_digit).collect()).collect(),
            courriels: mentions.iter().filter(|m| m.contains('@')).map(|m| m.trim().to_lowercase()).collect(),
            mots: signature.flat_map(|s| cle(s).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect(),
        }
    }
}

fn du_texte(connus: &Connus, texte: &Texte) -> Vec<Diagnostic> {
    let lus = blocs(&texte.contenu, Lecture::Tout);
    let mut constats = Vec::new();
    for bloc in &lus.tous {
        for (octet, genre) in donnees(connus, bloc) {
            let dit = format!("donnée personnelle : {genre}");
            let aide =
                "la retirer du texte, ou la remplacer par une fonction (« la mère », « l’intervenante »)".to_owned();
            constats.push(prose::constat(&FICHE, texte, lus.place(bloc, octet), (&dit, aide)));
        }
    }
    constats
}

/// Where data stand in a block, and of which kind.
fn donnees(connus: &Connus, bloc: &Bloc) -> Vec<(usize, &'static str)> {
    let mut toutes = des_chiffres(connus, &bloc.texte);
    toutes.extend(courriels(connus, &bloc.texte).map(|octet| (octet, "une adresse électronique")));
    let jetons = jetons(&bloc.texte);
    for i in 0..jetons.len() {
        if nom_propre(connus, &jetons, i) {
            toutes.push((jetons[i].debut, "un nom propre après un titre de civilité"));
        } else if naissance(&jetons, i) {
            toutes.push((jetons[i].debut, "une date de naissance"));
        }
    }
    toutes.sort_unstable();
    toutes
}

/// Runs of digits with what may separate them: telephones and social security numbers.
fn des_chiffres(connus: &Connus, texte: &str) -> Vec<(usize, &'static str)> {
    let separe = |c: char| matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '/' | '(' | ')');
    let mut trouves = Vec::new();
    let mut debut = None;
    let mut suite = String::new();
    for (ici, c) in texte.char_indices().chain([(texte.len(), '\n')]) {
        if c.is_ascii_digit() || (debut.is_some() && separe(c)) || (debut.is_none() && c == '+') {
            debut = debut.or(Some(ici));
            suite.push(c);
            continue;
        }
        if let Some(debut) = debut.take() {
            let suivi = c.is_alphabetic() && suite.ends_with(|c: char| c.is_ascii_digit());
            let colle = suivi || texte[..debut].ends_with(char::is_alphanumeric);
            let genre = genre_des_chiffres(&suite).filter(|_| !colle);
            let chiffres: String = suite.chars().filter(char::is_ascii_digit).collect();
            let connu = connus.chiffres.contains(&chiffres);
            trouves.extend(genre.filter(|_| !connu).map(|genre| (debut, genre)));
        }
        suite.clear();
    }
    trouves
}

fn genre_des_chiffres(suite: &str) -> Option<&'static str> {
    let suite = suite.trim_end_matches(|c: char| !c.is_ascii_digit());
    let groupes: Vec<&str> = suite.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let chiffres = groupes.concat();
    let longueurs: Vec<usize> = groupes.iter().map(|g| g.len()).collect();
    let national = chiffres.strip_prefix("0033").or(chiffres.strip_prefix("33").filter(|_| suite.starts_with('+')));
    let national = national.map(|n| n.strip_prefix('0').unwrap_or(n)).or(chiffres.strip_prefix('0'));
    let forme =
        longueurs == [10] || longueurs == [2, 2, 2, 2, 2] || suite.starts_with(['+', '0']) && chiffres.len() > 10;
    if forme && national.is_some_and(|n| n.len() == 9 && !n.starts_with('0')) && !suite.contains('/') {
        return Some("un numéro de téléphone");
    }
    let espace = matches!(longueurs[..], [1, 2, 2, 2, 3, 3] | [1, 2, 2, 2, 3, 3, 2]);
    (commence_comme_un_nir(&chiffres) && (espace || cle_juste(&chiffres))).then_some("un numéro de sécurité sociale")
}

fn commence_comme_un_nir(chiffres: &str) -> bool {
    let mois = chiffres.get(3..5).and_then(|m| m.parse::<u32>().ok());
    matches!(chiffres.len(), 13 | 15)
        && chiffres.starts_with(['1', '2'])
        && matches!(mois, Some(1..=12 | 20..=42 | 50..=99))
}

/// The two last digits of fifteen are the complement of the thirteen first to a multiple of 97.
fn cle_juste(chiffres: &str) -> bool {
    let lu = |etendue: std::ops::Range<usize>| chiffres.get(etendue).and_then(|c| c.parse::<u64>().ok());
    lu(0..13).zip(lu(13..15)).is_some_and(|(numero, cle)| 97 - numero % 97 == cle)
}

fn courriels<'a>(connus: &'a Connus, texte: &'a str) -> impl Iterator<Item = usize> + 'a {
    let permis = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    texte.match_indices('@').filter_map(move |(ici, _)| {
        let avant =
            texte[..ici].char_indices().rev().take(64).take_while(|(_, c)| permis(*c)).last().map(|(i, _)| i)?;
        let apres: String = texte[ici + 1..].chars().take(64).take_while(|c| permis(*c)).collect();
        let apres = apres.trim_end_matches(['.', '-']);
        let domaine = apres.rsplit_once('.').is_some_and(|(nom, fin)| !nom.is_empty() && fin.len() >= 2);
        let entier = format!("{}@{apres}", &texte[avant..ici]).to_lowercase();
        (domaine && !connus.courriels.contains(&entier)).then_some(avant)
    })
}

const TITRES: Liste = Liste("personnes", "titres");
/// Words that a title precedes without naming anybody.
const FONCTIONS: Liste = Liste("personnes", "fonctions");
/// Places that bear somebody's name.
const LIEUX: Liste = Liste("personnes", "lieux");

/// A title and a capitalised name, that is no street nor the person who signs.
fn nom_propre(connus: &Connus, jetons: &[Jeton<'_>], i: usize) -> bool {
    let titre = &jetons[i];
    let m = titre.texte == "M" && jetons.get(i + 1).is_some_and(|j| j.est('.'));
    let me = titre.texte == "Me";
    let abrege = jetons.get(i + 1).is_some_and(|j| j.est('.'));
    if !(m || me || TITRES.contient(titre)) {
        return false;
    }
    let Some(nom) = jetons.get(i + 1 + usize::from(abrege)) else { return false };
    let lettres = nom.texte.chars().filter(|c| c.is_alphabetic()).count();
    let propre = nom.sorte == Sorte::Mot && nom.majuscule() && lettres >= 2 && !FONCTIONS.contient(nom);
    let suit_un_point = abrege && !m && !matches!(titre.cle.as_str(), "mme" | "mlle" | "dr" | "mr");
    let lieu = LIEUX.dans(&jetons[i.saturating_sub(4)..i]);
    let signataire = nom.cle.split(' ').all(|mot| connus.mots.contains(mot));
    propre && !suit_un_point && !lieu && !signataire
}

/// « née le 3 mars 2010 », « date de naissance : 03/03/2010 ».
fn naissance(jetons: &[Jeton<'_>], i: usize) -> bool {
    if !matches!(jetons[i].cle.as_str(), "ne" | "nee" | "naissance" | "ddn") {
        return false;
    }
    let accent = jetons[i].cle != "ne" || jetons[i].texte.to_lowercase().starts_with("né");
    let suite = &jetons[i + 1..(i + 7).min(jetons.len())];
    let complete = suite.iter().enumerate().any(|(n, j)| {
        let en_chiffres = j.sorte == Sorte::Opaque && jour_mois_annee(j.texte);
        let mois = suite.get(n + 1).is_some_and(|j| j.sorte == Sorte::Mot && parse_mois(j.texte).is_some());
        let annee = suite.get(n + 2).and_then(Jeton::nombre).is_some_and(|n| n.annee.is_some());
        en_chiffres || (j.sorte != Sorte::Mot && j.texte.starts_with(|c: char| c.is_ascii_digit()) && mois && annee)
    });
    accent && complete
}

fn jour_mois_annee(texte: &str) -> bool {
    let parties: Vec<usize> = texte.split(['/', '-', '.']).map(|p| p.parse::<u32>().map_or(0, |_| p.len())).collect();
    matches!(parties[..], [1..=2, 1..=2, 2 | 4] | [4, 2, 2])
}
