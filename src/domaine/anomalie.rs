//! What could not be understood, as data: `lire` records it at its place, `controler` puts it into words.

use super::budget::Colonne;
use super::dossier::RaisonDEcart;
use super::hors_texte::HorsTexte;
use super::mois::Mois;
use crate::diagnostic::Span;
use crate::francais::Cause;

/// Why an annual figure of a table is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RaisonInutile {
    /// Trame computes it from the rest.
    Recalcule,
    /// A capacity or opening days: rapport.toml dates them.
    SansDate,
    /// A movement of the year: the months give it.
    SansMois,
}

/// How a column says less than the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partie {
    /// Girls, or boys.
    Sexe,
    /// Another unit of count: children, families.
    Unite,
    /// Something that Trame does not know.
    Inconnue,
    /// A forecast.
    Prevision,
}

/// What a count of a population does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManqueDUneRepartition {
    /// Whom it counts.
    Population,
    /// By what.
    Critere,
    /// Which line.
    Modalite,
    /// It is of another year.
    Exercice {
        /// Which.
        annee: i32,
    },
    /// The day that a waiting list tells of.
    Date,
}

/// What a row or a table of budget does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManqueDUnBudget {
    /// Which group.
    Groupe,
    /// Charges or produits.
    Sens,
    /// Charges in one place, produits in another.
    SensContradictoire,
    /// It is of another year.
    Exercice {
        /// Which.
        annee: i32,
    },
    /// Which of two columns, whose amounts differ.
    Colonne {
        /// Amounts of what.
        colonne: Colonne,
    },
    /// Whether the budget includes the decision modificative beside it.
    DecisionModificative,
    /// The budget autorisé: a budget primitif is read in its place.
    Primitif,
    /// Euros: it counts thousands.
    Milliers,
    /// Whether one or two digits in brackets are an amount below zero or the call of a note.
    Parentheses,
    /// Whether a result carried over is an excédent or a déficit.
    Reprise,
}

/// Something that `lire` could not understand: `controler` puts it into words.
#[derive(Debug, Clone)]
pub struct Anomalie {
    /// What kind.
    pub nature: NatureAnomalie,
    /// Where.
    pub span: Span,
}

/// Anomalies of one kind in one table beyond those that are recorded.
#[derive(Debug, Clone)]
pub struct Omises {
    /// The first of them.
    pub exemple: Anomalie,
    /// How many.
    pub nombre: usize,
}

/// What a file is, when it is no table that Trame reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatNonLu {
    /// A workbook, damaged.
    Abime,
    /// A workbook in Excel's binary form.
    Xlsb,
    /// Apple's spreadsheet.
    Numbers,
    /// XML, as Excel 2003 or other software exports it.
    Xml,
    /// A web page, which software exports under the name of a workbook.
    PageWeb,
    /// A text document.
    Document,
    /// Slides.
    Presentation,
    /// PDF.
    Pdf,
    /// A picture.
    Image,
    /// Several files in one.
    Archive,
    /// None of these.
    Autre,
}

/// Why a document of textes/ is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentNonLu {
    /// Damaged, or cut short.
    Abime,
    /// It opens with a password.
    Protege,
    /// Of an older or another word processor: `.doc`, `.rtf`, `.pages`.
    Ancien,
    /// Plain text under the name of a document.
    TexteSimple,
    /// No document at all.
    Autre(FormatNonLu),
}

/// Why a cell that should hold a date holds none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseDeDate {
    /// Words.
    Texte,
    /// A number: a spreadsheet's day number may be two different days.
    Nombre,
    /// A year, which does not say an age.
    AnneeSeule,
    /// A month, where a day is needed.
    MoisSeul,
    /// `03/15/2021`: the month before the day.
    MoisAvantLeJour,
    /// `31/02/2021`.
    Inexistante,
    /// Before 1900, or after 2199.
    AutreSiecle,
}

/// What a cell or a row of a table of objectives does not say. `lu` is what was typed, empty when it may name someone.
#[allow(missing_docs, reason = "the fields are said above, once for all variants")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManqueDUnObjectif {
    /// A mark that is neither an X nor nothing.
    Croix { lu: String },
    /// A word that is no state of a step, and the nearest.
    Etat { lu: String, proche: Option<String> },
    /// A step that no year marks.
    EtapeSansAnnee,
    /// « Début » or « Fin » that says no year, or two.
    Calendrier { lu: String },
    /// The end of an action before its beginning: years, beginning then end.
    CalendrierInverse { debut: i32, fin: i32 },
    /// A value of an indicator that is no number, no oui nor non, and no date.
    Valeur { lu: String },
    /// A year that is none.
    Annee { lu: String },
    /// An amount beside which nothing says what it is for.
    SansSujet,
    /// A total of something that the rows above do not name.
    Total { lu: String },
}

/// What a cell of a table of quality should say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MotDeQualite {
    /// Where an action stands.
    Etat,
    /// When an action is due.
    Echeance,
    /// How serious an event is.
    Gravite,
}

/// Kinds of [`Anomalie`]. `lu` is what the user typed, `proche` the nearest name that would do, `cle` a key of
/// rapport.toml, `entete` a header as typed, `vraie` the extension of a file that bears another.
#[allow(missing_docs, reason = "the fields are said above, once for all variants")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NatureAnomalie {
    /// No rapport.toml in the folder.
    RapportAbsent,
    /// rapport.toml is not TOML: what the parser expected, in French.
    RapportIllisible { attendu: String },
    /// A key that Trame does not know, and the nearest that it knows there.
    ReglageInconnu { cle: String, proche: Option<String> },
    /// A required key is absent.
    ReglageManquant { cle: String },
    /// A value of the wrong kind.
    ReglageIllisible { cle: String, lu: String, attendu: String },
    /// A table whose headers say nothing: what it most resembles, and what it lacks for that.
    FichierNonReconnu { ressemble: Option<String>, manque: Vec<String> },
    /// A file beyond `[limites]`.
    FichierTropGrand { limite: String },
    /// A row or column that a monthly table needs.
    ColonneManquante { libelle: String },
    /// A column that Trame does not know (no header at all when it is empty), and the key that it nearly names.
    ColonneIgnoree { entete: String, proche: Option<String> },
    /// A row that Trame does not know (a label that may name someone is not kept), and the key that it nearly names.
    LigneIgnoree { libelle: String, proche: Option<String> },
    /// A row whose label is known, with a word beside it that is not, and may make another quantity of it: left out. The
    /// word may name someone, and is not kept.
    PrecisionInconnue { libelle: String },
    /// The first of the totals of the same figures that are not checked, beyond so many.
    TotauxNonVerifies { limite: usize },
    /// Annual figures that Trame understands and does not take from a table.
    ChiffresInutilises { libelles: Vec<String>, raison: RaisonInutile },
    /// A table of a known kind, which Trame does not count yet.
    GenreNonCompte { genre: &'static str },
    /// A count of a population that does not say all that it takes to count it: left out.
    RepartitionIncomprise { manque: ManqueDUneRepartition },
    /// A row, a column or a table of budget that does not say all that it takes to count it: left out.
    BudgetIncompris { manque: ManqueDUnBudget },
    /// A row or a cell of a table of objectives that could not be understood: left out.
    ObjectifIncompris { manque: ManqueDUnObjectif },
    /// A word that its column does not know, in so many cells from that one on: the nearest of the vocabulary, or the
    /// cell of another spelling.
    ModaliteInconnue { critere: String, proche: Option<String>, autre: Option<Box<Span>>, nombre: usize },
    /// A word or a time in a table of quality that its column does not know. A table of events is never quoted.
    QualiteIncomprise { quoi: MotDeQualite, lu: String, proche: Option<String> },
    /// A column that names people: not loaded.
    ColonneNominative { entete: String },
    /// A column of identifiers whose values look like names.
    IdentifiantNominatif { entete: String },
    /// Not what belongs here, and why, most likely.
    ValeurIllisible { lu: String, attendu: String, cause: Cause },
    /// A cell of a row-by-row table, never quoted, that should hold a date.
    DateIllisible { cause: CauseDeDate },
    /// A column of words with more different ones than can be told apart.
    TropDeMots { entete: String },
    /// `#REF!` and its kin.
    ErreurDeTableur { lu: String },
    /// Two readings are possible.
    NombreAmbigu { lu: String, lectures: [String; 2] },
    /// A name that no dispositif bears (`None`: no name at all), and the nearest.
    DispositifInconnu { lu: Option<String>, proche: Option<String>, codes: Vec<String> },
    /// A name that means several dispositifs, whose figures cannot be told apart.
    PlusieursDispositifs { lu: String, codes: Vec<String> },
    /// A header or a title names one dispositif, the name of the sheet or of the file, or a title further away, another.
    DispositifContradictoire { retenu: String, autre: String, place: Box<Span> },
    /// A text where a month belongs (`None`: no month at all).
    MoisIllisible { lu: Option<String> },
    /// Titles name one month, the sheet or the file another (1 to 12).
    MoisContradictoire { titre: u8, nom: u8 },
    /// A title with a word that says that the table is only a part of a dispositif, or a forecast.
    TitrePartiel { mot: String },
    /// Columns, by their known words, that are parts of what is counted: not read; `entier` when another is the whole.
    ColonnesPartielles { partie: Partie, mots: Vec<String>, entier: bool },
    /// A month of another year.
    MoisHorsExercice { mois: Mois },
    /// « Copie de … » beside its original.
    CopieDeFichier { original: String },
    /// A file that was seen and not opened.
    FichierNonLu { raison: RaisonDEcart },
    /// A quotation mark opened and never closed: it was read as if it were not there.
    GuillemetNonFerme,
    /// A file that is no table, or a damaged workbook.
    ClasseurIllisible { quoi: FormatNonLu, vraie: Option<&'static str> },
    /// A workbook that opens with a password.
    ClasseurProtege { vraie: Option<&'static str> },
    /// A document of textes/ that is not read.
    TexteIllisible { quoi: DocumentNonLu },
    /// What a document of textes/ holds that its text does not say, each kind once.
    HorsTexte { genres: Vec<HorsTexte> },
    /// A hidden sheet: not read.
    FeuilleMasquee,
    /// Hidden rows that hold something: read, and counted.
    LignesMasquees { numeros: Vec<u32> },
    /// Hidden columns that hold something, from 0: read, and counted.
    ColonnesMasquees { colonnes: Vec<u32> },
    /// A formula whose result the file does not hold.
    FormuleSansValeur,
    /// Two separators do as well: the one taken, and the other.
    SeparateurIncertain { choisi: &'static str, autre: &'static str },
}
