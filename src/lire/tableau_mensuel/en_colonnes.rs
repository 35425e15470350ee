//! Shape a: months in columns, as reports print it.

use super::ruptures::Tete;
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

/// What stands at the left of the header.
struct Coin<'a> {
    nom: &'a str,
    place: usize,
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
        let libelles = self.libelles_des_lignes(bloc.corps, premier);
        let lignes: Vec<(usize, Grandeur)> =
            libelles.iter().enumerate().filter_map(|(i, grandeur)| Some((i, (*grandeur)?))).collect();
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
        let ruptures = self.ruptures(bloc, premier, |i, _| libelles[i]);
        let debut = ruptures.first().map_or(bloc.corps.len(), |(rang, _)| *rang);
        let inconnues = &bloc.corps[..derniere];
        let (du_coin, autres) = lignes.split_at(lignes.partition_point(|(i, _)| *i < debut));
        let coin = Coin { nom: &nom, place };
        let detaille = (du_coin.is_empty() && !autres.is_empty()) || self.sous_le_coin(bloc, &coin, &colonnes, du_coin);
        if detaille || !autres.is_empty() {
            self.lignes_inconnues(inconnues, &libelles, premier, &comprises);
        }
        if !autres.is_empty() {
            self.suite.oublie();
            self.sous_les_ruptures(bloc, &ruptures, &colonnes, autres);
        }
        (lignes.len(), derniere)
    }

    /// Rows about whom the corner, the titles or the file name. False when they are not those of a dispositif.
    fn sous_le_coin(
        &mut self,
        bloc: &Bloc<'_>,
        coin: &Coin<'_>,
        colonnes: &[(usize, Colonne)],
        lignes: &[(usize, Grandeur)],
    ) -> bool {
        let span = self.span(bloc.entete, coin.place, coin.nom);
        if self.noms.code(coin.nom).is_none() && self.noms.est_ensemble(coin.nom) {
            self.totaux_du_service(bloc, colonnes, lignes);
            return false;
        }
        if self.noms.est_groupe(coin.nom) {
            self.signale(NatureAnomalie::ColonneIgnoree { entete: coin.nom.to_owned(), proche: None }, span);
            return false;
        }
        let grandeurs: Vec<Grandeur> = lignes.iter().map(|(_, g)| *g).collect();
        self.exige(&grandeurs, &span);
        if let Some(dispositif) = self.dispositif(coin.nom, bloc) {
            self.lignes(bloc, lignes, colonnes, &dispositif);
        }
        true
    }

    /// Rows below one that stands alone and says whom they are about.
    fn sous_les_ruptures(
        &mut self,
        bloc: &Bloc<'_>,
        ruptures: &[(usize, Tete)],
        colonnes: &[(usize, Colonne)],
        lignes: &[(usize, Grandeur)],
    ) {
        let fins = ruptures.iter().skip(1).map(|(rang, _)| *rang).chain([usize::MAX]);
        let mut reste = lignes;
        for ((rang, tete), fin) in ruptures.iter().zip(fins) {
            let (siennes, suite) = reste.split_at(reste.partition_point(|(i, _)| *i < fin));
            reste = suite;
            let ligne = &bloc.corps[*rang];
            let place = ligne.remplies().next().map_or(0, |(i, _)| i);
            match tete {
                _ if siennes.is_empty() => continue,
                Tete::Code(code) => {
                    let grandeurs: Vec<Grandeur> = siennes.iter().map(|(_, g)| *g).collect();
                    self.exige(&grandeurs, &self.span(ligne, place, ""));
                    self.lignes(bloc, siennes, colonnes, code);
                }
                Tete::Ensemble => self.totaux_du_service(bloc, colonnes, siennes),
                Tete::Groupe | Tete::Inconnu => {
                    self.dit_la_rupture(ligne, tete);
                    continue;
                }
            }
            self.compris.ajoute(ligne.rang, [place]);
        }
    }

    fn lignes(
        &mut self,
        bloc: &Bloc<'_>,
        lignes: &[(usize, Grandeur)],
        colonnes: &[(usize, Colonne)],
        dispositif: &str,
    ) {
        for (i, grandeur) in lignes {
            self.deborde(&bloc.corps[*i], bloc.entete);
            self.ligne(&bloc.corps[*i], *grandeur, colonnes, dispositif, bloc.entete);
        }
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
        for (rang, (i, mois)) in totaux.filter(|_| grandeur.est_un_flux()).enumerate() {
            let span = self.span(l, i, &entete.cellules[i]);
            if rang == TOTAUX {
                return self.total_non_verifie(span);
            }
            let details = self.du_detail(&details, &mois);
            self.total(grandeur, l.cellule(i), details, span);
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
    fn lignes_inconnues(
        &mut self,
        corps: &[Ligne],
        libelles: &[Option<Grandeur>],
        premier: usize,
        comprises: &[usize],
    ) {
        for (ligne, _) in corps.iter().zip(libelles).filter(|(_, libelle)| libelle.is_none()) {
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
