//! The words and the table of `cumul`.

use super::Activite;
use super::ecarts::{Ecart, ecarts, signe};
use crate::dessiner::phrases::{NON_COMMUNIQUE, lacunes, noms, periode, reserves};
use crate::domaine::exact::Exact;
use crate::domaine::figure::Origine;
use crate::domaine::indicateur::{SourceJournees, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::francais::{INSECABLE, nombre, pluriel, pourcent};

/// The days of the period: declared, else the sum of the months; with true when they are an estimate.
fn realisees(activite: &Activite<'_>) -> Option<(Exact, bool)> {
    let fin = activite.realise.last().filter(|_| activite.complet());
    let declarees = activite.declare.as_ref().and_then(|v| v.exact()).map(|n| (n, false));
    declarees.or_else(|| fin.map(|c| (c.realise, activite.estime())))
}

/// « 1 131,5 journées »: halves are said, an estimate has none, nor has a share of the year.
pub(super) fn journees(n: Exact, estimees: bool) -> String {
    let n = if estimees || !(n * Exact::from(2_u32)).est_entier() { Exact::from(n.arrondi(0)) } else { n };
    pluriel(n, "journée", "journées")
}

/// The same without the word.
pub(super) fn jours(n: Exact, estimes: bool) -> String {
    if estimes { nombre(n) } else { Unite::Journees.ecrit(n) }
}

/// « 13 316 journées réalisées pour 15 208 prévues, soit 87,6 % du prévisionnel (1 892 journées de moins) ».
fn phrase(activite: &Activite<'_>) -> String {
    let Some((n, estimees)) = realisees(activite) else {
        let Some(fin) = activite.realise.last() else { return "journées réalisées non communiquées".to_owned() };
        let debut = if activite.realise.len() > 1 { "de janvier à" } else { "en" };
        return format!(
            "{} réalisées {debut} {}, la suite n’est pas connue",
            journees(fin.realise, activite.estime()),
            fin.mois.nom()
        );
    };
    let mot = if n < Exact::from(2_u32) { "réalisée" } else { "réalisées" };
    let mut texte = format!("{} {mot}{}", journees(n, estimees), if estimees { " (estimation)" } else { "" });
    if let Some(prevu) = activite.prevu() {
        texte.push_str(&format!(" pour {} prévues", jours(prevu, false)));
    }
    if let Some(taux) = activite.perimetre.annuel("taux_de_realisation").exact() {
        texte.push_str(&format!(", soit {} du prévisionnel", pourcent(taux)));
    }
    if let Some(ecart) = activite.perimetre.annuel("ecart_journees").exact().filter(|e| *e != Exact::ZERO) {
        let sens = if ecart < Exact::ZERO { "de moins" } else { "de plus" };
        texte.push_str(&format!(" ({} {sens})", journees(ecart.absolu(), estimees)));
    }
    if let Some(position) = activite.tunnel.and_then(|t| t.position()) {
        texte.push_str(&format!(", {position}"));
    }
    if let Some(projection) = &activite.projection {
        texte.push_str(&format!("\u{202f}; {}", projection.phrase(estimees)));
    }
    texte
}

/// « Les mois, estimés, situent le total entre 12 179 et 14 628 journées ».
fn fourchette(activite: &Activite<'_>) -> Option<String> {
    let fin = activite.realise.last().filter(|_| activite.complet() && activite.estime())?;
    let (min, max) = fin.bornes.filter(|(min, max)| min != max)?;
    let milieu = nombre(fin.realise);
    Some(format!(
        "les mouvements situent le total entre {} et {}, au milieu {milieu}",
        nombre(min),
        journees(max, true)
    ))
}

/// The caption: the rate, its two terms, and how well the months are known.
pub(super) fn legende(activite: &Activite<'_>) -> String {
    let mut texte = format!("Journées cumulées{INSECABLE}: {}", phrase(activite));
    if activite.estime() {
        texte.push_str("\u{202f}; la répartition par mois est estimée");
    }
    texte + "."
}

/// The gist, for those who do not see the drawing.
pub(super) fn texte_alternatif(activite: &Activite<'_>) -> String {
    let periode = periode(activite.indicateurs);
    let mut texte = format!("Courbes des journées cumulées {periode}{INSECABLE}: {}.", phrase(activite));
    if let Some(fourchette) = fourchette(activite) {
        texte.push_str(&format!(" {}.", fourchette.replacen('l', "L", 1)));
    }
    texte
}

/// Where the days come from, what is doubtful, what is missing.
pub(super) fn note(activite: &Activite<'_>) -> String {
    let perimetre = activite.perimetre;
    let mut phrases = Vec::new();
    if let Some(source) = perimetre.source_journees {
        phrases.push(format!("Journées réalisées{INSECABLE}: {}.", source.libelle()));
    }
    let valeurs: Vec<(Mois, Valeur)> =
        activite.mois.iter().map(|mois| (*mois, perimetre.mensuel("journees_realisees", *mois))).collect();
    if activite.estime() {
        let estimes = activite.realise.iter().filter(|c| c.estime).map(|c| c.mois).collect::<Vec<_>>();
        let lesquels =
            if estimes.len() == activite.mois.len() { String::new() } else { format!(" ({})", noms(&estimes)) };
        let libelle = SourceJournees::Estime.libelle();
        phrases.push(format!(
            "En tirets, journées mensuelles {libelle}{lesquels}\u{202f}; la bande montre ce qu’ils permettent."
        ));
    }
    if let Some(ecarts) = ecarts_en_mots(&ecarts(activite)) {
        phrases.push(ecarts);
    }
    if activite.projection.is_some() {
        phrases.push(super::projection::NOTE.to_owned());
    }
    if activite.tunnel.is_some() {
        phrases.push(super::tunnel::NOTE.to_owned());
    }
    if activite.avant.is_some() {
        let avant = activite.indicateurs.exercice.annee() - 1;
        phrases.push(format!("Le trait gris au bout de l’année est le total de {avant}, tel qu’il a été déclaré."));
    }
    if let Some(reserve) = &perimetre.annuel("journees_realisees").reserve {
        phrases.push(format!("Total à vérifier{INSECABLE}: {reserve}."));
    }
    let dites = reserves(valeurs.iter().map(|(mois, v)| (*mois, v)));
    if !dites.is_empty() {
        phrases.push(format!("Mois à vérifier{INSECABLE}: {}.", dites.join("\u{202f}; ")));
    }
    let manquants = lacunes(valeurs.iter().map(|(mois, v)| (*mois, v)));
    if !manquants.is_empty() {
        phrases.push(format!(
            "Non communiqué{INSECABLE}: {}\u{202f}; la courbe s’arrête avant.",
            manquants.join("\u{202f}; ")
        ));
    }
    if let (None, Err(motif)) = (activite.prevu(), perimetre.annuel("journees_previsionnelles").nombre) {
        phrases.push(format!("Pas de prévisionnel{INSECABLE}: {motif}."));
    }
    if activite.indicateurs.en_cours() {
        let fin = activite.indicateurs.jusqu_a;
        phrases.push(format!("Exercice en cours, arrêté fin {} {}.", fin.nom(), fin.annee()));
    }
    phrases.join(" ")
}

/// « Dessous, l’écart de chaque mois, réalisé moins prévu ».
fn ecarts_en_mots(ecarts: &[Ecart]) -> Option<String> {
    let contour = if ecarts.iter().any(|(_, _, douteux)| *douteux) {
        ", en contour s’il est estimé ou à vérifier"
    } else {
        ""
    };
    (!ecarts.is_empty()).then(|| format!("Dessous, l’écart de chaque mois, réalisé moins prévisionnel{contour}."))
}

/// Months as rows; bounds only where something is estimated.
pub(super) fn tableau(activite: &Activite<'_>) -> Vec<Vec<String>> {
    let bornes = activite.estime();
    let cumule = if bornes { "Réalisé cumulé (estimé)" } else { "Réalisé cumulé" };
    let mut entete = vec!["Mois", "Journées du mois", cumule];
    if bornes {
        entete.extend(["au moins", "au plus"]);
    }
    entete.push("Prévisionnel cumulé");
    let ecarts = ecarts(activite);
    if !ecarts.is_empty() {
        entete.push("Écart du mois");
    }
    let mut lignes = vec![entete.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    let ou_rien = |n: Option<Exact>, estime| n.map_or_else(|| NON_COMMUNIQUE.to_owned(), |n| jours(n, estime));
    for (i, mois) in activite.mois.iter().enumerate() {
        let cumul = activite.realise.get(i);
        let du_mois = activite.perimetre.mensuel("journees_realisees", *mois).exact();
        let mut ligne = vec![
            noms(&[*mois]),
            ou_rien(du_mois, cumul.is_none_or(|c| c.estime)),
            ou_rien(cumul.map(|c| c.realise), bornes),
        ];
        if bornes {
            let (min, max) = cumul.and_then(|c| c.bornes).unzip();
            ligne.extend([ou_rien(min, true), ou_rien(max, true)]);
        }
        ligne.push(ou_rien(activite.previsionnel.get(i).map(|(_, n)| *n), false));
        if !ecarts.is_empty() {
            let ecart = ecarts.iter().find(|(m, ..)| m == mois);
            ligne.push(ecart.map_or_else(|| NON_COMMUNIQUE.to_owned(), |(_, n, _)| signe(*n)));
        }
        lignes.push(ligne);
    }
    if let Some(projection) = &activite.projection {
        let largeur = lignes[0].len();
        lignes.extend(projection.lignes(activite.perimetre, largeur, bornes).into_iter().map(|(ligne, _)| ligne));
    }
    if let Some(n) = activite.declare.as_ref().and_then(|v| v.exact()) {
        let mut ligne = vec!["Déclaré pour l’année".to_owned(), String::new(), jours(n, false)];
        ligne.resize(if bornes { 5 } else { 3 }, String::new());
        ligne.push(ou_rien(activite.perimetre.annuel("journees_previsionnelles").exact(), false));
        if !ecarts.is_empty() {
            ligne.push(String::new());
        }
        lignes.push(ligne);
    }
    lignes
}

/// What each of its numbers is: a running sum is the figure of the period, cut at the end of the month.
pub(super) fn origines(activite: &Activite<'_>) -> Vec<Vec<Option<Origine>>> {
    let (bornes, ecarts) = (activite.estime(), !ecarts(activite).is_empty());
    let p = activite.perimetre;
    let rangee = |du_mois, cumul: [Option<Origine>; 4], ecart| {
        let [realise, min, max, prevu] = cumul;
        let mut rangee = vec![None, du_mois, realise];
        rangee.extend([min, max].into_iter().filter(|_| bornes));
        rangee.push(prevu);
        rangee.extend(ecarts.then_some(ecart));
        rangee
    };
    let ids = ["journees_realisees", "journees_min", "journees_max", "journees_previsionnelles"];
    let du_mois = |mois: &Mois| {
        let cumul = ids.map(|id| Origine::a_fin(p, id, *mois));
        rangee(Origine::du_mois(p, ids[0], *mois), cumul, Origine::du_mois(p, "ecart_journees", *mois))
    };
    let mut rangees: Vec<_> = activite.mois.iter().map(du_mois).collect();
    if let Some(projection) = &activite.projection {
        let largeur = 4 + 2 * usize::from(bornes) + usize::from(ecarts);
        rangees.extend(projection.lignes(p, largeur, bornes).into_iter().map(|(_, origines)| origines));
    }
    if activite.declare.as_ref().is_some_and(|declare| declare.exact().is_some()) {
        let declare = [Origine::annuelle(p, ids[0]), None, None, Origine::annuelle(p, ids[3])];
        rangees.push(rangee(None, declare, None));
    }
    rangees
}
