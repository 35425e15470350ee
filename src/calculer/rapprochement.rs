//! Billed and due payer by payer, and what the difference comes from.

use super::contexte::{Contexte, Part, Sujet};
use super::ecarts::SANS_JOURNEES;
use super::facturees::{Facturees, Lignes, Quoi};
use super::payeurs::Journees;
use super::tarifs::{Produits, Tarification, comprise};
use crate::domaine::comptees::Parmi;
use crate::domaine::exact::Exact;
use crate::domaine::factures::causes::{Causes, Montant};
use crate::domaine::grille::{Grille, Niveau};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::payeur::cle_du_payeur;
use crate::domaine::rapprochement::{Cause, Comparaison, LigneDePayeur, Rapprochement};
use crate::domaine::suivi::QuiPaie;
use std::collections::BTreeSet;

/// Whose line it is; and whether it is the only payer.
struct Payeur<'c, 'a> {
    contexte: &'c Contexte<'a>,
    facturees: &'c Facturees<'a>,
    /// Folded; empty for whoever is not said.
    cle: &'c str,
    seul: bool,
}

impl<'a> Contexte<'a> {
    /// Billed beside due; the causes are found later. Not for a groupe, nor without billing.
    pub(super) fn rapprochement(&self) -> Option<Rapprochement> {
        let facturees = self.recensement.facturees.as_ref().filter(|_| !matches!(self.sujet, Sujet::Groupe(_)))?;
        let (reste, a_risque) = (Valeur::sans_objet(), Valeur::sans_objet());
        Some(Rapprochement { payeurs: self.payeurs_rapproches(facturees), causes: Vec::new(), reste, a_risque })
    }

    fn payeurs_rapproches(&self, facturees: &Facturees<'a>) -> Vec<LigneDePayeur> {
        let en_entier = self.dote_en_entier() && matches!(self.tarification(), Tarification::Prix(..));
        if matches!(self.sujet, Sujet::Service(_)) && facturees.par_dispositif() && !en_entier {
            return self.payeurs_des_parts();
        }
        let cles = self.payeurs_connus(facturees);
        let seul = cles.iter().filter(|cle| !cle.is_empty()).count() <= 1 && !self.payeurs_a_demi_dits(facturees);
        let mut lignes: Vec<LigneDePayeur> = Vec::new();
        let nommes = cles.iter().filter(|cle| !cle.is_empty() || !seul || cles.len() == 1);
        for cle in nommes {
            lignes.push(Payeur { contexte: self, facturees, cle, seul }.ligne());
        }
        lignes.sort_by_key(|ligne| ligne.payeur.is_none());
        lignes
    }

    /// True when some rows say who pays and others do not: whose the others are is not guessed.
    fn payeurs_a_demi_dits(&self, facturees: &Facturees<'a>) -> bool {
        let factures = facturees.payeurs_factures(self.rang_facture());
        let rangs = self.rangs();
        let mesures = |qui| rangs.iter().map(|rang| facturees.payeurs.mesures(*rang, qui)).sum::<u32>();
        let nommees = facturees.noms.keys().any(|cle| mesures(QuiPaie::Nomme(cle)) > 0);
        (factures.contains("") && factures.len() > 1) || (nommees && mesures(QuiPaie::NonDit) > 0)
    }

    /// The sum of the lines of each payer over the dispositifs.
    fn payeurs_des_parts(&self) -> Vec<LigneDePayeur> {
        let lignes = |part: &Part<'a>| {
            let lignes = part.perimetre.rapprochement.as_ref().map(|r| r.payeurs.as_slice()).unwrap_or_default();
            lignes.iter()
        };
        let toutes: Vec<&'a LigneDePayeur> = self.parts().iter().flat_map(lignes).collect();
        let payeurs: BTreeSet<(bool, Option<&str>)> =
            toutes.iter().map(|ligne| (ligne.payeur.is_none(), ligne.payeur.as_deref())).collect();
        let ensemble = |(_, payeur): (bool, Option<&str>)| {
            let siennes: Vec<_> = toutes.iter().filter(|ligne| ligne.payeur.as_deref() == payeur).collect();
            let de = |f: &dyn Fn(&'a LigneDePayeur) -> &'a Comparaison| {
                somme(siennes.iter().map(|ligne| f(ligne)).collect())
            };
            LigneDePayeur {
                payeur: payeur.map(str::to_owned),
                annee: de(&|ligne| &ligne.annee),
                mois: self.exercice().mois().map(|mois| de(&|ligne| &ligne.mois[mois.rang()])).collect(),
            }
        };
        payeurs.into_iter().map(ensemble).collect()
    }

    /// Those that the follow-up table, the billing or a tariff name; empty for those that nobody names.
    fn payeurs_connus<'f>(&self, facturees: &'f Facturees<'a>) -> BTreeSet<&'f str> {
        let mut cles: BTreeSet<&str> = facturees.payeurs_factures(self.rang_facture());
        let rangs = self.rangs();
        let suivis = |qui| rangs.iter().any(|rang| facturees.payeurs.mesures(*rang, qui) > 0);
        let dote = |cle: &str| match self.tarification_due() {
            Tarification::Prix(_, grilles) => {
                grilles.iter().any(|g| g.toute_en_dotation() && g.payeur.map(cle_du_payeur).as_deref() == Some(cle))
            }
            _ => false,
        };
        let siens = facturees.noms.keys().map(String::as_str);
        cles.extend(siens.filter(|cle| suivis(QuiPaie::Nomme(cle)) || dote(cle)));
        cles.extend(suivis(QuiPaie::NonDit).then_some(""));
        cles
    }
}

impl<'a> Payeur<'_, 'a> {
    fn ligne(&self) -> LigneDePayeur {
        let mois = self.contexte.exercice().mois().map(|mois| self.comparaison(Some(mois)));
        LigneDePayeur {
            payeur: self.facturees.noms.get(self.cle).cloned(),
            annee: self.comparaison(None),
            mois: mois.collect(),
        }
    }

    fn comparaison(&self, mois: Option<Mois>) -> Comparaison {
        let contexte = self.contexte;
        if mois.is_some_and(|mois| mois > contexte.controle.jusqu_a()) {
            return inconnue("mois non commencé");
        }
        if self.seul {
            return self.tout(mois);
        }
        let dues = self.dus(mois);
        let facture = [Quoi::Journees, Quoi::Montant].map(|quoi| self.facture(quoi, mois));
        let [journees, montant] = facture;
        let comparaison = Comparaison::new([dues.0, journees], [dues.1, montant]);
        let comparaison = if self.paie_sans_journees() { comparaison.au_forfait(SANS_JOURNEES) } else { comparaison };
        // what the perimetre itself cannot compare, its payers cannot either
        let motif = match mois {
            Some(_) => None,
            None => contexte.perimetre.annuel("ecart_de_facturation").nombre.err(),
        };
        let motif = motif.or_else(|| self.non_dits());
        match motif {
            Some(motif) if comparaison.ecart.exact().is_some() => {
                let sans_objet = comparaison.ecart_de_journees.est_sans_objet();
                let ecart_de_journees =
                    if sans_objet { comparaison.ecart_de_journees } else { Valeur::manquante(motif.clone()) };
                Comparaison { ecart: Valeur::manquante(motif), ecart_de_journees, ..comparaison }
            }
            _ => comparaison,
        }
    }

    /// The only payer has everything.
    fn tout(&self, mois: Option<Mois>) -> Comparaison {
        let valeur = |id: &'static str| match mois {
            Some(mois) => self.contexte.perimetre.mensuel(id, mois),
            None => self.contexte.perimetre.annuel(id),
        };
        Comparaison {
            journees_dues: self.contexte.journees_dues(true, mois),
            journees_facturees: match self.contexte.sans_journees() {
                true => Valeur::sans_objet_car(SANS_JOURNEES),
                false => valeur("journees_facturees"),
            },
            ecart_de_journees: valeur("ecart_de_facturation_journees"),
            montant_du: valeur("montant_du"),
            montant_facture: valeur("montant_facture"),
            ecart: valeur("ecart_de_facturation"),
            journees_au_forfait: self.contexte.journees_dues(false, mois),
        }
    }

    /// True for a payer who only owes dotations and lump sums.
    fn paie_sans_journees(&self) -> bool {
        match self.contexte.tarification_due() {
            Tarification::Prix(_, grilles) => self.sienne(&grilles).is_some_and(|grille| !grille.depend_des_journees()),
            _ => self.contexte.sans_journees(),
        }
    }

    /// What it pays by, else what everyone does.
    fn sienne<'g>(&self, grilles: &'g [Grille<'a>]) -> Option<&'g Grille<'a>> {
        let nommee = |g: &&Grille<'_>| g.payeur.map(cle_du_payeur).as_deref() == Some(self.cle);
        grilles.iter().find(nommee).or_else(|| grilles.iter().find(|g| g.payeur.is_none()))
    }

    /// Why billed and due cannot be set side by side for one payer.
    fn non_dits(&self) -> Option<String> {
        let lignes = self.facturees.sans_payeur(self.contexte.rang_facture());
        let rangs = self.contexte.rangs();
        let mesures: u32 = rangs.iter().map(|rang| self.facturees.payeurs.mesures(*rang, QuiPaie::NonDit)).sum();
        match (lignes, mesures) {
            (0, 0) => None,
            (0, 1) => Some("une mesure du suivi ne dit pas son payeur".to_owned()),
            (0, n) => Some(format!("{n} mesures du suivi ne disent pas leur payeur")),
            (1, _) => Some("une ligne de facturation ne dit pas son payeur".to_owned()),
            (n, _) => Some(format!("{n} lignes de facturation ne disent pas leur payeur")),
        }
    }

    fn facture(&self, quoi: Quoi, mois: Option<Mois>) -> Valeur {
        let dispositif = self.contexte.rang_facture();
        let payeurs = self.facturees.payeurs_factures(dispositif);
        if !self.cle.is_empty() && payeurs.iter().all(|payeur| payeur.is_empty()) && !payeurs.is_empty() {
            return Valeur::manquante("la facturation ne dit pas qui paie");
        }
        self.facturees.valeur(quoi, Lignes { dispositif, payeur: Some(self.cle), mois })
    }

    /// Days and amount due.
    fn dus(&self, mois: Option<Mois>) -> (Valeur, Valeur) {
        let nom = self.facturees.noms.get(self.cle);
        let qui = nom.map_or(QuiPaie::NonDit, |nom| QuiPaie::Nomme(nom));
        let journees = Journees {
            contexte: self.contexte,
            produits: Produits::Realises,
            mois,
            payeurs: &self.facturees.payeurs,
            qui,
            prevues: None,
        };
        let jours = journees.de_la_periode();
        let montant = match self.contexte.tarification_due() {
            Tarification::Aucune(motif) => Valeur::manquante(motif),
            Tarification::Comprise(niveau) => Valeur::manquante(comprise(niveau)),
            Tarification::Parts => Valeur::manquante("un tarif par dispositif"),
            Tarification::Prix(niveau, grilles) => self.montant(&journees, niveau, &grilles),
        };
        (jours, montant)
    }

    fn montant(&self, journees: &Journees<'_, 'a>, niveau: Niveau<'a>, grilles: &[Grille<'a>]) -> Valeur {
        match self.sienne(grilles) {
            None => Valeur::manquante("aucun tarif ne nomme ce payeur"),
            Some(_) if self.cle.is_empty() && grilles.len() > 1 => {
                Valeur::manquante("payeur inconnu, un tarif par payeur")
            }
            Some(grille) if grille.payeur.is_none() && grille.dote() => {
                Valeur::manquante("dotation globalisée, sans partage entre les payeurs")
            }
            Some(grille) => journees.a(grille, niveau),
        }
    }
}

fn inconnue(motif: &str) -> Comparaison {
    let rien = || Valeur::manquante(motif);
    Comparaison::new([rien(), rien()], [rien(), rien()])
}

/// The sum over dispositifs. Days are compared where days are billed; the others stand apart.
fn somme(mut comparaisons: Vec<&Comparaison>) -> Comparaison {
    let rien = |c: &Comparaison| c.montant_du.exact() == Some(Exact::ZERO) && c.montant_facture.exact().is_none();
    if !comparaisons.iter().all(|c| rien(c)) {
        comparaisons.retain(|c| !rien(c));
    }
    let de = |f: fn(&Comparaison) -> &Valeur| Valeur::somme(comparaisons.iter().map(|c| f(c)));
    let parmi = |f: fn(&Comparaison) -> &Valeur, temoin: fn(&Comparaison) -> &Valeur| {
        let concernees: Vec<&Valeur> =
            comparaisons.iter().filter(|c| !temoin(c).est_sans_objet()).map(|c| f(c)).collect();
        match concernees.is_empty() {
            true => comparaisons.first().map_or_else(Valeur::sans_objet, |c| f(c).clone()),
            false => Valeur::somme(concernees),
        }
    };
    let a_la_journee = |f| parmi(f, |c| &c.journees_dues);
    Comparaison {
        journees_dues: a_la_journee(|c| &c.journees_dues),
        journees_facturees: a_la_journee(|c| &c.journees_facturees),
        ecart_de_journees: a_la_journee(|c| &c.ecart_de_journees),
        montant_du: de(|c| &c.montant_du),
        montant_facture: de(|c| &c.montant_facture),
        ecart: de(|c| &c.ecart),
        journees_au_forfait: parmi(|c| &c.journees_au_forfait, |c| &c.journees_au_forfait),
    }
}

/// What the differences come from, once the indicators of every perimetre are known.
pub(super) fn explique(indicateurs: &mut Indicateurs, facturees: &Facturees<'_>) {
    let codes: Vec<&str> = facturees.factures.reglages.dispositifs.iter().map(|d| d.code.as_str()).collect();
    let rang = |p: &Perimetre| {
        let rang = codes.iter().position(|code| *code == p.code && p.genre == Genre::Dispositif);
        rang.and_then(|rang| u16::try_from(rang).ok())
    };
    let perimetre = |dispositif: Option<u16>| {
        let mut siens = indicateurs.dispositifs().filter(|p| dispositif.is_some() && rang(p) == dispositif);
        siens.next().or(indicateurs.service().filter(|_| dispositif.is_none()))
    };
    let facturables =
        |dispositif, mois| perimetre(dispositif).and_then(|p| p.mensuel("journees_facturables", mois).exact());
    let mut causes = facturees.factures.causes(indicateurs.jusqu_a, facturables);
    let rangs: Vec<Option<u16>> = indicateurs.perimetres.iter().map(rang).collect();
    let mut ecarts: Vec<(Option<u16>, Exact)> = Vec::new();
    for (perimetre, rang) in indicateurs.perimetres.iter().zip(&rangs).filter(|(p, _)| p.rapprochement.is_some()) {
        ecarts.extend(perimetre.annuel("ecart_de_facturation").exact().map(|ecart| (*rang, ecart)));
    }
    ecarts.sort_by_key(|(rang, _)| rang.is_none());
    for (rang, ecart) in ecarts {
        causes.arrondit(rang, ecart);
    }
    for (perimetre, rang) in indicateurs.perimetres.iter_mut().zip(rangs) {
        let ecart = perimetre.annuel("ecart_de_facturation");
        if let Some(rapprochement) = &mut perimetre.rapprochement {
            pose(rapprochement, &ecart, (&causes, rang), facturees);
        }
    }
}

/// Every cause of a dispositif; of all of them for the service.
fn pose(
    rapprochement: &mut Rapprochement,
    ecart: &Valeur,
    (causes, rang): (&Causes, Option<u16>),
    facturees: &Facturees<'_>,
) {
    let ici = |dispositif: Option<u16>| rang.is_none() || dispositif == rang;
    let comptee = |parmi: Parmi, montants: &mut dyn Iterator<Item = &Montant>| {
        let (euros, lignes) = montants.fold((Exact::ZERO, 0), |(euros, n), m| (euros + m.euros, n + m.lignes));
        facturees.comptee(euros, lignes, parmi)
    };
    let de_cause = |cause: Cause| {
        let mut siens = causes.montants.iter().filter(|((d, c), m)| *c == cause && ici(*d) && m.lignes > 0).peekable();
        siens.peek()?;
        Some((
            cause,
            comptee(Parmi::Cause(rang, cause), &mut siens.map(|(_, montant)| montant)).dite_en_euros(cause.libelle()),
        ))
    };
    rapprochement.causes = Cause::TOUTES.iter().filter_map(|(cause, _, _)| de_cause(*cause)).collect();
    let total = rapprochement.causes.iter().map(|(_, valeur)| valeur);
    let total = if rapprochement.causes.is_empty() {
        Valeur::convenue(Exact::ZERO, "aucune cause trouvée")
    } else {
        Valeur::somme(total)
    };
    rapprochement.reste = ecart.moins(&total).dite_en_euros("reste à expliquer");
    let risques = causes.a_risque.iter().filter(|(d, _)| ici(**d)).map(|(_, montant)| montant);
    rapprochement.a_risque = comptee(Parmi::ARisque(rang), &mut risques.into_iter())
        .dite_en_euros("journées après l’échéance, dues et facturées");
}
