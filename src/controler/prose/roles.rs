//! What each word of a sentence does: names a part, dates, compares, makes doubtful, or changes nothing.

use super::jetons::{Jeton, Sorte};
use super::vocabulaire::{VOCABULAIRE, commence};
use crate::domaine::reglages::{Cadre, Reglages};
use crate::francais::{cle, parse_mois};
use std::collections::BTreeMap;

/// What a token does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controler) enum Role {
    /// Names the dispositif of that index in rapport.toml.
    Dispositif(usize),
    /// « judiciaires ».
    Cadre(Cadre),
    /// « service »: all its dispositifs.
    Service,
    /// « filles »: the modalité of the criterion.
    Sexe(&'static str),
    /// A month, alone.
    Mois(u8),
    /// A year.
    Annee(i32),
    /// 1 January.
    Debut,
    /// 31 December.
    Fin,
    /// Another date.
    Date,
    /// « l'exercice précédent ».
    Precedent,
    /// Something else with a name: another service, another measure.
    Etranger,
    /// Makes the sentence doubtful.
    Reserve,
    /// Compares two years.
    Compare,
    /// Changes nothing.
    Neutre,
    /// Anything else.
    Autre,
}

impl Role {
    /// True when the number counts the same with it or without, or counts a part that is known.
    pub(super) fn laisse_le_compte(self) -> bool {
        !matches!(self, Self::Autre | Self::Etranger | Self::Date | Self::Compare)
    }
}

/// The names of rapport.toml, as keys.
#[derive(Debug)]
pub(in crate::controler) struct Lexique {
    noms: BTreeMap<String, Role>,
}

/// Words that a name may have.
const PLUS_LONG_NOM: usize = 12;

impl Lexique {
    pub(in crate::controler) fn new(reglages: &Reglages) -> Self {
        let mut noms = BTreeMap::new();
        let identites = [Some(&reglages.association), reglages.etablissement.as_ref(), Some(&reglages.service)];
        for identite in identites.into_iter().flatten() {
            let siens = [Some(&identite.nom), identite.sigle.as_ref()];
            noms.extend(siens.into_iter().flatten().map(|nom| (cle(nom), Role::Neutre)));
        }
        for groupe in &reglages.groupes {
            noms.extend([&groupe.code, &groupe.libelle].map(|nom| (cle(nom), Role::Etranger)));
        }
        for (rang, dispositif) in reglages.dispositifs.iter().enumerate() {
            let siens = [&dispositif.code, &dispositif.libelle].into_iter().chain(&dispositif.anciens_noms);
            for nom in siens.map(|nom| cle(nom)) {
                if let Some(sans_r) = nom.strip_suffix(" r") {
                    noms.extend(["renforce", "renforcee"].map(|r| (format!("{sans_r} {r}"), Role::Dispositif(rang))));
                }
                noms.insert(nom, Role::Dispositif(rang));
            }
        }
        noms.remove("");
        Self { noms }
    }

    /// The role of every token of a block. Linear.
    pub(in crate::controler) fn roles(&self, jetons: &[Jeton<'_>]) -> Vec<Role> {
        let mut roles: Vec<Role> = (0..jetons.len()).map(|i| simple(jetons, i)).collect();
        for i in 0..jetons.len() {
            dates(jetons, i, &mut roles);
        }
        let mut i = 0;
        while i < jetons.len() {
            let pris = self.nom(jetons, i, &mut roles);
            i += pris.max(1);
        }
        roles
    }

    /// A name of rapport.toml, or of last year, in full: how many tokens it takes.
    fn nom(&self, jetons: &[Jeton<'_>], i: usize, roles: &mut [Role]) -> usize {
        if let Some(mots) = VOCABULAIRE.precedents.iter().find(|mots| commence(&jetons[i..], mots)) {
            roles[i..].iter_mut().take(mots.len()).for_each(|role| *role = Role::Precedent);
            return mots.len();
        }
        let mut entier = String::new();
        let mut trouve = None;
        for (n, jeton) in jetons[i..].iter().take(PLUS_LONG_NOM).enumerate() {
            if jeton.est('’') || jeton.est('\'') {
                continue;
            }
            if jeton.sorte != Sorte::Mot {
                break;
            }
            if !entier.is_empty() {
                entier.push(' ');
            }
            entier.push_str(&jeton.cle);
            trouve = self.noms.get(&entier).map(|role| (n + 1, *role)).or(trouve);
        }
        let Some((pris, role)) = trouve else { return 0 };
        roles[i..].iter_mut().take(pris).for_each(|r| *r = role);
        pris
    }
}

/// The role of a token that its neighbours alone decide.
fn simple(jetons: &[Jeton<'_>], i: usize) -> Role {
    let jeton = &jetons[i];
    match jeton.sorte {
        Sorte::Nombre(nombre) => nombre.annee.map_or(Role::Autre, Role::Annee),
        Sorte::Opaque => jour_en_chiffres(jeton.texte),
        Sorte::Signe('’' | '\'') => Role::Neutre,
        Sorte::Signe(_) => Role::Autre,
        Sorte::Mot => mot(jetons, i),
    }
}

fn mot(jetons: &[Jeton<'_>], i: usize) -> Role {
    let jeton = &jetons[i];
    let mot = jeton.cle.as_str();
    let avant = i.checked_sub(1).map_or("", |i| jetons[i].cle.as_str());
    match mot {
        "service" => return Role::Service,
        "fille" => return Role::Sexe("fille"),
        "garcon" => return Role::Sexe("garçon"),
        "judiciaire" => return Role::Cadre(Cadre::Judiciaire),
        "administratif" | "administrative" => return Role::Cadre(Cadre::Administratif),
        "ete" if !matches!(avant, "ont" | "a" | "avon" | "avoir" | "ayant") => return Role::Reserve,
        "par" if !jetons.get(i + 1).is_some_and(|j| matches!(j.cle.as_str(), "le" | "l" | "notre" | "no")) => {
            return Role::Autre;
        }
        "moi" if !jetons.get(i + 1).is_some_and(|j| matches!(j.cle.as_str(), "de" | "d")) => return Role::Autre,
        "moi" => return Role::Neutre,
        _ => {}
    }
    if let Some(mois) = mois(jeton) {
        return Role::Mois(mois);
    }
    let sigle =
        jeton.texte.chars().filter(|c| c.is_alphabetic()).count() > 1 && !jeton.texte.chars().any(char::is_lowercase);
    match () {
        () if VOCABULAIRE.reserves.contains(mot) => Role::Reserve,
        () if VOCABULAIRE.neutres.contains(mot) => Role::Neutre,
        () if VOCABULAIRE.comparent.contains(mot) => Role::Compare,
        () if sigle => Role::Etranger,
        () => Role::Autre,
    }
}

/// A month in full; « mar » and « mai » of other words are none.
fn mois(jeton: &Jeton<'_>) -> Option<u8> {
    let lettres = jeton.texte.chars().filter(|c| c.is_alphabetic()).count();
    if lettres < 3 || jeton.texte.eq_ignore_ascii_case("mais") || jeton.texte.eq_ignore_ascii_case("mar") {
        return None;
    }
    let lu = parse_mois(jeton.texte).filter(|lu| lu.annee.is_none())?;
    Some(lu.dans(2001)?.numero())
}

/// « 1er janvier », « 31 décembre », « 12 mars »: the day and its month.
fn dates(jetons: &[Jeton<'_>], i: usize, roles: &mut [Role]) {
    let Role::Mois(mois) = roles[i] else { return };
    let Some(jour) = i.checked_sub(1).filter(|j| jetons[*j].sorte != Sorte::Mot) else { return };
    let lu: String = jetons[jour].texte.chars().take_while(char::is_ascii_digit).collect();
    let role = match (lu.parse::<u32>(), mois) {
        (Ok(1), 1) => Role::Debut,
        (Ok(31), 12) => Role::Fin,
        (Ok(1..=31), _) => Role::Date,
        _ => return,
    };
    (roles[jour], roles[i]) = (role, role);
}

/// « 31/12/2021 », « 1/01/2021 ».
fn jour_en_chiffres(texte: &str) -> Role {
    let parties: Vec<Option<u32>> = texte.split(['/', '.', '-']).map(|p| p.parse().ok()).collect();
    match parties[..] {
        [Some(1), Some(1), Some(_)] => Role::Debut,
        [Some(31), Some(12), Some(_)] => Role::Fin,
        [Some(1..=31), Some(1..=12), Some(_)] => Role::Date,
        _ => Role::Autre,
    }
}
