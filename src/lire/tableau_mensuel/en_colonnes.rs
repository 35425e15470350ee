//! Shape a: months in columns, as reports print it.

use super::{Bloc, Lecteur};
use crate::domaine::dossier::{Grandeur, Ligne, NatureAnomalie};
use crate::domaine::mois::Mois;
use crate::francais::parse_mois;

/// What a column of the block holds.
#[derive(Clone, Copy)]
enum Colonne {
    Mois(Mois),
    Total,
    Ignoree,
}

impl Lecteur<'_> {
    /// Reads the block: how many rows gave figures, and how far they go.
    pub(super) fn en_colonnes(&mut self, bloc: &Bloc<'_>) -> (usize, usize) {
        let cellules = &bloc.entete.cellules;
        let Some(premier) = cellules.iter().position(|c| parse_mois(c).is_some()) else { return (0, 0) };
        let nom = cellules[..premier].iter().rev().find(|c| !c.is_empty()).cloned().unwrap_or_default();
        let colonnes = self.colonnes(bloc, premier);
        let lignes: Vec<(usize, Grandeur)> =
            bloc.corps.iter().enumerate().filter_map(|(i, l)| Some((i, self.libelle(l, premier)?))).collect();
        let derniere = lignes.last().map_or(0, |(i, _)| i + 1);
        if self.est_un_total(&nom) {
            self.totaux_du_service(bloc, &colonnes, &lignes);
            return (0, derniere);
        }
        let grandeurs: Vec<Grandeur> = lignes.iter().map(|(_, g)| *g).collect();
        self.exige(&grandeurs, &self.span(bloc.entete, premier - 1, &nom));
        self.signale_les_lignes_inconnues(&bloc.corps[..derniere], premier);
        let Some(dispositif) = self.dispositif(&nom, bloc) else { return (lignes.len(), derniere) };
        for (i, grandeur) in &lignes {
            self.ligne(&bloc.corps[*i], *grandeur, &colonnes, &dispositif, bloc.entete);
        }
        (lignes.len(), derniere)
    }

    fn colonnes(&mut self, bloc: &Bloc<'_>, premier: usize) -> Vec<(usize, Colonne)> {
        let mut colonnes = Vec::new();
        for (i, texte) in bloc.entete.cellules.iter().enumerate().skip(premier) {
            let span = self.span(bloc.entete, i, texte);
            let colonne = match parse_mois(texte) {
                Some(lu) => self.mois(lu, &span).map_or(Colonne::Ignoree, Colonne::Mois),
                None if self.entetes.est_total(texte) => Colonne::Total,
                None => {
                    if !texte.is_empty() {
                        self.signale(NatureAnomalie::ColonneIgnoree { entete: texte.clone() }, span);
                    }
                    Colonne::Ignoree
                }
            };
            colonnes.push((i, colonne));
        }
        colonnes
    }

    /// The grandeur that a row's label names.
    fn libelle(&self, ligne: &Ligne, premier: usize) -> Option<Grandeur> {
        ligne.cellules.iter().take(premier).find_map(|c| self.entetes.grandeur(c))
    }

    fn est_un_total(&self, nom: &str) -> bool {
        let net = self.entetes.sans_bruit(nom);
        !net.is_empty() && self.entetes.est_total(&net)
    }

    fn ligne(
        &mut self,
        l: &Ligne,
        grandeur: Grandeur,
        colonnes: &[(usize, Colonne)],
        dispositif: &str,
        entete: &Ligne,
    ) {
        let debut = self.dossier.releves.len();
        for (i, colonne) in colonnes {
            let Colonne::Mois(mois) = colonne else { continue };
            let texte = l.cellules.get(*i).map_or("", String::as_str);
            self.releve(dispositif, grandeur, *mois, texte, self.span(l, *i, &entete.cellules[*i]));
        }
        let details: Vec<usize> = (debut..self.dossier.releves.len()).collect();
        for (i, _) in colonnes.iter().filter(|(_, c)| matches!(c, Colonne::Total)) {
            if let (true, Some(texte)) = (grandeur.est_un_flux(), l.cellules.get(*i)) {
                self.total(grandeur, texte, details.clone(), self.span(l, *i, &entete.cellules[*i]));
            }
        }
    }

    /// A block that adds up the others of its file: every cell is a total.
    fn totaux_du_service(&mut self, bloc: &Bloc<'_>, colonnes: &[(usize, Colonne)], lignes: &[(usize, Grandeur)]) {
        for (rang, grandeur) in lignes {
            let ligne = &bloc.corps[*rang];
            for (i, colonne) in colonnes {
                let Colonne::Mois(mois) = colonne else { continue };
                let lus = self.dossier.releves.iter().enumerate().skip(bloc.debut);
                let details = lus.filter(|(_, r)| r.grandeur == *grandeur && r.mois == *mois).map(|(k, _)| k).collect();
                let texte = ligne.cellules.get(*i).map_or("", String::as_str);
                self.total(*grandeur, texte, details, self.span(ligne, *i, &bloc.entete.cellules[*i]));
            }
        }
    }

    /// A row among the others with figures under a label that says nothing; a note has no figures.
    fn signale_les_lignes_inconnues(&mut self, corps: &[Ligne], premier: usize) {
        let inconnues: Vec<&Ligne> = corps.iter().filter(|l| self.libelle(l, premier).is_none()).collect();
        for ligne in inconnues {
            let (avant, apres) = ligne.cellules.split_at(premier.min(ligne.cellules.len()));
            let libelle = avant.iter().find(|c| !c.is_empty()).cloned().unwrap_or_default();
            if apres.iter().any(|c| !c.is_empty()) && !libelle.is_empty() {
                let span = self.span(ligne, 0, &libelle);
                self.signale(NatureAnomalie::ColonneIgnoree { entete: libelle }, span);
            }
        }
    }
}
