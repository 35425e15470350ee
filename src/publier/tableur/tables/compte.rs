//! « Compte administratif »: each group as authorised and as realised, the gap, then the result.

use super::parle;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::remarques;
use crate::publier::tableur::table::{Case, Ligne, Table};

/// Label, the ids of what was authorised, of what was realised and of their gap, and whether it is a total.
const LIGNES: [(&str, [&str; 3], bool); 11] = [
    (
        "Charges, groupe I",
        ["charges_groupe_1_autorisees", "charges_groupe_1_realisees", "charges_groupe_1_ecart"],
        false,
    ),
    (
        "Charges, groupe II",
        ["charges_groupe_2_autorisees", "charges_groupe_2_realisees", "charges_groupe_2_ecart"],
        false,
    ),
    (
        "Charges, groupe III",
        ["charges_groupe_3_autorisees", "charges_groupe_3_realisees", "charges_groupe_3_ecart"],
        false,
    ),
    ("Total des charges", ["charges_autorisees", "charges_realisees", "charges_ecart"], true),
    (
        "Produits, groupe I",
        ["produits_groupe_1_autorises", "produits_groupe_1_realises", "produits_groupe_1_ecart"],
        false,
    ),
    (
        "Produits, groupe II",
        ["produits_groupe_2_autorises", "produits_groupe_2_realises", "produits_groupe_2_ecart"],
        false,
    ),
    (
        "Produits, groupe III",
        ["produits_groupe_3_autorises", "produits_groupe_3_realises", "produits_groupe_3_ecart"],
        false,
    ),
    ("Total des produits", ["produits_autorises", "produits_du_compte", "produits_ecart"], true),
    ("Résultat de l’exercice", ["resultat_prevu", "resultat", ""], true),
    ("Résultats antérieurs repris", ["", "resultats_anterieurs_repris", ""], false),
    ("Résultat, reprises comprises", ["", "resultat_avec_reprises", ""], true),
];
const COLONNES: [&str; 3] = ["Budget autorisé", "Réalisé", "Écart"];

/// Nothing where no table gives it.
pub(super) fn table(m: &Matiere<'_>) -> Option<Table> {
    let service = m.indicateurs.service()?;
    let valeurs = |ids: &[&str; 3]| ids.map(|id| service.annuel(id));
    LIGNES.iter().flat_map(|(_, ids, _)| valeurs(ids)).find(|v| v.nombre.is_ok())?;
    let titre = format!("Compte administratif, {}", m.indicateurs.exercice);
    let mut table = Table::new("Compte administratif", "compte-administratif", titre)
        .consigne("Écart : réalisé − budget autorisé. Résultat : produits − charges, positif pour un excédent.")
        .colonnes([("Ligne", 36)])
        .colonnes(COLONNES.map(|titre| (titre, 20)))
        .colonnes([("Remarques", 60)])
        .figees(1);
    table.lignes = LIGNES.iter().map(|(titre, ids, forte)| ligne(titre, &valeurs(ids), *forte)).collect();
    Some(table)
}

fn ligne(titre: &str, valeurs: &[Valeur; 3], forte: bool) -> Ligne {
    let mut cases = vec![Case::texte(titre)];
    cases.extend(valeurs.iter().map(|v| Case::de(v.clone(), Unite::Euros)));
    cases.push(Case::Texte(remarques(false, COLONNES.into_iter().zip(valeurs).filter(|(_, v)| parle(v)))));
    Ligne { forte, debut: forte, ..cases.into() }
}
