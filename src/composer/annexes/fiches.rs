//! The annexe of action sheets (textes/fiches/): their index, then each as a sheet.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Element, Fiche, Rubrique, Section};
use crate::composer::matiere::Matiere;
use crate::composer::sections;
use crate::composer::texte::{self, bloc::Bloc};
use crate::domaine::texte::Texte;
use std::collections::BTreeSet;

pub(super) fn annexe(m: &Matiere<'_>) -> Option<Section> {
    let textes = m.controle.textes().iter().filter(|t| t.est_une_fiche());
    let mut vues = BTreeSet::new();
    let ids = textes.map(|t| t.section.as_str()).filter(|id| vues.insert(*id));
    let fiches: Vec<Fiche> = ids.filter_map(|id| fiche(m, id)).collect();
    (!fiches.is_empty()).then(|| Section {
        id: "fiches".into(),
        titre: "Fiches actions".into(),
        contenu: vec![Element::Fiches { fiches }],
    })
}

/// Headings of the first level below the title open a rubrique.
fn fiche(m: &Matiere<'_>, id: &str) -> Option<Fiche> {
    let (titre, corps) = sections::texte(m, id)?;
    let Some(Element::Texte { blocs, notes }) = corps else { return None };
    let (mut chapeau, mut rubriques) = (Vec::new(), Vec::<Rubrique>::new());
    for bloc in blocs {
        match (bloc, rubriques.last_mut()) {
            (Bloc::Titre { niveau: 2, contenu }, _) => {
                rubriques.push(Rubrique { titre: texte::mots(&contenu), blocs: Vec::new() });
            }
            (bloc, Some(rubrique)) => rubrique.blocs.push(bloc),
            (bloc, None) => chapeau.push(bloc),
        }
    }
    let nom = || majuscule(&propre(&id.trim_start_matches(Texte::FICHES).replace(['-', '_'], " ")));
    Some(Fiche { titre: titre.unwrap_or_else(nom), chapeau, rubriques, notes })
}
