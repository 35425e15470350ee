//! Names that point to a dispositif, a column or a word must name one; two dispositifs cannot share a code.

use super::bloc::{Contexte, FICHIER};
use crate::diagnostic::Span;
use crate::domaine::dossier::{Grandeur, NatureAnomalie};
use crate::domaine::reglages::Reglages;
use crate::francais::{cle, proche};
use crate::lire::genres::Genres;
use crate::lire::vocabulaire::Vocabulaire;
use std::collections::BTreeSet;

/// Records every reference that leads nowhere. The place is the first line that holds the name.
pub(super) fn verifie(reglages: &Reglages, contexte: &Contexte<'_>) {
    let mut vus = BTreeSet::new();
    for d in &reglages.dispositifs {
        if !vus.insert(cle(&d.code)) {
            refuse(contexte, "dispositif.code", &d.code, "un code différent pour chaque dispositif");
        }
        if cle(&d.code) == "service" {
            refuse(contexte, "dispositif.code", &d.code, "un autre code : « service » désigne le service entier");
        }
    }
    for g in &reglages.groupes {
        if !vus.insert(cle(&g.code)) || cle(&g.code) == "service" {
            refuse(contexte, "groupe.code", &g.code, "un code qui n’est ni « service » ni celui d’un dispositif");
        }
    }
    for (d, nom) in reglages.dispositifs.iter().flat_map(|d| d.anciens_noms.iter().map(move |nom| (d, nom))) {
        if reglages.dispositifs.iter().any(|autre| autre.code != d.code && cle(&autre.code) == cle(nom)) {
            refuse(contexte, "dispositif.anciens_noms", nom, "un nom qui n’est pas le code d’un autre dispositif");
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
        refuse(contexte, cle, code, &format!("le code d’un dispositif : {}{conseil}", codes.join(", ")));
    }
    correspondances(reglages, contexte);
}

/// What a name of the office may mean: a code of dispositif, a key of row or column, a word of the vocabulary.
fn correspondances(reglages: &Reglages, contexte: &Contexte<'_>) {
    let codes: Vec<&str> = reglages.dispositifs.iter().map(|d| d.code.as_str()).collect();
    let cles: Vec<&str> = Grandeur::TOUTES.iter().map(|(_, cle, _)| *cle).chain(["mois", "dispositif"]).collect();
    let autres: BTreeSet<String> = Genres::cles().into_iter().chain(Vocabulaire::mots()).collect();
    let connus = || codes.iter().chain(&cles).copied().chain(autres.iter().map(String::as_str));
    for cible in reglages.correspondances.noms.values().filter(|cible| !connus().any(|connu| connu == *cible)) {
        let conseil = proche(cible, connus()).map_or(String::new(), |p| format!(" (« {p} » peut-être)"));
        let attendu = format!(
            "le code d’un dispositif ({}), l’intitulé d’une ligne ou d’une colonne ({}) ou un mot du vocabulaire{conseil}",
            codes.join(", "),
            cles.join(", ")
        );
        refuse(contexte, "correspondances", cible, &attendu);
    }
}

fn refuse(contexte: &Contexte<'_>, cle: &str, lu: &str, attendu: &str) {
    let entre_guillemets = [format!("\"{lu}\""), format!("'{lu}'")];
    let lignes: Vec<&str> = contexte.texte.lines().collect();
    let ligne = lignes.iter().rposition(|l| entre_guillemets.iter().any(|nom| l.contains(nom))).unwrap_or(0);
    let span = Span::line(FICHIER, u32::try_from(ligne).unwrap_or(0) + 1, Some(cle.to_owned()));
    let nature =
        NatureAnomalie::ReglageIllisible { cle: cle.to_owned(), lu: format!("\"{lu}\""), attendu: attendu.to_owned() };
    contexte.signale(nature, span);
}
