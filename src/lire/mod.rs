//! Bytes → `Dossier`. Reads everything, locates everything, judges nothing.

mod budget;
mod classeur;
mod comptes;
mod copies;
mod document;
mod entetes;
mod facturation;
mod feuille;
mod genres;
mod grille;
mod identites;
mod nominatif;
mod noms;
mod objectifs;
mod onglets;
mod passagers;
mod personnel;
mod qualite;
mod registres;
mod reglages;
mod saisie;
mod signalees;
mod simple;
mod suivi;
mod suspens;
mod table;
mod tableau_mensuel;
mod texte;
mod textes;
mod vocabulaire;
mod zones;

use crate::diagnostic::Span;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::dossier::{Depot, Dossier, Ecarte, Grandeur, RaisonDEcart, Source, Table, Textes};
use crate::domaine::reglages::Limites;
pub use genres::GenreConnu;
pub use identites::{Role, TableDePersonnes, tables_de_personnes};
pub use nominatif::semble_un_nom;
use noms::Noms;
pub use passagers::est_ignore;
use suspens::EnSuspens;
use table::Lexique;
use tableau_mensuel::axes::Axes;

/// The settings of a folder.
const RAPPORT: &str = "rapport.toml";

/// Most bytes of rapport.toml, which sets the other bounds: a service's holds in a few pages.
const OCTETS_DU_RAPPORT: u64 = 1 << 20;

/// What `[[historique]]` may declare of an earlier exercise: ids of indicators.
pub fn declarables() -> &'static [&'static str] {
    &reglages::declarables::CLES
}

/// Every key that rapport.toml may hold, and a file with each of its tables.
#[cfg(test)]
pub(crate) fn cles_des_reglages() -> (String, std::collections::BTreeSet<String>) {
    reglages::cles()
}

/// True for a declarable that may be negative.
pub fn peut_etre_negatif(cle: &str) -> bool {
    reglages::declarables::a_un_signe(cle)
}

/// True for a declarable that is a ratio, written as a percentage.
pub fn est_un_taux(cle: &str) -> bool {
    reglages::declarables::est_un_taux(cle)
}

/// Reads a folder. Files that no one asked for (hidden, temporary, Trame's own output) are left out here, so that a
/// disk, an upload and a test see the same folder.
pub fn dossier(depot: Depot) -> Dossier {
    read(depot, feuille::LONGUE)
}

/// The same; texts of more than so many bytes are read without making cells, where their kind allows it.
fn read(depot: Depot, longue: u64) -> Dossier {
    let mut dossier = Dossier::default();
    let mut sources: Vec<Source> = depot.sources.into_iter().filter(|s| !ignored(&s.chemin)).collect();
    sources.sort_by(|a, b| a.chemin.cmp(&b.chemin));
    let rapport_ecarte = depot.ecartes.iter().any(|e| e.chemin == RAPPORT && !matches!(e.raison, RaisonDEcart::Lien));
    read_rapport(&sources, rapport_ecarte, &mut dossier);
    let limites = dossier.reglages.as_ref().map(|r| r.limites).unwrap_or_default();
    let ecartes = depot.ecartes.into_iter().filter(|e| !ignored(&e.chemin));
    dossier.anomalies.extend(ecartes.map(|ecarte| set_aside(&ecarte, &limites)));
    dossier.anomalies.extend(copies::anomalies(&sources));
    let reglages = dossier.reglages.clone();
    let lexique = Lexique::of(reglages.as_ref());
    let noms = Noms::new(reglages.as_ref(), &lexique.entetes);
    let axes = Axes::new(&lexique.entetes, &noms, reglages.as_ref().map_or(0, |r| r.exercice.annee()));
    let mut suspens = EnSuspens::default();
    for source in sources {
        match source.chemin.split('/').next().unwrap_or("") {
            "donnees" => {
                let en_parties = feuille::est_longue(&source, longue, &limites);
                if en_parties && suivi::lire_long(&source, &limites, (&lexique, &axes), &mut dossier) {
                    continue;
                }
                for feuille in feuille::feuilles(&source, &limites, &lexique.entetes, &mut dossier.anomalies) {
                    table::lire(&source.chemin, feuille, (&lexique, &axes), &mut dossier, &mut suspens);
                }
            }
            "textes" => textes::lit(source, &limites, &mut dossier.textes),
            "images" => dossier.images.push(source),
            _ if is_table_name(&source.chemin) => {
                let ecarte = Ecarte { chemin: source.chemin, raison: RaisonDEcart::MalRange };
                dossier.anomalies.push(set_aside(&ecarte, &limites));
            }
            _ => {}
        }
    }
    suspens.conclut(&mut dossier);
    dossier
}

/// Reads files of textes/ alone, as [`dossier`] reads them among the others; any other file is left out.
pub fn textes(mut sources: Vec<Source>, limites: &Limites) -> Textes {
    sources.retain(|source| Textes::est_un_des_leurs(&source.chemin) && !ignored(&source.chemin));
    sources.sort_by(|a, b| a.chemin.cmp(&b.chemin));
    let mut lus = Textes::default();
    sources.into_iter().for_each(|source| textes::lit(source, limites, &mut lus));
    lus
}

/// The bounds that rapport.toml sets, the default ones where it sets none.
pub fn limites(rapport: Option<&Source>) -> Limites {
    let lisible = rapport.filter(|r| r.octets.len() as u64 <= OCTETS_DU_RAPPORT);
    let reglages = lisible.and_then(|r| reglages::lire(&texte::decode(&r.octets).text).0);
    reglages.map(|r| r.limites).unwrap_or_default()
}

/// rapport.toml as text, whatever its encoding.
pub fn texte_de_rapport(octets: &[u8]) -> String {
    texte::decode(octets).text.into_owned()
}

/// Why a file of that size must be left closed; `None` when it may be opened.
pub fn trop_grand(limites: &Limites, chemin: &str, octets: u64) -> Option<RaisonDEcart> {
    if chemin == RAPPORT {
        return (octets > OCTETS_DU_RAPPORT).then_some(RaisonDEcart::TropGrand(octets));
    }
    feuille::trop_grand(chemin, octets, limites)
}

fn set_aside(ecarte: &Ecarte, limites: &Limites) -> Anomalie {
    let nature = match ecarte.raison {
        RaisonDEcart::TropGrand(_) if ecarte.chemin == RAPPORT => {
            NatureAnomalie::FichierTropGrand { limite: format!("{} Mio", OCTETS_DU_RAPPORT >> 20) }
        }
        RaisonDEcart::TropGrand(_) => {
            NatureAnomalie::FichierTropGrand { limite: feuille::limite(&ecarte.chemin, limites) }
        }
        raison => NatureAnomalie::FichierNonLu { raison },
    };
    Anomalie { nature, span: Span::file(&ecarte.chemin) }
}

/// What offices keep tables in.
pub fn is_table_name(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str())
}

/// Paths in the folder that never hold data, among them what other programs write before they rename it.
pub fn ignored(path: &str) -> bool {
    path.split('/').any(est_ignore) || path.starts_with("sortie/")
}

/// What `[correspondances]` may give to a name of the office, besides the codes of its dispositifs: the keys of rows and
/// columns with their label, then the words of the vocabulary.
pub fn cibles() -> (Vec<(String, String)>, Vec<String>) {
    let lignes = Grandeur::TOUTES.iter().map(|(_, cle, libelle)| ((*cle).to_owned(), (*libelle).to_owned()));
    let colonnes = ["mois", "dispositif"].map(|cle| (cle.to_owned(), cle.to_owned()));
    let mut connues: Vec<(String, String)> = lignes.chain(colonnes).collect();
    for (cle, libelle) in genres::Genres::intitules() {
        if connues.iter().all(|(connue, _)| *connue != cle) {
            connues.push((cle, libelle));
        }
    }
    (connues, vocabulaire::Vocabulaire::mots().into_iter().collect())
}

/// The kinds of tables that Trame knows by their headers, the monthly one first.
pub fn genres() -> Vec<GenreConnu> {
    let couple = |(_, cle, libelle): &(Grandeur, &str, &str)| ((*cle).to_owned(), (*libelle).to_owned());
    let (requises, autres): (Vec<_>, Vec<_>) =
        Grandeur::TOUTES.iter().partition(|(grandeur, _, _)| Grandeur::MOUVEMENTS.contains(grandeur));
    let colonnes = ["mois", "dispositif"].map(|cle| (cle.to_owned(), cle.to_owned()));
    let mensuel = GenreConnu {
        nom: Table::MENSUEL,
        requises: requises.into_iter().map(|une| vec![couple(une)]).collect(),
        autres: autres.into_iter().map(couple).chain(colonnes).collect(),
    };
    std::iter::once(mensuel).chain(genres::Genres::connus()).collect()
}

/// The words of a column of a choice, by its key; none where they are the office's own.
pub fn mots_de(critere: &str) -> Vec<String> {
    vocabulaire::Vocabulaire::mots_de(critere)
}

fn read_rapport(sources: &[Source], ecarte: bool, dossier: &mut Dossier) {
    let Some(source) = sources.iter().find(|s| s.chemin == RAPPORT) else {
        let absent = Anomalie { nature: NatureAnomalie::RapportAbsent, span: Span::file("") };
        dossier.anomalies.extend(Some(absent).filter(|_| !ecarte));
        return;
    };
    if let Some(raison) = trop_grand(&Limites::default(), RAPPORT, source.octets.len() as u64) {
        dossier.anomalies.push(set_aside(&Ecarte { chemin: RAPPORT.to_owned(), raison }, &Limites::default()));
        return;
    }
    let decoded = texte::decode(&source.octets);
    let (reglages, anomalies) = reglages::lire(&decoded.text);
    dossier.reglages = reglages;
    dossier.anomalies.extend(anomalies);
    dossier.rapport_toml = Some(decoded.text.into_owned());
}

#[cfg(test)]
mod tests;
