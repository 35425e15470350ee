//! The letters that a table calls, and the notes they lead to: the réserves, the reasons, the false cells.

use super::annexes::points;
use super::ecriture::{INCONNU, MASQUE, SANS_OBJET, ecrit, majuscule, propre};
use super::entree::{Cellule, Note, Notes};
use super::matiere::{Matiere, Support};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::valeur::Nom;
use crate::francais::enumeration;
use std::collections::BTreeSet;

/// The notes of one table, lettered in the order in which they are first called.
#[derive(Default)]
pub(super) struct Appels {
    textes: Vec<Texte>,
    indicateurs: BTreeSet<&'static str>,
    /// A count of the table is masked.
    masque: bool,
}

enum Texte {
    Libre(String),
    Fausses(BTreeSet<Span>),
}

impl Appels {
    /// The letter of a note; the same for the same words.
    pub(super) fn appel(&mut self, texte: &str) -> String {
        let texte = propre(texte);
        let connu = self.textes.iter().position(|t| matches!(t, Texte::Libre(l) if *l == texte));
        let rang = connu.unwrap_or_else(|| {
            self.textes.push(Texte::Libre(texte));
            self.textes.len() - 1
        });
        lettre(rang)
    }

    /// The letter of the note that lists the false cells of the table.
    fn appel_de_cellule(&mut self, span: &Span) -> String {
        let connu = self.textes.iter().position(|t| matches!(t, Texte::Fausses(_)));
        let rang = connu.unwrap_or_else(|| {
            self.textes.push(Texte::Fausses(BTreeSet::new()));
            self.textes.len() - 1
        });
        if let Some(Texte::Fausses(spans)) = self.textes.get_mut(rang) {
            spans.insert(span.clone());
        }
        lettre(rang)
    }

    fn imprime(&mut self, valeur: &Valeur) {
        if let Some(Nom::Indicateur { id, .. }) = valeur.nom.as_deref() {
            self.indicateurs.insert(id);
        }
    }

    /// The letter of a printed value's réserve.
    pub(super) fn reserve(&mut self, valeur: &Valeur) -> Option<String> {
        self.imprime(valeur);
        valeur.reserve.as_ref().map(|r| self.appel(&format!("Réserve : {r}")))
    }

    /// A value as a cell: a false cell is marked where it stands, a missing value says why.
    pub(super) fn cellule(&mut self, m: &Matiere<'_>, valeur: &Valeur, unite: Unite) -> Cellule {
        self.cellule_ecrite(m, valeur, |n| ecrit(n, unite))
    }

    /// The same, its number written otherwise than its unit says.
    pub(super) fn cellule_ecrite(
        &mut self,
        m: &Matiere<'_>,
        valeur: &Valeur,
        ecrite: impl Fn(Exact) -> String,
    ) -> Cellule {
        if valeur.est_sans_objet() {
            let appel = valeur.raison().map(|raison| self.appel(&majuscule(raison)));
            return Cellule { texte: SANS_OBJET.into(), appel, ..Cellule::default() };
        }
        if valeur.est_masquee() {
            return self.masquee();
        }
        match &valeur.nombre {
            Err(motif) => {
                let appel = Some(self.appel(&format!("n.\u{a0}c. (non connu) : {motif}")));
                Cellule { texte: INCONNU.into(), appel, ..Cellule::default() }
            }
            Ok(n) => {
                let texte = ecrite(*n);
                self.imprime(valeur);
                match cellule_fausse(m, valeur) {
                    Some(span) => {
                        Cellule { texte, appel: Some(self.appel_de_cellule(span)), fausse: true, ..Cellule::default() }
                    }
                    None => Cellule { texte, appel: self.reserve(valeur), ..Cellule::default() },
                }
            }
        }
    }

    /// A count that is not printed: a note of the table will say why.
    pub(super) fn masquee(&mut self) -> Cellule {
        self.masque = true;
        simple(MASQUE)
    }

    /// The notes, in the order of their letters, then the general ones.
    pub(super) fn notes(self, m: &Matiere<'_>, generales: impl IntoIterator<Item = String>) -> Notes {
        let lettrees = self.textes.iter().enumerate().map(|(rang, texte)| {
            let texte = match texte {
                Texte::Libre(texte) => texte.clone(),
                Texte::Fausses(spans) => cellules_en_mots(m, spans),
            };
            Note { appel: Some(lettre(rang)), texte }
        });
        let mut liste: Vec<Note> = lettrees.collect();
        let masque = self.masque.then(|| masque(m));
        liste.extend(masque.map(|texte| Note { appel: None, texte: propre(&texte) }));
        liste.extend(generales.into_iter().map(|texte| Note { appel: None, texte: propre(&texte) }));
        Notes { liste, indicateurs: self.indicateurs }
    }
}

/// « Les effectifs de 1 à 4 sont masqués (m), ainsi que ceux qui permettraient de les recalculer. »
pub(super) fn masque(m: &Matiere<'_>) -> String {
    let petits = match m.reglages().seuil_de_confidentialite.saturating_sub(1) {
        0 | 1 => "Les effectifs de 1 sont masqués (m)".to_owned(),
        n => format!("Les effectifs de 1 à {n} sont masqués (m)"),
    };
    format!("{petits}, ainsi que ceux qui permettraient de les recalculer.")
}

/// A cell of words.
pub(super) fn simple(texte: impl Into<String>) -> Cellule {
    Cellule { texte: texte.into(), ..Cellule::default() }
}

/// The cell itself, when the value is nothing but one cell in incoherence.
fn cellule_fausse<'a>(m: &Matiere<'_>, valeur: &'a Valeur) -> Option<&'a Span> {
    let cellules = valeur.cellules();
    let (Some(seule), 1) = (cellules.first(), cellules.len()) else { return None };
    m.controle.incoherentes().contains(seule).then_some(seule)
}

/// « Cellules en incohérence, imprimées telles qu’elles sont saisies : M2 et M5 (annexe B, points 1 et 2) ».
fn cellules_en_mots(m: &Matiere<'_>, spans: &BTreeSet<Span>) -> String {
    let adresses: Vec<String> = spans.iter().map(Span::short).collect();
    let numeros: Vec<String> = points::numerotes(m)
        .into_iter()
        .filter(|(_, constat)| spans.contains(&constat.span))
        .map(|(numero, _)| numero.to_string())
        .collect();
    let renvoi = match numeros.len() {
        _ if m.support == Support::TableauDeBord => String::new(),
        0 => String::new(),
        1 => format!(" (annexe B, point {})", numeros[0]),
        _ => format!(" (annexe B, points {})", enumeration(&numeros)),
    };
    let debut = match adresses.len() {
        1 => "Cellule en incohérence, imprimée telle qu’elle est saisie",
        _ => "Cellules en incohérence, imprimées telles qu’elles sont saisies",
    };
    propre(&format!("{debut} : {}{renvoi}", enumeration(&adresses)))
}

/// a, b, … z, aa, ab…
fn lettre(rang: usize) -> String {
    let derniere = char::from(b'a' + u8::try_from(rang % 26).unwrap_or(0));
    match rang / 26 {
        0 => derniere.to_string(),
        n => format!("{}{derniere}", lettre(n - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn les_lettres_se_suivent_au_dela_de_z() {
        assert_eq!([0, 25, 26, 27, 52].map(lettre), ["a", "z", "aa", "ab", "ba"]);
    }

    #[test]
    fn les_memes_mots_ont_la_meme_lettre() {
        let mut appels = Appels::default();
        assert_eq!(appels.appel("un"), "a");
        assert_eq!(appels.appel("deux"), "b");
        assert_eq!(appels.appel("un"), "a");
    }
}
