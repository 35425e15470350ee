//! `groupe-en-double`: a group that the tables give twice.

use super::qui;
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::budget::{Budget, Colonne, mentions, sujet};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "groupe-en-double",
    famille: Famille::Budget,
    gravite: Gravite::Erreur,
    regarde: "Qu’un groupe n’est donné qu’une fois, dans un seul tableau. Une information quand les montants sont les mêmes : il n’est compté qu’une fois.",
    importance: "Avec deux montants pour le même groupe, le résultat dépendrait de l’ordre des fichiers.",
    exemple: "Groupe II des charges, réalisé : 612 000,00 € dans une ligne, 618 000,00 € dans une autre.",
    correction: "Garder la bonne ligne et retirer l’autre ; si ce sont deux parties du groupe, donner à chacune son libellé ou son compte.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// An amount of a group, and where it stands.
type Dit = (Exact, Span);

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let budget = &vue.dossier.budget;
    let mut constats = Vec::new();
    for ((dispositif, sens, groupe), siennes) in mentions(budget) {
        for colonne in Colonne::TOUTES {
            let dites: Vec<Dit> = siennes.iter().filter_map(|mention| dite(budget, mention, colonne)).collect();
            let Some(((premier, place), suivantes)) = dites.split_first() else { continue };
            for (autre, span) in suivantes {
                let sujet = format!("{}, {}, {}", qui(dispositif), sujet(sens, groupe), colonne.libelle());
                constats.push(constat(&sujet, (*premier, place), (*autre, span)));
            }
        }
    }
    constats
}

fn dite(budget: &Budget, mention: &[usize], colonne: Colonne) -> Option<Dit> {
    let somme = budget.somme(mention, colonne);
    Some((somme.nombre?, somme.cellules.first()?.clone()))
}

fn constat(sujet: &str, (premier, place): (Exact, &Span), (autre, span): (Exact, &Span)) -> Diagnostic {
    let lies = vec![(place.clone(), format!("déjà donné ici : {}", francais::euros(premier)))];
    if premier == autre {
        let message =
            format!("{sujet} : donné deux fois, {} chaque fois, il n’est compté qu’une fois", francais::euros(autre));
        let aide = "rien à faire ; retirer l’une des deux lignes évite qu’elles diffèrent un jour".to_owned();
        let constat = FICHE.constat(span.clone(), message);
        return Diagnostic { lies, aide: Some(aide), gravite: Gravite::Information, ..constat };
    }
    let message = format!(
        "{sujet} : donné deux fois, {} puis {} (écart {})",
        francais::euros(premier),
        francais::euros(autre),
        francais::ecart_en_euros(autre - premier)
    );
    let aide = "garder la bonne ligne et retirer l’autre ; si ce sont deux parties du groupe, donner à chacune son libellé ou son compte".to_owned();
    Diagnostic { lies, aide: Some(aide), ..FICHE.constat(span.clone(), message) }
}
