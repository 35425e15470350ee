//! A text of the team: its Markdown, where each of its lines comes from, and the pictures that it names.

use super::anomalie::Anomalie;
use super::dossier::Source;
use crate::diagnostic::Span;
use std::collections::BTreeSet;
use std::ops::Deref;

/// A text of the team.
#[derive(Debug, Clone, Default)]
pub struct Texte {
    /// Section id: the file's name without extension; that of an action sheet opens with [`Texte::FICHES`].
    pub section: String,
    /// Path in the folder.
    pub fichier: String,
    /// Markdown.
    pub contenu: String,
    /// Paragraph of the word processor's file that each line of `contenu` comes from, 1-based; empty for a Markdown
    /// file, whose lines are its own.
    pub paragraphes: Vec<u32>,
    /// Pictures that it names, in order.
    pub images: Vec<ImageCitee>,
    /// Pictures that stand in the document itself, by the path that `contenu` gives them.
    pub illustrations: Vec<Source>,
}

/// Everything that was read of textes/, in the order of its files.
#[derive(Debug, Clone, Default)]
pub struct Textes {
    lus: Vec<Texte>,
    /// What could not be understood.
    pub anomalies: Vec<Anomalie>,
}

impl Textes {
    /// True for a path where only texts stand.
    pub fn est_un_des_leurs(chemin: &str) -> bool {
        chemin.split('/').next() == Some("textes")
    }

    /// Adds a text that comes after the others.
    pub fn ajoute(&mut self, texte: Texte) {
        self.lus.push(texte);
    }

    /// The same with what was read of other files, in place of what these files gave.
    pub fn avec(&self, relus: Self, fichiers: &BTreeSet<String>) -> Self {
        let lus = self.lus.iter().filter(|texte| !fichiers.contains(&texte.fichier)).cloned();
        let anomalies = self.anomalies.iter().filter(|anomalie| !fichiers.contains(&anomalie.span.file)).cloned();
        let mut tous =
            Self { lus: lus.chain(relus.lus).collect(), anomalies: anomalies.chain(relus.anomalies).collect() };
        tous.lus.sort_by(|a, b| a.fichier.cmp(&b.fichier));
        tous.anomalies.sort_by(|a, b| a.span.file.cmp(&b.span.file));
        tous
    }

    /// The same without their words: what could not be understood stays.
    pub fn sans_mots(self) -> Self {
        Self { lus: Vec::new(), ..self }
    }

    /// The pictures that stand in documents.
    pub fn illustrations(&self) -> impl Iterator<Item = &Source> + Clone {
        self.lus.iter().flat_map(|texte| &texte.illustrations)
    }
}

impl Deref for Textes {
    type Target = [Texte];

    fn deref(&self) -> &[Texte] {
        &self.lus
    }
}

impl From<Vec<Texte>> for Textes {
    fn from(lus: Vec<Texte>) -> Self {
        Self { lus, ..Self::default() }
    }
}

/// A picture that a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageCitee {
    /// As written: a path in the folder, or what the user believed to be one.
    pub chemin: String,
    /// What those who cannot see it are told.
    pub description: String,
    /// Line of [`Texte::contenu`], 1-based.
    pub ligne: u32,
}

impl Texte {
    /// What opens the id of an action sheet, a text of textes/fiches/.
    pub const FICHES: &'static str = "fiches/";

    /// True for an action sheet.
    pub fn est_une_fiche(&self) -> bool {
        self.section.starts_with(Self::FICHES)
    }

    /// Its headings, each with its line, 1-based; what stands in a block of code is none.
    pub fn titres(&self) -> Vec<(u32, &str)> {
        let mut code = false;
        let mut titres = Vec::new();
        for (ligne, numero) in self.contenu.lines().zip(1_u32..) {
            let net = ligne.trim();
            if net.starts_with("```") || net.starts_with("~~~") {
                code = !code;
            }
            let titre = net.trim_start_matches('#');
            let niveau = net.len() - titre.len();
            if !code && (1..=6).contains(&niveau) && titre.starts_with(' ') {
                titres.push((numero, titre.trim().trim_end_matches('#').trim()));
            }
        }
        titres
    }

    /// The pictures that texts name, each with the text that names it, in order.
    pub fn images_citees(textes: &[Self]) -> impl Iterator<Item = (&Self, &ImageCitee)> {
        textes.iter().flat_map(|texte| texte.images.iter().map(move |image| (texte, image)))
    }

    /// Where a line of `contenu` (1-based) stands for the user: the same line, or the paragraph of a DOCX or ODT.
    pub fn lieu(&self, ligne: u32) -> Span {
        let rang = usize::try_from(ligne).ok().and_then(|l| l.checked_sub(1));
        let numero = rang.and_then(|rang| self.paragraphes.get(rang)).copied().unwrap_or(ligne);
        Span::line(&self.fichier, numero, None)
    }
}

/// Markdown without what the team wrote for itself (`<!-- … -->`), which is not printed: its lines stay, blank. An
/// opening that is never closed is text.
pub fn sans_commentaires(markdown: &str) -> String {
    let mut sortie = String::with_capacity(markdown.len());
    let mut reste = markdown;
    while let Some((avant, apres)) = reste.split_once("<!--") {
        let Some((commentaire, suite)) = apres.split_once("-->") else { break };
        sortie.push_str(avant);
        sortie.extend(commentaire.chars().filter(|c| *c == '\n'));
        reste = suite;
    }
    sortie + reste
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_ligne_est_un_paragraphe_dans_un_document() {
        let mut texte = Texte { fichier: "textes/a.docx".into(), paragraphes: vec![1, 1, 4], ..Texte::default() };
        assert_eq!(texte.lieu(3).en_entier(), "textes/a.docx, paragraphe 4");
        texte.paragraphes.clear();
        texte.fichier = "textes/a.md".into();
        assert_eq!(texte.lieu(3).en_entier(), "textes/a.md, ligne 3");
    }

    #[test]
    fn un_commentaire_garde_ses_lignes() {
        assert_eq!(sans_commentaires("a<!-- x\ny -->b\nc <!-- d"), "a\nb\nc <!-- d");
    }
}
