//! A folder of which only texts changed: what is kept of its tables gives what reading all of it again would give.

use crate::outils::{racine, sources};
use std::path::Path;
use trame::domaine::dossier::Source;
use trame::domaine::edition::Edition;
use trame::{Preparation, preparer, preparer_a_fin};

const DOSSIERS: [&str; 3] = ["acesm-2021", "exemple", "millau-segur-2025"];

/// What a text may become: right, wrong, unreadable.
const PHRASES: [&str; 14] = [
    "Le service a suivi 9 999 mesures au 31 décembre.",
    "{{ service.sorties }} sorties, dont {{ service.inconnu }}.",
    "Les filles sont 30 % et les garçons 80 % des jeunes.",
    "L’équipe de 12 personnes compte un éducateur et deux psychologues.",
    "Le délai moyen est de 6 mois.",
    "La mère, Mme Durand, née le 12/03/1981, habite au 06 12 34 56 78.",
    "![](images/absente.png) ![Une cour](https://exemple.fr/cour.png)",
    "Un signe 🜁 que les polices n’ont pas, et {{ jamais fermé",
    "La liste d’attente fait 66 % de la capacité.",
    "# Un autre titre\n\nEn 2019, 30 mineurs sont sortis.",
    "{{ service.presents_fin | inconnu }} {{ phrase.evolution }}",
    "<!-- pour nous seuls -->",
    "- 12 entrées\n- 400 sorties\n",
    "",
];

/// Names that a text may have, among them those that Trame does not read.
const NOMS: [&str; 10] = [
    "textes/introduction.md",
    "textes/attente.md",
    "textes/anciens/introduction.md",
    "textes/fiches/une-action.md",
    "textes/nouvelle.docx",
    "textes/vieux.doc",
    "textes/_brouillon.md",
    "textes/activite.md",
    "textes/notes.txt",
    "textes/vie-du-service.md",
];

fn hasard(etat: &mut u64) -> usize {
    *etat = etat.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*etat >> 33).unwrap()
}

/// One edit: the text that it gives, or the file that it takes away.
fn change(lues: &mut Vec<Source>, etat: &mut u64) -> (Vec<Source>, Vec<String>) {
    let textes: Vec<usize> = (0..lues.len()).filter(|rang| lues[*rang].chemin.starts_with("textes/")).collect();
    let connu = textes.get(hasard(etat) % textes.len().max(1)).copied();
    let phrase = PHRASES[hasard(etat) % PHRASES.len()];
    let source = match (hasard(etat) % 6, connu) {
        (0, Some(rang)) => {
            let parti = lues.remove(rang).chemin;
            return (Vec::new(), vec![parti]);
        }
        (1 | 2, Some(rang)) => {
            let mut octets = lues[rang].octets.clone();
            let place = hasard(etat) % (octets.len() + 1);
            octets.splice(place..place, phrase.bytes());
            Source { octets, ..lues[rang].clone() }
        }
        (3, Some(rang)) => {
            let mut octets = lues[rang].octets.clone();
            octets.iter_mut().filter(|octet| octet.is_ascii_digit()).take(3).for_each(|octet| *octet = b'7');
            Source { octets, ..lues[rang].clone() }
        }
        _ => Source { chemin: NOMS[hasard(etat) % NOMS.len()].to_owned(), octets: phrase.into() },
    };
    lues.retain(|autre| autre.chemin != source.chemin);
    lues.push(source.clone());
    (vec![source], Vec::new())
}

/// Everything that anyone is shown of a folder.
fn egales(partielle: &Preparation, entiere: &Preparation, ou: &str) {
    assert_eq!(partielle.constats.listes, entiere.constats.listes, "{ou}");
    assert_eq!(partielle.constats.omis, entiere.constats.omis, "{ou}");
    assert_eq!(partielle.constats.incoherentes, entiere.constats.incoherentes, "{ou}");
    let [a, b] = [partielle, entiere].map(|p| format!("{:?}", p.indicateurs()));
    assert!(a == b, "{ou} : les indicateurs diffèrent");
    match (partielle.projet(Edition::Travail), entiere.projet(Edition::Travail)) {
        (Ok(a), Ok(b)) => assert!(a.fichiers == b.fichiers, "{ou} : les rapports diffèrent"),
        (a, b) => assert_eq!(a.err(), b.err(), "{ou}"),
    }
}

#[test]
fn trente_changements_de_textes_donnent_ce_que_donne_une_relecture() {
    for dossier in DOSSIERS {
        let mut lues = sources(&racine().join("data").join(dossier));
        let mut partielle = preparer(lues.clone());
        let mut etat = 7;
        let (mut rapports, mut refus) = (0, 0);
        for fois in 0..30 {
            let (relus, partis) = change(&mut lues, &mut etat);
            partielle = partielle.avec_textes(relus, &partis);
            egales(&partielle, &preparer(lues.clone()), &format!("{dossier}, {fois}"));
            match partielle.permet(Edition::Travail) {
                Ok(()) => rapports += 1,
                Err(_) => refus += 1,
            }
        }
        assert!(rapports > 0 && refus > 0, "{dossier} : {rapports} rapports, {refus} refus");
    }
}

#[test]
fn un_dossier_coupe_ou_sans_reglages_aussi() {
    let mut lues = sources(&racine().join("data/exemple"));
    let mut coupee = preparer_a_fin(lues.clone(), "mars").unwrap();
    let mut etat = 11;
    for fois in 0..6 {
        let (relus, partis) = change(&mut lues, &mut etat);
        coupee = coupee.avec_textes(relus, &partis);
        let entiere = preparer_a_fin(lues.clone(), "mars").unwrap();
        assert_eq!(coupee.mois(), entiere.mois());
        egales(&coupee, &entiere, &format!("mars, {fois}"));
    }
    lues.iter_mut().find(|source| source.chemin == "rapport.toml").unwrap().octets = b"exercice = ".to_vec();
    let mut sans_reglages = preparer(lues.clone());
    assert!(sans_reglages.indicateurs().is_none());
    for fois in 0..6 {
        let (relus, partis) = change(&mut lues, &mut etat);
        sans_reglages = sans_reglages.avec_textes(relus, &partis);
        egales(&sans_reglages, &preparer(lues.clone()), &format!("sans réglages, {fois}"));
    }
}

#[test]
fn un_document_et_ses_images_se_remplacent() {
    let dossier = racine().join("tests/textes");
    let document = |nom: &str| Source {
        chemin: "textes/vie-du-service.docx".to_owned(),
        octets: std::fs::read(Path::new(&dossier).join(nom)).unwrap(),
    };
    let mut lues = sources(&racine().join("data/acesm-2021"));
    let mut partielle = preparer(lues.clone());
    for nom in ["writer.docx", "pandoc.docx", "writer.odt", "writer.docx"] {
        lues.retain(|source| source.chemin != "textes/vie-du-service.docx");
        lues.push(document(nom));
        partielle = partielle.avec_textes(vec![document(nom)], &[]);
        egales(&partielle, &preparer(lues.clone()), nom);
    }
    assert!(partielle.textes().illustrations().count() > 0, "le dernier document a des images");
    // nothing but texts is taken
    let table = Source { chemin: "donnees/aemo-r.csv".to_owned(), octets: b"x".to_vec() };
    egales(&partielle.avec_textes(vec![table], &[]), &preparer(lues), "une table n’est pas un texte");
}
