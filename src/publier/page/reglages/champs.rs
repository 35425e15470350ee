//! The keys of rapport.toml that the form shows, with the path of each: what is posted under another name is ignored.

use crate::domaine::reglages::{Cadre, Identite, Modalite};
use crate::publier::rapport_toml::{RapportToml, Refus};
use chrono::NaiveDate;
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

impl Forme {
    /// True when a browser shows that value in such a field; it would give another one back where it does not.
    fn montre(self, valeur: &str) -> bool {
        match self {
            Self::Number => valeur.is_empty() || valeur.parse::<i64>().is_ok(),
            Self::Date => valeur.is_empty() || valeur.parse::<NaiveDate>().is_ok_and(|jour| jour.to_string() == valeur),
            Self::Text | Self::Choix => true,
        }
    }
}

struct Saisie<'a>(&'a RapportToml);

impl Saisie<'_> {
    fn champ(&self, nom: String, libelle: impl Into<String>, forme: Forme) -> Champ {
        let valeur = self.0.lit(&nom.split('/').collect::<Vec<_>>());
        let forme = if forme.montre(&valeur) { forme } else { Forme::Text };
        Champ { nom, libelle: libelle.into(), valeur, forme, choix: Vec::new() }
    }

    fn texte(&self, nom: impl Into<String>, libelle: impl Into<String>) -> Champ {
        self.champ(nom.into(), libelle, Forme::Text)
    }

    fn choix(&self, nom: impl Into<String>, libelle: &str, mut choix: Vec<(&'static str, &'static str)>) -> Champ {
        let champ = self.champ(nom.into(), libelle, Forme::Choix);
        if champ.valeur.is_empty() && choix.iter().all(|(cle, _)| !cle.is_empty()) {
            choix.insert(0, ("", "à préciser"));
        }
        // a word that is none of the choices stays as it was typed
        let connue = choix.iter().any(|(cle, _)| *cle == champ.valeur);
        let forme = if connue { Forme::Choix } else { Forme::Text };
        Champ { choix, forme, ..champ }
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
    // lists, and texts of several lines, are for the whole file
    let tient = |valeur: &str| !valeur.contains(['\n', '\r']) && !valeur.starts_with(['[', '{']);
    groupes.iter_mut().for_each(|groupe| groupe.champs.retain(|champ| tient(&champ.valeur)));
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
            true => rapport.retire(&[chemin.iter().map(|e| (*e).to_owned()).collect()]),
            false => rapport.pose(&chemin, valeur.unwrap_or_else(|| Value::from(texte)))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn ce_qu_un_navigateur_ne_montrerait_pas_n_est_pas_perdu() {
        let dossier = tempfile::tempdir().unwrap();
        let texte = "exercice = 2025\narrete_au = \"31 décembre 2025\"\n[service]\nnom = \"\"\"a\nb\"\"\"\n[[dispositif]]\ncode = \"A\"\n\
                     libelle = \"A\"\ncadre = \"mixt\"\n[[dispositif.capacite]]\ndepuis = 2025-01-01\nplaces = \"dix\"\n";
        fs::write(dossier.path().join("rapport.toml"), texte).unwrap();
        let mut rapport = RapportToml::ouvre(dossier.path()).unwrap();
        // a browser gives back what it shows: nothing for a date or a number that it cannot show
        let champs: Vec<Champ> = groupes(&rapport).into_iter().flat_map(|g| g.champs).collect();
        let rendu =
            |champ: &Champ| if champ.forme.montre(&champ.valeur) { champ.valeur.clone() } else { String::new() };
        let poses = champs.iter().map(|champ| (champ.nom.clone(), rendu(champ))).collect();
        assert!(champs.iter().all(|c| c.forme != Forme::Choix || c.choix.iter().any(|(cle, _)| *cle == c.valeur)));
        change(&mut rapport, &poses).unwrap();
        assert_eq!(rapport.texte(), texte);
    }
}
