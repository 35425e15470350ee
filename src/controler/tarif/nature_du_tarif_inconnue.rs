//! `nature-du-tarif-inconnue`: a price of the day that does not say what it is.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::reglages::{NatureTarif, Prix, Tarif};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "nature-du-tarif-inconnue",
    famille: Famille::Tarif,
    gravite: Gravite::Avertissement,
    regarde: "La nature de chaque prix de journée en vigueur dans l’exercice : moyen annuel, applicable à sa date d’effet, ou reconduit de l’année précédente.",
    importance: "Le même chiffre ne donne pas les mêmes produits selon sa nature ; sans elle, l’écart en euros repose sur une hypothèse.",
    exemple: "Un prix de journée de 22,54 € sans autre précision.",
    correction: "Lire l’arrêté et ajouter sous [[tarif]] : nature = \"moyen\", \"applicable\" ou \"reconduction\".",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let tarifs = &vue.reglages.tarifs;
    tarifs.iter().filter(|tarif| en_vigueur(vue, tarif)).filter_map(constat).collect()
}

/// In force on a day of the exercise: begun, and not replaced by its first day.
fn en_vigueur(vue: &Vue<'_>, tarif: &Tarif) -> bool {
    let exercice = vue.exercice();
    let payeur = |tarif: &Tarif| tarif.payeur.as_deref().map(cle_du_payeur);
    let meme = |autre: &&Tarif| autre.dispositif == tarif.dispositif && payeur(autre) == payeur(tarif);
    let remplace = |autre: &Tarif| autre.depuis > tarif.depuis && autre.depuis <= exercice.janvier().premier_jour();
    tarif.depuis <= exercice.decembre().dernier_jour() && !vue.reglages.tarifs.iter().filter(meme).any(remplace)
}

fn constat(tarif: &Tarif) -> Option<Diagnostic> {
    let (Prix::Journee(prix), NatureTarif::NonPrecisee) = (tarif.prix, tarif.nature) else { return None };
    let qui = tarif.dispositif.as_ref().map(|code| format!("{code}, ")).unwrap_or_default();
    let message = format!(
        "{qui}prix de journée de {} : sa nature n’est pas précisée, les produits supposent un prix moyen de l’année",
        francais::euros(prix.0)
    );
    let aide = "lire l’arrêté, puis ajouter sous [[tarif]] la ligne nature = \"moyen\" (prix moyen de l’année pleine), \"applicable\" (à sa date d’effet) ou \"reconduction\"";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(tarif.span.clone(), message) })
}
