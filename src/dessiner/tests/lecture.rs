//! Reads an SVG back: texts with the place they take, polygons, polylines.

use crate::dessiner::theme::INK;
use crate::dessiner::toile::{Anchor, Font, Rect};

pub(super) struct Texte {
    pub(super) texte: String,
    pub(super) place: Rect,
}

pub(super) struct Trait {
    pub(super) couleur: String,
    pub(super) epaisseur: f64,
    pub(super) points: Vec<(f64, f64)>,
}

impl Trait {
    /// The rectangle around it, without its thickness.
    pub(super) fn place(&self) -> Rect {
        let mut place = Rect::new(f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for (x, y) in &self.points {
            place = Rect::new(place.left.min(*x), place.top.min(*y), place.right.max(*x), place.bottom.max(*y));
        }
        Rect::new(place.left, place.top - 0.1, place.right, place.bottom + 0.1)
    }
}

/// Width and height of the canvas.
pub(super) fn taille(svg: &str) -> (f64, f64) {
    let vue = attribut(svg, "viewBox").unwrap();
    let mut nombres = vue.split(' ').skip(2).map(|n| n.parse::<f64>().unwrap() / 10.0);
    (nombres.next().unwrap(), nombres.next().unwrap())
}

pub(super) fn textes(svg: &str) -> Vec<Texte> {
    svg.split("<text ").skip(1).map(texte).collect()
}

fn texte(morceau: &str) -> Texte {
    let nombre = |nom: &str| attribut(morceau, nom).unwrap().parse::<f64>().unwrap() / 10.0;
    let corps = nombre("font-size");
    let anchor = match attribut(morceau, "text-anchor").unwrap() {
        "start" => Anchor::Start,
        "middle" => Anchor::Middle,
        _ => Anchor::End,
    };
    assert_eq!(attribut(morceau, "dy"), Some("0.76em"));
    assert_eq!(attribut(morceau, "font-family"), Some("&apos;Source Sans 3&apos;"));
    let font = Font { size: corps, bold: attribut(morceau, "font-weight").is_some(), color: INK };
    let (_, reste) = morceau.split_once(">\n").unwrap();
    let texte = reste.split_once("\n<").unwrap().0.replace("&apos;", "'").replace("&amp;", "&");
    let place = font.place((nombre("x"), nombre("y") + corps * 0.76), anchor, &texte);
    Texte { texte, place }
}

pub(super) fn polygones(svg: &str) -> Vec<Trait> {
    svg.split("<polygon ").skip(1).map(|m| trait_de(m, "fill")).collect()
}

pub(super) fn lignes(svg: &str) -> Vec<Trait> {
    svg.split("<polyline ").skip(1).map(|m| trait_de(m, "stroke")).collect()
}

pub(super) fn cercles(svg: &str) -> usize {
    svg.matches("<circle ").count()
}

fn trait_de(morceau: &str, couleur: &str) -> Trait {
    let points = attribut(morceau, "points").unwrap().split_whitespace().map(|point| {
        let (x, y) = point.split_once(',').unwrap();
        (x.parse::<f64>().unwrap() / 10.0, y.parse::<f64>().unwrap() / 10.0)
    });
    let epaisseur = attribut(morceau, "stroke-width").map_or(0.0, |e| e.parse::<f64>().unwrap() / 10.0);
    Trait { epaisseur, couleur: attribut(morceau, couleur).unwrap().to_owned(), points: points.collect() }
}

fn attribut<'a>(morceau: &'a str, nom: &str) -> Option<&'a str> {
    let balise = morceau.split_once('>')?.0;
    let (_, reste) = balise.split_once(&format!("{nom}=\""))?;
    Some(reste.split_once('"')?.0)
}
