//! `journees-impossibles`: declared days outside what the movements allow.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::journees::declaration::{Declaration, declarations};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "journees-impossibles",
    famille: Famille::Journees,
    gravite: Gravite::Incoherence,
    regarde: "Les journées déclarées, par mois dans les tableaux ou pour l’année dans rapport.toml, comparées au minimum et au maximum que permettent les présents, les entrées et les sorties.",
    importance: "Aucune répartition des entrées et des sorties dans le mois ne peut donner ce chiffre : l’un des deux tableaux est faux.",
    exemple: "AEMO-R, avril : 500 journées réalisées, alors que les mouvements en permettent de 332 à 418.",
    correction: "Vérifier les journées dans le logiciel, puis les mouvements du mois ; vérifier aussi la règle de comptage ([comptage]).",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    declarations(vue).iter().filter(|d| d.impossible()).map(constat).collect()
}

fn constat(declaration: &Declaration<'_>) -> Diagnostic {
    let (min, max) = (declaration.bornes.min, declaration.bornes.max);
    let permises = match min == max {
        true => format!("en donnent exactement {}", francais::nombre_court(min)),
        false => format!("en permettent de {} à {}", francais::nombre_court(min), francais::nombre_court(max)),
    };
    let declarees = mots::journees_qualifiees(declaration.journees, "déclarée");
    let message = format!("{} : {declarees}, alors que les mouvements {permises}", declaration.quoi);
    let aide = "vérifier les journées dans le logiciel, puis les mouvements, puis la règle de comptage sous [comptage] dans rapport.toml";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(declaration.span.clone(), message) }
}
