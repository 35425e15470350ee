//! `prix-non-applicable`: a row billed at another price than the one in force that month.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, au_centime};
use crate::domaine::tarification::PrixEnVigueur;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "prix-non-applicable",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Le prix de chaque ligne de la facturation, comparé au tarif de rapport.toml en vigueur ce mois-là pour ce dispositif (et ce payeur, quand le tarif en nomme un). Les deux prix sont admis le mois où le tarif change en cours de mois ; un prix moyen n’est admis que si aucun prix applicable ou de reconduction n’est déclaré. Sans colonne de prix, c’est le montant qui est comparé. Une ligne que son avoir annule n’est pas regardée.",
    importance: "Un prix qui n’est pas celui de l’arrêté sera rejeté par le payeur, ou devra être régularisé.",
    exemple: "AEMO-R, juillet : facturé à 22,54 €, mais le prix en vigueur est de 23,27 € depuis le 1er juillet 2021 (écart de −22,63 € pour 31 journées).",
    correction: "Facturer la différence (ou l’avoir) au prix en vigueur, sinon compléter les [[tarif]] de rapport.toml avec leur date d’effet et leur nature.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

const AIDE: &str = "facturer la différence (ou émettre un avoir) au prix en vigueur ; si ce prix est bien celui de l’arrêté, compléter ou corriger les [[tarif]] de rapport.toml (depuis, nature, dispositif, payeur)";

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let factures = &vue.factures;
    let lignes = (0..).take(vue.dossier.facturation.lignes.len());
    for rang in lignes.filter(|rang| !factures.est_ecartee(*rang)) {
        let constat = match factures.ligne(rang).prix() {
            Some(prix) => du_prix(factures, rang, prix.0, trouves),
            None => du_montant(factures, rang, trouves),
        };
        trouves.extend(constat);
    }
}

/// A price of the arrêté as it is, or as a bill rounds it.
fn admis(prix: Exact, en_vigueur: &PrixEnVigueur<'_>) -> bool {
    prix == en_vigueur.prix || prix == au_centime(en_vigueur.prix)
}

fn du_prix(factures: &Factures<'_>, rang: u32, prix: Exact, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let en_vigueur = factures.prix(rang);
    let dernier = en_vigueur.last()?;
    if en_vigueur.iter().any(|p| admis(prix, p)) {
        return None;
    }
    let ligne = factures.ligne(rang);
    trouves.place_facturee(&FICHE, ligne)?;
    let message = format!(
        "{} : facturé à {}, mais {}{}",
        factures.sujet(rang),
        francais::euros(prix),
        dits(en_vigueur),
        factures.partagees(rang).map(|(jours, _)| ecart(jours, prix, dernier)).unwrap_or_default()
    );
    let lies = vec![(dernier.tarif.span.clone(), "tarif en vigueur".to_owned())];
    let span = factures.facturation.span(ligne, ColonneDeFacture::Prix);
    Some(Diagnostic { lies, aide: Some(AIDE.to_owned()), ..FICHE.constat(span, message) })
}

/// « le prix en vigueur est de 23,27 € depuis le 1er juillet 2021 ».
fn dits(en_vigueur: &[PrixEnVigueur<'_>]) -> String {
    let prix = Factures::prix_dits(en_vigueur);
    if en_vigueur.len() > 1 {
        format!("les prix en vigueur ce mois-là sont de {prix}")
    } else {
        format!("le prix en vigueur est de {prix}")
    }
}

fn ecart(jours: Exact, prix: Exact, en_vigueur: &PrixEnVigueur<'_>) -> String {
    let ecart = au_centime(jours * prix) - au_centime(jours * en_vigueur.prix);
    let signe = if ecart > Exact::ZERO { "+" } else { "" };
    let jours = francais::pluriel(jours, "journée", "journées");
    format!(" (écart de {signe}{} pour {jours})", francais::euros(ecart))
}

/// Without a price: an amount that the days make at no price in force. Within a month whose price changes, rows of several
/// days may mix both.
fn du_montant(factures: &Factures<'_>, rang: u32, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let ligne = factures.ligne(rang);
    let (jours, montant) = (factures.jours(rang)?, ligne.montant()?.0);
    let en_vigueur = factures.prix(rang);
    let mut possibles = vec![Exact::from(1_u32)];
    possibles.extend(factures.quotites(rang));
    let admis = possibles.iter().any(|quotite| {
        let produits = || en_vigueur.iter().map(|p| au_centime(jours * *quotite * p.prix));
        produits().min().is_none_or(|min| min <= montant) && produits().max().is_none_or(|max| montant <= max)
    });
    let dernier = en_vigueur.last().filter(|_| !admis)?;
    trouves.place_facturee(&FICHE, ligne)?;
    let suppose = montant.divise_par(jours).map(|prix| format!(", soit {} par journée", francais::euros(prix)));
    let ecart = montant - au_centime(jours * dernier.prix);
    let message = format!(
        "{} : {} facturés pour {}{}, mais {} (écart de {}{})",
        factures.sujet(rang),
        francais::euros(montant),
        francais::pluriel(jours, "journée", "journées"),
        suppose.unwrap_or_default(),
        dits(en_vigueur),
        if ecart > Exact::ZERO { "+" } else { "" },
        francais::euros(ecart)
    );
    let lies = vec![(dernier.tarif.span.clone(), "tarif en vigueur".to_owned())];
    let span = factures.facturation.span(ligne, ColonneDeFacture::Montant);
    Some(Diagnostic { lies, aide: Some(AIDE.to_owned()), ..FICHE.constat(span, message) })
}
