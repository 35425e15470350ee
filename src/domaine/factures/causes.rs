//! What makes the amount billed differ from the amount due, row by row and mesure by mesure, in exact euros. The parts of
//! a row add up to its amount: its product, its price, its rounding, its days.

use super::{Bilan, Factures, Regularisation, Unite, au_centime};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::rapprochement::Cause;
use crate::domaine::suivi::JoursDuMois;
use std::collections::{BTreeMap, BTreeSet};

/// An amount, and how many rows or mesures it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Montant {
    pub(crate) euros: Exact,
    pub(crate) lignes: u64,
}

impl Montant {
    pub(crate) fn ajoute(&mut self, euros: Exact) {
        if euros != Exact::ZERO {
            *self = Self { euros: self.euros + euros, lignes: self.lignes + 1 };
        }
    }
}

/// The causes of every dispositif; `None` for rows that belong to none.
#[derive(Debug, Default)]
pub(crate) struct Causes {
    pub(crate) montants: BTreeMap<(Option<u16>, Cause), Montant>,
    /// Billed after the term of a decision, and due under the counting policy all the same.
    pub(crate) a_risque: BTreeMap<Option<u16>, Montant>,
    /// Rows that bill no days: how they were rounded is not known row by row.
    forfaits: BTreeMap<Option<u16>, u64>,
}

impl Causes {
    /// What is left of the gap of a dispositif (of them all without one) is the rounding of the rows that bill no days,
    /// when it is no more than half a cent for each. To be called once per gap, the whole service last.
    pub(crate) fn arrondit(&mut self, dispositif: Option<u16>, ecart: Exact) {
        let ici = |autre: Option<u16>| dispositif.is_none() || autre == dispositif;
        let lignes: u64 = self.forfaits.iter().filter(|(d, _)| ici(**d)).map(|(_, lignes)| *lignes).sum();
        let trouve: Exact = self.montants.iter().filter(|((d, _), _)| ici(*d)).map(|(_, m)| m.euros).sum();
        let reste = ecart - trouve;
        self.forfaits.retain(|d, _| !ici(*d));
        if reste != Exact::ZERO && reste.absolu() <= Exact::decimal(5, 3) * Exact::from(i128::from(lignes)) {
            let arrondi = self.montants.entry((dispositif, Cause::Arrondi)).or_default();
            *arrondi = Montant { euros: arrondi.euros + reste, lignes: arrondi.lignes + lignes };
        }
    }
}

/// What a cause was found in: its part of the difference, for one row. Without a cause, an amount at risk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trouvaille {
    pub(crate) dispositif: Option<u16>,
    pub(crate) cause: Option<Cause>,
    pub(crate) lieu: Lieu,
    pub(crate) euros: Exact,
}

/// A row of the billing, or of the follow-up table where nothing bills it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lieu {
    Facture(u32),
    Suivi(u32),
}

/// A row that counts, at the price in force.
#[derive(Clone, Copy)]
struct Facture {
    /// Already shared.
    jours: Exact,
    prix: Exact,
}

/// A month, a dispositif.
type Lot = (Mois, Option<u16>);

struct Releve<'f, 'a> {
    factures: &'f Factures<'a>,
    causes: Causes,
    doubles: BTreeSet<u32>,
    ecartees: BTreeSet<u32>,
    /// What the follow-up table gives of each mesure that is billed.
    jours: Vec<Option<Vec<JoursDuMois>>>,
    /// Rows that name no mesure of the follow-up table, by month and dispositif: what they bill at the price in force.
    /// `None` where it is not known. The first row of each stands for it.
    ensembles: BTreeMap<Lot, (u32, Option<(Exact, Facture)>)>,
    /// Mesures billed in a month, by dispositif.
    vues: BTreeSet<(u32, Mois, u16)>,
    /// Row by row, when they are asked for.
    trouvailles: Option<Vec<Trouvaille>>,
}

impl<'a> Factures<'a> {
    /// Every cause up to a month. `facturables` gives the days due of a dispositif, where rows do not name mesures.
    /// Cost: linear in the rows and in the séjours.
    pub(crate) fn causes(&self, jusqu_a: Mois, facturables: impl Fn(Option<u16>, Mois) -> Option<Exact>) -> Causes {
        self.releve(jusqu_a, facturables, None).causes
    }

    /// The rows that they were found in. Same cost, and memory for each row.
    pub(crate) fn trouvailles(
        &self,
        jusqu_a: Mois,
        facturables: impl Fn(Option<u16>, Mois) -> Option<Exact>,
    ) -> Vec<Trouvaille> {
        self.releve(jusqu_a, facturables, Some(Vec::new())).trouvailles.unwrap_or_default()
    }

    fn releve(
        &self,
        jusqu_a: Mois,
        facturables: impl Fn(Option<u16>, Mois) -> Option<Exact>,
        trouvailles: Option<Vec<Trouvaille>>,
    ) -> Releve<'_, 'a> {
        let mut releve = Releve {
            factures: self,
            causes: Causes::default(),
            doubles: self.doubles.iter().map(|double| double.seconde).collect(),
            ecartees: self.ecartees.clone(),
            jours: vec![None; self.derivation.parcours.mesures.len()],
            ensembles: BTreeMap::new(),
            vues: BTreeSet::new(),
            trouvailles,
        };
        for unite in self.unites.iter().filter(|unite| unite.mois <= jusqu_a) {
            releve.unite(unite);
        }
        releve.non_facturees(jusqu_a);
        releve.des_ensembles(facturables);
        releve
    }

    /// The price in force that a row is judged by: its own when it is one of them, else the last.
    pub(crate) fn en_vigueur(&self, rang: u32) -> Option<Exact> {
        let prix = self.prix(rang);
        let dit = self.ligne(rang).prix().map(|prix| prix.0);
        let admis = prix.iter().find(|p| dit.is_some_and(|dit| dit == p.prix || dit == au_centime(p.prix)));
        admis.or(prix.last()).map(|p| p.prix)
    }
}

impl Releve<'_, '_> {
    fn ajoute(&mut self, dispositif: Option<u16>, cause: Cause, euros: Exact, lieu: Lieu) {
        self.causes.montants.entry((dispositif, cause)).or_default().ajoute(euros);
        self.trouve(Trouvaille { dispositif, cause: Some(cause), lieu, euros });
    }

    fn trouve(&mut self, trouvaille: Trouvaille) {
        if let Some(trouvailles) = self.trouvailles.as_mut().filter(|_| trouvaille.euros != Exact::ZERO) {
            trouvailles.push(trouvaille);
        }
    }

    fn unite(&mut self, unite: &Unite) {
        let premiere = self.factures.premiere(unite);
        let dispositif = self.factures.dispositif(premiere as usize);
        let mesure = self.factures.mesures.de(premiere as usize);
        let dus = mesure.zip(dispositif).and_then(|(mesure, rang)| {
            self.vues.insert((mesure, unite.mois, rang));
            self.dus(mesure, unite.mois, rang)
        });
        let factures: Vec<Option<Facture>> = self
            .factures
            .lignes(unite)
            .to_vec()
            .into_iter()
            .filter_map(|rang| self.ligne(rang, dispositif, dus))
            .collect();
        let Some(factures) = factures.into_iter().collect::<Option<Vec<Facture>>>() else {
            if dus.is_none() {
                self.ensembles.insert((unite.mois, dispositif), (premiere, None));
            }
            return;
        };
        self.corrige(unite, dispositif, &factures);
        let Some(derniere) = factures.last().copied() else {
            self.sans_jours(unite, dispositif, dus);
            return;
        };
        let jours: Exact = factures.iter().map(|f| f.jours).sum();
        let euros: Exact = factures.iter().map(|f| f.jours * f.prix).sum();
        match dus {
            Some(dus) => self.de_la_mesure(unite, dispositif, (jours, dus), derniere.prix),
            None if self.hors_du_suivi(unite, dispositif) => {
                self.ajoute(dispositif, Cause::HorsSuivi, euros, Lieu::Facture(premiere));
            }
            None => {
                let rien = Some((Exact::ZERO, Facture { jours: Exact::ZERO, ..derniere }));
                let (_, ensemble) = self.ensembles.entry((unite.mois, dispositif)).or_insert((premiere, rien));
                *ensemble = ensemble
                    .filter(|(_, deja)| deja.prix == derniere.prix)
                    .map(|(total, deja)| (total + euros, Facture { jours: deja.jours + jours, ..deja }));
            }
        }
    }

    /// Amounts without days that make up, to the cent, for what the other rows of their unit bill otherwise than their
    /// days at the price in force.
    fn corrige(&mut self, unite: &Unite, dispositif: Option<u16>, factures: &[Facture]) {
        let sans_jours = |rang: &u32| self.factures.regularisation(*rang) == Some(Regularisation::Montant);
        let (corrections, autres): (Vec<u32>, Vec<u32>) = self.factures.retenues(unite).partition(sans_jours);
        let total = |rangs: &[u32]| rangs.iter().filter_map(|rang| self.factures.montant_de(*rang)).sum::<Exact>();
        let corriges = total(&corrections);
        let du: Exact = factures.iter().map(|f| au_centime(f.jours * f.prix)).sum();
        if let (Some(&premiere), true) = (corrections.first(), total(&autres) + corriges == du) {
            self.ajoute(dispositif, Cause::Produit, corriges, Lieu::Facture(premiere));
        }
    }

    /// A unit whose rows cancel each other, or only put others right: its days are not billed.
    fn sans_jours(&mut self, unite: &Unite, dispositif: Option<u16>, dus: Option<Exact>) {
        let representante = self.factures.representante(unite);
        let prix = self.factures.en_vigueur(representante);
        let manquent = matches!(self.factures.bilan(unite), Some(Bilan::Differentes { .. }));
        if let (Some(dus), Some(prix), true) = (dus, prix, manquent) {
            self.ajoute(dispositif, Cause::Journees, -(dus * prix), Lieu::Facture(representante));
        }
    }

    /// What is said of a row apart from its days; those, when it counts. `Some(None)` when they cannot be told.
    fn ligne(&mut self, rang: u32, dispositif: Option<u16>, dus: Option<Exact>) -> Option<Option<Facture>> {
        let factures = self.factures;
        let montant = factures.montant_de(rang);
        if self.doubles.contains(&rang) {
            self.ajoute(dispositif, Cause::Double, montant.unwrap_or_default(), Lieu::Facture(rang));
            return None;
        }
        if self.ecartees.contains(&rang) {
            return None;
        }
        if let Some(regularisation) = factures.regularisation(rang) {
            if regularisation != Regularisation::Montant {
                self.ajoute(dispositif, Cause::Prix, montant.unwrap_or_default(), Lieu::Facture(rang));
            }
            return None; // no days; an amount alone says nothing of what it is for
        }
        if montant.is_some() && factures.au_forfait(rang) {
            *self.causes.forfaits.entry(dispositif).or_default() += 1;
        }
        let lue = montant.zip(factures.prix_de(rang)).zip(factures.en_vigueur(rang)).zip(factures.partagees(rang));
        let Some((((montant, prix), en_vigueur), (partagees, multipliees))) = lue else { return Some(None) };
        let de_la_mesure = dus.filter(|dus| au_centime(*dus * prix) == montant);
        let possibles = [Some(partagees), Some(multipliees), de_la_mesure];
        let ecart = |jours: &Exact| (montant - au_centime(*jours * prix)).absolu();
        let jours = possibles.into_iter().flatten().min_by_key(ecart).unwrap_or(partagees);
        let (facture, juste) = (au_centime(jours * prix), au_centime(jours * en_vigueur));
        // without a price, an amount that is not the days at the price in force is one of another price
        let produit = if factures.ligne(rang).prix().is_some() { Cause::Produit } else { Cause::Prix };
        let lieu = Lieu::Facture(rang);
        self.ajoute(dispositif, produit, montant - facture, lieu);
        self.ajoute(dispositif, Cause::Prix, facture - juste, lieu);
        self.ajoute(dispositif, Cause::Arrondi, juste - jours * en_vigueur, lieu);
        Some(Some(Facture { jours, prix: en_vigueur }))
    }

    /// Days of a mesure in a month and a dispositif that are due, already shared; `None` where it is not known.
    fn dus(&mut self, mesure: u32, mois: Mois, dispositif: u16) -> Option<Exact> {
        let factures = self.factures;
        let sejours = factures.sejours(mesure);
        if !factures.comparable(mois) || sejours.iter().any(|s| !factures.calendrier.connu(s.dispositif)) {
            return None;
        }
        let jours = self.jours.get_mut(mesure as usize)?;
        let jours = jours.get_or_insert_with(|| factures.calendrier.de_la_mesure(factures.suivi, sejours));
        let les_siens = jours.iter().filter(|j| (j.mois, j.dispositif) == (mois, dispositif));
        les_siens.map(|j| j.dus).try_fold(Exact::ZERO, |total, dus| Some(total + dus?))
    }

    fn hors_du_suivi(&self, unite: &Unite, dispositif: Option<u16>) -> bool {
        let factures = self.factures;
        unite.numero > 0
            && factures.mesures.de(factures.premiere(unite) as usize).is_none()
            && factures.mesures.rapprochees()
            && dispositif.is_none_or(|rang| factures.derivation.couvre(usize::from(rang)))
    }

    fn de_la_mesure(&mut self, unite: &Unite, dispositif: Option<u16>, (jours, dus): (Exact, Exact), prix: Exact) {
        let bilan = self.factures.bilan(unite);
        let au_dela = match bilan {
            Some(Bilan::AuDela { de_trop, limite: (_, terme), .. }) => Some((de_trop, terme)),
            _ => None,
        };
        let cause = if au_dela.is_some() { Cause::AuDela } else { Cause::Journees };
        let lieu = Lieu::Facture(self.factures.premiere(unite));
        self.ajoute(dispositif, cause, (jours - dus) * prix, lieu);
        if let Some((de_trop, true)) = au_dela {
            let dues = de_trop - (jours - dus).max(Exact::ZERO);
            let valeur = self.factures.valeur(unite, dues.max(Exact::ZERO)).map(|v| v.euros).unwrap_or_default();
            self.causes.a_risque.entry(dispositif).or_default().ajoute(valeur);
            self.trouve(Trouvaille { dispositif, cause: None, lieu, euros: valeur });
        }
    }

    /// Mesures with days due and no row, in a dispositif that is billed mesure by mesure.
    fn non_facturees(&mut self, jusqu_a: Mois) {
        let factures = self.factures;
        let par_mesure: BTreeSet<u16> = self.vues.iter().map(|(_, _, dispositif)| *dispositif).collect();
        let ailleurs: BTreeSet<(u32, Mois)> = self.vues.iter().map(|(mesure, mois, _)| (*mesure, *mois)).collect();
        for mesure in (0_u32..).take(if par_mesure.is_empty() { 0 } else { self.jours.len() }) {
            let jours = self.jours[mesure as usize].take();
            let jours =
                jours.unwrap_or_else(|| factures.calendrier.de_la_mesure(factures.suivi, factures.sejours(mesure)));
            for jours in jours.iter().filter(|j| j.mois <= jusqu_a && factures.comparable(j.mois)) {
                let (mois, dispositif) = (jours.mois, jours.dispositif);
                let connue =
                    par_mesure.contains(&dispositif) && !self.ensembles.contains_key(&(mois, Some(dispositif)));
                if !connue || self.vues.contains(&(mesure, mois, dispositif)) {
                    continue;
                }
                let cause = if ailleurs.contains(&(mesure, mois)) { Cause::Journees } else { Cause::NonFacturee };
                if let (Some(dus), [seul]) = (jours.dus, &factures.prix_des_jours(jours)[..]) {
                    self.ajoute(Some(dispositif), cause, -(dus * seul.prix), Lieu::Suivi(jours.ligne));
                }
            }
        }
    }

    /// Rows by month and dispositif: their days against those due, all together.
    fn des_ensembles(&mut self, facturables: impl Fn(Option<u16>, Mois) -> Option<Exact>) {
        let par_mesure: BTreeSet<Lot> = self.vues.iter().map(|(_, mois, rang)| (*mois, Some(*rang))).collect();
        for ((mois, dispositif), (premiere, ensemble)) in std::mem::take(&mut self.ensembles) {
            let mele = par_mesure.contains(&(mois, dispositif));
            let attendues = facturables(dispositif, mois).filter(|_| !mele && self.factures.comparable(mois));
            if let (Some((_, facture)), Some(attendues)) = (ensemble, attendues) {
                let euros = (facture.jours - attendues) * facture.prix;
                self.ajoute(dispositif, Cause::Journees, euros, Lieu::Facture(premiere));
            }
        }
    }
}
