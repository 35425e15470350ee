//! `ecart-de-facturation-inexplique`: billed and due part, and no other check of the billing says why.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::domaine::rapprochement::Rapprochement;
use crate::francais::{ecart_en_euros, euros};

const FICHE: Fiche = Fiche {
    code: "ecart-de-facturation-inexplique",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif, le montant facturé dans l’année moins le montant dû (journées à facturer au prix en vigueur, ou douzièmes de la dotation), une fois retiré ce que les autres contrôles de la facturation expliquent ; puis, payeur par payeur, ce qui est facturé à l’un et dû par l’autre. Douze arrondis au centime sont admis.",
    importance: "Une différence que rien n’explique est une recette perdue, ou un trop-perçu à rendre.",
    exemple: "AEMO-R : 100 999,96 € facturés, 100 000,00 € dus ; 999,96 € restent à expliquer.",
    correction: "Comparer les montants facturés et dus mois par mois (feuille « Facturation » de trame calculer --format xlsx), puis corriger la facturation, les [[tarif]] ou le payeur des mesures.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    let dispositifs = indicateurs.perimetres.iter().filter(|p| p.genre == Genre::Dispositif);
    dispositifs.filter_map(|p| constat(vue, p, p.rapprochement.as_ref()?)).collect()
}

/// Beyond what twelve amounts rounded to the cent may make.
fn compte(montant: Exact) -> bool {
    montant.absolu() > Exact::decimal(12, 2)
}

fn constat(vue: &Vue<'_>, p: &Perimetre, rapprochement: &Rapprochement) -> Option<Diagnostic> {
    let ecart = p.annuel("ecart_de_facturation").exact()?;
    let (facture, du) = (p.annuel("montant_facture").exact()?, p.annuel("montant_du").exact()?);
    let reste = rapprochement.reste.exact()?;
    let reparti = if compte(reste) {
        format!("{} facturés, {} dus ; {} restent à expliquer", euros(facture), euros(du), euros(reste))
    } else if !compte(ecart) {
        format!("le total est juste, mais pas sa répartition : {}", payeurs(rapprochement)?)
    } else {
        return None;
    };
    let mut aide = "comparer les montants mois par mois (feuille « Facturation » de trame calculer --format xlsx), puis corriger la facturation, les [[tarif]] de rapport.toml ou le payeur des mesures dans le suivi".to_owned();
    if reste < Exact::ZERO && dues_apres_l_echeance(vue, &p.code) {
        aide.push_str(APRES_L_ECHEANCE);
    }
    let constat = FICHE.constat(table(vue, &p.code), format!("{} : {reparti}", p.code));
    Some(Diagnostic { aide: Some(aide), ..constat })
}

const APRES_L_ECHEANCE: &str = " ; des journées d’après l’échéance d’une décision sont comptées dans le montant dû : si elles ne sont pas dues, écrire couper_a_l_echeance = true sous [comptage] dans rapport.toml";

/// True when the counting policy has days due after the term of a decision.
fn dues_apres_l_echeance(vue: &Vue<'_>, code: &str) -> bool {
    let Some(factures) = &vue.factures else { return false };
    let sejours = &factures.derivation.parcours.sejours;
    let ici = |rang: u16| vue.reglages.dispositifs.get(usize::from(rang)).is_some_and(|d| d.code == code);
    let mois = |mois| factures.comparable(mois);
    sejours.iter().filter(|sejour| ici(sejour.dispositif)).any(|sejour| {
        let jours = factures.calendrier.de_la_mesure(factures.suivi, std::slice::from_ref(sejour));
        jours.iter().any(|j| mois(j.mois) && j.dus > j.facturables)
    })
}

/// « Loiret +654,00 € et Cher −654,00 € », when payers are billed for each other.
fn payeurs(rapprochement: &Rapprochement) -> Option<String> {
    let ecarts = rapprochement.payeurs.iter().filter_map(|ligne| {
        let ecart = ligne.annee.ecart.exact().filter(|ecart| compte(*ecart))?;
        Some(format!("{} {}", ligne.payeur.as_deref().unwrap_or("payeur non précisé"), ecart_en_euros(ecart)))
    });
    let ecarts: Vec<String> = ecarts.collect();
    (ecarts.len() > 1).then(|| mots::liste(&ecarts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The table that bills a dispositif, else the first one.
fn table(vue: &Vue<'_>, code: &str) -> Span {
    let facturation = &vue.dossier.facturation;
    let rang = vue.reglages.dispositifs.iter().position(|d| d.code == code);
    let sienne = facturation.lignes.iter().find(|l| l.dispositif.map(usize::from) == rang && rang.is_some());
    let ligne = sienne.or_else(|| facturation.lignes.first());
    let table = ligne.and_then(|ligne| facturation.tables.get(usize::from(ligne.table)));
    table.map_or_else(|| Span::file(""), |t| Span::sheet(&t.fichier, t.feuille.as_deref()))
}
