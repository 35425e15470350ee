//! The keys of rapport.toml that the form shows, with the path of each: what is posted under another name is ignored.

use crate::domaine::reglages::{Cadre, Identite, Modalite};
use crate::publier::rapport_toml::{RapportToml, Refus};
use serde::Serialize;
use std::collections::BTreeMap;
use toml_edit::{Datetime, Value};

/// A part of the form.
#[derive(Serialize)]
pub(super) struct Groupe {
    titre: String,
    pub(super) champs: Vec<Champ>,
}

/// A key.
#[derive(Serialize)]
pub(super) struct Champ {
    /// Its path, the name of the field.
    pub(super) nom: String,
    libelle: String,
    pub(super) valeur: String,
    forme: Forme,
    /// Keys and words of a choice; empty for the rest.
    choix: Vec<(&'static str, &'static str)>,
}

#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Forme {
    Text,
    Number,
    Date,
    Choix,
}

struct Saisie<'a>(&'a RapportToml);

impl Saisie<'_> {
    fn champ(&self, nom: String, libelle: impl Into<String>, forme: Forme) -> Champ {
        let valeur = self.0.lit(&nom.split('/').collect::<Vec<_>>());
        Champ { nom, libelle: libelle.into(), valeur, forme, choix: Vec::new() }
    }

    fn texte(&self, nom: impl Into<String>, libelle: impl Into<String>) -> Champ {
        self.champ(nom.into(), libelle, Forme::Text)
    }

    fn choix(&self, nom: impl Into<String>, libelle: &str, choix: Vec<(&'static str, &'static str)>) -> Champ {
        Champ { choix, ..self.champ(nom.into(), libelle, Forme::Choix) }
    }

    fn identite(&self, table: &str, titre: &str) -> Groupe {
        let nom = |cle: &str| format!("{table}/{cle}");
        let mut champs = vec![self.texte(nom("nom"), "Nom"), self.texte(nom("sigle"), "Sigle")];
        champs.extend(Identite::CLES.iter().map(|(cle, libelle)| self.texte(nom(cle), *libelle)));
        // what is not said of a body is seldom to be said: its name, its acronym, and what is there
        let principales = ["nom", "sigle", "siege", "territoire", "adresse", "telephone", "courriel"];
        champs.retain(|c| !c.valeur.is_empty() || principales.iter().any(|cle| c.nom.ends_with(&format!("/{cle}"))));
        Groupe { titre: titre.to_owned(), champs }
    }

    fn exercice(&self) -> Groupe {
        let champs = vec![
            self.champ("exercice".to_owned(), "Année de l’exercice", Forme::Number),
            self.champ("arrete_au".to_owned(), "Dernier jour connu, si les tableaux vont plus loin", Forme::Date),
        ];
        Groupe { titre: "Exercice".to_owned(), champs }
    }

    fn comptage(&self) -> Groupe {
        let compte = || vec![("", "comme prévu par défaut"), ("compte", "oui, compté"), ("non-compte", "non")];
        let prevision =
            vec![("", "comme prévu par défaut"), ("jours", "selon leurs jours"), ("douziemes", "par douzièmes")];
        let champs = vec![
            self.choix("comptage/jour_d_entree", "Le premier jour d’une mesure est-il compté\u{202f}?", compte()),
            self.choix("comptage/jour_de_sortie", "Le dernier jour d’une mesure est-il facturé\u{202f}?", compte()),
            self.choix("comptage/prevision_par", "Partage du prévisionnel annuel entre les mois", prevision),
        ];
        Groupe { titre: "Comptage des journées".to_owned(), champs }
    }

    fn dispositif(&self, rang: usize) -> Groupe {
        let nom = |cle: &str| format!("dispositif/{rang}/{cle}");
        let code = self.0.lit(&["dispositif", &rang.to_string(), "code"]);
        let mut champs = vec![
            self.texte(nom("libelle"), "Libellé"),
            self.choix(nom("cadre"), "Cadre", Cadre::TOUS.map(|(_, cle, mots)| (cle, mots)).to_vec()),
            self.choix(nom("modalite"), "Modalité", Modalite::TOUTES.map(|(_, cle, mots)| (cle, mots)).to_vec()),
        ];
        for capacite in 0..self.0.combien(&["dispositif", &rang.to_string(), "capacite"]) {
            let (numero, nom) = (capacite + 1, |cle: &str| nom(&format!("capacite/{capacite}/{cle}")));
            champs.push(self.champ(nom("depuis"), format!("Capacité {numero}, à partir du"), Forme::Date));
            champs.push(self.champ(nom("places"), format!("Capacité {numero}, places"), Forme::Number));
        }
        Groupe { titre: format!("Dispositif {code}"), champs }
    }

    fn tarif(&self, rang: usize) -> Groupe {
        let nom = |cle: &str| format!("tarif/{rang}/{cle}");
        let prix = [
            ("prix_de_journee", "Prix de journée, en euros"),
            ("forfait_mesure", "Forfait par mesure, en euros"),
            ("dotation_globalisee", "Dotation globalisée, en euros"),
        ];
        let mut champs = vec![self.champ(nom("depuis"), "À partir du", Forme::Date)];
        champs.extend(prix.iter().map(|(cle, mots)| self.texte(nom(cle), *mots)).filter(|c| !c.valeur.is_empty()));
        champs.push(self.texte(nom("arrete"), "Arrêté"));
        let de = self.0.lit(&["tarif", &rang.to_string(), "dispositif"]);
        Groupe { titre: format!("Tarif {} {de}", rang + 1).trim_end().to_owned(), champs }
    }
}

/// The form as the file is.
pub(super) fn groupes(rapport: &RapportToml) -> Vec<Groupe> {
    let saisie = Saisie(rapport);
    let mut groupes = vec![saisie.exercice(), saisie.identite("association", "Association")];
    if !rapport.lit(&["etablissement", "nom"]).is_empty() {
        groupes.push(saisie.identite("etablissement", "Établissement"));
    }
    groupes.extend([saisie.identite("service", "Service"), saisie.comptage()]);
    groupes.extend((0..rapport.combien(&["dispositif"])).map(|rang| saisie.dispositif(rang)));
    groupes.extend((0..rapport.combien(&["tarif"])).map(|rang| saisie.tarif(rang)));
    groupes
}

/// Sets what was changed, leaves the rest as it is written; an emptied key is taken away.
pub(super) fn change(rapport: &mut RapportToml, poses: &BTreeMap<String, String>) -> Result<(), Refus> {
    for champ in groupes(rapport).into_iter().flat_map(|groupe| groupe.champs) {
        let Some(texte) = poses.get(&champ.nom).map(|texte| texte.trim()).filter(|texte| *texte != champ.valeur) else {
            continue;
        };
        let chemin: Vec<&str> = champ.nom.split('/').collect();
        let date = || texte.parse::<Datetime>().ok().map(Value::from);
        let valeur = match champ.forme {
            Forme::Number => texte.parse::<i64>().ok().map(Value::from),
            Forme::Date => date(),
            Forme::Text | Forme::Choix => None,
        };
        match texte.is_empty() {
            true => rapport.retire(&chemin),
            false => rapport.pose(&chemin, valeur.unwrap_or_else(|| Value::from(texte)))?,
        }
    }
    Ok(())
}
