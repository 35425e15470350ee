//! Sentences on money.

use super::plume::{Plume, nombre};
use super::{Indisponible, Phrase};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};

pub(super) const PHRASES: &[Phrase] = &[
    Phrase { id: "produits", section: "budget", ecrit: produits },
    Phrase { id: "effets", section: "budget", ecrit: effets },
    Phrase { id: "rapprochement", section: "budget", ecrit: rapprochement },
    Phrase { id: "resultat", section: "budget", ecrit: resultat },
];

/// The sign of an amount, to the cent.
fn sens(valeur: &Valeur) -> std::cmp::Ordering {
    nombre(valeur).arrondi(2).cmp(&0)
}

fn produits(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (realises, prevus) = (p.connue("produits_realises")?, p.connue("produits_prevus")?);
    let ecart = p.connue("ecart_produits")?;
    p.cadre();
    p.mots("les produits de la tarification s’élèvent à ");
    p.chiffre(&realises, Unite::Euros);
    p.mots(" pour ");
    p.chiffre(&prevus, Unite::Euros);
    p.mots(" prévus, ");
    if sens(&ecart).is_eq() {
        p.mots("sans aucun écart");
        return Ok(());
    }
    p.mots(if sens(&ecart).is_lt() { "soit un déficit de " } else { "soit un excédent de " });
    p.sans_signe(&ecart, Unite::Euros);
    Ok(())
}

fn effets(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let ecart = p.connue("ecart_produits")?;
    let (activite, prix) = (p.connue("effet_activite")?, p.connue("effet_prix")?);
    if sens(&ecart).is_eq() {
        return Err(Indisponible("les produits sont ceux qui étaient prévus : aucun écart à expliquer".into()));
    }
    if nombre(&activite).plus(nombre(&prix)).map(|somme| somme.arrondi(2)) != Some(nombre(&ecart).arrondi(2)) {
        return Err(Indisponible("l’écart ne se partage pas entre l’activité et le prix seuls".into()));
    }
    p.cadre();
    p.mots("l’écart de produits, de ");
    p.ecart(&ecart, Unite::Euros);
    match (sens(&activite).is_eq(), sens(&prix).is_eq()) {
        (_, true) => p.mots(", vient tout entier de l’activité"),
        (true, false) => p.mots(", vient tout entier du prix"),
        (false, false) => {
            p.mots(", vient de l’activité (");
            p.ecart(&activite, Unite::Euros);
            p.mots(") et du prix (");
            p.ecart(&prix, Unite::Euros);
            p.mots(")");
        }
    }
    p.mots(", selon un calcul dérivé");
    Ok(())
}

fn rapprochement(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let (facture, du) = (p.connue("montant_facture")?, p.connue("montant_du")?);
    let ecart = p.connue("ecart_de_facturation")?;
    let sujet = p.sujet();
    p.mots(&format!("{sujet} a facturé "));
    p.chiffre(&facture, Unite::Euros);
    let deux = nombre(&du).absolu() >= Exact::from(2_u32);
    p.mots(" pour ");
    p.chiffre(&du, Unite::Euros);
    p.mots(if deux { " dus" } else { " dû" });
    match sens(&ecart) {
        std::cmp::Ordering::Equal => p.mots(", sans aucun écart"),
        ordre => {
            p.mots(", soit ");
            p.sans_signe(&ecart, Unite::Euros);
            p.mots(if ordre.is_gt() { " de trop" } else { " de moins" });
        }
    }
    Ok(())
}

fn resultat(p: &mut Plume<'_>) -> Result<(), Indisponible> {
    let resultat = p.connue("resultat")?;
    p.cadre();
    if sens(&resultat).is_eq() {
        p.mots("le compte administratif est à l’équilibre");
        return Ok(());
    }
    p.mots("le compte administratif fait apparaître ");
    p.mots(if sens(&resultat).is_lt() { "un déficit de " } else { "un excédent de " });
    p.sans_signe(&resultat, Unite::Euros);
    Ok(())
}
