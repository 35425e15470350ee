//! A tariff by mesure: the lump sum times the mesures that the billing names.

use super::contexte::{Contexte, Sujet};
use super::payeurs::Journees;
use super::tarifs::Produits;
use crate::diagnostic::{Span, Spanned};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::LigneDeFacture;
use crate::domaine::grille::Grille;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{MesuresPrevues, Prix, Tarif};
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
            Produits::Prevus => return self.forfaits_prevus(grille, mois),
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
        for (ligne, _) in
            factures.lignes.iter().zip(0_u32..).filter(|(ligne, rang)| self.concerne(ligne) && self.compte(*rang))
        {
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

    /// True for a row that neither repeats another nor is cancelled with its avoir, nor pays the rest of a lump sum.
    fn compte(&self, rang: u32) -> bool {
        let facturees = self.contexte.recensement.facturees.as_ref();
        facturees
            .is_none_or(|facturees| !facturees.factures.est_ecartee(rang) && !facturees.factures.suit_un_forfait(rang))
    }

    /// Mesures planned × lump sum: month by month, or for the year when the lump sum does not change.
    fn forfaits_prevus(&self, grille: &Grille<'a>, mois: &[Mois]) -> Valeur {
        let prevues = self.contexte.mesures_prevues();
        if prevues.is_empty() {
            return Valeur::manquante(
                "le tarif est un forfait par mesure, et aucun nombre de mesures n’est prévu (mesures_previsionnelles, dans [activite])",
            );
        }
        if self.qui != QuiPaie::Tous {
            return Valeur::manquante(
                "forfaits par mesure de plusieurs payeurs : les mesures prévues de chacun sont inconnues",
            );
        }
        let termes = prevues.into_iter().flat_map(|Spanned { value, span }| match value {
            MesuresPrevues::Annuelles(_) if !self.contexte.complet() => {
                vec![Valeur::manquante("mesures prévues pour l’année entière, et exercice en cours")]
            }
            MesuresPrevues::Annuelles(nombre) => {
                let mesures = Valeur::lue(Exact::from(*nombre), span).dite("mesures prévues pour l’année");
                vec![mesures.fois(&forfait_de_l_annee(grille, mois))]
            }
            MesuresPrevues::Mensuelles(douze) => {
                let du_mois = |mois: &Mois| {
                    let nombre = Exact::from(douze[mois.rang()]);
                    let mesures = Valeur::lue(nombre, span).dite(format!("mesures prévues, {}", mois.nom()));
                    mesures.fois(&grille.du_jour(mois.premier_jour()).map_or_else(Valeur::manquante, forfait))
                };
                mois.iter().map(du_mois).collect()
            }
        });
        Valeur::somme(&termes.collect::<Vec<_>>())
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

impl<'a> Contexte<'a> {
    /// The mesures planned: its own, else for the service those of every dispositif, where all of them say it.
    fn mesures_prevues(&self) -> Vec<&'a Spanned<MesuresPrevues>> {
        let siennes = self.activite().and_then(|a| a.mesures_previsionnelles.as_ref());
        let parts = self.parts().iter().map(|part| part.tableau.dispositif.activite.mesures_previsionnelles.as_ref());
        siennes.map_or_else(|| parts.collect::<Option<Vec<_>>>().unwrap_or_default(), |siennes| vec![siennes])
    }
}

/// The lump sum in force on every day of these months.
fn forfait_de_l_annee(grille: &Grille<'_>, mois: &[Mois]) -> Valeur {
    match mois.iter().map(|mois| grille.periodes(*mois)).collect::<Result<Vec<_>, String>>() {
        Err(motif) => Valeur::manquante(motif),
        Ok(periodes) => match &periodes.concat()[..] {
            [premiere, suite @ ..] if suite.iter().all(|p| p.tarif.prix == premiere.tarif.prix) => {
                forfait(premiere.tarif)
            }
            _ => Valeur::manquante(
                "le forfait change dans l’année, et les mesures prévues ne sont pas données mois par mois",
            ),
        },
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
