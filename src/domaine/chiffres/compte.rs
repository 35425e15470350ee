//! The compte administratif beyond its registered lines: the écart of each as a share of its budget, and what each group
//! and each effect brings to the result.

use super::{Chiffre, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};

/// Stem of the name, budget, réalisé, label.
const TAUX: [(&str, &str, &str, &str); 8] = [
    ("charges_groupe_1", "charges_groupe_1_autorisees", "charges_groupe_1_realisees", "Charges, groupe I"),
    ("charges_groupe_2", "charges_groupe_2_autorisees", "charges_groupe_2_realisees", "Charges, groupe II"),
    ("charges_groupe_3", "charges_groupe_3_autorisees", "charges_groupe_3_realisees", "Charges, groupe III"),
    ("charges", "charges_autorisees", "charges_realisees", "Total des charges"),
    ("produits_groupe_1", "produits_groupe_1_autorises", "produits_groupe_1_realises", "Produits, groupe I"),
    ("produits_groupe_2", "produits_groupe_2_autorises", "produits_groupe_2_realises", "Produits, groupe II"),
    ("produits_groupe_3", "produits_groupe_3_autorises", "produits_groupe_3_realises", "Produits, groupe III"),
    ("produits", "produits_autorises", "produits_du_compte", "Total des produits"),
];

/// A line from the planned result to the result.
#[derive(Debug, Clone)]
pub struct Incidence {
    /// Last part of its name in `expliquer`; none for a line that is an indicator.
    pub cle: Option<&'static str>,
    /// As printed.
    pub libelle: &'static str,
    /// What it brings to the result, €; negative when it takes from it.
    pub valeur: Valeur,
    /// True for the first and the last line.
    pub total: bool,
}

/// (réalisé − budget autorisé) ÷ budget autorisé.
pub fn taux(autorise: &Valeur, realise: &Valeur) -> Valeur {
    realise.moins(autorise).dite_en_euros("écart au budget autorisé").sur(autorise, "budget autorisé nul")
}

/// What each group and each effect brings to the result or takes from it, first what was planned, last the result;
/// `None` where either is not known.
pub fn incidences(service: &Perimetre) -> Option<Vec<Incidence>> {
    service.annuel("resultat").exact()?;
    service.annuel("resultat_prevu").exact()?;
    let total = |libelle, id| Incidence { cle: None, libelle, valeur: service.annuel(id), total: true };
    let mut lignes = vec![total("Résultat du budget autorisé", "resultat_prevu")];
    lignes.extend(des_produits(service));
    lignes.extend(des_charges(service));
    lignes.push(total("Résultat de l’exercice", "resultat"));
    Some(lignes)
}

fn ligne(cle: Option<&'static str>, libelle: &'static str, valeur: Valeur) -> Incidence {
    Incidence { cle, libelle, valeur, total: false }
}

/// What each group of produits brings beyond the budget; the whole side of an account without groups.
fn des_produits(service: &Perimetre) -> Vec<Incidence> {
    let tarification = service.annuel("produits_groupe_1_ecart");
    if tarification.exact().is_none() {
        return vec![ligne(None, "Produits", service.annuel("produits_ecart"))];
    }
    let mut lignes = vec![ligne(None, "Produits de la tarification", tarification.clone())];
    lignes.extend(effets(service, &tarification));
    lignes.push(ligne(None, "Autres produits", service.annuel("produits_groupe_2_ecart")));
    lignes.push(ligne(None, "Produits financiers et non encaissables", service.annuel("produits_groupe_3_ecart")));
    lignes
}

/// What each group of charges takes from it; the whole side of an account without groups.
fn des_charges(service: &Perimetre) -> Vec<Incidence> {
    let moins = |autorise: &str, realise: &str| service.annuel(autorise).moins(&service.annuel(realise));
    if service.annuel("charges_groupe_1_ecart").exact().is_none() {
        return vec![ligne(Some("charges"), "Charges", moins("charges_autorisees", "charges_realisees"))];
    }
    let groupe = |(libelle, cle): (&'static str, &'static str)| {
        ligne(Some(cle), libelle, moins(&format!("{cle}_autorisees"), &format!("{cle}_realisees")))
    };
    [
        ("Charges d’exploitation courante", "charges_groupe_1"),
        ("Charges de personnel", "charges_groupe_2"),
        ("Charges de structure", "charges_groupe_3"),
    ]
    .map(groupe)
    .into()
}

/// The part of the tarification's écart that activity and price explain, and what remains, where Trame computes it.
fn effets(service: &Perimetre, tarification: &Valeur) -> Vec<Incidence> {
    let connues = [
        ("dont effet de l’activité", service.annuel("effet_activite")),
        ("dont effet du prix", service.annuel("effet_prix")),
    ];
    if connues.iter().any(|(_, v)| v.exact().is_none()) || tarification.exact().is_none() {
        return Vec::new();
    }
    let explique = Valeur::somme([&connues[0].1, &connues[1].1]).dite_en_euros("effets de l’activité et du prix");
    let reste = tarification.moins(&explique);
    let mut lignes: Vec<Incidence> =
        connues.into_iter().map(|(libelle, valeur)| ligne(None, libelle, valeur)).collect();
    if reste.exact() != Some(Exact::ZERO) {
        let libelle = "dont reste à expliquer (régularisations, autres payeurs)";
        lignes.push(ligne(Some("reste_a_expliquer"), libelle, reste));
    }
    lignes
}

/// Those of the service that its report prints and that no indicator names.
pub(super) fn chiffres(service: &Perimetre) -> Vec<Chiffre<'_>> {
    const PART: Fiche = Fiche {
        definition: "(réalisé − budget autorisé) ÷ budget autorisé",
        source: "compte administratif, tel que saisi",
        unite: Unite::Taux,
    };
    const INCIDENCE: Fiche = Fiche {
        definition: "ce que la ligne ajoute au résultat du budget autorisé, ou en retire quand elle est négative",
        source: "calcul dérivé du compte administratif (CASF, R.314-50 II)",
        unite: Unite::Euros,
    };
    let part = |(cle, autorise, realise, libelle): &(&str, &str, &str, &str)| {
        let valeur = taux(&service.annuel(autorise), &service.annuel(realise));
        let nom = vec!["ecart_au_budget".to_owned(), (*cle).to_owned()];
        Chiffre::nouveau(service, nom, (format!("{libelle}, écart en % du budget autorisé"), PART), valeur)
    };
    let connus = TAUX.iter().filter(|(_, _, realise, _)| service.annuel(realise).exact().is_some());
    let incidence = |i: Incidence| {
        let nom = vec!["incidence_sur_le_resultat".to_owned(), i.cle?.to_owned()];
        let libelle = i.libelle.trim_start_matches("dont ");
        let libelle = format!("Incidence sur le résultat, {}", crate::francais::minuscule(libelle));
        Some(Chiffre::nouveau(service, nom, (libelle, INCIDENCE), i.valeur))
    };
    connus.map(part).chain(incidences(service).unwrap_or_default().into_iter().filter_map(incidence)).collect()
}
