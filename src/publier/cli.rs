//! The command line, in French: arguments, exit codes, and what goes to which output.

mod aide;
mod annoter;
mod chiffres;
mod commandes;
mod mensuel;
mod ouvrir;
mod pseudonymiser;
mod suivre;
mod terminal;

use aide::{Args, Commande};
use clap::Parser;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// What a command answers: 0, or 1 when the data prevent it.
enum Issue {
    Bonne,
    Donnees,
}

/// Runs the program. 0: done. 1: the data prevent it. 2: the program could not run.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(erreur) if !erreur.use_stderr() => {
            say(&erreur.render().to_string());
            return ExitCode::SUCCESS;
        }
        Err(erreur) => {
            tell(&aide::en_francais(&erreur));
            return ExitCode::from(2);
        }
    };
    let commande = args.commande.unwrap_or_else(|| Commande::Ouvrir(aide::Ouvrir::default()));
    let issue = match commande {
        Commande::Nouveau(options) => commandes::nouveau(&options),
        Commande::Controler(options) => commandes::controler(&options),
        Commande::Calculer(options) => commandes::calculer(&options),
        Commande::Expliquer(options) => commandes::expliquer(&options),
        Commande::Phrases(options) => commandes::phrases(&options),
        Commande::Rapport(options) => commandes::rapport(&options),
        Commande::Mensuel(options) => mensuel::mensuel(&options),
        Commande::Suivre(options) => suivre::suivre(&options),
        Commande::Ouvrir(options) => ouvrir::ouvrir(&options),
        Commande::Pseudonymiser(options) => pseudonymiser::pseudonymiser(&options),
    };
    match issue {
        Ok(Issue::Bonne) => ExitCode::SUCCESS,
        Ok(Issue::Donnees) => ExitCode::from(1),
        Err(erreur) => {
            tell(&format!("trame\u{a0}: {erreur}\n"));
            ExitCode::from(2)
        }
    }
}

/// The result, on standard output. A closed pipe is not a failure.
fn say(texte: &str) {
    let _ = std::io::stdout().lock().write_all(texte.as_bytes());
}

/// A message, on standard error.
fn tell(texte: &str) {
    let _ = std::io::stderr().lock().write_all(texte.as_bytes());
}
