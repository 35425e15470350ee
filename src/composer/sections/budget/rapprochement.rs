//! What was billed beside what is due: by month for the service, by payer, and what the difference comes from.

use crate::composer::ecriture::{majuscule, nom, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::{annuelle, entete, par_perimetre_parmi};
use crate::domaine::indicateur::{Genre, Perimetre, Unite, Valeur};
use crate::domaine::rapprochement::{Comparaison, LigneDePayeur, Rapprochement};
use crate::domaine::reglages::Prix;

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let tableaux = [par_dispositif(m), par_payeur(m), causes(m)];
    tableaux.into_iter().flatten().map(Element::Tableau).collect()
}

fn par_dispositif(m: &Matiere<'_>) -> Option<Tableau> {
    let factures: Vec<&Perimetre> =
        m.perimetres().into_iter().filter(|p| p.annuel("montant_facture").nombre.is_ok()).collect();
    let colonnes = [
        ("Journées à facturer", "journees_facturables"),
        ("Journées facturées", "journees_facturees"),
        ("Montant dû", "montant_du"),
        ("Montant facturé", "montant_facture"),
        ("Écart", "ecart_de_facturation"),
    ];
    let colonnes = colonnes.map(|(entete, id)| annuelle(m, entete, id)).into();
    let legende = "La facturation et ce qui est dû : journées du suivi ou des tableaux, au prix en vigueur.";
    let en_dotation = m.reglages().tarifs.iter().any(|t| matches!(t.prix, Prix::DotationGlobalisee(_)));
    let notes = en_dotation.then(|| HORS_DOTATION.to_owned()).into_iter().collect();
    par_perimetre_parmi(m, &factures, ("Dispositif", colonnes), legende.into(), notes)
}

const HORS_DOTATION: &str = "Une dotation globalisée est payée par douzièmes, quelles que soient les journées : les journées facturées d’un total ne comptent pas celles qu’elle paie.";

/// Every payer of every dispositif, where there are several.
fn par_payeur(m: &Matiere<'_>) -> Option<Tableau> {
    let dispositifs: Vec<(&Perimetre, &Rapprochement)> =
        m.indicateurs.dispositifs().filter_map(|p| Some((p, p.rapprochement.as_ref()?))).collect();
    dispositifs.iter().find(|(_, r)| r.payeurs.len() > 1)?;
    let mut appels = Appels::default();
    let mut lignes = Vec::new();
    for (p, rapprochement) in dispositifs {
        lignes.extend(rapprochement.payeurs.iter().map(|payeur| {
            let mut cellules = vec![simple(nom(p)), simple(nom_du_payeur(payeur))];
            let Comparaison { montant_du, montant_facture, ecart, .. } = &payeur.annee;
            let montants = [montant_du, montant_facture, ecart];
            cellules.extend(montants.map(|montant| appels.cellule(m, montant, Unite::Euros)));
            Ligne { cellules, forte: false, groupe: false }
        }));
    }
    let titres = ["Dispositif", "Payeur", "Montant dû", "Montant facturé", "Écart"];
    let colonnes = ["libelle", "texte", "nombre", "nombre", "nombre"].map(String::from).into();
    Some(Tableau {
        legende: "La facturation, payeur par payeur.".into(),
        colonnes,
        entetes: vec![titres.map(entete).into()],
        lignes,
        notes: appels.notes(m, []),
    })
}

fn nom_du_payeur(ligne: &LigneDePayeur) -> String {
    ligne.payeur.as_deref().map_or_else(|| "non précisé".to_owned(), propre)
}

/// From due to billed, cause by cause, for the service, else for each dispositif.
fn causes(m: &Matiere<'_>) -> Option<Tableau> {
    let connu = |p: &&Perimetre| p.rapprochement.as_ref().is_some_and(|r| r.reste.nombre.is_ok());
    let service = m.indicateurs.service().filter(connu);
    let perimetres: Vec<&Perimetre> = match service {
        Some(service) => vec![service],
        None => m.indicateurs.dispositifs().filter(connu).collect(),
    };
    let mut appels = Appels::default();
    let mut lignes = Vec::new();
    for p in &perimetres {
        let Some(rapprochement) = &p.rapprochement else { continue };
        if perimetres.len() > 1 {
            lignes.push(Ligne { cellules: vec![simple(nom(p))], forte: true, groupe: true });
        }
        for (mots, valeur, forte) in etapes(p, rapprochement) {
            let cellules = vec![simple(propre(&mots)), appels.cellule(m, &valeur, Unite::Euros)];
            lignes.push(Ligne { cellules, forte, groupe: false });
        }
    }
    let qui = if service.is_some_and(|s| s.genre == Genre::Service) { "" } else { ", par dispositif" };
    (!lignes.is_empty()).then(|| Tableau {
        legende: format!("De ce qui est dû à ce qui a été facturé : les causes de la différence{qui}."),
        colonnes: ["large", "nombre"].map(String::from).into(),
        entetes: vec![["Cause", "Montant"].map(entete).into()],
        lignes,
        notes: appels.notes(m, perimetres.iter().filter_map(|p| a_risque(p)).chain([CAUSES.to_owned()])),
    })
}

const CAUSES: &str = "Chaque cause est celle d’un point que les contrôles nomment, avec sa ligne de facturation.";

/// What is billed and due by the counting policy, but that the payer may refuse: it is no part of the difference.
fn a_risque(p: &Perimetre) -> Option<String> {
    let montant = p.rapprochement.as_ref()?.a_risque.exact().filter(|n| *n != 0_u32.into())?;
    Some(format!(
        "À risque, {} : {} facturés pour des journées après l’échéance de la décision, comptées comme dues par la règle de comptage du service.",
        nom(p),
        Unite::Euros.ecrit(montant)
    ))
}

/// Due, each cause, what none explains, billed.
fn etapes(p: &Perimetre, r: &Rapprochement) -> Vec<(String, Valeur, bool)> {
    let nulle = |v: &Valeur| v.exact() == Some(0_u32.into());
    let mut etapes = vec![("Montant dû".to_owned(), p.annuel("montant_du"), true)];
    let causes = r.causes.iter().filter(|(_, v)| !nulle(v));
    etapes.extend(causes.map(|(cause, v)| (majuscule(cause.libelle()), v.clone(), false)));
    if !nulle(&r.reste) {
        etapes.push(("Reste à expliquer".to_owned(), r.reste.clone(), false));
    }
    etapes.push(("Montant facturé".to_owned(), p.annuel("montant_facture"), true));
    etapes
}
