//! Everything that the public edition could print of persons, as one system: counts, and the sums that tie them. Who
//! reads the report knows the sums as well as we do.

use std::collections::{BTreeMap, BTreeSet};

/// What a count is: its domain (« suivis/mesures »), and where it stands in it, as criterion and modalité.
pub(super) type Cle = (String, Vec<(String, String)>);

/// What is shown of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Etat {
    /// Known whatever the tables print: a movement, a sum of movements.
    Connue,
    /// Printed.
    Publiee,
    /// Not printed, and it says so.
    Masquee,
    /// Never printed: what is missing for a sum to be true.
    Cachee,
}

/// One count.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) valeur: i64,
    pub(super) etat: Etat,
    /// What it costs the reader not to know it, besides its size.
    pub(super) poids: i64,
    /// What anyone knows that it is at least.
    pub(super) plancher: i64,
    /// Shown to have two possible values, given everything that is printed.
    pub(super) ambigue: bool,
}

/// The system: a sum is a list of counts and coefficients whose total is zero.
#[derive(Debug, Default)]
pub(super) struct Systeme {
    /// Counts below it, zero excepted, are masked.
    pub(super) seuil: i64,
    pub(super) variables: Vec<Variable>,
    pub(super) sommes: Vec<Vec<(usize, i64)>>,
    /// The sums in which each count stands, with its coefficient.
    pub(super) sommes_de: Vec<Vec<(usize, i64)>>,
    /// The counts that are printed together, and may be withheld together.
    pub(super) tables: Vec<Vec<usize>>,
    pub(super) retenues: Vec<bool>,
    fixes: BTreeSet<usize>,
    tables_de: Vec<Vec<usize>>,
    /// The counts that stand in a sum where something counts more than once.
    ponderees: Vec<bool>,
    /// The table that goes when another one goes: a crossing with the lines that it details.
    pub(super) croisements: Vec<Option<usize>>,
    cles: BTreeMap<Cle, usize>,
    connues: BTreeSet<Vec<(usize, i64)>>,
}

impl Systeme {
    pub(super) fn new(seuil: u32) -> Self {
        Self { seuil: seuil.into(), ..Self::default() }
    }

    /// A count that no key names.
    pub(super) fn anonyme(&mut self, valeur: i64, etat: Etat) -> usize {
        self.variables.push(Variable { valeur, etat, poids: 0, plancher: 0, ambigue: false });
        self.sommes_de.push(Vec::new());
        self.tables_de.push(Vec::new());
        self.ponderees.push(false);
        self.variables.len() - 1
    }

    /// The count of that key; another one when the key has another value, for nothing then ties them.
    pub(super) fn variable(&mut self, cle: Cle, valeur: i64, etat: Etat) -> usize {
        match self.cles.get(&cle) {
            Some(connue) if self.variables[*connue].valeur == valeur => *connue,
            Some(_) => self.anonyme(valeur, etat),
            None => {
                let nouvelle = self.anonyme(valeur, etat);
                self.variables[nouvelle].poids = poids(&cle);
                self.cles.insert(cle, nouvelle);
                nouvelle
            }
        }
    }

    pub(super) fn trouvee(&self, cle: &Cle) -> Option<usize> {
        self.cles.get(cle).copied()
    }

    /// A sum that anyone can write: Σ coefficient × count = 0. Ignored when it is not true of these counts.
    pub(super) fn somme(&mut self, mut termes: Vec<(usize, i64)>) {
        termes.sort_unstable();
        termes.dedup_by(|(v, a), (avant, somme)| {
            let meme = v == avant;
            *somme += if meme { *a } else { 0 };
            meme
        });
        termes.retain(|(_, a)| *a != 0);
        let total: i64 = termes.iter().map(|(v, a)| a * self.variables[*v].valeur).sum();
        if termes.is_empty() || total != 0 || !self.connues.insert(termes.clone()) {
            return;
        }
        let ponderee = termes.iter().any(|(_, a)| a.abs() > 1);
        for (v, a) in &termes {
            self.sommes_de[*v].push((self.sommes.len(), *a));
            self.ponderees[*v] |= ponderee;
        }
        self.sommes.push(termes);
    }

    /// `total` is the sum of `parties`.
    pub(super) fn total(&mut self, total: usize, parties: impl IntoIterator<Item = usize>) {
        let parties = parties.into_iter().map(|v| (v, 1));
        self.somme(parties.chain([(total, -1)]).collect());
    }

    /// `grand` is never less than `petits` together: what is between them is never printed.
    pub(super) fn au_moins(&mut self, grand: usize, petits: &[usize]) {
        let reste = self.variables[grand].valeur - petits.iter().map(|v| self.variables[*v].valeur).sum::<i64>();
        if reste >= 0 {
            let cachee = self.anonyme(reste, Etat::Cachee);
            self.total(grand, petits.iter().copied().chain([cachee]));
        }
    }

    /// Counts printed together, and the table that crosses them further; its place.
    pub(super) fn table(&mut self, mut variables: Vec<usize>, croisement: Option<usize>) -> usize {
        variables.sort_unstable();
        variables.dedup();
        for v in &variables {
            self.tables_de[*v].push(self.tables.len());
        }
        self.tables.push(variables);
        self.retenues.push(false);
        self.croisements.push(croisement);
        self.tables.len() - 1
    }

    /// Counts printed together that say « masqué » each, zero too, where they are withheld: annual figures.
    pub(super) fn table_fixe(&mut self, variables: Vec<usize>) {
        let table = self.table(variables, None);
        self.fixes.insert(table);
    }

    /// True when a table may print its total alone.
    pub(super) fn retenable(&self, table: usize) -> bool {
        !self.retenues[table] && !self.fixes.contains(&table)
    }

    /// The same, of annual figures.
    pub(super) fn est_fixe(&self, table: usize) -> bool {
        !self.retenues[table] && self.fixes.contains(&table)
    }

    /// True when its table does not print its detail; nothing then tells even that it is not zero.
    pub(super) fn retenue(&self, v: usize) -> bool {
        !self.tables_de[v].is_empty() && self.tables_de[v].iter().all(|t| self.retenues[*t])
    }

    pub(super) fn ponderee(&self, v: usize) -> bool {
        self.ponderees[v]
    }

    pub(super) fn tables_de(&self, v: usize) -> &[usize] {
        &self.tables_de[v]
    }

    /// True for a count below the threshold that is not zero.
    pub(super) fn petite(&self, v: usize) -> bool {
        (1..self.seuil).contains(&self.variables[v].valeur)
    }

    /// What the count may be worth, whatever the sums: a masked count is not zero, and a small one stays small. Whoever
    /// does not know which counts are the small ones knows less.
    pub(super) fn bornes(&self, v: usize) -> (i64, i64) {
        let variable = &self.variables[v];
        match variable.etat {
            Etat::Cachee => (variable.plancher, i64::MAX),
            _ if self.retenue(v) => (variable.plancher, i64::MAX),
            _ if self.petite(v) => (variable.plancher.max(1), self.seuil - 1),
            _ => (variable.plancher.max(1), i64::MAX),
        }
    }

    pub(super) fn masquee(&self, v: usize) -> bool {
        self.variables[v].etat == Etat::Masquee
    }

    pub(super) fn masque(&mut self, v: usize) {
        if self.variables[v].etat == Etat::Publiee {
            self.variables[v].etat = Etat::Masquee;
        }
    }
}

/// A total is worth more than a margin, and a margin more than a cell.
fn poids((domaine, places): &Cle) -> i64 {
    match places.len() {
        0 if domaine.ends_with("familles") => 500,
        0 => 3_000,
        1 => 500,
        _ => 0,
    }
}
