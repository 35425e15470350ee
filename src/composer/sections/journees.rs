//! The days: N−1 | N for each dispositif and the service, every rate with both its terms, then month by month.

use super::figures;
use crate::composer::ecriture::{SANS_OBJET, ecrit, est_connue, libelle, nom, propre, unite_de};
use crate::composer::entree::{Cellule, Element, Entete, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::{Rangee, entete, mensuel};
use crate::domaine::indicateur::{Genre, Perimetre, SourceJournees, Unite, Valeur};
use crate::francais::{enumeration, nombre};

/// Most columns of figures in one table.
const COLONNES: usize = 9;

/// Rows of the annual table: indicator, label (the registry's when empty), bold, always printed.
const RANGEES: [(&str, &str, bool, bool); 8] = [
    ("places", "Places en fin de période", false, false),
    ("jours_d_ouverture", "Jours d’ouverture", false, false),
    ("journees_theoriques", "Journées théoriques", false, true),
    ("journees_previsionnelles", "Journées prévisionnelles", false, true),
    ("journees_realisees", "Journées réalisées", false, true),
    ("ecart_journees", "Écart réalisé − prévu", false, false),
    ("taux_d_occupation", "", true, true),
    ("taux_de_realisation", "", true, true),
];

const MENSUELLES: [Rangee; 3] = [
    Rangee { id: "journees_theoriques", libelle: "Théoriques", flux: true, forte: false },
    Rangee { id: "journees_previsionnelles", libelle: "Prévisionnelles", flux: true, forte: false },
    Rangee { id: "journees_realisees", libelle: "Réalisées", flux: true, forte: true },
];

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let perimetres = m.perimetres();
    let parle = |p: &&&Perimetre| {
        ["journees_realisees", "journees_previsionnelles", "journees_theoriques"]
            .iter()
            .any(|id| est_connue(&p.annuel(id)))
    };
    let parlants: Vec<&Perimetre> = perimetres.iter().filter(parle).copied().collect();
    let mut contenu: Vec<Element> =
        lots(&parlants).iter().map(|lot| Element::Tableau(annuel(m, lot, &parlants))).collect();
    contenu.extend(par_mois(m, &parlants).map(Element::Tableau));
    contenu.extend(figures::de_la_section(m, "journees"));
    contenu
}

/// Perimetres that fit side by side.
fn lots<'a>(perimetres: &[&'a Perimetre]) -> Vec<Vec<&'a Perimetre>> {
    let mut lots: Vec<Vec<&Perimetre>> = Vec::new();
    let mut libres = 0;
    for p in perimetres {
        if libres < colonnes(p) || lots.is_empty() {
            lots.push(Vec::new());
            libres = COLONNES;
        }
        libres -= colonnes(p);
        if let Some(lot) = lots.last_mut() {
            lot.push(p);
        }
    }
    lots
}

/// One column, two when something is known of the exercise before.
fn colonnes(p: &Perimetre) -> usize {
    if RANGEES.iter().any(|(id, ..)| p.precedent.contains_key(*id)) { 2 } else { 1 }
}

fn annuel(m: &Matiere<'_>, lot: &[&Perimetre], tous: &[&Perimetre]) -> Tableau {
    let mut appels = Appels::default();
    let modalite = m.indicateurs.service().and_then(|s| s.modalite);
    let mut lignes = Vec::new();
    for (id, mot, forte, toujours) in RANGEES {
        if toujours || tous.iter().any(|p| est_connue(&p.annuel(id))) {
            let titre = if mot.is_empty() { libelle(m, id, modalite) } else { mot.to_owned() };
            let mut cellules = vec![simple(titre)];
            for p in lot {
                cellules.extend(deux_annees(m, p, id, &mut appels));
            }
            lignes.push(Ligne { cellules, forte, groupe: false });
        }
    }
    let largeur: usize = lot.iter().map(|p| colonnes(p)).sum();
    let mut largeurs = vec!["libelle".to_owned()];
    largeurs.extend((0..largeur).map(|_| "nombre".to_owned()));
    let entetes = entetes(m, lot);
    let notes = appels.notes(m, formules(m, lot));
    let noms: Vec<String> = lot.iter().map(|p| nom(p)).collect();
    let qui = if lot.len() == tous.len() { String::new() } else { format!(" ({})", noms.join(", ")) };
    let periode = match m.indicateurs.en_cours() {
        true => format!("à fin {}", m.dernier_mois()),
        false => m.annee().to_string(),
    };
    let legende = propre(&format!("Activité en journées, {periode}{qui} : chaque taux et ses deux termes."));
    Tableau { legende, colonnes: largeurs, entetes, lignes, notes }
}

/// Two rows of headers: the perimetre over its one or two years.
fn entetes(m: &Matiere<'_>, lot: &[&Perimetre]) -> Vec<Vec<Entete>> {
    let mut noms = vec![entete("Dispositif")];
    let mut annees = vec![entete("Année")];
    for p in lot {
        noms.push(Entete { texte: nom(p), largeur: colonnes(p) });
        if colonnes(p) == 2 {
            annees.push(entete((m.annee() - 1).to_string()));
        }
        annees.push(entete(m.annee().to_string()));
    }
    vec![noms, annees]
}

fn deux_annees(m: &Matiere<'_>, p: &Perimetre, id: &str, appels: &mut Appels) -> Vec<Cellule> {
    let unite = unite_de(m, id);
    let valeur = p.annuel(id);
    let mut cellules = Vec::new();
    if colonnes(p) == 2 {
        let avant = p.precedent.get(id).map(|n| ecrit(*n, unite));
        cellules.push(simple(avant.unwrap_or_else(|| SANS_OBJET.into())));
    }
    let dit = |n| p.a_ecrire(n, unite, None);
    let mut cellule = appels.cellule_ecrite(m, &valeur, |n| ecrit(dit(n), unite));
    if let (Some(n), true) = (valeur.exact(), id.starts_with("ecart_")) {
        cellule.texte = unite.ecart(dit(n));
    }
    if id == "journees_realisees" && cellule.appel.is_none() && est_connue(&valeur) {
        cellule.appel = source(p).map(|s| appels.appel(&format!("Journées {s}")));
    }
    cellules.push(cellule);
    cellules
}

/// « Journées réalisées estimées…, entre 5 604 et 6 662 ».
pub(in crate::composer) fn source(p: &Perimetre) -> Option<String> {
    let libelle = p.source_journees?.libelle();
    let bornes = bornes(p).map(|b| format!(" ; les mouvements en permettent {b}")).unwrap_or_default();
    Some(format!("{libelle}{bornes}."))
}

/// « de 5 604 à 6 662 journées », when the bounds leave room.
fn bornes(p: &Perimetre) -> Option<String> {
    let (min, max) = (p.annuel("journees_min").exact()?, p.annuel("journees_max").exact()?);
    (min < max).then(|| format!("de {} à {} journées", nombre(min), nombre(max)))
}

/// The formulas with their operands, for the last perimetre of the table: the service when it is there.
fn formules(m: &Matiere<'_>, lot: &[&Perimetre]) -> Vec<String> {
    let Some(p) = lot.iter().find(|p| p.genre == Genre::Service).or(lot.last()) else { return Vec::new() };
    let formule = |id: &str, dessus: (&str, &str), dessous: (&str, &str)| {
        let (haut, bas): (Valeur, Valeur) = (p.annuel(dessus.0), p.annuel(dessous.0));
        let nombres = haut.exact().zip(bas.exact()).filter(|_| est_connue(&p.annuel(id)));
        let nombres = nombres.map(|(a, b)| {
            let taux = ecrit(p.annuel(id).exact().unwrap_or_default(), unite_de(m, id));
            let jours = |n| ecrit(p.a_ecrire(n, Unite::Journees, None), Unite::Journees);
            format!(" = {} ÷ {} = {taux} ({})", jours(a), jours(b), nom(p))
        });
        let chiffres = nombres?;
        Some(format!("{} = {} ÷ {}{chiffres}.", libelle(m, id, p.modalite), dessus.1, dessous.1))
    };
    let realisees = ("journees_realisees", "journées réalisées");
    let mut notes: Vec<String> = [
        formule("taux_d_occupation", realisees, ("journees_theoriques", "journées théoriques")),
        formule("taux_de_realisation", realisees, ("journees_previsionnelles", "journées prévisionnelles")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reserves = lot.iter().filter(|p| p.annuel("journees_realisees").reserve.is_some());
    let sources: Vec<String> = reserves.filter_map(|p| Some(format!("{} : {}", nom(p), source(p)?))).collect();
    notes.extend((!sources.is_empty()).then(|| format!("Journées réalisées. {}", sources.join(" "))));
    notes
}

fn par_mois(m: &Matiere<'_>, perimetres: &[&Perimetre]) -> Option<Tableau> {
    let estime = |p: &&&Perimetre| p.source_mensuelle.contains(&Some(SourceJournees::Estime));
    let ailleurs = |p: &&&Perimetre| estime(p) && p.source_journees.is_some_and(|s| s != SourceJournees::Estime);
    let mut notes = Vec::new();
    if perimetres.iter().any(|p| estime(&p)) {
        notes.push(MOIS_ESTIMES.to_owned());
    }
    let autres: Vec<String> = perimetres.iter().filter(ailleurs).map(|p| nom(p)).collect();
    if !autres.is_empty() {
        notes.push(format!(
            "{} : le total de l’année est déclaré ; les mois, estimés, ne s’additionnent pas à lui.",
            enumeration(&autres)
        ));
    }
    mensuel(m, perimetres, &MENSUELLES, "Journées mois par mois.".into(), notes)
}

pub(in crate::composer) const MOIS_ESTIMES: &str = "Les journées réalisées des mois sont estimées au point milieu des mouvements : (présents au début + présents à la fin) ÷ 2 × jours.";
