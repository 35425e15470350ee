//! `somme-de-financement-fausse`: the totals of a financing against what they add up, and the one cell that explains
//! them all when there is exactly one.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::detail;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::objectifs::financement::{Colonne, Sujet};
use crate::domaine::objectifs::{Cellule, Ecart, Egalite, Financement};
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "somme-de-financement-fausse",
    famille: Famille::Objectifs,
    gravite: Gravite::Incoherence,
    regarde: "Les totaux des tableaux de financement : d’une ligne, d’un objectif, d’une enveloppe, d’un financeur, et le total général, somme des enveloppes. Les additions fausses qui partagent une cellule sont rapprochées : quand une seule cellule, corrigée, les rend toutes justes sans en fausser d’autre, le message la nomme avec son montant. Deux cellules fausses ensemble ne se devinent pas : chaque total est alors dit.",
    importance: "Un contrat se paie au montant écrit : une faute de frappe se retrouve dans l’arrêté, puis dans le bilan financier.",
    exemple: "18 861,00 € : avec 19 861,00 €, les deux totaux qui comptent cette cellule sont justes.",
    correction: "Corriger la cellule nommée après l’avoir comparée au document signé ; sinon le total ou la ligne qui est faux.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let financement = &vue.dossier.objectifs.financement;
    financement.ecarts().iter().flat_map(|ecart| constats_de(financement, ecart)).collect()
}

/// One finding at the cell that explains all, else one at each total.
fn constats_de(financement: &Financement, ecart: &Ecart) -> Vec<Diagnostic> {
    match ecart.coupable {
        Some((cellule, juste)) => coupable(financement, &ecart.egalites, (cellule, juste)).into_iter().collect(),
        None => ecart.egalites.iter().filter_map(|egalite| total_faux(financement, egalite)).collect(),
    }
}

fn coupable(financement: &Financement, egalites: &[Egalite], (cellule, juste): (Cellule, Exact)) -> Option<Diagnostic> {
    let (place, dit) = (financement.place(cellule)?, financement.montant(cellule)?);
    let (sujet, colonne) = sujet(financement, cellule)?;
    let prouve = match egalites.len() {
        1 => "l’addition où se trouve cette cellule est juste".to_owned(),
        n => format!("les {n} additions où se trouve cette cellule sont justes"),
    };
    let message = format!(
        "{}, {} : {} ; avec {}, {prouve}",
        sujet.en_mots(),
        colonne.libelle(),
        francais::euros(dit),
        francais::euros(juste)
    );
    let lies = egalites.iter().filter_map(|egalite| {
        let place = financement.place(egalite.total)?.clone();
        let dite =
            format!("total : {}, le détail donne {}", francais::euros(egalite.dit), francais::euros(egalite.somme));
        Some((place, dite))
    });
    let aide = format!(
        "comparer au document signé : {} est le seul montant qui accorde tous les totaux",
        francais::euros(juste)
    );
    Some(Diagnostic { lies: lies.collect(), aide: Some(aide), ..FICHE.constat(place.clone(), message) })
}

fn total_faux(financement: &Financement, egalite: &Egalite) -> Option<Diagnostic> {
    let place = financement.place(egalite.total)?;
    let (sujet, colonne) = sujet(financement, egalite.total)?;
    let message = format!(
        "{}, {} : {}",
        sujet.en_mots(),
        colonne.libelle(),
        detail::contredit(egalite.dit, egalite.somme, francais::euros)
    );
    let lies = detail::bornes(egalite.details.iter().filter_map(|c| financement.place(*c)));
    let aide = Some(detail::MONTANT_FAUX.to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(place.clone(), message) })
}

fn sujet(financement: &Financement, cellule: Cellule) -> Option<(&Sujet, Colonne)> {
    match cellule {
        Cellule::Ligne(rang, colonne) => Some((&financement.lignes.get(rang)?.sujet, colonne)),
        Cellule::Total(rang, colonne) => Some((&financement.totaux.get(rang)?.sujet, colonne)),
    }
}
