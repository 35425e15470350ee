//! A tariff by mesure: the lump sum times the mesures that the billing names.

use super::contexte::Sujet;
use super::payeurs::Journees;
use super::tarifs::Produits;
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::LigneDeFacture;
use crate::domaine::grille::Grille;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Prix, Tarif};
use crate::domaine::suivi::QuiPaie;
use crate::domaine::unites::Euros;
use crate::domaine::valeur::Denombrement;
use crate::francais::date_en_lettres;

impl<'a> Journees<'_, 'a> {
    /// Month by month, at the lump sum in force on the first day; a row of the billing is a mesure, its avoir takes it
    /// back.
    pub(super) fn au_forfait(&self, grille: &Grille<'a>, mois: &[Mois]) -> Valeur {
        let factures = &self.contexte.controle.dossier().facturation;
        match self.produits {
            Produits::Prevus => {
                let motif =
                    "le tarif est un forfait par mesure, et aucun nombre de mesures n’est prévu dans rapport.toml";
                return Valeur::manquante(motif);
            }
            Produits::Realises if factures.lignes.is_empty() => {
                let motif = "le tarif est un forfait par mesure, et le nombre de mesures facturées n’est pas connu : seule une table de facturation le donne";
                return Valeur::manquante(motif);
            }
            Produits::Realises if self.qui != QuiPaie::Tous => {
                return Valeur::manquante(
                    "forfaits par mesure de plusieurs payeurs : les mesures de chacun sont inconnues",
                );
            }
            Produits::Realises => {}
        }
        let mut comptes: Vec<(i128, u64)> = vec![(0, 0); mois.len()];
        for ligne in factures.lignes.iter().filter(|ligne| self.concerne(ligne)) {
            if let Some(rang) = mois.iter().position(|m| *m == ligne.mois) {
                comptes[rang].0 += mesures(ligne);
                comptes[rang].1 += 1;
            }
        }
        let places = factures.tables.iter().map(|t| Span::sheet(&t.fichier, t.feuille.as_deref()));
        let vide = Denombrement { lignes: None, tables: places.collect(), parmi: None };
        let factures_du_mois = mois.iter().zip(comptes).filter(|(_, (_, lignes))| *lignes > 0);
        let termes: Vec<Valeur> = factures_du_mois
            .map(|(mois, (mesures, lignes))| {
                let compte = Denombrement { lignes: Some(lignes), ..vide.clone() };
                let dites = format!("mesures facturées, {}", mois.nom());
                let mesures = Valeur::comptee(Exact::from(mesures), compte).dite(dites);
                match grille.du_jour(mois.premier_jour()) {
                    Ok(tarif) => mesures.fois(&forfait(tarif)),
                    Err(motif) => Valeur::manquante(motif),
                }
            })
            .collect();
        if termes.is_empty() { Valeur::comptee(Exact::ZERO, vide) } else { Valeur::somme(&termes) }
    }

    /// Rows of its dispositifs; for the service, and where there is only one dispositif, also those that name none.
    fn concerne(&self, ligne: &LigneDeFacture) -> bool {
        let contexte = self.contexte;
        let tout = matches!(contexte.sujet, Sujet::Service(_)) || contexte.reglages().dispositifs.len() == 1;
        match ligne.dispositif {
            Some(rang) => contexte.rangs().contains(&usize::from(rang)),
            None => tout,
        }
    }
}

/// How many mesures a row bills: the number of its column of quantities where it makes the amount, else one, taken back
/// by an avoir.
fn mesures(ligne: &LigneDeFacture) -> i128 {
    let montant = ligne.montant.map(|montant| montant.exact());
    let produit = ligne.journees().zip(ligne.prix()).map(|(nombre, prix)| (nombre.0, nombre.0 * prix.0));
    let compte = produit.filter(|(_, produit)| montant.is_none_or(|montant| montant == *produit));
    let un = if montant.is_some_and(|montant| montant < Exact::ZERO) { -1 } else { 1 };
    compte.and_then(|(nombre, _)| nombre.entier()).unwrap_or(un)
}

fn forfait(tarif: &Tarif) -> Valeur {
    match tarif.prix {
        Prix::ForfaitMesure(Euros(montant)) => {
            let dit = format!("forfait par mesure, depuis le {}", date_en_lettres(tarif.depuis));
            Valeur::lue(montant, &tarif.span).dite_en_euros(dit)
        }
        _ => Valeur::manquante("le tarif n’est pas un forfait par mesure toute l’année"),
    }
}
