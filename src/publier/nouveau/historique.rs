//! Last year's annual figures as rapport.toml declares an earlier exercise: rounded once, as they were printed.

use crate::domaine::exact::Exact;
use crate::domaine::grille::{Grille, Niveau};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Unite};
use crate::domaine::reglages::Reglages;
use crate::lire;
use toml_edit::{Table, Value};

/// What compares, projects or explains a year from others: worked out again from what is declared, never declared. How
/// such keys begin; and those that are named whole.
const DERIVES: [&str; 8] = [
    "effet_",
    "evolution_",
    "tunnel_",
    "atterrissage",
    "prix_applicable_par_",
    "ecart_de_facturation",
    "ecart_a_la_moyenne",
    "journees_moyenne_",
];
const DERIVES_NOMMES: [&str; 8] = [
    "attente_prevue",
    "journees_max",
    "journees_min",
    "journees_par_mois_a_realiser",
    "journees_previsionnelles_annee",
    "journees_theoriques_supposees",
    "prix_moyen_prevu",
    "taux_d_atterrissage",
];

/// One table per dispositif, and that of the service first.
pub(super) fn tables(indicateurs: &Indicateurs, reglages: &Reglages) -> Vec<Table> {
    let perimetres = indicateurs.service().into_iter().chain(indicateurs.dispositifs());
    perimetres.map(|perimetre| table(indicateurs, perimetre, reglages)).collect()
}

/// What an earlier exercise is declared for: counts, rates, days, euros; and the differences that are printed beside the
/// year's own.
fn se_declare(cle: &str) -> bool {
    let derive = DERIVES.iter().any(|debut| cle.starts_with(debut)) || DERIVES_NOMMES.contains(&cle);
    !derive && !cle.ends_with("_ecart")
}

fn table(indicateurs: &Indicateurs, perimetre: &Perimetre, reglages: &Reglages) -> Table {
    let mut table = Table::new();
    table.insert("exercice", toml_edit::value(i64::from(indicateurs.exercice.annee())));
    if perimetre.genre == Genre::Dispositif {
        table.insert("dispositif", toml_edit::value(&perimetre.code));
    }
    for cle in lire::declarables().iter().filter(|cle| se_declare(cle)) {
        let Some(unite) = indicateurs.definition(cle).map(|definition| definition.unite) else { continue };
        let valeur = perimetre.annuel(cle);
        let exact = valeur.exact().map(|n| perimetre.a_ecrire(n, unite, None));
        let Some(mut ecrite) = exact.and_then(|n| ecrite(cle, unite, n)) else { continue };
        if valeur.reserve.is_some() {
            ecrite.decor_mut().set_suffix("  # sous réserve l’année dernière : à confirmer");
        }
        table.insert(cle, toml_edit::Item::Value(ecrite));
    }
    if let Some(prix) = prix_en_vigueur(indicateurs, perimetre, reglages) {
        let mut ecrite = Value::from(decimales(prix, 2));
        if perimetre.annuel(PRIX).exact() != Some(prix) {
            ecrite.decor_mut().set_suffix("  # en vigueur au 31 décembre");
        }
        table.insert(PRIX, toml_edit::Item::Value(ecrite));
    }
    table
}

const PRIX: &str = "prix_de_journee";

/// The price that every payer pays on the last day, where tariffs say what is in force: it is billed next year until a new
/// one takes effect. A dispositif has its own or that of its host.
fn prix_en_vigueur(indicateurs: &Indicateurs, perimetre: &Perimetre, reglages: &Reglages) -> Option<Exact> {
    let tarifs = match perimetre.genre {
        Genre::Dispositif => {
            let (niveau, tarifs) = reglages.tarifs_de(reglages.dispositif(&perimetre.code)?);
            if matches!(niveau, Niveau::Service) { Vec::new() } else { tarifs }
        }
        _ => reglages.tarifs_du_code(None),
    };
    let jour = indicateurs.exercice.decembre().dernier_jour();
    let du_jour =
        |grille: Grille<'_>| grille.du_jour(jour).ok().filter(|_| grille.dit_ce_qui_est_en_vigueur())?.prix_du_jour();
    let mut prix = Grille::par_payeur(&tarifs).into_iter().map(du_jour);
    let premier = prix.next()??;
    prix.all(|autre| autre == Some(premier)).then_some(premier)
}

/// A value as its key takes it; nothing for one that the key would refuse.
fn ecrite(cle: &str, unite: Unite, n: Exact) -> Option<Value> {
    if n < Exact::ZERO && !lire::peut_etre_negatif(cle) {
        return None;
    }
    if lire::est_un_taux(cle) {
        let taux = n <= Exact::from(2_u32);
        return taux.then(|| Value::from(format!("{} %", decimales(n * Exact::from(100_u32), 1))));
    }
    Some(match unite {
        Unite::Euros => Value::from(decimales(n, 2)),
        _ => match n.entier().and_then(|entier| i64::try_from(entier).ok()) {
            Some(entier) => Value::from(entier),
            None => Value::from(decimales(n, 1)),
        },
    })
}

/// « 93,6 ».
fn decimales(n: Exact, nombre: u32) -> String {
    let unites = n.arrondi(nombre);
    let (signe, base) = (if unites < 0 { "-" } else { "" }, 10_u128.pow(nombre));
    let (entiers, reste) = (unites.unsigned_abs() / base, unites.unsigned_abs() % base);
    format!("{signe}{entiers},{reste:0largeur$}", largeur = usize::try_from(nombre).unwrap_or_default())
}
