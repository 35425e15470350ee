//! The words of the pages, walked from the frames as they were laid out: for tests and for search, not for print.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// Every page's words, pages separated by a form feed.
pub(super) fn texte(document: &PagedDocument) -> String {
    let pages = document.pages().iter().map(|page| {
        let mut marche = Marche::default();
        marche.frame(&page.frame, Point::zero());
        marche.sortie
    });
    pages.collect::<Vec<_>>().join("\n\u{c}\n")
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
