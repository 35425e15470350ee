//! Quality: scores by chapter on their own scale, the plan d'action by state, événements indésirables by kind.

mod evenements;
mod plan;
mod scores;

use super::figures;
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;

/// The tables and charts of the section.
pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let mut contenu: Vec<Element> = scores::tableau(m).into_iter().map(Element::Tableau).collect();
    contenu.extend(figures::nommee(m, "qualite", "scores", None));
    contenu.extend(figures::nommee(m, "qualite", "avancement", None));
    contenu.extend(plan::tableau(m).map(Element::Tableau));
    contenu.extend(evenements::tableau(m).map(Element::Tableau));
    contenu
}
