//! The wait of those who have started beside that of those who still wait: never added, never averaged together.

use super::mots;
use super::{premiere, rangee};
use crate::dessiner::barres::Barres;
use crate::domaine::figure::Figure;
use crate::domaine::indicateur::{Indicateurs, Valeur};
use crate::domaine::population::{Critere, Population, Ventilation};
use crate::francais::{INSECABLE, majuscule};

/// The figure; one panel where only one of the two is known.
pub(in crate::dessiner) fn figure(indicateurs: &Indicateurs) -> Option<Figure> {
    let commencees = premiere(indicateurs, &[Population::Admissions], Critere::Delai, None);
    let en_attente = [Critere::Delai, Critere::Anciennete]
        .into_iter()
        .find_map(|critere| premiere(indicateurs, &[Population::Attente], critere, None));
    let parties: Vec<Partie> = [
        commencees.map(|v| Partie::new(indicateurs, v, "délai des mesures commencées", "attente_delai_median")),
        en_attente
            .map(|v| Partie::new(indicateurs, v, "attente des mesures non commencées", "attente_anciennete_mediane")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let tableau = tableau(&parties)?;
    let dites: Vec<String> = parties.iter().map(Partie::dite).collect();
    let decrites = parties.iter().map(|p| format!("{} — {}", p.dite(), mots::effectifs(&p.v)));
    let decrites: Vec<String> = decrites.collect();
    let ventilations: Vec<&Ventilation> = parties.iter().map(|p| &p.v).collect();
    Some(Figure {
        nom: "delais".into(),
        section: "attente",
        legende: format!("Durée de l’attente{INSECABLE}: {}.", dites.join("\u{202f}; ")),
        texte_alternatif: format!("Barres horizontales. {}.", decrites.join("\u{202f}; ")),
        note: mots::note(&ventilations, NOTE),
        svg: barres(&parties).svg()?,
        tableau,
        origines: Vec::new(),
        sources: mots::sources(&parties.iter().map(|p| &p.v).collect::<Vec<_>>()),
    })
}

const NOTE: &str = "Le délai va de la décision au début de la mesure, l’attente de la décision au jour où l’on compte\u{202f}: deux durées qui ne s’additionnent pas et n’ont pas de moyenne commune.";

struct Partie {
    v: Ventilation,
    nom: &'static str,
    mediane: Option<String>,
}

impl Partie {
    fn new(indicateurs: &Indicateurs, v: Ventilation, nom: &'static str, mediane: &str) -> Self {
        Self { v, nom, mediane: mots::jours(indicateurs, mediane) }
    }

    /// « délai des 12 mesures commencées (médiane 45 jours) ».
    fn dite(&self) -> String {
        let mediane = self.mediane.as_ref().map(|m| format!(", médiane {m}")).unwrap_or_default();
        format!("{} ({}{mediane})", self.nom, mots::compte_de(&self.v.total(), self.v.unite))
    }
}

/// Bands of all the parts, in their order; a part without a band counts zero in it.
fn bandes(parties: &[Partie]) -> Vec<String> {
    let mut bandes: Vec<String> = Vec::new();
    for nom in parties.iter().flat_map(|p| &p.v.lignes) {
        if !bandes.contains(nom) {
            bandes.push(nom.clone());
        }
    }
    let muette = |nom: &String| nom == crate::domaine::population::NON_RENSEIGNE;
    bandes.sort_by_key(muette);
    bandes
}

fn valeur(partie: &Partie, bande: &str) -> Valeur {
    let rang = partie.v.lignes.iter().position(|l| l == bande);
    let absente = || Valeur::convenue(crate::domaine::exact::Exact::ZERO, "tranche sans personne");
    rang.map_or_else(absente, |rang| partie.v.ligne(rang))
}

fn barres(parties: &[Partie]) -> Barres {
    let titre = |p: &Partie| mots::titre(p.nom, &p.v.total());
    let ligne = |nom: &String| {
        let valeurs: Vec<Valeur> = parties.iter().map(|p| valeur(p, nom)).collect();
        rangee(nom, &valeurs)
    };
    let rangees = bandes(parties).iter().map(ligne).collect();
    Barres { panneaux: parties.iter().map(titre).collect(), rangees, miroir: false }
}

fn tableau(parties: &[Partie]) -> Option<Vec<Vec<String>>> {
    parties.first()?;
    let mut entete = vec!["Durée".to_owned()];
    entete.extend(parties.iter().map(|p| majuscule(p.nom)));
    let ligne = |nom: &String| {
        let mut ligne = vec![super::propre(nom)];
        ligne.extend(parties.iter().map(|p| mots::texte(&valeur(p, nom))));
        ligne
    };
    Some(std::iter::once(entete).chain(bandes(parties).iter().map(ligne)).collect())
}
