//! Indicators: what they are called, and what they are worth in each perimetre.

use super::decompte::Decompte;
use super::echeances::Echeances;
use super::exact::Exact;
use super::mois::{Exercice, Mois};
use super::population::Ventilation;
use super::rapprochement::Rapprochement;
use super::reglages::Modalite;
use super::valeur::Nom;
pub use super::valeur::Valeur;
use crate::francais::{avec_signe, decimal, euros, nombre, nombre_court, pourcent};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an indicator is, in the words that the field must approve.
#[derive(Debug, Clone, Copy)]
pub struct Indicateur {
    /// Stable id: JSON key, name in `expliquer` and in expressions.
    pub id: &'static str,
    /// « Journées réalisées ».
    pub libelle: &'static str,
    /// Label where children sleep, when it differs (« Taux d'occupation »).
    pub libelle_en_hebergement: Option<&'static str>,
    /// How it is obtained, in one sentence.
    pub definition: &'static str,
    /// Unit of its values.
    pub unite: Unite,
    /// Text that defines it, or « usage professionnel ».
    pub source: &'static str,
}

impl Indicateur {
    /// The label for a modalité.
    pub fn libelle_pour(&self, modalite: Option<Modalite>) -> &'static str {
        match (self.libelle_en_hebergement, modalite) {
            (Some(libelle), Some(modalite)) if modalite.heberge() => libelle,
            _ => self.libelle,
        }
    }
}

/// Units of indicators; they decide how a value is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unite {
    /// Whole things: mesures, entrées, places.
    Nombre,
    /// A mean of whole things, printed with one decimal.
    Moyenne,
    /// Days of presence.
    Journees,
    /// A ratio printed as a percentage with one decimal.
    Taux,
    /// Euros and cents.
    Euros,
    /// Days of duration.
    Jours,
}

impl Unite {
    /// A number as it is printed in this unit: the only rounding.
    pub fn ecrit(self, n: Exact) -> String {
        match self {
            Self::Nombre => nombre_court(n),
            Self::Journees if est_en_demis(n) => decimal(n, 1),
            Self::Journees => nombre(n),
            Self::Taux => pourcent(n),
            Self::Euros => euros(n),
            Self::Jours if n.est_entier() => nombre(n),
            Self::Moyenne | Self::Jours => decimal(n, 1),
        }
    }

    /// A signed difference as it is printed in this unit: `−1 892`, `+12,00 €`.
    pub fn ecart(self, n: Exact) -> String {
        avec_signe(self.ecrit(n))
    }

    /// The key of the JSON.
    pub fn cle(self) -> &'static str {
        match self {
            Self::Nombre => "nombre",
            Self::Moyenne => "moyenne",
            Self::Journees => "journees",
            Self::Taux => "taux",
            Self::Euros => "euros",
            Self::Jours => "jours",
        }
    }
}

/// True of days counted by halves: 10 238,5.
fn est_en_demis(n: Exact) -> bool {
    !n.est_entier() && (n * Exact::from(2_u32)).est_entier()
}

/// Where the realised days come from, strongest first; a mix takes the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceJournees {
    /// Derived from the follow-up table.
    Suivi,
    /// The months' own declared days.
    Mensuel,
    /// The annual declaration of rapport.toml, or of an annual table.
    Declaration,
    /// Midpoint of what the movements allow.
    Estime,
}

impl SourceJournees {
    /// The key of the JSON.
    pub fn cle(self) -> &'static str {
        match self {
            Self::Suivi => "suivi",
            Self::Mensuel => "mensuel",
            Self::Declaration => "declaration",
            Self::Estime => "estime",
        }
    }

    /// « estimées au point milieu des mouvements ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Suivi => "calculées au jour près à partir du suivi des mesures",
            Self::Mensuel => "déclarées mois par mois",
            Self::Declaration => "déclarées pour l’année",
            Self::Estime => "estimées au point milieu des mouvements mensuels",
        }
    }
}

/// What a perimetre is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// One dispositif.
    Dispositif,
    /// A sub-total.
    Groupe,
    /// The whole service.
    Service,
}

/// Everything computed for a dispositif, a groupe or the service.
#[derive(Debug, Clone)]
pub struct Perimetre {
    /// Code of rapport.toml, or `service`.
    pub code: String,
    /// Printed label.
    pub libelle: String,
    /// What it is.
    pub genre: Genre,
    /// Common modalité of its dispositifs, when they share one.
    pub modalite: Option<Modalite>,
    /// Indicator id → twelve values.
    pub mensuel: BTreeMap<&'static str, Vec<Valeur>>,
    /// Indicator id → value of the year (to date while the exercise runs).
    pub annuel: BTreeMap<&'static str, Valeur>,
    /// Indicator id → declared value of the exercise before.
    pub precedent: BTreeMap<String, Exact>,
    /// Populations along one criterion or two, in print order; none where no table tells.
    pub ventilations: Vec<Ventilation>,
    /// Requests and absences by word; of the service only.
    pub decomptes: Vec<Decompte>,
    /// Source of the annual realised days, when they are known.
    pub source_journees: Option<SourceJournees>,
    /// Source of each month's realised days.
    pub source_mensuelle: Vec<Option<SourceJournees>>,
    /// Billed beside due; of the dispositifs and of the service, where a table bills something.
    pub rapprochement: Option<Rapprochement>,
}

impl Perimetre {
    /// « AEMO-R », or « Service ».
    pub fn nom(&self) -> &str {
        if self.genre == Genre::Service { "Service" } else { &self.code }
    }

    /// A number of the year, or of a month, ready to be written in its unit: an estimate of days has no half.
    pub fn a_ecrire(&self, n: Exact, unite: Unite, mois: Option<Mois>) -> Exact {
        let source = match mois {
            Some(mois) => self.source_mensuelle.get(mois.rang()).copied().flatten(),
            None => self.source_journees,
        };
        let estime = unite == Unite::Journees && source == Some(SourceJournees::Estime);
        if estime { Exact::from(n.arrondi(0)) } else { n }
    }

    /// The annual value of an indicator; missing when it does not apply here.
    pub fn annuel(&self, id: &str) -> Valeur {
        self.annuel.get(id).cloned().unwrap_or_else(Valeur::sans_objet)
    }

    /// The value of one month.
    pub fn mensuel(&self, id: &str, mois: Mois) -> Valeur {
        let valeurs = self.mensuel.get(id);
        valeurs.and_then(|v| v.get(mois.rang())).cloned().unwrap_or_else(Valeur::sans_objet)
    }
}

/// The result of `calculer`.
#[derive(Debug, Clone)]
pub struct Indicateurs {
    /// The year.
    pub exercice: Exercice,
    /// Last month known; December when the exercise is complete.
    pub jusqu_a: Mois,
    /// Dispositifs in the order of rapport.toml, then groupes, then the service.
    pub perimetres: Vec<Perimetre>,
    /// True when products rest on a price whose nature is not stated.
    pub tarif_suppose_moyen: bool,
    /// The day that the waiting list tells of; `None` when there is none.
    pub attente_au: Option<NaiveDate>,
    /// What comes soon, by id.
    pub echeances: Echeances,
    /// The registry, for labels, definitions and sources.
    pub catalogue: Vec<Indicateur>,
}

impl Indicateurs {
    /// True while December is not known.
    pub fn en_cours(&self) -> bool {
        self.jusqu_a != self.exercice.decembre()
    }

    /// The whole service: always there, always last.
    pub fn service(&self) -> Option<&Perimetre> {
        self.perimetres.iter().find(|p| p.genre == Genre::Service)
    }

    /// The dispositifs only.
    pub fn dispositifs(&self) -> impl Iterator<Item = &Perimetre> {
        self.perimetres.iter().filter(|p| p.genre == Genre::Dispositif)
    }

    /// The value of that name; `None` for a name in words.
    pub fn valeur(&self, nom: &Nom) -> Option<&Valeur> {
        let Nom::Indicateur { perimetre, id, mois } = nom else { return None };
        let perimetre = self.perimetres.iter().find(|p| *p.code == **perimetre)?;
        match mois {
            Some(mois) => perimetre.mensuel.get(id)?.get(mois.rang()),
            None => perimetre.annuel.get(id),
        }
    }

    /// What an indicator is.
    pub fn definition(&self, id: &str) -> Option<&Indicateur> {
        self.catalogue.iter().find(|i| i.id == id)
    }
}
