//! pulldown-cmark's events → blocks. Raw HTML stays visible as text; pictures follow the block that names them.

use super::bloc::{Bloc, Fragment, Illustration};
use super::marques::{Marques, Suite};
use super::titres::mots;
use super::typographie::{propre, propre_sur_une_ligne};
use crate::domaine::expression::OPTIONS;
use crate::francais::INSECABLE;
use pulldown_cmark::{Alignment, Event, HeadingLevel, Parser, Tag, TagEnd};

/// Every block of a Markdown text, headings at the level typed, figures in the place of their marks.
pub(super) fn blocs(markdown: &str, marques: &Marques) -> Vec<Bloc> {
    let ouverts = vec![Ouvert::Blocs(Cadre::Racine, Vec::new())];
    let mut lecture = Lecture { marques, ouverts, images: Vec::new() };
    for event in Parser::new_ext(markdown, OPTIONS) {
        lecture.event(event);
    }
    while lecture.ouverts.len() > 1 {
        lecture.ferme();
    }
    match lecture.ouverts.pop() {
        Some(Ouvert::Blocs(_, blocs)) => blocs,
        _ => Vec::new(),
    }
}

/// What a list of blocks is inside of.
enum Cadre {
    Racine,
    Citation,
    Element,
}

/// What a list of fragments is inside of.
enum Role {
    Paragraphe,
    Titre(u8),
    Emphase,
    Fort,
    Lien(String),
    /// Its path and its caption.
    Image(String, String),
    Cellule,
    Simple,
}

enum Ouvert {
    Blocs(Cadre, Vec<Bloc>),
    Liste(Option<u64>, Vec<Vec<Bloc>>),
    Fragments(Role, Vec<Fragment>),
    Code(String),
    Tableau {
        alignements: Vec<String>,
        lignes: Vec<Vec<Vec<Fragment>>>,
    },
    Rangee(Vec<Vec<Fragment>>),
    /// Beyond [`PROFONDEUR`]: what is inside belongs to what is outside.
    Plat,
}

/// Deepest nesting of quotations, lists, items and emphasis that is kept.
const PROFONDEUR: usize = 20;

/// Most bytes of a heading, an address or a description: an archive holds no longer ones. A longer heading is a
/// paragraph.
const PLUS_LONG: usize = 4_000;

struct Lecture<'a> {
    marques: &'a Marques,
    ouverts: Vec<Ouvert>,
    /// Pictures of the block being read.
    images: Vec<Illustration>,
}

impl Lecture<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.debut(tag),
            Event::End(TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {}
            Event::End(fin) => {
                let de_bloc = !matches!(
                    fin,
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
                );
                if de_bloc {
                    self.clot_un_paragraphe_sans_balise(&fin);
                }
                self.ferme();
            }
            Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) => self.texte(&t),
            Event::Code(t) => self.mots(&self.marques.rend(&t)),
            Event::SoftBreak => self.texte(" "),
            Event::HardBreak => self.fragment(Fragment::Saut),
            Event::Rule => self.bloc(Bloc::Filet),
            Event::InlineMath(t) | Event::DisplayMath(t) | Event::FootnoteReference(t) => self.texte(&t),
            Event::TaskListMarker(_) => {}
        }
    }

    fn debut(&mut self, tag: Tag<'_>) {
        let ouvert = match tag {
            Tag::Paragraph => Ouvert::Fragments(Role::Paragraphe, Vec::new()),
            Tag::Heading { level, .. } => Ouvert::Fragments(Role::Titre(niveau(level)), Vec::new()),
            Tag::BlockQuote(_) => Ouvert::Blocs(Cadre::Citation, Vec::new()),
            Tag::CodeBlock(_) => Ouvert::Code(String::new()),
            Tag::List(depart) => Ouvert::Liste(depart, Vec::new()),
            Tag::Item => Ouvert::Blocs(Cadre::Element, Vec::new()),
            Tag::Table(alignements) => {
                let alignements = alignements.iter().map(|a| alignement(*a).to_owned()).collect();
                Ouvert::Tableau { alignements, lignes: Vec::new() }
            }
            Tag::TableHead | Tag::TableRow => Ouvert::Rangee(Vec::new()),
            Tag::TableCell => Ouvert::Fragments(Role::Cellule, Vec::new()),
            Tag::Emphasis => Ouvert::Fragments(Role::Emphase, Vec::new()),
            Tag::Strong => Ouvert::Fragments(Role::Fort, Vec::new()),
            Tag::Link { dest_url, .. } => Ouvert::Fragments(Role::Lien(self.marques.rend(&dest_url)), Vec::new()),
            Tag::Image { dest_url, title, .. } => {
                Ouvert::Fragments(Role::Image(self.marques.rend(&dest_url), self.marques.rend(&title)), Vec::new())
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => return,
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                Ouvert::Blocs(Cadre::Citation, Vec::new())
            }
            _ => Ouvert::Fragments(Role::Simple, Vec::new()),
        };
        if matches!(ouvert, Ouvert::Liste(..) | Ouvert::Blocs(..)) {
            self.clot_les_mots();
        }
        let trop_profond = self.ouverts.len() >= PROFONDEUR && peut_s_imbriquer(&ouvert);
        self.ouverts.push(if trop_profond { Ouvert::Plat } else { ouvert });
    }

    /// A tight list gives words without a paragraph around them: they become one before the item closes.
    fn clot_un_paragraphe_sans_balise(&mut self, fin: &TagEnd) {
        if matches!(fin, TagEnd::Item | TagEnd::BlockQuote(_)) {
            self.clot_les_mots();
        }
    }

    fn clot_les_mots(&mut self) {
        if let Some(Ouvert::Fragments(Role::Paragraphe, _)) = self.ouverts.last() {
            self.ferme();
        }
    }

    fn ferme(&mut self) {
        match self.ouverts.pop() {
            Some(Ouvert::Fragments(role, contenu)) => self.ferme_les_mots(role, contenu),
            Some(Ouvert::Blocs(Cadre::Citation, blocs)) => self.bloc(Bloc::Citation { blocs }),
            Some(Ouvert::Blocs(Cadre::Element, blocs)) => match self.ouverts.last_mut() {
                Some(Ouvert::Liste(_, elements)) => elements.push(blocs),
                _ => blocs.into_iter().for_each(|bloc| self.bloc(bloc)),
            },
            Some(Ouvert::Liste(depart, elements)) => self.bloc(Bloc::Liste { depart, elements }),
            Some(Ouvert::Code(texte)) => self.bloc(Bloc::Code { texte: propre(texte.trim_end()) }),
            Some(Ouvert::Rangee(cellules)) => {
                if let Some(Ouvert::Tableau { lignes, .. }) = self.ouverts.last_mut() {
                    lignes.push(cellules);
                }
            }
            Some(Ouvert::Tableau { alignements, mut lignes }) if !lignes.is_empty() => {
                let entetes = lignes.remove(0);
                let larges = larges(&entetes, &lignes);
                self.bloc(Bloc::Tableau { alignements, larges, entetes, lignes });
                self.pose_les_images();
            }
            Some(racine @ Ouvert::Blocs(Cadre::Racine, _)) => self.ouverts.push(racine),
            Some(Ouvert::Tableau { .. } | Ouvert::Plat) | None => {}
        }
    }

    fn ferme_les_mots(&mut self, role: Role, mut contenu: Vec<Fragment>) {
        nettoie(&mut contenu);
        match role {
            Role::Paragraphe => {
                if !mots(&contenu).trim().is_empty() {
                    self.bloc(Bloc::Paragraphe { contenu });
                }
                self.pose_les_images();
            }
            Role::Titre(niveau) => {
                let trop_long = mots(&contenu).len() > PLUS_LONG;
                self.bloc(if trop_long { Bloc::Paragraphe { contenu } } else { Bloc::Titre { niveau, contenu } });
                self.pose_les_images();
            }
            Role::Image(chemin, legende) => self.image(chemin, &legende, &mots(&contenu)),
            Role::Emphase => self.fragment(Fragment::Emphase { contenu }),
            Role::Fort => self.fragment(Fragment::Fort { contenu }),
            Role::Lien(adresse) => self.lien(adresse, contenu),
            Role::Simple => contenu.into_iter().for_each(|f| self.fragment(f)),
            Role::Cellule => {
                if let Some(Ouvert::Rangee(cellules)) = self.ouverts.last_mut() {
                    cellules.push(contenu);
                }
            }
        }
    }

    /// Keeps a picture for the end of the block around it.
    fn image(&mut self, chemin: String, legende: &str, description: &str) {
        if !matches!(self.dernier(), Some(Ouvert::Fragments(..))) {
            self.ouverts.push(Ouvert::Fragments(Role::Paragraphe, Vec::new()));
        }
        let court = |texte: &str| propre_sur_une_ligne(&texte.chars().take(PLUS_LONG / 4).collect::<String>());
        let texte_alternatif = court(description);
        let legende = Some(court(legende)).filter(|l| !l.is_empty());
        let legende = legende.unwrap_or_else(|| texte_alternatif.clone());
        self.images.push(Illustration { chemin, texte_alternatif, legende, largeur: 0, hauteur: 0 });
    }

    fn pose_les_images(&mut self) {
        let images = std::mem::take(&mut self.images);
        if !images.is_empty() {
            self.bloc(Bloc::Images { images });
        }
    }

    /// Only web and mail addresses are links; another target leaves the words alone.
    fn lien(&mut self, adresse: String, contenu: Vec<Fragment>) {
        let sure = ["http://", "https://", "mailto:"].iter().any(|debut| adresse.starts_with(debut));
        if contenu.is_empty() {
            return;
        }
        if !sure || adresse.len() > PLUS_LONG || adresse.chars().any(|c| c.is_whitespace() || c.is_control()) {
            contenu.into_iter().for_each(|f| self.fragment(f));
            return;
        }
        let nue = |t: &str| t.trim_start_matches("mailto:").trim_end_matches('/').to_owned();
        let visible = !matches!(&contenu[..], [Fragment::Texte { texte }] if nue(texte) == nue(&adresse));
        self.fragment(Fragment::Lien { contenu, adresse, visible });
    }

    fn texte(&mut self, texte: &str) {
        if let Some(Ouvert::Code(code)) = self.ouverts.last_mut() {
            code.push_str(&self.marques.rend(texte));
            return;
        }
        let marques = self.marques;
        for suite in marques.coupe(texte) {
            match suite {
                Suite::Mots(mots) => self.mots(mots),
                Suite::Chiffres(fragments) => fragments.iter().for_each(|f| self.fragment(f.clone())),
            }
        }
    }

    fn mots(&mut self, mots: &str) {
        self.fragment(Fragment::Texte { texte: mots.replace('\n', " ") });
    }

    /// Adds a run where words go, opening a paragraph where there is none. Neighbouring texts become one, so that the
    /// spaces between a word and its mark are seen together.
    fn fragment(&mut self, fragment: Fragment) {
        if !matches!(self.dernier(), Some(Ouvert::Fragments(..))) {
            self.ouverts.push(Ouvert::Fragments(Role::Paragraphe, Vec::new()));
        }
        if let Some(Ouvert::Fragments(_, contenu)) = self.dernier() {
            match (contenu.last_mut(), fragment) {
                (Some(Fragment::Texte { texte }), Fragment::Texte { texte: suite }) => texte.push_str(&suite),
                (_, autre) => contenu.push(autre),
            }
        }
    }

    /// The innermost open thing that holds something.
    fn dernier(&mut self) -> Option<&mut Ouvert> {
        self.ouverts.iter_mut().rev().find(|o| !matches!(o, Ouvert::Plat))
    }

    fn bloc(&mut self, bloc: Bloc) {
        self.clot_les_mots();
        match self.dernier() {
            Some(Ouvert::Blocs(_, blocs)) => blocs.push(bloc),
            Some(Ouvert::Liste(_, elements)) => elements.push(vec![bloc]),
            _ => {}
        }
    }
}

/// Sets the spaces of the words, those on both sides of a figure included.
fn nettoie(contenu: &mut [Fragment]) {
    let chiffre = |fragment: Option<&Fragment>| matches!(fragment, Some(Fragment::Chiffre { .. }));
    let mut apres = false;
    for rang in 0..contenu.len() {
        let avant = chiffre(contenu.get(rang + 1));
        if let Fragment::Texte { texte } = &mut contenu[rang] {
            *texte = if apres { apres_un_chiffre(texte) } else { propre(texte) };
            if avant && texte.ends_with('«') {
                texte.push(INSECABLE);
            }
        }
        apres = chiffre(contenu.get(rang));
    }
}

/// Words right after a figure: their first mark takes the space that it takes after a digit.
fn apres_un_chiffre(texte: &str) -> String {
    let suite = propre(&format!("0{texte}"));
    suite.strip_prefix('0').map_or_else(|| propre(texte), str::to_owned)
}

fn peut_s_imbriquer(ouvert: &Ouvert) -> bool {
    match ouvert {
        Ouvert::Blocs(..) | Ouvert::Liste(..) => true,
        Ouvert::Fragments(role, _) => {
            matches!(role, Role::Emphase | Role::Fort | Role::Lien(_) | Role::Image(..) | Role::Simple)
        }
        _ => false,
    }
}

fn niveau(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Columns whose longest cell is long; the first when none is, so that the table fills the line.
fn larges(entetes: &[Vec<Fragment>], lignes: &[Vec<Vec<Fragment>>]) -> Vec<bool> {
    let longueur = |cellule: &[Fragment]| mots(cellule).chars().count();
    let longue = |colonne: usize| {
        let corps = lignes.iter().filter_map(|l| l.get(colonne)).map(|c| longueur(c)).max().unwrap_or(0);
        corps.max(longueur(&entetes[colonne])) > 16
    };
    let mut larges: Vec<bool> = (0..entetes.len()).map(longue).collect();
    if let (false, Some(premiere)) = (larges.contains(&true), larges.first_mut()) {
        *premiere = true;
    }
    larges
}

fn alignement(a: Alignment) -> &'static str {
    match a {
        Alignment::Right => "droite",
        Alignment::Center => "centre",
        Alignment::Left | Alignment::None => "gauche",
    }
}
