//! Shape a: months in columns, as reports print it.

use super::sous_total::{self, SousTotal};
use super::{Bloc, Lecteur, TOTAUX};
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::{Grandeur, Ligne, Saisie};
use crate::domaine::mois::Mois;
use crate::francais::mois_proche;
use std::ops::RangeInclusive;

/// What a column of the block holds.
#[derive(Clone)]
enum Colonne {
    Mois(Mois),
    Total,
    /// The total of some months, 1 to 12.
    SousTotal(RangeInclusive<u8>),
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
        let presque = |l: &Ligne| {
            l.remplies().next().is_some_and(|(i, c)| i < premier && self.axes.presque_une_grandeur(c).is_some())
        };
        let mois: Vec<usize> =
            colonnes.iter().filter(|(_, c)| matches!(c, Colonne::Mois(_))).map(|(i, _)| *i).collect();
        let chiffree = |l: &Ligne| {
            let figures = mois.iter().filter(|i| l.cellule(**i).est_un_nombre()).count();
            l.remplies().next().is_some_and(|(i, _)| i < premier) && figures > 0 && figures * 2 >= mois.len()
        };
        let connues = lignes.last().map_or(0, |(i, _)| i + 1);
        let suite = bloc.corps[connues..].iter().take_while(|l| presque(l) || chiffree(l)).count();
        let derniere = connues + suite;
        let comprises: Vec<usize> =
            (0..=place).chain(colonnes.iter().filter(|(_, c)| c.est_lue()).map(|(i, _)| *i)).collect();
        for (i, _) in &lignes {
            self.compris.ajoute(bloc.corps[*i].rang, comprises.iter().copied());
        }
        if self.noms.code(&nom).is_none() && self.noms.est_ensemble(&nom) {
            self.totaux_du_service(bloc, &colonnes, &lignes);
            return (lignes.len(), derniere);
        }
        if self.noms.est_groupe(&nom) {
            let nature = NatureAnomalie::ColonneIgnoree { entete: nom.clone(), proche: None };
            self.signale(nature, self.span(bloc.entete, place, &nom));
            return (lignes.len(), derniere);
        }
        let grandeurs: Vec<Grandeur> = lignes.iter().map(|(_, g)| *g).collect();
        self.exige(&grandeurs, &self.span(bloc.entete, place, &nom));
        self.lignes_inconnues(&bloc.corps[..derniere], premier, &comprises);
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
            let annee = texte.texte() == self.axes.exercice.to_string();
            let colonne = match (texte.mois(), sous_total::lu(texte)) {
                (Some(lu), _) => self.mois(lu, &span).map_or(Colonne::Ignoree, Colonne::Mois),
                (None, _) if annee || self.entetes.est_total(texte) => Colonne::Total,
                (None, Some(SousTotal::Mois(mois))) => Colonne::SousTotal(mois),
                (None, None) if self.mois_mal_ecrit(bloc, i) => {
                    self.signale(NatureAnomalie::MoisIllisible { lu: Some(texte.texte().to_owned()) }, span);
                    Colonne::Ignoree
                }
                (None, _) => {
                    if !texte.is_empty() || bloc.a_des_chiffres(i) {
                        self.colonne_inconnue(bloc.entete, i, None);
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

    /// A header that is nearly a month, with figures below.
    fn mois_mal_ecrit(&self, bloc: &Bloc<'_>, colonne: usize) -> bool {
        let texte = &bloc.entete.cellules[colonne];
        mois_proche(texte).is_some() && !self.entetes.est_ignore(texte) && bloc.a_des_chiffres(colonne)
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
        let du_total = |colonne: &Colonne| match colonne {
            Colonne::Total => Some(1..=12),
            Colonne::SousTotal(mois) => Some(mois.clone()),
            _ => None,
        };
        let totaux = colonnes.iter().filter_map(|(i, colonne)| Some((*i, du_total(colonne)?)));
        for (i, mois) in totaux.filter(|_| grandeur.est_un_flux()).take(TOTAUX) {
            let details = self.du_detail(&details, &mois);
            self.total(grandeur, l.cellule(i), details, self.span(l, i, &entete.cellules[i]));
        }
    }

    /// The relevés of a total of some months; none when a month of a part of the year is not there.
    fn du_detail(&self, releves: &[usize], mois: &RangeInclusive<u8>) -> Vec<usize> {
        let numero = |i: &usize| self.dossier.releves.get(*i).map(|r| r.mois.numero());
        let siens = releves.iter().copied().filter(|i| numero(i).is_some_and(|n| mois.contains(&n)));
        let siens: Vec<usize> = siens.collect();
        let entiers = *mois == (1..=12) || mois.clone().all(|m| siens.iter().any(|i| numero(i) == Some(m)));
        if entiers { siens } else { Vec::new() }
    }

    /// A block that adds up the dispositifs, in this file or in others: every cell is a total.
    fn totaux_du_service(&mut self, bloc: &Bloc<'_>, colonnes: &[(usize, Colonne)], lignes: &[(usize, Grandeur)]) {
        for (rang, grandeur) in lignes {
            let ligne = &bloc.corps[*rang];
            for (i, colonne) in colonnes {
                let Colonne::Mois(mois) = colonne else { continue };
                let span = self.span(ligne, *i, &bloc.entete.cellules[*i]);
                if let Saisie::Nombre(nombre) = self.saisie(*grandeur, ligne.cellule(*i), &span) {
                    self.suspens.total_du_service(*grandeur, nombre, *mois, span);
                }
            }
        }
    }

    /// Rows among the others with figures under a label that says nothing; a note has no figures.
    fn lignes_inconnues(&mut self, corps: &[Ligne], premier: usize, comprises: &[usize]) {
        let inconnues: Vec<&Ligne> = corps.iter().filter(|l| self.libelle(l, premier).is_none()).collect();
        for ligne in inconnues {
            let (avant, apres) = ligne.cellules.split_at(premier.min(ligne.cellules.len()));
            if apres.iter().any(|c| !c.is_empty()) && avant.iter().any(|c| !c.is_empty()) {
                let montree = self.ligne_inconnue(ligne, premier, false);
                self.compris.ajoute(ligne.rang, comprises.iter().copied().filter(|_| montree));
            }
        }
    }
}

impl Colonne {
    fn est_lue(&self) -> bool {
        !matches!(self, Self::Ignoree)
    }
}
