//! Checks of the family « lecture », one per file.

pub(super) mod chiffre_annuel_inutilise;
pub(super) mod classeur_illisible;
pub(super) mod classeur_protege;
pub(super) mod colonne_ignoree;
pub(super) mod colonne_manquante;
pub(super) mod colonne_nominative;
pub(super) mod copie_de_fichier;
pub(super) mod dispositif_inconnu;
pub(super) mod erreur_de_tableur;
pub(super) mod feuille_masquee;
pub(super) mod fichier_non_lu;
pub(super) mod fichier_non_reconnu;
pub(super) mod fichier_trop_grand;
pub(super) mod formule_sans_valeur;
pub(super) mod genre_non_compte;
pub(super) mod guillemet_non_ferme;
pub(super) mod identifiant_nominatif;
pub(super) mod lignes_masquees;
pub(super) mod modalite_inconnue;
pub(super) mod mois_hors_exercice;
pub(super) mod mois_illisible;
pub(super) mod nombre_ambigu;
pub(super) mod separateur_incertain;
pub(super) mod titre_partiel;
pub(super) mod valeur_illisible;
pub(super) mod vide_lu_comme_zero;
