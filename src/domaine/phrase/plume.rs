//! What sentences are written with: words, figures, and their agreement.

use super::Indisponible;
use crate::domaine::exact::Exact;
use crate::domaine::expression::{Figures, Filtre, Morceau};
use crate::domaine::indicateur::{Genre, Indicateurs, Perimetre, Unite, Valeur};
use crate::domaine::reglages::UniteDeCompte;
use crate::francais::{INSECABLE, date_en_lettres, majuscule, typographie};

/// A noun: singular, plural, feminine.
pub(super) type Nom = (&'static str, &'static str, bool);

pub(super) const ENTREE: Nom = ("entrée", "entrées", true);
pub(super) const SORTIE: Nom = ("sortie", "sorties", true);
pub(super) const PRESENT: Nom = ("présent", "présents", false);
pub(super) const PLACE: Nom = ("place", "places", true);
pub(super) const JOURNEE: Nom = ("journée", "journées", true);
pub(super) const MESURE: Nom = ("mesure", "mesures", true);
pub(super) const FAMILLE: Nom = ("famille", "familles", true);
pub(super) const PERSONNE: Nom = ("personne", "personnes", true);

/// How what follows a number agrees with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accord {
    Aucun,
    Un,
    Plusieurs,
}

/// A sentence being written.
pub(super) struct Plume<'a> {
    figures: Figures<'a>,
    pub(super) perimetre: &'a Perimetre,
    morceaux: Vec<Morceau>,
}

impl<'a> Plume<'a> {
    pub(super) fn new(figures: Figures<'a>, perimetre: &'a Perimetre) -> Self {
        Self { figures, perimetre, morceaux: Vec::new() }
    }

    /// The sentence, with its capital and its full stop.
    pub(super) fn phrase(mut self) -> Vec<Morceau> {
        if let Some(Morceau::Mots(texte) | Morceau::Chiffre { texte, .. }) = self.morceaux.first_mut() {
            *texte = majuscule(texte);
        }
        self.mots(".");
        self.morceaux
    }

    fn indicateurs(&self) -> &'a Indicateurs {
        self.figures.indicateurs
    }

    /// The value of an indicator; without it there is no sentence.
    pub(super) fn connue(&self, id: &'static str) -> Result<Valeur, Indisponible> {
        let valeur = self.perimetre.annuel(id);
        match &valeur.nombre {
            Ok(_) => Ok(valeur),
            Err(raison) => {
                let definition = self.indicateurs().definition(id);
                let quoi = definition.map_or(id, |i| i.libelle_pour(self.perimetre.modalite));
                Err(Indisponible(format!("{quoi} : chiffre non connu ({raison})")))
            }
        }
    }

    /// What the exercise before declared, once the year is complete.
    pub(super) fn precedent(&self, id: &'static str) -> Result<Valeur, Indisponible> {
        if self.indicateurs().en_cours() {
            return Err(Indisponible("l’exercice est en cours : il ne se compare pas à une année entière".into()));
        }
        let avant = self.annee_precedente();
        let n = self.perimetre.precedent.get(id).copied();
        n.map(|n| Valeur::convenue(n, format!("exercice {avant}"))).ok_or_else(|| {
            Indisponible(format!(
                "l’exercice {avant} ne donne pas ce chiffre (le déclarer sous [[historique]], clé {id})"
            ))
        })
    }

    pub(super) fn annee_precedente(&self) -> i32 {
        self.indicateurs().exercice.annee() - 1
    }

    /// A difference of two values, with the réserve of the first.
    pub(super) fn difference(&self, a: &Valeur, b: &Valeur) -> Valeur {
        Valeur { reserve: a.reserve.clone().or_else(|| b.reserve.clone()), ..a.moins(b) }
    }

    /// Adds words, written with plain spaces.
    pub(super) fn mots(&mut self, mots: &str) {
        let suite = typographie(mots);
        match self.morceaux.last_mut() {
            Some(Morceau::Mots(texte)) => texte.push_str(&suite),
            _ => self.morceaux.push(Morceau::Mots(suite)),
        }
    }

    fn pose(&mut self, texte: String, valeur: &Valeur) {
        self.morceaux.push(Morceau::Chiffre { texte, valeur: Some(valeur.clone()) });
    }

    /// A figure in its unit.
    pub(super) fn chiffre(&mut self, valeur: &Valeur, unite: Unite) {
        let n = self.perimetre.a_ecrire(nombre(valeur), unite, None);
        self.pose(unite.ecrit(n), valeur);
    }

    /// A figure without its sign.
    pub(super) fn sans_signe(&mut self, valeur: &Valeur, unite: Unite) {
        let n = self.perimetre.a_ecrire(nombre(valeur).absolu(), unite, None);
        self.pose(unite.ecrit(n), valeur);
    }

    /// A figure with its sign.
    pub(super) fn ecart(&mut self, valeur: &Valeur, unite: Unite) {
        let n = self.perimetre.a_ecrire(nombre(valeur), unite, None);
        self.pose(unite.ecart(n), valeur);
    }

    /// « 409,2 jours ».
    pub(super) fn duree(&mut self, valeur: &Valeur) {
        let n = nombre(valeur);
        self.pose(Filtre::Jours.ecrit(n, Unite::Jours).unwrap_or_else(|| Unite::Jours.ecrit(n)), valeur);
    }

    /// « aucune », « une », « 53 », without its sign: what follows agrees with it.
    pub(super) fn en_nombre(&mut self, valeur: &Valeur, feminin: bool) -> Accord {
        let n = nombre(valeur).absolu();
        let accord = accord(valeur);
        let texte = match (accord, feminin) {
            (Accord::Aucun, true) => "aucune".to_owned(),
            (Accord::Aucun, false) => "aucun".to_owned(),
            (Accord::Un, true) => "une".to_owned(),
            (Accord::Un, false) => "un".to_owned(),
            (Accord::Plusieurs, _) => Unite::Journees.ecrit(self.perimetre.a_ecrire(n, Unite::Journees, None)),
        };
        self.pose(texte, valeur);
        accord
    }

    /// « aucune entrée », « une entrée », « 53 entrées ».
    pub(super) fn compte(&mut self, valeur: &Valeur, (un, plusieurs, feminin): Nom) -> Accord {
        let accord = self.en_nombre(valeur, feminin);
        let nom = if accord == Accord::Plusieurs { plusieurs } else { un };
        self.mots(&format!("{INSECABLE}{nom}"));
        accord
    }

    /// « a compté 53 entrées », « n’a compté aucune entrée ».
    pub(super) fn a_compte(&mut self, participe: &str, valeur: &Valeur, nom: Nom) {
        let auxiliaire = if accord(valeur) == Accord::Aucun { "n’a" } else { "a" };
        self.mots(&format!("{auxiliaire} {participe} "));
        self.compte(valeur, nom);
    }

    /// « le service », « le dispositif AEMO-R ».
    pub(super) fn sujet(&self) -> String {
        match self.perimetre.genre {
            Genre::Service => "le service".to_owned(),
            Genre::Dispositif => format!("le dispositif {}", self.perimetre.code),
            Genre::Groupe => format!("le groupe {}", self.perimetre.code),
        }
    }

    /// Opens a sentence with its subject.
    pub(super) fn ouvre(&mut self) {
        self.mots(&format!("{} ", self.sujet()));
    }

    /// « du service », « du dispositif AEMO-R ».
    pub(super) fn du_sujet(&self) -> String {
        self.sujet().replacen("le ", "du ", 1)
    }

    /// « pour le dispositif AEMO-R, »; nothing for the service.
    pub(super) fn cadre(&mut self) {
        if self.perimetre.genre != Genre::Service {
            let cadre = format!("pour {}, ", self.sujet());
            self.mots(&cadre);
        }
    }

    /// « en 2021, », « de janvier à juin 2021, ».
    pub(super) fn periode(&mut self) {
        let (exercice, fin) = (self.indicateurs().exercice, self.indicateurs().jusqu_a);
        let mots = match fin.rang() {
            11 => format!("en {exercice}, "),
            0 => format!("en {} {exercice}, ", fin.nom()),
            _ => format!("de janvier à {} {exercice}, ", fin.nom()),
        };
        self.mots(&mots);
    }

    /// « au 31 décembre 2021, »: the last day known.
    pub(super) fn dernier_jour(&mut self) {
        let jour = date_en_lettres(self.indicateurs().jusqu_a.dernier_jour());
        self.mots(&format!("au {jour}, "));
    }

    /// The same of the waiting list.
    pub(super) fn jour_de_l_attente(&mut self) {
        let jour = self.indicateurs().attente_au.unwrap_or(self.indicateurs().jusqu_a.dernier_jour());
        self.mots(&format!("au {}, ", date_en_lettres(jour)));
    }

    /// What the service counts.
    pub(super) fn unite_de_compte(&self) -> Nom {
        match self.figures.reglages.comptage.unite_de_compte {
            UniteDeCompte::Mesure => MESURE,
            UniteDeCompte::Jeune => ("jeune", "jeunes", false),
            UniteDeCompte::Famille => FAMILLE,
            UniteDeCompte::Mandat => ("mandat", "mandats", false),
        }
    }

    /// « les entrées sont en hausse de 3 par rapport à 2020 : 53, contre 50 ».
    pub(super) fn evolution(
        &mut self,
        (noms, nombre_de): (&str, &str),
        id: &'static str,
        unite: Unite,
    ) -> Result<(), Indisponible> {
        let (valeur, avant) = (self.connue(id)?, self.precedent(id)?);
        let (ecart, annee) = (self.difference(&valeur, &avant), self.annee_precedente());
        self.cadre();
        if accord(&ecart) == Accord::Aucun {
            self.mots(&format!("le nombre {nombre_de} est le même qu’en {annee} : "));
            self.chiffre(&valeur, unite);
            return Ok(());
        }
        let sens = if nombre(&ecart) > Exact::ZERO { "hausse" } else { "baisse" };
        self.mots(&format!("les {noms} sont en {sens} de "));
        self.sans_signe(&ecart, unite);
        self.mots(&format!(" par rapport à {annee} : "));
        self.chiffre(&valeur, unite);
        self.mots(", contre ");
        self.chiffre(&avant, unite);
        Ok(())
    }
}

/// The number of a value that is known; sentences are only written with such.
pub(super) fn nombre(valeur: &Valeur) -> Exact {
    valeur.exact().unwrap_or(Exact::ZERO)
}

/// The agreement that a count asks for, as it is rounded when printed.
pub(super) fn accord(valeur: &Valeur) -> Accord {
    match nombre(valeur).arrondi(0).unsigned_abs() {
        0 => Accord::Aucun,
        1 => Accord::Un,
        _ => Accord::Plusieurs,
    }
}
