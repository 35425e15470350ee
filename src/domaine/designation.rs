//! How people name a figure: `service.ecart_produits`, `aemo_r.sorties.mars`, « taux de réalisation ».

use super::indicateur::{Indicateur, Indicateurs, Perimetre, Valeur};
use super::mois::Mois;
use super::mois_demande::{MoisRefuse, nom_proche};
use super::valeur::Nom;
use crate::francais::{cle, parse_mois, proche};

/// A figure that was named.
#[derive(Debug, Clone, Copy)]
pub struct Designation<'a> {
    /// Whose.
    pub perimetre: &'a Perimetre,
    /// What.
    pub indicateur: &'a Indicateur,
    /// Which month; the whole period without it.
    pub mois: Option<Mois>,
}

/// Why a name names nothing, with what it may have meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Inconnue {
    /// No such indicator.
    #[error("l’indicateur « {nom} » n’existe pas{}", peut_etre(.proche.as_deref()))]
    #[allow(missing_docs, reason = "what was written, and what is near it")]
    Indicateur { nom: String, proche: Option<String> },
    /// No such perimetre.
    #[error("le périmètre « {nom} » n’existe pas{} ; ceux du dossier : {tous}", peut_etre(.proche.as_deref()))]
    #[allow(missing_docs, reason = "what was written, what is near it, and those that exist")]
    Perimetre { nom: String, proche: Option<String>, tous: String },
    /// No such figure among the payers and the causes.
    #[error("« {nom} » n’existe pas (peut-être « {proche} »)")]
    #[allow(missing_docs, reason = "what was written, and what is near it")]
    Chiffre { nom: String, proche: String },
    /// Not a month of the exercise.
    #[error(transparent)]
    Mois(#[from] MoisRefuse),
    /// A month right after the perimetre.
    #[error("« {mois} » est un mois, il manque le nom du chiffre : par exemple {perimetre}.sorties.{mois}")]
    #[allow(missing_docs, reason = "whose, and the month")]
    SansIndicateur { perimetre: String, mois: &'static str },
    /// The indicator has no monthly figure.
    #[error("« {0} » n’est calculé que pour l’année")]
    SansMois(&'static str),
    /// More than three parts, or an empty one.
    #[error("écrire périmètre.indicateur ou périmètre.indicateur.mois : par exemple service.sorties.mars")]
    Forme,
}

/// A name cut at its points, but at the one that abbreviates a month: « service.sorties.févr. », « …févr. 2021 ».
fn parties(nom: &str) -> Vec<&str> {
    let net = nom.trim();
    let points: Vec<usize> = net.match_indices('.').map(|(place, _)| place).collect();
    if let [.., avant, dernier] = points[..] {
        let (abrege, mois) = (net[avant + 1..dernier].trim(), net[avant + 1..].trim());
        if parse_mois(abrege).is_some_and(|lu| lu.annee.is_none()) && parse_mois(mois).is_some() {
            return net[..avant].split('.').map(str::trim).chain([mois]).collect();
        }
    }
    net.split('.').map(str::trim).collect()
}

fn peut_etre(proche: Option<&str>) -> String {
    proche.map_or(String::new(), |mot| format!(" (peut-être « {mot} »)"))
}

impl Indicateurs {
    /// The figure that a name designates: `perimetre.indicateur[.mois]`, the service without a perimetre; an indicator
    /// by its id or by its label, a perimetre by its code whatever its case and its dashes.
    pub fn designe(&self, nom: &str) -> Result<Designation<'_>, Inconnue> {
        let parties = parties(nom);
        if parties.iter().any(|p| p.is_empty()) {
            return Err(Inconnue::Forme);
        }
        let (perimetre, indicateur, mois) = match parties[..] {
            [indicateur] => ("service", indicateur, None),
            [premier, second] if self.mois_lu(second).is_ok() && self.indicateur(premier).is_ok() => {
                ("service", premier, Some(second))
            }
            [premier, second] if self.en_deux_mots(premier, second) && self.perimetre(premier).is_err() => {
                return self.designe(&format!("service.{premier}_{second}"));
            }
            [premier, second] => (premier, second, None),
            [perimetre, premier, second] if self.en_deux_mots(premier, second) && self.mois_lu(second).is_err() => {
                return self.designe(&format!("{perimetre}.{premier}_{second}"));
            }
            [perimetre, indicateur, mois] => (perimetre, indicateur, Some(mois)),
            _ => return Err(Inconnue::Forme),
        };
        let perimetre = self.perimetre(perimetre)?;
        let indicateur =
            self.indicateur(indicateur).map_err(|inconnue| self.un_mois(perimetre, indicateur, inconnue))?;
        let mois = mois.map(|mois| self.mois_lu(mois)).transpose()?;
        if mois.is_some() && !perimetre.mensuel.contains_key(indicateur.id) {
            return Err(Inconnue::SansMois(indicateur.id));
        }
        Ok(Designation { perimetre, indicateur, mois })
    }

    /// A name as people read it: « Sorties, AEMO-R, mars », « places libres ».
    pub fn en_mots(&self, nom: &Nom) -> String {
        match nom {
            Nom::Libre { mots, .. } => mots.to_string(),
            Nom::Indicateur { perimetre, id, mois } => {
                let connu = self.perimetres.iter().find(|p| *p.code == **perimetre);
                let quoi = self.definition(id).map_or(*id, |i| i.libelle_pour(connu.and_then(|p| p.modalite)));
                let quand = mois.map_or(String::new(), |mois| format!(", {}", mois.nom()));
                format!("{quoi}, {}{quand}", connu.map_or(&**perimetre, Perimetre::nom))
            }
        }
    }

    /// The perimetre of that code, whatever its case and its dashes.
    pub fn perimetre(&self, nom: &str) -> Result<&Perimetre, Inconnue> {
        let trouve = self.perimetres.iter().find(|p| cle(&p.code) == cle(nom));
        trouve.ok_or_else(|| {
            let noms: Vec<String> = self.perimetres.iter().map(nom_de).collect();
            let proche = proche(nom, noms.iter().map(String::as_str)).map(str::to_owned);
            Inconnue::Perimetre { nom: nom.to_owned(), proche, tous: noms.join(", ") }
        })
    }

    fn indicateur(&self, nom: &str) -> Result<&Indicateur, Inconnue> {
        let cherche = cle(nom);
        let exact = self.catalogue.iter().find(|i| i.id == nom);
        let par_id = exact.or_else(|| self.catalogue.iter().find(|i| cle(i.id) == cherche));
        let libelles = |i: &&Indicateur| {
            cle(i.libelle) == cherche || i.libelle_en_hebergement.is_some_and(|libelle| cle(libelle) == cherche)
        };
        par_id.or_else(|| self.catalogue.iter().find(libelles)).ok_or_else(|| {
            let noms = self.catalogue.iter().flat_map(|i| [i.id, i.libelle]);
            Inconnue::Indicateur { nom: nom.to_owned(), proche: proche(nom, noms).map(str::to_owned) }
        })
    }

    /// The keys of the JSON's `attente` are two words here: `attente.mesures` is `attente_mesures`.
    fn en_deux_mots(&self, premier: &str, second: &str) -> bool {
        cle(premier) == "attente" && self.indicateur(&format!("{premier}_{second}")).is_ok()
    }

    pub(super) fn mois_lu(&self, texte: &str) -> Result<Mois, Inconnue> {
        Ok(self.exercice.mois_demande(texte)?)
    }

    /// A month, well spelled or not, where the indicator was expected; the same refusal for another word.
    fn un_mois(&self, perimetre: &Perimetre, lu: &str, inconnue: Inconnue) -> Inconnue {
        let proche = match (&inconnue, self.mois_lu(lu)) {
            (_, Ok(mois)) => Some(mois.nom()),
            (Inconnue::Indicateur { proche: None, .. }, Err(_)) => nom_proche(lu),
            _ => None,
        };
        proche.map_or(inconnue, |mois| Inconnue::SansIndicateur { perimetre: nom_de(perimetre), mois })
    }
}

/// The name of a perimetre in an expression: `aemo_r`.
pub fn nom_de(perimetre: &Perimetre) -> String {
    perimetre.code.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_")
}

impl Designation<'_> {
    /// The whole name: `aemo_r.sorties.2021-03`.
    pub fn nom(&self) -> String {
        let mois = self.mois.map_or(String::new(), |mois| format!(".{}", mois));
        format!("{}.{}{mois}", nom_de(self.perimetre), self.indicateur.id)
    }

    /// Its value.
    pub fn valeur(&self) -> Valeur {
        match self.mois {
            Some(mois) => self.perimetre.mensuel(self.indicateur.id, mois),
            None => self.perimetre.annuel(self.indicateur.id),
        }
    }
}
