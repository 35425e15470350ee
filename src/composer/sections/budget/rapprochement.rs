//! What was billed beside what is due: by month for the service, by payer, and what the difference comes from.

use crate::composer::ecriture::{majuscule, nom, propre};
use crate::composer::entree::{Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::{Colonne, annuelle, entete, par_perimetre_parmi};
use crate::domaine::indicateur::{Genre, Perimetre, Unite, Valeur};
use crate::domaine::rapprochement::{Comparaison, LigneDePayeur, Rapprochement};

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let tableaux = [par_dispositif(m), par_payeur(m), causes(m)];
    tableaux.into_iter().flatten().map(Element::Tableau).collect()
}

fn par_dispositif(m: &Matiere<'_>) -> Option<Tableau> {
    let factures: Vec<&Perimetre> =
        m.perimetres().into_iter().filter(|p| p.annuel("montant_facture").nombre.is_ok()).collect();
    let colonnes = [
        ("Journées facturées", "journees_facturees"),
        ("Montant dû", "montant_du"),
        ("Montant facturé", "montant_facture"),
        ("Écart", "ecart_de_facturation"),
    ];
    let a_facturer = Colonne {
        valeur: Box::new(|p| journees(m, p, true)),
        ..annuelle(m, "Journées à facturer", "journees_facturables")
    };
    let colonnes = std::iter::once(a_facturer).chain(colonnes.map(|(entete, id)| annuelle(m, entete, id))).collect();
    let legende = "La facturation et ce qui est dû : journées du suivi ou des tableaux, au prix en vigueur.";
    let notes = factures.last().and_then(|p| au_forfait(m, p)).into_iter().collect();
    par_perimetre_parmi(m, &factures, ("Dispositif", colonnes), legende.into(), notes)
}

/// The days of a perimetre that are billed by the day, or those that a dotation or a lump sum pays for.
fn journees(m: &Matiere<'_>, p: &Perimetre, par_jour: bool) -> Valeur {
    let siens: Vec<&Perimetre> = m.indicateurs.dispositifs().filter(|d| contient(m, p, d)).collect();
    let sans_journees = |d: &&&Perimetre| {
        let declare = m.reglages().dispositifs.iter().find(|declare| declare.code == d.code);
        declare.is_some_and(|declare| m.reglages().paye_sans_journees(declare))
    };
    let retenus: Vec<&&Perimetre> = siens.iter().filter(|d| sans_journees(d) != par_jour).collect();
    match retenus.len() {
        0 => Valeur::sans_objet(),
        n if n == siens.len() => p.annuel("journees_facturables"),
        _ => {
            let connues: Vec<Valeur> = retenus.iter().map(|d| d.annuel("journees_facturables")).collect();
            Valeur::somme(&connues)
        }
    }
}

/// True for a dispositif, of the perimetre or itself.
fn contient(m: &Matiere<'_>, p: &Perimetre, dispositif: &Perimetre) -> bool {
    match p.genre {
        Genre::Service => true,
        Genre::Dispositif => p.code == dispositif.code,
        Genre::Groupe => {
            m.reglages().groupes.iter().any(|g| g.code == p.code && g.dispositifs.contains(&dispositif.code))
        }
    }
}

/// The days that stand in no column.
fn au_forfait(m: &Matiere<'_>, p: &Perimetre) -> Option<String> {
    let unite = m.indicateurs.definition("journees_facturables")?.unite;
    let payees = journees(m, p, false).exact().filter(|n| *n != 0_u32.into())?;
    Some(format!(
        "{} : {} journées sont payées par une dotation globalisée ou par un forfait ; elles n’ont pas à être facturées, et ne sont comparées à aucune facture.",
        majuscule(&nom(p)),
        unite.ecrit(p.a_ecrire(payees, unite, None))
    ))
}

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
