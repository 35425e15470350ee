//! The words and the table of `presents`.

use super::{MoisDePresence, Presence, capacite};
use crate::dessiner::phrases::{NON_COMMUNIQUE, lacunes, noms, periode, reserves};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::francais::{INSECABLE, enumeration, nombre_court, pluriel};

/// One of the series drawn.
type Serie = fn(&MoisDePresence) -> &Valeur;

/// The months whose présents are known.
fn connus(presence: &Presence<'_>) -> Vec<(Mois, Exact, bool)> {
    let connu = |m: &MoisDePresence| Some((m.mois, m.presents.exact()?, m.presents.reserve.is_some()));
    presence.mois.iter().filter_map(connu).collect()
}

fn a_verifier(douteux: bool) -> &'static str {
    if douteux { " (à\u{a0}vérifier)" } else { "" }
}

fn presents(n: Exact) -> String {
    pluriel(n, "présent", "présents")
}

/// « la capacité passe de 30 à 50 places en avril ».
fn phrase_de_la_capacite(presence: &Presence<'_>) -> Option<String> {
    let paliers = capacite::paliers(&presence.mois);
    let (_, premiere) = *paliers.first()?;
    let changements: Vec<_> = paliers.windows(2).filter(|p| p[0].1 != p[1].1).map(|p| p[1]).collect();
    let derniere = changements.last().map_or(premiere, |(_, places)| *places);
    let (de, a) = (nombre_court(premiere), capacite::en_places(derniere));
    Some(match changements[..] {
        [] => format!("la capacité est de {a}"),
        [(mois, _)] => format!("la capacité passe de {de} à {a} en {}", mois.nom()),
        _ => format!("la capacité change {}, de {de} à {a}", pluriel_de_fois(changements.len())),
    })
}

fn pluriel_de_fois(fois: usize) -> String {
    format!("{fois}{INSECABLE}fois")
}

/// The caption: where the year starts and where it ends.
pub(super) fn legende(presence: &Presence<'_>) -> String {
    let connus = connus(presence);
    let mut phrases = Vec::new();
    if let Some((mois, n, douteux)) = connus.first() {
        phrases.push(format!("{} fin {}{}", presents(*n), mois.nom(), a_verifier(*douteux)));
    }
    if let [_, .., (mois, n, douteux)] = connus[..] {
        phrases.push(format!("{} fin {}{}", nombre_court(n), mois.nom(), a_verifier(douteux)));
    }
    let mut texte = format!("Présents, entrées et sorties mois par mois{INSECABLE}: {}", phrases.join(", "));
    if let Some(capacite) = phrase_de_la_capacite(presence) {
        texte.push_str(&format!("\u{202f}; {capacite}"));
    }
    texte + "."
}

/// The gist, for those who do not see the drawing.
pub(super) fn texte_alternatif(presence: &Presence<'_>) -> String {
    let connus = connus(presence);
    let mut texte = format!("Barres mensuelles {}{INSECABLE}: ", periode(presence.indicateurs));
    if let (Some(premier), Some(dernier)) = (connus.first(), connus.last()) {
        texte.push_str(&format!("{} fin {}", presents(premier.1), premier.0.nom()));
        if connus.len() > 1 {
            texte.push_str(&format!(", {} fin {}{}", nombre_court(dernier.1), dernier.0.nom(), a_verifier(dernier.2)));
        }
    }
    if connus.len() > 2 {
        let au_plus = connus.iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        let au_moins = connus.iter().min_by_key(|c| (c.1, c.0));
        if let (Some(plus), Some(moins)) = (au_plus, au_moins) {
            let (p, m) = (nombre_court(plus.1), nombre_court(moins.1));
            texte.push_str(&format!("\u{202f}; au plus {p} en {}, au moins {m} en {}", plus.0.nom(), moins.0.nom()));
        }
    }
    texte.push('.');
    let total = |id: &str| presence.perimetre.annuel(id).exact();
    if let (Some(entrees), Some(sorties)) = (total("entrees"), total("sorties")) {
        let (e, s) = (pluriel(entrees, "entrée", "entrées"), pluriel(sorties, "sortie", "sorties"));
        texte.push_str(&format!(" En tout, {e} et {s}."));
    }
    if let Some(capacite) = phrase_de_la_capacite(presence) {
        texte.push_str(&format!(" {}.", capacite.replacen('l', "L", 1)));
    }
    texte
}

/// Where the numbers come from, what is doubtful, what is missing.
pub(super) fn note(presence: &Presence<'_>) -> String {
    let mut phrases = vec!["Source : mouvements mensuels et capacité en fin de mois.".replace(" :", "\u{a0}:")];
    let valeurs = |f: Serie| presence.mois.iter().map(move |m| (m.mois, f(m)));
    let series: [(&str, Serie); 4] = [
        ("présents", |m| &m.presents),
        ("entrées", |m| &m.entrees),
        ("sorties", |m| &m.sorties),
        ("capacité", |m| &m.places),
    ];
    let douteuses = series.iter().take(3).map(|(nom, serie)| (*nom, reserves(valeurs(*serie)).join("\u{202f}; ")));
    for (noms, dites) in reunies(douteuses) {
        phrases.push(format!("En contour, {noms} à vérifier{INSECABLE}: {dites}."));
    }
    let manquantes = series.iter().map(|(nom, serie)| {
        let toute_l_annee = valeurs(*serie).all(|(_, v)| v.exact().is_none());
        let dites = if toute_l_annee { motifs(valeurs(*serie)) } else { lacunes(valeurs(*serie)) };
        (*nom, dites.join("\u{202f}; "))
    });
    for (noms, dites) in reunies(manquantes) {
        phrases.push(format!("Non communiqué, {noms}{INSECABLE}: {dites}."));
    }
    if presence.indicateurs.en_cours() {
        let fin = presence.indicateurs.jusqu_a;
        phrases.push(format!("Exercice en cours, arrêté fin {} {}.", fin.nom(), fin.annee()));
    }
    phrases.join(" ")
}

/// Series that have the same thing to say, together; those that have nothing are left out.
fn reunies<'a>(dites: impl Iterator<Item = (&'a str, String)>) -> Vec<(String, String)> {
    let mut groupes: Vec<(Vec<String>, String)> = Vec::new();
    for (nom, dit) in dites.filter(|(_, dit)| !dit.is_empty()) {
        match groupes.iter_mut().find(|(_, deja)| *deja == dit) {
            Some((noms, _)) => noms.push(nom.to_owned()),
            None => groupes.push((vec![nom.to_owned()], dit)),
        }
    }
    groupes.into_iter().map(|(noms, dit)| (enumeration(&noms), dit)).collect()
}

/// One reason for the whole year needs no list of months.
fn motifs<'a>(valeurs: impl Iterator<Item = (Mois, &'a Valeur)>) -> Vec<String> {
    let mut motifs: Vec<String> = valeurs.filter_map(|(_, v)| v.nombre.clone().err()).collect();
    motifs.dedup();
    motifs
}

/// Months as rows.
pub(super) fn tableau(presence: &Presence<'_>) -> Vec<Vec<String>> {
    let entete = ["Mois", "Présents fin de mois", "Entrées", "Sorties", "Places"];
    let mut lignes = vec![entete.map(str::to_owned).to_vec()];
    for m in &presence.mois {
        let cellule = |v: &Valeur| {
            let nombre = v.exact().map_or_else(|| NON_COMMUNIQUE.to_owned(), nombre_court);
            nombre + a_verifier(v.reserve.is_some())
        };
        let mut ligne = vec![noms(&[m.mois])];
        ligne.extend([&m.presents, &m.entrees, &m.sorties, &m.places].map(cellule));
        lignes.push(ligne);
    }
    lignes
}

/// What each of its numbers is.
pub(super) fn origines(presence: &Presence<'_>) -> Vec<Vec<Option<Origine>>> {
    let du_mois = |m: &MoisDePresence| {
        let nombre = |id| Origine::du_mois(presence.perimetre, id, m.mois);
        std::iter::once(None).chain(["presents_fin", "entrees", "sorties", "places"].map(nombre)).collect()
    };
    presence.mois.iter().map(du_mois).collect()
}
