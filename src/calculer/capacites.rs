//! Places and the days they give: those of rapport.toml, else the table's own row; for a sum, its own or those of every
//! part. Théoriques and target days come from here alike.

use super::contexte::{Contexte, Sujet};
use crate::domaine::capacite::{Periode, Places, jours_d_ouverture, jours_d_ouverture_de_l_annee};
use crate::domaine::dossier::Grandeur;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Valeur;
use crate::domaine::mois::Mois;
use crate::domaine::reglages::{Capacite, Dispositif, PrevisionPar};
use crate::domaine::tableau::Tableau;
use crate::domaine::valeur::Operation;
use crate::francais::date_en_lettres;
use chrono::NaiveDate;

/// What is asked of the places of a month.
#[derive(Clone, Copy)]
enum Quantite {
    /// Places in force on the last day.
    Places,
    /// The days that they give.
    Journees(PrevisionPar),
}

impl Quantite {
    fn facteur(self) -> &'static str {
        match self {
            Self::Places => "la capacité telle qu’elle est",
            Self::Journees(PrevisionPar::Jours) => "jours d’ouverture du mois",
            Self::Journees(PrevisionPar::Douziemes) => "douzième des jours d’ouverture de l’année",
        }
    }
}

/// The places that rapport.toml declares to be in force at some time between two days, each where it does.
pub(crate) fn declarations(places: &[Places<'_>], (du, au): (NaiveDate, NaiveDate)) -> Vec<Valeur> {
    let en_vigueur = |p: &Places<'_>| {
        let siennes = p.capacites.iter().filter(|c| c.nature == p.comptage.capacite_de_reference && c.depuis <= au);
        let premiere = siennes.clone().map(|c| c.depuis).filter(|depuis| *depuis <= du).max();
        siennes.filter(|c| premiere.is_none_or(|premiere| c.depuis >= premiere)).map(declaree).collect::<Vec<_>>()
    };
    places.iter().flat_map(en_vigueur).collect()
}

fn declaree(c: &Capacite) -> Valeur {
    let depuis = format!("places, capacité {}, depuis le {}", c.nature.libelle(), date_en_lettres(c.depuis));
    Valeur::lue(Exact::from(c.places), &c.span).dite(depuis)
}

impl<'a> Contexte<'a> {
    /// Places at the end of a month.
    pub(crate) fn places(&self, mois: Mois) -> Valeur {
        self.selon(Quantite::Places, mois)
    }

    /// The days that the places of a month give, by days or by twelfths.
    pub(crate) fn theoriques(&self, mois: Mois, par: PrevisionPar) -> Valeur {
        self.selon(Quantite::Journees(par), mois)
    }

    fn selon(&self, quantite: Quantite, mois: Mois) -> Valeur {
        let reglages = self.reglages();
        match &self.sujet {
            Sujet::Dispositif(tableau) => self.du_dispositif(tableau, quantite, mois),
            Sujet::Service(_) if !reglages.capacites.is_empty() => {
                let meme_ouverture = reglages.ouverture_commune(&self.dispositifs()).is_some();
                if matches!(quantite, Quantite::Journees(_)) && !meme_ouverture {
                    return Valeur::manquante("les dispositifs n’ouvrent pas les mêmes jours que le service");
                }
                match self.declarees(&reglages.places_du_service(), quantite, mois) {
                    connue @ Valeur { nombre: Ok(_), .. } => connue,
                    _ => self.des_parts(quantite, mois),
                }
            }
            _ => self.des_parts(quantite, mois),
        }
    }

    /// A guest uses the places of its host: they are counted once.
    fn des_parts(&self, quantite: Quantite, mois: Mois) -> Valeur {
        self.somme_de(|part| !part.invitee(), |part| self.du_dispositif(part.tableau, quantite, mois))
    }

    fn du_dispositif(&self, tableau: &Tableau<'a>, quantite: Quantite, mois: Mois) -> Valeur {
        let dispositif = tableau.dispositif;
        let places = self.reglages().places_qui_composent(dispositif);
        if places.is_empty() {
            return self.du_tableau(tableau, quantite, mois);
        }
        if tableau.avant_la_premiere_capacite(mois) {
            if !tableau.ferme(mois) {
                return Valeur::manquante(non_renseignee(&places));
            }
            if mois > self.controle.jusqu_a() {
                return Valeur::manquante("mois non commencé");
            }
        }
        self.declarees(&places, quantite, mois)
    }

    /// From the dated declarations of rapport.toml: the sum of their periods.
    fn declarees(&self, places: &[Places<'_>], quantite: Quantite, mois: Mois) -> Valeur {
        let exercice = self.exercice();
        let periodes = |p: &Places<'_>| {
            let du = if matches!(quantite, Quantite::Places) { mois.dernier_jour() } else { mois.premier_jour() };
            let periodes = p.periodes(exercice, mois.tous_les_jours().filter(|jour| *jour >= du))?;
            let annee = jours_d_ouverture_de_l_annee(&p.comptage.jours_ouverture, exercice);
            Some(periodes.iter().map(|p| terme(p, quantite, (mois, annee))).collect::<Vec<_>>())
        };
        match places.iter().map(periodes).collect::<Option<Vec<_>>>() {
            Some(termes) if !places.is_empty() => Valeur::somme(&termes.concat()),
            _ => Valeur::manquante(non_renseignee(places)),
        }
    }

    /// From the CAPACITE row of the table, only where rapport.toml gives no capacity.
    fn du_tableau(&self, tableau: &Tableau<'a>, quantite: Quantite, mois: Mois) -> Valeur {
        let releve = tableau.cellule(Grandeur::Capacite, mois).filter(|_| mois <= self.controle.jusqu_a());
        let Some((places, releve)) = releve.and_then(|r| Some((r.saisie.nombre()?, r))) else {
            return Valeur::manquante(sans_capacite(tableau.dispositif));
        };
        let ouverture = self.reglages().comptage_de(tableau.dispositif).jours_ouverture;
        let jours = match quantite {
            Quantite::Places => Exact::from(1_u32),
            Quantite::Journees(PrevisionPar::Jours) => jours_d_ouverture(&ouverture, self.exercice(), mois),
            Quantite::Journees(PrevisionPar::Douziemes) => {
                let annee = jours_d_ouverture_de_l_annee(&ouverture, self.exercice());
                annee.divise_par(Exact::from(12_u32)).unwrap_or(Exact::ZERO)
            }
        };
        Valeur::lue(places, &releve.span).fois(&Valeur::convenue(jours, quantite.facteur()))
    }
}

/// What the places of a period give in a month; `annee` are the opening days of the year.
fn terme(periode: &Periode<'_>, quantite: Quantite, (mois, annee): (Mois, Exact)) -> Valeur {
    let Some(capacite) = periode.capacite else {
        return Valeur::convenue(Exact::ZERO, "aucune place avant l’ouverture");
    };
    let (places, entier) = (declaree(capacite), periode.jours() == mois.jours());
    match quantite {
        Quantite::Places => places,
        Quantite::Journees(PrevisionPar::Jours) if entier => {
            places.fois(&Valeur::convenue(periode.ouverts, quantite.facteur()))
        }
        Quantite::Journees(PrevisionPar::Jours) => {
            let dates =
                format!("jours d’ouverture du {} au {}", date_en_lettres(periode.du), date_en_lettres(periode.au));
            places.fois(&Valeur::convenue(periode.ouverts, dates))
        }
        Quantite::Journees(PrevisionPar::Douziemes) => {
            let douzieme = annee.divise_par(Exact::from(12_u32)).unwrap_or(Exact::ZERO);
            let part = (!entier).then(|| {
                let (jours, du_mois) = (periode.jours(), mois.jours());
                let part = Exact::fraction(i128::from(jours), i128::from(du_mois)).unwrap_or(Exact::ZERO);
                Valeur::convenue(part, format!("{jours} jours sur {du_mois}"))
            });
            let termes = [places, Valeur::convenue(douzieme, quantite.facteur())];
            Valeur::calcule(Operation::Produit, termes.into_iter().chain(part).collect(), "")
        }
    }
}

fn sans_capacite(dispositif: &Dispositif) -> String {
    match &dispositif.sur_les_places_de {
        Some(hote) => format!("pas de places propres : accueil sur celles de {hote}"),
        None => "capacité non renseignée".to_owned(),
    }
}

/// « capacité non renseignée avant le 1er avril 2021 », where the last of these places to be declared begins.
fn non_renseignee(places: &[Places<'_>]) -> String {
    let dates = places.iter().map(Places::premiere_date).collect::<Option<Vec<_>>>();
    match dates.and_then(|dates| dates.into_iter().max()) {
        Some(jour) => format!("capacité non renseignée avant le {}", date_en_lettres(jour)),
        None => {
            let nature = places.first().map_or("", |p| p.comptage.capacite_de_reference.libelle());
            format!("capacité {nature} non renseignée")
        }
    }
}
