//! The words of the pages and how full these are, walked from the frames as they were laid out: for tests and for
//! search, not for print.

use std::ops::Range;
use typst::foundations::{Content, Label, NativeElement, Packed, Selector, StyleChain};
use typst::introspection::{Introspector, PagedPosition};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// Every page's words, pages separated by a form feed.
pub(super) fn texte(document: &PagedDocument) -> String {
    document.pages().iter().map(texte_d_une_page).collect::<Vec<_>>().join("\n\u{c}\n")
}

/// The words of one page.
pub(super) fn texte_d_une_page(page: &Page) -> String {
    let mut marche = Marche::default();
    marche.frame(&page.frame, Point::zero());
    marche.sortie
}

/// The pages on which a section stands, the first being 0: from its title to the next one of the first level.
pub(super) fn section(document: &PagedDocument, id: &str) -> Option<Range<usize>> {
    let label = Label::new(PicoStr::intern(&format!("section-{id}")))?;
    let debut = document.introspector().query_first(&Selector::Label(label))?;
    etendue(document, &debut, 1)
}

/// The pages of the action sheet of that title; of all of them where none bears it.
pub(super) fn fiche(document: &PagedDocument, titre: &str) -> Option<Range<usize>> {
    let introspector = document.introspector();
    // as templates/commun/elements.typ numbers them
    let label = |rang: usize| Label::new(PicoStr::intern(&format!("fiche-{rang}")));
    let repere = |rang| introspector.query_first(&Selector::Label(label(rang)?));
    let fiches: Vec<Content> = (1..).map_while(repere).collect();
    let sans_blanc = |texte: &str| texte.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let voulu = sans_blanc(titre);
    let tel = |t: &&Content| t.to_packed::<HeadingElem>().is_some_and(|t| sans_blanc(&t.body.plain_text()) == voulu);
    match fiches.iter().find(tel) {
        Some(fiche) => etendue(document, fiche, 2),
        None => etendue(document, fiches.first()?, 1),
    }
}

/// From a title to the next one of its level, or of a higher one.
fn etendue(document: &PagedDocument, titre: &Content, niveau: usize) -> Option<Range<usize>> {
    let introspector = document.introspector();
    let lieu = |content: &Content| introspector.position(content.location()?);
    let debut = lieu(titre)?;
    let ordre = |place: &PagedPosition| (place.page, place.point.y);
    let titres = introspector.query(&HeadingElem::ELEM.select());
    let suivants = titres.iter().filter(|t| t.to_packed::<HeadingElem>().is_some_and(|t| est_du_niveau(t, niveau)));
    let suivant = suivants.filter_map(lieu).find(|place| ordre(place) > ordre(&debut));
    let fin = suivant.map_or(document.pages().len(), |place| {
        // a title at the top of a page leaves it to its own section
        if place.point.y.to_mm() > HAUT + 1.0 { place.page.get() } else { place.page.get() - 1 }
    });
    let debut = debut.page.get() - 1;
    Some(debut..fin.max(debut + 1))
}

fn est_du_niveau(titre: &Packed<HeadingElem>, niveau: usize) -> bool {
    titre.resolve_level(StyleChain::default()).get() <= niveau
}

/// The margins of templates/commun/style.typ, where the words of a page begin and end.
const HAUT: f64 = 29.0;
const BAS: f64 = 297.0 - 25.0;

/// How far down each page goes, in percent of what its margins leave.
pub(super) fn remplies(document: &PagedDocument) -> Vec<u8> {
    let parts = document.pages().iter().map(|page| {
        let bas = plus_bas(&page.frame, Abs::zero()).unwrap_or_default();
        let atteints = (1..=100_u8).rev().find(|part| HAUT + (BAS - HAUT) * f64::from(*part) / 100.0 <= bas.to_mm());
        atteints.unwrap_or(0)
    });
    parts.collect()
}

/// The lowest line, mark or image above the foot of the page.
fn plus_bas(frame: &Frame, origine: Abs) -> Option<Abs> {
    let bas = frame.items().filter_map(|(place, item)| {
        let ici = origine + place.y;
        match item {
            FrameItem::Group(groupe) => plus_bas(&groupe.frame, ici),
            FrameItem::Text(_) => Some(ici),
            FrameItem::Shape(forme, _) => Some(ici + forme.geometry.bbox(None).max.y),
            FrameItem::Image(_, taille, _) => Some(ici + taille.y),
            _ => None,
        }
    });
    bas.filter(|y| y.to_mm() <= BAS + 0.5).max()
}

#[derive(Default)]
struct Marche {
    sortie: String,
    fin: Option<Point>,
}

impl Marche {
    fn frame(&mut self, frame: &Frame, origine: Point) {
        for (place, item) in frame.items() {
            let point = origine + *place;
            match item {
                FrameItem::Group(groupe) => self.frame(&groupe.frame, point),
                FrameItem::Text(texte) => {
                    self.separe(point, texte.size);
                    self.sortie.push_str(&texte.text);
                    self.fin = Some(Point::new(point.x + texte.width(), point.y));
                }
                _ => {}
            }
        }
    }

    /// A new line where the baseline moves by more than a superscript does, a space where there is a gap.
    fn separe(&mut self, point: Point, corps: Abs) {
        let Some(fin) = self.fin else { return };
        if (point.y - fin.y).abs() > corps * 0.7 {
            self.sortie.push('\n');
        } else if (point.x - fin.x).abs() > corps * 0.15 {
            self.sortie.push(' ');
        }
    }
}
