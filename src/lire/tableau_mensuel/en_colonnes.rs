//! Shape a: months in columns, as reports print it.

use super::{Bloc, Lecteur};
use crate::domaine::dossier::{Grandeur, Ligne, NatureAnomalie, Saisie, Total};
use crate::domaine::mois::Mois;
use crate::francais::mois_proche;

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
        let Some(premier) = cellules.iter().position(|c| c.mois().is_some()) else { return (0, 0) };
        let avant = || bloc.entete.remplies().take_while(|(i, _)| *i < premier);
        let nomme = avant().find(|(_, c)| !self.entetes.est_total(c));
        let place = nomme.map_or(premier - 1, |(i, _)| i);
        let nom = nomme.or_else(|| avant().next()).map_or_else(String::new, |(_, c)| c.texte().to_owned());
        let colonnes = self.colonnes(bloc, place + 1);
        let lignes: Vec<(usize, Grandeur)> =
            bloc.corps.iter().enumerate().filter_map(|(i, l)| Some((i, self.libelle(l, premier)?))).collect();
        let derniere = lignes.last().map_or(0, |(i, _)| i + 1);
        self.compris.colonnes.extend(0..=place);
        self.compris.lignes.extend(lignes.iter().map(|(i, _)| bloc.corps[*i].rang));
        if self.noms.code(&nom).is_none() && self.noms.est_ensemble(&nom) {
            self.totaux_du_service(bloc, &colonnes, &lignes);
            return (lignes.len(), derniere);
        }
        if self.noms.est_groupe(&nom) {
            self.signale(NatureAnomalie::ColonneIgnoree { entete: nom.clone() }, self.span(bloc.entete, place, &nom));
            return (lignes.len(), derniere);
        }
        let grandeurs: Vec<Grandeur> = lignes.iter().map(|(_, g)| *g).collect();
        self.exige(&grandeurs, &self.span(bloc.entete, place, &nom));
        self.signale_les_lignes_inconnues(&bloc.corps[..derniere], premier);
        let Some(dispositif) = self.dispositif(&nom, bloc) else { return (lignes.len(), derniere) };
        for (i, grandeur) in &lignes {
            self.deborde(&bloc.corps[*i], bloc.entete);
            self.ligne(&bloc.corps[*i], *grandeur, &colonnes, &dispositif, bloc.entete);
        }
        (lignes.len(), derniere)
    }

    fn colonnes(&mut self, bloc: &Bloc<'_>, premier: usize) -> Vec<(usize, Colonne)> {
        let mut colonnes = Vec::new();
        for (i, texte) in bloc.entete.cellules.iter().enumerate().skip(premier) {
            let span = self.span(bloc.entete, i, texte);
            let colonne = match texte.mois() {
                Some(lu) => self.mois(lu, &span).map_or(Colonne::Ignoree, Colonne::Mois),
                None if self.entetes.est_total(texte) || texte.texte() == self.exercice.to_string() => Colonne::Total,
                None if self.mois_mal_ecrit(bloc, i) => {
                    self.signale(NatureAnomalie::MoisIllisible { lu: Some(texte.texte().to_owned()) }, span);
                    Colonne::Ignoree
                }
                None => {
                    if !texte.is_empty() {
                        self.signale(NatureAnomalie::ColonneIgnoree { entete: texte.texte().to_owned() }, span);
                    }
                    Colonne::Ignoree
                }
            };
            if !matches!(colonne, Colonne::Ignoree) {
                self.compris.colonnes.insert(i);
            }
            colonnes.push((i, colonne));
        }
        colonnes
    }

    /// The grandeur that a row's label names.
    fn libelle(&self, ligne: &Ligne, premier: usize) -> Option<Grandeur> {
        ligne.cellules.iter().take(premier).find_map(|c| self.entetes.grandeur(c))
    }

    /// A header that is nearly a month, with figures below.
    fn mois_mal_ecrit(&self, bloc: &Bloc<'_>, colonne: usize) -> bool {
        let texte = &bloc.entete.cellules[colonne];
        let chiffre = |l: &Ligne| l.cellule(colonne).est_un_nombre();
        mois_proche(texte).is_some() && !self.entetes.est_ignore(texte) && bloc.corps.iter().any(chiffre)
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
            self.releve(dispositif, grandeur, *mois, l.cellule(*i), self.span(l, *i, &entete.cellules[*i]));
        }
        let details: Vec<usize> = (debut..self.dossier.releves.len()).collect();
        for (i, _) in colonnes.iter().filter(|(_, c)| matches!(c, Colonne::Total)) {
            if let (true, Some(texte)) = (grandeur.est_un_flux(), l.cellules.get(*i)) {
                self.total(grandeur, texte, details.clone(), self.span(l, *i, &entete.cellules[*i]));
            }
        }
    }

    /// A block that adds up the dispositifs, in this file or in others: every cell is a total.
    fn totaux_du_service(&mut self, bloc: &Bloc<'_>, colonnes: &[(usize, Colonne)], lignes: &[(usize, Grandeur)]) {
        for (rang, grandeur) in lignes {
            let ligne = &bloc.corps[*rang];
            for (i, colonne) in colonnes {
                let Colonne::Mois(mois) = colonne else { continue };
                let span = self.span(ligne, *i, &bloc.entete.cellules[*i]);
                if let Saisie::Nombre(nombre) = self.saisie(*grandeur, ligne.cellule(*i), &span) {
                    let total = Total { grandeur: *grandeur, nombre, details: Vec::new(), span };
                    self.totaux_du_service.push((total, *mois));
                }
            }
        }
    }

    /// A row among the others with figures under a label that says nothing; a note has no figures.
    fn signale_les_lignes_inconnues(&mut self, corps: &[Ligne], premier: usize) {
        let inconnues: Vec<&Ligne> = corps.iter().filter(|l| self.libelle(l, premier).is_none()).collect();
        for ligne in inconnues {
            let (avant, apres) = ligne.cellules.split_at(premier.min(ligne.cellules.len()));
            let libelle = avant.iter().find(|c| !c.is_empty()).map_or("", |c| c.texte()).to_owned();
            if apres.iter().any(|c| !c.is_empty()) && !libelle.is_empty() {
                let place = avant.iter().position(|c| !c.is_empty()).unwrap_or(0);
                let mal_ecrit = self.entetes.presque_une_grandeur(&libelle);
                let entete = if mal_ecrit { libelle } else { String::new() };
                self.compris.lignes.extend(mal_ecrit.then_some(ligne.rang));
                let span = self.span(ligne, place, &entete);
                self.signale(NatureAnomalie::ColonneIgnoree { entete }, span);
            }
        }
    }
}
