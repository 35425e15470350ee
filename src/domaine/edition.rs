//! Three readers, three editions of one report.

/// Whom the report is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The team: says what is still to be verified.
    Travail,
    /// The funding authority: exact figures, written only when nothing is left unexplained.
    Autorite,
    /// The public: small cells masked.
    Publique,
}

impl Edition {
    /// Every edition with its key on the command line.
    pub const TOUTES: [(Self, &'static str); 3] =
        [(Self::Travail, "travail"), (Self::Autorite, "autorite"), (Self::Publique, "publique")];

    /// The key on the command line, also the suffix of the file's name.
    pub fn cle(self) -> &'static str {
        Self::TOUTES.iter().find(|(e, _)| *e == self).map_or("", |(_, c)| c)
    }

    /// The edition of a key.
    pub fn de_cle(cle: &str) -> Option<Self> {
        Self::TOUTES.iter().find(|(_, connue)| *connue == cle).map(|(edition, _)| *edition)
    }
}
