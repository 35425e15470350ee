//! The waiting list: how many, what part of the places, how long; those that began beside those that still wait.

use super::{figures, populations};
use crate::composer::ecriture::{date, est_connue, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::{annuelle, entete, par_perimetre};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::domaine::population::{Critere, Population, ventilations};
use crate::francais::{INSECABLE, decimal, pluriel};

/// What is said of both durations: label, of those that began, of those that still wait.
const DUREES: [(&str, &str, &str); 4] = [
    ("Moyenne", "attente_delai_moyen", "attente_anciennete_moyenne"),
    ("Médiane", "attente_delai_median", "attente_anciennete_mediane"),
    ("Trois quarts, au plus", "attente_delai_p75", "attente_anciennete_p75"),
    ("Maximum", "attente_delai_max", "attente_anciennete_max"),
];

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let mut contenu: Vec<Element> = effectifs(m).into_iter().map(Element::Tableau).collect();
    contenu.extend(exercees_autrement(m));
    contenu.extend(m.indicateurs.service().and_then(|service| durees(m, service)).map(Element::Tableau));
    contenu.extend(figures::nommee(m, "attente", "delais", None));
    contenu.extend(m.indicateurs.service().and_then(|service| prevue(m, service)));
    contenu.extend(populations::contenu(m, "attente"));
    contenu
}

/// « au 31 décembre 2021 »: the day that the list tells of.
fn jour(m: &Matiere<'_>) -> String {
    let comptee = m.indicateurs.service().and_then(|service| {
        let comptees = service.ventilations.iter().filter(|v| v.population == Population::Attente);
        comptees.map(|v| v.reference.clone()).find(|reference| !reference.is_empty())
    });
    let connue = || m.indicateurs.attente_au.unwrap_or_else(|| m.indicateurs.jusqu_a.dernier_jour());
    comptee.map_or_else(|| format!("au {}", date(connue())), |reference| propre(&reference))
}

fn effectifs(m: &Matiere<'_>) -> Option<Tableau> {
    let connues = m.perimetres().iter().any(|p| est_connue(&p.annuel("attente_mesures")));
    let colonnes = vec![
        annuelle(m, "Mesures en attente", "attente_mesures"),
        annuelle(m, "Familles", "attente_familles"),
        annuelle(m, "Places à cette date", "attente_places"),
        annuelle(m, "Part de la capacité", "attente_part_capacite"),
    ];
    let notes = vec![
        "Mesures décidées et non commencées à cette date. Part de la capacité = mesures en attente ÷ places en vigueur le même jour."
            .to_owned(),
    ];
    let legende = format!("Mesures en attente {}, par dispositif.", jour(m));
    connues.then(|| par_perimetre(m, "Dispositif", colonnes, legende, notes)).flatten()
}

/// Those that are carried out in another dispositif meanwhile, where there are any; nothing where one of the counts is
/// masked.
fn exercees_autrement(m: &Matiere<'_>) -> Option<Element> {
    let compte = |p: &Perimetre| p.annuel("mesures_exercees_autrement").exact().filter(|n| *n > Exact::ZERO);
    if m.indicateurs.dispositifs().any(|p| p.annuel("mesures_exercees_autrement").est_masquee()) {
        return None;
    }
    let dites: Vec<(Exact, String)> =
        m.indicateurs.dispositifs().filter_map(|p| Some((compte(p)?, p.code.clone()))).collect();
    let total = dites.iter().fold(Exact::ZERO, |total, (n, _)| total + *n);
    let detail: Vec<String> = dites.iter().map(|(n, code)| format!("{code} : {}", decimal(*n, 0))).collect();
    let texte = format!(
        "Exercées sous une autre forme en attendant, au {} : {} ({}). Elles comptent parmi les présents du dispositif qui les exerce.",
        date(m.indicateurs.jusqu_a.dernier_jour()),
        pluriel(total, "mesure", "mesures"),
        detail.join(", ")
    );
    (!dites.is_empty()).then(|| Element::Phrase { texte: propre(&texte) })
}

/// Two columns that never share a mean.
fn durees(m: &Matiere<'_>, service: &Perimetre) -> Option<Tableau> {
    let mut appels = Appels::default();
    let dites = DUREES.iter().filter(|(_, a, b)| [a, b].iter().any(|id| est_connue(&service.annuel(id))));
    let lignes: Vec<Ligne> = dites
        .map(|(nom, delai, anciennete)| {
            let mut cellules = vec![simple(*nom)];
            let valeurs = [delai, anciennete].map(|id| service.annuel(id));
            cellules.extend(valeurs.iter().map(|v| appels.cellule(m, v, Unite::Jours)));
            Ligne { cellules, forte: false, groupe: false }
        })
        .collect();
    let entetes = ["En jours".to_owned(), effectif(m, COMMENCEES), effectif(m, EN_ATTENTE)];
    (!lignes.is_empty()).then(|| Tableau {
        legende: "Durée de l’attente, ensemble du service.".into(),
        colonnes: ["libelle", "nombre", "nombre"].map(String::from).into(),
        entetes: vec![entetes.map(|e| entete(propre(&e))).into()],
        lignes,
        notes: appels.notes(m, [NOTE.to_owned()]),
    })
}

const NOTE: &str = "Mesures commencées : de la décision au début de la mesure. Encore en attente : de la décision au jour où l’on compte. Les deux durées ne s’additionnent pas et n’ont pas de moyenne commune.";

type Attendant = (&'static str, Population, Critere);
const COMMENCEES: Attendant = ("Mesures commencées", Population::Admissions, Critere::Delai);
const EN_ATTENTE: Attendant = ("Encore en attente", Population::Attente, Critere::Delai);

/// « Mesures commencées (n = 48) », where it is known how many.
fn effectif(m: &Matiere<'_>, (nom, population, critere): Attendant) -> String {
    let toutes = m.indicateurs.service().map(|s| s.ventilations.as_slice()).unwrap_or_default();
    let total = ventilations(toutes, population, critere, None).first().and_then(|v| v.total().exact());
    total.map_or_else(|| nom.to_owned(), |n| format!("{nom} (n{INSECABLE}={INSECABLE}{})", decimal(n, 0)))
}

/// The expected wait, never without what it supposes.
fn prevue(m: &Matiere<'_>, service: &Perimetre) -> Option<Element> {
    let valeur: Valeur = service.annuel("attente_prevue");
    let n = valeur.exact()?;
    let definition = m.indicateurs.definition("attente_prevue").map(|i| i.definition).unwrap_or_default();
    let reserve = valeur.reserve.as_ref().map(|r| format!(" Réserve : {r}.")).unwrap_or_default();
    let texte = format!(
        "Attente prévue pour une mesure décidée {} : {} mois, à titre indicatif. Calcul : {}.{reserve}",
        jour(m),
        decimal(n, 1),
        definition
    );
    Some(Element::Phrase { texte: propre(&texte) })
}
