//! Objectives by hand, what the section prints of them, and the annex of sheets.

use super::fixture;
use super::reglages::{jour, span};
use super::{compose, fixture::Cas};
use crate::composer::Projet;
use crate::composer::entree::{Element, Entree, Section, Tableau};
use crate::domaine::dossier::{Saisie, Texte};
use crate::domaine::exact::Exact;
use crate::domaine::objectifs::financement::{LigneDeFinancement, Montants, Sujet};
use crate::domaine::objectifs::{Action, Borne, Etape, Financement, IndicateurDAction, Mesure, Objectifs, Titre};

fn etape(libelle: &str, annees: &[i32], etat: Option<&str>) -> Etape {
    Etape {
        libelle: libelle.into(),
        annees: annees.iter().map(|annee| (*annee, span())).collect(),
        etat: etat.map(Into::into),
        commentaire: None,
        span: span(),
    }
}

fn indicateur(libelle: &str, cible: Option<Mesure>, realise: Option<Mesure>, unite: Option<&str>) -> IndicateurDAction {
    IndicateurDAction {
        objectif: None,
        action: Some(("1.1".into(), span())),
        libelle: libelle.into(),
        annee: Some(2021),
        cible,
        realise,
        unite: unite.map(Into::into),
        span: span(),
    }
}

fn ligne(financeur: &str, enveloppe: &str, prevu: u32, realise: Saisie) -> LigneDeFinancement {
    let mot = |mot: &str| Some(mot.to_owned());
    let sujet = Sujet {
        objectif: mot("2"),
        action: None,
        ligne: mot("Étude"),
        financeur: mot(financeur),
        enveloppe: mot(enveloppe),
    };
    let prevu = Some((Saisie::Nombre(prevu.into()), span()));
    LigneDeFinancement { sujet, montants: Montants { prevu, realise: Some((realise, span())) }, span: span() }
}

/// One action of two financeurs, with a step beyond its calendar.
pub(super) fn exemple() -> Objectifs {
    let titre = |mot: &str, numero: &str, intitule: &str| Titre {
        mot: mot.into(),
        numero: Some(numero.into()),
        intitule: intitule.into(),
    };
    let borne = |annee| Some(Borne { annee, mois: None, span: span() });
    let n = |n: u32| Some(Mesure::Nombre(n.into()));
    Objectifs {
        actions: vec![Action {
            objectif: Some(titre("Objectif stratégique", "2", "Développement de l’offre")),
            titre: titre("Action", "1.1", "Créer un dispositif"),
            debut: borne(2021),
            fin: borne(2022),
            annees: (2021..=2023).collect(),
            etapes: vec![
                etape("Avant-projet", &[2021], Some("réalisée")),
                etape("Rencontres", &[2021, 2022], None),
                etape("Évaluation", &[2022, 2023], Some("non commencée")),
            ],
            span: span(),
        }],
        indicateurs: vec![
            indicateur("Rencontres tenues", n(4), n(5), Some("rencontres")),
            indicateur("Dossier déposé", Some(Mesure::Oui(true)), Some(Mesure::Oui(false)), None),
            indicateur("Site ouvert", Some(Mesure::Date(jour(2021, 6, 30))), None, None),
            indicateur("Projets à jour", Some(Mesure::Taux(Exact::decimal(5, 1))), Some(Mesure::Mois(2021, 5)), None),
        ],
        financement: Financement {
            lignes: vec![
                ligne("État", "FIR", 30_000, Saisie::Nombre(28_500_u32.into())),
                ligne("Département", "FIR", 10_000, Saisie::Vide),
            ],
            ..Financement::default()
        },
    }
}

/// A sheet of the team's.
pub(super) fn fiche() -> Texte {
    Texte {
        section: "fiches/atelier-cuisine".into(),
        fichier: "textes/fiches/atelier-cuisine.md".into(),
        contenu: "# Cuisiner ensemble\n\nChaque mercredi.\n\n## Objectif\n\nReprendre confiance.\n\n## Partenaires\n\n- Une maraîchère\n".into(),
        ..Texte::default()
    }
}

fn section(cas: &Cas, id: &str) -> Section {
    let (projet, _) = compose(cas);
    let entree: Entree = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
    let mut toutes = entree.sections.into_iter().chain(entree.annexes);
    toutes.find(|s| s.id == id).unwrap()
}

fn tableaux(section: &Section) -> Vec<&Tableau> {
    fn tableau(element: &Element) -> Option<&Tableau> {
        if let Element::Tableau(tableau) = element { Some(tableau) } else { None }
    }
    section.contenu.iter().filter_map(tableau).collect()
}

fn textes(tableau: &Tableau) -> Vec<String> {
    let net = |texte: &str| texte.replace(['\u{a0}', '\u{202f}'], " ");
    tableau.lignes.iter().map(|l| l.cellules.iter().map(|c| net(&c.texte)).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn les_etapes_les_indicateurs_et_le_financement_s_impriment() {
    let section = section(&fixture::acesm(), "objectifs");
    let tous = tableaux(&section);
    assert_eq!(tous[0].colonnes, ["large", "annee-du-rapport", "annee", "annee", "court"]);
    assert_eq!(
        textes(tous[0]),
        ["Avant-projet | X |  |  | réalisée", "Rencontres | X | X |  | —", "Évaluation |  | X | X | non commencée"]
    );
    assert_eq!(tous[0].lignes[2].cellules[3].appel.as_deref(), Some("a"), "beyond the calendar");
    assert!(tous[0].lignes[2].cellules[2].appel.is_none());
    assert_eq!(
        textes(tous[1]),
        [
            "Rencontres tenues | 4 rencontres | 5 rencontres",
            "Dossier déposé | oui | non",
            "Site ouvert | 30 juin 2021 | —",
            "Projets à jour | 50,0 % | mai 2021"
        ]
    );
    let entiere = "Action n° 1.1 : Créer un dispositif";
    assert_eq!(textes(tous[2]), [entiere, "Avant-projet | réalisée", "Rencontres | —"]);
    assert_eq!(textes(tous[3]), [entiere, "Rencontres | 2021", "Évaluation | 2022"]);
    assert_eq!(
        textes(tous[4]),
        [
            "FIR | État | 30 000,00 € | 28 500,00 € | 75,0 %",
            "FIR | Département | 10 000,00 € | – | 25,0 %",
            "FIR, ensemble |  | 40 000,00 € | 28 500,00 € | 100,0 %",
            "Total |  | 40 000,00 € | 28 500,00 € | 100,0 %"
        ]
    );
    assert_eq!(textes(tous[5])[0], "Objectif stratégique n° 2 : Développement de l’offre");
}

#[test]
fn les_fiches_sont_une_annexe_et_non_des_sections() {
    let (projet, _) = compose(&fixture::acesm());
    let entree: Entree = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
    assert!(entree.sections.iter().all(|s| !s.id.contains("cuisine")));
    let annexe = entree.annexes.last().unwrap();
    let [Element::Fiches { fiches }] = &annexe.contenu[..] else { panic!("{annexe:?}") };
    assert_eq!((fiches[0].titre.as_str(), fiches[0].chapeau.len()), ("Cuisiner ensemble", 1));
    let titres: Vec<&str> = fiches[0].rubriques.iter().map(|r| r.titre.as_str()).collect();
    assert_eq!(titres, ["Objectif", "Partenaires"]);
}
