//! `mesure-non-facturee`: a mesure with days to bill in a month that the billing covers, without any row.

use super::paroles::qui;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, au_centime};
use crate::domaine::mois::Mois;
use crate::domaine::suivi::{Colonne, JoursDuMois, LigneDeSuivi};
use crate::francais::{self, cle};
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "mesure-non-facturee",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Dans une facturation par mesure, chaque mesure du suivi qui a des journées à facturer un mois que la facturation couvre (même dispositif, même payeur quand le suivi le donne).",
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
}

impl Couverture {
    fn new(factures: &Factures<'_>) -> Self {
        let mut couverture = Self { mesures: BTreeSet::new(), lots: BTreeMap::new() };
        let payeurs: Vec<String> = factures.facturation.payeurs.iter().map(|nom| cle(nom)).collect();
        for rang in (0_u32..).take(factures.facturation.lignes.len()).filter(|r| factures.mesures.numero(*r) > 0) {
            let ligne = factures.ligne(rang);
            couverture.mesures.extend(factures.mesures.de(rang as usize).map(|mesure| (mesure, ligne.mois)));
            let payeur = usize::from(ligne.payeur).checked_sub(1).and_then(|n| payeurs.get(n));
            if let Some(dispositif) = factures.dispositif(rang as usize) {
                let lot = (ligne.mois, dispositif, payeur.cloned().unwrap_or_default());
                couverture.lots.entry(lot).or_insert(rang);
            }
        }
        couverture
    }

    /// The first row of the lot that should hold a mesure; one without a payer may be anybody's.
    fn lot(&self, mois: Mois, dispositif: u16, payeur: Option<&str>) -> Option<u32> {
        let de = |payeur: &str| self.lots.get(&(mois, dispositif, payeur.to_owned())).copied();
        match payeur {
            Some(payeur) => de(payeur).or_else(|| de("")),
            None => {
                let debut = (mois, dispositif, String::new());
                let mut suite = self.lots.range(debut..);
                suite.next().filter(|((m, d, _), _)| (*m, *d) == (mois, dispositif)).map(|(_, rang)| *rang)
            }
        }
    }
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let factures = &vue.factures;
    if !factures.mesures.rapprochees() {
        return;
    }
    let couverture = Couverture::new(factures);
    for mesure in (0_u32..).take(factures.derivation.parcours.mesures.len()) {
        for jours in factures.calendrier.de_la_mesure(factures.suivi, factures.sejours(mesure)) {
            let facturee = couverture.mesures.contains(&(mesure, jours.mois));
            if !facturee && jours.couverts > 0 && factures.comparable(jours.mois) {
                let constat = constat(factures, &couverture, &jours, trouves);
                trouves.extend(constat);
            }
        }
    }
}

fn constat(
    factures: &Factures<'_>,
    couverture: &Couverture,
    jours: &JoursDuMois,
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    let ligne: &LigneDeSuivi = factures.suivi.lignes.get(jours.ligne as usize)?;
    let payeur = factures.payeur_de(jours);
    let lot = couverture.lot(jours.mois, jours.dispositif, payeur.map(cle).as_deref())?;
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
