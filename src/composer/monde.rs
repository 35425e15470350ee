//! Typst's world: a project in memory, its fonts, and nothing else. No package, no system font, no clock.

use super::projet::Projet;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The same for every report.
static BIBLIOTHEQUE: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What Typst may see.
pub(super) struct Monde {
    fichiers: BTreeMap<String, Bytes>,
    principal: FileId,
    fontes: Vec<Font>,
    catalogue: LazyHash<FontBook>,
}

impl Monde {
    /// The world of a project. Files that are not valid paths cannot be reached, and that is all.
    pub(super) fn new(projet: &Projet) -> Result<Self, String> {
        let octets = |contenu: &std::borrow::Cow<'static, [u8]>| match contenu {
            std::borrow::Cow::Borrowed(fixes) => Bytes::new(*fixes),
            std::borrow::Cow::Owned(propres) => Bytes::new(propres.clone()),
        };
        let fichiers: BTreeMap<String, Bytes> =
            projet.fichiers.iter().map(|(chemin, contenu)| (chemin.clone(), octets(contenu))).collect();
        let polices = fichiers.iter().filter(|(chemin, _)| chemin.starts_with("fonts/") && chemin.ends_with(".ttf"));
        let fontes: Vec<Font> = polices.filter_map(|(_, octets)| Font::new(octets.clone(), 0)).collect();
        let chemin = VirtualPath::new(Projet::PRINCIPAL).map_err(|e| e.to_string())?;
        let principal = RootedPath::new(VirtualRoot::Project, chemin).intern();
        let catalogue = LazyHash::new(FontBook::from_fonts(&fontes));
        Ok(Self { fichiers, principal, fontes, catalogue })
    }

    fn octets(&self, id: FileId) -> FileResult<Bytes> {
        let chemin = id.get();
        if *chemin.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let nom = chemin.vpath().get_without_slash();
        self.fichiers.get(nom).cloned().ok_or_else(|| FileError::NotFound(nom.into()))
    }
}

impl World for Monde {
    fn library(&self) -> &LazyHash<Library> {
        &BIBLIOTHEQUE
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.catalogue
    }

    fn main(&self) -> FileId {
        self.principal
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let octets = self.octets(id)?;
        let texte = std::str::from_utf8(&octets).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, texte.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.octets(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fontes.get(index).cloned()
    }

    fn today(&self, _decalage: Option<Duration>) -> Option<Datetime> {
        None
    }
}
