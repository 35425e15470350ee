//! What was billed: rows added up by dispositif, month and payer. Rows that repeat others are billed too.

use super::ecarts::SANS_JOURNEES;
use crate::diagnostic::Span;
use crate::domaine::comptees::Parmi;
use crate::domaine::controle::DossierControle;
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Factures, Unite};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::suivi::{Colonne, Payeurs};
use crate::domaine::valeur::Denombrement;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The billing of a folder, up to the last month known.
pub(crate) struct Facturees<'a> {
    pub(crate) factures: Factures<'a>,
    /// Days due by each payer of the follow-up table.
    pub(crate) payeurs: Payeurs,
    /// Everyone who pays: as [`cle_du_payeur`] writes them, and as printed.
    pub(crate) noms: BTreeMap<String, String>,
    /// By dispositif, then by month, then by payer.
    sommes: BTreeMap<Qui, Somme>,
    tables: Arc<[Span]>,
}

/// Dispositif, month, payer (empty where the row does not say).
type Qui = (Option<u16>, Mois, String);

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoi {
    Journees,
    Montant,
}

/// Rows together.
#[derive(Debug, Clone, Default)]
struct Somme {
    lignes: u64,
    /// Rows that have days.
    en_journees: u64,
    journees: Exact,
    montant: Exact,
    /// Why the days are not known, why the amount is not.
    manques: [Option<String>; 2],
}

/// Which rows: of a dispositif (else all), of a payer (else all), of a month (else all).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lignes<'q> {
    pub(crate) dispositif: Option<u16>,
    pub(crate) payeur: Option<&'q str>,
    pub(crate) mois: Option<Mois>,
}

impl Lignes<'_> {
    fn parmi(self, quoi: Quoi) -> Parmi {
        let (montant, payeur) = (quoi == Quoi::Montant, self.payeur.map(str::to_owned));
        Parmi::Factures { montant, dispositif: self.dispositif, payeur, mois: self.mois }
    }
}

impl<'a> Facturees<'a> {
    /// `None` where no table bills anything. Cost: linear in the rows and in the follow-up table.
    pub(crate) fn new(controle: &'a DossierControle) -> Option<Self> {
        let (dossier, reglages, derivation) = (controle.dossier(), controle.reglages(), controle.derivation());
        if dossier.facturation.is_empty() {
            return None;
        }
        let tables = dossier.facturation.tables.iter();
        let mut facturees = Self {
            factures: Factures::new((dossier, reglages, derivation), controle.jusqu_a()),
            payeurs: Payeurs::de_chacun(&dossier.suivi, &derivation.parcours, reglages),
            noms: BTreeMap::new(),
            sommes: BTreeMap::new(),
            tables: tables.map(|t| Span::sheet(&t.fichier, t.feuille.as_deref())).collect(),
        };
        facturees.noms = facturees.noms();
        let payeurs: Vec<String> = dossier.facturation.payeurs.iter().map(|nom| cle_du_payeur(nom)).collect();
        let mut sommes = BTreeMap::new();
        for unite in facturees.factures.unites.iter().filter(|unite| unite.mois <= controle.jusqu_a()) {
            ajoute(&mut sommes, &facturees.factures, unite, &payeurs);
        }
        facturees.sommes = sommes;
        Some(facturees)
    }

    /// Each payer as rapport.toml writes it, else the follow-up table, else the billing.
    fn noms(&self) -> BTreeMap<String, String> {
        let tarifs = self.factures.reglages.tarifs.iter().filter_map(|t| t.payeur.as_deref());
        let lexique = self.factures.suivi.lexique(Colonne::Payeur);
        let suivi = lexique.into_iter().flat_map(|l| l.mots.iter().map(|lu| lu.mot.as_str()));
        let factures = self.factures.facturation.payeurs.iter().map(String::as_str);
        let mut noms = BTreeMap::new();
        for nom in tarifs.chain(suivi).chain(factures) {
            noms.entry(cle_du_payeur(nom)).or_insert_with(|| nom.to_owned());
        }
        noms
    }

    fn sommes(&self, lignes: Lignes<'_>) -> impl Iterator<Item = (&Qui, &Somme)> {
        self.sommes.iter().filter(move |((dispositif, mois, payeur), _)| {
            lignes.dispositif.is_none_or(|rang| *dispositif == Some(rang))
                && lignes.payeur.is_none_or(|qui| payeur == qui)
                && lignes.mois.is_none_or(|m| *mois == m)
        })
    }

    /// Why the rows of a dispositif are not known.
    fn sans_dispositif(&self, dispositif: Option<u16>) -> Option<String> {
        let lignes: u64 = self.sommes.iter().filter(|((d, ..), _)| d.is_none()).map(|(_, s)| s.lignes).sum();
        let dit = |n: u64| match n {
            1 => "une ligne de facturation ne dit pas son dispositif".to_owned(),
            n => format!("{n} lignes de facturation ne disent pas leur dispositif"),
        };
        dispositif.filter(|_| lignes > 0).map(|_| dit(lignes))
    }

    /// True when every row says its dispositif, or is that of a mesure.
    pub(crate) fn par_dispositif(&self) -> bool {
        self.sommes.keys().all(|(dispositif, ..)| dispositif.is_some())
    }

    /// The months from the first billed to the last one.
    pub(crate) fn periode(&self, dispositif: Option<u16>) -> Option<(Mois, Mois)> {
        let mois = || self.sommes(Lignes { dispositif, ..Lignes::default() }).map(|((_, mois, _), _)| *mois);
        mois().min().zip(mois().max())
    }

    /// Who is billed, folded; empty for the rows that do not say.
    pub(crate) fn payeurs_factures(&self, dispositif: Option<u16>) -> BTreeSet<&str> {
        self.sommes(Lignes { dispositif, ..Lignes::default() }).map(|((_, _, payeur), _)| payeur.as_str()).collect()
    }

    /// Rows without a payer.
    pub(crate) fn sans_payeur(&self, dispositif: Option<u16>) -> u64 {
        let lignes = Lignes { dispositif, payeur: Some(""), mois: None };
        self.sommes(lignes).map(|(_, somme)| somme.lignes).sum()
    }

    /// The sum of rows: days already shared, or euros. A month without a row is worth nothing between two billed months,
    /// and is not known outside them.
    pub(crate) fn valeur(&self, quoi: Quoi, lignes: Lignes<'_>) -> Valeur {
        if let Some(motif) = self.sans_dispositif(lignes.dispositif) {
            return Valeur::manquante(motif);
        }
        let Some((premier, dernier)) = self.periode(lignes.dispositif) else {
            return Valeur::manquante("aucune ligne de facturation");
        };
        if lignes.mois.is_some_and(|mois| mois < premier || mois > dernier) {
            return Valeur::manquante("mois non facturé");
        }
        let mut total = Somme::default();
        for (_, somme) in self.sommes(lignes) {
            total.plus(somme);
        }
        let [sans_jours, sans_montant] = &total.manques;
        let (nombre, manque) = match quoi {
            Quoi::Journees => (total.journees, sans_jours),
            Quoi::Montant => (total.montant, sans_montant),
        };
        match manque {
            Some(motif) => Valeur::manquante(motif.clone()),
            None if total.lignes == 0 => Valeur::convenue(Exact::ZERO, "aucune ligne de facturation"),
            None if quoi == Quoi::Journees && total.en_journees == 0 => Valeur::manquante(SANS_JOURNEES),
            None => {
                let comptees = if quoi == Quoi::Journees { total.en_journees } else { total.lignes };
                self.comptee(nombre, comptees, lignes.parmi(quoi))
            }
        }
    }

    /// A number that so many rows give.
    pub(crate) fn comptee(&self, nombre: Exact, lignes: u64, parmi: Parmi) -> Valeur {
        let (tables, parmi) = (Arc::clone(&self.tables), Some(Arc::new(parmi)));
        Valeur::comptee(nombre, Denombrement { lignes: Some(lignes), tables, parmi })
    }
}

fn ajoute(sommes: &mut BTreeMap<Qui, Somme>, factures: &Factures<'_>, unite: &Unite, payeurs: &[String]) {
    let multipliees = factures.a_multiplier(unite);
    for rang in factures.lignes(unite).iter().copied() {
        let ligne = factures.ligne(rang);
        let payeur = usize::from(ligne.payeur).checked_sub(1).and_then(|n| payeurs.get(n));
        let qui = (factures.dispositif(rang as usize), unite.mois, payeur.cloned().unwrap_or_default());
        let mut somme = Somme { lignes: 1, ..Somme::default() };
        match factures.jours_de(rang, multipliees) {
            Some(journees) => (somme.en_journees, somme.journees) = (1, journees),
            None if factures.au_forfait(rang) => {}
            None => somme.manques[0] = Some(manque(factures, rang, ColonneDeFacture::Journees)),
        }
        match factures.montant_de(rang) {
            Some(montant) => somme.montant = montant,
            None => somme.manques[1] = Some(manque(factures, rang, ColonneDeFacture::Montant)),
        }
        sommes.entry(qui).or_default().plus(&somme);
    }
}

fn manque(factures: &Factures<'_>, rang: u32, colonne: ColonneDeFacture) -> String {
    let ligne = factures.ligne(rang);
    let [journees, prix, montant] = ligne.illisibles;
    let illisible = match colonne {
        ColonneDeFacture::Journees => journees.then_some(colonne),
        _ if montant => Some(ColonneDeFacture::Montant),
        _ if prix => Some(ColonneDeFacture::Prix),
        _ => journees.then_some(ColonneDeFacture::Journees),
    };
    let place = factures.facturation.span(ligne, illisible.unwrap_or(colonne)).short();
    if illisible.is_some() { format!("illisible en {place}") } else { format!("non renseigné en {place}") }
}

impl Somme {
    fn plus(&mut self, autre: &Self) {
        self.lignes += autre.lignes;
        self.en_journees += autre.en_journees;
        self.journees = self.journees + autre.journees;
        self.montant = self.montant + autre.montant;
        for (manque, autre) in self.manques.iter_mut().zip(&autre.manques) {
            *manque = manque.take().or_else(|| autre.clone());
        }
    }
}
