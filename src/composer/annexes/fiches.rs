//! The annexe of action sheets (textes/fiches/): their index, then each as a sheet.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Element, Fiche, Rubrique, Section};
use crate::composer::matiere::Matiere;
use crate::composer::texte::{self, bloc::Bloc};
use crate::domaine::dossier::Texte;

pub(super) fn annexe(m: &Matiere<'_>) -> Option<Section> {
    let textes = m.controle.dossier().textes.iter().filter(|t| t.est_une_fiche());
    let fiches: Vec<Fiche> = textes.map(fiche).filter(|f| !f.chapeau.is_empty() || !f.rubriques.is_empty()).collect();
    (!fiches.is_empty()).then(|| Section {
        id: "fiches".into(),
        titre: "Fiches actions".into(),
        contenu: vec![Element::Fiches { fiches }],
    })
}

/// Headings of the first level below the title open a rubrique.
fn fiche(texte: &Texte) -> Fiche {
    let lu = texte::lire(&texte.contenu);
    let nom = || majuscule(&propre(&texte.section.trim_start_matches(Texte::FICHES).replace(['-', '_'], " ")));
    let (mut chapeau, mut rubriques) = (Vec::new(), Vec::<Rubrique>::new());
    for bloc in lu.blocs {
        match (bloc, rubriques.last_mut()) {
            (Bloc::Titre { niveau: 2, contenu }, _) => {
                rubriques.push(Rubrique { titre: texte::mots(&contenu), blocs: Vec::new() });
            }
            (bloc, Some(rubrique)) => rubrique.blocs.push(bloc),
            (bloc, None) => chapeau.push(bloc),
        }
    }
    Fiche { titre: lu.titre.unwrap_or_else(nom), chapeau, rubriques }
}
