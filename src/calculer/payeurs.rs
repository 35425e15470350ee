//! Proceeds of one perimetre: the days of each payer, at what it pays.

use super::contexte::Contexte;
use super::grille::{douzieme, prix, prix_constant, produit};
use super::indicateurs::journees_previsionnelles::du_mois;
use super::indicateurs::journees_realisees;
use super::tarifs::Produits;
use crate::diagnostic::Spanned;
use crate::domaine::comptees::{Parmi, Paye};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::grille::{Grille, Methode, Niveau, Periode};
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Prevision;
use crate::domaine::suivi::{Payeurs, QuiPaie};
use crate::francais::date_en_lettres;
use chrono::NaiveDate;

/// The days that one list of tariffs applies to.
pub(super) struct Journees<'c, 'a> {
    pub(super) contexte: &'c Contexte<'a>,
    pub(super) produits: Produits,
    /// One month, else the period known.
    pub(super) mois: Option<Mois>,
    /// Where the days of each payer are counted.
    pub(super) payeurs: &'c Payeurs,
    /// Whose they are; everyone's when there is only one payer.
    pub(super) qui: QuiPaie<'a>,
    /// Those planned for that payer.
    pub(super) prevues: Option<&'a Spanned<Prevision>>,
}

impl<'a> Contexte<'a> {
    /// The sum over the payers. What they all pay alike needs no count of the days of each.
    pub(super) fn produits_des_payeurs(
        &self,
        niveau: Niveau<'a>,
        grilles: &[Grille<'a>],
        (produits, mois): (Produits, Option<Mois>),
    ) -> Valeur {
        let payeurs = &self.controle.derivation().payeurs;
        let tout_dote = |g: &Grille<'a>| g.toute_en_dotation();
        if produits == Produits::Realises
            && !grilles.iter().all(tout_dote)
            && let Some(motif) = self.payeurs_sans_tarif(grilles)
        {
            return Valeur::manquante(motif);
        }
        if let [seule] = grilles {
            let journees = Journees { contexte: self, produits, mois, payeurs, qui: QuiPaie::Tous, prevues: None };
            return journees.a(seule, niveau);
        }
        let commun = self.prix_des_payeurs(grilles, Some(produits), mois);
        if commun.exact().is_some() {
            let tous = Journees { contexte: self, produits, mois, payeurs, qui: QuiPaie::Tous, prevues: None };
            return tous.de_la_periode().fois(&commun);
        }
        if !grilles.iter().all(tout_dote)
            && let Err(motif) = self.journees_par_payeur(produits, niveau, grilles)
        {
            return Valeur::manquante(motif);
        }
        let terme = |grille: &Grille<'a>| {
            let qui = grille.payeur.map_or(QuiPaie::Autre, QuiPaie::Nomme);
            let prevues = grille.previsionnelles().ok().flatten();
            let terme = Journees { contexte: self, produits, mois, payeurs, qui, prevues }.a(grille, niveau);
            if terme.exact().is_some() { terme.dite_en_euros(format!("produits, {}", nom(qui))) } else { terme }
        };
        Valeur::somme(&grilles.iter().map(terme).collect::<Vec<_>>())
    }

    /// Why the days of each payer are not known.
    fn journees_par_payeur(
        &self,
        produits: Produits,
        niveau: Niveau<'_>,
        grilles: &[Grille<'a>],
    ) -> Result<(), String> {
        if produits == Produits::Prevus {
            return previsions_par_payeur(niveau, grilles);
        }
        let rangs = self.rangs_du_suivi("plusieurs payeurs : les journées de chacun ne sont pas connues")?;
        let payeurs = &self.controle.derivation().payeurs;
        match rangs.iter().map(|rang| payeurs.mesures(*rang, QuiPaie::NonDit)).sum::<u32>() {
            0 => Ok(()),
            1 => Err("plusieurs payeurs, et une mesure du suivi ne dit pas le sien".to_owned()),
            n => Err(format!("plusieurs payeurs, et {n} mesures du suivi ne disent pas le leur")),
        }
    }

    /// Why some of the days have no price: the suivi names payers that no tariff names.
    fn payeurs_sans_tarif(&self, grilles: &[Grille<'a>]) -> Option<String> {
        if grilles.iter().any(|grille| grille.payeur.is_none()) {
            return None;
        }
        let nommes: Vec<&str> = grilles.iter().filter_map(|grille| grille.payeur).collect();
        let payeurs = &self.controle.derivation().payeurs;
        match self.rangs().iter().map(|rang| payeurs.mesures_d_autres(*rang, &nommes)).sum::<u32>() {
            0 => None,
            1 => Some("une mesure du suivi nomme un payeur qu’aucun tarif ne nomme".to_owned()),
            n => Some(format!("{n} mesures du suivi nomment un payeur qu’aucun tarif ne nomme")),
        }
    }

    /// The dispositifs of the perimetre, when the follow-up table gives the days of each.
    fn rangs_du_suivi(&self, motif: &str) -> Result<Vec<usize>, String> {
        let derivation = self.controle.derivation();
        let rangs = self.couverts(motif).map_err(|_| motif.to_owned())?;
        let donne = |rang: &usize| derivation.remplace(*rang, Grandeur::JourneesRealisees);
        let connues = rangs.iter().all(donne) && journees_realisees::somme_des_mois(self);
        if connues { Ok(rangs) } else { Err(motif.to_owned()) }
    }

    /// Billable days of a part of a month, from the follow-up table.
    pub(super) fn facturables_entre(&self, qui: QuiPaie<'_>, jours: (NaiveDate, NaiveDate), motif: &str) -> Valeur {
        self.facturables_de(&self.controle.derivation().payeurs, qui, jours, motif)
    }

    fn facturables_de(
        &self,
        payeurs: &Payeurs,
        qui: QuiPaie<'_>,
        (du, au): (NaiveDate, NaiveDate),
        motif: &str,
    ) -> Valeur {
        let rangs = match self.rangs_du_suivi(motif) {
            Err(motif) => return Valeur::manquante(motif),
            Ok(rangs) => rangs,
        };
        let mut jours = rangs.iter().map(|rang| payeurs.facturables(*rang, qui, du, au));
        match jours.try_fold(Exact::ZERO, |total, jours| Some(total + jours?)) {
            None => Valeur::manquante("journées de chaque quotité inconnues"),
            Some(total) => {
                let dates = format!("journées du {} au {}", date_en_lettres(du), date_en_lettres(au));
                let de_qui = if qui == QuiPaie::Tous { dates } else { format!("{dates}, {}", nom(qui)) };
                let payeur = match qui {
                    QuiPaie::Tous => None,
                    QuiPaie::Nomme(payeur) => Some(Paye::Par(payeur.to_owned())),
                    QuiPaie::NonDit => Some(Paye::NonDit),
                    QuiPaie::Autre => Some(Paye::ParUnAutre),
                };
                let parmi = Parmi::Journees { dispositifs: rangs.clone(), jours: (du, au), payeur };
                self.compte_du_suivi_parmi(total, parmi).dite(de_qui)
            }
        }
    }
}

impl<'a> Journees<'_, 'a> {
    /// The days of the period.
    pub(super) fn de_la_periode(&self) -> Valeur {
        match self.mois {
            Some(mois) => self.du_mois(mois),
            None if self.qui == QuiPaie::Tous => self.contexte.perimetre.annuel(self.produits.journees()),
            None if self.contexte.complet()
                && let Some(Spanned { value: Prevision::Annuelle(annee), span }) = self.prevues =>
            {
                Valeur::lue(annee.0, span).dite(format!("journées prévisionnelles de l’année, {}", nom(self.qui)))
            }
            None => Valeur::somme(&self.contexte.mois_connus().map(|mois| self.du_mois(mois)).collect::<Vec<_>>()),
        }
    }

    fn du_mois(&self, mois: Mois) -> Valeur {
        if self.qui == QuiPaie::Tous {
            return self.contexte.perimetre.mensuel(self.produits.journees(), mois);
        }
        if self.produits == Produits::Prevus {
            let inconnues = || Valeur::manquante("journées prévisionnelles du payeur inconnues");
            return self.prevues.map_or_else(inconnues, |prevues| du_mois(self.contexte, prevues, mois));
        }
        let motif = "les journées de chaque payeur ne sont pas connues";
        let jours = (mois.premier_jour(), mois.dernier_jour());
        self.contexte.facturables_de(self.payeurs, self.qui, jours, motif)
    }

    /// What a list of tariffs makes of them.
    pub(super) fn a(&self, grille: &Grille<'a>, niveau: Niveau<'a>) -> Valeur {
        let mois = self.contexte.mois_de(self.mois);
        match grille.methode(self.contexte.exercice()) {
            Err(motif) => return Valeur::manquante(motif),
            Ok(Methode::Moyen(tarif, montant))
                if self.produits == Produits::Prevus || !grille.dit_ce_qui_est_en_vigueur() =>
            {
                return self.de_la_periode().fois(&prix(tarif, montant));
            }
            Ok(Methode::Forfait) => return self.au_forfait(grille, &mois),
            Ok(_) => {}
        }
        let constant = prix_constant(grille, &mois);
        if constant.exact().is_some() {
            return self.de_la_periode().fois(&constant);
        }
        match mois.iter().map(|mois| grille.periodes(*mois)).collect::<Result<Vec<_>, String>>() {
            Err(motif) => Valeur::manquante(motif),
            Ok(periodes) => self.par_periodes(&periodes.concat(), niveau),
        }
    }

    fn par_periodes(&self, periodes: &[Periode<'a>], niveau: Niveau<'a>) -> Valeur {
        let par_jour = periodes.iter().any(|p| p.tarif.dotation().is_none());
        let annuelles = self.mois.is_none() && !journees_realisees::somme_des_mois(self.contexte);
        if par_jour && self.produits == Produits::Realises && annuelles {
            return Valeur::manquante("journées connues pour l’année seulement, et plusieurs prix dans l’année");
        }
        let termes: Vec<Valeur> = periodes.iter().map(|periode| self.terme(periode, niveau)).collect();
        Valeur::somme(&termes)
    }

    /// What a period brings. A dotation is paid where it is declared, and nowhere else.
    fn terme(&self, periode: &Periode<'a>, niveau: Niveau<'a>) -> Valeur {
        match (periode.tarif.prix_du_jour(), periode.tarif.dotation()) {
            (Some(montant), _) => self.au_prix(periode, prix(periode.tarif, montant)),
            (None, Some(dotation)) if niveau == Niveau::Propre => douzieme(periode, dotation),
            (None, Some(_)) => Valeur::convenue(Exact::ZERO, "compris dans une dotation globalisée déclarée ailleurs"),
            (None, None) => Valeur::manquante("le tarif n’est pas un prix de journée toute l’année"),
        }
    }

    fn au_prix(&self, periode: &Periode<'a>, prix: Valeur) -> Valeur {
        if periode.entiere() || self.produits == Produits::Prevus {
            return produit([self.du_mois(periode.mois), prix], periode);
        }
        let nom = periode.mois.nom();
        let motif = format!("le prix change en cours de {nom} : les journées de chaque prix sont inconnues");
        self.contexte.facturables_de(self.payeurs, self.qui, (periode.du, periode.au), &motif).fois(&prix)
    }
}

/// Why the days planned for each payer are not known: a tariff says those of whom it is declared for.
fn previsions_par_payeur(niveau: Niveau<'_>, grilles: &[Grille<'_>]) -> Result<(), String> {
    const CLE: &str = "(journees_previsionnelles, dans [[tarif]])";
    let mut sans = Vec::new();
    let par_jour = || grilles.iter().filter(|g| g.depend_des_journees());
    for grille in par_jour() {
        if grille.previsionnelles()?.is_none() {
            sans.push(grille.payeur.unwrap_or("ceux qu’aucun tarif ne nomme"));
        }
    }
    match (niveau, &sans[..]) {
        (Niveau::Propre, []) => Ok(()),
        (_, []) => {
            Err("les journées prévisionnelles de chaque payeur sont données pour plusieurs dispositifs".to_owned())
        }
        (_, sans) if sans.len() < par_jour().count() => {
            Err(format!("journées prévisionnelles non données pour {} {CLE}", sans.join(", ")))
        }
        _ => Err(format!("un tarif par payeur, et les journées prévisionnelles de chacun ne sont pas données {CLE}")),
    }
}

/// « payeur Aveyron ».
fn nom(qui: QuiPaie<'_>) -> String {
    match qui {
        QuiPaie::Nomme(payeur) => format!("payeur {payeur}"),
        QuiPaie::Autre => "payeurs qu’aucun tarif ne nomme".to_owned(),
        QuiPaie::Tous | QuiPaie::NonDit => "tous payeurs".to_owned(),
    }
}
