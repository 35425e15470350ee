//! Findings as people read them in a terminal: grouped by file and sheet, what was understood of each table on one
//! line, the user's own row shown, complete without colour.

mod conclusion;
mod constat;
mod extrait;
mod lignes;

pub(super) use conclusion::{bilan, par_gravite, suite};
pub(super) use constat::{place_dans_la_feuille, remede_en_phrase, texte_de_la_place as place};
pub(super) use extrait::{COUPE, Colonne, Extrait, Rangee, extrait};

use super::compris::{Comprehension, compte};
use super::groupes::{self, Fichier};
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Dossier;
use lignes::Lignes;
use std::collections::BTreeMap;

/// Most findings of one code shown for one file.
pub(super) const PAR_CODE_ET_FICHIER: usize = 10;

/// What the text depends on besides the findings.
pub(super) struct Presentation {
    /// The folder as the user typed it, ready to be pasted in a command.
    pub(super) dossier: String,
    /// Lines are folded at that width; `None` leaves them whole, for other programs.
    pub(super) largeur: Option<usize>,
    /// Whether to say how to receive the tables with their cells coloured.
    pub(super) propose_d_annoter: bool,
}

/// The text of `controler` with its lines whole, for a folder that is not named.
pub fn texte_entier(constats: &Constats, dossier: &Dossier) -> String {
    texte(constats, dossier, &Presentation { dossier: "DOSSIER".to_owned(), largeur: None, propose_d_annoter: true })
}

/// All findings, then what to do next.
pub(super) fn texte(constats: &Constats, dossier: &Dossier, presentation: &Presentation) -> String {
    let comprehension = Comprehension::new(dossier);
    let fichiers = groupes::fichiers(constats, dossier);
    let mut lignes = Lignes::new(presentation.largeur);
    for fichier in &fichiers {
        un_fichier(fichier, constats, &comprehension, dossier, presentation, &mut lignes);
    }
    if !fichiers.is_empty() {
        lignes.vide();
    }
    conclusion::ecrit(constats, &fichiers, presentation, &mut lignes);
    lignes.texte()
}

fn un_fichier(
    fichier: &Fichier<'_>,
    constats: &Constats,
    comprehension: &Comprehension<'_>,
    dossier: &Dossier,
    presentation: &Presentation,
    lignes: &mut Lignes,
) {
    let mut montres: BTreeMap<&str, usize> = BTreeMap::new();
    for feuille in &fichier.feuilles {
        let nom = if fichier.chemin.is_empty() { "le dossier" } else { fichier.chemin };
        let feuille_nommee = feuille.nom.map_or(String::new(), |f| format!(", feuille «\u{a0}{f}\u{a0}»"));
        let resume = feuille.table.map_or(String::new(), |t| format!("\u{a0}: {}", comprehension.ligne(t)));
        if !feuille.constats.is_empty() {
            lignes.separe();
        }
        lignes.pousse(0, &format!("{nom}{feuille_nommee}{resume}"));
        for constat in &feuille.constats {
            let deja = montres.entry(constat.code).or_default();
            *deja += 1;
            if *deja <= PAR_CODE_ET_FICHIER {
                constat::ecrit(constat, comprehension, dossier, lignes);
                lignes.vide();
            }
        }
    }
    for omis in constats.omis.iter().filter(|o| o.fichier == fichier.chemin) {
        *montres.entry(omis.code).or_default() += omis.nombre;
    }
    for (code, nombre) in montres.into_iter().filter(|(_, nombre)| *nombre > PAR_CODE_ET_FICHIER) {
        let autres = compte(nombre - PAR_CODE_ET_FICHIER, "autre", "autres");
        let combien = match nombre > Constats::PAR_CODE_ET_FICHIER {
            true => format!("en donne {}", Constats::PAR_CODE_ET_FICHIER),
            false => "les donne tous".to_owned(),
        };
        let commande = format!("trame controler {} --format json", presentation.dossier);
        lignes.pousse(2, &format!("et {autres} du même genre [{code}]\u{a0}: {commande} {combien}"));
        lignes.vide();
    }
}
