//! « Lisez-moi »: whose figures, how to read them, what is still to be verified, what carries a reserve.

use super::periode;
use crate::domaine::constats::Constats;
use crate::francais::date_en_lettres;
use crate::francais::majuscule;
use crate::publier::classeur;
use crate::publier::compris::compte;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::table::{Case, Table};

const LECTURE: [(&str, &str); 7] = [
    (
        "Nombre en bleu",
        "nombre de base, lu dans un tableau, déclaré dans rapport.toml, compté ou donné par une règle : la feuille « Sources » dit d’où il vient.",
    ),
    (
        "Nombre en noir",
        "formule : elle se recalcule dans ce classeur, avec les nombres de base. Le résultat enregistré est celui de Trame.",
    ),
    (
        "Fond orangé",
        "valeur avec réserve : elle repose sur une cellule incohérente, que la colonne « Remarques » nomme.",
    ),
    ("Cellule vide", "valeur inconnue, jamais zéro : la colonne « Remarques » dit pourquoi."),
    (
        "Arrondis",
        "rien n’est arrondi avant la colonne « Imprimé » de la feuille « Analyse » ; ailleurs les décimales sont là, même quand le format ne les montre pas.",
    ),
    (
        "Fichiers CSV",
        "les mêmes tableaux, sans formules : montants au centime, autres nombres à six décimales au plus, taux où 1 vaut 100 %.",
    ),
    (
        "Modifier",
        "changer un nombre bleu recalcule le classeur, mais ne change rien dans le dossier du service : corriger les tableaux, puis relancer trame calculer.",
    ),
];

pub(super) fn table(m: &Matiere<'_>, tables: &[Table]) -> Table {
    let r = m.reglages;
    let mut table =
        Table::new("Lisez-moi", "lisez-moi", format!("Chiffres {}\u{a0}: {}", m.indicateurs.exercice, r.service.nom))
            .colonnes([("Rubrique", 30), ("Contenu", 120)]);
    let mut ligne = |rubrique: &str, contenu: String| {
        table.lignes.push(vec![Case::texte(rubrique), Case::Texte(contenu)].into());
    };
    ligne("Association", r.association.nom.clone());
    r.etablissement.iter().for_each(|e| ligne("Établissement", e.nom.clone()));
    ligne("Service", r.service.nom.clone());
    ligne("Exercice", periode(m));
    ligne("Date du document", date_en_lettres(classeur::date(Some(r))));
    ligne("État", etat(m.constats));
    LECTURE.iter().for_each(|(rubrique, contenu)| ligne(rubrique, majuscule(contenu)));
    if m.indicateurs.tarif_suppose_moyen {
        ligne("Hypothèse", "La nature du prix de journée n’est pas précisée dans rapport.toml : les produits sont calculés comme si c’était le tarif moyen de l’année.".to_owned());
    }
    ligne("Calculs dérivés", "Les produits, leurs écarts et tout ce qui en découle sont des calculs de Trame à partir des tarifs déclarés, non des montants arrêtés par l’autorité.".to_owned());
    for autre in tables {
        ligne(&format!("Feuille « {} »", autre.feuille), autre.titre.clone());
    }
    ligne(
        "Feuilles « Détail » et « Sources »",
        "Les calculs intermédiaires, et l’origine de chaque nombre de base.".to_owned(),
    );
    for (libelle, reserve) in reserves(m) {
        ligne("Réserve", format!("{libelle}\u{a0}: {reserve}"));
    }
    table
}

fn etat(constats: &Constats) -> String {
    match constats.a_verifier() {
        0 => "Aucun point à vérifier.".to_owned(),
        n => format!(
            "Document de travail\u{a0}: {}, sur la feuille « Contrôles ».",
            compte(n, "point reste à vérifier", "points restent à vérifier")
        ),
    }
}

/// The annual figures that carry a reserve, those of one perimetre with the same reserve together.
fn reserves(m: &Matiere<'_>) -> Vec<(String, String)> {
    let mut reserves: Vec<(String, String)> = Vec::new();
    for p in &m.indicateurs.perimetres {
        let mut siennes: Vec<(String, Vec<&str>)> = Vec::new();
        for indicateur in &m.indicateurs.catalogue {
            let Some(reserve) = p.annuel(indicateur.id).reserve else { continue };
            match siennes.iter_mut().find(|(deja, _)| *deja == reserve) {
                Some((_, libelles)) => libelles.push(indicateur.libelle_pour(p.modalite)),
                None => siennes.push((reserve, vec![indicateur.libelle_pour(p.modalite)])),
            }
        }
        reserves.extend(
            siennes
                .into_iter()
                .map(|(reserve, libelles)| (format!("{}, {}", p.nom().to_owned(), libelles.join(", ")), reserve)),
        );
    }
    reserves
}
