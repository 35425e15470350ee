//! What an indicator may read: its perimetre's cells and settings, and the indicators computed before it.

use super::Grandeur;
use super::indicateurs;
use super::recensement::Recensement;
use crate::domaine::controle::DossierControle;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Valeur};
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::{Activite, Comptage, Dispositif, Historique, Reglages};
use crate::domaine::tableau::Tableau;
use std::collections::BTreeMap;

/// Whom the figures are about.
pub(crate) enum Sujet<'a> {
    /// A dispositif has cells.
    Dispositif(&'a Tableau<'a>),
    /// A groupe only adds up.
    Groupe(Vec<Part<'a>>),
    /// The service adds up too, but may declare figures of its own.
    Service(Vec<Part<'a>>),
}

/// A dispositif that a sum adds up: what was computed of it, and its cells.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) perimetre: &'a Perimetre,
    pub(crate) tableau: &'a Tableau<'a>,
}

impl Part<'_> {
    /// True for a guest: it has no places of its own, and plans no days unless it says so.
    pub(crate) fn invitee(&self) -> bool {
        self.tableau.dispositif.sur_les_places_de.is_some()
    }
}

/// One perimetre being computed.
pub(crate) struct Contexte<'a> {
    pub(crate) controle: &'a DossierControle,
    pub(crate) recensement: &'a Recensement<'a>,
    pub(crate) sujet: Sujet<'a>,
    /// The dispositif whose vacant places it uses.
    pub(crate) hote: Option<&'a Perimetre>,
    /// What is known of it so far.
    pub(crate) perimetre: Perimetre,
}

/// Why a dispositif that opens after the last month known has no annual figure.
pub(crate) const PAS_ENCORE_OUVERT: &str = "pas encore ouvert";

impl<'a> Contexte<'a> {
    pub(crate) fn reglages(&self) -> &'a Reglages {
        self.controle.reglages()
    }

    pub(crate) fn exercice(&self) -> Exercice {
        self.reglages().exercice
    }

    pub(crate) fn complet(&self) -> bool {
        self.controle.jusqu_a() == self.exercice().decembre()
    }

    /// The months known, in order.
    pub(crate) fn mois_connus(&self) -> impl Iterator<Item = Mois> + use<'a> {
        let jusqu_a = self.controle.jusqu_a();
        self.exercice().mois().filter(move |mois| *mois <= jusqu_a)
    }

    /// The months after the last one known, in order.
    pub(crate) fn mois_restants(&self) -> impl Iterator<Item = Mois> + use<'a> {
        let jusqu_a = self.controle.jusqu_a();
        self.exercice().mois().filter(move |mois| *mois > jusqu_a)
    }

    /// The dispositifs that this perimetre adds up; empty for a dispositif.
    pub(crate) fn parts(&self) -> &[Part<'a>] {
        match &self.sujet {
            Sujet::Dispositif(_) => &[],
            Sujet::Groupe(parts) | Sujet::Service(parts) => parts,
        }
    }

    /// The dispositifs that this perimetre is made of, itself alone for a dispositif.
    pub(crate) fn dispositifs(&self) -> Vec<&'a Dispositif> {
        match &self.sujet {
            Sujet::Dispositif(tableau) => vec![tableau.dispositif],
            Sujet::Groupe(parts) | Sujet::Service(parts) => parts.iter().map(|p| p.tableau.dispositif).collect(),
        }
    }

    /// Its counting policy; for a sum the service's, on the opening days that its dispositifs share.
    pub(crate) fn comptage(&self) -> Comptage {
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.reglages().comptage_de(tableau.dispositif),
            _ => self.reglages().comptage_commun(&self.dispositifs()),
        }
    }

    /// True when a dispositif opens after the last month known, and no month known says anything of it.
    pub(crate) fn pas_encore_ouvert(&self, tableau: &Tableau<'_>) -> bool {
        self.mois_connus().all(|mois| tableau.pas_encore_ouvert(mois))
    }

    /// The forecast and declared days of its own.
    pub(crate) fn activite(&self) -> Option<&'a Activite> {
        match &self.sujet {
            Sujet::Dispositif(tableau) => Some(&tableau.dispositif.activite),
            Sujet::Groupe(_) => None,
            Sujet::Service(_) => Some(&self.reglages().activite),
        }
    }

    /// Index of a dispositif in rapport.toml.
    pub(crate) fn rang(&self, dispositif: &Dispositif) -> Option<usize> {
        self.reglages().dispositifs.iter().position(|d| d.code == dispositif.code)
    }

    /// Indices in rapport.toml of the dispositifs that this perimetre is made of.
    pub(crate) fn rangs(&self) -> Vec<usize> {
        self.dispositifs().into_iter().filter_map(|d| self.rang(d)).collect()
    }

    /// True when the follow-up table gives a figure of a dispositif.
    pub(crate) fn vient_du_suivi(&self, tableau: &Tableau<'_>, grandeur: Grandeur) -> bool {
        self.rang(tableau.dispositif).is_some_and(|rang| self.controle.derivation().remplace(rang, grandeur))
    }

    /// The figure of a cell; for a sum, that of every part.
    pub(crate) fn releve(&self, id: &'static str, grandeur: Grandeur, mois: Mois) -> Valeur {
        if mois > self.controle.jusqu_a() {
            return Valeur::manquante("mois non commencé");
        }
        let Sujet::Dispositif(tableau) = &self.sujet else {
            return self.somme_des_parts(|part| part.mensuel(id, mois));
        };
        match (tableau.nombre(grandeur, mois), tableau.cellule(grandeur, mois)) {
            (Some(nombre), Some(_)) if self.vient_du_suivi(tableau, grandeur) => self.compte_du_suivi(nombre),
            (Some(nombre), Some(releve)) => Valeur::lue(nombre, &releve.span),
            _ if tableau.ferme(mois) => Valeur::convenue(Exact::ZERO, "aucune place ce mois-là"),
            (None, Some(releve)) => Valeur::manquante(format!("non renseigné en {}", releve.span.short())),
            _ => Valeur::manquante("non renseigné"),
        }
    }

    pub(crate) fn somme_des_parts(&self, valeur: impl Fn(&Perimetre) -> Valeur) -> Valeur {
        self.somme_de(|_| true, |part| valeur(part.perimetre))
    }

    /// The sum over the parts that are open by the last month known: the others have no annual figure.
    pub(crate) fn somme_des_parts_ouvertes(&self, valeur: impl Fn(&Perimetre) -> Valeur) -> Valeur {
        if !self.parts().is_empty() && self.parts().iter().all(|part| self.pas_encore_ouvert(part.tableau)) {
            return Valeur::manquante(PAS_ENCORE_OUVERT);
        }
        self.somme_de(|part| !self.pas_encore_ouvert(part.tableau), |part| valeur(part.perimetre))
    }

    /// The sum over the parts that `retenue` keeps.
    pub(crate) fn somme_de(&self, retenue: impl Fn(&Part<'a>) -> bool, valeur: impl Fn(&Part<'a>) -> Valeur) -> Valeur {
        Valeur::somme(&self.chaque(retenue, valeur))
    }

    /// The value of each part that `retenue` keeps, the reason naming the part where there is none.
    pub(crate) fn chaque(
        &self,
        retenue: impl Fn(&Part<'a>) -> bool,
        valeur: impl Fn(&Part<'a>) -> Valeur,
    ) -> Vec<Valeur> {
        let nommee = |part: &Part<'a>| {
            let (valeur, code) = (valeur(part), &part.perimetre.code);
            match valeur.nombre {
                Err(ref motif) if !motif.starts_with(code) && motif != "mois non commencé" => {
                    Valeur { nombre: Err(format!("{code} : {motif}")), ..valeur }
                }
                _ => valeur,
            }
        };
        self.parts().iter().filter(|part| retenue(part)).map(nommee).collect()
    }

    /// The sum over the months known of an indicator computed just before.
    pub(crate) fn cumul(&self, id: &'static str) -> Valeur {
        let valeurs: Vec<Valeur> = self.mois_connus().map(|mois| self.perimetre.mensuel(id, mois)).collect();
        Valeur::somme(&valeurs)
    }

    fn historique(&self) -> Option<&'a Historique> {
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.reglages().exercice_precedent(Some(&tableau.dispositif.code)),
            Sujet::Groupe(_) => None,
            Sujet::Service(_) => self.reglages().exercice_precedent(None),
        }
    }

    /// What the exercise before declared.
    pub(crate) fn exercice_precedent(&self) -> BTreeMap<String, Exact> {
        let valeurs = self.historique().map(|h| h.valeurs.iter().map(|(id, v)| (id.clone(), v.value)).collect());
        valeurs.unwrap_or_default()
    }

    /// What the exercise before declared of an indicator, with its place; missing with the name of what lacks.
    pub(crate) fn avant(&self, cle: &str) -> Valeur {
        match self.historique().and_then(|historique| historique.valeurs.get(cle)) {
            Some(valeur) => {
                let mots = format!("{} en {}", libelle(cle), self.exercice().annee() - 1);
                Valeur::lue(valeur.value, &valeur.span).dite(mots)
            }
            None => self.sans_avant(&[cle]),
        }
    }

    /// Missing because the exercise before gives none of these indicators.
    pub(crate) fn sans_avant(&self, cles: &[&str]) -> Valeur {
        let annee = self.exercice().annee() - 1;
        if self.historique().is_none() {
            return Valeur::manquante(format!("aucun chiffre déclaré pour {annee}"));
        }
        let noms: Vec<String> = cles.iter().map(|cle| format!("«\u{a0}{}\u{a0}»", libelle(cle))).collect();
        Valeur::manquante(format!("l’historique de {annee} ne donne pas {}", noms.join(", ni ")))
    }
}

/// What the registry calls an indicator.
fn libelle(cle: &str) -> &str {
    let indicateur = indicateurs::calculs().map(|c| &c.indicateur).find(|i| i.id == cle);
    indicateur.map_or(cle, |i| i.libelle)
}
