//! What comes soon for the mesures being carried out, by count only: the ids are in `calculer`, never on paper.

use crate::composer::ecriture::{date, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::simple;
use crate::composer::tables::entete;
use crate::domaine::echeances::{Echeances, Rappel};
use crate::domaine::edition::Edition;
use crate::domaine::suivi::Colonne;
use std::collections::BTreeSet;

/// The table, one column per dispositif met; nothing where the follow-up table says neither terms nor births, nor for the
/// public: it is about what is to be done for a few children.
pub(super) fn contenu(m: &Matiere<'_>) -> Option<Element> {
    if m.edition == Edition::Publique {
        return None;
    }
    let suivi = &m.controle.dossier().suivi;
    let dit = |colonne| suivi.tables.iter().any(|t| t.colonnes.iter().any(|(c, _, _)| *c == colonne));
    let e = &m.indicateurs.echeances;
    let jours = Echeances::JOURS;
    let mut rangees: Vec<(String, &[Rappel])> = Vec::new();
    if dit(Colonne::Echeance) {
        rangees.push((format!("Échéances dans les {jours} jours"), &e.prochaines));
        rangees.push(("Mesures en cours au-delà de leur terme".into(), &e.depassees));
    }
    if dit(Colonne::Naissance) {
        rangees.push(("Majorités dans les douze mois".into(), &e.majorites));
        rangees.push(("Entretiens d’autonomie à tenir dans les douze mois".into(), &e.entretiens));
    }
    let codes: Vec<&str> = m.reglages().dispositifs.iter().map(|d| d.code.as_str()).collect();
    let rappeles: BTreeSet<&str> = rangees.iter().flat_map(|(_, r)| r.iter().map(|r| r.dispositif.as_str())).collect();
    let codes: Vec<&str> = codes.into_iter().filter(|code| rappeles.contains(code)).collect();
    let lignes = rangees.iter().map(|(nom, rappels)| {
        let de = |code: &&str| rappels.iter().filter(|r| r.dispositif == **code).count().to_string();
        let mut cellules = vec![simple(propre(nom))];
        cellules.extend(codes.iter().map(|code| simple(de(code))));
        cellules.push(simple(rappels.len().to_string()));
        Ligne { cellules, forte: false, groupe: false }
    });
    let lignes: Vec<Ligne> = lignes.collect();
    let mut entetes = vec![entete("À venir")];
    entetes.extend(codes.iter().map(|code| entete(propre(code))));
    entetes.push(entete("Service"));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend((0..=codes.len()).map(|_| "nombre".to_owned()));
    let au = date(m.indicateurs.jusqu_a.dernier_jour());
    (!lignes.is_empty()).then(|| {
        Element::Tableau(Tableau {
            legende: propre(&format!("Ce qui vient après le {au}, pour les mesures en cours.")),
            colonnes,
            entetes: vec![entetes],
            lignes,
            ..Tableau::default()
        })
    })
}
