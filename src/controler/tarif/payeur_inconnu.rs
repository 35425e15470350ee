//! `payeur-inconnu`: a payer that no tariff names, and that one of them may have been meant by; or whose days have no price.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::facturation::ColonneDeFacture;
use crate::domaine::payeur::{cle_du_payeur, payeur_proche};
use crate::domaine::reglages::Tarif;
use crate::domaine::suivi::{Colonne, LigneDeSuivi, MotLu};
use crate::francais;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "payeur-inconnu",
    famille: Famille::Tarif,
    gravite: Gravite::Avertissement,
    regarde: "Quand des [[tarif]] nomment un payeur : ceux de la facturation et du suivi qu’aucun ne nomme, et dont le nom ressemble à l’un d’eux ; dans le suivi, ceux qui n’ont aucun prix. « Département du Loiret », « Conseil départemental du Loiret » et « Loiret » sont un seul payeur.",
    importance: "Un payeur mal écrit en devient un autre : ses journées prennent un autre prix, ou n’en ont plus.",
    exemple: "37 lignes d’un payeur qu’aucun [[tarif]] ne nomme ; le nom le plus proche est « Loiret ».",
    correction: "Corriger le nom du payeur dans la table ou dans le [[tarif]] ; s’il s’agit d’un autre payeur, ajouter son [[tarif]].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

/// Rows that name one payer.
struct Lignes {
    nombre: u32,
    place: Span,
    /// As the first of them writes it.
    nom: String,
    /// Some have no price at all.
    sans_prix: bool,
}

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let nommes: BTreeMap<String, &Tarif> =
        vue.reglages.tarifs.iter().filter_map(|t| Some((cle_du_payeur(t.payeur.as_deref()?), t))).collect();
    if nommes.is_empty() {
        return Vec::new();
    }
    let connus: BTreeSet<&str> = nommes.keys().map(String::as_str).collect();
    let lignes = facturees(vue, &connus).into_values().chain(suivies(vue, &connus).into_values());
    lignes.filter_map(|lignes| constat(&nommes, &lignes)).collect()
}

/// Payers of the billing that no tariff names. Months without a price are said by `periode-sans-tarif`.
fn facturees(vue: &Vue<'_>, connus: &BTreeSet<&str>) -> BTreeMap<u16, Lignes> {
    let facturation = &vue.dossier.facturation;
    let noms = facturation.payeurs.iter().zip(1_u16..);
    let inconnus: BTreeSet<u16> =
        noms.filter(|(nom, _)| !connus.contains(cle_du_payeur(nom).as_str())).map(|(_, numero)| numero).collect();
    let mut trouves: BTreeMap<u16, Lignes> = BTreeMap::new();
    for ligne in facturation.lignes.iter().filter(|ligne| inconnus.contains(&ligne.payeur)) {
        let lignes = trouves.entry(ligne.payeur).or_insert_with(|| Lignes {
            nombre: 0,
            place: facturation.span(ligne, ColonneDeFacture::Payeur),
            nom: facturation.payeur(ligne.payeur).unwrap_or_default().to_owned(),
            sans_prix: false,
        });
        lignes.nombre += 1;
    }
    trouves
}

/// Those of the follow-up table.
fn suivies(vue: &Vue<'_>, connus: &BTreeSet<&str>) -> BTreeMap<String, Lignes> {
    let suivi = &vue.dossier.suivi;
    let connu = |lu: &MotLu| [&lu.mot, &lu.texte].iter().any(|nom| connus.contains(cle_du_payeur(nom).as_str()));
    let mots = suivi.lexique(Colonne::Payeur).map(|l| l.mots.as_slice()).unwrap_or_default();
    let cle = |lu: &MotLu| (!connu(lu)).then(|| cle_du_payeur(&lu.mot));
    let cles: Vec<Option<String>> = std::iter::once(None).chain(mots.iter().map(cle)).collect();
    let mut trouves: BTreeMap<String, Lignes> = BTreeMap::new();
    let mut sans_prix: BTreeMap<(u16, Option<usize>), bool> = BTreeMap::new();
    for ligne in &suivi.lignes {
        let mot = ligne.mot(Colonne::Payeur).0;
        let (Some(Some(cle)), Some(lu)) = (cles.get(usize::from(mot)), suivi.lu(ligne, Colonne::Payeur)) else {
            continue;
        };
        let sans_prix =
            *sans_prix.entry((mot, suivi.dispositif(ligne))).or_insert_with(|| est_sans_prix(vue, ligne, lu));
        let lignes = trouves.entry(cle.clone()).or_insert_with(|| Lignes {
            nombre: 0,
            place: suivi.span(ligne, Some(Colonne::Payeur)),
            nom: lu.mot.to_string(),
            sans_prix: false,
        });
        lignes.nombre += 1;
        lignes.sans_prix |= sans_prix;
    }
    trouves
}

/// True when no tariff applies to the mesures of a dispositif that someone pays for.
fn est_sans_prix(vue: &Vue<'_>, ligne: &LigneDeSuivi, payeur: &MotLu) -> bool {
    let dispositif = vue.dossier.suivi.dispositif(ligne).and_then(|rang| vue.reglages.dispositifs.get(rang));
    dispositif.is_some_and(|d| vue.reglages.tarification(Some(d), Some(&payeur.mot)).est_vide())
}

/// The cell is not quoted: only names of rapport.toml are.
fn constat(nommes: &BTreeMap<String, &Tarif>, lignes: &Lignes) -> Option<Diagnostic> {
    let proche = payeur_proche(&lignes.nom, nommes.values().filter_map(|t| t.payeur.as_deref()));
    if proche.is_none() && !lignes.sans_prix {
        return None;
    }
    let dit = proche.map(|nom| format!(" ; le nom le plus proche est {}", mots::cite(nom))).unwrap_or_default();
    let sans_prix = if lignes.sans_prix { " ; ces journées n’ont pas de prix" } else { "" };
    let message = format!(
        "{} d’un payeur qu’aucun [[tarif]] ne nomme{sans_prix}{dit}",
        francais::pluriel(Exact::from(lignes.nombre), "ligne", "lignes")
    );
    let aide = if proche.is_some() {
        "corriger le nom du payeur, ici ou dans le [[tarif]] ; s’il s’agit d’un autre payeur, ajouter dans rapport.toml un [[tarif]] avec payeur = \"…\" et son prix"
    } else {
        "ajouter dans rapport.toml un [[tarif]] avec payeur = \"…\" et son prix, ou un [[tarif]] sans payeur, qui vaut pour tous les autres"
    };
    let tarif = proche.and_then(|nom| nommes.get(&cle_du_payeur(nom)));
    let lies = tarif.map(|tarif| (tarif.span.clone(), "le tarif de ce payeur".to_owned())).into_iter().collect();
    Some(Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(lignes.place.clone(), message) })
}
