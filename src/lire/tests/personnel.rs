//! Tables of staff and of quality: the same figures under several shapes, and nobody's name.

use super::*;
use crate::domaine::exact::Exact;
use crate::domaine::personnel::Personnel;
use crate::domaine::qualite::{Etat, GraviteDEvenement};

fn personnel(texte: &str) -> Personnel {
    lu(&[("donnees/x.csv", texte.as_bytes())]).personnel
}

#[test]
fn les_effectifs_se_lisent_sous_plusieurs_formes() {
    let attendu = (Some(Exact::from(6_u32)), Some(Exact::decimal(53, 1)));
    for texte in [
        "Fonction;Personnes;ETP\nÉducateur;5;4,5\nPsychologue;1;0,8\nTotal;6;5,3\n",
        "Le personnel au 31/12/2021\n\nEmploi,Équivalents temps plein,Nombre de salariés\nÉducateur,\"4,5\",5\nPsychologue,\"0,8\",1\n",
        "date;fonction;etp;personnes\n31/12/2021;Éducateur;4,5;5\n31/12/2021;Psychologue;0,8;1\n30/06/2021;Éducateur;3;3\n",
    ] {
        let lu = personnel(texte);
        assert_eq!((lu.personnes_au_31_decembre(2021), lu.etp_au_31_decembre(2021)), attendu, "{texte}");
    }
}

#[test]
fn une_ligne_par_salarie_compte_chacun_et_ne_se_montre_pas() {
    let texte = "Nom;Fonction;ETP\nDUPONT Léa;Éducatrice;0,8\nMARTIN Paul;Éducatrice;1\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert_eq!(dossier.personnel.personnes_au_31_decembre(2021), Some(Exact::from(2_u32)));
    assert!(!dossier.tables[0].est_agrege());
    let partout = format!("{dossier:?}");
    assert!(!partout.contains("DUPONT") && !partout.contains("Paul"), "{partout}");
}

#[test]
fn un_nom_dans_une_case_de_mots_n_est_pas_garde() {
    let texte =
        "Fonction;Nature;Date;Nombre\nMme Durand, psychologue;départ;mars;1\nSecrétaire;Recrutement;12/05/2021;1\n";
    let lu = personnel(texte);
    let dits: Vec<String> = lu.mouvements.iter().map(|m| format!("{} {}", m.fonction, m.nature)).collect();
    assert_eq!(dits, ["Fonction non précisée départ", "Secrétaire arrivée"]);
}

#[test]
fn un_conge_dans_un_tableau_d_arrets_se_reconnait() {
    let lu = personnel(
        "Les arrêts de travail;;\nMotif;Jours;Personnes\nmaladie;240;4\nCongés parentaux;122 jours;1\nautre chose;2;1\nTotal;364;6\n",
    );
    let dits: Vec<_> = lu.absences.iter().map(|a| (a.motif.as_str(), a.arret, a.dit_arret)).collect();
    assert_eq!(
        dits,
        [("maladie", Some(true), true), ("congé parental", Some(false), true), ("autre chose", None, true)]
    );
    assert_eq!(lu.totaux.iter().map(|t| t.details.len()).collect::<Vec<_>>(), [3, 3]);
}

#[test]
fn le_plan_d_action_garde_ses_numeros_ses_etats_et_ses_deux_morceaux() {
    let texte = "N°;Actions d'amélioration;Échéances;Etat\n1;Livret;2023;A FAIRE\n141;Appel à projet;2021;FAIT\n\n\
        N°;Actions d'amélioration;Échéances;Etat\n142;Outils;2024;EN COURS\n143;Autre;bientôt;suspendu\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    let dits: Vec<_> = dossier.qualite.actions.iter().map(|a| (a.numero.as_str(), a.etat.clone())).collect();
    let autre = Etat::Autre("suspendu".to_owned());
    assert_eq!(dits, [("1", Etat::AFaire), ("141", Etat::Fait), ("142", Etat::EnCours), ("143", autre)]);
}

#[test]
fn les_evenements_ne_gardent_que_leur_genre() {
    let texte = "Date;Nature;Gravité;Suites\n03/04/2021;fugue;EIG;plainte\n05/04/2021;Kévin a fugué;EI;\n05/04/2020;fugue;EI;\n";
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    let dits: Vec<_> = dossier.qualite.evenements.iter().map(|e| (e.nature.as_str(), e.gravite, e.suites)).collect();
    assert_eq!(
        dits,
        [("fugue", GraviteDEvenement::Grave, true), ("autre nature", GraviteDEvenement::Ordinaire, false)]
    );
    assert!(!dossier.tables[0].est_agrege());
    assert!(!format!("{dossier:?}").contains("Kévin"));
}
