//! `bilan-du-mois`: fin = début + entrées − sorties, at the fin cell.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "bilan-du-mois",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif et chaque mois : présents au début + entrées − sorties = présents à la fin.",
    importance: "C’est la première vérification que refait l’autorité de tarification. Une ligne qui ne tombe pas juste fausse la file active et les journées.",
    exemple: "AEMO-R, décembre : 17 présents à la fin du mois, mais 50 + 0 − 0 = 50.",
    correction: "Reprendre les quatre chiffres du mois et corriger celui qui est faux.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let cellules = vue.tableaux.iter().flat_map(|t| vue.mois().map(move |mois| (t, mois)));
    cellules.filter_map(|(tableau, mois)| constat(vue, tableau, mois)).collect()
}

fn constat(vue: &Vue<'_>, tableau: &Tableau<'_>, mois: Mois) -> Option<Diagnostic> {
    let ligne = vue.ligne(tableau, mois)?;
    let (fin, attendu) = (ligne.fin.nombre, ligne.fin_attendue());
    if fin == attendu {
        return None;
    }
    let message = format!(
        "{} : {} à la fin du mois, mais {} au début + {} − {} = {} (écart {})",
        mots::lieu(&tableau.dispositif.code, mois),
        mots::presents(fin),
        francais::nombre_court(ligne.debut.nombre),
        mots::entrees(ligne.entrees.nombre),
        mots::sorties(ligne.sorties.nombre),
        francais::nombre_court(attendu),
        mots::ecart(fin - attendu)
    );
    let liens = [
        (Grandeur::PresentsDebut, ligne.debut),
        (Grandeur::Entrees, ligne.entrees),
        (Grandeur::Sorties, ligne.sorties),
    ];
    let lies =
        liens.map(|(g, lue)| (lue.span.clone(), format!("{} : {}", g.libelle(), francais::nombre_court(lue.nombre))));
    let aide = Some("reprendre les quatre chiffres du mois et corriger celui qui est faux".to_owned());
    Some(Diagnostic { lies: lies.into(), aide, ..FICHE.constat(ligne.fin.span.clone(), message) })
}
