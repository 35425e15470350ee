//! Why an edition or a monthly board is not written, in sentences for people.

use crate::Preparation;
use crate::domaine::mois::Mois;
use crate::francais::typographie;

/// The exercise is not over: how far the data go, and what to write when nothing moved afterwards.
pub(super) fn en_cours(preparation: &Preparation) -> Vec<String> {
    let mois = preparation.indicateurs().map_or("", |i| i.jusqu_a.nom());
    let mut phrases = vec![format!(
        "Les données vont jusqu’à {mois}\u{a0}: l’édition de travail peut être composée, les autres attendent décembre."
    )];
    if let (Some(i), false) = (preparation.indicateurs(), preparation.dossier().suivi.is_empty()) {
        let fin = i.exercice.decembre().dernier_jour();
        phrases.push(format!(
            "Si plus rien n’a bougé ensuite, le dire dans rapport.toml, sous exercice\u{a0}: arrete_au = {fin}"
        ));
    }
    phrases
}

/// How far the tables go before the month asked.
pub(super) fn mois_inconnu(preparation: &Preparation, mois: Mois) -> String {
    let demande = format!("Les tableaux ne disent rien de {} {}", mois.nom(), mois.annee());
    let Some(indicateurs) = preparation.indicateurs() else { return format!("{demande}.") };
    let (fin, janvier) = (indicateurs.jusqu_a, indicateurs.exercice.janvier());
    let rempli = |id| indicateurs.perimetres.iter().any(|p| p.mensuel(id, fin).exact().is_some());
    let rempli = ["presents_fin", "presents_debut", "journees_realisees"].into_iter().any(rempli);
    typographie(&match (rempli && fin < mois, fin == janvier) {
        (false, _) => format!("{demande} : aucun mois n’y est rempli."),
        (true, true) => format!("{demande} : seul janvier est connu."),
        (true, false) => format!("{demande} : les mois connus avant lui vont de janvier à {}.", fin.nom()),
    })
}
