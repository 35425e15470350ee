//! rapport.toml of the fixtures, by hand.

use crate::diagnostic::{Span, Spanned};
use crate::domaine::exact::Exact;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::*;
use crate::domaine::unites::{Euros, Journees};
use chrono::NaiveDate;

pub(super) fn jour(annee: i32, mois: u32, jour: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(annee, mois, jour).unwrap()
}

pub(super) fn span() -> Span {
    Span::line("rapport.toml", 12, None)
}

pub(super) fn dispositif(code: &str, libelle: &str, cadre: Cadre) -> Dispositif {
    Dispositif {
        code: code.into(),
        libelle: libelle.into(),
        cadre,
        modalite: Modalite::MilieuOuvert,
        anciens_noms: Vec::new(),
        sur_les_places_de: None,
        duree_decision_mois: None,
        renouvelable: None,
        capacites: Vec::new(),
        activite: Activite::default(),
        comptage: None,
    }
}

fn capacite(annee: i32, mois: u32, places: u32) -> Capacite {
    Capacite { depuis: jour(annee, mois, 1), places, nature: NatureCapacite::Autorisee, span: span() }
}

/// Only what is required.
pub(super) fn minimaux() -> Reglages {
    Reglages {
        exercice: Exercice::new(2021).unwrap(),
        arrete_au: None,
        association: Identite { nom: "Association".into(), ..Identite::default() },
        etablissement: None,
        service: Identite { nom: "Service".into(), ..Identite::default() },
        rapport: OptionsDuRapport::default(),
        comptage: Comptage::default(),
        capacites: Vec::new(),
        activite: Activite::default(),
        tarifs: Vec::new(),
        dispositifs: vec![dispositif("AEMO", "Action éducative en milieu ouvert", Cadre::Judiciaire)],
        groupes: Vec::new(),
        unites: Vec::new(),
        historique: Vec::new(),
        contreparties: Vec::new(),
        justifications: Vec::new(),
        correspondances: Correspondances::default(),
        seuil_de_confidentialite: 5,
        bandes_d_age: Reglages::BANDES_D_AGE.to_vec(),
        limites: Limites::default(),
    }
}

/// The ACESM's, 2021.
pub(super) fn acesm() -> Reglages {
    let identite = |nom: &str, sigle: &str, mentions: &[(&'static str, &str)]| Identite {
        nom: nom.into(),
        sigle: Some(sigle.into()),
        mentions: mentions.iter().map(|(cle, valeur)| (*cle, (*valeur).to_owned())).collect(),
    };
    Reglages {
        association: identite(
            "Association des centres éducatifs et de sauvegarde des mineurs et jeunes majeurs de Loir-et-Cher",
            "ACESM",
            &[("siege", "2, rue Sainte-Anne, 41028 Blois Cedex"), ("declaree_le", "20 avril 1982")],
        ),
        etablissement: Some(identite("Centre éducatif et social spécialisé", "CESS", &[])),
        service: identite(
            "Service d’action éducative renforcée",
            "AER",
            &[
                ("territoire", "Loir-et-Cher"),
                ("adresse", "29-31, rue Duguay-Trouin, CS 2914, 41029 Blois Cedex"),
                ("telephone", "☎ 02 54 51 48 15"),
                ("public", "Mineurs de 0 à 18 ans"),
            ],
        ),
        rapport: OptionsDuRapport {
            date: Some(jour(2022, 4, 15)),
            lieu: Some("Blois".into()),
            signataire: Some("Le chef de service".into()),
            destinataire: Some("Conseil départemental de Loir-et-Cher".into()),
            ..OptionsDuRapport::default()
        },
        capacites: vec![capacite(2021, 1, 30), capacite(2021, 4, 50), capacite(2022, 1, 60)],
        activite: Activite {
            previsionnelles: Some(Spanned {
                value: Prevision::Annuelle(Journees(Exact::from(15_208_u32))),
                span: span(),
            }),
            realisees: Some(Spanned { value: Journees(Exact::from(13_316_u32)), span: span() }),
            ..Activite::default()
        },
        tarifs: vec![Tarif {
            depuis: jour(2021, 1, 1),
            prix: Prix::Journee(Euros(Exact::decimal(2_254, 2))),
            nature: NatureTarif::NonPrecisee,
            dispositif: None,
            payeur: None,
            arrete: None,
            date_arrete: None,
            previsionnelles: None,
            span: span(),
        }],
        dispositifs: vec![
            dispositif("AEMO-R", "Action éducative en milieu ouvert renforcée", Cadre::Judiciaire),
            dispositif("AED-R", "Action éducative à domicile renforcée", Cadre::Administratif),
        ],
        ..minimaux()
    }
}
