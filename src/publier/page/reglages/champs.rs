//! A field of the form: what it shows of a key, and the value that is made of what was typed there.

use super::cles::{Cle, Forme};
use crate::francais::parse_date;
use crate::publier::rapport_toml::{Lu, RapportToml};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use toml_edit::{Datetime, Value};

/// Most lines of a list that a field shows at once.
const LIGNES: usize = 12;

/// A key.
#[derive(Serialize)]
pub(super) struct Champ {
    /// Its path, the name of the field.
    pub(super) nom: String,
    pub(super) libelle: String,
    aide: &'static str,
    pub(super) valeur: String,
    pub(super) controle: Controle,
    /// Keys and words of a choice; empty for the rest.
    choix: Vec<(String, String)>,
    /// Lines that a text of several lines needs.
    lignes: usize,
    /// What is wrong with what was typed: their ranks among the problems of the page.
    pub(super) fautes: Vec<usize>,
    #[serde(skip)]
    forme: Forme,
}

/// What a browser shows.
#[derive(Debug, Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Controle {
    Text,
    Number,
    Date,
    Choix,
    Lignes,
    /// Nothing: what the key says holds in no field.
    Ailleurs,
}

impl Champ {
    /// The field of a key of the table at `base`, empty where that table is yet to be.
    pub(super) fn new(rapport: &RapportToml, base: &str, cle: &Cle) -> Self {
        let nom = if base.is_empty() { cle.cle.to_owned() } else { format!("{base}/{}", cle.cle) };
        let (mut controle, valeur) = montre(rapport, &chemin(&nom), cle.forme);
        let mut choix = choix(rapport, cle.forme);
        if controle == Controle::Choix && choix.iter().all(|(mot, _)| *mot != valeur) {
            // a word that is none of the choices stays as it was typed
            controle = Controle::Text;
            choix.clear();
        }
        // a dispositif that counts its own way for the rest counts as the service
        if let Some((_, mots)) =
            choix.first_mut().filter(|_| base.starts_with("dispositif/") && base.ends_with("/comptage"))
        {
            "comme le service".clone_into(mots);
        }
        let lignes = valeur.lines().count().clamp(2, LIGNES);
        let libelle = cle.libelle.to_owned();
        Self { nom, libelle, aide: cle.aide, valeur, controle, choix, lignes, fautes: Vec::new(), forme: cle.forme }
    }

    /// Gives back what was typed, even what a browser would not show as a date or a number.
    pub(super) fn rend(&mut self, tape: &str) {
        if self.dit_deja(tape) {
            return;
        }
        tape.clone_into(&mut self.valeur);
        if matches!(self.controle, Controle::Number | Controle::Date) {
            self.controle = controle(self.forme, tape);
        }
        self.lignes = tape.lines().count().clamp(2, LIGNES);
    }

    /// True for a field of a table that is not in the file.
    pub(super) fn est_nouveau(&self) -> bool {
        self.nom.split('/').any(|etape| etape == NOUVEAU)
    }

    /// True for one field that holds the keys of a table.
    pub(super) fn est_une_table(&self) -> bool {
        matches!(self.forme, Forme::Noms | Forme::Chiffres)
    }

    /// True when what was typed says what the file says.
    pub(super) fn dit_deja(&self, tape: &str) -> bool {
        match self.controle {
            Controle::Ailleurs => true,
            Controle::Lignes if matches!(self.forme, Forme::Long) => {
                lignes_du_texte(tape).trim() == lignes_du_texte(&self.valeur).trim()
            }
            Controle::Lignes => lignes(tape).eq(lignes(&self.valeur)),
            _ => tape.trim() == self.valeur.trim(),
        }
    }

    /// The value of what was typed; as it is where it cannot be what is expected, so that the checks say so.
    pub(super) fn lit(&self, tape: &str) -> Value {
        let tape = tape.trim();
        match self.forme {
            Forme::Entier | Forme::Quantite | Forme::Chiffres => nombre(tape),
            Forme::Date => date(tape),
            Forme::OuiNon => tape.parse::<bool>().map_or_else(|_| tape.into(), Value::from),
            Forme::Textes => lignes(tape).collect(),
            Forme::Entiers => lignes(tape).map(nombre).collect(),
            Forme::Quantites if lignes(tape).count() <= 1 => nombre(tape),
            Forme::Quantites => lignes(tape).map(nombre).collect(),
            Forme::Jours if lignes(tape).count() <= 1 && parse_date(tape).is_none() => nombre(tape),
            Forme::Jours => lignes(tape).map(date).collect(),
            Forme::Long => lignes_du_texte(tape).into(),
            Forme::Texte | Forme::Mots(_) | Forme::Code | Forme::Noms => tape.into(),
        }
    }
}

/// Stands for the rank of a table that is to be added.
pub(super) const NOUVEAU: &str = "nouveau";

/// The steps of a name.
pub(super) fn chemin(nom: &str) -> Vec<String> {
    nom.split('/').map(str::to_owned).collect()
}

fn choix(rapport: &RapportToml, forme: Forme) -> Vec<(String, String)> {
    let mots = |mots: Vec<(&str, &str)>| mots.into_iter().map(|(cle, mot)| (cle.to_owned(), mot.to_owned())).collect();
    match forme {
        Forme::Mots(liste) => mots(liste()),
        Forme::OuiNon => mots(vec![("", "non (par défaut)"), ("true", "oui"), ("false", "non")]),
        Forme::Code => {
            let codes = (0..rapport.combien(&["dispositif"]))
                .map(|rang| rapport.lit(&["dispositif", rang.to_string().as_str(), "code"]))
                .filter(|code| !code.is_empty());
            let codes = codes.map(|code| (code.clone(), code));
            std::iter::once((String::new(), "aucun en particulier".to_owned())).chain(codes).collect()
        }
        _ => Vec::new(),
    }
}

/// What a browser shows of a key: a date or a number that it would not show as one is a text.
fn montre(rapport: &RapportToml, chemin: &[String], forme: Forme) -> (Controle, String) {
    if matches!(forme, Forme::Noms | Forme::Chiffres) {
        return match paires(rapport, chemin) {
            Some(paires) => {
                let paires = paires.iter().map(|(nom, texte)| format!("{nom} = {texte}"));
                (Controle::Lignes, paires.collect::<Vec<_>>().join("\n"))
            }
            None => (Controle::Ailleurs, String::new()),
        };
    }
    let en_liste = matches!(forme, Forme::Textes | Forme::Jours | Forme::Quantites | Forme::Entiers | Forme::Long);
    match rapport.lu(chemin) {
        Lu::Simple(texte) if matches!(forme, Forme::Long) => (Controle::Lignes, texte),
        Lu::Simple(texte) if texte.contains(['\n', '\r']) => (Controle::Ailleurs, String::new()),
        Lu::Liste(textes) if en_liste && textes.iter().all(|texte| !texte.contains(['\n', '\r'])) => {
            (Controle::Lignes, textes.join("\n"))
        }
        Lu::Simple(texte) if en_liste => (Controle::Lignes, texte),
        Lu::Absent if en_liste => (Controle::Lignes, String::new()),
        Lu::Liste(_) | Lu::Autre => (Controle::Ailleurs, String::new()),
        Lu::Absent => (controle(forme, ""), String::new()),
        Lu::Simple(texte) => (controle(forme, &texte), texte),
    }
}

fn controle(forme: Forme, valeur: &str) -> Controle {
    let date = || valeur.parse::<NaiveDate>().is_ok_and(|jour| jour.to_string() == valeur);
    match forme {
        Forme::Mots(_) | Forme::OuiNon | Forme::Code => Controle::Choix,
        Forme::Entier if valeur.is_empty() || valeur.parse::<i64>().is_ok() => Controle::Number,
        Forme::Date if valeur.is_empty() || date() => Controle::Date,
        _ => Controle::Text,
    }
}

/// The keys of the table that a name ending with `*` stands for, but those that have a field of their own and those
/// that hold on no line.
pub(super) fn paires(rapport: &RapportToml, chemin: &[String]) -> Option<Vec<(String, String)>> {
    let table = &chemin[..chemin.len().saturating_sub(1)];
    let ailleurs =
        |nom: &str| table.len() == 2 && table[0] == "historique" && ["exercice", "dispositif"].contains(&nom);
    let mut paires = rapport.paires(table)?;
    paires.retain(|(nom, texte)| !ailleurs(nom) && paire(&format!("{nom} = {texte}")) == Some((nom, texte)));
    Some(paires)
}

/// « nom = texte »: the last sign counts, for a name of the office may hold one.
pub(super) fn paire(ligne: &str) -> Option<(&str, &str)> {
    let (nom, texte) = ligne.rsplit_once('=')?;
    let (nom, texte) = (nom.trim(), texte.trim());
    (!nom.is_empty() && !texte.is_empty() && !ligne.contains(['\n', '\r'])).then_some((nom, texte))
}

/// What was typed line by line; blank ones say nothing.
pub(super) fn lignes(tape: &str) -> impl Iterator<Item = &str> {
    tape.split(['\n', '\r']).map(str::trim).filter(|ligne| !ligne.is_empty())
}

fn lignes_du_texte(tape: &str) -> String {
    tape.replace("\r\n", "\n").replace('\r', "\n")
}

/// A whole number is one in the file too; an amount is a text, as people write it.
fn nombre(tape: &str) -> Value {
    let ecrit = |n: &i64| n.to_string() == tape;
    tape.parse::<i64>().ok().filter(ecrit).map_or_else(|| tape.into(), Value::from)
}

/// A day, in figures or in words.
fn date(tape: &str) -> Value {
    let jour = parse_date(tape).and_then(|jour| jour.to_string().parse::<Datetime>().ok());
    jour.map_or_else(|| tape.into(), Value::from)
}

/// What was posted under the names of the form.
pub(super) type Poses = BTreeMap<String, String>;
