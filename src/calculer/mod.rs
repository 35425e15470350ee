//! `DossierControle` → `Indicateurs`: pure, exact, never formatted. Each indicator is one file, registered once.

mod absences;
mod arrete_tardif;
mod attente;
mod capacites;
mod compte;
mod confidentialite;
mod contexte;
mod demandes;
mod dus;
mod ecarts;
mod echeances;
mod effets;
mod facturees;
mod forfait;
mod grille;
mod indicateurs;
mod payeurs;
mod personnel;
mod populations;
mod qualite;
mod rapprochement;
mod recensement;
mod statistique;
mod suivies;
mod tarifs;

use crate::domaine::controle::DossierControle;
use crate::domaine::dossier::Grandeur;
use crate::domaine::indicateur::{Genre, Indicateur, Indicateurs, Perimetre, Valeur};
use crate::domaine::mois::Mois;
use crate::domaine::reglages::Modalite;
use crate::domaine::tableau::Tableau;
use crate::domaine::valeur::Nom;
pub use confidentialite::publique;
use contexte::{Contexte, PAS_ENCORE_OUVERT, Part, Sujet};
use indicateurs::{calculs, journees_realisees};
use populations::Populations;
use recensement::Recensement;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

/// An indicator and how it is computed, in the order of dependency: a later one may read an earlier one.
pub(crate) struct Calcul {
    pub(crate) indicateur: Indicateur,
    pub(crate) mensuel: Option<fn(&Contexte<'_>, Mois) -> Valeur>,
    pub(crate) annuel: fn(&Contexte<'_>) -> Valeur,
}

/// The registry, as data: what each indicator is called, means, and comes from.
pub fn catalogue() -> Vec<Indicateur> {
    calculs().map(|c| c.indicateur).collect()
}

/// Everything computed: dispositifs, then groupes, then the service.
pub fn indicateurs(controle: &DossierControle) -> Indicateurs {
    let reglages = controle.reglages();
    let tableaux = controle.dossier().tableaux_retenus(reglages, controle.derivation());
    let recensement = Recensement::new(controle);
    let (populations, echeances) = thread::scope(|scope| {
        let echeances = scope.spawn(|| echeances::echeances(&recensement, reglages));
        let populations = Populations::new(&recensement, reglages);
        (populations, echeances.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let mut perimetres = des_dispositifs((&recensement, &populations), controle, &tableaux);
    let dispositifs = perimetres.len();
    for groupe in &reglages.groupes {
        let siennes = |part: &Part<'_>| groupe.dispositifs.contains(&part.perimetre.code);
        let parts: Vec<Part<'_>> = parts(&perimetres[..dispositifs], &tableaux).filter(siennes).collect();
        let vide = nouveau(&groupe.code, &groupe.libelle, Genre::Groupe);
        let modalite = modalite_commune(&parts);
        perimetres.push(calcule(
            (&recensement, &populations),
            controle,
            Sujet::Groupe(parts),
            (None, Perimetre { modalite, ..vide }),
        ));
    }
    let parts: Vec<Part<'_>> = parts(&perimetres[..dispositifs], &tableaux).collect();
    let vide = nouveau("service", &reglages.service.nom, Genre::Service);
    let modalite = modalite_commune(&parts);
    let decomptes = demandes::decomptes(controle).into_iter().chain(absences::decompte(controle));
    let decomptes = decomptes.chain(personnel::decomptes(controle)).chain(qualite::decomptes(controle)).collect();
    let vide = Perimetre { modalite, decomptes, ..vide };
    perimetres.push(calcule((&recensement, &populations), controle, Sujet::Service(parts), (None, vide)));
    let mut indicateurs = Indicateurs {
        exercice: reglages.exercice,
        jusqu_a: controle.jusqu_a(),
        tarif_suppose_moyen: tarifs::suppose_moyen(reglages),
        attente_au: attente::date(controle),
        echeances,
        perimetres,
        catalogue: catalogue(),
    };
    if let Some(facturees) = &recensement.facturees {
        rapprochement::explique(&mut indicateurs, facturees);
    }
    indicateurs
}

/// The dispositifs in the order of rapport.toml; a guest is computed after its host, whose planned price it reads.
fn des_dispositifs(
    sources: (&Recensement<'_>, &Populations),
    controle: &DossierControle,
    tableaux: &[Tableau<'_>],
) -> Vec<Perimetre> {
    let rang_de_l_hote = |tableau: &Tableau<'_>| {
        let hote = tableau.dispositif.sur_les_places_de.as_ref()?;
        tableaux.iter().position(|autre| autre.dispositif.code == *hote)
    };
    let mut calcules: BTreeMap<usize, Perimetre> = BTreeMap::new();
    for invites in [false, true] {
        for (rang, tableau) in tableaux.iter().enumerate() {
            let hote = rang_de_l_hote(tableau);
            if hote.is_some() != invites {
                continue;
            }
            let vide = nouveau(&tableau.dispositif.code, &tableau.dispositif.libelle, Genre::Dispositif);
            let vide = Perimetre { modalite: Some(tableau.dispositif.modalite), ..vide };
            let hote = hote.and_then(|rang| calcules.get(&rang));
            let perimetre = calcule(sources, controle, Sujet::Dispositif(tableau), (hote, vide));
            calcules.insert(rang, perimetre);
        }
    }
    calcules.into_values().collect()
}

fn parts<'a>(perimetres: &'a [Perimetre], tableaux: &'a [Tableau<'a>]) -> impl Iterator<Item = Part<'a>> {
    perimetres.iter().zip(tableaux).map(|(perimetre, tableau)| Part { perimetre, tableau })
}

fn nouveau(code: &str, libelle: &str, genre: Genre) -> Perimetre {
    Perimetre {
        code: code.to_owned(),
        libelle: libelle.to_owned(),
        genre,
        modalite: None,
        mensuel: BTreeMap::new(),
        annuel: BTreeMap::new(),
        precedent: BTreeMap::new(),
        ventilations: Vec::new(),
        decomptes: Vec::new(),
        source_journees: None,
        source_mensuelle: Vec::new(),
        rapprochement: None,
    }
}

fn modalite_commune(parts: &[Part<'_>]) -> Option<Modalite> {
    let premiere = parts.first()?.perimetre.modalite?;
    parts.iter().all(|p| p.perimetre.modalite == Some(premiere)).then_some(premiere)
}

fn calcule<'a>(
    (recensement, populations): (&'a Recensement<'a>, &Populations),
    controle: &'a DossierControle,
    sujet: Sujet<'a>,
    (hote, vide): (Option<&'a Perimetre>, Perimetre),
) -> Perimetre {
    let mut contexte = Contexte { controle, recensement, sujet, hote, perimetre: vide };
    let pas_encore_ouvert = match &contexte.sujet {
        Sujet::Dispositif(tableau) => contexte.pas_encore_ouvert(tableau),
        _ => false,
    };
    let code: Arc<str> = contexte.perimetre.code.as_str().into();
    for calcul in calculs() {
        if let Some(mensuel) = calcul.mensuel {
            let nom =
                |mois| Nom::Indicateur { perimetre: Arc::clone(&code), id: calcul.indicateur.id, mois: Some(mois) };
            let valeur = |mois| mensuel(&contexte, mois).nommee(nom(mois));
            let valeurs = contexte.exercice().mois().map(valeur).collect();
            contexte.perimetre.mensuel.insert(calcul.indicateur.id, valeurs);
        }
        let valeur = if pas_encore_ouvert { Valeur::manquante(PAS_ENCORE_OUVERT) } else { (calcul.annuel)(&contexte) };
        let nom = Nom::Indicateur { perimetre: Arc::clone(&code), id: calcul.indicateur.id, mois: None };
        contexte.perimetre.annuel.insert(calcul.indicateur.id, valeur.nommee(nom));
    }
    let sources = contexte.exercice().mois().map(|mois| journees_realisees::source_du_mois(&contexte, mois)).collect();
    let source_journees = journees_realisees::source_de_l_annee(&contexte);
    let precedent = contexte.exercice_precedent();
    let ventilations = populations::ventilations(&contexte, populations);
    let rapprochement = contexte.rapprochement();
    Perimetre {
        rapprochement,
        source_mensuelle: sources,
        source_journees,
        precedent,
        ventilations,
        ..contexte.perimetre
    }
}
