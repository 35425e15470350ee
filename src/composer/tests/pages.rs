//! What is seen on laid out pages: texts out of their page, texts over each other, headings without what they head.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// A run of text, in points from the top left corner of its page.
#[derive(Debug, Clone)]
struct Mot {
    texte: String,
    gauche: f64,
    droite: f64,
    ligne: f64,
    corps: f64,
}

/// The margins of templates/commun/style.typ, in points, and what may hang out of them: the letter of a note.
const GAUCHE: f64 = 70.8;
const DROITE: f64 = 595.3 - 62.3;
const SAILLIE: f64 = 9.0;
const BAS: f64 = 841.9 - 70.8;

/// Every fault of every page, in words.
pub(super) fn debordements(document: &PagedDocument) -> Vec<String> {
    let pages = document.pages().iter().enumerate();
    let fautes = pages.map(|(rang, page)| (rang, faute_de_page(rang, &mots(&page.frame))));
    fautes.flat_map(|(rang, fautes)| fautes.into_iter().map(move |f| format!("page {} : {f}", rang + 1))).collect()
}

fn mots(frame: &Frame) -> Vec<Mot> {
    let mut mots = Vec::new();
    marche(frame, Transform::identity(), &mut mots);
    mots
}

fn marche(frame: &Frame, place: Transform, mots: &mut Vec<Mot>) {
    for (point, item) in frame.items() {
        let ici = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(groupe) => marche(&groupe.frame, ici.pre_concat(groupe.transform), mots),
            FrameItem::Text(texte) if !texte.text.trim().is_empty() => {
                let debut = Point::zero().transform(ici);
                let fin = Point::new(texte.width(), Abs::zero()).transform(ici);
                mots.push(Mot {
                    texte: texte.text.as_str().replace('\u{200b}', ""),
                    gauche: debut.x.to_pt(),
                    droite: fin.x.to_pt(),
                    ligne: debut.y.to_pt(),
                    corps: texte.size.to_pt(),
                });
            }
            _ => {}
        }
    }
}

fn faute_de_page(rang: usize, mots: &[Mot]) -> Vec<String> {
    let pied = mots.iter().map(|m| m.ligne).fold(0.0, f64::max);
    let mut fautes = titre_seul(mots);
    for (i, m) in mots.iter().enumerate() {
        let dehors = m.gauche < GAUCHE - SAILLIE || m.droite > DROITE + SAILLIE || m.ligne < 20.0;
        let dessous =
            if rang == 0 { m.ligne > 841.0 } else { m.ligne > BAS + 2.0 && (m.ligne < pied - 6.0 || pied > 815.0) };
        if dehors || dessous {
            fautes.push(format!("« {} » sort de la page ({:.0}, {:.0}, {:.0})", m.texte, m.gauche, m.droite, m.ligne));
        }
        let dessus = mots[i + 1..].iter().find(|autre| se_couvrent(m, autre));
        fautes.extend(dessus.map(|autre| format!("« {} » et « {} » se couvrent", m.texte, autre.texte)));
    }
    fautes
}

/// Sizes of templates/commun/style.typ that only headings have.
const TITRES: [f64; 2] = [13.5, 11.2];

/// A heading at the foot of its page.
fn titre_seul(mots: &[Mot]) -> Vec<String> {
    let corps = mots.iter().filter(|m| m.ligne <= BAS + 2.0);
    let dernier = corps.max_by(|a, b| a.ligne.total_cmp(&b.ligne));
    let seul = dernier.filter(|m| TITRES.iter().any(|taille| (m.corps - taille).abs() < 0.01));
    seul.map(|m| format!("le titre « {} » est seul en bas de page", m.texte)).into_iter().collect()
}

/// On the same line, and on the same paper by more than a point.
fn se_couvrent(a: &Mot, b: &Mot) -> bool {
    let hauteur = 0.45 * a.corps.min(b.corps);
    (a.ligne - b.ligne).abs() < hauteur && a.droite.min(b.droite) - a.gauche.max(b.gauche) > 1.0
}
