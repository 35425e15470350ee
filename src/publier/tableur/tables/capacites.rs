//! « Capacités »: how many places from which day on, as declared.

use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::reglages::Capacite;
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut table = Table::new("Capacités", "capacites", "Places, à compter de leur date")
        .consigne("Telles que rapport.toml les déclare. Chaque ligne vaut jusqu’à la suivante du même périmètre.")
        .colonnes([("Périmètre", 40), ("À compter du", 16), ("Places", 12), ("Nature de la capacité", 26)]);
    let r = m.reglages;
    let mut lignes = |qui: &str, capacites: &[Capacite]| {
        table.lignes.extend(capacites.iter().enumerate().map(|(rang, c)| ligne(qui, c, rang == 0)));
    };
    lignes("Service", &r.capacites);
    r.dispositifs.iter().for_each(|d| lignes(&d.code, &d.capacites));
    r.unites.iter().for_each(|u| lignes(&u.libelle, &u.capacites));
    table
}

fn ligne(qui: &str, c: &Capacite, debut: bool) -> Ligne {
    let places = Valeur::lue(c.places.into(), &c.span).dite(format!("places, {qui}"));
    let cases = vec![
        Case::texte(qui),
        Case::Jour(c.depuis),
        Case::de(places, Unite::Nombre),
        Case::Texte(majuscule(c.nature.libelle())),
    ];
    Ligne { debut, ..cases.into() }
}
