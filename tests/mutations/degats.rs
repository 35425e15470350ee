//! Which file is damaged, and how: a number says it all.

use crate::bons::Bon;
use crate::hasard::Hasard;
use crate::{archives, biff, octets};
use trame::domaine::dossier::Source;

/// The folder of that number, and what was done to it.
pub(crate) fn mutation(numero: u64, bons: &[Bon]) -> (String, Vec<Source>) {
    let mut hasard = Hasard::new(numero);
    let bon = &bons[hasard.sous(bons.len())];
    let mut sources = bon.sources.clone();
    let mut dits = vec![bon.nom.clone()];
    for _ in 0..=usize::from(hasard.une_fois_sur(8)) {
        let rang = choisi(&sources, &mut hasard);
        let Some(source) = sources.get_mut(rang) else { continue };
        let comment = abime(&mut source.octets, &mut hasard);
        dits.push(format!("{} : {comment}", source.chemin));
        rarement(&mut sources, rang, &mut hasard);
    }
    (dits.join(" ; "), sources)
}

/// Tables most often, then rapport.toml, then texts.
fn choisi(sources: &[Source], hasard: &mut Hasard) -> usize {
    let debut =
        hasard.parmi(&["donnees/", "donnees/", "donnees/", "donnees/", "rapport.toml", "rapport.toml", "textes/"]);
    let rangs: Vec<usize> = (0..sources.len()).filter(|rang| sources[*rang].chemin.starts_with(debut)).collect();
    if rangs.is_empty() { hasard.sous(sources.len()) } else { hasard.parmi(&rangs) }
}

fn abime(contenu: &mut Vec<u8>, hasard: &mut Hasard) -> String {
    let dedans = match contenu.as_slice() {
        [b'P', b'K', ..] if !hasard.une_fois_sur(5) => archives::abime(contenu, hasard),
        [0xD0, 0xCF, ..] if !hasard.une_fois_sur(5) => biff::abime(contenu, hasard),
        _ => None,
    };
    match dedans {
        Some(abime) => {
            *contenu = abime;
            "dedans".to_owned()
        }
        None => octets::abime(contenu, hasard),
    }
}

/// A file gone, of another name, or there twice.
fn rarement(sources: &mut Vec<Source>, rang: usize, hasard: &mut Hasard) {
    match hasard.sous(60) {
        0 => drop(sources.remove(rang)),
        1 => "donnees/mars.csv".clone_into(&mut sources[rang].chemin),
        2 => sources[rang].chemin += ".xlsx",
        3 => {
            let mut copie = sources[rang].clone();
            copie.chemin = copie.chemin.replacen("donnees/", "donnees/Copie de ", 1);
            sources.push(copie);
        }
        _ => {}
    }
}
