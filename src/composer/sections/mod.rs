//! The sections of the report: which, in what order, with the team's text and the data of each.

pub(super) mod a_venir;
mod attente;
pub(super) mod budget;
mod decomptes;
pub(super) mod figures;
mod formation;
pub(super) mod journees;
mod mouvements;
mod objectifs;
mod personnel;
mod plan;
mod populations;
mod qualite;
mod tableau_de_bord;

pub use plan::{SectionPrevue, plan};

use super::couverture::en_cours;
use super::ecriture::{majuscule, propre};
use super::entree::{Element, Section};
use super::matiere::Matiere;
use super::notes::Appels;
use super::texte::bloc::Fragment;
use super::texte::{self, TexteLu};
use crate::domaine::expression::{Expression, Figures, Morceau, Refus};
use crate::domaine::valeur::MASQUE;

/// Ids that texts may bear, in the default order, with their title.
const ORDRE: [(&str, &str); 17] = [
    ("introduction", "Introduction"),
    ("personnel", "Le personnel"),
    ("formation", "La formation"),
    ("principes", "Principes d’intervention"),
    ("actions-collectives", "Les actions collectives"),
    ("faits-marquants", "Faits marquants"),
    ("tableau-de-bord", "Tableau de bord annuel"),
    ("journees", "Les journées"),
    ("activite", "L’activité"),
    ("admissions", "Les admissions"),
    ("suivis", "Les suivis"),
    ("sorties", "Les sorties"),
    ("attente", "La liste d’attente"),
    ("budget", "Éléments budgétaires"),
    ("objectifs", "Objectifs"),
    ("qualite", "Démarche qualité"),
    ("conclusion", "Conclusion"),
];

/// The sections that hold something, in the order of rapport.toml, the others after them in the default order; what is
/// not a known id comes before the conclusion.
pub(super) fn sections(m: &Matiere<'_>) -> Vec<Section> {
    let (textes, demandes) = (m.controle.textes(), &m.reglages().rapport.sections);
    plan::ids(textes, demandes).iter().filter_map(|id| section(m, id)).collect()
}

fn section(m: &Matiere<'_>, id: &str) -> Option<Section> {
    let (titre_du_texte, blocs) = texte(m, id).unwrap_or_default();
    let mut donnees = donnees(m, id);
    if m.indicateurs.en_cours() && matches!(id, "tableau-de-bord" | "journees") && !donnees.is_empty() {
        donnees.insert(0, Element::Phrase { texte: format!("{}.", majuscule(&en_cours(m))) });
    }
    let texte_d_abord = matches!(id, "admissions" | "suivis" | "sorties");
    let contenu: Vec<Element> = match texte_d_abord {
        true => blocs.into_iter().chain(donnees).collect(),
        false => donnees.into_iter().chain(blocs).collect(),
    };
    let titre = titre_du_texte.unwrap_or_else(|| plan::titre(id));
    (!contenu.is_empty()).then(|| Section { id: propre(id), titre, contenu })
}

/// What a public report says, once in a paragraph, instead of the sentences whose figures it does not print.
const TUS: &str = "Certains effectifs, trop petits, ne sont pas publiés.";

/// The team's text for a section, its title and the rest: every file of that name, in the order of the folder.
pub(super) fn texte(m: &Matiere<'_>, id: &str) -> Option<(Option<String>, Option<Element>)> {
    let fichiers = m.controle.textes().iter().filter(|t| t.section == id);
    let contenus: Vec<&str> = fichiers.map(|t| t.contenu.as_str()).collect();
    let figures = Figures { indicateurs: m.indicateurs, reglages: m.reglages() };
    let mut appels = Appels::default();
    let mut tu = None;
    let dit = |expression: &Expression<'_>, paragraphe: usize| match figures.dit(expression) {
        Ok(morceaux) => Some(morceaux.into_iter().map(|morceau| fragment(morceau, &mut appels)).collect()),
        Err(refus) if !refus.est_un_masque() => None,
        Err(Refus::Phrase(_)) if tu.replace(paragraphe) == Some(paragraphe) => Some(Vec::new()),
        Err(Refus::Phrase(_)) => Some(vec![Fragment::Texte { texte: TUS.to_owned() }]),
        Err(_) => Some(vec![Fragment::Texte { texte: format!("({MASQUE})") }]),
    };
    let TexteLu { titre, blocs } = texte::lire(&contenus.join("\n\n"), dit);
    let notes = appels.notes(m, []);
    let corps = (!blocs.is_empty()).then_some(Element::Texte { blocs, notes });
    Some((titre, corps)).filter(|(titre, corps)| titre.is_some() || corps.is_some())
}

/// A figure with the letter of its réserve.
fn fragment(morceau: Morceau, appels: &mut Appels) -> Fragment {
    match morceau {
        Morceau::Mots(texte) => Fragment::Texte { texte },
        Morceau::Chiffre { texte, valeur } => {
            let appel = valeur.and_then(|valeur| appels.reserve(&valeur));
            Fragment::Chiffre { texte: propre(&texte), appel }
        }
    }
}

/// Tables and charts of a section, then the charts that name it.
fn donnees(m: &Matiere<'_>, id: &str) -> Vec<Element> {
    match id {
        "tableau-de-bord" => tableau_de_bord::contenu(m),
        "journees" => journees::contenu(m),
        "admissions" => avec_populations(m, id, mouvements::admissions(m)),
        "suivis" => avec_populations(m, id, mouvements::suivis(m)),
        "sorties" => avec_populations(m, id, mouvements::sorties(m)),
        "attente" => attente::contenu(m),
        "budget" => budget::contenu(m),
        "objectifs" => objectifs::contenu(m),
        "personnel" => personnel::contenu(m),
        "formation" => formation::contenu(m),
        "qualite" => qualite::contenu(m),
        _ => figures::de_la_section(m, id),
    }
}

fn avec_populations(m: &Matiere<'_>, id: &str, mut contenu: Vec<Element>) -> Vec<Element> {
    contenu.extend(decomptes::contenu(m, id));
    contenu.extend(populations::contenu(m, id));
    if id == "suivis" {
        contenu.extend(a_venir::contenu(m));
    }
    contenu
}
