//! Last year's annual figures as rapport.toml declares an earlier exercise: rounded once, as they were printed.

use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Unite};
use crate::lire;
use toml_edit::{Table, Value};

/// One table per dispositif, and that of the service first.
pub(super) fn tables(indicateurs: &Indicateurs) -> Vec<Table> {
    let perimetres = indicateurs.service().into_iter().chain(indicateurs.dispositifs());
    perimetres.map(|perimetre| table(indicateurs, perimetre)).collect()
}

fn table(indicateurs: &Indicateurs, perimetre: &Perimetre) -> Table {
    let mut table = Table::new();
    table.insert("exercice", toml_edit::value(i64::from(indicateurs.exercice.annee())));
    if perimetre.genre == Genre::Dispositif {
        table.insert("dispositif", toml_edit::value(&perimetre.code));
    }
    for cle in lire::declarables() {
        let Some(unite) = indicateurs.definition(cle).map(|definition| definition.unite) else { continue };
        let valeur = perimetre.annuel(cle);
        let exact = valeur.exact().map(|n| perimetre.a_ecrire(n, unite, None));
        let Some(mut ecrite) = exact.and_then(|n| ecrite(cle, unite, n)) else { continue };
        if valeur.reserve.is_some() {
            ecrite.decor_mut().set_suffix("  # sous réserve l’année dernière : à confirmer");
        }
        table.insert(cle, toml_edit::Item::Value(ecrite));
    }
    table
}

/// A value as its key takes it; nothing for one that the key would refuse.
fn ecrite(cle: &str, unite: Unite, n: Exact) -> Option<Value> {
    if n < Exact::ZERO && !lire::peut_etre_negatif(cle) {
        return None;
    }
    if lire::est_un_taux(cle) {
        let taux = n <= Exact::from(2_u32);
        return taux.then(|| Value::from(format!("{} %", decimales(n * Exact::from(100_u32), 1))));
    }
    Some(match unite {
        Unite::Euros => Value::from(decimales(n, 2)),
        _ => match n.entier().and_then(|entier| i64::try_from(entier).ok()) {
            Some(entier) => Value::from(entier),
            None => Value::from(decimales(n, 1)),
        },
    })
}

/// « 93,6 ».
fn decimales(n: Exact, nombre: u32) -> String {
    let unites = n.arrondi(nombre);
    let (signe, base) = (if unites < 0 { "-" } else { "" }, 10_u128.pow(nombre));
    let (entiers, reste) = (unites.unsigned_abs() / base, unites.unsigned_abs() % base);
    format!("{signe}{entiers},{reste:0largeur$}", largeur = usize::try_from(nombre).unwrap_or_default())
}
