//! Requests and absences of young people: read row by row, never quoted nor kept as cells.

use super::genres::Reconnu;
use super::noms::Noms;
use super::signalees::Signalees;
use super::suivi::dates::{Lu, lit};
use super::tableau_mensuel::Lieu;
use super::vocabulaire::Vocabulaire;
use crate::domaine::anomalie::{Anomalie, CauseDeDate, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Ligne, Table};
use crate::domaine::registres::{AbsenceDeJeune, Demande, Place};
use crate::francais::{Cause, est_une_marque_de_vide};
use chrono::NaiveDate;
use ecow::EcoString;

/// A free word in a column of words: it may name someone.
const AUTRE: &str = "autre";

/// A table being read.
struct Registre<'a> {
    reconnu: &'a Reconnu,
    entete: &'a Ligne,
    lieu: Lieu<'a>,
    vocabulaire: &'a Vocabulaire,
    noms: &'a Noms<'a>,
    signalees: Signalees<Anomalie>,
}

/// Reads the rows below the header of a table of one of these kinds. How many were kept; `None` for another kind.
pub(super) fn lire(
    lignes: &[Ligne],
    reconnu: &Reconnu,
    lieu: Lieu<'_>,
    (vocabulaire, noms): (&Vocabulaire, &Noms<'_>),
    dossier: &mut Dossier,
) -> Option<usize> {
    let demandes = match reconnu.genre {
        Table::DEMANDES => true,
        Table::ABSENCES_DES_JEUNES => false,
        _ => return None,
    };
    let (entete, corps) = lignes.get(reconnu.entete..)?.split_first()?;
    let tables = &mut dossier.registres.tables;
    let table = u16::try_from(tables.len()).ok()?;
    tables.push((lieu.fichier.to_owned(), lieu.feuille.map(str::to_owned)));
    let codes: Vec<String> = dossier.reglages.iter().flat_map(|r| &r.dispositifs).map(|d| d.code.clone()).collect();
    let mut registre = Registre { reconnu, entete, lieu, vocabulaire, noms, signalees: Signalees::default() };
    let mut lues = 0;
    for ligne in corps.iter().filter(|l| l.remplies().nth(1).is_some()) {
        let place = Place { table, numero: ligne.numero, rang: ligne.rang };
        if demandes {
            dossier.registres.demandes.extend(registre.demande(ligne, place, &codes).inspect(|_| lues += 1));
        } else {
            dossier.registres.absences.extend(registre.absence(ligne, place).inspect(|_| lues += 1));
        }
    }
    registre.signalees.remet(dossier);
    Some(lues)
}

impl Registre<'_> {
    fn demande(&mut self, ligne: &Ligne, place: Place, codes: &[String]) -> Option<Demande> {
        let date = self.jour(ligne, "date", true)?;
        let dispositif = self.dispositif(ligne, codes);
        Some(Demande {
            place,
            date,
            dispositif,
            nature: self.mot(ligne, "nature", "nature_de_demande", Some("ordinaire, urgence ou relais")),
            issue: self.mot(
                ligne,
                "issue",
                "issue_de_demande",
                Some("admise, refusée, annulée, réorientée ou sans réponse"),
            ),
            motif: self.mot(ligne, "motif", "motif_de_refus", None),
        })
    }

    fn absence(&mut self, ligne: &Ligne, place: Place) -> Option<AbsenceDeJeune> {
        let debut = self.jour(ligne, "debut", true)?;
        let fin = self.jour(ligne, "fin", false);
        if fin.is_some_and(|fin| fin < debut) {
            self.refuse(ligne, "fin", "une date de retour qui ne précède pas le départ");
            return None;
        }
        let jeune = self.texte(ligne, "id").filter(|id| !est_une_marque_de_vide(id)).unwrap_or_default();
        let motif = self.mot(ligne, "motif", "motif_d_absence", None);
        Some(AbsenceDeJeune { place, jeune: jeune.into(), debut, fin, motif })
    }

    fn texte<'l>(&self, ligne: &'l Ligne, cle: &str) -> Option<&'l str> {
        let texte = ligne.cellule(*self.reconnu.colonnes.get(cle)?).texte().trim();
        Some(texte).filter(|texte| !texte.is_empty())
    }

    fn signale(&mut self, nature: NatureAnomalie, ligne: &Ligne, cle: &str) {
        if let Some(colonne) = self.reconnu.colonnes.get(cle) {
            let span = self.lieu.span(ligne, *colonne, self.entete.cellule(*colonne));
            self.signalees.dit(Anomalie { nature, span });
        }
    }

    fn refuse(&mut self, ligne: &Ligne, cle: &str, attendu: &str) {
        let attendu = attendu.to_owned();
        let nature = NatureAnomalie::ValeurIllisible { lu: String::new(), attendu, cause: Cause::Inconnue };
        self.signale(nature, ligne, cle);
    }

    /// The day of a cell; said when it is none, or when it is missing where the row needs it.
    fn jour(&mut self, ligne: &Ligne, cle: &str, requis: bool) -> Option<NaiveDate> {
        let cellule = ligne.cellule(*self.reconnu.colonnes.get(cle)?);
        let cause = match lit(cellule.texte().trim(), cellule.contenu()) {
            Lu::Jour(jour) => return Some(jour),
            Lu::Vide if !requis => return None,
            Lu::Vide => {
                self.refuse(ligne, cle, "une date, par exemple 31/12/2021");
                return None;
            }
            Lu::Mois(_) => CauseDeDate::MoisSeul,
            Lu::Illisible(cause) => cause,
        };
        self.signale(NatureAnomalie::DateIllisible { cause }, ligne, cle);
        None
    }

    /// The word of the vocabulary; a free one is « autre », or refused where the column has a closed list.
    fn mot(&mut self, ligne: &Ligne, cle: &str, critere: &str, attendu: Option<&str>) -> EcoString {
        let Some(texte) = self.texte(ligne, cle).filter(|texte| !est_une_marque_de_vide(texte)) else {
            return EcoString::new();
        };
        match (self.vocabulaire.mot(critere, texte), attendu) {
            (Some(mot), _) => mot.into(),
            (None, None) => AUTRE.into(),
            (None, Some(attendu)) => {
                self.refuse(ligne, cle, attendu);
                EcoString::new()
            }
        }
    }

    /// Index of the dispositif; an unknown one is said, without its name.
    fn dispositif(&mut self, ligne: &Ligne, codes: &[String]) -> Option<u16> {
        let texte = self.texte(ligne, "dispositif").filter(|texte| !self.noms.est_ensemble(texte))?;
        let code = self.noms.code(texte).map(str::to_owned);
        let rang = code.and_then(|code| codes.iter().position(|autre| *autre == code));
        if rang.is_none() {
            let nature = NatureAnomalie::DispositifInconnu { lu: None, proche: None, codes: codes.to_vec() };
            self.signale(nature, ligne, "dispositif");
        }
        u16::try_from(rang?).ok()
    }
}
