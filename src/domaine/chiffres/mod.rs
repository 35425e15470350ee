//! Figures that have a name: the registered indicators, and what the report prints beside them: payers, causes of the
//! difference, shares of the budget, what each cause brings to the result.

pub mod compte;
pub mod rapprochement;

use super::designation::{Designation, Inconnue, nom_de};
use super::indicateur::{Indicateurs, Perimetre, Unite, Valeur};
use super::mois::Mois;
use crate::francais::{cle, proche};

/// A figure with its name.
#[derive(Debug, Clone)]
pub struct Chiffre<'a> {
    /// Whose.
    pub perimetre: &'a Perimetre,
    /// What comes after the perimetre in its name.
    pub suite: Vec<String>,
    /// « Écart de produits ».
    pub libelle: String,
    /// What it is.
    pub fiche: Fiche,
    /// Which month; the whole period without it.
    pub mois: Option<Mois>,
    /// Its value.
    pub valeur: Valeur,
}

/// What explains a figure before its operands do.
#[derive(Debug, Clone, Copy)]
pub struct Fiche {
    /// How it is obtained, in one sentence.
    pub definition: &'static str,
    /// Text that defines it, or « usage professionnel ».
    pub source: &'static str,
    /// Unit of its value.
    pub unite: Unite,
}

impl<'a> Chiffre<'a> {
    fn nouveau(
        perimetre: &'a Perimetre,
        suite: Vec<String>,
        (libelle, fiche): (String, Fiche),
        valeur: Valeur,
    ) -> Self {
        Self { perimetre, suite, libelle, fiche, mois: None, valeur }
    }

    /// The whole name: `aemo_r.sorties.2021-03`, `service.rapprochement.departement.facture`.
    pub fn nom(&self) -> String {
        let mois = self.mois.map_or(String::new(), |mois| format!(".{mois}"));
        format!("{}.{}{mois}", nom_de(self.perimetre), self.suite.join("."))
    }
}

impl<'a> From<Designation<'a>> for Chiffre<'a> {
    fn from(d: Designation<'a>) -> Self {
        let i = d.indicateur;
        let fiche = Fiche { definition: i.definition, source: i.source, unite: i.unite };
        let libelle = i.libelle_pour(d.perimetre.modalite).to_owned();
        Self { mois: d.mois, ..Self::nouveau(d.perimetre, vec![i.id.to_owned()], (libelle, fiche), d.valeur()) }
    }
}

impl Indicateurs {
    /// The figures that have a name and are no registered indicator, months included.
    pub fn autres_chiffres(&self) -> Vec<Chiffre<'_>> {
        let rapproches = self.perimetres.iter().flat_map(|p| rapprochement::chiffres(self, p));
        rapproches.chain(self.service().into_iter().flat_map(compte::chiffres)).collect()
    }

    /// The figure that a name designates: an indicator as [`Indicateurs::designe`] reads it, or another one.
    pub fn chiffre(&self, nom: &str) -> Result<Chiffre<'_>, Inconnue> {
        let inconnue = match self.designe(nom) {
            Ok(designation) => return Ok(designation.into()),
            Err(inconnue) => inconnue,
        };
        let (autres, cherche) = (self.autres_chiffres(), self.pliee(nom));
        if let Some(trouve) = autres.iter().position(|c| self.pliee(&c.nom()) == cherche) {
            return autres.into_iter().nth(trouve).ok_or(inconnue);
        }
        let noms: Vec<String> = autres.iter().filter(|c| c.mois.is_none()).map(Chiffre::nom).collect();
        let de_la_famille = noms.iter().any(|nom| debut(&self.pliee(nom)) == debut(&cherche));
        let suggere = match &inconnue {
            Inconnue::Forme | Inconnue::Perimetre { .. } | Inconnue::Indicateur { proche: None, .. } => true,
            _ => de_la_famille,
        };
        let entier = cherche.join(" ");
        let suggere = proche(&entier, noms.iter().map(String::as_str)).filter(|_| suggere);
        match suggere {
            Some(suggere) => Err(Inconnue::Chiffre { nom: nom.to_owned(), proche: suggere.to_owned() }),
            None => Err(inconnue),
        }
    }

    /// The parts of a name as they are compared: the perimetre said, words folded, a month as a number.
    fn pliee(&self, nom: &str) -> Vec<String> {
        let mut parties: Vec<String> = nom.split('.').map(cle).collect();
        let connu = self.perimetres.iter().any(|p| parties.first() == Some(&cle(&p.code)));
        if !connu {
            parties.insert(0, "service".to_owned());
        }
        let mois = nom.rsplit('.').next().and_then(|dernier| self.mois_lu(dernier).ok());
        if let (Some(mois), Some(dernier)) = (mois, parties.last_mut()) {
            *dernier = mois.to_string();
        }
        parties
    }
}

/// Perimetre and family: « service », « rapprochement ».
fn debut(parties: &[String]) -> &[String] {
    &parties[..parties.len().min(2)]
}
