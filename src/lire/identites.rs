//! Columns that tell who people are, before anything is masked: read only to be made into codes (`trame pseudonymiser`).

use super::feuille::{self, Feuille};
use super::nominatif;
use super::suivi::{date_lue, naissance_lue};
use super::table::Lexique;
use crate::domaine::anomalie::Anomalie;
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Ligne, Source};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Limites;
use crate::domaine::suivi::Colonne;
use chrono::Datelike;

/// What a column tells of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A code or a name that stands for a mesure, a jeune, a famille or a référent: the key of what it identifies.
    Identifiant(&'static str),
    /// The name of the jeune, or a part of it.
    NomDuJeune,
    /// When the jeune was born.
    Naissance,
    /// Names or locates someone.
    Nominatif,
    /// A date.
    Date,
    /// A word or a number that Trame counts by.
    Mot,
    /// Nothing that Trame reads.
    Inconnu,
}

/// A sheet, and what its columns tell.
#[derive(Debug)]
pub struct TableDePersonnes {
    /// Its name in a workbook.
    pub feuille: Option<String>,
    /// Header as typed and role of each column.
    pub colonnes: Vec<(String, Role)>,
    /// Rows below the header.
    pub lignes: Vec<Ligne>,
    /// The last year that its dates tell of; nobody of it was born after.
    derniere_annee: i32,
}

impl TableDePersonnes {
    /// True when a column tells who someone is.
    pub fn nomme_quelqu_un(&self) -> bool {
        let dit = |role: &Role| matches!(role, Role::Identifiant(_) | Role::NomDuJeune | Role::Nominatif);
        self.colonnes.iter().any(|(_, role)| dit(role))
    }

    /// The month of a birth, where the cell says it.
    pub fn mois_de_naissance(&self, ligne: &Ligne, colonne: usize) -> Option<Mois> {
        let cellule = ligne.cellule(colonne);
        Mois::du(naissance_lue(cellule.texte().trim(), cellule.contenu(), self.derniere_annee)?)
    }

    /// True when a cell of a column of dates holds nothing else than a date, or the mark that there is none.
    pub fn est_une_date(&self, ligne: &Ligne, colonne: usize) -> bool {
        let cellule = ligne.cellule(colonne);
        date_lue(cellule.texte().trim(), cellule.contenu()).is_ok()
    }
}

/// The sheets of a file that have a row of headers, nothing masked; what could not be read.
pub fn tables_de_personnes(source: &Source) -> (Vec<TableDePersonnes>, Vec<Anomalie>) {
    let (lexique, mut anomalies) = (Lexique::of(None), Vec::new());
    let feuilles = feuille::feuilles(source, &Limites::default(), &lexique.entetes, &mut anomalies);
    (feuilles.into_iter().filter_map(|feuille| table(feuille, &lexique)).collect(), anomalies)
}

fn table(feuille: Feuille, lexique: &Lexique) -> Option<TableDePersonnes> {
    let Feuille { nom, mut lignes, .. } = feuille;
    let reconnu = lexique.genres.reconnu(&lignes);
    let entete = match &reconnu {
        Some(reconnu) => reconnu.entete,
        None => nominatif::zones(&lignes, std::iter::empty(), None).first()?.lignes.start,
    };
    let corps = lignes.split_off(entete + 1);
    let titres = &lignes[entete];
    let role = |(rang, cellule): (usize, &crate::domaine::cellule::Cellule)| {
        let texte = cellule.texte().trim();
        let lue = reconnu.iter().flat_map(|r| &r.colonnes).find(|(_, colonne)| **colonne == rang);
        let cle = lue.map(|(cle, _)| cle.as_str()).or_else(|| lexique.genres.colonne_de_suivi(texte));
        (texte.to_owned(), role(texte, cle, lexique))
    };
    let colonnes: Vec<(String, Role)> = titres.cellules.iter().enumerate().map(role).collect();
    let table =
        TableDePersonnes { feuille: nom, derniere_annee: derniere_annee(&corps, &colonnes), colonnes, lignes: corps };
    Some(table)
}

/// A header that names someone is never taken for anything else.
fn role(entete: &str, cle: Option<&str>, lexique: &Lexique) -> Role {
    if lexique.entetes.est_nom_du_jeune(entete) {
        return Role::NomDuJeune;
    }
    let connue = Colonne::TOUTES.iter().find(|(_, nom)| Some(*nom) == cle).map(|(colonne, _)| *colonne);
    match (connue, cle) {
        (Some(Colonne::Id), _) => Role::Identifiant("id"),
        (Some(Colonne::Jeune), _) => Role::Identifiant("jeune"),
        (Some(Colonne::Famille), _) => Role::Identifiant("famille"),
        (Some(Colonne::Referent | Colonne::CoReferent), _) => Role::Identifiant("referent"),
        (Some(Colonne::Naissance), _) => Role::Naissance,
        (Some(Colonne::SituationParentale), _) => Role::Mot,
        _ if lexique.entetes.est_nominatif(entete) => Role::Nominatif,
        (Some(colonne), _) if colonne.mot().is_none() => Role::Date,
        (Some(_), _) => Role::Mot,
        (None, Some("date" | "reponse_le")) => Role::Date,
        (None, Some("mesure")) => Role::Identifiant("id"),
        (None, Some(_)) => Role::Mot,
        (None, None) => Role::Inconnu,
    }
}

fn derniere_annee(lignes: &[Ligne], colonnes: &[(String, Role)]) -> i32 {
    let dates = colonnes.iter().enumerate().filter(|(_, (_, role))| *role == Role::Date).map(|(rang, _)| rang);
    let annee = |rang: usize| {
        let lues = lignes.iter().map(move |l| (l.cellule(rang).texte().trim(), l.cellule(rang).contenu()));
        lues.filter_map(|(texte, contenu): (&str, Contenu)| date_lue(texte, contenu).ok().flatten())
            .map(|j| j.year())
            .max()
    };
    dates.filter_map(annee).max().unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(texte: &str) -> Vec<Role> {
        let source = Source { chemin: "suivi.csv".into(), octets: texte.as_bytes().to_vec() };
        let (tables, _) = tables_de_personnes(&source);
        tables[0].colonnes.iter().map(|(_, role)| *role).collect()
    }

    #[test]
    fn headers_say_what_they_tell_of_people() {
        let texte = "Suivi 2021\nN° de mesure;Nom;Prénom;Né le;Référent;Adresse;Dispositif;Début;Observations\n\
                     M1;DURAND;Léa;12/05/08;Anne;1 rue;AEMO;01/03/2021;rien\n";
        assert_eq!(
            roles(texte),
            [
                Role::Identifiant("id"),
                Role::NomDuJeune,
                Role::NomDuJeune,
                Role::Naissance,
                Role::Identifiant("referent"),
                Role::Nominatif,
                Role::Mot,
                Role::Date,
                Role::Inconnu,
            ]
        );
        assert_eq!(roles("Nom et prénom;Situation des parents;Téléphone\nA;B;C\n")[1..], [Role::Mot, Role::Nominatif]);
    }

    #[test]
    fn a_birth_is_of_the_century_that_the_dates_allow() {
        let texte =
            "id;naissance;début;dispositif\nM1;12/05/98;01/03/2021;AEMO\nM2;03/2009;02/03/2021;AEMO\nM3;?;;AEMO\n";
        let source = Source { chemin: "suivi.csv".into(), octets: texte.as_bytes().to_vec() };
        let table = &tables_de_personnes(&source).0[0];
        let lus: Vec<Option<Mois>> = table.lignes.iter().map(|ligne| table.mois_de_naissance(ligne, 1)).collect();
        assert_eq!(lus, [Mois::new(1998, 5), Mois::new(2009, 3), None]);
    }
}
