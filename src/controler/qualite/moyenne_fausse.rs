//! `moyenne-fausse`: a stated mean that neither rounding nor truncation makes the mean of what stands beside it.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::qualite::{Cotation, Echelle, MoyenneDite, Portee, Qualite};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "moyenne-fausse",
    famille: Famille::Qualite,
    gravite: Gravite::Incoherence,
    regarde: "Les moyennes qu’un tableau de scores porte lui-même : d’un chapitre (celle de ses critères), des chapitres, ou de l’ensemble ; à l’arrondi comme à la troncature près. NC et RI n’entrent dans aucune moyenne, * y compte pour 4.",
    importance: "Une moyenne que ses propres lignes démentent ôte leur crédit aux scores.",
    exemple: "Moyenne des 3 chapitres : 90 %, quand 82, 96 et 85 % donnent 88 %.",
    correction: "Corriger la moyenne (ou sa formule), sinon la cotation qui est fausse.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let qualite = &vue.dossier.qualite;
    qualite.moyennes.iter().filter_map(|dite| constat(qualite, dite)).collect()
}

fn constat(qualite: &Qualite, dite: &MoyenneDite) -> Option<Diagnostic> {
    let (nombre, echelle) = (dite.cotation.nombre()?, dite.cotation.echelle()?);
    let attendues = qualite.attendues(dite);
    if attendues.is_empty() || attendues.iter().any(|(_, n)| convient(nombre, *n, dite.decimales)) {
        return None;
    }
    let mut donnees: Vec<String> = Vec::new();
    for (portee, n) in &attendues {
        let donnee = format!("{} donne {}", sujet(*portee), ecrit(*n, dite.decimales, dite.cotation));
        if !donnees.contains(&donnee) {
            donnees.push(donnee);
        }
    }
    let message =
        format!("la moyenne indique {}, {}", ecrit(nombre, dite.decimales, dite.cotation), mots::liste(&donnees));
    let scores: Vec<_> = dite.scores.iter().filter_map(|i| qualite.scores.get(*i)).collect();
    let dernier = scores.last().filter(|_| scores.len() > 1);
    let mut lies: Vec<_> =
        scores.first().map(|s| (s.span.clone(), "les cotations commencent ici".to_owned())).into_iter().collect();
    lies.extend(dernier.map(|s| (s.span.clone(), "et finissent ici".to_owned())));
    let ecartees = scores.iter().filter(|s| s.cotation.nombre().is_none()).count();
    let sans = if ecartees > 0 { " ; les cellules NC, RI ou vides n’y comptent pas" } else { "" };
    let aide =
        format!("corriger la moyenne ou sa formule, sinon la cotation qui est fausse ({}{sans})", echelle.libelle());
    Some(Diagnostic { lies, aide: Some(aide), ..FICHE.constat(dite.span.clone(), message) })
}

/// True when the exact mean, rounded or cut at the decimals of the stated one, is the stated one.
fn convient(dite: Exact, exacte: Exact, decimales: u32) -> bool {
    let dite = dite.arrondi(decimales);
    let arrondie = exacte.arrondi(decimales);
    // cut: the rounded one, less one when rounding went up
    let tronquee = if Exact::decimal(arrondie, decimales) > exacte { arrondie - 1 } else { arrondie };
    dite == arrondie || dite == tronquee
}

fn ecrit(n: Exact, decimales: u32, cotation: Cotation) -> String {
    let decimales = decimales.max(if n.est_entier() || cotation.echelle() == Some(Echelle::Interne) { 0 } else { 2 });
    let unite = if cotation.echelle() == Some(Echelle::Interne) { " %" } else { "" };
    format!("{}{unite}", francais::decimal(n, decimales))
}

fn sujet(portee: Portee) -> &'static str {
    match portee {
        Portee::Chapitre => "celle de ses critères",
        Portee::Chapitres => "celle des chapitres",
        Portee::Ensemble => "celle de toutes les cotations",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_arrondi_et_la_troncature_conviennent_tous_deux() {
        let exacte = Exact::fraction(263, 3).unwrap();
        for (dite, decimales, attendu) in
            [(88, 0, true), (87, 0, true), (90, 0, false), (877, 1, true), (876, 1, true), (875, 1, false)]
        {
            assert_eq!(convient(Exact::decimal(dite, decimales), exacte, decimales), attendu, "{dite}");
        }
    }
}
