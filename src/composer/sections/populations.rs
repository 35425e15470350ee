//! Who the mesures are about, section by section: a table per criterion, each chart after the table of its numbers.

use super::figures;
use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::composer::repartitions::{self, Mots};
use crate::domaine::exact::Exact;
use crate::domaine::population::{Critere, Population, Ventilation, ventilations};
use crate::francais::pluriel;

/// A répartition that a section shows: crossed when it can be, alone otherwise.
type Vue = (Population, Critere, Option<Critere>);

const ADMISSIONS: [Vue; 11] = [
    (Population::Admissions, Critere::Sexe, None),
    (Population::Admissions, Critere::Age, Some(Critere::Sexe)),
    (Population::Admissions, Critere::Territoire, Some(Critere::Dispositif)),
    (Population::Admissions, Critere::Prescripteur, None),
    (Population::Admissions, Critere::Cadre, None),
    (Population::Admissions, Critere::Public, None),
    (Population::Admissions, Critere::SituationParentale, None),
    (Population::Admissions, Critere::Residence, None),
    (Population::Admissions, Critere::Unite, None),
    (Population::Admissions, Critere::Fratrie, None),
    (Population::Admissions, Critere::Dispositif, None),
];

const SUIVIS: [Vue; 17] = [
    (Population::Suivis, Critere::Sexe, None),
    (Population::Suivis, Critere::Age, Some(Critere::Sexe)),
    (Population::Suivis, Critere::Territoire, Some(Critere::Dispositif)),
    (Population::Suivis, Critere::Prescripteur, None),
    (Population::Suivis, Critere::Cadre, None),
    (Population::Suivis, Critere::Public, None),
    (Population::Suivis, Critere::SituationParentale, None),
    (Population::Suivis, Critere::Residence, None),
    (Population::Suivis, Critere::Unite, None),
    (Population::Suivis, Critere::Fratrie, None),
    (Population::Presents, Critere::Sexe, None),
    (Population::Presents, Critere::Age, Some(Critere::Sexe)),
    (Population::Presents, Critere::Territoire, Some(Critere::Dispositif)),
    (Population::Presents, Critere::Fratrie, None),
    (Population::Presents, Critere::Unite, None),
    (Population::Presents, Critere::Anciennete, None),
    (Population::Presents, Critere::Referent, None),
];

const SORTIES: [Vue; 8] = [
    (Population::Sorties, Critere::Duree, None),
    (Population::Sorties, Critere::MotifFin, Some(Critere::Suite)),
    (Population::Sorties, Critere::Suite, None),
    (Population::Sorties, Critere::Sexe, None),
    (Population::Sorties, Critere::Age, Some(Critere::Sexe)),
    (Population::Sorties, Critere::Territoire, Some(Critere::Dispositif)),
    (Population::Sorties, Critere::Cadre, None),
    (Population::Sorties, Critere::Unite, None),
];

const ATTENTE: [Vue; 7] = [
    (Population::Admissions, Critere::Delai, None),
    (Population::Attente, Critere::Delai, None),
    (Population::Attente, Critere::Sexe, None),
    (Population::Attente, Critere::Age, Some(Critere::Sexe)),
    (Population::Attente, Critere::Territoire, Some(Critere::Dispositif)),
    (Population::Attente, Critere::Prescripteur, None),
    (Population::Attente, Critere::Fratrie, None),
];

/// The tables and charts of a section, in its order.
pub(super) fn contenu(m: &Matiere<'_>, section: &str) -> Vec<Element> {
    let vues: &[Vue] = match section {
        "admissions" => &ADMISSIONS,
        "suivis" => &SUIVIS,
        "sorties" => &SORTIES,
        "attente" => &ATTENTE,
        _ => &[],
    };
    let mut contenu: Vec<Element> = Vec::new();
    let mut dessinees: Vec<&str> = Vec::new();
    let mut titree = None;
    for (population, critere, par) in vues {
        let nouvelle = figure_de(*critere).filter(|nom| !dessinees.contains(nom));
        let mut nombres = None;
        for v in trouvees(m, *population, *critere, *par) {
            if deja_croisee(m, &v) {
                continue;
            }
            let lue = repartitions::a_l_endroit(&v);
            let mots = Mots { legende: legende(&lue), notes: notes(&v) };
            let table = repartitions::tableau(m, &lue, mots, !dessinee(m, section, &v, nouvelle));
            if let (Some(titre), Some(_)) = (titre(section, &v).filter(|_| titree != Some(*population)), &table) {
                titree = Some(*population);
                contenu.push(titre);
            }
            if let (Some(nom), Some(_)) = (&nouvelle, &table)
                && nombres.is_none()
            {
                let nom = format!("{section}-{nom}");
                contenu.push(Element::Ancre { nom: nom.clone(), figure: None });
                nombres = Some(nom);
            }
            contenu.extend(table.map(Element::Tableau));
        }
        if let Some(nom) = nouvelle {
            dessinees.push(nom);
            contenu.extend(figures::nommee(m, section, nom, nombres));
        }
    }
    contenu
}

/// True where a chart of the section draws that table: each thing is said once.
fn dessinee(m: &Matiere<'_>, section: &str, v: &Ventilation, nouvelle: Option<&str>) -> bool {
    let attente = (v.critere == Critere::Delai).then_some("delais");
    nouvelle.or(attente).is_some_and(|nom| m.figures.iter().any(|f| f.section == section && f.nom == nom))
}

/// « Les mesures en cours au 31 décembre 2021 »: a section that tells of two populations says which.
fn titre(section: &str, v: &Ventilation) -> Option<Element> {
    let texte = match (section, v.population) {
        ("suivis", Population::Suivis) => format!("Les {} dans l’année", v.population.en(v.unite)),
        ("suivis", Population::Presents) => format!("Les {} {}", v.population.en(v.unite), v.reference),
        _ => return None,
    };
    Some(Element::Titre { niveau: 2, texte: propre(texte.trim_end()) })
}

/// The counts of the whole service, crossed when a table crosses them.
fn trouvees(m: &Matiere<'_>, population: Population, critere: Critere, par: Option<Critere>) -> Vec<Ventilation> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    let croisees = par.map(|par| ventilations(&service.ventilations, population, critere, Some(par)));
    let croisees = croisees.unwrap_or_default();
    let utiles: Vec<Ventilation> = croisees.into_iter().filter(|v| v.colonnes.len() > 1).collect();
    if utiles.is_empty() { ventilations(&service.ventilations, population, critere, None) } else { utiles }
}

/// True for a margin that a crossed table of the same section prints: sexe under the ages, suites behind the motives.
fn deja_croisee(m: &Matiere<'_>, v: &Ventilation) -> bool {
    let croisement = match v.critere {
        Critere::Sexe => Critere::Age,
        Critere::Suite => Critere::MotifFin,
        _ => return false,
    };
    let Some(service) = m.indicateurs.service() else { return false };
    let croise = |autre: &Ventilation| (autre.critere, autre.par) == (croisement, Some(v.critere));
    let meme = |autre: &Ventilation| (autre.population, autre.unite) == (v.population, v.unite);
    v.par.is_none() && service.ventilations.iter().any(|autre| croise(autre) && meme(autre))
}

/// The chart that shows the numbers of a criterion.
fn figure_de(critere: Critere) -> Option<&'static str> {
    match critere {
        Critere::Age => Some("ages"),
        Critere::Territoire => Some("territoires"),
        Critere::Duree => Some("durees"),
        Critere::MotifFin => Some("motifs"),
        Critere::Suite => Some("suites"),
        _ => None,
    }
}

/// « Mesures suivies par âge et par sexe, au 31 décembre 2021. »
fn legende(v: &Ventilation) -> String {
    let sujet = majuscule(&v.population.en(v.unite));
    let par = match (v.critere, v.par) {
        (Critere::Fratrie, _) => "nombre de mesures de la famille".to_owned(),
        (Critere::Delai, _) if v.population == Population::Attente => "temps écoulé depuis la décision".to_owned(),
        (Critere::Referent, _) => "référent (codes du service)".to_owned(),
        (critere, Some(par)) => format!("{} et par {}", critere.libelle(), par.libelle()),
        (critere, None) => critere.libelle().to_owned(),
    };
    let reference = if v.reference.is_empty() { String::new() } else { format!(", {}", v.reference) };
    format!("{sujet} par {par}{reference}.")
}

/// At what moment ages are measured.
fn notes(v: &Ventilation) -> Vec<String> {
    let dates = v.critere == Critere::Age && !v.reference.is_empty();
    dates.then(|| format!("Âge en années révolues, {}.", v.reference)).into_iter().collect()
}

/// Renewals and passages, said beside the movements that they are not part of.
pub(super) fn a_cote(m: &Matiere<'_>) -> Option<Element> {
    let service = m.indicateurs.service()?;
    let annee = |id: &str| service.annuel(id).exact();
    let renouvellements = annee("renouvellements").map(|n| {
        let combien = au_plus_aucun(n, "Aucun renouvellement", "renouvellement", "renouvellements");
        let suite = if n == Exact::ZERO { "" } else { "\u{a0}: ni entrée ni sortie" };
        format!("{combien} dans l’année{suite}.")
    });
    let passages = annee("passages").map(|n| {
        let combien = au_plus_aucun(n, "Aucun passage", "passage", "passages");
        let delai = pluriel(m.reglages().comptage.delai_de_passage_jours.into(), "jour", "jours");
        let suite = match n == Exact::ZERO {
            true => "",
            false => ", compris dans les entrées et les sorties des dispositifs",
        };
        format!(
            "{combien} d’un dispositif à un autre (sortie de l’un et entrée dans l’autre à {delai} au plus){suite}."
        )
    });
    let phrases: Vec<String> = [renouvellements, passages].into_iter().flatten().collect();
    (!phrases.is_empty()).then(|| Element::Phrase { texte: propre(&phrases.join(" ")) })
}

/// « 3 passages », and in words when there is none.
fn au_plus_aucun(n: Exact, aucun: &str, un: &str, plusieurs: &str) -> String {
    if n == Exact::ZERO { aucun.to_owned() } else { pluriel(n, un, plusieurs) }
}
