//! A mesure cut into séjours: one dispositif, one quotité, from a beginning to an end.

use super::parcours::{dispositif, est_mainlevee, levee_le};
use super::{Colonne, LigneDeSuivi, Mot, NatureDeDecision, Sejour, Suivi};
use chrono::{Days, NaiveDate};

/// A séjour being opened, and what was decided of it so far.
struct EnCours {
    dispositif: u16,
    quotite: Mot,
    debut: NaiveDate,
    ligne: u32,
    derniere: u32,
    echeance: Option<NaiveDate>,
    /// The end that its last row gives.
    fin: Option<NaiveDate>,
    entre: bool,
}

/// The rows of one mesure being followed.
struct Marche<'a> {
    suivi: &'a Suivi,
    mesure: u32,
    ouvert: Option<EnCours>,
    sejours: &'a mut Vec<Sejour>,
}

/// Follows the rows: first the other form in which it is exercised while waiting, then the mesure itself, cut where its
/// dispositif or its quotité changes, and where a row begins well after the end of the one before.
pub(super) fn sejours(
    suivi: &Suivi,
    lignes: &[u32],
    mesure: u32,
    (debut, fin): (Option<NaiveDate>, Option<NaiveDate>),
    sejours: &mut Vec<Sejour>,
) {
    let premier = sejours.len();
    let mut marche = Marche { suivi, mesure, ouvert: None, sejours };
    for &rang in lignes {
        let ligne = &suivi.lignes[rang as usize];
        if est_mainlevee(suivi, ligne) {
            marche.leve(levee_le(ligne));
        } else {
            marche.autrement(rang, debut);
            if let (Some(debut), Some(depuis)) = (debut, ligne.debut.or(ligne.decision)) {
                marche.prend(rang, depuis.max(debut));
            }
        }
        if let Some(en_cours) = &mut marche.ouvert {
            en_cours.derniere = rang;
        }
    }
    marche.ferme(fin, true);
    let tenu = |sejour: &Sejour| sejour.fin.is_none_or(|fin| fin >= sejour.debut);
    if !sejours[premier..].iter().all(tenu) {
        let tenus: Vec<Sejour> = sejours.drain(premier..).filter(tenu).collect();
        sejours.extend(tenus);
    }
}

impl Marche<'_> {
    fn ligne(&self, rang: u32) -> &LigneDeSuivi {
        &self.suivi.lignes[rang as usize]
    }

    fn leve(&mut self, jour: Option<NaiveDate>) {
        if let Some(en_cours) = &mut self.ouvert {
            en_cours.fin = jour.or(en_cours.fin);
        }
    }

    /// A mesure that waits may be exercised in another form: it is present there.
    fn autrement(&mut self, rang: u32, debut: Option<NaiveDate>) {
        let ligne = self.ligne(rang);
        let autre = dispositif(self.suivi, ligne, Colonne::ExerceeEn).zip(ligne.exercee_depuis);
        if let (None, Some((autre, depuis))) = (&self.ouvert, autre)
            && debut.is_none_or(|debut| depuis < debut)
        {
            self.ouvre(rang, autre, depuis, true);
        }
    }

    /// A decision in force from a day: the same séjour goes on, or another one begins.
    fn prend(&mut self, rang: u32, depuis: NaiveDate) {
        let ligne = self.ligne(rang);
        let (suivi, quotite, fin) = (self.suivi, ligne.mot(Colonne::Quotite), ligne.fin);
        let ici = dispositif(suivi, ligne, Colonne::Dispositif);
        let (dite, nature, echeance) = (ligne.debut.is_some(), suivi.nature(ligne), ligne.echeance);
        let Some(en_cours) = &mut self.ouvert else {
            if let Some(ici) = ici {
                self.ouvre(rang, ici, depuis, true);
            }
            return;
        };
        let ici = ici.unwrap_or(en_cours.dispositif);
        let meme_dispositif = ici == en_cours.dispositif;
        let meme_quotite = en_cours.quotite == quotite || !quotite.est_dit();
        let renouvelle = nature == Some(NatureDeDecision::Renouvellement);
        let interrompu = en_cours.fin.filter(|fin| dite && !renouvelle && depuis > lendemain(*fin));
        if meme_dispositif && meme_quotite && interrompu.is_none() {
            // a renewal without a term leaves none; another decision leaves the term as it was
            en_cours.echeance = if renouvelle { echeance } else { echeance.or(en_cours.echeance) };
            en_cours.fin = fin;
            return;
        }
        if depuis <= en_cours.debut {
            let quotite = if quotite.est_dit() { quotite } else { en_cours.quotite };
            *en_cours = EnCours {
                dispositif: ici,
                quotite,
                debut: depuis,
                ligne: rang,
                echeance: echeance.or(en_cours.echeance),
                fin,
                ..*en_cours
            };
            return;
        }
        let avant = if quotite.est_dit() { quotite } else { en_cours.quotite };
        let entre = !meme_dispositif || interrompu.is_some();
        let dernier_jour = en_cours.fin.filter(|fin| entre && *fin <= depuis).unwrap_or(depuis);
        self.ferme(Some(dernier_jour), entre);
        self.ouvre(rang, ici, depuis, entre);
        if let Some(en_cours) = &mut self.ouvert {
            en_cours.quotite = avant;
        }
    }

    fn ouvre(&mut self, rang: u32, dispositif: u16, debut: NaiveDate, entre: bool) {
        let ligne = self.ligne(rang);
        self.ouvert = Some(EnCours {
            dispositif,
            quotite: ligne.mot(Colonne::Quotite),
            debut,
            ligne: rang,
            derniere: rang,
            echeance: ligne.echeance,
            fin: ligne.fin,
            entre,
        });
    }

    fn ferme(&mut self, fin: Option<NaiveDate>, sort: bool) {
        let Some(en_cours) = self.ouvert.take() else { return };
        let EnCours { dispositif, quotite, debut, ligne, derniere, echeance, entre, .. } = en_cours;
        let mesure = self.mesure;
        self.sejours.push(Sejour { mesure, dispositif, quotite, debut, fin, echeance, entre, sort, ligne, derniere });
    }
}

fn lendemain(jour: NaiveDate) -> NaiveDate {
    jour.checked_add_days(Days::new(1)).unwrap_or(jour)
}
