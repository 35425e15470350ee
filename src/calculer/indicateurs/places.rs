//! Places: dated in rapport.toml, else the table's own row.

use crate::calculer::Calcul;
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: "places",
        libelle: "Capacité",
        libelle_en_hebergement: None,
        definition: "places en vigueur à la fin de la période, de la nature de référence",
        unite: Unite::Nombre,
        source: "arrêté d’autorisation, tel que déclaré dans rapport.toml",
    },
    mensuel: Some(|c, mois| match c.selon_les_places(|p| p.en_fin_de_mois(mois).map(Exact::from)) {
        connue @ Valeur { nombre: Ok(_), .. } => connue,
        inconnue => match c.releve("places", Grandeur::Capacite, mois) {
            releve @ Valeur { nombre: Ok(_), .. } => releve,
            _ => inconnue,
        },
    }),
    annuel: |c| c.perimetre.mensuel("places", c.controle.jusqu_a()),
};
