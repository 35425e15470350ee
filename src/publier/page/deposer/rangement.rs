//! Puts a file in its place: the former version first goes to `.anciens`, and nothing that changed meanwhile is lost.

use super::noms::Destination;
use crate::publier::erreur::Error;
use crate::publier::fichiers::{self, Disque};
use crate::publier::page::horloge;
use crate::publier::page::reponse::Echec;
use chrono::DateTime;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Former versions, in each sub-folder: Trame never reads them.
const ANCIENS: &str = ".anciens";

/// One writing at a time: what stands there is compared right before it is replaced.
static TOUR: Mutex<()> = Mutex::new(());

/// What stands where a file would go.
pub(super) enum Present {
    Absent,
    /// Another program keeps it closed.
    Ferme,
    Fichier {
        octets: Vec<u8>,
        /// Seconds since 1970.
        date: Option<i64>,
    },
}

impl Present {
    /// What the form gives back, to tell whether anything changed since.
    pub(super) fn sceau(&self) -> String {
        match self {
            Self::Absent => "absent".to_owned(),
            Self::Ferme => "fermé".to_owned(),
            Self::Fichier { octets, .. } => Sha256::digest(octets).iter().map(|o| format!("{o:02x}")).collect(),
        }
    }
}

/// What is there now. A link or a folder in the way is a refusal: nothing is written through it.
pub(super) fn present(disque: &Disque, dossier: &Path, destination: &Destination) -> Result<Present, Echec> {
    let rayon = dossier.join(destination.dossier);
    for chemin in [&rayon, &rayon.join(ANCIENS)] {
        if meta(chemin)?.is_some_and(|meta| !meta.is_dir()) {
            return Err(gene(chemin));
        }
    }
    let chemin = rayon.join(&destination.nom);
    let Some(meta) = meta(&chemin)? else { return Ok(Present::Absent) };
    if !meta.is_file() {
        return Err(gene(&chemin));
    }
    match disque.lit(&chemin) {
        Ok(octets) => Ok(Present::Fichier { octets, date: meta.modified().ok().and_then(secondes) }),
        Err(erreur) if fichiers::est_occupe(&erreur) => Ok(Present::Ferme),
        Err(source) => Err(Error::Read { path: chemin, source }.into()),
    }
}

/// Writes a file in its place, whole or not at all; gives the path of the former version. `vu`: the seal of what the
/// preview showed there. A file that another program has open is neither replaced nor put aside: what to do is said.
pub(super) fn garde(
    disque: &Disque,
    dossier: &Path,
    destination: &Destination,
    octets: &[u8],
    vu: &str,
) -> Result<Option<String>, Echec> {
    let _tour = TOUR.lock().unwrap_or_else(PoisonError::into_inner);
    let present = present(disque, dossier, destination)?;
    if matches!(present, Present::Ferme) {
        return Err(ouvert_ailleurs(destination));
    }
    if present.sceau() != vu {
        return Err(Echec::conflit(format!(
            "{} a changé dans le dossier depuis l’aperçu\u{a0}: rien n’a été écrit\u{202f}; revenir à l’aperçu, le recharger et vérifier avant de garder",
            destination.chemin()
        )));
    }
    let rayon = dossier.join(destination.dossier);
    let ancien = match &present {
        Present::Absent | Present::Ferme => None,
        Present::Fichier { octets: anciens, .. } => {
            let nom = nom_d_ancien(&rayon.join(ANCIENS), &destination.nom, horloge::maintenant())?;
            disque.ecrit(&rayon.join(ANCIENS).join(&nom), anciens)?;
            Some(nom)
        }
    };
    let place = rayon.join(&destination.nom);
    if let Err(erreur) = disque.ecrit(&place, octets) {
        // what stands there was not replaced: a second copy of it would be taken for a former version
        if let Some(nom) = &ancien {
            let _ = fichiers::remove(&rayon.join(ANCIENS).join(nom));
        }
        return Err(match &erreur {
            Error::Write { source, .. } if fichiers::ne_se_remplace_pas(source, &place) => ouvert_ailleurs(destination),
            _ => erreur.into(),
        });
    }
    Ok(ancien.map(|nom| format!("{}/{ANCIENS}/{nom}", destination.dossier)))
}

fn ouvert_ailleurs(destination: &Destination) -> Echec {
    Echec::conflit(format!(
        "{} est ouvert dans Excel ou dans un autre programme\u{a0}: rien n’a été écrit, et le fichier déposé attend toujours\u{202f}; fermer le fichier dans l’autre programme (sans l’enregistrer, si la version déposée est la bonne), puis revenir à l’aperçu et «\u{a0}Garder\u{a0}» de nouveau",
        destination.chemin()
    ))
}

/// « aemo-r-2026-03-02-140503.csv », the time in UTC; a number behind where that name is taken.
fn nom_d_ancien(anciens: &Path, nom: &str, maintenant: SystemTime) -> Result<String, Error> {
    let (racine, extension) = nom.rsplit_once('.').unwrap_or((nom, ""));
    let jour = secondes(maintenant).and_then(|s| DateTime::from_timestamp(s, 0)).unwrap_or_default();
    let date = jour.naive_utc().to_string().replace(' ', "-").replace(':', "");
    let mut rang = 1_u32;
    loop {
        let suite = if rang == 1 { String::new() } else { format!("-{rang}") };
        let nom = format!("{racine}-{date}{suite}.{extension}");
        if meta(&anciens.join(&nom))?.is_none() {
            return Ok(nom);
        }
        rang += 1;
    }
}

fn secondes(moment: SystemTime) -> Option<i64> {
    i64::try_from(moment.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// What a path is, links not followed; `None` for nothing.
fn meta(chemin: &Path) -> Result<Option<fs::Metadata>, Error> {
    match fs::symlink_metadata(chemin) {
        Ok(meta) => Ok(Some(meta)),
        Err(source) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: chemin.to_owned(), source }),
    }
}

fn gene(chemin: &Path) -> Echec {
    Echec::refus(format!(
        "{} n’est pas un fichier ou un dossier ordinaire (un lien, peut-être)\u{a0}: rien n’est écrit\u{202f}; l’enlever ou le renommer",
        chemin.display()
    ))
}
