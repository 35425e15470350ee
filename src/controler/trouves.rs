//! Findings about rows of the follow-up table and of the billing, and about texts: of each check in each table or text the
//! first ones are kept, the others counted. A million false rows make a few hundred findings.

use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::{Constats, Omis};
use crate::domaine::controle::Fiche;
use crate::domaine::dossier::{Dossier, Texte};
use crate::domaine::facturation::LigneDeFacture;
use crate::domaine::registres::Place;
use crate::domaine::suivi::LigneDeSuivi;
use std::collections::BTreeMap;

/// What the checks of rows found.
pub(super) struct Trouves<'a> {
    /// File and sheet of the tables of the follow-up, then of the registers, then of the billing, then the texts.
    tables: Vec<(&'a str, Option<&'a str>)>,
    /// Where each of them stands first in `tables`.
    rangs: BTreeMap<(&'a str, Option<&'a str>), usize>,
    suivis: usize,
    registres: usize,
    /// Checks of which rapport.toml explains a finding: all of theirs are kept, so that it is recognised.
    justifies: Vec<&'a str>,
    /// Per check and table.
    siens: BTreeMap<(&'static str, usize), Siens>,
}

#[derive(Default)]
struct Siens {
    constats: Vec<Diagnostic>,
    /// Once there are enough: a row below this line adds nothing to them.
    plafond: Option<u32>,
    omis: usize,
    a_verifier: usize,
}

impl<'a> Trouves<'a> {
    pub(super) fn new(dossier: &'a Dossier, textes: &'a [Texte]) -> Self {
        let justifications = dossier.reglages.iter().flat_map(|r| &r.justifications);
        let suivis = dossier.suivi.tables.iter().map(|t| (t.fichier.as_str(), t.feuille.as_deref()));
        let registres = dossier.registres.tables.iter().map(|(f, feuille)| (f.as_str(), feuille.as_deref()));
        let factures = dossier.facturation.tables.iter().map(|t| (t.fichier.as_str(), t.feuille.as_deref()));
        let textes = textes.iter().map(|t| (t.fichier.as_str(), None));
        let tables: Vec<_> = suivis.chain(registres).chain(factures).chain(textes).collect();
        Self {
            rangs: tables.iter().enumerate().rev().map(|(rang, table)| (*table, rang)).collect(),
            tables,
            suivis: dossier.suivi.tables.len(),
            registres: dossier.registres.tables.len(),
            justifies: justifications.map(|j| j.code.as_str()).collect(),
            siens: BTreeMap::new(),
        }
    }

    /// To be asked before a finding at a row is put into words: `None` when it comes after those that are kept. It is
    /// then counted.
    pub(super) fn place(&mut self, fiche: &'static Fiche, ligne: &LigneDeSuivi) -> Option<()> {
        self.place_en(fiche, usize::from(ligne.table), ligne.numero)
    }

    /// The same for a row of a register.
    pub(super) fn place_d_un_registre(&mut self, fiche: &'static Fiche, place: Place) -> Option<()> {
        self.place_en(fiche, self.suivis + usize::from(place.table), place.numero)
    }

    /// The same at a row of the billing.
    pub(super) fn place_facturee(&mut self, fiche: &'static Fiche, ligne: &LigneDeFacture) -> Option<()> {
        self.place_en(fiche, self.suivis + self.registres + usize::from(ligne.table), ligne.numero)
    }

    fn place_en(&mut self, fiche: &'static Fiche, table: usize, numero: u32) -> Option<()> {
        let siens = self.siens.entry((fiche.code, table)).or_default();
        if siens.plafond.is_none_or(|plafond| numero <= plafond) {
            return Some(());
        }
        siens.omis += 1;
        siens.a_verifier += usize::from(fiche.gravite <= Gravite::Incoherence);
        None
    }

    /// Keeps findings.
    pub(super) fn extend(&mut self, constats: impl IntoIterator<Item = Diagnostic>) {
        for constat in constats {
            let (fichier, feuille) = (constat.span.file.as_str(), constat.span.sheet.as_deref());
            let table = self.rangs.get(&(fichier, feuille)).copied().unwrap_or(usize::MAX);
            let limite = !self.justifies.contains(&constat.code);
            let siens = self.siens.entry((constat.code, table)).or_default();
            siens.constats.push(constat);
            if limite && siens.constats.len() >= 2 * Constats::PAR_CODE_ET_FICHIER {
                siens.coupe();
            }
        }
    }

    /// Adds those of other mesures.
    pub(super) fn ajoute(&mut self, autres: Self) {
        for (cle, autre) in autres.siens {
            let siens = self.siens.entry(cle).or_default();
            siens.omis += autre.omis;
            siens.a_verifier += autre.a_verifier;
            siens.constats.extend(autre.constats);
            if !self.justifies.contains(&cle.0) {
                siens.coupe();
            }
        }
    }

    /// The findings, and how many were only counted.
    pub(super) fn finis(self) -> (Vec<Diagnostic>, Vec<Omis>) {
        let (mut constats, mut omis) = (Vec::new(), Vec::new());
        for ((code, table), siens) in self.siens {
            constats.extend(siens.constats);
            if let Some((fichier, _)) = self.tables.get(table).filter(|_| siens.omis > 0) {
                let Siens { omis: nombre, a_verifier, .. } = siens;
                omis.push(Omis { code, fichier: (*fichier).to_owned(), nombre, a_verifier });
            }
        }
        (constats, omis)
    }
}

impl Siens {
    /// Keeps the first ones in the order of the report.
    fn coupe(&mut self) {
        if self.constats.len() <= Constats::PAR_CODE_ET_FICHIER {
            return;
        }
        self.constats = Constats::tries(std::mem::take(&mut self.constats));
        let suite = self.constats.split_off(Constats::PAR_CODE_ET_FICHIER);
        self.omis += suite.len();
        self.a_verifier += suite.iter().filter(|constat| constat.a_verifier()).count();
        self.plafond = self.constats.last().map(|constat| constat.span.line);
    }
}
