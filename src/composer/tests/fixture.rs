//! Folders and figures by hand: what the other stages would have found.

use super::chiffres::{AED_R, catalogue, connue, perimetre, perimetres, service};
use super::mots::{constats, figures, textes};
use super::objectifs;
use super::reglages::{self, jour, span};
use crate::composer::Matiere;
use crate::composer::Support;
use crate::diagnostic::Diagnostic;
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, Texte};
use crate::domaine::edition::Edition;
use crate::domaine::essais;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::mois::Mois;
use crate::domaine::population::Ventilation;
use crate::domaine::reglages::{Cadre, Justification, Reglages};

/// A folder, its figures, its findings.
pub(super) struct Cas {
    pub(super) controle: DossierControle,
    pub(super) indicateurs: Indicateurs,
    pub(super) figures: Vec<Figure>,
    pub(super) constats: Vec<Diagnostic>,
    pub(super) edition: Edition,
}

impl Cas {
    pub(super) fn matiere(&self) -> Matiere<'_> {
        Matiere {
            controle: &self.controle,
            indicateurs: &self.indicateurs,
            figures: &self.figures,
            constats: &self.constats,
            edition: self.edition,
            support: Support::Rapport,
        }
    }

    fn new(reglages: Reglages, textes: Vec<Texte>, perimetres: Vec<Perimetre>, constats: Vec<Diagnostic>) -> Self {
        let dossier = Dossier { reglages: Some(reglages), textes: textes.into(), ..Dossier::default() };
        Self::du_dossier(dossier, perimetres, constats)
    }

    fn du_dossier(dossier: Dossier, perimetres: Vec<Perimetre>, constats: Vec<Diagnostic>) -> Self {
        let reglages = dossier.reglages.as_ref().unwrap();
        let (exercice, tarif_suppose_moyen) = (reglages.exercice, !reglages.tarifs.is_empty());
        let controle = DossierControle::new(dossier, Default::default(), (constats.clone(), Vec::new())).unwrap();
        let jusqu_a = exercice.decembre();
        let indicateurs = Indicateurs {
            exercice,
            jusqu_a,
            perimetres,
            tarif_suppose_moyen,
            attente_au: None,
            echeances: Default::default(),
            catalogue: catalogue(),
        };
        Self { controle, indicateurs, figures: Vec::new(), constats, edition: Edition::Travail }
    }
}

/// The year published by the ACESM, with its false December, and objectives of our own.
pub(super) fn acesm() -> Cas {
    let textes = textes().into_iter().chain([objectifs::fiche()]).collect::<Vec<_>>().into();
    let objectifs = objectifs::exemple();
    let dossier = Dossier { reglages: Some(reglages::acesm()), textes, objectifs, ..Dossier::default() };
    let mut cas = Cas::du_dossier(dossier, perimetres(), constats());
    cas.figures = figures();
    cas
}

/// The same, explained by the service, for the authority.
pub(super) fn autorite() -> Cas {
    let mut reglages = reglages::acesm();
    let mut explique = constats();
    for constat in explique.iter_mut().filter(|c| c.a_verifier()) {
        constat.justification = Some("Saisie de décembre perdue lors du changement de logiciel.".into());
        reglages.justifications.push(Justification {
            feuille: None,
            constat: None,
            code: constat.code.into(),
            fichier: constat.span.file.clone(),
            cellule: constat.span.cell.map(|a| a.to_string()),
            valeur: None,
            motif: String::new(),
            date: Some(jour(2022, 4, 12)),
            span: span(),
        });
    }
    let mut cas = Cas::new(reglages, textes(), perimetres(), explique);
    cas.figures = figures();
    cas.edition = Edition::Autorite;
    cas
}

/// A year of which three months are known.
pub(super) fn en_cours() -> Cas {
    let mut cas = acesm();
    cas.indicateurs.jusqu_a = Mois::new(2021, 3).unwrap();
    cas.constats.clear();
    cas.figures.iter_mut().for_each(|f| f.tableau.truncate(4));
    cas.controle = DossierControle::new(
        Dossier { reglages: Some(reglages::acesm()), ..Dossier::default() },
        Default::default(),
        (Vec::new(), Vec::new()),
    )
    .unwrap();
    cas
}

/// Nothing but what is required: no table, no text, no chart.
pub(super) fn minimal() -> Cas {
    let vide = |code: &str, genre| perimetre(code, genre, [[0; 12]; 4], None);
    let mut perimetres = vec![vide("AEMO", Genre::Dispositif), vide("service", Genre::Service)];
    for p in &mut perimetres {
        p.mensuel.clear();
        p.annuel.clear();
    }
    Cas::new(reglages::minimaux(), Vec::new(), perimetres, Vec::new())
}

/// A service whose follow-up table tells who the mesures are about.
pub(super) fn populations(ventilations: Vec<Ventilation>) -> Cas {
    let mut cas = acesm();
    let service = cas.indicateurs.perimetres.iter_mut().find(|p| p.genre == Genre::Service).unwrap();
    service.ventilations = ventilations;
    service.annuel.extend(essais::annuels().into_iter().map(|(id, n)| (id, connue(n))));
    cas
}

/// Six dispositifs with long names, each with an exercise before.
pub(super) fn six() -> Cas {
    let mut reglages = reglages::acesm();
    let codes = ["AEMO", "AEMO-R", "AED", "AED-R", "INTERNAT-GRANDS", "Accueil de jour renforcé"];
    let long =
        "Dispositif d’accompagnement éducatif renforcé, modulable et avec hébergement exceptionnel ou périodique";
    reglages.dispositifs = codes.iter().map(|c| reglages::dispositif(c, long, Cadre::Mixte)).collect();
    let mut perimetres: Vec<Perimetre> = codes
        .iter()
        .map(|c| {
            let mut p = perimetre(c, Genre::Dispositif, AED_R, None);
            for (id, n) in [("journees_realisees", 7_000_u32), ("journees_previsionnelles", 8_000)] {
                p.precedent.insert(id.into(), n.into());
                p.annuel.insert(id, connue(n.into()));
            }
            p
        })
        .collect();
    perimetres.push(service());
    let mut cas = Cas::new(reglages, textes(), perimetres, constats());
    cas.figures = figures();
    cas
}
