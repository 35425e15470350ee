//! What `lire` only counted: a check says of one example what it would have said of each.

use super::donnees;
use crate::domaine::anomalie::Omises;
use crate::domaine::constats::Omis;
use crate::domaine::dossier::Dossier;

/// The findings that were never made, counted.
pub(super) fn omis(dossier: &Dossier) -> Vec<Omis> {
    dossier.omises.iter().flat_map(de_l_exemple).collect()
}

fn de_l_exemple(omises: &Omises) -> Vec<Omis> {
    let seul = Dossier { anomalies: vec![omises.exemple.clone()], ..Dossier::default() };
    let constats = donnees::CONTROLES.iter().flat_map(|controle| controle.sur_les_cellules(&seul, None));
    let omis = constats.map(|constat| Omis {
        code: constat.code,
        a_verifier: if constat.a_verifier() { omises.nombre } else { 0 },
        fichier: constat.span.file,
        nombre: omises.nombre,
    });
    omis.collect()
}
