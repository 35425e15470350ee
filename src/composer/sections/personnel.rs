//! Staff: posts by function, movements, absences by motive with those that are arrêts, the rate where it is known.

use crate::composer::ecriture::{date, est_connue, majuscule, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::domaine::personnel::MouvementDuPersonnel;
use crate::francais::{decimal, nombre_court, pluriel, pourcent};

/// The tables of the section.
pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    let decompte = |id: &str| service.decomptes.iter().find(|d| d.id == id);
    let mut contenu: Vec<Element> = Vec::new();
    contenu.extend(decompte("personnel").map(|d| Element::Tableau(effectifs(m, d))));
    contenu.extend(decompte("mouvements_du_personnel").map(|d| Element::Tableau(mouvements(m, d))));
    contenu.extend(decompte("absences_du_personnel").map(|d| Element::Tableau(absences(m, service, d))));
    contenu.extend(absenteisme(service));
    contenu
}

/// Rows of a décompte, with its total where several rows make one.
fn lignes(m: &Matiere<'_>, d: &Decompte, unite: Unite, appels: &mut Appels) -> Vec<Ligne> {
    let total = (d.lignes.len() > 1).then_some(("Ensemble", &d.ensemble, true));
    let lignes = d.lignes.iter().map(|(nom, valeurs)| (nom.as_str(), valeurs, false)).chain(total);
    lignes.map(|(nom, valeurs, forte)| ligne(m, (nom, valeurs, forte), unite, appels)).collect()
}

fn ligne(
    m: &Matiere<'_>,
    (nom, valeurs, forte): (&str, &Vec<Valeur>, bool),
    unite: Unite,
    appels: &mut Appels,
) -> Ligne {
    let mut cellules = vec![simple(propre(&majuscule(nom)))];
    cellules.extend(valeurs.iter().map(|v| appels.cellule(m, v, unite)));
    Ligne { cellules, forte, groupe: false }
}

fn tableau(d: &Decompte, premiere: &str, legende: &str) -> Tableau {
    let mut entetes = vec![entete(premiere)];
    entetes.extend(d.colonnes.iter().map(|c| entete(propre(&majuscule(c)))));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(d.colonnes.iter().map(|_| "nombre".to_owned()));
    Tableau { legende: propre(legende), colonnes, entetes: vec![entetes], ..Tableau::default() }
}

fn effectifs(m: &Matiere<'_>, d: &Decompte) -> Tableau {
    let mut appels = Appels::default();
    let mut lignes = lignes(m, d, Unite::Nombre, &mut appels);
    aligne(d, &mut lignes);
    let postes = m.controle.dossier().personnel.au_31_decembre(m.annee());
    let jour = postes.iter().find_map(|p| p.date).unwrap_or_else(|| m.indicateurs.exercice.decembre().dernier_jour());
    let notes = d.colonnes.contains(&"ETP").then(|| "ETP : équivalent temps plein.".to_owned());
    let legende = format!("Le personnel par fonction, au {}.", date(jour));
    Tableau { lignes, notes: appels.notes(m, notes), ..tableau(d, "Fonction", &legende) }
}

/// Full-time equivalents with as many decimals each.
fn aligne(d: &Decompte, lignes: &mut [Ligne]) {
    let Some(rang) = d.colonnes.iter().position(|c| *c == "ETP") else { return };
    let valeurs: Vec<Option<Exact>> =
        d.lignes.iter().map(|(_, v)| v).chain([&d.ensemble]).map(|v| v.get(rang)?.exact()).collect();
    let dixieme = |n: &Exact| (*n * Exact::from(10_u32)).est_entier();
    let decimales = if valeurs.iter().flatten().all(dixieme) { 1 } else { 2 };
    for (ligne, valeur) in lignes.iter_mut().zip(valeurs) {
        if let (Some(cellule), Some(n)) = (ligne.cellules.get_mut(rang + 1), valeur) {
            cellule.texte = decimal(n, decimales);
        }
    }
}

/// Movements by nature, with the functions that they concern.
fn mouvements(m: &Matiere<'_>, d: &Decompte) -> Tableau {
    let mut appels = Appels::default();
    let mut lignes = lignes(m, d, Unite::Nombre, &mut appels);
    let tous = &m.controle.dossier().personnel.mouvements;
    for (rang, ligne) in lignes.iter_mut().enumerate() {
        let siens = d.lignes.get(rang).map(|(nature, _)| tous.iter().filter(move |x| x.nature == *nature));
        let fonctions: Vec<String> = siens.into_iter().flatten().map(fonction).collect();
        ligne.cellules.insert(1, simple(propre(&fonctions.join(", "))));
    }
    let legende = format!("Les mouvements du personnel en {}.", m.annee());
    Tableau {
        lignes,
        notes: appels.notes(m, None),
        colonnes: ["texte", "large", "nombre"].map(String::from).into(),
        entetes: vec![["Mouvement", "Fonctions concernées", "Personnes"].map(entete).into()],
        ..tableau(d, "Mouvement", &legende)
    }
}

/// « Éducateur spécialisé (2) »; without its number for one person.
fn fonction(mouvement: &MouvementDuPersonnel) -> String {
    match mouvement.nombre.0.nombre() {
        Some(n) if n != Exact::from(1_u32) => format!("{} ({})", mouvement.fonction, nombre_court(n)),
        _ => mouvement.fonction.clone(),
    }
}

/// Absences by motive; under the total, the days that are arrêts when some are not.
fn absences(m: &Matiere<'_>, service: &Perimetre, d: &Decompte) -> Tableau {
    let mut appels = Appels::default();
    let mut lignes = lignes(m, d, Unite::Nombre, &mut appels);
    let (total, arrets) = (service.annuel("jours_d_absence"), service.annuel("jours_d_arret"));
    let partagees = arrets.exact().is_some_and(|n| n > Exact::ZERO && total.exact() != Some(n));
    if partagees {
        let toutes = &m.controle.dossier().personnel.absences;
        let des_arrets = toutes.iter().filter(|a| a.arret == Some(true));
        let personnes: Option<Exact> = des_arrets.map(|a| a.personnes.as_ref()?.0.nombre()).sum();
        let mut cellules = vec![simple("dont arrêts de travail"), appels.cellule(m, &arrets, Unite::Nombre)];
        let texte = personnes.map_or_else(|| "–".to_owned(), nombre_court);
        cellules.extend(d.colonnes.get(1).map(|_| simple(texte)));
        lignes.push(Ligne { cellules, forte: true, groupe: false });
    }
    let note = "Arrêts de travail : maladie, accident du travail, maladie professionnelle. Un congé ou une formation n’en est pas un.";
    let deux = d.lignes.len() > 1 && d.colonnes.len() > 1;
    let deux = deux.then_some("Une personne absente pour deux motifs compte dans chacun.");
    let notes: Vec<String> = partagees.then_some(note).into_iter().chain(deux).map(str::to_owned).collect();
    let legende = format!("Les absences du personnel en {}, par motif.", m.annee());
    Tableau { lignes, notes: appels.notes(m, notes), ..tableau(d, "Motif", &legende) }
}

/// The rate with its terms; nothing while one of them is not known.
fn absenteisme(service: &Perimetre) -> Option<Element> {
    let [taux, arrets, etp] = ["taux_d_absenteisme", "jours_d_arret", "etp"].map(|id| service.annuel(id));
    if !est_connue(&taux) {
        return None;
    }
    let texte = format!(
        "Taux d’absentéisme (calcul dérivé) : {} d’arrêt de travail ÷ ({} ETP × jours du calendrier) = {}.",
        pluriel(arrets.exact()?, "jour", "jours"),
        nombre_court(etp.exact()?),
        pourcent(taux.exact()?)
    );
    Some(Element::Phrase { texte: propre(&texte) })
}
