//! `fins-contradictoires`: two ends of one mesure, and nothing that says which one holds.

use super::Regard;
use super::regard::nom;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Mesure, NatureDeDecision};

const FICHE: Fiche = Fiche {
    code: "fins-contradictoires",
    famille: Famille::Suivi,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures dont deux lignes datent deux fins, sans motif de fin, suite donnée ni nature de décision qui les départage : une décision plus récente avec une fin plus proche, ou une ligne qui n’a qu’une fin, différente de celle d’avant. Des décisions qui se suivent, chacune avec sa fin, n’en sont pas.",
    importance: "La fin la plus tardive est retenue : si c’est l’autre qui est vraie, la sortie, la durée et les journées sont fausses.",
    exemple: "Mesure M014 : deux fins différentes, et rien ne dit laquelle est la bonne ; la plus tardive est retenue.",
    correction: "Effacer la fin qui ne vaut plus, ou écrire sur la ligne de la vraie fin son motif, ou « mainlevée » comme nature de décision ; « renouvellement » sur la ligne qui prolonge.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Mesures(constats) };

fn constats<'a>(regard: &Regard<'a>, mesure: &'a Mesure, trouves: &mut Trouves<'a>) {
    if mesure.lignes.len() > 1 && !regard.ancienne(mesure) {
        let constat = fins(regard, mesure).and_then(|fins| constat(regard, fins, trouves));
        trouves.extend(constat);
    }
}

/// The row whose end is not kept, and the one whose end is.
fn fins<'a>(regard: &Regard<'a>, mesure: &'a Mesure) -> Option<(&'a LigneDeSuivi, &'a LigneDeSuivi)> {
    let tranche = |l: &LigneDeSuivi| {
        l.mot(Colonne::MotifFin).est_dit()
            || l.mot(Colonne::Suite).est_dit()
            || regard.suivi.nature(l) == Some(NatureDeDecision::Mainlevee)
    };
    if regard.lignes(mesure).any(tranche) {
        return None;
    }
    let mut avant: Option<&LigneDeSuivi> = None;
    for ligne in regard.lignes(mesure).filter(|l| !regard.attend(l) && regard.suivi.nature(l).is_none()) {
        let Some(fin) = ligne.fin else {
            // a later decision without an end prolongs the mesure
            avant = None;
            continue;
        };
        if let Some((autre, jour)) = avant.and_then(|autre| Some((autre, autre.fin?))) {
            let seule = ligne.decision.is_none() && ligne.debut.is_none() && autre.echeance != Some(jour);
            if fin < jour {
                return Some((ligne, autre));
            }
            if fin > jour && seule {
                return Some((autre, ligne));
            }
        }
        avant = Some(ligne);
    }
    None
}

fn constat(
    regard: &Regard<'_>,
    (autre, retenue): (&LigneDeSuivi, &LigneDeSuivi),
    trouves: &mut Trouves<'_>,
) -> Option<Diagnostic> {
    trouves.place(&FICHE, autre)?;
    let message = format!(
        "{} : deux fins différentes, et rien ne dit laquelle est la bonne ; la plus tardive est retenue",
        nom(autre)
    );
    let lies = vec![(regard.span(retenue, Colonne::Fin), "la fin retenue est ici".to_owned())];
    let aide = "effacer la fin qui ne vaut plus, ou écrire le motif sur la ligne de la vraie fin (ou « mainlevée » dans la colonne « nature de décision »)";
    let constat = FICHE.constat(regard.span(autre, Colonne::Fin), message);
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..constat })
}
