//! Headings of a text under the section's: from level 2 on, without jumps, as PDF/UA asks.

use super::TexteLu;
use super::bloc::{Bloc, Fragment};

/// Takes the opening heading as the section's title, and renumbers the others.
pub(super) fn recale(mut blocs: Vec<Bloc>) -> TexteLu {
    let premiers = blocs.iter().filter(|b| matches!(b, Bloc::Titre { niveau: 1, .. })).count();
    let ouvre = matches!(blocs.first(), Some(Bloc::Titre { niveau: 1, .. }));
    let titre = match (ouvre && premiers == 1).then(|| blocs.remove(0)) {
        Some(Bloc::Titre { contenu, .. }) => Some(mots(&contenu)),
        _ => None,
    };
    let mut ouverts: Vec<u8> = Vec::new();
    for bloc in &mut blocs {
        if let Bloc::Titre { niveau, .. } = bloc {
            while ouverts.last().is_some_and(|ouvert| ouvert >= niveau) {
                ouverts.pop();
            }
            ouverts.push(*niveau);
            *niveau = u8::try_from(ouverts.len() + 1).unwrap_or(6).min(6);
        }
    }
    TexteLu { titre: titre.filter(|t| !t.trim().is_empty()), blocs }
}

/// The words alone.
pub(in crate::composer) fn mots(contenu: &[Fragment]) -> String {
    let mot = |fragment: &Fragment| match fragment {
        Fragment::Texte { texte } | Fragment::Chiffre { texte, .. } => texte.clone(),
        Fragment::Emphase { contenu } | Fragment::Fort { contenu } | Fragment::Lien { contenu, .. } => mots(contenu),
        Fragment::Saut => " ".into(),
    };
    contenu.iter().map(mot).collect()
}
