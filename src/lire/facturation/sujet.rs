//! What a billed row is about: its month, its dispositif, who pays, which mesure. Titles and names say it where no column
//! does.

use super::Factures;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::Ligne;
use crate::domaine::facturation::{ColonneDeFacture, Facturation, LigneDeFacture};
use crate::domaine::mois::Mois;
use crate::domaine::payeur::cle_du_payeur;
use crate::francais::{MoisLu, est_une_marque_de_vide, parse_date};
use crate::lire::suivi::recueil::error;
use crate::lire::tableau_mensuel::periode::{dite, month_within};
use ecow::EcoString;

impl Factures<'_> {
    /// What titles, the nearest first, then the names of the sheet and of the file say. False where no month is known at
    /// all: it is said, and no row can be counted.
    pub(super) fn situe(&mut self, titres: &[Ligne]) -> bool {
        let cellules = titres.iter().rev().flat_map(Ligne::remplies).map(|(_, cellule)| cellule.texte().to_owned());
        let autour: Vec<String> = cellules.chain(self.lieu.noms()).collect();
        let dossiers = self.lieu.fichier.rsplit('/').skip(1);
        let textes = || autour.iter().map(String::as_str).chain(dossiers.clone());
        self.annee = textes().find_map(|texte| dite(texte, self.axes.exercice)).unwrap_or(self.axes.exercice);
        self.mois = autour.iter().find_map(|texte| self.mois_dans(texte));
        let noms = self.axes.noms;
        self.dispositif = match &self.codes[..] {
            [_] => Some(0),
            _ => autour.iter().find_map(|texte| self.rang(noms.code_dans(texte)?)),
        };
        let connu = self.mois.is_some() || self.colonne(ColonneDeFacture::Mois).is_some();
        if !connu {
            let premier = self.entete.remplies().next().map_or(0, |(rang, _)| rang);
            self.signale(NatureAnomalie::MoisIllisible { lu: None }, self.entete, premier);
        }
        connu
    }

    /// A row without figures may name the month or the dispositif of those below.
    pub(super) fn titre(&mut self, ligne: &Ligne, facturation: &Facturation) {
        let mut remplies = ligne.remplies();
        let (Some((_, cellule)), None) = (remplies.next(), remplies.next()) else { return };
        if self.colonne(ColonneDeFacture::Mois).is_none()
            && let Some(mois) = self.mois_dans(cellule)
        {
            self.mois = Some(mois);
            self.debuts.1 = super::index(facturation.lignes.len());
        }
        if self.colonne(ColonneDeFacture::Dispositif).is_none() {
            let nomme = self.axes.noms.code_dans(cellule).and_then(|code| self.rang(code));
            self.dispositif = nomme.or(self.dispositif);
        }
    }

    fn mois_dans(&self, texte: &str) -> Option<Mois> {
        self.date(month_within(texte)?)
    }

    fn date(&self, lu: MoisLu) -> Option<Mois> {
        lu.dans(self.annee)
    }

    /// Index in rapport.toml of the dispositif of a code.
    fn rang(&self, code: &str) -> Option<u16> {
        let rang = self.codes.iter().position(|autre| autre == code)?;
        u16::try_from(rang).ok()
    }

    /// A row with a figure; `None` when its month or its dispositif cannot be known, which is said.
    pub(super) fn facture(&mut self, ligne: &Ligne, facturation: &mut Facturation) -> Option<LigneDeFacture> {
        let mois = self.mois(ligne)?;
        let dispositif = self.dispositif(ligne)?;
        self.avant = (Some(mois), dispositif);
        let id = self.id(ligne);
        let lus = [ColonneDeFacture::Journees, ColonneDeFacture::Prix, ColonneDeFacture::Montant]
            .map(|colonne| self.chiffre(ligne, colonne));
        let ([journees, prix, montant], illisibles) = (lus.map(|(lu, _)| lu), lus.map(|(_, illisible)| illisible));
        let (payeur, quotite) = (self.payeur(ligne, facturation), self.quotite(ligne, facturation));
        let (numero, rang, table) = (ligne.numero, ligne.rang, self.table);
        Some(LigneDeFacture {
            id,
            journees,
            prix,
            montant,
            illisibles,
            mois,
            numero,
            rang,
            table,
            dispositif,
            payeur,
            quotite,
        })
    }

    /// The month of its cell: a month, a day, or a period within one; a blank cell is that of the row before.
    fn mois(&mut self, ligne: &Ligne) -> Option<Mois> {
        let (colonne, texte) = (self.colonne(ColonneDeFacture::Mois), self.texte(ligne, ColonneDeFacture::Mois));
        let (Some(rang), Some(texte)) = (colonne, texte) else {
            let connu = self.avant.0.filter(|_| colonne.is_some()).or(self.mois);
            if let (None, Some(rang)) = (connu, colonne) {
                self.signale(NatureAnomalie::MoisIllisible { lu: Some(String::new()) }, ligne, rang);
            }
            return connu.and_then(|mois| self.de_l_exercice(mois, ligne, colonne.unwrap_or(0)));
        };
        let lu = ligne.cellule(rang).mois().and_then(|lu| self.date(lu));
        let lu = lu.or_else(|| du_jour(texte)).or_else(|| periode(texte)).or_else(|| self.mois_dans(texte));
        if lu.is_none() {
            self.signale(NatureAnomalie::MoisIllisible { lu: Some(String::new()) }, ligne, rang);
        }
        self.de_l_exercice(lu?, ligne, rang)
    }

    /// A month of another year is said, and not counted.
    fn de_l_exercice(&mut self, mois: Mois, ligne: &Ligne, rang: usize) -> Option<Mois> {
        if mois.annee() == self.axes.exercice {
            return Some(mois);
        }
        self.signale(NatureAnomalie::MoisHorsExercice { mois }, ligne, rang);
        None
    }

    /// The dispositif of its cell, or that of the row before where it is blank; `None` inside where nothing says any.
    fn dispositif(&mut self, ligne: &Ligne) -> Option<Option<u16>> {
        let (colonne, texte) =
            (self.colonne(ColonneDeFacture::Dispositif), self.texte(ligne, ColonneDeFacture::Dispositif));
        let (Some(rang), Some(texte)) = (colonne, texte) else {
            return Some(self.avant.1.filter(|_| colonne.is_some()).or(self.dispositif));
        };
        let dispositif = self.axes.noms.code(texte).and_then(|code| self.rang(code));
        if dispositif.is_none() {
            let noms = self.axes.noms;
            let (lu, proche, codes) = (Some(String::new()), noms.proche(texte), self.codes.clone());
            self.signale(NatureAnomalie::DispositifInconnu { lu, proche, codes }, ligne, rang);
        }
        dispositif.map(Some)
    }

    fn id(&self, ligne: &Ligne) -> EcoString {
        let texte = self.texte(ligne, ColonneDeFacture::Id);
        let texte = texte.filter(|texte| !est_une_marque_de_vide(texte) && error(texte).is_none());
        texte.map(EcoString::from).unwrap_or_default()
    }

    fn payeur(&mut self, ligne: &Ligne, facturation: &mut Facturation) -> u16 {
        let Some(texte) = self.texte(ligne, ColonneDeFacture::Payeur).filter(|t| !est_une_marque_de_vide(t)) else {
            return 0;
        };
        *self.payeurs.entry(cle_du_payeur(texte)).or_insert_with(|| {
            facturation.payeurs.push(texte.to_owned());
            u16::try_from(facturation.payeurs.len()).unwrap_or(0)
        })
    }

    /// What a total is of: the month, the dispositif, the payer that its cells name.
    pub(super) fn du_total(&self, ligne: &Ligne) -> (Option<Mois>, Option<u16>, u16) {
        let noms = self.axes.noms;
        let texte = |colonne| self.texte(ligne, colonne);
        let qui = [ColonneDeFacture::Mois, ColonneDeFacture::Dispositif, ColonneDeFacture::Id].map(texte);
        let premiere = ligne.remplies().next().map(|(_, cellule)| cellule.texte()).filter(|t| !t.is_empty());
        let textes = || qui.into_iter().chain([premiere]).flatten();
        let mois = self.colonne(ColonneDeFacture::Mois).and_then(|rang| ligne.cellule(rang).mois());
        let mois = mois.and_then(|lu| self.date(lu)).or_else(|| textes().find_map(|texte| self.mois_dans(texte)));
        let dispositif = textes().find_map(|texte| self.rang(noms.code(texte).or_else(|| noms.code_dans(texte))?));
        let payeur = texte(ColonneDeFacture::Payeur).and_then(|texte| self.payeurs.get(&cle_du_payeur(texte)).copied());
        (mois, dispositif, payeur.unwrap_or(0))
    }
}

/// The month of a full date.
fn du_jour(texte: &str) -> Option<Mois> {
    parse_date(texte).and_then(Mois::du)
}

/// « 01/03/2021 au 31/03/2021 »: the month of both days.
fn periode(texte: &str) -> Option<Mois> {
    let bas = texte.to_lowercase();
    let (du, au) = [" au ", " - ", " à "].into_iter().find_map(|entre| bas.split_once(entre))?;
    let du = du_jour(du.trim_start_matches("du "))?;
    (du_jour(au)? == du).then_some(du)
}
