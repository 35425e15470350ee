//! The compte administratif, and the causes of the result with their figures (CASF, R.314-50 II).

use crate::composer::ecriture::MOTIF_SANS_OBJET;
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::entete;
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
            true => Valeur::manquante(MOTIF_SANS_OBJET),
            false => ecart.sur(&autorise, "budget autorisé nul"),
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
    if id.is_empty() { Valeur::manquante(MOTIF_SANS_OBJET) } else { service.annuel(id) }
}

/// What each group and each effect brings to the result or takes from it; the sum is the result.
fn causes(m: &Matiere<'_>, service: &Perimetre) -> Option<Tableau> {
    service.annuel("resultat").exact()?;
    service.annuel("resultat_prevu").exact()?;
    let mut appels = Appels::default();
    let mut lignes = vec![("Résultat du budget autorisé", service.annuel("resultat_prevu"), true)];
    lignes.extend(des_produits(service));
    lignes.extend(des_charges(service));
    lignes.push(("Résultat de l’exercice", service.annuel("resultat"), true));
    let ligne = |(nom, valeur, forte): &(&str, Valeur, bool)| {
        let cellules = vec![simple(*nom), appels.cellule(m, valeur, Unite::Euros)];
        Ligne { cellules, forte: *forte, groupe: false }
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

/// What each group of produits brings beyond the budget; both sides of an account without groups are told whole.
fn des_produits(service: &Perimetre) -> Vec<(&'static str, Valeur, bool)> {
    let tarification = service.annuel("produits_groupe_1_ecart");
    if tarification.exact().is_none() {
        return vec![("Produits", service.annuel("produits_ecart"), false)];
    }
    let mut lignes = vec![("Produits de la tarification", tarification.clone(), false)];
    lignes.extend(effets(service, &tarification));
    for (nom, id) in [
        ("Autres produits", "produits_groupe_2_ecart"),
        ("Produits financiers et non encaissables", "produits_groupe_3_ecart"),
    ] {
        lignes.push((nom, service.annuel(id), false));
    }
    lignes
}

fn des_charges(service: &Perimetre) -> Vec<(&'static str, Valeur, bool)> {
    let moins = |autorise: &str, realise: &str| service.annuel(autorise).moins(&service.annuel(realise));
    if service.annuel("charges_groupe_1_ecart").exact().is_none() {
        return vec![("Charges", moins("charges_autorisees", "charges_realisees"), false)];
    }
    let groupes = [("Charges d’exploitation courante", 1), ("Charges de personnel", 2), ("Charges de structure", 3)];
    let de = |n: i32, quoi: &str| format!("charges_groupe_{n}_{quoi}");
    groupes.map(|(nom, n)| (nom, moins(&de(n, "autorisees"), &de(n, "realisees")), false)).into()
}

/// The part of the tarification's écart that activity and price explain, and what remains, where Trame computes it.
fn effets(service: &Perimetre, tarification: &Valeur) -> Vec<(&'static str, Valeur, bool)> {
    let connues = [
        ("dont effet de l’activité", service.annuel("effet_activite")),
        ("dont effet du prix", service.annuel("effet_prix")),
    ];
    if connues.iter().any(|(_, v)| v.exact().is_none()) || tarification.exact().is_none() {
        return Vec::new();
    }
    let reste = tarification.moins(&Valeur::somme([&connues[0].1, &connues[1].1]));
    let mut lignes: Vec<_> = connues.into_iter().map(|(nom, valeur)| (nom, valeur, false)).collect();
    if reste.exact() != Some(0_u32.into()) {
        lignes.push(("dont reste à expliquer (régularisations, autres payeurs)", reste, false));
    }
    lignes
}
