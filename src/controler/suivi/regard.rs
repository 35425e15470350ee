//! The follow-up table as its checks look at it: what a word of each column stands for is worked out once.

use super::durees::{self, Limite};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::Span;
use crate::domaine::reglages::{Cadre, Dispositif};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, MotLu, Naissance, Parcours, Sejour, Suivi};
use crate::francais;
use chrono::{Datelike, NaiveDate};

/// What a check of one mesure is given.
pub(in crate::controler) struct Regard<'a> {
    pub(super) vue: &'a Vue<'a>,
    pub(super) suivi: &'a Suivi,
    pub(super) parcours: &'a Parcours,
    /// The last day that the tables tell of.
    pub(super) arret: NaiveDate,
    /// Per dispositif, what a decision may last.
    pub(super) limites: Vec<Vec<Limite>>,
    attente: Vec<bool>,
    publics: Vec<Public>,
    cadres: Vec<Option<Cadre>>,
}

/// Who a mesure is for, when that changes what its age may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Public {
    JeuneMajeur,
    Parent,
    Autre,
}

impl<'a> Regard<'a> {
    pub(in crate::controler) fn new(vue: &'a Vue<'a>) -> Self {
        let suivi = &vue.dossier.suivi;
        let mots = |colonne| suivi.lexique(colonne).map(|l| l.mots.as_slice()).unwrap_or_default();
        Self {
            vue,
            suivi,
            parcours: &vue.derivation.parcours,
            arret: arret(vue),
            limites: durees::limites(&vue.reglages.dispositifs),
            attente: suivi.tables.iter().map(|t| t.attente).collect(),
            publics: mots(Colonne::Public).iter().map(public).collect(),
            cadres: mots(Colonne::Prescripteur).iter().map(cadre).collect(),
        }
    }

    /// Every mesure, in reading order.
    pub(in crate::controler) fn mesures(&self) -> &'a [Mesure] {
        &self.parcours.mesures
    }

    pub(super) fn lignes(&self, mesure: &'a Mesure) -> impl Iterator<Item = &'a LigneDeSuivi> + use<'a> {
        self.parcours.lignes(mesure, self.suivi)
    }

    pub(super) fn sejours(&self, mesure: &Mesure) -> &'a [Sejour] {
        &self.parcours.sejours[mesure.sejours.start as usize..mesure.sejours.end as usize]
    }

    pub(super) fn ligne(&self, rang: u32) -> &'a LigneDeSuivi {
        &self.suivi.lignes[rang as usize]
    }

    pub(super) fn span(&self, ligne: &LigneDeSuivi, colonne: Colonne) -> Span {
        self.suivi.span(ligne, Some(colonne))
    }

    pub(super) fn dispositif(&self, sejour: &Sejour) -> &'a Dispositif {
        &self.vue.reglages.dispositifs[usize::from(sejour.dispositif)]
    }

    /// The dispositif that a row names, with its index.
    pub(super) fn dispositif_de(&self, ligne: &LigneDeSuivi) -> Option<(usize, &'a Dispositif)> {
        let rang = self.suivi.dispositif(ligne)?;
        Some((rang, self.vue.reglages.dispositifs.get(rang)?))
    }

    /// True for a row of a waiting list.
    pub(super) fn attend(&self, ligne: &LigneDeSuivi) -> bool {
        self.attente.get(usize::from(ligne.table)).copied().unwrap_or(false)
    }

    /// True when a mesure ended before the exercise: no figure of the report rests on it.
    pub(super) fn ancienne(&self, mesure: &Mesure) -> bool {
        mesure.fin.is_some_and(|fin| fin < self.vue.exercice().janvier().premier_jour())
    }

    pub(super) fn public(&self, ligne: &LigneDeSuivi) -> Public {
        let rang = usize::from(ligne.mot(Colonne::Public).0).checked_sub(1);
        rang.and_then(|rang| self.publics.get(rang)).copied().unwrap_or(Public::Autre)
    }

    /// The legal basis of a row: that of its dispositif, for a mixed one that of who decided.
    pub(super) fn cadre(&self, dispositif: &Dispositif, ligne: &LigneDeSuivi) -> Cadre {
        let rang = usize::from(ligne.mot(Colonne::Prescripteur).0).checked_sub(1);
        let dit = rang.and_then(|rang| self.cadres.get(rang)).copied().flatten();
        if dispositif.cadre == Cadre::Mixte { dit.unwrap_or(Cadre::Mixte) } else { dispositif.cadre }
    }
}

/// The day of `arrete_au`; else the end of the exercise, or the last day that a row of the last month tells of.
fn arret(vue: &Vue<'_>) -> NaiveDate {
    let fin = vue.jusqu_a.dernier_jour();
    let annee = vue.exercice().annee();
    if let Some(jour) = vue.reglages.arrete_au.filter(|jour| jour.year() == annee) {
        return jour;
    }
    let du_suivi = vue.derivation.dernier_jour.filter(|jour| (vue.jusqu_a.premier_jour()..=fin).contains(jour));
    if vue.annee_complete() { fin } else { du_suivi.unwrap_or(fin) }
}

fn public(lu: &MotLu) -> Public {
    let cle = francais::cle(&lu.mot);
    let dit = |mots: &[&str]| cle.split_whitespace().any(|mot| mots.contains(&mot));
    if dit(&["majeur", "majeure", "cjm", "apjm"]) {
        Public::JeuneMajeur
    } else if dit(&["parent", "mere", "pere", "adulte"]) {
        Public::Parent
    } else {
        Public::Autre
    }
}

fn cadre(lu: &MotLu) -> Option<Cadre> {
    match francais::cle(&lu.mot) {
        mot if mot.contains("juge") || mot.contains("cour") || mot.contains("parquet") => Some(Cadre::Judiciaire),
        mot if mot.contains("aide sociale") => Some(Cadre::Administratif),
        _ => None,
    }
}

/// « mesure « M014 » ».
pub(super) fn nom(ligne: &LigneDeSuivi) -> String {
    match ligne.id.as_str() {
        "" => "mesure sans identifiant".to_owned(),
        id => format!("mesure {}", mots::cite(id)),
    }
}

/// The day of an anniversary, the latest that it can be; a birth on 29 February has it on 1 March.
pub(super) fn anniversaire(naissance: Naissance, ans: i32) -> Option<NaiveDate> {
    let ne = naissance.jour;
    let annee = ne.year().checked_add(ans)?;
    if naissance.au_jour {
        return ne.with_year(annee).or_else(|| NaiveDate::from_ymd_opt(annee, 3, 1));
    }
    let suivant = ne.with_day(1)?.with_year(annee)?.checked_add_months(chrono::Months::new(1))?;
    suivant.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_anniversaire_se_compte_au_plus_tard() {
        let jour = |a, m, j| NaiveDate::from_ymd_opt(a, m, j).unwrap();
        let ne = |jour, au_jour| Naissance { jour, au_jour };
        assert_eq!(anniversaire(ne(jour(2003, 7, 5), true), 18), Some(jour(2021, 7, 5)));
        assert_eq!(anniversaire(ne(jour(2003, 7, 1), false), 18), Some(jour(2021, 7, 31)));
        assert_eq!(anniversaire(ne(jour(2004, 2, 29), true), 18), Some(jour(2022, 3, 1)));
        assert_eq!(anniversaire(ne(jour(2004, 2, 1), false), 18), Some(jour(2022, 2, 28)));
    }
}
