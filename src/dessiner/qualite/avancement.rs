//! The plan d'action as one bar, cut by state: full for what is done, hatched for what is under way, hollow for the rest.

use crate::dessiner::phrases::ensemble;
use crate::dessiner::theme::{BLUE, GRID, HAIRLINE, INK, LABEL, MUTE, PAPER, WIDTH};
use crate::dessiner::toile::{Anchor, Font, Rect, Toile};
use crate::dessiner::widths::width;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::qualite::Etat;
use crate::francais::{INSECABLE, enumeration, minuscule, nombre, pluriel};

const BAR: f64 = 24.0;
/// Between a label and the bar, and between two labels.
const AIR: f64 = 8.0;
/// What gathers the words that are no known state.
const AUTRE: &str = "Autre état";

/// A part of the bar.
struct Part {
    nom: String,
    n: Exact,
}

/// The figure; `None` without a plan.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let d = ensemble(indicateurs)?.decomptes.iter().find(|d| d.id == "plan_d_action")?;
    let n = |valeurs: &[Valeur]| valeurs.first().and_then(|v| v.exact());
    let connus = [Etat::Fait, Etat::EnCours, Etat::AFaire];
    let mut parts: Vec<Part> = Vec::new();
    for etat in &connus {
        let ligne = d.lignes.iter().find(|(nom, _)| nom == etat.libelle());
        parts.extend(ligne.and_then(|(nom, v)| Some(Part { nom: nom.clone(), n: n(v)? })));
    }
    let autres = d.lignes.iter().filter(|(nom, _)| !connus.iter().any(|etat| nom == etat.libelle()));
    let autres: Exact = autres.filter_map(|(_, v)| n(v)).sum();
    parts.extend(Some(Part { nom: AUTRE.to_owned(), n: autres }).filter(|part| part.n > Exact::ZERO));
    let total: Exact = parts.iter().map(|part| part.n).sum();
    let dites: Vec<String> = parts.iter().map(dite).collect();
    let mut tableau = vec![vec!["État".to_owned(), "Actions".to_owned()]];
    tableau.extend(parts.iter().map(|part| vec![part.nom.clone(), nombre(part.n)]));
    let actions = pluriel(total, "action", "actions");
    Some(Figure {
        nom: "avancement".into(),
        section: "qualite",
        legende: format!("Avancement du plan d’amélioration{INSECABLE}: {actions}, dont {}.", enumeration(&dites)),
        texte_alternatif: format!("Barre horizontale coupée selon l’état des {actions} — {}.", enumeration(&dites)),
        note: String::new(),
        svg: dessin(&parts, total)?,
        tableau,
        origines: Vec::new(),
        sources: d.lignes.iter().flat_map(|(_, v)| v).flat_map(Valeur::cellules).cloned().collect(),
    })
}

/// « 3 faites ».
fn dite(part: &Part) -> String {
    if part.nom == Etat::Fait.libelle() {
        return pluriel(part.n, "faite", "faites");
    }
    format!("{}{INSECABLE}{}", nombre(part.n), minuscule(&part.nom))
}

fn dessin(parts: &[Part], total: Exact) -> Option<String> {
    if total <= Exact::ZERO {
        return None;
    }
    let mut toile = Toile::default();
    let top = LABEL + AIR;
    let (mut left, mut libre) = (0.0, 0.0_f64);
    let places = etiquettes(parts, total);
    for (part, place) in parts.iter().zip(places) {
        let right = left + part.n.flottant() / total.flottant() * WIDTH;
        segment(&mut toile, part, Rect::new(left, top, right, top + BAR));
        let place = place.max(libre);
        let texte = etiquette(part);
        toile.text((place, LABEL), Anchor::Start, Font::bold(LABEL, INK), &texte);
        libre = place + width(&texte, LABEL, true) + AIR * 2.0;
        left = right;
    }
    toile.outline(Rect::new(0.0, top, WIDTH, top + BAR), MUTE, HAIRLINE);
    toile.svg(WIDTH, top + BAR + 2.0)
}

/// « Fait : 3 ».
fn etiquette(part: &Part) -> String {
    format!("{}{INSECABLE}: {}", part.nom, nombre(part.n))
}

/// Where the labels start: over their part, moved left where those that follow would not fit.
fn etiquettes(parts: &[Part], total: Exact) -> Vec<f64> {
    let mut left = 0.0;
    let mut places: Vec<f64> = Vec::new();
    for part in parts {
        places.push(left);
        left += part.n.flottant() / total.flottant() * WIDTH;
    }
    let mut fin = WIDTH;
    for (place, part) in places.iter_mut().zip(parts).rev() {
        *place = place.min(fin - width(&etiquette(part), LABEL, true)).max(0.0);
        fin = *place - AIR * 2.0;
    }
    places
}

fn segment(toile: &mut Toile, part: &Part, rect: Rect) {
    let etat = [Etat::Fait, Etat::EnCours, Etat::AFaire].into_iter().find(|etat| etat.libelle() == part.nom);
    match etat {
        Some(Etat::Fait) => toile.rect(rect, BLUE),
        Some(Etat::EnCours) => toile.hatched(rect, BLUE),
        Some(Etat::AFaire) => toile.rect(rect, PAPER),
        _ => toile.rect(rect, GRID),
    }
    toile.outline(rect, MUTE, HAIRLINE);
}
