//! The tunnel of a CPOM, where there is one: base and clawback are those of the contract, and no euro is given without
//! the text that says so.

use crate::calculer::Calcul;
use crate::calculer::contexte::Contexte;
use crate::domaine::indicateur::{Indicateur, Unite, Valeur};
use crate::domaine::reglages::{BaseDuTunnel, Tunnel};
use crate::domaine::unites::Taux;
use crate::domaine::valeur::Operation;

const SOURCE: &str = "règle contractuelle du CPOM, telle que déclarée dans rapport.toml";

const fn calcul(
    (id, libelle, definition): (&'static str, &'static str, &'static str),
    unite: Unite,
    annuel: fn(&Contexte<'_>) -> Valeur,
) -> Calcul {
    let indicateur = Indicateur { id, libelle, libelle_en_hebergement: None, definition, unite, source: SOURCE };
    Calcul { indicateur, mensuel: None, annuel }
}

pub(super) const PLANCHER: Calcul = calcul(
    (
        "tunnel_plancher",
        "Plancher du tunnel",
        "taux bas du tunnel × journées prévisionnelles de la période, ou × journées théoriques quand le contrat le dit",
    ),
    Unite::Journees,
    |c| borne(c, "taux bas du tunnel", |tunnel| tunnel.plancher),
);

pub(super) const PLAFOND: Calcul = calcul(
    (
        "tunnel_plafond",
        "Plafond du tunnel",
        "taux haut du tunnel × journées prévisionnelles de la période, ou × journées théoriques quand le contrat le dit",
    ),
    Unite::Journees,
    |c| borne(c, "taux haut du tunnel", |tunnel| tunnel.plafond),
);

pub(super) const ECART: Calcul = calcul(
    (
        "tunnel_ecart",
        "Écart au tunnel",
        "journées réalisées au-dessus du plafond, en plus, ou sous le plancher, en moins ; zéro dans le tunnel",
    ),
    Unite::Journees,
    |c| {
        let au_dessus = c.perimetre.annuel("journees_realisees").exces_sur(&c.perimetre.annuel("tunnel_plafond"));
        au_dessus.dite("journées au-dessus du plafond").moins(&sous_le_plancher(c))
    },
);

pub(super) const REPRISE: Calcul = calcul(
    (
        "tunnel_reprise",
        "Reprise au titre du tunnel",
        "journées sous le plancher × part reprise × prix, selon la règle contractuelle déclarée ; au prix de journée en vigueur quand elle n’en donne pas ; sur l’année entière",
    ),
    Unite::Euros,
    reprise,
);

/// The tunnel that the perimetre declares; a groupe has none.
fn tunnel<'a>(c: &Contexte<'a>) -> Option<&'a Tunnel> {
    c.activite()?.tunnel.as_ref()
}

fn borne(c: &Contexte<'_>, mots: &'static str, taux: fn(&Tunnel) -> Taux) -> Valeur {
    let Some(tunnel) = tunnel(c) else { return Valeur::manquante("aucun tunnel déclaré") };
    let base = match tunnel.base {
        BaseDuTunnel::Previsionnelles => c.perimetre.annuel("journees_previsionnelles"),
        BaseDuTunnel::Theoriques => c.perimetre.annuel("journees_theoriques"),
    };
    base.fois(&Valeur::lue(taux(tunnel).0, &tunnel.span).dite(mots))
}

fn sous_le_plancher(c: &Contexte<'_>) -> Valeur {
    let manquantes = c.perimetre.annuel("tunnel_plancher").exces_sur(&c.perimetre.annuel("journees_realisees"));
    manquantes.dite("journées sous le plancher")
}

fn reprise(c: &Contexte<'_>) -> Valeur {
    let Some(tunnel) = tunnel(c) else { return Valeur::manquante("aucun tunnel déclaré") };
    let Some(regle) = &tunnel.regle else {
        return Valeur::manquante("aucune règle de reprise déclarée");
    };
    if !c.complet() {
        return Valeur::manquante("exercice en cours : la reprise se juge sur l’année entière");
    }
    let nommee = |mots: &str| format!("{mots}, règle contractuelle : {}", regle.texte);
    let part = Valeur::lue(regle.part.0, &regle.span).dite(nommee("part reprise"));
    let prix = match &regle.prix {
        Some(prix) => Valeur::lue(prix.value.0, &prix.span).dite_en_euros(nommee("prix")),
        None => c.perimetre.annuel("prix_de_journee"),
    };
    Valeur::calcule(Operation::Produit, vec![sous_le_plancher(c), part, prix], "")
}
