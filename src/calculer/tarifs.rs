//! Which price applies to whom and when, and what days are worth at it.

use super::contexte::{Contexte, Sujet};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{SourceJournees, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{NatureTarif, Prix, Reglages, Tarif};
use crate::domaine::unites::Euros;
use crate::francais::date_en_lettres;
use std::collections::BTreeSet;

/// True when proceeds are computed as if the only price, of unstated nature, were the mean of the year.
pub(super) fn suppose_moyen(reglages: &Reglages) -> bool {
    let non_precises = |dispositif: Option<&str>| {
        let siens: Vec<&Tarif> = reglages.tarifs.iter().filter(|t| t.dispositif.as_deref() == dispositif).collect();
        siens.len() == 1 && siens[0].nature == NatureTarif::NonPrecisee
    };
    non_precises(None) || reglages.dispositifs.iter().any(|d| non_precises(Some(&d.code)))
}

/// The tariffs of one perimetre, or the reason why there are none.
pub(super) struct Tarification<'c, 'a> {
    contexte: &'c Contexte<'a>,
    tarifs: Result<Vec<&'a Tarif>, String>,
}

/// How proceeds are computed.
enum Methode<'a> {
    /// One price for the whole year.
    Moyen(Exact, &'a Tarif),
    /// The price in force at each date.
    Periodes,
}

impl<'a> Contexte<'a> {
    /// A dispositif has its own tariffs, or the service's when others have their own; a service whose dispositifs have
    /// theirs adds up.
    pub(super) fn tarification(&self) -> Tarification<'_, 'a> {
        let tarifs = &self.reglages().tarifs;
        let du_service = || tarifs.iter().filter(|t| t.dispositif.is_none()).collect::<Vec<_>>();
        let partages = tarifs.iter().any(|t| t.dispositif.is_some());
        let tarifs = match &self.sujet {
            _ if tarifs.is_empty() => Err("aucun tarif déclaré".to_owned()),
            Sujet::Dispositif(tableau) => {
                let code = tableau.dispositif.code.as_str();
                let siens: Vec<_> = tarifs.iter().filter(|t| t.dispositif.as_deref() == Some(code)).collect();
                match (siens.is_empty(), partages) {
                    (false, _) => Ok(siens),
                    (true, true) if !du_service().is_empty() => Ok(du_service()),
                    (true, true) => Err("aucun tarif déclaré pour ce dispositif".to_owned()),
                    (true, false) => Err("le tarif est déclaré pour le service entier".to_owned()),
                }
            }
            Sujet::Service(_) if !partages => Ok(du_service()),
            Sujet::Groupe(_) | Sujet::Service(_) => Ok(Vec::new()),
        };
        Tarification { contexte: self, tarifs }
    }
}

impl<'a> Tarification<'_, 'a> {
    /// True for a sum of dispositifs that each have their own.
    fn somme(&self) -> bool {
        matches!(self.tarifs.as_deref(), Ok([]))
    }

    fn methode(&self) -> Result<Methode<'a>, String> {
        let fin = self.contexte.exercice().decembre().dernier_jour();
        let tarifs = self.tarifs.clone()?;
        let journaliers: Vec<(&Tarif, Exact)> = tarifs
            .iter()
            .filter(|t| t.depuis <= fin)
            .filter_map(|t| match t.prix {
                Prix::Journee(Euros(prix)) => Some((*t, prix)),
                _ => None,
            })
            .collect();
        if journaliers.is_empty() {
            return Err("aucun prix de journée : le tarif est un forfait ou une dotation".to_owned());
        }
        let payeurs: BTreeSet<_> = journaliers.iter().map(|(t, _)| &t.payeur).collect();
        if payeurs.len() > 1 {
            return Err("plusieurs payeurs : les journées de chacun ne sont pas connues".to_owned());
        }
        let moyen = journaliers.iter().rev().find(|(t, _)| t.nature == NatureTarif::Moyen);
        match (moyen, &journaliers[..]) {
            (Some((tarif, prix)), _) => Ok(Methode::Moyen(*prix, tarif)),
            (None, [(tarif, prix)]) if tarif.nature == NatureTarif::NonPrecisee => Ok(Methode::Moyen(*prix, tarif)),
            _ => Ok(Methode::Periodes),
        }
    }

    /// The price in force on each day of a month, with the share of the month it covers.
    fn prix_du_mois(&self, mois: Mois) -> Result<Vec<(Exact, Exact, Span)>, String> {
        let tarifs = self.tarifs.clone()?;
        let mut periodes: Vec<(Exact, u32, Span)> = Vec::new();
        for jour in mois.tous_les_jours() {
            let en_vigueur = tarifs.iter().filter(|t| t.depuis <= jour && t.nature != NatureTarif::Moyen);
            let Some(tarif) = en_vigueur.max_by_key(|t| t.depuis) else {
                return Err(format!("aucun prix en vigueur le {}", date_en_lettres(jour)));
            };
            let Prix::Journee(Euros(prix)) = tarif.prix else {
                return Err("le tarif n’est pas un prix de journée toute l’année".to_owned());
            };
            match periodes.last_mut() {
                Some((dernier, jours, _)) if *dernier == prix => *jours += 1,
                _ => periodes.push((prix, 1, tarif.span.clone())),
            }
        }
        let part = |jours| Exact::fraction(i128::from(jours), i128::from(mois.jours())).unwrap_or(Exact::ZERO);
        Ok(periodes.into_iter().map(|(prix, jours, span)| (prix, part(jours), span)).collect())
    }

    /// The price, when it is the same over the whole period.
    pub(super) fn prix_unique(&self) -> Valeur {
        if self.somme() {
            return Valeur::manquante("un prix par dispositif");
        }
        match self.methode() {
            Err(motif) => Valeur::manquante(motif),
            Ok(Methode::Moyen(prix, tarif)) => Valeur::connue(prix, BTreeSet::from([tarif.span.clone()])),
            Ok(Methode::Periodes) => self.prix_constant(),
        }
    }

    fn prix_constant(&self) -> Valeur {
        let mut prix = BTreeSet::new();
        let mut spans = BTreeSet::new();
        for mois in self.contexte.mois_connus() {
            match self.prix_du_mois(mois) {
                Err(motif) => return Valeur::manquante(motif),
                Ok(periodes) => periodes.into_iter().for_each(|(p, _, span)| {
                    prix.insert(p);
                    spans.insert(span);
                }),
            }
        }
        match prix.iter().collect::<Vec<_>>()[..] {
            [seul] => Valeur::connue(*seul, spans),
            _ => Valeur::manquante(format!("{} prix se succèdent dans l’année", prix.len())),
        }
    }

    /// Planned days at the mean price, else month by month at the price in force.
    pub(super) fn produits_prevus(&self) -> Valeur {
        self.produits("produits_prevus", "journees_previsionnelles", false)
    }

    /// Realised days at the price in force, else at the mean one when it alone is given.
    pub(super) fn produits_realises(&self) -> Valeur {
        self.produits("produits_realises", "journees_realisees", true)
    }

    fn produits(&self, id: &'static str, journees: &'static str, realises: bool) -> Valeur {
        if self.somme() {
            return self.contexte.somme_des_parts(|part| part.annuel(id));
        }
        let en_vigueur = self
            .tarifs
            .as_ref()
            .is_ok_and(|t| t.iter().any(|t| matches!(t.nature, NatureTarif::Applicable | NatureTarif::Reconduction)));
        match self.methode() {
            Err(motif) => Valeur::manquante(motif),
            Ok(Methode::Moyen(prix, tarif)) if !(realises && en_vigueur) => {
                let prix = Valeur::connue(prix, BTreeSet::from([tarif.span.clone()]));
                self.contexte.perimetre.annuel(journees).avec(&prix, |j, p| Some(j * p), "")
            }
            Ok(_) => self.par_periodes(journees, realises),
        }
    }

    fn par_periodes(&self, journees: &'static str, realises: bool) -> Valeur {
        let constant = self.prix_constant();
        if constant.exact().is_some() {
            return self.contexte.perimetre.annuel(journees).avec(&constant, |j, p| Some(j * p), "");
        }
        if realises && annuelles(self.contexte) {
            return Valeur::manquante("journées connues pour l’année seulement, et plusieurs prix dans l’année");
        }
        let mut termes = Vec::new();
        for mois in self.contexte.mois_connus() {
            let jours = self.contexte.perimetre.mensuel(journees, mois);
            match self.prix_du_mois(mois) {
                Err(motif) => return Valeur::manquante(motif),
                Ok(periodes) if realises && periodes.len() > 1 => {
                    let motif = format!(
                        "le prix change en cours de {} : les journées de chaque prix sont inconnues",
                        mois.nom()
                    );
                    return Valeur::manquante(motif);
                }
                Ok(periodes) => termes.extend(periodes.into_iter().map(|(prix, part, span)| {
                    jours.avec(&Valeur::connue(prix * part, BTreeSet::from([span])), |j, p| Some(j * p), "")
                })),
            }
        }
        Valeur::somme(&termes)
    }
}

/// True when the year's days do not come from its months.
fn annuelles(c: &Contexte<'_>) -> bool {
    super::indicateurs::journees_realisees::source_de_l_annee(c) == Some(SourceJournees::Declaration)
}
