//! What `rapport.toml` says: who, capacity, days, tariffs, all dated. What is unknown stays absent.

mod activite;
mod comptage;
mod contrats;
mod justification;

pub use activite::{
    Activite, BaseDuTunnel, Capacite, MesuresPrevues, NatureTarif, Prevision, Prix, RegleDuTunnel, Tarif, Tunnel,
};
pub use comptage::{Comptage, JoursOuverture, NatureCapacite, PrevisionPar, RegleDAbsence, UniteDeCompte};
pub use contrats::{Contrepartie, PorteeDeContrepartie};
pub use justification::Justification;

use super::exact::Exact;
use super::mois::Exercice;
use crate::diagnostic::Spanned;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The whole of rapport.toml, once its required keys are there.
#[derive(Debug, Clone)]
pub struct Reglages {
    /// The year of the report.
    pub exercice: Exercice,
    /// The last day known: later months are not started.
    pub arrete_au: Option<NaiveDate>,
    /// The legal body.
    pub association: Identite,
    /// The establishment, where there is one between association and service.
    pub etablissement: Option<Identite>,
    /// The service whose report this is.
    pub service: Identite,
    /// Dated, signed, ordered how.
    pub rapport: OptionsDuRapport,
    /// Counting policy of the service.
    pub comptage: Comptage,
    /// Capacity of the whole service, as declared.
    pub capacites: Vec<Capacite>,
    /// Forecast and declared days of the whole service.
    pub activite: Activite,
    /// Tariffs, of the service or of one dispositif.
    pub tarifs: Vec<Tarif>,
    /// At least one.
    pub dispositifs: Vec<Dispositif>,
    /// Sub-totals.
    pub groupes: Vec<Groupe>,
    /// Sites and living units.
    pub unites: Vec<UniteDeVie>,
    /// Earlier exercises, as declared then.
    pub historique: Vec<Historique>,
    /// What a contract asks one financeur to put beside another.
    pub contreparties: Vec<Contrepartie>,
    /// Incoherences that the service explains instead of correcting.
    pub justifications: Vec<Justification>,
    /// What the office calls things → the names above.
    pub correspondances: Correspondances,
    /// Cells below this are masked in the public edition.
    pub seuil_de_confidentialite: u32,
    /// First age of each band, in increasing order.
    pub bandes_d_age: Vec<u32>,
    /// Bounds on what is read.
    pub limites: Limites,
}

impl Reglages {
    /// First ages of the bands of DREES: 0–2, 3–5, 6–10, 11–15, 16–17, 18–20; 21 and more only when met.
    pub const BANDES_D_AGE: [u32; 7] = [0, 3, 6, 11, 16, 18, 21];

    /// The dispositif of that exact code.
    pub fn dispositif(&self, code: &str) -> Option<&Dispositif> {
        self.dispositifs.iter().find(|d| d.code == code)
    }

    /// The counting policy of a dispositif: its own, else that of its host, else the service's.
    pub fn comptage_de(&self, dispositif: &Dispositif) -> Comptage {
        let de_l_hote = || self.hote(dispositif).and_then(|hote| hote.comptage.clone());
        dispositif.comptage.clone().or_else(de_l_hote).unwrap_or_else(|| self.comptage.clone())
    }

    /// The dispositif whose places a guest uses.
    pub fn hote(&self, dispositif: &Dispositif) -> Option<&Dispositif> {
        self.dispositif(dispositif.sur_les_places_de.as_deref()?)
    }

    /// The declared exercise before this one, for a dispositif (`Some(code)`) or for the service (`None`).
    pub fn exercice_precedent(&self, dispositif: Option<&str>) -> Option<&Historique> {
        self.historique
            .iter()
            .find(|h| h.exercice.annee() + 1 == self.exercice.annee() && h.dispositif.as_deref() == dispositif)
    }
}

/// Names and registration of a body. Keys beyond `nom` and `sigle` are printed as given.
#[derive(Debug, Clone, Default)]
pub struct Identite {
    /// Full name.
    pub nom: String,
    /// Acronym.
    pub sigle: Option<String>,
    /// Other keys of the table (`adresse`, `telephone`, `siret`, `territoire`…) with their value, in the order of
    /// [`Identite::CLES`].
    pub mentions: Vec<(&'static str, String)>,
}

impl Identite {
    /// Optional keys of `[association]`, `[etablissement]` and `[service]`, and the label that the report prints.
    pub const CLES: [(&'static str, &'static str); 14] = [
        ("siege", "Siège"),
        ("territoire", "Territoire"),
        ("adresse", "Adresse"),
        ("telephone", "Téléphone"),
        ("courriel", "Courriel"),
        ("siret", "SIRET"),
        ("finess", "FINESS"),
        ("categorie", "Catégorie"),
        ("autorise_le", "Autorisé le"),
        ("habilite_le", "Habilité le"),
        ("arrete", "Arrêté"),
        ("public", "Public accueilli"),
        ("declaree_le", "Déclarée le"),
        ("numero_rna", "Numéro d’inscription"),
    ];

    /// The value of one of [`Identite::CLES`].
    pub fn mention(&self, cle: &str) -> Option<&str> {
        self.mentions.iter().find(|(k, _)| *k == cle).map(|(_, v)| v.as_str())
    }
}

/// `[rapport]`.
#[derive(Debug, Clone, Default)]
pub struct OptionsDuRapport {
    /// Section ids in the order wanted; empty for the default order.
    pub sections: Vec<String>,
    /// Indicator ids of the key-figures page; empty for the default choice.
    pub chiffres_cles: Vec<String>,
    /// Path of the logo, relative to the folder.
    pub logo: Option<String>,
    /// Accent colour, `#0B5566`.
    pub couleur: Option<String>,
    /// Whom the report is sent to.
    pub destinataire: Option<String>,
    /// The document's date; else 31 December of the exercise.
    pub date: Option<NaiveDate>,
    /// Place of signature.
    pub lieu: Option<String>,
    /// Who signs.
    pub signataire: Option<String>,
    /// In what capacity.
    pub qualite: Option<String>,
}

/// `[[dispositif]]`: what the service runs.
#[derive(Debug, Clone)]
pub struct Dispositif {
    /// « AEMO-R ».
    pub code: String,
    /// Full label.
    pub libelle: String,
    /// Judicial, administrative or both.
    pub cadre: Cadre,
    /// How it is carried out.
    pub modalite: Modalite,
    /// Former names, still recognised.
    pub anciens_noms: Vec<String>,
    /// Host dispositif, whose vacant places it uses.
    pub sur_les_places_de: Option<String>,
    /// Term of one decision, in months.
    pub duree_decision_mois: Option<u32>,
    /// How many times it may be renewed.
    pub renouvelable: Option<u32>,
    /// Its own capacity, when declared.
    pub capacites: Vec<Capacite>,
    /// Its own forecast and declared days.
    pub activite: Activite,
    /// Its own counting policy.
    pub comptage: Option<Comptage>,
}

/// Legal basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadre {
    /// Decided by a judge.
    Judiciaire,
    /// Decided by the département.
    Administratif,
    /// Both.
    Mixte,
}

impl Cadre {
    /// Every cadre; the key is the printed word.
    pub const TOUS: [(Self, &'static str, &'static str); 3] = [
        (Self::Judiciaire, "judiciaire", "judiciaire"),
        (Self::Administratif, "administratif", "administratif"),
        (Self::Mixte, "mixte", "mixte"),
    ];

    /// « judiciaire ».
    pub fn libelle(self) -> &'static str {
        Self::TOUS.iter().find(|(c, _, _)| *c == self).map_or("", |(_, _, l)| l)
    }
}

/// How a dispositif is carried out: it decides the words of its rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modalite {
    /// At the family's home.
    MilieuOuvert,
    /// Internat, foyer, MECS.
    Hebergement,
    /// PEAD, SEAD, SEPAD.
    PlacementADomicile,
    /// Day care.
    AccueilDeJour,
    /// Flats, studios.
    SemiAutonomie,
    /// Centre parental, centre maternel.
    ParentEnfant,
    /// Foster families.
    AccueilFamilial,
    /// MJIE.
    Investigation,
}

impl Modalite {
    /// Every modalité with its key and its printed words.
    pub const TOUTES: [(Self, &'static str, &'static str); 8] = [
        (Self::MilieuOuvert, "milieu-ouvert", "milieu ouvert"),
        (Self::Hebergement, "hebergement", "hébergement"),
        (Self::PlacementADomicile, "placement-a-domicile", "placement à domicile"),
        (Self::AccueilDeJour, "accueil-de-jour", "accueil de jour"),
        (Self::SemiAutonomie, "semi-autonomie", "semi-autonomie"),
        (Self::ParentEnfant, "parent-enfant", "accueil parent-enfant"),
        (Self::AccueilFamilial, "accueil-familial", "accueil familial"),
        (Self::Investigation, "investigation", "investigation"),
    ];

    /// « milieu ouvert ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(m, _, _)| *m == self).map_or("", |(_, _, l)| l)
    }

    /// True where children sleep: the rate is one of occupation, elsewhere one of activity.
    pub fn heberge(self) -> bool {
        matches!(self, Self::Hebergement | Self::SemiAutonomie | Self::ParentEnfant | Self::AccueilFamilial)
    }
}

/// `[[groupe]]`.
#[derive(Debug, Clone)]
pub struct Groupe {
    /// Code used in the tables and in the JSON.
    pub code: String,
    /// Printed label; the code when none is given.
    pub libelle: String,
    /// Codes of its dispositifs.
    pub dispositifs: Vec<String>,
}

/// `[[unite]]`.
#[derive(Debug, Clone)]
pub struct UniteDeVie {
    /// Code.
    pub code: String,
    /// Printed label.
    pub libelle: String,
    /// Dispositif that it belongs to.
    pub dispositif: Option<String>,
    /// Town.
    pub commune: Option<String>,
    /// FINESS number.
    pub finess: Option<String>,
    /// Dated capacity.
    pub capacites: Vec<Capacite>,
}

/// `[[historique]]`: an earlier exercise as it was declared.
#[derive(Debug, Clone)]
pub struct Historique {
    /// Which year.
    pub exercice: Exercice,
    /// For one dispositif only.
    pub dispositif: Option<String>,
    /// Indicator id (`sorties`, `taux_de_realisation`, `places`, `prix_de_journee`…) → value.
    pub valeurs: BTreeMap<String, Spanned<Exact>>,
}

/// `[correspondances]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correspondances {
    /// A name of the office → a code of dispositif, a key of row or column, or a word of the vocabulary.
    pub noms: BTreeMap<String, String>,
    /// `[correspondances.territoires]`: a spelling of a territory → the one to keep.
    pub territoires: BTreeMap<String, String>,
}

/// `[limites]`.
#[derive(Debug, Clone, Copy)]
pub struct Limites {
    /// Largest text file, bytes.
    pub octets_par_fichier: u64,
    /// Most rows in a text file.
    pub lignes_par_fichier: u64,
    /// Largest workbook, bytes.
    pub octets_par_classeur: u64,
    /// Largest content of a workbook once unpacked, bytes.
    pub octets_decompresses: u64,
    /// Most cells in a workbook, blank ones between two others included.
    pub cellules_par_classeur: u64,
    /// Most blank cells behind the last filled one of each row, in one monthly table, up to its last header.
    pub cellules_vides_par_tableau: u64,
}

impl Default for Limites {
    fn default() -> Self {
        Self {
            octets_par_fichier: 4 << 30,
            lignes_par_fichier: 20_000_000,
            octets_par_classeur: 50 << 20,
            octets_decompresses: 200 << 20,
            cellules_par_classeur: 2_000_000,
            cellules_vides_par_tableau: 100_000,
        }
    }
}
