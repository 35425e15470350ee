//! The words and the table of the tunnels.

use super::Ligne;
use crate::dessiner::phrases::periode;
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::Indicateurs;
use crate::francais::{INSECABLE, enumeration, nombre, pluriel, pourcent};
use std::cmp::Ordering;

/// More of them than this are counted, not named.
const NOMMES: usize = 3;

/// « dans le tunnel », « 120 journées sous le plancher ».
pub(super) fn position(ligne: &Ligne<'_>) -> String {
    let de = |ecart: Exact| pluriel(Exact::from(ecart.arrondi(0)), "journée", "journées");
    match ligne.place() {
        Ordering::Less => format!("{} sous le plancher", de(ligne.plancher - ligne.realise)),
        Ordering::Equal => "dans le tunnel".to_owned(),
        Ordering::Greater => format!("{} au-dessus du plafond", de(ligne.realise - ligne.plafond)),
    }
}

/// The caption: who is where.
pub(super) fn legende(lignes: &[Ligne<'_>]) -> String {
    let places = [
        (Ordering::Equal, "dans son tunnel", "dans leur tunnel"),
        (Ordering::Less, "sous son plancher", "sous leur plancher"),
        (Ordering::Greater, "au-dessus de son plafond", "au-dessus de leur plafond"),
    ];
    let dits = places.into_iter().filter_map(|(place, seul, plusieurs)| {
        let noms: Vec<String> = lignes.iter().filter(|l| l.place() == place).map(Ligne::nom).collect();
        match noms.len() {
            0 => None,
            1 => Some(format!("{} {seul}", noms[0])),
            2..=NOMMES => Some(format!("{} {plusieurs}", enumeration(&noms))),
            n => Some(format!("{n}{INSECABLE}dispositifs {plusieurs}")),
        }
    });
    format!("Le tunnel du contrat{INSECABLE}: {}.", dits.collect::<Vec<_>>().join("\u{202f}; "))
}

/// The gist: each one with its days and its bounds.
pub(super) fn texte_alternatif(indicateurs: &Indicateurs, lignes: &[Ligne<'_>]) -> String {
    let dit = |l: &Ligne<'_>| {
        let (realise, bas, haut) = (nombre(l.realise), nombre(l.plancher), nombre(l.plafond));
        format!("{}{INSECABLE}: {realise} journées pour un tunnel de {bas} à {haut}, {}", l.nom(), position(l))
    };
    let dits: Vec<String> = lignes.iter().map(dit).collect();
    format!("Bandes horizontales et points. Tunnel du contrat {} — {}.", periode(indicateurs), dits.join("\u{202f}; "))
}

/// How to read it, and what is doubtful.
pub(super) fn note(lignes: &[Ligne<'_>]) -> String {
    let mut phrases = vec![
        "La bande va du plancher au plafond, le point est le réalisé, en part du prévisionnel. L’échelle ne part pas de zéro.".to_owned(),
    ];
    let estimes: Vec<String> = lignes.iter().filter(|l| l.estime).map(Ligne::nom).collect();
    if !estimes.is_empty() {
        let noms = enumeration(&estimes);
        phrases.push(format!("Point vide, journées estimées au point milieu des mouvements{INSECABLE}: {noms}."));
    }
    let douteux = lignes.iter().filter_map(|l| Some(format!("{} ({})", l.nom(), l.reserve.as_ref()?)));
    let douteux: Vec<String> = douteux.collect();
    if !douteux.is_empty() {
        phrases.push(format!("Point vide, à vérifier{INSECABLE}: {}.", douteux.join("\u{202f}; ")));
    }
    phrases.join(" ")
}

/// One row per dispositif.
pub(super) fn tableau(lignes: &[Ligne<'_>]) -> Vec<Vec<String>> {
    let entete = ["Dispositif", "Plancher", "Journées réalisées", "Plafond", "Part du prévisionnel"];
    let ligne = |l: &Ligne<'_>| {
        let douteux = if l.reserve.is_some() { " (à\u{a0}vérifier)" } else { "" };
        vec![l.nom(), nombre(l.plancher), nombre(l.realise) + douteux, nombre(l.plafond), pourcent(l.part(l.realise))]
    };
    std::iter::once(entete.map(str::to_owned).to_vec()).chain(lignes.iter().map(ligne)).collect()
}

/// What each of its numbers is.
pub(super) fn origines(lignes: &[Ligne<'_>]) -> Vec<Vec<Option<Origine>>> {
    let ids = ["tunnel_plancher", "journees_realisees", "tunnel_plafond"];
    let de = |l: &Ligne<'_>| {
        // the share is the rate of the period, where both are of the same forecast
        let meme = l.perimetre.annuel("taux_de_realisation").exact() == Some(l.part(l.realise));
        let part = Origine::annuelle(l.perimetre, "taux_de_realisation").filter(|_| meme);
        std::iter::once(None).chain(ids.map(|id| Origine::annuelle(l.perimetre, id))).chain([part]).collect()
    };
    lignes.iter().map(de).collect()
}
