//! A statement against what was computed. A number contradicts only what it cannot mean: as long as one reading of its
//! sentence agrees, or one is unknown, nothing is said.

use super::enonces::{Borne, Enonce, Portee};
use crate::domaine::designation::nom_de;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Perimetre, SourceJournees, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::population::{Critere, ventilations};
use crate::domaine::reglages::{Cadre, Reglages};

/// What the tables say of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::controler) enum Issue {
    /// The same, or what may be the same.
    Silence,
    /// Something else.
    Contredit {
        /// « 50 (Entrées, Service) ».
        attendu: String,
        /// The expression that prints it.
        expression: Option<String>,
    },
    /// No table gives it.
    NonVerifiable {
        /// Why.
        raison: String,
    },
}

/// A reading of the statement: what it would be worth, in words, and its expression.
struct Lecture {
    valeur: Result<Exact, String>,
    mots: String,
    expression: Option<String>,
    /// The indicator counts mesures where the text counts people.
    au_plus: bool,
}

/// What statements are compared with.
#[derive(Clone, Copy)]
pub(in crate::controler) struct Chiffres<'a> {
    pub(in crate::controler) indicateurs: &'a Indicateurs,
    pub(in crate::controler) reglages: &'a Reglages,
}

/// Compares a statement.
pub(in crate::controler) fn confronte(chiffres: Chiffres<'_>, enonce: &Enonce) -> Issue {
    let Some(lectures) = chiffres.lectures(enonce) else { return Issue::Silence };
    if lectures.iter().any(|l| l.valeur.as_ref().is_ok_and(|n| accorde(enonce, *n, l.au_plus))) {
        return Issue::Silence;
    }
    let Some(premiere) = lectures.first().filter(|_| !chiffres.autre_sens(enonce)) else { return Issue::Silence };
    match (&premiere.valeur, enonce.nom.faible) {
        (Err(raison), _) if enonce.nom.informe && lectures.iter().all(|l| l.valeur.is_err()) => {
            Issue::NonVerifiable { raison: raison.clone() }
        }
        (Ok(_), false) if lectures.iter().all(|l| l.valeur.is_ok()) => {
            Issue::Contredit { attendu: premiere.mots.clone(), expression: premiere.expression.clone() }
        }
        _ => Issue::Silence,
    }
}

/// True when the number may be the figure, rounded or cut as it is written.
fn accorde(enonce: &Enonce, chiffre: Exact, au_plus: bool) -> bool {
    let nombre = enonce.nombre.valeur;
    let chiffre = chiffre.absolu();
    let dernier = Exact::decimal(1, enonce.nombre.decimales);
    match enonce.borne {
        Borne::AuMoins => nombre <= chiffre,
        Borne::AuPlus => chiffre <= nombre,
        Borne::Exacte if au_plus => nombre <= chiffre,
        Borne::Exacte if chiffre.est_entier() && enonce.nom.unite.is_none() => nombre == chiffre,
        Borne::Exacte => chiffre < nombre + dernier && nombre < chiffre + dernier,
    }
}

impl Chiffres<'_> {
    /// What the statement may be about, its own clause first; nothing where there is a doubt.
    fn lectures(self, enonce: &Enonce) -> Option<Vec<Lecture>> {
        let mut portees = vec![self.certaine(enonce)?];
        let ici = &enonce.ici;
        if ici.dispositifs.is_empty() && ici.cadres.is_empty() && !ici.service {
            for rang in &enonce.phrase.dispositifs {
                portees.push(Portee { dispositifs: [*rang].into(), ..portees[0].clone() });
            }
        }
        if ici.mois.is_empty() && enonce.phrase.mois.len() > 1 {
            return None;
        }
        if ici.mois.is_empty() {
            let nues = portees.clone();
            for mois in &enonce.phrase.mois {
                portees.extend(nues.iter().map(|p| Portee { mois: [*mois].into(), ..p.clone() }));
            }
        }
        let exercice = self.indicateurs.exercice.annee();
        let autour = enonce.phrase.precedent || enonce.phrase.annees.contains(&(exercice - 1));
        if autour && !portees[0].precedent && !(ici.annees.contains(&exercice)) {
            let passees: Vec<Portee> = portees.iter().map(|p| Portee { precedent: true, ..p.clone() }).collect();
            portees.extend(passees);
        }
        portees.iter().map(|portee| self.lecture(enonce, portee)).collect()
    }

    /// « 17 familles »: those of the waiting list, where the noun alone does not say.
    fn autre_sens(self, enonce: &Enonce) -> bool {
        let valeur = |id: &String| self.indicateurs.service()?.annuel(id).nombre.ok();
        enonce.nom.faible && enonce.indicateurs.iter().filter_map(valeur).any(|n| accorde(enonce, n, false))
    }

    /// The reading of the clause alone.
    fn certaine(self, enonce: &Enonce) -> Option<Portee> {
        let (ici, phrase) = (&enonce.ici, &enonce.phrase);
        let exercice = self.indicateurs.exercice.annee();
        let ailleurs = |annee: &i32| *annee != exercice && *annee != exercice - 1;
        let une_annee = ici.annees.len() <= 1 && !phrase.annees.iter().any(ailleurs);
        let une_part = ici.dispositifs.len() + ici.cadres.len() <= 1 && ici.sexes.len() <= 1 && ici.mois.len() <= 1;
        let en_cours = self.indicateurs.en_cours() && ici.mois.is_empty();
        let precedent = ici.precedent || ici.annees.contains(&(exercice - 1));
        (une_annee && une_part && !en_cours).then(|| Portee { precedent, ..ici.clone() })
    }

    fn lecture(self, enonce: &Enonce, portee: &Portee) -> Option<Lecture> {
        let perimetre = match portee.dispositifs.first() {
            Some(rang) => {
                let code = &self.reglages.dispositifs.get(*rang)?.code;
                self.indicateurs.dispositifs().find(|p| p.code == *code)?
            }
            None => self.indicateurs.service()?,
        };
        let connu = |id: &&String| perimetre.annuel(id).nombre.is_ok();
        let premier = enonce.indicateurs.first()?;
        let id = enonce.indicateurs.iter().find(connu).filter(|_| !enonce.nom.faible).unwrap_or(premier);
        let id = if enonce.nom.date { self.a_la_date(enonce)? } else { id.as_str() };
        let indicateur = self.indicateurs.definition(id)?;
        let repli = premier != id;
        let au_plus = enonce.nom.au_plus && (repli || enonce.indicateurs.len() == 1) || repli && !enonce.nom.date;
        let libelle = indicateur.libelle_pour(perimetre.modalite);
        let quoi = |suite: &str| format!("{libelle}, {}{suite}", perimetre.nom());
        let lecture = |valeur: Result<Exact, String>, suite: &str, expression: Option<String>, au_plus| {
            let echelle = if indicateur.unite == Unite::Taux { Exact::from(100_u32) } else { Exact::from(1_u32) };
            let ecrite = valeur.as_ref().map_or(String::new(), |n| indicateur.unite.ecrit(*n));
            let mots = format!("{ecrite} ({})", quoi(suite));
            Lecture { valeur: valeur.and_then(|n| n.fois(echelle).ok_or_else(String::new)), mots, expression, au_plus }
        };
        let nom = format!("{}.{id}", nom_de(perimetre));
        let exercice = self.indicateurs.exercice.annee();
        if portee.precedent {
            let ancien =
                perimetre.precedent.get(id).copied().filter(|_| portee.mois.is_empty() && sans_critere(portee));
            return Some(lecture(Ok(ancien?), &format!(", {} (historique)", exercice - 1), None, au_plus));
        }
        if let Some(sexe) = portee.sexes.first() {
            let valeur = self.part(perimetre, enonce, (Critere::Sexe, sexe))?;
            return Some(lecture(Ok(valeur), &format!(", {sexe}s"), None, false));
        }
        if let Some(cadre) = portee.cadres.first() {
            let valeur = self.du_cadre(cadre, id)?;
            return Some(lecture(Ok(valeur), &format!(", cadre {cadre}"), None, au_plus));
        }
        if let Some(mois) = portee.mois.first() {
            let mois = Mois::new(exercice, *mois)?;
            let valeur = lisible(id, perimetre, perimetre.mensuel(id, mois)).ok()?;
            let expression = format!("{{{{ {nom}.{} }}}}", mois.nom());
            return Some(lecture(Ok(valeur), &format!(", {}", mois.nom()), Some(expression), au_plus));
        }
        if self.repose_sur_un_voisin(perimetre, enonce, id) {
            return None;
        }
        let valeur = lisible(id, perimetre, perimetre.annuel(id));
        Some(lecture(valeur, "", Some(format!("{{{{ {nom} }}}}")), au_plus))
    }

    /// « 31 présents au 31 décembre »: those of the first day, or of the last.
    fn a_la_date(self, enonce: &Enonce) -> Option<&'static str> {
        let de_l_exercice = enonce.phrase.annees.iter().all(|a| *a == self.indicateurs.exercice.annee());
        let ici = if enonce.ici.debut || enonce.ici.fin { &enonce.ici } else { &enonce.phrase };
        match (ici.debut, ici.fin, de_l_exercice) {
            (true, false, true) => Some("presents_debut"),
            (false, true, true) => Some("presents_fin"),
            _ => None,
        }
    }

    /// A count of the tables of répartition.
    fn part(self, perimetre: &Perimetre, enonce: &Enonce, (critere, modalite): (Critere, &str)) -> Option<Exact> {
        let sans_mois = enonce.ici.mois.is_empty() && enonce.phrase.mois.is_empty();
        let population = enonce.nom.population.filter(|_| sans_mois)?;
        let tables = ventilations(&perimetre.ventilations, population, critere, None);
        let [table] = &tables[..] else { return None };
        let rang = table.lignes.iter().position(|ligne| ligne.trim_end_matches('s') == modalite)?;
        table.ligne(rang).nombre.ok()
    }

    /// The sum over the dispositifs of a cadre.
    fn du_cadre(self, cadre: &str, id: &str) -> Option<Exact> {
        let additive = matches!(id, "entrees" | "sorties" | "presents_debut" | "presents_fin" | "attente_mesures");
        let mixte = self.reglages.dispositifs.iter().any(|d| d.cadre == Cadre::Mixte);
        let siens = self.reglages.dispositifs.iter().filter(|d| d.cadre.libelle() == cadre);
        let perimetre = |code: &str| self.indicateurs.dispositifs().find(|p| p.code == code);
        let nombres: Option<Vec<Exact>> = siens.map(|d| perimetre(&d.code)?.annuel(id).nombre.ok()).collect();
        nombres.filter(|n| additive && !mixte && !n.is_empty()).map(|n| n.into_iter().sum())
    }

    /// « 55 % de la capacité » where the sentence itself says of which number of places.
    fn repose_sur_un_voisin(self, perimetre: &Perimetre, enonce: &Enonce, id: &str) -> bool {
        let attente =
            (id == "attente_part_capacite").then(|| perimetre.annuel("attente_mesures").nombre.ok()).flatten();
        let part = |places: &Exact| attente.and_then(|n| n.fois(Exact::from(100_u32))?.divise_par(*places));
        enonce.voisins.iter().filter_map(part).any(|part| accorde(enonce, part, false))
    }
}

fn sans_critere(portee: &Portee) -> bool {
    portee.sexes.is_empty() && portee.cadres.is_empty()
}

/// The number of a value that is counted; an estimate says nothing against a text.
fn lisible(id: &str, perimetre: &Perimetre, valeur: Valeur) -> Result<Exact, String> {
    let estime = id.starts_with("journees_realisees") && perimetre.source_journees == Some(SourceJournees::Estime);
    if estime { Err("journées estimées".to_owned()) } else { valeur.nombre }
}
