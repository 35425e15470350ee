//! What the folder would be with a file that waits: what was understood of it, what it brings, what it changes.

use super::correspondances::{self, Inconnu};
use super::ecarts::{self, Ecart};
use super::reserve::Recu;
use super::tables::{self, TableVue};
use crate::diagnostic::{Diagnostic, Span};
use crate::domaine::dossier::{Ecarte, Source};
use crate::lire;
use crate::publier::compris::Comprehension;
use crate::publier::page::atelier::Vue;
use crate::publier::rendu;
use crate::{Preparation, preparer};
use serde::Serialize;

/// Most findings shown of one kind; the others are counted.
const CONSTATS: usize = 40;

/// Everything that the preview shows, ready for its template.
#[derive(Debug, Serialize)]
pub(super) struct Apercu {
    tables: Vec<TableVue>,
    /// Of a text: the titles in it.
    titres: Option<Vec<String>>,
    /// « 2 erreurs et 1 avertissement » in this file.
    bilan: Option<String>,
    ici: Liste,
    ailleurs: Liste,
    /// Findings of now that would be gone, in this file and elsewhere.
    disparus: usize,
    ecarts: Vec<Ecart>,
    ecarts_omis: usize,
    pub(super) inconnus: Vec<Inconnu>,
    /// Names of the office may be taught: rapport.toml was understood.
    apprend: bool,
    pub(super) codes: Vec<String>,
    /// A table of the file is of no kind that Trame knows.
    a_reconnaitre: bool,
}

#[derive(Debug, Serialize)]
struct Liste {
    constats: Vec<Constat>,
    omis: usize,
}

/// A finding in words.
#[derive(Debug, Serialize)]
struct Constat {
    gravite: &'static str,
    libelle: &'static str,
    code: &'static str,
    place: String,
    message: String,
    remede: Option<(String, String)>,
}

/// Checks the folder with the file in its place. Takes as long as reading the folder does.
pub(super) fn prepare(recu: &Recu, actuelle: &Vue) -> Apercu {
    let chemin = recu.destination.chemin();
    let mut depot = actuelle.sans(&chemin);
    let limites = lire::limites(depot.sources.iter().find(|source| source.chemin == "rapport.toml"));
    match lire::trop_grand(&limites, &chemin, recu.octets.len() as u64) {
        Some(raison) => depot.ecartes.push(Ecarte { chemin: chemin.clone(), raison }),
        None => depot.sources.push(Source { chemin: chemin.clone(), octets: recu.octets.clone() }),
    }
    compare(&chemin, &preparer(depot), &actuelle.preparation)
}

fn compare(chemin: &str, future: &Preparation, actuelle: &Preparation) -> Apercu {
    let dossier = future.dossier();
    let constats = &future.constats;
    let mut ici: Vec<&Diagnostic> = constats.listes.iter().filter(|d| d.span.file == chemin).collect();
    // what cannot be read comes first: the rest often follows from it
    ici.sort_by_key(|d| d.gravite);
    let nouveau = |d: &&Diagnostic| d.span.file != chemin && !actuelle.constats.listes.contains(d);
    let ailleurs: Vec<&Diagnostic> = constats.listes.iter().filter(nouveau).collect();
    let disparus = actuelle.constats.listes.iter().filter(|d| !constats.listes.contains(d)).count();
    let omis = constats.omis.iter().filter(|o| o.fichier == chemin).map(|o| o.nombre).sum();
    let (ecarts, ecarts_omis) = ecarts::ecarts(actuelle.indicateurs(), future.indicateurs());
    let jusqu_a = future.indicateurs().map(|i| i.jusqu_a);
    let comprehension = Comprehension::new(dossier);
    let des_tables = dossier.tables.iter().filter(|table| table.fichier == chemin);
    let reglages = dossier.reglages.as_ref();
    Apercu {
        tables: des_tables.map(|table| tables::vue(table, &comprehension, &ici, jusqu_a)).collect(),
        titres: titres(future, chemin),
        bilan: rendu::bilan(constats, |fichier| fichier == chemin),
        ici: Liste::new(&ici, omis, chemin),
        ailleurs: Liste::new(&ailleurs, 0, chemin),
        disparus,
        ecarts,
        ecarts_omis,
        a_reconnaitre: dossier.tables.iter().any(|table| table.fichier == chemin && table.genre.is_none()),
        inconnus: correspondances::inconnus(dossier, chemin),
        apprend: reglages.is_some(),
        codes: reglages.map(|r| r.dispositifs.iter().map(|d| d.code.clone()).collect()).unwrap_or_default(),
    }
}

fn titres(future: &Preparation, chemin: &str) -> Option<Vec<String>> {
    let texte = future.textes().iter().find(|texte| texte.fichier == chemin)?;
    Some(texte.titres().into_iter().map(|(_, titre)| titre.to_owned()).collect())
}

impl Liste {
    fn new(constats: &[&Diagnostic], omis: usize, chemin: &str) -> Self {
        let depuis = Span::file(chemin);
        let mots = constats.iter().take(CONSTATS).map(|d| Constat {
            gravite: d.gravite.cle(),
            libelle: d.gravite.libelle(),
            code: d.code,
            place: rendu::place(&d.span, &depuis),
            message: d.message.clone(),
            remede: d.remede().map(rendu::remede_en_phrase),
        });
        Self { constats: mots.collect(), omis: omis + constats.len().saturating_sub(CONSTATS) }
    }
}
