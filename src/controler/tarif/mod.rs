//! Checks of the family « tarif », one per file.

mod paroles;

pub(super) mod ecart_de_facturation_inexplique;
pub(super) mod facture_au_dela_de_l_echeance;
pub(super) mod facture_en_double;
pub(super) mod journees_facturees_differentes;
pub(super) mod mesure_non_facturee;
pub(super) mod montant_different_de_journees_par_prix;
pub(super) mod nature_du_tarif_inconnue;
pub(super) mod payeur_inconnu;
pub(super) mod payeur_manquant;
pub(super) mod periode_sans_tarif;
pub(super) mod previsionnel_par_payeur_different;
pub(super) mod prix_applicable_different_du_calcul;
pub(super) mod prix_non_applicable;
pub(super) mod tarif_en_double;
pub(super) mod totaux_factures;
