//! What a sentence states of the service's figures: a number, the figure that its noun names, the part and the year.

use super::jetons::Jeton;
use super::nombres::Nombre;
use super::phrases::{phrases, propositions};
use super::roles::{Lexique, Role};
use super::vocabulaire::{Nom, VOCABULAIRE, commence, est_l_unite};
use crate::domaine::exact::Exact;
use crate::domaine::reglages::Cadre;
use std::collections::BTreeSet;
use std::ops::Range;

/// How a number bounds the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::controler) enum Borne {
    /// It is the figure.
    Exacte,
    /// « plus de 30 ».
    AuMoins,
    /// « moins de 30 ».
    AuPlus,
}

/// What is named around a number.
#[derive(Debug, Clone, Default)]
pub(in crate::controler) struct Portee {
    pub(in crate::controler) dispositifs: BTreeSet<usize>,
    pub(in crate::controler) cadres: BTreeSet<&'static str>,
    pub(in crate::controler) sexes: BTreeSet<&'static str>,
    pub(in crate::controler) mois: BTreeSet<u8>,
    pub(in crate::controler) annees: BTreeSet<i32>,
    pub(in crate::controler) debut: bool,
    pub(in crate::controler) fin: bool,
    pub(in crate::controler) precedent: bool,
    pub(in crate::controler) service: bool,
}

/// A number that a text gives for a figure.
#[derive(Debug, Clone)]
pub(in crate::controler) struct Enonce {
    /// First byte in the block.
    pub(in crate::controler) debut: usize,
    /// « 53 admissions ».
    pub(in crate::controler) cite: String,
    /// The number: a percentage is divided by a hundred when it is compared.
    pub(in crate::controler) nombre: Nombre,
    /// What it names.
    pub(in crate::controler) nom: &'static Nom,
    /// The indicators meant: those of the name, or the one after « sur ».
    pub(in crate::controler) indicateurs: Vec<String>,
    /// Exact or a bound.
    pub(in crate::controler) borne: Borne,
    /// What its own clause names.
    pub(in crate::controler) ici: Portee,
    /// What the whole sentence names.
    pub(in crate::controler) phrase: Portee,
    /// Whole numbers of the same sentence, near it: a percentage may rest on one of them.
    pub(in crate::controler) voisins: Vec<Exact>,
}

impl Portee {
    fn de(roles: &[Role]) -> Self {
        let mut portee = Self::default();
        for role in roles {
            match *role {
                Role::Dispositif(rang) => drop(portee.dispositifs.insert(rang)),
                Role::Cadre(Cadre::Judiciaire) => drop(portee.cadres.insert("judiciaire")),
                Role::Cadre(_) => drop(portee.cadres.insert("administratif")),
                Role::Sexe(sexe) => drop(portee.sexes.insert(sexe)),
                Role::Mois(mois) => drop(portee.mois.insert(mois)),
                Role::Annee(annee) => drop(portee.annees.insert(annee)),
                Role::Debut => portee.debut = true,
                Role::Fin => portee.fin = true,
                Role::Precedent => portee.precedent = true,
                Role::Service => portee.service = true,
                _ => {}
            }
        }
        portee
    }
}

/// A sentence being read.
struct Lue<'a> {
    jetons: &'a [Jeton<'a>],
    roles: &'a [Role],
    phrase: Range<usize>,
    propositions: Vec<Range<usize>>,
    entiere: Portee,
}

/// A number with its name, before the rest of its clause is looked at.
struct Trouve {
    rang: usize,
    nom: &'static Nom,
    indicateurs: Vec<String>,
    fin: usize,
    annonce: bool,
}

/// The statements of a block. Linear in its length, but for sentences without end, which are read by windows.
pub(in crate::controler) fn enonces(jetons: &[Jeton<'_>], lexique: &Lexique) -> Vec<Enonce> {
    let roles = lexique.roles(jetons);
    let mut tous = Vec::new();
    for phrase in phrases(jetons) {
        if roles[phrase.clone()].contains(&Role::Reserve) {
            continue;
        }
        let lue = Lue {
            jetons,
            roles: &roles,
            propositions: propositions(jetons, phrase.clone()),
            entiere: Portee::de(&roles[phrase.clone()]),
            phrase,
        };
        lue.enonces(&mut tous);
    }
    tous
}

impl Lue<'_> {
    fn enonces(&self, tous: &mut Vec<Enonce>) {
        let mut dernier: Option<&'static Nom> = None;
        let mut plusieurs = false;
        let mut annonces = self.annonces().into_iter().peekable();
        let mut propositions = self.propositions.iter().peekable();
        for i in self.phrase.clone() {
            let annonce = annonces.next_if(|a| a.rang == i);
            while propositions.next_if(|p| p.end <= i).is_some() {}
            let Some(proposition) = propositions.peek().filter(|p| p.start <= i) else { continue };
            if self.jetons[i].nombre().is_none() {
                continue;
            }
            let apres = VOCABULAIRE.apres(&self.jetons[i + 1..self.phrase.end]).map(|(nom, pris)| {
                let indicateurs = nom.indicateurs.clone();
                Trouve { rang: i, nom, indicateurs, fin: i + 1 + pris, annonce: false }
            });
            let partie = || self.partie(i, dernier.filter(|_| !plusieurs));
            let Some(trouve) = apres.or(annonce).or_else(partie) else { continue };
            let meme = |avant: &Nom| avant.indicateurs == trouve.nom.indicateurs;
            plusieurs |= dernier.is_some_and(|avant| !trouve.nom.informe && !meme(avant));
            dernier = if trouve.nom.informe { dernier } else { Some(trouve.nom) };
            tous.extend(self.enonce(&trouve, proposition));
            tous.extend(self.apres_sur(&trouve, proposition));
        }
    }

    /// « 20 en AEMO-R », « 33 garçons », after a number whose noun is known.
    fn partie(&self, i: usize, dernier: Option<&'static Nom>) -> Option<Trouve> {
        let nom = dernier?;
        let petits = |j: &usize| {
            matches!(self.jetons[*j].cle.as_str(), "en" | "pour" | "au" | "a" | "l" | "d" | "de" | "le" | "la" | "fin")
        };
        let signe = |j: &usize| self.jetons[*j].est('’') || self.jetons[*j].est('\'');
        let suite = (i + 1..self.phrase.end).take(4);
        let mut suite = suite.skip_while(|j| petits(j) || signe(j));
        let part = suite.next()?;
        let connue = matches!(self.roles[part], Role::Dispositif(_) | Role::Cadre(_) | Role::Sexe(_));
        let fin = (part..self.phrase.end).find(|j| self.roles[*j] != self.roles[part]).unwrap_or(self.phrase.end);
        connue.then(|| Trouve { rang: i, nom, indicateurs: nom.indicateurs.clone(), fin, annonce: false })
    }

    /// The numbers that an announcement precedes: « le taux de réalisation est de 87,6 % ».
    fn annonces(&self) -> Vec<Trouve> {
        const PLUS_LOIN: usize = 14;
        let mut toutes: Vec<Trouve> = Vec::new();
        for debut in self.phrase.clone() {
            let Some((nom, pris)) = VOCABULAIRE.annonce(&self.jetons[debut..self.phrase.end]) else { continue };
            let suite = (debut + pris..self.phrase.end).take(PLUS_LOIN);
            let nombre = suite.take_while(|i| self.est_un_lien(*i)).last().map_or(debut + pris, |i| i + 1);
            let vise = self.jetons.get(nombre).filter(|_| nombre < self.phrase.end);
            let unite = nom.unite.is_none_or(|u| self.jetons.get(nombre + 1).is_some_and(|j| est_l_unite(j, u)));
            let nouveau = toutes.last().is_none_or(|avant| avant.rang < nombre);
            if vise.is_some_and(|j| j.nombre().is_some()) && unite && nouveau {
                let fin = nombre + 1 + usize::from(nom.unite.is_some());
                toutes.push(Trouve { rang: nombre, nom, indicateurs: nom.indicateurs.clone(), fin, annonce: true });
            }
        }
        toutes
    }

    fn est_un_lien(&self, i: usize) -> bool {
        let jeton = &self.jetons[i];
        let role = self.roles[i];
        let part = matches!(
            role,
            Role::Dispositif(_) | Role::Cadre(_) | Role::Annee(_) | Role::Mois(_) | Role::Neutre | Role::Service
        );
        part || VOCABULAIRE.liens.contains(&jeton.cle) || jeton.est(':') || jeton.est('=')
    }

    /// « … sur 15 208 ».
    fn apres_sur(&self, trouve: &Trouve, proposition: &Range<usize>) -> Option<Enonce> {
        let sur = trouve.nom.sur.clone()?;
        let rang = trouve.fin + 1;
        let lu = self.jetons.get(trouve.fin)?.cle == "sur" && rang < self.phrase.end;
        let nombre = self.jetons.get(rang).filter(|j| lu && j.nombre().is_some() && self.borne_sure(rang).is_none());
        nombre?;
        let trouve = Trouve { rang, nom: trouve.nom, indicateurs: vec![sur], fin: rang + 1, annonce: true };
        self.enonce(&trouve, proposition)
    }

    fn borne_sure(&self, i: usize) -> Option<&Jeton<'_>> {
        self.jetons.get(i + 1).filter(|j| j.est('%') || j.est('€'))
    }

    fn enonce(&self, trouve: &Trouve, proposition: &Range<usize>) -> Option<Enonce> {
        let nombre = self.jetons[trouve.rang].nombre()?;
        let borne = self.borne(trouve, proposition)?;
        self.sujet(trouve.nom)?;
        let fin = self.fin_neutre(trouve, proposition)?;
        let ici = Portee::de(&self.roles[proposition.start..fin.max(trouve.fin)]);
        let ici = Portee { annees: sans(ici.annees, nombre.annee), ..ici };
        let phrase = Portee { annees: sans(self.entiere.annees.clone(), nombre.annee), ..self.entiere.clone() };
        let pres = trouve.rang.saturating_sub(40).max(self.phrase.start)..(trouve.rang + 40).min(self.phrase.end);
        let voisins = self.jetons[pres].iter().filter_map(Jeton::nombre).map(|n| n.valeur).collect();
        let premier = if trouve.annonce { trouve.rang } else { trouve.rang.min(trouve.fin) };
        let cite = self.jetons[premier..trouve.fin.max(premier + 1)].iter().map(|j| (j.debut, j.texte));
        Some(Enonce {
            debut: self.jetons[trouve.rang].debut,
            cite: recolle(cite),
            nombre,
            nom: trouve.nom,
            indicateurs: trouve.indicateurs.clone(),
            borne,
            ici,
            phrase,
            voisins,
        })
    }

    fn sujet(&self, nom: &Nom) -> Option<()> {
        let dit = |sujet: &String| self.jetons[self.phrase.clone()].iter().any(|j| j.cle == *sujet);
        nom.sujet.as_ref().is_none_or(dit).then_some(())
    }

    /// What stands before the number: `None` when it makes it doubtful.
    fn borne(&self, trouve: &Trouve, proposition: &Range<usize>) -> Option<Borne> {
        let i = trouve.rang;
        let avant = |n: usize| i.checked_sub(n).filter(|j| *j >= self.phrase.start).map(|j| &self.jetons[j]);
        let mot = |n: usize| avant(n).map_or("", |j| j.cle.as_str());
        let borne = match (mot(2), mot(1)) {
            ("plu", "de") | ("au", "moin") => Borne::AuMoins,
            ("moin", "de") | ("au", "plu") => Borne::AuPlus,
            _ => Borne::Exacte,
        };
        let proche = |n: usize| {
            avant(n).is_some_and(|_| VOCABULAIRE.approchent.iter().any(|m| commence(&self.jetons[i - n..i], m)))
        };
        let signe = avant(1).is_some_and(|j| {
            j.est('+') || j.est('-') || j.est('−') || j.est('–') || j.est('°') || j.est('<') || j.est('>')
        });
        let fourchette = matches!(mot(1), "a" | "ou" | "et") && avant(2).is_some_and(|j| j.nombre().is_some());
        let sur = mot(1) == "sur" && !trouve.annonce;
        let ouvre = self.jetons[proposition.start].cle.as_str();
        let part = || {
            self.roles[proposition.clone()]
                .iter()
                .any(|r| matches!(r, Role::Dispositif(_) | Role::Sexe(_) | Role::Cadre(_)))
        };
        let partiel = ouvre == "dont" && !part();
        let avant_la_borne = if borne == Borne::Exacte { i } else { i.saturating_sub(2).max(proposition.start) };
        let neutre = !trouve.nom.ambigu
            || self.roles[proposition.start..avant_la_borne].iter().all(|r| r.laisse_le_compte())
            || self.ouvre_bien(proposition, i);
        let sur_fin = borne == Borne::Exacte && (1..=5).any(proche);
        (!(signe || fourchette || sur || partiel || sur_fin) && neutre).then_some(borne)
    }

    /// « et 39 sorties », « contre 39 sorties »: only the word that opens the clause stands before.
    fn ouvre_bien(&self, proposition: &Range<usize>, i: usize) -> bool {
        i == proposition.start + 1
            && matches!(self.jetons[proposition.start].cle.as_str(), "et" | "contre" | "dont" | "pour" | "plu")
    }

    /// Where the clause stops counting; `None` when what follows narrows what is counted.
    fn fin_neutre(&self, trouve: &Trouve, proposition: &Range<usize>) -> Option<usize> {
        let fin = proposition.end.max(trouve.fin);
        for j in trouve.fin..fin {
            let cle = self.jetons[j].cle.as_str();
            let prevu = || self.jetons[j..fin].iter().take(4).any(|j| j.cle == "previsionnel");
            if matches!(cle, "representant" | "representent" | "concernant" | "contre") || (cle == "pour" && prevu()) {
                return Some(j);
            }
            if cle == "sur" && trouve.nom.sur.is_some() {
                return Some(j);
            }
            let unite = trouve.annonce && (self.jetons[j].est('€') || self.jetons[j].est('%'));
            let partie_du_nom = j < trouve.fin;
            if !self.roles[j].laisse_le_compte() && !unite && !partie_du_nom {
                return None;
            }
        }
        let suivant = self.jetons.get(fin).filter(|_| fin < self.phrase.end);
        let enumere = suivant.is_some_and(|j| matches!(j.cle.as_str(), "et" | "ou"))
            && VOCABULAIRE.apres(&self.jetons[fin + 1..self.phrase.end]).is_some();
        (!enumere).then_some(fin)
    }
}

/// The number itself is no year.
fn sans(mut annees: BTreeSet<i32>, annee: Option<i32>) -> BTreeSet<i32> {
    if let Some(annee) = annee {
        annees.remove(&annee);
    }
    annees
}

/// Tokens as they were typed, one space where there was any.
fn recolle<'a>(jetons: impl Iterator<Item = (usize, &'a str)>) -> String {
    let mut texte = String::new();
    let mut fin = None;
    for (debut, mot) in jetons {
        if fin.is_some_and(|fin| fin < debut) {
            texte.push(' ');
        }
        texte.push_str(mot);
        fin = Some(debut + mot.len());
    }
    texte
}
