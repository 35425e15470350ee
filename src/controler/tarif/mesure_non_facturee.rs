//! `mesure-non-facturee`: a mesure with days to bill in a month that the billing covers, without any row.

use super::paroles::qui;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, au_centime};
use crate::domaine::mois::Mois;
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::suivi::{Colonne, JoursDuMois, LigneDeSuivi};
use crate::francais;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "mesure-non-facturee",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Dans une facturation par mesure, chaque mesure du suivi qui a des journées à facturer un mois que la facturation couvre (même dispositif, même payeur quand le suivi le donne) ; et les mois sans aucune ligne, avant le dernier mois facturé, ou de toute l’année quand elle est finie.",
    importance: "Des journées réalisées et jamais facturées sont une recette perdue.",
    exemple: "Mesure « M014 », AEMO-R, mars : 31 journées à facturer, aucune ligne de facturation (698,74 € au prix de 22,54 €).",
    correction: "Facturer ces journées, sinon corriger dans le suivi les dates ou le payeur de la mesure.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// What the rows that name a mesure cover.
struct Couverture {
    /// Mesures billed in a month, whatever the dispositif.
    mesures: BTreeSet<(u32, Mois)>,
    /// First row of each month, dispositif and payer (folded; empty when not said).
    lots: BTreeMap<(Mois, u16, String), u32>,
    /// Who is billed for a dispositif, in any month.
    payeurs: BTreeSet<(u16, String)>,
    /// The last month billed of each dispositif.
    derniers: BTreeMap<u16, Mois>,
}

/// A month of a dispositif without any row: mesures, days, and what they bring when every price is known.
struct MoisAbsent {
    mesures: u32,
    jours: Exact,
    montant: Option<Exact>,
}

impl Couverture {
    fn new(factures: &Factures<'_>) -> Self {
        let mut couverture = Self {
            mesures: BTreeSet::new(),
            lots: BTreeMap::new(),
            payeurs: BTreeSet::new(),
            derniers: BTreeMap::new(),
        };
        let payeurs: Vec<String> = factures.facturation.payeurs.iter().map(|nom| cle_du_payeur(nom)).collect();
        for rang in (0_u32..).take(factures.facturation.lignes.len()).filter(|r| factures.mesures.numero(*r) > 0) {
            let ligne = factures.ligne(rang);
            couverture.mesures.extend(factures.mesures.de(rang as usize).map(|mesure| (mesure, ligne.mois)));
            let payeur = usize::from(ligne.payeur).checked_sub(1).and_then(|n| payeurs.get(n));
            if let Some(dispositif) = factures.dispositif(rang as usize) {
                let lot = (ligne.mois, dispositif, payeur.cloned().unwrap_or_default());
                couverture.payeurs.insert((dispositif, lot.2.clone()));
                let dernier = couverture.derniers.entry(dispositif).or_insert(ligne.mois);
                *dernier = ligne.mois.max(*dernier);
                couverture.lots.entry(lot).or_insert(rang);
            }
        }
        couverture
    }

    /// The first row of the lot that should hold a mesure; one without a payer may be anybody's, and so may one whose
    /// payer is billed in another month only.
    fn lot(&self, mois: Mois, dispositif: u16, payeur: Option<&str>) -> Option<u32> {
        let de = |payeur: &str| self.lots.get(&(mois, dispositif, payeur.to_owned())).copied();
        match payeur {
            Some(payeur) if self.payeurs.contains(&(dispositif, payeur.to_owned())) => {
                de(payeur).or_else(|| self.premiere(mois, dispositif))
            }
            Some(payeur) => de(payeur).or_else(|| de("")),
            None => self.premiere(mois, dispositif),
        }
    }

    /// The first row of a month of a dispositif.
    fn premiere(&self, mois: Mois, dispositif: u16) -> Option<u32> {
        let mut suite = self.lots.range((mois, dispositif, String::new())..);
        suite.next().filter(|((m, d, _), _)| (*m, *d) == (mois, dispositif)).map(|(_, rang)| *rang)
    }

    /// True for a month that bills should cover: before the last one billed of the dispositif, or any of a year that is
    /// over.
    fn attendu(&self, mois: Mois, dispositif: u16, annee_finie: bool) -> bool {
        self.derniers.get(&dispositif).is_some_and(|dernier| annee_finie || mois < *dernier)
    }
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    if !factures.mesures.rapprochees() {
        return;
    }
    let couverture = Couverture::new(factures);
    let annee_finie = vue.jusqu_a == vue.exercice().decembre();
    let mut absents: BTreeMap<(u16, Mois), MoisAbsent> = BTreeMap::new();
    for mesure in (0_u32..).take(factures.derivation.parcours.mesures.len()) {
        for jours in factures.calendrier.de_la_mesure(factures.suivi, factures.sejours(mesure)) {
            let facturee = couverture.mesures.contains(&(mesure, jours.mois));
            let a_facturer = !facturee && jours.couverts > 0 && factures.comparable(jours.mois);
            if !a_facturer || factures.jours_au_forfait(&jours) {
                continue;
            }
            if couverture.premiere(jours.mois, jours.dispositif).is_some() {
                let constat = constat(factures, &couverture, &jours, trouves);
                trouves.extend(constat);
            } else if couverture.attendu(jours.mois, jours.dispositif, annee_finie) {
                let facturables = jours.facturables.unwrap_or(Exact::from(jours.couverts));
                let montant = match &factures.prix_des_jours(&jours)[..] {
                    [seul] => Some(facturables * seul.prix),
                    _ => None,
                };
                let vide = || MoisAbsent { mesures: 0, jours: Exact::ZERO, montant: Some(Exact::ZERO) };
                let absent = absents.entry((jours.dispositif, jours.mois)).or_insert_with(vide);
                absent.mesures += 1;
                absent.jours = absent.jours + facturables;
                absent.montant = absent.montant.zip(montant).map(|(a, b)| a + b);
            }
        }
    }
    let dits: Vec<Diagnostic> = absents.iter().map(|(cle, absent)| mois_absent(factures, *cle, absent)).collect();
    trouves.extend(dits);
}

fn mois_absent(factures: &Factures<'_>, (dispositif, mois): (u16, Mois), absent: &MoisAbsent) -> Diagnostic {
    let montant = absent.montant.map(|n| format!(" ({})", francais::euros(n))).unwrap_or_default();
    let message = format!(
        "{} : aucune ligne de facturation, alors que {} de {} sont à facturer{montant}",
        mots::lieu(factures.code(Some(dispositif)), mois),
        francais::pluriel(absent.jours, "journée", "journées"),
        francais::pluriel(absent.mesures.into(), "mesure", "mesures")
    );
    let aide = "déposer la facturation de ce mois dans donnees/ ; si rien n’a été facturé, le facturer";
    let table = factures.facturation.tables.first();
    let place = table.map_or_else(|| Span::file(""), |t| Span::sheet(&t.fichier, t.feuille.as_deref()));
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(place, message) }
}

fn constat(
    factures: &Factures<'_>,
    couverture: &Couverture,
    jours: &JoursDuMois,
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    let ligne: &LigneDeSuivi = factures.suivi.lignes.get(jours.ligne as usize)?;
    let payeur = factures.payeur_de(jours);
    let lot = couverture.lot(jours.mois, jours.dispositif, payeur.map(cle_du_payeur).as_deref())?;
    trouves.place(&FICHE, ligne)?;
    let facturables = jours.facturables.unwrap_or(Exact::from(jours.couverts));
    let prix = factures.prix_des_jours(jours);
    let valeur = match &prix[..] {
        [] => String::new(),
        [seul] => {
            let euros = au_centime(facturables * seul.prix);
            format!(" ({} au prix de {})", francais::euros(euros), francais::euros(seul.prix))
        }
        _ => format!(" (prix du mois : {})", Factures::prix_dits(&prix)),
    };
    let message = format!(
        "{} : {} à facturer, aucune ligne de facturation{valeur}",
        qui(&ligne.id, factures.code(Some(jours.dispositif)), jours.mois),
        francais::pluriel(facturables, "journée", "journées")
    );
    let place = factures.facturation.span(factures.ligne(lot), ColonneDeFacture::Journees);
    let lies = vec![(place, format!("la facturation {} est ici", mots::de_mois(jours.mois)))];
    let aide = "facturer ces journées, sinon corriger dans le suivi les dates ou le payeur de la mesure";
    let span = factures.suivi.span(ligne, Some(Colonne::Id));
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}
