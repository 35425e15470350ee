//! `decembre-recopie-de-janvier`: fin of December = début of January although the year moved.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "decembre-recopie-de-janvier",
    famille: Famille::Mouvements,
    gravite: Gravite::Avertissement,
    regarde: "Que les présents de fin décembre ne répètent pas ceux du 1er janvier quand les mouvements de l’année ne s’annulent pas.",
    importance: "Une formule recopiée en boucle ou une colonne collée par erreur donne un 31 décembre qui semble juste et ne l’est pas.",
    exemple: "AED-R : 14 présents fin décembre comme début janvier, alors que l’année compte 33 entrées et 14 sorties.",
    correction: "Vérifier le chiffre du 31 décembre dans le logiciel ou le registre.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let tableaux = vue.tableaux.iter().filter(|_| vue.annee_complete());
    tableaux.filter_map(|tableau| constat(vue, tableau)).collect()
}

fn constat(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Option<Diagnostic> {
    let exercice = vue.exercice();
    let debut = vue.lue(tableau, Grandeur::PresentsDebut, exercice.janvier())?;
    let fin = vue.lue(tableau, Grandeur::PresentsFin, exercice.decembre())?;
    let annee = |grandeur| {
        let mut mois = exercice.mois();
        mois.try_fold(Exact::ZERO, |total, mois| Some(total + tableau.nombre(grandeur, mois)?))
    };
    let (entrees, sorties) = (annee(Grandeur::Entrees)?, annee(Grandeur::Sorties)?);
    if fin.nombre != debut.nombre || entrees == sorties {
        return None;
    }
    let message = format!(
        "{} : {} à la fin du mois, comme au début de janvier, alors que l’année compte {} et {}",
        mots::lieu(&tableau.dispositif.code, exercice.decembre()),
        mots::presents(fin.nombre),
        mots::entrees(entrees),
        mots::sorties(sorties)
    );
    let lies = vec![(debut.span.clone(), format!("début de janvier : {}", francais::nombre_court(debut.nombre)))];
    let aide = Some(
        "vérifier le chiffre du 31 décembre : une formule ou une colonne de janvier a pu être recopiée".to_owned(),
    );
    Some(Diagnostic { lies, aide, ..FICHE.constat(fin.span.clone(), message) })
}
