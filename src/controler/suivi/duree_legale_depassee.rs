//! `duree-legale-depassee`: one decision that lasts longer than the law, or rapport.toml, lets it. Never cumulated.

use super::Regard;
use super::durees::{Limite, limite};
use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::reglages::Dispositif;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, NatureDeDecision};
use crate::francais;
use chrono::{Months, NaiveDate};

const FICHE: Fiche = Fiche {
    code: "duree-legale-depassee",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "La durée de chaque décision de l’exercice, de son début à son échéance, sinon à la décision suivante : la limite de la loi selon le cadre et la modalité (`data/parametres/durees_legales.toml`, avec ses articles), et celle de `duree_decision_mois` dans rapport.toml. Les renouvellements ne s’additionnent pas ; leur nombre est comparé à `renouvelable`.",
    importance: "Au-delà de sa limite une décision n’a plus d’effet : il en faut une autre. C’est le plus souvent une échéance mal tapée, ou un renouvellement qui n’est pas dans le tableau.",
    exemple: "Mesure M014 : la décision dure plus de 2 ans, la limite d’une décision (Code civil, article 375, alinéa 3).",
    correction: "Vérifier l’échéance de la ligne ; ajouter la ligne du renouvellement qui manque.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

/// From when to when a decision holds.
struct Decision<'a> {
    ligne: &'a LigneDeSuivi,
    depuis: NaiveDate,
    terme: NaiveDate,
}

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    let Some((rang, dispositif)) = regard.lignes(mesure).find_map(|l| regard.dispositif_de(l)) else { return };
    if regard.ancienne(mesure) || mesure.debut.is_none() {
        return;
    }
    let mut avant: Option<NaiveDate> = None;
    let mut lignes = regard.lignes(mesure).filter(|l| !leve(regard, l)).peekable();
    while let Some(ligne) = lignes.next() {
        let suivante = lignes.peek().and_then(|l| l.decision.or(l.debut));
        if let Some(decision) = decision(regard, mesure, (ligne, suivante), avant) {
            let (rang, dispositif) = regard.dispositif_de(ligne).unwrap_or((rang, dispositif));
            let constat = constat(regard, &decision, &regard.limites[rang], dispositif, trouves);
            trouves.extend(constat);
        }
        avant = ligne.echeance.or(avant);
    }
    let constat = renouvelee(regard, mesure, dispositif, trouves);
    trouves.extend(constat);
}

fn leve(regard: &Regard<'_>, ligne: &LigneDeSuivi) -> bool {
    regard.suivi.nature(ligne) == Some(NatureDeDecision::Mainlevee)
}

/// When a decision holds, for those of the exercise. A renewal taken early holds from the term before it. Without its
/// term a row says nothing alone, unless it says that it is one decision among others.
fn decision<'a>(
    regard: &Regard<'_>,
    mesure: &Mesure,
    (ligne, suivante): (&'a LigneDeSuivi, Option<NaiveDate>),
    avant: Option<NaiveDate>,
) -> Option<Decision<'a>> {
    let par_decision = || mesure.lignes.len() > 1 || regard.suivi.nature(ligne).is_some();
    let jusqu_ici = || suivante.or(mesure.fin).unwrap_or(regard.arret);
    let terme = ligne.echeance.or_else(|| par_decision().then(jusqu_ici))?;
    let avant = avant.filter(|avant| *avant < terme);
    let depuis = ligne.debut.max(ligne.decision).max(avant)?;
    let de_l_exercice = terme >= regard.vue.exercice().janvier().premier_jour() && depuis <= regard.arret;
    de_l_exercice.then_some(Decision { ligne, depuis, terme })
}

fn constat(
    regard: &Regard<'_>,
    decision: &Decision<'_>,
    limites: &[Limite],
    dispositif: &Dispositif,
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    let Decision { ligne, depuis, terme } = *decision;
    let depasse = |mois: u32| depuis.checked_add_months(Months::new(mois)).is_some_and(|limite| terme > limite);
    let prise_le = ligne.decision.unwrap_or(depuis);
    let legale = limite(limites, regard.cadre(dispositif, ligne), prise_le).filter(|limite| depasse(limite.mois));
    let locale = dispositif.duree_decision_mois.filter(|mois| depasse(*mois));
    if legale.is_none() && locale.is_none() {
        return None;
    }
    trouves.place(&FICHE, ligne)?;
    let pourquoi = match (legale, locale) {
        (Some(limite), _) if limite.lu => {
            format!("plus {}, la limite d’une décision ({})", de_duree(limite.mois), limite.article)
        }
        (Some(limite), _) => format!(
            "plus {}, la limite d’une décision d’après une copie du texte, à vérifier ({})",
            de_duree(limite.mois),
            limite.article
        ),
        (None, Some(mois)) => {
            format!("plus {}, la durée que rapport.toml donne à une décision ({})", de_duree(mois), dispositif.code)
        }
        (None, None) => return None,
    };
    let exception =
        legale.and_then(|limite| limite.exception.as_deref()).map(|e| format!(" ; {e}")).unwrap_or_default();
    let aide = format!(
        "vérifier l’échéance de cette ligne, ou ajouter la ligne de la décision qui manque (même identifiant, nature « renouvellement »){exception}"
    );
    let message = format!("{} : la décision dure {pourquoi}", nom(ligne));
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(regard.span(ligne, Colonne::Echeance), message) })
}

/// « de 2 ans », « d’un an », « de 9 mois ».
fn de_duree(mois: u32) -> String {
    match (mois / 12, mois % 12) {
        (1, 0) => "d’un an".to_owned(),
        (ans, 0) if ans > 1 => format!("de {ans} ans"),
        _ => format!("de {mois} mois"),
    }
}

/// More renewals than rapport.toml allows.
fn renouvelee<'a>(
    regard: &Regard<'a>,
    mesure: &'a Mesure,
    dispositif: &Dispositif,
    trouves: &mut Trouves<'a>,
) -> Option<Diagnostic> {
    let permis = dispositif.renouvelable?;
    let renouvelle = |l: &&LigneDeSuivi| regard.suivi.nature(l) == Some(NatureDeDecision::Renouvellement);
    let lignes = || regard.lignes(mesure).filter(renouvelle);
    let nombre = u32::try_from(lignes().count()).unwrap_or(u32::MAX);
    let ligne = lignes().last().filter(|_| nombre > permis)?;
    trouves.place(&FICHE, ligne)?;
    let message = format!(
        "{} : {}, alors que rapport.toml en permet {permis} au plus en {}",
        nom(ligne),
        francais::pluriel(Exact::from(nombre), "renouvellement", "renouvellements"),
        dispositif.code
    );
    let aide = "vérifier la nature des décisions de cette mesure, ou corriger « renouvelable » dans rapport.toml ; une prolongation exceptionnelle s’explique dans le texte";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(regard.span(ligne, Colonne::Nature), message) })
}
