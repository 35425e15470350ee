//! A cell as a spreadsheet holds it: a number, or a formula read off the operand tree with its exact result.

use super::exacts::{arrondi, decimal, flottant};
use super::plan::{Lieu, PROFONDEUR, Plan, est_une_formule, tient_dans_la_formule};
use super::table::Case;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::valeur::{Operation, Provenance};

/// Most arguments of a function; a spreadsheet takes 255.
const ARGUMENTS: usize = 200;

/// What a numeric cell holds.
#[derive(Debug, PartialEq)]
pub(super) enum Nombre {
    /// A base number.
    Base(f64),
    /// A formula, and its result as a decimal.
    Formule { formule: String, resultat: String },
}

impl Plan {
    /// What a cell holds; `None` where there is no number.
    pub(super) fn nombre(&self, case: &Case, ici: Lieu) -> Option<Nombre> {
        let (valeur, _) = case.valeur()?;
        let exact = valeur.exact()?;
        let formule = |formule: String, n: Exact| {
            Some(Nombre::Formule { formule: format!("={formule}"), resultat: decimal(n).texte })
        };
        match case {
            Case::Imprimee(_, unite) => {
                let decimales = decimales(exact, *unite);
                // nine decimals first: a spreadsheet's 2.4999999999999996 is 2.5, which rounds away from zero
                let arrondie = format!("ROUND(ROUND({},9),{decimales})", self.operande(valeur, ici, 0));
                formule(arrondie, arrondi(exact, decimales))
            }
            Case::Controle(_) => formule(self.expression(valeur, ici, 0), exact),
            _ => match self.maison(valeur) {
                Some(maison) if maison != ici && !self.se_lit_sur_sa_ligne(valeur, ici) => {
                    formule(self.adresse(maison, ici), exact)
                }
                _ if est_une_formule(valeur) => formule(self.expression(valeur, ici, 0), exact),
                _ => Some(base(exact)),
            },
        }
    }

    /// True for an operation whose operands all stand on its row: it is clearer there than a pointer to its home.
    fn se_lit_sur_sa_ligne(&self, valeur: &Valeur, ici: Lieu) -> bool {
        let sur_la_ligne = |l: Lieu| (l.feuille, l.ligne) == (ici.feuille, ici.ligne) && l.colonne != ici.colonne;
        let operandes = valeur.operandes();
        operandes.len() > 1
            && est_une_formule(valeur)
            && operandes.iter().all(|o| self.lieu(o, ici).is_some_and(sur_la_ligne))
    }

    /// An operation on cells.
    fn expression(&self, valeur: &Valeur, ici: Lieu, profondeur: u32) -> String {
        let Provenance::Calculee(operation, operandes) = &*valeur.provenance else {
            return self.operande(valeur, ici, PROFONDEUR);
        };
        if *operation == Operation::Somme {
            return self.somme(operandes, ici, profondeur);
        }
        let termes: Vec<String> = operandes.iter().map(|o| self.operande(o, ici, profondeur)).collect();
        match operation {
            Operation::Reprise | Operation::Somme => termes.concat(),
            Operation::Difference => termes.join("-"),
            Operation::Exces => format!("MAX(0,{})", termes.join("-")),
            Operation::Produit => termes.join("*"),
            Operation::Quotient => termes.join("/"),
        }
    }

    /// The cell of an operand, or its own operation between parentheses.
    fn operande(&self, valeur: &Valeur, ici: Lieu, profondeur: u32) -> String {
        match self.lieu(valeur, ici) {
            Some(lieu) => self.adresse(lieu, ici),
            None if tient_dans_la_formule(valeur, profondeur) => {
                format!("({})", self.expression(valeur, ici, profondeur + 1))
            }
            None => valeur.exact().map_or_else(String::new, fraction),
        }
    }

    /// `SUM(C5:N5)` for cells that follow each other, `C5+C9` for others.
    fn somme(&self, operandes: &[Valeur], ici: Lieu, profondeur: u32) -> String {
        let mut termes: Vec<String> = Vec::new();
        let mut reste = operandes;
        while let Some(premier) = reste.first() {
            let lieux: Vec<Lieu> = reste.iter().map_while(|o| self.lieu(o, ici)).collect();
            let suite = suite(&lieux);
            match (lieux.first(), suite.checked_sub(1).and_then(|fin| lieux.get(fin))) {
                (Some(debut), Some(fin)) if suite > 2 => {
                    termes.push(format!("{}:{}", self.adresse(*debut, ici), fin.adresse()));
                    reste = &reste[suite..];
                }
                _ => {
                    termes.push(self.operande(premier, ici, profondeur));
                    reste = &reste[1..];
                }
            }
        }
        if !termes.iter().any(|t| t.contains(':')) && termes.len() <= 12 {
            return termes.join("+");
        }
        while termes.len() > ARGUMENTS {
            termes = termes.chunks(ARGUMENTS).map(|lot| format!("SUM({})", lot.join(","))).collect();
        }
        format!("SUM({})", termes.join(","))
    }

    /// `B5`, with the sheet when it is another.
    fn adresse(&self, lieu: Lieu, ici: Lieu) -> String {
        let feuille = self.feuilles.get(lieu.feuille).filter(|_| lieu.feuille != ici.feuille);
        let feuille = feuille.map_or(String::new(), |nom| format!("'{}'!", nom.replace('\'', "''")));
        format!("{feuille}{}", lieu.adresse())
    }
}

/// How many of the first cells follow each other, on a row or in a column.
fn suite(lieux: &[Lieu]) -> usize {
    let pas =
        |a: &Lieu, b: &Lieu| (b.ligne.wrapping_sub(a.ligne), b.colonne.wrapping_sub(a.colonne), b.feuille == a.feuille);
    let Some([a, b]) = lieux.first_chunk() else { return lieux.len() };
    let premier = pas(a, b);
    if !matches!(premier, (0, 1, true) | (1, 0, true)) {
        return 1;
    }
    1 + lieux.windows(2).take_while(|paire| pas(&paire[0], &paire[1]) == premier).count()
}

/// Decimals of a printed number.
pub(super) fn decimales(n: Exact, unite: Unite) -> u32 {
    match unite {
        Unite::Nombre | Unite::Euros => 2,
        Unite::Moyenne => 1,
        Unite::Taux => 3,
        Unite::Journees => 0,
        Unite::Jours => u32::from(!n.est_entier()),
    }
}

/// A base number; what has no last decimal is written as the fraction that it is.
fn base(n: Exact) -> Nombre {
    let ecrit = decimal(n);
    match ecrit.exact {
        true => Nombre::Base(flottant(&ecrit.texte)),
        false => Nombre::Formule { formule: format!("={}", fraction(n)), resultat: ecrit.texte },
    }
}

fn fraction(n: Exact) -> String {
    let ecrit = decimal(n);
    let (numerateur, denominateur) = n.en_fraction();
    if ecrit.exact { ecrit.texte } else { format!("{numerateur}/{denominateur}") }
}
