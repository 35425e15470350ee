//! Parts of a document → Markdown, and the paragraph that each line comes from.

use super::corps::{Aspect, Corps, Genre, Morceau, Paragraphe, Partie, Rangees};
use super::fragments::{self, Pour};
use super::legendes;

/// Deepest list: beyond, an item stands at this depth.
const PROFONDEUR: usize = 8;

/// How a caption that stands alone looks.
const ITALIQUE: Aspect = Aspect { gras: false, italique: true, lien: None };

/// The Markdown of a document, and the paragraph of each of its lines.
pub(super) fn ecrit(corps: &Corps, chemin: &dyn Fn(&str) -> String) -> (String, Vec<u32>) {
    let titre = |p: &Partie| matches!(p, Partie::Paragraphe(p) if p.genre == Genre::Titre(0));
    let decalage = u8::from(corps.parties.iter().any(titre));
    let mut redaction = Redaction { corps, chemin, decalage, ..Redaction::new(corps, chemin) };
    let mut parties = corps.parties.iter().peekable();
    while let Some(partie) = parties.next() {
        match partie {
            Partie::Table(rangees) => redaction.table(rangees),
            Partie::Paragraphe(p) => {
                let legende = parties.peek().and_then(|suivante| legendes::apres(p, suivante));
                if legende.is_some() {
                    parties.next();
                }
                redaction.paragraphe(p, legende.as_deref());
            }
        }
    }
    (redaction.sortie, redaction.paragraphes)
}

struct Redaction<'a> {
    corps: &'a Corps,
    chemin: &'a dyn Fn(&str) -> String,
    /// Headings go down by one where the document has a title.
    decalage: u8,
    sortie: String,
    paragraphes: Vec<u32>,
    /// The kind of the paragraph above; `None` above the first and below a table.
    avant: Option<Genre>,
    /// Open lists: where their items begin, and where their words do.
    listes: Vec<(usize, usize)>,
}

impl<'a> Redaction<'a> {
    fn new(corps: &'a Corps, chemin: &'a dyn Fn(&str) -> String) -> Self {
        let (sortie, paragraphes, listes) = (String::new(), Vec::new(), Vec::new());
        Self { corps, chemin, decalage: 0, sortie, paragraphes, avant: None, listes }
    }

    fn ligne(&mut self, texte: &str, numero: u32) {
        self.sortie.push_str(texte);
        self.sortie.push('\n');
        self.paragraphes.push(numero);
    }

    fn pour<'b>(&self, cellule: bool, legende: Option<&'b str>) -> Pour<'b>
    where
        'a: 'b,
    {
        Pour { liens: &self.corps.liens, chemin: self.chemin, cellule, legende }
    }

    fn paragraphe(&mut self, p: &Paragraphe, legende: Option<&str>) {
        let lignes = match p.genre {
            // An office frames a picture with its caption in one paragraph.
            Genre::Legende if p.a_une_image() && p.a_des_mots() => {
                let images: Vec<_> = p.morceaux.iter().filter(|m| matches!(m, Morceau::Image(..))).cloned().collect();
                fragments::lignes(&images, &self.pour(false, Some(&legendes::texte(p))))
            }
            Genre::Legende if !p.a_une_image() && legendes::sans_numero(&p.mots()).is_some() => {
                fragments::lignes(&[Morceau::Texte(legendes::texte(p), ITALIQUE)], &self.pour(false, None))
            }
            _ => fragments::lignes(&p.morceaux, &self.pour(false, legende)),
        };
        if lignes.is_empty() {
            return;
        }
        let genre = match p.genre {
            Genre::Suite(_) if self.listes.is_empty() => Genre::Corps,
            genre => genre,
        };
        let (premiere, suite) = self.marges(genre);
        match p.genre {
            Genre::Titre(_) => self.ligne(&format!("{premiere}{}", lignes.join(" ")), p.numero),
            _ => {
                let derniere = lignes.len() - 1;
                for (rang, ligne) in lignes.iter().enumerate() {
                    let marge = if rang == 0 { &premiere } else { &suite };
                    let fin = if rang == derniere { "" } else { "\\" };
                    self.ligne(&format!("{marge}{ligne}{fin}"), p.numero);
                }
            }
        }
        self.avant = Some(genre);
    }

    /// What stands before the first line of a paragraph and before the others; what parts it from the one above is
    /// written.
    fn marges(&mut self, genre: Genre) -> (String, String) {
        let numero = self.paragraphes.last().copied().unwrap_or(1);
        let separateur = match (self.avant, genre) {
            (Some(Genre::Element(..)), Genre::Element(..)) => None,
            (Some(Genre::Citation), Genre::Citation) => Some(">"),
            _ if self.paragraphes.is_empty() => None,
            _ => Some(""),
        };
        if let Some(separateur) = separateur {
            self.ligne(separateur, numero);
        }
        match genre {
            Genre::Element(niveau, rang) => return self.element(niveau.min(PROFONDEUR), rang),
            Genre::Suite(niveau) => return self.suite(niveau.min(PROFONDEUR)),
            _ => self.listes.clear(),
        }
        match genre {
            Genre::Titre(niveau) => {
                let niveau = if niveau == 0 { 1 } else { (niveau + self.decalage).clamp(1, 6) };
                (format!("{} ", "#".repeat(niveau.into())), String::new())
            }
            Genre::Citation => ("> ".to_owned(), "> ".to_owned()),
            _ => Default::default(),
        }
    }

    fn element(&mut self, niveau: usize, rang: Option<u64>) -> (String, String) {
        self.listes.truncate(niveau + 1);
        let marge = match self.listes.len() == niveau + 1 {
            true => self.listes.pop().map_or(0, |(marge, _)| marge),
            false => self.listes.last().map_or(0, |(_, mots)| *mots),
        };
        let marque = rang.map_or("- ".to_owned(), |n| format!("{}. ", n.min(999_999_999)));
        let mots = marge + marque.len();
        self.listes.push((marge, mots));
        (format!("{}{marque}", " ".repeat(marge)), " ".repeat(mots))
    }

    /// A paragraph of the item above.
    fn suite(&mut self, niveau: usize) -> (String, String) {
        self.listes.truncate(niveau + 1);
        let marge = " ".repeat(self.listes.last().map_or(0, |(_, mots)| *mots));
        (marge.clone(), marge)
    }

    fn table(&mut self, rangees: &Rangees) {
        let (_, _) = self.marges(Genre::Corps);
        let largeur = rangees.iter().map(Vec::len).max().unwrap_or(0);
        for (rang, rangee) in rangees.iter().enumerate() {
            let numero = rangee.iter().flatten().next().map_or(0, |p| p.numero);
            let cellules = rangee.iter().map(|c| self.cellule(c));
            let vides = if rang == 0 { largeur - rangee.len() } else { 0 };
            let texte: String = cellules.chain((0..vides).map(|_| String::new())).map(|c| format!("| {c} ")).collect();
            self.ligne(&format!("{texte}|"), numero);
            if rang == 0 {
                self.ligne(&format!("{}|", "| --- ".repeat(largeur)), numero);
            }
        }
        self.avant = None;
    }

    /// Its paragraphs on one line, parted by what a reader would put there.
    fn cellule(&self, paragraphes: &[Paragraphe]) -> String {
        let mut texte = String::new();
        for p in paragraphes {
            let mots = fragments::lignes(&p.morceaux, &self.pour(true, None)).join(" ");
            if !texte.is_empty() {
                texte.push_str(if texte.ends_with(['.', ':', ';', ',', '!', '?']) { " " } else { " ; " });
            }
            texte.push_str(&mots);
        }
        texte
    }
}
