//! rapport.toml of the next year: the same lines with their comments, but for what was only true of last year.

use crate::domaine::mois::Exercice;
use crate::domaine::reglages::Reglages;
use crate::francais::date_en_lettres;
use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, Date, Datetime, DocumentMut, Item, RawString, Table, TableLike, Value};

/// What `[activite]` says of one year only.
const D_UNE_ANNEE: [&str; 5] =
    ["journees_previsionnelles", "journees_realisees", "mesures_previsionnelles", "taux_cible", "taux_retenu"];

/// The settings of `exercice`, with the figures declared of the year before; nothing when `texte` is not rapport.toml.
pub(super) fn de_l_annee(texte: &str, avant: &Reglages, exercice: Exercice, historique: Vec<Table>) -> Option<String> {
    let mut document = sans_tarifs_a_confirmer(texte).parse::<DocumentMut>().ok()?;
    let annee = Annee { premier_jour: exercice.janvier().premier_jour() };
    pose(document.get_mut("exercice")?, i64::from(exercice.annee()));
    document.remove("arrete_au");
    document.remove("justification");
    let tarifs = document.remove("tarif");
    if let Some(rapport) = document.get_mut("rapport").and_then(Item::as_table_like_mut) {
        rapport.remove("date");
    }
    annee.reprend(document.as_table_mut());
    for liste in ["dispositif", "unite"] {
        if let Some(item) = document.get_mut(liste) {
            chaque_table(item, |table| annee.reprend(table));
        }
    }
    declare(&mut document, avant.exercice, historique)?;
    let mut texte = document.to_string();
    if !texte.ends_with('\n') {
        texte.push('\n');
    }
    texte.push_str(&a_confirmer(tarifs, avant.exercice));
    Some(texte)
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
    premier_jour: NaiveDate,
}

impl Annee {
    /// What a table of rapport.toml says of last year only is left; what is in force goes on.
    fn reprend(&self, table: &mut dyn TableLike) {
        match table.get_mut("capacite") {
            Some(Item::ArrayOfTables(tables)) => self.capacites(tables),
            Some(Item::Value(Value::Array(valeurs))) => self.capacites_en_ligne(valeurs),
            _ => {}
        }
        if let Some(activite) = table.get_mut("activite").and_then(Item::as_table_like_mut) {
            D_UNE_ANNEE.iter().for_each(|cle| drop(activite.remove(cle)));
            if activite.is_empty() {
                table.remove("activite");
            }
        }
        let fermetures = table.get_mut("comptage").and_then(Item::as_table_like_mut);
        if let Some(comptage) = fermetures {
            self.fermetures(comptage);
        }
    }

    /// The days of closing of last year are over.
    fn fermetures(&self, comptage: &mut dyn TableLike) {
        let Some(jours) = comptage.get_mut("jours_ouverture").and_then(Item::as_array_mut) else { return };
        jours.retain(|jour| date(jour).is_some_and(|jour| jour >= self.premier_jour));
        if jours.is_empty() {
            comptage.remove("jours_ouverture");
        }
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
        tables.iter_mut().for_each(|table| self.date(table, true));
    }

    fn capacites_en_ligne(&self, valeurs: &mut Array) {
        let connue = |valeur: &Value| valeur.as_inline_table().and_then(|table| connue(table));
        let dates: Vec<_> = valeurs.iter().map(connue).collect();
        let garde = self.en_vigueur(&dates);
        let mut rang = 0;
        valeurs.retain(|_| {
            rang += 1;
            garde[rang - 1]
        });
        valeurs.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|table| self.date(table, false));
    }

    fn en_vigueur(&self, dates: &[Option<(NaiveDate, String)>]) -> Vec<bool> {
        let remplacee = |depuis: &NaiveDate, nature: &String| {
            let suivantes = dates.iter().flatten().filter(|(autre, sa_nature)| sa_nature == nature && autre > depuis);
            suivantes.into_iter().any(|(autre, _)| *autre <= self.premier_jour)
        };
        dates.iter().map(|date| date.as_ref().is_none_or(|(depuis, nature)| !remplacee(depuis, nature))).collect()
    }

    /// What was in force is dated the first day; since when it really is, is said beside where a comment may stand.
    fn date(&self, capacite: &mut dyn TableLike, commentable: bool) {
        let Some((depuis, _)) = connue(capacite).filter(|(depuis, _)| *depuis < self.premier_jour) else { return };
        let Some(item) = capacite.get_mut("depuis") else { return };
        pose(item, en_toml(self.premier_jour));
        if let Some(valeur) = item.as_value_mut().filter(|_| commentable) {
            let suffixe = valeur.decor().suffix().and_then(RawString::as_str).unwrap_or_default();
            let suffixe = depuis_quand(suffixe, depuis);
            valeur.decor_mut().set_suffix(suffixe);
        }
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

fn date(valeur: &Value) -> Option<NaiveDate> {
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

/// How the tariffs of an earlier year are announced.
const TARIFS_DE: &str = "# Les tarifs de ";
const A_CONFIRMER: &str = "à confirmer ou à remplacer\u{a0}: enlever le # des lignes qui valent encore.";

/// Without those that were left unread the year before: they are two years old.
fn sans_tarifs_a_confirmer(texte: &str) -> String {
    let mut dedans = false;
    let garde = |ligne: &&str| {
        dedans =
            ligne.starts_with(TARIFS_DE) && ligne.trim_end().ends_with(A_CONFIRMER) || dedans && ligne.starts_with('#');
        !dedans
    };
    texte.split_inclusive('\n').filter(garde).collect()
}

/// Last year's tariffs, in lines that are not read: the new ones come with their own decision.
fn a_confirmer(tarifs: Option<Item>, annee: Exercice) -> String {
    let Some(tarifs) = tarifs else { return String::new() };
    let mut seuls = DocumentMut::new();
    seuls.insert("tarif", tarifs);
    let mut texte = format!("\n{TARIFS_DE}{annee}, {A_CONFIRMER}\n");
    for ligne in seuls.to_string().lines() {
        texte.push_str(format!("# {ligne}").trim_end());
        texte.push('\n');
    }
    texte
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

    #[test]
    fn les_tarifs_a_confirmer_ne_s_accumulent_pas() {
        let mut tarifs =
            "[[tarif]]\ndepuis = 2025-01-01\n\n[[tarif]]\ndepuis = 2025-07-01\n".parse::<DocumentMut>().unwrap();
        let bloc = a_confirmer(tarifs.remove("tarif"), Exercice::new(2025).unwrap());
        let avant = "exercice = 2026\n# un mot de l’équipe\n";
        assert_eq!(sans_tarifs_a_confirmer(&format!("{avant}{bloc}")), format!("{avant}\n"));
        let garde = bloc.replacen("# [[tarif]]", "[[tarif]]", 1);
        assert!(sans_tarifs_a_confirmer(&format!("{avant}{garde}")).contains("\n[[tarif]]\n# depuis = 2025-01-01\n"));
    }
}
