//! `journees-differentes-du-suivi`: typed days of a month against those of the follow-up table.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::suivi::Derivees;
use crate::controler::vue::{Lue, Vue};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Comptage;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "journees-differentes-du-suivi",
    famille: Famille::Journees,
    gravite: Gravite::Incoherence,
    regarde: "Les journées réalisées de chaque mois du tableau, comparées à celles du suivi des mesures comptées jour par jour selon [comptage]. Les journées à facturer (quotité) et les journées sans les absences sont admises.",
    importance: "Le rapport imprime les journées du suivi ; celles du tableau, déjà transmises ou facturées peut-être, en diffèrent.",
    exemple: "AEMO-R, mars : 440 journées dans le tableau, mais 436 selon le suivi (écart +4).",
    correction: "Vérifier la règle de comptage sous [comptage] (jour d’entrée, jour de sortie), puis les dates des mesures, sinon corriger le tableau.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let derivees = Derivees::new(vue);
    let couverts = vue.tableaux.iter().enumerate();
    let couverts = couverts.filter(|(rang, _)| vue.derivation.remplace(*rang, Grandeur::JourneesRealisees));
    couverts.flat_map(|t| vue.mois().filter_map(|mois| constat(vue, &derivees, t, mois)).collect::<Vec<_>>()).collect()
}

fn constat<'a>(
    vue: &Vue<'a>,
    derivees: &Derivees<'a>,
    (rang, tableau): (usize, &Tableau<'a>),
    mois: Mois,
) -> Option<Diagnostic> {
    let code = &tableau.dispositif.code;
    let Lue { nombre: saisies, span } = vue.lue(tableau, Grandeur::JourneesRealisees, mois)?;
    let (derivees_du_mois, suivi) = derivees.nombre(code, Grandeur::JourneesRealisees, mois)?;
    let facturables = vue.derivation.facturables.get(rang).and_then(|f| *f.as_ref()?.get(mois.rang())?);
    let absences = tableau.nombre(Grandeur::Absences, mois).unwrap_or(Exact::ZERO);
    let admises = [Some(derivees_du_mois), Some(derivees_du_mois - absences), facturables];
    if admises.contains(&Some(saisies)) {
        return None;
    }
    let ecart = saisies - derivees_du_mois;
    let message = format!(
        "{} : {} dans le tableau, mais {} selon le suivi (écart {})",
        mots::lieu(code, mois),
        francais::pluriel(saisies, "journée", "journées"),
        francais::nombre_court(derivees_du_mois),
        mots::ecart(ecart)
    );
    let mouvement = |grandeur| derivees.nombre(code, grandeur, mois).map_or(Exact::ZERO, |(n, _)| n);
    let comptage = vue.reglages.comptage_de(tableau.dispositif);
    let regle = regle(&comptage, ecart, mouvement(Grandeur::Entrees), mouvement(Grandeur::Sorties));
    let aide = regle.unwrap_or("vérifier dans le suivi les dates des mesures qui commencent ou finissent ce mois-ci, puis la règle de [comptage] dans rapport.toml, sinon corriger le tableau");
    let lies = vec![(suivi.clone(), "ces journées sont comptées dans ce suivi".to_owned())];
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span.clone(), message) })
}

/// The remedy when the difference is exactly that of another counting policy.
fn regle(comptage: &Comptage, ecart: Exact, entrees: Exact, sorties: Exact) -> Option<&'static str> {
    if ecart == sorties && !comptage.jour_de_sortie {
        Some(
            "l’écart est le nombre de sorties du mois : si le service compte le jour de sortie, écrire jour_de_sortie = \"compte\" sous [comptage] dans rapport.toml, sinon corriger le tableau",
        )
    } else if ecart + entrees == Exact::ZERO && comptage.jour_d_entree {
        Some(
            "l’écart est le nombre d’entrées du mois : si le service ne compte pas le jour d’entrée, écrire jour_d_entree = \"non-compte\" sous [comptage] dans rapport.toml, sinon corriger le tableau",
        )
    } else if ecart + sorties == Exact::ZERO && comptage.jour_de_sortie {
        Some(
            "l’écart est le nombre de sorties du mois : si le service ne compte pas le jour de sortie, écrire jour_de_sortie = \"non-compte\" sous [comptage] dans rapport.toml, sinon corriger le tableau",
        )
    } else {
        None
    }
}
