//! « Mensuel »: every indicator that has months, for each perimetre, and the two identities of movements.

use super::periode;
use crate::domaine::indicateur::{Indicateur, Perimetre, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::{perimetres, remarques};
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let i = m.indicateurs;
    let mut colonnes = vec![(perimetres(i).0.to_owned(), perimetres(i).1), ("Indicateur".to_owned(), 40)];
    colonnes.extend(i.exercice.mois().map(|mois| (mois.abrege().to_owned(), 9)));
    colonnes.push((if i.en_cours() { "À date" } else { "Année" }.to_owned(), 11));
    colonnes.push(("Remarques".to_owned(), 46));
    let mut table = Table::new("Mensuel", "mensuel", format!("Mois par mois, {}", periode(m)))
        .consigne("Les présents sont des stocks : l’année reprend ceux du premier ou du dernier mois. Les autres lignes s’additionnent, sauf quand l’année est déclarée pour elle-même.")
        .consigne("Les lignes de contrôle doivent valoir 0 : elles passent au rouge sinon.")
        .colonnes(colonnes)
        .figees(2);
    for perimetre in &i.perimetres {
        let mut lignes: Vec<Ligne> =
            i.catalogue.iter().filter_map(|indicateur| ligne(m, perimetre, indicateur)).collect();
        lignes.extend(identites(m, perimetre));
        if let Some(premiere) = lignes.first_mut() {
            premiere.debut = true;
        }
        table.lignes.extend(lignes);
    }
    table
}

/// The months of an indicator; nothing where none is known.
fn ligne(m: &Matiere<'_>, p: &Perimetre, indicateur: &Indicateur) -> Option<Ligne> {
    if indicateur.unite == Unite::Euros {
        return None; // amounts stand beside their days, in « Facturation »
    }
    let mois = p.mensuel.get(indicateur.id)?;
    mois.iter().find(|v| v.nombre.is_ok())?;
    let annuel = p.annuel(indicateur.id);
    let noms = m.indicateurs.exercice.mois().map(Mois::abrege);
    let remarques = remarques(true, noms.zip(mois).chain([("année", &annuel)]));
    let mut cases = vec![Case::texte(p.nom()), Case::texte(indicateur.libelle_pour(p.modalite))];
    cases.extend(mois.iter().chain([&annuel]).map(|v| Case::de(v.clone(), indicateur.unite)));
    cases.push(Case::Texte(remarques));
    Some(cases.into())
}

/// début + entrées − sorties − fin, and début − fin of the month before: both are zero in a table that holds together.
fn identites(m: &Matiere<'_>, p: &Perimetre) -> Vec<Ligne> {
    let mois: Vec<Mois> = m.indicateurs.exercice.mois().collect();
    let bilan = |mois: &Mois| {
        let [debut, entrees, sorties, fin] =
            ["presents_debut", "entrees", "sorties", "presents_fin"].map(|id| p.mensuel(id, *mois));
        Some(Valeur::somme(&[debut, entrees]).moins(&sorties).moins(&fin))
    };
    let continuite = |mois: &Mois| {
        let precedent = mois.rang().checked_sub(1).and_then(|rang| m.indicateurs.exercice.mois().nth(rang))?;
        Some(p.mensuel("presents_debut", *mois).moins(&p.mensuel("presents_fin", precedent)))
    };
    let ligne = |titre: &str, valeurs: Vec<Option<Valeur>>| -> Option<Ligne> {
        valeurs.iter().flatten().find(|v| v.nombre.is_ok())?;
        let mut cases = vec![Case::texte(p.nom()), Case::texte(titre)];
        cases.extend(valeurs.into_iter().map(|v| v.map_or(Case::Vide, Case::Controle)));
        cases.extend([Case::Vide, Case::Vide]);
        Some(cases.into())
    };
    [
        ligne("Contrôle : début + entrées − sorties − fin", mois.iter().map(bilan).collect()),
        ligne("Contrôle : début − fin du mois précédent", mois.iter().map(continuite).collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
