//! `tarif-en-double`: two prices for the same date.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::{Vue, doubles};
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::reglages::{NatureTarif, Prix, Tarif};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "tarif-en-double",
    famille: Famille::Tarif,
    gravite: Gravite::Erreur,
    regarde: "Qu’un dispositif (ou le service) n’a qu’un tarif de même nature à la même date, pour un même payeur.",
    importance: "Avec deux prix pour le même jour, les produits dépendraient de l’ordre des lignes.",
    exemple: "Deux [[tarif]] depuis = 2021-01-01, l’un à 22,54 €, l’autre à 23,10 €.",
    correction: "Garder le bon bloc et retirer l’autre, ou corriger sa date, sa nature, son dispositif ou son payeur.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    doubles(&vue.reglages.tarifs, meme).map(|(premier, second)| constat(premier, second)).collect()
}

/// Same date, same people, same kind of price. A nature that is not stated may be any.
fn meme(a: &Tarif, b: &Tarif) -> bool {
    let nature = a.nature == b.nature || [a.nature, b.nature].contains(&NatureTarif::NonPrecisee);
    let payeur = |tarif: &Tarif| tarif.payeur.as_deref().map(cle_du_payeur);
    let meme_payeur = payeur(a) == payeur(b);
    let genre = std::mem::discriminant(&a.prix) == std::mem::discriminant(&b.prix);
    a.depuis == b.depuis && a.dispositif == b.dispositif && meme_payeur && nature && genre
}

fn constat(premier: &Tarif, second: &Tarif) -> Diagnostic {
    let message = format!(
        "{} : deux tarifs à partir du {}, {} puis {}",
        second.dispositif.as_deref().unwrap_or("service"),
        francais::date_en_lettres(second.depuis),
        montant(premier),
        montant(second)
    );
    let lie = (premier.span.clone(), format!("premier tarif : {}", montant(premier)));
    let aide = "garder le bon de ces deux [[tarif]] et retirer l’autre, ou corriger sa date (depuis), sa nature, son dispositif ou son payeur";
    Diagnostic { lies: vec![lie], aide: Some(aide.to_owned()), ..FICHE.constat(second.span.clone(), message) }
}

fn montant(tarif: &Tarif) -> String {
    match tarif.prix {
        Prix::Journee(euros) | Prix::ForfaitMesure(euros) | Prix::DotationGlobalisee(euros) => francais::euros(euros.0),
    }
}
