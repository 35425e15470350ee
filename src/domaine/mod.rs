//! The field's own nouns. Imports nothing but `diagnostic` and `francais`.

pub mod age;
pub mod anomalie;
pub mod arret;
pub mod budget;
pub mod capacite;
pub mod cellule;
pub mod chiffres;
pub mod comptees;
pub mod constats;
pub mod controle;
pub mod decompte;
pub mod designation;
pub mod dossier;
pub mod echeances;
pub mod edition;
pub mod exact;
pub mod expression;
pub mod facturation;
pub(crate) mod factures;
pub mod figure;
mod genres;
pub mod grille;
pub mod hors_texte;
pub mod image;
pub mod indicateur;
pub mod journees;
pub mod mois;
pub mod objectifs;
pub mod parts;
pub mod payeur;
pub mod personnel;
pub mod phrase;
pub mod population;
pub mod qualite;
pub mod rapprochement;
pub mod registres;
pub mod reglages;
pub mod reserve;
pub mod suivi;
pub mod tableau;
pub mod tarification;
pub mod texte;
pub mod unites;
pub mod valeur;

#[cfg(test)]
pub(crate) mod essais;
