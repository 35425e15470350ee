//! Capacity, forecast, tariffs and earlier exercises: everything dated.

use super::bloc::{Bloc, plain, rate, signed};
use super::declarables;
use crate::diagnostic::Spanned;
use crate::domaine::exact::Exact;
use crate::domaine::mois::Exercice;
use crate::domaine::reglages::{
    Activite, BaseDuTunnel, Capacite, Historique, MesuresPrevues, NatureCapacite, NatureTarif, Prevision, Prix,
    RegleDuTunnel, Tarif, Tunnel,
};
use crate::domaine::unites::{Euros, Journees, Taux};
use std::collections::BTreeMap;
use toml_edit::Value;

const JOURNEES: &str = "un nombre de journées, par exemple 15208";
const EUROS: &str = "un montant, par exemple \"22,54\"";

pub(super) fn capacites(parent: &Bloc<'_>) -> Vec<Capacite> {
    parent.tables("capacite").into_iter().filter_map(capacite).collect()
}

fn capacite(bloc: Bloc<'_>) -> Option<Capacite> {
    let depuis = bloc.requis("depuis", bloc.date("depuis"));
    let places = bloc.requis("places", bloc.entier("places"));
    let nature = bloc.choix("nature", &NatureCapacite::TOUTES).unwrap_or(NatureCapacite::Autorisee);
    let span = bloc.span("places");
    bloc.finir();
    Some(Capacite { depuis: depuis?, places: places?, nature, span })
}

pub(super) fn activite(bloc: Bloc<'_>) -> Activite {
    let previsionnelles = prevision(&bloc);
    let mesures_previsionnelles = mesures(&bloc);
    let realisees = bloc.nombre("journees_realisees", JOURNEES);
    let taux_retenu =
        bloc.taux("taux_retenu").map(|taux| Spanned { value: Taux(taux), span: bloc.span("taux_retenu") });
    if taux_retenu.is_some() && matches!(&previsionnelles, Some(Spanned { value: Prevision::TauxCible(_), .. })) {
        bloc.refuse("taux_retenu", "un taux cible ou un taux retenu, pas les deux");
    }
    let tunnel = tunnel(&bloc);
    bloc.finir();
    let realisees = realisees.map(|r| Spanned { value: Journees(r.value), span: r.span });
    Activite { previsionnelles, realisees, mesures_previsionnelles, taux_retenu, tunnel }
}

fn mesures(bloc: &Bloc<'_>) -> Option<Spanned<MesuresPrevues>> {
    let nombre = |v: &Value| u32::try_from(plain(v)?.entier()?).ok();
    let lues = bloc.autre("mesures_previsionnelles", "un nombre de mesures, ou une liste de douze", |item| {
        if let Some(douze) = item.as_array() {
            let mois = douze.iter().map(nombre).collect::<Option<Vec<_>>>()?;
            return Some(MesuresPrevues::Mensuelles(Box::new(mois.try_into().ok()?)));
        }
        nombre(item.as_value()?).map(MesuresPrevues::Annuelles)
    });
    Some(Spanned { value: lues?, span: bloc.span("mesures_previsionnelles") })
}

/// The base and the clawback say nothing without the two rates.
fn tunnel(bloc: &Bloc<'_>) -> Option<Tunnel> {
    let bornes = bloc.deux_taux("tunnel");
    let base = bloc.choix("tunnel_base", &BaseDuTunnel::TOUTES);
    let regle = bloc.table("tunnel_regle").and_then(regle_du_tunnel);
    let Some((bas, haut)) = bornes else {
        for cle in ["tunnel_base", "tunnel_regle"] {
            bloc.refuse(cle, "un tunnel dont elle est la règle : tunnel = [\"95 %\", \"105 %\"]");
        }
        return None;
    };
    let base = base.unwrap_or(BaseDuTunnel::Previsionnelles);
    Some(Tunnel { plancher: Taux(bas), plafond: Taux(haut), base, regle, span: bloc.span("tunnel") })
}

fn regle_du_tunnel(bloc: Bloc<'_>) -> Option<RegleDuTunnel> {
    let texte = bloc.requis("texte", bloc.texte("texte"));
    let part = bloc.requis("part", bloc.taux("part"));
    let prix = bloc.nombre("prix", EUROS).map(|prix| Spanned { value: Euros(prix.value), span: prix.span });
    let span = bloc.span("part");
    bloc.finir();
    Some(RegleDuTunnel { texte: texte?, part: Taux(part?), prix, span })
}

fn prevision(bloc: &Bloc<'_>) -> Option<Spanned<Prevision>> {
    let taux = bloc.taux("taux_cible").map(|t| Prevision::TauxCible(Taux(t)));
    let journees = journees(bloc);
    if taux.is_some() && journees.is_some() {
        bloc.refuse("taux_cible", "un taux cible ou des journées prévisionnelles, pas les deux");
    }
    let cle = if journees.is_some() { "journees_previsionnelles" } else { "taux_cible" };
    Some(Spanned { value: journees.or(taux)?, span: bloc.span(cle) })
}

fn journees(bloc: &Bloc<'_>) -> Option<Prevision> {
    bloc.autre("journees_previsionnelles", "un nombre de journées, ou une liste de douze", |item| {
        if let Some(douze) = item.as_array() {
            let mois = douze.iter().map(|v| plain(v).map(Journees)).collect::<Option<Vec<_>>>()?;
            return Some(Prevision::Mensuelle(Box::new(mois.try_into().ok()?)));
        }
        plain(item.as_value()?).map(|n| Prevision::Annuelle(Journees(n)))
    })
}

pub(super) fn tarif(bloc: Bloc<'_>) -> Option<Tarif> {
    let depuis = bloc.requis("depuis", bloc.date("depuis"));
    let euros = |cle| bloc.nombre(cle, EUROS).map(|n| Euros(n.value));
    let prix = [
        ("prix_de_journee", euros("prix_de_journee").map(Prix::Journee)),
        ("forfait_mesure", euros("forfait_mesure").map(Prix::ForfaitMesure)),
        ("dotation_globalisee", euros("dotation_globalisee").map(Prix::DotationGlobalisee)),
    ];
    let mut donnes = prix.into_iter().filter_map(|(cle, prix)| Some((cle, prix?)));
    let (premier, second) = (donnes.next(), donnes.next());
    match (&premier, second) {
        (None, _) => bloc.manque("prix_de_journee"),
        (Some(_), Some((cle, _))) => bloc.refuse(cle, "un seul prix par [[tarif]]"),
        _ => {}
    }
    let nature = bloc.choix("nature", &NatureTarif::TOUTES).unwrap_or(NatureTarif::NonPrecisee);
    let (dispositif, payeur, arrete) = (bloc.texte("dispositif"), bloc.texte("payeur"), bloc.texte("arrete"));
    let date_arrete = bloc.date("date_arrete");
    let previsionnelles = journees(&bloc).map(|value| Spanned { value, span: bloc.span("journees_previsionnelles") });
    if previsionnelles.is_some() && !matches!(premier, Some((_, Prix::Journee(_)))) {
        bloc.refuse("journees_previsionnelles", "un tarif en prix_de_journee : lui seul dépend des journées");
    }
    let span = bloc.span(premier.as_ref().map_or("prix_de_journee", |(cle, _)| cle));
    bloc.finir();
    Some(Tarif {
        depuis: depuis?,
        prix: premier?.1,
        nature,
        dispositif,
        payeur,
        arrete,
        date_arrete,
        previsionnelles,
        span,
    })
}

pub(super) fn historique(bloc: Bloc<'_>) -> Option<Historique> {
    let annee = bloc.requis("exercice", bloc.entier("exercice"));
    let exercice = annee.and_then(|a| Exercice::new(i32::try_from(a).ok()?));
    let dispositif = bloc.texte("dispositif");
    let mut valeurs: BTreeMap<String, Spanned<Exact>> = BTreeMap::new();
    bloc.texte("source_journees");
    for cle in declarables::CLES {
        let lu = if declarables::est_un_taux(cle) {
            bloc.autre(cle, "un taux, par exemple \"103 %\"", |item| rate(item.as_value()?))
        } else if declarables::a_un_signe(cle) {
            bloc.autre(cle, "un nombre ou un montant, avec son signe", |item| signed(item.as_value()?))
        } else {
            bloc.autre(cle, "un nombre ou un montant, zéro ou plus", |item| plain(item.as_value()?))
        };
        if let Some(value) = lu {
            valeurs.insert(cle.to_owned(), Spanned { value, span: bloc.span(cle) });
        }
    }
    bloc.finir();
    Some(Historique { exercice: exercice?, dispositif, valeurs })
}
