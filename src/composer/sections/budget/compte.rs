//! The compte administratif, and the causes of the result with their figures (CASF, R.314-50 II).

use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
use crate::domaine::chiffres::compte::{self, Incidence};
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};

/// A line: label, budget autorisé, réalisé, bold.
const LIGNES: [(&str, &str, &str, bool); 11] = [
    ("Charges, groupe I : exploitation courante", "charges_groupe_1_autorisees", "charges_groupe_1_realisees", false),
    ("Charges, groupe II : personnel", "charges_groupe_2_autorisees", "charges_groupe_2_realisees", false),
    ("Charges, groupe III : structure", "charges_groupe_3_autorisees", "charges_groupe_3_realisees", false),
    ("Total des charges", "charges_autorisees", "charges_realisees", true),
    ("Produits, groupe I : tarification", "produits_groupe_1_autorises", "produits_groupe_1_realises", false),
    ("Produits, groupe II : autres produits", "produits_groupe_2_autorises", "produits_groupe_2_realises", false),
    (
        "Produits, groupe III : financiers et non encaissables",
        "produits_groupe_3_autorises",
        "produits_groupe_3_realises",
        false,
    ),
    ("Total des produits", "produits_autorises", "produits_du_compte", true),
    ("Résultat de l’exercice", "resultat_prevu", "resultat", true),
    ("Résultats antérieurs repris", "", "resultats_anterieurs_repris", false),
    ("Résultat, reprises comprises", "", "resultat_avec_reprises", true),
];

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let Some(service) = m.indicateurs.service() else { return Vec::new() };
    if LIGNES
        .iter()
        .all(|(_, _, realise, _)| service.annuel(realise).nombre.is_err() || realise.starts_with("resultats"))
    {
        return Vec::new();
    }
    let groupes = Element::Tableau(groupes(m, service));
    std::iter::once(groupes).chain(causes(m, service).map(Element::Tableau)).collect()
}

fn groupes(m: &Matiere<'_>, service: &Perimetre) -> Tableau {
    let mut appels = Appels::default();
    let sans_reprise = service.annuel("resultats_anterieurs_repris").exact() == Some(0_u32.into());
    let imprimees = LIGNES.iter().filter(|(_, autorise, _, _)| !(sans_reprise && autorise.is_empty()));
    let ligne = |(nom, autorise, realise, forte): &(&str, &str, &str, bool)| {
        let (autorise, realise) = (annuel(service, autorise), service.annuel(realise));
        let ecart = realise.moins(&autorise);
        let taux = match est_un_resultat(nom) {
            true => Valeur::sans_objet(),
            false => compte::taux(&autorise, &realise),
        };
        let mut cellules = vec![simple(*nom)];
        for (valeur, unite) in
            [(autorise, Unite::Euros), (realise, Unite::Euros), (ecart, Unite::Euros), (taux, Unite::Taux)]
        {
            cellules.push(appels.cellule(m, &valeur, unite));
        }
        Ligne { cellules, forte: *forte, groupe: false }
    };
    let lignes: Vec<Ligne> = imprimees.map(ligne).collect();
    Tableau {
        legende: "Compte administratif : budget autorisé et réalisé, par groupe.".into(),
        colonnes: ["large", "nombre", "nombre", "nombre", "nombre"].map(String::from).into(),
        entetes: vec![["Groupe", "Budget autorisé", "Réalisé", "Écart", "En %"].map(entete).into()],
        lignes,
        notes: appels.notes(m, []),
    }
}

/// A result may be nought or change sign: a percentage of it would mean nothing.
fn est_un_resultat(nom: &str) -> bool {
    nom.starts_with("Résultat")
}

/// Nothing where the account has no such column.
fn annuel(service: &Perimetre, id: &str) -> Valeur {
    if id.is_empty() { Valeur::sans_objet() } else { service.annuel(id) }
}

/// What each group and each effect brings to the result or takes from it; the sum is the result.
fn causes(m: &Matiere<'_>, service: &Perimetre) -> Option<Tableau> {
    let mut appels = Appels::default();
    let lignes = compte::incidences(service)?;
    let ligne = |incidence: &Incidence| {
        let cellules = vec![simple(incidence.libelle), appels.cellule(m, &incidence.valeur, Unite::Euros)];
        Ligne { cellules, forte: incidence.total, groupe: false }
    };
    let lignes: Vec<Ligne> = lignes.iter().map(ligne).collect();
    let note = "Un montant négatif diminue le résultat : moins de produits, ou plus de charges, que le budget autorisé. Les lignes « dont » détaillent celle qui les précède. Les raisons de chaque écart sont celles que le service expose dans ses textes.";
    Some(Tableau {
        legende: "Du résultat prévu au résultat réalisé : chaque cause et son montant (CASF, R.314-50 II).".into(),
        colonnes: ["large", "nombre"].map(String::from).into(),
        entetes: vec![["Cause", "Incidence sur le résultat"].map(entete).into()],
        lignes,
        notes: appels.notes(m, [note.to_owned()]),
    })
}
