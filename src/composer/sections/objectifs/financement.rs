//! Who pays: by envelope with totals and parts, then line by line under each objective.

use crate::composer::ecriture::propre;
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::dossier::Saisie;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::objectifs::financement::{Colonne, LigneDeFinancement, Montants, Sujet};
use crate::francais::cle;
use std::collections::BTreeMap;

/// An amount with whom it is from: of a line, or of a total where no line says more.
#[derive(Clone, Copy)]
struct Poste<'a> {
    sujet: &'a Sujet,
    montants: &'a Montants,
}

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let financement = &m.controle.dossier().objectifs.financement;
    let lignes: Vec<Poste<'_>> =
        financement.lignes.iter().map(|l| Poste { sujet: &l.sujet, montants: &l.montants }).collect();
    let d_enveloppe = financement.totaux.iter().filter(|t| !t.plafond && t.sujet.enveloppe.is_some());
    let declares = d_enveloppe.map(|t| Poste { sujet: &t.sujet, montants: &t.montants }).collect();
    let postes = if lignes.is_empty() { declares } else { lignes };
    [par_enveloppe(m, &postes), par_objectif(m, &financement.lignes)].into_iter().flatten().collect()
}

/// The amount of a cell.
fn valeur(montants: &Montants, colonne: Colonne) -> Valeur {
    match montants.cellule(colonne) {
        Some((Saisie::Nombre(n), span)) => Valeur::lue(*n, span),
        Some((Saisie::Vide, _)) | None => Valeur::sans_objet(),
        Some((Saisie::Manquant | Saisie::Illisible, _)) => Valeur::manquante("montant non connu"),
    }
}

/// Their sum; blank cells add nothing, and a sum of nothing is none.
fn somme(postes: &[Poste<'_>], colonne: Colonne) -> Valeur {
    let remplie = |p: &&Poste<'_>| p.montants.cellule(colonne).is_some_and(|(s, _)| *s != Saisie::Vide);
    let valeurs: Vec<Valeur> = postes.iter().filter(remplie).map(|p| valeur(p.montants, colonne)).collect();
    match &valeurs[..] {
        [] => Valeur::sans_objet(),
        [seule] => seule.clone(),
        plusieurs => Valeur::somme(plusieurs),
    }
}

fn par_enveloppe(m: &Matiere<'_>, postes: &[Poste<'_>]) -> Option<Element> {
    let avec_realise = postes.iter().any(|p| p.montants.nombre(Colonne::Realise).is_some());
    let mut appels = Appels::default();
    let total = somme(postes, Colonne::Prevu);
    let mut ligne = |nom: &str, qui: &str, siens: &[Poste<'_>], forte: bool| {
        let prevu = somme(siens, Colonne::Prevu);
        let mut cellules = vec![simple(propre(nom)), simple(propre(qui)), appels.cellule(m, &prevu, Unite::Euros)];
        if avec_realise {
            cellules.push(appels.cellule(m, &somme(siens, Colonne::Realise), Unite::Euros));
        }
        cellules.push(appels.cellule(m, &prevu.sur(&total, "rien n’est prévu"), Unite::Taux));
        Ligne { cellules, forte, groupe: false }
    };
    let mut lignes = Vec::new();
    for (enveloppe, siens) in groupes(postes, |p| p.sujet.enveloppe.as_deref()) {
        let nom = enveloppe.unwrap_or("Sans enveloppe");
        let financeurs = groupes(&siens, |p| p.sujet.financeur.as_deref());
        for (financeur, siens) in &financeurs {
            lignes.push(ligne(nom, financeur.unwrap_or(super::NON_CONNU), siens, false));
        }
        if financeurs.len() > 1 {
            lignes.push(ligne(&format!("{nom}, ensemble"), "", &siens, true));
        }
    }
    lignes.push(ligne("Total", "", postes, true));
    let mut titres = vec!["Enveloppe", "Financeur", "Prévu"];
    titres.extend(avec_realise.then_some("Réalisé"));
    titres.push("Part du prévu");
    let mut colonnes = vec!["libelle", "texte", "nombre"];
    colonnes.extend(avec_realise.then_some("nombre"));
    colonnes.push("nombre");
    (!postes.is_empty()).then(|| tableau("Financement par enveloppe.", titres, colonnes, lignes, appels.notes(m, [])))
}

/// Every line, under its objective.
fn par_objectif(m: &Matiere<'_>, lignes: &[LigneDeFinancement]) -> Option<Element> {
    let postes: Vec<Poste<'_>> = lignes.iter().map(|l| Poste { sujet: &l.sujet, montants: &l.montants }).collect();
    let avec_realise = postes.iter().any(|p| p.montants.nombre(Colonne::Realise).is_some());
    let mut appels = Appels::default();
    let mut imprimees = Vec::new();
    for (objectif, siens) in groupes(&postes, |p| p.sujet.objectif.as_deref()) {
        let nom = objectif.map_or_else(|| "Sans objectif".to_owned(), |objectif| nomme(m, objectif));
        imprimees.push(Ligne { cellules: vec![simple(propre(&nom))], forte: true, groupe: true });
        for poste in &siens {
            let sujet = poste.sujet;
            let quoi = [sujet.action.as_deref(), sujet.ligne.as_deref()];
            let quoi = quoi.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let qui = [sujet.financeur.as_deref(), sujet.enveloppe.as_deref()];
            let qui = qui.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let mut cellules = vec![simple(propre(&quoi)), simple(propre(&qui))];
            cellules.push(appels.cellule(m, &valeur(poste.montants, Colonne::Prevu), Unite::Euros));
            if avec_realise {
                cellules.push(appels.cellule(m, &valeur(poste.montants, Colonne::Realise), Unite::Euros));
            }
            imprimees.push(Ligne { cellules, forte: false, groupe: false });
        }
    }
    let mut titres = vec!["Ligne", "Financeur", "Prévu"];
    titres.extend(avec_realise.then_some("Réalisé"));
    let mut colonnes = vec!["large", "texte", "nombre"];
    colonnes.extend(avec_realise.then_some("nombre"));
    let notes = appels.notes(m, []);
    (!postes.is_empty())
        .then(|| tableau("Financement par objectif, ligne à ligne.", titres, colonnes, imprimees, notes))
}

/// The title of the objective, when a sheet of the folder bears its number; else « Objectif 2 ».
fn nomme(m: &Matiere<'_>, objectif: &str) -> String {
    let titres = m.controle.dossier().objectifs.actions.iter().filter_map(|action| action.objectif.as_ref());
    let mut siens = titres.filter(|titre| titre.numero.as_deref() == Some(objectif));
    match siens.next() {
        Some(titre) => titre.entier(),
        None if cle(objectif).starts_with("objectif") => objectif.to_owned(),
        None => format!("Objectif {objectif}"),
    }
}

fn tableau(
    legende: &str,
    titres: Vec<&str>,
    colonnes: Vec<&str>,
    lignes: Vec<Ligne>,
    notes: crate::composer::entree::Notes,
) -> Element {
    Element::Tableau(Tableau {
        legende: legende.into(),
        colonnes: colonnes.into_iter().map(String::from).collect(),
        entetes: vec![titres.into_iter().map(entete).collect()],
        lignes,
        notes,
    })
}

/// Things by a word, in the order in which each is first met.
fn groupes<'a, 'p>(
    postes: &[Poste<'a>],
    mot: impl Fn(&Poste<'a>) -> Option<&'p str>,
) -> Vec<(Option<&'p str>, Vec<Poste<'a>>)> {
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut groupes: Vec<(Option<&'p str>, Vec<Poste<'a>>)> = Vec::new();
    for poste in postes {
        let nom = mot(poste);
        let place = *places.entry(nom.map(cle)).or_insert_with(|| {
            groupes.push((nom, Vec::new()));
            groupes.len() - 1
        });
        groupes[place].1.push(*poste);
    }
    groupes
}
