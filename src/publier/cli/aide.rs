//! Arguments and their help, and clap's own errors said in French.

use crate::domaine::edition::Edition;
use crate::publier::nouveau::Modele;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const MODELE: &str = "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}\n";

/// Des tableaux mensuels d’un service au rapport d’activité que l’on peut signer.
///
/// Sans commande, comme d’un double-clic : ouvre la page du dossier où se trouve le programme, ou demande lequel ouvrir.
#[derive(Parser)]
#[command(name = "trame", version, help_template = MODELE, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_help_heading = "Commandes", subcommand_value_name = "COMMANDE", next_help_heading = "Options")]
pub(super) struct Args {
    /// Affiche cette aide
    #[arg(short = 'h', long = "aide", visible_alias = "help", action = ArgAction::Help, global = true)]
    aide: Option<bool>,
    /// Affiche la version
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) commande: Option<Commande>,
}

#[derive(Subcommand)]
pub(super) enum Commande {
    /// Prépare le dossier d’un service : rapport.toml, un tableau à remplir, des textes à écrire
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Nouveau(Nouveau),
    /// Lit le dossier et dit tout ce qui ne va pas, avec la cellule et le remède (sortie 0, 1 ou 2)
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Controler(Controler),
    /// Calcule les indicateurs et les écrit : JSON, classeur pour la comptabilité, ou CSV
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Calculer(Calculer),
    /// Dit d’où vient un chiffre : sa définition, sa formule, et chaque cellule dont il est fait
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Expliquer(Expliquer),
    /// Donne les phrases toutes faites, accordées avec les chiffres, et ce qu’il faut coller dans les textes
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Phrases(Phrases),
    /// Compose le rapport d’activité en PDF
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Rapport(Rapport),
    /// Compose le tableau de bord d’un mois en PDF : une ou deux pages, le mois et le cumul depuis janvier
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Mensuel(Mensuel),
    /// Contrôle et récrit le rapport chaque fois qu’un fichier du dossier change, jusqu’à Ctrl-C
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Suivre(Suivre),
    /// Ouvre la page du dossier dans le navigateur de cet ordinateur
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Ouvrir(Ouvrir),
    /// Remplace les noms d’un tableau de suivi par des codes, les mêmes d’une année à l’autre
    #[command(help_template = MODELE, next_help_heading = "Options")]
    Pseudonymiser(Pseudonymiser),
}

#[derive(ClapArgs)]
pub(super) struct Nouveau {
    /// Le dossier à créer
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// L’année du rapport (sinon celle qui figure dans le nom du dossier)
    #[arg(long, value_name = "ANNÉE")]
    pub(super) exercice: Option<i32>,
    /// Le genre de service : milieu-ouvert (par défaut) ou hebergement
    #[arg(long, value_enum, value_name = "MODÈLE", default_value = "milieu-ouvert", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) modele: Modele,
    /// Reprend le dossier de l’an dernier : identité, capacité, mesures en cours, attente, historique ; ses textes à relire
    #[arg(long, value_name = "DOSSIER", conflicts_with = "modele")]
    pub(super) depuis: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(super) struct Controler {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// texte (par défaut) ou json
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "texte", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) format: Format,
    /// Écrit aussi dans ce dossier chaque tableau à corriger, en classeur : cellules colorées, une note sur chacune
    #[arg(long, value_name = "DOSSIER")]
    pub(super) annoter: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Texte,
    Json,
}

#[derive(ClapArgs)]
pub(super) struct Calculer {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// json (par défaut), xlsx : classeur aux formules vivantes, ou csv : un fichier par tableau
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "json", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) format: FormatDeCalcul,
    /// Le fichier à écrire, ou le dossier pour csv (sinon la sortie standard pour json, DOSSIER/sortie/chiffres-ANNÉE pour les autres)
    #[arg(long, value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatDeCalcul {
    Json,
    Xlsx,
    Csv,
}

#[derive(ClapArgs)]
pub(super) struct Expliquer {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// Le chiffre : périmètre.indicateur ou périmètre.indicateur.mois (sans lui, la liste des noms)
    #[arg(value_name = "INDICATEUR", help_heading = "Arguments")]
    pub(super) indicateur: Option<String>,
    /// texte (par défaut) ou json
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "texte", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(ClapArgs)]
pub(super) struct Phrases {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// La section : admissions, sorties, attente… (sans elle, toutes)
    #[arg(value_name = "SECTION", help_heading = "Arguments")]
    pub(super) section: Option<String>,
    /// texte (par défaut) ou json
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "texte", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(ClapArgs)]
pub(super) struct Rapport {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// Le PDF à écrire (sinon DOSSIER/sortie/rapport-ANNÉE.pdf)
    #[arg(long, value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
    /// travail (par défaut), autorite : exacte, écrite seulement si tout est corrigé ou justifié, ou publique : de même, les petits effectifs masqués
    #[arg(long, value_enum, value_name = "ÉDITION", default_value = "travail", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) edition: EditionDemandee,
    /// Écrit aussi le projet Typst complet dans ce dossier
    #[arg(long, value_name = "DOSSIER")]
    pub(super) sources: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(super) struct Mensuel {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// Le mois, comme on l’écrit : 3, mars, févr., 2026-03, 03/2026, « mars 2026 »
    #[arg(value_name = "MOIS", help_heading = "Arguments")]
    pub(super) mois: String,
    /// Le PDF à écrire (sinon DOSSIER/sortie/mensuel-ANNÉE-MOIS.pdf)
    #[arg(long, value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
    /// Écrit aussi le projet Typst complet dans ce dossier
    #[arg(long, value_name = "DOSSIER")]
    pub(super) sources: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(super) struct Suivre {
    /// Le dossier du service
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: PathBuf,
    /// travail (par défaut), autorite ou publique
    #[arg(long, value_enum, value_name = "ÉDITION", default_value = "travail", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub(super) edition: EditionDemandee,
}

/// What `trame` alone does is `trame ouvrir` without anything.
#[derive(ClapArgs, Default)]
pub(super) struct Ouvrir {
    /// Le dossier du service (sinon celui où se trouve le programme, ou le dossier courant, ou la page le demande)
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub(super) dossier: Option<PathBuf>,
    /// Le port à essayer d’abord (sinon n’importe lequel de libre)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) port: u16,
    /// Affiche l’adresse sans ouvrir le navigateur
    #[arg(long)]
    pub(super) sans_navigateur: bool,
    /// S’arrête quand plus aucune page n’est ouverte ni demandée depuis tant de minutes
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) inactif: Option<u16>,
}

#[derive(ClapArgs)]
pub(super) struct Pseudonymiser {
    /// Le tableau à lire (CSV ou classeur) ; il n’est pas modifié
    #[arg(value_name = "FICHIER", help_heading = "Arguments")]
    pub(super) fichier: PathBuf,
    /// Le fichier de la clé, hors du dossier du service ; il est créé s’il n’existe pas
    #[arg(long, value_name = "FICHIER_CLE")]
    pub(super) cle: PathBuf,
    /// Le CSV à écrire (sinon FICHIER-pseudonymise.csv, à côté)
    #[arg(long, value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum EditionDemandee {
    Travail,
    Autorite,
    Publique,
}

impl EditionDemandee {
    pub(super) fn edition(self) -> Edition {
        match self {
            Self::Travail => Edition::Travail,
            Self::Autorite => Edition::Autorite,
            Self::Publique => Edition::Publique,
        }
    }
}

/// A mistake on the command line, and where to find help.
pub(super) fn en_francais(erreur: &clap::Error) -> String {
    let mot = |genre| match erreur.get(genre) {
        Some(ContextValue::String(texte)) => texte.clone(),
        Some(ContextValue::Strings(textes)) => textes.join(", "),
        _ => String::new(),
    };
    let (arg, valeur) = (mot(ContextKind::InvalidArg), mot(ContextKind::InvalidValue));
    let propose = |genre| {
        Some(mot(genre)).filter(|m| !m.is_empty()).map_or(String::new(), |m| format!(" (peut-être «\u{a0}{m}\u{a0}»)"))
    };
    let phrase = match erreur.kind() {
        ErrorKind::InvalidSubcommand => {
            let commande = mot(ContextKind::InvalidSubcommand);
            format!("la commande «\u{a0}{commande}\u{a0}» n’existe pas{}", propose(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {arg}"),
        ErrorKind::UnknownArgument => {
            format!("«\u{a0}{arg}\u{a0}» n’est pas attendu ici{}", propose(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue if valeur.is_empty() => format!("il manque la valeur de {arg}"),
        ErrorKind::InvalidValue => {
            format!(
                "«\u{a0}{valeur}\u{a0}» ne convient pas à {arg}\u{a0}: choisir parmi {}",
                mot(ContextKind::ValidValue)
            )
        }
        ErrorKind::ValueValidation => format!("«\u{a0}{valeur}\u{a0}» ne convient pas à {arg}"),
        ErrorKind::ArgumentConflict => match mot(ContextKind::PriorArg) {
            autre if autre.is_empty() || autre == arg => format!("{arg} est donné deux fois"),
            autre => format!("{arg} et {autre} ne vont pas ensemble"),
        },
        _ => "la ligne de commande n’est pas comprise".to_owned(),
    };
    format!("trame\u{a0}: {phrase}\nPour l’aide\u{a0}: trame --aide\n")
}
