//! One binary for every integration test.
#![cfg(test)]

/// Architecture and house rules, read from the source files.
mod tidy;

/// Whole folders in, golden JSON out; the same figures under every spelling of a file.
mod dossiers;

/// Workbooks: the figures of real programs' files, and bombs that must cost nothing.
mod classeurs;

/// Figures worked by hand or published, against what Trame computes.
mod chiffres;

/// The program as people run it: exit codes, help, outputs.
mod cli;

/// A new folder, and the year that follows another.
mod nouveau;

/// What is opened on the disk, and what is not.
#[cfg(target_os = "linux")]
mod disque;

/// The monthly board: figures by hand, two pages at most, refused months.
mod mensuel;

/// How full the pages of the report are.
mod pages;

/// A folder of which texts changed: as if all of it were read again.
mod relecture;

/// Same folder, same bytes; what the report must say.
mod reproductible;

/// Sentences of texts: those to find, those to leave alone.
mod prose;

/// Copies of folders, runs, goldens.
mod outils;

/// Every check fails where it should, passes where it should, and says it in the golden words.
mod controles;

/// Billing: how it is read, and bills at random against their suivi.
mod facturation;

/// A whole folder with its bills and its account.
mod millau;

/// Defects of the computation that an accountant's review found: prices, days, places and their dates.
mod calculs;

/// Ready-made sentences, and the expressions of the texts.
mod phrases;

/// What is computed from a follow-up table.
mod du_suivi;

/// The thirty ways that real files are odd.
mod bizarreries;

/// Codes in the place of names: files, keys, refusals.
mod pseudonymes;

/// The tables given back with their cells coloured.
mod annoter;

/// The text of `controler`: what was understood, rows, caps.
mod controler_texte;

/// The workbook and the CSV files for finance.
mod tableur;

/// The same workbook, against what Excel refuses or repairs.
mod excel;

/// What the report prints of the budget: sums, words, definitions.
mod rapport_budget;

/// The team's texts, typed in a word processor.
mod textes;

/// The public edition, against a solver.
mod publique;

/// The local page over a real socket: who is refused, what does not block, how it ends; `trame suivre`.
mod page;
