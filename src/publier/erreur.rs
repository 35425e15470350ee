//! Why the program could not run: never about the user's figures.

use std::path::{Path, PathBuf};

/// A failure of the tool or of the machine, always with the path.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("impossible de lire {}\u{a0}: {}", .path.display(), cause(source))]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{}", occupes(.0))]
    Occupes(Vec<String>),
    #[error("impossible d’écrire {}\u{a0}: {}", .path.display(), refus_d_ecrire(source, .path))]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{} n’est pas un dossier", .0.display())]
    NotAFolder(PathBuf),
    #[error("{} existe déjà et n’est pas vide\u{202f}: rien n’a été écrit", .0.display())]
    NotEmpty(PathBuf),
    #[error("l’année de l’exercice n’est pas connue\u{202f}: ajouter par exemple --exercice 2026")]
    UnknownYear,
    #[error("l’année {0} n’est pas un exercice possible")]
    BadYear(i32),
    #[error(
        "l’exercice {0} ne suit pas {1}, celui du dossier repris\u{202f}: laisser l’année vide, ou en donner une plus tardive"
    )]
    NotAfter(i32, i32),
    #[error("{} n’est pas repris\u{a0}: son rapport.toml est absent ou n’est pas compris\u{202f}; le contrôler d’abord avec  trame controler", .0.display())]
    LastYear(PathBuf),
    #[error("un modèle embarqué ne se compose pas\u{a0}: {0}")]
    Template(#[from] tera::Error),
    #[error("{} est dans le dossier du service, où Trame relirait ces fichiers\u{202f}; choisir par exemple {}", .0.display(), .1.display())]
    Reread(PathBuf, PathBuf),
    #[error("{} serait écrasé\u{202f}: choisir un autre fichier", .0.display())]
    Overwrite(PathBuf),
    #[error("la clé {} serait dans le dossier du service ({}), qui circule avec les codes\u{202f}: la mettre ailleurs, là où seul le service y accède", .0.display(), .1.display())]
    KeyInside(PathBuf, PathBuf),
    #[error("{} n’est pas un fichier de clé\u{202f}: une clé y tient en 64 chiffres hexadécimaux", .0.display())]
    NotAKey(PathBuf),
    #[error("{} est trop grand pour être lu", .0.display())]
    TooBig(PathBuf),
    #[error("un classeur ne se compose pas\u{a0}: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("un fichier CSV ne se compose pas\u{a0}: {0}")]
    Csv(#[from] csv::Error),
    #[error("{}\nPour la liste des noms\u{a0}: trame expliquer DOSSIER", crate::francais::typographie(&.0.to_string()))]
    Name(#[from] crate::domaine::designation::Inconnue),
    #[error("{}", crate::francais::typographie(&.0.to_string()))]
    Month(#[from] crate::domaine::mois_demande::MoisRefuse),
    #[error("aucune phrase n’est prête pour la section «\u{a0}{nom}\u{a0}»{}\nLes sections\u{a0}: {toutes}", .proche.as_ref().map_or(String::new(), |mot| format!(" (peut-être «\u{a0}{mot}\u{a0}»)")))]
    SectionSansPhrase { nom: String, proche: Option<String>, toutes: String },
    #[error("la page ne peut pas s’ouvrir\u{a0}: {}", cause(.0))]
    Server(std::io::Error),
    #[error(transparent)]
    Compose(#[from] crate::composer::Error),
}

/// Files that another program keeps closed, and what to do.
fn occupes(chemins: &[String]) -> String {
    let les = if chemins.len() == 1 { "le" } else { "les" };
    format!("{}\u{a0}: {les} fermer, puis relancer", ouverts_ailleurs(chemins))
}

/// « donnees/aed.xlsx est ouvert dans Excel… ».
pub(super) fn ouverts_ailleurs(chemins: &[String]) -> String {
    let (sont, les) = if chemins.len() == 1 { ("est ouvert", "le") } else { ("sont ouverts", "les") };
    let noms = crate::francais::enumeration(chemins);
    format!("{noms} {sont} dans Excel ou dans un autre programme, qui empêche de {les} lire")
}

/// Why a file was not replaced, and what to do when somebody has it open.
fn refus_d_ecrire(source: &std::io::Error, chemin: &Path) -> String {
    match super::fichiers::ne_se_remplace_pas(source, chemin) {
        true => "le fichier est ouvert dans Excel ou dans un autre programme\u{202f}; le fermer, puis recommencer"
            .to_owned(),
        false => cause(source),
    }
}

/// What the system refused, in French.
fn cause(source: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    if super::fichiers::est_occupe(source) {
        return "le fichier est ouvert dans Excel ou dans un autre programme\u{202f}; le fermer, puis relancer"
            .to_owned();
    }
    let cause = match source.kind() {
        Kind::NotFound => "introuvable",
        Kind::PermissionDenied => "l’accès est refusé",
        Kind::StorageFull => "le disque est plein",
        Kind::ReadOnlyFilesystem => "le disque est en lecture seule",
        Kind::AlreadyExists | Kind::NotADirectory | Kind::IsADirectory => "un fichier ou un dossier du même nom gêne",
        _ => return format!("le système répond «\u{a0}{source}\u{a0}»"),
    };
    cause.to_owned()
}
