//! Tables of populations: what is counted, out of how many, and what is not known.

use super::fixture::{self, Cas};
use crate::composer::entree::{Element, Tableau};
use crate::composer::projet::projet;
use crate::domaine::essais;
use crate::domaine::population::Critere;

fn tableaux(cas: &Cas, section: &str) -> Vec<Tableau> {
    let projet = projet(&cas.matiere());
    let entree: crate::composer::entree::Entree =
        serde_json::from_slice(&projet.fichiers[crate::composer::Projet::ENTREE]).unwrap();
    let contenu = entree.sections.into_iter().find(|s| s.id == section).map(|s| s.contenu).unwrap_or_default();
    contenu.into_iter().filter_map(|e| if let Element::Tableau(t) = e { Some(t) } else { None }).collect()
}

fn tableau(section: &str, debut: &str) -> Tableau {
    let tous = tableaux(&fixture::populations(essais::populations()), section);
    let legendes: Vec<String> = tous.iter().map(|t| t.legende.clone()).collect();
    tous.into_iter().find(|t| t.legende.starts_with(debut)).unwrap_or_else(|| panic!("{debut} : {legendes:?}"))
}

fn ligne(t: &Tableau, nom: &str) -> Vec<String> {
    let cellules = t.lignes.iter().map(|l| l.cellules.iter().map(|c| c.texte.clone()).collect::<Vec<_>>());
    cellules.into_iter().find(|l| l[0].contains(nom)).unwrap_or_else(|| panic!("{nom}"))
}

fn entetes(t: &Tableau) -> Vec<&str> {
    t.entetes[0].iter().map(|e| e.texte.as_str()).collect()
}

#[test]
fn les_parts_sous_cent_cas_disent_de_combien() {
    let t = tableau("admissions", "Admissions par cadre");
    assert_eq!(entetes(&t), ["Cadre", "Mesures", "Part (n\u{a0}=\u{a0}50)"]);
    assert_eq!(ligne(&t, "Judiciaire"), ["Judiciaire", "17", "34,0\u{202f}%"]);
    assert_eq!(ligne(&t, "Non renseigné"), ["Non renseigné", "0", "0,0\u{202f}%"]);
    assert_eq!(ligne(&t, "Total"), ["Total", "50", "100,0\u{202f}%"]);
}

#[test]
fn les_ages_croisent_le_sexe_et_disent_le_jour() {
    let t = tableau("suivis", "Mesures suivies par âge et par sexe, au 31 décembre 2021");
    assert_eq!(entetes(&t)[1..5], ["Filles", "Garçons", "Non renseigné", "Total"]);
    assert_eq!(ligne(&t, "11 à 15 ans")[1..], ["12", "15", "1", "28", "34,6\u{202f}%"]);
    assert_eq!(ligne(&t, "Part")[1..5], ["42,0\u{202f}%", "56,8\u{202f}%", "1,2\u{202f}%", "100,0\u{202f}%"]);
    assert!(t.notes.liste.iter().any(|n| n.texte.contains("au 31 décembre 2021")), "{:?}", t.notes.liste);
}

#[test]
fn les_motifs_et_les_suites_restent_deux_dimensions() {
    let t = tableau("sorties", "Sorties par motif de fin et par suite donnée");
    assert_eq!(ligne(&t, "Mainlevée")[1..], ["12", "36,4\u{202f}%"]);
    let rang = t.lignes.iter().position(|l| l.cellules[0].texte == "Mainlevée").unwrap();
    let suivantes: Vec<&str> = t.lignes[rang + 1..].iter().map(|l| l.cellules[1].texte.as_str()).take(4).collect();
    assert_eq!(suivantes, ["4", "5", "2", "1"]);
    assert_eq!(ligne(&t, "Total")[1], "33");
}

#[test]
fn ce_que_la_page_ne_tient_pas_en_colonnes_se_lit_en_lignes() {
    let mut toutes = essais::populations();
    let v = toutes.iter_mut().find(|v| v.critere == Critere::Territoire && v.par.is_some()).unwrap();
    let valeur = v.effectifs[0][0].clone();
    v.colonnes = (1..=24).map(|n| format!("D{n}")).collect();
    v.lignes = ["Nord", "Sud", "non renseigné"].map(String::from).to_vec();
    v.effectifs = vec![vec![valeur; 24]; 3];
    let seule = vec![v.clone()];
    let tous = tableaux(&fixture::populations(seule), "suivis");
    let t = tous.iter().find(|t| t.legende.starts_with("Mesures suivies par")).unwrap();
    assert_eq!(t.legende, "Mesures suivies par dispositif et par territoire.");
    assert_eq!(entetes(t)[..5], ["Dispositif", "Nord", "Sud", "Non renseigné", "Total"]);
    assert_eq!(t.lignes.len(), 26, "the dispositifs, the total and the shares");
}

#[test]
fn les_familles_se_comptent_en_familles() {
    let t = tableau("suivis", "Familles suivies par nombre de mesures");
    assert_eq!(entetes(&t)[1..], ["Familles", "Part (n\u{a0}=\u{a0}43)"]);
}

#[test]
fn les_delais_et_l_anciennete_n_ont_pas_de_moyenne_commune() {
    let t = tableau("attente", "Durée de l’attente");
    assert_eq!(entetes(&t)[1..], ["Mesures commencées (n\u{a0}=\u{a0}50)", "Encore en attente (n\u{a0}=\u{a0}33)"]);
    assert_eq!(ligne(&t, "Médiane")[1..], ["45", "88"]);
    let t = tableau("attente", "Mesures en attente au 31 décembre 2021, par dispositif");
    assert_eq!(ligne(&t, "Service")[1..], ["33", "17", "50", "66,0\u{202f}%"]);
}

#[test]
fn un_effectif_manquant_n_est_ni_zero_ni_reparti() {
    let t = tableaux(&fixture::populations(essais::populations_difficiles()), "suivis");
    let t = t.iter().find(|t| t.legende.starts_with("Mesures suivies par âge")).unwrap();
    assert_eq!(ligne(t, "3 à 5 ans")[1..], ["0", "n.\u{a0}c.", "0", "n.\u{a0}c.", "–"]);
    assert!(t.notes.liste.iter().any(|n| n.texte.contains("la cellule est vide")), "{:?}", t.notes.liste);
}

#[test]
fn sans_repartition_les_sections_ne_changent_pas() {
    assert!(tableaux(&fixture::populations(Vec::new()), "admissions").len() == 1);
    assert!(tableaux(&fixture::acesm(), "attente").is_empty());
}
