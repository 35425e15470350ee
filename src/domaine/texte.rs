//! A text of the team as read: its section, its place, its headings.

/// A text of the team.
#[derive(Debug, Clone)]
pub struct Texte {
    /// Section id: the file's name without extension; that of an action sheet opens with [`Texte::FICHES`].
    pub section: String,
    /// Path in the folder.
    pub fichier: String,
    /// Markdown.
    pub contenu: String,
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
}
