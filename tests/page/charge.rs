//! Many requests at once while the folder changes and the report is laid out; memory.

use super::outils::{Serveur, finit_en};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const DEMANDES: usize = 200;
/// The highest memory that a process had, in KiB.
const PLAFOND: u64 = 768 << 10;

#[test]
fn deux_cents_demandes_pendant_que_le_dossier_change() {
    let (dossier, mut serveur) = Serveur::sur("acesm-2021");
    let (texte, fini) = (dossier.path().join("textes/budget.md"), AtomicBool::new(false));
    let origine = fs::read_to_string(&texte).unwrap();
    let chemins = ["/", "/statique/page.css", "/chemin-absent", "/rapport", "/controles"];
    thread::scope(|scope| {
        let (serveur, fini) = (&serveur, &fini);
        scope.spawn(move || {
            // far more than the requests take: a failure below is told, not waited for
            for n in 0..3_000 {
                if fini.load(Ordering::Relaxed) {
                    break;
                }
                fs::write(&texte, format!("{origine}\nUne phrase de plus, la {n}e.\n")).unwrap();
                thread::sleep(Duration::from_millis(40));
            }
        });
        let ecoutes: Vec<_> = (0..20).map(|_| serveur.ecoute()).collect();
        let demandes: Vec<_> = (0..DEMANDES)
            .map(|n| scope.spawn(move || (n, serveur.demande("GET", chemins[n % chemins.len()], &[], ""))))
            .collect();
        for demande in demandes {
            let (n, retour) = demande.join().unwrap();
            let chemin = chemins[n % chemins.len()];
            let etat = retour.unwrap_or_else(|| panic!("{chemin} : no answer")).etat;
            assert!(etat == 200 || (etat == 404 && n % chemins.len() != 0), "{chemin} : {etat}");
        }
        fini.store(true, Ordering::Relaxed);
        drop(ecoutes);
    });
    #[cfg(target_os = "linux")]
    {
        let etat = fs::read_to_string(format!("/proc/{}/status", serveur.enfant.id())).unwrap();
        let ligne = etat.lines().find_map(|ligne| ligne.strip_prefix("VmHWM:")).unwrap();
        let kio: u64 = ligne.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kio < PLAFOND, "{kio} KiB");
    }
    #[cfg(unix)]
    {
        serveur.interrompt();
        assert!(finit_en(&mut serveur.enfant, Duration::from_secs(4)).unwrap().success());
    }
}
