//! Rows of the follow-up table: those of the mesures that a figure counts.

use super::{Comptees, Paye, Recherche, plages};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::RegleDAbsence;
use crate::domaine::suivi::{
    Attente, Colonne, Episode, LigneDeSuivi, NatureDeDecision, Numeros, Parcours, Payeurs, QuiPaie, Sejour, Suivi,
    quotite,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

const MESURES: [&str; 2] = ["mesure", "mesures"];

/// Mesures of some dispositifs between two days.
struct Choix<'a> {
    suivi: &'a Suivi,
    parcours: &'a Parcours,
    rangs: Vec<usize>,
    /// What names no dispositif counts too.
    partout: bool,
    /// First and last day.
    jours: (NaiveDate, NaiveDate),
}

impl<'a> Recherche<'a> {
    /// The rows of an indicator that the follow-up table gives; `None` for another.
    pub(super) fn du_suivi(&self, perimetre: &str, id: &str, mois: Option<Mois>) -> Option<Comptees> {
        let (rangs, service) = self.rangs(perimetre);
        let suivi = &self.controle.dossier().suivi;
        let parcours = &self.controle.derivation().parcours;
        let choix = Choix { suivi, parcours, rangs, partout: service, jours: self.jours(mois) };
        let connu = self.jours(None).1;
        Some(match id {
            "presents_debut" => choix.presents(choix.jours.0),
            "presents_fin" => choix.presents(lendemain(choix.jours.1)),
            "entrees" => choix.mouvements(|s| (s.entre && choix.dedans(s.debut)).then_some(s.ligne)),
            "sorties" => choix.mouvements(|s| (s.sort && choix.dedans(s.fin?)).then_some(s.derniere)),
            "passages" => self.passages(&choix),
            "renouvellements" => choix.renouvellements(),
            "journees_realisees" | "journees_facturables" => {
                let comptees = self.journees(&choix.rangs, choix.jours, None);
                let partagees = self.partagees(&choix);
                if id == "journees_realisees" { comptees } else { Comptees { total: partagees, ..comptees } }
            }
            "presents_min" | "presents_max" | "presents_moyens" => {
                Comptees { total: None, ..self.journees(&choix.rangs, choix.jours, None) }
            }
            "journees_au_dela_de_la_capacite" => self.avec_les_invites(&choix),
            "file_active_personnes" => choix.distincts(|e| parcours.jeune(e)),
            "familles" => choix.distincts(|e| parcours.famille(e)),
            "duree_moyenne_sortants" | "duree_mediane_sortants" => {
                choix.episodes(|e| e.fin.is_some_and(|f| choix.dedans(f)))
            }
            "anciennete_moyenne_presents" | "anciennete_mediane_presents" => choix.episodes(|e| e.en_cours_au(connu)),
            "mesures_exercees_autrement" => choix.autrement(connu),
            "attente_mesures" => choix.attentes(|a| a.en_cours_au(connu), None),
            "attente_familles" => choix.attentes(|a| a.en_cours_au(connu), Some(&parcours.familles)),
            "attente_anciennete_moyenne" | "attente_anciennete_mediane" => {
                Comptees { total: None, ..choix.attentes(|a| a.en_cours_au(connu) && a.decision.is_some(), None) }
            }
            "attente_delai_moyen" | "attente_delai_median" | "attente_delai_p75" | "attente_delai_max" => {
                let commencee = |a: &Attente| a.decision.is_some() && a.debut.is_some_and(|debut| choix.dedans(debut));
                Comptees { total: None, ..choix.attentes(commencee, None) }
            }
            _ => return None,
        })
    }

    /// Mesures that have days in some dispositifs, and those days together, not shared.
    pub(super) fn journees(
        &self,
        rangs: &[usize],
        (du, au): (NaiveDate, NaiveDate),
        payeur: Option<&Paye>,
    ) -> Comptees {
        let (reglages, suivi) = (self.controle.reglages(), &self.controle.dossier().suivi);
        let derivation = self.controle.derivation();
        let calendrier = &self.calendrier;
        let comptages: Vec<_> = reglages.dispositifs.iter().map(|d| reglages.comptage_de(d)).collect();
        let (mut lignes, mut total) = (Vec::new(), Exact::ZERO);
        let mut compte = |sejour: &Sejour| {
            let rang = usize::from(sejour.dispositif);
            let Some(comptage) = comptages.get(rang).filter(|_| rangs.contains(&rang)) else { return };
            let (debut, fin) =
                sejour.jours_comptes(comptage.jour_d_entree, comptage.jour_de_sortie, comptage.couper_a_l_echeance);
            let (debut, fin) = (debut.max(du), fin.map_or(lendemain(au), |fin| fin.min(lendemain(au))));
            let jours = calendrier.jours(sejour.dispositif, debut..fin.max(debut));
            if jours > 0 || (debut < fin && !calendrier.connu(sejour.dispositif)) {
                lignes.push(sejour.ligne);
                total = total + Exact::from(jours);
            }
        };
        match payeur {
            None => derivation.parcours.sejours.iter().for_each(compte),
            Some(Paye::ParUnAutre) => {
                derivation.payeurs.chaque_part((suivi, &derivation.parcours), QuiPaie::Autre, compte);
            }
            Some(qui) => {
                let qui = if let Paye::Par(nom) = qui { QuiPaie::Nomme(nom) } else { QuiPaie::NonDit };
                Payeurs::tous(suivi, reglages).chaque_part((suivi, &derivation.parcours), qui, &mut compte);
            }
        }
        comptees(suivi, lignes.into_iter().map(|l| &suivi.lignes[l as usize]), Some(total))
    }

    /// Days to be billed, each for its quotité.
    fn partagees(&self, choix: &Choix<'_>) -> Option<Exact> {
        let derivation = self.controle.derivation();
        let mut total = Exact::ZERO;
        for mesure in &derivation.parcours.mesures {
            let sejours = &derivation.parcours.sejours[mesure.sejours.start as usize..mesure.sejours.end as usize];
            let jours = self.calendrier.de_la_mesure(choix.suivi, sejours);
            for jours in jours.iter().filter(|j| choix.ici(j.dispositif) && choix.dedans(j.mois.premier_jour())) {
                total = total + jours.dus?;
            }
            if sejours.iter().any(|s| choix.ici(s.dispositif) && quotite(choix.suivi, s).is_none()) {
                return None;
            }
        }
        Some(total)
    }

    /// A host's guests take its places too.
    fn avec_les_invites(&self, choix: &Choix<'_>) -> Comptees {
        let dispositifs = &self.controle.reglages().dispositifs;
        let hotes: Vec<&String> = choix.rangs.iter().map(|rang| &dispositifs[*rang].code).collect();
        let invite = |rang: &usize| dispositifs[*rang].sur_les_places_de.as_ref().is_some_and(|h| hotes.contains(&h));
        let rangs: Vec<usize> =
            (0..dispositifs.len()).filter(|rang| choix.rangs.contains(rang) || invite(rang)).collect();
        Comptees { total: None, ..self.journees(&rangs, choix.jours, None) }
    }

    fn passages(&self, choix: &Choix<'_>) -> Comptees {
        let mut lignes = Vec::new();
        choix.parcours.chaque_passage(self.controle.reglages(), |dispositif, mois, ligne| {
            if choix.ici(dispositif) && choix.dedans(mois.premier_jour()) {
                lignes.push(ligne);
            }
        });
        choix.lignes(lignes)
    }

    /// True for an absence whose motive has days taken away.
    pub(super) fn retiree(&self, motif: &str) -> bool {
        let regle = self.controle.reglages().comptage.absences.get(&crate::francais::cle(motif));
        regle.is_some_and(|regle| !matches!(regle, RegleDAbsence::Maintenue))
    }
}

impl<'a> Choix<'a> {
    fn dedans(&self, jour: NaiveDate) -> bool {
        (self.jours.0..=self.jours.1).contains(&jour)
    }

    fn ici(&self, dispositif: u16) -> bool {
        self.rangs.contains(&usize::from(dispositif))
    }

    /// One row each, by their ranks.
    fn lignes(&self, rangs: Vec<u32>) -> Comptees {
        let total = Exact::from(u32::try_from(rangs.len()).unwrap_or(u32::MAX));
        comptees(self.suivi, rangs.into_iter().map(|rang| &self.suivi.lignes[rang as usize]), Some(total))
    }

    fn mouvements(&self, ligne: impl Fn(&Sejour) -> Option<u32>) -> Comptees {
        let siens = self.parcours.sejours.iter().filter(|s| self.ici(s.dispositif));
        self.lignes(siens.filter_map(ligne).collect())
    }

    /// Présents at the start of a day: début before it, no fin before it.
    fn presents(&self, jour: NaiveDate) -> Comptees {
        self.mouvements(|s| (s.debut < jour && s.fin.is_none_or(|fin| fin >= jour)).then_some(s.ligne))
    }

    /// Being carried out at some time of the period.
    fn suivis(&self) -> impl Iterator<Item = Episode> {
        let (du, au) = self.jours;
        let siens = self.parcours.episodes().filter(|e| self.ici(e.dispositif));
        siens.filter(move |e| e.debut <= au && e.fin.is_none_or(|fin| fin >= du))
    }

    /// Statistics: the rows do not add up to them.
    fn episodes(&self, retenu: impl Fn(&Episode) -> bool) -> Comptees {
        let lignes = self.suivis().filter(retenu).map(|e| e.ligne).collect();
        Comptees { total: None, ..self.lignes(lignes) }
    }

    /// Persons or families, each once.
    fn distincts(&self, numero: impl Fn(&Episode) -> u32) -> Comptees {
        let vus: BTreeSet<u32> = self.suivis().map(|e| numero(&e)).collect();
        let total = Some(Exact::from(u32::try_from(vus.len()).unwrap_or(u32::MAX)));
        Comptees { total, ..self.lignes(self.suivis().map(|e| e.ligne).collect()) }
    }

    fn attentes(&self, retenue: impl Fn(&Attente) -> bool, distincts: Option<&Numeros>) -> Comptees {
        let ici = |a: &&Attente| a.dispositif.map_or(self.partout, |d| self.ici(d));
        let siennes: Vec<u32> =
            self.parcours.attentes.iter().filter(ici).filter(|a| retenue(a)).map(|a| a.ligne).collect();
        let vues = distincts.map(|numeros| siennes.iter().map(|l| numeros.de(*l)).collect::<BTreeSet<u32>>());
        let comptees = self.lignes(siennes);
        match vues {
            Some(vues) => Comptees { total: u32::try_from(vues.len()).ok().map(Exact::from), ..comptees },
            None => comptees,
        }
    }

    /// The same renewal, in the tables of two years, is one.
    fn renouvellements(&self) -> Comptees {
        let mut lignes: Vec<&LigneDeSuivi> = Vec::new();
        let plusieurs = |e: &Episode| self.parcours.mesures[e.mesure as usize].lignes.len() > 1;
        for episode in self.parcours.episodes().filter(|e| self.ici(e.dispositif) && plusieurs(e)) {
            let mut deja = None;
            for ligne in self.parcours.lignes_de(&episode, self.suivi).skip(1) {
                let depuis = ligne.debut.or(ligne.decision);
                let sien = |j: NaiveDate| j >= episode.debut && episode.fin.is_none_or(|fin| j < fin) && self.dedans(j);
                let renouvelle = self.suivi.nature(ligne) == Some(NatureDeDecision::Renouvellement);
                if renouvelle && depuis.is_some_and(sien) && depuis != deja {
                    deja = depuis;
                    lignes.push(ligne);
                }
            }
        }
        let total = u32::try_from(lignes.len()).ok().map(Exact::from);
        Comptees { quoi: ["décision", "décisions"], ..comptees(self.suivi, lignes.into_iter(), total) }
    }

    /// Decided for a dispositif of the perimetre, and carried out in another one on a day.
    fn autrement(&self, jour: NaiveDate) -> Comptees {
        let suivi = self.suivi;
        let ailleurs = |e: &Episode| {
            let ligne = &suivi.lignes[e.ligne as usize];
            let autre = suivi.lu(ligne, Colonne::ExerceeEn).and_then(|lu| lu.dispositif);
            let (decide, ici) = (suivi.dispositif(ligne), Some(usize::from(e.dispositif)));
            let sienne = decide.is_some_and(|rang| self.rangs.contains(&rang));
            sienne && autre == ici && decide != ici && ligne.exercee_depuis == Some(e.debut)
        };
        let episodes = self.parcours.episodes().filter(|e| e.en_cours_au(jour)).filter(ailleurs);
        self.lignes(episodes.map(|e| e.ligne).collect())
    }
}

fn comptees<'a>(suivi: &Suivi, lignes: impl Iterator<Item = &'a LigneDeSuivi>, total: Option<Exact>) -> Comptees {
    let mut nombre = 0;
    let table = |rang: u16| {
        let table = &suivi.tables[usize::from(rang)];
        Span::sheet(&table.fichier, table.feuille.as_deref())
    };
    let lues: Vec<(Span, u32)> =
        lignes.inspect(|_| nombre += 1).map(|ligne| (table(ligne.table), ligne.numero)).collect();
    Comptees { quoi: MESURES, nombre, total, tables: plages(lues), cellules: Vec::new() }
}

fn lendemain(jour: NaiveDate) -> NaiveDate {
    jour.checked_add_days(Days::new(1)).unwrap_or(jour)
}
