//! `total-different-du-detail`: a typed total against the cells that it adds up.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::detail;
use crate::controler::mots;
use crate::controler::personnel;
use crate::controler::tarif::totaux_factures;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Annuel, Details, Releve, Saisie, Total};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "total-different-du-detail",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Les lignes et colonnes « Total » que les tableaux portent eux-mêmes, facturation et personnel compris.",
    importance: "Le rapport refait les additions ; un total faux dans le tableau du service se retrouvera dans un autre document.",
    exemple: "AEMO-R, entrées : le total indique 18, le détail donne 17.",
    correction: "Corriger le total (ou sa formule), sinon la cellule du détail qui est fausse.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let des_tableaux = vue.dossier.totaux.iter().filter_map(|total| constat(vue, total));
    let des_factures = totaux_factures::constats(vue, &FICHE);
    des_tableaux.chain(des_factures).chain(personnel::totaux::constats(vue, &FICHE)).collect()
}

/// A cell that the total adds up.
struct Part<'a> {
    dispositif: &'a str,
    /// `None` for a figure of the year.
    mois: Option<Mois>,
    saisie: &'a Saisie,
    span: &'a Span,
}

fn parts<'a>(vue: &'a Vue<'_>, total: &Total) -> Vec<Part<'a>> {
    let (releves, annuels) = (&vue.dossier.releves, &vue.dossier.annuels);
    let du_mois =
        |r: &'a Releve| Part { dispositif: &r.dispositif, mois: Some(r.mois), saisie: &r.saisie, span: &r.span };
    let de_l_annee = |a: &'a Annuel| {
        let dispositif = a.dispositif.as_deref().unwrap_or("service");
        Part { dispositif, mois: None, saisie: &a.saisie, span: &a.span }
    };
    match &total.details {
        Details::Mois(indices) => indices.iter().filter_map(|i| releves.get(*i)).map(du_mois).collect(),
        Details::Annees(indices) => indices.iter().filter_map(|i| annuels.get(*i)).map(de_l_annee).collect(),
    }
}

fn constat(vue: &Vue<'_>, total: &Total) -> Option<Diagnostic> {
    let details = parts(vue, total);
    let premier = details.first()?;
    let meme_mois = details.iter().all(|part| part.mois == premier.mois);
    if !meme_mois && !total.grandeur.est_un_flux() {
        return None;
    }
    let somme = details.iter().try_fold(Exact::ZERO, |somme, part| match part.saisie {
        Saisie::Vide if part.mois.is_some() => Some(somme),
        saisie => Some(somme + saisie.nombre()?),
    })?;
    if somme == total.nombre {
        return None;
    }
    let meme_dispositif = details.iter().all(|part| part.dispositif == premier.dispositif);
    let message = format!(
        "{}, {} : {}",
        sujet(premier, meme_dispositif, premier.mois.filter(|_| meme_mois)),
        total.grandeur.libelle(),
        detail::contredit(total.nombre, somme, francais::nombre_court)
    );
    let lies = detail::bornes(details.iter().map(|part| part.span));
    let aide = Some(detail::CELLULE_FAUSSE.to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(total.span.clone(), message) })
}

/// « AEMO-R », « AEMO-R, mars », « total, mars », « total ».
fn sujet(premier: &Part<'_>, meme_dispositif: bool, mois: Option<Mois>) -> String {
    let qui = if meme_dispositif { premier.dispositif } else { "total" };
    mois.map_or_else(|| qui.to_owned(), |mois| mots::lieu(qui, mois))
}
