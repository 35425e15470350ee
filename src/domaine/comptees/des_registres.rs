//! Rows of the registers of requests and of absences.

use super::{Comptees, Recherche, plages};
use crate::domaine::exact::Exact;
use crate::domaine::registres::{AbsenceDeJeune, Demande, Place};
use std::collections::BTreeSet;

impl Recherche<'_> {
    /// The rows of an indicator that a register gives; `None` for another.
    pub(super) fn des_registres(&self, perimetre: &str, id: &str) -> Option<Comptees> {
        let retenue: fn(&Demande) -> bool = match id {
            "demandes" => |_| true,
            "demandes_admises" => |d| d.issue == Demande::ADMISE,
            "demandes_refusees" => |d| d.issue == Demande::REFUSEE,
            "urgences_demandees" => |d| d.nature == Demande::URGENCE,
            "urgences_accueillies" => |d| d.nature == Demande::URGENCE && d.issue == Demande::ADMISE,
            _ => return self.des_absences(id),
        };
        let ((rangs, service), (du, au)) = (self.rangs(perimetre), self.jours(None));
        let ici = |d: &&Demande| service || d.dispositif.is_some_and(|rang| rangs.contains(&usize::from(rang)));
        let demandes = self.controle.dossier().registres.demandes.iter();
        let siennes = demandes.filter(|d| (du..=au).contains(&d.date)).filter(ici).filter(|d| retenue(d));
        let places: Vec<Place> = siennes.map(|d| d.place).collect();
        let total = u32::try_from(places.len()).ok().map(Exact::from);
        Some(self.places(["demande", "demandes"], &places, total))
    }

    fn des_absences(&self, id: &str) -> Option<Comptees> {
        let (du, au) = self.jours(None);
        let touche = |a: &&AbsenceDeJeune| a.debut <= au && a.fin.is_none_or(|fin| fin >= du);
        let absences = self.controle.dossier().registres.absences.iter().filter(touche);
        let lues: Vec<&AbsenceDeJeune> = match id {
            "absences_journees" | "absences_sejours" | "absences_jeunes" => absences.collect(),
            "absences_retirees" => absences.filter(|a| self.retiree(&a.motif)).collect(),
            _ => return None,
        };
        let jeunes: BTreeSet<&str> = lues.iter().map(|a| a.jeune.as_str()).collect();
        let total = match id {
            "absences_sejours" => u32::try_from(lues.len()).ok(),
            "absences_jeunes" => u32::try_from(jeunes.len()).ok(),
            _ => None,
        };
        let places: Vec<Place> = lues.iter().map(|a| a.place).collect();
        Some(self.places(["absence", "absences"], &places, total.map(Exact::from)))
    }

    fn places(&self, quoi: [&'static str; 2], places: &[Place], total: Option<Exact>) -> Comptees {
        let registres = &self.controle.dossier().registres;
        let lignes = places.iter().filter_map(|place| Some((registres.table(*place)?, place.numero)));
        let nombre = u64::try_from(places.len()).unwrap_or(u64::MAX);
        Comptees { quoi, nombre, total, tables: plages(lignes), cellules: Vec::new() }
    }
}
