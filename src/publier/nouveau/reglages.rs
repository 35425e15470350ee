//! rapport.toml of the next year: the same lines with their comments, but for what was only true of last year.

use super::{ouverture, tarifs};
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::Reglages;
use crate::francais::date_en_lettres;
use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, Date, Datetime, DocumentMut, Item, RawString, Table, TableLike, Value};

/// What `[activite]` says of one year only.
const D_UNE_ANNEE: [&str; 5] =
    ["journees_previsionnelles", "journees_realisees", "mesures_previsionnelles", "taux_cible", "taux_retenu"];

/// The settings of `exercice`, with the figures declared of the year before, and what the office has to look at in them;
/// nothing when `texte` is not rapport.toml.
pub(super) fn de_l_annee(
    texte: &str,
    avant: &Reglages,
    exercice: Exercice,
    historique: Vec<Table>,
) -> Option<(String, Vec<String>)> {
    let mut document = tarifs::sans_tarifs_a_confirmer(texte).parse::<DocumentMut>().ok()?;
    let premier_jour = exercice.janvier().premier_jour();
    let mut annee = Annee { avant: avant.exercice.annee(), premier_jour, redatees: Vec::new(), manques: Vec::new() };
    pose(document.get_mut("exercice")?, i64::from(exercice.annee()));
    sans_mot_d_une_annee(document.get_mut("exercice")?);
    document.remove("arrete_au");
    document.remove("justification");
    let anciens = document.remove("tarif");
    if let Some(rapport) = document.get_mut("rapport").and_then(Item::as_table_like_mut) {
        rapport.remove("date");
    }
    annee.reprend(document.as_table_mut(), None);
    for liste in ["dispositif", "unite"] {
        if let Some(item) = document.get_mut(liste) {
            chaque_table(item, |table| {
                let code = table.get("code").and_then(Item::as_str).map(str::to_owned);
                annee.reprend(table, code.as_deref());
            });
        }
    }
    declare(&mut document, avant.exercice, historique)?;
    let mut texte = document.to_string();
    if !texte.ends_with('\n') {
        texte.push('\n');
    }
    texte.push_str(&tarifs::a_confirmer(anciens, avant.exercice));
    Some((texte, annee.a_reprendre()))
}

/// The comment beside a year that changes, when it names one.
fn sans_mot_d_une_annee(item: &mut Item) {
    let Some(decor) = item.as_value_mut().map(Value::decor_mut) else { return };
    let mots = decor.suffix().and_then(RawString::as_str).unwrap_or_default();
    if mots.split(|c: char| !c.is_ascii_digit()).any(|mot| mot.len() == 4 && mot.starts_with("20")) {
        decor.set_suffix("");
    }
}

/// Replaces a value where it stands.
fn pose(item: &mut Item, nouvelle: impl Into<Value>) {
    if let Some(valeur) = item.as_value_mut() {
        let mut nouvelle = nouvelle.into();
        *nouvelle.decor_mut() = valeur.decor().clone();
        *valeur = nouvelle;
    }
}

fn chaque_table(item: &mut Item, mut f: impl FnMut(&mut dyn TableLike)) {
    match item {
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| f(table)),
        Item::Value(Value::Array(valeurs)) => {
            valeurs.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|table| f(table));
        }
        _ => {}
    }
}

/// The year that begins.
struct Annee {
    /// The one that ended.
    avant: i32,
    premier_jour: NaiveDate,
    /// Capacities whose true date is written nowhere any more.
    redatees: Vec<String>,
    /// What is to be looked at: sentences without their first capital nor their point.
    manques: Vec<String>,
}

impl Annee {
    /// What a table of rapport.toml says of last year only is left; what is in force goes on. `code` is that of a
    /// dispositif or of an unité, none for the service.
    fn reprend(&mut self, table: &mut dyn TableLike, code: Option<&str>) {
        match table.get_mut("capacite") {
            Some(Item::ArrayOfTables(tables)) => self.capacites(tables),
            Some(Item::Value(Value::Array(valeurs))) => self.capacites_en_ligne(valeurs, code),
            _ => {}
        }
        if let Some(activite) = table.get_mut("activite").and_then(Item::as_table_like_mut) {
            D_UNE_ANNEE.iter().for_each(|cle| drop(activite.remove(cle)));
            if activite.is_empty() {
                table.remove("activite");
            }
        }
        let ou = code.map_or_else(|| "[comptage]".to_owned(), |code| format!("[dispositif.comptage] {}", de(code)));
        ouverture::reprend(table, &ou, (self.avant, self.premier_jour), &mut self.manques);
    }

    fn a_reprendre(mut self) -> Vec<String> {
        if !self.redatees.is_empty() {
            let jour = date_en_lettres(self.premier_jour);
            self.manques.push(format!("capacités re-datées au {jour} : {}", self.redatees.join(" ; ")));
        }
        self.manques
    }

    /// Of each nature, what stood on the last day, dated the first; and what is already known to come.
    fn capacites(&self, tables: &mut ArrayOfTables) {
        let dates: Vec<_> = tables.iter().map(|table| connue(table)).collect();
        let garde = self.en_vigueur(&dates);
        let mut rang = 0;
        tables.retain(|_| {
            rang += 1;
            garde[rang - 1]
        });
        for table in tables.iter_mut() {
            let Some((depuis, item)) = self.date(table) else { continue };
            if let Some(valeur) = item.as_value_mut() {
                let suffixe = valeur.decor().suffix().and_then(RawString::as_str).unwrap_or_default();
                let suffixe = depuis_quand(suffixe, depuis);
                valeur.decor_mut().set_suffix(suffixe);
            }
        }
    }

    /// The same where no comment may stand beside a date.
    fn capacites_en_ligne(&mut self, valeurs: &mut Array, code: Option<&str>) {
        let connue = |valeur: &Value| valeur.as_inline_table().and_then(|table| connue(table));
        let dates: Vec<_> = valeurs.iter().map(connue).collect();
        let garde = self.en_vigueur(&dates);
        let mut rang = 0;
        valeurs.retain(|_| {
            rang += 1;
            garde[rang - 1]
        });
        for table in valeurs.iter_mut().filter_map(Value::as_inline_table_mut) {
            let places = table.get("places").and_then(Value::as_integer);
            let Some((depuis, _)) = self.date(table) else { continue };
            let places = places.map_or_else(String::new, |n| format!(", {n} place{}", if n > 1 { "s" } else { "" }));
            let (qui, jour) = (code.unwrap_or("service"), date_en_lettres(depuis));
            self.redatees.push(format!("{qui}{places}, en vigueur depuis le {jour}"));
        }
    }

    fn en_vigueur(&self, dates: &[Option<(NaiveDate, String)>]) -> Vec<bool> {
        let remplacee = |depuis: &NaiveDate, nature: &String| {
            let suivantes = dates.iter().flatten().filter(|(autre, sa_nature)| sa_nature == nature && autre > depuis);
            suivantes.into_iter().any(|(autre, _)| *autre <= self.premier_jour)
        };
        dates.iter().map(|date| date.as_ref().is_none_or(|(depuis, nature)| !remplacee(depuis, nature))).collect()
    }

    /// What was in force is dated the first day: since when it really is, and the date that moved.
    fn date<'a>(&self, capacite: &'a mut dyn TableLike) -> Option<(NaiveDate, &'a mut Item)> {
        let (depuis, _) = connue(capacite).filter(|(depuis, _)| *depuis < self.premier_jour)?;
        let item = capacite.get_mut("depuis")?;
        pose(item, en_toml(self.premier_jour));
        Some((depuis, item))
    }
}

/// How the comment beside a date begins that Trame moved to the first of January.
const EN_VIGUEUR: &str = "en vigueur depuis le ";

/// The comment beside a date that moves, which must not speak of the new one: it keeps its words behind the former date. One
/// that already tells a former date is true for ever.
fn depuis_quand(suffixe: &str, depuis: NaiveDate) -> String {
    let (blancs, mots) = suffixe.split_once('#').unwrap_or(("  ", ""));
    let mots = mots.trim();
    if mots.starts_with(EN_VIGUEUR) {
        return suffixe.to_owned();
    }
    let jour = date_en_lettres(depuis);
    let suite = if mots.is_empty() { String::new() } else { format!(" : {mots}") };
    format!("{blancs}# {EN_VIGUEUR}{jour}{suite}")
}

/// Since when a capacity is in force, and its nature.
fn connue(capacite: &dyn TableLike) -> Option<(NaiveDate, String)> {
    let depuis = date(capacite.get("depuis")?.as_value()?)?;
    let nature = capacite.get("nature").and_then(Item::as_str).unwrap_or("autorisee");
    Some((depuis, nature.to_owned()))
}

/// « de SEPAD », « d’AEMO ».
fn de(code: &str) -> String {
    let elide = code.starts_with(|c: char| "AEÉÈIOUYaeéèiouy".contains(c));
    if elide { format!("d’{code}") } else { format!("de {code}") }
}

/// A day, written as TOML writes it or between quotation marks.
pub(super) fn date(valeur: &Value) -> Option<NaiveDate> {
    match valeur {
        Value::Datetime(date) => crate::francais::parse_date(&date.value().date?.to_string()),
        Value::String(texte) => crate::francais::parse_date(texte.value()),
        _ => None,
    }
}

fn en_toml(jour: NaiveDate) -> Datetime {
    use chrono::Datelike;
    let petit = |n: u32| u8::try_from(n).unwrap_or(1);
    let date =
        Date { year: u16::try_from(jour.year()).unwrap_or(0), month: petit(jour.month()), day: petit(jour.day()) };
    Datetime { date: Some(date), time: None, offset: None }
}

/// Adds the figures of the year that ended to those already declared.
fn declare(document: &mut DocumentMut, annee: Exercice, tables: Vec<Table>) -> Option<()> {
    if tables.is_empty() {
        return Some(());
    }
    // written as `[[historique]]` whatever the former ones were
    let item = document.remove("historique").unwrap_or_else(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let mut liste = item.into_array_of_tables().ok()?;
    // what the folder declared of its own year: the tables say it now
    let sienne = |table: &Table| table.get("exercice").and_then(Item::as_integer) == Some(i64::from(annee.annee()));
    liste.retain(|table| !sienne(table));
    for (rang, mut table) in tables.into_iter().enumerate() {
        let titre = format!(
            "\n# {annee}, d’après les tableaux de l’année\u{a0}: chiffres calculés, tels qu’ils sont imprimés\n"
        );
        table.decor_mut().set_prefix(if rang == 0 { titre.clone() } else { "\n".to_owned() });
        table.set_position(None);
        liste.push(table);
    }
    document.insert("historique", Item::ArrayOfTables(liste));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn une_date_deplacee_dit_toujours_la_premiere() {
        let jour = |annee, mois| NaiveDate::from_ymd_opt(annee, mois, 1).unwrap();
        let dite = depuis_quand("   # ouverture d’une chambre", jour(2025, 7));
        assert_eq!(dite, "   # en vigueur depuis le 1er\u{a0}juillet 2025 : ouverture d’une chambre");
        assert_eq!(depuis_quand(&dite, jour(2026, 1)), dite, "the year after, it is still true");
        assert_eq!(depuis_quand("", jour(2024, 3)), "  # en vigueur depuis le 1er\u{a0}mars 2024");
    }
}
