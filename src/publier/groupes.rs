//! Findings grouped by file and sheet, in the order of every output for people.

use crate::diagnostic::Diagnostic;
use crate::domaine::constats::Constats;
use crate::domaine::dossier::{Dossier, Table};
use std::collections::BTreeMap;

/// A file of the folder: a table, a text, rapport.toml, or the folder itself (empty path).
pub(super) struct Fichier<'a> {
    /// Path in the folder.
    pub(super) chemin: &'a str,
    /// What concerns the whole file first, then its sheets in their own order.
    pub(super) feuilles: Vec<Feuille<'a>>,
}

/// A sheet, or the whole of a file that has none.
pub(super) struct Feuille<'a> {
    /// Its name in a workbook.
    pub(super) nom: Option<&'a str>,
    /// The table as it was understood; `None` for what is not one, or was not read.
    pub(super) table: Option<&'a Table>,
    /// Sorted by line and cell.
    pub(super) constats: Vec<&'a Diagnostic>,
}

impl<'a> Fichier<'a> {
    /// Every finding listed for the file.
    pub(super) fn constats(&self) -> impl Iterator<Item = &'a Diagnostic> {
        self.feuilles.iter().flat_map(|f| f.constats.iter().copied())
    }

    /// True when at least one table was read there.
    pub(super) fn est_lu(&self) -> bool {
        self.feuilles.iter().any(|f| f.table.is_some())
    }

    fn feuille(&mut self, nom: Option<&'a str>) -> &mut Feuille<'a> {
        let place = self.feuilles.iter().position(|f| f.nom == nom).unwrap_or_else(|| {
            let place = if nom.is_none() { 0 } else { self.feuilles.len() };
            self.feuilles.insert(place, Feuille { nom, table: None, constats: Vec::new() });
            place
        });
        &mut self.feuilles[place]
    }
}

/// Every table and every file that something is said of, sorted by path.
pub(super) fn fichiers<'a>(constats: &'a Constats, dossier: &'a Dossier) -> Vec<Fichier<'a>> {
    let mut fichiers: BTreeMap<&str, Fichier<'a>> = BTreeMap::new();
    let nouveau = |chemin| Fichier { chemin, feuilles: Vec::new() };
    for table in &dossier.tables {
        let fichier = fichiers.entry(&table.fichier).or_insert_with(|| nouveau(&table.fichier));
        fichier.feuille(table.feuille.as_deref()).table = Some(table);
    }
    for constat in &constats.listes {
        let span = &constat.span;
        let fichier = fichiers.entry(&span.file).or_insert_with(|| nouveau(&span.file));
        fichier.feuille(span.sheet.as_deref()).constats.push(constat);
    }
    fichiers.into_values().collect()
}
