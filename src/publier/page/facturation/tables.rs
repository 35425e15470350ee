//! Billed and due as the page shows them. Every number leads to its explanation; of a row, the address alone.

use crate::Preparation;
use crate::diagnostic::Span;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::chiffres::rapprochement::{causes, du_payeur};
use crate::domaine::comptees::Recherche;
use crate::domaine::constats::Constats;
use crate::domaine::designation::nom_de;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Perimetre, Unite};
use crate::domaine::mois::Mois;
use crate::domaine::rapprochement::{LigneDePayeur, Rapprochement};
use crate::francais::{majuscule, typographie};
use crate::publier::explication::DITES;
use crate::publier::page::adresses::{du_chiffre, encode};
use crate::publier::page::controles;
use serde::Serialize;

/// The whole page.
#[derive(Serialize)]
pub(super) struct Contenu {
    /// Why nothing can be said; the rest is then empty.
    sans: Option<Sans>,
    /// « 2025, de janvier à mai ».
    periode: String,
    /// What can be chosen.
    onglets: Vec<Onglet>,
    nom: String,
    libelle: String,
    totaux: Vec<Nombre>,
    causes: Vec<Cause>,
    payeurs: Vec<Payeur>,
    /// Files can be made: no *erreur* stands in the way.
    telechargeable: bool,
}

/// Why there is nothing to compare.
#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Sans {
    /// rapport.toml was not understood.
    Reglages,
    /// No table bills anything.
    Facturation,
}

#[derive(Serialize)]
struct Onglet {
    libelle: String,
    lien: String,
    courant: bool,
}

/// A number with its explanation.
#[derive(Serialize, Clone)]
struct Nombre {
    libelle: String,
    /// As the report prints it; nothing when it is not known.
    texte: Option<String>,
    /// Why it is not known, or what it must be taken with.
    remarque: Option<String>,
    /// A difference that is not zero.
    ecart: bool,
    lien: String,
}

#[derive(Serialize)]
struct Cause {
    montant: Nombre,
    /// True for what is in no cause: left to explain, at risk.
    hors_causes: bool,
    lignes: Vec<LigneEnCause>,
    autres: usize,
}

/// Where a cause was found.
#[derive(Serialize)]
struct LigneEnCause {
    place: String,
    montant: String,
    /// The finding that tells of it.
    controle: Option<Controle>,
}

#[derive(Serialize)]
struct Controle {
    code: &'static str,
    lien: String,
}

#[derive(Serialize)]
struct Payeur {
    nom: String,
    lignes: Vec<Ligne>,
    /// Days that nobody bills have a column.
    au_forfait: bool,
    /// « Mars : montant dû non calculé… ».
    remarques: Vec<String>,
}

#[derive(Serialize)]
struct Ligne {
    mois: String,
    total: bool,
    /// Days, then euros: due, billed, their difference.
    nombres: Vec<Nombre>,
    au_forfait: Nombre,
}

/// What is shown of a perimetre, of the service unless another is named; `None` for a name that nothing is billed under.
pub(super) fn contenu(preparation: &Preparation, voulu: Option<&str>) -> Option<Contenu> {
    let Some(indicateurs) = preparation.indicateurs() else { return Some(Contenu::sans(Sans::Reglages)) };
    let rapproches: Vec<(&Perimetre, &Rapprochement)> =
        indicateurs.perimetres.iter().filter_map(|p| Some((p, p.rapprochement.as_ref()?))).rev().collect();
    if rapproches.is_empty() {
        return voulu.is_none().then(|| Contenu::sans(Sans::Facturation));
    }
    let (perimetre, rapprochement) = match voulu {
        Some(nom) => rapproches.iter().find(|(p, _)| nom_de(p) == nom)?,
        None => rapproches.first()?,
    };
    let onglet = |(p, _): &(&Perimetre, _)| Onglet {
        libelle: p.nom().to_owned(),
        lien: format!("/facturation?perimetre={}", encode(&nom_de(p))),
        courant: p.code == perimetre.code,
    };
    let onglets = rapproches.first().into_iter().chain(rapproches.iter().skip(1).rev()).map(onglet);
    let totaux = ["montant_du", "montant_facture", "ecart_de_facturation"];
    Some(Contenu {
        sans: None,
        periode: periode(indicateurs),
        onglets: onglets.collect(),
        nom: perimetre.nom().to_owned(),
        libelle: perimetre.libelle.clone(),
        totaux: totaux.iter().filter_map(|id| total(indicateurs, perimetre, id)).collect(),
        causes: les_causes(preparation, perimetre, rapprochement),
        payeurs: rapprochement.payeurs.iter().map(|ligne| payeur(indicateurs, perimetre, ligne)).collect(),
        telechargeable: !preparation.constats.bloquent_les_chiffres(),
    })
}

impl Contenu {
    fn sans(raison: Sans) -> Self {
        Self {
            sans: Some(raison),
            periode: String::new(),
            onglets: Vec::new(),
            nom: String::new(),
            libelle: String::new(),
            totaux: Vec::new(),
            causes: Vec::new(),
            payeurs: Vec::new(),
            telechargeable: false,
        }
    }
}

fn periode(i: &Indicateurs) -> String {
    if i.en_cours() { format!("{}, de janvier à {}", i.exercice, i.jusqu_a.nom()) } else { i.exercice.to_string() }
}

fn total(indicateurs: &Indicateurs, perimetre: &Perimetre, id: &str) -> Option<Nombre> {
    let nom = format!("{}.{id}", nom_de(perimetre));
    let chiffre = indicateurs.chiffre(&nom).ok()?;
    Some(nombre(&chiffre, id.starts_with("ecart")))
}

/// A figure as it is printed; a difference with its sign.
fn nombre(chiffre: &Chiffre<'_>, difference: bool) -> Nombre {
    let (valeur, unite) = (&chiffre.valeur, chiffre.fiche.unite);
    let ecrit = |n: Exact| {
        let n = chiffre.perimetre.a_ecrire(n, unite, chiffre.mois);
        if difference { unite.ecart(n) } else { unite.ecrit(n) }
    };
    let remarque = valeur.raison().or(valeur.reserve.as_deref());
    Nombre {
        libelle: chiffre.libelle.clone(),
        texte: valeur.exact().map(ecrit),
        remarque: remarque.map(typographie),
        ecart: difference && valeur.exact().is_some_and(|n| n != Exact::ZERO),
        lien: du_chiffre(&chiffre.nom()),
    }
}

fn payeur(indicateurs: &Indicateurs, perimetre: &Perimetre, ligne: &LigneDePayeur) -> Payeur {
    let connus = indicateurs.exercice.mois().filter(|mois| *mois <= indicateurs.jusqu_a);
    let annee = if indicateurs.en_cours() { "Total à date" } else { "Année" };
    let mut lignes: Vec<Ligne> =
        connus.filter_map(|mois| du_mois(perimetre, ligne, Some(mois), &majuscule(mois.nom()))).collect();
    lignes.extend(du_mois(perimetre, ligne, None, annee));
    let au_forfait = lignes.iter().any(|ligne| ligne.au_forfait.texte.is_some());
    Payeur {
        au_forfait,
        nom: ligne.payeur.clone().unwrap_or_else(|| "Payeur non précisé".to_owned()),
        remarques: remarques(&lignes),
        lignes,
    }
}

fn du_mois(perimetre: &Perimetre, ligne: &LigneDePayeur, mois: Option<Mois>, titre: &str) -> Option<Ligne> {
    let chiffres = du_payeur(perimetre, ligne, mois);
    let nombres = chiffres.iter().map(|c| nombre(c, c.suite.last().is_some_and(|cle| cle.starts_with("ecart"))));
    let mut nombres: Vec<Nombre> = nombres.collect();
    let au_forfait = nombres.pop()?;
    Some(Ligne { mois: titre.to_owned(), total: mois.is_none(), nombres, au_forfait })
}

/// What the numbers of a table must be taken with, each phrase once, with the rows that it is about.
fn remarques(lignes: &[Ligne]) -> Vec<String> {
    let mut dites: Vec<(String, Vec<&str>)> = Vec::new();
    for ligne in lignes {
        for nombre in &ligne.nombres {
            let Some(remarque) = &nombre.remarque else { continue };
            let quoi = if nombre.texte.is_some() { "réserve" } else { "non calculé" };
            let phrase = typographie(&format!("{quoi} : {remarque}"));
            match dites.iter_mut().find(|(deja, _)| *deja == phrase) {
                Some((_, mois)) if mois.last() != Some(&ligne.mois.as_str()) => mois.push(&ligne.mois),
                Some(_) => {}
                None => dites.push((phrase, vec![&ligne.mois])),
            }
        }
    }
    let toutes = lignes.len();
    let phrase = |(phrase, mois): (String, Vec<&str>)| match mois.len() == toutes {
        true => majuscule(&phrase),
        false => format!("{}, {phrase}", mois.join(", ")),
    };
    dites.into_iter().map(phrase).collect()
}

fn les_causes(preparation: &Preparation, perimetre: &Perimetre, rapprochement: &Rapprochement) -> Vec<Cause> {
    let (Some(controle), Some(indicateurs)) = (preparation.controle(), preparation.indicateurs()) else {
        return Vec::new();
    };
    let recherche = Recherche::new(controle, indicateurs);
    let trouvees = rapprochement.causes.len();
    let cause = |(rang, chiffre): (usize, Chiffre<'_>)| {
        let libelle = match rapprochement.causes.get(rang) {
            Some((cause, _)) => majuscule(cause.libelle()),
            None => chiffre.libelle.clone(),
        };
        let cellules = recherche.de(&chiffre.valeur).map(|comptees| comptees.cellules).unwrap_or_default();
        let lignes = cellules.iter().take(DITES).map(|(span, euros)| en_cause(span, *euros, &preparation.constats));
        Cause {
            montant: Nombre { libelle, ..nombre(&chiffre, true) },
            hors_causes: rang >= trouvees,
            lignes: lignes.collect(),
            autres: cellules.len().saturating_sub(DITES),
        }
    };
    causes(perimetre, rapprochement).into_iter().enumerate().map(cause).collect()
}

fn en_cause(span: &Span, euros: Exact, constats: &Constats) -> LigneEnCause {
    let ici = |autre: &Span| (&autre.file, &autre.sheet, autre.line) == (&span.file, &span.sheet, span.line);
    let constat = constats.listes.iter().find(|d| span.line > 0 && ici(&d.span));
    LigneEnCause {
        place: typographie(&span.en_entier()),
        montant: Unite::Euros.ecart(euros),
        controle: constat.map(|d| Controle { code: d.code, lien: controles::lien(d.code, &d.span.file) }),
    }
}
