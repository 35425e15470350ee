//! « Définitions »: the registry, in the words that the field approves.

use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::unite;
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut table = Table::new("Définitions", "definitions", "Ce que chaque indicateur veut dire").colonnes([
        ("Indicateur", 44),
        ("Définition", 90),
        ("Unité", 16),
        ("Source", 60),
        ("Nom pour « expliquer »", 32),
    ]);
    table.lignes = m
        .indicateurs
        .catalogue
        .iter()
        .map(|i| {
            let libelle = match i.libelle_en_hebergement {
                Some(autre) => format!("{} ({autre}, là où l’on héberge)", i.libelle),
                None => i.libelle.to_owned(),
            };
            let cases = [libelle, majuscule(i.definition), unite(i.unite).into(), majuscule(i.source), i.id.into()];
            Ligne::from(Vec::from(cases.map(Case::Texte)))
        })
        .collect();
    table
}
