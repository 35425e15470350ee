//! Rates of occupation side by side, each with its two terms.

use super::phrases::{NON_COMMUNIQUE, libelle};
use super::scale::Scale;
use super::theme::{BAND, BLUE, GRID, HAIRLINE, INK, LABEL, LEADING, MUTE, PAPER, TICK, WIDTH};
use super::toile::{Anchor, Dash, Font, Rect, Toile};
use super::widths::{two_lines, widest, width};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, SourceJournees};
use crate::francais::{FINE, INSECABLE, enumeration, nombre, pluriel, pourcent};

mod mots;

/// Height of a row, without its second line.
const ROW: f64 = 29.0;
const BAR: f64 = 15.0;
const TOP: f64 = 24.0;
/// Widest label.
const NAME: f64 = 205.0;
const SIDE: f64 = 12.0;
/// The exercise before stands behind its bar, and higher.
const BEFORE: f64 = 22.0;

/// One bar: a dispositif, or the service.
struct Ligne<'a> {
    perimetre: &'a Perimetre,
    taux: Option<Exact>,
    termes: Option<String>,
    estime: bool,
    reserve: Option<String>,
    avant: Option<Exact>,
}

/// The figure; `None` when there is nothing to compare.
pub(super) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let montres = indicateurs.perimetres.iter().filter(|p| p.genre != Genre::Groupe);
    let lignes: Vec<Ligne<'_>> = montres.map(ligne).collect();
    let connues = lignes.iter().filter(|l| l.taux.is_some()).count();
    if connues < 2 || indicateurs.dispositifs().count() < 2 {
        return None;
    }
    Some(Figure {
        nom: "occupation".into(),
        section: "journees",
        legende: mots::legende(indicateurs, &lignes),
        texte_alternatif: mots::texte_alternatif(indicateurs, &lignes),
        note: mots::note(indicateurs, &lignes),
        svg: svg(&lignes)?,
        tableau: mots::tableau(indicateurs, &lignes),
        origines: mots::origines(&lignes),
        sources: lignes.iter().filter(|l| l.avant.is_some()).map(|_| Span::file("rapport.toml")).collect(),
    })
}

fn ligne(perimetre: &Perimetre) -> Ligne<'_> {
    let taux = perimetre.annuel("taux_d_occupation");
    let termes = perimetre.annuel("journees_realisees").exact().zip(perimetre.annuel("journees_theoriques").exact());
    let termes = termes.map(|(realisees, theoriques)| {
        let realisees = pluriel(Exact::from(realisees.arrondi(0)), "journée", "journées");
        format!("{realisees} sur {}", nombre(theoriques))
    });
    Ligne {
        perimetre,
        taux: taux.exact(),
        termes,
        estime: perimetre.source_journees == Some(SourceJournees::Estime),
        reserve: taux.reserve,
        avant: perimetre.precedent.get("taux_d_occupation").copied(),
    }
}

/// Where the columns stand.
struct Columns {
    bars: f64,
    full: f64,
    scale: Scale,
}

impl Columns {
    fn new(lignes: &[Ligne<'_>], names: &[Vec<String>]) -> Self {
        let cent = Exact::from(100_u32);
        let plus_haut = lignes.iter().flat_map(|l| [l.taux, l.avant]).flatten().max().unwrap_or(Exact::ZERO);
        let scale = Scale::holding((plus_haut * cent).max(cent));
        let names = names.iter().flatten().map(|line| width(line, LABEL, true)).fold(0.0, f64::max);
        let terms = widest(lignes.iter().filter_map(|l| l.termes.as_deref()), TICK, false);
        let rate = widest(["100,0 %"], LABEL, true) + 8.0;
        let (bars, terms) = (names + SIDE, WIDTH - terms - 1.0);
        Self { bars, full: terms - SIDE - rate, scale }
    }

    fn x(&self, taux: Exact) -> f64 {
        self.bars + self.scale.share(taux * Exact::from(100_u32)) * (self.full - self.bars)
    }
}

fn svg(lignes: &[Ligne<'_>]) -> Option<String> {
    let names: Vec<_> = lignes.iter().map(|l| two_lines(&libelle(l.perimetre), NAME, LABEL, true)).collect();
    let columns = Columns::new(lignes, &names);
    let mut toile = Toile::default();
    let rows = lignes.iter().zip(&names);
    let height = rows.clone().map(|(l, name)| row_height(l, name)).sum::<f64>() + TOP;
    guides(&mut toile, &columns, height);
    let mut top = TOP;
    for (ligne, name) in rows {
        let tall = row_height(ligne, name);
        if ligne.perimetre.genre == Genre::Service {
            toile.line(&[(0.0, top + 3.0), (WIDTH, top + 3.0)], GRID, 1.2);
        }
        let middle = top + tall / 2.0 + if ligne.perimetre.genre == Genre::Service { 3.0 } else { 0.0 };
        row(&mut toile, &columns, ligne, name, middle);
        top += tall;
    }
    toile.svg(WIDTH, height + 4.0)
}

fn row_height(ligne: &Ligne<'_>, name: &[String]) -> f64 {
    let service = if ligne.perimetre.genre == Genre::Service { 6.0 } else { 0.0 };
    service + if name.len() > 1 { ROW + 9.0 } else { ROW }
}

/// Zero, and the 100 % that a place used every day would give.
fn guides(toile: &mut Toile, columns: &Columns, height: f64) {
    let cent = columns.x(Exact::from(1_u32));
    toile.line(&[(columns.bars, TOP - 2.0), (columns.bars, height)], MUTE, HAIRLINE);
    toile.dashed(&[(cent, TOP - 4.0), (cent, height)], Dash { on: 5.0, off: 3.0 }, INK, 1.3);
    toile.text((cent, TOP - 9.0), Anchor::Middle, Font::bold(TICK, INK), &format!("100{FINE}%"));
}

fn row(toile: &mut Toile, columns: &Columns, ligne: &Ligne<'_>, name: &[String], middle: f64) {
    let service = ligne.perimetre.genre == Genre::Service;
    let first = middle + LABEL * 0.34 - if name.len() > 1 { LEADING / 2.0 } else { 0.0 };
    let mut baseline = first;
    for line in name {
        let font = if service { Font::bold(LABEL, INK) } else { Font::plain(LABEL, INK) };
        toile.text((columns.bars - SIDE + 4.0, baseline), Anchor::End, font, line);
        baseline += LEADING;
    }
    let baseline = middle + LABEL * 0.34;
    if let Some(termes) = &ligne.termes {
        toile.text((WIDTH - 1.0, baseline), Anchor::End, Font::plain(TICK, MUTE), termes);
    }
    let Some(taux) = ligne.taux else {
        toile.text_on_paper((columns.bars + 6.0, baseline), Anchor::Start, Font::plain(TICK, MUTE), NON_COMMUNIQUE);
        return;
    };
    let bar = Rect::new(columns.bars, middle - BAR / 2.0, columns.x(taux), middle + BAR / 2.0);
    if let Some(avant) = ligne.avant {
        let derriere = Rect::new(columns.bars, middle - BEFORE / 2.0, columns.x(avant), middle + BEFORE / 2.0);
        toile.rect(derriere, GRID);
        toile.outline(derriere, MUTE, HAIRLINE);
    }
    if ligne.reserve.is_some() {
        toile.hollow(bar, BLUE);
    } else if ligne.estime {
        toile.rect(bar, BAND);
        toile.outline(bar, BLUE, 1.2);
    } else {
        toile.rect(bar, BLUE);
    }
    let text = pourcent(taux);
    let inside = bar.right - bar.left > width(&text, LABEL, true) + 10.0;
    if !inside {
        toile.text_on_paper((bar.right + 5.0, baseline), Anchor::Start, Font::bold(LABEL, INK), &text);
    } else if ligne.reserve.is_some() {
        toile.text_on_paper((bar.right - 5.0, baseline), Anchor::End, Font::bold(LABEL, INK), &text);
    } else {
        let font = Font::bold(LABEL, if ligne.estime { INK } else { PAPER });
        toile.text((bar.right - 5.0, baseline), Anchor::End, font, &text);
    }
}

/// The name of the rate: that of each modalité, joined when they differ.
fn nom_du_taux(indicateurs: &Indicateurs) -> String {
    let definition = indicateurs.definition("taux_d_occupation");
    let mut noms: Vec<String> = Vec::new();
    for perimetre in indicateurs.dispositifs() {
        let nom = definition.map_or("Taux d’occupation", |d| d.libelle_pour(perimetre.modalite)).to_owned();
        let nom = if noms.is_empty() { nom } else { nom.to_lowercase() };
        if !noms.iter().any(|deja| deja.to_lowercase() == nom.to_lowercase()) {
            noms.push(nom);
        }
    }
    enumeration(&noms)
}

/// « service : 96,0 % ».
fn avec_taux(ligne: &Ligne<'_>) -> String {
    let taux = ligne.taux.map_or_else(|| NON_COMMUNIQUE.to_owned(), pourcent);
    format!("{}{INSECABLE}: {taux}", libelle(ligne.perimetre))
}
