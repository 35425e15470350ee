//! Who the mesures are about: counts of a population along one criterion or two, from the follow-up table or as an
//! office declares them.

use super::dossier::Saisie;
use super::exact::Exact;
use super::indicateur::Valeur;
use super::reglages::UniteDeCompte;
use crate::diagnostic::Span;

/// Whom a count is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Population {
    /// Mesures that began in the exercise.
    Admissions,
    /// Mesures carried out at least one day of the exercise, or on its first day.
    Suivis,
    /// Mesures that ended in the exercise.
    Sorties,
    /// Mesures being carried out at the end of the last month known.
    Presents,
    /// Mesures decided and not begun on that day.
    Attente,
}

impl Population {
    /// Every population with its key (§ 4.9) and its printed words.
    pub const TOUTES: [(Self, &'static str, &'static str); 5] = [
        (Self::Admissions, "admissions", "admissions"),
        (Self::Suivis, "suivis", "mesures suivies"),
        (Self::Sorties, "sorties", "sorties"),
        (Self::Presents, "presents", "mesures en cours"),
        (Self::Attente, "attente", "mesures en attente"),
    ];

    /// The key of § 4.9 and of the JSON.
    pub fn cle(self) -> &'static str {
        Self::TOUTES.iter().find(|(p, _, _)| *p == self).map_or("", |(_, cle, _)| cle)
    }

    /// « mesures suivies ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES.iter().find(|(p, _, _)| *p == self).map_or("", |(_, _, libelle)| libelle)
    }

    /// « mesures suivies », « jeunes suivis », « familles suivies »: the population as one unit of count sees it.
    pub fn en(self, unite: UniteDeCompte) -> String {
        let feminin = unite == UniteDeCompte::Famille;
        let adjectif = match (self, feminin) {
            _ if unite == UniteDeCompte::Mesure => return self.libelle().to_owned(),
            (Self::Admissions, true) => "admises",
            (Self::Admissions, false) => "admis",
            (Self::Suivis, true) => "suivies",
            (Self::Suivis, false) => "suivis",
            (Self::Sorties, true) => "sorties",
            (Self::Sorties, false) => "sortis",
            (Self::Presents, true) => "présentes",
            (Self::Presents, false) => "présents",
            (Self::Attente, _) => "en attente",
        };
        format!("{} {adjectif}", unite.pluriel())
    }
}

/// What a population is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words of the specification, § 4.9 and § 7")]
pub enum Critere {
    Dispositif,
    Sexe,
    Age,
    Territoire,
    Prescripteur,
    Cadre,
    Public,
    SituationParentale,
    Residence,
    Unite,
    Referent,
    Fratrie,
    MotifFin,
    Suite,
    Duree,
    Anciennete,
    Delai,
}

impl Critere {
    /// Every criterion with its key (§ 4.9) and its printed label.
    pub const TOUS: [(Self, &'static str, &'static str); 17] = [
        (Self::Dispositif, "dispositif", "dispositif"),
        (Self::Sexe, "sexe", "sexe"),
        (Self::Age, "age", "âge"),
        (Self::Territoire, "territoire", "territoire"),
        (Self::Prescripteur, "prescripteur", "prescripteur"),
        (Self::Cadre, "cadre", "cadre"),
        (Self::Public, "public", "public"),
        (Self::SituationParentale, "situation_parentale", "situation des parents"),
        (Self::Residence, "residence", "lieu de résidence"),
        (Self::Unite, "unite", "unité"),
        (Self::Referent, "referent", "référent"),
        (Self::Fratrie, "fratrie", "mesures par famille"),
        (Self::MotifFin, "motif_fin", "motif de fin"),
        (Self::Suite, "suite", "suite donnée"),
        (Self::Duree, "duree", "durée"),
        (Self::Anciennete, "anciennete", "ancienneté"),
        (Self::Delai, "delai", "délai"),
    ];

    /// The key of § 4.9 and of the JSON.
    pub fn cle(self) -> &'static str {
        Self::TOUS.iter().find(|(c, _, _)| *c == self).map_or("", |(_, cle, _)| cle)
    }

    /// « suite donnée ».
    pub fn libelle(self) -> &'static str {
        Self::TOUS.iter().find(|(c, _, _)| *c == self).map_or("", |(_, _, libelle)| libelle)
    }
}

impl Critere {
    /// The population that a criterion implies: only those who leave have a reason to.
    pub fn population(self) -> Option<Population> {
        matches!(self, Self::MotifFin | Self::Suite).then_some(Population::Sorties)
    }
}

/// « non renseigné »: always the last line, shown even when it is zero.
pub const NON_RENSEIGNE: &str = "non renseigné";

/// A modalité as the name of those it counts: « filles », and as it is for any criterion but the sexe.
pub fn au_pluriel(critere: Critere, modalite: &str) -> &str {
    match (critere, modalite) {
        (Critere::Sexe, "fille") => "filles",
        (Critere::Sexe, "garçon") => "garçons",
        _ => modalite,
    }
}

/// A population counted along one criterion, or along two. Unit: mesures, unless said.
#[derive(Debug, Clone)]
pub struct Ventilation {
    /// Whom.
    pub population: Population,
    /// By what: the lines.
    pub critere: Critere,
    /// Crossed with what: the columns.
    pub par: Option<Critere>,
    /// What one unit is.
    pub unite: UniteDeCompte,
    /// What the criterion is measured at (« au 31 décembre 2025 », « à l’entrée »); empty where it does not matter.
    pub reference: String,
    /// Lines in print order; the last is [`NON_RENSEIGNE`] where the counts come from a follow-up table.
    pub lignes: Vec<String>,
    /// Columns in print order; one without a name when nothing is crossed.
    pub colonnes: Vec<String>,
    /// A count per line and column.
    pub effectifs: Vec<Vec<Valeur>>,
    /// The sums, where counts are masked and do not give them any more.
    pub marges: Option<Marges>,
}

/// The sums of a table whose counts are not all printed.
#[derive(Debug, Clone)]
pub struct Marges {
    /// Of each line.
    pub lignes: Vec<Valeur>,
    /// Of each column.
    pub colonnes: Vec<Valeur>,
    /// Of everything.
    pub total: Valeur,
}

impl Ventilation {
    /// True when the public edition prints the total only: the lines themselves would tell too much.
    pub fn detail_retenu(&self) -> bool {
        self.lignes.is_empty() && self.marges.is_some()
    }

    /// True when a count, or a sum of counts, is masked.
    pub fn est_masquee(&self) -> bool {
        let marges = self.marges.iter().flat_map(|m| m.lignes.iter().chain(&m.colonnes).chain([&m.total]));
        self.detail_retenu() || self.effectifs.iter().flatten().chain(marges).any(Valeur::est_masquee)
    }

    /// The count of a line, all columns together; missing when one is.
    pub fn ligne(&self, rang: usize) -> Valeur {
        if let Some(ligne) = self.marges.as_ref().and_then(|m| m.lignes.get(rang)) {
            return ligne.clone();
        }
        Valeur::somme(self.effectifs.get(rang).into_iter().flatten())
    }

    /// The count of a column, all lines together; missing when one is.
    pub fn colonne(&self, rang: usize) -> Valeur {
        if let Some(colonne) = self.marges.as_ref().and_then(|m| m.colonnes.get(rang)) {
            return colonne.clone();
        }
        Valeur::somme(self.effectifs.iter().filter_map(|ligne| ligne.get(rang)))
    }

    /// The same counts along the lines only.
    #[must_use]
    pub fn marge(&self) -> Self {
        let effectifs = (0..self.lignes.len()).map(|rang| vec![self.ligne(rang)]).collect();
        let marges = self.marges.clone().map(|m| Marges { colonnes: vec![m.total.clone()], ..m });
        Self { par: None, colonnes: vec![String::new()], effectifs, marges, ..self.clone() }
    }

    /// The same lines in another order.
    #[must_use]
    pub fn en_ordre(&self, rangs: &[usize]) -> Self {
        let lignes = rangs.iter().filter_map(|r| self.lignes.get(*r).cloned()).collect();
        let effectifs = rangs.iter().map(|r| self.effectifs.get(*r).cloned().unwrap_or_default()).collect();
        let marges = self.marges.clone().map(|m| {
            let siennes = rangs.iter().filter_map(|r| m.lignes.get(*r).cloned()).collect();
            Marges { lignes: siennes, ..m }
        });
        Self { lignes, effectifs, marges, ..self.clone() }
    }

    /// The same lines, « non renseigné » last.
    #[must_use]
    pub fn non_renseigne_en_dernier(&self) -> Self {
        let mut rangs: Vec<usize> = (0..self.lignes.len()).collect();
        rangs.sort_by_key(|rang| self.lignes[*rang] == NON_RENSEIGNE);
        self.en_ordre(&rangs)
    }

    /// Lines and columns exchanged; `None` when nothing is crossed.
    pub fn tournee(&self) -> Option<Self> {
        let case = |ligne: &Vec<Valeur>, colonne: usize| {
            ligne.get(colonne).cloned().unwrap_or_else(|| Valeur::manquante("aucune donnée"))
        };
        let colonne = |rang: usize| self.effectifs.iter().map(|ligne| case(ligne, rang)).collect();
        Some(Self {
            critere: self.par?,
            par: Some(self.critere),
            lignes: self.colonnes.clone(),
            colonnes: self.lignes.clone(),
            effectifs: (0..self.colonnes.len()).map(colonne).collect(),
            marges: self.marges.clone().map(|m| Marges { lignes: m.colonnes, colonnes: m.lignes, total: m.total }),
            ..self.clone()
        })
    }

    /// Everyone.
    pub fn total(&self) -> Valeur {
        if let Some(marges) = &self.marges {
            return marges.total.clone();
        }
        Valeur::somme(self.effectifs.iter().flatten())
    }
}

/// The counts of a population along a criterion, alone or crossed, one table per unit of count: as computed, else turned,
/// else summed from a table that crosses more.
pub fn ventilations(
    toutes: &[Ventilation],
    population: Population,
    critere: Critere,
    par: Option<Critere>,
) -> Vec<Ventilation> {
    let siennes = || toutes.iter().filter(move |v| v.population == population);
    let directes = siennes().filter(|v| v.critere == critere && v.par == par).cloned();
    let tournees =
        siennes().filter(|v| v.par == Some(critere) && Some(v.critere) == par).filter_map(Ventilation::tournee);
    let mut trouvees: Vec<Ventilation> = directes.chain(tournees).collect();
    if par.is_none() {
        let en_lignes = siennes().filter(|v| v.critere == critere).map(Ventilation::marge);
        let en_colonnes = siennes().filter(|v| v.par == Some(critere)).filter_map(Ventilation::tournee);
        trouvees.extend(en_lignes.chain(en_colonnes.map(|v| v.marge())));
    }
    let mut gardees: Vec<Ventilation> = Vec::new();
    for v in trouvees {
        if !gardees.iter().any(|g| g.unite == v.unite) {
            gardees.push(v);
        }
    }
    gardees
}

/// A count that an office declares in a table of répartition (§ 4.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectifDeclare {
    /// Whom.
    pub population: Population,
    /// By what.
    pub critere: Critere,
    /// Which line.
    pub modalite: String,
    /// Which column, in a wide table: a criterion and its modalité.
    pub croise: Option<(Critere, String)>,
    /// Code of the dispositif; `None` for the whole service.
    pub dispositif: Option<String>,
    /// What one unit is.
    pub unite: UniteDeCompte,
    /// What the cell says.
    pub saisie: Saisie,
    /// Where.
    pub span: Span,
}

/// A total that a table of répartition itself states: checked, never counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalDeclare {
    /// The figure.
    pub nombre: Exact,
    /// The counts that it should add up: indices in `Dossier::repartitions`.
    pub details: Vec<usize>,
    /// Where.
    pub span: Span,
}
