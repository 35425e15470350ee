//! The last lines: what stands, and what to do next.

use super::lignes::Lignes;
use super::{Presentation, compte};
use crate::diagnostic::Gravite;
use crate::domaine::constats::{Constats, Omis};
use crate::francais::enumeration;
use crate::publier::groupes::Fichier;

/// Writes the count and the next step.
pub(super) fn ecrit(constats: &Constats, fichiers: &[Fichier<'_>], presentation: &Presentation, lignes: &mut Lignes) {
    let dossier = &presentation.dossier;
    let suite = suite(constats)
        .map_or_else(|| format!("le rapport peut être composé\u{a0}: trame rapport {dossier}"), str::to_owned);
    let bilan = bilan(constats, |_| true).unwrap_or_else(|| "Aucun problème trouvé".to_owned());
    lignes.pousse(0, &format!("{bilan}. Suite\u{a0}: {suite}."));
    let mut lus = fichiers.iter().filter(|f| f.est_lu());
    if presentation.propose_d_annoter
        && lus.any(|f| f.constats().any(|d| d.span.cell.is_some() && d.gravite != Gravite::Information))
    {
        let commande = format!("trame controler {dossier} --annoter {}", dans_sortie(dossier));
        lignes.pousse(0, &format!("Pour recevoir les tableaux avec les cellules colorées\u{a0}: {commande}"));
    }
}

/// What to do before the report can be more than it is; `None` when nothing keeps it from being composed.
pub(in crate::publier) fn suite(constats: &Constats) -> Option<&'static str> {
    if constats.bloquants() {
        Some("corriger les erreurs, puis relancer\u{202f}: sans cela aucun rapport n’est écrit")
    } else if constats.a_verifier() > 0 {
        Some("corriger ou justifier les incohérences\u{202f}; d’ici là le rapport est un document de travail")
    } else if constats.sans_chiffre_mensuel() {
        Some(
            "remplir les tableaux de donnees/\u{a0}: d’ici là il n’y a ni présents, ni entrées, ni sorties à contrôler, et un rapport n’en aurait aucun",
        )
    } else {
        None
    }
}

/// `DOSSIER/sortie/corrections`, inside the quotation marks when there are some.
fn dans_sortie(dossier: &str) -> String {
    match dossier.strip_suffix('"') {
        Some(ouvert) => format!("{}/sortie/corrections\"", ouvert.trim_end_matches('/')),
        None => format!("{}/sortie/corrections", dossier.trim_end_matches('/')),
    }
}

/// « 1 erreur et 2 avertissements » of the files chosen, listed or not; `None` when there is nothing.
pub(in crate::publier) fn bilan(constats: &Constats, choisi: impl Fn(&str) -> bool) -> Option<String> {
    let parties: Vec<String> = par_gravite(constats, choisi).into_iter().map(|(_, mots)| mots).collect();
    (!parties.is_empty()).then(|| enumeration(&parties))
}

/// « 2 avertissements »: each gravity that was found, with how many.
pub(in crate::publier) fn par_gravite(constats: &Constats, choisi: impl Fn(&str) -> bool) -> Vec<(Gravite, String)> {
    [
        (Gravite::Erreur, "erreur", "erreurs"),
        (Gravite::Incoherence, "incohérence", "incohérences"),
        (Gravite::Avertissement, "avertissement", "avertissements"),
        (Gravite::Information, "information", "informations"),
    ]
    .into_iter()
    .filter_map(|(gravite, un, plusieurs)| {
        let listes = constats.listes.iter().filter(|d| d.gravite == gravite && choisi(&d.span.file)).count();
        let omis = constats.omis.iter().filter(|o| choisi(&o.fichier)).map(|o| part(constats, o, gravite));
        let nombre = listes + omis.sum::<usize>();
        (nombre > 0).then(|| (gravite, compte(nombre, un, plusieurs)))
    })
    .collect()
}

/// How many of the findings that are not listed bear a gravity: a code may bear two, one to be checked and one not.
fn part(constats: &Constats, omis: &Omis, gravite: Gravite) -> usize {
    let portee =
        |g| constats.listes.iter().any(|d| d.code == omis.code && d.span.file == omis.fichier && d.gravite == g);
    let toutes = [Gravite::Erreur, Gravite::Incoherence, Gravite::Avertissement, Gravite::Information];
    match (portee(gravite), toutes.into_iter().filter(|g| portee(*g)).count()) {
        (false, _) => 0,
        (true, 1) => omis.nombre,
        (true, _) if gravite <= Gravite::Incoherence => omis.a_verifier,
        (true, _) => omis.nombre - omis.a_verifier,
    }
}
