//! `total-different-du-detail`: a typed total against the cells that it adds up.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Releve, Saisie, Total};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Mois;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "total-different-du-detail",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Les lignes et colonnes « Total » que les tableaux portent eux-mêmes.",
    importance: "Le rapport refait les additions ; un total faux dans le tableau du service se retrouvera dans un autre document.",
    exemple: "AEMO-R, entrées : le total indique 18, le détail donne 17.",
    correction: "Corriger le total (ou sa formule), sinon la cellule du détail qui est fausse.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    vue.dossier.totaux.iter().filter_map(|total| constat(vue, total)).collect()
}

fn constat(vue: &Vue<'_>, total: &Total) -> Option<Diagnostic> {
    let details: Vec<&Releve> = total.details.iter().filter_map(|i| vue.dossier.releves.get(*i)).collect();
    let premier = *details.first()?;
    let meme_mois = details.iter().all(|r| r.mois == premier.mois);
    if !meme_mois && !total.grandeur.est_un_flux() {
        return None;
    }
    let somme = details.iter().try_fold(Exact::ZERO, |somme, releve| match &releve.saisie {
        Saisie::Vide => Some(somme),
        saisie => Some(somme + saisie.nombre()?),
    })?;
    if somme == total.nombre {
        return None;
    }
    let meme_dispositif = details.iter().all(|r| r.dispositif == premier.dispositif);
    let message = format!(
        "{}, {} : le total indique {}, le détail donne {} (écart {})",
        sujet(premier, meme_dispositif, meme_mois.then_some(premier.mois)),
        total.grandeur.libelle(),
        francais::nombre_court(total.nombre),
        francais::nombre_court(somme),
        mots::ecart(total.nombre - somme)
    );
    let dernier = details.last().filter(|_| details.len() > 1);
    let mut lies = vec![(premier.span.clone(), "le détail commence ici".to_owned())];
    lies.extend(dernier.map(|dernier| (dernier.span.clone(), "et finit ici".to_owned())));
    let aide = Some("corriger le total ou sa formule, sinon la cellule du détail qui est fausse".to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(total.span.clone(), message) })
}

/// « AEMO-R », « AEMO-R, mars », « total, mars ».
fn sujet(premier: &Releve, meme_dispositif: bool, mois: Option<Mois>) -> String {
    let qui = if meme_dispositif { premier.dispositif.as_str() } else { "total" };
    mois.map_or_else(|| qui.to_owned(), |mois| mots::lieu(qui, mois))
}
