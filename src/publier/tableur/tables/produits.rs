//! « Produits »: days × price, term by term, then what they add up to and the gap.

use super::{parle, periode};
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::domaine::valeur::{Operation, Provenance};
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::{libelle, perimetres, remarque};
use crate::publier::tableur::table::{Case, Forme, Ligne, Table};

/// What is written term by term.
const PRODUITS: [&str; 2] = ["produits_prevus", "produits_realises"];
/// Their gap.
const ECART: &str = "ecart_produits";

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut table = Table::new("Produits", "produits", format!("Produits de la tarification, {}", periode(m)))
        .consigne("Calcul dérivé : journées × prix en vigueur. Les montants gardent toutes leurs décimales et s’affichent au centime ; rien n’est arrondi avant la feuille « Analyse ».");
    if m.indicateurs.tarif_suppose_moyen {
        table = table.consigne("Sous l’hypothèse d’un tarif moyen annuel : la nature du prix de journée n’est pas précisée dans rapport.toml.");
    }
    let mut table = table
        .colonnes([
            perimetres(m.indicateurs),
            ("Produits", 42),
            ("Terme", 46),
            ("Journées", 14),
            ("Prix", 14),
            ("Part du mois", 14),
            ("Montant", 18),
            ("Remarques", 50),
        ])
        .figees(1);
    for perimetre in &m.indicateurs.perimetres {
        let mut lignes: Vec<Ligne> = PRODUITS.iter().flat_map(|id| produit(m, perimetre, id)).collect();
        let ecart = perimetre.annuel(ECART);
        lignes.extend(parle(&ecart).then(|| Ligne { forte: true, ..ligne(m, perimetre, ECART, None, &ecart) }));
        if let Some(premiere) = lignes.first_mut() {
            premiere.debut = true;
        }
        table.lignes.extend(lignes);
    }
    table
}

/// A row per term, then the total where there are several.
fn produit(m: &Matiere<'_>, p: &Perimetre, id: &str) -> Vec<Ligne> {
    let valeur = p.annuel(id);
    let termes: &[Valeur] = match &*valeur.provenance {
        Provenance::Calculee(Operation::Somme, termes) if valeur.nombre.is_ok() => termes,
        _ => &[],
    };
    let mut lignes: Vec<Ligne> = termes.iter().map(|terme| ligne(m, p, id, Some(terme), terme)).collect();
    if parle(&valeur) {
        let seule = lignes.is_empty();
        lignes.push(Ligne { forte: !seule, ..ligne(m, p, id, seule.then_some(&valeur), &valeur) });
    }
    lignes
}

/// A product with its factors, or an amount alone.
fn ligne(m: &Matiere<'_>, p: &Perimetre, id: &str, terme: Option<&Valeur>, montant: &Valeur) -> Ligne {
    let facteurs = terme.map_or(&[][..], facteurs);
    let quoi = m.indicateurs.definition(id).map_or(id, |i| i.libelle);
    let titre = match (facteurs.first(), terme) {
        (Some(journees), _) => libelle(journees, m.indicateurs),
        (None, Some(terme)) if terme.nombre.is_ok() => libelle(terme, m.indicateurs),
        (None, _) => "Ensemble".to_owned(),
    };
    let facteur =
        |rang: usize, forme| facteurs.get(rang).map_or(Case::Vide, |v: &Valeur| Case::Valeur(v.clone(), forme));
    let cases = vec![
        Case::texte(p.nom()),
        Case::texte(quoi),
        Case::Texte(titre),
        facteur(0, Forme::Unite(Unite::Journees)),
        facteur(1, Forme::Unite(Unite::Euros)),
        facteur(2, Forme::Libre),
        Case::de(montant.clone(), Unite::Euros),
        Case::Texte(remarque(montant).map_or(String::new(), |mots| majuscule(&mots))),
    ];
    cases.into()
}

/// Days, price, and the share of the month where the price changes within it.
fn facteurs(valeur: &Valeur) -> &[Valeur] {
    match &*valeur.provenance {
        Provenance::Calculee(Operation::Produit, facteurs) => facteurs,
        Provenance::Calculee(Operation::Reprise, operandes) => operandes.first().map_or(&[], self::facteurs),
        _ => &[],
    }
}
