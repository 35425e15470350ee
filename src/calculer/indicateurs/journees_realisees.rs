//! Days of presence: the months' own, else the annual declaration, else the midpoint of what the movements allow.

use crate::calculer::Calcul;
use crate::calculer::contexte::{Contexte, Part, Sujet};
use crate::diagnostic::Spanned;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Indicateur, SourceJournees, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::unites::Journees;

const ID: &str = "journees_realisees";

pub(super) const CALCUL: Calcul = Calcul {
    indicateur: Indicateur {
        id: ID,
        libelle: "Journées réalisées",
        libelle_en_hebergement: None,
        definition: "journées de présence de la période : au jour près quand un suivi des mesures les donne, sinon mois par mois quand le tableau les donne, sinon déclarées pour l’année, sinon estimées au milieu de ce que les mouvements permettent",
        unite: Unite::Journees,
        source: "règle de comptage du service (rapport.toml)",
    },
    mensuel: Some(mensuel),
    annuel,
};

fn mensuel(c: &Contexte<'_>, mois: Mois) -> Valeur {
    let Sujet::Dispositif(tableau) = &c.sujet else {
        return c.somme_des_parts(|part| part.mensuel(ID, mois));
    };
    let declarees = c.releve("", Grandeur::JourneesRealisees, mois);
    if declarees.exact().is_some() || mois > c.controle.jusqu_a() {
        return declarees;
    }
    let stocks = ["presents_debut", "presents_fin"].map(|id| c.perimetre.mensuel(id, mois));
    let regle = "moyenne des présents au début et à la fin × jours d’ouverture du mois";
    Valeur::regle(regle, stocks.into(), |_| tableau.milieu(mois, &c.comptage()))
}

/// Where a month's days come from; `None` when they are not known, or when nothing is expected of the month.
pub(in crate::calculer) fn source_du_mois(c: &Contexte<'_>, mois: Mois) -> Option<SourceJournees> {
    c.perimetre.mensuel(ID, mois).exact()?;
    match &c.sujet {
        Sujet::Dispositif(tableau) => match tableau.nombre(Grandeur::JourneesRealisees, mois) {
            Some(_) if c.vient_du_suivi(tableau, Grandeur::JourneesRealisees) => Some(SourceJournees::Suivi),
            Some(_) => Some(SourceJournees::Mensuel),
            None if tableau.ferme(mois) => None,
            None => Some(SourceJournees::Estime),
        },
        _ => c.parts().iter().filter_map(|p| p.perimetre.source_mensuelle.get(mois.rang()).copied().flatten()).max(),
    }
}

/// The annual declaration, used only for a complete exercise whose months do not give the days themselves.
fn declaration<'a>(c: &Contexte<'a>) -> Option<&'a Spanned<Journees>> {
    let declaree = c.activite()?.realisees.as_ref()?;
    let connu = |mois| c.perimetre.mensuel(ID, mois).exact().is_some();
    let donne = |mois| connu(mois) && source_du_mois(c, mois).is_none_or(|source| source <= SourceJournees::Mensuel);
    let par_les_mois = c.mois_connus().all(donne);
    (c.complet() && !par_les_mois).then_some(declaree)
}

/// True when a sum declares days of its own, whatever its parts did.
pub(in crate::calculer) fn propres(c: &Contexte<'_>) -> bool {
    declaration(c).is_some()
}

fn annuel(c: &Contexte<'_>) -> Valeur {
    match (declaration(c), &c.sujet) {
        (Some(declaree), _) => Valeur::lue(declaree.value.0, &declaree.span),
        (None, Sujet::Dispositif(_)) => c.cumul(ID),
        (None, _) => c.somme_des_parts_ouvertes(|part| part.annuel(ID)),
    }
}

/// Where the year's days come from: the weakest of what was added up.
pub(in crate::calculer) fn source_de_l_annee(c: &Contexte<'_>) -> Option<SourceJournees> {
    c.perimetre.annuel(ID).exact()?;
    match (declaration(c), &c.sujet) {
        (Some(_), _) => Some(SourceJournees::Declaration),
        (None, Sujet::Dispositif(_)) => c.mois_connus().filter_map(|mois| source_du_mois(c, mois)).max(),
        (None, _) => c.parts().iter().filter_map(|part| part.perimetre.source_journees).max(),
    }
}

/// True when the year's days are those of its months: no part of them was declared for the year.
pub(in crate::calculer) fn somme_des_mois(c: &Contexte<'_>) -> bool {
    let declaree = |part: &Part<'_>| part.perimetre.source_journees == Some(SourceJournees::Declaration);
    !propres(c) && !c.parts().iter().any(declaree) && c.perimetre.annuel(ID).nombre == c.cumul(ID).nombre
}
