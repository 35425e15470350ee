//! `exercice-en-cours`: a follow-up table whose last date comes before December. The year may be over all the same, and
//! only rapport.toml can say so.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::{Vue, place_de_l_exercice};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::mois::Mois;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, Suivi};
use crate::francais;
use chrono::NaiveDate;

const FICHE: Fiche = Fiche {
    code: "exercice-en-cours",
    famille: Famille::Suivi,
    gravite: Gravite::Information,
    regarde: "La dernière décision, le dernier début et la dernière fin que date le suivi, quand rapport.toml ne dit pas `arrete_au` : s’ils viennent avant décembre, et qu’aucun tableau mensuel n’est rempli au-delà, l’exercice est lu comme en cours.",
    importance: "D’un exercice en cours, les chiffres s’arrêtent au dernier mois connu, et seule l’édition de travail peut être composée. Un suivi où rien ne bouge en fin d’année ne se distingue pas d’un suivi tenu jusque-là : seul le service sait lequel des deux il a.",
    exemple: "Les données vont jusqu’à octobre 2021 : le suivi ne date rien après le 14 octobre 2021.",
    correction: "Ajouter au suivi ce qui s’est passé ensuite ; ou, si l’année est finie et que plus rien n’a bougé, écrire `arrete_au = 2021-12-31` dans rapport.toml, sous `exercice`.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let suivi = vue.derivation.presences.iter().any(Option::is_some);
    if !suivi || vue.annee_complete() || vue.reglages.arrete_au.is_some() {
        return Vec::new();
    }
    constat(vue).into_iter().collect()
}

fn constat(vue: &Vue<'_>) -> Option<Diagnostic> {
    let (jour, ligne, colonne) = derniere_date(&vue.dossier.suivi)?;
    let aussi =
        if Mois::du(jour) < Some(vue.jusqu_a) { ", et aucun tableau mensuel n’est rempli au-delà" } else { "" };
    let message = format!(
        "les données vont jusqu’à {} {}, et l’exercice est lu comme en cours : le suivi ne date rien après le {}{aussi}",
        vue.jusqu_a.nom(),
        vue.jusqu_a.annee(),
        francais::date_en_lettres(jour)
    );
    let aide = format!(
        "seule l’édition de travail peut être composée ainsi : ajouter ce qui s’est passé ensuite ; ou, si l’année est finie et que plus rien n’a bougé, écrire dans rapport.toml, sous exercice :\narrete_au = {}",
        vue.exercice().decembre().dernier_jour()
    );
    let lies = vec![(vue.dossier.suivi.span(ligne, Some(colonne)), "la dernière date du suivi est ici".to_owned())];
    let constat = FICHE.constat(place_de_l_exercice(vue.dossier), message);
    Some(Diagnostic { lies, aide: Some(aide), ..constat })
}

/// The last day on which something was decided, began or ended, and its cell; the first one met of that day.
fn derniere_date(suivi: &Suivi) -> Option<(NaiveDate, &LigneDeSuivi, Colonne)> {
    let mut derniere: Option<(NaiveDate, &LigneDeSuivi, Colonne)> = None;
    for ligne in &suivi.lignes {
        let dates = [(Colonne::Decision, ligne.decision), (Colonne::Debut, ligne.debut), (Colonne::Fin, ligne.fin)];
        for (colonne, jour) in dates {
            match jour {
                Some(jour) if derniere.is_none_or(|(avant, _, _)| avant < jour) => {
                    derniere = Some((jour, ligne, colonne));
                }
                _ => {}
            }
        }
    }
    derniere
}
