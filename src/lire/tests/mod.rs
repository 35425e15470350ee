//! Whole files in, relevés and anomalies out.

use super::*;

use crate::domaine::anomalie::FormatNonLu;
use crate::domaine::dossier::{Details, Grandeur, Saisie};
use crate::domaine::exact::Exact;
use crate::francais::Cause;

mod annuels;
mod budget;
mod budget_formes;
mod cellules;
mod comptes;
mod correspondances;
mod croix;
mod feuilles;
mod genres;
mod limites;
mod objectifs;
mod panneaux;
mod personnel;
mod pieges;
mod places;
mod registres;
mod suivi;
mod suivi_long;

const RAPPORT: &str = r#"exercice = 2021
[association]
nom = "A"
[service]
nom = "S"
[[dispositif]]
code = "AEMO-R"
libelle = "AEMO renforcée"
cadre = "judiciaire"
modalite = "milieu-ouvert"
[[dispositif]]
code = "AED-R"
libelle = "AED renforcée"
cadre = "administratif"
modalite = "milieu-ouvert"
"#;

const EN_COLONNES: &str =
    "Mesures AEMO-R;Janv;Févr\nPRESENTS début du mois;17;15\nENTREES;0;\nSORTIES;2;1\nPRESENTS fin du mois;15;14\n";

/// A folder where children sleep: what annual reports print.
const MECS: &str = r#"exercice = 2023
[association]
nom = "A"
[service]
nom = "Maison d'enfants"
[[dispositif]]
code = "INTERNAT"
libelle = "Internat"
cadre = "mixte"
modalite = "hebergement"
[[dispositif]]
code = "PEAD"
libelle = "Placement éducatif à domicile"
cadre = "mixte"
modalite = "placement-a-domicile"
"#;

fn lu(fichiers: &[(&str, &[u8])]) -> Dossier {
    lu_avec(RAPPORT, fichiers)
}

fn lu_avec(rapport: &str, fichiers: &[(&str, &[u8])]) -> Dossier {
    let source = |(chemin, octets): &(&str, &[u8])| Source { chemin: (*chemin).to_owned(), octets: octets.to_vec() };
    let rapport = Source { chemin: "rapport.toml".into(), octets: rapport.into() };
    dossier(fichiers.iter().map(source).chain([rapport]).collect())
}

/// One table under `donnees/x.csv`.
fn mecs(texte: &str) -> Dossier {
    lu_avec(MECS, &[("donnees/x.csv", texte.as_bytes())])
}

/// « INTERNAT journees 3 = 310 (B4) ».
fn releves(dossier: &Dossier) -> Vec<String> {
    let cle = |g| Grandeur::TOUTES.iter().find(|(autre, _, _)| *autre == g).map_or("", |(_, cle, _)| *cle);
    let releve = |r: &crate::domaine::dossier::Releve| {
        let nombre = r.saisie.nombre().map_or_else(|| format!("{:?}", r.saisie), crate::francais::decimal_saisi);
        format!("{} {} {} = {nombre} ({})", r.dispositif, cle(r.grandeur), r.mois.numero(), r.span.short())
    };
    dossier.releves.iter().map(releve).collect()
}

fn figures(dossier: &Dossier) -> Vec<(String, Grandeur, u8, Saisie, String)> {
    let releve = |r: &crate::domaine::dossier::Releve| {
        (r.dispositif.clone(), r.grandeur, r.mois.numero(), r.saisie.clone(), r.span.short())
    };
    let mut figures: Vec<_> = dossier.releves.iter().map(releve).collect();
    figures.sort_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));
    figures
}

fn natures(dossier: &Dossier) -> Vec<(String, NatureAnomalie)> {
    dossier.anomalies.iter().map(|a| (a.span.short(), a.nature.clone())).collect()
}

#[test]
fn les_mois_en_colonnes_se_lisent_avec_leurs_cellules() {
    let dossier = lu(&[("donnees/x.csv", EN_COLONNES.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    let figures = figures(&dossier);
    let nombre = |n: u32| Saisie::Nombre(Exact::from(n));
    assert_eq!(figures.len(), 8);
    assert_eq!(figures[0], ("AEMO-R".into(), Grandeur::PresentsDebut, 1, nombre(17), "B2".into()));
    assert_eq!(figures[3], ("AEMO-R".into(), Grandeur::Entrees, 2, Saisie::Vide, "C3".into()));
    assert_eq!(figures[7], ("AEMO-R".into(), Grandeur::PresentsFin, 2, nombre(14), "C5".into()));
}

/// The same figures, whatever the office's software made of them.
#[test]
fn les_memes_chiffres_sous_toutes_les_formes() {
    let attendu: Vec<_> = figures(&lu(&[("donnees/x.csv", EN_COLONNES.as_bytes())]))
        .into_iter()
        .map(|(d, g, m, s, _)| (d, g, m, s))
        .collect();
    let windows_1252 = encoding_rs::WINDOWS_1252.encode(EN_COLONNES).0.replace_crlf();
    let avec_bom = format!("\u{feff}{EN_COLONNES}");
    let autre_ordre = "AEMO renforcée\tjanvier 2021\tfév. 21\nSorties du mois :\t2\t1\nPrésents à la fin du mois\t15\t14\nEntrées\t0\t\nEffectif début de mois\t17\t15\n";
    let titre = format!("ACESM – SAER;;\r\nÉdité le 03/02/2022;;\r\n;;\r\n{EN_COLONNES};;\r\n(*) note;;\r\n");
    let en_lignes = "Mois;Dispositif;Présents début;Entrées;Sorties;Présents fin\n2021-01;AEMO-R;17;0;2;15\n02/2021;aemo-r;15;;1;14\n";
    for (nom, octets) in [
        ("windows-1252 crlf", windows_1252.as_slice()),
        ("bom", avec_bom.as_bytes()),
        ("ordre et tabulations", autre_ordre.as_bytes()),
        ("titre et note", titre.as_bytes()),
        ("mois en lignes", en_lignes.as_bytes()),
        ("virgules", EN_COLONNES.replace(';', ",").as_bytes()),
    ] {
        let dossier = lu(&[("donnees/x.csv", octets)]);
        assert!(dossier.anomalies.is_empty(), "{nom} : {:?}", dossier.anomalies);
        let obtenu: Vec<_> = figures(&dossier).into_iter().map(|(d, g, m, s, _)| (d, g, m, s)).collect();
        assert_eq!(obtenu, attendu, "{nom}");
    }
}

trait ReplaceCrlf {
    fn replace_crlf(&self) -> Vec<u8>;
}

impl ReplaceCrlf for std::borrow::Cow<'_, [u8]> {
    fn replace_crlf(&self) -> Vec<u8> {
        self.iter().flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] }).collect()
    }
}

#[test]
fn un_fichier_par_mois_prend_son_mois_dans_son_nom_ou_son_titre() {
    let corps =
        "Service;Présents début;Entrées;Sorties;Présents fin\nAEMO-R;17;0;2;15\nAED-R;14;0;0;14\nTotal;31;0;2;29\n";
    let avec_titre = format!("Activité du mois de mars 2021\n{corps}");
    for (chemin, octets) in
        [("donnees/2021-03.csv", corps), ("donnees/mars_2021.csv", corps), ("donnees/a.csv", avec_titre.as_str())]
    {
        let dossier = lu(&[(chemin, octets.as_bytes())]);
        assert!(dossier.anomalies.is_empty(), "{chemin} : {:?}", dossier.anomalies);
        assert_eq!(dossier.releves.len(), 8);
        assert!(dossier.releves.iter().all(|r| r.mois.numero() == 3), "{chemin}");
        assert_eq!(dossier.totaux.len(), 4);
        assert_eq!(dossier.totaux[0].details, Details::Mois(vec![0, 4]));
    }
}

#[test]
fn plusieurs_blocs_et_une_colonne_de_total() {
    let bloc = |nom: &str| EN_COLONNES.replace("AEMO-R;Janv;Févr", &format!("{nom};Janv;Févr;Total"));
    let texte = format!("{}\n{}", bloc("AEMO-R"), bloc("AED-R").replace("SORTIES;2;1", "SORTIES;2;1;3"));
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    assert!(dossier.anomalies.is_empty(), "{:?}", dossier.anomalies);
    assert_eq!(dossier.releves.len(), 16);
    assert_eq!(dossier.totaux.len(), 1);
    assert_eq!(dossier.totaux[0].span.short(), "D10");
}

#[test]
fn un_texte_a_la_place_d_un_nombre_donne_une_seule_anomalie() {
    let texte = EN_COLONNES.replace(";17;", ";dix-sept;").replace('\n', "\r\n");
    let dossier = lu(&[("donnees/x.csv", texte.as_bytes())]);
    let attendu = "un nombre entier, zéro ou plus".to_owned();
    assert_eq!(
        natures(&dossier),
        [("B2".into(), NatureAnomalie::ValeurIllisible { lu: "dix-sept".into(), attendu, cause: Cause::Inconnue })]
    );
    assert_eq!(dossier.anomalies[0].span.line, 2);
}

#[test]
fn un_dispositif_inconnu_propose_le_bon() {
    let texte = EN_COLONNES.replace("AEMO-R", "AEMOR");
    let natures = natures(&lu(&[("donnees/x.csv", texte.as_bytes())]));
    let [(cellule, NatureAnomalie::DispositifInconnu { lu, proche, .. })] = &natures[..] else { panic!("{natures:?}") };
    assert_eq!((cellule.as_str(), lu.as_deref(), proche.as_deref()), ("A1", Some("Mesures AEMOR"), Some("AEMO-R")));
}

#[test]
fn le_nom_du_fichier_sert_de_dernier_recours() {
    let texte = EN_COLONNES.replace("Mesures AEMO-R", "Indicateur");
    assert_eq!(lu(&[("donnees/aed-r_2021.csv", texte.as_bytes())]).releves[0].dispositif, "AED-R");
    let sans_nom = lu(&[("donnees/tableau.csv", texte.as_bytes())]);
    assert!(matches!(natures(&sans_nom)[..], [(_, NatureAnomalie::DispositifInconnu { .. })]));
}

#[test]
fn ce_qui_n_est_pas_un_tableau_mensuel_est_dit_sans_etre_lu() {
    let suivi = "id;nom;dispositif;décision;début;fin\n1;Durand;AEMO-R;01/01/2021;02/01/2021;\n";
    let dossier = lu(&[("donnees/suivi.csv", suivi.as_bytes()), ("donnees/x.xlsx", b"PK\x03\x04")]);
    assert!(dossier.releves.is_empty());
    assert!(dossier.tables[0].lignes.iter().all(|l| !l.cellules.contains(&"Durand".into())));
    let natures = natures(&dossier);
    assert!(natures.iter().any(|(_, n)| matches!(n, NatureAnomalie::ColonneNominative { .. })));
    assert_eq!(dossier.tables[0].genre, Some("suivi des mesures"));
    assert_eq!(dossier.suivi.lignes.len(), 1);
    let abime = NatureAnomalie::ClasseurIllisible { quoi: FormatNonLu::Abime, vraie: None };
    assert!(natures.contains(&("donnees/x.xlsx".into(), abime)));
}

#[test]
fn une_ligne_manquante_une_copie_et_une_annee_voisine_sont_relevees() {
    let sans_sorties = EN_COLONNES.replace("SORTIES;2;1\n", "").replace("Févr", "Févr 2020");
    let dossier =
        lu(&[("donnees/a.csv", sans_sorties.as_bytes()), ("donnees/Copie de a.csv", sans_sorties.as_bytes())]);
    let natures = natures(&dossier);
    let compte = |f: fn(&NatureAnomalie) -> bool| natures.iter().filter(|(_, n)| f(n)).count();
    assert_eq!(compte(|n| matches!(n, NatureAnomalie::ColonneManquante { .. })), 2);
    assert_eq!(compte(|n| matches!(n, NatureAnomalie::MoisHorsExercice { .. })), 2);
    assert_eq!(compte(|n| matches!(n, NatureAnomalie::CopieDeFichier { .. })), 1);
}
