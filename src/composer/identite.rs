//! The identity card: what is known of the association and the service, capacities, dispositifs. What is absent stays
//! absent.

use super::ecriture::{date, propre};
use super::entree::{Element, Ligne, Section, Tableau};
use super::matiere::Matiere;
use super::notes::simple;
use super::tables::entete;
use crate::domaine::reglages::{Capacite, Dispositif, Identite};
use crate::francais::{enumeration, nombre, parse_date};

/// The whole card, with the team's own text on identity under it.
pub(super) fn identite(m: &Matiere<'_>) -> Section {
    let r = m.reglages();
    let mut contenu = Vec::new();
    let corps = [
        ("Association", Some(&r.association)),
        ("Établissement", r.etablissement.as_ref()),
        ("Service", Some(&r.service)),
    ];
    for (titre, identite) in corps {
        if let Some(identite) = identite {
            contenu.push(Element::Titre { niveau: 2, texte: titre.into() });
            contenu.push(Element::Mentions { lignes: mentions(identite) });
        }
    }
    contenu.extend(capacites(m).map(Element::Tableau));
    contenu.push(Element::Tableau(dispositifs(m)));
    contenu.extend(unites(m).map(Element::Tableau));
    contenu.extend(super::sections::texte(m, "identite").and_then(|(_, texte)| texte));
    Section { id: "identite".into(), titre: "Fiche d’identité".into(), contenu }
}

fn mentions(identite: &Identite) -> Vec<[String; 2]> {
    let nom = match &identite.sigle {
        Some(sigle) => format!("{} ({sigle})", identite.nom),
        None => identite.nom.clone(),
    };
    let mut lignes = vec![["Nom".to_owned(), propre(&nom)]];
    for (cle, libelle) in Identite::CLES {
        if let Some(valeur) = identite.mention(cle) {
            let jour = cle.ends_with("_le").then(|| parse_date(valeur)).flatten();
            lignes.push([libelle.to_owned(), jour.map_or_else(|| propre(valeur), date)]);
        }
    }
    lignes
}

fn capacites(m: &Matiere<'_>) -> Option<Tableau> {
    let r = m.reglages();
    let ligne = |qui: &str, c: &Capacite| {
        let textes = [propre(qui), date(c.depuis), c.nature.libelle().to_owned(), nombre(c.places.into())];
        Ligne { cellules: textes.map(simple).into(), forte: false, groupe: false }
    };
    let mut lignes: Vec<Ligne> = r.capacites.iter().map(|c| ligne("Service", c)).collect();
    for d in &r.dispositifs {
        lignes.extend(d.capacites.iter().map(|c| ligne(&d.code, c)));
    }
    for u in &r.unites {
        lignes.extend(u.capacites.iter().map(|c| ligne(&u.libelle, c)));
    }
    (!lignes.is_empty()).then(|| Tableau {
        legende: "Capacités déclarées, à leur date d’effet.".into(),
        colonnes: ["texte", "texte", "texte", "nombre"].map(String::from).into(),
        entetes: vec![["Périmètre", "À compter du", "Nature", "Places"].map(entete).into()],
        lignes,
        notes: Default::default(),
    })
}

fn dispositifs(m: &Matiere<'_>) -> Tableau {
    let ligne = |d: &Dispositif| {
        let anciens = match d.anciens_noms.is_empty() {
            true => String::new(),
            false => propre(&format!(" (auparavant {})", enumeration(&d.anciens_noms))),
        };
        let hote = d.sur_les_places_de.as_ref().map(|h| propre(&format!(", sur les places de {h}")));
        let modalite = format!("{}{}", d.modalite.libelle(), hote.unwrap_or_default());
        let textes =
            [propre(&d.code), format!("{}{anciens}", propre(&d.libelle)), d.cadre.libelle().to_owned(), modalite];
        Ligne { cellules: textes.map(simple).into(), forte: false, groupe: false }
    };
    Tableau {
        legende: "Dispositifs du service.".into(),
        colonnes: ["court", "large", "court", "texte"].map(String::from).into(),
        entetes: vec![["Code", "Dispositif", "Cadre", "Modalité"].map(entete).into()],
        lignes: m.reglages().dispositifs.iter().map(ligne).collect(),
        notes: Default::default(),
    }
}

fn unites(m: &Matiere<'_>) -> Option<Tableau> {
    let unites = &m.reglages().unites;
    let mot = |texte: &Option<String>| simple(texte.as_deref().map(propre).unwrap_or_default());
    let lignes = unites.iter().map(|u| Ligne {
        cellules: vec![simple(propre(&u.libelle)), mot(&u.dispositif), mot(&u.commune), mot(&u.finess)],
        forte: false,
        groupe: false,
    });
    (!unites.is_empty()).then(|| Tableau {
        legende: "Unités et lieux d’accueil.".into(),
        colonnes: ["libelle", "court", "texte", "court"].map(String::from).into(),
        entetes: vec![["Unité", "Dispositif", "Commune", "FINESS"].map(entete).into()],
        lignes: lignes.collect(),
        notes: Default::default(),
    })
}
