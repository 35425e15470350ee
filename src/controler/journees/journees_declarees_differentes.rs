//! `journees-declarees-differentes`: a declared annual figure against twelve declared months, or the follow-up table.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::suivi::Derivees;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span, Spanned};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Annuel, Grandeur};
use crate::domaine::exact::Exact;
use crate::domaine::reglages::{Activite, Prevision};
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "journees-declarees-differentes",
    famille: Famille::Journees,
    gravite: Gravite::Incoherence,
    regarde: "Le chiffre annuel de journées déclaré dans rapport.toml ou dans un tableau annuel, quand un autre tableau le donne autrement ou en donne les douze mois, ou quand le suivi des mesures en donne un autre.",
    importance: "Deux chiffres officiels pour la même année : le rapport ne peut en imprimer qu’un.",
    exemple: "AEMO-R : 5 700 journées déclarées pour l’année, mais 5 622 en additionnant les douze mois.",
    correction: "Corriger le mois ou le chiffre annuel qui est faux ; le retirer de rapport.toml si les tableaux suffisent.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mut constats = entre_annuels(vue);
    if vue.annee_complete() {
        let avec_les_mois = avec_les_mois(vue);
        let deja = |c: &Diagnostic| avec_les_mois.iter().any(|autre| autre.span == c.span);
        let avec_le_suivi: Vec<_> = avec_le_suivi(vue).into_iter().filter(|c| !deja(c)).collect();
        constats.extend(avec_les_mois);
        constats.extend(avec_le_suivi);
    }
    constats
}

/// Annual figures of the tables against the one that was retained: that of rapport.toml, else the first table's.
fn entre_annuels(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mut constats: Vec<Diagnostic> = Vec::new();
    let de_l_exercice = vue.dossier.annuels.iter().filter(|a| a.annee == vue.exercice().annee());
    for annuel in de_l_exercice {
        let (Some(nombre), Some((retenue, quoi))) = (annuel.saisie.nombre(), retenue(vue, annuel)) else { continue };
        if nombre == retenue.value {
            continue;
        }
        let lie = (annuel.span.clone(), format!("ce tableau indique {}", francais::nombre_court(nombre)));
        match constats.iter_mut().find(|c| c.span == retenue.span) {
            Some(deja) => deja.lies.push(lie),
            None => {
                let message = format!(
                    "{} : {} pour l’année ici, mais {} dans un tableau (écart {})",
                    annuel.dispositif.as_deref().unwrap_or("service"),
                    mots::journees_qualifiees(retenue.value, quoi),
                    francais::nombre_court(nombre),
                    mots::ecart(retenue.value - nombre)
                );
                let aide = Some("corriger celui des chiffres qui est faux, ou n’en garder qu’un".to_owned());
                constats.push(Diagnostic { lies: vec![lie], aide, ..FICHE.constat(retenue.span.clone(), message) });
            }
        }
    }
    constats
}

/// The figure that the report prints for a declared year, and what it is.
fn retenue(vue: &Vue<'_>, annuel: &Annuel) -> Option<(Spanned<Exact>, &'static str)> {
    let activite = match &annuel.dispositif {
        None => &vue.reglages.activite,
        Some(code) => &vue.reglages.dispositif(code)?.activite,
    };
    match annuel.grandeur {
        Grandeur::JourneesRealisees => {
            let declarees = activite.realisees.as_ref()?;
            Some((Spanned { value: declarees.value.0, span: declarees.span.clone() }, "déclarée"))
        }
        Grandeur::JourneesPrevisionnelles => {
            let prevues = activite.previsionnelles.as_ref()?;
            let value = match &prevues.value {
                Prevision::Annuelle(journees) => journees.0,
                Prevision::Mensuelle(mois) => mois.iter().map(|journees| journees.0).sum(),
                Prevision::TauxCible(_) => return None,
            };
            Some((Spanned { value, span: prevues.span.clone() }, "prévue"))
        }
        _ => None,
    }
}

fn avec_les_mois(vue: &Vue<'_>) -> Vec<Diagnostic> {
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
    let aide = match declarees.span.file.as_str() {
        "rapport.toml" => {
            "corriger celui des chiffres qui est faux, ou retirer journees_realisees de rapport.toml si les mois suffisent"
        }
        _ => "corriger celui des chiffres qui est faux",
    };
    let constat = || FICHE.constat(declarees.span.clone(), message);
    (annee != somme).then(|| Diagnostic { lies, aide: Some(aide.to_owned()), ..constat() })
}

/// Declared years against the days that the follow-up table gives, where it covers them whole.
fn avec_le_suivi(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let derivees = Derivees::new(vue);
    let tableaux: Vec<(usize, &Tableau<'_>)> = vue.tableaux.iter().enumerate().collect();
    let constat = |qui, activite, tableaux: &[_]| du_suivi(qui, activite, annee(vue, &derivees, tableaux)?);
    let mut constats: Vec<Diagnostic> = tableaux
        .iter()
        .filter_map(|t| constat(&t.1.dispositif.code, &t.1.dispositif.activite, std::slice::from_ref(t)))
        .collect();
    constats.extend(constat("service", &vue.reglages.activite, &tableaux));
    constats
}

/// What the follow-up table says of a year: its days, then those that a declaration may also count, billed by quotité
/// or without the absences.
fn annee<'a>(
    vue: &Vue<'a>,
    derivees: &Derivees<'a>,
    tableaux: &[(usize, &Tableau<'a>)],
) -> Option<(Vec<Exact>, &'a Span)> {
    let (mut jours, mut facturables, mut absences, mut place) = (Exact::ZERO, Some(Exact::ZERO), Exact::ZERO, None);
    for (rang, tableau) in tableaux {
        let code = &tableau.dispositif.code;
        let (nombre, span) = derivees.somme(code, Grandeur::JourneesRealisees, vue.exercice().mois())?;
        jours = jours + nombre;
        place.get_or_insert(span);
        let par_quotite = vue.derivation.facturables.get(*rang).and_then(Option::as_ref);
        let annee = par_quotite.map_or(Some(nombre), |mois| mois.iter().copied().sum());
        facturables = facturables.zip(annee).map(|(total, n)| total + n);
        absences = absences + vue.mois().filter_map(|mois| tableau.nombre(Grandeur::Absences, mois)).sum();
    }
    Some(([Some(jours), Some(jours - absences), facturables].into_iter().flatten().collect(), place?))
}

fn du_suivi(qui: &str, activite: &Activite, (admises, place): (Vec<Exact>, &Span)) -> Option<Diagnostic> {
    let declarees = activite.realisees.as_ref()?;
    let (annee, jours) = (declarees.value.0, *admises.first()?);
    let message = format!(
        "{qui} : {} pour l’année, mais {} selon le suivi des mesures (écart {})",
        mots::journees_qualifiees(annee, "déclarée"),
        francais::nombre_court(jours),
        mots::ecart(annee - jours)
    );
    let lies = vec![(place.clone(), "ces journées sont comptées dans ce suivi".to_owned())];
    let aide = "corriger ou retirer le chiffre de l’année, sinon vérifier les dates des mesures dans le suivi et la règle de [comptage] dans rapport.toml";
    let constat = || FICHE.constat(declarees.span.clone(), message);
    (!admises.contains(&annee)).then(|| Diagnostic { lies, aide: Some(aide.to_owned()), ..constat() })
}
