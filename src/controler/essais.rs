//! Hand-built folders for the tests of the checks.

use crate::controler;
use crate::diagnostic::{Address, Diagnostic, Span, Spanned};
use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::{Dossier, FormeDeFichier, Grandeur, Ligne, Releve, Saisie, Table};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{
    Activite, Cadre, Capacite, Comptage, Correspondances, Dispositif, Identite, Limites, Modalite, NatureCapacite,
    NatureTarif, OptionsDuRapport, Prevision, Prix, Reglages, Tarif,
};
use crate::domaine::unites::{Euros, Journees};
use chrono::NaiveDate;

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

pub(super) fn jour(mois: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, mois, 1).unwrap()
}

pub(super) fn rapport(ligne: u32) -> Span {
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
        contreparties: Vec::new(),
        justifications: Vec::new(),
        correspondances: Correspondances::default(),
        seuil_de_confidentialite: 5,
        bandes_d_age: Reglages::BANDES_D_AGE.to_vec(),
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
        let nombres = ligne.iter().map(|n| n.to_string().into());
        let cellules = std::iter::once(grandeur.libelle().into()).chain(nombres).collect();
        lignes.push(Ligne { numero: rang + 1, rang, cellules });
    }
    dossier.tables.push(Table {
        fichier,
        feuille: None,
        forme: FormeDeFichier::Texte { encodage: "UTF-8", separateur: "point-virgule" },
        genre: Some("tableau mensuel"),
        lignes_remplies: lignes.len(),
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
        previsionnelles: None,
        span: rapport(35),
    });
    let mut dossier = Dossier { reglages: Some(reglages), ..Dossier::default() };
    ajoute(&mut dossier, "AEMO-R", &AEMO_R);
    ajoute(&mut dossier, "AED-R", &AED_R);
    dossier
}

/// Every finding on a folder, both registries.
pub(super) fn constats(dossier: Dossier) -> Vec<Diagnostic> {
    let controle = controler::donnees(dossier).unwrap();
    controler::figures(&controle, &sans_figures(&controle)).listes
}

/// Nothing computed: no check needs a perimetre.
pub(super) fn sans_figures(controle: &DossierControle) -> Indicateurs {
    Indicateurs {
        exercice: exercice(),
        jusqu_a: controle.jusqu_a(),
        perimetres: Vec::new(),
        tarif_suppose_moyen: false,
        attente_au: None,
        echeances: Default::default(),
        catalogue: Vec::new(),
    }
}

pub(super) fn codes(constats: &[Diagnostic]) -> Vec<(&'static str, String)> {
    constats.iter().map(|d| (d.code, d.span.short())).collect()
}

pub(super) fn message(constats: &[Diagnostic], code: &str) -> String {
    let constat = constats.iter().find(|d| d.code == code).unwrap();
    constat.message.replace(['\u{a0}', '\u{202f}'], " ")
}
