//! Charts with their numbers beside them: no chart is the only carrier of a figure.

use crate::composer::ecriture::propre;
use crate::composer::entree::{Element, Figure, Ligne, Tableau};
use crate::composer::images;
use crate::composer::matiere::Matiere;
use crate::composer::notes::simple;
use crate::composer::tables::entete;
use crate::domaine::mois::Exercice;

/// The charts of a section, each followed by its numbers.
pub(super) fn de_la_section(m: &Matiere<'_>, section: &str) -> Vec<Element> {
    m.figures.iter().filter(|f| f.section == section).flat_map(avec_nombres).collect()
}

/// One chart of a section, followed by its numbers.
pub(super) fn avec_ses_nombres(m: &Matiere<'_>, section: &str, nom: &str) -> Vec<Element> {
    m.figures.iter().filter(|f| f.section == section && f.nom == nom).flat_map(avec_nombres).collect()
}

fn avec_nombres(f: &crate::domaine::figure::Figure) -> Vec<Element> {
    let Some(tableau) = nombres(f) else { return vec![figure(f, None)] };
    let nom = format!("nombres-{}", f.nom);
    let ancre = Element::Ancre { nom: nom.clone(), figure: Some(images::chemin_de_figure(f)) };
    vec![figure(f, Some(nom)), ancre, tableau]
}

/// The chart alone, where a table of the section already holds its numbers.
pub(super) fn seules(m: &Matiere<'_>, section: &str, nombres: Option<&str>) -> Vec<Element> {
    let figures = m.figures.iter().filter(|f| f.section == section);
    figures.map(|f| figure(f, nombres.map(str::to_owned))).collect()
}

/// One chart of a section, where a table beside it already holds its numbers.
pub(in crate::composer) fn nommee(
    m: &Matiere<'_>,
    section: &str,
    nom: &str,
    nombres: Option<String>,
) -> Option<Element> {
    m.figures.iter().find(|f| f.section == section && f.nom == nom).map(|f| figure(f, nombres))
}

fn figure(f: &crate::domaine::figure::Figure, nombres: Option<String>) -> Element {
    Element::Figure(Figure {
        chemin: images::chemin_de_figure(f),
        legende: propre(&f.legende),
        texte_alternatif: propre(&f.texte_alternatif),
        note: propre(&f.note),
        nombres,
    })
}

/// The numbers as a table. A year of months is turned, months in columns, as everywhere in the report.
fn nombres(f: &crate::domaine::figure::Figure) -> Option<Element> {
    let largeur = f.tableau.first().map_or(0, Vec::len);
    if largeur < 2 || f.tableau.len() < 2 {
        return None;
    }
    let tourne = f.tableau.len() > 10 && largeur <= 8;
    let grille: Vec<Vec<String>> = match tourne {
        true => (0..largeur).map(|c| f.tableau.iter().map(|l| case(l, c)).collect()).collect(),
        false => f.tableau.iter().map(|l| (0..largeur).map(|c| case(l, c)).collect()).collect(),
    };
    let (tete, corps) = grille.split_first()?;
    let genre = |t: &String| match mois_abrege(t) {
        Some(_) => "mois",
        None if tete.len() > 9 => "total",
        None => "nombre",
    };
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(tete.iter().skip(1).map(|t| genre(t).to_owned()));
    let ligne = |l: &Vec<String>| Ligne { cellules: l.iter().map(simple).collect(), forte: false, groupe: false };
    Some(Element::Tableau(Tableau {
        legende: "Les nombres de la figure qui précède.".into(),
        colonnes,
        entetes: vec![tete.iter().map(|t| entete(mois_abrege(t).unwrap_or(t))).collect()],
        lignes: corps.iter().map(ligne).collect(),
        notes: Default::default(),
    }))
}

/// A month in a header is abbreviated, as in every monthly table.
fn mois_abrege(texte: &str) -> Option<&'static str> {
    let mut mois = Exercice::new(2001)?.mois();
    mois.find(|mois| mois.nom() == texte || mois.abrege() == texte).map(|mois| mois.abrege())
}

fn case(ligne: &[String], colonne: usize) -> String {
    ligne.get(colonne).map(|t| propre(t)).unwrap_or_default()
}
