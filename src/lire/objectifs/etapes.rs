//! The étapes of an action by year, each marked with an X, and its calendar.

use super::{Lecture, annee, citable, mots};
use crate::domaine::anomalie::ManqueDUnObjectif;
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::objectifs::{Borne, Etape, Objectifs};
use crate::francais::{cle, est_une_marque_de_vide, proche};
use crate::lire::genres::Genres;
use crate::lire::tableau_mensuel::discretion::est_nom_et_prenom;
use chrono::Datelike;

/// Marks of a year that is planned.
const CROIX: [&str; 9] = ["x", "✓", "✔", "✗", "✘", "×", "●", "■", "oui"];
/// States that `proche` looks among.
const ETATS: [&str; 5] = ["réalisée", "en cours", "non commencée", "reportée", "abandonnée"];
/// Headings of printed sheets that end a table, folded.
const INTERTITRES: [&str; 12] = [
    "objectif de l action",
    "pilote",
    "moyen",
    "modalite de mise en oeuvre et de suivi",
    "modalite de mise en oeuvre",
    "calendrier",
    "programmation previsionnelle detaillee",
    "partenaire acteur a associer",
    "partenaire",
    "acteur a associer",
    "indicateur",
    "financement",
];

/// Columns that are years, left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Annees(Vec<(usize, i32)>);

/// The columns of a table of étapes.
pub(super) struct Etapes {
    pub(super) annees: Annees,
    etape: usize,
    etat: Option<usize>,
    commentaire: Option<usize>,
}

impl Annees {
    fn de(ligne: &Ligne) -> Self {
        Self(ligne.remplies().filter_map(|(i, c)| Some((i, annee(c)?))).collect())
    }

    /// A row of nothing but years, two at least.
    pub(super) fn seules(ligne: &Ligne) -> Option<Self> {
        let annees = Self::de(ligne);
        (annees.0.len() > 1 && annees.0.len() == ligne.remplies().count()).then_some(annees)
    }

    pub(super) fn annees(&self) -> Vec<i32> {
        let mut annees: Vec<i32> = self.0.iter().map(|(_, annee)| *annee).collect();
        annees.sort_unstable();
        annees.dedup();
        annees
    }
}

impl Etapes {
    /// A header « Etape » with years beside it, or under the heading beside it; the rows that it takes.
    pub(super) fn trouve(genres: &Genres, lignes: &[Ligne]) -> Option<(Self, usize)> {
        let entete = lignes.first()?;
        let colonne = |nom: &str, ligne: &Ligne| {
            let dit = |c: &Cellule| genres.colonne(Table::OBJECTIFS, c) == Some(nom);
            ligne.remplies().find(|(_, c)| c.len() <= 200 && dit(c)).map(|(i, _)| i)
        };
        let etape = colonne("etape", entete)?;
        let ici = Annees::de(entete);
        let dessous = || lignes.get(1).filter(|l| l.cellule(etape).is_empty()).map(Annees::de);
        let (annees, hauteur) = if ici.0.is_empty() { (dessous()?, 2) } else { (ici, 1) };
        let cherche = |nom| lignes[..hauteur].iter().find_map(|ligne| colonne(nom, ligne));
        let (etat, commentaire) = (cherche("etat"), cherche("commentaire"));
        (!annees.0.is_empty()).then_some((Self { annees, etape, etat, commentaire }, hauteur))
    }
}

impl Lecture<'_> {
    /// A row of the table; false where something else begins.
    pub(super) fn etape(&mut self, ligne: &Ligne, plan: &Etapes, lus: &mut Objectifs) -> bool {
        let cellule = ligne.cellule(plan.etape);
        let texte = cellule.texte().trim();
        if texte.is_empty() {
            return true;
        }
        let seule = ligne.remplies().count() == 1;
        let puce = texte.starts_with(['■', '☞', '✓', '►', '•']);
        if seule && (puce || INTERTITRES.contains(&cle(texte).as_str())) {
            return false;
        }
        let span = self.lieu.span(ligne, plan.etape, "");
        let mut annees = Vec::new();
        for (colonne, annee) in &plan.annees.0 {
            let cellule = ligne.cellule(*colonne);
            let span = self.lieu.span(ligne, *colonne, &annee.to_string());
            match croix(cellule) {
                Some(true) => annees.push((*annee, span)),
                Some(false) => {}
                None => self.manque(ManqueDUnObjectif::Croix { lu: citable(cellule) }, span),
            }
        }
        if annees.is_empty() {
            self.manque(ManqueDUnObjectif::EtapeSansAnnee, span.clone());
        }
        let etat = plan.etat.and_then(|colonne| self.etat(ligne, colonne));
        let commentaire = plan.commentaire.map(|i| mots(ligne.cellule(i))).filter(|c| !c.is_empty());
        let montrables = plan.annees.0.iter().map(|(i, _)| *i).chain(plan.etat);
        self.compris.ajoute(ligne.rang, montrables);
        self.compris.ajoute(ligne.rang, Some(plan.etape).filter(|_| !est_nom_et_prenom(texte)));
        self.utilisees += 1;
        let libelle = mots(texte);
        if let Some(action) = self.courante(ligne, lus) {
            action.etapes.push(Etape { libelle, annees, etat, commentaire, span });
        }
        true
    }

    fn etat(&mut self, ligne: &Ligne, colonne: usize) -> Option<String> {
        let cellule = ligne.cellule(colonne);
        let texte = cellule.texte().trim();
        if texte.is_empty() || est_une_marque_de_vide(texte) {
            return None;
        }
        let mot = self.vocabulaire.mot("etat_d_etape", texte);
        if mot.is_none() {
            let (lu, proche) = (citable(cellule), proche(texte, ETATS).map(str::to_owned));
            self.manque(ManqueDUnObjectif::Etat { lu, proche }, self.lieu.span(ligne, colonne, "État"));
        }
        mot.map(str::to_owned)
    }

    /// « Début | X » under years, « Fin | mars 2026 »; true when the row is one of them.
    pub(super) fn borne(&mut self, ligne: &Ligne, annees: Option<&Annees>, lus: &mut Objectifs) -> bool {
        let Some((premiere, cellule)) = ligne.remplies().next() else { return false };
        let (mot, suite) = cellule.split_once(':').unwrap_or((cellule.texte(), ""));
        let debut = match cle(mot).as_str() {
            "debut" | "date de debut" => true,
            "fin" | "date de fin" => false,
            _ => return false,
        };
        self.compris.ajoute(ligne.rang, ligne.remplies().map(|(i, _)| i));
        self.utilisees += 1;
        let en_suite = Cellule::from(suite.trim());
        let suivantes = || ligne.remplies().skip(1);
        let lues: Vec<(usize, i32, Option<u8>)> = match annees {
            Some(annees) if suivantes().all(|(_, c)| croix(c) == Some(true)) => {
                let marquees = annees.0.iter().filter(|(i, _)| croix(ligne.cellule(*i)) == Some(true));
                marquees.map(|(i, annee)| (*i, *annee, None)).collect()
            }
            _ if !en_suite.is_empty() => quand(&en_suite).map(|(a, m)| (premiere, a, m)).into_iter().collect(),
            _ => suivantes().filter_map(|(i, c)| quand(c).map(|(a, m)| (i, a, m))).collect(),
        };
        let ([(colonne, annee, mois)], true) = (&lues[..], suivantes().count() <= 1) else {
            if suivantes().next().is_some() || !en_suite.is_empty() {
                let lu = suivantes().next().map_or_else(String::new, |(_, c)| citable(c));
                let span = self.lieu.span(ligne, premiere, mot);
                self.manque(ManqueDUnObjectif::Calendrier { lu }, span);
            }
            return true;
        };
        let borne = Borne { annee: *annee, mois: *mois, span: self.lieu.span(ligne, *colonne, mot.trim()) };
        let inverse = self.courante(ligne, lus).and_then(|action| {
            if debut {
                action.debut = Some(borne)
            } else {
                action.fin = Some(borne)
            }
            let (debut, fin) = (action.debut.as_ref()?, action.fin.as_ref()?);
            let rang = |b: &Borne, seul| (b.annee, b.mois.unwrap_or(seul));
            (rang(fin, 12) < rang(debut, 1)).then(|| (debut.annee, fin.annee, fin.span.clone()))
        });
        if let Some((debut, fin, span)) = inverse {
            if let Some(action) = lus.actions.last_mut() {
                (action.debut, action.fin) = (None, None);
            }
            self.manque(ManqueDUnObjectif::CalendrierInverse { debut, fin }, span);
        }
        true
    }
}

/// True for an X, false for nothing; `None` for anything else.
fn croix(cellule: &Cellule) -> Option<bool> {
    let texte = cellule.texte().trim();
    if texte.is_empty() || est_une_marque_de_vide(texte) || texte.eq_ignore_ascii_case("non") {
        return Some(false);
    }
    CROIX.contains(&texte.to_lowercase().as_str()).then_some(true)
}

/// The year that a cell says, and its month when it does.
fn quand(cellule: &Cellule) -> Option<(i32, Option<u8>)> {
    if let Some(annee) = annee(cellule) {
        return Some((annee, None));
    }
    if let Contenu::Date(jour) = cellule.contenu() {
        return Some((jour.year(), u8::try_from(jour.month()).ok()));
    }
    let jour = crate::francais::parse_date(cellule);
    let du_jour = jour.and_then(|jour| Some((jour.year(), Some(u8::try_from(jour.month()).ok()?))));
    du_jour.or_else(|| cellule.mois().and_then(|lu| Some((lu.annee?, Some(lu.numero)))))
}
