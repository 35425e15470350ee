//! Tables inside the PDF, re-written by Trame: aggregated figures only, never a file of the service.

use super::ecriture::{nom, propre};
use super::entree::Piece;
use super::matiere::Matiere;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Perimetre, Unite, Valeur};
use serde_json::{Map, Value, json};

/// Where the public edition does not print a count of persons.
const MASQUE: &str = "masque";

/// A file and what the PDF says of it.
pub(super) struct Jointe {
    /// What the PDF says.
    pub(super) piece: Piece,
    /// Content.
    pub(super) octets: Vec<u8>,
}

/// The monthly table, the annual indicators, and both as JSON.
pub(super) fn pieces(m: &Matiere<'_>) -> Vec<Jointe> {
    let jointe = |nom: &str, mime: &str, description: String, octets: Vec<u8>| Jointe {
        piece: Piece { chemin: format!("donnees/{nom}"), mime: mime.into(), description },
        octets,
    };
    let annee = m.annee();
    vec![
        jointe("tableau-mensuel.csv", "text/csv", format!("Tableau mensuel {annee}, réécrit par Trame"), mensuel(m)),
        jointe("indicateurs.csv", "text/csv", format!("Indicateurs {annee}, avec leurs réserves"), annuels(m)),
        jointe("indicateurs.json", "application/json", format!("Indicateurs {annee}, mensuels et annuels"), json_de(m)),
    ]
}

fn mensuel(m: &Matiere<'_>) -> Vec<u8> {
    let mut csv = Csv::new(["perimetre", "mois", "indicateur", "valeur", "reserve"]);
    for p in &m.indicateurs.perimetres {
        for i in &m.indicateurs.catalogue {
            let valeurs = p.mensuel.get(i.id).into_iter().flatten();
            for (mois, valeur) in m.indicateurs.exercice.mois().zip(valeurs) {
                if mois <= m.indicateurs.jusqu_a {
                    csv.ligne([&mot(&nom(p)), &mois.to_string(), i.id, &decimal(valeur, i.unite), &reserve(valeur)]);
                }
            }
        }
    }
    csv.octets()
}

fn annuels(m: &Matiere<'_>) -> Vec<u8> {
    let mut csv = Csv::new(["perimetre", "indicateur", "libelle", "valeur", "unite", "reserve", "motif_si_absent"]);
    for p in &m.indicateurs.perimetres {
        for i in m.indicateurs.catalogue.iter().filter(|i| p.annuel.contains_key(i.id)) {
            let valeur = p.annuel(i.id);
            let motif = valeur.nombre.as_ref().err().map(|motif| mot(motif)).unwrap_or_default();
            let libelle = i.libelle_pour(p.modalite);
            csv.ligne([&mot(&nom(p)), i.id, libelle, &decimal(&valeur, i.unite), unite(i), &reserve(&valeur), &motif]);
        }
    }
    csv.octets()
}

fn json_de(m: &Matiere<'_>) -> Vec<u8> {
    let perimetre = |p: &Perimetre| {
        let mut mensuel = Map::new();
        let mut annuel = Map::new();
        let mut reserves = Map::new();
        for i in &m.indicateurs.catalogue {
            if let Some(valeurs) = p.mensuel.get(i.id) {
                mensuel.insert(i.id.into(), valeurs.iter().map(|v| nombre_json(v, i.unite)).collect());
            }
            if let Some(valeur) = p.annuel.get(i.id) {
                annuel.insert(i.id.into(), nombre_json(valeur, i.unite));
                reserves.extend(valeur.reserve.as_ref().map(|r| (i.id.to_owned(), json!(propre(r)))));
            }
        }
        json!({ "code": nom(p), "libelle": propre(&p.libelle), "mensuel": mensuel, "annuel": annuel, "reserves": reserves })
    };
    let perimetres: Vec<Value> = m.indicateurs.perimetres.iter().map(perimetre).collect();
    let tout = json!({
        "version": 1, "exercice": m.annee(), "jusqu_a": m.indicateurs.jusqu_a.to_string(), "perimetres": perimetres,
    });
    let mut octets = serde_json::to_vec_pretty(&tout).unwrap_or_default();
    octets.push(b'\n');
    octets
}

/// Money as a string of two decimals, the rest as numbers; null when unknown, `masque` when masked.
fn nombre_json(valeur: &Valeur, unite: Unite) -> Value {
    match (valeur.exact(), unite) {
        _ if valeur.est_masquee() => json!(MASQUE),
        (None, _) => Value::Null,
        (Some(n), Unite::Euros) => json!(brut(n, 2).replace(',', ".")),
        (Some(n), _) => {
            n.entier().and_then(|e| i64::try_from(e).ok()).map_or_else(|| json!(n.flottant()), |e| json!(e))
        }
    }
}

fn unite(i: &Indicateur) -> &'static str {
    match i.unite {
        Unite::Nombre => "nombre",
        Unite::Journees => "journées",
        Unite::Taux => "rapport (1 = 100 %)",
        Unite::Euros => "euros",
        Unite::Jours => "jours",
        Unite::Moyenne => "moyenne",
    }
}

fn reserve(valeur: &Valeur) -> String {
    valeur.reserve.as_deref().map(mot).unwrap_or_default()
}

/// A decimal comma, no thousands separator; empty when unknown, `masque` when masked.
fn decimal(valeur: &Valeur, unite: Unite) -> String {
    let decimales = match unite {
        Unite::Euros => 2,
        _ => 6,
    };
    if valeur.est_masquee() {
        return MASQUE.to_owned();
    }
    let Some(n) = valeur.exact() else { return String::new() };
    let texte = brut(n, decimales);
    match unite {
        Unite::Euros => texte,
        _ => texte.trim_end_matches('0').trim_end_matches(',').to_owned(),
    }
}

fn brut(n: Exact, decimales: u32) -> String {
    let arrondi = n.arrondi(decimales);
    let echelle = 10_u128.pow(decimales);
    let (entier, reste) = (arrondi.unsigned_abs() / echelle, arrondi.unsigned_abs() % echelle);
    let signe = if arrondi < 0 { "-" } else { "" };
    format!("{signe}{entier},{reste:0largeur$}", largeur = decimales as usize)
}

/// Words of the user in a cell: no spreadsheet takes them for a formula.
fn mot(texte: &str) -> String {
    let net = propre(texte);
    if net.starts_with(['=', '+', '-', '@', '\t']) { format!("'{net}") } else { net }
}

/// A CSV that French spreadsheets open: UTF-8 with its mark, `;`, CRLF. Written in memory, where nothing can fail.
struct Csv(csv::Writer<Vec<u8>>);

impl Csv {
    fn new<const N: usize>(entetes: [&str; N]) -> Self {
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(b';').terminator(csv::Terminator::CRLF);
        let mut csv = Self(builder.from_writer("\u{feff}".into()));
        csv.ligne(entetes);
        csv
    }

    fn ligne<const N: usize>(&mut self, cellules: [&str; N]) {
        let _ = self.0.write_record(cellules);
    }

    fn octets(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
