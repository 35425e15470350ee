//! Tables written again, with what was decided of each count. Their order tells nothing of what is masked.

use super::comptes::Comptes;
use super::files::{COMPTES, cle_de};
use super::registres::{Compte, DU_SERVICE};
use super::systeme::Systeme;
use super::{affiche, derives};
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, Marges, NON_RENSEIGNE, Ventilation};
use std::cmp::Reverse;

/// Criteria whose modalités have an order of their own.
const ORDONNES: [Critere; 8] = [
    Critere::Dispositif,
    Critere::Sexe,
    Critere::Age,
    Critere::Cadre,
    Critere::Fratrie,
    Critere::Duree,
    Critere::Anciennete,
    Critere::Delai,
];

/// Annual counts of every perimetre.
pub(super) fn comptes(indicateurs: &mut Indicateurs, systeme: &Systeme) {
    for p in &mut indicateurs.perimetres {
        for id in COMPTES.into_iter().chain(DU_SERVICE).chain(["attente_familles"]) {
            let compte = systeme.trouvee(&cle_de(id, p));
            let valeur = p.annuel(id);
            if compte.is_some_and(|v| systeme.masquee(v)) && valeur.nombre.is_ok() {
                p.annuel.insert(id, derives::anonyme(&valeur));
            }
        }
    }
}

/// A table; `None` when not even its total may be printed.
pub(super) fn ventilation(systeme: &Systeme, v: &Ventilation, comptes: &Comptes) -> Option<Ventilation> {
    let lignes: Vec<Valeur> = (0..v.lignes.len()).map(|r| affiche(systeme, comptes.lignes[r], &v.ligne(r))).collect();
    let colonne = |rang: usize| match v.par {
        Some(_) => affiche(systeme, comptes.colonnes[rang], &v.colonne(rang)),
        None => affiche(systeme, comptes.total, &v.total()),
    };
    let colonnes: Vec<Valeur> = (0..v.colonnes.len()).map(colonne).collect();
    let total = affiche(systeme, comptes.total, &v.total());
    let mut publique = v.clone();
    if systeme.retenues[comptes.detail] {
        let marges = Marges { lignes: Vec::new(), colonnes: vec![total.clone()], total };
        let (par, colonnes) = (None, vec![String::new()]);
        publique =
            Ventilation { par, colonnes, lignes: Vec::new(), effectifs: Vec::new(), marges: Some(marges), ..publique };
        return (!publique.total().est_masquee()).then_some(publique);
    }
    if comptes.croisement.is_some_and(|t| systeme.retenues[t]) {
        let effectifs = lignes.iter().map(|n| vec![n.clone()]).collect();
        let marges = Some(Marges { lignes, colonnes: vec![total.clone()], total });
        publique = Ventilation { par: None, colonnes: vec![String::new()], effectifs, marges, ..publique };
        return Some(rangee(&publique));
    }
    for (effectifs, comptes) in publique.effectifs.iter_mut().zip(&comptes.cases) {
        for (valeur, compte) in effectifs.iter_mut().zip(comptes) {
            *valeur = affiche(systeme, *compte, valeur);
        }
    }
    publique.marges = Some(Marges { lignes, colonnes, total });
    let tournee = publique.tournee().map(|t| rangee(&t)).and_then(|t| t.tournee());
    Some(rangee(&tournee.unwrap_or(publique)))
}

/// Words by what is printed of them, then in the alphabet: the order in which they were counted would tell.
fn rangee(v: &Ventilation) -> Ventilation {
    if ORDONNES.contains(&v.critere) {
        return v.clone();
    }
    let mut rangs: Vec<usize> = (0..v.lignes.len()).collect();
    rangs.sort_by_key(|rang| {
        let nom = &v.lignes[*rang];
        let connu = v.ligne(*rang).exact();
        let muette = nom == NON_RENSEIGNE;
        (muette, connu == Some(Exact::ZERO), Reverse(connu), nom.clone())
    });
    v.en_ordre(&rangs)
}

/// A table of registres; none of its lines when its detail is withheld.
pub(super) fn decompte(systeme: &Systeme, d: &mut Decompte, comptes: &Compte) {
    if systeme.retenues[comptes.detail] {
        d.lignes.clear();
    }
    let lignes = d.lignes.iter_mut().map(|(_, valeurs)| valeurs).zip(&comptes.lignes);
    for (valeurs, comptes) in lignes.chain([(&mut d.ensemble, &comptes.ensemble)]) {
        for (valeur, compte) in valeurs.iter_mut().zip(comptes) {
            *valeur = affiche(systeme, *compte, valeur);
        }
    }
}
