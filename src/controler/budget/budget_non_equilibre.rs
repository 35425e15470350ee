//! `budget-non-equilibre`: authorised charges against authorised produits, with the results carried over.

use super::{origine, premiere_ligne, qui};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::budget::{Budget, Colonne, CompteAdministratif, Sens};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "budget-non-equilibre",
    famille: Famille::Budget,
    gravite: Gravite::Avertissement,
    regarde: "Que les produits autorisés égalent les charges autorisées, une fois compté le résultat antérieur repris : un excédent s’ajoute aux produits, un déficit aux charges (CASF, R.314-51).",
    importance: "Un budget autorisé qui n’est pas en équilibre a le plus souvent une ligne oubliée : la reprise d’un résultat, ou une décision modificative.",
    exemple: "Service : 820 000,00 € de produits autorisés pour 824 000,00 € de charges, soit 4 000,00 € d’écart.",
    correction: "Compléter le budget autorisé, ou ajouter la ligne « Reprise d’excédent » ou « Reprise de déficit ».",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let propre = |compte: &&CompteAdministratif| budget.lignes.iter().any(|l| l.dispositif == compte.dispositif);
    CompteAdministratif::tous(budget).iter().filter(propre).filter_map(|compte| constat(budget, compte)).collect()
}

fn constat(budget: &Budget, compte: &CompteAdministratif) -> Option<Diagnostic> {
    let [charges, produits] = Sens::TOUS.map(|sens| compte.total(sens, Colonne::Autorise));
    let reprise = compte.reprise(Colonne::Autorise);
    let (depense, recette, repris) = (charges.nombre?, produits.nombre?, reprise.nombre?);
    let solde = recette + repris - depense;
    if solde == Exact::ZERO {
        return None;
    }
    let avec = match repris {
        n if n > Exact::ZERO => format!(" et un excédent repris de {}", francais::euros(n)),
        n if n < Exact::ZERO => format!(" et un déficit repris de {}", francais::euros(-n)),
        _ => String::new(),
    };
    let message = format!(
        "{} : {} de produits autorisés pour {} de charges autorisées{avec}, le budget autorisé n’est pas en équilibre (écart {})",
        qui(compte.dispositif.as_deref()),
        francais::euros(recette),
        francais::euros(depense),
        francais::ecart_en_euros(solde)
    );
    let place = charges.cellules.first().or_else(|| premiere_ligne(budget, compte.dispositif.as_deref()))?.clone();
    let lies = [origine(&produits, "produits autorisés"), origine(&reprise, "résultat antérieur repris")];
    let aide = "compléter le budget autorisé ; s’il reprend le résultat d’un exercice antérieur, ajouter la ligne « Reprise d’excédent » ou « Reprise de déficit » avec son montant".to_owned();
    Some(Diagnostic { lies: lies.into_iter().flatten().collect(), aide: Some(aide), ..FICHE.constat(place, message) })
}
