//! What goes with the tables of the public edition: attachments, metadata, headings, figures in the team's texts. None of
//! them says more than indicateurs.csv and the tables.

use super::lecture::textes;
use super::{nombres, projet, suivis};
use crate::outils::{copie, trame};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use trame::composer::Projet;
use trame::domaine::dossier::Source;
use trame::domaine::edition::Edition;
use trame::domaine::expression::Figures;
use trame::domaine::phrase::toutes;
use trame::preparer;

fn csv(projet: &Projet, nom: &str) -> Vec<Vec<String>> {
    let octets = projet.fichiers[nom].to_vec();
    let mut lecteur = csv::ReaderBuilder::new().delimiter(b';').from_reader(octets.as_slice());
    lecteur.records().map(|ligne| ligne.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Perimetre and id, with what indicateurs.csv prints.
fn annuels(projet: &Projet) -> BTreeMap<(String, String), String> {
    let ligne = |l: Vec<String>| ((l[0].clone(), l[1].clone()), l[3].clone());
    csv(projet, "donnees/indicateurs.csv").into_iter().map(ligne).collect()
}

/// A number of the JSON as a CSV prints it, to six decimals; money as it is.
fn ecrite(valeur: &Value) -> String {
    match valeur {
        Value::Null => String::new(),
        Value::String(texte) => texte.replace('.', ","),
        Value::Number(n) => {
            let texte = format!("{:.6}", n.as_f64().unwrap()).replace('.', ",");
            texte.trim_end_matches('0').trim_end_matches(',').to_owned()
        }
        autre => panic!("{autre}"),
    }
}

#[test]
fn les_pieces_jointes_disent_la_meme_chose() {
    let mut masquees = 0;
    for graine in 0..30 {
        let projet = projet(graine, Edition::Publique);
        let imprimes = annuels(&projet);
        let json: Value = serde_json::from_slice(&projet.fichiers["donnees/indicateurs.json"]).unwrap();
        let mut vus = BTreeSet::new();
        let mut mensuels = Vec::new();
        for p in json["perimetres"].as_array().unwrap() {
            let code = p["code"].as_str().unwrap().to_owned();
            for (id, valeur) in p["annuel"].as_object().unwrap() {
                let cle = (code.clone(), id.clone());
                assert_eq!(ecrite(valeur), imprimes[&cle], "folder {graine}: {cle:?}");
                masquees += usize::from(imprimes[&cle] == "masque");
                vus.insert(cle);
            }
            for (id, mois) in p["mensuel"].as_object().unwrap() {
                let annuel = imprimes.get(&(code.clone(), id.clone()));
                assert_ne!(annuel.map(String::as_str), Some("masque"), "folder {graine}: the months of {id} give it");
                let connus = mois.as_array().unwrap().iter().map(ecrite).filter(|n| !n.is_empty());
                mensuels.extend(connus.map(|n| (code.clone(), id.clone(), n)));
            }
        }
        assert_eq!(vus.len(), imprimes.len(), "folder {graine}");
        let lignes = csv(&projet, "donnees/tableau-mensuel.csv").into_iter();
        let mut du_csv: Vec<_> =
            lignes.map(|l| (l[0].clone(), l[2].clone(), l[3].clone())).filter(|(_, _, n)| !n.is_empty()).collect();
        mensuels.sort();
        du_csv.sort();
        assert_eq!(mensuels, du_csv, "folder {graine}");
        let joints: Vec<&str> =
            projet.fichiers.keys().map(AsRef::as_ref).filter(|c: &&str| c.contains("donnees/")).collect();
        assert_eq!(joints.len(), 3, "{joints:?}");
    }
    assert!(masquees > 100, "{masquees}");
}

/// The sections that count persons; the others tell movements and days.
const DE_PERSONNES: [&str; 4] = ["admissions", "suivis", "sorties", "attente"];

/// The numbers of « 31 décembre 2025 ».
const DATE: [&str; 2] = ["31", "2025"];

/// Rates with what they divide.
#[test]
fn une_part_d_un_effectif_masque_est_masquee() {
    let mut parts = 0;
    for graine in 0..60 {
        let imprimes = annuels(&projet(graine, Edition::Publique));
        for ((perimetre, id), valeur) in &imprimes {
            let des = match id.as_str() {
                "attente_part_capacite" | "attente_anciennete_moyenne" | "attente_anciennete_mediane" => {
                    "attente_mesures"
                }
                _ => continue,
            };
            let effectif = &imprimes[&(perimetre.clone(), des.to_owned())];
            let muette = matches!(valeur.as_str(), "" | "masque");
            assert!(effectif != "masque" || muette, "folder {graine}: {perimetre} {id} is {valeur}");
        }
        for element in elements(&projet(graine, Edition::Publique)) {
            let lignes = element["lignes"].as_array().into_iter().flatten();
            let lignes: Vec<Vec<String>> = lignes.map(|l| textes(&l["cellules"])).collect();
            let total = lignes.iter().find(|l| l[0] == "Total");
            for ligne in &lignes {
                for (colonne, part) in ligne.iter().enumerate().skip(1).filter(|(_, texte)| texte.ends_with('%')) {
                    let effectif = if ligne[0] == "Part" { &total.unwrap()[colonne] } else { &ligne[colonne - 1] };
                    assert_ne!(effectif, "m", "folder {graine}: {part} of {ligne:?}");
                    parts += 1;
                }
            }
        }
    }
    assert!(parts > 100, "{parts}");
}

fn elements(projet: &Projet) -> Vec<Value> {
    let entree: Value = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
    entree["sections"].as_array().unwrap().iter().flat_map(|s| s["contenu"].as_array().unwrap().clone()).collect()
}

#[test]
fn aucune_phrase_ne_dit_un_effectif_que_rien_n_imprime() {
    for graine in 0..30 {
        let projet = projet(graine, Edition::Publique);
        let csv: Vec<String> = annuels(&projet).into_values().flat_map(|n| nombres(&n)).collect();
        let entree: Value = serde_json::from_slice(&projet.fichiers[Projet::ENTREE]).unwrap();
        let document = &entree["document"];
        let du_titre = ["titre", "auteur", "tete", "pied", "mention"].map(|champ| document[champ].to_string());
        assert!(du_titre.iter().flat_map(|dit| nombres(dit)).all(|n| n == "2025"), "{document}");
        for section in entree["sections"].as_array().unwrap() {
            let titres = section["contenu"].as_array().unwrap().iter().filter(|e| e["genre"] == "titre");
            let titres: Vec<String> = titres
                .chain([section])
                .map(|t| t["titre"].as_str().or(t["texte"].as_str()).unwrap_or_default().into())
                .collect();
            assert!(
                titres.iter().flat_map(|t| nombres(t)).all(|n| DATE.contains(&n.as_str())),
                "folder {graine}: {titres:?}"
            );
            if !DE_PERSONNES.iter().any(|id| section["id"] == *id) {
                continue;
            }
            let contenu = section["contenu"].as_array().unwrap();
            let tables: Vec<&Value> = contenu.iter().filter(|e| e["genre"] == "tableau").collect();
            let imprimes = nombres(&serde_json::to_string(&tables).unwrap());
            for phrase in contenu.iter().filter(|e| e["genre"] == "phrase") {
                for n in nombres(phrase["texte"].as_str().unwrap()) {
                    let dit = imprimes.contains(&n) || csv.contains(&n) || n == "2025";
                    assert!(dit, "folder {graine}: {n} is in no table: {phrase}");
                }
            }
        }
    }
}

#[test]
fn un_chiffre_masque_l_est_aussi_dans_un_texte() {
    let mut masques = 0;
    for graine in 0..20 {
        let imprimes = annuels(&projet(graine, Edition::Publique));
        let nom = |p: &str| p.to_lowercase();
        let mut lignes: Vec<(String, Option<bool>)> = Vec::new();
        for ((perimetre, id), valeur) in imprimes.iter().filter(|(_, valeur)| !valeur.is_empty()) {
            let taux = id.starts_with("taux") || id.starts_with("attente_part");
            let filtre = if taux { "pourcent" } else { "ecart" };
            let masque = valeur == "masque";
            lignes.push((format!("{{{{ {}.{id} }}}}", nom(perimetre)), Some(masque)));
            if masque {
                lignes.push((format!("{{{{ {}.{id} | {filtre} }}}}", nom(perimetre)), Some(masque)));
            }
        }
        let preparation = preparer(suivis::dossier(graine));
        let (exacts, reglages) = (preparation.indicateurs().unwrap(), preparation.controle().unwrap().reglages());
        let figures = Figures { indicateurs: exacts, reglages };
        let service = exacts.service().unwrap();
        for phrase in toutes().filter(|p| DE_PERSONNES.contains(&p.section) && p.redige(figures, service).is_ok()) {
            lignes.push((format!("{{{{ phrase.{} }}}}", phrase.id), None));
        }
        let publics = lignes.iter().enumerate().map(|(rang, (texte, masque))| (rang, texte, *masque));
        let mut sources = suivis::dossier(graine);
        let texte: String = publics.map(|(rang, texte, _)| format!("- ligne{rang}: {texte} fin\n")).collect();
        sources.push(Source { chemin: "textes/suivis.md".into(), octets: texte.into_bytes() });
        let preparation = preparer(sources);
        let Ok(projet) = preparation.projet(Edition::Publique) else {
            panic!("folder {graine}: {:?}", preparation.constats.listes)
        };
        let mensuels = csv(&projet, "donnees/tableau-mensuel.csv");
        let joints = imprimes.values().chain(mensuels.iter().map(|ligne| &ligne[3]));
        let joints: Vec<String> = joints.flat_map(|n| nombres(n)).collect();
        let dits = items(&projet);
        assert_eq!(dits.len(), lignes.len(), "folder {graine}");
        for ((texte, masque), dit) in lignes.iter().zip(&dits) {
            let dit = dit.split_once(':').unwrap().1;
            let cache = dit.contains("(effectif masqué)");
            masques += usize::from(cache);
            match masque {
                Some(masque) => assert_eq!(cache, *masque, "folder {graine}: {texte}: {dit}"),
                None if cache => assert!(nombres(dit).is_empty(), "folder {graine}: {texte}: {dit}"),
                None => {
                    let connus = |n: &String| joints.contains(n) || DATE.contains(&n.as_str());
                    assert!(nombres(dit).iter().all(connus), "folder {graine}: {texte}: {dit}");
                }
            }
        }
    }
    assert!(masques > 100, "{masques}");
}

/// The items of the lists of the report's texts, as printed.
fn items(projet: &Projet) -> Vec<String> {
    fn mots(valeur: &Value, dit: &mut String) {
        match valeur {
            Value::Object(champs) => match champs.get("texte") {
                Some(Value::String(texte)) => dit.push_str(texte),
                _ => champs.values().for_each(|v| mots(v, dit)),
            },
            Value::Array(liste) => liste.iter().for_each(|v| mots(v, dit)),
            _ => {}
        }
    }
    let textes = elements(projet).into_iter().filter(|e| e["genre"] == "texte");
    let mut tout = String::new();
    textes.for_each(|e| mots(&e["blocs"], &mut tout));
    tout.split("ligne").skip(1).filter_map(|l| Some(l.split_once(" fin")?.0.to_owned())).collect()
}

#[test]
fn les_metadonnees_du_pdf_ne_disent_que_son_titre() {
    let dossier = copie("data/exemple");
    trame(&["rapport", &dossier.path().to_string_lossy(), "--edition", "publique"]);
    let pdf = fs::read(dossier.path().join("sortie/rapport-2025-publique.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let xmp = pdf.split_once("<?xpacket begin").unwrap().1.split_once("<?xpacket end").unwrap().0;
    for champ in ["dc:title", "dc:description", "dc:subject", "pdf:Keywords", "dc:creator"] {
        let dit = xmp.split_once(&format!("<{champ}")).and_then(|(_, suite)| suite.split_once(&format!("</{champ}>")));
        let dit = dit.map_or("", |(dit, _)| dit);
        assert!(champ != "dc:title" || dit.contains("2025"), "{xmp}");
        let texte: String = dit.split('<').filter_map(|t| Some(t.split_once('>')?.1)).collect();
        assert!(nombres(&texte).iter().all(|n| n == "2025"), "{champ}: {texte}");
    }
}
