//! A Typst project → PDF/A-3a + PDF/UA-1, the same bytes for the same project.

use super::monde::Monde;
use super::projet::Projet;
use super::texte::propre_sur_une_ligne;
use super::{Error, extraction};
use std::ops::Range;
use typst::World;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The report, typeset.
#[derive(Debug, Clone)]
pub struct Rapport {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// The words of the pages.
    pub texte: String,
    /// How far down each page goes, in percent of what its margins leave.
    pub remplies: Vec<u8>,
    /// What Typst had to say: nothing, as tests demand.
    pub avertissements: Vec<String>,
}

/// What Typst remembers is forgotten after that many reports without use: a long session stays small, and a second
/// report of the same folder stays quick.
const GARDE: usize = 4;

/// Typesets a project. Nothing outside it is read.
pub fn rapport(projet: &Projet) -> Result<Rapport, Error> {
    let (document, avertissements) = pages(projet)?;
    let pdf = pdf(&document)?;
    typst::comemo::evict(GARDE);
    let (texte, remplies) = (extraction::texte(&document), extraction::remplies(&document));
    Ok(Rapport { pdf, pages: document.pages().len(), texte, remplies, avertissements })
}

/// The pages, laid out and not yet written: what a screen shows, page by page.
#[derive(Debug)]
pub struct Pages {
    document: PagedDocument,
}

impl Pages {
    /// Lays out a project. What Typst remembers of the last ones makes the next one quick.
    pub fn new(projet: &Projet) -> Result<Self, Error> {
        let (document, _) = pages(projet)?;
        typst::comemo::evict(GARDE);
        Ok(Self { document })
    }

    /// How many.
    pub fn nombre(&self) -> usize {
        self.document.pages().len()
    }

    /// One of them as SVG, the first being 0: outlines only, no script, nothing fetched.
    pub fn svg(&self, rang: usize) -> Option<String> {
        self.document.pages().get(rang).map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default()))
    }

    /// Width and height of one of them, in whole points: what it takes on a screen before it is there.
    pub fn taille(&self, rang: usize) -> Option<(u32, u32)> {
        let taille = self.document.pages().get(rang)?.frame.size();
        // no cast may truncate: the digits are read back
        let points = |longueur: typst::layout::Abs| format!("{:.0}", longueur.to_pt()).parse().ok();
        Some((points(taille.x)?, points(taille.y)?))
    }

    /// The words of one of them, for those who do not see it.
    pub fn texte(&self, rang: usize) -> Option<String> {
        self.document.pages().get(rang).map(extraction::texte_d_une_page)
    }

    /// Those on which a section stands; nothing where it is not printed.
    pub fn section(&self, id: &str) -> Option<Range<usize>> {
        extraction::section(&self.document, &propre_sur_une_ligne(id))
    }

    /// Those on which the action sheet of that title stands; those of every sheet where none bears it.
    pub fn fiche(&self, titre: &str) -> Option<Range<usize>> {
        extraction::fiche(&self.document, &propre_sur_une_ligne(titre))
    }

    /// All of them as PDF/A-3a and PDF/UA-1.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        pdf(&self.document)
    }
}

/// The pages as they are laid out, with what Typst had to say.
pub(super) fn pages(projet: &Projet) -> Result<(PagedDocument, Vec<String>), Error> {
    let monde = Monde::new(projet).map_err(|e| Error::Typst(vec![e]))?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&monde);
    let document = output.map_err(|erreurs| Error::Typst(messages(&monde, &erreurs)))?;
    Ok((document, messages(&monde, &warnings)))
}

/// The pages as PDF/A-3a and PDF/UA-1.
pub(super) fn pdf(document: &PagedDocument) -> Result<Vec<u8>, Error> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|e| Error::Pdf(vec![e.message().to_string()]))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Trame".into())), standards, ..PdfOptions::default() };
    let sans_lieu = |erreurs: typst::ecow::EcoVec<SourceDiagnostic>| erreurs.iter().map(mots).collect();
    typst_pdf::pdf(document, &options).map_err(|erreurs| Error::Pdf(sans_lieu(erreurs)))
}

/// Typst's diagnostics with their place and hints, whole.
fn messages(monde: &Monde, diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics.iter().map(|d| message(monde, d)).collect()
}

fn message(monde: &Monde, d: &SourceDiagnostic) -> String {
    let mut texte = d.message.to_string();
    if let Some(id) = d.span.id() {
        let ligne = typst::WorldExt::range(monde, d.span).and_then(|plage| {
            let source = monde.source(id).ok()?;
            source.lines().byte_to_line(plage.start)
        });
        let nom = id.get().vpath().get_without_slash().to_owned();
        texte.push_str(&match ligne {
            Some(ligne) => format!(" ({nom}, ligne {})", ligne + 1),
            None => format!(" ({nom})"),
        });
    }
    texte + &aides(d)
}

fn mots(d: &SourceDiagnostic) -> String {
    format!("{}{}", d.message, aides(d))
}

fn aides(d: &SourceDiagnostic) -> String {
    d.hints.iter().map(|aide| format!(" [{}]", aide.v)).collect()
}
