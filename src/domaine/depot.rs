//! A folder as it is handed over, before anything is understood of it.

/// A file as named bytes in memory: from the disk, an upload or a test alike.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the folder, with `/`.
    pub chemin: String,
    /// Content.
    pub octets: Vec<u8>,
}

/// A folder as it is handed over: what was opened, and what was left closed.
#[derive(Debug, Clone, Default)]
pub struct Depot {
    /// Files with their content.
    pub sources: Vec<Source>,
    /// Files that were seen and not opened.
    pub ecartes: Vec<Ecarte>,
}

impl From<Vec<Source>> for Depot {
    fn from(sources: Vec<Source>) -> Self {
        Self { sources, ecartes: Vec::new() }
    }
}

impl FromIterator<Source> for Depot {
    fn from_iter<T: IntoIterator<Item = Source>>(sources: T) -> Self {
        sources.into_iter().collect::<Vec<_>>().into()
    }
}

/// A file that was seen and not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ecarte {
    /// Path relative to the folder, with `/`.
    pub chemin: String,
    /// Why.
    pub raison: RaisonDEcart,
}

/// Why a file is left closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaisonDEcart {
    /// A table that stands outside donnees/.
    MalRange,
    /// A link: following it could leave the folder.
    Lien,
    /// Beyond `[limites]`: its size, bytes.
    TropGrand(u64),
    /// Another program has it open and lets nobody read it.
    Occupe,
    /// The system does not let it be read.
    Interdit,
}
