//! Tables that must add up: a row that lacks, what the service has and its dispositifs have not, what is rounded.

use crate::composer::tables::{Rang, decimales_des_journees};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Perimetre, Unite, Valeur};

/// A total, and the indicators that make it up.
pub(super) type Somme = (&'static str, &'static [&'static str]);

/// A value of a row. A guest that plans nothing has no difference of its own: it is the sum of its effects.
pub(super) fn valeur(p: &Perimetre, id: &str, sommes: &[Somme]) -> Valeur {
    let valeur = p.annuel(id);
    let Some((_, parties)) = sommes.iter().find(|(total, _)| *total == id) else { return valeur };
    if valeur.nombre.is_ok() || p.genre != Genre::Dispositif {
        return valeur;
    }
    let parties: Vec<Valeur> = parties.iter().map(|id| p.annuel(id)).filter(|v| !v.est_sans_objet()).collect();
    let somme = Valeur::somme(&parties);
    if somme.exact().is_some() { somme } else { valeur }
}

/// True when every total whose parts are known is their sum, and there is one.
pub(super) fn exactes(perimetres: &[&Perimetre], sommes: &[Somme]) -> bool {
    let somme = |p: &Perimetre, (total, parties): &Somme| {
        let parties: Vec<Valeur> = parties.iter().map(|id| p.annuel(id)).filter(|v| !v.est_sans_objet()).collect();
        Some((valeur(p, total, sommes).exact()?, Valeur::somme(&parties).exact()?))
    };
    let connues = perimetres.iter().flat_map(|p| sommes.iter().filter_map(move |s| somme(p, s)));
    let connues: Vec<(Exact, Exact)> = connues.collect();
    !connues.is_empty() && connues.iter().all(|(total, somme)| total == somme)
}

/// Adds, above the service, the row of what its dispositifs do not hold, where there is something; the note that says it.
pub(super) fn avec_le_reste(perimetres: &[&Perimetre], rangs: &mut Vec<Rang>) -> Option<String> {
    let service = perimetres.iter().position(|p| p.genre == Genre::Service)?;
    let colonnes = 0..rangs.get(service)?.valeurs.len();
    let restes: Vec<(Valeur, bool)> = colonnes
        .map(|c| {
            let des_dispositifs = dispositifs(perimetres, rangs).filter_map(|r| r.valeurs.get(c));
            let attendues: Vec<&Valeur> = des_dispositifs.filter(|v| !v.est_sans_objet()).collect();
            let connues: Vec<&Valeur> = attendues.iter().copied().filter(|v| v.exact().is_some()).collect();
            let total = &rangs[service].valeurs[c];
            let reste = match (total.nombre.is_ok(), connues.is_empty()) {
                (false, _) => Valeur::sans_objet(),
                (true, true) => total.clone(),
                (true, false) => total.moins(&Valeur::somme(connues.iter().copied())),
            };
            // the service's réserve names the cells of all its dispositifs
            let reserve = total.reserve.clone().filter(|_| reste.nombre.is_ok()).or(reste.reserve.clone());
            (Valeur { reserve, ..reste }, connues.len() == attendues.len())
        })
        .collect();
    let mut utiles = restes.iter().filter(|(v, _)| v.exact().is_some_and(|n| n != Exact::ZERO)).peekable();
    dispositifs(perimetres, rangs).next().and(utiles.peek())?;
    let (nom, note) = if utiles.all(|(_, complet)| *complet) { STRUCTURE } else { NON_REPARTI };
    let valeurs = restes.into_iter().map(|(valeur, _)| valeur).collect();
    rangs.insert(service, Rang { nom: nom.to_owned(), fort: false, valeurs });
    Some(note.to_owned())
}

const STRUCTURE: (&str, &str) = (
    "Effet de structure",
    "Effet de structure : ce que la ligne du service a de plus ou de moins que la somme de ses dispositifs, parce que la prévision, le prix ou l’historique du service entier ne sont pas la somme des leurs.",
);
const NON_REPARTI: (&str, &str) = (
    "Non réparti",
    "Non réparti : ce que la ligne du service a de plus ou de moins que la somme des dispositifs connus.",
);

/// The rows of the dispositifs, before anything is added.
fn dispositifs<'a>(perimetres: &'a [&Perimetre], rangs: &'a [Rang]) -> impl Iterator<Item = &'a Rang> {
    perimetres.iter().zip(rangs).filter(|(p, _)| p.genre == Genre::Dispositif).map(|(_, rang)| rang)
}

/// The sums as ranks of printed columns.
pub(super) fn en_rangs(ids: &[&str], sommes: &[Somme]) -> Vec<(usize, Vec<usize>)> {
    let rang = |id: &&str| ids.iter().position(|autre| autre == id);
    let ranges = |(total, parties): &Somme| Some((rang(total)?, parties.iter().filter_map(rang).collect::<Vec<_>>()));
    sommes.iter().filter_map(ranges).filter(|(_, parties)| !parties.is_empty()).collect()
}

/// Says that numbers are rounded, where the printed ones do not add up.
pub(super) fn arrondis(
    perimetres: &[&Perimetre],
    rangs: &[Rang],
    colonnes: &[(String, Unite)],
    sommes: &[(usize, Vec<usize>)],
) -> Option<String> {
    let journees = rangs.iter().flat_map(|r| r.valeurs.iter().zip(colonnes)).filter(|(_, c)| c.1 == Unite::Journees);
    let decimales = decimales_des_journees(journees.map(|(v, _)| v));
    let imprime = |rang: &Rang, c: usize| {
        let decimales = if colonnes[c].1 == Unite::Euros { 2 } else { decimales };
        rang.valeurs[c].exact().map(|n| n.arrondi(decimales))
    };
    let mut en_ligne = rangs.iter().flat_map(|r| sommes.iter().map(move |(total, parties)| (r, *total, parties)));
    let lignes_fausses = en_ligne.any(|(rang, total, parties)| {
        let somme: i128 = parties.iter().filter_map(|c| imprime(rang, *c)).sum();
        let connues = parties.iter().all(|c| imprime(rang, *c).is_some() || rang.valeurs[*c].est_sans_objet());
        connues && imprime(rang, total).is_some_and(|n| n != somme)
    });
    let groupes = perimetres.iter().filter(|p| p.genre == Genre::Groupe).map(|p| Rang::de(p, Vec::new()).nom);
    let groupes: Vec<String> = groupes.collect();
    let (service, autres) = rangs.split_last()?;
    let colonnes_fausses = (0..colonnes.len()).any(|c| {
        let additionnees = autres.iter().filter(|r| !groupes.contains(&r.nom));
        let somme: i128 = additionnees.clone().filter_map(|r| imprime(r, c)).sum();
        let dits = service.fort && additionnees.clone().count() > 0;
        dits && imprime(service, c).is_some_and(|n| n != somme)
    });
    (lignes_fausses || colonnes_fausses).then(|| ARRONDIS.to_owned())
}

const ARRONDIS: &str = "Chaque nombre est arrondi à l’impression : une somme peut s’écarter de son total d’une ou deux unités du dernier chiffre.";
