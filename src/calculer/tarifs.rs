//! Which price applies to whom and when, and what days are worth at it.

use super::contexte::{Contexte, Part, Sujet};
use super::grille::{Grille, Methode};
use super::indicateurs::{journees_previsionnelles, journees_realisees};
use crate::domaine::indicateur::Valeur;
use crate::domaine::reglages::{Dispositif, NatureTarif, Reglages, Tarif};
use crate::francais::date_en_lettres;

/// True when proceeds are computed as if the only price, of unstated nature, were the mean of the year.
pub(super) fn suppose_moyen(reglages: &Reglages) -> bool {
    let non_precises = |dispositif: Option<&str>| {
        let siens: Vec<&Tarif> = connus(reglages).filter(|t| t.dispositif.as_deref() == dispositif).collect();
        siens.len() == 1 && siens[0].nature == NatureTarif::NonPrecisee
    };
    non_precises(None) || reglages.dispositifs.iter().any(|d| non_precises(Some(&d.code)))
}

/// The tariffs that say something of the exercise: a later one does not.
fn connus(reglages: &Reglages) -> impl Iterator<Item = &Tarif> + Clone {
    let fin = reglages.exercice.decembre().dernier_jour();
    reglages.tarifs.iter().filter(move |t| t.depuis <= fin)
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

    fn journees(self) -> &'static str {
        match self {
            Self::Prevus => "journees_previsionnelles",
            Self::Realises => "journees_facturables",
        }
    }
}

/// Whose prices apply to a perimetre.
enum Tarification<'a> {
    /// Its own list, never empty.
    Prix(Grille<'a>),
    /// Those of each part.
    Parts,
    /// None, and why.
    Aucune(String),
}

impl<'a> Contexte<'a> {
    fn tarification(&self) -> Tarification<'a> {
        let reglages = self.reglages();
        if connus(reglages).next().is_none() {
            return Tarification::Aucune(sans_tarif(reglages, &reglages.tarifs.iter().collect::<Vec<_>>(), ""));
        }
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.tarification_de(tableau.dispositif),
            Sujet::Service(_) if connus(reglages).all(|t| t.dispositif.is_none()) => {
                Tarification::Prix(self.grille(connus(reglages).collect()))
            }
            Sujet::Groupe(_) | Sujet::Service(_) => Tarification::Parts,
        }
    }

    /// A dispositif has its own tariffs, else those of its host, else the service's when others have their own.
    fn tarification_de(&self, dispositif: &Dispositif) -> Tarification<'a> {
        let reglages = self.reglages();
        let du_code = |code: Option<&str>| -> Vec<&'a Tarif> {
            connus(reglages).filter(|t| t.dispositif.as_deref() == code).collect()
        };
        let siens = du_code(Some(&dispositif.code));
        let de_l_hote = reglages.hote(dispositif).map(|hote| du_code(Some(&hote.code))).unwrap_or_default();
        let du_service = du_code(None);
        let partages = connus(reglages).any(|t| t.dispositif.is_some());
        match [siens, de_l_hote, du_service].into_iter().find(|tarifs| !tarifs.is_empty()) {
            Some(tarifs) if partages => Tarification::Prix(self.grille(tarifs)),
            Some(_) => Tarification::Aucune("le tarif est déclaré pour le service entier".to_owned()),
            None => {
                let siens = reglages.tarifs.iter().filter(|t| t.dispositif.as_ref() == Some(&dispositif.code));
                Tarification::Aucune(sans_tarif(reglages, &siens.collect::<Vec<_>>(), " pour ce dispositif"))
            }
        }
    }

    fn grille(&self, tarifs: Vec<&'a Tarif>) -> Grille<'a> {
        Grille { tarifs, mois: self.mois_connus().collect() }
    }

    /// The price, when it is the same over the whole period; for a sum, when it is the same for every part.
    pub(super) fn prix_de_journee(&self) -> Valeur {
        match self.tarification() {
            Tarification::Prix(grille) => grille.prix_unique(None),
            Tarification::Parts => self.prix_commun(None),
            Tarification::Aucune(motif) => Valeur::manquante(motif),
        }
    }

    /// The only price of every open part.
    fn prix_commun(&self, produits: Option<Produits>) -> Valeur {
        let prix = |part: &Part<'a>| match self.tarification_de(part.tableau.dispositif) {
            Tarification::Prix(grille) => grille.prix_unique(produits),
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Parts => Valeur::manquante("un prix par dispositif"),
        };
        let prix = self.chaque(|part| !self.pas_encore_ouvert(part.tableau), prix);
        Valeur::regle("le prix commun à tous les dispositifs", prix, |prix| match prix {
            [premier, autres @ ..] if autres.iter().all(|autre| autre == premier) => Ok(*premier),
            _ => Err("un prix par dispositif".to_owned()),
        })
    }

    /// Planned days at the mean price, else month by month at the price in force; realised days at the price in force,
    /// else at the mean one when it alone is given. Never other days than those printed.
    pub(super) fn produits(&self, produits: Produits) -> Valeur {
        match self.tarification() {
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Parts => self.produits_des_parts(produits),
            Tarification::Prix(grille) => match grille.methode() {
                Err(motif) => Valeur::manquante(motif),
                Ok(Methode::Moyen(prix, tarif)) if produits == Produits::Prevus || !grille.en_vigueur() => {
                    let prix = Valeur::lue(prix, &tarif.span).dite(prix_dit(tarif));
                    self.a_ce_prix(produits, &prix)
                }
                Ok(_) => self.par_periodes(&grille, produits),
            },
        }
    }

    fn a_ce_prix(&self, produits: Produits, prix: &Valeur) -> Valeur {
        self.perimetre.annuel(produits.journees()).fois(prix)
    }

    /// Days that the service gives for itself belong to no part: only a price that all share can be applied to them.
    fn produits_des_parts(&self, produits: Produits) -> Valeur {
        let propres = match produits {
            Produits::Prevus => journees_previsionnelles::propres(self),
            Produits::Realises => journees_realisees::propres(self),
        };
        if propres {
            return match self.prix_commun(Some(produits)) {
                Valeur { nombre: Err(motif), .. } => {
                    Valeur::manquante(format!("journées données pour le service entier, sans prix commun ({motif})"))
                }
                prix => self.a_ce_prix(produits, &prix),
            };
        }
        let retenue = |part: &Part<'_>| {
            let sans_objet =
                produits == Produits::Prevus && part.invitee() && !journees_previsionnelles::prevoit(self, part);
            !sans_objet && !self.pas_encore_ouvert(part.tableau)
        };
        self.somme_de(retenue, |part| part.perimetre.annuel(produits.id()))
    }

    fn par_periodes(&self, grille: &Grille<'a>, produits: Produits) -> Valeur {
        let constant = grille.prix_constant();
        if constant.exact().is_some() {
            return self.a_ce_prix(produits, &constant);
        }
        if produits == Produits::Realises && !journees_realisees::somme_des_mois(self) {
            return Valeur::manquante("journées connues pour l’année seulement, et plusieurs prix dans l’année");
        }
        let mut termes = Vec::new();
        for mois in self.mois_connus() {
            let jours = self.perimetre.mensuel(produits.journees(), mois);
            match grille.prix_du_mois(mois) {
                Err(motif) => return Valeur::manquante(motif),
                Ok(periodes) if produits == Produits::Realises && periodes.len() > 1 => {
                    let nom = mois.nom();
                    return Valeur::manquante(format!(
                        "le prix change en cours de {nom} : les journées de chaque prix sont inconnues"
                    ));
                }
                Ok(periodes) => termes.extend(periodes.into_iter().map(|periode| periode.produits(&jours))),
            }
        }
        Valeur::somme(&termes)
    }
}

/// « prix de journée applicable à sa date d’effet, depuis le 1er juillet 2021 ».
pub(super) fn prix_dit(tarif: &Tarif) -> String {
    format!("prix de journée {}, depuis le {}", tarif.nature.libelle(), date_en_lettres(tarif.depuis))
}

/// Nobody gave a price, or only a later one.
fn sans_tarif(reglages: &Reglages, tarifs: &[&Tarif], de_qui: &str) -> String {
    match tarifs {
        [] => format!("aucun tarif déclaré{de_qui}"),
        _ => format!("aucun prix en vigueur en {}", reglages.exercice),
    }
}
