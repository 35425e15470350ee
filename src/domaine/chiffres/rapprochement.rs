//! Billed beside due, payer by payer, and the causes of the difference: each figure under its name.

use super::{Chiffre, Fiche};
use crate::domaine::indicateur::{Indicateurs, Perimetre, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::rapprochement::{Comparaison, LigneDePayeur, Rapprochement};
use crate::francais::sans_accent;

const SOURCE: &str = "calcul dérivé de la facturation et des tarifs déclarés";

/// Last part of the name, label, definition, unit, which one.
type Colonne = (&'static str, &'static str, &'static str, Unite, fn(&Comparaison) -> &Valeur);

const COLONNES: [Colonne; 7] = [
    (
        "journees_dues",
        "Journées à facturer",
        "journées à facturer à ce payeur, chacune pour la quotité de sa mesure, hors celles que paie une dotation globalisée ou un forfait",
        Unite::Journees,
        |c| &c.journees_dues,
    ),
    (
        "journees_facturees",
        "Journées facturées",
        "journées facturées à ce payeur, avoirs déduits",
        Unite::Journees,
        |c| &c.journees_facturees,
    ),
    (
        "ecart_de_journees",
        "Écart de facturation en journées",
        "journées facturées − journées à facturer ; négatif quand il manque des journées sur les factures",
        Unite::Journees,
        |c| &c.ecart_de_journees,
    ),
    ("du", "Montant dû", "journées à facturer à ce payeur × prix en vigueur", Unite::Euros, |c| &c.montant_du),
    ("facture", "Montant facturé", "montants facturés à ce payeur, avoirs déduits", Unite::Euros, |c| {
        &c.montant_facture
    }),
    (
        "ecart",
        "Écart de facturation",
        "montant facturé − montant dû ; négatif quand il reste à facturer",
        Unite::Euros,
        |c| &c.ecart,
    ),
    (
        "journees_au_forfait",
        "Journées au forfait",
        "journées réalisées que paie une dotation globalisée ou un forfait : elles n’ont pas à être facturées, et ne sont pas comparées",
        Unite::Journees,
        |c| &c.journees_au_forfait,
    ),
];

/// Every figure of a perimetre's rapprochement.
pub(super) fn chiffres<'a>(i: &Indicateurs, p: &'a Perimetre) -> Vec<Chiffre<'a>> {
    let Some(rapprochement) = &p.rapprochement else { return Vec::new() };
    let quand = || std::iter::once(None).chain(i.exercice.mois().map(Some));
    let payeurs = rapprochement.payeurs.iter().flat_map(|ligne| {
        COLONNES.iter().flat_map(move |colonne| quand().filter_map(move |mois| chiffre(p, ligne, colonne, mois)))
    });
    payeurs.chain(causes(p, rapprochement)).collect()
}

/// What a payer owes and was billed, for a month or for the period: days due, days billed, their difference, the same in
/// euros, then the days that a dotation or a lump sum pays for.
pub fn du_payeur<'a>(p: &'a Perimetre, ligne: &LigneDePayeur, mois: Option<Mois>) -> Vec<Chiffre<'a>> {
    COLONNES.iter().filter_map(|colonne| chiffre(p, ligne, colonne, mois)).collect()
}

fn chiffre<'a>(
    p: &'a Perimetre,
    ligne: &LigneDePayeur,
    (cle, libelle, definition, unite, de): &Colonne,
    mois: Option<Mois>,
) -> Option<Chiffre<'a>> {
    let comparaison = mois.map_or(Some(&ligne.annee), |mois| ligne.mois.get(mois.rang()))?;
    let payeur = ligne.payeur.as_deref().unwrap_or("payeur non précisé");
    let nom = vec!["rapprochement".to_owned(), identifiant(payeur), (*cle).to_owned()];
    let fiche = Fiche { definition, source: SOURCE, unite: *unite };
    let chiffre = Chiffre::nouveau(p, nom, (format!("{libelle}, {payeur}"), fiche), de(comparaison).clone());
    Some(Chiffre { mois, ..chiffre })
}

/// What the difference comes from: the causes that were found, in their order, what is left to explain, then what is at
/// risk, which is in none of them.
pub fn causes<'a>(p: &'a Perimetre, r: &Rapprochement) -> Vec<Chiffre<'a>> {
    let fiche = |definition| Fiche { definition, source: SOURCE, unite: Unite::Euros };
    let chiffre = |cle: &str, libelle: &str, definition, valeur: &Valeur| {
        let nom = vec!["ecart".to_owned(), cle.to_owned()];
        Chiffre::nouveau(p, nom, (libelle.to_owned(), fiche(definition)), valeur.clone())
    };
    let mut chiffres: Vec<Chiffre<'a>> = Vec::new();
    for (cause, valeur) in &r.causes {
        let libelle = format!("Écart de facturation, {}", cause.libelle());
        let definition = "part de l’écart de facturation que cette cause explique : ce que chaque ligne en cause facture en plus ou en moins de ce qui est dû";
        chiffres.push(chiffre(&identifiant(cause.cle()), &libelle, definition, valeur));
    }
    let reste = "écart de facturation − somme des causes trouvées";
    chiffres.push(chiffre("reste_a_expliquer", "Écart de facturation, reste à expliquer", reste, &r.reste));
    let risque =
        "montant facturé pour des journées après l’échéance de la décision, dues selon la règle de comptage du service";
    let libelle = "Montant à risque, journées après l’échéance";
    chiffres.push(chiffre("a_risque", libelle, risque, &r.a_risque));
    chiffres
}

/// « Département de l’Aveyron » → `departement_de_l_aveyron`.
fn identifiant(texte: &str) -> String {
    let plat = sans_accent(texte).to_lowercase();
    let mots = plat.split(|c: char| !c.is_alphanumeric()).filter(|mot| !mot.is_empty());
    mots.collect::<Vec<_>>().join("_")
}
