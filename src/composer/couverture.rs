//! The first page, the metadata, the running head and foot, the signature.

use super::couleur;
use super::ecriture::{date, propre};
use super::entree::{Bandeau, Couverture, Document, Signature};
use super::matiere::Matiere;
use super::tables::{mois_connus, pour_mille};
use crate::domaine::edition::Edition;
use crate::domaine::exact::Exact;
use chrono::Datelike;

/// Metadata and running lines.
pub(super) fn document(m: &Matiere<'_>) -> Document {
    let r = m.reglages();
    let service = propre(&r.service.nom);
    let jour = m.date();
    let entier = |n: u32| i32::try_from(n).unwrap_or(1);
    let titre = format!("Rapport d’activité {}", m.annee());
    let tete = match m.indicateurs.en_cours() {
        true => format!("{titre}, {}", en_cours(m)),
        false => titre.clone(),
    };
    Document {
        titre: format!("{titre} — {service}"),
        auteur: propre(&r.association.nom),
        date: [jour.year(), entier(jour.month()), entier(jour.day())],
        couleur: couleur::accent(r.rapport.couleur.as_deref()),
        tete: [tete, service],
        pied: propre(r.association.sigle.as_deref().unwrap_or(&r.association.nom)),
        mention: (m.edition == Edition::Travail && m.a_verifier() > 0).then(|| "Document de travail".into()),
    }
}

/// The first page.
pub(super) fn couverture(m: &Matiere<'_>, logo: Option<String>) -> Couverture {
    let r = m.reglages();
    let dispositif = |d: &crate::domaine::reglages::Dispositif| propre(&format!("{} · {}", d.code, d.libelle));
    Couverture {
        association: propre(&r.association.nom),
        etablissement: r.etablissement.as_ref().map(|e| propre(&e.nom)),
        logo,
        titre: "Rapport d’activité".into(),
        exercice: m.annee().to_string(),
        periode: m.indicateurs.en_cours().then(|| en_cours(m)),
        service: propre(&r.service.nom),
        dispositifs: r.dispositifs.iter().map(dispositif).collect(),
        motif: motif(m),
        bandeau: bandeau(m),
        mentions: mentions(m),
    }
}

/// « exercice en cours, données jusqu’à mars 2021 ».
pub(super) fn en_cours(m: &Matiere<'_>) -> String {
    match m.a_des_donnees() {
        true => format!("exercice en cours, données jusqu’à {}", m.dernier_mois()),
        false => "exercice en cours, aucun chiffre mensuel reçu".to_owned(),
    }
}

fn bandeau(m: &Matiere<'_>) -> Option<Bandeau> {
    match (m.edition, m.a_verifier()) {
        (Edition::Travail, 0) | (Edition::Publique, _) => None,
        (Edition::Travail, 1) => {
            Some(Bandeau { texte: "Document de travail — 1 point à vérifier".into(), alerte: true })
        }
        (Edition::Travail, n) => {
            Some(Bandeau { texte: format!("Document de travail — {n} points à vérifier"), alerte: true })
        }
        (Edition::Autorite, _) => {
            Some(Bandeau { texte: "Document transmis à l’autorité de tarification".into(), alerte: false })
        }
    }
}

/// The year's présents as a silhouette: proportions of numbers that the tables print.
fn motif(m: &Matiere<'_>) -> Vec<Option<u16>> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    let presents: Vec<Option<Exact>> =
        mois_connus(m).into_iter().map(|mois| service.mensuel("presents_fin", mois).exact()).collect();
    let Some(max) = presents.iter().flatten().max().copied() else { return Vec::new() };
    let motif: Vec<Option<u16>> = presents.into_iter().map(|n| pour_mille(n?, max)).collect();
    if motif.iter().flatten().count() < 3 { Vec::new() } else { motif }
}

fn mentions(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let r = m.reglages();
    let edition = match m.edition {
        Edition::Travail => "de travail",
        Edition::Autorite => "pour l’autorité de tarification",
        Edition::Publique => "publique",
    };
    let adresse = r.service.mention("adresse").or_else(|| r.etablissement.as_ref().and_then(|e| e.mention("adresse")));
    let lignes = [
        ("Adresse", adresse.or(r.association.mention("siege")).map(propre)),
        ("Destinataire", r.rapport.destinataire.as_deref().map(propre)),
        ("Date", Some(date(m.date()))),
        ("Édition", Some(edition.to_owned())),
    ];
    lignes.into_iter().filter_map(|(libelle, valeur)| Some([libelle.to_owned(), valeur?])).collect()
}

/// Printed as soon as someone signs or a place is given.
pub(super) fn signature(m: &Matiere<'_>) -> Option<Signature> {
    let options = &m.reglages().rapport;
    if options.signataire.is_none() && options.lieu.is_none() {
        return None;
    }
    let fait = match &options.lieu {
        Some(lieu) => format!("Fait à {}, le {}", propre(lieu), date(m.date())),
        None => format!("Le {}", date(m.date())),
    };
    let ligne = |texte: &Option<String>| texte.as_deref().map(propre);
    Some(Signature { fait, signataire: ligne(&options.signataire), qualite: ligne(&options.qualite) })
}
