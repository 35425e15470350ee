//! What a node of an explanation says of itself: its name, its number, where it was read.

use super::DITES;
use crate::diagnostic::Span;
use crate::domaine::comptees::Comptees;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Denombrement, Nom, Operation, Provenance, Valeur};
use crate::francais::{decimal, nombre_exact, pluriel};

/// The number as it is printed elsewhere when it has a unit, its own or that of the sum it belongs to; exactly otherwise;
/// or why there is none.
pub(super) fn nombre_de(unite: Option<Unite>, valeur: &Valeur) -> Result<String, String> {
    let n = valeur.nombre.clone()?;
    Ok(match unite {
        Some(unite) => unite.ecrit(n),
        None if n.absolu() > Exact::from(1_u32) && nombre_exact(n).contains('÷') => {
            format!("{} ({})", decimal(n, 2), nombre_exact(n))
        }
        None => nombre_exact(n),
    })
}

/// The figure that is explained, with what it counts where its name does not say it.
pub(super) fn avec_son_mot(unite: Unite, n: Exact) -> String {
    let mots = match unite {
        Unite::Journees => ["journée", "journées"],
        Unite::Jours => ["jour", "jours"],
        Unite::Nombre | Unite::Moyenne | Unite::Taux | Unite::Euros => return unite.ecrit(n),
    };
    let mot = if n.absolu() < Exact::from(2_u32) { mots[0] } else { mots[1] };
    format!("{}\u{a0}{mot}", unite.ecrit(n))
}

/// What a value is printed in, when its name says it.
pub(super) fn unite(indicateurs: &Indicateurs, valeur: &Valeur) -> Option<Unite> {
    match valeur.nom.as_deref()? {
        Nom::Indicateur { id, .. } => Some(indicateurs.definition(id)?.unite),
        Nom::Libre { unite, .. } => *unite,
    }
}

/// What the operands of a value are printed in when they do not say it: the terms of a sum are what the sum is.
pub(super) fn unite_des_operandes(valeur: &Valeur, unite: Option<Unite>) -> Option<Unite> {
    let Provenance::Calculee(operation, _) = &*valeur.provenance else { return None };
    let termes = matches!(operation, Operation::Reprise | Operation::Somme | Operation::Difference | Operation::Exces);
    unite.filter(|_| termes)
}

/// The réserve of a figure is set where it is stored: its copies among operands are looked up.
pub(super) fn reserve<'a>(indicateurs: &'a Indicateurs, valeur: &'a Valeur) -> Option<&'a str> {
    let rangee = valeur.nom.as_deref().and_then(|nom| indicateurs.valeur(nom)).unwrap_or(valeur);
    rangee.reserve.as_deref()
}

/// « Sorties, AEMO-R, mars 2021 », « places libres », or what stands where it was read.
pub(super) fn nom(indicateurs: &Indicateurs, valeur: &Valeur) -> String {
    match (valeur.nom.as_deref(), &*valeur.provenance) {
        (Some(nom), _) => indicateurs.en_mots(nom),
        (None, Provenance::Lue(span)) => span.column.clone().unwrap_or_else(|| "cellule".to_owned()),
        (None, Provenance::Convenue(mots)) => mots.to_string(),
        (None, Provenance::Comptee(_)) => "compte".to_owned(),
        (None, Provenance::Deduite(regle, _)) => regle.to_string(),
        (None, Provenance::Calculee(operation, _)) => operation.resultat().to_owned(),
        (None, Provenance::Aucune) => "valeur absente".to_owned(),
    }
}

/// « donnees/aemo-r.csv, cellule M2 », « 14 mesures de donnees/suivi.csv », the rule; nothing for an operation.
pub(super) fn provenance(valeur: &Valeur, comptees: Option<&Comptees>) -> Option<String> {
    let nommee = valeur.nom.is_some();
    match &*valeur.provenance {
        Provenance::Lue(span) => Some(format!("lu dans {}", span.en_entier())),
        Provenance::Comptee(denombrement) => {
            Some(comptees.map_or_else(|| compte(denombrement), |c| lignes(c, denombrement)))
        }
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

/// « 17 mesures comptées dans donnees/suivi.csv : lignes 2 à 9, 12, 15 à 22 ».
fn lignes(comptees: &Comptees, denombrement: &Denombrement) -> String {
    let [singulier, plusieurs] = comptees.quoi;
    let tables = |tables: Vec<String>| tables.join(", ");
    if comptees.nombre == 0 {
        return format!(
            "aucune {singulier} dans {}",
            tables(denombrement.tables.iter().map(Span::en_entier).collect())
        );
    }
    let nombre = Exact::from(i128::from(comptees.nombre));
    let [une, des] = [format!("{singulier} comptée"), format!("{plusieurs} comptées")];
    let places = comptees.tables.iter().map(|t| format!("{} : {}", t.table.en_entier(), plages(&t.plages)));
    format!("{} dans {}", pluriel(nombre, &une, &des), places.collect::<Vec<_>>().join(" ; "))
}

/// « lignes 2 à 9, 12 et 4 autres plages »: row numbers, never what stands there.
fn plages(plages: &[(u32, u32)]) -> String {
    let une = |(de, a): &(u32, u32)| match a - de {
        0 => de.to_string(),
        1 => format!("{de}, {a}"),
        _ => format!("{de} à {a}"),
    };
    let dites: Vec<String> = plages.iter().take(DITES).map(une).collect();
    let mot = if matches!(plages, [(de, a)] if de == a) { "ligne" } else { "lignes" };
    let autres = match plages.len().saturating_sub(DITES) {
        0 => String::new(),
        1 => " et une autre plage".to_owned(),
        n => format!(" et {n} autres plages"),
    };
    format!("{mot} {}{autres}", dites.join(", "))
}
