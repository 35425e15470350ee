//! `facture-au-dela-de-l-echeance`: days billed after the term of the decision, or after the end of the mesure.

use super::paroles::{jours_factures, soit};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Bilan, Factures, Unite};
use crate::domaine::suivi::Colonne;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "facture-au-dela-de-l-echeance",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Dans une facturation par mesure, les journées facturées après l’échéance de la dernière décision du suivi, ou après la fin de la mesure.",
    importance: "Sans décision en cours, les journées ne sont pas dues : le payeur les rejettera.",
    exemple: "Mesure « M014 », AEMO-R, octobre : 31 journées facturées, dont 21 après l’échéance de la décision (10 octobre 2021), soit 473,34 €.",
    correction: "Émettre l’avoir de ces journées ; si un renouvellement existe, ajouter sa ligne au suivi.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    for unite in &factures.unites {
        let constat = constat(factures, unite, trouves);
        trouves.extend(constat);
    }
}

fn constat(factures: &Factures<'_>, unite: &Unite, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let Bilan::AuDela { facturees, de_trop, limite: (dernier, terme) } = factures.bilan(unite)? else { return None };
    factures.retenues(unite).next()?;
    let rang = factures.representante(unite);
    let ligne = factures.ligne(rang);
    trouves.place_facturee(&FICHE, ligne)?;
    let apres = if terme { "l’échéance de la décision" } else { "la fin de la mesure" };
    let valeur = factures.valeur(unite, de_trop);
    let message = format!(
        "{} : {}, {}après {apres} ({}){}",
        factures.sujet_de(unite),
        jours_factures(facturees),
        if de_trop == facturees { String::new() } else { format!("dont {} ", francais::nombre_court(de_trop)) },
        francais::date_en_lettres(dernier),
        soit(valeur)
    );
    let colonne = if terme { Colonne::Echeance } else { Colonne::Fin };
    let mesure = factures.mesure(factures.mesures.de(rang as usize)?);
    let date = |l: &crate::domaine::suivi::LigneDeSuivi| if terme { l.echeance } else { l.fin };
    let lignes = factures.derivation.parcours.lignes(mesure, factures.suivi);
    let lies = lignes.filter(|l| date(l) == Some(dernier)).last().map(|l| {
        let dit = if terme { "échéance de la dernière décision" } else { "fin de la mesure" };
        (factures.suivi.span(l, Some(colonne)), dit.to_owned())
    });
    let aide = "émettre l’avoir de ces journées ; si la décision a été renouvelée, ajouter la ligne du renouvellement au suivi (même identifiant, nouvelle échéance)";
    let span = factures.facturation.span(ligne, ColonneDeFacture::Journees);
    let lies = lies.into_iter().collect();
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}
