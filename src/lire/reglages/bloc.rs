//! A table of rapport.toml being read: every key asked for is known, every other is a mistake worth a did-you-mean.

use crate::diagnostic::{Span, Spanned};
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::exact::Exact;
use crate::francais::{Lecture, parse_date, parse_nombre, proche};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::BTreeSet;
use toml_edit::{Item, TableLike, Value};

pub(super) const FICHIER: &str = "rapport.toml";

/// What all blocks of one file share.
pub(super) struct Contexte<'a> {
    pub(super) texte: &'a str,
    /// Where its lines end, bytes.
    ends: Vec<usize>,
    pub(super) anomalies: RefCell<Vec<Anomalie>>,
    /// Every key asked for, with its table; true for a list of tables, false for one.
    #[cfg(test)]
    pub(super) demandees: RefCell<std::collections::BTreeMap<String, Option<bool>>>,
}

impl<'a> Contexte<'a> {
    pub(super) fn new(texte: &'a str) -> Self {
        let ends = texte.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
        Self {
            texte,
            ends,
            anomalies: RefCell::default(),
            #[cfg(test)]
            demandees: RefCell::default(),
        }
    }

    /// The line of a byte offset, 1-based.
    pub(super) fn line(&self, at: usize) -> u32 {
        u32::try_from(self.ends.partition_point(|end| *end < at)).unwrap_or(0) + 1
    }

    pub(super) fn signale(&self, nature: NatureAnomalie, span: Span) {
        self.anomalies.borrow_mut().push(Anomalie { nature, span });
    }
}

/// One table, with the path of its keys.
pub(super) struct Bloc<'a> {
    table: &'a dyn TableLike,
    chemin: String,
    ligne: u32,
    demandees: RefCell<BTreeSet<&'static str>>,
    contexte: &'a Contexte<'a>,
}

impl<'a> Bloc<'a> {
    pub(super) fn new(table: &'a dyn TableLike, chemin: &str, ligne: u32, contexte: &'a Contexte<'a>) -> Self {
        Self { table, chemin: chemin.to_owned(), ligne, demandees: RefCell::default(), contexte }
    }

    fn path(&self, cle: &str) -> String {
        if self.chemin.is_empty() { cle.to_owned() } else { format!("{}.{cle}", self.chemin) }
    }

    /// The place of a key, or of the table where the key is absent.
    pub(super) fn span(&self, cle: &str) -> Span {
        let key = self.table.get_key_value(cle).and_then(|(key, _)| key.span());
        let line = key.map_or(self.ligne, |range| self.contexte.line(range.start));
        Span::line(FICHIER, line, Some(self.path(cle)))
    }

    /// The place of the table itself.
    pub(super) fn place(&self) -> Span {
        Span::line(FICHIER, self.ligne, Some(self.chemin.clone()).filter(|c| !c.is_empty()))
    }

    fn item(&self, cle: &'static str) -> Option<&'a Item> {
        self.demandees.borrow_mut().insert(cle);
        #[cfg(test)]
        self.contexte.demandees.borrow_mut().entry(self.path(cle)).or_default();
        self.table.get(cle)
    }

    #[cfg(test)]
    fn note(&self, cle: &str, liste: bool) {
        self.contexte.demandees.borrow_mut().insert(self.path(cle), Some(liste));
    }

    /// Keys of the table, for `[correspondances]`.
    pub(super) fn entries(&self) -> Vec<(String, Option<&'a str>)> {
        self.table.iter().map(|(cle, item)| (cle.to_owned(), item.as_str())).collect()
    }

    /// A value that reads but cannot stand here.
    pub(super) fn refuse(&self, cle: &str, attendu: &str) {
        if let Some(item) = self.table.get(cle) {
            self.illisible(cle, item, attendu);
        }
    }

    fn illisible(&self, cle: &str, lu: &Item, attendu: &str) {
        let lu = lu.as_value().map_or_else(|| "une table".to_owned(), |v| abrege(v.to_string().trim()));
        let nature = NatureAnomalie::ReglageIllisible { cle: self.path(cle), lu, attendu: attendu.to_owned() };
        self.contexte.signale(nature, self.span(cle));
    }

    /// A value whose shape `lire` understands; anything else is an anomaly that says what was expected.
    fn valeur<T>(&self, cle: &'static str, attendu: &str, lire: impl FnOnce(&'a Item) -> Option<T>) -> Option<T> {
        let item = self.item(cle)?;
        let valeur = lire(item);
        if valeur.is_none() {
            self.illisible(cle, item, attendu);
        }
        valeur
    }

    pub(super) fn requis<T>(&self, cle: &'static str, valeur: Option<T>) -> Option<T> {
        let vide = |item: &Item| item.as_str().is_some_and(|texte| texte.trim().is_empty());
        if self.table.get(cle).is_none_or(vide) {
            self.manque(cle);
        }
        valeur
    }

    pub(super) fn manque(&self, cle: &str) {
        let nature = NatureAnomalie::ReglageManquant { cle: self.path(cle) };
        self.contexte.signale(nature, self.place());
    }

    /// A non-empty text; numbers are taken as written, so that `siret = 123` is not an error. A longer one than any name
    /// or reason would stand on no page.
    pub(super) fn texte(&self, cle: &'static str) -> Option<String> {
        let longueur = if cle == "motif" { PLUS_LONG_MOTIF } else { PLUS_LONG_NOM };
        let texte = self.valeur(cle, "un texte entre guillemets", |item| match item.as_value()? {
            Value::String(s) => Some(s.value().trim().to_owned()),
            Value::Integer(n) => Some(n.value().to_string()),
            Value::Datetime(d) => Some(d.value().to_string()),
            _ => None,
        });
        let texte = texte.filter(|t| !t.is_empty())?;
        if texte.chars().count() > longueur {
            self.refuse(cle, &format!("un texte de {longueur} caractères au plus"));
            return None;
        }
        Some(texte)
    }

    pub(super) fn textes(&self, cle: &'static str) -> Vec<String> {
        let liste = |item: &Item| {
            let array = item.as_array()?;
            array.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        self.valeur(cle, "une liste de textes : [\"…\", \"…\"]", liste).unwrap_or_default()
    }

    pub(super) fn entier(&self, cle: &'static str) -> Option<u32> {
        self.valeur(cle, "un nombre entier, zéro ou plus", |item| {
            let n = value(item.as_value()?)?.entier()?;
            u32::try_from(n).ok().filter(|n| *n <= 1_000_000_000)
        })
    }

    pub(super) fn booleen(&self, cle: &'static str) -> Option<bool> {
        self.valeur(cle, "true ou false", |item| item.as_bool())
    }

    /// A number as people write them: `15208`, `"15 208"`, `"22,54 €"`; never a percentage.
    pub(super) fn nombre(&self, cle: &'static str, attendu: &str) -> Option<Spanned<Exact>> {
        let value = self.valeur(cle, attendu, |item| plain(item.as_value()?))?;
        Some(Spanned { value, span: self.span(cle) })
    }

    /// A rate: `"95 %"` or `0.95`.
    pub(super) fn taux(&self, cle: &'static str) -> Option<Exact> {
        self.valeur(cle, "un taux, par exemple \"95 %\"", |item| rate(item.as_value()?))
    }

    pub(super) fn deux_taux(&self, cle: &'static str) -> Option<(Exact, Exact)> {
        self.valeur(cle, "deux taux, par exemple [\"95 %\", \"105 %\"]", |item| {
            let array = item.as_array()?;
            let mut taux = array.iter().map(rate);
            let deux = (taux.next()??, taux.next()??);
            (taux.next().is_none() && deux.0 <= deux.1).then_some(deux)
        })
    }

    pub(super) fn date(&self, cle: &'static str) -> Option<NaiveDate> {
        self.valeur(cle, "une date, par exemple 2021-04-01", |item| day(item.as_value()?))
    }

    /// One of a closed list of words.
    pub(super) fn choix<T: Copy>(&self, cle: &'static str, choix: &[(T, &'static str, &'static str)]) -> Option<T> {
        let mots: Vec<String> = choix.iter().map(|(_, mot, _)| format!("\"{mot}\"")).collect();
        self.valeur(cle, &format!("l’un de ces mots : {}", mots.join(", ")), |item| {
            let lu = item.as_str()?;
            choix.iter().find(|(_, mot, _)| *mot == lu).map(|(valeur, _, _)| *valeur)
        })
    }

    /// A value read by a closure of the caller, for the few keys of a shape of their own.
    pub(super) fn autre<T>(
        &self,
        cle: &'static str,
        attendu: &str,
        lire: impl FnOnce(&'a Item) -> Option<T>,
    ) -> Option<T> {
        self.valeur(cle, attendu, lire)
    }

    pub(super) fn table(&self, cle: &'static str) -> Option<Bloc<'a>> {
        #[cfg(test)]
        self.note(cle, false);
        let table = self.valeur(cle, &format!("une table [{}]", self.path(cle)), Item::as_table_like)?;
        let range = self.item(cle).and_then(Item::span);
        let ligne = range.map_or_else(|| self.span(cle).line, |r| self.contexte.line(r.start));
        Some(Self::new(table, &self.path(cle), ligne, self.contexte))
    }

    /// `[[capacite]]`, in order.
    pub(super) fn tables(&self, cle: &'static str) -> Vec<Bloc<'a>> {
        #[cfg(test)]
        self.note(cle, true);
        let attendu = format!("une ou plusieurs tables [[{}]]", self.path(cle));
        let tables = self.valeur(cle, &attendu, |item| match item {
            Item::ArrayOfTables(tables) => {
                Some(tables.iter().map(|t| (t as &dyn TableLike, t.span())).collect::<Vec<_>>())
            }
            Item::Value(Value::Array(array)) => {
                array.iter().map(|v| Some((v.as_inline_table()? as &dyn TableLike, v.span()))).collect()
            }
            _ => None,
        });
        let bloc = |(table, range): (&'a dyn TableLike, Option<std::ops::Range<usize>>)| {
            let ligne = range.map_or(self.ligne, |r| self.contexte.line(r.start));
            Self::new(table, &self.path(cle), ligne, self.contexte)
        };
        tables.unwrap_or_default().into_iter().map(bloc).collect()
    }

    /// Every key that nobody asked for is unknown.
    pub(super) fn finir(self) {
        let demandees = self.demandees.borrow();
        for (cle, _) in self.table.iter().filter(|(cle, _)| !demandees.contains(cle)) {
            let proche = proche(cle, demandees.iter().copied()).map(str::to_owned);
            let nature = NatureAnomalie::ReglageInconnu { cle: self.path(cle), proche };
            self.contexte.signale(nature, self.span(cle));
        }
    }
}

/// Characters of a name, an address, a label.
const PLUS_LONG_NOM: usize = 300;
/// Characters of the reason of a justification.
const PLUS_LONG_MOTIF: usize = 4_000;

/// What was written, cut where a message would no longer be read.
fn abrege(lu: &str) -> String {
    match lu.char_indices().nth(80) {
        Some((fin, _)) => format!("{}…", &lu[..fin]),
        None => lu.to_owned(),
    }
}

/// A number, or a text that people write for one.
fn value(value: &Value) -> Option<Exact> {
    let texte = match value {
        Value::Integer(n) => n.value().to_string(),
        Value::Float(f) => f.value().to_string(),
        Value::String(s) => s.value().clone(),
        _ => return None,
    };
    match parse_nombre(&texte, false) {
        Lecture::Nombre(n) => Some(n),
        _ => None,
    }
}

/// A positive number that is not a percentage.
pub(super) fn plain(v: &Value) -> Option<Exact> {
    let pourcentage = v.as_str().is_some_and(|s| s.contains('%'));
    value(v).filter(|n| !pourcentage && *n >= Exact::ZERO)
}

/// `"95 %"` is 0,95, a plain number is itself; may be negative.
pub(super) fn signed(v: &Value) -> Option<Exact> {
    let pourcentage = v.as_str().is_some_and(|s| s.contains('%'));
    let n = value(v)?;
    Some(if pourcentage { n * Exact::decimal(1, 2) } else { n })
}

/// `"95 %"` is 0,95, a plain number is itself.
fn rate_or_number(v: &Value) -> Option<Exact> {
    signed(v).filter(|n| *n >= Exact::ZERO)
}

/// A ratio; 95 without its mark is refused rather than taken for 9 500 %.
pub(super) fn rate(v: &Value) -> Option<Exact> {
    rate_or_number(v).filter(|taux| *taux <= Exact::from(2_u32))
}

/// A TOML date, or a text that people write for one.
pub(super) fn day(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Datetime(d) => parse_date(&d.value().date?.to_string()),
        Value::String(s) => parse_date(s.value()),
        _ => None,
    }
}
