//! The folder as the checks look at it: one table per dispositif, inside the known period.

use super::prose::{Blocs, Lecture, blocs};
use crate::diagnostic::{Address, Span};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::cellule::Contenu;
use crate::domaine::dossier::{Dossier, Grandeur, Releve, Saisie, Table, Textes};
use crate::domaine::exact::Exact;
use crate::domaine::factures::Factures;
use crate::domaine::journees::Bornes;
use crate::domaine::mois::{Exercice, Mois};
use crate::domaine::reglages::Reglages;
use crate::domaine::suivi::Derivation;
use crate::domaine::tableau::Tableau;
use std::sync::OnceLock;

/// What a check of the cells is given.
pub(super) struct Vue<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) reglages: &'a Reglages,
    /// What the follow-up table amounts to; empty where there is none.
    pub(super) derivation: &'a Derivation,
    /// The tables that the office typed.
    pub(super) tableaux: Vec<Tableau<'a>>,
    pub(super) jusqu_a: Mois,
    /// The billing, row by row; nothing where the texts alone are looked at.
    pub(super) factures: Option<Factures<'a>>,
    /// The team's texts.
    pub(super) textes: &'a Textes,
    blocs: OnceLock<Vec<Blocs>>,
}

/// A figure that was read, and its cell.
#[derive(Clone, Copy)]
pub(super) struct Lue<'a> {
    pub(super) nombre: Exact,
    pub(super) span: &'a Span,
}

/// The movements of a month, all four known.
pub(super) struct Ligne<'a> {
    pub(super) debut: Lue<'a>,
    pub(super) entrees: Lue<'a>,
    pub(super) sorties: Lue<'a>,
    pub(super) fin: Lue<'a>,
}

impl Ligne<'_> {
    /// début + entrées − sorties.
    pub(super) fn fin_attendue(&self) -> Exact {
        self.debut.nombre + self.entrees.nombre - self.sorties.nombre
    }
}

impl<'a> Vue<'a> {
    /// The tables.
    pub(super) fn new(dossier: &'a Dossier, reglages: &'a Reglages, derivation: &'a Derivation) -> Self {
        let vue = Self::des_textes((dossier, &dossier.textes), reglages, derivation);
        let factures = Factures::new((dossier, reglages, derivation), vue.jusqu_a);
        Self { factures: Some(factures), ..vue }
    }

    /// The texts, beside tables that nobody walks again.
    pub(super) fn des_textes(
        (dossier, textes): (&'a Dossier, &'a Textes),
        reglages: &'a Reglages,
        derivation: &'a Derivation,
    ) -> Self {
        let jusqu_a = dossier.jusqu_a(reglages, derivation);
        Self {
            dossier,
            reglages,
            derivation,
            tableaux: dossier.tableaux(reglages),
            jusqu_a,
            factures: None,
            textes,
            blocs: OnceLock::new(),
        }
    }

    /// The words of each text, in the order of the folder, read once for all the checks.
    pub(super) fn blocs(&self) -> &[Blocs] {
        self.blocs.get_or_init(|| self.textes.iter().map(|t| blocs(&t.contenu, Lecture::Mots)).collect())
    }

    pub(super) fn exercice(&self) -> Exercice {
        self.reglages.exercice
    }

    /// The months known.
    pub(super) fn mois(&self) -> impl DoubleEndedIterator<Item = Mois> + use<> {
        let jusqu_a = self.jusqu_a;
        self.exercice().mois().filter(move |mois| *mois <= jusqu_a)
    }

    /// True once December is known.
    pub(super) fn annee_complete(&self) -> bool {
        self.jusqu_a == self.exercice().decembre()
    }

    /// The figure of a month with its cell.
    pub(super) fn lue(&self, tableau: &Tableau<'a>, grandeur: Grandeur, mois: Mois) -> Option<Lue<'a>> {
        let nombre = tableau.nombre(grandeur, mois)?;
        let releve: &'a Releve = tableau.cellule(grandeur, mois)?;
        Some(Lue { nombre, span: &releve.span })
    }

    /// The four movements of a month, when all are known.
    pub(super) fn ligne(&self, tableau: &Tableau<'a>, mois: Mois) -> Option<Ligne<'a>> {
        Some(Ligne {
            debut: self.lue(tableau, Grandeur::PresentsDebut, mois)?,
            entrees: self.lue(tableau, Grandeur::Entrees, mois)?,
            sorties: self.lue(tableau, Grandeur::Sorties, mois)?,
            fin: self.lue(tableau, Grandeur::PresentsFin, mois)?,
        })
    }

    /// True when an erreur already says why a dispositif has no figure: a table that could be its own could not be read.
    pub(super) fn en_erreur(&self, code: &str) -> bool {
        let illisible = |r: &Releve| r.dispositif == code && r.saisie == Saisie::Illisible;
        let sans_releve = |a: &Anomalie| !self.dossier.releves.iter().any(|r| r.span.file == a.span.file);
        let tables = self.dossier.anomalies.iter().filter(|a| !Textes::est_un_des_leurs(&a.span.file));
        let perdu = |a: &Anomalie| match &a.nature {
            NatureAnomalie::DispositifInconnu { proche, .. } => proche.as_deref().is_none_or(|proche| proche == code),
            NatureAnomalie::FichierTropGrand { .. } | NatureAnomalie::PlusieursDispositifs { .. } => true,
            NatureAnomalie::MoisIllisible { .. } | NatureAnomalie::MoisContradictoire { .. } => sans_releve(a),
            _ => false,
        };
        self.dossier.releves.iter().any(illisible) || tables.clone().any(perdu)
    }

    /// The same stock of every dispositif that is open that month; `None` as soon as one is unknown.
    pub(super) fn stocks(&self, grandeur: Grandeur, mois: Mois) -> Option<Vec<(&'a str, Lue<'a>)>> {
        let mut stocks = Vec::new();
        for tableau in &self.tableaux {
            match self.lue(tableau, grandeur, mois) {
                Some(lue) => stocks.push((tableau.dispositif.code.as_str(), lue)),
                None if tableau.ferme(mois) => {}
                None => return None,
            }
        }
        Some(stocks)
    }

    /// What the movements of a month allow in days; unknown when a movement is, or when it is not said which days are
    /// open.
    pub(super) fn bornes_du_mois(&self, tableau: &Tableau<'a>, mois: Mois) -> Option<Bornes> {
        let comptage = self.reglages.comptage_de(tableau.dispositif);
        tableau.bornes(mois, &comptage).ok()
    }

    /// The same over the twelve months, a closed dispositif counting for nothing.
    pub(super) fn bornes_de_l_annee(&self, tableau: &Tableau<'a>) -> Option<Bornes> {
        let mut mois = self.exercice().mois();
        mois.try_fold(Bornes::default(), |total, mois| Some(total.plus(self.bornes_du_mois(tableau, mois)?)))
    }
}

/// Every item that repeats an earlier one, with that one.
pub(super) fn doubles<T>(tous: &[T], meme: fn(&T, &T) -> bool) -> impl Iterator<Item = (&T, &T)> {
    let avec_les_precedents = tous.iter().enumerate().map(|(rang, second)| (&tous[..rang], second));
    avec_les_precedents
        .filter_map(move |(avant, second)| Some((avant.iter().find(|premier| meme(premier, second))?, second)))
}

/// True where the content of a cell may be quoted: rapport.toml, monthly and annual tables (even one that could not be
/// attributed), never a row-by-row or unknown table.
pub(super) fn citable(dossier: &Dossier, span: &Span) -> bool {
    let lue = || dossier.table(span).is_some_and(Table::est_agrege);
    let presque = |anomalie: &Anomalie| match &anomalie.nature {
        NatureAnomalie::FichierNonReconnu { ressemble: Some(genre), manque } => {
            Table::genre_agrege(genre) && manque.len() <= 1
        }
        _ => false,
    };
    span.file == "rapport.toml"
        || lue()
        || dossier.anomalies.iter().any(|a| a.span.file == span.file && a.span.sheet == span.sheet && presque(a))
}

/// What the user typed at a place: a cell, or the value of a line of rapport.toml; « vide » for a blank cell. Nothing
/// where the content may not be quoted.
pub(super) fn texte_saisi<'a>(dossier: &'a Dossier, span: &Span) -> Option<&'a str> {
    match span.cell {
        Some(cellule) => texte_de_la_cellule(dossier, span, cellule).map(|t| if t.is_empty() { VIDE } else { t }),
        None if span.file == "rapport.toml" => valeur_du_reglage(dossier, span.line),
        None => None,
    }
}

/// The line of rapport.toml that gives a dispositif its code.
pub(super) fn place_du_dispositif(dossier: &Dossier, code: &str) -> Span {
    place_du_reglage(dossier, "code", |ligne| valeur(ligne) == Some(code))
}

/// The line of rapport.toml that says the exercise.
pub(super) fn place_de_l_exercice(dossier: &Dossier) -> Span {
    place_du_reglage(dossier, "exercice", |_| true)
}

/// The first line of rapport.toml that sets a key as wanted.
fn place_du_reglage(dossier: &Dossier, cle: &str, voulue: impl Fn(&str) -> bool) -> Span {
    let lignes = dossier.rapport_toml.as_deref().unwrap_or_default().lines();
    let est_la = |(_, ligne): &(u32, &str)| {
        let lue = ligne.split_once('=').map_or("", |(lue, _)| lue.trim());
        lue == cle && voulue(ligne)
    };
    let trouvee = (1_u32..).zip(lignes).find(est_la);
    let ligne = |(numero, _)| Span::line("rapport.toml", numero, Some(cle.to_owned()));
    trouvee.map_or_else(|| Span::file("rapport.toml"), ligne)
}

/// How a blank cell is written in a `valeur`.
const VIDE: &str = "vide";

fn texte_de_la_cellule<'a>(dossier: &'a Dossier, span: &Span, cellule: Address) -> Option<&'a str> {
    let lignes = &dossier.table(span).filter(|_| citable(dossier, span))?.lignes;
    let rang = lignes.binary_search_by_key(&cellule.row, |ligne| ligne.rang).ok()?;
    match lignes[rang].cellules.get(cellule.column as usize) {
        Some(cellule) if cellule.contenu() == Contenu::Retire => None,
        lue => Some(lue.map_or("", |texte| texte.trim())),
    }
}

/// What stands after « = », without quotation marks or comment.
fn valeur_du_reglage(dossier: &Dossier, ligne: u32) -> Option<&str> {
    let numero = usize::try_from(ligne).ok()?.checked_sub(1)?;
    valeur(dossier.rapport_toml.as_deref()?.lines().nth(numero)?)
}

fn valeur(ligne: &str) -> Option<&str> {
    let valeur = ligne.split_once('=')?.1.trim();
    let texte = ['"', '\''].into_iter().find_map(|guillemet| valeur.strip_prefix(guillemet)?.split(guillemet).next());
    texte.or_else(|| valeur.split('#').next()).map(str::trim).filter(|texte| !texte.is_empty())
}
