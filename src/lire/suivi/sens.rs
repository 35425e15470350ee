//! What the words of row-by-row tables mean: a word of the vocabulary, a dispositif of rapport.toml, a share, or a free
//! word under the spelling to keep.

use super::super::noms::Noms;
use super::super::vocabulaire::Vocabulaire;
use super::recueil::error;
use crate::domaine::exact::Exact;
use crate::domaine::reglages::Reglages;
use crate::domaine::suivi::{Colonne, Lexique, Mot, MotLu, NatureDeDecision};
use crate::francais::{Lecture, cle, decimal_saisi, est_une_marque_de_vide, parse_nombre};
use ecow::EcoString;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// What words are compared with.
pub(super) struct Sens<'a> {
    pub(super) vocabulaire: &'a Vocabulaire,
    pub(super) noms: &'a Noms<'a>,
    reglages: &'a Reglages,
    /// Folded spelling of a territory → the one to keep.
    territoires: BTreeMap<String, &'a str>,
}

impl<'a> Sens<'a> {
    pub(super) fn new(vocabulaire: &'a Vocabulaire, noms: &'a Noms<'a>, reglages: &'a Reglages) -> Self {
        let declares = reglages.correspondances.territoires.iter();
        let territoires = declares.map(|(nom, garde)| (cle(nom), garde.as_str())).collect();
        Self { vocabulaire, noms, reglages, territoires }
    }

    /// What a spelling stands for; `None` where nothing is known.
    pub(super) fn lit(&self, colonne: Colonne, texte: &EcoString, premiere: u32) -> Option<MotLu> {
        let critere = key(colonne);
        let lu = |mot: &str, connu| MotLu {
            texte: texte.clone(),
            mot: mot.into(),
            connu,
            dispositif: None,
            nature: NatureDeDecision::du_mot(mot).filter(|_| colonne == Colonne::Nature),
            nombre: None,
            premiere,
        };
        if error(texte).is_some() {
            return None;
        }
        let dit = self.vocabulaire.mot(critere, texte);
        let inconnu = est_une_marque_de_vide(texte);
        Some(match colonne {
            _ if inconnu && (dit.is_none() || texte.chars().count() < MOT) => return None,
            Colonne::Dispositif | Colonne::ExerceeEn => self.dispositif(lu(texte, false)),
            Colonne::Quotite => match share(texte) {
                Some(nombre) => MotLu { nombre: Some(nombre), ..lu(&decimal_saisi(nombre), true) },
                None => lu(texte, false),
            },
            Colonne::Territoire => lu(self.territoires.get(&cle(texte)).copied().unwrap_or(texte), true),
            Colonne::Unite => lu(self.unite(texte).unwrap_or(texte), true),
            _ => lu(dit.unwrap_or(texte), dit.is_some() || !self.vocabulaire.liste(critere)),
        })
    }

    fn dispositif(&self, lu: MotLu) -> MotLu {
        let code = self.noms.code(&lu.texte);
        let dispositif = code.and_then(|code| self.reglages.dispositifs.iter().position(|d| d.code == code));
        match code {
            Some(code) => MotLu { mot: code.into(), connu: true, dispositif, ..lu },
            None => lu,
        }
    }

    /// The label of a unit of rapport.toml, named by it or by its code.
    fn unite(&self, texte: &str) -> Option<&str> {
        let cherche = cle(texte);
        let unite = self.reglages.unites.iter().find(|u| cle(&u.code) == cherche || cle(&u.libelle) == cherche)?;
        Some(&unite.libelle)
    }
}

/// The shortest word that says « unknown »: a shorter text is a mark.
const MOT: usize = 5;

/// Key of a column in the data files.
pub(super) fn key(colonne: Colonne) -> &'static str {
    Colonne::TOUTES.iter().find(|(c, _)| *c == colonne).map_or("", |(_, key)| key)
}

/// « 0,5 », « 50 % », « 1/2 »: above zero, at most one.
pub(in crate::lire) fn share(texte: &str) -> Option<Exact> {
    let nombre = |texte: &str| match parse_nombre(texte, false) {
        Lecture::Nombre(n) => Some(n),
        _ => None,
    };
    let part = match texte.split_once('/') {
        Some((a, b)) => nombre(a)?.divise_par(nombre(b)?)?,
        None if texte.ends_with('%') => nombre(texte)?.divise_par(Exact::from(100_u32))?,
        None => nombre(texte)?,
    };
    (part > Exact::from(0_u32) && part <= Exact::from(1_u32)).then_some(part)
}

/// Words known by their meaning: spellings that mean the same share one number.
pub(super) struct Numeros {
    par_sens: HashMap<String, u16>,
}

impl Numeros {
    /// Those of the tables already read.
    pub(super) fn new(lexique: &Lexique) -> Self {
        let numeros = lexique.mots.iter().zip(1..).map(|(lu, numero)| (meaning(lu), numero));
        Self { par_sens: numeros.collect() }
    }

    /// The number of a word, and whether it is new; `None` when there are too many.
    pub(super) fn de(&mut self, lu: MotLu, lexique: &mut Lexique) -> Option<(Mot, bool)> {
        let sens = meaning(&lu);
        if let Some(numero) = self.par_sens.get(&sens) {
            return Some((Mot(*numero), false));
        }
        let numero = u16::try_from(lexique.mots.len() + 1).ok().filter(|n| usize::from(*n) <= super::mots::PLAFOND)?;
        self.par_sens.insert(sens, numero);
        lexique.mots.push(lu);
        Some((Mot(numero), true))
    }
}

fn meaning(lu: &MotLu) -> String {
    match (lu.dispositif, lu.nombre, cle(&lu.mot)) {
        (Some(rang), _, _) => format!("={rang}"),
        (_, Some(nombre), _) => format!("#{nombre:?}"),
        (_, _, cle) if cle.is_empty() => lu.mot.to_string(),
        (_, _, cle) => cle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_in_three_ways() {
        let demi = Exact::fraction(1, 2);
        for texte in ["0,5", "0.5", "50 %", "50%", "1/2", "50\u{a0}%"] {
            assert_eq!(share(texte), demi, "{texte}");
        }
        assert_eq!(share("1"), Some(Exact::from(1_u32)));
        assert_eq!(share("1/3"), Exact::fraction(1, 3));
        for texte in ["", "0", "50", "mi-temps", "1/0", "-1", "1,5", "150 %", "1/2/3"] {
            assert_eq!(share(texte), None, "{texte}");
        }
    }
}
