//! Cells of the billing: those that a sum adds up, and those that a cause was found in.

use super::{Comptees, Parmi, Recherche, plages};
use crate::diagnostic::Span;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::Factures;
use crate::domaine::factures::causes::{Lieu, Trouvaille};
use crate::domaine::indicateur::Perimetre;
use crate::domaine::mois::Mois;
use crate::francais::cle;

const LIGNES: [&str; 2] = ["ligne de facturation", "lignes de facturation"];

impl<'a> Recherche<'a> {
    /// Those that a count says it is made of.
    pub(super) fn des_factures(&self, parmi: &Parmi) -> Comptees {
        let mut cellules = match parmi {
            Parmi::Journees { .. } | Parmi::Lignes(..) => Vec::new(),
            Parmi::Factures { montant, dispositif, payeur, mois } => {
                self.sommees(*montant, (*dispositif, payeur.as_deref(), *mois))
            }
            Parmi::Cause(dispositif, cause) => {
                self.trouvees(|t| t.cause == Some(*cause) && dispositif.is_none_or(|d| t.dispositif == Some(d)))
            }
            Parmi::ARisque(dispositif) => {
                self.trouvees(|t| t.cause.is_none() && dispositif.is_none_or(|d| t.dispositif == Some(d)))
            }
        };
        cellules.sort();
        let table = |span: &Span| Span::sheet(&span.file, span.sheet.as_deref());
        let tables = plages(cellules.iter().filter(|(s, _)| s.line > 0).map(|(s, _)| (table(s), s.line)));
        let total = Some(cellules.iter().map(|(_, n)| *n).sum());
        let nombre = u64::try_from(cellules.len()).unwrap_or(u64::MAX);
        Comptees { quoi: LIGNES, nombre, total, tables, cellules }
    }

    fn factures(&self) -> &Factures<'a> {
        self.factures.get_or_init(|| {
            let (dossier, derivation) = (self.controle.dossier(), self.controle.derivation());
            Factures::new((dossier, self.controle.reglages(), derivation), self.controle.jusqu_a())
        })
    }

    fn sommees(
        &self,
        montant: bool,
        (dispositif, payeur, mois): (Option<u16>, Option<&str>, Option<Mois>),
    ) -> Vec<(Span, Exact)> {
        let (factures, jusqu_a) = (self.factures(), self.controle.jusqu_a());
        let colonne = if montant { ColonneDeFacture::Montant } else { ColonneDeFacture::Journees };
        let mut cellules = Vec::new();
        let du_mois = |m: Mois| m <= jusqu_a && mois.is_none_or(|mois| m == mois);
        for unite in factures.unites.iter().filter(|unite| du_mois(unite.mois)) {
            let multipliees = factures.a_multiplier(unite);
            for rang in factures.lignes(unite).iter().copied() {
                let ligne = factures.ligne(rang);
                let qui = || factures.facturation.payeur(ligne.payeur).map(cle).unwrap_or_default();
                let sienne = dispositif.is_none_or(|d| factures.dispositif(rang as usize) == Some(d))
                    && payeur.is_none_or(|payeur| qui() == payeur);
                let nombre = if montant { factures.montant_de(rang) } else { factures.jours_de(rang, multipliees) };
                if let Some(nombre) = nombre.filter(|_| sienne) {
                    cellules.push((factures.facturation.span(ligne, colonne), nombre));
                }
            }
        }
        cellules
    }

    /// Where causes were found; what a whole month or a mesure without a row brings is placed where it is known.
    fn trouvees(&self, retenue: impl Fn(&Trouvaille) -> bool) -> Vec<(Span, Exact)> {
        let factures = self.factures();
        let reglages = self.controle.reglages();
        let perimetre = |dispositif: Option<u16>| -> Option<&Perimetre> {
            match dispositif.and_then(|rang| reglages.dispositifs.get(usize::from(rang))) {
                Some(d) => self.indicateurs.dispositifs().find(|p| p.code == d.code),
                None => self.indicateurs.service(),
            }
        };
        let facturables =
            |dispositif, mois| perimetre(dispositif).and_then(|p| p.mensuel("journees_facturables", mois).exact());
        let trouvees = factures.trouvailles(self.controle.jusqu_a(), facturables);
        let lieu = |t: &Trouvaille| match t.lieu {
            Lieu::Facture(rang) => factures.facturation.span(factures.ligne(rang), ColonneDeFacture::Montant),
            Lieu::Suivi(rang) => factures.suivi.span(&factures.suivi.lignes[rang as usize], None),
        };
        trouvees.iter().filter(|t| retenue(t)).map(|t| (lieu(t), t.euros)).collect()
    }
}
