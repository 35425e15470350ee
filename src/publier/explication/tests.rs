//! Every registered indicator explains itself, and its explanation gives the figure back.

use super::{Sources, json, liste, texte};
use crate::Preparation;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::designation::Designation;
use crate::domaine::dossier::Source;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::valeur::{Provenance, Valeur};
use crate::francais::typographie;
use crate::preparer;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const DOSSIERS: [&str; 3] = ["acesm-2021", "exemple", "millau-segur-2025"];

fn fichiers(dossier: &Path, sous: &Path, lus: &mut Vec<Source>) {
    let mut chemins: Vec<PathBuf> = std::fs::read_dir(sous).unwrap().map(|e| e.unwrap().path()).collect();
    chemins.sort();
    for chemin in chemins {
        let relatif = chemin.strip_prefix(dossier).unwrap().to_string_lossy().into_owned();
        if chemin.is_dir() && relatif != "sortie" && relatif != "images" {
            fichiers(dossier, &chemin, lus);
        } else if chemin.is_file() {
            lus.push(Source { chemin: relatif, octets: std::fs::read(&chemin).unwrap() });
        }
    }
}

fn preparation(nom: &str) -> Preparation {
    let dossier = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(nom);
    let mut lus = Vec::new();
    fichiers(&dossier, &dossier, &mut lus);
    preparer(lus)
}

fn indicateurs(nom: &str) -> Indicateurs {
    preparation(nom).indicateurs().unwrap().clone()
}

fn sources(preparation: &Preparation) -> Sources<'_> {
    Sources::new(preparation.controle().unwrap(), preparation.indicateurs().unwrap(), &preparation.constats)
}

/// What is read of a figure.
fn lu(preparation: &Preparation, nom: &str) -> (String, Value) {
    let (sources, chiffre) = (sources(preparation), preparation.indicateurs().unwrap().chiffre(nom).unwrap());
    (texte(&sources, &chiffre), json(&sources, &chiffre))
}

/// Every figure of every perimetre, for the period and for each month.
fn designations(i: &Indicateurs) -> Vec<Designation<'_>> {
    let mut toutes = Vec::new();
    for perimetre in &i.perimetres {
        for indicateur in &i.catalogue {
            toutes.push(Designation { perimetre, indicateur, mois: None });
            if perimetre.mensuel.contains_key(indicateur.id) {
                let mois = i.exercice.mois().map(Some);
                toutes.extend(mois.map(|mois| Designation { perimetre, indicateur, mois }));
            }
        }
    }
    toutes
}

/// Does an operation again from its operands, down to the leaves.
fn refait(valeur: &Valeur) -> Option<Exact> {
    match &*valeur.provenance {
        Provenance::Calculee(operation, operandes) => {
            let nombres: Option<Vec<Exact>> = operandes.iter().map(refait).collect();
            operation.applique(&nombres?)
        }
        _ => valeur.exact(),
    }
}

fn feuilles<'a>(valeur: &'a Valeur, toutes: &mut Vec<&'a Valeur>) {
    if valeur.operandes().is_empty() {
        toutes.push(valeur);
    }
    valeur.operandes().iter().for_each(|operande| feuilles(operande, toutes));
}

/// Words that are ours and not the reader's.
const MACHINE: [&str; 7] = ["null", "None", "Some(", "Err(", "Span", "NaN", "()"];

/// A leaf leads to a cell, to a key, to a convention, or to the rows that were counted, which give it back.
fn verifie_la_feuille(sources: &Sources<'_>, feuille: &Valeur, nom: &str) {
    let Provenance::Comptee(denombrement) = &*feuille.provenance else {
        assert!(feuille.exact().is_some() && *feuille.provenance != Provenance::Aucune, "{nom}");
        return;
    };
    let comptees = sources.comptees(feuille).unwrap_or_else(|| panic!("{nom} : {:?}", feuille.nom));
    if let Some(total) = comptees.total {
        assert_eq!(Some(total), feuille.exact(), "{nom} : {:?}", feuille.nom);
    }
    if let Some(lignes) = denombrement.lignes {
        assert_eq!(comptees.nombre, lignes, "{nom} : {:?}", feuille.nom);
    }
    let rangees: u32 = comptees.tables.iter().flat_map(|t| &t.plages).map(|(de, a)| a - de + 1).sum();
    assert!(u64::from(rangees) <= comptees.nombre && (rangees > 0) == (comptees.nombre > 0), "{nom}");
}

#[test]
fn chaque_chiffre_nomme_s_explique_jusqu_aux_cellules_et_aux_lignes() {
    for dossier in DOSSIERS {
        let preparation = preparation(dossier);
        let (i, sources) = (preparation.indicateurs().unwrap(), sources(&preparation));
        let (mut vues, mut autres) = (BTreeSet::new(), i.autres_chiffres());
        let nommes = designations(i).into_iter().map(Chiffre::from);
        for chiffre in nommes.chain(autres.drain(..)) {
            let (nom, valeur) = (format!("{dossier} {}", chiffre.nom()), &chiffre.valeur);
            let (texte, json) = (texte(&sources, &chiffre), json(&sources, &chiffre));
            let fiche = chiffre.fiche;
            assert!(texte.contains(&typographie(fiche.definition)), "{nom}");
            assert!(texte.contains(&typographie(fiche.source)) && !fiche.source.is_empty(), "{nom}");
            assert_eq!(json["nom"], chiffre.nom());
            assert!(!MACHINE.iter().any(|mot| texte.contains(mot)), "{nom}\n{texte}");
            let Some(nombre) = valeur.exact() else {
                assert!(json["raison"].is_string() && json["valeur"].is_null(), "{nom}");
                continue;
            };
            assert!(texte.contains(&fiche.unite.ecrit(nombre)), "{nom}\n{texte}");
            assert_eq!(refait(valeur), Some(nombre), "{nom}\n{texte}");
            let mut toutes = Vec::new();
            feuilles(valeur, &mut toutes);
            for feuille in toutes.into_iter().filter(|f| vues.insert(Arc::as_ptr(&f.provenance))) {
                verifie_la_feuille(&sources, feuille, &nom);
            }
        }
    }
}

#[test]
fn le_nom_d_un_chiffre_le_designe() {
    for dossier in DOSSIERS {
        let i = indicateurs(dossier);
        for d in designations(&i) {
            let trouvee = i.designe(&d.nom()).unwrap();
            assert_eq!((&trouvee.perimetre.code, trouvee.indicateur.id), (&d.perimetre.code, d.indicateur.id));
            assert_eq!(trouvee.mois, d.mois);
        }
    }
}

#[test]
fn un_chiffre_se_nomme_comme_on_l_ecrit() {
    let i = indicateurs("acesm-2021");
    let nom = |n: &str| i.designe(n).map(|d| d.nom()).map_err(|e| e.to_string());
    assert_eq!(nom("taux de réalisation").unwrap(), "service.taux_de_realisation");
    assert_eq!(nom("AEMO-R.Sorties.mars").unwrap(), "aemo_r.sorties.2021-03");
    assert_eq!(nom("sorties.déc").unwrap(), "service.sorties.2021-12");
    for mois in ["févr.", "Fevr. 2021", "févr.-21", "fév.2021", "février"] {
        assert_eq!(nom(&format!("service.sorties.{mois}")).as_deref(), Ok("service.sorties.2021-02"), "{mois}");
    }
    assert_eq!(nom("sorties.juill.").unwrap(), "service.sorties.2021-07");
    assert!(nom("service.sorties.févr. 2020").unwrap_err().contains("n’est pas un mois de l’exercice 2021"));
    assert!(nom("service.sorties.").is_err() && nom("service.sorties.mras.").is_err());
    assert!(nom("service.sorties.marz").unwrap_err().contains("peut-être « mars »"));
    for mois in ["3", "03"] {
        assert_eq!(nom(&format!("service.sorties.{mois}")).as_deref(), Ok("service.sorties.2021-03"));
    }
}

#[test]
fn un_nom_faux_en_propose_un_juste() {
    let i = indicateurs("acesm-2021");
    let nom = |n: &str| i.designe(n).map(|d| d.nom()).map_err(|e| e.to_string());
    for (lu, exemple) in [
        ("service.mars", "service.sorties.mars"),
        ("aemo_r.fevreir", "aemo_r.sorties.février"),
        ("service.3", "service.sorties.mars"),
    ] {
        let dit = nom(lu).unwrap_err();
        assert!(dit.contains("il manque le nom du chiffre") && dit.contains(exemple), "{lu} : {dit}");
    }
    assert!(nom("service.ecart_prodits").unwrap_err().contains("ecart_produits"));
    assert!(nom("aemor.sorties").unwrap_err().contains("aemo_r"));
    assert!(nom("service.sorties.mars 2020").unwrap_err().contains("n’est pas un mois de l’exercice 2021"));
    assert!(nom("service.familles.mars").unwrap_err().contains("que pour l’année"));
    assert!(nom("a.b.c.d").is_err() && nom("").is_err());
    assert!(liste(&i).contains("ecart_produits"));
}

#[test]
fn l_ecart_de_produits_de_l_acesm_descend_a_ses_cellules() {
    let preparation = preparation("acesm-2021");
    let (texte, _) = lu(&preparation, "service.ecart_produits");
    for attendu in [
        "−42\u{202f}645,68\u{202f}€",
        "13\u{202f}316",
        "15\u{202f}208",
        "22,54",
        "rapport.toml, ligne",
        "prix_de_journee",
    ] {
        assert!(texte.contains(attendu), "{attendu}\n{texte}");
    }
    let lignes: Vec<u32> = preparation
        .indicateurs()
        .unwrap()
        .chiffre("service.ecart_produits")
        .unwrap()
        .valeur
        .cellules()
        .iter()
        .map(|s| s.line)
        .collect();
    assert_eq!(lignes.len(), 3, "{texte}");
}

#[test]
fn seules_les_places_du_mois_l_expliquent_et_un_montant_garde_son_unite() {
    let i = indicateurs("millau-segur-2025");
    let places = |nom: &str| i.designe(nom).unwrap().valeur().cellules().len();
    assert_eq!(["mars", "septembre"].map(|mois| places(&format!("sepad.journees_theoriques.{mois}"))), [1, 1]);
    let (texte, _) = lu(&preparation("millau-segur-2025"), "internat.produits_realises");
    assert!(texte.contains("produit = 198\u{202f}325,20\u{202f}€") && texte.contains("= 178,35\u{202f}€"), "{texte}");
}

#[test]
fn un_compte_dit_ses_lignes_et_une_somme_ses_cellules() {
    let exemple = preparation("exemple");
    let (texte, json) = lu(&exemple, "aemo.sorties.janvier");
    assert!(texte.contains("mesures comptées dans donnees/suivi.csv\u{a0}: lignes 33, 37, 90, 92"), "{texte}");
    assert_eq!(json["tables"][0]["lignes"], serde_json::json!([[33, 33], [37, 37], [90, 90], [92, 92]]));
    assert_eq!((&json["compte_sur"], &json["tables"][0]["lignes_omises"]), (&4.into(), &0.into()));
    let (texte, json) = lu(&exemple, "aemo.journees_realisees.janvier");
    assert!(texte.contains("lignes 8, 12, ") && texte.contains(" et 33 autres plages"), "{texte}");
    assert_eq!(json["tables"][0]["lignes"].as_array().unwrap().len(), 53, "{json}");
    let millau = preparation("millau-segur-2025");
    let (texte, json) = lu(&millau, "internat.montant_facture.mars");
    let cellules = json["cellules"].as_array().unwrap();
    assert!(cellules.len() > 20 && cellules[0]["lieu"]["cellule"].is_string(), "{json}");
    assert!(texte.contains("donnees/facturation.csv, cellule G") && texte.contains("autres cellules = "), "{texte}");
}

#[test]
fn payeurs_causes_et_compte_ont_un_nom() {
    let millau = preparation("millau-segur-2025");
    let i = millau.indicateurs().unwrap();
    let nom = |n: &str| i.chiffre(n).map(|c| c.nom()).map_err(|e| e.to_string());
    assert_eq!(nom("rapprochement.Hérault.facturé").unwrap(), "service.rapprochement.herault.facture");
    assert_eq!(nom("internat.rapprochement.aveyron.du.mars").unwrap(), "internat.rapprochement.aveyron.du.2025-03");
    assert!(nom("service.rapprochement.heralt.facture").unwrap_err().contains("service.rapprochement.herault.facture"));
    assert!(nom("service.ecart.facture_en_doubl").unwrap_err().contains("service.ecart.facture_en_double"));
    let noms: BTreeSet<String> = i.autres_chiffres().iter().map(Chiffre::nom).collect();
    assert_eq!(noms.len(), i.autres_chiffres().len());
    for chiffre in i.autres_chiffres() {
        assert_eq!(nom(&chiffre.nom()), Ok(chiffre.nom()));
        assert!(chiffre.nom().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c)));
        assert!(chiffre.mois.is_some() || liste(i).contains(&chiffre.nom()), "{}", chiffre.nom());
    }
    let (texte, json) = lu(&millau, "internat.ecart.facture_en_double");
    assert!(texte.contains("donnees/facturation.csv, cellule G"), "{texte}");
    assert_eq!(json["unite"], "euros");
    let (texte, _) = lu(&millau, "service.ecart_au_budget.charges_groupe_2");
    assert!(texte.contains("écart au budget autorisé = ") && texte.contains("÷ Charges, groupe II"), "{texte}");
}

const RAPPORT: &str = "exercice = 2021\nassociation.nom = \"A\"\nservice.nom = \"S\"\n[[dispositif]]\ncode = \"AED\"\n\
    libelle = \"Aide à domicile\"\ncadre = \"administratif\"\nmodalite = \"milieu-ouvert\"\n";

#[test]
fn la_racine_dit_l_incoherence_et_l_estimation_de_ses_operandes() {
    let fichier = |chemin: &str, texte: &str| Source { chemin: chemin.into(), octets: texte.into() };
    let table = "Mesures AED;Janv;Fév\nPrésents début;10;12\nEntrées;2;1\nSorties;1;0\nPrésents fin;12;13\n";
    let preparation = preparer(vec![fichier("rapport.toml", RAPPORT), fichier("donnees/aed.csv", table)]);
    let (texte, json) = lu(&preparation, "journees_realisees");
    assert!(
        texte.contains("repose sur une estimation des journées réalisées\u{a0}: AED (janvier et février)"),
        "{texte}"
    );
    assert!(texte.contains("repose sur AED, janvier incohérent\u{a0}: B5"), "{texte}");
    assert_eq!(json["source_journees"], "estime");
    assert!(json["reserve"].as_str().unwrap().contains("B5"), "{json}");
    let (texte, json) = lu(&preparation, "entrees");
    assert!(!texte.contains("estimation") && json["source_journees"].is_null(), "{texte}");
}
