//! The monthly board: this month and the year to date on two pages at most, from the figures of a period cut at its end.
//! Nothing is computed here that the report does not compute.

mod a_suivre;
mod activite;
mod atterrissage;
pub mod entree;
mod manques;
mod points;
mod tuiles;

use super::ecriture::{date, majuscule, propre};
use super::entree::{Bandeau, Chiffres, Document, Element, Notes, Section, Tableau};
use super::matiere::Matiere;
use super::projet::Projet;
use super::rendu::{Rapport, rapport};
use super::sections::figures;
use super::{Error, couleur, images, pieces};
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Perimetre};
use crate::domaine::mois::Mois;
use chrono::Datelike;
use entree::{EnTete, EntreeMensuelle};

/// Pages of a board.
const PAGES: usize = 2;

/// How much is shown.
#[derive(Clone, Copy)]
struct Palier {
    /// Rows of a table by perimetre.
    rangs: usize,
    /// Charts.
    figures: usize,
    /// Findings.
    points: usize,
    /// Lines on what is missing.
    manques: usize,
    /// Characters of a note; the whole of it is in the report.
    note: usize,
}

/// From the fullest board to the barest, which always fits.
const PALIERS: [Palier; 8] = [
    Palier { rangs: 30, figures: 2, points: 14, manques: 8, note: 400 },
    Palier { rangs: 30, figures: 2, points: 7, manques: 5, note: 400 },
    Palier { rangs: 30, figures: 2, points: 4, manques: 4, note: 400 },
    Palier { rangs: 30, figures: 1, points: 10, manques: 5, note: 400 },
    Palier { rangs: 30, figures: 1, points: 5, manques: 4, note: 400 },
    Palier { rangs: 30, figures: 0, points: 5, manques: 4, note: 100 },
    Palier { rangs: 16, figures: 0, points: 3, manques: 3, note: 100 },
    Palier { rangs: 6, figures: 0, points: 1, manques: 1, note: 100 },
];

/// The charts of a board, in the order in which they are kept.
const FIGURES: [&str; 2] = [CUMUL, PRESENTS];
const CUMUL: &str = "cumul";
const PRESENTS: &str = "presents";

/// The projects of a board, from the fullest to the barest.
pub fn projets(m: &Matiere<'_>) -> Vec<Projet> {
    PALIERS.iter().map(|palier| projet(m, *palier)).collect()
}

/// The first project that stands on two pages, typeset; the last one when none does.
pub fn en_deux_pages(projets: &[Projet]) -> Result<(&Projet, Rapport), Error> {
    let mut dernier = Err(Error::Typst(vec!["aucun tableau de bord à mettre en pages".into()]));
    for projet in projets {
        let compose = rapport(projet)?;
        let tient = compose.pages <= PAGES;
        dernier = Ok((projet, compose));
        if tient {
            break;
        }
    }
    dernier
}

fn projet(m: &Matiere<'_>, palier: Palier) -> Projet {
    let mut projet = Projet::nu();
    projet.ajoute(Projet::PRINCIPAL, include_str!("../../../templates/mensuel.typ").as_bytes());
    for figure in retenues(m, palier) {
        projet.ajoute(&images::chemin_de_figure(figure), figure.svg.clone().into_bytes());
    }
    let jointes = pieces::pieces(m);
    let entree = EntreeMensuelle {
        document: document(m),
        en_tete: en_tete(m),
        bandeau: bandeau(m),
        chiffres: tuiles::chiffres(m).map(|c| Chiffres { notes: courtes(c.notes, palier), ..c }),
        sections: sections(m, palier),
        pieces: jointes.iter().map(|j| j.piece.clone()).collect(),
    };
    for jointe in jointes {
        projet.ajoute(&jointe.piece.chemin, jointe.octets);
    }
    // Strings, numbers and lists: nothing that JSON could refuse.
    let json = serde_json::to_string_pretty(&entree).unwrap_or_default();
    projet.ajoute(Projet::ENTREE, json.into_bytes());
    projet
}

fn retenues<'a>(m: &Matiere<'a>, palier: Palier) -> impl Iterator<Item = &'a Figure> {
    let toutes = m.figures;
    let gardees = FIGURES.iter().filter_map(|nom| toutes.iter().find(|f| f.nom == *nom));
    gardees.take(palier.figures)
}

fn sections(m: &Matiere<'_>, palier: Palier) -> Vec<Section> {
    let courbe =
        |nom: &str| retenues(m, palier).find(|f| f.nom == nom).and_then(|f| figures::nommee(m, f.section, nom, None));
    let activite: Vec<Element> = activite::contenu(m, palier.rangs).into_iter().chain(courbe(CUMUL)).collect();
    let parties = [
        ("activite", titre_de_l_activite(m), activite),
        ("atterrissage", atterrissage::titre(m), atterrissage::contenu(m, palier.rangs)),
        ("a-suivre", "À suivre".to_owned(), a_suivre::contenu(m)),
        ("presents", "Présents".to_owned(), courbe(PRESENTS).into_iter().collect()),
        ("points", "Points à vérifier".to_owned(), points::contenu(m, palier.points)),
        ("manques", "Ce qui manque".to_owned(), manques::contenu(m, palier.manques)),
    ];
    let pleines = parties.into_iter().filter(|(_, _, contenu)| !contenu.is_empty());
    let section = |(id, titre, contenu): (&str, String, Vec<Element>)| {
        let contenu = contenu.into_iter().map(|element| court(element, palier)).collect();
        Section { id: id.into(), titre, contenu }
    };
    pleines.map(section).collect()
}

/// An element with its notes cut.
fn court(element: Element, palier: Palier) -> Element {
    match element {
        Element::Tableau(t) => Element::Tableau(Tableau { notes: courtes(t.notes, palier), ..t }),
        Element::Figure(f) => {
            let (note, legende) = (abrege(&f.note, palier.note), abrege(&f.legende, palier.note));
            Element::Figure(super::entree::Figure { note, legende, ..f })
        }
        autre => autre,
    }
}

fn courtes(mut notes: Notes, palier: Palier) -> Notes {
    for note in &mut notes.liste {
        note.texte = abrege(&note.texte, palier.note);
    }
    notes
}

fn titre_de_l_activite(m: &Matiere<'_>) -> String {
    let mois = majuscule(m.indicateurs.jusqu_a.nom());
    match (janvier(m), m.indicateurs.en_cours()) {
        (true, _) => mois,
        (_, true) => format!("{mois}, et depuis janvier"),
        _ => format!("{mois}, et l’année {}", m.annee()),
    }
}

/// The month of the board.
fn mois(m: &Matiere<'_>) -> Mois {
    m.indicateurs.jusqu_a
}

/// True when the month is the whole period.
fn janvier(m: &Matiere<'_>) -> bool {
    mois(m) == m.indicateurs.exercice.janvier()
}

/// « depuis janvier », « dans l’année » once it is over.
fn depuis(m: &Matiere<'_>) -> &'static str {
    match (janvier(m), m.indicateurs.en_cours()) {
        (true, _) => "en janvier",
        (_, true) => "depuis janvier",
        _ => "dans l’année",
    }
}

/// « au 30 juin 2025 ».
fn au(m: &Matiere<'_>) -> String {
    format!("au {}", date(mois(m).dernier_jour()))
}

fn document(m: &Matiere<'_>) -> Document {
    let association = &m.reglages().association;
    let service = propre(&m.reglages().service.nom);
    let titre = format!("Tableau de bord — {}", m.dernier_mois());
    let jour = mois(m).dernier_jour();
    let entier = |n: u32| i32::try_from(n).unwrap_or(1);
    Document {
        titre: format!("{titre} — {service}"),
        auteur: propre(&association.nom),
        date: [jour.year(), entier(jour.month()), entier(jour.day())],
        couleur: couleur::accent(m.reglages().rapport.couleur.as_deref()),
        tete: [titre, service],
        pied: abrege(&propre(association.sigle.as_deref().unwrap_or(&association.nom)), 60),
        mention: (m.a_verifier() > 0).then(|| "Document de travail".into()),
    }
}

fn en_tete(m: &Matiere<'_>) -> EnTete {
    EnTete {
        titre: "Tableau de bord".into(),
        mois: m.dernier_mois(),
        service: abrege(&propre(&m.reglages().service.nom), 120),
        association: abrege(&propre(&m.reglages().association.nom), 120),
        situation: format!("Situation {}", au(m)),
    }
}

fn bandeau(m: &Matiere<'_>) -> Option<Bandeau> {
    let texte = match m.a_verifier() {
        0 => return None,
        1 => "Document de travail — 1 point à vérifier".to_owned(),
        n => format!("Document de travail — {n} points à vérifier"),
    };
    Some(Bandeau { texte, alerte: true })
}

/// The perimetres that so many rows hold, the sums before the dispositifs when there is no room for all; with how many
/// dispositifs are left out.
fn rangs<'a>(m: &Matiere<'a>, combien: usize) -> (Vec<&'a Perimetre>, usize) {
    let tous = m.perimetres();
    let sommes = tous.iter().filter(|p| p.genre != Genre::Dispositif).count();
    let service = tous.iter().filter(|p| p.genre == Genre::Service).count();
    let groupes = sommes <= combien / 2;
    let mut places = combien.saturating_sub(if groupes { sommes } else { service });
    let dispositifs = tous.len() - sommes;
    let omis = dispositifs.saturating_sub(places);
    let garde = |p: &&Perimetre| match p.genre {
        Genre::Service => true,
        Genre::Groupe => groupes,
        Genre::Dispositif => {
            let garde = places > 0;
            places = places.saturating_sub(1);
            garde
        }
    };
    (tous.into_iter().filter(garde).collect(), omis)
}

/// What is said of the dispositifs left out.
fn note_des_omis(omis: usize) -> Option<String> {
    match omis {
        0 => None,
        1 => Some("Et 1 autre dispositif, compté dans le total du service.".into()),
        n => Some(format!("Et {n} autres dispositifs, comptés dans le total du service.")),
    }
}

/// At most so many characters, cut at a word where there is one.
fn abrege(texte: &str, longueur: usize) -> String {
    if texte.chars().count() <= longueur {
        return texte.to_owned();
    }
    let debut: String = texte.chars().take(longueur.saturating_sub(1)).collect();
    let coupe = debut.rfind(' ').filter(|place| *place > debut.len() / 2).unwrap_or(debut.len());
    format!("{}…", debut[..coupe].trim_end_matches([',', ';', ':', ' ', '\u{a0}', '\u{202f}']))
}
