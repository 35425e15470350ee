//! Who pays what since when: tariffs sorted by payer, and the one in force on each day. The order of rapport.toml tells
//! nothing: two prices that nothing ranks leave none.

use super::exact::Exact;
use super::mois::{Exercice, Mois};
use super::payeur::cle_du_payeur;
use super::reglages::{Dispositif, NatureTarif, Prevision, Prix, Reglages, Tarif};
use super::unites::Euros;
use crate::diagnostic::Spanned;
use crate::francais::date_en_lettres;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The tariffs that one payer pays.
#[derive(Debug, Clone)]
pub struct Grille<'a> {
    /// As rapport.toml names it; `None` for whoever no tariff names.
    pub payeur: Option<&'a str>,
    /// Those that name it, or all of them when none names anyone.
    siens: Vec<&'a Tarif>,
    /// Those that name nobody, in force where no other is.
    communs: Vec<&'a Tarif>,
}

/// Days of a month on which one tariff is in force, both included.
#[derive(Debug, Clone, Copy)]
pub struct Periode<'a> {
    /// The tariff.
    pub tarif: &'a Tarif,
    /// The month.
    pub mois: Mois,
    /// First day.
    pub du: NaiveDate,
    /// Last day.
    pub au: NaiveDate,
}

/// How proceeds are computed.
#[derive(Debug, Clone, Copy)]
pub enum Methode<'a> {
    /// One price for the whole year.
    Moyen(&'a Tarif, Exact),
    /// The tariff in force on each day.
    Periodes,
    /// A lump sum for each mesure billed.
    Forfait,
}

/// Whose tariffs apply to a dispositif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Niveau<'a> {
    /// Its own.
    Propre,
    /// Those of the dispositif whose places it uses.
    Hote(&'a str),
    /// Those of the service.
    Service,
}

impl Periode<'_> {
    /// How many days.
    pub fn jours(&self) -> u32 {
        self.au.day() - self.du.day() + 1
    }

    /// True for the whole month.
    pub fn entiere(&self) -> bool {
        self.jours() == self.mois.jours()
    }
}

impl Tarif {
    /// The price of a day, when it is one.
    pub fn prix_du_jour(&self) -> Option<Exact> {
        if let Prix::Journee(Euros(prix)) = self.prix { Some(prix) } else { None }
    }

    /// The dotation of the year, when it is one.
    pub fn dotation(&self) -> Option<Exact> {
        if let Prix::DotationGlobalisee(Euros(dotation)) = self.prix { Some(dotation) } else { None }
    }

    /// A price that says what a day was worth on average, and not that it was in force.
    pub fn est_un_prix_moyen(&self) -> bool {
        self.nature == NatureTarif::Moyen && self.prix_du_jour().is_some()
    }
}

impl Reglages {
    /// The tariffs that say something of the exercise: a later one does not.
    pub fn tarifs_connus(&self) -> impl Iterator<Item = &Tarif> + Clone {
        let fin = self.exercice.decembre().dernier_jour();
        self.tarifs.iter().filter(move |t| t.depuis <= fin)
    }

    /// The tariffs known that name a dispositif, or none of them.
    pub fn tarifs_du_code(&self, code: Option<&str>) -> Vec<&Tarif> {
        self.tarifs_connus().filter(|t| t.dispositif.as_deref() == code).collect()
    }

    /// True for a dispositif that only dotations and lump sums pay for: its days are realised, and nobody bills them.
    pub fn paye_sans_journees(&self, dispositif: &Dispositif) -> bool {
        let (_, tarifs) = self.tarifs_de(dispositif);
        !tarifs.is_empty() && tarifs.iter().all(|tarif| tarif.prix_du_jour().is_none())
    }

    /// The tariffs of a dispositif: its own, else those of its host, else the service's. Empty when there are none.
    pub fn tarifs_de<'a>(&'a self, dispositif: &Dispositif) -> (Niveau<'a>, Vec<&'a Tarif>) {
        let siens = self.tarifs_du_code(Some(&dispositif.code));
        if !siens.is_empty() {
            return (Niveau::Propre, siens);
        }
        let hote = self.hote(dispositif).map(|h| (Niveau::Hote(&h.code), self.tarifs_du_code(Some(&h.code))));
        hote.filter(|(_, tarifs)| !tarifs.is_empty()).unwrap_or_else(|| (Niveau::Service, self.tarifs_du_code(None)))
    }
}

impl<'a> Grille<'a> {
    /// One per payer that these tariffs name, then one for everyone else where some name nobody.
    pub fn par_payeur(tarifs: &[&'a Tarif]) -> Vec<Self> {
        let mut par_payeur: BTreeMap<String, Vec<&'a Tarif>> = BTreeMap::new();
        let (communs, nommes): (Vec<&Tarif>, Vec<&Tarif>) = tarifs.iter().partition(|t| t.payeur.is_none());
        for tarif in nommes {
            par_payeur.entry(tarif.payeur.as_deref().map(cle_du_payeur).unwrap_or_default()).or_default().push(tarif);
        }
        // a dotation is paid once, by those that nobody names
        let a_la_journee: Vec<&Tarif> = communs.iter().copied().filter(|t| t.dotation().is_none()).collect();
        let grille = |siens: Vec<&'a Tarif>| {
            let payeur = siens.first().and_then(|t| t.payeur.as_deref());
            Self { payeur, siens, communs: a_la_journee.clone() }
        };
        let mut grilles: Vec<Self> = par_payeur.into_values().map(grille).collect();
        if !communs.is_empty() {
            grilles.push(Self { payeur: None, siens: communs, communs: Vec::new() });
        }
        grilles
    }

    fn tous(&self) -> impl Iterator<Item = &'a Tarif> + Clone {
        self.siens.iter().chain(&self.communs).copied()
    }

    /// The days planned for this payer, where one of its tariffs gives them.
    ///
    /// # Errors
    /// Two of them give different ones.
    pub fn previsionnelles(&self) -> Result<Option<&'a Spanned<Prevision>>, String> {
        let mut dites = self.siens.iter().filter_map(|t| t.previsionnelles.as_ref());
        let premiere = dites.next();
        match premiere.is_some_and(|premiere| dites.any(|autre| autre.value != premiere.value)) {
            true => Err("deux nombres de journées prévisionnelles pour le même payeur".to_owned()),
            false => Ok(premiere),
        }
    }

    /// True when nothing that it pays depends on the days.
    pub fn toute_en_dotation(&self) -> bool {
        self.tous().all(|t| t.dotation().is_some())
    }

    /// True when it pays a price of the day at some time.
    pub fn depend_des_journees(&self) -> bool {
        self.tous().any(|t| t.prix_du_jour().is_some())
    }

    /// True when something that it pays depends on no days.
    pub fn dote(&self) -> bool {
        self.tous().any(|t| t.dotation().is_some())
    }

    /// True when a tariff says that it is in force, not only what it is worth on average.
    pub fn dit_ce_qui_est_en_vigueur(&self) -> bool {
        let dit = |t: &Tarif| matches!(t.nature, NatureTarif::Applicable | NatureTarif::Reconduction);
        self.tous().any(|t| t.dotation().is_some() || dit(t) && t.prix_du_jour().is_some())
    }

    /// The mean price of the year, when one is given: one of the exercise, else an older one that nothing replaced.
    pub fn moyen(&self, exercice: Exercice) -> Result<Option<&'a Tarif>, String> {
        let de_l_annee = |t: &&Tarif| t.est_un_prix_moyen() && t.depuis.year() == exercice.annee();
        for tarifs in [&self.siens, &self.communs] {
            if let Some(tarif) = dernier(tarifs.iter().copied().filter(de_l_annee))? {
                return Ok(Some(tarif));
            }
        }
        if self.tous().all(Tarif::est_un_prix_moyen) { dernier(self.siens.iter().copied()) } else { Ok(None) }
    }

    /// How proceeds are computed where every day has the same price, or by periods.
    ///
    /// # Errors
    /// Why there are none: two tariffs contradict each other.
    pub fn methode(&self, exercice: Exercice) -> Result<Methode<'a>, String> {
        if self.tous().all(|t| t.prix_du_jour().is_none() && t.dotation().is_none()) {
            return Ok(Methode::Forfait);
        }
        if let Some((moyen, prix)) = self.moyen(exercice)?.and_then(|t| Some((t, t.prix_du_jour()?))) {
            return Ok(Methode::Moyen(moyen, prix));
        }
        let suppose = self.seul_de_nature_inconnue().and_then(|t| Some((t, t.prix_du_jour()?)));
        Ok(suppose.map_or(Methode::Periodes, |(seul, prix)| Methode::Moyen(seul, prix)))
    }

    /// The only price of the day, when it does not say what it is: it is taken for the mean of the year.
    pub fn seul_de_nature_inconnue(&self) -> Option<&'a Tarif> {
        let mut tous = self.tous();
        let seul = tous.next().filter(|t| t.nature == NatureTarif::NonPrecisee && t.prix_du_jour().is_some());
        seul.filter(|_| tous.next().is_none())
    }

    /// The tariff in force on a day.
    ///
    /// # Errors
    /// Why there is none, or not one.
    pub fn du_jour(&self, jour: NaiveDate) -> Result<&'a Tarif, String> {
        for tarifs in [&self.siens, &self.communs] {
            let commences = tarifs.iter().copied().filter(|t| t.depuis <= jour && !t.est_un_prix_moyen());
            if let Some(tarif) = dernier(commences)? {
                return Ok(tarif);
            }
        }
        Err(format!("aucun prix en vigueur le {}", date_en_lettres(jour)))
    }

    /// What is in force along a month: days at one price make one period.
    ///
    /// # Errors
    /// As [`Grille::du_jour`].
    pub fn periodes(&self, mois: Mois) -> Result<Vec<Periode<'a>>, String> {
        let mut periodes: Vec<Periode<'a>> = Vec::new();
        for jour in mois.tous_les_jours() {
            let tarif = self.du_jour(jour)?;
            match periodes.last_mut() {
                Some(derniere) if derniere.tarif.prix == tarif.prix => derniere.au = jour,
                _ => periodes.push(Periode { tarif, mois, du: jour, au: jour }),
            }
        }
        Ok(periodes)
    }
}

/// A price fixed after 1 January, and those that it is derived from (CASF R.314-35).
#[derive(Debug, Clone, Copy)]
pub struct ArreteTardif<'a> {
    /// Mean price of the year (TB).
    pub moyen: (&'a Tarif, Exact),
    /// Price of the year before, in force until then (TA(n−1)), when a tariff gives it.
    pub avant: Option<(&'a Tarif, Exact)>,
    /// The day when the new price takes effect.
    pub effet: NaiveDate,
    /// That price, when it is declared.
    pub applicable: Option<(&'a Tarif, Exact)>,
}

impl<'a> Grille<'a> {
    /// The late arrêté of an exercise.
    ///
    /// # Errors
    /// Why there is none, or why it is not known which.
    pub fn arrete_tardif(&self, exercice: Exercice) -> Result<ArreteTardif<'a>, String> {
        let au_prix = |tarif: &'a Tarif| Some((tarif, tarif.prix_du_jour()?));
        let janvier = exercice.janvier().premier_jour();
        let moyen = self.moyen(exercice)?.filter(|t| t.depuis.year() == exercice.annee()).and_then(au_prix);
        let moyen = moyen.ok_or_else(|| format!("aucun tarif de nature « moyen » n’est donné pour {exercice}"))?;
        let de_l_annee = |t: &&Tarif| t.nature == NatureTarif::Applicable && t.depuis.year() == exercice.annee();
        let applicables: Vec<_> = self.tous().filter(de_l_annee).filter_map(au_prix).collect();
        let applicable = match applicables[..] {
            [] => None,
            [seul] => Some(seul),
            _ => return Err(format!("plusieurs prix applicables en {exercice}")),
        };
        let effet = applicable.map_or(moyen.0.depuis, |(tarif, _)| tarif.depuis);
        if effet <= janvier {
            return Err(format!("aucun prix ne prend effet après le 1er janvier {exercice}"));
        }
        let d_avant = |t: &&Tarif| match t.nature {
            NatureTarif::Reconduction => true,
            NatureTarif::Applicable => t.depuis < janvier,
            NatureTarif::Moyen | NatureTarif::NonPrecisee => false,
        };
        let avant = self.du_jour(janvier).ok().filter(d_avant).and_then(au_prix);
        Ok(ArreteTardif { moyen, avant, effet, applicable })
    }
}

/// The tariff of the latest date; at one date an applicable price before one of reconduction before one of unstated
/// nature, and a price of the day before a lump sum.
fn dernier<'a>(tarifs: impl Iterator<Item = &'a Tarif>) -> Result<Option<&'a Tarif>, String> {
    let rang = |t: &Tarif| {
        let nature = match t.nature {
            NatureTarif::Applicable | NatureTarif::Moyen => 0,
            NatureTarif::Reconduction => 1,
            NatureTarif::NonPrecisee => 2,
        };
        (Reverse(t.depuis), nature, t.prix_du_jour().is_none())
    };
    let tarifs: Vec<&Tarif> = tarifs.collect();
    let Some(tarif) = tarifs.iter().copied().min_by_key(|t| rang(t)) else { return Ok(None) };
    if tarifs.iter().any(|t| rang(t) == rang(tarif) && t.prix != tarif.prix) {
        return Err(format!("deux prix de même nature depuis le {}", date_en_lettres(tarif.depuis)));
    }
    Ok(Some(tarif))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn tarif((mois, jour): (u32, u32), prix: Prix, nature: NatureTarif, payeur: Option<&str>) -> Tarif {
        Tarif {
            depuis: NaiveDate::from_ymd_opt(2021, mois, jour).unwrap(),
            prix,
            nature,
            dispositif: None,
            payeur: payeur.map(str::to_owned),
            arrete: None,
            date_arrete: None,
            previsionnelles: None,
            span: Span::file("rapport.toml"),
        }
    }

    fn euros(centimes: i128) -> Euros {
        Euros(Exact::decimal(centimes, 2))
    }

    fn exercice() -> Exercice {
        Exercice::new(2021).unwrap()
    }

    #[test]
    fn chaque_payeur_a_sa_grille_et_la_dotation_de_tous_n_est_payee_qu_une_fois() {
        let applicable = NatureTarif::Applicable;
        let prix = |jour, centimes, payeur| tarif((1, jour), Prix::Journee(euros(centimes)), applicable, payeur);
        let dotation = tarif((1, 1), Prix::DotationGlobalisee(euros(1_200)), NatureTarif::NonPrecisee, None);
        let tarifs = [prix(1, 2_000, None), dotation, prix(2, 3_000, Some("Hérault")), prix(3, 3_100, Some("herault"))];
        let grilles = Grille::par_payeur(&tarifs.iter().collect::<Vec<_>>());
        assert_eq!(grilles.iter().map(|g| g.payeur).collect::<Vec<_>>(), [Some("Hérault"), None]);
        let le = |jour| grilles[0].du_jour(NaiveDate::from_ymd_opt(2021, 1, jour).unwrap()).unwrap().prix;
        assert_eq!([1, 2, 3].map(le), [2_000, 3_000, 3_100].map(|c| Prix::Journee(euros(c))));
        assert_eq!((grilles[0].tous().count(), grilles[1].tous().count()), (3, 2));
    }

    #[test]
    fn deux_prix_de_meme_rang_n_en_font_aucun() {
        let prix = |centimes| tarif((1, 1), Prix::Journee(euros(centimes)), NatureTarif::Applicable, None);
        let tarifs = [prix(2_000), prix(3_000)];
        let grille = Grille::par_payeur(&[&tarifs[0], &tarifs[1]]).remove(0);
        let motif = "deux prix de même nature depuis le 1er janvier 2021";
        assert_eq!(grille.periodes(exercice().janvier()).unwrap_err().replace('\u{a0}', " "), motif);
    }

    /// domaine.md § 2.2: the mean price, the price of the year before, the one in force from the effect date on.
    #[test]
    fn un_arrete_tardif_se_reconnait_a_ses_trois_prix() {
        let prix = |quand, centimes, nature| tarif(quand, Prix::Journee(euros(centimes)), nature, None);
        let tarifs = [
            prix((7, 16), 2_327, NatureTarif::Applicable),
            prix((1, 1), 2_254, NatureTarif::Moyen),
            prix((1, 1), 2_180, NatureTarif::Reconduction),
        ];
        let grille = |tarifs: &[&'static Tarif]| Grille::par_payeur(tarifs).remove(0).arrete_tardif(exercice());
        let tarifs: Vec<&'static Tarif> = tarifs.into_iter().map(|t| &*Box::leak(Box::new(t))).collect();
        let arrete = grille(&tarifs).unwrap();
        let lus = [Some(arrete.moyen), arrete.avant, arrete.applicable].map(|t| t.unwrap().1.arrondi(2));
        assert_eq!((lus, arrete.effet.ordinal0()), ([2_254, 2_180, 2_327], 196));
        assert!(grille(&tarifs[..1]).unwrap_err().starts_with("aucun tarif de nature"));
        assert!(grille(&tarifs[1..]).unwrap_err().starts_with("aucun prix ne prend effet"));
    }
}
