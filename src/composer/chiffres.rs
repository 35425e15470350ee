//! The page of key figures: each with its two terms, the exercise before, and its réserve.

use super::ecriture::{accorde, avec_mot, date, ecrit, ecrit_en_deux, libelle, propre, unite_de};
use super::entree::{Chiffres, Tuile};
use super::matiere::Matiere;
use super::notes::Appels;
use super::sections::budget;
use super::tables::repartition;
use crate::domaine::indicateur::{Perimetre, Unite};
use crate::francais::{INSECABLE, avec_signe};

/// What a report shows first when rapport.toml does not choose.
const DEFAUT: [&str; 12] = [
    "taux_de_realisation",
    "taux_d_occupation",
    "file_active_mesures",
    "entrees",
    "sorties",
    "presents_fin",
    "ecart_produits",
    "prix_de_journee",
    "duree_moyenne_sortants",
    "journees_realisees",
    "ecart_journees",
    "familles",
];

/// The known key figures; `None` when there is none. The default choice fills whole rows of three.
pub(super) fn chiffres(m: &Matiere<'_>) -> Option<Chiffres> {
    let service = m.indicateurs.service()?;
    let choisis = &m.reglages().rapport.chiffres_cles;
    let ids: Vec<&str> = if choisis.is_empty() { DEFAUT.into() } else { choisis.iter().map(String::as_str).collect() };
    let mut connus: Vec<&str> = ids.into_iter().filter(|id| service.annuel(id).nombre.is_ok()).collect();
    if choisis.is_empty() && connus.len() > 3 {
        connus.truncate((connus.len() / 3 * 3).min(9));
    }
    let mut appels = Appels::default();
    let tuiles: Vec<Tuile> = connus.iter().filter_map(|id| tuile(m, service, id, &mut appels)).collect();
    let titre = match m.indicateurs.en_cours() {
        true => format!("Chiffres clés, à fin {}", m.dernier_mois()),
        false => format!("L’année {} en chiffres", m.annee()),
    };
    (!tuiles.is_empty()).then(|| Chiffres { titre, tuiles, notes: appels.notes(m, []) })
}

fn tuile(m: &Matiere<'_>, service: &Perimetre, id: &str, appels: &mut Appels) -> Option<Tuile> {
    let valeur = service.annuel(id);
    let unite = unite_de(m, id);
    let n = valeur.exact()?;
    let (nombre, signe) = ecrit_en_deux(service.a_ecrire(n, unite, None), unite);
    let nombre = if id.starts_with("ecart_") { avec_signe(nombre) } else { nombre };
    let mut details = termes(m, service, id);
    let quand = if m.indicateurs.en_cours() { "Toute l’année" } else { "En" };
    let avant = service.precedent.get(id);
    let avant = avant.map(|avant| [format!("{quand} {}", m.annee() - 1), ecrit(*avant, unite)]);
    if unite == Unite::Euros && id != "prix_de_journee" && m.indicateurs.tarif_suppose_moyen {
        details.push(budget::HYPOTHESE.into());
    }
    let a_date = if m.indicateurs.en_cours() && FLUX.contains(&id) { " à date" } else { "" };
    Some(Tuile {
        libelle: format!("{}{a_date}", libelle(m, id, service.modalite)),
        valeur: nombre,
        unite: signe,
        details,
        avant,
        appel: appels.reserve(&valeur),
    })
}

const FLUX: [&str; 5] = ["entrees", "sorties", "file_active_mesures", "file_active_personnes", "journees_realisees"];

/// The operands of a figure, in words.
fn termes(m: &Matiere<'_>, service: &Perimetre, id: &str) -> Vec<String> {
    let mot = |id: &str, mots: &str| {
        service.annuel(id).exact().map(|n| {
            let n = service.a_ecrire(n, unite_de(m, id), None);
            avec_mot(n, unite_de(m, id), &accorde(n, mots))
        })
    };
    let deux = |a: Option<String>, lien: &str, b: Option<String>| Some(format!("{} {lien} {}", a?, b?));
    let realisees = || mot("journees_realisees", "journées réalisées");
    let ligne = match id {
        "taux_de_realisation" => deux(realisees(), "sur", mot("journees_previsionnelles", "prévisionnelles")),
        "taux_d_occupation" => deux(realisees(), "sur", mot("journees_theoriques", "théoriques")),
        "file_active_mesures" => {
            deux(mot("presents_debut", &format!("présents au 1er{INSECABLE}janvier")), "et", mot("entrees", "entrées"))
        }
        "entrees" | "sorties" => repartition(m, id),
        "presents_fin" => {
            let jour = format!("au {}", date(m.indicateurs.jusqu_a.dernier_jour()));
            Some(repartition(m, id).map_or(jour.clone(), |parts| format!("{jour} : {parts}")))
        }
        "ecart_produits" => budget::operation(m, id)
            .or_else(|| deux(mot("produits_realises", "réalisés"), "pour", mot("produits_prevus", "prévus"))),
        "produits_prevus" | "produits_realises" => budget::operation(m, id),
        "ecart_journees" => deux(realisees(), "pour", mot("journees_previsionnelles", "prévisionnelles")),
        "journees_realisees" => service.source_journees.map(|s| s.libelle().to_owned()),
        "prix_de_journee" => budget::nature_du_prix(m),
        "duree_moyenne_sortants" | "duree_mediane_sortants" => {
            mot("sorties", "sorties").map(|n| format!("calculée sur {n}"))
        }
        _ => None,
    };
    ligne.into_iter().map(|l| propre(&l)).collect()
}
