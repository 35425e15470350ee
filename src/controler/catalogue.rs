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

#[derive(Serialize)]
struct Chapitre {
    titre: &'static str,
    fiches: Vec<Article>,
}

#[derive(Serialize)]
struct Article {
    code: &'static str,
    gravite: &'static str,
    regarde: String,
    importance: String,
    exemple: String,
    correction: String,
}

/// docs/controles.md.
pub fn catalogue_markdown() -> tera::TeraResult<String> {
    let chapitres: Vec<_> = Famille::TOUTES.iter().map(|(famille, titre)| chapitre(*famille, titre)).collect();
    let mut modeles = Tera::default();
    modeles.add_raw_template("controles.md", MODELE)?;
    let mut contexte = Context::new();
    contexte.insert("chapitres", &chapitres);
    modeles.render("controles.md", &contexte)
}

fn chapitre(famille: Famille, titre: &'static str) -> Chapitre {
    let fiches = catalogue().into_iter().filter(|fiche| fiche.famille == famille).map(article);
    Chapitre { titre, fiches: fiches.collect() }
}

fn article(fiche: &Fiche) -> Article {
    Article {
        code: fiche.code,
        gravite: fiche.gravite.libelle(),
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
