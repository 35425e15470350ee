//! What each printed indicator is: those whose values stand in the report, those that their definitions name, no other.

use crate::composer::ecriture::{majuscule, propre};
use crate::composer::entree::{Cellule, Chiffres, Element, Ligne, Notes, Section, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::budget;
use crate::domaine::indicateur::Indicateur;
use std::collections::BTreeSet;

/// Ids of indicators.
pub(in crate::composer) type Imprimes = BTreeSet<&'static str>;

/// Themes in print order, and how the ids of theirs begin. What is of the compte administratif has its own.
const THEMES: [(&str, &[&str]); 9] = [
    (
        "Mouvements et personnes suivies",
        &[
            "presents_",
            "entrees",
            "sorties",
            "passages",
            "renouvellements",
            "file_active_",
            "familles",
            "duree_",
            "anciennete_",
            "taux_de_rotation",
            "mesures_exercees_autrement",
        ],
    ),
    ("Demandes, attente et absences", &["demandes", "urgences_", "attente_", "absences_"]),
    (
        "Capacité et journées",
        &[
            "places",
            "jours_d_ouverture",
            "journees_theoriques",
            "journees_previsionnelles",
            "journees_min",
            "journees_max",
            "journees_realisees",
            "journees_au_dela_",
            "journees_facturables",
            "journees_moyenne_triennale",
            "taux_d_occupation",
            "taux_de_realisation",
            "ecart_journees",
            "ecart_a_la_moyenne_",
        ],
    ),
    ("Prix et produits", &["prix_", "produits_prevus", "produits_realises", "ecart_produits"]),
    ("Écarts et évolution", &["effet_", "evolution_", "tunnel_"]),
    ("Projection de fin d’année", &["atterrissage", "taux_d_atterrissage", "journees_par_mois_"]),
    ("Facturation", &["journees_facturees", "montant_", "ecart_de_facturation"]),
    (
        "Personnel et qualité",
        &[
            "personnel",
            "etp",
            "jours_d_absence",
            "jours_d_arret",
            "jours_d_accident_",
            "jours_de_",
            "taux_d_absenteisme",
            "formations",
            "score_",
            "criteres_",
            "plan_",
            "evenements_",
        ],
    ),
    // whatever has no theme yet
    ("Autres indicateurs", &[""]),
];

/// The account repeats the same two columns for each group: it is defined once.
const COMPTE: &str = "Charges et produits de chaque groupe, budget autorisé (après décisions modificatives) et réalisé. Écart : réalisé − budget autorisé. Résultat : produits − charges, positif pour un excédent, avant reprise des résultats antérieurs.";

/// The indicators whose values are put in entree.json, as the notes beside them recorded.
pub(in crate::composer) fn imprimes(chiffres: Option<&Chiffres>, sections: &[Section]) -> Imprimes {
    let notes_de = |element: &'_ Element| match element {
        Element::Tableau(Tableau { notes, .. }) | Element::Calculs { notes, .. } => Some(notes.clone()),
        _ => None,
    };
    let des_sections = sections.iter().flat_map(|s| &s.contenu).filter_map(notes_de);
    let notes = chiffres.map(|c| c.notes.clone()).into_iter().chain(des_sections);
    notes.flat_map(|Notes { indicateurs, .. }| indicateurs).collect()
}

/// The table of definitions, by theme; nothing where nothing is printed.
pub(super) fn tableau(m: &Matiere<'_>, imprimes: &Imprimes) -> Option<Tableau> {
    let a_definir = avec_ceux_qu_ils_nomment(m, imprimes);
    let definis: Vec<&Indicateur> = m.indicateurs.catalogue.iter().filter(|i| a_definir.contains(i.id)).collect();
    let (du_compte, autres): (Vec<&Indicateur>, Vec<&Indicateur>) =
        definis.into_iter().partition(|i| i.source == budget::SOURCE);
    let mut appels = Appels::default();
    let mut lignes = Vec::new();
    for (rang, (nom, _)) in THEMES.iter().enumerate() {
        let siens: Vec<&&Indicateur> = autres.iter().filter(|i| theme(i.id) == Some(rang)).collect();
        if !siens.is_empty() {
            lignes.push(Ligne { cellules: vec![simple(*nom)], forte: true, groupe: true });
        }
        lignes.extend(siens.into_iter().map(|i| ligne(mots(m, i), i.source, &mut appels)));
    }
    if !du_compte.is_empty() {
        lignes.push(ligne(("Compte administratif", COMPTE.to_owned()), budget::SOURCE, &mut appels));
    }
    (!lignes.is_empty()).then(|| Tableau {
        legende: "Ce que compte chaque indicateur imprimé ; la lettre renvoie à la source de sa définition.".into(),
        colonnes: ["terme", "sens"].map(String::from).into(),
        entetes: vec![["Indicateur", "Définition"].map(entete).into()],
        lignes,
        notes: appels.notes(m, []),
    })
}

fn ligne((terme, sens): (&str, String), source: &str, appels: &mut Appels) -> Ligne {
    let appel = Some(appels.appel(&phrase(source)));
    let sens = Cellule { texte: propre(&sens), appel, ..Cellule::default() };
    Ligne { cellules: vec![simple(propre(terme)), sens], forte: false, groupe: false }
}

/// The name as this service prints it, and the definition, with the other name where both are printed.
fn mots(m: &Matiere<'_>, i: &Indicateur) -> (&'static str, String) {
    let dispositifs = &m.reglages().dispositifs;
    let autre = i.libelle_en_hebergement.filter(|autre| *autre != i.libelle);
    match autre.filter(|_| dispositifs.iter().any(|d| d.modalite.heberge())) {
        Some(autre) if dispositifs.iter().all(|d| d.modalite.heberge()) => (autre, phrase(i.definition)),
        Some(autre) => (i.libelle, format!("{} En hébergement : {}.", phrase(i.definition), minuscule(autre))),
        None => (i.libelle, phrase(i.definition)),
    }
}

/// The rank of an indicator's theme: the last one takes whatever is left.
fn theme(id: &str) -> Option<usize> {
    THEMES.iter().position(|(_, debuts)| debuts.iter().any(|debut| id.starts_with(debut)))
}

/// With the indicators that the definitions of the printed ones name: no word of theirs is left without a meaning.
fn avec_ceux_qu_ils_nomment(m: &Matiere<'_>, imprimes: &Imprimes) -> Imprimes {
    let catalogue = &m.indicateurs.catalogue;
    let mut definis = imprimes.clone();
    let mut a_voir: Vec<&'static str> = imprimes.iter().copied().collect();
    while let Some(id) = a_voir.pop() {
        let Some(definition) = catalogue.iter().find(|i| i.id == id).map(|i| i.definition.to_lowercase()) else {
            continue;
        };
        let nommes = catalogue.iter().filter(|i| i.source != budget::SOURCE && compose(i.libelle));
        for nomme in nommes.filter(|i| definition.contains(&i.libelle.to_lowercase())) {
            if definis.insert(nomme.id) {
                a_voir.push(nomme.id);
            }
        }
    }
    definis
}

/// A name of one word is the word of everybody.
fn compose(libelle: &str) -> bool {
    libelle.contains(' ')
}

fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    lettres.next().map_or_else(String::new, |premiere| premiere.to_lowercase().chain(lettres).collect())
}

fn phrase(texte: &str) -> String {
    format!("{}.", majuscule(texte.trim_end_matches('.')))
}
