//! `effectif-du-texte-different`: a team whose parts, given in the same paragraph, do not add up, or that the table of staff
//! contradicts.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Blocs, Genre, Jeton, Lexique, Liste, Role, Sorte, jetons, phrases};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;
use crate::domaine::exact::Exact;
use crate::francais::{enumeration, nombre_court, pluriel};
use std::ops::Range;

const FICHE: Fiche = Fiche {
    code: "effectif-du-texte-different",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "L’effectif d’une équipe que donne un texte (« l’équipe de six », « porter à six le nombre des intervenants ») et les personnes que la même phrase ou les phrases précédentes de son paragraphe énumèrent (les départs ne sont pas comptés) ; à défaut, le tableau du personnel au 31 décembre. Un nombre d’ETP, une équipe dite par ses métiers, une autre année, un dispositif nommé : rien n’est dit.",
    importance: "Le personnel est le premier poste de dépense : un effectif qui ne se retrouve pas dans son détail fait douter des deux.",
    exemple: "« L’équipe de six » après deux éducateurs, trois éducatrices et deux professionnels : le détail fait sept.",
    correction: "Corriger l’effectif ou le détail, ou dire qui n’est pas compté.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// Who makes a team.
const METIERS: Liste = Liste("effectif", "metiers");
/// A sentence of people who are not there, or not of the team.
const AUTRES: Liste = Liste("effectif", "autres");
/// A sentence that makes a team of those it names.
const CONSTITUENT: Liste = Liste("effectif", "constituent");
/// Those who replace somebody are there.
const REMPLACENT: Liste = Liste("effectif", "remplacent");
/// The whole team, whatever they do.
const ENSEMBLE: Liste = Liste("effectif", "ensemble");
/// What is no team.
const TEMPS: Liste = Liste("effectif", "temps");

/// What a text is compared with.
struct Connu<'v> {
    lexique: Lexique,
    exercice: i32,
    tableau: Option<Tableau<'v>>,
}

/// The staff at the end of the exercise.
struct Tableau<'v> {
    personnes: Exact,
    etp: Option<Exact>,
    /// Each post with how many hold it.
    postes: Vec<(Exact, &'v Span)>,
}

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let exercice = vue.exercice().annee();
    let connu = Connu { lexique: Lexique::new(vue.reglages), exercice, tableau: tableau(vue) };
    prose::par_texte(vue, trouves, |texte, lus| du_texte(&connu, texte, lus));
}

fn tableau<'v>(vue: &Vue<'v>) -> Option<Tableau<'v>> {
    let (personnel, annee) = (&vue.dossier.personnel, vue.exercice().annee());
    let personnes = personnel.personnes_au_31_decembre(annee)?;
    let postes = personnel.au_31_decembre(annee).into_iter().filter_map(|poste| poste.personnes.as_ref());
    let postes = postes.filter_map(|(saisie, span)| Some((saisie.nombre()?, span))).collect();
    Some(Tableau { personnes, etp: personnel.etp_au_31_decembre(annee), postes })
}

fn du_texte(connu: &Connu<'_>, texte: &Texte, lus: &Blocs) -> Vec<Diagnostic> {
    let mut constats = Vec::new();
    let mut du_service = true;
    for bloc in &lus.tous {
        let jetons = jetons(&bloc.texte);
        let roles = connu.lexique.roles(&jetons);
        if bloc.genre == Genre::Titre {
            du_service = !roles.iter().any(|r| matches!(r, Role::Dispositif(_) | Role::Etranger | Role::Cadre(_)));
        }
        let tableau = connu.tableau.as_ref().filter(|_| du_service && bloc.genre != Genre::Titre);
        let mut avant: Vec<Exact> = Vec::new();
        for phrase in phrases(&jetons) {
            let entier = effectif_entier(&jetons, &phrase).filter(|_| avant.is_empty());
            let dit = detail(&jetons, &phrase, &mut avant).map(|(rang, dit)| (rang, dit, Vec::new())).or_else(|| {
                let tableau = tableau.filter(|_| certaine(connu.exercice, &roles, &phrase))?;
                let (rang, n) = entier?;
                let (dit, lies) = contredit(tableau, n)?;
                Some((rang, (dit, AIDE_DU_TABLEAU), lies))
            });
            constats.extend(dit.map(|(rang, (dit, aide), lies)| Diagnostic {
                lies,
                ..prose::constat(&FICHE, texte, lus.place(bloc, jetons[rang].debut), (&dit, aide.to_owned()))
            }));
        }
    }
    constats
}

const AIDE_DU_DETAIL: &str = "corriger l’effectif ou son détail, ou dire qui n’est pas compté";
const AIDE_DU_TABLEAU: &str = "écrire {{ service.personnel }} à la place du nombre, corriger le tableau du personnel, ou dire de quelle partie de l’équipe il s’agit";

/// A team whose named parts do not add up; the parts of the sentence are kept for the next one where it gives no team.
fn detail(
    jetons: &[Jeton<'_>],
    phrase: &Range<usize>,
    avant: &mut Vec<Exact>,
) -> Option<(usize, (String, &'static str))> {
    let Some((rang, total, seule)) = equipe(jetons, phrase) else {
        avant.extend(parts(&jetons[phrase.clone()]));
        return None;
    };
    let de_la_phrase = if seule { rang + 1..phrase.end } else { phrase.start..rang };
    let precedentes = std::mem::take(avant);
    let mut siennes = if seule { Vec::new() } else { precedentes };
    siennes.extend(parts(&jetons[de_la_phrase]));
    let somme: Exact = siennes.iter().copied().sum();
    if siennes.len() < 2 || somme == total {
        return None;
    }
    let ecrites: Vec<String> = siennes.iter().map(|n| nombre_court(*n)).collect();
    let dit = format!(
        "équipe de {}, mais les personnes nommées dans le même paragraphe sont {} ({})",
        nombre_court(total),
        nombre_court(somme),
        enumeration(&ecrites)
    );
    Some((rang, (dit, AIDE_DU_DETAIL)))
}

/// How many the whole team is said to be, in a sentence that names none of its parts: « l’équipe compte six personnes. »,
/// « le service emploie 11 salariés au 31 décembre ».
fn effectif_entier(jetons: &[Jeton<'_>], phrase: &Range<usize>) -> Option<(usize, Exact)> {
    let cle = |i: usize| jetons.get(i).filter(|_| phrase.contains(&i)).map_or("", |j| j.cle.as_str());
    let la_notre =
        |i: usize| cle(i) == "notre" || (cle(i.wrapping_sub(1)) == "l" && jetons[i].texte.contains(['’', '\'']));
    let annonce = |i: &usize| match (cle(*i), cle(i + 1)) {
        ("equipe", "de" | "compte" | "comprend" | "reunit") => *i > phrase.start && la_notre(i - 1),
        ("service", "emploie") => true,
        _ => false,
    };
    let rang = phrase.clone().find(annonce)? + 2;
    let n = jetons.get(rang).filter(|_| phrase.contains(&rang))?.nombre().filter(|n| n.valeur.est_entier())?;
    let nomme = jetons.get(rang + 1).is_some_and(|j| phrase.contains(&(rang + 1)) && ENSEMBLE.contient(j));
    let suite = rang + 1 + usize::from(nomme);
    let finie = suite >= phrase.end || matches!(jetons[suite].sorte, Sorte::Signe('.' | ',' | ';' | '!' | ')'));
    let date = matches!((cle(suite), cle(suite + 1)), ("au", _) | ("fin", _) | ("a", "fin"));
    let ailleurs = !parts(&jetons[phrase.start..rang]).is_empty()
        || !parts(jetons.get(suite..phrase.end).unwrap_or_default()).is_empty();
    ((finie || date) && !ailleurs && !AUTRES.dans(&jetons[phrase.clone()])).then_some((rang, n.valeur))
}

/// True for a sentence of the exercise and of the whole service.
fn certaine(exercice: i32, roles: &[Role], phrase: &Range<usize>) -> bool {
    roles[phrase.clone()].iter().all(|role| match role {
        Role::Annee(annee) => *annee == exercice,
        Role::Service | Role::Fin | Role::Neutre | Role::Autre => true,
        _ => false,
    })
}

/// What the table says, when the number is neither its persons, nor its full-time equivalents, nor those of one post.
fn contredit(tableau: &Tableau<'_>, n: Exact) -> Option<(String, Vec<(Span, String)>)> {
    let un_poste = tableau.postes.iter().any(|(personnes, _)| *personnes == n);
    if n == tableau.personnes || tableau.etp == Some(n) || un_poste {
        return None;
    }
    let personnes = pluriel(tableau.personnes, "personne", "personnes");
    let dit = format!("équipe de {}, mais le tableau du personnel donne {personnes}", nombre_court(n));
    let bout = |poste: Option<&(Exact, &Span)>, dit: &str| poste.map(|(_, span)| ((*span).clone(), dit.to_owned()));
    let lies = match &tableau.postes[..] {
        [seul] => bout(Some(seul), "le tableau du personnel").into_iter().collect(),
        postes => {
            let premier = bout(postes.first(), "le tableau du personnel commence ici");
            premier.into_iter().chain(bout(postes.last(), "et finit ici")).collect()
        }
    };
    Some((dit, lies))
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
        let temps = jetons.get(apres + 1).is_some_and(|j| TEMPS.contient(j));
        (!temps).then_some((apres, n.valeur))
    });
    let (rang, total) = trouve?;
    let suite = &jetons[rang..phrase.end];
    let detail = suite.iter().any(|j| j.est(':') || matches!(j.cle.as_str(), "composee" | "composent"));
    let avant = CONSTITUENT.dans(&jetons[phrase.clone()]);
    (detail || avant).then_some((rang, total, detail))
}

/// « deux éducateurs », « trois autres professionnels », of a sentence that tells of no departure.
fn parts(phrase: &[Jeton<'_>]) -> Vec<Exact> {
    if !REMPLACENT.dans(phrase) && AUTRES.dans(phrase) {
        return Vec::new();
    }
    let part = |(i, jeton): (usize, &Jeton<'_>)| {
        let un = matches!(jeton.cle.as_str(), "un" | "une").then(|| Exact::from(1_u32));
        let n = jeton.nombre().map(|n| n.valeur).or(un)?;
        let suite = phrase.iter().skip(i + 1).take(2);
        suite.take_while(|j| !j.cle.is_empty()).any(|j| METIERS.contient(j)).then_some(n)
    };
    phrase.iter().enumerate().filter_map(part).collect()
}
