//! Movements and days by perimetre: the month beside the period, the exercise before once the year is over.

use super::{abrege, janvier, mois, note_des_omis, rangs};
use crate::composer::ecriture::{date, est_connue, majuscule, propre, unite_de};
use crate::composer::entree::{Element, Entete, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::sections::journees::{MOIS_ESTIMES, source};
use crate::composer::tables::{Colonne, Rang, annuelle, en_rangs, entete, precedente};
use crate::domaine::indicateur::{Perimetre, SourceJournees, Unite};
use crate::francais::avec_signe;

/// Longest name of a row, characters.
const NOM: usize = 26;

/// A column and what it stands under.
type Groupee<'a> = (String, Colonne<'a>);

/// Both tables, with so many rows each.
pub(super) fn contenu(m: &Matiere<'_>, combien: usize) -> Vec<Element> {
    let (perimetres, omis) = rangs(m, combien);
    let reste: Vec<String> = note_des_omis(omis).into_iter().collect();
    let deux = [mouvements(m, &perimetres, reste.clone()), journees(m, &perimetres, reste)];
    deux.into_iter().flatten().map(Element::Tableau).collect()
}

fn mouvements(m: &Matiere<'_>, perimetres: &[&Perimetre], notes: Vec<String>) -> Option<Tableau> {
    let colonnes = [("Entrées", "entrees"), ("Sorties", "sorties")];
    let mut toutes = periodes(m, &colonnes);
    let jour = format!("Au {}", date(mois(m).dernier_jour()));
    let places = [("Présents", "presents_fin"), ("Places", "places")];
    toutes.extend(places.map(|(titre, id)| (jour.clone(), mensuelle(m, titre, id))));
    let unites = majuscule(m.reglages().comptage.unite_de_compte.pluriel());
    en_groupes(m, perimetres, toutes, (format!("{unites} : entrées, sorties et présents."), notes))
}

fn journees(m: &Matiere<'_>, perimetres: &[&Perimetre], mut notes: Vec<String>) -> Option<Tableau> {
    let connue = |id: &str| perimetres.iter().any(|p| est_connue(&p.annuel(id)) || est_connue(&p.mensuel(id, mois(m))));
    let prevues = connue("journees_previsionnelles");
    let colonnes: &[(&'static str, &'static str)] = match prevues {
        true => &[
            ("Réalisées", "journees_realisees"),
            ("Prévues", "journees_previsionnelles"),
            ("Écart", "ecart_journees"),
            ("Taux", "taux_de_realisation"),
        ],
        false => {
            &[("Réalisées", "journees_realisees"), ("Théoriques", "journees_theoriques"), ("Taux", "taux_d_occupation")]
        }
    };
    notes.push(format!("Taux = journées réalisées ÷ journées {}.", if prevues { "prévues" } else { "théoriques" }));
    let service = m.indicateurs.service()?;
    notes.extend(source(service).map(|dite| format!("Journées {} : {dite}", super::depuis(m))));
    let estime = |p: &&Perimetre| p.source_mensuelle.get(mois(m).rang()) == Some(&Some(SourceJournees::Estime));
    if perimetres.iter().any(estime) {
        notes.push(MOIS_ESTIMES.to_owned());
    }
    let mut tableau =
        en_groupes(m, perimetres, periodes(m, colonnes), ("Journées réalisées et attendues.".into(), notes))?;
    signe(&mut tableau);
    Some(tableau)
}

/// The same columns for the month, for the period, and for the exercise before when it covers the same months.
fn periodes<'a>(m: &Matiere<'_>, colonnes: &[(&'static str, &'static str)]) -> Vec<Groupee<'a>> {
    let du_mois = majuscule(mois(m).nom());
    let mut toutes: Vec<Groupee<'a>> =
        colonnes.iter().map(|(titre, id)| (du_mois.clone(), mensuelle(m, titre, id))).collect();
    if !janvier(m) {
        let periode = if m.indicateurs.en_cours() { "Depuis janvier".into() } else { format!("Année {}", m.annee()) };
        toutes.extend(colonnes.iter().map(|(titre, id)| (periode.clone(), annuelle(m, *titre, id))));
    }
    if !m.indicateurs.en_cours() {
        let avant = format!("Année {}", m.annee() - 1);
        toutes.extend(colonnes.iter().map(|(titre, id)| (avant.clone(), precedente(m, *titre, id))));
    }
    toutes
}

/// A column that prints the month.
fn mensuelle<'a>(m: &Matiere<'_>, entete: &str, id: &'a str) -> Colonne<'a> {
    let mois = mois(m);
    Colonne { entete: entete.into(), unite: unite_de(m, id), valeur: Box::new(move |p| p.mensuel(id, mois)) }
}

/// A table under two rows of headers; columns of which nothing is known are left out.
fn en_groupes(
    m: &Matiere<'_>,
    perimetres: &[&Perimetre],
    colonnes: Vec<Groupee<'_>>,
    dit: (String, Vec<String>),
) -> Option<Tableau> {
    let connue = |c: &Colonne<'_>| perimetres.iter().any(|p| est_connue(&(c.valeur)(p)));
    let connues: Vec<Groupee<'_>> = colonnes.into_iter().filter(|(_, c)| connue(c)).collect();
    let rang = |p: &&Perimetre| {
        let rang = Rang::de(p, connues.iter().map(|(_, c)| (c.valeur)(p)).collect());
        Rang { nom: abrege(&rang.nom, NOM), ..rang }
    };
    let rangees: Vec<Rang> = perimetres.iter().map(rang).collect();
    let titres: Vec<(String, Unite)> = connues.iter().map(|(_, c)| (c.entete.clone(), c.unite)).collect();
    if titres.is_empty() {
        return None;
    }
    let tableau = en_rangs(m, "Dispositif", &titres, rangees, dit);
    let mut groupes = vec![entete("Période")];
    for (groupe, _) in &connues {
        match groupes.last_mut().filter(|dernier| dernier.texte == propre(groupe)) {
            Some(dernier) => dernier.largeur += 1,
            None => groupes.push(Entete { texte: propre(groupe), largeur: 1 }),
        }
    }
    let entetes = std::iter::once(groupes).chain(tableau.entetes).collect();
    Some(Tableau { entetes, ..tableau })
}

/// A positive difference says so.
fn signe(tableau: &mut Tableau) {
    let titres: Vec<bool> = tableau.entetes.last().into_iter().flatten().map(|e| e.texte == "Écart").collect();
    for ligne in &mut tableau.lignes {
        let ecarts = ligne.cellules.iter_mut().zip(&titres).filter(|(_, ecart)| **ecart);
        ecarts.for_each(|(cellule, _)| cellule.texte = avec_signe(std::mem::take(&mut cellule.texte)));
    }
}
