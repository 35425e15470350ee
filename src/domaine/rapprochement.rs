//! What was billed beside what is due, payer by payer, and what the difference comes from.

use super::valeur::Valeur;

/// Billed and due, for a dispositif or for the service, over the period known.
#[derive(Debug, Clone)]
pub struct Rapprochement {
    /// One line per payer; those that nobody names come last.
    pub payeurs: Vec<LigneDePayeur>,
    /// What the difference comes from, €: only the causes that were found, in the order of [`Cause::TOUTES`].
    pub causes: Vec<(Cause, Valeur)>,
    /// What no cause explains, €: the difference − the causes.
    pub reste: Valeur,
    /// Billed for days of presence after the term of the decision, €: due under the counting policy of the service, and
    /// in no cause.
    pub a_risque: Valeur,
}

impl Rapprochement {
    /// Every value of it.
    pub(super) fn valeurs(&mut self) -> impl Iterator<Item = &mut Valeur> {
        let comparaisons = self.payeurs.iter_mut().flat_map(|p| std::iter::once(&mut p.annee).chain(&mut p.mois));
        let causes = self.causes.iter_mut().map(|(_, valeur)| valeur);
        comparaisons.flat_map(Comparaison::valeurs).chain(causes).chain([&mut self.reste, &mut self.a_risque])
    }
}

/// What one payer was billed, and what it owes.
#[derive(Debug, Clone)]
pub struct LigneDePayeur {
    /// As rapport.toml writes it, else the follow-up table, else the billing; `None` for the rows and the mesures that do
    /// not say.
    pub payeur: Option<String>,
    /// The period known.
    pub annee: Comparaison,
    /// Month by month.
    pub mois: Vec<Comparaison>,
}

/// Days and euros, billed and due.
#[derive(Debug, Clone)]
pub struct Comparaison {
    /// Days to be billed, each counted for the quotité of its mesure: not those that a dotation or a lump sum pays for.
    pub journees_dues: Valeur,
    /// Days billed, avoirs deducted, of the same mesures.
    pub journees_facturees: Valeur,
    /// Billed − due.
    pub ecart_de_journees: Valeur,
    /// What these days bring at the price in force, €.
    pub montant_du: Valeur,
    /// Billed, avoirs deducted, €.
    pub montant_facture: Valeur,
    /// Billed − due, €.
    pub ecart: Valeur,
    /// Days realised that a dotation or a lump sum pays for: there are none to be billed. Without object where there are
    /// no such days.
    pub journees_au_forfait: Valeur,
}

/// What makes a bill differ from what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The same month, dispositif, payer and mesure twice.
    Double,
    /// A mesure with days, and no row.
    NonFacturee,
    /// A row whose mesure is not in the follow-up table.
    HorsSuivi,
    /// Days after the term of the decision or the end of the mesure, which are not due.
    AuDela,
    /// Another number of days than what is due.
    Journees,
    /// Another price than the one in force.
    Prix,
    /// An amount that is not its days at its price.
    Produit,
    /// Every row is rounded to the cent, what is due is not.
    Arrondi,
}

impl Cause {
    /// Every cause with its key in JSON and its words.
    pub const TOUTES: [(Self, &'static str, &'static str); 8] = [
        (Self::Double, "facture-en-double", "facturé deux fois"),
        (Self::NonFacturee, "mesure-non-facturee", "non facturé"),
        (Self::HorsSuivi, "hors-suivi", "mesures absentes du suivi"),
        (Self::AuDela, "au-dela-de-l-echeance", "journées après l’échéance ou la fin de la mesure"),
        (Self::Journees, "journees-differentes", "nombre de journées différent"),
        (Self::Prix, "prix-non-applicable", "prix différent du prix en vigueur"),
        (Self::Produit, "montant-faux", "montant différent de journées × prix"),
        (Self::Arrondi, "arrondi", "arrondi au centime de chaque ligne"),
    ];

    fn rang(self) -> usize {
        Self::TOUTES.iter().position(|(cause, _, _)| *cause == self).unwrap_or_default()
    }

    /// The key of the JSON.
    pub fn cle(self) -> &'static str {
        Self::TOUTES[self.rang()].1
    }

    /// « facturé deux fois ».
    pub fn libelle(self) -> &'static str {
        Self::TOUTES[self.rang()].2
    }
}

impl Comparaison {
    /// Days, then euros: due, and billed.
    pub fn new([journees_dues, journees_facturees]: [Valeur; 2], [montant_du, montant_facture]: [Valeur; 2]) -> Self {
        Self {
            ecart_de_journees: journees_facturees.moins(&journees_dues),
            ecart: montant_facture.moins(&montant_du),
            journees_dues,
            journees_facturees,
            montant_du,
            montant_facture,
            journees_au_forfait: Valeur::sans_objet(),
        }
    }

    /// The same where nobody bills days: those that are due are paid for otherwise.
    pub fn au_forfait(self, raison: &str) -> Self {
        let rien = || Valeur::sans_objet_car(raison);
        Self {
            journees_au_forfait: self.journees_dues,
            journees_dues: rien(),
            journees_facturees: rien(),
            ecart_de_journees: rien(),
            ..self
        }
    }

    fn valeurs(&mut self) -> [&mut Valeur; 7] {
        [
            &mut self.journees_dues,
            &mut self.journees_facturees,
            &mut self.ecart_de_journees,
            &mut self.montant_du,
            &mut self.montant_facture,
            &mut self.ecart,
            &mut self.journees_au_forfait,
        ]
    }
}
