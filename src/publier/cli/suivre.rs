//! `trame suivre`: checks again and writes the report again each time that a file changes.

use super::aide::Suivre;
use super::commandes::{compose, read};
use super::{Issue, say, terminal};
use crate::domaine::constats::Constats;
use crate::domaine::edition::Edition;
use crate::francais::{pluriel, typographie};
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Sort};
use crate::publier::guet::{Changement, Guet};
use crate::publier::sortie;
use crate::publier::{rendu, signal};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Files named at most when many change at once.
const NOMMES: usize = 8;
/// What is left to a report being written when the end is called.
const DELAI: Duration = Duration::from_millis(500);

pub(super) fn suivre(options: &Suivre) -> Result<Issue, Error> {
    let (dossier, edition) = (options.dossier.clone(), options.edition.edition());
    if !dossier.is_dir() {
        return Err(Error::NotAFolder(dossier));
    }
    fichiers::nettoie(&dossier);
    let moteur = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Server)?;
    say(&format!("Suivi de {}. Pour arrêter\u{a0}: Ctrl-C.\n", terminal::argument(&dossier)));
    moteur.block_on(signal::premier(signal::arret(), suit(dossier, edition)));
    moteur.shutdown_timeout(DELAI);
    say("Suivi arrêté.\n");
    Ok(Issue::Bonne)
}

async fn suit(dossier: PathBuf, edition: Edition) {
    // watched first: what changes during the first report is seen after it
    let mut guet = Guet::new(dossier.clone());
    let mut avant = None;
    loop {
        let (ici, avant_lui) = (dossier.clone(), avant);
        let fait = tokio::task::spawn_blocking(move || refait(&ici, edition, avant_lui)).await;
        avant = fait.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
        say(&ce_qui_a_change(&guet.change().await));
    }
}

/// Checks, writes, says; how many points are to be verified, when that is known.
fn refait(dossier: &Path, edition: Edition, avant: Option<usize>) -> Option<usize> {
    let fait = read(dossier).and_then(|preparation| Ok((compose(&preparation, edition)?, preparation)));
    let (compose, preparation) = match fait {
        Ok(fait) => fait,
        Err(erreur) => {
            say(&format!("  {erreur}\n"));
            return avant;
        }
    };
    let points = preparation.constats.a_verifier();
    say(&format!("  {}\n", points_dits(&preparation.constats, avant)));
    let chemin = sortie::chemin(dossier, &sortie::rapport(&preparation, edition));
    let ecrit = compose.map(|(_, rapport)| fichiers::write(&chemin, &rapport.pdf).map(|()| rapport.pages));
    say(&match ecrit {
        Ok(Ok(pages)) => {
            format!("  {} écrit, {}.\n", chemin.display(), compte(pages, "page", "pages"))
        }
        Ok(Err(erreur)) => format!("  {erreur}\n"),
        Err(refus) => {
            let detail = terminal::argument(dossier);
            typographie(&format!("  Rapport non écrit : {refus}. Le détail : trame controler {detail}\n"))
        }
    });
    Some(points)
}

/// « 14 points à vérifier (15 avant) : 14 incohérences. »
fn points_dits(constats: &Constats, avant: Option<usize>) -> String {
    let points = constats.a_verifier();
    let dits = match points {
        0 => "aucun point à vérifier".to_owned(),
        n => compte(n, "point à vérifier", "points à vérifier"),
    };
    let avant = avant.filter(|avant| *avant != points).map_or(String::new(), |avant| format!(" ({avant} avant)"));
    let bilan = rendu::bilan(constats, |_| true).map_or(String::new(), |bilan| format!(" : {bilan}"));
    typographie(&format!("{dits}{avant}{bilan}."))
}

/// « donnees/aed.csv modifié », the first ones by their names.
fn ce_qui_a_change(changement: &Changement) -> String {
    let Some(avant) = &changement.avant else { return "Le dossier se lit de nouveau.\n".to_owned() };
    let sorts = changement.apres.depuis(avant);
    let ligne = |(chemin, sort): &(&str, Sort)| {
        let dit = match sort {
            Sort::Ajoute => "ajouté",
            Sort::Modifie => "modifié",
            Sort::Retire => "retiré",
        };
        format!("{chemin} {dit}\n")
    };
    let mut texte: String = sorts.iter().take(NOMMES).map(ligne).collect();
    if let Some(autres) = sorts.len().checked_sub(NOMMES).filter(|n| *n > 0) {
        texte.push_str(&format!("et {}\n", compte(autres, "autre fichier", "autres fichiers")));
    }
    texte
}

fn compte(nombre: usize, un: &str, plusieurs: &str) -> String {
    pluriel(i128::try_from(nombre).unwrap_or(0).into(), un, plusieurs)
}
