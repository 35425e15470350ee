//! Every registered indicator explains itself, and its explanation gives the figure back.

use super::{json, liste, texte};
use crate::domaine::designation::Designation;
use crate::domaine::dossier::Source;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Indicateurs;
use crate::domaine::valeur::{Provenance, Valeur};
use crate::francais::typographie;
use crate::preparer;
use std::path::{Path, PathBuf};

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

fn indicateurs(nom: &str) -> Indicateurs {
    let dossier = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(nom);
    let mut lus = Vec::new();
    fichiers(&dossier, &dossier, &mut lus);
    preparer(lus).indicateurs().unwrap().clone()
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

#[test]
fn chaque_indicateur_s_explique_jusqu_aux_cellules() {
    for dossier in DOSSIERS {
        let i = indicateurs(dossier);
        for d in designations(&i) {
            let (nom, valeur) = (d.nom(), d.valeur());
            let (texte, json) = (texte(&i, &d), json(&i, &d));
            assert!(
                texte.contains(&typographie(d.indicateur.definition))
                    && texte.contains(&typographie(d.indicateur.source)),
                "{nom}"
            );
            assert_eq!(json["nom"], nom);
            let Some(nombre) = valeur.exact() else {
                assert!(json["raison"].is_string() && json["valeur"].is_null(), "{dossier} {nom}");
                continue;
            };
            assert!(texte.contains(&d.indicateur.unite.ecrit(nombre)), "{dossier} {nom}\n{texte}");
            assert_eq!(refait(&valeur), Some(nombre), "{dossier} {nom}\n{texte}");
            let mut toutes = Vec::new();
            feuilles(&valeur, &mut toutes);
            for feuille in toutes {
                assert!(feuille.exact().is_some(), "{dossier} {nom}\n{texte}");
                assert!(!matches!(*feuille.provenance, Provenance::Aucune), "{dossier} {nom}\n{texte}");
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
    let i = indicateurs("acesm-2021");
    let nom = |n: &str| i.designe(n).map(|d| d.nom()).map_err(|e| e.to_string());
    assert_eq!(nom("taux de réalisation").unwrap(), "service.taux_de_realisation");
    assert_eq!(nom("AEMO-R.Sorties.mars").unwrap(), "aemo_r.sorties.2021-03");
    assert_eq!(nom("sorties.déc").unwrap(), "service.sorties.2021-12");
    for mois in ["févr.", "Fevr. 2021", "févr.-21", "fév.2021", "février"] {
        assert_eq!(nom(&format!("service.sorties.{mois}")).as_deref(), Ok("service.sorties.2021-02"), "{mois}");
    }
    assert_eq!(nom("sorties.juill.").unwrap(), "service.sorties.2021-07");
    assert!(nom("service.sorties.févr. 2020").unwrap_err().contains("n’est pas un mois de 2021"));
    assert!(nom("service.sorties.").is_err() && nom("service.sorties.mras.").is_err());
    assert!(nom("service.ecart_prodits").unwrap_err().contains("ecart_produits"));
    assert!(nom("aemor.sorties").unwrap_err().contains("aemo_r"));
    assert!(nom("service.sorties.mars 2020").unwrap_err().contains("n’est pas un mois de 2021"));
    assert!(nom("service.familles.mars").unwrap_err().contains("que pour l’année"));
    assert!(nom("a.b.c.d").is_err() && nom("").is_err());
    assert!(liste(&i).contains("ecart_produits"));
}

#[test]
fn l_ecart_de_produits_de_l_acesm_descend_a_ses_cellules() {
    let i = indicateurs("acesm-2021");
    let designation = i.designe("service.ecart_produits").unwrap();
    let texte = texte(&i, &designation);
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
    let lignes: Vec<u32> = designation.valeur().cellules().iter().map(|s| s.line).collect();
    assert_eq!(lignes.len(), 3, "{texte}");
}

#[test]
fn seules_les_places_du_mois_l_expliquent_et_un_montant_garde_son_unite() {
    let i = indicateurs("millau-segur-2025");
    let places = |nom: &str| i.designe(nom).unwrap().valeur().cellules().len();
    assert_eq!(["mars", "septembre"].map(|mois| places(&format!("sepad.journees_theoriques.{mois}"))), [1, 1]);
    let texte = texte(&i, &i.designe("internat.produits_realises").unwrap());
    assert!(texte.contains("produit = 198\u{202f}325,20\u{202f}€") && texte.contains("= 178,35\u{202f}€"), "{texte}");
}
