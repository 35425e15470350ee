//! `fiche-incomplete`: headings that an action sheet of textes/fiches/ lacks.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::francais::{cle, proche};
use std::collections::BTreeMap;
use toml_edit::{Document, Item};

const EMBEDDED: &str = include_str!("../../../data/parametres/fiches.toml");

const FICHE: Fiche = Fiche {
    code: "fiche-incomplete",
    famille: Famille::Textes,
    gravite: Gravite::Information,
    regarde: "Les fiches actions (textes/fiches/*.md) : si chacune porte les six titres attendus, objectif, nature, bénéficiaires, partenaires, modalités et contacts, sous l’un des noms de `data/parametres/fiches.toml`.",
    importance: "Un lecteur cherche la même chose au même endroit dans chaque fiche ; une rubrique absente ou mal nommée se croit oubliée.",
    exemple: "Il manque à cette fiche : « Partenaires » et « Contacts » ; « Partenraires » en est sans doute un.",
    correction: "Ajouter le titre (## Contacts) et son texte, ou le laisser de côté si la rubrique est sans objet.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// The expected headings, in order, each with its folded spellings.
fn rubriques() -> Vec<(String, Vec<String>)> {
    let document = Document::parse(EMBEDDED).ok();
    let table = document.as_ref().and_then(|d| d.get("rubriques")).and_then(Item::as_table_like);
    let rubrique = |(nom, item): (&str, &Item)| {
        let autres = item.as_array().into_iter().flat_map(|a| a.iter()).filter_map(|v| v.as_str());
        (nom.to_owned(), std::iter::once(nom).chain(autres).map(cle).collect())
    };
    table.into_iter().flat_map(|t| t.iter()).map(rubrique).collect()
}

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let rubriques = rubriques();
    vue.textes.iter().filter(|t| t.est_une_fiche()).filter_map(|t| constat(t, &rubriques)).collect()
}

fn constat(texte: &Texte, rubriques: &[(String, Vec<String>)]) -> Option<Diagnostic> {
    let titres = texte.titres();
    let presents: BTreeMap<String, u32> = titres.iter().map(|(ligne, titre)| (cle(titre), *ligne)).collect();
    let connue = |titre: &str| rubriques.iter().any(|(_, graphies)| graphies.contains(&cle(titre)));
    let manque = |(_, graphies): &&(String, Vec<String>)| !graphies.iter().any(|g| presents.contains_key(g));
    let absentes: Vec<&str> = rubriques.iter().filter(manque).map(|(nom, _)| nom.as_str()).collect();
    if absentes.is_empty() {
        return None;
    }
    let cites: Vec<String> = absentes.iter().map(|nom| format!("« {nom} »")).collect();
    let message = format!("il manque à cette fiche : {}", mots::liste(&cites));
    let voisins = titres.iter().filter(|(_, titre)| !connue(titre)).filter_map(|(ligne, titre)| {
        let voulue = proche(titre, absentes.iter().copied())?;
        let span = texte.lieu(*ligne);
        Some((span, format!("{} est-il « {voulue} » ?", mots::cite(titre))))
    });
    let aide = format!(
        "ajouter {} « ## {} » et son texte ; rien à faire si la rubrique est sans objet",
        if absentes.len() > 1 { "les titres manquants, par exemple" } else { "le titre" },
        absentes[0]
    );
    let constat = FICHE.constat(Span::file(&texte.fichier), message);
    Some(Diagnostic { lies: voisins.collect(), aide: Some(aide), ..constat })
}
