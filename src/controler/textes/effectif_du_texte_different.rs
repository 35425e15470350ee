//! `effectif-du-texte-different`: a team whose parts, given in the same paragraph, do not add up.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Blocs, Jeton, jetons, phrases};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::exact::Exact;
use crate::francais::{enumeration, nombre_court};
use std::ops::Range;

const FICHE: Fiche = Fiche {
    code: "effectif-du-texte-different",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "L’effectif d’une équipe que donne un texte (« l’équipe de six », « porter à six le nombre des intervenants ») et les personnes que la même phrase ou les phrases précédentes de son paragraphe énumèrent. Les départs ne sont pas comptés.",
    importance: "Le personnel est le premier poste de dépense : un effectif qui ne se retrouve pas dans son détail fait douter des deux.",
    exemple: "« L’équipe de six » après deux éducateurs, trois éducatrices et deux professionnels : le détail fait sept.",
    correction: "Corriger l’effectif ou le détail, ou dire qui n’est pas compté.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// Who makes a team.
const METIERS: [&str; 20] = [
    "educateur",
    "educatrice",
    "professionnel",
    "professionnelle",
    "intervenant",
    "intervenante",
    "psychologue",
    "travailleur",
    "travailleuse",
    "moniteur",
    "monitrice",
    "assistant",
    "assistante",
    "conseiller",
    "conseillere",
    "salarie",
    "salariee",
    "technicien",
    "technicienne",
    "infirmiere",
];
/// A sentence of people who are not there, or not of the team.
const AUTRES: [&str; 16] = [
    "quitte",
    "parti",
    "partie",
    "depart",
    "absent",
    "absente",
    "demission",
    "retraite",
    "stagiaire",
    "licencie",
    "formation",
    "participe",
    "reunion",
    "dont",
    "enfant",
    "parent",
];

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    prose::par_texte(vue, trouves, du_texte);
}

fn du_texte(texte: &Texte, lus: &Blocs) -> Vec<Diagnostic> {
    let mut constats = Vec::new();
    for bloc in &lus.tous {
        let jetons = jetons(&bloc.texte);
        let mut avant: Vec<Exact> = Vec::new();
        for phrase in phrases(&jetons) {
            let Some((rang, total, seule)) = equipe(&jetons, &phrase) else {
                avant.extend(parts(&jetons[phrase]));
                continue;
            };
            let de_la_phrase = if seule { rang + 1..phrase.end } else { phrase.start..rang };
            let mut siennes = if seule { Vec::new() } else { std::mem::take(&mut avant) };
            siennes.extend(parts(&jetons[de_la_phrase]));
            let somme: Exact = siennes.iter().copied().sum();
            if siennes.len() >= 2 && somme != total {
                let ecrites: Vec<String> = siennes.iter().map(|n| nombre_court(*n)).collect();
                let dit = format!(
                    "équipe de {}, mais les personnes nommées dans le même paragraphe sont {} ({})",
                    nombre_court(total),
                    nombre_court(somme),
                    enumeration(&ecrites)
                );
                let aide = "corriger l’effectif ou son détail, ou dire qui n’est pas compté".to_owned();
                constats.push(prose::constat(&FICHE, texte, lus.place(bloc, jetons[rang].debut), (&dit, aide)));
            }
            avant.clear();
        }
    }
    constats
}

/// The size of a team: its token, its number, and whether its detail follows (else it comes before).
fn equipe(jetons: &[Jeton<'_>], phrase: &Range<usize>) -> Option<(usize, Exact, bool)> {
    let cle = |i: usize| jetons.get(i).filter(|_| phrase.contains(&i)).map_or("", |j| j.cle.as_str());
    let nombre = |i: usize| jetons.get(i).filter(|_| phrase.contains(&i)).and_then(Jeton::nombre);
    let trouve = phrase.clone().find_map(|i| {
        let apres = match (cle(i), cle(i + 1)) {
            ("equipe", "de" | "compte" | "comprend" | "reunit") => i + 2,
            ("porter" | "porte", "a") if jetons[i..phrase.end].iter().take(8).any(|j| j.cle == "nombre") => i + 2,
            _ => return None,
        };
        let n = nombre(apres).filter(|n| n.valeur.est_entier())?;
        let temps = matches!(cle(apres + 1), "jour" | "semaine" | "moi" | "heure" | "an" | "enfant");
        (!temps).then_some((apres, n.valeur))
    });
    let (rang, total) = trouve?;
    let suite = &jetons[rang..phrase.end];
    let detail = suite.iter().any(|j| j.est(':') || matches!(j.cle.as_str(), "composee" | "composent"));
    let constitue = |j: &Jeton<'_>| {
        matches!(
            j.cle.as_str(),
            "constituer"
                | "porter"
                | "porte"
                | "former"
                | "completer"
                | "atteindre"
                | "soit"
                | "donc"
                | "ainsi"
                | "desormai"
        )
    };
    let avant = jetons[phrase.clone()].iter().any(constitue);
    (detail || avant).then_some((rang, total, detail))
}

/// « deux éducateurs », « trois autres professionnels », of a sentence that tells of no departure.
fn parts(phrase: &[Jeton<'_>]) -> Vec<Exact> {
    if !remplace(phrase) && phrase.iter().any(|j| AUTRES.contains(&j.cle.as_str())) {
        return Vec::new();
    }
    let part = |(i, jeton): (usize, &Jeton<'_>)| {
        let un = matches!(jeton.cle.as_str(), "un" | "une").then(|| Exact::from(1_u32));
        let n = jeton.nombre().map(|n| n.valeur).or(un)?;
        let suite = phrase.iter().skip(i + 1).take(2);
        suite.take_while(|j| !j.cle.is_empty()).any(|j| METIERS.contains(&j.cle.as_str())).then_some(n)
    };
    phrase.iter().enumerate().filter_map(part).collect()
}

/// Those who replace somebody are there.
fn remplace(phrase: &[Jeton<'_>]) -> bool {
    phrase.iter().any(|j| matches!(j.cle.as_str(), "remplacer" | "remplacement" | "remplacent" | "remplace"))
}
