//! `journees-facturees-differentes`: days billed against days of presence, by mesure or by dispositif and month.

use super::paroles::{jours_factures, soit};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::trouves::Trouves;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::factures::{Bilan, Factures, Unite, Valorisation};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, SourceJournees};
use crate::domaine::mois::Mois;
use crate::francais;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "journees-facturees-differentes",
    famille: Famille::Tarif,
    gravite: Gravite::Incoherence,
    regarde: "Les journées facturées, comparées aux journées à facturer : par mesure quand la facturation donne un identifiant, sinon par mois et dispositif, tous payeurs réunis. La comparaison suit [comptage] et les quotités ; elle ne se fait jamais contre une estimation, et ne redit pas une facture en double, une mesure non facturée ni des journées au-delà de l’échéance. L’écart est valorisé au prix en vigueur, sinon au prix facturé, et le dit.",
    importance: "La facturation et le rapport d’activité doivent donner les mêmes journées : le financeur les rapproche.",
    exemple: "AEMO-R, mars : 450 journées facturées, mais 436 à facturer selon le suivi (écart +14, soit 315,56 €).",
    correction: "Régulariser la facturation (avoir ou complément), sinon corriger les dates du suivi ou les journées du tableau mensuel.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Factures(constats) };

const AIDE: &str = "régulariser la facturation (avoir ou complément), sinon corriger les dates de la mesure dans le suivi, puis la règle de [comptage] dans rapport.toml";

fn constats<'a>(vue: &Vue<'a>, indicateurs: &Indicateurs, trouves: &mut Trouves<'a>) {
    let Some(factures) = &vue.factures else { return };
    if !factures.mesures.rapprochees() {
        let aucun = aucun_identifiant(vue, factures);
        trouves.extend(aucun);
    }
    let a_la_journee = |unite: &&Unite| !factures.au_forfait(factures.premiere(unite));
    for unite in factures.unites.iter().filter(|unite| unite.numero > 0).filter(a_la_journee) {
        let constat = de_la_mesure(factures, unite, trouves);
        trouves.extend(constat);
    }
    let ensembles = ensembles(factures);
    for ((mois, dispositif), unites) in ensembles {
        let constat = de_l_ensemble(factures, indicateurs, (mois, dispositif), &unites);
        trouves.extend(constat);
    }
}

/// Rows that name mesures, none of which the follow-up table knows: said once.
fn aucun_identifiant(vue: &Vue<'_>, factures: &Factures<'_>) -> Option<Diagnostic> {
    let unite = factures.unites.iter().find(|unite| unite.numero > 0).filter(|_| !vue.dossier.suivi.is_empty())?;
    let ligne = factures.ligne(factures.premiere(unite));
    let message = "aucun identifiant de cette facturation n’est dans le suivi des mesures : les journées ne sont comparées que par dispositif";
    let aide = "exporter la facturation avec le même identifiant de mesure que le suivi ; sinon, rien à faire";
    let constat = FICHE.constat(factures.facturation.span(ligne, ColonneDeFacture::Id), message);
    Some(Diagnostic { gravite: Gravite::Avertissement, aide: Some(aide.to_owned()), ..constat })
}

fn de_la_mesure(factures: &Factures<'_>, unite: &Unite, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let (facturees, attendues, suite) = match factures.bilan(unite) {
        Some(Bilan::Differentes { facturees, attendues, jour_de_sortie }) => (facturees, attendues, jour_de_sortie),
        Some(Bilan::Juste | Bilan::AuDela { .. }) => return None,
        None => return inconnue(factures, unite, trouves),
    };
    let rang = factures.representante(unite);
    let ligne = factures.ligne(rang);
    trouves.place_facturee(&FICHE, ligne)?;
    let message = format!(
        "{} : {}, mais {} à facturer selon le suivi ({})",
        factures.sujet_de(unite),
        jours_factures(facturees),
        francais::nombre_court(attendues),
        ecart(facturees - attendues, factures.valeur(unite, facturees - attendues))
    );
    let aide = if suite {
        "la journée de trop est celle de la sortie : si elle se facture, écrire jour_de_sortie = \"compte\" sous [comptage] dans rapport.toml, sinon émettre son avoir"
    } else {
        AIDE
    };
    let suivi = factures.mesures.de(rang as usize).and_then(|mesure| {
        let lignes = factures.derivation.parcours.lignes(factures.mesure(mesure), factures.suivi);
        lignes.last().map(|l| (factures.suivi.span(l, None), "la mesure dans le suivi".to_owned()))
    });
    let span = factures.facturation.span(ligne, ColonneDeFacture::Journees);
    let lies = suivi.into_iter().collect();
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}

/// « écart +14, soit 315,56 € ».
fn ecart(jours: Exact, valeur: Option<Valorisation>) -> String {
    format!("écart {}{}", mots::ecart(jours), soit(valeur))
}

/// Days billed for a mesure that the follow-up table of its dispositif does not know, while it knows others.
fn inconnue(factures: &Factures<'_>, unite: &Unite, trouves: &mut Trouves<'_>) -> Option<Diagnostic> {
    let premiere = factures.premiere(unite);
    let couvert = |rang: u16| factures.derivation.couvre(usize::from(rang));
    let hors_du_suivi = factures.mesures.de(premiere as usize).is_none()
        && factures.mesures.rapprochees()
        && factures.comparable(unite.mois)
        && unite.dispositif.is_none_or(couvert);
    let (facturees, _) = factures.facturees(unite).filter(|(n, _)| hors_du_suivi && *n != Exact::ZERO)?;
    let ligne = factures.ligne(premiere);
    trouves.place_facturee(&FICHE, ligne)?;
    let message = format!(
        "{} : {}, mais cette mesure n’est pas dans le suivi ({})",
        factures.sujet_de(unite),
        jours_factures(facturees),
        ecart(facturees, factures.valeur(unite, facturees))
    );
    let aide = "corriger l’identifiant de la facturation ou du suivi, ou ajouter la mesure au suivi ; sinon, émettre l’avoir de ces journées";
    let span = factures.facturation.span(ligne, ColonneDeFacture::Id);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}

/// Units by month and dispositif, where no row is that of a mesure of the follow-up table.
fn ensembles<'f>(factures: &'f Factures<'_>) -> BTreeMap<(Mois, Option<u16>), Vec<&'f Unite>> {
    let mut ensembles: BTreeMap<(Mois, Option<u16>), Vec<&Unite>> = BTreeMap::new();
    for unite in factures.unites.iter().filter(|unite| !factures.au_forfait(factures.premiere(unite))) {
        ensembles.entry((unite.mois, unite.dispositif)).or_default().push(unite);
    }
    let par_mesure = factures.mesures.rapprochees();
    ensembles.retain(|_, unites| !par_mesure || unites.iter().all(|unite| unite.numero == 0));
    ensembles
}

fn de_l_ensemble(
    factures: &Factures<'_>,
    indicateurs: &Indicateurs,
    (mois, dispositif): (Mois, Option<u16>),
    unites: &[&Unite],
) -> Option<Diagnostic> {
    let perimetre = perimetre(factures, indicateurs, dispositif)?;
    let source = perimetre.source_mensuelle.get(mois.rang()).copied().flatten()?;
    let selon = match source {
        SourceJournees::Suivi => "selon le suivi",
        SourceJournees::Mensuel => "selon le tableau mensuel",
        SourceJournees::Declaration | SourceJournees::Estime => return None,
    };
    let attendues = perimetre.mensuel("journees_facturables", mois).exact()?;
    let (mut partagees, mut multipliees) = (Exact::ZERO, Exact::ZERO);
    for unite in unites {
        let (a, b) = factures.facturees(unite)?;
        (partagees, multipliees) = (partagees + a, multipliees + b);
    }
    if [partagees, multipliees].contains(&attendues) {
        return None;
    }
    let premier = unites.first()?;
    let difference = partagees - attendues;
    let valeur = factures.valeur(premier, difference);
    let message = format!(
        "{} : {}, mais {} à facturer {selon} ({})",
        mots::lieu(factures.code(dispositif), mois),
        jours_factures(partagees),
        francais::nombre_court(attendues),
        ecart(difference, valeur)
    );
    let aide = "régulariser la facturation (avoir ou complément), sinon corriger les journées du mois dans le suivi ou dans le tableau mensuel";
    let ligne = factures.ligne(factures.premiere(premier));
    let span = factures.facturation.span(ligne, ColonneDeFacture::Journees);
    Some(Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(span, message) })
}

fn perimetre<'i>(
    factures: &Factures<'_>,
    indicateurs: &'i Indicateurs,
    dispositif: Option<u16>,
) -> Option<&'i Perimetre> {
    let Some(rang) = dispositif else { return indicateurs.service() };
    let code = &factures.reglages.dispositifs.get(usize::from(rang))?.code;
    indicateurs.perimetres.iter().find(|p| p.genre == Genre::Dispositif && p.code == *code)
}
