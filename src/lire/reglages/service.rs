//! Who the service is and how it counts.

use super::activite;
use super::bloc::{Bloc, day};
use super::numeros;
use crate::domaine::reglages::{
    Cadre, Comptage, Dispositif, Groupe, Identite, JoursOuverture, Justification, Modalite, NatureCapacite,
    OptionsDuRapport, PrevisionPar, RegleDAbsence, UniteDeCompte, UniteDeVie,
};
use crate::francais::cle;
use crate::lire::vocabulaire::Vocabulaire;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Item, Value};

/// Letters of a code: it goes with every figure of its dispositif.
const CODE_LE_PLUS_LONG: usize = 100;

const COMPTE: [(bool, &str, &str); 2] = [(true, "compte", ""), (false, "non-compte", "")];
const PREVISION_PAR: [(PrevisionPar, &str, &str); 2] =
    [(PrevisionPar::Jours, "jours", ""), (PrevisionPar::Douziemes, "douziemes", "")];

const ABSENCES: &str = "une règle par motif, par exemple { hospitalisation = \"maintenue\", fugue = \"retirée après 48 heures\", séjour = \"plafonnée à 35 jours\" }";

pub(super) fn identite(bloc: Bloc<'_>) -> Identite {
    let nom = bloc.requis("nom", bloc.texte("nom")).unwrap_or_default();
    let sigle = bloc.texte("sigle");
    let mentions = Identite::CLES.iter().filter_map(|(cle, _)| Some((*cle, bloc.texte(cle)?))).collect();
    Identite::CLES.iter().for_each(|(cle, _)| numeros::verifie(&bloc, cle));
    bloc.finir();
    Identite { nom, sigle, mentions }
}

pub(super) fn options(bloc: Bloc<'_>) -> OptionsDuRapport {
    let options = OptionsDuRapport {
        sections: bloc.textes("sections"),
        chiffres_cles: bloc.textes("chiffres_cles"),
        logo: bloc.texte("logo"),
        couleur: bloc.autre("couleur", "une couleur, par exemple \"#0B5566\"", |item| {
            let texte = item.as_str()?;
            let chiffres = texte.strip_prefix('#')?;
            (chiffres.len() == 6 && chiffres.chars().all(|c| c.is_ascii_hexdigit())).then(|| texte.to_owned())
        }),
        destinataire: bloc.texte("destinataire"),
        date: bloc.date("date"),
        lieu: bloc.texte("lieu"),
        signataire: bloc.texte("signataire"),
        qualite: bloc.texte("qualite"),
    };
    bloc.finir();
    options
}

pub(super) fn comptage(bloc: Bloc<'_>) -> Comptage {
    comptage_sur(bloc, &Comptage::default())
}

/// A `[comptage]` whose absent keys are those of another.
fn comptage_sur(bloc: Bloc<'_>, defaut: &Comptage) -> Comptage {
    let ouverture =
        bloc.autre("jours_ouverture", "\"calendaires\", un nombre de jours, ou une liste de dates fermées", ouverture);
    let absences = bloc.autre("absences", ABSENCES, absences);
    let comptage = Comptage {
        jour_d_entree: bloc.choix("jour_d_entree", &COMPTE).unwrap_or(defaut.jour_d_entree),
        jour_de_sortie: bloc.choix("jour_de_sortie", &COMPTE).unwrap_or(defaut.jour_de_sortie),
        jours_ouverture: ouverture.unwrap_or_else(|| defaut.jours_ouverture.clone()),
        prevision_par: bloc.choix("prevision_par", &PREVISION_PAR).unwrap_or(defaut.prevision_par),
        capacite_de_reference: bloc
            .choix("capacite_de_reference", &NatureCapacite::TOUTES)
            .unwrap_or(defaut.capacite_de_reference),
        unite_de_compte: bloc.choix("unite_de_compte", &UniteDeCompte::TOUTES).unwrap_or(defaut.unite_de_compte),
        delai_de_passage_jours: bloc.entier("delai_de_passage_jours").unwrap_or(defaut.delai_de_passage_jours),
        couper_a_l_echeance: bloc.booleen("couper_a_l_echeance").unwrap_or(defaut.couper_a_l_echeance),
        absences: absences.unwrap_or_else(|| defaut.absences.clone()),
    };
    bloc.finir();
    comptage
}

/// A rule per motive, by its folded word: one of the vocabulary.
fn absences(item: &Item) -> Option<BTreeMap<String, RegleDAbsence>> {
    let table = item.as_table_like()?;
    let connus: BTreeSet<String> = Vocabulaire::mots().iter().map(|mot| cle(mot)).collect();
    let regle = |(motif, item): (&str, &Item)| {
        let motif = Some(cle(motif)).filter(|motif| connus.contains(motif))?;
        Some((motif, RegleDAbsence::lue(item.as_str()?)?))
    };
    table.iter().map(regle).collect()
}

fn ouverture(item: &Item) -> Option<JoursOuverture> {
    match item.as_value()? {
        Value::String(s) if s.value() == "calendaires" => Some(JoursOuverture::Calendaires),
        Value::Integer(n) => {
            let jours = u32::try_from(*n.value()).ok().filter(|n| (1..=366).contains(n))?;
            Some(JoursOuverture::Nombre(jours))
        }
        Value::Array(dates) => {
            let fermes = dates.iter().map(day).collect::<Option<_>>()?;
            Some(JoursOuverture::Fermetures(fermes))
        }
        _ => None,
    }
}

pub(super) fn dispositif(bloc: Bloc<'_>, comptage_du_service: &Comptage) -> Option<Dispositif> {
    let code = bloc.requis("code", bloc.texte("code"));
    let long = code.as_ref().is_some_and(|code| code.chars().count() > CODE_LE_PLUS_LONG);
    if long {
        bloc.refuse("code", "un code court, de cent lettres au plus : le nom entier s’écrit dans libelle");
    }
    let code = code.filter(|_| !long);
    let libelle = bloc.requis("libelle", bloc.texte("libelle"));
    let cadre = bloc.requis("cadre", bloc.choix("cadre", &Cadre::TOUS));
    let modalite = bloc.requis("modalite", bloc.choix("modalite", &Modalite::TOUTES));
    let dispositif = code.map(|code| Dispositif {
        libelle: libelle.unwrap_or_else(|| code.clone()),
        code,
        cadre: cadre.unwrap_or(Cadre::Mixte),
        modalite: modalite.unwrap_or(Modalite::MilieuOuvert),
        anciens_noms: bloc.textes("anciens_noms"),
        sur_les_places_de: bloc.texte("sur_les_places_de"),
        duree_decision_mois: bloc.entier("duree_decision_mois"),
        renouvelable: bloc.entier("renouvelable"),
        capacites: activite::capacites(&bloc),
        activite: bloc.table("activite").map(activite::activite).unwrap_or_default(),
        comptage: bloc.table("comptage").map(|c| comptage_sur(c, comptage_du_service)),
    });
    if dispositif.is_some() {
        bloc.finir();
    }
    dispositif
}

pub(super) fn groupe(bloc: Bloc<'_>) -> Option<Groupe> {
    let code = bloc.requis("code", bloc.texte("code"));
    let libelle = bloc.texte("libelle");
    let dispositifs = bloc.textes("dispositifs");
    if dispositifs.is_empty() {
        bloc.manque("dispositifs");
    }
    bloc.finir();
    let code = code?;
    Some(Groupe { libelle: libelle.unwrap_or_else(|| code.clone()), code, dispositifs })
}

pub(super) fn unite(bloc: Bloc<'_>) -> Option<UniteDeVie> {
    let code = bloc.requis("code", bloc.texte("code"));
    let libelle = bloc.texte("libelle");
    let (dispositif, commune, finess) = (bloc.texte("dispositif"), bloc.texte("commune"), bloc.texte("finess"));
    let capacites = activite::capacites(&bloc);
    numeros::verifie(&bloc, "finess");
    bloc.finir();
    let code = code?;
    Some(UniteDeVie { libelle: libelle.unwrap_or_else(|| code.clone()), code, dispositif, commune, finess, capacites })
}

pub(super) fn justification(bloc: Bloc<'_>) -> Option<Justification> {
    let span = bloc.place();
    let code = bloc.requis("code", bloc.texte("code"));
    let fichier = bloc.requis("fichier", bloc.texte("fichier"));
    let motif = bloc.requis("motif", bloc.texte("motif"));
    let (feuille, cellule) = (bloc.texte("feuille"), bloc.texte("cellule"));
    let (constat, valeur, date) = (bloc.texte("constat"), bloc.texte("valeur"), bloc.date("date"));
    bloc.finir();
    let fichier = fichier?.replace('\\', "/");
    Some(Justification { code: code?, fichier, feuille, cellule, constat, valeur, motif: motif?, date, span })
}

/// `[ages] bandes = [0, 3, 6, 11, 16, 18]`: the first age of each band.
pub(super) fn bandes_d_age(bloc: Bloc<'_>) -> Option<Vec<u32>> {
    let attendu = "les premiers âges des bandes, de zéro en croissant : [0, 3, 6, 11, 16, 18]";
    let bandes = bloc.autre("bandes", attendu, |item| {
        let ages = item.as_array()?.iter().map(|age| u32::try_from(age.as_integer()?).ok().filter(|age| *age < 150));
        let ages: Vec<u32> = ages.collect::<Option<_>>()?;
        (ages.first() == Some(&0) && ages.windows(2).all(|a| a[0] < a[1])).then_some(ages)
    });
    bloc.finir();
    bandes
}
