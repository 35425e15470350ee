//! The table of indicators: a target and what was reached, each a number, yes or no, or a date.

use super::{Lecture, annee, citable, mots};
use crate::domaine::anomalie::{Anomalie, ManqueDUnObjectif, NatureAnomalie};
use crate::domaine::cellule::{Cellule, Contenu};
use crate::domaine::dossier::Ligne;
use crate::domaine::exact::Exact;
use crate::domaine::objectifs::{IndicateurDAction, Mesure, Objectifs};
use crate::francais::{self, cle, est_une_marque_de_vide};
use crate::lire::tableau_mensuel::discretion::est_nom_et_prenom;
use std::collections::BTreeMap;

/// The columns of a table of indicators.
pub(super) struct Colonnes {
    colonnes: BTreeMap<String, usize>,
    entetes: BTreeMap<usize, String>,
    /// The action named last: blank cells repeat it.
    action: Option<(String, crate::diagnostic::Span)>,
    objectif: Option<String>,
}

impl Colonnes {
    pub(super) fn new(entete: &Ligne, colonnes: BTreeMap<String, usize>) -> Self {
        let entetes = entete.remplies().map(|(i, c)| (i, c.texte().to_owned())).collect();
        Self { colonnes, entetes, action: None, objectif: None }
    }

    fn cellule<'l>(&self, ligne: &'l Ligne, cle: &str) -> Option<(usize, &'l Cellule)> {
        let colonne = *self.colonnes.get(cle)?;
        Some((colonne, ligne.cellule(colonne))).filter(|(_, c)| !c.trim().is_empty())
    }

    fn entete(&self, colonne: usize) -> &str {
        self.entetes.get(&colonne).map_or("", String::as_str)
    }
}

impl Lecture<'_> {
    /// A row of the table; false where something else begins.
    pub(super) fn indicateur(&mut self, ligne: &Ligne, plan: &mut Colonnes, lus: &mut Objectifs) -> bool {
        let Some((colonne, cellule)) = plan.cellule(ligne, "indicateur") else { return true };
        if ligne.remplies().count() == 1 && plan.colonnes.len() > 2 && cellule.starts_with(['■', '☞']) {
            return false;
        }
        if let Some((i, action)) = plan.cellule(ligne, "action") {
            plan.action = Some((mots(action), self.lieu.span(ligne, i, plan.entete(i))));
            plan.objectif = None;
        }
        if let Some((_, objectif)) = plan.cellule(ligne, "objectif") {
            plan.objectif = Some(mots(objectif));
        }
        let dite = plan.cellule(ligne, "annee").filter(|(_, c)| !est_une_marque_de_vide(c));
        let lue = dite.and_then(|(i, c)| {
            let lue = annee(c);
            if lue.is_none() {
                self.manque(ManqueDUnObjectif::Annee { lu: citable(c) }, self.lieu.span(ligne, i, plan.entete(i)));
            }
            lue
        });
        let (cible, realise) = (self.mesure(ligne, plan, "cible"), self.mesure(ligne, plan, "realise"));
        let montrables = plan.colonnes.values().copied().filter(|i| !est_nom_et_prenom(ligne.cellule(*i)));
        self.compris.ajoute(ligne.rang, montrables);
        self.utilisees += 1;
        lus.indicateurs.push(IndicateurDAction {
            objectif: plan.objectif.clone(),
            action: plan.action.clone(),
            libelle: mots(cellule),
            annee: lue,
            cible,
            realise,
            unite: plan.cellule(ligne, "unite").map(|(_, c)| mots(c)),
            span: self.lieu.span(ligne, colonne, plan.entete(colonne)),
        });
        true
    }

    fn mesure(&mut self, ligne: &Ligne, plan: &Colonnes, nom: &str) -> Option<Mesure> {
        let (colonne, cellule) = plan.cellule(ligne, nom)?;
        match lit(cellule) {
            Ok(mesure) => mesure,
            Err(nature) => {
                let span = self.lieu.span(ligne, colonne, plan.entete(colonne));
                self.signalees.dit(Anomalie { nature, span });
                None
            }
        }
    }
}

/// A value; `None` where it is not known.
fn lit(cellule: &Cellule) -> Result<Option<Mesure>, NatureAnomalie> {
    let texte = cellule.texte().trim();
    match cle(texte).as_str() {
        "oui" | "fait" | "faite" => return Ok(Some(Mesure::Oui(true))),
        "non" | "pas fait" => return Ok(Some(Mesure::Oui(false))),
        _ if est_une_marque_de_vide(texte) => return Ok(None),
        _ => {}
    }
    if let Contenu::Date(jour) = cellule.contenu() {
        return Ok(Some(Mesure::Date(jour)));
    }
    let taux = texte.ends_with('%');
    let cent = Exact::from(100_u32);
    match cellule.lecture(false) {
        francais::Lecture::Nombre(n) if taux && cellule.contenu() == Contenu::Texte => {
            return Ok(n.divise_par(cent).map(Mesure::Taux));
        }
        francais::Lecture::Nombre(n) if taux => return Ok(Some(Mesure::Taux(n))),
        francais::Lecture::Nombre(n) if francais::est_un_taux_ou_un_montant(texte) => {
            return Ok(Some(Mesure::Euros(n)));
        }
        francais::Lecture::Nombre(n) => return Ok(Some(Mesure::Nombre(n))),
        francais::Lecture::Vide | francais::Lecture::Manquant => return Ok(None),
        francais::Lecture::ErreurDeTableur => {
            return Err(NatureAnomalie::ErreurDeTableur { lu: texte.to_owned() });
        }
        francais::Lecture::Ambigu(lectures) => {
            return Err(NatureAnomalie::NombreAmbigu { lu: texte.to_owned(), lectures });
        }
        francais::Lecture::Illisible(_) if cellule.contenu() == Contenu::FormuleSansValeur => {
            return Err(NatureAnomalie::FormuleSansValeur);
        }
        francais::Lecture::Illisible(_) => {}
    }
    if let Some(jour) = francais::parse_date(texte) {
        return Ok(Some(Mesure::Date(jour)));
    }
    let mois = cellule.mois().and_then(|lu| Some(Mesure::Mois(lu.annee?, lu.numero)));
    let manque = ManqueDUnObjectif::Valeur { lu: citable(cellule) };
    mois.map(Some).ok_or(NatureAnomalie::ObjectifIncompris { manque })
}
