//! Trame: the monthly tables of a child-protection service in, a checked and typeset activity report out.
//!
//! The data flow is written once, here, and its types forbid skipping a step: `calculer` takes a `DossierControle`,
//! which only `controler` makes from what `lire` read.
//!
//! ```
//! use trame::domaine::dossier::Source;
//!
//! let fichier = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
//! let preparation = trame::preparer(vec![
//!     fichier(
//!         "rapport.toml",
//!         "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AED\"\n\
//!          libelle = \"Aide à domicile\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n",
//!     ),
//!     fichier(
//!         "donnees/aed.csv",
//!         "Mesures AED;Janv\nPrésents début;10\nEntrées;2\nSorties;1\nPrésents fin;12\n",
//!     ),
//! ]);
//! let constat = &preparation.constats.listes[0];
//! assert_eq!((constat.code, constat.span.short().as_str()), ("bilan-du-mois", "B5"));
//! ```

pub mod calculer;
pub mod composer;
pub mod controler;
pub mod dessiner;
pub mod diagnostic;
pub mod domaine;
pub mod fontes;
pub mod francais;
pub mod lire;
pub mod publier;

use composer::{Matiere, Projet, Support};
use controler::Etablis;
use diagnostic::Diagnostic;
use domaine::arret::SUR_L_ANNEE;
use domaine::constats::Constats;
use domaine::controle::DossierControle;
use domaine::dossier::{Depot, Dossier, Source, Textes};
use domaine::edition::Edition;
use domaine::indicateur::Indicateurs;
use domaine::mois::Mois;
use domaine::mois_demande::MoisRefuse;
use std::sync::Arc;

/// A folder read, checked and computed.
#[derive(Debug)]
pub struct Preparation {
    /// Every finding, sorted.
    pub constats: Constats,
    /// The month of a monthly board: what is known is known at its end.
    mois: Option<Mois>,
    contenu: Result<(DossierControle, Arc<Calcul>), Box<Dossier>>,
}

/// What was computed from the tables and found in them: no text changes it.
#[derive(Debug)]
struct Calcul {
    indicateurs: Indicateurs,
    etablis: Etablis,
}

/// Why a report is not written: always something that the user can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refus {
    /// At least one *erreur*.
    #[error("les données comportent des erreurs")]
    Erreurs,
    /// Incoherences that are neither corrected nor justified.
    #[error("des incohérences ne sont ni corrigées ni justifiées")]
    Incoherences,
    /// December is not known.
    #[error("l’exercice est en cours")]
    EnCours,
    /// The tables do not reach the month of the monthly board, or say nothing of it.
    #[error("ce mois n’est pas connu")]
    MoisInconnu,
}

/// lire → contrôler les données → calculer → contrôler les figures, puis les textes.
pub fn preparer(depot: impl Into<Depot>) -> Preparation {
    prepare(lire::dossier(depot.into()))
}

/// The same with the known period cut at the end of a month, in any spelling: every annual figure is then « à date », and
/// nothing is found in the cells of the months that come after.
pub fn preparer_a_fin(depot: impl Into<Depot>, mois: &str) -> Result<Preparation, MoisRefuse> {
    let mut dossier = lire::dossier(depot.into());
    let Some(mois) = dossier.arrete_a_fin(mois)? else { return Ok(prepare(dossier)) };
    Ok(prepare(dossier).a_fin(mois))
}

fn prepare(dossier: Dossier) -> Preparation {
    match controler::donnees(dossier) {
        Err(sans_reglages) => {
            let (dossier, constats) = *sans_reglages;
            Preparation { constats: Constats::from(constats), mois: None, contenu: Err(Box::new(dossier)) }
        }
        Ok(controle) => {
            let mut indicateurs = calculer::indicateurs(&controle);
            let etablis = controler::tableaux(&controle, &indicateurs);
            domaine::reserve::pose(&mut indicateurs, controle.dossier(), &etablis.incoherentes());
            conclut(controle, Arc::new(Calcul { indicateurs, etablis }))
        }
    }
}

/// Checks the texts beside what the tables gave.
fn conclut(controle: DossierControle, calcul: Arc<Calcul>) -> Preparation {
    let constats = controler::ensemble(&controle, &calcul.indicateurs, &calcul.etablis);
    Preparation { constats, mois: None, contenu: Ok((controle, calcul)) }
}

impl Preparation {
    /// Without what is found after a month, for a folder cut at its end.
    fn a_fin(self, mois: Mois) -> Self {
        let lieux = self.dossier().lieux();
        let ecarte = |constat: &Diagnostic| SUR_L_ANNEE.contains(&constat.code) || lieux.est_apres(&constat.span, mois);
        let constats = self.constats.clone().sans(ecarte);
        Self { constats, mois: Some(mois), ..self }
    }

    /// What [`preparer`] would give of the same folder with these texts in place of what stood under their names, and
    /// without those of `partis`: they alone are read, all the texts are checked, and what the tables gave is shared.
    /// Nothing but files of textes/ is taken. The same of [`preparer_a_fin`], when this comes from it.
    pub fn avec_textes(&self, relus: Vec<Source>, partis: &[String]) -> Self {
        let fichiers = relus.iter().map(|source| &source.chemin).chain(partis).cloned().collect();
        let limites = self.dossier().reglages.as_ref().map(|reglages| reglages.limites).unwrap_or_default();
        let relus = lire::textes(relus, &limites);
        match &self.contenu {
            Ok((controle, calcul)) => {
                let relus = if self.mois.is_some() { relus.sans_mots() } else { relus };
                let textes = controle.textes().avec(relus, &fichiers);
                let preparation = conclut(controle.avec_textes(textes), Arc::clone(calcul));
                match self.mois {
                    Some(mois) => preparation.a_fin(mois),
                    None => preparation,
                }
            }
            Err(dossier) => {
                let textes = dossier.textes.avec(relus, &fichiers);
                prepare(Dossier { textes, ..Dossier::clone(dossier) })
            }
        }
    }

    /// What was computed; nothing when rapport.toml could not be understood.
    pub fn indicateurs(&self) -> Option<&Indicateurs> {
        self.contenu.as_ref().ok().map(|(_, calcul)| &calcul.indicateurs)
    }

    /// The folder with its settings, once checked; nothing when rapport.toml could not be understood.
    pub fn controle(&self) -> Option<&DossierControle> {
        self.contenu.as_ref().ok().map(|(controle, _)| controle)
    }

    /// The folder as read, for excerpts; its texts are [`Preparation::textes`].
    pub fn dossier(&self) -> &Dossier {
        match &self.contenu {
            Ok((controle, _)) => controle.dossier(),
            Err(dossier) => dossier,
        }
    }

    /// The team's texts.
    pub fn textes(&self) -> &Textes {
        match &self.contenu {
            Ok((controle, _)) => controle.textes(),
            Err(dossier) => &dossier.textes,
        }
    }

    /// Whether an edition may be made: known before anything is drawn.
    pub fn permet(&self, edition: Edition) -> Result<(), Refus> {
        self.contenu_pour(edition).map(|_| ())
    }

    fn contenu_pour(&self, edition: Edition) -> Result<(&DossierControle, &Indicateurs), Refus> {
        let (controle, calcul) = self.contenu.as_ref().map_err(|_| Refus::Erreurs)?;
        let contenu = (controle, &calcul.indicateurs);
        if self.constats.bloquants() {
            return Err(Refus::Erreurs);
        }
        match edition {
            Edition::Travail => Ok(contenu),
            _ if contenu.1.en_cours() => Err(Refus::EnCours),
            _ if self.constats.a_verifier() > 0 => Err(Refus::Incoherences),
            Edition::Autorite | Edition::Publique => Ok(contenu),
        }
    }

    /// dessiner → composer: the whole typesetting project of an edition, or why it is refused.
    pub fn projet(&self, edition: Edition) -> Result<Projet, Refus> {
        let (controle, indicateurs) = self.contenu_pour(edition)?;
        // what the public edition masks, no later stage knows
        let publics = (edition == Edition::Publique).then(|| calculer::publique(indicateurs, controle.reglages()));
        let indicateurs = publics.as_ref().unwrap_or(indicateurs);
        let figures = dessiner::figures(indicateurs);
        let constats = &self.constats.listes;
        let support = Support::Rapport;
        Ok(composer::projet(&Matiere { controle, indicateurs, figures: &figures, constats, edition, support }))
    }

    /// The month asked of [`preparer_a_fin`].
    pub fn mois(&self) -> Option<Mois> {
        self.mois
    }

    /// The monthly board, from its fullest project to its barest: [`composer::en_deux_pages`] keeps the first that fits. An
    /// *erreur* in what is shown refuses it; one in a text, or in the cells of a later month, does not.
    pub fn tableau_de_bord(&self) -> Result<Vec<Projet>, Refus> {
        let (controle, calcul) = self.contenu.as_ref().map_err(|_| Refus::Erreurs)?;
        let indicateurs = &calcul.indicateurs;
        if self.constats.bloquent_les_chiffres() {
            return Err(Refus::Erreurs);
        }
        let figures = dessiner::figures(indicateurs);
        let (constats, support) = (&self.constats.listes, Support::TableauDeBord);
        let matiere =
            Matiere { controle, indicateurs, figures: &figures, constats, edition: Edition::Travail, support };
        let atteint = self.mois == Some(indicateurs.jusqu_a) && matiere.a_des_donnees();
        if atteint { Ok(composer::mensuel(&matiere)) } else { Err(Refus::MoisInconnu) }
    }
}
