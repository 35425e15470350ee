//! Typst's world: a project in memory, its fonts, and nothing else. No package, no system font, no clock.

use super::projet::Projet;
use crate::fontes;
use std::borrow::Cow;
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
    sources: BTreeMap<String, Source>,
    principal: FileId,
    fontes: Vec<Font>,
    catalogue: LazyHash<FontBook>,
}

impl Monde {
    /// The world of a project. Files that are not valid paths cannot be reached, and that is all.
    pub(super) fn new(projet: &Projet) -> Result<Self, String> {
        let octets = |contenu: &Cow<'static, [u8]>| match contenu {
            Cow::Borrowed(fixes) => Bytes::new(*fixes),
            Cow::Owned(propres) => Bytes::new(propres.clone()),
        };
        let mut monde = Self {
            fichiers: projet.fichiers.iter().map(|(chemin, contenu)| (chemin.clone(), octets(contenu))).collect(),
            sources: BTreeMap::new(),
            principal: id_de(Projet::PRINCIPAL)?,
            fontes: projet.fichiers.iter().filter_map(|(chemin, contenu)| fonte(chemin, contenu)).collect(),
            catalogue: LazyHash::new(FontBook::new()),
        };
        for (chemin, octets) in monde.fichiers.iter().filter(|(chemin, _)| chemin.ends_with(".typ")) {
            let texte = std::str::from_utf8(octets).map_err(|e| format!("{chemin} : {e}"))?;
            monde.sources.insert(chemin.clone(), Source::new(id_de(chemin)?, texte.to_owned()));
        }
        monde.catalogue = LazyHash::new(FontBook::from_fonts(&monde.fontes));
        Ok(monde)
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

fn id_de(chemin: &str) -> Result<FileId, String> {
    let virtuel = VirtualPath::new(chemin).map_err(|e| format!("{chemin} : {e}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, virtuel).intern())
}

/// A font of the project. Those that Trame embeds are parsed once for every report.
fn fonte(chemin: &str, octets: &[u8]) -> Option<Font> {
    if !chemin.starts_with("fonts/") {
        return None;
    }
    let connue = EMBARQUEES.iter().find(|(connus, _)| *connus == octets);
    connue.map_or_else(|| Font::new(Bytes::new(octets.to_vec()), 0), |(_, fonte)| Some(fonte.clone()))
}

static EMBARQUEES: LazyLock<Vec<(&'static [u8], Font)>> = LazyLock::new(|| {
    let fontes = fontes::FICHIERS.iter();
    fontes.filter_map(|(_, octets)| Some((*octets, Font::new(Bytes::new(*octets), 0)?))).collect()
});

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
        let nom = id.get().vpath().get_without_slash();
        match self.sources.get(nom) {
            Some(source) if *id.get().root() == VirtualRoot::Project => Ok(source.clone()),
            _ => self.octets(id).and(Err(FileError::NotSource)),
        }
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
