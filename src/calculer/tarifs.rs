//! Whose tariffs apply to a perimetre, the price that it has, and what its days are worth.

use super::contexte::{Contexte, Part, Sujet};
use super::grille::{douzieme, prix_unique};
use super::indicateurs::{journees_previsionnelles, journees_realisees};
use crate::domaine::grille::{Grille, Niveau};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Dispositif, Reglages, Tarif};

/// True when proceeds are computed as if the only price, of unstated nature, were the mean of the year.
pub(super) fn suppose_moyen(reglages: &Reglages) -> bool {
    let suppose = |code: Option<&str>| {
        Grille::par_payeur(&reglages.tarifs_du_code(code)).iter().any(|g| g.seul_de_nature_inconnue().is_some())
    };
    suppose(None) || reglages.dispositifs.iter().any(|d| suppose(Some(&d.code)))
}

/// What proceeds come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Produits {
    /// The days planned.
    Prevus,
    /// The days realised.
    Realises,
}

impl Produits {
    fn id(self) -> &'static str {
        match self {
            Self::Prevus => "produits_prevus",
            Self::Realises => "produits_realises",
        }
    }

    pub(super) fn journees(self) -> &'static str {
        match self {
            Self::Prevus => "journees_previsionnelles",
            Self::Realises => "journees_facturables",
        }
    }
}

/// Whose prices apply to a perimetre.
pub(super) enum Tarification<'a> {
    /// Its own, one list per payer, never empty.
    Prix(Niveau<'a>, Vec<Grille<'a>>),
    /// Those of each part.
    Parts,
    /// It is paid by the dotation of its host or of the service, which has the proceeds.
    Comprise(Niveau<'a>),
    /// None, and why.
    Aucune(String),
}

impl<'a> Contexte<'a> {
    pub(super) fn tarification(&self) -> Tarification<'a> {
        let reglages = self.reglages();
        if reglages.tarifs_connus().next().is_none() {
            return Tarification::Aucune(sans_tarif(reglages, &reglages.tarifs.iter().collect::<Vec<_>>(), ""));
        }
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.tarification_de(tableau.dispositif),
            Sujet::Service(_) if reglages.tarifs_connus().all(|t| t.dispositif.is_none()) => {
                Tarification::Prix(Niveau::Propre, Grille::par_payeur(&reglages.tarifs_du_code(None)))
            }
            Sujet::Groupe(_) | Sujet::Service(_) => Tarification::Parts,
        }
    }

    /// A dispositif has its own tariffs, else those of its host, else the service's when others have their own.
    fn tarification_de(&self, dispositif: &Dispositif) -> Tarification<'a> {
        let reglages = self.reglages();
        let (niveau, tarifs) = reglages.tarifs_de(dispositif);
        let partages = reglages.tarifs_connus().any(|t| t.dispositif.is_some());
        if tarifs.is_empty() {
            let siens = reglages.tarifs.iter().filter(|t| t.dispositif.as_ref() == Some(&dispositif.code));
            return Tarification::Aucune(sans_tarif(reglages, &siens.collect::<Vec<_>>(), " pour ce dispositif"));
        }
        if !partages {
            return Tarification::Aucune("le tarif est déclaré pour le service entier".to_owned());
        }
        if niveau != Niveau::Propre && tarifs.iter().all(|t| t.dotation().is_some()) {
            return Tarification::Comprise(niveau);
        }
        Tarification::Prix(niveau, Grille::par_payeur(&tarifs))
    }

    /// The price, when it is the same over the whole period; for a sum, when it is the same for every part.
    pub(super) fn prix_de_journee(&self) -> Valeur {
        self.prix_pour(None)
    }

    fn prix_pour(&self, produits: Option<Produits>) -> Valeur {
        match self.tarification() {
            Tarification::Prix(_, grilles) => self.prix_des_payeurs(&grilles, produits, None),
            Tarification::Parts => self.prix_commun(produits),
            Tarification::Comprise(niveau) => Valeur::manquante(comprise(niveau)),
            Tarification::Aucune(motif) => Valeur::manquante(motif),
        }
    }

    /// A month, else those known.
    pub(super) fn mois_de(&self, mois: Option<Mois>) -> Vec<Mois> {
        mois.map_or_else(|| self.mois_connus().collect(), |mois| vec![mois])
    }

    /// The price that every payer pays.
    pub(super) fn prix_des_payeurs(
        &self,
        grilles: &[Grille<'a>],
        produits: Option<Produits>,
        mois: Option<Mois>,
    ) -> Valeur {
        let mois = self.mois_de(mois);
        let prix = grilles.iter().map(|grille| prix_unique(grille, self.exercice(), &mois, produits)).collect();
        le_meme(prix, "le prix commun à tous les payeurs", "un prix par payeur")
    }

    /// The only price of every open part.
    fn prix_commun(&self, produits: Option<Produits>) -> Valeur {
        let prix = |part: &Part<'a>| match self.tarification_de(part.tableau.dispositif) {
            Tarification::Prix(_, grilles) => self.prix_des_payeurs(&grilles, produits, None),
            Tarification::Comprise(niveau) => Valeur::manquante(comprise(niveau)),
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Parts => Valeur::manquante("un prix par dispositif"),
        };
        let prix = self.chaque(|part| !self.pas_encore_ouvert(part.tableau), prix);
        le_meme(prix, "le prix commun à tous les dispositifs", "un prix par dispositif")
    }

    /// Planned days at the mean price, else month by month at the price in force; realised days at the price in force,
    /// else at the mean one when it alone is given; a dotation by twelfths, whatever the days. Never other days than
    /// those printed.
    pub(super) fn produits(&self, produits: Produits) -> Valeur {
        match self.tarification() {
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Comprise(niveau) => Valeur::manquante(comprise(niveau)),
            Tarification::Parts => self.produits_des_parts(produits),
            Tarification::Prix(niveau, grilles) => self.produits_des_payeurs(niveau, &grilles, (produits, None)),
        }
    }

    /// What is left between both; a dotation leaves nothing, and says so.
    pub(super) fn ecart_de_produits(&self) -> Valeur {
        let ecart = self.perimetre.annuel("produits_realises").moins(&self.perimetre.annuel("produits_prevus"));
        let tarifs = match &self.sujet {
            Sujet::Dispositif(tableau) => self.reglages().tarifs_de(tableau.dispositif).1,
            _ => self.reglages().tarifs_connus().collect(),
        };
        let du = ecart.exact().is_some() && tarifs.iter().all(|t| t.dotation().is_some());
        if du {
            ecart.dite_en_euros("écart nul : la dotation globalisée est due quelle que soit l’activité")
        } else {
            ecart
        }
    }

    /// Days that the service gives for itself belong to no part: only a price that all share can be applied to them.
    fn produits_des_parts(&self, produits: Produits) -> Valeur {
        let propres = match produits {
            Produits::Prevus => journees_previsionnelles::propres(self),
            Produits::Realises => journees_realisees::propres(self),
        };
        if propres && self.reglages().tarifs_connus().any(|t| t.dotation().is_none()) {
            return match self.prix_commun(Some(produits)) {
                Valeur { nombre: Err(motif), .. } => {
                    Valeur::manquante(format!("journées données pour le service entier, sans prix commun ({motif})"))
                }
                prix => self.perimetre.annuel(produits.journees()).fois(&prix),
            };
        }
        let retenue = |part: &Part<'a>| {
            let prevoit = journees_previsionnelles::prevoit(self, part)
                || part.tableau.dispositif.activite.mesures_previsionnelles.is_some();
            let sans_objet = produits == Produits::Prevus && part.invitee() && !prevoit;
            !sans_objet && !self.pas_encore_ouvert(part.tableau) && !self.comprise_ici(part)
        };
        let mut termes = self.chaque(retenue, |part| part.perimetre.annuel(produits.id()));
        termes.extend(self.dotations_du_service(None));
        Valeur::somme(&termes)
    }

    /// True when another term of this sum already pays for a part.
    pub(super) fn comprise_ici(&self, part: &Part<'a>) -> bool {
        match self.tarification_de(part.tableau.dispositif) {
            Tarification::Comprise(Niveau::Hote(hote)) => self.parts().iter().any(|p| p.perimetre.code == hote),
            Tarification::Comprise(_) => matches!(self.sujet, Sujet::Service(_)),
            _ => false,
        }
    }

    /// The twelfths of the service's own dotations, beside the tariffs of its dispositifs.
    pub(super) fn dotations_du_service(&self, mois: Option<Mois>) -> Vec<Valeur> {
        let siens = match self.sujet {
            Sujet::Service(_) => self.reglages().tarifs_du_code(None),
            _ => Vec::new(),
        };
        if !siens.iter().any(|t| t.dotation().is_some()) {
            return Vec::new();
        }
        let mut termes = Vec::new();
        for grille in Grille::par_payeur(&siens) {
            for mois in self.mois_de(mois) {
                match grille.periodes(mois) {
                    Err(motif) => return vec![Valeur::manquante(motif)],
                    Ok(periodes) => {
                        termes.extend(periodes.iter().filter_map(|p| Some(douzieme(p, p.tarif.dotation()?))));
                    }
                }
            }
        }
        termes
    }
}

/// The value that all of them have.
fn le_meme(mut valeurs: Vec<Valeur>, regle: &'static str, sinon: &'static str) -> Valeur {
    if valeurs.len() == 1 {
        return valeurs.swap_remove(0);
    }
    Valeur::regle(regle, valeurs, |valeurs| match valeurs {
        [premier, autres @ ..] if autres.iter().all(|autre| autre == premier) => Ok(*premier),
        _ => Err(sinon.to_owned()),
    })
}

pub(super) fn comprise(niveau: Niveau<'_>) -> String {
    match niveau {
        Niveau::Hote(hote) => format!("compris dans la dotation globalisée de {hote}"),
        Niveau::Propre | Niveau::Service => "compris dans la dotation globalisée du service".to_owned(),
    }
}

/// Nobody gave a price, or only a later one.
fn sans_tarif(reglages: &Reglages, tarifs: &[&Tarif], de_qui: &str) -> String {
    match tarifs {
        [] => format!("aucun tarif déclaré{de_qui}"),
        _ => format!("aucun prix en vigueur en {}", reglages.exercice),
    }
}
