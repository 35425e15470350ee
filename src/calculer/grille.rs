//! A list of tariffs: which price is in force on a day, and whether one price holds all along.

use super::tarifs::{Produits, prix_dit};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{NatureTarif, Prix, Tarif};
use crate::domaine::unites::Euros;
use crate::domaine::valeur::Operation;
use crate::francais::date_en_lettres;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A list of tariffs, over the months known.
pub(super) struct Grille<'a> {
    pub(super) tarifs: Vec<&'a Tarif>,
    pub(super) mois: Vec<Mois>,
}

/// Days of a month at one price.
pub(super) struct Periode<'a> {
    tarif: &'a Tarif,
    prix: Exact,
    mois: Mois,
    jours: u32,
}

impl Periode<'_> {
    fn prix(&self) -> Valeur {
        Valeur::lue(self.prix, &self.tarif.span).dite(prix_dit(self.tarif))
    }

    /// What the days of the month bring: the price takes its share of them.
    pub(super) fn produits(&self, journees: &Valeur) -> Valeur {
        let entier = self.jours == self.mois.jours();
        let part = Exact::fraction(i128::from(self.jours), i128::from(self.mois.jours())).unwrap_or(Exact::ZERO);
        let part = || Valeur::convenue(part, format!("{} jours sur {}", self.jours, self.mois.jours()));
        let termes = [journees.clone(), self.prix()].into_iter().chain((!entier).then(part));
        Valeur::calcule(Operation::Produit, termes.collect(), "")
    }
}

/// How proceeds are computed.
pub(super) enum Methode<'a> {
    /// One price for the whole year.
    Moyen(Exact, &'a Tarif),
    /// The price in force at each date.
    Periodes,
}

impl<'a> Grille<'a> {
    fn journaliers(&self) -> Vec<(&'a Tarif, Exact)> {
        let journalier = |t: &&'a Tarif| match t.prix {
            Prix::Journee(Euros(prix)) => Some((*t, prix)),
            _ => None,
        };
        self.tarifs.iter().filter_map(journalier).collect()
    }

    /// True when a price says that it is in force, not only what it is worth on average.
    pub(super) fn en_vigueur(&self) -> bool {
        let en_vigueur = |t: &Tarif| matches!(t.nature, NatureTarif::Applicable | NatureTarif::Reconduction);
        self.journaliers().iter().any(|(t, _)| en_vigueur(t))
    }

    pub(super) fn methode(&self) -> Result<Methode<'a>, String> {
        let journaliers = self.journaliers();
        if journaliers.is_empty() {
            return Err("aucun prix de journée : le tarif est un forfait ou une dotation".to_owned());
        }
        let payeurs: BTreeSet<_> = journaliers.iter().map(|(t, _)| &t.payeur).collect();
        if payeurs.len() > 1 {
            return Err("plusieurs payeurs : les journées de chacun ne sont pas connues".to_owned());
        }
        let moyens: Vec<&Tarif> =
            journaliers.iter().map(|(t, _)| *t).filter(|t| t.nature == NatureTarif::Moyen).collect();
        match (dernier(moyens.into_iter())?, &journaliers[..]) {
            (Some((tarif, prix)), _) => Ok(Methode::Moyen(prix, tarif)),
            (None, [(tarif, prix)]) if tarif.nature == NatureTarif::NonPrecisee => Ok(Methode::Moyen(*prix, tarif)),
            _ => Ok(Methode::Periodes),
        }
    }

    /// The price in force on each day of a month.
    pub(super) fn prix_du_mois(&self, mois: Mois) -> Result<Vec<Periode<'a>>, String> {
        let mut periodes: Vec<Periode<'a>> = Vec::new();
        for jour in mois.tous_les_jours() {
            let (tarif, prix) = self.prix_du_jour(jour)?;
            match periodes.last_mut() {
                Some(derniere) if derniere.prix == prix => derniere.jours += 1,
                _ => periodes.push(Periode { tarif, prix, mois, jours: 1 }),
            }
        }
        Ok(periodes)
    }

    fn prix_du_jour(&self, jour: NaiveDate) -> Result<(&'a Tarif, Exact), String> {
        let commences = self.tarifs.iter().copied().filter(|t| t.depuis <= jour && t.nature != NatureTarif::Moyen);
        match dernier(commences)? {
            Some(tarif) => Ok(tarif),
            None => Err(format!("aucun prix en vigueur le {}", date_en_lettres(jour))),
        }
    }

    /// The price, when it is the same over the whole period, for these proceeds or for both.
    pub(super) fn prix_unique(&self, produits: Option<Produits>) -> Valeur {
        match self.methode() {
            Err(motif) => Valeur::manquante(motif),
            Ok(Methode::Moyen(prix, tarif)) if produits != Some(Produits::Realises) || !self.en_vigueur() => {
                Valeur::lue(prix, &tarif.span).dite(prix_dit(tarif))
            }
            Ok(_) => self.prix_constant(),
        }
    }

    pub(super) fn prix_constant(&self) -> Valeur {
        let mut prix = BTreeSet::new();
        let mut lus: BTreeMap<&Span, Valeur> = BTreeMap::new();
        for mois in &self.mois {
            match self.prix_du_mois(*mois) {
                Err(motif) => return Valeur::manquante(motif),
                Ok(periodes) => periodes.into_iter().for_each(|periode| {
                    prix.insert(periode.prix);
                    lus.entry(&periode.tarif.span).or_insert_with(|| periode.prix());
                }),
            }
        }
        match prix.iter().collect::<Vec<_>>()[..] {
            [seul] => {
                let mut lus: Vec<Valeur> = lus.into_values().collect();
                if lus.len() == 1 {
                    lus.swap_remove(0)
                } else {
                    Valeur::deduite(*seul, "le même prix à chaque date d’effet", lus)
                }
            }
            _ => Valeur::manquante(format!("{} prix se succèdent dans l’année", prix.len())),
        }
    }
}

/// The tariff of the latest date; at one date an applicable price before one of reconduction before one of unstated
/// nature, and a price of the day before a lump sum. The order of the file tells nothing: two prices of the same rank
/// leave none.
fn dernier<'a>(tarifs: impl Iterator<Item = &'a Tarif>) -> Result<Option<(&'a Tarif, Exact)>, String> {
    let rang = |t: &Tarif| {
        let nature = match t.nature {
            NatureTarif::Applicable | NatureTarif::Moyen => 0,
            NatureTarif::Reconduction => 1,
            NatureTarif::NonPrecisee => 2,
        };
        (Reverse(t.depuis), nature, !matches!(t.prix, Prix::Journee(_)))
    };
    let tarifs: Vec<&Tarif> = tarifs.collect();
    let Some(tarif) = tarifs.iter().copied().min_by_key(|t| rang(t)) else { return Ok(None) };
    let Prix::Journee(Euros(prix)) = tarif.prix else {
        return Err("le tarif n’est pas un prix de journée toute l’année".to_owned());
    };
    if tarifs.iter().any(|t| rang(t) == rang(tarif) && t.prix != tarif.prix) {
        return Err(format!("deux prix de même nature depuis le {}", date_en_lettres(tarif.depuis)));
    }
    Ok(Some((tarif, prix)))
}
