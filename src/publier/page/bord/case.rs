//! A figure on the board: as printed, leading to its explanation.

use crate::domaine::designation::{Designation, nom_de};
use crate::domaine::indicateur::{Indicateur, Indicateurs, Perimetre, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::francais::typographie;
use crate::publier::page::chiffres::lien;
use serde::Serialize;

/// The figures, the month looked at, and whether later months are left aside.
pub(super) struct Regard<'a> {
    pub(super) indicateurs: &'a Indicateurs,
    pub(super) mois: Mois,
    /// Said in the addresses when the folder goes further.
    pub(super) au: Option<Mois>,
}

/// A figure as a template shows it.
#[derive(Serialize)]
pub(super) struct Case {
    /// As printed; nothing when it is not known.
    pub(super) texte: Option<String>,
    /// Where it is explained; nothing for what would mean nothing here.
    pub(super) lien: Option<String>,
    /// Why it is not known.
    pub(super) raison: String,
    pub(super) reserve: bool,
}

/// Whether a period or its last month is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quand {
    Mois,
    Periode,
}

impl<'a> Regard<'a> {
    fn valeur(&self, p: &Perimetre, id: &str, quand: Quand) -> Valeur {
        match quand {
            Quand::Mois => p.mensuel(id, self.mois),
            Quand::Periode => p.annuel(id),
        }
    }

    /// True when the figure is known.
    pub(super) fn connu(&self, p: &Perimetre, id: &str, quand: Quand) -> bool {
        self.valeur(p, id, quand).exact().is_some()
    }

    /// A figure of a perimetre; a difference says its sign.
    pub(super) fn case(&self, p: &Perimetre, id: &'static str, quand: Quand) -> Case {
        let valeur = self.valeur(p, id, quand);
        let mois = (quand == Quand::Mois).then_some(self.mois);
        let definition = self.indicateurs.definition(id);
        let unite = self.unite(id);
        let ecrit = |n| match id.starts_with("ecart") || id == "tunnel_ecart" {
            true => unite.ecart(p.a_ecrire(n, unite, mois)),
            false => unite.ecrit(p.a_ecrire(n, unite, mois)),
        };
        let nomme = definition.filter(|_| !valeur.est_sans_objet());
        Case {
            texte: valeur.exact().map(ecrit),
            lien: nomme.map(|indicateur| self.lien(p, indicateur, mois)),
            raison: valeur.nombre.as_ref().err().map_or_else(String::new, |raison| typographie(raison)),
            reserve: valeur.reserve.is_some(),
        }
    }

    fn lien(&self, perimetre: &Perimetre, indicateur: &Indicateur, mois: Option<Mois>) -> String {
        if mois.is_some() && !perimetre.mensuel.contains_key(indicateur.id) {
            return lien(&format!("{}.{}", nom_de(perimetre), indicateur.id), self.au);
        }
        lien(&Designation { perimetre, indicateur, mois }.nom(), self.au)
    }

    /// The label of an indicator for the service.
    pub(super) fn libelle(&self, id: &str) -> &'static str {
        let modalite = self.indicateurs.service().and_then(|service| service.modalite);
        self.indicateurs.definition(id).map_or("", |indicateur| indicateur.libelle_pour(modalite))
    }

    /// The unit of an indicator.
    pub(super) fn unite(&self, id: &str) -> Unite {
        self.indicateurs.definition(id).map_or(Unite::Nombre, |i| i.unite)
    }

    /// « Depuis janvier », « Année 2021 ».
    pub(super) fn periode(&self) -> String {
        match (self.mois == self.indicateurs.exercice.janvier(), self.indicateurs.en_cours()) {
            (true, _) => "En janvier".to_owned(),
            (_, true) => "Depuis janvier".to_owned(),
            _ => format!("Année {}", self.indicateurs.exercice),
        }
    }

    /// Dispositifs, groupes, service.
    pub(super) fn perimetres(&self) -> &'a [Perimetre] {
        &self.indicateurs.perimetres
    }
}
