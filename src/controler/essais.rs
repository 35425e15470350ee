//! Hand-built folders for the tests of the checks, and the ACESM audit (domaine.md §8) as the main one.

use crate::controler;
use crate::diagnostic::{Address, Diagnostic, Span, Spanned};
use crate::domaine::dossier::{Dossier, Grandeur, Ligne, Releve, Saisie, Table};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{
    Activite, Cadre, Capacite, Comptage, Dispositif, Identite, Justification, Limites, Modalite, NatureCapacite,
    NatureTarif, OptionsDuRapport, Prevision, Prix, Reglages, Tarif,
};
use crate::domaine::unites::{Euros, Journees};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) type Mouvements = [[u32; 12]; 4];

const AEMO_R: Mouvements = [
    [17, 15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 50],
    [0, 0, 4, 2, 0, 4, 1, 0, 3, 0, 3, 0],
    [2, 1, 6, 1, 0, 4, 0, 0, 2, 3, 0, 0],
    [15, 14, 12, 13, 13, 13, 14, 14, 15, 12, 15, 17],
];
const AED_R: Mouvements = [
    [14, 14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 16],
    [0, 0, 4, 3, 6, 6, 2, 0, 0, 2, 10, 0],
    [0, 0, 4, 0, 4, 0, 2, 2, 0, 0, 0, 2],
    [14, 14, 14, 17, 19, 25, 25, 23, 23, 25, 35, 14],
];

pub(super) fn exercice() -> Exercice {
    Exercice::new(2021).unwrap()
}

fn jour(mois: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, mois, 1).unwrap()
}

fn rapport(ligne: u32) -> Span {
    Span::line("rapport.toml", ligne, None)
}

pub(super) fn capacite(mois: u32, places: u32, nature: NatureCapacite) -> Capacite {
    Capacite { depuis: jour(mois), places, nature, span: rapport(10 + mois) }
}

pub(super) fn reglages(codes: &[&str]) -> Reglages {
    let dispositif = |code: &&str| Dispositif {
        code: (*code).to_owned(),
        libelle: (*code).to_owned(),
        cadre: Cadre::Judiciaire,
        modalite: Modalite::MilieuOuvert,
        anciens_noms: Vec::new(),
        sur_les_places_de: None,
        duree_decision_mois: None,
        renouvelable: None,
        capacites: Vec::new(),
        activite: Activite::default(),
        comptage: None,
    };
    Reglages {
        exercice: exercice(),
        arrete_au: None,
        association: Identite::default(),
        etablissement: None,
        service: Identite::default(),
        rapport: OptionsDuRapport::default(),
        comptage: Comptage::default(),
        capacites: Vec::new(),
        activite: Activite::default(),
        tarifs: Vec::new(),
        dispositifs: codes.iter().map(dispositif).collect(),
        groupes: Vec::new(),
        unites: Vec::new(),
        historique: Vec::new(),
        justifications: Vec::new(),
        correspondances: BTreeMap::new(),
        seuil_de_confidentialite: 5,
        limites: Limites::default(),
    }
}

/// Adds a table as the ACESM prints it: header row 1, rows 2–5, months in B..M.
pub(super) fn ajoute(dossier: &mut Dossier, code: &str, mouvements: &Mouvements) {
    let fichier = format!("donnees/{}.csv", code.to_lowercase());
    let mut lignes = Vec::new();
    for (rang, (grandeur, ligne)) in (1_u32..).zip(Grandeur::MOUVEMENTS.into_iter().zip(mouvements)) {
        for ((colonne, mois), n) in (1_u32..).zip(exercice().mois()).zip(ligne) {
            dossier.releves.push(Releve {
                dispositif: code.to_owned(),
                grandeur,
                mois,
                saisie: Saisie::Nombre(Exact::from(*n)),
                span: Span {
                    file: fichier.clone(),
                    line: rang + 1,
                    cell: Some(Address { column: colonne, row: rang }),
                    sheet: None,
                    column: Some(mois.abrege().to_owned()),
                },
            });
        }
        let nombres = ligne.iter().map(u32::to_string);
        let cellules = std::iter::once(grandeur.libelle().to_owned()).chain(nombres).collect();
        lignes.push(Ligne { numero: rang + 1, rang, cellules });
    }
    dossier.tables.push(Table {
        fichier,
        encodage: "UTF-8",
        separateur: "point-virgule",
        genre: Some("tableau mensuel"),
        lignes_utilisees: lignes.len(),
        lignes,
    });
}

pub(super) fn acesm() -> Dossier {
    let mut reglages = reglages(&["AEMO-R", "AED-R"]);
    let places = |mois, places| capacite(mois, places, NatureCapacite::Autorisee);
    reglages.capacites = vec![places(1, 30), places(4, 50)];
    let journees = |n: u32| Journees(Exact::from(n));
    reglages.activite.previsionnelles =
        Some(Spanned { value: Prevision::Annuelle(journees(15_208)), span: rapport(30) });
    reglages.activite.realisees = Some(Spanned { value: journees(13_316), span: rapport(31) });
    reglages.tarifs.push(Tarif {
        depuis: jour(1),
        prix: Prix::Journee(Euros(Exact::decimal(2_254, 2))),
        nature: NatureTarif::NonPrecisee,
        dispositif: None,
        payeur: None,
        arrete: None,
        date_arrete: None,
        span: rapport(35),
    });
    let mut dossier = Dossier { reglages: Some(reglages), ..Dossier::default() };
    ajoute(&mut dossier, "AEMO-R", &AEMO_R);
    ajoute(&mut dossier, "AED-R", &AED_R);
    dossier
}

/// Every finding on a folder, both registries; no check needs a perimetre that was computed.
pub(super) fn constats(dossier: Dossier) -> Vec<Diagnostic> {
    let controle = controler::donnees(dossier).unwrap();
    let indicateurs = Indicateurs {
        exercice: exercice(),
        jusqu_a: controle.jusqu_a(),
        perimetres: Vec::new(),
        tarif_suppose_moyen: false,
        catalogue: Vec::new(),
    };
    controler::figures(&controle, &indicateurs).listes
}

pub(super) fn codes(constats: &[Diagnostic]) -> Vec<(&'static str, String)> {
    constats.iter().map(|d| (d.code, d.span.short())).collect()
}

fn message(constats: &[Diagnostic], code: &str) -> String {
    let constat = constats.iter().find(|d| d.code == code).unwrap();
    constat.message.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn l_audit_de_l_acesm_trouve_tout_et_rien_d_autre() {
    let constats = constats(acesm());
    let attendu = [
        ("continuite", "M2"),
        ("decembre-recopie-de-janvier", "M5"),
        ("presents-au-dela-de-la-capacite", "B2"),
        ("continuite", "M2"),
        ("total-saisi-dans-une-partie", "M2"),
        ("bilan-du-mois", "M5"),
        ("decembre-recopie-de-janvier", "M5"),
        ("previsionnel-incompatible-avec-la-capacite", "ligne 30"),
        ("journees-peu-vraisemblables", "ligne 31"),
        ("nature-du-tarif-inconnue", "ligne 35"),
    ];
    assert_eq!(codes(&constats), attendu.map(|(code, lieu)| (code, lieu.to_owned())));
    assert_eq!(
        message(&constats, "bilan-du-mois"),
        "AEMO-R, décembre : 17 présents à la fin du mois, mais 50 au début + 0 entrée − 0 sortie = 50 (écart −33)"
    );
    assert_eq!(
        message(&constats, "previsionnel-incompatible-avec-la-capacite"),
        "service : 15 208 journées prévisionnelles supposent 50 places à partir du 1er juin 2021 (calcul par douzièmes), \
         et non du 1er avril 2021 comme le dit la capacité autorisée (16 450 par jours, 16 425 par douzièmes)"
    );
    let vraisemblance = message(&constats, "journees-peu-vraisemblables");
    assert!(vraisemblance.contains("de 12 179 à 14 628") && vraisemblance.contains("12 883,5"), "{vraisemblance}");
}

#[test]
fn la_ligne_proposee_fait_taire_le_previsionnel_incompatible() {
    let mut dossier = acesm();
    dossier.reglages.as_mut().unwrap().capacites.push(capacite(6, 50, NatureCapacite::Financee));
    let constats = constats(dossier);
    assert!(constats.iter().all(|d| d.code != "previsionnel-incompatible-avec-la-capacite"));
}

#[test]
fn une_justification_tombe_quand_la_cellule_change() {
    let justification = |code: &str, cellule: &str, valeur: Option<&str>| Justification {
        code: code.to_owned(),
        fichier: "donnees/aemo-r.csv".to_owned(),
        cellule: Some(cellule.to_owned()),
        valeur: valeur.map(str::to_owned),
        motif: "Saisie perdue.".to_owned(),
        date: None,
        span: rapport(50),
    };
    let mut dossier = acesm();
    dossier.reglages.as_mut().unwrap().justifications = vec![
        justification("continuite", "M2", Some("50")),
        justification("bilan-du-mois", "M5", Some("18")),
        justification("continuité", "M2", None),
    ];
    let constats = constats(dossier);
    let explique = |code: &str| {
        constats.iter().any(|d| d.code == code && d.span.file == "donnees/aemo-r.csv" && d.justification.is_some())
    };
    assert!(explique("continuite") && !explique("bilan-du-mois"));
    let sans_objet: Vec<_> = constats.iter().filter(|d| d.code == "justification-sans-objet").collect();
    assert_eq!(sans_objet.len(), 2);
    assert!(sans_objet[1].aide.as_ref().unwrap().contains("continuite"));
}

#[test]
fn une_annee_en_cours_ne_manque_pas_de_mois() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.mois.numero() <= 6);
    let constats = constats(dossier);
    assert!(constats.iter().all(|d| d.code != "mois-manquant" && d.code != "journees-peu-vraisemblables"));
}

#[test]
fn un_mois_vide_entre_deux_mois_remplis_manque() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.mois.numero() != 3 || r.dispositif != "AED-R");
    let manquants = constats(dossier);
    let manquants: Vec<_> = manquants.iter().filter(|d| d.code == "mois-manquant").collect();
    assert_eq!(manquants.len(), 1);
    assert!(manquants[0].message.starts_with("AED-R, mars"), "{}", manquants[0].message);
}

#[test]
fn un_tableau_absent_est_dit_une_fois_et_aucun_tableau_jamais() {
    let mut dossier = acesm();
    dossier.releves.retain(|r| r.dispositif == "AEMO-R");
    let nombre = |dossier| constats(dossier).iter().filter(|d| d.code == "mois-manquant").count();
    assert_eq!(nombre(dossier), 1);
    let mut annuel = acesm();
    annuel.releves.clear();
    assert_eq!(nombre(annuel), 0);
}
