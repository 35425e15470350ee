//! `prix-applicable-different-du-calcul`: a price in force that neither way of making up for a late arrêté gives.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::grille::{ArreteTardif, Grille, Niveau};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre};
use crate::francais::{date_en_lettres, euros};

const FICHE: Fiche = Fiche {
    code: "prix-applicable-different-du-calcul",
    famille: Famille::Tarif,
    gravite: Gravite::Avertissement,
    regarde: "Le prix applicable en cours d’année, comparé à celui qui ramène l’année entière au prix moyen, calculé par la prévision puis par les journées réalisées avant la date d’effet (calcul dérivé des variables de l’article R. 314-35 du CASF).",
    importance: "Un prix fixé en cours d’année compense les mois payés au prix de l’année précédente. S’il ne correspond à aucun des deux calculs, une date, un prix ou une prévision est peut-être faux.",
    exemple: "Prix moyen de 22,54 €, 21,80 € jusqu’au 30 juin : 23,27 € à partir du 1er juillet par la prévision, et non 23,72 €.",
    correction: "Relire l’arrêté : sa date d’effet, le prix moyen, le prix applicable et celui de l’année précédente. S’ils sont justes, demander le calcul à l’autorité de tarification.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, indicateurs: &Indicateurs) -> Vec<Diagnostic> {
    indicateurs.perimetres.iter().filter_map(|perimetre| constat(vue, perimetre)).collect()
}

fn constat(vue: &Vue<'_>, perimetre: &Perimetre) -> Option<Diagnostic> {
    let tarifs = match perimetre.genre {
        Genre::Dispositif => {
            let (niveau, tarifs) = vue.reglages.tarifs_de(vue.reglages.dispositif(&perimetre.code)?);
            (niveau == Niveau::Propre).then_some(tarifs)?
        }
        Genre::Service => vue.reglages.tarifs_du_code(None),
        Genre::Groupe => return None,
    };
    let [grille] = &Grille::par_payeur(&tarifs)[..] else { return None };
    let ArreteTardif { effet, applicable, .. } = grille.arrete_tardif(vue.exercice()).ok()?;
    let (tarif, prix) = applicable?;
    let calcules = ["prix_applicable_par_prevision", "prix_applicable_par_journees"];
    let [prevision, journees] = calcules.map(|id| perimetre.annuel(id).exact());
    let (prevision, journees) = (prevision?, journees?);
    let un_centime = Exact::decimal(1, 2);
    if [prevision, journees].into_iter().any(|calcule| (prix - calcule).absolu() <= un_centime) {
        return None;
    }
    let message = format!(
        "{} : prix de {} applicable à partir du {}, alors que le calcul dérivé donne {} par la prévision et {} par les journées réalisées avant cette date",
        perimetre.code,
        euros(prix),
        date_en_lettres(effet),
        euros(prevision),
        euros(journees)
    );
    let aide = "relire l’arrêté (date d’effet, prix moyen, prix applicable, prix de l’année précédente) ; s’il est juste, demander son calcul à l’autorité de tarification et l’écrire dans une [[justification]]";
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(tarif.span.clone(), message) })
}
