//! What a node of an explanation says of itself: its name, its number, where it was read.

use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Denombrement, Nom, Provenance, Valeur};
use crate::francais::{nombre_exact, pluriel};

/// The number as it is printed elsewhere when it has a unit, exactly otherwise; or why there is none.
pub(super) fn nombre_de(indicateurs: &Indicateurs, valeur: &Valeur) -> Result<String, String> {
    let n = valeur.nombre.clone()?;
    Ok(match unite(indicateurs, valeur) {
        Some(unite) => unite.ecrit(n),
        None => nombre_exact(n),
    })
}

fn unite(indicateurs: &Indicateurs, valeur: &Valeur) -> Option<Unite> {
    match valeur.nom.as_deref()? {
        Nom::Indicateur { id, .. } => Some(indicateurs.definition(id)?.unite),
        Nom::Libre(_) => None,
    }
}

/// The réserve of a figure is set where it is stored: its copies among operands are looked up.
pub(super) fn reserve<'a>(indicateurs: &'a Indicateurs, valeur: &'a Valeur) -> Option<&'a str> {
    let rangee = valeur.nom.as_deref().and_then(|nom| indicateurs.valeur(nom)).unwrap_or(valeur);
    rangee.reserve.as_deref()
}

/// « Sorties, AEMO-R, mars 2021 », « places libres », or what stands where it was read.
pub(super) fn nom(indicateurs: &Indicateurs, valeur: &Valeur) -> String {
    match (valeur.nom.as_deref(), &*valeur.provenance) {
        (Some(Nom::Libre(mots)), _) => mots.to_string(),
        (Some(Nom::Indicateur { perimetre, id, mois }), _) => {
            let connu = indicateurs.perimetres.iter().find(|p| *p.code == **perimetre);
            let modalite = connu.and_then(|p| p.modalite);
            let libelle = indicateurs.definition(id).map_or(*id, |i| i.libelle_pour(modalite));
            let periode = mois.map_or(String::new(), |m| format!(", {} {}", m.nom(), m.annee()));
            format!("{libelle}, {perimetre}{periode}")
        }
        (None, Provenance::Lue(span)) => span.column.clone().unwrap_or_else(|| "cellule".to_owned()),
        (None, Provenance::Convenue(mots)) => mots.to_string(),
        (None, Provenance::Comptee(_)) => "compte".to_owned(),
        (None, Provenance::Deduite(regle, _)) => regle.to_string(),
        (None, Provenance::Calculee(..) | Provenance::Aucune) => "résultat intermédiaire".to_owned(),
    }
}

/// « donnees/aemo-r.csv, cellule M2 », « 14 mesures de donnees/suivi.csv », the rule; nothing for an operation.
pub(super) fn provenance(valeur: &Valeur) -> Option<String> {
    let nommee = valeur.nom.is_some();
    match &*valeur.provenance {
        Provenance::Lue(span) => Some(format!("lu dans {}", span.en_entier())),
        Provenance::Comptee(denombrement) => Some(compte(denombrement)),
        Provenance::Convenue(mots) if nommee => Some(mots.to_string()),
        Provenance::Deduite(regle, _) if nommee => Some(regle.to_string()),
        _ => None,
    }
}

fn compte(denombrement: &Denombrement) -> String {
    let tables: Vec<String> = denombrement.tables.iter().map(|t| t.en_entier()).collect();
    let lignes = denombrement.lignes.map_or(String::new(), |n| {
        format!(", sur {}", pluriel(i128::from(n).into(), "mesure ou ligne", "mesures ou lignes"))
    });
    format!("compté dans {}{lignes}", tables.join(", "))
}
