//! Billing tables (§ 4.4): one row per month and dispositif, or per mesure and month. Rows are read one by one into
//! `Dossier::facturation`, never kept as cells nor quoted.

mod chiffres;
mod sujet;

use super::genres::Reconnu;
use super::signalees::Signalees;
use super::suivi::recueil::total;
use super::tableau_mensuel::axes::Axes;
use super::tableau_mensuel::{Lieu, colonne_dite};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::{ColonneDeFacture, Facturation, TableDeFacturation, TotalDeFacture};
use crate::domaine::mois::Mois;
use crate::domaine::payeur::cle_du_payeur;
use crate::francais::est_une_marque_de_vide;
use std::collections::BTreeMap;
use std::ops::Range;

/// A billing table being read.
struct Factures<'a> {
    axes: &'a Axes<'a>,
    lieu: Lieu<'a>,
    entete: &'a Ligne,
    /// Codes of rapport.toml, in its order.
    codes: Vec<String>,
    colonnes: Vec<(ColonneDeFacture, usize)>,
    /// Index in [`Facturation::tables`].
    table: u16,
    /// What titles and names say of every row: month, year of months without one, dispositif.
    mois: Option<Mois>,
    annee: i32,
    dispositif: Option<u16>,
    /// What the row before said.
    avant: (Option<Mois>, Option<u16>),
    /// First row of the table, and first one since a total.
    debuts: (u32, u32),
    payeurs: BTreeMap<String, u16>,
    quotites: BTreeMap<Exact, u16>,
    signalees: Signalees<Anomalie>,
    utilisees: usize,
}

/// Reads the rows below the header of a billing table. How many gave figures; `None` for another kind.
pub(super) fn lire(
    lignes: &[Ligne],
    (reconnu, bande): (&Reconnu, Range<usize>),
    lieu: Lieu<'_>,
    axes: &Axes<'_>,
    dossier: &mut Dossier,
) -> Option<usize> {
    if reconnu.genre != Table::FACTURATION {
        return None;
    }
    let (titres, suite) = lignes.split_at(reconnu.entete.min(lignes.len()));
    let (entete, corps) = suite.split_first()?;
    let de = |(colonne, cle): &(ColonneDeFacture, &str)| Some((*colonne, *reconnu.colonnes.get(*cle)?));
    let colonnes: Vec<_> = ColonneDeFacture::TOUTES.iter().filter_map(de).collect();
    let facturation = &mut dossier.facturation;
    let debut = index(facturation.lignes.len());
    let mut factures = Factures {
        axes,
        lieu,
        entete,
        codes: axes.noms.codes(),
        colonnes,
        table: u16::try_from(facturation.tables.len()).ok()?,
        mois: None,
        annee: axes.exercice,
        dispositif: None,
        avant: (None, None),
        debuts: (debut, debut),
        payeurs: facturation.payeurs.iter().zip(1..).map(|(nom, numero)| (cle_du_payeur(nom), numero)).collect(),
        quotites: facturation.quotites.iter().copied().zip(1..).collect(),
        signalees: Signalees::default(),
        utilisees: 0,
    };
    facturation.tables.push(factures.declaree());
    factures.inconnues(reconnu, bande);
    if factures.situe(titres) {
        corps.iter().for_each(|ligne| factures.ligne(ligne, &mut dossier.facturation));
    }
    factures.signalees.remet(dossier);
    Some(factures.utilisees)
}

fn index(rang: usize) -> u32 {
    u32::try_from(rang).unwrap_or(u32::MAX)
}

impl Factures<'_> {
    fn declaree(&self) -> TableDeFacturation {
        let colonne = |(colonne, rang): &(ColonneDeFacture, usize)| {
            (*colonne, index(*rang), colonne_dite(self.entete.cellule(*rang)))
        };
        TableDeFacturation {
            fichier: self.lieu.fichier.to_owned(),
            feuille: self.lieu.feuille.map(str::to_owned),
            colonnes: self.colonnes.iter().map(colonne).collect(),
        }
    }

    /// Headers that nobody asked for, each said once.
    fn inconnues(&mut self, reconnu: &Reconnu, bande: Range<usize>) {
        let noms = self.axes.noms;
        let inconnue = |(rang, texte): &(usize, &str)| {
            bande.contains(rang) && !noms.est_nominatif(texte) && !reconnu.colonnes.values().any(|r| r == rang)
        };
        let entete = self.entete;
        for (rang, texte) in entete.remplies().map(|(rang, cellule)| (rang, cellule.texte())).filter(inconnue) {
            let nature = NatureAnomalie::ColonneIgnoree { entete: colonne_dite(texte), proche: None };
            self.signale(nature, entete, rang);
        }
    }

    fn colonne(&self, colonne: ColonneDeFacture) -> Option<usize> {
        self.colonnes.iter().find(|(autre, _)| *autre == colonne).map(|(_, rang)| *rang)
    }

    /// The text of a cell, trimmed; `None` when blank or without such a column.
    fn texte<'l>(&self, ligne: &'l Ligne, colonne: ColonneDeFacture) -> Option<&'l str> {
        let texte = ligne.cellule(self.colonne(colonne)?).texte().trim();
        Some(texte).filter(|texte| !texte.is_empty())
    }

    fn signale(&mut self, nature: NatureAnomalie, ligne: &Ligne, colonne: usize) {
        let span = self.lieu.span(ligne, colonne, self.entete.cellule(colonne));
        self.signalees.dit(Anomalie { nature, span });
    }

    /// A billed row, a total, a title that stands between two parts, or nothing.
    fn ligne(&mut self, ligne: &Ligne, facturation: &mut Facturation) {
        if !self.est_chiffree(ligne) {
            self.titre(ligne, facturation);
            return;
        }
        if self.est_un_total(ligne, facturation) {
            self.total(ligne, facturation);
        } else if let Some(facture) = self.facture(ligne, facturation) {
            self.utilisees += 1;
            facturation.lignes.push(facture);
        }
    }

    /// Two cells at least, one of them a figure, or what should be one; not the header said again.
    fn est_chiffree(&self, ligne: &Ligne) -> bool {
        let chiffres = [ColonneDeFacture::Journees, ColonneDeFacture::Prix, ColonneDeFacture::Montant];
        let dit = |colonne: &usize| {
            let texte = ligne.cellule(*colonne).texte().trim();
            !est_une_marque_de_vide(texte) && !texte.is_empty() && texte != self.entete.cellule(*colonne).texte().trim()
        };
        let mut colonnes = chiffres.into_iter().filter_map(|colonne| self.colonne(colonne));
        ligne.remplies().nth(1).is_some() && colonnes.any(|colonne| dit(&colonne))
    }

    /// One of its first cells says so, or none says what it is about.
    fn est_un_total(&self, ligne: &Ligne, facturation: &Facturation) -> bool {
        let ensemble = |texte: &str| total(texte) || self.axes.noms.est_ensemble(texte);
        let qui = || ColonneDeFacture::QUI.into_iter().filter_map(|c| self.texte(ligne, c));
        let anonyme = || {
            let nomme = ColonneDeFacture::QUI.into_iter().any(|c| self.colonne(c).is_some());
            nomme && qui().next().is_none() && index(facturation.lignes.len()) > self.debuts.1
        };
        qui().any(ensemble) || ligne.remplies().next().is_some_and(|(_, c)| total(c.texte().trim())) || anonyme()
    }

    fn total(&mut self, ligne: &Ligne, facturation: &mut Facturation) {
        let [journees, montant] = [ColonneDeFacture::Journees, ColonneDeFacture::Montant]
            .map(|colonne| self.chiffre(ligne, colonne).0.map(|n| n.exact()));
        let jusqu_a = index(facturation.lignes.len());
        facturation.totaux.push(TotalDeFacture {
            table: self.table,
            numero: ligne.numero,
            rang: ligne.rang,
            debut: self.debuts.0,
            depuis: self.debuts.1,
            jusqu_a,
            de: self.du_total(ligne),
            journees,
            montant,
        });
        self.utilisees += 1;
        self.debuts.1 = jusqu_a;
    }
}
