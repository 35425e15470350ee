//! `periode-sans-tarif`: days billed, or realised, in a month when no tariff is in force.

use super::paroles::en_mois;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::Factures;
use crate::domaine::mois::Mois;
use crate::domaine::tarification::Tarification;
use crate::francais;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "periode-sans-tarif",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Les mois où des journées sont facturées, ou réalisées, alors qu’aucun tarif de rapport.toml n’est en vigueur pour ce dispositif (et ce payeur). Un service qui ne déclare aucun tarif et ne dépose aucune facturation n’est pas concerné.",
    importance: "Ces journées n’ont pas de prix : les produits de l’année ne peuvent pas être calculés.",
    exemple: "AEMO-R, de janvier à juin : 3 720 journées réalisées sans tarif en vigueur ; le premier prend effet le 1er juillet 2021.",
    correction: "Ajouter le [[tarif]] de ces mois : avant l’arrêté de l’année, c’est celui de l’année précédente (nature = \"reconduction\").",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// Months without a price, their days, and where the first is.
struct Periode {
    mois: Vec<Mois>,
    jours: Option<Exact>,
    span: Span,
}

impl Periode {
    fn ajoute(&mut self, mois: Mois, jours: Option<Exact>) {
        if !self.mois.contains(&mois) {
            self.mois.push(mois);
        }
        self.jours = self.jours.zip(jours).map(|(a, b)| a + b);
    }
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    let facturees = facturees(factures);
    let realisees = realisees(vue, &facturees);
    let dits = facturees.iter().map(|((dispositif, payeur), periode)| {
        let tarification = factures.tarification((*dispositif, *payeur, vue.jusqu_a));
        constat(factures.code(*dispositif), "facturée", periode, &tarification)
    });
    let dits: Vec<Diagnostic> = dits.collect();
    trouves.extend(dits);
    trouves.extend(realisees);
}

/// Billed months without a tariff, per dispositif and payer.
fn facturees(factures: &Factures<'_>) -> BTreeMap<(Option<u16>, u16), Periode> {
    let mut periodes: BTreeMap<(Option<u16>, u16), Periode> = BTreeMap::new();
    let mut connus: BTreeMap<(Option<u16>, u16, Mois), bool> = BTreeMap::new();
    for rang in (0_u32..).take(factures.facturation.lignes.len()) {
        let ligne = factures.ligne(rang);
        let qui = (factures.dispositif(rang as usize), ligne.payeur);
        let cle = (qui.0, qui.1, ligne.mois);
        if *connus.entry(cle).or_insert_with(|| factures.tarification(cle).en_vigueur(ligne.mois)) {
            continue;
        }
        let periode = periodes.entry(qui).or_insert_with(|| Periode {
            mois: Vec::new(),
            jours: Some(Exact::ZERO),
            span: factures.facturation.span(ligne, ColonneDeFacture::Prix),
        });
        periode.ajoute(ligne.mois, factures.jours(rang));
    }
    periodes
}

/// Realised months without a tariff, of the dispositifs to which one applies at another date, but those already said.
fn realisees(vue: &Vue<'_>, facturees: &BTreeMap<(Option<u16>, u16), Periode>) -> Vec<Diagnostic> {
    let (dossier, reglages) = (vue.dossier, vue.reglages);
    let mut constats = Vec::new();
    for (tableau, rang) in dossier.tableaux_retenus(reglages, vue.derivation).iter().zip(0_u16..) {
        let tarification = reglages.tarification(Some(tableau.dispositif), None);
        let dits: Vec<Mois> =
            facturees.iter().filter(|((qui, _), _)| *qui == Some(rang)).flat_map(|(_, p)| p.mois.clone()).collect();
        let mut periode: Option<Periode> = None;
        for mois in vue.mois().filter(|mois| !tarification.est_vide() && !dits.contains(mois)) {
            let jours = tableau.nombre(Grandeur::JourneesRealisees, mois).filter(|n| *n > Exact::ZERO);
            let (Some(jours), Some(releve)) = (jours, tableau.cellule(Grandeur::JourneesRealisees, mois)) else {
                continue;
            };
            if !tarification.en_vigueur(mois) {
                let neuve = || Periode { mois: Vec::new(), jours: Some(Exact::ZERO), span: releve.span.clone() };
                periode.get_or_insert_with(neuve).ajoute(mois, Some(jours));
            }
        }
        let code = &tableau.dispositif.code;
        constats.extend(periode.map(|periode| constat(code, "réalisée", &periode, &tarification)));
    }
    constats
}

fn constat(code: &str, comment: &str, periode: &Periode, tarification: &Tarification<'_>) -> Diagnostic {
    let jours = periode
        .jours
        .map_or_else(|| format!("des journées {comment}s"), |jours| mots::journees_qualifiees(jours, comment));
    let depuis = match tarification.premiere_date() {
        Some(jour) => format!(" ; le premier prend effet le {}", francais::date_en_lettres(jour)),
        None => String::new(),
    };
    let message = format!("{code}, {} : {jours} sans tarif en vigueur{depuis}", en_mois(&periode.mois));
    let aide = "ajouter sous [[tarif]] dans rapport.toml le prix de ces mois et sa date d’effet (depuis) ; avant l’arrêté de l’année, c’est le prix de l’année précédente, nature = \"reconduction\"";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(periode.span.clone(), message) }
}
