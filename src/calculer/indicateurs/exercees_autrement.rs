//! Mesures that wait for their dispositif and are carried out in another one meanwhile.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::suivi::Colonne;

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "mesures_exercees_autrement",
        libelle: "Mesures exercées sous une autre forme",
        libelle_en_hebergement: None,
        definition: "mesures décidées pour ce dispositif, pas encore commencées au dernier jour connu, et exercées ce jour-là dans un autre dispositif, où elles comptent parmi les présents",
        unite: Unite::Nombre,
        source: "usage professionnel ; suivi des mesures",
    },
    mensuel: None,
    annuel,
};

const SANS_SUIVI: &str = "les tableaux mensuels ne connaissent pas les mesures exercées sous une autre forme";
const SANS_COLONNE: &str = "le suivi ne dit pas sous quelle forme les mesures sont exercées";

fn annuel(c: &Contexte<'_>) -> Valeur {
    let rangs = match c.couverts(SANS_SUIVI) {
        Ok(rangs) => rangs,
        Err(motif) => return Valeur::manquante(motif),
    };
    let suivi = c.recensement.suivi;
    let colonne = suivi.tables.iter().flat_map(|t| &t.colonnes).any(|(colonne, _, _)| *colonne == Colonne::ExerceeEn);
    let dite = suivi.lexique(Colonne::ExerceeEn).is_some_and(|lexique| !lexique.mots.is_empty());
    if !colonne && !dite {
        return Valeur::manquante(SANS_COLONNE);
    }
    let nombre: u32 = c.comptes(&rangs).map(|compte| compte.exercees_autrement).sum();
    c.compte_du_suivi(Exact::from(nombre))
}
