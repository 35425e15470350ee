//! Prices, products and their gap, with the computation spelled out; then the compte administratif.

mod compte;
mod ecart;
mod rapprochement;
mod sommes;

use super::figures;
use crate::composer::ecriture::{avec_mot, date, libelle, propre, unite_de};
use crate::composer::entree::{Calcul, Element, Ligne, Tableau};
use crate::composer::matiere::Matiere;
use crate::composer::notes::{Appels, simple};
use crate::composer::tables::{annuelle, entete, par_perimetre};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::reglages::{NatureTarif, Prix, Tarif};
use crate::francais::euros;

/// Printed next to every amount that rests on it.
pub(in crate::composer) const HYPOTHESE: &str = "sous l’hypothèse d’un tarif moyen annuel";

/// Products, and the days that they are made of.
const PRODUITS: [(&str, &str); 3] = [
    ("produits_prevus", "journees_previsionnelles"),
    ("produits_realises", "journees_realisees"),
    ("ecart_produits", "ecart_journees"),
];

pub(super) fn contenu(m: &Matiere<'_>) -> Vec<Element> {
    let tableaux = |tableaux: Vec<Option<Tableau>>| tableaux.into_iter().flatten().map(Element::Tableau);
    let prix = tableaux(vec![prix(m), ecart::tableau(m, &ecart::PRIX_APPLICABLES)]).collect();
    let produits = calculs(m).into_iter().chain(tableaux(vec![par_dispositif(m)])).collect();
    let mut ecart = ecart::contenu(m);
    ecart.extend(figures::avec_ses_nombres(m, "budget", "cascade"));
    let parties: [(&str, Vec<Element>); 5] = [
        ("Les prix", prix),
        ("Les produits de la tarification", produits),
        ("L’écart et ses causes", ecart),
        ("La facturation et ce qui est dû", rapprochement::contenu(m)),
        ("Le compte administratif", compte::contenu(m)),
    ];
    let pleines: Vec<_> = parties.into_iter().filter(|(_, contenu)| !contenu.is_empty()).collect();
    // a title for each part, where there are several to tell apart
    let titrees = pleines.len() > 2;
    let titre = |titre: &str| titrees.then(|| Element::Titre { niveau: 2, texte: titre.into() });
    pleines.into_iter().flat_map(|(nom, contenu)| titre(nom).into_iter().chain(contenu)).collect()
}

/// Products of each dispositif, when tariffs are theirs; the days stand in their own section.
fn par_dispositif(m: &Matiere<'_>) -> Option<Tableau> {
    m.reglages().tarifs.iter().find(|t| t.dispositif.is_some())?;
    let colonnes = vec![
        annuelle(m, "Produits prévus", "produits_prevus"),
        annuelle(m, "Produits réalisés", "produits_realises"),
        annuelle(m, "Écart", "ecart_produits"),
        annuelle(m, "Prix moyen constaté", "prix_moyen_constate"),
    ];
    par_perimetre(m, "Dispositif", colonnes, "Produits de la tarification, par dispositif.".into(), Vec::new())
}

fn prix(m: &Matiere<'_>) -> Option<Tableau> {
    let tarifs = &m.reglages().tarifs;
    let partiel = tarifs.iter().any(|t| t.dispositif.is_some());
    let payeur = tarifs.iter().any(|t| t.payeur.is_some());
    let arrete = tarifs.iter().any(|t| t.arrete.is_some() || t.date_arrete.is_some());
    let mut colonnes: Vec<(&str, &str)> = vec![("À compter du", "court")];
    colonnes.extend(partiel.then_some(("Dispositif", "court")));
    colonnes.extend(payeur.then_some(("Payeur", "court")));
    colonnes.push(("Nature du prix", "large"));
    colonnes.extend(arrete.then_some(("Arrêté", "large")));
    colonnes.push(("Tarif", "montant"));
    let ligne = |t: &Tarif| {
        let mut textes = vec![date(t.depuis)];
        textes.extend(partiel.then(|| t.dispositif.as_deref().map_or_else(|| "Service".into(), propre)));
        textes.extend(payeur.then(|| t.payeur.as_deref().map(propre).unwrap_or_default()));
        textes.push(t.nature.libelle().to_owned());
        textes.extend(arrete.then(|| arrete_de(t)));
        textes.push(prix_en_mots(t.prix));
        Ligne { cellules: textes.into_iter().map(simple).collect(), forte: false, groupe: false }
    };
    (!tarifs.is_empty()).then(|| Tableau {
        legende: "Tarifs de l’exercice, avec leur nature et leur date d’effet.".into(),
        colonnes: colonnes.iter().map(|(_, c)| (*c).to_owned()).collect(),
        entetes: vec![colonnes.iter().map(|(titre, _)| entete(*titre)).collect()],
        lignes: tarifs.iter().map(ligne).collect(),
        notes: Default::default(),
    })
}

fn arrete_de(t: &Tarif) -> String {
    match (&t.arrete, t.date_arrete) {
        (Some(nom), Some(jour)) => format!("{} du {}", propre(nom), date(jour)),
        (Some(nom), None) => propre(nom),
        (None, Some(jour)) => format!("arrêté du {}", date(jour)),
        (None, None) => String::new(),
    }
}

fn prix_en_mots(prix: Prix) -> String {
    match prix {
        Prix::Journee(p) => format!("{} par journée", euros(p.0)),
        Prix::ForfaitMesure(p) => format!("{} par mesure", euros(p.0)),
        Prix::DotationGlobalisee(p) => format!("{} par an", euros(p.0)),
    }
}

/// « prix de journée de nature non précisée », when there is one price.
pub(in crate::composer) fn nature_du_prix(m: &Matiere<'_>) -> Option<String> {
    let [tarif] = m.reglages().tarifs.as_slice() else { return None };
    let nature = match tarif.nature {
        NatureTarif::NonPrecisee => "de nature non précisée",
        autre => autre.libelle(),
    };
    Some(format!("{nature}, à compter du {}", date(tarif.depuis)))
}

/// « 15 208 journées × 22,54 € », when one price of the day gives exactly the product.
pub(in crate::composer) fn operation(m: &Matiere<'_>, id: &str) -> Option<String> {
    let service = m.indicateurs.service()?;
    let (_, journees) = PRODUITS.iter().find(|(produit, _)| *produit == id)?;
    let [Tarif { prix: Prix::Journee(prix), .. }] = m.reglages().tarifs.as_slice() else { return None };
    let (jours, produit) = (service.annuel(journees).exact()?, service.annuel(id).exact()?);
    let mot = if jours.absolu() < Exact::from(2_u32) { "journée" } else { "journées" };
    // the days are printed whole: an equation with a part of a day would look false
    (jours.est_entier() && jours * prix.0 == produit)
        .then(|| format!("{} × {}", avec_mot(jours, Unite::Journees, mot), euros(prix.0)))
}

fn calculs(m: &Matiere<'_>) -> Option<Element> {
    let service = m.indicateurs.service()?;
    let mut appels = Appels::default();
    let mut lignes = Vec::new();
    for (id, _) in PRODUITS {
        let valeur = service.annuel(id);
        if let Some(n) = valeur.exact() {
            lignes.push(Calcul {
                libelle: libelle(m, id, service.modalite),
                operation: operation(m, id).map(|o| format!("{o} =")).unwrap_or_default(),
                resultat: if id.starts_with("ecart_") { unite_de(m, id).ecart(n) } else { euros(n) },
                appel: appels.reserve(&valeur),
            });
        }
    }
    let hypothese = m.indicateurs.tarif_suppose_moyen.then(|| {
        format!("Montants calculés {HYPOTHESE} : la nature du prix de journée n’est pas précisée dans les réglages.")
    });
    let manque = PRODUITS.iter().map(|(id, _)| service.annuel(id)).find(|valeur| valeur.nombre.is_err());
    if lignes.is_empty() {
        let raison = manque.as_ref().and_then(Valeur::raison).filter(|_| !m.reglages().tarifs.is_empty());
        return raison.map(|raison| Element::Phrase {
            texte: propre(&format!("Produits de la tarification non calculés : {raison}.")),
        });
    }
    Some(Element::Calculs { lignes, notes: appels.notes(m, hypothese) })
}
