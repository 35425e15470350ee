//! Staff: posts at the end of the exercise, movements, absences by motive, trainings.

use super::contexte::{Contexte, Sujet};
use crate::domaine::comptees::compte_lignes;
use crate::domaine::controle::DossierControle;
use crate::domaine::decompte::Decompte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::personnel::{AbsenceDuPersonnel, Effectif, Formation, Lue, Personnel};
use std::collections::BTreeMap;

const SANS_EFFECTIF: &str = "aucun tableau ne donne les effectifs du personnel";
const SANS_ABSENCE: &str = "aucun tableau ne donne les absences du personnel";
const SANS_FORMATION: &str = "aucun tableau ne donne les formations";
const NON_DIT: &str = "le tableau ne le dit pas";

/// A row of a décompte while it is added up: a value per column.
type Colonnes = Vec<Vec<Valeur>>;

/// A cell as a value.
fn valeur(lue: Option<&Lue>) -> Valeur {
    match lue {
        Some((saisie, span)) => saisie.nombre().map_or_else(|| Valeur::manquante(NON_DIT), |n| Valeur::lue(n, span)),
        None => Valeur::manquante(NON_DIT),
    }
}

impl Contexte<'_> {
    fn du_service(&self, f: impl FnOnce(&Personnel) -> Valeur) -> Valeur {
        match self.sujet {
            Sujet::Service(_) => f(&self.controle.dossier().personnel),
            _ => Valeur::sans_objet(),
        }
    }

    /// A column of the posts at the end of the exercise.
    pub(crate) fn effectif(&self, colonne: fn(&Effectif) -> Option<&Lue>) -> Valeur {
        self.du_service(|personnel| {
            let postes = personnel.au_31_decembre(self.exercice().annee());
            if postes.is_empty() {
                return Valeur::manquante(SANS_EFFECTIF);
            }
            Valeur::somme(&postes.into_iter().map(|poste| valeur(colonne(poste))).collect::<Vec<_>>())
        })
    }

    /// Days of the absences that `retenue` keeps; missing while no absence is told.
    pub(crate) fn jours_du_personnel(&self, retenue: impl Fn(&AbsenceDuPersonnel) -> bool) -> Valeur {
        self.du_service(|personnel| {
            if personnel.absences.is_empty() {
                return Valeur::manquante(SANS_ABSENCE);
            }
            let gardees: Vec<Valeur> =
                personnel.absences.iter().filter(|a| retenue(a)).map(|a| valeur(Some(&a.jours))).collect();
            if gardees.is_empty() {
                return Valeur::convenue(Exact::ZERO, "le tableau des absences n’en compte aucune");
            }
            Valeur::somme(&gardees)
        })
    }

    /// Days of arrêt; missing while a motive that no word explains may be one.
    pub(crate) fn jours_d_arret(&self) -> Valeur {
        let inexplique = self.controle.dossier().personnel.absences.iter().find(|a| a.arret.is_none());
        match inexplique {
            Some(absence) if matches!(self.sujet, Sujet::Service(_)) => {
                Valeur::manquante(format!("rien ne dit si « {} » est un arrêt de travail", absence.motif))
            }
            _ => self.jours_du_personnel(|a| a.arret == Some(true)),
        }
    }

    /// How many trainings, or how many followed them.
    pub(crate) fn formations(&self, colonne: Option<fn(&Formation) -> &Lue>) -> Valeur {
        self.du_service(|personnel| {
            if personnel.formations.is_empty() {
                return Valeur::manquante(SANS_FORMATION);
            }
            match colonne {
                Some(colonne) => {
                    let lues: Vec<Valeur> = personnel.formations.iter().map(|f| valeur(Some(colonne(f)))).collect();
                    Valeur::somme(&lues)
                }
                None => {
                    compte_lignes(["formation", "formations"], personnel.formations.iter().map(|f| &f.participants.1))
                }
            }
        })
    }
}

/// Posts by function, movements, absences by motive; none without its table.
pub(super) fn decomptes(controle: &DossierControle) -> Vec<Decompte> {
    let personnel = &controle.dossier().personnel;
    let postes = personnel.au_31_decembre(controle.reglages().exercice.annee());
    let postes =
        postes.iter().map(|p| (p.fonction.clone(), vec![valeur(p.personnes.as_ref()), valeur(p.etp.as_ref())]));
    let mouvements = personnel.mouvements.iter().map(|m| (m.nature.clone(), vec![valeur(Some(&m.nombre))]));
    let absences = personnel
        .absences
        .iter()
        .map(|a| (a.motif.clone(), vec![valeur(Some(&a.jours)), valeur(a.personnes.as_ref())]));
    [
        decompte(("personnel", "Personnel au 31 décembre", &["personnes", "ETP"]), postes),
        decompte(("mouvements_du_personnel", "Mouvements du personnel", &["mouvements"]), mouvements),
        decompte(("absences_du_personnel", "Absences du personnel", &["jours", "personnes"]), absences),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Rows of the same word added up, in the order of the tables, and their total. A column that nothing fills is left out.
fn decompte(
    (id, titre, colonnes): (&'static str, &'static str, &[&'static str]),
    lues: impl Iterator<Item = (String, Vec<Valeur>)>,
) -> Option<Decompte> {
    let mut rangs: BTreeMap<String, usize> = BTreeMap::new();
    let mut mots: Vec<(String, Colonnes)> = Vec::new();
    for (mot, valeurs) in lues {
        let rang = *rangs.entry(mot.clone()).or_insert_with(|| {
            mots.push((mot, vec![Vec::new(); colonnes.len()]));
            mots.len() - 1
        });
        for (colonne, valeur) in mots[rang].1.iter_mut().zip(valeurs) {
            colonne.push(valeur);
        }
    }
    let lignes: Vec<(String, Vec<Valeur>)> =
        mots.into_iter().map(|(mot, colonnes)| (mot, colonnes.iter().map(Valeur::somme).collect())).collect();
    let dite = |rang: &usize| lignes.iter().any(|(_, valeurs)| valeurs[*rang].exact().is_some());
    let gardees: Vec<usize> = (0..colonnes.len()).filter(dite).collect();
    let ensemble = gardees.iter().map(|rang| Valeur::somme(lignes.iter().map(|(_, v)| &v[*rang]))).collect();
    let garde = |valeurs: &Vec<Valeur>| gardees.iter().map(|rang| valeurs[*rang].clone()).collect();
    let lignes: Vec<_> = lignes.iter().map(|(mot, valeurs)| (mot.clone(), garde(valeurs))).collect();
    let colonnes = gardees.iter().map(|rang| colonnes[*rang]).collect();
    (!lignes.is_empty()).then_some(Decompte { id, titre, colonnes, lignes, ensemble })
}
