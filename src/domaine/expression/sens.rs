//! What an expression prints: the figure of its name, or a ready-made sentence.

use super::filtre::Filtre;
use super::syntaxe::{Expression, peut_etre};
use crate::domaine::designation::{Inconnue, nom_de};
use crate::domaine::indicateur::{Indicateurs, Perimetre, Valeur};
use crate::domaine::phrase::{self, Indisponible};
use crate::domaine::reglages::Reglages;
use crate::domaine::valeur::MASQUE;
use crate::francais::{cle, date_en_lettres, enumeration, proche};
use chrono::NaiveDate;

/// What expressions are read against.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    /// Everything computed.
    pub indicateurs: &'a Indicateurs,
    /// rapport.toml.
    pub reglages: &'a Reglages,
}

/// A piece of what an expression prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Morceau {
    /// Words of a sentence.
    Mots(String),
    /// A figure: it may not be cut at the end of a line.
    Chiffre {
        /// As printed.
        texte: String,
        /// What it was rounded from, with its réserve; nothing for a date.
        valeur: Option<Valeur>,
    },
}

impl Morceau {
    /// Its words.
    pub fn texte(&self) -> &str {
        match self {
            Self::Mots(texte) | Self::Chiffre { texte, .. } => texte,
        }
    }
}

/// Why an expression prints nothing, as printed after the expression itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refus {
    /// Its name names nothing.
    #[error(transparent)]
    Inconnue(#[from] Inconnue),
    /// The figure is missing.
    #[error("{quoi} : chiffre non connu ({raison})")]
    #[allow(missing_docs, reason = "the figure in words, and why it is missing")]
    Manquante { quoi: String, raison: String },
    /// The filter is not one of its unit's.
    #[error("le filtre « {} » ne convient pas à {quoi} : {}", .filtre.nom(), conviennent(.permis))]
    #[allow(missing_docs, reason = "what was asked for, of what, and what can be")]
    Filtre { filtre: Filtre, quoi: String, permis: &'static [Filtre] },
    /// No such sentence.
    #[error("la phrase « {nom} » n’existe pas{} ; trame phrases en donne la liste", peut_etre(.proche.as_deref()))]
    #[allow(missing_docs, reason = "what was written, and what is near it")]
    PhraseInconnue { nom: String, proche: Option<String> },
    /// A sentence that the data do not allow.
    #[error("cette phrase ne peut pas être écrite : {0}")]
    Phrase(Indisponible),
    /// `phrase.x | nombre`.
    #[error("une phrase s’écrit sans filtre")]
    PhraseFiltree,
}

impl Refus {
    /// The figure exists, and the edition does not print it.
    pub fn est_un_masque(&self) -> bool {
        match self {
            Self::Manquante { raison, .. } | Self::Phrase(Indisponible(raison)) => raison.contains(MASQUE),
            _ => false,
        }
    }
}

fn conviennent(filtres: &[Filtre]) -> String {
    match filtres {
        [seul] => format!("seul convient « {} » (ou aucun filtre)", seul.nom()),
        plusieurs => {
            let noms: Vec<String> = plusieurs.iter().map(|f| format!("« {} »", f.nom())).collect();
            format!("choisir {} (ou aucun filtre)", enumeration(&noms).replace(" et ", " ou "))
        }
    }
}

impl Figures<'_> {
    /// What an expression prints, or why it prints nothing.
    pub fn dit(&self, expression: &Expression<'_>) -> Result<Vec<Morceau>, Refus> {
        let parties: Vec<&str> = expression.nom.split('.').map(str::trim).collect();
        let phrase = match parties[..] {
            [mot, id] if cle(mot) == "phrase" => Some(("service", id)),
            [perimetre, mot, id] if cle(mot) == "phrase" => Some((perimetre, id)),
            _ => None,
        };
        match (phrase, expression.filtre) {
            (Some(_), Some(_)) => Err(Refus::PhraseFiltree),
            (Some((perimetre, id)), None) => self.phrase(perimetre, id),
            (None, filtre) => match self.date(&parties) {
                Some((nom, date)) => self.dit_la_date(nom, date, filtre),
                None => self.chiffre(expression.nom, filtre),
            },
        }
    }

    fn phrase(&self, perimetre: &str, id: &str) -> Result<Vec<Morceau>, Refus> {
        let perimetre = self.indicateurs.perimetre(perimetre)?;
        let phrase = phrase::toutes().find(|p| cle(p.id) == cle(id));
        let phrase = phrase.ok_or_else(|| {
            let noms = phrase::toutes().map(|p| p.id);
            Refus::PhraseInconnue { nom: id.to_owned(), proche: proche(id, noms).map(str::to_owned) }
        })?;
        phrase.redige(*self, perimetre).map_err(Refus::Phrase)
    }

    /// The dates that have a name; they are the service's.
    fn date(&self, parties: &[&str]) -> Option<(&'static str, Option<NaiveDate>)> {
        let nom = match parties {
            [debut, reste @ ..] if cle(debut) == "service" && !reste.is_empty() => reste,
            tout => tout,
        };
        match cle(&nom.join("_")).as_str() {
            "attente date" => Some(("la date de la liste d’attente", self.indicateurs.attente_au)),
            "arrete au" => Some(("le dernier jour connu", Some(self.indicateurs.jusqu_a.dernier_jour()))),
            _ => None,
        }
    }

    fn dit_la_date(&self, quoi: &str, date: Option<NaiveDate>, filtre: Option<Filtre>) -> Result<Vec<Morceau>, Refus> {
        if let Some(filtre) = filtre.filter(|filtre| *filtre != Filtre::Date) {
            return Err(Refus::Filtre { filtre, quoi: quoi.to_owned(), permis: &[Filtre::Date] });
        }
        let date = date
            .ok_or_else(|| Refus::Manquante { quoi: quoi.to_owned(), raison: "aucune liste d’attente".to_owned() })?;
        Ok(vec![Morceau::Chiffre { texte: date_en_lettres(date), valeur: None }])
    }

    fn chiffre(&self, nom: &str, filtre: Option<Filtre>) -> Result<Vec<Morceau>, Refus> {
        let chiffre = self.indicateurs.chiffre(nom)?;
        let (unite, valeur) = (chiffre.fiche.unite, chiffre.valeur);
        let quoi = || {
            let mois = chiffre.mois.map_or(String::new(), |mois| format!(", {}", mois.nom()));
            format!("« {}, {}{mois} »", chiffre.libelle, chiffre.perimetre.nom())
        };
        let dit = |n| chiffre.perimetre.a_ecrire(n, unite, chiffre.mois);
        let texte = match (&valeur.nombre, filtre) {
            (_, Some(filtre)) if !Filtre::de(unite).contains(&filtre) => {
                return Err(Refus::Filtre { filtre, quoi: quoi(), permis: Filtre::de(unite) });
            }
            (Err(raison), _) => return Err(Refus::Manquante { quoi: quoi(), raison: raison.clone() }),
            (Ok(n), filtre) => filtre.and_then(|f| f.ecrit(dit(*n), unite)).unwrap_or_else(|| unite.ecrit(dit(*n))),
        };
        Ok(vec![Morceau::Chiffre { texte, valeur: Some(valeur) }])
    }
}

/// The Markdown that prints a sentence: `{{ phrase.entrees }}`, `{{ aemo_r.phrase.entrees }}`.
pub fn a_coller(perimetre: &Perimetre, id: &str) -> String {
    match nom_de(perimetre).as_str() {
        "service" => format!("{{{{ phrase.{id} }}}}"),
        nom => format!("{{{{ {nom}.phrase.{id} }}}}"),
    }
}
