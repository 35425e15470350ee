//! The form: its parts, each with the tables of rapport.toml that it shows and a blank one to add to each list.

use super::champs::{Champ, NOUVEAU};
use super::cles::{self, Cle, Forme};
use crate::domaine::exact::Exact;
use crate::domaine::reglages::Identite;
use crate::francais::{date_en_lettres, pluriel};
use crate::publier::rapport_toml::RapportToml;
use serde::Serialize;

/// A part of the form.
#[derive(Serialize)]
pub(super) struct Section {
    id: &'static str,
    titre: &'static str,
    groupes: Vec<Groupe>,
}

/// What folds under one line.
#[derive(Serialize)]
struct Groupe {
    titre: String,
    /// What it says, in a few words.
    resume: String,
    ouvert: bool,
    champs: Vec<Champ>,
    blocs: Vec<Bloc>,
    /// The box that takes its table away.
    retirer: Option<String>,
    /// A table to add.
    nouveau: bool,
}

/// Some fields of a group: a capacity, or what is seldom said.
#[derive(Serialize)]
struct Bloc {
    titre: String,
    replie: bool,
    ouvert: bool,
    champs: Vec<Champ>,
    retirer: Option<String>,
}

/// Makes the parts out of the file.
struct Saisie<'a>(&'a RapportToml);

impl Saisie<'_> {
    fn champs(&self, base: &str, cles: &[Cle]) -> Vec<Champ> {
        cles.iter().map(|cle| Champ::new(self.0, base, cle)).collect()
    }

    /// What a key of the table at `base` says.
    fn dit(&self, base: &str, cle: &str) -> String {
        self.0.lit(&format!("{base}/{cle}").split('/').collect::<Vec<_>>())
    }

    /// The bases of a list of tables, then that of the one to add.
    fn rangs(&self, liste: &str) -> Vec<(String, bool)> {
        let combien = self.0.combien(&liste.split('/').collect::<Vec<_>>());
        let rangs = (0..combien).map(|rang| (format!("{liste}/{rang}"), false));
        rangs.chain([(format!("{liste}/{NOUVEAU}"), true)]).collect()
    }

    fn groupe(&self, titre: impl Into<String>, base: &str, cles: &[Cle], resume: String) -> Groupe {
        let champs = self.champs(base, cles);
        Groupe { titre: titre.into(), resume, ouvert: false, champs, blocs: Vec::new(), retirer: None, nouveau: false }
    }

    /// Fields of a table of its own in the group's.
    fn bloc(&self, titre: &str, base: &str, cles: &[Cle]) -> Bloc {
        let champs = self.champs(base, cles);
        let ouvert = champs.iter().any(|champ| !champ.valeur.is_empty());
        Bloc { titre: titre.to_owned(), replie: true, ouvert, champs, retirer: None }
    }

    fn identite(&self, titre: &str, base: &str) -> Groupe {
        let cles: Vec<Cle> = Identite::CLES.iter().map(|(cle, libelle)| texte(cle, libelle)).collect();
        let principale = |cle: &Cle| ["siege", "territoire", "adresse", "telephone", "courriel"].contains(&cle.cle);
        let (principales, autres): (Vec<Cle>, Vec<Cle>) = cles.into_iter().partition(principale);
        let mut groupe = self.groupe(titre, base, cles::IDENTITE, self.dit(base, "nom"));
        groupe.champs.extend(self.champs(base, &principales));
        groupe.blocs.push(self.bloc("Autres mentions", base, &autres));
        groupe
    }

    fn capacites(&self, liste: &str) -> Vec<Bloc> {
        let bloc = |(rang, (base, nouveau)): (usize, (String, bool))| Bloc {
            titre: if nouveau { "Ajouter une capacité".to_owned() } else { format!("Capacité {}", rang + 1) },
            replie: nouveau,
            ouvert: false,
            champs: self.champs(&base, cles::CAPACITE),
            retirer: (!nouveau).then(|| format!("{base}/{RETIRER}")),
        };
        self.rangs(liste).into_iter().enumerate().map(bloc).collect()
    }

    /// « 66 places depuis le 1er septembre 2025 », of the last capacity written.
    fn places(&self, liste: &str) -> String {
        let Some(derniere) = self.rangs(liste).into_iter().rev().nth(1) else { return String::new() };
        let (places, depuis) = (self.dit(&derniere.0, "places"), depuis(&self.dit(&derniere.0, "depuis")));
        if places.is_empty() { String::new() } else { format!("{places} places{depuis}") }
    }

    fn dispositif(&self, base: &str, nouveau: bool) -> Groupe {
        let (libelle, places) = (self.dit(base, "libelle"), self.places(&format!("{base}/capacite")));
        let resume = [libelle, places].into_iter().filter(|mots| !mots.is_empty()).collect::<Vec<_>>().join(", ");
        let mut groupe = self.groupe(self.dit(base, "code"), base, cles::DISPOSITIF, resume);
        groupe.blocs = self.capacites(&format!("{base}/capacite"));
        groupe.blocs.push(self.bloc("Activité prévue", &format!("{base}/activite"), cles::ACTIVITE));
        groupe.blocs.push(self.bloc(
            "Comptage, s’il n’est pas celui du service",
            &format!("{base}/comptage"),
            cles::COMPTAGE,
        ));
        groupe.deja(base, nouveau, "Ajouter un dispositif", "Dispositif")
    }

    fn tarif(&self, base: &str, nouveau: bool) -> Groupe {
        let prix =
            [("prix_de_journee", "par jour"), ("forfait_mesure", "par mesure"), ("dotation_globalisee", "par an")];
        let prix = prix.iter().map(|(cle, mots)| (self.dit(base, cle), mots)).find(|(prix, _)| !prix.is_empty());
        let prix =
            prix.map_or(String::new(), |(prix, mots)| format!("{}\u{a0}€ {mots}", prix.trim_end_matches(['€', ' '])));
        let de = Some(self.dit(base, "dispositif")).filter(|de| !de.is_empty()).unwrap_or_else(|| "Service".to_owned());
        let titre = format!("{de}{}", depuis(&self.dit(base, "depuis")));
        self.groupe(titre, base, cles::TARIF, prix).deja(base, nouveau, "Ajouter un tarif", "Tarif")
    }

    fn historique(&self, base: &str, nouveau: bool) -> Groupe {
        let titre = format!("{} {}", self.dit(base, "exercice"), self.dit(base, "dispositif"));
        let groupe = self.groupe(titre.trim_end(), base, cles::HISTORIQUE, String::new());
        groupe.deja(base, nouveau, "Ajouter une année", "Année")
    }

    /// Nothing to add: an explanation is written beside what it explains.
    fn justifications(&self) -> Vec<Groupe> {
        let groupe = |(base, _): (String, bool)| {
            let ou = [self.dit(&base, "fichier"), self.dit(&base, "cellule")];
            let resume = ou.into_iter().filter(|mots| !mots.is_empty()).collect::<Vec<_>>().join(", ");
            let titre = format!("Justification «\u{a0}{}\u{a0}»", self.dit(&base, "code"));
            self.groupe(titre, &base, cles::JUSTIFICATION, resume).deja(&base, false, "", "Justification")
        };
        let mut rangs = self.rangs("justification");
        rangs.pop();
        rangs.into_iter().map(groupe).collect()
    }

    fn unite(&self, base: &str, nouveau: bool) -> Groupe {
        let mut groupe = self.groupe(self.dit(base, "code"), base, cles::UNITE, self.dit(base, "libelle"));
        groupe.blocs = self.capacites(&format!("{base}/capacite"));
        groupe.deja(base, nouveau, "Ajouter un site ou une unité", "Unité")
    }

    fn groupement(&self, base: &str, nouveau: bool) -> Groupe {
        let groupe = self.groupe(self.dit(base, "code"), base, cles::GROUPE, self.dit(base, "libelle"));
        groupe.deja(base, nouveau, "Ajouter un groupe de dispositifs", "Groupe")
    }

    fn contrepartie(&self, base: &str, nouveau: bool) -> Groupe {
        let groupe = self.groupe(self.dit(base, "financeur"), base, cles::CONTREPARTIE, self.dit(base, "source"));
        groupe.deja(base, nouveau, "Ajouter une contrepartie du contrat", "Contrepartie")
    }

    fn liste(&self, liste: &str, groupe: impl Fn(&Self, &str, bool) -> Groupe) -> Vec<Groupe> {
        self.rangs(liste).iter().map(|(base, nouveau)| groupe(self, base, *nouveau)).collect()
    }

    fn service(&self) -> Vec<Groupe> {
        let mut capacite = self.groupe("Capacité du service entier", "", &[], self.places("capacite"));
        capacite.blocs = self.capacites("capacite");
        let prevues = self.dit("activite", "journees_previsionnelles");
        let prevues = match prevues.parse::<u32>().map(Exact::from) {
            Ok(n) => pluriel(n, "journée", "journées"),
            Err(_) => prevues,
        };
        vec![
            self.groupe("Exercice", "", cles::RACINE, self.0.lit(&["exercice"])),
            self.identite("Association", "association"),
            self.identite("Établissement", "etablissement"),
            self.identite("Service", "service"),
            capacite,
            self.groupe("Activité prévue du service entier", "activite", cles::ACTIVITE, prevues),
            self.groupe("Comptage des journées", "comptage", cles::COMPTAGE, String::new()),
        ]
    }

    fn rapport(&self) -> Vec<Groupe> {
        let mut groupes = vec![
            self.groupe("Présentation", "rapport", cles::RAPPORT, self.dit("rapport", "signataire")),
            self.groupe("Confidentialité", "confidentialite", cles::CONFIDENTIALITE, String::new()),
            self.groupe("Âges", "ages", cles::AGES, String::new()),
        ];
        groupes.extend(self.justifications());
        groupes
    }

    fn reste(&self) -> Vec<Groupe> {
        let noms = self.groupe("Noms de vos tableaux", "correspondances", cles::CORRESPONDANCES, String::new());
        let mut groupes = vec![noms];
        groupes.extend(self.liste("groupe", Self::groupement));
        groupes.extend(self.liste("unite", Self::unite));
        groupes.extend(self.liste("contrepartie", Self::contrepartie));
        groupes.push(self.groupe("Limites de lecture", "limites", cles::LIMITES, String::new()));
        groupes
    }
}

/// The last step of the name of a box that takes a table away.
pub(super) const RETIRER: &str = "retirer";

impl Groupe {
    /// The same, as a table that can be taken away, or one to add.
    fn deja(self, base: &str, nouveau: bool, ajouter: &str, quoi: &str) -> Self {
        let titre = match (nouveau, self.titre.is_empty()) {
            (true, _) => ajouter.to_owned(),
            (false, true) => quoi.to_owned(),
            (false, false) => self.titre,
        };
        let retirer = (!nouveau).then(|| format!("{base}/{RETIRER}"));
        Self { titre, retirer, nouveau, ..self }
    }
}

impl Section {
    pub(super) fn champs(&self) -> impl Iterator<Item = &Champ> {
        self.groupes.iter().flat_map(|groupe| groupe.champs.iter().chain(groupe.blocs.iter().flat_map(|b| &b.champs)))
    }

    /// « INTERNAT, Capacité 1, Places »: a field as the page shows it.
    pub(super) fn nomme(&self, nom: &str) -> Option<String> {
        self.groupes.iter().find_map(|groupe| {
            let ici =
                |champs: &[Champ]| champs.iter().find(|champ| champ.nom == nom).map(|champ| champ.libelle.clone());
            let du_bloc = |bloc: &Bloc| Some(format!("{}, {}", bloc.titre, ici(&bloc.champs)?));
            let dedans = ici(&groupe.champs).or_else(|| groupe.blocs.iter().find_map(du_bloc))?;
            Some(format!("{}, {dedans}", groupe.titre))
        })
    }

    /// Says how much the groups say that have no better words for it.
    fn compte(mut self) -> Self {
        for groupe in self.groupes.iter_mut().filter(|groupe| groupe.resume.is_empty() && !groupe.nouveau) {
            let champs = groupe.champs.iter().chain(groupe.blocs.iter().flat_map(|bloc| &bloc.champs));
            groupe.resume = match champs.filter(|champ| !champ.valeur.is_empty()).count() {
                0 => "rien n’est dit".to_owned(),
                1 => "un champ rempli".to_owned(),
                remplis => format!("{remplis}\u{a0}champs remplis"),
            };
        }
        self
    }

    pub(super) fn champs_mut(&mut self) -> impl Iterator<Item = &mut Champ> {
        self.groupes.iter_mut().flat_map(|groupe| {
            let Groupe { champs, blocs, .. } = groupe;
            champs.iter_mut().chain(blocs.iter_mut().flat_map(|bloc| &mut bloc.champs))
        })
    }

    /// The boxes that take a table away.
    pub(super) fn retirables(&self) -> impl Iterator<Item = &str> {
        self.groupes.iter().flat_map(|groupe| {
            let blocs = groupe.blocs.iter().filter_map(|bloc| bloc.retirer.as_deref());
            groupe.retirer.as_deref().into_iter().chain(blocs)
        })
    }

    /// Unfolds what holds a fault, or what was being added.
    pub(super) fn deplie(&mut self, tape: impl Fn(&str) -> bool) {
        let a_voir = |champ: &Champ| !champ.fautes.is_empty() || (champ.est_nouveau() && tape(&champ.nom));
        for groupe in &mut self.groupes {
            for bloc in &mut groupe.blocs {
                bloc.ouvert |= bloc.champs.iter().any(a_voir);
                groupe.ouvert |= bloc.champs.iter().any(a_voir);
            }
            groupe.ouvert |= groupe.champs.iter().any(a_voir);
        }
    }
}

fn texte(cle: &'static str, libelle: &'static str) -> Cle {
    Cle { cle, libelle, aide: "", forme: Forme::Texte }
}

/// « , depuis le 1er mai 2025 ».
fn depuis(jour: &str) -> String {
    jour.parse().map_or(String::new(), |jour| format!(", depuis le {}", date_en_lettres(jour)))
}

/// The form as the file is.
pub(super) fn sections(rapport: &RapportToml) -> Vec<Section> {
    let saisie = Saisie(rapport);
    let section = |id, titre, groupes| Section { id, titre, groupes }.compte();
    vec![
        section("le-service", "Le service", saisie.service()),
        section("dispositifs", "Les dispositifs", saisie.liste("dispositif", Saisie::dispositif)),
        section("tarifs", "Les tarifs", saisie.liste("tarif", Saisie::tarif)),
        section("le-rapport", "Le rapport", saisie.rapport()),
        section("annees", "Les années d’avant", saisie.liste("historique", Saisie::historique)),
        section("noms", "Noms, groupes et sites", saisie.reste()),
    ]
}
