//! `vide-lu-comme-zero`: empty movements that the balance confirms.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;

const FICHE: Fiche = Fiche {
    code: "vide-lu-comme-zero",
    famille: Famille::Lecture,
    gravite: Gravite::Information,
    regarde: "Les cellules vides d’entrées et de sorties dont le bilan du mois confirme qu’elles valent zéro.",
    importance: "Beaucoup de services ne notent pas les zéros. Le rapport les lit ainsi, et le dit.",
    exemple: "Aucune sortie notée en mars : 14 présents au début, 3 entrées, 17 présents à la fin.",
    correction: "Rien à faire ; écrire 0 fait disparaître l’information.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let lignes = vue.tableaux.iter().flat_map(|t| [(t, Grandeur::Entrees), (t, Grandeur::Sorties)]);
    lignes.filter_map(|(tableau, grandeur)| constat(vue, tableau, grandeur)).collect()
}

/// One finding for a whole row, at its first empty cell.
fn constat(vue: &Vue<'_>, tableau: &Tableau<'_>, grandeur: Grandeur) -> Option<Diagnostic> {
    let vides: Vec<Mois> = vue.mois().filter(|mois| tableau.vide_confirme(grandeur, *mois)).collect();
    let premiere = tableau.cellule(grandeur, *vides.first()?)?;
    let noms: Vec<_> = vides.iter().map(|mois| mois.nom()).collect();
    let (code, libelle) = (&tableau.dispositif.code, grandeur.libelle());
    let sujet = if vides.len() == 1 { "la cellule vide est lue" } else { "les cellules vides sont lues" };
    let message =
        format!("{code}, {libelle} : {sujet} comme zéro en {}, le bilan du mois le confirme", mots::liste(&noms));
    let aide = Some("rien à faire ; écrire 0 lève le doute".to_owned());
    Some(Diagnostic { aide, ..FICHE.constat(premiere.span.clone(), message) })
}
