//! Totals typed in billing tables against their rows: findings of `total-different-du-detail`.

use crate::controler::detail;
use crate::controler::vue::Vue;
use crate::diagnostic::Diagnostic;
use crate::domaine::controle::Fiche;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::{ColonneDeFacture, Facturation, LigneDeFacture, Millioniemes, TotalDeFacture};
use crate::domaine::mois::Mois;
use crate::francais;
use std::collections::{BTreeMap, BTreeSet};

/// What a total may name.
type De = (Option<Mois>, Option<u16>, u16);

/// The figure of a row in a column.
type Lit = fn(&LigneDeFacture) -> Option<Millioniemes>;

/// Sums of one column over the rows of a folder.
struct Sommes {
    /// Before each row.
    cumuls: Vec<Exact>,
    /// Rows without the figure, before each.
    manques: Vec<u32>,
    /// Per table, of the rows that a total names.
    nommees: BTreeMap<(u16, De), Option<Exact>>,
}

/// Every total of a column that none of its possible details gives: the rows since the total before it, those of the
/// table so far, those of what it names.
pub(in crate::controler) fn constats(vue: &Vue<'_>, fiche: &Fiche) -> Vec<Diagnostic> {
    let facturation = &vue.dossier.facturation;
    if facturation.totaux.is_empty() {
        return Vec::new();
    }
    let colonnes: [(ColonneDeFacture, Lit); 2] =
        [(ColonneDeFacture::Journees, |l| l.journees), (ColonneDeFacture::Montant, |l| l.montant)];
    let mut constats = Vec::new();
    for (colonne, lit) in colonnes {
        let sommes = Sommes::new(facturation, lit);
        let du_total = |total: &TotalDeFacture| du_total(facturation, &sommes, total, (colonne, fiche));
        constats.extend(facturation.totaux.iter().filter_map(du_total));
    }
    constats
}

impl Sommes {
    fn new(facturation: &Facturation, lit: Lit) -> Self {
        let voulues: BTreeSet<(u16, De)> = facturation.totaux.iter().map(|t| (t.table, t.de)).collect();
        let (mut cumuls, mut manques) = (vec![Exact::ZERO], vec![0]);
        let mut nommees: BTreeMap<(u16, De), Option<Exact>> = BTreeMap::new();
        let (mut cumul, mut manque) = (Exact::ZERO, 0);
        for ligne in &facturation.lignes {
            let lue = lit(ligne).map(Millioniemes::exact);
            cumul = cumul + lue.unwrap_or(Exact::ZERO);
            manque += u32::from(lue.is_none());
            cumuls.push(cumul);
            manques.push(manque);
            for cle in possibles(ligne).map(|de| (ligne.table, de)).filter(|cle| voulues.contains(cle)) {
                let somme = nommees.entry(cle).or_insert(Some(Exact::ZERO));
                *somme = somme.zip(lue).map(|(a, b)| a + b);
            }
        }
        Self { cumuls, manques, nommees }
    }

    /// The sum of consecutive rows; `None` when one has no figure, or there are none.
    fn entre(&self, du: u32, au: u32) -> Option<Exact> {
        let (du, au) = (du as usize, au as usize);
        (du < au && self.manques[du] == self.manques[au]).then(|| self.cumuls[au] - self.cumuls[du])
    }
}

/// What a row is part of: its month, its dispositif, its payer, and any two or three of them.
fn possibles(ligne: &LigneDeFacture) -> impl Iterator<Item = De> {
    let (mois, dispositif, payeur) = (ligne.mois, ligne.dispositif, ligne.payeur);
    let dit = |bits: u8, bit: u8| bits & bit != 0;
    let connus = 1 | if dispositif.is_some() { 2 } else { 0 } | if payeur > 0 { 4 } else { 0 };
    (1..8_u8).filter(move |bits| bits & !connus == 0).map(move |bits| {
        let payeur = if dit(bits, 4) { payeur } else { 0 };
        (Some(mois).filter(|_| dit(bits, 1)), dispositif.filter(|_| dit(bits, 2)), payeur)
    })
}

fn du_total(
    facturation: &Facturation,
    sommes: &Sommes,
    total: &TotalDeFacture,
    (colonne, fiche): (ColonneDeFacture, &Fiche),
) -> Option<Diagnostic> {
    let nombre = if colonne == ColonneDeFacture::Journees { total.journees? } else { total.montant? };
    let depuis = sommes.entre(total.depuis, total.jusqu_a);
    let entier = sommes.entre(total.debut, total.jusqu_a);
    let nommee = sommes.nommees.get(&(total.table, total.de)).copied().flatten();
    let possibles = [nommee, depuis, entier];
    if possibles.contains(&Some(nombre)) {
        return None;
    }
    let somme = possibles.into_iter().flatten().next()?;
    let (quoi, ecrit): (_, fn(Exact) -> String) = match colonne {
        ColonneDeFacture::Montant => ("montants facturés", francais::euros),
        _ => ("journées facturées", francais::nombre_court),
    };
    let message = format!("{quoi} : {}", detail::contredit(nombre, somme, ecrit));
    let premiere = if depuis.is_some() { total.depuis } else { total.debut };
    let place = |rang: u32| facturation.lignes.get(rang as usize).map(|ligne| facturation.span(ligne, colonne));
    let derniere = total.jusqu_a.checked_sub(1).filter(|rang| *rang > premiere);
    let places: Vec<_> = [Some(premiere), derniere].into_iter().flatten().filter_map(place).collect();
    let aide = Some(detail::CELLULE_FAUSSE.to_owned());
    let span = facturation.span_du_total(total, colonne);
    Some(Diagnostic { lies: detail::bornes(&places), aide, ..fiche.constat(span, message) })
}
