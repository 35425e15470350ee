//! Names that point to a dispositif, a column or a word must name one; two dispositifs cannot share a code.

use super::bloc::{Contexte, FICHIER};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::dossier::Grandeur;
use crate::domaine::reglages::Reglages;
use crate::francais::{cle, proche};
use crate::lire::genres::Genres;
use crate::lire::vocabulaire::Vocabulaire;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Records every reference that leads nowhere. The place is the last line that holds the name.
pub(super) fn verifie(reglages: &Reglages, contexte: &Contexte<'_>) {
    let textes = Textes::new(contexte);
    let mut vus = BTreeSet::new();
    for d in &reglages.dispositifs {
        if !vus.insert(cle(&d.code)) {
            textes.refuse("dispositif.code", &d.code, "un code différent pour chaque dispositif");
        }
        if cle(&d.code) == "service" {
            textes.refuse("dispositif.code", &d.code, "un autre code : « service » désigne le service entier");
        }
    }
    for g in &reglages.groupes {
        if !vus.insert(cle(&g.code)) || cle(&g.code) == "service" {
            textes.refuse("groupe.code", &g.code, "un code qui n’est ni « service » ni celui d’un dispositif");
        }
    }
    for (d, nom) in reglages.dispositifs.iter().flat_map(|d| d.anciens_noms.iter().map(move |nom| (d, nom))) {
        if reglages.dispositifs.iter().any(|autre| autre.code != d.code && cle(&autre.code) == cle(nom)) {
            textes.refuse("dispositif.anciens_noms", nom, "un nom qui n’est pas le code d’un autre dispositif");
        }
    }
    let references = reglages
        .groupes
        .iter()
        .flat_map(|g| g.dispositifs.iter().map(|d| ("groupe.dispositifs", d)))
        .chain(reglages.tarifs.iter().filter_map(|t| Some(("tarif.dispositif", t.dispositif.as_ref()?))))
        .chain(reglages.unites.iter().filter_map(|u| Some(("unite.dispositif", u.dispositif.as_ref()?))))
        .chain(reglages.historique.iter().filter_map(|h| Some(("historique.dispositif", h.dispositif.as_ref()?))))
        .chain(
            reglages
                .dispositifs
                .iter()
                .filter_map(|d| Some(("dispositif.sur_les_places_de", d.sur_les_places_de.as_ref()?))),
        );
    for (cle, code) in references.filter(|(_, code)| reglages.dispositif(code).is_none()) {
        let codes: Vec<&str> = reglages.dispositifs.iter().map(|d| d.code.as_str()).collect();
        let conseil = proche(code, codes.iter().copied()).map_or(String::new(), |p| format!(" (« {p} » peut-être)"));
        textes.refuse(cle, code, &format!("le code d’un dispositif : {}{conseil}", codes.join(", ")));
    }
    correspondances(reglages, &textes);
}

/// What a name of the office may mean: a code of dispositif, a key of row or column, a word of the vocabulary.
fn correspondances(reglages: &Reglages, textes: &Textes<'_>) {
    let codes: Vec<&str> = reglages.dispositifs.iter().map(|d| d.code.as_str()).collect();
    let cles: Vec<&str> = Grandeur::TOUTES.iter().map(|(_, cle, _)| *cle).chain(["mois", "dispositif"]).collect();
    static AUTRES: LazyLock<BTreeSet<String>> =
        LazyLock::new(|| Genres::cles().into_iter().chain(Vocabulaire::mots()).collect());
    let connus = || codes.iter().chain(&cles).copied().chain(AUTRES.iter().map(String::as_str));
    for cible in reglages.correspondances.noms.values().filter(|cible| !connus().any(|connu| connu == *cible)) {
        let conseil = proche(cible, connus()).map_or(String::new(), |p| format!(" (« {p} » peut-être)"));
        let attendu = format!(
            "le code d’un dispositif ({}), l’intitulé d’une ligne ou d’une colonne ({}) ou un mot du vocabulaire{conseil}",
            codes.join(", "),
            cles.join(", ")
        );
        textes.refuse("correspondances", cible, &attendu);
    }
}

/// The texts between quotation marks, each with the last line that holds it.
struct Textes<'a> {
    lignes: BTreeMap<&'a str, u32>,
    contexte: &'a Contexte<'a>,
}

impl<'a> Textes<'a> {
    fn new(contexte: &'a Contexte<'a>) -> Self {
        let lignes = (1_u32..).zip(contexte.texte.lines());
        let textes = lignes.flat_map(|(numero, ligne)| {
            let entre = |guillemet: char| ligne.split(guillemet).skip(1).map(move |texte| (texte, numero));
            entre('"').chain(entre('\''))
        });
        Self { lignes: textes.collect(), contexte }
    }

    fn refuse(&self, cle: &str, lu: &str, attendu: &str) {
        let ligne = self.lignes.get(lu).copied().unwrap_or(1);
        let span = Span::line(FICHIER, ligne, Some(cle.to_owned()));
        let (cle, lu) = (cle.to_owned(), format!("\"{lu}\""));
        self.contexte.signale(NatureAnomalie::ReglageIllisible { cle, lu, attendu: attendu.to_owned() }, span);
    }
}
