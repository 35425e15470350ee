//! « Tarifs »: the prices, their nature, their dates, who pays, under which arrêté.

use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::reglages::{Prix, Tarif};
use crate::domaine::unites::Euros;
use crate::francais::date_en_lettres;
use crate::francais::majuscule;
use crate::publier::tableur::Matiere;
use crate::publier::tableur::table::{Case, Ligne, Table};

pub(super) fn table(m: &Matiere<'_>) -> Table {
    let mut table = Table::new("Tarifs", "tarifs", "Tarifs déclarés")
        .consigne("Tels que rapport.toml les déclare. Les formules des produits pointent sur la colonne « Tarif ».")
        .colonnes([
            ("À compter du", 14),
            ("Périmètre", 18),
            ("Payeur", 30),
            ("Nature du prix", 30),
            ("Tarif", 16),
            ("Par", 14),
            ("Arrêté", 40),
            ("Date de l’arrêté", 16),
        ]);
    table.lignes = m.reglages.tarifs.iter().map(ligne).collect();
    table
}

fn ligne(t: &Tarif) -> Ligne {
    let (Euros(prix), par) = match t.prix {
        Prix::Journee(prix) => (prix, "journée"),
        Prix::ForfaitMesure(prix) => (prix, "mesure"),
        Prix::DotationGlobalisee(prix) => (prix, "an"),
    };
    let dit = format!("prix de journée {}, depuis le {}", t.nature.libelle(), date_en_lettres(t.depuis));
    let texte = |texte: &Option<String>| Case::Texte(texte.clone().unwrap_or_default());
    let cases = vec![
        Case::Jour(t.depuis),
        Case::texte(t.dispositif.as_deref().unwrap_or("Service")),
        texte(&t.payeur),
        Case::Texte(majuscule(t.nature.libelle())),
        Case::de(
            Valeur::lue(prix, &t.span).dite(if par == "journée" { dit } else { format!("tarif par {par}") }),
            Unite::Euros,
        ),
        Case::texte(par),
        texte(&t.arrete),
        t.date_arrete.map_or(Case::Vide, Case::Jour),
    ];
    cases.into()
}
