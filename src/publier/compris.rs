//! What was understood of each table: the line that people read, and the same as JSON.

use crate::diagnostic::Span;
use crate::domaine::dossier::{Dossier, FormeDeFichier, Saisie, Table};
use crate::domaine::exact::Exact;
use crate::domaine::mois::{Exercice, Mois};
use crate::francais::{enumeration, pluriel};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Dispositifs named on the line; the others are counted.
const DISPOSITIFS_NOMMES: usize = 6;

/// What the figures of a table are about.
#[derive(Default)]
pub(super) struct Compris<'a> {
    /// Codes, in reading order.
    dispositifs: Vec<&'a str>,
    /// Months with at least one cell filled.
    mois: BTreeSet<Mois>,
    /// Years with at least one annual figure filled.
    annees: BTreeSet<i32>,
    /// Rows that hold figures or totals, as a spreadsheet counts them from zero.
    pub(super) rangs: BTreeSet<u32>,
}

/// What was understood of every table of a folder, by file and sheet.
pub(super) struct Comprehension<'a> {
    par_table: BTreeMap<(&'a str, Option<&'a str>), Compris<'a>>,
    rien: Compris<'a>,
    sans_reglages: bool,
}

impl<'a> Comprehension<'a> {
    /// One pass over the figures.
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        let mut par_table: BTreeMap<_, Compris<'a>> = BTreeMap::new();
        for releve in &dossier.releves {
            let compris = par_table.entry(lieu(&releve.span)).or_default();
            compris.note(&releve.dispositif, &releve.span);
            compris.mois.extend((releve.saisie != Saisie::Vide).then_some(releve.mois));
        }
        for annuel in &dossier.annuels {
            let compris = par_table.entry(lieu(&annuel.span)).or_default();
            compris.note(annuel.dispositif.as_deref().unwrap_or("service"), &annuel.span);
            compris.annees.extend((annuel.saisie != Saisie::Vide).then_some(annuel.annee));
        }
        for span in dossier.totaux.iter().map(|t| &t.span) {
            let compris = par_table.entry(lieu(span)).or_default();
            compris.rangs.extend(span.cell.map(|c| c.row));
        }
        Self { par_table, rien: Compris::default(), sans_reglages: dossier.reglages.is_none() }
    }

    /// What was understood of a table.
    pub(super) fn de<'b>(&'b self, table: &'b Table) -> &'b Compris<'b> {
        self.par_table.get(&(table.fichier.as_str(), table.feuille.as_deref())).unwrap_or(&self.rien)
    }

    /// « tableau mensuel, AEMO-R, janvier à décembre 2021, Windows-1252, point-virgule, 4 lignes lues, 1 laissée ».
    pub(super) fn ligne(&self, table: &Table) -> String {
        if table.lignes_remplies == 0 && table.genre.is_none() {
            return "vide, rien n’y est lu".to_owned();
        }
        let compris = self.de(table);
        let mut mots = Vec::new();
        match table.genre {
            Some(genre) if Table::genre_d_objectifs(genre) => mots.push(genre.to_owned()),
            Some(genre) if table.est_agrege() => {
                mots.extend([genre.to_owned(), compris.sujet(), compris.periode_de(genre)])
            }
            Some(genre) if table.lignes_utilisees == 0 && !table.est_un_suivi() => {
                mots.push(format!("{genre}, reconnu mais pas encore compté"))
            }
            Some(genre) => mots.push(genre.to_owned()),
            None if self.sans_reglages => mots.push("pas encore compris, il faut d’abord rapport.toml".to_owned()),
            None => mots.push("tableau non reconnu".to_owned()),
        }
        mots.push(match table.forme {
            FormeDeFichier::Texte { encodage, separateur } => format!("{encodage}, {separateur}"),
            FormeDeFichier::Classeur(format) => format!("classeur {format}"),
        });
        mots.push(match table.genre {
            Some(_) if table.est_un_suivi() => rows_of_mesures(table),
            Some(_) if table.lignes_utilisees > 0 && !table.est_agrege() => {
                compte(table.lignes_utilisees, "ligne lue", "lignes lues")
            }
            Some(_) if table.lignes_utilisees > 0 => compris.lignes(table),
            _ => compte(table.lignes_remplies, "ligne", "lignes"),
        });
        mots.retain(|mot| !mot.is_empty());
        mots.join(", ")
    }

    /// The same for other programs: every key is always there.
    pub(super) fn json(&self, table: &Table) -> Value {
        let compris = self.de(table);
        let (encodage, separateur, format) = match table.forme {
            FormeDeFichier::Texte { encodage, separateur } => (Some(encodage), Some(separateur), None),
            FormeDeFichier::Classeur(format) => (None, None, Some(format)),
        };
        json!({
            "fichier": table.fichier, "feuille": table.feuille, "genre": table.genre,
            "dispositifs": compris.dispositifs,
            "mois": compris.mois.iter().map(Mois::to_string).collect::<Vec<_>>(),
            "annees": compris.annees,
            "encodage": encodage, "separateur": separateur, "format": format,
            "lignes_utilisees": table.lignes_utilisees, "lignes": table.lignes_remplies,
        })
    }
}

fn lieu(span: &Span) -> (&str, Option<&str>) {
    (&span.file, span.sheet.as_deref())
}

impl<'a> Compris<'a> {
    /// « AED et AEMO », or nothing.
    pub(super) fn sujets(&self) -> Option<String> {
        Some(self.sujet()).filter(|_| !self.dispositifs.is_empty())
    }

    /// « janvier à mars 2021 », or nothing.
    pub(super) fn mois_remplis(&self) -> Option<String> {
        Some(self.periode()).filter(|_| !self.mois.is_empty())
    }

    /// The months up to one of them, in its year, in which nothing is filled.
    pub(super) fn mois_vides(&self, jusqu_a: Mois) -> Vec<Mois> {
        let mois = Exercice::new(jusqu_a.annee()).into_iter().flat_map(Exercice::mois);
        mois.take_while(|mois| *mois <= jusqu_a).filter(|mois| !self.mois.contains(mois)).collect()
    }

    fn note(&mut self, dispositif: &'a str, span: &Span) {
        if !self.dispositifs.contains(&dispositif) {
            self.dispositifs.push(dispositif);
        }
        self.rangs.extend(span.cell.map(|c| c.row));
    }

    fn sujet(&self) -> String {
        let autres = self.dispositifs.len().saturating_sub(DISPOSITIFS_NOMMES);
        let mut noms: Vec<String> = self.dispositifs.iter().take(DISPOSITIFS_NOMMES).map(|d| (*d).to_owned()).collect();
        if autres > 0 {
            noms.push(compte(autres, "autre dispositif", "autres dispositifs"));
        }
        enumeration(&noms)
    }

    /// The period of a table that months or years make; nothing of one that they do not.
    fn periode_de(&self, genre: &str) -> String {
        let datee =
            [Table::MENSUEL, Table::ANNUEL].contains(&genre) || !self.mois.is_empty() || !self.annees.is_empty();
        if datee { self.periode() } else { String::new() }
    }

    /// « janvier à mars et mai 2021 »: the year once, when there is only one.
    fn periode(&self) -> String {
        let mut suites: Vec<(Mois, Mois)> = Vec::new();
        for mois in &self.mois {
            match suites.last_mut() {
                Some((_, fin)) if fin.suivant() == *mois => *fin = *mois,
                _ => suites.push((*mois, *mois)),
            }
        }
        let Some((premier, dernier)) = suites.first().map(|s| s.0).zip(suites.last().map(|s| s.1)) else {
            let annees: Vec<String> = self.annees.iter().map(i32::to_string).collect();
            return if annees.is_empty() { "aucun mois rempli".to_owned() } else { enumeration(&annees) };
        };
        let une_annee = premier.annee() == dernier.annee();
        let nom =
            |mois: Mois| if une_annee { mois.nom().to_owned() } else { format!("{} {}", mois.nom(), mois.annee()) };
        let suite = |(debut, fin): &(Mois, Mois)| match debut == fin {
            true => nom(*debut),
            false => format!("{} à {}", nom(*debut), nom(*fin)),
        };
        let noms: Vec<String> = suites.iter().map(suite).collect();
        format!("{}{}", enumeration(&noms), if une_annee { format!(" {}", premier.annee()) } else { String::new() })
    }

    /// Rows emptied because nothing in them was understood are « laissées »; headers are neither read nor left.
    fn lignes(&self, table: &Table) -> String {
        let vides = table.lignes.iter().filter(|l| l.remplies().next().is_none() && !self.rangs.contains(&l.rang));
        let laissees = match vides.count() {
            0 => "0\u{a0}laissée".to_owned(),
            n => format!("{} (titres, notes ou lignes inconnues)", compte(n, "laissée", "laissées")),
        };
        format!("{}, {laissees}", compte(table.lignes_utilisees, "ligne lue", "lignes lues"))
    }
}

/// Rows of a row-by-row table: all but its header are mesures, or are left.
fn rows_of_mesures(table: &Table) -> String {
    let lues = compte(table.lignes_utilisees, "ligne lue", "lignes lues");
    match table.lignes_remplies.saturating_sub(table.lignes_utilisees + 1) {
        0 => format!("{lues}, 0\u{a0}laissée"),
        n => format!("{lues}, {} (titres, totaux ou notes)", compte(n, "laissée", "laissées")),
    }
}

/// « 3 lignes ».
pub(super) fn compte(nombre: usize, un: &str, plusieurs: &str) -> String {
    pluriel(Exact::from(i128::try_from(nombre).unwrap_or(0)), un, plusieurs)
}
