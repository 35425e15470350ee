//! `facture-en-double`: the same month, dispositif, payer and mesure billed again.

use super::paroles::jours_factures;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::facturation::{ColonneDeFacture, LigneDeFacture};
use crate::domaine::factures::{Double, Factures};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "facture-en-double",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Les lignes de facturation de mêmes mois, dispositif, payeur et mesure. Une ligne et son avoir exact n’en sont pas ; deux parties d’un mois qui font ensemble les journées de la mesure non plus, ni la différence de deux prix facturée après un arrêté. Un forfait par mesure facturé de nouveau un autre mois, sans second tarif ni seconde entrée dans le suivi.",
    importance: "Des journées facturées deux fois sont réclamées par le payeur, et gonflent l’activité.",
    exemple: "Mesure « M014 », AEMO-R, mars : facturé deux fois, 31 journées facturées en trop (698,74 €).",
    correction: "Émettre l’avoir de la ligne en trop (même mois, journées et montant négatifs), ou la retirer si elle n’est pas partie.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Suivi(constats) };

fn constats<'a>(vue: &Vue<'a>, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    for double in &factures.doubles {
        let constat = constat(factures, double, trouves);
        trouves.extend(constat);
    }
}

const AIDE_FORFAIT: &str = "émettre l’avoir de la ligne en trop, ou la retirer si la facture n’est pas partie ; si la mesure a bien deux forfaits, dater dans le suivi la fin de la première prise en charge et le début de la seconde, ou ajouter le [[tarif]] qui manque";

/// « (3 000,00 €) ».
fn forfait(ligne: &LigneDeFacture) -> String {
    let montant = ligne.montant().or_else(|| ligne.prix());
    montant.map(|euros| format!(" ({})", francais::euros(euros.0))).unwrap_or_default()
}

fn constat(factures: &Factures<'_>, double: &Double, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let Double { premiere, seconde } = *double;
    let ligne = factures.ligne(seconde);
    trouves.place_facturee(&FICHE, ligne)?;
    let jours = factures.jours(seconde).map(|jours| format!(", {} en trop", jours_factures(jours)));
    let montant = factures.montant_de(seconde).map(|montant| format!(" ({})", francais::euros(montant)));
    let mois = factures.ligne(premiere).mois;
    if mois != ligne.mois {
        // only a lump sum is looked for in other months
        let message =
            format!("{} : forfait déjà facturé {}{}", factures.sujet(seconde), mots::en_mois(mois), forfait(ligne));
        let place = |rang| factures.facturation.span(factures.ligne(rang), ColonneDeFacture::Montant);
        let lies = vec![(place(premiere), "déjà facturé ici".to_owned())];
        return Some(Diagnostic {
            lies,
            aide: Some(AIDE_FORFAIT.to_owned()),
            ..FICHE.constat(place(seconde), message)
        });
    }
    let message = format!(
        "{} : facturé deux fois{}{}",
        factures.sujet(seconde),
        jours.unwrap_or_default(),
        montant.unwrap_or_default()
    );
    let place = |rang| factures.facturation.span(factures.ligne(rang), ColonneDeFacture::Journees);
    let lies = vec![(place(premiere), "déjà facturé ici".to_owned())];
    let aide = "émettre l’avoir de la ligne en trop (même mois, journées et montant négatifs), ou la retirer si la facture n’est pas partie";
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(place(seconde), message) })
}
