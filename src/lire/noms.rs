//! Which dispositif a title, a cell or a file name means; whether it means a groupe or the whole service.

use super::entetes::Entetes;
use crate::domaine::reglages::{Identite, Reglages};
use crate::francais::{cle, proche};
use std::collections::{BTreeMap, BTreeSet};

/// Words that make another dispositif of the one they follow: « AEMO renforcée » is not « AEMO ».
const QUALIFIERS: [&str; 8] =
    ["renforce", "renforcee", "intensif", "intensive", "intensifiee", "hebergement", "partagee", "modulable"];

/// Short words that may follow a name without making another of it, nor saying that it stands alone.
const LIAISONS: [&str; 3] = ["a", "au", "aux"];

/// Longer, a word in capitals is no acronym.
const SIGLE: usize = 5;

/// Whom the words of a title name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Nomme<'a> {
    /// Nobody.
    Personne,
    /// One dispositif: its name there, its code.
    Un(&'a str, &'a str),
    /// Several dispositifs.
    Plusieurs,
    /// Another that resembles one of rapport.toml, or one that rapport.toml does not know.
    Autre,
}

/// The names that the office uses, folded, with the code each means.
pub(super) struct Noms<'a> {
    entetes: &'a Entetes,
    codes: Vec<String>,
    par_cle: BTreeMap<String, String>,
    groupes: BTreeSet<String>,
    service: BTreeSet<String>,
    /// Acronyms that say nothing of the dispositif.
    sigles: BTreeSet<String>,
}

impl<'a> Noms<'a> {
    /// Codes, labels, former names and `[correspondances]` of rapport.toml. A code or a label wins over a former name.
    /// Without settings, no name means anything.
    pub(super) fn new(reglages: Option<&Reglages>, entetes: &'a Entetes) -> Self {
        let mut noms = Self {
            entetes,
            codes: Vec::new(),
            par_cle: BTreeMap::new(),
            groupes: BTreeSet::new(),
            service: BTreeSet::new(),
            sigles: BTreeSet::new(),
        };
        if let Some(reglages) = reglages {
            noms.apprend(reglages);
        }
        noms
    }

    fn apprend(&mut self, reglages: &Reglages) {
        let mut nomme = |nom: &str, code: &str| {
            for cle in [cle(nom), self.entetes.sans_bruit(nom)].into_iter().filter(|c| !c.is_empty()) {
                self.par_cle.entry(cle).or_insert_with(|| code.to_owned());
            }
        };
        reglages.dispositifs.iter().for_each(|d| nomme(&d.code, &d.code));
        reglages.dispositifs.iter().for_each(|d| nomme(&d.libelle, &d.code));
        let correspondances = reglages.correspondances.noms.iter();
        let des_codes = correspondances.filter(|(_, cible)| reglages.dispositif(cible).is_some());
        des_codes.for_each(|(nom, code)| nomme(nom, code));
        reglages.dispositifs.iter().for_each(|d| d.anciens_noms.iter().for_each(|nom| nomme(nom, &d.code)));
        let sigle = |identite: &Identite| identite.sigle.as_deref().map(cle);
        let sigles = [Some(&reglages.association), reglages.etablissement.as_ref(), Some(&reglages.service)];
        let service = [Some(cle(&reglages.service.nom)), sigle(&reglages.service), Some("service".to_owned())];
        self.codes = reglages.dispositifs.iter().map(|d| d.code.clone()).collect();
        self.groupes = reglages.groupes.iter().flat_map(|g| [cle(&g.code), cle(&g.libelle)]).collect();
        self.service = service.into_iter().flatten().filter(|nom| !nom.is_empty()).collect();
        self.sigles = sigles.into_iter().flatten().filter_map(sigle).filter(|s| !s.is_empty()).collect();
    }

    /// The code that a name means, once the words that say nothing are left out.
    pub(super) fn code(&self, texte: &str) -> Option<&str> {
        let trouve = |cle: &str| self.par_cle.get(cle).map(String::as_str);
        let net = self.entetes.sans_bruit(texte);
        let sans_sigle = net.split(' ').filter(|mot| !self.sigles.contains(*mot)).collect::<Vec<_>>().join(" ");
        trouve(&cle(texte)).or_else(|| trouve(&net)).or_else(|| trouve(&sans_sigle))
    }

    /// The only dispositif named among the words of a title. Two names, or a word behind that makes another dispositif
    /// (« AEMO RH », « AEMO renforcée » are not « AEMO »), and it means none.
    pub(super) fn code_dans(&self, titre: &str) -> Option<&str> {
        self.nom_dans(&format!(" {} ", cle(titre))).un().map(|(_, code)| code)
    }

    /// The same, with the words that are left once the name is taken out.
    pub(super) fn code_et_reste(&self, titre: &str) -> Option<(&str, String)> {
        let texte = format!(" {} ", cle(titre));
        let (nom, code) = self.nom_dans(&texte).un()?;
        let reste = texte.replacen(&format!(" {nom} "), " ", 1);
        Some((code, reste.trim().to_owned()))
    }

    /// Whom a title names, « Mesures PEAD » included, whatever rapport.toml declares.
    pub(super) fn nomme(&self, titre: &str) -> Nomme<'_> {
        if let Some(code) = self.code(titre) {
            return Nomme::Un("", code);
        }
        match self.nom_dans(&format!(" {} ", cle(titre))) {
            Nomme::Personne if self.annonce_un_sigle(titre) => Nomme::Autre,
            dit => dit,
        }
    }

    /// « Mesures PEAD », « Dispositif SAPMN »: an acronym right behind a word that announces a dispositif; a first name
    /// behind would make a surname of it.
    fn annonce_un_sigle(&self, titre: &str) -> bool {
        let mut mots = titre.split_whitespace();
        let annonce = mots.next().is_some_and(|mot| ["mesure", "dispositif"].contains(&cle(mot).as_str()));
        let sigle = mots.next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
        let racine = sigle.split('-').next().unwrap_or("");
        let capitales = (2..=SIGLE).contains(&racine.len()) && racine.chars().all(|c| c.is_ascii_uppercase());
        let vide = self.entetes.sans_bruit(sigle).is_empty() || self.entetes.est_ignore(sigle);
        let prenom =
            |mot: &str| mot.chars().next().is_some_and(char::is_uppercase) && mot.chars().any(char::is_lowercase);
        annonce
            && capitales
            && !vide
            && !mots.any(prenom)
            && !self.sigles.contains(&cle(sigle))
            && !self.est_ensemble(titre)
    }

    fn nom_dans(&self, texte: &str) -> Nomme<'_> {
        let contenus = self.par_cle.iter().filter(|(nom, _)| texte.contains(&format!(" {nom} ")));
        let contenus: Vec<(&String, &String)> = contenus.collect();
        let Some((long, code)) = contenus.iter().max_by_key(|(nom, _)| nom.len()) else { return Nomme::Personne };
        let (avant, apres) = texte.split_once(&format!(" {long} ")).unwrap_or_default();
        let reste = format!("{avant} {apres}");
        let autre = |(nom, autre): &(&String, &String)| {
            autre != code && (!long.contains(nom.as_str()) || format!(" {reste} ").contains(&format!(" {nom} ")))
        };
        let mut mots = apres.split(' ');
        let mut suivant = mots.next().unwrap_or("");
        let suite = ["et", "ou"].contains(&suivant);
        if suite {
            suivant = mots.next().unwrap_or("");
        }
        let court =
            suivant.len() <= 2 && suivant.chars().any(|c| c.is_ascii_alphabetic()) && !self.entetes.est_bruit(suivant);
        // « N », « N-1 » say the year.
        let court = court && suivant != "n";
        let qualifie = QUALIFIERS.contains(&suivant);
        match contenus.iter().any(autre) || (suite && qualifie) {
            true => Nomme::Plusieurs,
            false if qualifie => Nomme::Autre,
            false if court && LIAISONS.contains(&suivant) => Nomme::Personne,
            false if court => Nomme::Autre,
            false => Nomme::Un(long, code),
        }
    }

    /// The code that a text nearly spells.
    pub(super) fn proche(&self, texte: &str) -> Option<String> {
        let net = self.entetes.sans_bruit(texte);
        proche(&net, self.codes.iter().map(String::as_str)).filter(|_| !net.is_empty()).map(str::to_owned)
    }

    /// True for the name of a sub-total of rapport.toml.
    pub(super) fn est_groupe(&self, texte: &str) -> bool {
        self.groupes.contains(&cle(texte)) || self.groupes.contains(&self.entetes.sans_bruit(texte))
    }

    /// True for a header that names people.
    pub(super) fn est_nominatif(&self, texte: &str) -> bool {
        self.entetes.est_nominatif(texte)
    }

    /// True for the whole service: its name, its acronym, « Service », or a plain total.
    pub(super) fn est_ensemble(&self, texte: &str) -> bool {
        let plein = cle(texte);
        let sans_mesure = plein.strip_prefix("mesure ").unwrap_or(&plein);
        self.service.contains(sans_mesure) || self.entetes.est_total(sans_mesure)
    }

    /// Every code, for the message.
    pub(super) fn codes(&self) -> Vec<String> {
        self.codes.clone()
    }
}

impl<'a> Nomme<'a> {
    fn un(self) -> Option<(&'a str, &'a str)> {
        match self {
            Self::Un(nom, code) => Some((nom, code)),
            Self::Personne | Self::Plusieurs | Self::Autre => None,
        }
    }
}
