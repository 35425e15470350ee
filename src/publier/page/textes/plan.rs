//! The sections and the action sheets that a text may be written for: a closed list, and the file that each stands in. No path ever comes from
//! an address: a name that is not in the list has none.

use super::ecriture;
use crate::composer::{Pages, SectionPrevue, plan, texte};
use crate::diagnostic::Diagnostic;
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Texte;
use crate::francais::majuscule;
use crate::publier::page::adresses::encode;
use crate::publier::page::atelier::Vue;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Component, Path};

/// A section of the report, and its text.
pub(super) struct Rubrique {
    pub(super) id: String,
    pub(super) titre: String,
    pub(super) place: Place,
    /// Every file that bears its name, in the order in which they are printed.
    pub(super) fichiers: Vec<String>,
}

/// Where the text of a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A Markdown file, which the page may write.
    Markdown(String),
    /// A document of a word processor, which it only shows.
    Document(String),
    /// A file that could not be read.
    Illisible(String),
    /// No file yet: this one would be its own.
    Absente(String),
    /// The section of that name is no longer one of the report.
    Disparue(String),
}

impl Place {
    /// Path in the folder.
    pub(super) fn chemin(&self) -> &str {
        match self {
            Self::Markdown(chemin) | Self::Document(chemin) | Self::Illisible(chemin) | Self::Absente(chemin) => chemin,
            Self::Disparue(_) => "",
        }
    }

    /// Why nothing is written there.
    pub(super) fn refus(&self) -> Option<String> {
        match self {
            Self::Markdown(_) | Self::Absente(_) => None,
            Self::Document(chemin) => Some(format!(
                "Ce texte vient de {chemin}\u{a0}: il se modifie dans le traitement de texte, et se lit ici."
            )),
            Self::Disparue(nom) => Some(format!(
                "Le rapport n’a plus de section «\u{a0}{nom}\u{a0}»\u{a0}: son fichier a été retiré du dossier. Copier ce texte avant de quitter la page."
            )),
            Self::Illisible(chemin) => {
                Some(format!("{chemin} n’a pas pu être lu\u{a0}: rien ne peut être écrit à sa place."))
            }
        }
    }
}

impl Rubrique {
    /// What was found in its files.
    pub(super) fn constats<'a>(&'a self, tous: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
        tous.iter().filter(|constat| self.a_pour_fichier(&constat.span.file))
    }

    /// How many, listed or not.
    pub(super) fn nombre(&self, constats: &Constats) -> usize {
        let omis = constats.omis.iter().filter(|omis| self.a_pour_fichier(&omis.fichier));
        self.constats(&constats.listes).count() + omis.map(|omis| omis.nombre).sum::<usize>()
    }

    fn a_pour_fichier(&self, chemin: &str) -> bool {
        self.place.chemin() == chemin || self.fichiers.iter().any(|fichier| fichier == chemin)
    }

    /// Nobody wrote anything for it: a comment that asks for words is none.
    pub(super) fn est_sans_texte(&self, vue: &Vue) -> bool {
        let illisible = matches!(self.place, Place::Illisible(_) | Place::Disparue(_));
        !illisible && texte::lire(&self.texte(vue).0, |_, _| None).blocs.is_empty()
    }

    /// Its text as Markdown, and the version of its file; nothing for both where there is none.
    pub(super) fn texte(&self, vue: &Vue) -> (String, String) {
        let chemin = self.place.chemin();
        let octets = vue.source(chemin).map(|source| &source.octets[..]);
        let lu = vue.preparation.textes().iter().find(|texte| texte.fichier == chemin);
        let tel_quel = || octets.and_then(|octets| std::str::from_utf8(octets).ok()).map(str::to_owned);
        let texte = lu.map(|texte| texte.contenu.clone()).or_else(tel_quel);
        (texte.unwrap_or_default(), ecriture::empreinte(octets))
    }

    /// A section that is no longer there, for the text that was being written for it.
    pub(super) fn disparue(id: &str) -> Self {
        let (id, titre) = (id.to_owned(), "Section disparue".to_owned());
        Self { place: Place::Disparue(id.clone()), id, titre, fichiers: Vec::new() }
    }

    pub(super) fn est_une_fiche(&self) -> bool {
        self.id.starts_with(Texte::FICHES)
    }

    /// The pages on which it stands; those of all the sheets where its own title is not found.
    pub(super) fn pages(&self, pages: &Pages) -> Option<Range<usize>> {
        match self.est_une_fiche() {
            true => pages.fiche(&self.titre),
            false => pages.section(&self.id),
        }
    }

    /// Its address in the page.
    pub(super) fn adresse(&self) -> String {
        format!("/textes/{}", encode(&self.id))
    }
}

/// Every section, in the order of the report. rapport.toml that cannot be read asks for none: those that Trame knows and
/// those that have a text remain.
pub(super) fn rubriques(vue: &Vue) -> Vec<Rubrique> {
    let controle = vue.preparation.controle();
    let demandes = controle.map_or(&[][..], |controle| &controle.reglages().rapport.sections);
    let prevues = plan(vue.preparation.textes(), demandes);
    prevues.into_iter().filter_map(|prevue| rubrique(vue, prevue)).collect()
}

/// The titles of the sections that nobody wrote anything for, in the order of the report.
pub(in crate::publier::page) fn a_ecrire(vue: &Vue) -> Vec<String> {
    let vides = rubriques(vue).into_iter().filter(|rubrique| rubrique.est_sans_texte(vue));
    vides.map(|rubrique| rubrique.titre).collect()
}

/// Every action sheet, in the order in which they are printed.
pub(super) fn fiches(vue: &Vue) -> Vec<Rubrique> {
    let debut = format!("textes/{}", Texte::FICHES);
    let siennes = vue.sources("textes").filter(|source| source.chemin.starts_with(&debut) && est_lue(&source.chemin));
    let ids = siennes.map(|source| format!("{}{}", Texte::FICHES, debut_du_nom(&source.chemin)));
    let mut vues = BTreeSet::new();
    let ids = ids.filter(|id| vues.insert(id.clone()));
    let fiche = |id: String| {
        let textes = vue.preparation.textes().iter().filter(|texte| texte.section == id);
        let donne = textes.filter_map(|texte| texte::lire(&texte.contenu, |_, _| None).titre).next();
        let nom = || majuscule(&id.trim_start_matches(Texte::FICHES).replace(['-', '_'], " "));
        rubrique(vue, SectionPrevue { titre: donne.unwrap_or_else(nom), id })
    };
    ids.filter_map(fiche).collect()
}

/// The section or the action sheet of that name, when it is one of the list.
pub(super) fn trouve(vue: &Vue, id: &str) -> Option<Rubrique> {
    let toutes = if id.starts_with(Texte::FICHES) { fiches(vue) } else { rubriques(vue) };
    toutes.into_iter().find(|rubrique| rubrique.id == id)
}

fn rubrique(vue: &Vue, prevue: SectionPrevue) -> Option<Rubrique> {
    let SectionPrevue { id, titre } = prevue;
    let fichiers: Vec<String> = fichiers(vue, &id);
    let textes = vue.preparation.textes();
    let lu = |chemin: &String| textes.iter().find(|texte| texte.fichier == *chemin);
    // words that Trame took for a document are words all the same
    let mots = |chemin: &str| vue.source(chemin).is_some_and(|s| std::str::from_utf8(&s.octets).is_ok());
    let modifiable = |chemin: &String| lu(chemin).map_or_else(|| mots(chemin), est_tel_quel);
    let ecrit = fichiers.iter().find(|chemin| est_du_markdown(chemin) && modifiable(chemin));
    let document = fichiers.iter().find(|chemin| lu(chemin).is_some());
    let place = match (ecrit, document, fichiers.first()) {
        (Some(chemin), ..) => Place::Markdown(chemin.clone()),
        (None, Some(chemin), _) => Place::Document(chemin.clone()),
        (None, None, Some(chemin)) => Place::Illisible(chemin.clone()),
        (None, None, None) if peut_nommer_un_fichier(&id) => Place::Absente(format!("textes/{id}.md")),
        (None, None, None) => return None,
    };
    Some(Rubrique { id, titre, place, fichiers })
}

/// The files of textes/ that bear a name; those of action sheets are apart.
fn fichiers(vue: &Vue, id: &str) -> Vec<String> {
    let (debut, fiche) = id.strip_prefix(Texte::FICHES).map_or((id, false), |nom| (nom, true));
    let siens = vue.sources("textes").filter(|source| {
        let parmi_les_fiches = source.chemin.starts_with(&format!("textes/{}", Texte::FICHES));
        parmi_les_fiches == fiche && debut_du_nom(&source.chemin) == debut && est_lue(&source.chemin)
    });
    siens.map(|source| source.chemin.clone()).collect()
}

/// The name of a file, without its folders nor its extension.
fn debut_du_nom(chemin: &str) -> &str {
    let nom = chemin.rsplit('/').next().unwrap_or_default();
    nom.rsplit_once('.').map_or(nom, |(debut, _)| debut)
}

/// A file that Trame reads as a text, or says that it cannot.
fn est_lue(chemin: &str) -> bool {
    const LUES: [&str; 15] =
        ["md", "docx", "docm", "dotx", "odt", "ott", "doc", "rtf", "pages", "dot", "wps", "pdf", "txt", "html", "htm"];
    let extension = chemin.rsplit_once('.').map_or("", |(_, extension)| extension);
    LUES.contains(&extension.to_lowercase().as_str())
}

fn est_du_markdown(chemin: &str) -> bool {
    chemin.to_lowercase().ends_with(".md")
}

/// Its lines are its own: it is no document under the name of a text.
fn est_tel_quel(texte: &Texte) -> bool {
    texte.paragraphes.is_empty()
}

/// A name that every system takes for one file, and that Trame reads.
fn peut_nommer_un_fichier(id: &str) -> bool {
    let seul = matches!(Path::new(id).components().collect::<Vec<_>>()[..], [Component::Normal(_)]);
    let interdit = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    seul && id.len() <= 100 && !id.starts_with(['.', '_', '~']) && !id.ends_with(['.', ' ']) && !id.contains(interdit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn un_nom_de_section_n_est_pas_un_chemin() {
        for bon in ["introduction", "faits-marquants", "Vie du service", "été"] {
            assert!(peut_nommer_un_fichier(bon), "{bon}");
        }
        for mauvais in ["", ".", "..", "../x", "a/b", "a\\b", "C:x", "_prive", ".cache", "a\0b", "a\nb", "nom.", "/etc"]
        {
            assert!(!peut_nommer_un_fichier(mauvais), "{mauvais}");
        }
    }
}
