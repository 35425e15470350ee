//! The next year of a folder: what goes on is taken, what ended is left.

use super::plan::Plan;
use super::{comptes, historique, modele, noms, objectifs, reglages, suivi, tableau};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Depot, Dossier};
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{JoursOuverture, Reglages};
use crate::domaine::suivi::Derivation;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::{Preparation, preparer};
use std::path::Path;

/// Where texts wait to be read again, out of the report.
const A_REPRENDRE: &str = "textes/_a-reprendre";

/// What was written of the folder of a year that follows another.
#[derive(Debug)]
pub(in crate::publier) struct Reprise {
    /// Paths, in order.
    pub(in crate::publier) ecrits: Vec<String>,
    /// What could not be taken, or is to be confirmed: sentences without their first capital nor their point.
    pub(in crate::publier) manques: Vec<String>,
}

/// Creates the folder of the year that follows another folder's. Last year's folder is only read.
pub(in crate::publier) fn depuis(dossier: &Path, precedent: &Path, exercice: Option<i32>) -> Result<Reprise, Error> {
    let depot = fichiers::depot(precedent)?;
    let preparation = preparer(depot.clone());
    let illisible = || Error::LastYear(precedent.to_owned());
    let (controle, indicateurs) = preparation.controle().zip(preparation.indicateurs()).ok_or_else(illisible)?;
    let annee = exercice.unwrap_or(indicateurs.exercice.annee() + 1);
    let nouveau = Exercice::new(annee).ok_or(Error::BadYear(annee))?;
    if nouveau <= indicateurs.exercice {
        return Err(Error::NotAfter(annee, indicateurs.exercice.annee()));
    }
    let mut manques = Vec::new();
    let complet = est_declarable(&preparation);
    if !complet {
        manques.push(format!("les chiffres de {} ne sont pas déclarés dans [[historique]] : l’exercice n’est pas complet, ou ses données comportent des erreurs", indicateurs.exercice));
    }
    let tables = if complet { historique::tables(indicateurs, controle.reglages()) } else { Vec::new() };
    let texte = preparation.dossier().rapport_toml.as_deref().unwrap_or_default();
    let (reglages, a_voir) = reglages::de_l_annee(texte, controle.reglages(), nouveau, tables).ok_or_else(illisible)?;
    manques.extend(annees_sautees(indicateurs.exercice, nouveau));
    let mut plan = Plan::default();
    plan.ajoute("rapport.toml", reglages.into_bytes());
    let nominatives = ajoute_les_donnees(&mut plan, controle, indicateurs, nouveau);
    modele::ajoute_les_textes(&mut plan, nouveau)?;
    let images = ajoute_les_textes_d_avant(&mut plan, depot, controle.reglages().rapport.logo.as_deref());
    manques.extend(a_confirmer(preparation.dossier(), controle.reglages(), nouveau));
    manques.extend(a_voir);
    manques.extend(nominatives);
    manques.extend(images.then(|| "les images que les textes de l’année dernière citent restent dans son dossier : les copier dans images/ avec le texte qui les reprend".to_owned()));
    Ok(Reprise { ecrits: plan.ecrit(dossier)?, manques })
}

/// Years that no folder tells of.
fn annees_sautees(avant: Exercice, nouveau: Exercice) -> Option<String> {
    let manquent = match nouveau.annee() - avant.annee() - 1 {
        n if n <= 0 => return None,
        1 => "une année manque".to_owned(),
        2 => "deux années manquent".to_owned(),
        3 => "trois années manquent".to_owned(),
        n => format!("{n} années manquent"),
    };
    Some(format!(
        "{manquent} entre {avant} et {nouveau} : les présents, la capacité et la liste d’attente repris sont ceux du 31\u{a0}décembre {avant}"
    ))
}

/// Rows tell who waits for the dispositif of that code; for the service, as soon as they tell of one.
fn attend_par_lignes(controle: &DossierControle, code: Option<&str>) -> bool {
    let (dispositifs, derivation) = (&controle.reglages().dispositifs, controle.derivation());
    let attentes = &derivation.parcours.attentes;
    let nomme = |rang: usize| attentes.iter().any(|a| a.dispositif.map(usize::from) == Some(rang));
    let rang = code.map(|code| dispositifs.iter().position(|d| d.code == code));
    !attentes.is_empty() && rang.flatten().is_none_or(|rang| derivation.couvre(rang) || nomme(rang))
}

/// Tables of what goes on, then those to be filled: one for each dispositif whose figures the follow-up table that goes on
/// does not give. What is said of the columns that do not go on.
fn ajoute_les_donnees(
    plan: &mut Plan,
    controle: &DossierControle,
    indicateurs: &Indicateurs,
    nouveau: Exercice,
) -> Vec<String> {
    let (dossier, reglages, derivation) = (controle.dossier(), controle.reglages(), controle.derivation());
    let nominatives = noms::nominatives(dossier);
    let dernier_jour = indicateurs.exercice.decembre().dernier_jour();
    let delai = reglages.comptage.delai_de_passage_jours;
    let suite = suivi::Suite { suivi: &dossier.suivi, parcours: &derivation.parcours, nominatives: &nominatives };
    let repris = Derivation::new(&suivi::ajoute(plan, &suite, dernier_jour, delai), reglages);
    comptes::ajoute_l_attente(plan, dossier, (dernier_jour, nouveau), |code| attend_par_lignes(controle, code));
    comptes::ajoute_les_absences(plan, dossier, dernier_jour);
    objectifs::ajoute(plan, &dossier.objectifs, nouveau.annee());
    comptes::ajoute_le_plan_d_action(plan, &dossier.qualite.actions);
    let effectifs = dossier.personnel.au_31_decembre(indicateurs.exercice.annee());
    comptes::ajoute_le_personnel(plan, &effectifs, nouveau);
    for (rang, dispositif) in reglages.dispositifs.iter().enumerate() {
        let jours_sans_date = matches!(reglages.comptage_de(dispositif).jours_ouverture, JoursOuverture::Nombre(_));
        if jours_sans_date || !repris.couvre(rang) {
            plan.ajoute_un_tableau(&dispositif.code, tableau(&dispositif.code, nouveau));
        }
    }
    noms::dites(dossier, &nominatives)
}

/// Last year's texts, out of the report, and the logo. True when there were other pictures.
fn ajoute_les_textes_d_avant(plan: &mut Plan, depot: Depot, logo: Option<&str>) -> bool {
    let mut images = false;
    for source in depot.sources {
        if let Some(nom) = source.chemin.strip_prefix("textes/") {
            plan.ajoute(format!("{A_REPRENDRE}/{nom}"), source.octets);
        } else if logo == Some(&source.chemin) {
            plan.ajoute(source.chemin, source.octets);
        } else {
            images |= source.chemin.starts_with("images/");
        }
    }
    images
}

/// What the office has to look at, since it goes on in a way that no table says.
fn a_confirmer(dossier: &Dossier, reglages: &Reglages, nouveau: Exercice) -> Vec<String> {
    let sans_reponse = dossier.registres.demandes.iter().filter(|d| d.issue.is_empty()).count();
    let dites = [
        (!reglages.tarifs.is_empty(), "les tarifs ne sont pas repris : ils sont à la fin de rapport.toml, derrière des #, à confirmer ou à remplacer".to_owned()),
        (
            !dossier.personnel.effectifs.is_empty(),
            format!("personnel : les fonctions en poste sont reprises, à confirmer ; leurs effectifs au 31\u{a0}décembre {nouveau} sont à saisir"),
        ),
        (
            !dossier.objectifs.indicateurs.is_empty(),
            format!("objectifs : les cibles de l’année dernière sont reprises pour {nouveau}, à confirmer ; ce qui est réalisé est à saisir"),
        ),
        (
            !dossier.objectifs.financement.est_vide(),
            "objectifs : le financement n’est pas repris, son tableau ne dit pas de quelle année il est".to_owned(),
        ),
        (
            !dossier.qualite.scores.is_empty(),
            "qualité : les cotations ne sont pas reprises, une évaluation est à refaire ou à déposer de nouveau".to_owned(),
        ),
        (
            sans_reponse > 0,
            "demandes : celles qui attendent encore une réponse restent dans le registre de l’année dernière, où elles sont comptées".to_owned(),
        ),
    ];
    dites.into_iter().filter(|(vrai, _)| *vrai).map(|(_, dite)| dite).collect()
}

/// The year is whole, and nothing prevents its figures from being printed.
fn est_declarable(preparation: &Preparation) -> bool {
    preparation.indicateurs().is_some_and(|i| !i.en_cours()) && !preparation.constats.bloquent_les_chiffres()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn exemple() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exemple")
    }

    #[test]
    fn l_annee_suivante_commence_ou_l_autre_finit() {
        let lieu = tempfile::tempdir().unwrap();
        let dossier = lieu.path().join("2026");
        depuis(&dossier, &exemple(), None).unwrap();
        let [avant, apres] = [exemple(), dossier.clone()].map(|d| preparer(fichiers::depot(&d).unwrap()));
        assert!(!apres.constats.bloquants());
        let (avant, apres) = (avant.indicateurs().unwrap(), apres.indicateurs().unwrap());
        assert_eq!(apres.exercice.annee(), 2026);
        for (avant, apres) in avant.dispositifs().zip(apres.dispositifs()) {
            let fin = avant.annuel("presents_fin").exact();
            assert!(fin.is_some(), "{}", avant.code);
            assert_eq!(apres.annuel("presents_debut").exact(), fin, "{}", avant.code);
            assert_eq!(apres.precedent.get("presents_fin").copied(), fin, "{}", avant.code);
        }
        let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
        assert!(rapport.contains("# tranche réservée aux œuvres de fiction"));
        let capacite = "depuis = 2026-01-01  # en vigueur depuis le 1er\u{a0}septembre 2025\nplaces = 66";
        assert!(rapport.contains(capacite), "la capacité du 31 décembre");
        assert!(!rapport.contains("places = 24\n[[") && !rapport.contains("\n[[tarif]]"));
        assert!(rapport.contains("\n# prix_de_journee = \"187,15\""));
        let reprise = dossier.join("textes/_a-reprendre/budget.md");
        assert_eq!(fs::read(reprise).unwrap(), fs::read(exemple().join("textes/budget.md")).unwrap());
        assert!(!dossier.join("textes/budget.md").exists());
        assert!(matches!(depuis(&dossier, &exemple(), None), Err(Error::NotEmpty(_))));
    }
}
