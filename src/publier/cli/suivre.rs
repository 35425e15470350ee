//! `trame suivre`: checks again and writes the report again each time that a file changes.

use super::aide::Suivre;
use super::commandes::compose;
use super::{Issue, say, terminal};
use crate::domaine::constats::Constats;
use crate::domaine::edition::Edition;
use crate::francais::{pluriel, typographie};
use crate::preparer;
use crate::publier::erreur::{self, Error};
use crate::publier::fichiers::{self, Disque, Sort};
use crate::publier::guet::{Changement, Guet};
use crate::publier::sortie;
use crate::publier::{rendu, signal};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// Files named at most when many change at once.
const NOMMES: usize = 8;
/// Between two tries at a file that is open in another program.
const RELANCE: Duration = Duration::from_secs(2);
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
    let suivi = Suivi { dossier, edition, disque: Disque::default(), dit: Arc::new(say) };
    moteur.block_on(signal::premier(signal::arret(), suivi.suit()));
    moteur.shutdown_timeout(DELAI);
    say("Suivi arrêté.\n");
    Ok(Issue::Bonne)
}

/// A folder that is followed.
#[derive(Clone)]
struct Suivi {
    dossier: PathBuf,
    edition: Edition,
    disque: Disque,
    /// Where what happens is said.
    dit: Arc<dyn Fn(&str) + Send + Sync>,
}

/// How a report was made again.
#[derive(Clone, Default, PartialEq, Eq)]
struct Etat {
    /// How many points are to be verified, when that is known.
    points: Option<usize>,
    /// What was said of files that another program keeps closed: the report waits for them.
    attend: Option<String>,
}

impl Suivi {
    async fn suit(self) {
        // watched first: what changes during the first report is seen after it
        let mut guet = Guet::new(self.dossier.clone(), self.disque.clone());
        let mut etat = Etat::default();
        loop {
            etat = self.refait(etat).await;
            let mut change = pin!(guet.change());
            let changement = loop {
                match timeout(RELANCE, &mut change).await {
                    Ok(changement) => break changement,
                    // no system tells that a file was let go
                    Err(_) if etat.attend.is_some() => etat = self.refait(etat).await,
                    Err(_) => {}
                }
            };
            (self.dit)(&ce_qui_a_change(&changement));
            // what was said is said again beside what changed
            etat.attend = None;
        }
    }

    async fn refait(&self, avant: Etat) -> Etat {
        let suivi = self.clone();
        let fait = tokio::task::spawn_blocking(move || suivi.recrit(avant)).await;
        fait.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    /// Checks, writes, says.
    fn recrit(&self, avant: Etat) -> Etat {
        let (dossier, edition) = (&self.dossier, self.edition);
        let lu = fichiers::depot_par(&self.disque, dossier).map(preparer);
        let fait = lu.and_then(|preparation| Ok((compose(&preparation, edition)?, preparation)));
        let (compose, preparation) = match fait {
            Ok(fait) => fait,
            Err(erreur) => return self.manque(&erreur, avant),
        };
        let points = preparation.constats.a_verifier();
        (self.dit)(&format!("  {}\n", points_dits(&preparation.constats, avant.points)));
        let chemin = sortie::chemin(dossier, &sortie::rapport(&preparation, edition));
        let ecrit = compose.map(|(_, rapport)| self.disque.ecrit(&chemin, &rapport.pdf).map(|()| rapport.pages));
        (self.dit)(&match ecrit {
            Ok(Ok(pages)) => {
                format!("  {} écrit, {}.\n", chemin.display(), compte(pages, "page", "pages"))
            }
            Ok(Err(erreur)) => format!("  {erreur}\n"),
            Err(refus) => {
                let detail = terminal::argument(dossier);
                typographie(&format!("  Rapport non écrit : {refus}. Le détail : trame controler {detail}\n"))
            }
        });
        Etat { points: Some(points), attend: None }
    }

    /// Says once why nothing could be read; the last report stays.
    fn manque(&self, erreur: &Error, avant: Etat) -> Etat {
        let attend = match erreur {
            Error::Occupes(chemins) => Some(format!(
                "{}\u{202f}; le rapport sera récrit dès que ce sera possible",
                erreur::ouverts_ailleurs(chemins)
            )),
            _ => None,
        };
        let dit = attend.clone().unwrap_or_else(|| erreur.to_string());
        if attend.is_none() || attend != avant.attend {
            (self.dit)(&format!("  {dit}\n"));
        }
        Etat { attend, ..avant }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publier::fichiers::essai::Excel;
    use std::fs;
    use std::path::Path;
    use std::sync::Mutex;

    #[test]
    fn un_tableau_ouvert_dans_excel_est_nomme_une_fois_et_le_rapport_revient_seul() {
        let dossier = tempfile::tempdir().unwrap();
        let ici = dossier.path().to_owned();
        fs::create_dir(ici.join("donnees")).unwrap();
        let modele = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/acesm-2021");
        for nom in ["rapport.toml", "donnees/aemo-r.csv", "donnees/aed-r.csv"] {
            fs::copy(modele.join(nom), ici.join(nom)).unwrap();
        }
        let (excel, dit) = (Excel::default(), Arc::new(Mutex::new(String::new())));
        let note = Arc::clone(&dit);
        let dire = move |texte: &str| note.lock().unwrap().push_str(texte);
        let edition = Edition::Travail;
        let suivi = Suivi { dossier: ici.clone(), edition, disque: excel.disque(), dit: Arc::new(dire) };
        let moteur = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        moteur.spawn(suivi.suit());
        let attend = |mot: &str, fois: usize| {
            (0..600).any(|_| {
                std::thread::sleep(Duration::from_millis(100));
                dit.lock().unwrap().matches(mot).count() == fois
            })
        };
        assert!(attend("écrit, ", 1), "{}", dit.lock().unwrap());
        excel.ouvre(ici.join("donnees/aed-r.csv"));
        let pdf = fs::read(ici.join("sortie/rapport-2021.pdf")).unwrap();
        fs::create_dir(ici.join("textes")).unwrap();
        fs::write(ici.join("textes/introduction.md"), "Une phrase.\n").unwrap();
        let ouvert = "donnees/aed-r.csv est ouvert dans Excel ou dans un autre programme, qui empêche de le lire\u{202f}; le rapport sera récrit";
        assert!(attend(ouvert, 1), "{}", dit.lock().unwrap());
        std::thread::sleep(RELANCE * 4);
        assert_eq!(dit.lock().unwrap().matches(ouvert).count(), 1, "it is said once");
        assert_eq!(fs::read(ici.join("sortie/rapport-2021.pdf")).unwrap(), pdf, "the last report stays");
        excel.ferme();
        assert!(attend("écrit, ", 2), "{}", dit.lock().unwrap());
        assert_ne!(fs::read(ici.join("sortie/rapport-2021.pdf")).unwrap(), pdf);
        moteur.shutdown_timeout(Duration::from_secs(1));
    }
}
