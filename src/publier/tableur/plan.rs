//! Where every value lives in the workbook: one cell is its home, which holds the number or its formula; the other cells
//! that show it point there. What a formula needs and no table shows gets a row in « Détail » or in « Sources ».

use super::mots;
use super::table::{Case, Forme, Ligne, Table};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::valeur::{Nom, Operation, Provenance};
use crate::francais::majuscule;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// A cell of the workbook; rows and columns from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lieu {
    pub(super) feuille: usize,
    pub(super) ligne: u32,
    pub(super) colonne: u16,
}

/// What makes two values the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cle {
    Cellule(Span, Exact),
    Mots(Cow<'static, str>, Exact),
    Arbre(*const Provenance),
}

pub(super) struct Plan {
    pub(super) feuilles: Vec<&'static str>,
    /// The home, and every cell that shows the value.
    lieux: BTreeMap<Cle, (Lieu, BTreeSet<Lieu>)>,
}

/// How deep an operation without a name may stand inside another's formula.
pub(super) const PROFONDEUR: u32 = 2;
/// Most operands of a formula: it must hold in 8 192 characters.
const OPERANDES: usize = 400;
/// The column of the values of « Détail » and « Sources ».
const VALEUR: u16 = 1;

impl Plan {
    /// The tables with « Détail » and « Sources » behind them, and the place of everything.
    pub(super) fn complet(mut tables: Vec<Table>, i: &Indicateurs) -> (Vec<Table>, Self) {
        let mut plan = Self { feuilles: tables.iter().map(|t| t.feuille).collect(), lieux: BTreeMap::new() };
        let mut bases: Vec<(Lieu, Valeur)> = Vec::new();
        let mut a_voir: VecDeque<Valeur> = VecDeque::new();
        for (lieu, case) in cases(&tables) {
            let Some((valeur, habitable)) = case.valeur().filter(|(v, _)| v.nombre.is_ok()) else { continue };
            if habitable && plan.note(valeur, lieu) && !est_une_formule(valeur) {
                bases.push((lieu, valeur.clone()));
            }
            a_voir.push_back(valeur.clone());
        }
        let (mut detail, mut sources) = (table_de_detail(), table_des_sources());
        let mut seuls = Vec::new();
        let premiere = |table: &Table, deja: usize| table.entete() + 1 + u32::try_from(deja).unwrap_or(u32::MAX);
        while let Some(valeur) = a_voir.pop_front() {
            for operande in plan.sans_lieu(&valeur) {
                if plan.maison(&operande).is_some() {
                    continue;
                }
                let (feuille, ligne) = match est_une_formule(&operande) {
                    true => (tables.len(), premiere(&detail, detail.lignes.len())),
                    false => (tables.len() + 1, premiere(&sources, bases.len() + seuls.len())),
                };
                plan.note(&operande, Lieu { feuille, ligne, colonne: VALEUR });
                match est_une_formule(&operande) {
                    true => detail.lignes.push(ligne_de_detail(&operande, i)),
                    false => seuls.push(operande.clone()),
                }
                a_voir.push_back(operande);
            }
        }
        for (lieu, valeur) in bases {
            let ou = format!("{}!{}", tables[lieu.feuille].feuille, lieu.adresse());
            sources.lignes.push(ligne_de_source(&valeur, ou, i));
        }
        sources.lignes.extend(seuls.iter().map(|valeur| ligne_de_source(valeur, "ici".to_owned(), i)));
        plan.feuilles.extend([detail.feuille, sources.feuille]);
        tables.extend([detail, sources]);
        (tables, plan)
    }

    /// Keeps a place of a value; true when it is its home.
    fn note(&mut self, valeur: &Valeur, lieu: Lieu) -> bool {
        let Some(cle) = cle(valeur) else { return false };
        let (_, montree) = self.lieux.entry(cle).or_insert_with(|| (lieu, BTreeSet::new()));
        montree.insert(lieu);
        montree.len() == 1
    }

    /// Where a value lives.
    pub(super) fn maison(&self, valeur: &Valeur) -> Option<Lieu> {
        self.lieux.get(&cle(valeur)?).map(|(maison, _)| *maison)
    }

    /// The cell that a formula should point to: the one on its own row when there is one, else the home.
    pub(super) fn lieu(&self, valeur: &Valeur, ici: Lieu) -> Option<Lieu> {
        let (maison, montree) = self.lieux.get(&cle(valeur)?)?;
        let la_ligne = Lieu { colonne: 0, ..ici }..=Lieu { colonne: u16::MAX, ..ici };
        montree.range(la_ligne).find(|l| **l != ici).or(Some(maison)).copied()
    }

    /// The operands of a formula that no cell holds yet, operations without a name being written inside it.
    fn sans_lieu(&self, valeur: &Valeur) -> Vec<Valeur> {
        let (mut manquants, mut a_voir) = (Vec::new(), VecDeque::from([(valeur, 0)]));
        while let Some((valeur, profondeur)) = a_voir.pop_front() {
            for operande in valeur.operandes().iter().filter(|_| est_une_formule(valeur)) {
                if self.maison(operande).is_some() {
                    continue;
                }
                match tient_dans_la_formule(operande, profondeur) {
                    true => a_voir.push_back((operande, profondeur + 1)),
                    false => manquants.push(operande.clone()),
                }
            }
        }
        manquants
    }
}

impl Lieu {
    /// `B5`.
    pub(super) fn adresse(self) -> String {
        crate::diagnostic::Address { column: u32::from(self.colonne), row: self.ligne }.to_string()
    }
}

/// Every cell of the tables, with its place.
pub(super) fn cases(tables: &[Table]) -> impl Iterator<Item = (Lieu, &Case)> {
    tables.iter().enumerate().flat_map(|(feuille, table)| {
        (table.entete() + 1..).zip(&table.lignes).flat_map(move |(ligne, contenu)| {
            (0..).zip(&contenu.cases).map(move |(colonne, case)| (Lieu { feuille, ligne, colonne }, case))
        })
    })
}

/// A cell of a table holds one number, whoever reads it; a key of rapport.toml may hold twelve that are alike.
fn cle(valeur: &Valeur) -> Option<Cle> {
    let nombre = valeur.exact()?;
    let indicateur = matches!(valeur.nom.as_deref(), Some(Nom::Indicateur { .. }));
    Some(match &*valeur.provenance {
        Provenance::Lue(span) if span.cell.is_some() || !indicateur => Cle::Cellule(span.clone(), nombre),
        Provenance::Convenue(mots) if !indicateur => Cle::Mots(mots.clone(), nombre),
        _ => Cle::Arbre(Arc::as_ptr(&valeur.provenance)),
    })
}

/// True when the operands alone give the number again: the cell is a formula. Any other value is a base number.
pub(super) fn est_une_formule(valeur: &Valeur) -> bool {
    let Provenance::Calculee(operation, operandes) = &*valeur.provenance else { return false };
    let nombres: Option<Vec<Exact>> = operandes.iter().map(Valeur::exact).collect();
    let refait = nombres.filter(|n| n.len() <= OPERANDES).and_then(|nombres| operation.applique(&nombres));
    refait.is_some() && refait == valeur.exact()
}

/// True for an operation without a name, not too deep.
pub(super) fn tient_dans_la_formule(valeur: &Valeur, profondeur: u32) -> bool {
    let court = matches!(&*valeur.provenance, Provenance::Calculee(op, o) if *op == Operation::Reprise || o.len() <= 4);
    valeur.nom.is_none() && profondeur < PROFONDEUR && court && est_une_formule(valeur)
}

fn table_de_detail() -> Table {
    Table::new("Détail", "detail", "Calculs intermédiaires")
        .consigne("Les valeurs dont les formules des autres feuilles ont besoin et qu’aucun tableau ne montre.")
        .colonnes([("Valeur", 60), ("Nombre", 18), ("Calcul", 80)])
}

fn ligne_de_detail(valeur: &Valeur, i: &Indicateurs) -> Ligne {
    let calcul = Case::texte(majuscule(&mots::calcul(valeur, i)));
    vec![Case::texte(mots::libelle(valeur, i)), Case::Valeur(valeur.clone(), Forme::Libre), calcul].into()
}

fn table_des_sources() -> Table {
    Table::new("Sources", "sources", "D’où vient chaque nombre de base")
        .consigne("Chaque nombre qui n’est pas une formule, avec le fichier et la cellule où il a été lu, ou la règle qui le donne.")
        .consigne("« ici » : aucun autre tableau ne montre ce nombre, les formules pointent sur cette feuille.")
        .colonnes([
            ("Valeur", 52),
            ("Nombre", 16),
            ("Dans ce classeur", 18),
            ("Origine", 34),
            ("Fichier", 30),
            ("Feuille", 14),
            ("Cellule ou ligne", 24),
        ])
}

fn ligne_de_source(valeur: &Valeur, ou: String, i: &Indicateurs) -> Ligne {
    let origine = match &*valeur.provenance {
        Provenance::Lue(span) if span.cell.is_none() => match &span.column {
            Some(cle) => format!("déclaré, clé {cle}"),
            None => "déclaré".to_owned(),
        },
        Provenance::Lue(_) => "lu".to_owned(),
        Provenance::Comptee(compte) => mots::comptage(compte),
        Provenance::Convenue(mots) => format!("fait ou convention\u{a0}: {mots}"),
        Provenance::Deduite(regle, _) => format!("règle\u{a0}: {regle}"),
        Provenance::Calculee(..) | Provenance::Aucune => format!("calcul\u{a0}: {}", mots::calcul(valeur, i)),
    };
    let [fichier, feuille, place] = mots::source(valeur);
    let mut cases = vec![Case::texte(mots::libelle(valeur, i)), Case::Valeur(valeur.clone(), Forme::Libre)];
    cases.extend([ou, majuscule(&origine), fichier, feuille, place].map(Case::Texte));
    cases.into()
}
