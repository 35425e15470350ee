//! Lines of a terminal: indented, folded at ordinary spaces, without control characters.

/// A text being written.
pub(super) struct Lignes {
    texte: String,
    largeur: Option<usize>,
}

impl Lignes {
    /// `largeur`: where lines are folded.
    pub(super) fn new(largeur: Option<usize>) -> Self {
        Self { texte: String::new(), largeur }
    }

    /// A paragraph; what follows its first line stands two columns further.
    pub(super) fn pousse(&mut self, retrait: usize, paragraphe: &str) {
        let Some(largeur) = self.largeur else { return self.pousse_tel_quel(retrait, paragraphe) };
        let (mut ligne, mut marge) = (String::new(), retrait);
        for mot in paragraphe.split(' ').filter(|mot| !mot.is_empty()) {
            let prise = marge + ligne.chars().count();
            if !ligne.is_empty() && prise + 1 + mot.chars().count() > largeur {
                self.pousse_tel_quel(marge, &ligne);
                (ligne, marge) = (String::new(), retrait + 2);
            }
            if !ligne.is_empty() {
                ligne.push(' ');
            }
            ligne.push_str(mot);
        }
        self.pousse_tel_quel(marge, &ligne);
    }

    /// A line that is not folded: a row, or lines to paste.
    pub(super) fn pousse_tel_quel(&mut self, retrait: usize, ligne: &str) {
        self.texte.push_str(&" ".repeat(retrait));
        self.texte.extend(ligne.chars().filter(|c| !c.is_control()));
        self.texte.push('\n');
    }

    /// A blank line.
    pub(super) fn vide(&mut self) {
        if !self.texte.ends_with("\n\n") {
            self.texte.push('\n');
        }
    }

    /// A blank line, but at the beginning.
    pub(super) fn separe(&mut self) {
        if !self.texte.is_empty() {
            self.vide();
        }
    }

    /// What was written.
    pub(super) fn texte(self) -> String {
        self.texte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_paragraphe_se_plie_aux_espaces_ordinaires() {
        let mut lignes = Lignes::new(Some(12));
        lignes.pousse(2, "voir 15\u{a0}208 journées\u{7}");
        lignes.pousse_tel_quel(0, "une ligne à coller, entière");
        assert_eq!(lignes.texte(), "  voir\n    15\u{a0}208\n    journées\nune ligne à coller, entière\n");
        let mut entier = Lignes::new(None);
        entier.pousse(0, "une ligne à lire par un autre programme");
        assert_eq!(entier.texte().lines().count(), 1);
    }
}
