//! Values: exact numbers that keep the whole way by which they were obtained, down to the cells. What is printed and
//! what explains it are the same value.

use super::comptees::Parmi;
use super::exact::Exact;
use super::indicateur::Unite;
use super::mois::Mois;
use crate::diagnostic::Span;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The value of an indicator: exact, with what it was obtained from; or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valeur {
    /// `Err` holds the reason, as printed: missing is never zero.
    pub nombre: Result<Exact, String>,
    /// What it is called, where it has a name.
    pub nom: Option<Arc<Nom>>,
    /// How it was obtained; shared by every value that rests on it.
    pub provenance: Arc<Provenance>,
    /// Which of its cells are in incoherence, in words; set once, after `calculer`. What is worked out later takes those
    /// of its operands.
    pub reserve: Option<String>,
}

/// What a value is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nom {
    /// An indicator of a perimetre, for the period or for a month.
    Indicateur {
        /// Code of the perimetre.
        perimetre: Arc<str>,
        /// Id of the indicator.
        id: &'static str,
        /// The month; the whole period without it.
        mois: Option<Mois>,
    },
    /// In words: « places libres », « part de mars ».
    Libre {
        /// The words.
        mots: Cow<'static, str>,
        /// What it is printed in, where the words do not say it.
        unite: Option<Unite>,
    },
}

/// How a value was obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provenance {
    /// Not at all: the value is missing, and its reason says why.
    Aucune,
    /// As it stands in a cell, or behind a key of rapport.toml.
    Lue(Span),
    /// A fact of the calendar or a convention, in words.
    Convenue(Cow<'static, str>),
    /// Counted over the rows of tables.
    Comptee(Denombrement),
    /// An operation on other values, in their order.
    Calculee(Operation, Vec<Valeur>),
    /// A rule in words, applied to other values.
    Deduite(Cow<'static, str>, Vec<Valeur>),
}

/// The rows that a count comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denombrement {
    /// How many rows or mesures were looked at, when it says something.
    pub lignes: Option<u64>,
    /// The tables.
    pub tables: Arc<[Span]>,
    /// Which of their rows, where the name of the value does not tell it: they are looked for on demand, never kept.
    pub parmi: Option<Arc<Parmi>>,
}

/// What can be done again from the operands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// The same number under another name.
    Reprise,
    /// a + b + c
    Somme,
    /// a − b
    Difference,
    /// a − b, never less than zero
    Exces,
    /// a × b × c
    Produit,
    /// a ÷ b
    Quotient,
}

impl Operation {
    /// The result; `None` for a division by zero, without operands, or beyond [`Exact::MAX_CALCULE`].
    pub fn applique(self, nombres: &[Exact]) -> Option<Exact> {
        let (premier, suite) = nombres.split_first()?;
        match (self, suite) {
            (Self::Reprise, []) => Some(*premier),
            (Self::Somme, _) => suite.iter().try_fold(*premier, |somme, n| somme.plus(*n)),
            (Self::Produit, _) => suite.iter().try_fold(*premier, |produit, n| produit.fois(*n)),
            (Self::Difference, [second]) => premier.plus(-*second),
            (Self::Exces, [second]) => Some(premier.plus(-*second)?.max(Exact::ZERO)),
            (Self::Quotient, [second]) => premier.sur(*second),
            _ => None,
        }
    }

    /// What the result is called, where it has no other name.
    pub fn resultat(self) -> &'static str {
        match self {
            Self::Reprise => "reprise",
            Self::Somme => "somme",
            Self::Difference | Self::Exces => "différence",
            Self::Produit => "produit",
            Self::Quotient => "quotient",
        }
    }

    /// The sign between the operands.
    pub fn signe(self) -> &'static str {
        match self {
            Self::Reprise => "=",
            Self::Somme => "+",
            Self::Difference | Self::Exces => "−",
            Self::Produit => "×",
            Self::Quotient => "÷",
        }
    }
}

/// Between the phrases of a réserve.
pub(super) const ENTRE_RESERVES: &str = "\u{202f}; ";

/// The reason of a figure that would mean nothing.
const SANS_OBJET: &str = "sans objet";

/// Why a count of persons is not printed: the words of every text where it would stand.
pub const MASQUE: &str = "effectif masqué";

/// Why an operation has no result, when it is not a division by zero.
const DEMESURE: &str = "nombres trop grands pour être calculés exactement";

impl Valeur {
    fn nouvelle(nombre: Result<Exact, String>, provenance: Provenance) -> Self {
        Self { nombre, nom: None, provenance: Arc::new(provenance), reserve: None }
    }

    /// A number as it stands in a cell, or behind a key of rapport.toml.
    pub fn lue(nombre: Exact, span: &Span) -> Self {
        Self::nouvelle(Ok(nombre), Provenance::Lue(span.clone()))
    }

    /// A fact of the calendar, or a convention.
    pub fn convenue(nombre: Exact, mots: impl Into<Cow<'static, str>>) -> Self {
        Self::nouvelle(Ok(nombre), Provenance::Convenue(mots.into()))
    }

    /// A number counted over the rows of tables.
    pub fn comptee(nombre: Exact, denombrement: Denombrement) -> Self {
        Self::nouvelle(Ok(nombre), Provenance::Comptee(denombrement))
    }

    /// A number that a rule gives, and what the rule was applied to.
    pub fn deduite(nombre: Exact, regle: impl Into<Cow<'static, str>>, operandes: Vec<Self>) -> Self {
        Self::nouvelle(Ok(nombre), Provenance::Deduite(regle.into(), operandes))
    }

    /// An unknown value, and why.
    pub fn manquante(motif: impl Into<String>) -> Self {
        Self::nouvelle(Err(motif.into()), Provenance::Aucune)
    }

    /// What would mean nothing here.
    pub fn sans_objet() -> Self {
        Self::manquante(SANS_OBJET)
    }

    /// What would mean nothing here, and why: a page says it.
    pub fn sans_objet_car(raison: &str) -> Self {
        Self::manquante(format!("{SANS_OBJET}, {raison}"))
    }

    /// True when the value is missing because it would mean nothing.
    pub fn est_sans_objet(&self) -> bool {
        let suite = self.nombre.as_ref().err().and_then(|motif| motif.strip_prefix(SANS_OBJET));
        suite.is_some_and(|suite| suite.is_empty() || suite.starts_with(','))
    }

    /// Why it is missing, where there is something to say of it.
    pub fn raison(&self) -> Option<&str> {
        self.nombre.as_ref().err().map(String::as_str).filter(|motif| *motif != SANS_OBJET)
    }

    /// A count that the public edition does not print; nothing of what it was obtained from is kept.
    pub fn masquee() -> Self {
        Self::manquante(MASQUE)
    }

    /// True for a count that the public edition does not print, and for what rests on one.
    pub fn est_masquee(&self) -> bool {
        matches!(&self.nombre, Err(motif) if motif == MASQUE)
    }

    /// The number, when known.
    pub fn exact(&self) -> Option<Exact> {
        self.nombre.as_ref().ok().copied()
    }

    /// An operation on values: missing, with the first reason, if one of them is; missing because of `si_nul` when the
    /// operation has no result.
    pub fn calcule(operation: Operation, operandes: Vec<Self>, si_nul: &str) -> Self {
        let nombres: Result<Vec<Exact>, &String> = operandes.iter().map(|v| v.nombre.as_ref().copied()).collect();
        let nombre = match nombres {
            Ok(nombres) => operation.applique(&nombres).ok_or_else(|| {
                let par_zero = operation == Operation::Quotient && nombres.last() == Some(&Exact::ZERO);
                if par_zero { si_nul } else { DEMESURE }.to_owned()
            }),
            Err(motif) => Err(motif.clone()),
        };
        let reserve = nombre.as_ref().ok().and_then(|_| reserves(&operandes));
        Self { reserve, ..Self::nouvelle(nombre, Provenance::Calculee(operation, operandes)) }
    }

    /// A rule in words that a function computes from the numbers of its operands; missing as [`Valeur::calcule`].
    pub fn regle(
        regle: impl Into<Cow<'static, str>>,
        operandes: Vec<Self>,
        f: impl FnOnce(&[Exact]) -> Result<Exact, String>,
    ) -> Self {
        let nombres: Result<Vec<Exact>, String> = operandes.iter().map(|v| v.nombre.clone()).collect();
        let nombre = nombres.and_then(|nombres| f(&nombres));
        let reserve = nombre.as_ref().ok().and_then(|_| reserves(&operandes));
        Self { reserve, ..Self::nouvelle(nombre, Provenance::Deduite(regle.into(), operandes)) }
    }

    /// The sum of values; missing, with the first reason, if one of them is. An empty sum is missing.
    pub fn somme<'a>(valeurs: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut operandes: Vec<Self> = valeurs.into_iter().cloned().collect();
        match operandes.len() {
            0 => Self::manquante("aucune donnée"),
            1 => operandes.swap_remove(0),
            _ => Self::calcule(Operation::Somme, operandes, ""),
        }
    }

    /// `self − autre`.
    #[must_use]
    pub fn moins(&self, autre: &Self) -> Self {
        Self::calcule(Operation::Difference, vec![self.clone(), autre.clone()], "")
    }

    /// `self − autre`, never less than zero.
    #[must_use]
    pub fn exces_sur(&self, autre: &Self) -> Self {
        Self::calcule(Operation::Exces, vec![self.clone(), autre.clone()], "")
    }

    /// `self × autre`.
    #[must_use]
    pub fn fois(&self, autre: &Self) -> Self {
        Self::calcule(Operation::Produit, vec![self.clone(), autre.clone()], "")
    }

    /// `self ÷ autre`; missing because of `si_nul` when `autre` is zero.
    #[must_use]
    pub fn sur(&self, autre: &Self, si_nul: &str) -> Self {
        Self::calcule(Operation::Quotient, vec![self.clone(), autre.clone()], si_nul)
    }

    /// The same value under a name: what had one becomes its operand.
    #[must_use]
    pub fn nommee(self, nom: Nom) -> Self {
        if self.nom.is_none() {
            return Self { nom: Some(Arc::new(nom)), ..self };
        }
        let (nombre, reserve) = (self.nombre.clone(), self.reserve.clone());
        let provenance = Arc::new(Provenance::Calculee(Operation::Reprise, vec![self]));
        Self { nombre, nom: Some(Arc::new(nom)), provenance, reserve }
    }

    /// The same value, said in words unless it has a name.
    #[must_use]
    pub fn dite(self, mots: impl Into<Cow<'static, str>>) -> Self {
        if self.nom.is_some() { self } else { self.nommee(Nom::Libre { mots: mots.into(), unite: None }) }
    }

    /// The same of an amount.
    #[must_use]
    pub fn dite_en_euros(self, mots: impl Into<Cow<'static, str>>) -> Self {
        let unite = Some(Unite::Euros);
        if self.nom.is_some() { self } else { self.nommee(Nom::Libre { mots: mots.into(), unite }) }
    }

    /// What it was obtained from; nothing for what was read, counted, or agreed upon.
    pub fn operandes(&self) -> &[Self] {
        match &*self.provenance {
            Provenance::Calculee(_, operandes) | Provenance::Deduite(_, operandes) => operandes,
            Provenance::Aucune | Provenance::Lue(_) | Provenance::Convenue(_) | Provenance::Comptee(_) => &[],
        }
    }

    /// The cells, the keys of rapport.toml and the tables that it rests on.
    pub fn cellules(&self) -> BTreeSet<&Span> {
        let (mut cellules, mut vues) = (BTreeSet::new(), BTreeSet::new());
        let mut a_voir = vec![self];
        while let Some(valeur) = a_voir.pop() {
            if !vues.insert(Arc::as_ptr(&valeur.provenance)) {
                continue;
            }
            match &*valeur.provenance {
                Provenance::Lue(span) => {
                    cellules.insert(span);
                }
                Provenance::Comptee(denombrement) => cellules.extend(&*denombrement.tables),
                _ => a_voir.extend(valeur.operandes()),
            }
        }
        cellules
    }
}

/// Every réserve of values, each phrase once.
fn reserves(valeurs: &[Valeur]) -> Option<String> {
    let mut phrases: Vec<&str> = Vec::new();
    for phrase in valeurs.iter().filter_map(|v| v.reserve.as_deref()).flat_map(|r| r.split(ENTRE_RESERVES)) {
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    (!phrases.is_empty()).then(|| phrases.join(ENTRE_RESERVES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(n: u32) -> Valeur {
        Valeur::lue(n.into(), &Span::line("rapport.toml", n, None))
    }

    #[test]
    fn le_premier_motif_l_emporte_et_les_operandes_restent() {
        let somme = Valeur::somme(&[n(1), Valeur::manquante("a"), Valeur::manquante("b")]);
        assert_eq!((somme.nombre.clone(), somme.operandes().len()), (Err("a".to_owned()), 3));
        assert_eq!(n(3).sur(&Valeur::convenue(Exact::ZERO, "rien"), "aucune place").nombre, Err("aucune place".into()));
        let grand = Valeur::convenue(Exact::from(Exact::MAX_CALCULE), "le plus grand nombre");
        assert_eq!(grand.fois(&n(2)).nombre, Err(DEMESURE.into()));
        assert_eq!(grand.sur(&n(3), "").sur(&grand, "").nombre, Ok(Exact::fraction(1, 3).unwrap()));
    }

    #[test]
    fn ce_qui_est_sans_objet_n_a_que_la_raison_qu_on_lui_donne() {
        let valeurs = [Valeur::sans_objet(), Valeur::sans_objet_car("hôte"), Valeur::manquante("sans objets"), n(1)];
        assert_eq!(valeurs.each_ref().map(Valeur::est_sans_objet), [true, true, false, false]);
        let raisons = valeurs.each_ref().map(Valeur::raison);
        assert_eq!(raisons, [None, Some("sans objet, hôte"), Some("sans objets"), None]);
    }

    #[test]
    fn ce_qui_se_calcule_apres_coup_prend_les_reserves_de_ses_operandes() {
        let douteuse = |n_: u32, reserve: &str| Valeur { reserve: Some(reserve.into()), ..n(n_) };
        let reste = douteuse(9, "mars").moins(&Valeur::somme([&douteuse(1, "mars"), &douteuse(2, "juin"), &n(3)]));
        assert_eq!((reste.exact(), reste.reserve.as_deref()), (Some(3_u32.into()), Some("mars\u{202f}; juin")));
        assert_eq!(douteuse(9, "mars").moins(&Valeur::manquante("inconnu")).reserve, None);
        assert_eq!(n(9).moins(&n(1)).reserve, None);
    }

    #[test]
    fn les_cellules_sont_celles_de_tous_les_operandes_une_fois() {
        let somme = Valeur::somme(&[n(1), n(2)]);
        let taux = somme.sur(&somme.moins(&n(2)), "").fois(&n(4));
        assert_eq!(taux.exact(), Some(Exact::from(12_u32)));
        assert_eq!(taux.cellules().into_iter().map(|s| s.line).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn un_second_nom_fait_du_premier_un_operande() {
        let nom = |id| Nom::Indicateur { perimetre: "service".into(), id, mois: None };
        let valeur = n(1).nommee(nom("presents_fin")).nommee(nom("presents_debut"));
        assert_eq!(*valeur.operandes()[0].nom.clone().unwrap(), nom("presents_fin"));
        assert_eq!(valeur.clone().dite("stock"), valeur);
    }
}
