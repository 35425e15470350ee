//! « Facturation »: billed beside due, month by month, for every payer of every dispositif; « Écarts facturés »: what the
//! difference comes from.

use super::{parle, periode};
use crate::domaine::indicateur::{Perimetre, Unite, Valeur};
use crate::domaine::rapprochement::{Comparaison, LigneDePayeur, Rapprochement};
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::mots::{perimetres, remarques};
use crate::publier::tableur::table::{Case, Ligne, Table};

const COLONNES: [(&str, Unite); 7] = [
    ("Journées dues", Unite::Journees),
    ("Journées facturées", Unite::Journees),
    ("Écart, journées", Unite::Journees),
    ("Montant dû", Unite::Euros),
    ("Montant facturé", Unite::Euros),
    ("Écart, €", Unite::Euros),
    ("Journées au forfait", Unite::Journees),
];

/// Both tables; nothing without billing.
pub(in crate::publier::tableur) fn tables(m: &Matiere<'_>) -> Vec<Table> {
    let rapproches: Vec<(&Perimetre, &Rapprochement)> =
        m.indicateurs.perimetres.iter().filter_map(|p| Some((p, p.rapprochement.as_ref()?))).collect();
    if rapproches.is_empty() {
        return Vec::new();
    }
    vec![par_mois(m, &rapproches), causes(m, &rapproches)]
}

fn par_mois(m: &Matiere<'_>, rapproches: &[(&Perimetre, &Rapprochement)]) -> Table {
    let titre = format!("Facturé et dû, {}", periode(m));
    let mut table = Table::new("Facturation", "facturation", titre)
        .consigne("Dû : journées facturables de chaque mois × prix en vigueur, par payeur. Facturé : lignes de facturation, avoirs déduits. Écart : facturé − dû. Les journées que paie une dotation globalisée ou un forfait n’ont pas à être facturées : elles ont leur colonne, et ne sont pas comparées.")
        .colonnes([perimetres(m.indicateurs), ("Payeur", 18), ("Mois", 14)])
        .colonnes(COLONNES.map(|(titre, _)| (titre, 16)))
        .colonnes([("Remarques", 60)])
        .figees(3);
    for (p, rapprochement) in rapproches {
        for payeur in &rapprochement.payeurs {
            let mois = m.indicateurs.exercice.mois().zip(&payeur.mois);
            let connus = mois.filter(|(mois, _)| *mois <= m.indicateurs.jusqu_a);
            let mut lignes: Vec<Ligne> =
                connus.map(|(mois, comparaison)| ligne(p, payeur, mois.nom(), comparaison)).collect();
            lignes.push(Ligne { forte: true, ..ligne(p, payeur, "Année", &payeur.annee) });
            if let Some(premiere) = lignes.first_mut() {
                premiere.debut = true;
            }
            table.lignes.extend(lignes);
        }
    }
    table
}

fn ligne(p: &Perimetre, payeur: &LigneDePayeur, mois: &str, c: &Comparaison) -> Ligne {
    let valeurs = [
        &c.journees_dues,
        &c.journees_facturees,
        &c.ecart_de_journees,
        &c.montant_du,
        &c.montant_facture,
        &c.ecart,
        &c.journees_au_forfait,
    ];
    let nom_du_payeur = payeur.payeur.clone().unwrap_or_else(|| "non précisé".to_owned());
    let mut cases = vec![Case::texte(p.nom()), Case::Texte(nom_du_payeur), Case::texte(mois)];
    cases.extend(valeurs.iter().zip(COLONNES).map(|(v, (_, unite))| Case::de((*v).clone(), unite)));
    let dits = COLONNES.map(|(titre, _)| titre).into_iter().zip(valeurs).filter(|(_, v)| parle(v));
    cases.push(Case::Texte(remarques(false, dits)));
    cases.into()
}

fn causes(m: &Matiere<'_>, rapproches: &[(&Perimetre, &Rapprochement)]) -> Table {
    let titre = format!("De ce qui est dû à ce qui est facturé, {}", periode(m));
    let mut table = Table::new("Écarts facturés", "ecarts-de-facturation", titre)
        .consigne("Les causes s’additionnent à l’écart ; « à risque » n’en fait pas partie : journées dues selon la règle de comptage, facturées après l’échéance de la décision.")
        .colonnes([perimetres(m.indicateurs), ("Cause", 60), ("Montant", 18), ("Remarques", 60)])
        .figees(1);
    for (p, r) in rapproches {
        let mut etapes: Vec<(String, Valeur, bool)> = vec![("Montant dû".to_owned(), p.annuel("montant_du"), false)];
        etapes.extend(r.causes.iter().map(|(cause, v)| (majuscule(cause.libelle()), v.clone(), false)));
        etapes.push(("Reste à expliquer".to_owned(), r.reste.clone(), false));
        etapes.push(("Montant facturé".to_owned(), p.annuel("montant_facture"), true));
        etapes.push(("Écart".to_owned(), p.annuel("ecart_de_facturation"), true));
        etapes.push(("À risque".to_owned(), r.a_risque.clone(), false));
        let dites = etapes.into_iter().filter(|(_, v, _)| parle(v));
        for (rang, (mots, valeur, forte)) in dites.enumerate() {
            let remarque = remarques(false, [("Montant", &valeur)]);
            let cases = vec![
                Case::texte(p.nom()),
                Case::Texte(mots),
                Case::de(valeur.clone(), Unite::Euros),
                Case::Texte(remarque),
            ];
            table.lignes.push(Ligne { debut: rang == 0, forte, cases });
        }
    }
    table
}
