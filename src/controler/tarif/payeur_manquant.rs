//! `payeur-manquant`: mesures that do not say who pays, where prices depend on it: there are no proceeds.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::grille::{Grille, Niveau};
use crate::domaine::indicateur::{Genre, Indicateurs};
use crate::domaine::suivi::{Colonne, Mot, QuiPaie};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "payeur-manquant",
    famille: Famille::Tarif,
    gravite: Gravite::Avertissement,
    regarde: "Les mesures du suivi sans payeur, quand les prix d’un dispositif dépendent du payeur et que ses produits n’ont pas pu être calculés.",
    importance: "Une seule mesure sans payeur laisse les produits de l’année sans valeur : ses journées n’ont pas de prix.",
    exemple: "AEMO : 3 mesures du suivi ne disent pas leur payeur, et les prix en dépendent ; les produits ne sont pas calculés.",
    correction: "Remplir la colonne « payeur » du suivi pour ces mesures ; si le prix est le même pour tous, retirer payeur des [[tarif]].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    let rangs = 0..vue.reglages.dispositifs.len();
    rangs.filter_map(|rang| constat(vue, indicateurs, rang)).collect()
}

fn constat(vue: &Vue<'_>, indicateurs: &Indicateurs, rang: usize) -> Option<Diagnostic> {
    let dispositif = vue.reglages.dispositifs.get(rang)?;
    let (niveau, tarifs) = vue.reglages.tarifs_de(dispositif);
    let muettes = vue.derivation.payeurs.mesures(rang, QuiPaie::NonDit);
    if muettes == 0 || Grille::par_payeur(&tarifs).len() < 2 {
        return None;
    }
    let perimetre = match niveau {
        Niveau::Service => indicateurs.service(),
        _ => indicateurs.perimetres.iter().find(|p| p.genre == Genre::Dispositif && p.code == dispositif.code),
    };
    if perimetre?.annuel("produits_realises").exact().is_some() {
        return None;
    }
    let mesures = if muettes == 1 {
        "une mesure du suivi ne dit pas son payeur".to_owned()
    } else {
        let mesures = francais::pluriel(Exact::from(muettes), "mesure", "mesures");
        format!("{mesures} du suivi ne disent pas leur payeur")
    };
    let message =
        format!("{} : {mesures}, et les prix en dépendent ; les produits ne sont pas calculés", dispositif.code);
    let aide = "remplir la colonne « payeur » du suivi pour ces mesures ; si le prix est le même pour tous, retirer payeur des [[tarif]] de rapport.toml";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(premiere(vue, rang)?, message) })
}

/// The first row of the first of these mesures, else the first row of the follow-up table.
fn premiere(vue: &Vue<'_>, rang: usize) -> Option<Span> {
    let (factures, suivi) = (vue.factures.as_ref()?, &vue.dossier.suivi);
    let parcours = &vue.derivation.parcours;
    let ici = |dispositif: u16| usize::from(dispositif) == rang;
    let muette = parcours.mesures.iter().zip(0_u32..).find(|(mesure, numero)| {
        let jours = || factures.calendrier.de_la_mesure(suivi, factures.sejours(*numero));
        parcours.lignes(mesure, suivi).all(|l| l.mot(Colonne::Payeur) == Mot::VIDE)
            && jours().iter().any(|j| ici(j.dispositif))
    });
    let ligne = muette.and_then(|(mesure, _)| parcours.lignes(mesure, suivi).next()).or(suivi.lignes.first())?;
    Some(suivi.span(ligne, Some(Colonne::Payeur)))
}
