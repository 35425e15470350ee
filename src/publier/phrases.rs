//! The ready-made sentences as they read today, with the Markdown to paste: in the text it stays alive.

use crate::domaine::expression::{Figures, Morceau, a_coller};
use crate::domaine::indicateur::{Genre, Perimetre};
use crate::domaine::phrase::{Indisponible, Phrase, toutes};
use crate::francais::{proche, typographie};
use crate::publier::erreur::Error;
use serde_json::{Value, json};

/// A sentence for a perimetre, or why there is none.
struct Ligne<'a> {
    phrase: &'static Phrase,
    perimetre: &'a Perimetre,
    redigee: Result<Vec<Morceau>, Indisponible>,
}

impl Ligne<'_> {
    fn markdown(&self) -> String {
        a_coller(self.perimetre, self.phrase.id)
    }

    fn texte(&self) -> Option<String> {
        Some(self.redigee.as_ref().ok()?.iter().map(Morceau::texte).collect())
    }

    /// The réserves of its figures, once each.
    fn reserves(&self) -> Vec<&str> {
        let mut reserves = Vec::new();
        for morceau in self.redigee.iter().flatten() {
            if let Morceau::Chiffre { valeur: Some(valeur), .. } = morceau
                && let Some(reserve) = valeur.reserve.as_deref()
                && !reserves.contains(&reserve)
            {
                reserves.push(reserve);
            }
        }
        reserves
    }
}

/// The sections that sentences are made for, in order.
fn sections() -> Vec<&'static str> {
    let mut sections: Vec<&'static str> = toutes().map(|phrase| phrase.section).collect();
    sections.dedup();
    sections
}

/// Every sentence of a section, or of all: for the service first, then for its parts.
fn lignes<'a>(figures: Figures<'a>, section: Option<&str>) -> Result<Vec<Ligne<'a>>, Error> {
    if let Some(nom) = section.filter(|nom| !sections().contains(nom)) {
        let proche = proche(nom, sections()).map(str::to_owned);
        return Err(Error::SectionSansPhrase { nom: nom.to_owned(), proche, toutes: sections().join(", ") });
    }
    let perimetres = &figures.indicateurs.perimetres;
    let seul = figures.indicateurs.dispositifs().count() == 1;
    let service = perimetres.iter().filter(|p| p.genre == Genre::Service);
    let parts = perimetres.iter().filter(|p| p.genre != Genre::Service && !seul);
    let ordre: Vec<&Perimetre> = service.chain(parts).collect();
    let phrases = toutes().filter(|phrase| section.is_none_or(|section| phrase.section == section));
    let ligne =
        |phrase: &'static Phrase, perimetre| Ligne { phrase, perimetre, redigee: phrase.redige(figures, perimetre) };
    Ok(phrases.flat_map(|phrase| ordre.iter().map(move |perimetre| ligne(phrase, *perimetre))).collect())
}

/// For people: the sentences that can be written, then the others with their reason.
pub(crate) fn texte(figures: Figures<'_>, section: Option<&str>) -> Result<String, Error> {
    let lignes = lignes(figures, section)?;
    let mut sortie = String::from(
        "Chaque phrase est suivie de ce qu’il faut coller dans le texte : le rapport l’imprimera avec les chiffres du jour.\n",
    );
    for section in sections() {
        let siennes: Vec<&Ligne<'_>> = lignes.iter().filter(|ligne| ligne.phrase.section == section).collect();
        if siennes.is_empty() {
            continue;
        }
        sortie.push_str(&format!("\ntextes/{section}.md\n"));
        for ligne in &siennes {
            if let Some(texte) = ligne.texte() {
                sortie.push_str(&format!("\n  {texte}\n  {}\n", ligne.markdown()));
                ligne.reserves().iter().for_each(|r| sortie.push_str(&format!("  réserve : {r}\n")));
            }
        }
        sortie.push_str(&indisponibles(&siennes));
    }
    Ok(typographie(&sortie))
}

/// « demandes, aemo.demandes : aucun tableau des demandes »: those that share a reason on one line.
fn indisponibles(lignes: &[&Ligne<'_>]) -> String {
    let mut raisons: Vec<(&str, Vec<String>)> = Vec::new();
    for ligne in lignes {
        let Err(Indisponible(raison)) = &ligne.redigee else { continue };
        match raisons.iter_mut().find(|(connue, _)| connue == raison) {
            Some((_, noms)) => noms.push(ligne.markdown()),
            None => raisons.push((raison, vec![ligne.markdown()])),
        }
    }
    if raisons.is_empty() {
        return String::new();
    }
    let lignes = raisons.iter().map(|(raison, noms)| format!("    {} : {raison}\n", noms.join(" ")));
    format!("\n  Ne peuvent pas être écrites\n{}", lignes.collect::<String>())
}

/// For other tools.
pub(crate) fn json(figures: Figures<'_>, section: Option<&str>) -> Result<Value, Error> {
    let lignes = lignes(figures, section)?;
    let phrases = lignes.iter().map(|ligne| {
        json!({
            "id": ligne.phrase.id, "section": ligne.phrase.section, "perimetre": ligne.perimetre.code,
            "markdown": ligne.markdown(), "texte": ligne.texte(), "reserves": ligne.reserves(),
            "raison": ligne.redigee.as_ref().err().map(|raison| typographie(&raison.0)),
        })
    });
    let exercice = figures.indicateurs.exercice.annee();
    Ok(json!({ "version": 1, "exercice": exercice, "phrases": phrases.collect::<Vec<_>>() }))
}
