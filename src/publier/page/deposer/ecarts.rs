//! The figures that a file would change: what they are, and what they would be.

use crate::domaine::indicateur::{Indicateur, Indicateurs, Perimetre};
use crate::domaine::mois::Mois;
use serde::Serialize;

/// Most figures listed.
const LISTES: usize = 20;

/// A figure that would not be the same.
#[derive(Debug, Serialize)]
pub(super) struct Ecart {
    libelle: &'static str,
    perimetre: String,
    mois: Option<&'static str>,
    avant: Option<String>,
    apres: Option<String>,
    /// Its page, for what it is now.
    chemin: String,
}

/// Those that differ, the year first, and how many more there are.
pub(super) fn ecarts(avant: Option<&Indicateurs>, apres: Option<&Indicateurs>) -> (Vec<Ecart>, usize) {
    let Some(reference) = apres.or(avant) else { return (Vec::new(), 0) };
    let mois = reference.exercice.mois().map(Some);
    let periodes: Vec<Option<Mois>> = std::iter::once(None).chain(mois).collect();
    let (mut listes, mut omis) = (Vec::new(), 0);
    let (annuelle, mensuelles) = periodes.split_at(1);
    for periodes in [annuelle, mensuelles] {
        for perimetre in &reference.perimetres {
            for indicateur in &reference.catalogue {
                for mois in periodes {
                    let Some(ecart) = ecart(avant, apres, (perimetre, indicateur, *mois)) else { continue };
                    if listes.len() < LISTES { listes.push(ecart) } else { omis += 1 }
                }
            }
        }
    }
    (listes, omis)
}

type Figure<'a> = (&'a Perimetre, &'a Indicateur, Option<Mois>);

fn ecart(avant: Option<&Indicateurs>, apres: Option<&Indicateurs>, figure: Figure<'_>) -> Option<Ecart> {
    let (perimetre, indicateur, mois) = figure;
    let (avant, apres) = (ecrit(avant, figure), ecrit(apres, figure));
    if avant == apres {
        return None;
    }
    let nom_du_mois = mois.map(|m| m.nom());
    let suite = nom_du_mois.map_or(String::new(), |nom| format!(".{nom}"));
    let chemin = format!("/chiffres/{}", pour_adresse(&format!("{}.{}{suite}", perimetre.code, indicateur.id)));
    let libelle = indicateur.libelle_pour(perimetre.modalite);
    Some(Ecart { libelle, perimetre: perimetre.nom().to_owned(), mois: nom_du_mois, avant, apres, chemin })
}

/// The figure as it is printed; nothing when it is unknown there.
fn ecrit(indicateurs: Option<&Indicateurs>, (perimetre, indicateur, mois): Figure<'_>) -> Option<String> {
    let perimetre = indicateurs?.perimetres.iter().find(|p| p.code == perimetre.code && p.genre == perimetre.genre)?;
    let valeur = match mois {
        Some(mois) => perimetre.mensuel(indicateur.id, mois),
        None => perimetre.annuel(indicateur.id),
    };
    let unite = indicateur.unite;
    Some(unite.ecrit(perimetre.a_ecrire(valeur.exact()?, unite, mois)))
}

/// A name as an address holds it.
fn pour_adresse(nom: &str) -> String {
    let net = |octet: u8| octet.is_ascii_alphanumeric() || b"-_.~".contains(&octet);
    nom.bytes().map(|o| if net(o) { char::from(o).to_string() } else { format!("%{o:02X}") }).collect()
}
