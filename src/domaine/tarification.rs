//! Which prices of the day are in force in a month, for a dispositif and a payer, as rapport.toml declares them.

use super::exact::Exact;
use super::mois::Mois;
use super::payeur::cle_du_payeur;
use super::reglages::{Dispositif, NatureTarif, Prix, Reglages, Tarif};
use super::unites::Euros;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// The tariffs that may apply to someone: those that name the payer before those that name none.
#[derive(Debug, Clone, Default)]
pub struct Tarification<'a> {
    nommes: Vec<&'a Tarif>,
    communs: Vec<&'a Tarif>,
}

/// A price of the day in force on a day of a month.
#[derive(Debug, Clone, Copy)]
pub struct PrixEnVigueur<'a> {
    /// €.
    pub prix: Exact,
    /// Where it is declared, and since when.
    pub tarif: &'a Tarif,
}

impl Reglages {
    /// The tariffs of a dispositif, else those of its host, else the service's; those of a payer, else those that name
    /// none. `None` stands for the whole service, and for a payer that nothing names.
    pub fn tarification(&self, dispositif: Option<&Dispositif>, payeur: Option<&str>) -> Tarification<'_> {
        let hote = dispositif.and_then(|d| self.hote(d));
        let codes = [dispositif.map(|d| d.code.as_str()), hote.map(|d| d.code.as_str())];
        let des_codes = codes.into_iter().flatten().map(Some).chain([None]);
        let des_codes = des_codes.map(|code| self.tarifs.iter().filter(|t| t.dispositif.as_deref() == code).collect());
        let tous = (dispositif.is_none()).then(|| self.tarifs.iter().collect());
        let niveaux: Vec<Vec<&Tarif>> = des_codes.chain(tous).collect();
        let siennes = niveaux.into_iter().map(|tarifs| Tarification::de(tarifs, payeur));
        siennes.into_iter().find(|t| !t.est_vide()).unwrap_or_default()
    }
}

impl<'a> Tarification<'a> {
    fn de(tarifs: Vec<&'a Tarif>, payeur: Option<&str>) -> Self {
        let Some(payeur) = payeur.map(cle_du_payeur) else {
            let (communs, nommes): (Vec<_>, Vec<_>) = tarifs.into_iter().partition(|t| t.payeur.is_none());
            let communs = if communs.is_empty() { nommes } else { communs };
            return Self { nommes: Vec::new(), communs };
        };
        let nomme = |tarif: &&Tarif| tarif.payeur.as_deref().map(cle_du_payeur).as_ref() == Some(&payeur);
        let nommes = tarifs.iter().copied().filter(nomme).collect();
        Self { nommes, communs: tarifs.into_iter().filter(|t| t.payeur.is_none()).collect() }
    }

    /// True when no tariff is declared for them, at any date.
    pub fn est_vide(&self) -> bool {
        self.nommes.is_empty() && self.communs.is_empty()
    }

    /// The day on which the first of them is in force: the mean price of the year is none that is, where others are.
    pub fn premiere_date(&self) -> Option<NaiveDate> {
        let tous = || self.nommes.iter().chain(&self.communs);
        let en_vigueur = tous().filter(|t| t.nature != NatureTarif::Moyen).map(|t| t.depuis).min();
        en_vigueur.or_else(|| tous().map(|t| t.depuis).min())
    }

    /// True when one of them is in force on a day of the month, whatever it is a price of.
    pub fn en_vigueur(&self, mois: Mois) -> bool {
        mois.tous_les_jours().any(|jour| !self.du_jour(jour).is_empty())
    }

    /// The different prices of the day in force in a month, by date: two where the price changes within it. None where no
    /// tariff is in force, or where they are lump sums.
    pub fn prix_du_mois(&self, mois: Mois) -> Vec<PrixEnVigueur<'a>> {
        let mut prix: Vec<PrixEnVigueur<'a>> = Vec::new();
        for tarif in mois.tous_les_jours().flat_map(|jour| self.du_jour(jour)) {
            if let Prix::Journee(Euros(montant)) = tarif.prix
                && !prix.iter().any(|deja| deja.prix == montant)
            {
                prix.push(PrixEnVigueur { prix: montant, tarif });
            }
        }
        prix
    }

    /// The lump sum of a mesure in force in a month, when it is the only one.
    pub fn forfait_du_mois(&self, mois: Mois) -> Option<(&'a Tarif, Exact)> {
        let forfait = |tarif: &'a Tarif| match tarif.prix {
            Prix::ForfaitMesure(Euros(montant)) => Some((tarif, montant)),
            Prix::Journee(_) | Prix::DotationGlobalisee(_) => None,
        };
        let mut forfaits = mois.tous_les_jours().flat_map(|jour| self.du_jour(jour)).map(forfait);
        let premier = forfaits.next()??;
        forfaits.all(|autre| autre.is_some_and(|(_, montant)| montant == premier.1)).then_some(premier)
    }

    /// What a bill for the difference between two prices of the day may be at: every difference between prices that took
    /// effect before the end of a month, but those that are prices themselves.
    pub fn differences(&self, mois: Mois) -> Vec<Exact> {
        let tous = self.nommes.iter().chain(&self.communs).filter(|t| t.depuis <= mois.dernier_jour());
        let prix: Vec<Exact> = tous.filter_map(|t| t.prix_du_jour()).collect();
        let ecarts = prix.iter().flat_map(|a| prix.iter().map(move |b| *a - *b));
        let mut ecarts: Vec<Exact> = ecarts.filter(|ecart| *ecart > Exact::ZERO && !prix.contains(ecart)).collect();
        ecarts.sort();
        ecarts.dedup();
        ecarts
    }

    fn du_jour(&self, jour: NaiveDate) -> Vec<&'a Tarif> {
        let siens = du_jour(&self.nommes, jour);
        if siens.is_empty() { du_jour(&self.communs, jour) } else { siens }
    }
}

/// The last to take effect; on one date an applicable price before one of reconduction before one of unstated nature, and
/// a price of the day before a lump sum: those of one rank are all kept. The mean price of the year is billed only where
/// no price says that it is in force.
fn du_jour<'a>(tarifs: &[&'a Tarif], jour: NaiveDate) -> Vec<&'a Tarif> {
    let journalier = |t: &Tarif| matches!(t.prix, Prix::Journee(_));
    let rang = |t: &Tarif| {
        let nature = match t.nature {
            NatureTarif::Applicable | NatureTarif::Moyen => 0,
            NatureTarif::Reconduction => 1,
            NatureTarif::NonPrecisee => 2,
        };
        (Reverse(t.depuis), nature, !journalier(t))
    };
    let derniers = |commences: Vec<&'a Tarif>| -> Vec<&'a Tarif> {
        let premier = commences.iter().map(|t| rang(t)).min();
        commences.into_iter().filter(|t| Some(rang(t)) == premier).collect()
    };
    let moyen = |t: &&Tarif| t.nature == NatureTarif::Moyen;
    let commences = tarifs.iter().copied().filter(|t| !moyen(t) && t.depuis <= jour).collect();
    let mut siens = derniers(commences);
    let dit = |t: &&Tarif| matches!(t.nature, NatureTarif::Applicable | NatureTarif::Reconduction) && journalier(t);
    if !tarifs.iter().any(dit) {
        let de_l_annee = |t: &&Tarif| moyen(t) && t.depuis.year() <= jour.year();
        siens.extend(derniers(tarifs.iter().copied().filter(de_l_annee).collect()));
    }
    siens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn tarif((mois, jour): (u32, u32), centimes: i128, nature: NatureTarif, payeur: Option<&str>) -> Tarif {
        Tarif {
            depuis: NaiveDate::from_ymd_opt(2021, mois, jour).unwrap(),
            prix: Prix::Journee(Euros(Exact::decimal(centimes, 2))),
            nature,
            dispositif: None,
            payeur: payeur.map(str::to_owned),
            arrete: None,
            date_arrete: None,
            previsionnelles: None,
            span: Span::file("rapport.toml"),
        }
    }

    fn prix(tarifs: &[Tarif], payeur: Option<&str>, mois: u8) -> Vec<i128> {
        let tarification = Tarification::de(tarifs.iter().collect(), payeur);
        tarification.prix_du_mois(Mois::new(2021, mois).unwrap()).iter().map(|p| p.prix.arrondi(2)).collect()
    }

    /// domaine.md § 2.2: 22,54 € over the year, 21,80 € carried over, 23,27 € from 1 July.
    #[test]
    fn le_prix_reconduit_puis_l_applicable_l_emportent_sur_le_moyen() {
        use NatureTarif::{Applicable, Moyen, NonPrecisee, Reconduction};
        let moyen = tarif((1, 1), 2_254, Moyen, None);
        let reconduit = tarif((1, 1), 2_180, Reconduction, None);
        let applicable = |jour| tarif((7, jour), 2_327, Applicable, None);
        assert_eq!(prix(std::slice::from_ref(&moyen), None, 3), [2_254]);
        let trois = [moyen.clone(), reconduit.clone(), applicable(1)];
        assert_eq!([6, 7].map(|mois| prix(&trois, None, mois)), [vec![2_180], vec![2_327]]);
        let en_cours_de_mois = [reconduit, applicable(15)];
        assert_eq!(prix(&en_cours_de_mois, None, 7), [2_180, 2_327]);
        assert!(prix(&[applicable(1), moyen.clone()], None, 6).is_empty(), "nothing says what was billed before");
        assert_eq!(prix(&[moyen, tarif((2, 1), 2_300, NonPrecisee, None)], None, 3), [2_300, 2_254]);
    }

    #[test]
    fn chaque_payeur_a_son_prix_et_les_autres_le_prix_commun() {
        let nature = NatureTarif::Applicable;
        let tarifs = [tarif((1, 1), 2_254, nature, None), tarif((3, 1), 2_400, nature, Some("Aveyron"))];
        let de = |payeur| [2, 3].map(|mois| prix(&tarifs, payeur, mois));
        assert_eq!(de(Some("AVEYRON")), [vec![2_254], vec![2_400]]);
        assert_eq!(de(Some("Hérault")), [vec![2_254], vec![2_254]]);
        assert_eq!(de(None), [vec![2_254], vec![2_254]]);
        assert_eq!(prix(&tarifs[1..], None, 3), [2_400]);
        assert!(prix(&tarifs[1..], Some("Hérault"), 3).is_empty());
    }
}
