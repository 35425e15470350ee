//! The files of a new folder, from a model of service or from what someone answered.

use super::plan::Plan;
use super::tableau;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::mois::Exercice;
use crate::preparer;
use crate::publier::erreur::Error;
use serde::Serialize;
use tera::{Context, Tera};
use toml_edit::Value;

const RAPPORT: &str = include_str!("../../../templates/nouveau/rapport.toml.tera");
const TEXTES: [(&str, &str); 3] = [
    ("introduction", include_str!("../../../templates/nouveau/introduction.md.tera")),
    ("activite", include_str!("../../../templates/nouveau/activite.md.tera")),
    ("conclusion", include_str!("../../../templates/nouveau/conclusion.md.tera")),
];

/// The kinds of service that a folder can be prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::publier) enum Modele {
    MilieuOuvert,
    Hebergement,
}

/// What a folder is prepared from.
#[derive(Debug, Clone)]
pub(in crate::publier) struct Demande {
    pub(in crate::publier) exercice: i32,
    pub(in crate::publier) association: String,
    pub(in crate::publier) service: String,
    /// Is the last day of a mesure counted, so billed?
    pub(in crate::publier) dernier_jour: bool,
    pub(in crate::publier) dispositifs: Vec<Dispositif>,
}

/// A dispositif to be declared; cadre and modalité by their key.
#[derive(Debug, Clone)]
pub(in crate::publier) struct Dispositif {
    pub(in crate::publier) code: String,
    pub(in crate::publier) libelle: String,
    pub(in crate::publier) cadre: &'static str,
    pub(in crate::publier) modalite: &'static str,
    pub(in crate::publier) places: Option<u32>,
}

impl Demande {
    /// Names to be replaced, and the dispositifs that such a service often has.
    pub(in crate::publier) fn du_modele(modele: Modele, exercice: i32) -> Self {
        let declares: &[_] = match modele {
            Modele::MilieuOuvert => &[
                ("AEMO", "Action éducative en milieu ouvert", "judiciaire", "milieu-ouvert"),
                ("AED", "Action éducative à domicile", "administratif", "milieu-ouvert"),
            ],
            Modele::Hebergement => &[("INTERNAT", "Internat", "mixte", "hebergement")],
        };
        let dispositif = |(code, libelle, cadre, modalite): &(&str, &str, &'static str, &'static str)| Dispositif {
            code: (*code).to_owned(),
            libelle: (*libelle).to_owned(),
            cadre,
            modalite,
            places: None,
        };
        Self {
            exercice,
            association: "Nom complet de l’association".to_owned(),
            service: "Nom du service".to_owned(),
            dernier_jour: false,
            dispositifs: declares.iter().map(dispositif).collect(),
        }
    }
}

/// A dispositif as the template writes it: texts between their quotation marks.
#[derive(Serialize)]
struct Declare {
    code: String,
    libelle: String,
    cadre: &'static str,
    modalite: &'static str,
    places: Option<u32>,
}

/// rapport.toml, a table per dispositif, the texts to be written.
pub(super) fn plan(demande: &Demande, exercice: Exercice) -> Result<Plan, Error> {
    let cite = |texte: &str| Value::from(texte).to_string();
    let declare = |d: &Dispositif| Declare {
        code: cite(&d.code),
        libelle: cite(&d.libelle),
        cadre: d.cadre,
        modalite: d.modalite,
        places: d.places,
    };
    let mut contexte = Context::new();
    contexte.insert("exercice", &exercice.annee());
    contexte.insert("association", &cite(&demande.association));
    contexte.insert("service", &cite(&demande.service));
    contexte.insert("jour_de_sortie", if demande.dernier_jour { "\"compte\"    " } else { "\"non-compte\"" });
    contexte.insert("dispositifs", &demande.dispositifs.iter().map(declare).collect::<Vec<_>>());
    let mut plan = Plan::default();
    plan.ajoute("rapport.toml", Tera::one_off(RAPPORT, &contexte, false)?.into_bytes());
    demande.dispositifs.iter().for_each(|d| plan.ajoute_un_tableau(&d.code, tableau(&d.code, exercice)));
    ajoute_les_textes(&mut plan, exercice)?;
    Ok(plan)
}

/// The dispositifs at fault, by rank, and what the checks say: each is looked at beside those that pass.
pub(super) fn fautes(demande: &Demande, exercice: Exercice) -> Result<Vec<(usize, String)>, Error> {
    let mut fautes = Vec::new();
    if refus(demande, exercice)?.is_none() {
        return Ok(fautes);
    }
    let mut passent = Demande { dispositifs: Vec::new(), ..demande.clone() };
    for (rang, dispositif) in demande.dispositifs.iter().enumerate() {
        passent.dispositifs.push(dispositif.clone());
        if let Some(message) = refus(&passent, exercice)? {
            passent.dispositifs.pop();
            fautes.push((rang, message));
        }
    }
    Ok(fautes)
}

/// What the checks refuse first of such a folder: an erreur, or a table of ours that they would not recognise.
fn refus(demande: &Demande, exercice: Exercice) -> Result<Option<String>, Error> {
    const MECONNUS: [&str; 2] = ["fichier-non-reconnu", "dispositif-inconnu"];
    let constats = preparer(plan(demande, exercice)?.sources()).constats;
    let refuse = |constat: &&Diagnostic| constat.gravite == Gravite::Erreur || MECONNUS.contains(&constat.code);
    Ok(constats.listes.iter().find(refuse).map(|constat| constat.message.clone()))
}

/// The texts to be written.
pub(super) fn ajoute_les_textes(plan: &mut Plan, exercice: Exercice) -> Result<(), Error> {
    let mut contexte = Context::new();
    contexte.insert("exercice", &exercice.annee());
    for (section, texte) in TEXTES {
        plan.ajoute(format!("textes/{section}.md"), Tera::one_off(texte, &contexte, false)?.into_bytes());
    }
    Ok(())
}
