//! `journees-declarees-differentes`: a declared annual figure against twelve declared months.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::reglages::Activite;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "journees-declarees-differentes",
    famille: Famille::Journees,
    gravite: Gravite::Incoherence,
    regarde: "Le chiffre annuel de journées de rapport.toml, quand les tableaux donnent aussi les douze mois.",
    importance: "Deux chiffres officiels pour la même année : le rapport ne peut en imprimer qu’un.",
    exemple: "AEMO-R : 5 700 journées déclarées pour l’année, mais 5 622 en additionnant les douze mois.",
    correction: "Corriger le mois ou le chiffre annuel qui est faux ; retirer journees_realisees de rapport.toml si les mois suffisent.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    if !vue.annee_complete() {
        return Vec::new();
    }
    let constat = |t: &Tableau<'_>| constat(&t.dispositif.code, &t.dispositif.activite, douze_mois(vue, &[t])?);
    let mut constats: Vec<_> = vue.tableaux.iter().filter_map(constat).collect();
    let tous: Vec<_> = vue.tableaux.iter().collect();
    constats.extend(douze_mois(vue, &tous).and_then(|mois| self::constat("service", &vue.reglages.activite, mois)));
    constats
}

/// The sum of the months of every table with its first cell; `None` as soon as a month of an open dispositif is missing.
fn douze_mois(vue: &Vue<'_>, tableaux: &[&Tableau<'_>]) -> Option<(Exact, Span)> {
    let (mut somme, mut premiere) = (Exact::ZERO, None);
    for tableau in tableaux {
        for mois in vue.exercice().mois() {
            match vue.lue(tableau, Grandeur::JourneesRealisees, mois) {
                Some(lue) => {
                    somme = somme + lue.nombre;
                    premiere.get_or_insert_with(|| lue.span.clone());
                }
                None if tableau.ferme(mois) => {}
                None => return None,
            }
        }
    }
    Some((somme, premiere?))
}

fn constat(qui: &str, activite: &Activite, (somme, premiere): (Exact, Span)) -> Option<Diagnostic> {
    let declarees = activite.realisees.as_ref()?;
    let annee = declarees.value.0;
    let message = format!(
        "{qui} : {} pour l’année, mais {} en additionnant les douze mois (écart {})",
        mots::journees_qualifiees(annee, "déclarée"),
        francais::nombre_court(somme),
        mots::ecart(annee - somme)
    );
    let lies = vec![(premiere, "les mois commencent ici".to_owned())];
    let aide =
        "corriger celui des chiffres qui est faux, ou retirer journees_realisees de rapport.toml si les mois suffisent";
    let constat = || FICHE.constat(declarees.span.clone(), message);
    (annee != somme).then(|| Diagnostic { lies, aide: Some(aide.to_owned()), ..constat() })
}
