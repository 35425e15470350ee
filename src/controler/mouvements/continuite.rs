//! `continuite`: début of a month = fin of the month before, at the début cell.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Lue;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "continuite",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif, que les présents au début d’un mois sont ceux de la fin du mois précédent ; pour janvier, ceux que l’[[historique]] donne au 31 décembre ; autour d’une fermeture (places = 0), qu’il n’en reste aucun.",
    importance: "Entre la fin d’un mois et le début du suivant, personne ne peut ni entrer ni sortir.",
    exemple: "AEMO-R, décembre : 50 présents au début du mois, mais 15 à la fin de novembre.",
    correction: "Corriger celle des deux cellules qui est fausse.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let mut constats: Vec<_> = vue.tableaux.iter().flat_map(|t| du_dispositif(vue, t)).collect();
    constats.extend(service_en_janvier(vue));
    constats
}

fn du_dispositif(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Diagnostic> {
    let mois: Vec<Mois> = vue.mois().collect();
    let maillons = mois.windows(2).filter_map(|m| entre_deux_mois(vue, tableau, m[0], m[1]));
    janvier(vue, tableau).into_iter().chain(maillons).collect()
}

fn entre_deux_mois(vue: &Vue<'_>, tableau: &Tableau<'_>, avant: Mois, mois: Mois) -> Option<Diagnostic> {
    let fin = vue.lue(tableau, Grandeur::PresentsFin, avant);
    let debut = vue.lue(tableau, Grandeur::PresentsDebut, mois);
    let code = &tableau.dispositif.code;
    match (fin, debut) {
        (Some(fin), Some(debut)) => {
            let quand = format!("à la fin {}", mots::de_mois(avant));
            let lie = format!("fin {} : {}", mots::de_mois(avant), francais::nombre_court(fin.nombre));
            let constat = constat(&mots::lieu(code, mois), debut, fin.nombre, &quand)?;
            Some(Diagnostic { lies: vec![(fin.span.clone(), lie)], ..constat })
        }
        (Some(fin), None) if ferme(tableau, mois) => fermeture(code, fin, "à la fin", avant, mois),
        (None, Some(debut)) if ferme(tableau, avant) => fermeture(code, debut, "au début", mois, avant),
        _ => None,
    }
}

/// Closed after having been open: nobody can be there.
fn ferme(tableau: &Tableau<'_>, mois: Mois) -> bool {
    tableau.ferme(mois) && !tableau.pas_encore_ouvert(mois)
}

fn fermeture(code: &str, lue: Lue<'_>, quand: &str, mois: Mois, sans_place: Mois) -> Option<Diagnostic> {
    let message = format!(
        "{} : {} {quand} du mois, mais aucune place {}",
        mots::lieu(code, mois),
        mots::presents(lue.nombre),
        mots::en_mois(sans_place)
    );
    let aide = "corriger les présents, ou la date de fermeture (places = 0) dans rapport.toml".to_owned();
    (lue.nombre != Exact::ZERO).then(|| Diagnostic { aide: Some(aide), ..FICHE.constat(lue.span.clone(), message) })
}

/// January against what rapport.toml declares of the year before.
fn janvier(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Option<Diagnostic> {
    let code = &tableau.dispositif.code;
    let declare = vue.reglages.exercice_precedent(Some(code))?.valeurs.get("presents_fin")?;
    let mois = vue.exercice().janvier();
    let debut = vue.lue(tableau, Grandeur::PresentsDebut, mois)?;
    constat(&mots::lieu(code, mois), debut, declare.value, &veille(vue)).map(|constat| Diagnostic {
        lies: vec![(
            declare.span.clone(),
            format!("déclarés au 31 décembre : {}", francais::nombre_court(declare.value)),
        )],
        ..constat
    })
}

/// The same for the service, unless its figure is the sum of what every dispositif declares: that was just checked.
fn service_en_janvier(vue: &Vue<'_>) -> Option<Diagnostic> {
    let declare = vue.reglages.exercice_precedent(None)?.valeurs.get("presents_fin")?;
    let propre = |t: &Tableau<'_>| {
        let precedent = vue.reglages.exercice_precedent(Some(&t.dispositif.code))?;
        precedent.valeurs.get("presents_fin").map(|presents| presents.value)
    };
    let propres = vue.tableaux.iter().try_fold(Exact::ZERO, |total, t| Some(total + propre(t)?));
    if propres == Some(declare.value) {
        return None;
    }
    let mois = vue.exercice().janvier();
    let stocks = vue.stocks(Grandeur::PresentsDebut, mois)?;
    let (_, premier) = stocks.first()?;
    let total: Exact = stocks.iter().map(|(_, lue)| lue.nombre).sum();
    let debut = Lue { nombre: total, span: premier.span };
    let mut lies =
        vec![(declare.span.clone(), format!("déclarés au 31 décembre : {}", francais::nombre_court(declare.value)))];
    let autres =
        stocks.iter().map(|(code, lue)| (lue.span.clone(), format!("{code} : {}", francais::nombre_court(lue.nombre))));
    lies.extend(autres);
    constat(&mots::lieu("service", mois), debut, declare.value, &veille(vue))
        .map(|constat| Diagnostic { lies, ..constat })
}

fn veille(vue: &Vue<'_>) -> String {
    format!("déclarés au 31 décembre {}", vue.exercice().annee() - 1)
}

fn constat(qui: &str, debut: Lue<'_>, attendu: Exact, quand: &str) -> Option<Diagnostic> {
    let message = format!(
        "{qui} : {} au début du mois, mais {} {quand} (écart {})",
        mots::presents(debut.nombre),
        francais::nombre_court(attendu),
        mots::ecart(debut.nombre - attendu)
    );
    let aide = Some("corriger celle des deux cellules qui est fausse".to_owned());
    (debut.nombre != attendu).then(|| Diagnostic { aide, ..FICHE.constat(debut.span.clone(), message) })
}
