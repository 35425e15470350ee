//! The annual dashboard: months in columns, one table per dispositif, then the service with its chart.

use super::figures;
use crate::composer::entree::{Element, Figure};
use crate::composer::matiere::Matiere;
use crate::composer::tables::{Rangee, mensuel};
use crate::domaine::indicateur::{Genre, Perimetre};
use crate::francais::pluriel;

const RANGEES: [Rangee; 4] = [
    Rangee { id: "presents_debut", libelle: "Présents début", flux: false, forte: false },
    Rangee { id: "entrees", libelle: "Entrées", flux: true, forte: false },
    Rangee { id: "sorties", libelle: "Sorties", flux: true, forte: false },
    Rangee { id: "presents_fin", libelle: "Présents fin", flux: false, forte: true },
];

const PLACES: Rangee = Rangee { id: "places", libelle: "Places en fin de mois", flux: false, forte: false };

/// The table of the whole service, whose numbers the charts draw.
const SERVICE: &str = "tableau-de-bord-service";

const SECTION: &str = "tableau-de-bord";

/// In the name of the charts that hold one panel per dispositif.
const PAR_DISPOSITIF: &str = "par-dispositif";
const TABLEAUX: &str = "Les nombres sont au tableau de chaque dispositif, plus haut.";

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let mut contenu: Vec<Element> = Vec::new();
    for p in m.perimetres() {
        let Some(tableau) = tableau(m, p) else { continue };
        if p.genre == Genre::Service {
            contenu.push(Element::Ancre { nom: SERVICE.into(), figure: None });
        }
        contenu.push(tableau);
    }
    let ancre = contenu.iter().any(|e| matches!(e, Element::Ancre { .. })).then_some(SERVICE);
    let figures = figures::seules(m, SECTION, ancre);
    contenu.extend(figures.into_iter().map(avec_ses_nombres));
    contenu
}

/// One panel per dispositif draws as many tables, which no single reference names.
fn avec_ses_nombres(element: Element) -> Element {
    match element {
        Element::Figure(f) if f.chemin.contains(PAR_DISPOSITIF) => {
            let note = format!("{} {TABLEAUX}", f.note).trim_start().to_owned();
            Element::Figure(Figure { note, nombres: None, ..f })
        }
        autre => autre,
    }
}

/// « : 17 entrées et 19 sorties dans l’année ».
fn bilan(m: &Matiere<'_>, perimetre: &Perimetre) -> Option<String> {
    let (entrees, sorties) = (perimetre.annuel("entrees").exact()?, perimetre.annuel("sorties").exact()?);
    let quand = if m.indicateurs.en_cours() { "à date" } else { "dans l’année" };
    let (entrees, sorties) = (pluriel(entrees, "entrée", "entrées"), pluriel(sorties, "sortie", "sorties"));
    Some(format!(" : {entrees} et {sorties} {quand}"))
}

fn tableau(m: &Matiere<'_>, perimetre: &Perimetre) -> Option<Element> {
    let unites = m.reglages().comptage.unite_de_compte.pluriel();
    let qui = match perimetre.genre {
        Genre::Service => format!("{unites}, ensemble du service"),
        Genre::Groupe => format!("{unites}, groupe {}", perimetre.libelle),
        Genre::Dispositif if perimetre.libelle == perimetre.code => format!("{unites} {}", perimetre.code),
        Genre::Dispositif => format!("{unites} {} ({})", perimetre.code, perimetre.libelle),
    };
    let legende = format!("Mouvements mensuels des {qui}{}.", bilan(m, perimetre).unwrap_or_default());
    let mut rangees: Vec<Rangee> = RANGEES.into();
    if perimetre.genre == Genre::Service {
        rangees.push(PLACES);
    }
    let sans_mouvement = !perimetre.mensuel.contains_key("presents_debut");
    if sans_mouvement {
        return None;
    }
    mensuel(m, &[perimetre], &rangees, legende, Vec::new()).map(Element::Tableau)
}
