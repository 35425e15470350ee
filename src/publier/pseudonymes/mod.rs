//! `trame pseudonymiser`: a table of people in, the same table without anyone's name out. Bytes in, bytes out: the key
//! and the files are elsewhere.

mod codes;
pub(super) mod coffre;
mod colonnes;

pub(super) use codes::Cle;

use crate::domaine::dossier::{Ligne, Source};
use crate::francais::est_une_marque_de_vide;
use crate::lire::{Role, TableDePersonnes, tables_de_personnes};
use codes::{Codes, Domaine};
use colonnes::{Devenir, Plan};
use std::collections::BTreeMap;

/// Beyond so many characters, what stands in a column of words is a sentence.
const PHRASE: usize = 40;

/// What was made of a table.
pub(super) struct Pseudonymise {
    /// CSV, `;`, UTF-8 with its mark.
    pub(super) octets: Vec<u8>,
    /// What became of each column, headers only.
    pub(super) resume: Vec<String>,
}

/// Why no table was made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refus {
    #[error("aucun tableau ne s’y lit")]
    RienALire,
    #[error(
        "aucune colonne n’y dit qui sont les personnes (id, jeune, famille, référent, nom)\u{202f}: rien à remplacer"
    )]
    Personne,
    #[error("plusieurs feuilles y nomment des personnes ({0})\u{202f}: enregistrer chacune dans un fichier")]
    Feuilles(String),
    #[error("deux personnes auraient le même code\u{202f}: employer une autre clé")]
    Collision,
    #[error("le tableau ne s’écrit pas\u{a0}: {0}")]
    Ecriture(String),
}

/// Replaces every identifier by a code that only the holder of the key can make again. Cost: linear in the rows.
///
/// # Errors
/// When the file holds no table of people, or several.
pub(super) fn pseudonymise(source: &Source, cle: &Cle) -> Result<Pseudonymise, Refus> {
    let (tables, _) = tables_de_personnes(source);
    if tables.is_empty() {
        return Err(Refus::RienALire);
    }
    let mut nommees: Vec<TableDePersonnes> = tables.into_iter().filter(TableDePersonnes::nomme_quelqu_un).collect();
    let table = match nommees.len() {
        0 => return Err(Refus::Personne),
        1 => nommees.remove(0),
        _ => {
            let noms = nommees.iter().filter_map(|table| table.feuille.as_deref());
            return Err(Refus::Feuilles(noms.collect::<Vec<_>>().join(", ")));
        }
    };
    Atelier { plan: Plan::new(&table.colonnes), codes: Codes::new(cle), videes: BTreeMap::new(), table: &table }.faire()
}

struct Atelier<'a> {
    table: &'a TableDePersonnes,
    plan: Plan,
    codes: Codes<'a>,
    /// How many cells of each column were emptied.
    videes: BTreeMap<usize, usize>,
}

impl Atelier<'_> {
    fn faire(mut self) -> Result<Pseudonymise, Refus> {
        let echec = |e: csv::Error| Refus::Ecriture(e.to_string());
        let mut sortie = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
        sortie.write_record(self.plan.entetes(&self.table.colonnes)).map_err(echec)?;
        for ligne in &self.table.lignes {
            let cellules = self.ligne(ligne)?;
            if cellules.iter().any(|cellule| !cellule.is_empty()) {
                sortie.write_record(&cellules).map_err(echec)?;
            }
        }
        let octets = sortie.into_inner().map_err(|e| Refus::Ecriture(e.error().to_string()))?;
        Ok(Pseudonymise { octets, resume: self.plan.resume(&self.table.colonnes, &self.videes) })
    }

    fn ligne(&mut self, ligne: &Ligne) -> Result<Vec<String>, Refus> {
        let mut cellules = Vec::with_capacity(self.plan.devenirs.len() + 1);
        if self.plan.jeune_fait_du_nom {
            cellules.push(self.jeune(ligne)?);
        }
        for rang in 0..self.plan.devenirs.len() {
            let texte = ligne.cellule(rang).texte().trim();
            let cellule = match self.plan.devenirs[rang] {
                Devenir::Retire(_) => continue,
                Devenir::Code(domaine) => self.code(domaine, &[texte])?,
                Devenir::Mois => {
                    let mois = self.table.mois_de_naissance(ligne, rang);
                    mois.map_or(String::new(), |mois| format!("{}-{:02}", mois.annee(), mois.numero()))
                }
                Devenir::Date if self.table.est_une_date(ligne, rang) => inoffensif(texte),
                Devenir::Mot if est_un_mot(texte) => inoffensif(texte),
                Devenir::Date | Devenir::Mot => String::new(),
            };
            if cellule.is_empty() && !texte.is_empty() && !est_une_marque_de_vide(texte) {
                *self.videes.entry(rang).or_insert(0) += 1;
            }
            cellules.push(cellule);
        }
        Ok(cellules)
    }

    /// The code of someone known by a name and the month of a birth.
    fn jeune(&mut self, ligne: &Ligne) -> Result<String, Refus> {
        let colonnes = || self.table.colonnes.iter().enumerate();
        let noms = colonnes().filter(|(_, (_, role))| *role == Role::NomDuJeune);
        let nom: Vec<&str> =
            noms.map(|(rang, _)| ligne.cellule(rang).texte().trim()).filter(|t| !t.is_empty()).collect();
        let naissance = colonnes().find(|(_, (_, role))| *role == Role::Naissance);
        let naissance = naissance.and_then(|(rang, _)| self.table.mois_de_naissance(ligne, rang));
        let naissance = naissance.map_or(String::new(), |mois| format!("{}-{}", mois.annee(), mois.numero()));
        match nom.is_empty() {
            true => Ok(String::new()),
            false => self.code(Domaine::Jeune, &[&codes::nom_plie(&nom.join(" ")), &naissance]),
        }
    }

    fn code(&mut self, domaine: Domaine, morceaux: &[&str]) -> Result<String, Refus> {
        match morceaux.first().is_none_or(|texte| est_une_marque_de_vide(texte) || texte.is_empty()) {
            true => Ok(String::new()),
            false => self.codes.code(domaine, morceaux).ok_or(Refus::Collision),
        }
    }
}

/// A choice or a number; neither a sentence, nor an e-mail, nor a telephone.
fn est_un_mot(texte: &str) -> bool {
    let chiffres = texte.chars().filter(char::is_ascii_digit).count();
    texte.chars().count() <= PHRASE && chiffres < 9 && !texte.contains(['@', '\n', '\r'])
}

/// A cell that a spreadsheet would run as a formula is kept as text.
fn inoffensif(texte: &str) -> String {
    let nombre = crate::francais::est_un_nombre(texte);
    if texte.starts_with(['=', '+', '-', '@', '\t', '\r']) && !nombre { format!("'{texte}") } else { texte.to_owned() }
}

#[cfg(test)]
mod tests;
