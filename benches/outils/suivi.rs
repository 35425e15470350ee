//! A folder of one follow-up table, as long as one wants.

use std::fmt::Write;

/// Its settings.
pub(super) const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AEMO-R\"\n\
                       libelle = \"AEMO renforcée\"\ncadre = \"judiciaire\"\nmodalite = \"milieu-ouvert\"\n[[dispositif]]\n\
                       code = \"AED-R\"\nlibelle = \"AED renforcée\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";
const ENTETE: &str =
    "id;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;décision;début;fin;motif fin;suite\n";
const TERRITOIRES: [&str; 5] = ["Blois", "Vendôme", "Romorantin", "Montrichard", "Contres"];

/// So many mesures, all different, some still going on.
pub(super) fn table(lignes: usize) -> String {
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
