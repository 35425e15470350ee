//! Rows of totals among months or dispositifs in rows: of the year, of a part of it, of the rows above, of the service.

use super::en_lignes::{Colonnes, ParDefaut};
use super::ruptures::Tete;
use super::sous_total::SousTotal;
use super::{Lecteur, TOTAUX};
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::{Grandeur, Ligne, Releve, Saisie};
use crate::domaine::mois::Mois;
use std::collections::BTreeMap;

/// What was read of the block, as its totals and its blank cells need it.
#[derive(Default)]
pub(super) struct Lues {
    /// Index of the first relevé that no total has asked for yet.
    suivante: usize,
    /// Relevés of each grandeur, of any month or of one, of any dispositif or of one.
    par_cle: BTreeMap<Cle, Vec<usize>>,
    /// How many totals of each were read.
    totaux: BTreeMap<Cle, usize>,
    /// One of them was not checked.
    totaux_tus: bool,
    /// The month and the dispositif of the last row that said them: a merged cell holds for the rows below.
    pub(super) dernier_mois: Option<Mois>,
    pub(super) dernier_dispositif: Option<String>,
    /// Index of the first relevé of this part, and of the first since the total above.
    debut: usize,
    depuis: usize,
    /// Parts of the block, each below a row that says whom it is about, before this one; those that have a total.
    parties: usize,
    totalisees: usize,
    /// How many totals this part has, those of a part of the year left out.
    deja: usize,
    /// The rows are about the whole service.
    pub(super) du_service: bool,
    /// The rows are counted for nobody; some were.
    muette: bool,
    incomplete: bool,
}

/// A grandeur, a month, a dispositif.
type Cle = (Grandeur, Option<Mois>, Option<String>);

impl Lues {
    /// Nothing was read yet; the first relevé will be that one.
    pub(super) fn depuis(premier: usize) -> Self {
        Self { suivante: premier, debut: premier, depuis: premier, ..Self::default() }
    }

    /// Another part begins.
    pub(super) fn rompt(&mut self, premier: usize, tete: &Tete) {
        if premier > self.debut {
            self.parties += 1;
            self.totalisees += usize::from(self.deja > 0);
        }
        (self.debut, self.depuis, self.deja) = (premier, premier, 0);
        self.du_service = *tete == Tete::Ensemble;
        self.muette = matches!(tete, Tete::Groupe | Tete::Inconnu);
        self.incomplete = self.incomplete || self.muette;
    }

    /// Which parts the first total of this one adds up is not known: no other has its own.
    fn est_incertaine(&self) -> bool {
        self.deja == 0 && self.parties > 0 && self.totalisees < self.parties
    }

    /// The month above, where a blank cell stands beside a dispositif.
    pub(super) fn mois_fusionne(&self, ligne: &Ligne, colonnes: &Colonnes) -> Option<Mois> {
        let (mois, dispositif) = (ligne.cellule(colonnes.mois?), ligne.cellule(colonnes.dispositif?));
        self.dernier_mois.filter(|_| mois.is_empty() && !dispositif.is_empty())
    }

    /// The dispositif above, where a blank cell stands beside a month.
    pub(super) fn dispositif_fusionne(&self, ligne: &Ligne, colonnes: &Colonnes) -> Option<String> {
        let (mois, dispositif) = (ligne.cellule(colonnes.mois?), ligne.cellule(colonnes.dispositif?));
        self.dernier_dispositif.clone().filter(|_| dispositif.is_empty() && mois.mois().is_some())
    }

    /// The relevés that a total adds up; none once it has been asked for too often.
    fn details(&mut self, releves: &[Releve], cle: &Cle) -> Vec<usize> {
        for (i, r) in releves.iter().enumerate().skip(self.suivante) {
            for (mois, dispositif) in [(false, false), (true, false), (false, true), (true, true)] {
                let cle = (r.grandeur, mois.then_some(r.mois), dispositif.then(|| r.dispositif.clone()));
                self.par_cle.entry(cle).or_default().push(i);
            }
        }
        self.suivante = releves.len();
        let deja = self.totaux.entry(cle.clone()).or_default();
        *deja += 1;
        if *deja > TOTAUX {
            self.totaux_tus = true;
            return Vec::new();
        }
        self.par_cle.get(cle).cloned().unwrap_or_default()
    }
}

impl Lecteur<'_> {
    /// A row that totals some months of the flows, or the rows since the total above; one of something else is left out.
    pub(super) fn ligne_de_sous_total(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        defaut: &ParDefaut,
        partiel: &SousTotal,
        lues: &mut Lues,
    ) {
        if lues.du_service || lues.muette {
            return;
        }
        let mois = match partiel {
            SousTotal::Mois(mois) => mois,
            SousTotal::SansPeriode => return self.ligne_depuis_le_total(ligne, entete, colonnes, lues),
            SousTotal::Autre => return self.laisse(ligne),
        };
        let nom = colonnes.dispositif.map(|i| ligne.cellule(i));
        let dispositif = nom.and_then(|nom| self.noms.code(nom)).map(str::to_owned).or(defaut.dispositif.clone());
        for (i, grandeur) in colonnes.grandeurs.iter().filter(|(_, grandeur)| grandeur.est_un_flux()) {
            let du_mois = |numero| {
                let mois = Mois::new(self.annee, numero);
                lues.details(&self.dossier.releves, &(*grandeur, mois, dispositif.clone()))
            };
            let details: Vec<Vec<usize>> = mois.clone().map(du_mois).collect();
            if details.iter().all(|mois| !mois.is_empty()) {
                let span = self.span(ligne, *i, &entete.cellules[*i]);
                self.total(*grandeur, ligne.cellule(*i), details.concat(), span);
            }
        }
    }

    /// A row that adds up those since the total above; when there are none, it is left out.
    fn ligne_depuis_le_total(&mut self, ligne: &Ligne, entete: &Ligne, colonnes: &Colonnes, lues: &Lues) {
        let nom = colonnes.dispositif.map(|i| ligne.cellule(i));
        let dispositif = nom.and_then(|nom| self.noms.code(nom)).map(str::to_owned);
        let mut vide = true;
        for (i, grandeur) in &colonnes.grandeurs {
            let siens = self.dossier.releves.iter().enumerate().skip(lues.depuis);
            let siens = siens.filter(|(_, r)| r.grandeur == *grandeur);
            let details: Vec<(usize, Mois)> = siens
                .filter(|(_, r)| dispositif.as_ref().is_none_or(|code| *code == r.dispositif))
                .map(|(i, r)| (i, r.mois))
                .collect();
            vide = vide && details.is_empty();
            if grandeur.est_un_flux() || details.windows(2).all(|deux| deux[0].1 == deux[1].1) {
                let span = self.span(ligne, *i, &entete.cellules[*i]);
                self.total(*grandeur, ligne.cellule(*i), details.into_iter().map(|(i, _)| i).collect(), span);
            }
        }
        if vide {
            self.laisse(ligne);
        }
    }

    /// Records a row that is not used.
    fn laisse(&mut self, ligne: &Ligne) {
        let nature = NatureAnomalie::LigneIgnoree { libelle: String::new(), proche: None };
        let place = ligne.remplies().next().map_or(0, |(i, _)| i);
        self.signale(nature, self.span(ligne, place, ""));
    }

    /// A row of totals was read: another may begin below it.
    pub(super) fn apres_un_total(&mut self, ligne: &Ligne, lues: &mut Lues) {
        lues.depuis = self.dossier.releves.len();
        if lues.totaux_tus {
            let place = ligne.remplies().next().map_or(0, |(i, _)| i);
            self.total_non_verifie(self.span(ligne, place, ""));
        }
    }

    /// A row of the whole service: every cell is a total of its month.
    pub(super) fn ligne_du_service(&mut self, ligne: &Ligne, entete: &Ligne, colonnes: &Colonnes, mois: Mois) {
        for (i, grandeur) in &colonnes.grandeurs {
            let span = self.span(ligne, *i, &entete.cellules[*i]);
            if let Saisie::Nombre(nombre) = self.saisie(*grandeur, ligne.cellule(*i), &span) {
                self.suspens.total_du_service(*grandeur, nombre, mois, span);
            }
        }
    }

    /// A row of totals: over the months of its dispositif for flows, or over the dispositifs of its month.
    pub(super) fn ligne_de_total(
        &mut self,
        ligne: &Ligne,
        entete: &Ligne,
        colonnes: &Colonnes,
        defaut: &ParDefaut,
        lues: &mut Lues,
    ) {
        if lues.du_service || lues.muette || (lues.incomplete && lues.deja > 0) {
            return;
        }
        if lues.est_incertaine() {
            return self.laisse(ligne);
        }
        let nom = colonnes.dispositif.map(|i| ligne.cellule(i));
        let de_la_partie = || defaut.dispositif.clone().filter(|_| lues.deja == 0);
        let dispositif = nom.and_then(|nom| self.noms.code(nom)).map(str::to_owned).or_else(de_la_partie);
        lues.deja += 1;
        let lu = colonnes.mois.and_then(|i| ligne.cellule(i).mois());
        let mois = lu.and_then(|lu| lu.dans(self.annee)).or(defaut.mois).or(lues.mois_fusionne(ligne, colonnes));
        for (i, grandeur) in &colonnes.grandeurs {
            if mois.is_none() && !grandeur.est_un_flux() {
                continue;
            }
            let details = lues.details(&self.dossier.releves, &(*grandeur, mois, dispositif.clone()));
            self.total(*grandeur, ligne.cellule(*i), details, self.span(ligne, *i, &entete.cellules[*i]));
        }
    }
}
