//! `delai-sans-definition`: a measured delay without its two ends nor what it was measured on.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::prose::{self, Blocs, Jeton, Liste, jetons, phrases};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Texte;

const FICHE: Fiche = Fiche {
    code: "delai-sans-definition",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "Les délais constatés que donnent les textes (délai de prise en charge, d’attente, d’admission, délai moyen) : la phrase ou son paragraphe doit dire de quoi à quoi ils courent et sur combien de mesures ils sont calculés. Les délais que fixe une règle ou un objectif ne sont pas concernés.",
    importance: "Un délai sans point de départ, sans point d’arrivée et sans effectif ne se compare à aucun autre, pas même au sien de l’année suivante.",
    exemple: "« Nos délais de prise en charge se sont réduits à 6 mois. »",
    correction: "Écrire par exemple « de la décision au premier jour de la mesure, 6 mois en moyenne pour les 53 mesures commencées dans l’année ».",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

/// What makes a delay one that was measured.
const MESURES: Liste = Liste("delai", "mesures");
/// What makes it a rule, or an intention.
const REGLES: Liste = Liste("delai", "regles");

/// What a delay counts.
const UNITES: Liste = Liste("delai", "unites");
/// Its two ends.
const DEPARTS: Liste = Liste("delai", "departs");
const ARRIVEES: Liste = Liste("delai", "arrivees");
/// What it is measured on.
const COMPTES: Liste = Liste("delai", "comptes");

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    prose::par_texte(vue, trouves, du_texte);
}

fn du_texte(texte: &Texte, lus: &Blocs) -> Vec<Diagnostic> {
    let mut constats = Vec::new();
    for bloc in &lus.tous {
        let jetons = jetons(&bloc.texte);
        if defini(&jetons) {
            continue;
        }
        for phrase in phrases(&jetons) {
            let Some((debut, duree)) = delai(&jetons[phrase]) else { continue };
            let dit =
                format!("délai de {duree}, sans dire de quoi à quoi il court ni sur combien de mesures il est calculé");
            let aide = "dire les deux dates (par exemple de la décision au premier jour de la mesure), l’effectif, et s’il s’agit d’une moyenne ou d’une médiane".to_owned();
            constats.push(prose::constat(&FICHE, texte, lus.place(bloc, debut), (&dit, aide)));
        }
    }
    constats
}

/// Where the delay of a sentence is said, and « 6 mois ».
fn delai(phrase: &[Jeton<'_>]) -> Option<(usize, String)> {
    let nomme = phrase.iter().position(|j| j.cle == "delai")?;
    if !MESURES.dans(phrase) || REGLES.dans(phrase) {
        return None;
    }
    let dites = phrase.windows(2).enumerate().skip(nomme);
    let mut durees =
        dites.filter(|(_, deux)| deux[0].nombre().is_some_and(|n| n.annee.is_none()) && UNITES.contient(&deux[1]));
    let (_, duree) = durees.next()?;
    Some((phrase[nomme].debut, format!("{} {}", duree[0].texte, duree[1].texte)))
}

/// Two ends and a number of mesures, in the block.
fn defini(jetons: &[Jeton<'_>]) -> bool {
    let compte = |deux: &[Jeton<'_>]| deux[0].nombre().is_some() && COMPTES.contient(&deux[1]);
    DEPARTS.dans(jetons) && ARRIVEES.dans(jetons) && jetons.windows(2).any(compte)
}
