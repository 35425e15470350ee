//! « Analyse »: every annual indicator that is known, and those of days, rates and euros that are not and why: exact,
//! as printed, and how it was obtained.

use super::{parle, periode};
use crate::domaine::indicateur::{Genre, Indicateur, Perimetre, Unite, Valeur};
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::{calcul, perimetres, remarque, unite};
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let avant = m.indicateurs.exercice.annee() - 1;
    let mut table = Table::new("Analyse", "analyse", format!("Tous les indicateurs, {}", periode(m)))
        .consigne("« Valeur » garde toutes ses décimales. « Imprimé » est ce que le rapport imprime : c’est le seul arrondi, il ne sert à aucun autre calcul ; les neuf décimales gardées d’abord effacent ce que le calcul binaire d’un tableur ajoute.")
        .consigne("Les journées, les taux et les montants inconnus sont là avec leur raison ; les autres indicateurs inconnus ne sont pas listés.")
        .colonnes([
            perimetres(m.indicateurs),
            ("Indicateur", 44),
            ("Valeur", 18),
            ("Imprimé", 18),
            ("Unité", 16),
        ])
        .colonnes([(format!("Déclaré en {avant}"), 16)])
        .colonnes([("Calcul", 70), ("Remarques", 50)])
        .figees(2);
    for perimetre in &m.indicateurs.perimetres {
        let lignes = m.indicateurs.catalogue.iter().filter_map(|indicateur| ligne(m, perimetre, indicateur));
        table.lignes.extend(lignes.enumerate().map(|(rang, ligne)| Ligne { debut: rang == 0, ..ligne }));
    }
    table
}

fn ligne(m: &Matiere<'_>, p: &Perimetre, indicateur: &Indicateur) -> Option<Ligne> {
    let valeur = p.annuel(indicateur.id);
    let avant = precedent(m, p, indicateur.id);
    let financier = matches!(indicateur.unite, Unite::Euros | Unite::Journees | Unite::Taux);
    let attendu = valeur.nombre.is_ok() || (financier && parle(&valeur));
    if !attendu && avant.is_none() {
        return None;
    }
    let cases = vec![
        Case::texte(p.nom()),
        Case::texte(indicateur.libelle_pour(p.modalite)),
        Case::de(valeur.clone(), indicateur.unite),
        Case::Imprimee(valeur.clone(), indicateur.unite),
        Case::texte(unite(indicateur.unite)),
        avant.map_or(Case::Vide, |v| Case::de(v, indicateur.unite)),
        Case::Texte(valeur.exact().map_or(String::new(), |_| majuscule(&calcul(&valeur, m.indicateurs)))),
        Case::Texte(remarque(&valeur).map_or(String::new(), |mots| majuscule(&mots))),
    ];
    Some(cases.into())
}

/// What the exercise before declared, with its key of rapport.toml.
fn precedent(m: &Matiere<'_>, p: &Perimetre, id: &str) -> Option<Valeur> {
    let code = match p.genre {
        Genre::Dispositif => Some(p.code.as_str()),
        Genre::Service => None,
        Genre::Groupe => return None,
    };
    let declare = m.reglages.exercice_precedent(code)?.valeurs.get(id)?;
    let libelle = m.indicateurs.definition(id).map_or(id, |i| i.libelle);
    let mots = format!("{libelle}, {}, {}", p.nom().to_owned(), m.indicateurs.exercice.annee() - 1);
    Some(Valeur::lue(declare.value, &declare.span).dite(mots))
}
