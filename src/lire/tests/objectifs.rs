//! Tables of objectives under several encodings and shapes: the same actions, the same amounts.

use super::*;
use crate::domaine::objectifs::financement::Colonne;
use crate::domaine::objectifs::{Action, Financement, Mesure, Renvoi};

const FICHE: &str = "Objectif stratégique n°2 : Développement de l'offre;;;\n\
Action n° 1.1 : « Créer un dispositif »;;;\n\
;2024;2025;2026\nDébut;X;;\nFin;;X;\n\
Etape;Résultats attendus;;\n;2024;2025;2026\n\
Élaboration d'un avant-projet;X;;\nRencontres;x;X;X\n";

/// « Objectif stratégique n° 2 > Action n° 1.1 : Créer [2024-2025] ; Rencontres 2024 2025 2026 ».
fn dit(action: &Action) -> String {
    let annee =
        |b: &Option<crate::domaine::objectifs::Borne>| b.as_ref().map_or("?".to_owned(), |b| b.annee.to_string());
    let etapes = action.etapes.iter().map(|e| {
        let annees: Vec<String> = e.annees.iter().map(|(a, _)| a.to_string()).collect();
        let etat = e.etat.as_ref().map_or(String::new(), |etat| format!(" ({etat})"));
        format!("{} {}{etat}", e.libelle, annees.join(" "))
    });
    let objectif = action.objectif.as_ref().map_or(String::new(), |o| format!("{} > ", o.court()));
    let tete = format!("{objectif}{} [{}-{}]", action.titre.entier(), annee(&action.debut), annee(&action.fin));
    std::iter::once(tete).chain(etapes).collect::<Vec<_>>().join(" ; ")
}

fn actions(octets: &[u8]) -> Vec<String> {
    let dossier = lu(&[("donnees/cpom.csv", octets)]);
    assert!(natures(&dossier).is_empty(), "{:?}", natures(&dossier));
    dossier.objectifs.actions.iter().map(dit).collect()
}

const ATTENDU: &str = "Objectif stratégique n° 2 > Action n° 1.1 : Créer un dispositif [2024-2025] ; \
Élaboration d’un avant-projet 2024 ; Rencontres 2024 2025 2026";

#[test]
fn la_meme_fiche_sous_plusieurs_codages_et_plusieurs_formes() {
    let (ancien, _, _) = encoding_rs::WINDOWS_1252.encode(FICHE);
    let utf16: Vec<u8> = FICHE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xff, 0xfe], &utf16[..]].concat();
    let d_une_ligne = FICHE.replace("Etape;Résultats attendus;;\n;2024;2025;2026\n", "Étapes;2024;2025;2026\n");
    let en_mots = FICHE.replace(";2024;2025;2026\nDébut;X;;\nFin;;X;\n", "Début : mars 2024;;;\nFin;31/12/2025;;\n");
    let a_cote = FICHE.replace("Action n° 1.1 : « Créer un dispositif »;", "Action n° 1.1;Créer un dispositif");
    let avec_textes = FICHE.replace("Début;X", "■ Pilote;;;\nDirection;;;\n;2024;2025;2026\nDébut;X")
        + "■ Partenaires;;;\nÉcoles;;;\n";
    for octets in [
        FICHE.as_bytes(),
        &ancien,
        &utf16,
        d_une_ligne.as_bytes(),
        en_mots.as_bytes(),
        a_cote.as_bytes(),
        avec_textes.as_bytes(),
        FICHE.replace(';', "\t").as_bytes(),
        FICHE.replace('\n', "\r\n").as_bytes(),
    ] {
        assert_eq!(actions(octets), [ATTENDU], "{}", String::from_utf8_lossy(octets));
    }
}

#[test]
fn plusieurs_fiches_se_suivent_et_leurs_indicateurs_les_retrouvent() {
    let deux = format!(
        "{FICHE}Objectif stratégique n°4 : Bâti;;;\nAction n° 1.1 : « Isoler »;;;\nEtape;2024;2025;État\nTravaux;X;;terminé\n"
    );
    let indicateurs = "Objectif;Action;Indicateur;Année;Cible;Réalisé\n2;1.1;Rencontres;2024;4;NC\n4;1.1;Isolation;2025;Oui;30/06/2025\n;Isoler;Économie;2025;12,5 %;1 200,50 €\n;1.1;Ambigu;2025;1;1\n";
    let dossier = lu(&[("donnees/cpom.csv", deux.as_bytes()), ("donnees/indicateurs.csv", indicateurs.as_bytes())]);
    assert!(natures(&dossier).is_empty(), "{:?}", natures(&dossier));
    let objectifs = &dossier.objectifs;
    assert_eq!(
        dit(&objectifs.actions[1]),
        "Objectif stratégique n° 4 > Action n° 1.1 : Isoler [?-?] ; Travaux 2024 (réalisée)"
    );
    let renvois: Vec<Renvoi> = objectifs.indicateurs.iter().map(|i| objectifs.action_de(i)).collect();
    assert_eq!(renvois, [Renvoi::Action(0), Renvoi::Action(1), Renvoi::Action(1), Renvoi::Ambigu]);
    let mesures: Vec<_> = objectifs.indicateurs.iter().map(|i| (i.cible.clone(), i.realise.clone())).collect();
    assert_eq!(mesures[0], (Some(Mesure::Nombre(4_u32.into())), None));
    assert!(matches!(mesures[1], (Some(Mesure::Oui(true)), Some(Mesure::Date(_)))));
    assert_eq!(mesures[2].0, Some(Mesure::Taux(Exact::decimal(125, 3))));
    assert_eq!(mesures[2].1, Some(Mesure::Euros(Exact::decimal(12_005, 1))));
}

fn financement(texte: &str) -> Financement {
    let dossier = lu(&[("donnees/financement.csv", texte.as_bytes())]);
    assert!(natures(&dossier).is_empty(), "{:?}", natures(&dossier));
    dossier.objectifs.financement
}

#[test]
fn une_ligne_par_financeur_ou_une_colonne_par_financeur() {
    let longue = financement(
        "Objectif;Ligne;Financeur;Enveloppe;Prévu\n1;Poste;État;FIR;100,50 €\n;;Département;FIR;200,00 €\n;;Total;;300,50 €\n2;Autre;État;BOP;- €\nTotal FIR;;;;300,50 €\nTotal;;;;300,50 €\n",
    );
    let large = financement(
        "Objectif;Ligne;Source de financement;État;Département;Total\n1;Poste;FIR;100,50 €;200,00 €;300,50 €\n2;Autre;BOP;- €;;0,00 €\n",
    );
    let lignes = |f: &Financement| -> Vec<String> {
        let ligne = |l: &crate::domaine::objectifs::financement::LigneDeFinancement| {
            let montant = l.montants.nombre(Colonne::Prevu).map(crate::francais::decimal_saisi);
            format!("{} : {}", l.sujet.en_mots(), montant.unwrap_or_default())
        };
        f.lignes.iter().map(ligne).collect()
    };
    let attendu = [
        "objectif 1, Poste, État, enveloppe FIR : 100,5",
        "objectif 1, Poste, Département, enveloppe FIR : 200",
        "objectif 2, Autre, État, enveloppe BOP : 0",
    ];
    assert_eq!(lignes(&longue), attendu);
    assert_eq!(lignes(&large), attendu);
    assert_eq!(longue.egalites().len(), 3);
    for f in [&longue, &large] {
        assert!(f.egalites().iter().all(|e| e.juste()) && f.ecarts().is_empty(), "{:?}", f.egalites());
    }
}

/// One false addition has as many suspects as cells; two that share a cell have one.
#[test]
fn une_cellule_n_est_nommee_que_si_elle_est_seule_possible() {
    let coupables = |texte: &str| -> Vec<Option<String>> {
        let f = financement(texte);
        let ecarts = f.ecarts();
        ecarts.iter().map(|e| e.coupable.map(|(cellule, _)| f.place(cellule).unwrap().short())).collect()
    };
    let tete = "Objectif;Ligne;Source de financement;État;Département;Total\n";
    assert_eq!(coupables(&format!("{tete}1;A;FIR;10;20;31\n")), [None]);
    let deux = format!("{tete}1;A;FIR;10;20;31\n1;B;FIR;5;5;10\nTotal FIR;;;16;25;\n");
    assert_eq!(coupables(&deux), [Some("D2".to_owned())]);
    let trois = format!("{tete}1;A;FIR;10;20;31\n1;B;FIR;5;5;10\nTotal FIR;;;17;25;\n");
    assert_eq!(coupables(&trois), [None, None], "two corrections that differ");
}
