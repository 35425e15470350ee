//! The complete Typst project: static templates, one JSON, pictures, fonts, attachments.

use super::matiere::Matiere;
use super::{annexes, chiffres, couverture, identite, images, pieces, sections};
use crate::composer::entree::Entree;
use crate::fontes;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Relative path → bytes, as `--sources` writes them.
#[derive(Debug, Clone, Default)]
pub struct Projet {
    /// In the order of their paths.
    pub fichiers: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Projet {
    /// The file that Typst starts from.
    pub const PRINCIPAL: &'static str = "main.typ";
    /// The file that holds everything printed.
    pub const ENTREE: &'static str = "entree.json";

    /// Templates and fonts: the same in every project.
    pub(super) fn nu() -> Self {
        let mut projet = Self::default();
        for (chemin, texte) in MODELES {
            projet.ajoute(chemin, texte.as_bytes());
        }
        for (nom, octets) in fontes::FICHIERS {
            projet.ajoute(&format!("fonts/{nom}"), octets);
        }
        projet
    }

    /// Adds or replaces a file.
    pub(super) fn ajoute(&mut self, chemin: &str, octets: impl Into<Cow<'static, [u8]>>) {
        self.fichiers.insert(chemin.to_owned(), octets.into());
    }
}

/// Templates, by path in the project.
const MODELES: [(&str, &str); 9] = [
    ("main.typ", include_str!("../../templates/main.typ")),
    ("commun/annexes.typ", include_str!("../../templates/commun/annexes.typ")),
    ("commun/colonnes.typ", include_str!("../../templates/commun/colonnes.typ")),
    ("commun/couverture.typ", include_str!("../../templates/commun/couverture.typ")),
    ("commun/elements.typ", include_str!("../../templates/commun/elements.typ")),
    ("commun/entree.typ", include_str!("../../templates/commun/entree.typ")),
    ("commun/style.typ", include_str!("../../templates/commun/style.typ")),
    ("commun/tableaux.typ", include_str!("../../templates/commun/tableaux.typ")),
    ("commun/texte.typ", include_str!("../../templates/commun/texte.typ")),
];

/// The project of a report.
pub fn projet(m: &Matiere<'_>) -> Projet {
    let mut projet = Projet::nu();
    for figure in m.figures {
        projet.ajoute(&images::chemin_de_figure(figure), figure.svg.clone().into_bytes());
    }
    let logo = images::logo(m);
    if let Some(logo) = &logo {
        projet.ajoute(&logo.chemin, logo.octets.clone());
    }
    let jointes = pieces::pieces(m);
    let (chiffres, sections) = (chiffres::chiffres(m), sections::sections(m));
    let imprimes = annexes::definitions::imprimes(chiffres.as_ref(), &sections);
    let mut entree = Entree {
        document: couverture::document(m),
        couverture: couverture::couverture(m, logo.map(|l| l.chemin)),
        identite: identite::identite(m),
        chiffres,
        sections,
        signature: couverture::signature(m),
        annexes: annexes::annexes(m, &imprimes),
        pieces: jointes.iter().map(|j| j.piece.clone()).collect(),
    };
    for illustration in
        images::pose(m, entree.sections.iter_mut().chain([&mut entree.identite]).chain(&mut entree.annexes))
    {
        projet.ajoute(&illustration.chemin, illustration.octets);
    }
    entree.sections.retain(|section| !section.contenu.is_empty());
    for jointe in jointes {
        projet.ajoute(&jointe.piece.chemin, jointe.octets);
    }
    // Strings, numbers and lists: nothing that JSON could refuse.
    let json = serde_json::to_string_pretty(&entree).unwrap_or_default();
    projet.ajoute(Projet::ENTREE, json.into_bytes());
    projet
}
