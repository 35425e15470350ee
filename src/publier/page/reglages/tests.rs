//! The form shows every key that `lire` reads, and loses none that it cannot show.

use super::champs::{Champ, Controle};
use super::groupes::sections;
use super::*;
use crate::lire;
use std::collections::BTreeSet;
use std::fs;

fn ouvre(texte: &str) -> RapportToml {
    let dossier = tempfile::tempdir().unwrap();
    fs::write(dossier.path().join(RAPPORT), texte).unwrap();
    RapportToml::ouvre(dossier.path()).unwrap()
}

/// « dispositif/0/capacite/nouveau/places » → « dispositif.capacite.places ».
fn cle(nom: &str) -> String {
    let rang = |etape: &&str| etape.parse::<usize>().is_err() && *etape != champs::NOUVEAU;
    nom.split('/').filter(rang).collect::<Vec<_>>().join(".")
}

#[test]
fn le_formulaire_montre_chaque_cle_que_lire_connait() {
    let (texte, connues) = lire::cles_des_reglages();
    assert!(connues.len() > 250 && connues.contains("dispositif.activite.tunnel_regle.part"), "{connues:?}");
    let sections = sections(&ouvre(&texte));
    let montrees: BTreeSet<String> = sections.iter().flat_map(Section::champs).map(|champ| cle(&champ.nom)).collect();
    let hors = cles::HORS_DU_FORMULAIRE.iter().flat_map(|hors| hors.cles).copied();
    let hors: BTreeSet<&str> = hors.collect();
    let table = |cle: &str| cle.rsplit_once('.').map_or(String::new(), |(table, _)| table.to_owned());
    let montree = |cle: &String| {
        montrees.contains(cle)
            || montrees.contains(&format!("{cle}.*"))
            || montrees.contains(&format!("{}.*", table(cle)))
            || montrees.iter().any(|montree| montree.starts_with(&format!("{cle}.")))
    };
    let oubliees: Vec<&String> = connues.iter().filter(|cle| !montree(cle) && !hors.contains(cle.as_str())).collect();
    assert!(oubliees.is_empty(), "lues par lire, et ni dans le formulaire ni dans HORS_DU_FORMULAIRE : {oubliees:?}");
    // and nothing that lire does not read
    let vaines = montrees.iter().map(|cle| cle.trim_end_matches(".*")).filter(|cle| !connues.contains(*cle));
    assert_eq!(vaines.collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(hors.iter().all(|cle| connues.contains(*cle) && !montrees.contains(*cle)));
}

/// What a browser sends of a form where nothing was typed: nothing for a date or a number that it cannot show.
fn rendu(sections: &[Section]) -> Poses {
    let vu = |champ: &Champ| match champ.controle {
        Controle::Number if champ.valeur.parse::<i64>().is_err() => String::new(),
        Controle::Date if champ.valeur.len() != 10 => String::new(),
        Controle::Lignes => champ.valeur.replace("\r\n", "\n").replace('\n', "\r\n"),
        _ => champ.valeur.replace(['\n', '\r'], ""),
    };
    let champs = sections.iter().flat_map(Section::champs).filter(|champ| champ.controle != Controle::Ailleurs);
    champs.map(|champ| (champ.nom.clone(), vu(champ))).collect()
}

#[test]
fn ce_qui_n_est_pas_change_reste_au_signe_pres() {
    let etrange = "exercice = 2025\narrete_au = \"31 décembre 2025\"\n[service]\nnom = \"\"\"a\nb\"\"\"\nsiret = 34962036900083\n[association]\nnom = \" A \"\n\
                   [[dispositif]]\ncode = \"A\"\nlibelle = \"A\"\ncadre = \"mixt\"\nanciens_noms = [[1], 2]\n[dispositif.comptage]\nabsences = \"x\"\n\
                   [[dispositif.capacite]]\ndepuis = 2025-01-01\nplaces = \"dix\"\n[correspondances]\n\"a = b\" = \"A\"\n\"c\\nd\" = \"A\"\n\
                   [[justification]]\ncode = \"c\"\nmotif = \"un\\r\\n\\r\\ndeux \"\n";
    let des_dossiers = ["acesm-2021", "exemple", "millau-segur-2025"].map(|nom| {
        let chemin = format!("{}/data/{nom}/rapport.toml", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(chemin).unwrap()
    });
    for texte in des_dossiers.iter().map(String::as_str).chain([etrange]) {
        let rapport = ouvre(texte);
        let sections = sections(&rapport);
        let poses = rendu(&sections);
        let change = change::change(rapport, &sections, &poses);
        assert!(change.refuses.is_empty());
        assert_eq!(change.rapport.texte(), texte);
    }
}
