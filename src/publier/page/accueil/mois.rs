//! Which months are in: per dispositif and per source, a word for each of the twelve.

use crate::diagnostic::Span;
use crate::domaine::constats::Constats;
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Grandeur, Saisie};
use crate::domaine::indicateur::{Indicateurs, Perimetre, SourceJournees};
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use serde::Serialize;
use std::collections::BTreeSet;

/// What is known of a month, in a word.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Etat {
    Lu,
    Declare,
    Estime,
    Reserve,
    AVerifier,
    Incomplet,
    Manque,
    Ferme,
    AVenir,
}

impl Etat {
    fn mot(self) -> &'static str {
        match self {
            Self::Lu => "lu",
            Self::Declare => "déclaré",
            Self::Estime => "estimé",
            Self::Reserve => "douteux",
            Self::AVerifier => "à vérifier",
            Self::Incomplet => "incomplet",
            Self::Manque => "manque",
            Self::Ferme => "sans objet",
            Self::AVenir => "à venir",
        }
    }
}

/// A dispositif and what feeds it.
#[derive(Serialize)]
pub(super) struct Dispositif {
    pub(super) code: String,
    /// Its months come from the follow-up table.
    pub(super) suivi: bool,
    pub(super) sources: Vec<Source>,
}

/// One source of a dispositif.
#[derive(Serialize)]
pub(super) struct Source {
    pub(super) nom: &'static str,
    /// Something is to be dropped where a month is missing.
    #[serde(skip)]
    pub(super) a_deposer: bool,
    pub(super) mois: Vec<Case>,
}

/// A month of a source.
#[derive(Serialize)]
pub(super) struct Case {
    pub(super) etat: Etat,
    mot: &'static str,
    #[serde(skip)]
    pub(super) mois: Mois,
}

/// What the grid is made from.
pub(super) struct Grille<'a> {
    controle: &'a DossierControle,
    indicateurs: &'a Indicateurs,
    /// The cells that are to be verified.
    fautives: BTreeSet<&'a Span>,
}

impl<'a> Grille<'a> {
    pub(super) fn new(controle: &'a DossierControle, indicateurs: &'a Indicateurs, constats: &'a Constats) -> Self {
        let fautives = constats.listes.iter().filter(|c| c.a_verifier());
        // of two cells that contradict each other in a table, either may be the wrong one
        let fautives = fautives.flat_map(|c| {
            let liees = c.lies.iter().map(|(span, _)| span).filter(|lie| lie.file == c.span.file);
            std::iter::once(&c.span).chain(liees)
        });
        Self { controle, indicateurs, fautives: fautives.collect() }
    }

    pub(super) fn dispositifs(&self) -> Vec<Dispositif> {
        let tableaux = self.controle.dossier().tableaux(self.controle.reglages());
        tableaux.iter().enumerate().map(|(rang, tableau)| self.dispositif(rang, tableau)).collect()
    }

    fn dispositif(&self, rang: usize, tableau: &Tableau<'_>) -> Dispositif {
        let code = tableau.dispositif.code.clone();
        let suivi = self.controle.derivation().couvre(rang);
        let perimetre = self.indicateurs.dispositifs().find(|p| p.code == code);
        let saisi = Grandeur::MOUVEMENTS.iter().any(|g| self.tous().any(|mois| tableau.cellule(*g, mois).is_some()));
        let mut sources = Vec::new();
        if saisi || !suivi {
            sources.push(self.source("Tableau mensuel", !suivi, |mois| self.du_tableau(tableau, mois)));
        }
        if let Some(perimetre) = perimetre {
            if suivi {
                sources.push(self.source("Suivi des mesures", true, |mois| self.du_suivi(perimetre, mois)));
            }
            sources.push(self.source("Journées", false, |mois| self.des_journees(perimetre, tableau, mois)));
        }
        let factures = self.factures(rang);
        if !factures.is_empty() {
            sources.push(self.source("Facturation", true, |mois| match factures.contains(&mois) {
                true => Etat::Lu,
                false => self.absent(tableau, mois),
            }));
        }
        Dispositif { code, suivi, sources }
    }

    fn tous(&self) -> impl Iterator<Item = Mois> {
        self.indicateurs.exercice.mois()
    }

    fn source(&self, nom: &'static str, a_deposer: bool, etat: impl Fn(Mois) -> Etat) -> Source {
        let case = |mois| {
            let etat = etat(mois);
            Case { etat, mot: etat.mot(), mois }
        };
        Source { nom, a_deposer, mois: self.tous().map(case).collect() }
    }

    /// A month of which nothing is known.
    fn absent(&self, tableau: &Tableau<'_>, mois: Mois) -> Etat {
        match () {
            () if mois > self.indicateurs.jusqu_a => Etat::AVenir,
            () if tableau.ferme(mois) => Etat::Ferme,
            () => Etat::Manque,
        }
    }

    fn du_tableau(&self, tableau: &Tableau<'_>, mois: Mois) -> Etat {
        let du_mois = |grandeur: &Grandeur| !matches!(grandeur, Grandeur::Capacite | Grandeur::JourneesPrevisionnelles);
        let grandeurs = Grandeur::TOUTES.iter().map(|(grandeur, ..)| *grandeur).filter(du_mois);
        let cellules: Vec<_> = grandeurs.filter_map(|grandeur| tableau.cellule(grandeur, mois)).collect();
        if cellules.iter().all(|releve| matches!(releve.saisie, Saisie::Vide | Saisie::Manquant)) {
            return self.absent(tableau, mois);
        }
        if cellules.iter().any(|releve| self.fautives.contains(&releve.span)) {
            return Etat::AVerifier;
        }
        let connus = Grandeur::MOUVEMENTS.iter().filter(|g| tableau.nombre(**g, mois).is_some()).count();
        match connus {
            4 if tableau.est_rempli(mois) => Etat::Lu,
            1..=3 if mois <= self.indicateurs.jusqu_a => Etat::Incomplet,
            _ => self.absent(tableau, mois),
        }
    }

    fn du_suivi(&self, perimetre: &Perimetre, mois: Mois) -> Etat {
        let presents = perimetre.mensuel("presents_fin", mois);
        match presents.exact() {
            _ if mois > self.indicateurs.jusqu_a => Etat::AVenir,
            Some(_) if presents.reserve.is_some() => Etat::Reserve,
            Some(_) => Etat::Lu,
            None if presents.est_sans_objet() => Etat::Ferme,
            None => Etat::Manque,
        }
    }

    fn des_journees(&self, perimetre: &Perimetre, tableau: &Tableau<'_>, mois: Mois) -> Etat {
        let journees = perimetre.mensuel("journees_realisees", mois);
        let source = perimetre.source_mensuelle.get(mois.rang()).copied().flatten();
        match (journees.exact(), source) {
            _ if mois > self.indicateurs.jusqu_a => Etat::AVenir,
            (Some(_), _) if journees.reserve.is_some() => Etat::Reserve,
            (Some(_), Some(SourceJournees::Estime)) => Etat::Estime,
            (Some(_), Some(SourceJournees::Declaration)) => Etat::Declare,
            (Some(_), _) => Etat::Lu,
            (None, _) if journees.est_sans_objet() => Etat::Ferme,
            (None, _) => self.absent(tableau, mois),
        }
    }

    /// The months billed for a dispositif.
    fn factures(&self, rang: usize) -> BTreeSet<Mois> {
        let lignes = self.controle.dossier().facturation.lignes.iter();
        lignes.filter(|ligne| ligne.dispositif.map(usize::from) == Some(rang)).map(|ligne| ligne.mois).collect()
    }
}
