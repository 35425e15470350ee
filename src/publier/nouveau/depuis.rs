//! The next year of a folder: what goes on is taken, what ended is left.

use super::{Fichier, ecrit, historique, modele, reglages, suivi, tableaux};
use crate::domaine::mois::Exercice;
use crate::publier::erreur::Error;
use crate::publier::fichiers;
use crate::{Preparation, preparer};
use std::path::Path;

/// Where texts wait to be read again, out of the report.
const A_REPRENDRE: &str = "textes/_a-reprendre";

/// Creates the folder of the year that follows another folder's; the paths written, in order, and what could not be
/// taken. Last year's folder is only read.
pub(in crate::publier) fn depuis(
    dossier: &Path,
    precedent: &Path,
    exercice: Option<i32>,
) -> Result<(Vec<String>, Vec<&'static str>), Error> {
    let depot = fichiers::depot(precedent)?;
    let preparation = preparer(depot.clone());
    let illisible = || Error::LastYear(precedent.to_owned());
    let (controle, indicateurs) = preparation.controle().zip(preparation.indicateurs()).ok_or_else(illisible)?;
    let annee = exercice.unwrap_or(indicateurs.exercice.annee() + 1);
    let nouveau = Exercice::new(annee).filter(|nouveau| nouveau.annee() > indicateurs.exercice.annee());
    let nouveau = nouveau.ok_or(Error::BadYear(annee))?;
    let (complet, mut manques) = (est_declarable(&preparation), Vec::new());
    if !complet {
        manques.push("les chiffres de l’année dernière ne sont pas déclarés dans [[historique]] : l’exercice n’est pas complet, ou ses données comportent des erreurs");
    }
    let tables = if complet { historique::tables(indicateurs) } else { Vec::new() };
    let texte = preparation.dossier().rapport_toml.as_deref().unwrap_or_default();
    let reglages = reglages::de_l_annee(texte, controle.reglages(), nouveau, tables).ok_or_else(illisible)?;
    let mut ecrits: Vec<Fichier> = vec![("rapport.toml".to_owned(), reglages.into_bytes())];
    let derivation = controle.derivation();
    let dernier_jour = indicateurs.exercice.decembre().dernier_jour();
    ecrits.extend(suivi::fichiers(&preparation.dossier().suivi, &derivation.parcours, dernier_jour));
    let a_remplir = indicateurs.dispositifs().enumerate().filter(|(rang, _)| !derivation.couvre(*rang));
    ecrits.extend(tableaux(a_remplir.map(|(_, p)| p.code.as_str()), nouveau));
    ecrits.extend(modele::textes(nouveau)?);
    let logo = controle.reglages().rapport.logo.as_deref();
    for source in depot.sources {
        if let Some(nom) = source.chemin.strip_prefix("textes/") {
            ecrits.push((format!("{A_REPRENDRE}/{nom}"), source.octets));
        } else if logo == Some(&source.chemin) {
            ecrits.push((source.chemin, source.octets));
        }
    }
    Ok((ecrit(dossier, ecrits)?, manques))
}

/// The year is whole, and nothing prevents its figures from being printed.
fn est_declarable(preparation: &Preparation) -> bool {
    preparation.indicateurs().is_some_and(|i| !i.en_cours()) && !preparation.constats.bloquants()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn exemple() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exemple")
    }

    #[test]
    fn l_annee_suivante_commence_ou_l_autre_finit() {
        let lieu = tempfile::tempdir().unwrap();
        let dossier = lieu.path().join("2026");
        depuis(&dossier, &exemple(), None).unwrap();
        let [avant, apres] = [exemple(), dossier.clone()].map(|d| preparer(fichiers::depot(&d).unwrap()));
        assert!(!apres.constats.bloquants());
        let (avant, apres) = (avant.indicateurs().unwrap(), apres.indicateurs().unwrap());
        assert_eq!(apres.exercice.annee(), 2026);
        for (avant, apres) in avant.dispositifs().zip(apres.dispositifs()) {
            let fin = avant.annuel("presents_fin").exact();
            assert!(fin.is_some(), "{}", avant.code);
            assert_eq!(apres.annuel("presents_debut").exact(), fin, "{}", avant.code);
            assert_eq!(apres.precedent.get("presents_fin").copied(), fin, "{}", avant.code);
        }
        let rapport = fs::read_to_string(dossier.join("rapport.toml")).unwrap();
        assert!(rapport.contains("# tranche réservée aux œuvres de fiction"));
        assert!(rapport.contains("depuis = 2026-01-01\nplaces = 66"), "la capacité du 31 décembre");
        assert!(!rapport.contains("places = 24\n[[") && !rapport.contains("\n[[tarif]]"));
        assert!(rapport.contains("\n# prix_de_journee = \"187,15\""));
        let reprise = dossier.join("textes/_a-reprendre/budget.md");
        assert_eq!(fs::read(reprise).unwrap(), fs::read(exemple().join("textes/budget.md")).unwrap());
        assert!(!dossier.join("textes/budget.md").exists());
        assert!(matches!(depuis(&dossier, &exemple(), None), Err(Error::NotEmpty(_))));
    }
}
