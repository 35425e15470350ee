//! What an explanation looks at beside the value: the rows that were counted, and what the value is to be taken with.

use super::DITES;
use crate::diagnostic::{Gravite, Span};
use crate::domaine::chiffres::Chiffre;
use crate::domaine::comptees::{Comptees, Recherche};
use crate::domaine::constats::Constats;
use crate::domaine::controle::DossierControle;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, SourceJournees};
use crate::domaine::mois::Mois;
use crate::domaine::reserve;
use crate::domaine::valeur::{Nom, Provenance, Valeur};
use crate::francais::enumeration;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything computed, and where its rows and its findings are.
pub(crate) struct Sources<'a> {
    pub(super) indicateurs: &'a Indicateurs,
    controle: &'a DossierControle,
    recherche: Recherche<'a>,
    /// Cells, rows and keys in error or in incoherence.
    fausses: BTreeSet<Span>,
}

/// What a whole explanation rests on.
#[derive(Default)]
pub(super) struct Assise {
    /// « repose sur … », each in words.
    pub(super) reserves: Vec<String>,
    /// The weakest source of the days that it rests on.
    pub(super) journees: Option<SourceJournees>,
}

/// The days of a perimetre, for a month or for the period.
type Journees<'v> = (&'v str, Option<Mois>);

impl<'a> Sources<'a> {
    pub(crate) fn new(controle: &'a DossierControle, indicateurs: &'a Indicateurs, constats: &Constats) -> Self {
        let graves = constats.listes.iter().filter(|d| matches!(d.gravite, Gravite::Erreur | Gravite::Incoherence));
        let fausses = graves.map(|d| &d.span).chain(&constats.incoherentes).cloned().collect();
        Self { indicateurs, controle, recherche: Recherche::new(controle, indicateurs), fausses }
    }

    /// The rows of a counted value.
    pub(super) fn comptees(&self, valeur: &Valeur) -> Option<Comptees> {
        self.recherche.de(valeur)
    }

    /// Read once over the whole tree: what stands at its leaves is said at its root.
    pub(super) fn assise(&self, chiffre: &Chiffre<'_>) -> Assise {
        let valeur = &chiffre.valeur;
        if valeur.nombre.is_err() {
            return Assise::default();
        }
        let dossier = self.controle.dossier();
        let mut reserves: Vec<String> = Vec::new();
        reserves.extend(reserve::de(valeur, dossier, &self.fausses, &chiffre.perimetre.code));
        let (mut journees, mut lignes) = (BTreeSet::new(), BTreeSet::new());
        let (mut vues, mut a_voir) = (BTreeSet::new(), vec![valeur]);
        while let Some(valeur) = a_voir.pop() {
            if let Some(Nom::Indicateur { perimetre, id: "journees_realisees", mois }) = valeur.nom.as_deref() {
                journees.insert((&**perimetre, *mois));
            }
            if !vues.insert(Arc::as_ptr(&valeur.provenance)) {
                continue;
            }
            match &*valeur.provenance {
                Provenance::Comptee(_) if !self.fausses.is_empty() => lignes.extend(self.lignes_fausses(valeur)),
                _ => a_voir.extend(valeur.operandes()),
            }
        }
        reserves.extend(lignes_en_mots(&lignes));
        reserves.extend(self.estimees(&journees));
        let reserves = reserves.into_iter().map(|r| format!("repose sur {r}")).collect();
        Assise { reserves, journees: journees.iter().filter_map(|j| self.source(*j)).max() }
    }

    /// Rows that were counted and that a finding names.
    fn lignes_fausses(&self, valeur: &Valeur) -> Vec<(String, u32)> {
        let Provenance::Comptee(denombrement) = &*valeur.provenance else { return Vec::new() };
        let ici =
            |s: &&Span| s.line > 0 && denombrement.tables.iter().any(|t| (&t.file, &t.sheet) == (&s.file, &s.sheet));
        let fausses: Vec<&Span> = self.fausses.iter().filter(ici).collect();
        if fausses.is_empty() {
            return Vec::new();
        }
        let comptees = self.comptees(valeur).unwrap_or_default();
        let comptee = |s: &&&Span| {
            let tables = comptees.tables.iter().filter(|t| (&t.table.file, &t.table.sheet) == (&s.file, &s.sheet));
            tables.flat_map(|t| &t.plages).any(|(de, a)| (de..=a).contains(&&s.line))
        };
        fausses.iter().filter(comptee).map(|s| (s.file.clone(), s.line)).collect()
    }

    fn perimetre(&self, code: &str) -> Option<&Perimetre> {
        self.indicateurs.perimetres.iter().find(|p| p.code == code)
    }

    fn source(&self, (code, mois): Journees<'_>) -> Option<SourceJournees> {
        let perimetre = self.perimetre(code)?;
        match mois {
            Some(mois) => perimetre.source_mensuelle.get(mois.rang()).copied().flatten(),
            None => perimetre.source_journees,
        }
    }

    /// « une estimation : journées réalisées, AEMO, janvier et mars », from the dispositifs that are estimated.
    fn estimees(&self, journees: &BTreeSet<Journees<'_>>) -> Option<String> {
        let estimees = journees.iter().filter(|j| self.source(**j) == Some(SourceJournees::Estime));
        let mut par_perimetre: BTreeMap<&str, Vec<Mois>> = BTreeMap::new();
        for (code, mois) in estimees.filter(|(code, mois)| {
            let dispositif = self.perimetre(code).is_some_and(|p| p.genre == Genre::Dispositif);
            dispositif || mois.is_none() && journees.iter().all(|(autre, _)| autre == code)
        }) {
            par_perimetre.entry(code).or_default().extend(*mois);
        }
        let phrase = |(code, mois): (&str, Vec<Mois>)| {
            let nom = self.perimetre(code).map_or(code, Perimetre::nom);
            let entier = mois.is_empty() || mois.len() == 12;
            let mois: Vec<String> = mois.iter().map(|m| m.nom().to_owned()).collect();
            if entier { nom.to_owned() } else { format!("{nom} ({})", enumeration(&mois)) }
        };
        let phrases: Vec<String> = par_perimetre.into_iter().map(phrase).collect();
        (!phrases.is_empty()).then(|| format!("une estimation des journées réalisées : {}", phrases.join(", ")))
    }
}

/// « des lignes à vérifier : donnees/suivi.csv, lignes 4 et 9 ».
fn lignes_en_mots(lignes: &BTreeSet<(String, u32)>) -> Option<String> {
    let mut par_fichier: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (fichier, ligne) in lignes {
        par_fichier.entry(fichier).or_default().push(ligne.to_string());
    }
    let phrase = |(fichier, mut lignes): (&str, Vec<String>)| {
        let (nombre, reste) = (lignes.len(), lignes.len().saturating_sub(DITES));
        lignes.truncate(DITES);
        if reste > 0 {
            lignes.push(if reste == 1 { "une autre".to_owned() } else { format!("{reste} autres") });
        }
        format!("{fichier}, ligne{} {}", if nombre > 1 { "s" } else { "" }, enumeration(&lignes))
    };
    let phrases: Vec<String> = par_fichier.into_iter().map(phrase).collect();
    let quoi = if lignes.len() > 1 { "des lignes à vérifier" } else { "une ligne à vérifier" };
    (!phrases.is_empty()).then(|| format!("{quoi} : {}", phrases.join(" ; ")))
}
