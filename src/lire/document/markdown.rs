//! Parts of a document → Markdown, and the paragraph that each line comes from.

use super::corps::{Corps, Genre, Paragraphe, Partie, Rangees};
use super::fragments::{self, Pour};

/// Deepest list: beyond, an item stands at this depth.
const PROFONDEUR: usize = 8;

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
                let legende = parties.peek().and_then(|suivante| legende(p, suivante));
                if legende.is_some() {
                    parties.next();
                }
                redaction.paragraphe(p, legende.as_deref());
            }
        }
    }
    (redaction.sortie, redaction.paragraphes)
}

/// The caption that follows a paragraph of pictures.
fn legende(p: &Paragraphe, suivante: &Partie) -> Option<String> {
    match suivante {
        Partie::Paragraphe(l) if l.genre == Genre::Legende && p.a_une_image() && !p.a_des_mots() => {
            (!l.a_une_image()).then(|| sans_numero(&mots(l)))
        }
        _ => None,
    }
}

fn mots(p: &Paragraphe) -> String {
    let mot = |m: &super::corps::Morceau| match m {
        super::corps::Morceau::Texte(texte, _) => texte.clone(),
        _ => " ".to_owned(),
    };
    p.morceaux.iter().map(mot).collect()
}

/// « Figure 3 : le jardin » is « le jardin »: the report numbers its figures.
fn sans_numero(texte: &str) -> String {
    let entier = texte.trim();
    let mut reste = entier;
    for nom in ["Figure", "Illustration", "Image", "Photo", "Fig."] {
        reste = entier.strip_prefix(nom).unwrap_or(reste);
    }
    let numero = reste.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    if numero.len() == reste.trim_start().len() {
        return entier.to_owned();
    }
    numero.trim_start_matches(|c: char| c.is_whitespace() || ".:–—-".contains(c)).to_owned()
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
            Genre::Legende if p.a_une_image() => {
                let images: Vec<_> =
                    p.morceaux.iter().filter(|m| matches!(m, super::corps::Morceau::Image(..))).cloned().collect();
                fragments::lignes(&images, &self.pour(false, Some(&sans_numero(&mots(p)))))
            }
            _ => fragments::lignes(&p.morceaux, &self.pour(false, legende)),
        };
        if lignes.is_empty() {
            return;
        }
        let (premiere, suite) = self.marges(p.genre);
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
        self.avant = Some(p.genre);
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
