//! Opening days of the year that begins: the closing days of the year before are over, a number of days is to be confirmed.

use super::reglages::date;
use chrono::{Datelike, NaiveDate};
use toml_edit::{Decor, Item, RawString, TableLike, Value};

/// What `comptage` of a table of rapport.toml says of opening days, from `premier_jour`; `ou` is how its place is told.
/// What is to be looked at is added to `manques`.
pub(super) fn reprend(
    table: &mut dyn TableLike,
    ou: &str,
    (avant, premier_jour): (i32, NaiveDate),
    manques: &mut Vec<String>,
) {
    let annee = premier_jour.year();
    let Some(item) = table.get_mut("comptage") else { return };
    let Some(comptage) = item.as_table_like_mut() else { return };
    let Some(valeur) = comptage.get_mut("jours_ouverture").and_then(Item::as_value_mut) else { return };
    if let Some(jours) = valeur.as_integer() {
        manques.push(format!("jours_ouverture = {jours} est repris dans {ou} : à confirmer pour {annee}"));
        return;
    }
    let Some(restent) = sans_les_jours_passes(valeur, premier_jour) else { return };
    if restent {
        date_le_mot(valeur.decor_mut(), avant);
    } else {
        comptage.remove("jours_ouverture");
        manques.push(format!(
            "les jours de fermeture de {annee} sont à déclarer dans {ou}, jours_ouverture : sans eux, ils comptent comme ouverts"
        ));
    }
    if comptage.is_empty() {
        table.remove("comptage");
        return;
    }
    match item {
        Item::Table(table) => date_le_mot(table.decor_mut(), avant),
        Item::Value(valeur) => date_le_mot(valeur.decor_mut(), avant),
        _ => {}
    }
}

/// Are there closing days left? `None` when none was taken away.
fn sans_les_jours_passes(valeur: &mut Value, premier_jour: NaiveDate) -> Option<bool> {
    let jours = valeur.as_array_mut()?;
    let nombre = jours.len();
    jours.retain(|jour| date(jour).is_some_and(|jour| jour >= premier_jour));
    (jours.len() < nombre).then_some(!jours.is_empty())
}

/// The comment beside days that are over tells of which year it speaks.
fn date_le_mot(decor: &mut Decor, annee: i32) {
    let suffixe = decor.suffix().and_then(RawString::as_str).unwrap_or_default();
    let Some((blancs, mots)) = suffixe.split_once('#') else { return };
    let mots = mots.trim();
    if !mots.is_empty() && !mots.starts_with("en 20") {
        let dite = format!("{blancs}# en {annee}\u{a0}: {mots}");
        decor.set_suffix(dite);
    }
}
