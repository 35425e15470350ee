//! « D’où vient ce chiffre ? »

use super::arbre::{Suite, suites};
use super::voisins::{self, Cellule, Voisin};
use super::{Question, coupe, lien, sans_reglages};
use crate::Preparation;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::mois::Mois;
use crate::francais::typographie;
use crate::publier::explication::{self, Sources};
use crate::publier::page::atelier::en_fond;
use crate::publier::page::reponse::{Reponse, page};
use crate::publier::page::{Etat, gabarits};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Serialize;

const TITRE: &str = "D’où vient ce chiffre\u{202f}?";

/// What the page shows of a figure.
#[derive(Serialize)]
struct Fait {
    titre: String,
    perimetre: String,
    periode: String,
    nombre: Option<String>,
    raison: Option<String>,
    nom: String,
    /// Its address for the whole period known.
    entier: String,
    definition: String,
    source: String,
    journees: Option<&'static str>,
    reserves: Vec<String>,
    suites: Vec<Suite>,
    cellules: Vec<Cellule>,
    omises: usize,
    mois: Vec<Voisin>,
    ailleurs: Vec<Voisin>,
}

/// What the page shows of a name that designates nothing.
struct Inconnu {
    raison: String,
    /// Name and address.
    proches: Vec<(String, String)>,
}

pub(super) async fn chiffre(
    State(etat): State<Etat>,
    Path(nom): Path<String>,
    Query(question): Query<Question>,
) -> Reponse {
    let vue = etat.atelier.vue().await?;
    if vue.preparation.indicateurs().is_none() {
        return sans_reglages(&etat, &vue, TITRE, "chiffres");
    }
    let (coupe, au) = coupe(&etat, &vue, &question).await?;
    let cherche = nom.clone();
    let resultat = en_fond(move || Ok(explique(coupe.preparation(), &cherche, au))).await?;
    match resultat {
        Ok(fait) => {
            let mut contexte = gabarits::contexte(&etat, &vue, &fait.titre, "chiffres");
            contexte.insert("fait", &fait);
            contexte.insert("au", &au.map(Mois::nom));
            page("chiffre.html", &contexte)
        }
        Err(Inconnu { raison, proches }) => {
            let mut contexte = gabarits::contexte(&etat, &vue, "Chiffre inconnu", "chiffres");
            contexte.insert("nom", &nom);
            contexte.insert("raison", &raison);
            contexte.insert("proches", &proches);
            Ok((StatusCode::NOT_FOUND, page("chiffre-inconnu.html", &contexte)?).into_response())
        }
    }
}

fn explique(preparation: &Preparation, nom: &str, au: Option<Mois>) -> Result<Fait, Inconnu> {
    let (Some(indicateurs), Some(controle)) = (preparation.indicateurs(), preparation.controle()) else {
        return Err(Inconnu { raison: "rapport.toml n’est pas compris".to_owned(), proches: Vec::new() });
    };
    match indicateurs.chiffre(nom) {
        Ok(chiffre) => {
            let sources = Sources::new(controle, indicateurs, &preparation.constats);
            let (mois, ailleurs) =
                (voisins::mois_par_mois(indicateurs, &chiffre, au), voisins::ailleurs(indicateurs, &chiffre, au));
            Ok(Fait { mois, ailleurs, ..fait(&sources, &chiffre, au) })
        }
        Err(inconnue) => {
            let proches = voisins::proches(indicateurs, nom, &inconnue);
            let proches = proches.into_iter().map(|nom| (nom.clone(), lien(&nom, au))).collect();
            Err(Inconnu { raison: typographie(&inconnue.to_string()), proches })
        }
    }
}

fn fait(sources: &Sources<'_>, chiffre: &Chiffre<'_>, au: Option<Mois>) -> Fait {
    let explication = explication::explication(sources, chiffre);
    let (cellules, omises) = voisins::cellules(&chiffre.valeur);
    let (nombre, raison) = match explication.nombre {
        Ok(nombre) => (Some(typographie(&nombre)), None),
        Err(raison) => (None, Some(typographie(&raison))),
    };
    Fait {
        titre: typographie(&format!("{}, {}", chiffre.libelle, chiffre.perimetre.nom())),
        perimetre: chiffre.perimetre.libelle.clone(),
        periode: typographie(&explication.periode),
        nombre,
        raison,
        nom: chiffre.nom(),
        entier: lien(&chiffre.nom(), None),
        definition: typographie(chiffre.fiche.definition),
        source: typographie(chiffre.fiche.source),
        journees: explication.journees,
        reserves: explication.reserves.iter().map(|reserve| typographie(reserve)).collect(),
        suites: suites(&explication.racine, au),
        cellules,
        omises,
        mois: Vec::new(),
        ailleurs: Vec::new(),
    }
}
