//! Why proceeds are not those planned: price, then activity. Their sum is the gap, to the cent.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::calculer::effets::{Effet, Famille};
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};

/// Price and activity make the gap of proceeds.
pub(super) const FAMILLE: Famille = Famille {
    effets: &[Effet { id: "effet_prix", des_invitees: true }, Effet { id: "effet_activite", des_invitees: true }],
    difference: "ecart_produits",
};

pub(super) const PRIX_MOYEN_PREVU: Calcul = Calcul {
    indicateur: Indicateur {
        id: "prix_moyen_prevu",
        libelle: "Prix moyen prévu",
        libelle_en_hebergement: None,
        definition: "produits prévus ÷ journées prévisionnelles ; celui de l’hôte pour un accueil sans prévision sur ses places",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| match c.hote {
        Some(hote) if c.sans_prevision() => hote.annuel("prix_moyen_prevu"),
        _ => {
            let journees = c.perimetre.annuel("journees_previsionnelles");
            c.perimetre.annuel("produits_prevus").sur(&journees, "aucune journée prévue : pas de prix moyen prévu")
        }
    },
};

pub(super) const PRIX: Calcul = Calcul {
    indicateur: Indicateur {
        id: "effet_prix",
        libelle: "Effet du prix",
        libelle_en_hebergement: None,
        definition: "produits réalisés − journées facturables × prix moyen prévu ; avec l’effet de l’activité, il fait exactement l’écart de produits",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| {
        c.effet(&FAMILLE, "effet_prix", || {
            let au_prix_prevu =
                c.perimetre.annuel("journees_facturables").fois(&c.perimetre.annuel("prix_moyen_prevu"));
            c.perimetre
                .annuel("produits_realises")
                .moins(&au_prix_prevu.dite_en_euros("journées facturables au prix prévu"))
        })
    },
};

pub(super) const ACTIVITE: Calcul = Calcul {
    indicateur: Indicateur {
        id: "effet_activite",
        libelle: "Effet de l’activité",
        libelle_en_hebergement: None,
        definition: "(journées facturables − journées prévisionnelles) × prix moyen prévu",
        unite: Unite::Euros,
        source: "calcul dérivé du prix de journée déclaré",
    },
    mensuel: None,
    annuel: |c| {
        c.effet(&FAMILLE, "effet_activite", || {
            au_prix_prevu(c, &en_plus_de_la_prevision(c, "journees_facturables").dite("journées en plus ou en moins"))
        })
    },
};

/// Days beyond those planned; all of them where a guest plans nothing.
pub(super) fn en_plus_de_la_prevision(c: &Contexte<'_>, journees: &str) -> Valeur {
    let journees = c.perimetre.annuel(journees);
    if c.sans_prevision() { journees } else { journees.moins(&c.perimetre.annuel("journees_previsionnelles")) }
}

/// What days are worth at the mean price planned.
pub(super) fn au_prix_prevu(c: &Contexte<'_>, journees: &Valeur) -> Valeur {
    journees.fois(&c.perimetre.annuel("prix_moyen_prevu"))
}
