//! Labels on two levels, months in columns: « Journées » alone on its row or at the left of the first one, then
//! « réalisées », « prévisionnelles ».

use super::Lecteur;
use crate::domaine::dossier::{Grandeur, Ligne};

/// The label above those of the rows that follow.
struct Groupe<'a> {
    colonne: usize,
    nom: &'a str,
    /// It stands alone on its row: the labels below may stand in its own column.
    seul: bool,
}

impl Groupe<'_> {
    fn domine(&self, colonne: usize) -> bool {
        self.colonne < colonne || (self.seul && self.colonne == colonne)
    }
}

impl Lecteur<'_> {
    /// The grandeur that each row names, its labels standing before the column `premier`.
    pub(super) fn libelles_des_lignes(&self, corps: &[Ligne], premier: usize) -> Vec<Option<Grandeur>> {
        let mut groupe: Option<Groupe<'_>> = None;
        let mut libelles = Vec::with_capacity(corps.len());
        for (i, ligne) in corps.iter().enumerate() {
            let mut noms = ligne.remplies().take_while(|(c, _)| *c < premier);
            let Some((colonne, nom)) = noms.next() else {
                groupe = None;
                libelles.push(None);
                continue;
            };
            let plusieurs = noms.next().is_some();
            let seul = ligne.remplies().nth(1).is_none();
            if seul && corps.get(i + 1).is_some_and(|suivante| self.joint_a_gauche(nom, colonne, suivante, premier)) {
                groupe = Some(Groupe { colonne, nom, seul });
                libelles.push(None);
                continue;
            }
            let dessus = groupe.as_ref().filter(|g| !plusieurs && g.domine(colonne));
            let joint = dessus.and_then(|g| self.entetes.grandeur(&format!("{} {}", g.nom, nom.texte())));
            let reste = joint.is_some() || groupe.as_ref().is_some_and(|g| g.colonne < colonne);
            if !reste || plusieurs {
                groupe = (!seul).then_some(Groupe { colonne, nom, seul: false });
            }
            libelles.push(joint.or_else(|| self.libelle(ligne, premier)));
        }
        libelles
    }

    /// True when the only label of a row with figures makes a grandeur of the one above it.
    fn joint_a_gauche(&self, nom: &str, colonne: usize, ligne: &Ligne, premier: usize) -> bool {
        let mut noms = ligne.remplies();
        let Some((_, sous)) = noms.next().filter(|(c, _)| (colonne..premier).contains(c)) else { return false };
        let chiffres = noms.next().is_some_and(|(c, _)| c >= premier);
        chiffres && self.entetes.grandeur(&format!("{nom} {}", sous.texte())).is_some()
    }

    /// The grandeur that a row's own labels name: together, else the only one of them that does, unless an unknown word
    /// behind makes another quantity of it: « Journées | facturées ».
    fn libelle(&self, ligne: &Ligne, premier: usize) -> Option<Grandeur> {
        let noms: Vec<&str> =
            ligne.cellules.iter().take(premier).filter(|c| !c.is_empty()).map(|c| c.texte()).collect();
        let ensemble = (noms.len() > 1).then(|| self.entetes.grandeur(&noms.join(" "))).flatten();
        let mut suite = noms.iter().skip_while(|nom| self.entetes.grandeur(nom).is_none());
        let meme = |nom: &str, g| match self.entetes.grandeur(nom) {
            Some(autre) => autre == g,
            None => self.entetes.ne_precise_rien(nom),
        };
        let premiere = suite.next().and_then(|nom| self.entetes.grandeur(nom));
        ensemble.or_else(|| premiere.filter(|g| suite.all(|nom| meme(nom, *g))))
    }
}
