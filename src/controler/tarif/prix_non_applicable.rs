//! `prix-non-applicable`: a row billed at another price than the one in force that month.

use super::paroles::en_mois;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, au_centime};
use crate::domaine::mois::Mois;
use crate::domaine::tarification::PrixEnVigueur;
use crate::francais;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "prix-non-applicable",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Le prix de chaque ligne de la facturation, comparé au tarif de rapport.toml en vigueur ce mois-là pour ce dispositif (et ce payeur, quand le tarif en nomme un). Les deux prix sont admis le mois où le tarif change en cours de mois ; un prix moyen n’est admis que si aucun prix applicable ou de reconduction n’est déclaré. Sans colonne de prix, c’est le montant qui est comparé. Une ligne que son avoir annule n’est pas regardée ; ni celle dont la différence de prix est facturée à part, ni ce rappel, ni une régularisation sans journées. Les lignes d’un dispositif et d’un payeur fausses du même prix font un seul constat.",
    importance: "Un prix qui n’est pas celui de l’arrêté sera rejeté par le payeur, ou devra être régularisé.",
    exemple: "AEMO-R, juillet : facturé à 22,54 €, mais le prix en vigueur est de 23,27 € depuis le 1er juillet 2021 (écart de −22,63 € pour 31 journées).",
    correction: "Facturer la différence (ou l’avoir) au prix en vigueur, sinon compléter les [[tarif]] de rapport.toml avec leur date d’effet et leur nature.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

const AIDE: &str = "facturer la différence (ou émettre un avoir) au prix en vigueur ; si ce prix est bien celui de l’arrêté, compléter ou corriger les [[tarif]] de rapport.toml (depuis, nature, dispositif, payeur)";

/// Places of other rows that a finding shows.
const LIES: usize = 30;

/// What makes rows wrong in the same way: whom they are about, at what price, where the price should have been another;
/// and whether the amount says it.
type Erreur = (Option<u16>, u16, Exact, Exact, bool);

/// Rows wrong in the same way, in reading order.
#[derive(Default)]
struct Groupe {
    lignes: Vec<u32>,
    mois: BTreeSet<Mois>,
    /// Days, already shared; `None` when those of a row are not known.
    jours: Option<Exact>,
    ecart: Exact,
}

/// A row at another price than the one in force.
struct Fausse {
    /// Per day, €.
    prix: Exact,
    /// The amount tells the price, which the row does not.
    selon_le_montant: bool,
    jours: Option<Exact>,
    /// Billed − at the price in force, €.
    ecart: Exact,
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    let lignes = (0..).take(vue.dossier.facturation.lignes.len());
    let mut groupes: BTreeMap<Erreur, Groupe> = BTreeMap::new();
    for rang in lignes.filter(|rang| se_regarde(factures, *rang)) {
        let en_vigueur = factures.prix(rang);
        let (Some(fausse), Some(dernier)) = (fausse(factures, rang, en_vigueur), en_vigueur.last()) else { continue };
        let (dispositif, ligne) = (factures.dispositif(rang as usize), factures.ligne(rang));
        let erreur = (dispositif, ligne.payeur, fausse.prix, dernier.prix, fausse.selon_le_montant);
        let neuf = || Groupe { jours: Some(Exact::ZERO), ..Groupe::default() };
        groupes.entry(erreur).or_insert_with(neuf).ajoute(rang, ligne.mois, &fausse);
    }
    for ((_, _, prix, _, selon_le_montant), groupe) in groupes {
        let constat = constat(factures, (prix, selon_le_montant), &groupe, trouves);
        trouves.extend(constat);
    }
}

impl Groupe {
    fn ajoute(&mut self, rang: u32, mois: Mois, fausse: &Fausse) {
        self.lignes.push(rang);
        self.mois.insert(mois);
        self.jours = self.jours.zip(fausse.jours).map(|(a, b)| a + b);
        self.ecart = self.ecart + fausse.ecart;
    }
}

/// A row that bills days, and that nothing puts right.
fn se_regarde(factures: &Factures<'_>, rang: u32) -> bool {
    let regularise = factures.regularisation(rang).is_some() || factures.est_regularisee(rang);
    !factures.est_ecartee(rang) && !regularise
}

/// A price of the arrêté as it is, or as a bill rounds it.
fn admis(prix: Exact, en_vigueur: &PrixEnVigueur<'_>) -> bool {
    prix == en_vigueur.prix || prix == au_centime(en_vigueur.prix)
}

fn fausse(factures: &Factures<'_>, rang: u32, en_vigueur: &[PrixEnVigueur<'_>]) -> Option<Fausse> {
    let dernier = en_vigueur.last()?;
    let Some(prix) = factures.ligne(rang).prix().map(|prix| prix.0) else {
        return du_montant(factures, rang, en_vigueur);
    };
    if en_vigueur.iter().any(|p| admis(prix, p)) {
        return None;
    }
    let jours = factures.partagees(rang).map(|(jours, _)| jours);
    let ecart = jours.map(|jours| au_centime(jours * prix) - au_centime(jours * dernier.prix)).unwrap_or_default();
    Some(Fausse { prix, selon_le_montant: false, jours, ecart })
}

/// Without a price: an amount that the days make at no price in force. Within a month whose price changes, rows of several
/// days may mix both.
fn du_montant(factures: &Factures<'_>, rang: u32, en_vigueur: &[PrixEnVigueur<'_>]) -> Option<Fausse> {
    let [_, prix_illisible, _] = factures.ligne(rang).illisibles;
    let (jours, montant) = (factures.jours(rang).filter(|_| !prix_illisible)?, factures.ligne(rang).montant()?.0);
    let mut possibles = vec![Exact::from(1_u32)];
    possibles.extend(factures.quotites(rang));
    let admis = possibles.iter().any(|quotite| {
        let produits = || en_vigueur.iter().map(|p| au_centime(jours * *quotite * p.prix));
        produits().min().is_none_or(|min| min <= montant) && produits().max().is_none_or(|max| montant <= max)
    });
    let dernier = en_vigueur.last().filter(|_| !admis)?;
    // an amount of no days has no price of its own
    let prix = montant.divise_par(jours).map_or(montant, au_centime);
    let ecart = montant - au_centime(jours * dernier.prix);
    Some(Fausse { prix, selon_le_montant: true, jours: Some(jours), ecart })
}

fn constat(
    factures: &Factures<'_>,
    (prix, selon_le_montant): (Exact, bool),
    groupe: &Groupe,
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    let (premiere, autres) = groupe.lignes.split_first()?;
    let ligne = factures.ligne(*premiere);
    trouves.place_facturee(&FICHE, ligne)?;
    let en_vigueur = factures.prix(*premiere);
    let colonne = if selon_le_montant { ColonneDeFacture::Montant } else { ColonneDeFacture::Prix };
    let qui = if autres.is_empty() {
        factures.sujet(*premiere)
    } else {
        let code = factures.code(factures.dispositif(*premiere as usize));
        format!("{code}, {}", en_mois(&groupe.mois.iter().copied().collect::<Vec<_>>()))
    };
    let message = format!(
        "{qui} : {}, mais {}{}",
        facture(factures, groupe, prix, selon_le_montant),
        dits(en_vigueur),
        ecart(groupe, selon_le_montant)
    );
    let mut lies: Vec<_> =
        en_vigueur.last().map(|p| (p.tarif.span.clone(), "tarif en vigueur".to_owned())).into_iter().collect();
    let place = |rang: &u32| (factures.facturation.span(factures.ligne(*rang), colonne), "au même prix".to_owned());
    lies.extend(autres.iter().take(LIES).map(place));
    let span = factures.facturation.span(ligne, colonne);
    Some(Diagnostic { lies, aide: Some(AIDE.to_owned()), ..FICHE.constat(span, message) })
}

/// « facturé à 22,54 € », « 12 lignes facturées à 22,54 € », « 744,00 € facturés pour 31 journées, soit 24,00 € par
/// journée ».
fn facture(factures: &Factures<'_>, groupe: &Groupe, prix: Exact, selon_le_montant: bool) -> String {
    let premiere = groupe.lignes.first().map(|rang| (factures.jours(*rang), factures.ligne(*rang).montant()));
    match (groupe.lignes.len(), premiere) {
        (1, Some((Some(jours), Some(montant)))) if selon_le_montant => {
            let suppose =
                montant.0.divise_par(jours).map(|prix| format!(", soit {} par journée", francais::euros(prix)));
            let jours = francais::pluriel(jours, "journée", "journées");
            format!("{} facturés pour {jours}{}", francais::euros(montant.0), suppose.unwrap_or_default())
        }
        (1, _) => format!("facturé à {}", francais::euros(prix)),
        (n, _) => format!("{n} lignes facturées à {} par journée", francais::euros(prix)),
    }
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

/// « (écart de −22,63 € pour 31 journées) ».
fn ecart(groupe: &Groupe, jours_dits: bool) -> String {
    let ecart = francais::ecart_en_euros(groupe.ecart);
    let seule = groupe.lignes.len() == 1;
    if seule && jours_dits {
        return format!(" (écart de {ecart})");
    }
    let total = if seule { "écart" } else { "écart total" };
    groupe.jours.map_or(String::new(), |jours| {
        format!(" ({total} de {ecart} pour {})", francais::pluriel(jours, "journée", "journées"))
    })
}
