//! Every check in one list, and docs/controles.md made from it.

use super::controle::Controle;
use super::{donnees, ecrits, figures, mots};
use crate::domaine::controle::{Famille, Fiche};
use serde::Serialize;
use tera::{Context, Tera};

const MODELE: &str = include_str!("../../templates/controles.md.tera");

/// Every check of the registries, by family then code.
pub fn catalogue() -> Vec<&'static Fiche> {
    let controles = donnees::CONTROLES.iter().chain(figures::CONTROLES).chain(ecrits::CONTROLES);
    let mut fiches: Vec<_> = controles.map(|controle: &Controle| controle.fiche).collect();
    fiches.sort_by_key(|fiche| (fiche.famille, fiche.code));
    fiches.dedup_by_key(|fiche| fiche.code);
    fiches
}

/// The checks of a family, as every catalogue prints them.
#[derive(Debug, Serialize)]
pub struct Chapitre {
    /// What the family looks at.
    pub titre: &'static str,
    /// Its checks, by code.
    pub fiches: Vec<Article>,
}

/// A check in French typography.
#[derive(Debug, Serialize)]
pub struct Article {
    /// Its stable name.
    pub code: &'static str,
    /// Its gravity, without accent.
    pub gravite: &'static str,
    /// Its gravity in words, lower case.
    pub libelle: &'static str,
    /// Its family in words.
    pub famille: &'static str,
    /// What it looks at.
    pub regarde: String,
    /// Why it matters.
    pub importance: String,
    /// A case.
    pub exemple: String,
    /// What to do.
    pub correction: String,
}

/// docs/controles.md.
pub fn catalogue_markdown() -> tera::TeraResult<String> {
    let mut modeles = Tera::default();
    modeles.add_raw_template("controles.md", MODELE)?;
    let mut contexte = Context::new();
    contexte.insert("chapitres", &chapitres());
    modeles.render("controles.md", &contexte)
}

/// Every check, family by family.
pub fn chapitres() -> Vec<Chapitre> {
    let fiches = |famille| catalogue().into_iter().filter(move |fiche| fiche.famille == famille);
    let chapitre = |(famille, titre): &(Famille, &'static str)| Chapitre {
        titre,
        fiches: fiches(*famille).map(|fiche| article(fiche, titre)).collect(),
    };
    Famille::TOUTES.iter().map(chapitre).collect()
}

fn article(fiche: &Fiche, famille: &'static str) -> Article {
    Article {
        code: fiche.code,
        gravite: fiche.gravite.cle(),
        libelle: fiche.gravite.libelle(),
        famille,
        regarde: mots::typographie(fiche.regarde),
        importance: mots::typographie(fiche.importance),
        exemple: mots::typographie(fiche.exemple),
        correction: mots::typographie(fiche.correction),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn chaque_controle_a_un_code_et_une_fiche_complete() {
        let fiches = catalogue();
        let codes: BTreeSet<_> = fiches.iter().map(|fiche| fiche.code).collect();
        assert_eq!(codes.len(), fiches.len());
        for fiche in fiches {
            for texte in [fiche.regarde, fiche.importance, fiche.exemple, fiche.correction] {
                assert!(texte.ends_with(['.', '»']) && !texte.contains('\''), "{} : {texte}", fiche.code);
            }
        }
    }

    #[test]
    fn docs_controles_md_est_a_jour() {
        let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/controles.md");
        let attendu = catalogue_markdown().unwrap();
        if std::env::var_os("ACCEPTER").is_some() {
            std::fs::write(&chemin, &attendu).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&chemin).unwrap(), attendu, "ACCEPTER=1 récrit docs/controles.md");
    }
}
