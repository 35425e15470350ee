//! The synonyms of headers, read from one data file: `data/parametres/entetes.toml`.

use crate::domaine::anomalie::{Partie, RaisonInutile};
use crate::domaine::dossier::Grandeur;
use crate::domaine::reglages::Correspondances;
use crate::francais::{cle, parse_mois, proche};
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Document, Item, TableLike};

const EMBEDDED: &str = include_str!("../../data/parametres/entetes.toml");

/// What headers mean; every key is already folded by [`cle`].
pub(super) struct Entetes {
    grandeurs: BTreeMap<String, Grandeur>,
    notions: Vec<(String, &'static Notion)>,
    mois: BTreeSet<String>,
    dispositif: BTreeSet<String>,
    annuel: Vec<String>,
    partiels: BTreeSet<String>,
    annees: BTreeSet<String>,
    annees_relatives: [BTreeSet<String>; 2],
    previsions: BTreeSet<String>,
    realises: BTreeSet<String>,
    parties: Vec<(SousColonne, BTreeSet<String>)>,
    totaux: BTreeSet<String>,
    neutres: BTreeSet<String>,
    bruit: BTreeSet<String>,
    ignores: BTreeSet<String>,
    mots_nominatifs: BTreeSet<String>,
    nominatifs: BTreeSet<String>,
    identifiants: BTreeSet<String>,
    noms_du_jeune: BTreeSet<String>,
}

/// An annual figure that is understood and not taken from a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Notion {
    /// Its key in the data file.
    cle: &'static str,
    /// Why it is not taken.
    pub(super) raison: RaisonInutile,
    /// What it says of an earlier exercise, a key of `[[historique]]`.
    pub(super) historique: Option<&'static str>,
}

const NOTIONS: [Notion; 5] = [
    Notion { cle: "taux", raison: RaisonInutile::Recalcule, historique: None },
    Notion { cle: "ecart", raison: RaisonInutile::Recalcule, historique: None },
    Notion { cle: "journees_theoriques", raison: RaisonInutile::Recalcule, historique: Some("journees_theoriques") },
    Notion { cle: "places", raison: RaisonInutile::SansDate, historique: Some("places") },
    Notion { cle: "jours_d_ouverture", raison: RaisonInutile::SansDate, historique: Some("jours_d_ouverture") },
];

/// What a sub-column says of the column that it splits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SousColonne {
    Filles,
    Garcons,
    /// Another unit of count.
    Unite,
    /// The whole, in measures.
    Mesures,
    /// The whole, in the unit of the others.
    Tout,
    /// A plain number, beside a share or a cumulation.
    Nombre,
}

const SOUS_COLONNES: [(SousColonne, &str); 6] = [
    (SousColonne::Filles, "filles"),
    (SousColonne::Garcons, "garcons"),
    (SousColonne::Unite, "unites"),
    (SousColonne::Mesures, "mesures"),
    (SousColonne::Tout, "tout"),
    (SousColonne::Nombre, "nombre"),
];

impl SousColonne {
    /// What it is a part of, when it is one.
    pub(super) fn partie(self) -> Option<Partie> {
        match self {
            Self::Filles | Self::Garcons => Some(Partie::Sexe),
            Self::Unite => Some(Partie::Unite),
            Self::Mesures | Self::Tout | Self::Nombre => None,
        }
    }
}

impl Entetes {
    /// The file embedded in the program (a test holds that it reads), and what the office calls these things.
    pub(super) fn new(correspondances: &Correspondances) -> Self {
        let document = Document::parse(EMBEDDED).ok();
        let table = |nom: &str| document.as_ref().and_then(|d| d.get(nom)).and_then(Item::as_table_like);
        let appris = |cible: &str| {
            let noms = correspondances.noms.iter().filter(|(_, c)| c.as_str() == cible);
            noms.map(|(nom, _)| cle(nom)).collect::<Vec<_>>()
        };
        let avec = |mut mots: BTreeSet<String>, cible: &str| {
            mots.extend(appris(cible));
            mots
        };
        let mut grandeurs = BTreeMap::new();
        for (grandeur, nom, _) in Grandeur::TOUTES {
            for synonyme in avec(words(table("lignes"), nom), nom) {
                grandeurs.insert(synonyme, grandeur);
            }
        }
        let mut notions: Vec<_> = NOTIONS
            .iter()
            .flat_map(|notion| words(table("notions"), notion.cle).into_iter().map(move |mot| (mot, notion)))
            .collect();
        notions.sort_by_key(|(mot, _)| std::cmp::Reverse(mot.len()));
        Self {
            grandeurs,
            notions,
            mois: avec(words(table("colonnes"), "mois"), "mois"),
            dispositif: avec(words(table("colonnes"), "dispositif"), "dispositif"),
            annuel: words(table("annuel"), "mots").into_iter().collect(),
            partiels: words(table("partiels"), "mots"),
            annees: words(table("colonnes"), "annee"),
            annees_relatives: ["annee_en_cours", "annee_precedente"].map(|nom| words(table("colonnes"), nom)),
            previsions: words(table("qualificatifs"), "prevision"),
            realises: words(table("qualificatifs"), "realise"),
            parties: SOUS_COLONNES.map(|(sens, nom)| (sens, words(table("parties"), nom))).into(),
            totaux: words(table("totaux"), "total"),
            neutres: words(table("neutres"), "mots"),
            bruit: words(table("bruit"), "mots"),
            ignores: words(table("ignores"), "mots"),
            mots_nominatifs: words(table("nominatif"), "mots"),
            nominatifs: words(table("nominatif"), "entetes"),
            identifiants: words(table("nominatif"), "identifiants"),
            noms_du_jeune: words(table("nominatif"), "noms_du_jeune"),
        }
    }

    /// Without any word of the office.
    #[cfg(test)]
    pub(super) fn embedded() -> Self {
        Self::new(&Correspondances::default())
    }

    /// The grandeur that a row or column label names.
    pub(super) fn grandeur(&self, texte: &str) -> Option<Grandeur> {
        self.grandeurs.get(&cle(texte)).copied()
    }

    /// The key of the grandeur that a label nearly names: mistyped, and nobody's name.
    pub(super) fn presque_une_grandeur(&self, texte: &str) -> Option<&'static str> {
        let proche = proche(texte, self.grandeurs.keys().map(String::as_str));
        let grandeur = proche.and_then(|cle| self.grandeurs.get(cle));
        Grandeur::TOUTES.iter().find(|(g, _, _)| Some(g) == grandeur).map(|(_, nom, _)| *nom)
    }

    /// The only grandeur named among the words of a title.
    pub(super) fn grandeur_dans(&self, titre: &str) -> Option<Grandeur> {
        let texte = format!(" {} ", cle(titre));
        let mut trouvees = self.grandeurs.iter().filter(|(nom, _)| texte.contains(&format!(" {nom} ")));
        let (premier, grandeur) = trouvees.next()?;
        let (mut long, mut grandeur) = (premier, *grandeur);
        for (nom, autre) in trouvees {
            if *autre != grandeur && !nom.contains(long.as_str()) && !long.contains(nom.as_str()) {
                return None;
            }
            if nom.len() > long.len() {
                (long, grandeur) = (nom, *autre);
            }
        }
        Some(grandeur)
    }

    /// The annual figure that a label begins with, when Trame does not take it from a table.
    pub(super) fn notion(&self, texte: &str) -> Option<&'static Notion> {
        let cle = cle(texte);
        let commence =
            |mot: &str| cle.strip_prefix(mot).is_some_and(|suite| suite.is_empty() || suite.starts_with(' '));
        self.notions.iter().find(|(mot, _)| commence(mot)).map(|(_, notion)| *notion)
    }

    /// A word that says which figure of what is counted: « prévu », « réalisé ».
    pub(super) fn est_qualificatif(&self, texte: &str) -> bool {
        self.est_une_prevision(texte) || self.est_realise(texte)
    }

    /// « prévu », « objectif ».
    pub(super) fn est_une_prevision(&self, texte: &str) -> bool {
        self.previsions.contains(&cle(texte))
    }

    /// « réalisé », « réel ».
    pub(super) fn est_realise(&self, texte: &str) -> bool {
        self.realises.contains(&cle(texte))
    }

    /// What a sub-column says of the column that it splits.
    pub(super) fn sous_colonne(&self, texte: &str) -> Option<SousColonne> {
        let cle = cle(texte);
        self.parties.iter().find(|(_, mots)| mots.contains(&cle)).map(|(sens, _)| *sens)
    }

    /// How many years before this one: 1 for « exercice précédent », 0 for « année en cours ».
    pub(super) fn annee_relative(&self, texte: &str) -> Option<i32> {
        let cle = cle(texte);
        (0..).zip(&self.annees_relatives).find(|(_, mots)| mots.contains(&cle)).map(|(recul, _)| recul)
    }

    /// A title or a file's name that says « of the year ».
    pub(super) fn dit_annuel(&self, texte: &str) -> bool {
        let texte = format!(" {} ", cle(texte));
        self.annuel.iter().any(|mot| texte.contains(&format!(" {mot} ")))
    }

    /// The word of a title that says that its table is only a part, or a forecast.
    pub(super) fn mot_partiel<'a>(&self, texte: &'a str) -> Option<&'a str> {
        texte.split(|c: char| !c.is_alphanumeric()).find(|mot| self.partiels.contains(&cle(mot)))
    }

    /// A header of the column of years.
    pub(super) fn est_annee(&self, texte: &str) -> bool {
        self.annees.contains(&cle(texte))
    }

    /// A header of the column of months.
    pub(super) fn est_mois(&self, texte: &str) -> bool {
        self.mois.contains(&cle(texte))
    }

    /// A header of the column of dispositifs.
    pub(super) fn est_dispositif(&self, texte: &str) -> bool {
        self.dispositif.contains(&cle(texte))
    }

    /// A label of a plain total: « Total », « Cumul 2021 ».
    pub(super) fn est_total(&self, texte: &str) -> bool {
        let cle = cle(texte);
        self.totaux.contains(&cle)
            || cle.rsplit_once(' ').is_some_and(|(mot, annee)| self.totaux.contains(mot) && is_year(annee))
    }

    /// A header that says nothing of months, however near to one it is spelt.
    pub(super) fn est_ignore(&self, texte: &str) -> bool {
        let cle = cle(texte);
        cle.split(' ').any(|mot| self.ignores.contains(mot)) || self.ignores.contains(&cle) || cle.starts_with("total")
    }

    /// A header of a column that names people: one of the list, or one that holds a word that only people have.
    pub(super) fn est_nominatif(&self, texte: &str) -> bool {
        let cle = cle(texte);
        let compte = cle.starts_with("nombre") || cle.starts_with("nb ");
        self.nominatifs.contains(&cle) || (!compte && cle.split(' ').any(|mot| self.mots_nominatifs.contains(mot)))
    }

    /// A header of a column that holds the name of the jeune, or a part of it.
    pub(super) fn est_nom_du_jeune(&self, texte: &str) -> bool {
        self.noms_du_jeune.contains(&cle(texte))
    }

    /// A header of a column of identifiers.
    pub(super) fn est_identifiant(&self, texte: &str) -> bool {
        self.identifiants.contains(&cle(texte))
    }

    /// Any header at all.
    pub(super) fn connait(&self, texte: &str) -> bool {
        !texte.is_empty()
            && (self.grandeur(texte).is_some()
                || self.est_mois(texte)
                || self.est_dispositif(texte)
                || parse_mois(texte).is_some())
    }

    /// A second label that makes nothing else of what the first one counts: a unit, a number, « total ».
    pub(super) fn ne_precise_rien(&self, texte: &str) -> bool {
        let entier = || self.sous_colonne(texte).is_some_and(|sens| sens.partie().is_none());
        self.neutres.contains(&cle(texte)) || self.est_total(texte) || entier() || self.sans_bruit(texte).is_empty()
    }

    /// A word that says nothing.
    pub(super) fn est_bruit(&self, mot: &str) -> bool {
        self.bruit.contains(mot)
    }

    /// The folded text without the words that say nothing about which dispositif is meant.
    pub(super) fn sans_bruit(&self, texte: &str) -> String {
        let cle = cle(texte);
        let mots = cle.split(' ').filter(|mot| !self.bruit.contains(*mot) && parse_mois(mot).is_none());
        let mots = mots.filter(|mot| !mot.chars().all(|c| c.is_ascii_digit()));
        mots.collect::<Vec<_>>().join(" ")
    }
}

/// « 2021 »: a title or a total, not a figure.
pub(super) fn is_year(texte: &str) -> bool {
    texte.len() == 4 && texte.parse().is_ok_and(|n: u32| (1900..2200).contains(&n))
}

pub(super) fn texts(table: Option<&dyn TableLike>, nom: &str) -> Vec<String> {
    let array = table.and_then(|t| t.get(nom)).and_then(Item::as_array);
    array.map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}

fn words(table: Option<&dyn TableLike>, nom: &str) -> BTreeSet<String> {
    texts(table, nom).iter().map(|t| cle(t)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_synonyms_read() {
        let entetes = Entetes::embedded();
        assert_eq!(entetes.grandeur("PRESENTS début du mois"), Some(Grandeur::PresentsDebut));
        assert_eq!(entetes.grandeur("Journées réalisées :"), Some(Grandeur::JourneesRealisees));
        assert!(entetes.est_mois("MOIS") && entetes.est_total("Total 2021") && entetes.est_nominatif("Prénom"));
        assert_eq!(entetes.notion("Capacité installée au 31/12").and_then(|n| n.historique), Some("places"));
        assert_eq!(entetes.notion("Capacité théorique").map(|n| n.raison), Some(RaisonInutile::Recalcule));
        assert_eq!(entetes.notion("Tauxi"), None);
        assert_eq!(entetes.grandeur_dans("Nombre de journées réalisées – internat"), Some(Grandeur::JourneesRealisees));
        assert_eq!(entetes.grandeur_dans("Entrées et sorties"), None);
        for (grandeur, _, _) in Grandeur::TOUTES {
            assert!(entetes.grandeurs.values().any(|g| *g == grandeur), "{grandeur:?}");
        }
        assert_eq!(entetes.sans_bruit("Mesures AEMO-R 2021"), "aemo r");
    }
}
