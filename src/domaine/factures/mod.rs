//! The billing as its checks look at it: whose mesure each row is, at what price, for how many days; rows of one mesure
//! and month side by side. Made once for all of them.

pub(crate) mod causes;
mod doubles;
mod forfaits;
mod mesures;
mod regularisations;
mod unites;

use crate::domaine::dossier::Dossier;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::{Facturation, LigneDeFacture};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Reglages;
use crate::domaine::suivi::{Calendrier, Colonne, Derivation, JoursDuMois, Mesure, Sejour, Suivi, quotite};
use crate::domaine::tarification::{PrixEnVigueur, Tarification};
pub(crate) use doubles::Double;
use mesures::Mesures;
pub(crate) use regularisations::Regularisation;
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use unites::{Bilan, Unite, Valorisation};

/// Whom a price depends on: dispositif, payer, month.
type Tarife = (Option<u16>, u16, Mois);

/// Everything that the checks of the billing share.
pub(crate) struct Factures<'a> {
    pub(crate) facturation: &'a Facturation,
    pub(crate) suivi: &'a Suivi,
    pub(crate) reglages: &'a Reglages,
    pub(crate) derivation: &'a Derivation,
    pub(crate) calendrier: Calendrier,
    pub(crate) mesures: Mesures,
    /// Rows by month, dispositif, identifier.
    ordre: Vec<u32>,
    /// Rows of one mesure (or of none), month and dispositif.
    pub(crate) unites: Vec<Unite>,
    pub(crate) doubles: Vec<Double>,
    /// Rows that only repeat others, and rows that their avoir cancels.
    ecartees: BTreeSet<u32>,
    prix: BTreeMap<Tarife, Vec<PrixEnVigueur<'a>>>,
    /// What a bill for the difference between two prices may be at.
    differences: BTreeMap<Tarife, Vec<Exact>>,
    /// Rows that bill no day of presence.
    regularisations: BTreeMap<u32, Regularisation>,
    /// Rows at a former price, which these put right.
    regularisees: BTreeSet<u32>,
    suites_de_forfait: BTreeSet<u32>,
    /// The last month that is compared.
    derniere: Mois,
}

impl<'a> Factures<'a> {
    pub(crate) fn new(
        (dossier, reglages, derivation): (&'a Dossier, &'a Reglages, &'a Derivation),
        jusqu_a: Mois,
    ) -> Self {
        let (facturation, suivi) = (&dossier.facturation, &dossier.suivi);
        let mesures = Mesures::new(facturation, suivi, derivation);
        let (ordre, unites) = unites::unites(facturation, &mesures);
        let mut factures = Self {
            facturation,
            suivi,
            reglages,
            derivation,
            calendrier: Calendrier::new(reglages),
            ordre,
            unites,
            mesures,
            doubles: Vec::new(),
            ecartees: BTreeSet::new(),
            prix: BTreeMap::new(),
            differences: BTreeMap::new(),
            regularisations: BTreeMap::new(),
            regularisees: BTreeSet::new(),
            suites_de_forfait: BTreeSet::new(),
            derniere: if reglages.arrete_au.is_some() { jusqu_a } else { reglages.exercice.decembre() },
        };
        for rang in 0..facturation.lignes.len() {
            let cle = factures.tarife(rang);
            if !factures.prix.contains_key(&cle) {
                let tarification = factures.tarification(cle);
                factures.prix.insert(cle, tarification.prix_du_mois(cle.2));
                factures.differences.insert(cle, tarification.differences(cle.2));
            }
        }
        (factures.regularisations, factures.regularisees) = regularisations::regularisations(&factures);
        (factures.doubles, factures.ecartees) = doubles::doubles(&factures);
        let (doubles_du_forfait, suites) = forfaits::doubles(&factures);
        factures.suites_de_forfait = suites;
        for double in doubles_du_forfait {
            factures.ecartees.insert(double.seconde);
            factures.doubles.push(double);
        }
        factures
    }

    pub(crate) fn ligne(&self, rang: u32) -> &'a LigneDeFacture {
        &self.facturation.lignes[rang as usize]
    }

    /// True for a month whose days may be compared.
    pub(crate) fn comparable(&self, mois: Mois) -> bool {
        mois <= self.derniere
    }

    fn tarife(&self, rang: usize) -> Tarife {
        let ligne = &self.facturation.lignes[rang];
        (self.dispositif(rang), ligne.payeur, ligne.mois)
    }

    /// The dispositif of a row, else that of its mesure.
    pub(crate) fn dispositif(&self, rang: usize) -> Option<u16> {
        let dit = self.facturation.lignes[rang].dispositif;
        dit.or_else(|| Some(self.sejours(self.mesures.de(rang)?).last()?.dispositif))
    }

    pub(crate) fn tarification(&self, (dispositif, payeur, _): Tarife) -> Tarification<'a> {
        let dispositif = dispositif.and_then(|rang| self.reglages.dispositifs.get(usize::from(rang)));
        self.reglages.tarification(dispositif, self.facturation.payeur(payeur))
    }

    /// The prices in force in the month of a row.
    pub(crate) fn prix(&self, rang: u32) -> &[PrixEnVigueur<'a>] {
        self.prix.get(&self.tarife(rang as usize)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The differences between prices in force before the end of the month of a row.
    fn differences(&self, rang: u32) -> &[Exact] {
        self.differences.get(&self.tarife(rang as usize)).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn mesure(&self, mesure: u32) -> &'a Mesure {
        &self.derivation.parcours.mesures[mesure as usize]
    }

    pub(crate) fn sejours(&self, mesure: u32) -> &'a [Sejour] {
        let sejours = &self.mesure(mesure).sejours;
        &self.derivation.parcours.sejours[sejours.start as usize..sejours.end as usize]
    }

    /// The shares that a row may be billed at: its own, else those of its mesure in its month, other than the whole.
    pub(crate) fn quotites(&self, rang: u32) -> Vec<Exact> {
        let (ligne, un) = (self.ligne(rang), Exact::from(1_u32));
        if let Some(quotite) = self.facturation.quotite(ligne) {
            return Vec::from_iter(Some(quotite).filter(|q| *q != un));
        }
        let Some(mesure) = self.mesures.de(rang as usize) else { return Vec::new() };
        let (debut, fin) = (ligne.mois.premier_jour(), ligne.mois.dernier_jour());
        let du_mois = |s: &&Sejour| s.quotite.est_dit() && s.debut <= fin && s.fin.is_none_or(|f| f >= debut);
        let sejours = self.sejours(mesure).iter().filter(du_mois);
        sejours.filter_map(|sejour| quotite(self.suivi, sejour)).filter(|q| *q != un).collect()
    }

    /// Days billed, negative where the amount alone says that the row is an avoir.
    pub(crate) fn jours(&self, rang: u32) -> Option<Exact> {
        let ligne = self.ligne(rang);
        let jours = ligne.journees()?.0;
        let avoir = ligne.montant().is_some_and(|m| m.0 < Exact::ZERO) && jours > Exact::ZERO;
        Some(if avoir { -jours } else { jours })
    }

    /// The price of a row, else the only one in force; none where something else is typed.
    pub(crate) fn prix_de(&self, rang: u32) -> Option<Exact> {
        let [_, illisible, _] = self.ligne(rang).illisibles;
        if illisible {
            return None;
        }
        let dit = self.ligne(rang).prix().map(|prix| prix.0);
        dit.or_else(|| match self.prix(rang) {
            [seul] => Some(seul.prix),
            _ => None,
        })
    }

    /// True when what is in force for a row is no price of the day: it bills no days.
    pub(crate) fn au_forfait(&self, rang: u32) -> bool {
        self.prix(rang).is_empty() && self.tarification(self.tarife(rang as usize)).en_vigueur(self.ligne(rang).mois)
    }

    /// The amount of a row, else its days at its price; none where something else is typed.
    pub(crate) fn montant_de(&self, rang: u32) -> Option<Exact> {
        let [_, _, illisible] = self.ligne(rang).illisibles;
        if illisible {
            return None;
        }
        let dit = self.ligne(rang).montant().map(|montant| montant.0);
        dit.or_else(|| Some(au_centime(self.jours(rang)? * self.prix_de(rang)?)))
    }

    /// Days to be billed that a row stands for: as they are (already shared), and times its share. Both are the same where
    /// nothing is shared, or where its amount tells which it is. None at all for a row that only puts others right.
    pub(crate) fn partagees(&self, rang: u32) -> Option<(Exact, Exact)> {
        if self.regularisation(rang).is_some() {
            return Some((Exact::ZERO, Exact::ZERO));
        }
        let jours = self.jours(rang)?;
        let quotites = self.quotites(rang);
        let Some(premiere) = quotites.first() else { return Some((jours, jours)) };
        if let Some((prix, montant)) = self.prix_de(rang).zip(self.ligne(rang).montant()) {
            if au_centime(jours * prix) == montant.0 {
                return Some((jours, jours));
            }
            let dite = quotites.iter().find(|q| au_centime(jours * **q * prix) == montant.0);
            if let Some(quotite) = dite {
                return Some((jours * *quotite, jours * *quotite));
            }
        }
        Some((jours, jours * *premiere))
    }

    /// Who pays for the days of a mesure, as its row says it.
    pub(crate) fn payeur_de(&self, jours: &JoursDuMois) -> Option<&'a str> {
        let ligne = self.suivi.lignes.get(jours.ligne as usize)?;
        self.suivi.lu(ligne, Colonne::Payeur).map(|lu| lu.mot.as_str())
    }

    /// The prices in force in the month of the days of a mesure.
    pub(crate) fn prix_des_jours(&self, jours: &JoursDuMois) -> Vec<PrixEnVigueur<'a>> {
        let dispositif = self.reglages.dispositifs.get(usize::from(jours.dispositif));
        self.reglages.tarification(dispositif, self.payeur_de(jours)).prix_du_mois(jours.mois)
    }

    /// True when what is in force for the days of a mesure is no price of the day: nobody bills them one by one.
    pub(crate) fn jours_au_forfait(&self, jours: &JoursDuMois) -> bool {
        let dispositif = self.reglages.dispositifs.get(usize::from(jours.dispositif));
        let tarification = self.reglages.tarification(dispositif, self.payeur_de(jours));
        tarification.en_vigueur(jours.mois) && tarification.prix_du_mois(jours.mois).is_empty()
    }

    /// Rows of a unit that count: neither repeated nor cancelled.
    pub(crate) fn retenues(&self, unite: &Unite) -> impl Iterator<Item = u32> {
        self.lignes(unite).iter().copied().filter(|rang| !self.ecartees.contains(rang))
    }

    /// True for a row that pays a further part of a lump sum: its mesure is counted with the first part.
    pub(crate) fn suit_un_forfait(&self, rang: u32) -> bool {
        self.suites_de_forfait.contains(&rang)
    }

    /// True for a row that an avoir cancels, for that avoir, and for one that only repeats another.
    pub(crate) fn est_ecartee(&self, rang: u32) -> bool {
        self.ecartees.contains(&rang)
    }

    /// Rows of a unit, in reading order.
    pub(crate) fn lignes(&self, unite: &Unite) -> &[u32] {
        &self.ordre[unite.lignes.clone()]
    }

    /// The first of them.
    pub(crate) fn premiere(&self, unite: &Unite) -> u32 {
        self.ordre[unite.lignes.start]
    }
}

/// Rounded once to the cent, half away from zero.
pub(crate) fn au_centime(montant: Exact) -> Exact {
    Exact::decimal(montant.arrondi(2), 2)
}
