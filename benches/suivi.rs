//! What a follow-up table costs, read, checked and computed, at 10 000, 100 000 and 1 000 000 rows, as ratios in one run:
//! about 10 from one to the next when it is linear.
//!
//! `cargo bench --bench suivi`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measure, to be read by a person")]

use std::fmt::Write;
use std::time::{Duration, Instant};
use trame::domaine::dossier::Source;

const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AEMO-R\"\n\
                       libelle = \"AEMO renforcée\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\n[[dispositif]]\n\
                       code = \"AED-R\"\nlibelle = \"AED renforcée\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";
const ENTETE: &str =
    "id;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;décision;début;fin;motif fin;suite\n";
const TERRITOIRES: [&str; 5] = ["Blois", "Vendôme", "Romorantin", "Montrichard", "Contres"];

/// So many mesures, all different, some still going on.
fn table(lignes: usize) -> String {
    let mut texte = String::from(ENTETE);
    for i in 0..lignes {
        let (jour, mois, annee) = (1 + i % 28, 1 + i / 28 % 12, 2019 + i / 336 % 3);
        let fin = if i % 3 == 0 { String::new() } else { format!("{jour:02}/{mois:02}/{}", annee + 1) };
        let (motif, suite) = if fin.is_empty() { ("", "") } else { ("mainlevée", "retour en famille") };
        let (sexe, dispositif) = (["F", "G"][i % 2], ["AEMO-R", "AED-R"][i / 2 % 2]);
        let territoire = TERRITOIRES[i % TERRITOIRES.len()];
        let _ = writeln!(
            texte,
            "M{i:07};J{i:07};F{:07};{sexe};{jour:02}/{mois:02}/{};{dispositif};{territoire};juge des enfants;\
             01/01/{annee};{jour:02}/{mois:02}/{annee};{fin};{motif};{suite}",
            i * 2 / 3,
            2003 + i % 17
        );
    }
    texte
}

/// The best of three.
fn duree(texte: &str) -> Duration {
    let une_fois = || {
        let source = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
        let sources = vec![source("rapport.toml", RAPPORT), source("donnees/suivi.csv", texte)];
        let debut = Instant::now();
        drop(trame::preparer(sources));
        debut.elapsed()
    };
    (0..3).map(|_| une_fois()).min().unwrap_or_default()
}

fn main() {
    let mut avant: Option<Duration> = None;
    for lignes in [10_000, 100_000, 1_000_000] {
        let texte = table(lignes);
        let ici = duree(&texte);
        let rapport = avant.map(|avant| format!(", × {:.1}", ici.as_secs_f64() / avant.as_secs_f64()));
        println!("{lignes} lignes, {} octets : {ici:?}{}", texte.len(), rapport.unwrap_or_default());
        avant = Some(ici);
    }
}
