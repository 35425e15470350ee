//! What each command does: reads the folder, asks the library, writes and prints.

use super::aide::{Calculer, Controler, Expliquer, Format, FormatDeCalcul, Nouveau, Phrases, Rapport};
use super::{Issue, annoter, chiffres, say, tell, terminal};
use crate::composer::{self, Projet};
use crate::domaine::constats::Constats;
use crate::domaine::edition::Edition;
use crate::domaine::exact::Exact;
use crate::domaine::expression::Figures;
use crate::francais::pluriel;
use crate::publier::erreur::Error;
use crate::publier::rendu::Presentation;
use crate::publier::{
    explication, fichiers, json, nouveau as modeles, phrases, refus as refus_en_phrases, rendu, sortie,
};
use crate::{Preparation, Refus, preparer};
use std::path::Path;

pub(super) fn nouveau(options: &Nouveau) -> Result<Issue, Error> {
    let (ecrits, manques) = match &options.depuis {
        Some(precedent) => {
            let reprise = modeles::depuis(&options.dossier, precedent, options.exercice)?;
            (reprise.ecrits, reprise.manques)
        }
        None => (modeles::cree(&options.dossier, options.exercice, options.modele)?, Vec::new()),
    };
    if !manques.is_empty() {
        tell("À reprendre à la main\u{a0}:\n");
    }
    manques.iter().for_each(|manque| tell(&format!("  - {}\n", crate::francais::typographie(manque))));
    let dossier = options.dossier.display();
    let liste: Vec<String> = ecrits.iter().map(|chemin| format!("  {chemin}\n")).collect();
    say(&format!(
        "Dossier prêt\u{a0}: {dossier}\n{}Ensuite\u{a0}: compléter rapport.toml, remplir donnees/, puis  trame controler {dossier}\n",
        liste.concat()
    ));
    Ok(Issue::Bonne)
}

pub(super) fn controler(options: &Controler) -> Result<Issue, Error> {
    if let Some(vers) = &options.annoter {
        annoter::refuse_what_would_be_read_again(&options.dossier, vers, "corrections")?;
    }
    let preparation = read(&options.dossier)?;
    match options.format {
        Format::Texte => {
            let largeur = terminal::largeur(&std::io::stdout());
            let presentation = Presentation {
                propose_d_annoter: options.annoter.is_none(),
                ..presentation(&options.dossier, largeur)
            };
            say(&rendu::texte(&preparation.constats, preparation.dossier(), &presentation));
        }
        Format::Json => say(&json::texte(&json::controles(&preparation.constats, preparation.dossier()))),
    }
    if let Some(vers) = &options.annoter {
        tell(&annoter::annote(&preparation, vers)?);
    }
    let a_verifier = preparation.constats.a_verifier() > 0;
    Ok(if a_verifier { Issue::Donnees } else { Issue::Bonne })
}

/// The findings, on standard error.
pub(super) fn tell_findings(preparation: &Preparation, dossier: &Path) {
    let presentation = presentation(dossier, terminal::largeur(&std::io::stderr()));
    tell(&rendu::texte(&preparation.constats, preparation.dossier(), &presentation));
}

fn presentation(dossier: &Path, largeur: Option<usize>) -> Presentation {
    Presentation { dossier: terminal::argument(dossier), largeur, propose_d_annoter: true }
}

pub(super) fn calculer(options: &Calculer) -> Result<Issue, Error> {
    if options.format != FormatDeCalcul::Json {
        return chiffres::calculer(options);
    }
    let preparation = read(&options.dossier)?;
    let texte = json::texte(&json::indicateurs(preparation.indicateurs(), &preparation.constats));
    match &options.sortie {
        Some(chemin) => fichiers::write(chemin, texte.as_bytes())?,
        None => say(&texte),
    }
    if preparation.constats.bloquent_les_chiffres() {
        tell_findings(&preparation, &options.dossier);
        return Ok(Issue::Donnees);
    }
    Ok(Issue::Bonne)
}

pub(super) fn expliquer(options: &Expliquer) -> Result<Issue, Error> {
    let preparation = read(&options.dossier)?;
    let (Some(indicateurs), Some(controle)) = (preparation.indicateurs(), preparation.controle()) else {
        tell_findings(&preparation, &options.dossier);
        return Ok(Issue::Donnees);
    };
    let Some(nom) = &options.indicateur else {
        say(&explication::liste(indicateurs));
        return Ok(Issue::Bonne);
    };
    let chiffre = indicateurs.chiffre(nom)?;
    let sources = explication::Sources::new(controle, indicateurs, &preparation.constats);
    say(&match options.format {
        Format::Texte => explication::texte(&sources, &chiffre),
        Format::Json => json::texte(&explication::json(&sources, &chiffre)),
    });
    Ok(Issue::Bonne)
}

pub(super) fn phrases(options: &Phrases) -> Result<Issue, Error> {
    let preparation = read(&options.dossier)?;
    let (Some(indicateurs), Some(controle)) = (preparation.indicateurs(), preparation.controle()) else {
        tell_findings(&preparation, &options.dossier);
        return Ok(Issue::Donnees);
    };
    let figures = Figures { indicateurs, reglages: controle.reglages() };
    let section = options.section.as_deref();
    say(&match options.format {
        Format::Texte => phrases::texte(figures, section)?,
        Format::Json => json::texte(&phrases::json(figures, section)?),
    });
    Ok(Issue::Bonne)
}

pub(super) fn rapport(options: &Rapport) -> Result<Issue, Error> {
    let preparation = read(&options.dossier)?;
    let edition = options.edition.edition();
    let (projet, rapport) = match compose(&preparation, edition)? {
        Ok(compose) => compose,
        Err(refus) => {
            refuse(refus, &preparation, &options.dossier);
            return Ok(Issue::Donnees);
        }
    };
    if let Some(dossier) = &options.sources {
        write_sources(dossier, &projet)?;
    }
    let par_defaut = || sortie::chemin(&options.dossier, &sortie::rapport(&preparation, edition));
    let chemin = options.sortie.clone().unwrap_or_else(par_defaut);
    fichiers::write(&chemin, &rapport.pdf)?;
    say(&format!("{}\n", chemin.display()));
    tell(&summary(&preparation.constats, rapport.pages, &options.dossier));
    Ok(Issue::Bonne)
}

/// A project and its report, or why the data refuse it.
type Composition = Result<(Projet, composer::Rapport), Refus>;

/// The project of an edition and its report, or why the data refuse it.
pub(super) fn compose(preparation: &Preparation, edition: Edition) -> Result<Composition, Error> {
    let projet = match preparation.projet(edition) {
        Ok(projet) => projet,
        Err(refus) => return Ok(Err(refus)),
    };
    let rapport = composer::rapport(&projet)?;
    Ok(Ok((projet, rapport)))
}

/// The Typst project, file by file.
pub(super) fn write_sources(dossier: &Path, projet: &Projet) -> Result<(), Error> {
    projet.fichiers.iter().try_for_each(|(chemin, octets)| fichiers::write(&dossier.join(chemin), octets))
}

pub(super) fn read(dossier: &Path) -> Result<Preparation, Error> {
    Ok(preparer(fichiers::depot(dossier)?))
}

fn refuse(refus: Refus, preparation: &Preparation, dossier: &Path) {
    match refus {
        Refus::Erreurs | Refus::Incoherences => tell_findings(preparation, dossier),
        Refus::EnCours => {
            refus_en_phrases::en_cours(preparation).iter().for_each(|phrase| tell(&format!("{phrase}\n")))
        }
        Refus::MoisInconnu => {}
    }
    tell(&format!("Rapport non écrit\u{a0}: {refus}.\n"));
}

pub(super) fn summary(constats: &Constats, pages: usize, dossier: &Path) -> String {
    let nombre = |n: usize| Exact::from(i128::try_from(n).unwrap_or(0));
    let pages = pluriel(nombre(pages), "page", "pages");
    let vide = match constats.sans_chiffre_mensuel() {
        true => {
            "Aucun chiffre mensuel n’a été lu dans donnees/\u{a0}: le rapport n’a ni présents, ni entrées, ni sorties, et les contrôles n’avaient rien à comparer.\n"
        }
        false => "",
    };
    match constats.a_verifier() {
        0 if !vide.is_empty() => format!("{pages}. {vide}"),
        0 => format!("{pages}, aucun point à vérifier.\n"),
        n => {
            let points = pluriel(nombre(n), "point à vérifier", "points à vérifier");
            format!(
                "{pages}, document de travail\u{a0}: {points}. Le détail\u{a0}: trame controler {}\n{vide}",
                dossier.display()
            )
        }
    }
}
