//! `montant-different-de-journees-par-prix`: a billed amount that is not its days at its price, to the cent.

use super::paroles::fois;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, Regularisation, au_centime};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "montant-different-de-journees-par-prix",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Chaque ligne de la facturation : le montant est le produit des journées par le prix de journée, au centime. Avec une quotité, les journées sont admises déjà partagées ou non : 30 journées × 0,5 × 22,54 € = 338,10 €, et 15 journées × 22,54 € aussi. Une régularisation sans journées n’est pas regardée : le total dit ce qui reste à expliquer.",
    importance: "Un montant saisi à la main, ou une formule arrêtée à une ligne, fausse la facture ; le payeur la refuse ou en demande la régularisation.",
    exemple: "AEMO-R, mars : 700,00 € facturés, mais 31 journées × 22,54 € = 698,74 € (écart +1,26 €).",
    correction: "Corriger le montant, sinon les journées ou le prix de la ligne ; si la facture est partie, émettre un avoir.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    for rang in (0..).take(vue.dossier.facturation.lignes.len()) {
        let constat = constat(factures, rang, trouves);
        trouves.extend(constat);
    }
}

fn constat(factures: &Factures<'_>, rang: u32, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let ligne = factures.ligne(rang);
    if factures.au_forfait(rang) {
        return None; // a lump sum is no price of the day
    }
    if factures.regularisation(rang) == Some(Regularisation::Montant) {
        return None; // an amount without days: what it leaves to explain is said of the total
    }
    let (prix, montant) = (ligne.prix()?.0, ligne.montant()?.0);
    let jours = factures.jours(rang)?;
    if au_centime(jours * prix) == montant {
        return None;
    }
    let quotites = factures.quotites(rang);
    if quotites.iter().any(|q| au_centime(jours * *q * prix) == montant) || en_parts(factures, rang, montant) {
        return None;
    }
    trouves.place_facturee(&FICHE, ligne)?;
    let produit = |quotite: Option<Exact>| au_centime(jours * quotite.unwrap_or(Exact::from(1_u32)) * prix);
    let possibles = std::iter::once(None).chain(quotites.into_iter().map(Some));
    let retenue = possibles.min_by_key(|quotite| (montant - produit(*quotite)).absolu()).flatten();
    let ecart = montant - produit(retenue);
    let message = format!(
        "{} : {} facturés, mais {} = {} (écart {})",
        factures.sujet(rang),
        francais::euros(montant),
        fois(jours, retenue, prix),
        francais::euros(produit(retenue)),
        francais::ecart_en_euros(ecart)
    );
    let aide = "corriger le montant, sinon les journées ou le prix de cette ligne ; si la facture est déjà partie, émettre un avoir ou une régularisation";
    let span = factures.facturation.span(ligne, ColonneDeFacture::Montant);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}

/// Days of a month shared in several ways, at the price of the row: those that the follow-up table gives.
fn en_parts(factures: &Factures<'_>, rang: u32, montant: Exact) -> bool {
    let ligne = factures.ligne(rang);
    let (Some(prix), Some(mesure), None) =
        (ligne.prix(), factures.mesures.de(rang as usize), factures.facturation.quotite(ligne))
    else {
        return false;
    };
    let sejours = factures.sejours(mesure);
    if !sejours.iter().any(|s| s.quotite.est_dit()) {
        return false;
    }
    let jours = factures.calendrier.de_la_mesure(factures.suivi, sejours);
    let mut du_mois = jours.iter().filter(|j| j.mois == ligne.mois);
    let facturables = du_mois.try_fold(Exact::ZERO, |somme, j| Some(somme + j.facturables?));
    facturables.is_some_and(|jours| au_centime(jours * prix.0) == montant)
}
