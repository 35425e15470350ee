//! Territoires, the whole and each dispositif side by side.

use super::mots;
use super::{premiere, rangee, triee};
use crate::dessiner::barres::{Barres, Rangee};
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, NON_RENSEIGNE, Population, Ventilation};
use crate::francais::{INSECABLE, majuscule};

/// More dispositifs than this are left to the table.
const PANNEAUX: usize = 4;
/// More territoires than this are drawn as one bar.
const RANGEES: usize = 16;

/// The figure.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let populations = [Population::Suivis, Population::Presents, Population::Admissions];
    let croisee = premiere(indicateurs, &populations, Critere::Territoire, Some(Critere::Dispositif));
    let v = triee(&croisee.or_else(|| premiere(indicateurs, &populations, Critere::Territoire, None))?);
    let croisee = v.par.is_some() && v.colonnes.len() > 1;
    let sujet = majuscule(&v.population.en(v.unite));
    let par = if croisee { "territoire et par dispositif" } else { "territoire" };
    let plus = mots::plus_nombreuse(&v).map(|p| format!("\u{202f}; d’abord {p}")).unwrap_or_default();
    let total = mots::compte_de(&v.total(), v.unite);
    Some(Figure {
        nom: "territoires".into(),
        section: if v.population == Population::Admissions { "admissions" } else { "suivis" },
        legende: format!("{sujet} par {par}{INSECABLE}: {total}{plus}."),
        texte_alternatif: format!("Barres horizontales. {sujet} par {par}, {total} — {}.", mots::effectifs(&v)),
        note: mots::note(&[&v], &mots::non_renseignes(&v)),
        svg: barres(&v).svg()?,
        tableau: mots::tableau(&v),
        origines: Vec::new(),
        sources: mots::sources(&[&v]),
    })
}

fn barres(v: &Ventilation) -> Barres {
    let v = &groupee(v);
    let croisee = (2..=PANNEAUX).contains(&v.colonnes.len());
    let mut panneaux = vec![if croisee { mots::titre("ensemble", &v.total()) } else { String::new() }];
    if croisee {
        panneaux.extend(v.colonnes.iter().enumerate().map(|(rang, c)| mots::titre(c, &v.colonne(rang))));
    }
    let ligne = |(rang, nom): (usize, &String)| -> Rangee {
        let mut valeurs = vec![v.ligne(rang)];
        valeurs.extend(v.effectifs.get(rang).into_iter().flatten().filter(|_| croisee).cloned());
        rangee(nom, &valeurs)
    };
    Barres { panneaux, rangees: v.lignes.iter().enumerate().map(ligne).collect(), miroir: false }
}

/// The smallest territoires together, when all of them would not be read.
fn groupee(v: &Ventilation) -> Ventilation {
    let nommees = v.lignes.iter().filter(|l| *l != NON_RENSEIGNE).count();
    if nommees <= RANGEES {
        return v.clone();
    }
    let gardees = RANGEES - 1;
    let petites = v.effectifs.get(gardees..nommees).unwrap_or_default();
    let somme = |colonne: usize| Valeur::somme(petites.iter().filter_map(|ligne| ligne.get(colonne)));
    let ensemble: Vec<Valeur> = (0..v.colonnes.len()).map(somme).collect();
    let mut groupee = v.clone();
    groupee.lignes.splice(gardees..nommees, [format!("{} autres territoires", nommees - gardees)]);
    groupee.effectifs.splice(gardees..nommees, [ensemble]);
    if let Some(marges) = &mut groupee.marges {
        let ensemble = Valeur::somme(marges.lignes.get(gardees..nommees).unwrap_or_default());
        marges.lignes.splice(gardees..nommees, [ensemble]);
    }
    groupee
}
