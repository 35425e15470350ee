//! `mois-manquant`: a month of the known period that is not filled.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::controler::vue::{Vue, place_du_dispositif};
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::Grandeur;
use crate::domaine::dossier::Saisie;
use crate::domaine::mois::Mois;
use crate::domaine::tableau::Tableau;
use std::collections::{BTreeMap, BTreeSet};

const FICHE: Fiche = Fiche {
    code: "mois-manquant",
    famille: Famille::Mouvements,
    gravite: Gravite::Incoherence,
    regarde: "Pour chaque dispositif ouvert (places autres que 0), que chaque mois est rempli de janvier au dernier mois connu ; des mois qui se suivent et auxquels il manque la même chose sont dits ensemble ; un dispositif sans aucun tableau quand d’autres en ont un est dit en une fois.",
    importance: "Un mois vide n’est pas un mois à zéro : les totaux de l’année seraient faux.",
    exemple: "AED-R, mars : il manque les entrées et les sorties.",
    correction: "Compléter le mois, ou écrire 0 s’il n’y a rien eu. Un mois qui n’a pas commencé se dit par arrete_au, un dispositif fermé par une capacité de 0 place.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let suivi = (0..vue.tableaux.len()).any(|rang| vue.derivation.couvre(rang));
    if !suivi && vue.tableaux.iter().all(Tableau::est_vide) {
        return Vec::new();
    }
    // the follow-up table gives every month of the dispositifs that it covers
    let attendus = vue.tableaux.iter().enumerate().filter(|(rang, _)| !vue.derivation.couvre(*rang));
    attendus.flat_map(|(_, tableau)| du_dispositif(vue, tableau)).collect()
}

fn du_dispositif(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Diagnostic> {
    if tableau.est_vide() {
        return sans_chiffre(vue, tableau).into_iter().collect();
    }
    let attendues = attendues(vue, tableau);
    let fichiers = Fichiers::new(vue, tableau);
    let illisible = |a: &&NatureAnomalie| {
        matches!(a, NatureAnomalie::MoisIllisible { .. } | NatureAnomalie::MoisContradictoire { .. })
    };
    let anomalies = vue.dossier.anomalies.iter().filter(|a| fichiers.mois.contains_key(a.span.file.as_str()));
    if anomalies.map(|a| &a.nature).any(|nature| illisible(&nature)) {
        return Vec::new();
    }
    let mois = vue.mois().filter(|mois| !tableau.ferme(*mois));
    let manques = mois.filter_map(|mois| manque(tableau, &attendues, mois, &fichiers));
    suites(manques).iter().map(|suite| constat(tableau, suite, &fichiers)).collect()
}

/// A month that is not filled.
struct Manque<'a> {
    mois: Mois,
    quoi: Quoi<'a>,
    /// The first cell of the month that waits for a figure.
    cellule: Option<&'a Span>,
}

/// What is missing of a month: the same for all the months of a finding.
#[derive(PartialEq, Eq)]
enum Quoi<'a> {
    /// The file of the month, where there is one per month.
    Fichier,
    /// In the file of the month, whatever is about this dispositif.
    Lignes(&'a str),
    /// Every figure that the table has a row for.
    Tout,
    /// Some of them.
    Figures(Vec<Grandeur>),
}

/// The months in a row that lack the same, so that each is said once.
fn suites<'a>(manques: impl Iterator<Item = Manque<'a>>) -> Vec<Vec<Manque<'a>>> {
    let mut suites: Vec<Vec<Manque<'a>>> = Vec::new();
    for manque in manques {
        let continue_la = |dernier: &Manque<'_>| {
            let meme = dernier.quoi == manque.quoi && dernier.cellule.is_some() == manque.cellule.is_some();
            let tableau = |m: &Manque<'_>| m.cellule.map(|span| (span.file.clone(), span.sheet.clone()));
            meme && dernier.mois.suivant() == manque.mois && tableau(dernier) == tableau(&manque)
        };
        match suites.last_mut() {
            Some(suite) if suite.last().is_some_and(continue_la) => suite.push(manque),
            _ => suites.push(vec![manque]),
        }
    }
    suites
}

/// No figure at all, while other dispositifs have theirs: one finding, unless an erreur says where they may be.
fn sans_chiffre(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Option<Diagnostic> {
    let code = &tableau.dispositif.code;
    if vue.en_erreur(code) || vue.mois().all(|mois| tableau.ferme(mois)) {
        return None;
    }
    let exercice = vue.exercice();
    let cellules: Vec<_> = vue.dossier.releves.iter().filter(|r| r.dispositif == *code).collect();
    let Some(premiere) = cellules.first() else {
        let message = match vue.dossier.suivi.is_empty() {
            true => format!(
                "{code} : aucun tableau mensuel de {exercice} ne porte ce dispositif, alors que d’autres en ont un"
            ),
            false => format!(
                "{code} : ni tableau mensuel de {exercice}, ni mesure du suivi, alors que d’autres dispositifs en ont ; les chiffres du service ne peuvent pas être additionnés"
            ),
        };
        let aide = format!(
            "déposer le tableau {} dans donnees/ (des zéros s’il n’a suivi personne), ou retirer ce dispositif de rapport.toml",
            mots::de(code)
        );
        return Some(Diagnostic { aide: Some(aide), ..FICHE.constat(place_du_dispositif(vue.dossier, code), message) });
    };
    let vide = cellules.iter().all(|r| r.saisie.nombre().is_none());
    let etat = if vide { "vide" } else { "encore à remplir" };
    let message = format!(
        "{code} : son tableau ({}, à partir de {}) est {etat}, alors que d’autres dispositifs ont le leur",
        premiere.span.file,
        premiere.span.short()
    );
    let aide = format!(
        "remplir le tableau {}, ou retirer ce dispositif de rapport.toml ; s’il est fermé, le dire par une capacité de 0 place",
        mots::de(code)
    );
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(premiere.span.clone(), message) })
}

/// The movements that the table has a row for, and the days when it gives some. A missing row is `colonne-manquante`.
fn attendues(vue: &Vue<'_>, tableau: &Tableau<'_>) -> Vec<Grandeur> {
    let mois = || vue.exercice().mois();
    let a_une_ligne = |g: &Grandeur| mois().any(|m| tableau.cellule(*g, m).is_some());
    let mut attendues: Vec<_> = Grandeur::MOUVEMENTS.into_iter().filter(a_une_ligne).collect();
    let journees = Grandeur::JourneesRealisees;
    attendues.extend(mois().any(|m| tableau.nombre(journees, m).is_some()).then_some(journees));
    attendues
}

/// The files that hold the figures of a dispositif.
struct Fichiers<'a> {
    /// The first of them.
    premier: &'a str,
    /// The months of this dispositif in each.
    mois: BTreeMap<&'a str, BTreeSet<Mois>>,
    /// The files of one month only, whosoever it is about.
    d_un_mois: BTreeMap<Mois, &'a str>,
}

impl<'a> Fichiers<'a> {
    fn new(vue: &Vue<'a>, tableau: &Tableau<'a>) -> Self {
        let code = &tableau.dispositif.code;
        let mut tous: BTreeMap<&str, BTreeSet<Mois>> = BTreeMap::new();
        for releve in &vue.dossier.releves {
            tous.entry(&releve.span.file).or_default().insert(releve.mois);
        }
        let seul = |mois: &BTreeSet<Mois>| mois.first().copied().filter(|_| mois.len() == 1);
        let d_un_mois = tous.iter().filter_map(|(fichier, mois)| Some((seul(mois)?, *fichier))).collect();
        let siens = vue.dossier.releves.iter().filter(|r| r.dispositif == *code);
        let premier = siens.clone().next().map_or("", |r| r.span.file.as_str());
        let siens: BTreeSet<&str> = siens.map(|r| r.span.file.as_str()).collect();
        tous.retain(|fichier, _| siens.contains(fichier));
        Self { premier, mois: tous, d_un_mois }
    }

    /// The folder of the files, when there is one file per month.
    fn un_par_mois(&self) -> Option<&'a str> {
        let un_par_mois = self.mois.len() > 1 && self.mois.values().all(|mois| mois.len() == 1);
        let (dossier, _) = self.premier.rsplit_once('/')?;
        un_par_mois.then_some(dossier)
    }
}

fn manque<'a>(
    tableau: &Tableau<'a>,
    attendues: &[Grandeur],
    mois: Mois,
    fichiers: &Fichiers<'a>,
) -> Option<Manque<'a>> {
    let illisible = |g: Grandeur| tableau.cellule(g, mois).is_some_and(|r| r.saisie == Saisie::Illisible);
    let absente = |g: &Grandeur| tableau.nombre(*g, mois).is_none() && !illisible(*g);
    let manques: Vec<Grandeur> = attendues.iter().copied().filter(absente).collect();
    if manques.is_empty() {
        return None;
    }
    let cellule = manques.iter().chain(attendues).find_map(|g| tableau.cellule(*g, mois)).map(|releve| &releve.span);
    let quoi = match (cellule, fichiers.un_par_mois()) {
        (None, Some(_)) => fichiers.d_un_mois.get(&mois).map_or(Quoi::Fichier, |fichier| Quoi::Lignes(fichier)),
        _ if manques.len() == attendues.len() => Quoi::Tout,
        _ => Quoi::Figures(manques),
    };
    Some(Manque { mois, quoi, cellule })
}

const PAS_COMMENCE: &str = "dire arrete_au dans rapport.toml";

/// One finding for a run of months, at the first of its cells.
fn constat(tableau: &Tableau<'_>, suite: &[Manque<'_>], fichiers: &Fichiers<'_>) -> Diagnostic {
    let (code, premier, plusieurs) = (&tableau.dispositif.code, &suite[0], suite.len() > 1);
    let dossier = fichiers.un_par_mois().unwrap_or_default();
    let periode = periode(suite);
    let quoi = match &premier.quoi {
        Quoi::Fichier if plusieurs => "les fichiers de ces mois manquent".to_owned(),
        Quoi::Fichier => "le fichier de ce mois manque".to_owned(),
        Quoi::Lignes(_) => "le fichier de ce mois ne dit rien de ce dispositif".to_owned(),
        Quoi::Tout if plusieurs => "ces mois ne sont pas remplis".to_owned(),
        Quoi::Tout => "ce mois n’est pas rempli".to_owned(),
        Quoi::Figures(manques) => {
            format!(
                "il manque {}",
                mots::liste(&manques.iter().map(|g| format!("les {}", g.libelle())).collect::<Vec<_>>())
            )
        }
    };
    let pas_commence = match plusieurs {
        true => format!("si ces mois n’ont pas commencé, {PAS_COMMENCE}"),
        false => format!("si le mois n’a pas commencé, {PAS_COMMENCE}"),
    };
    let aide = match &premier.quoi {
        Quoi::Fichier => {
            let fichiers = if plusieurs { "les fichiers" } else { "le fichier" };
            let de = if plusieurs { format!("de {periode}") } else { mots::de(&periode) };
            format!("déposer {fichiers} {de} dans {dossier}/, à côté de ceux des autres mois ; {pas_commence}")
        }
        Quoi::Lignes(_) => format!("ajouter à ce fichier la ligne {}, avec des 0 s’il n’y a rien eu", mots::de(code)),
        _ if plusieurs => format!("compléter ces mois, ou écrire 0 s’il n’y a rien eu ; {pas_commence}"),
        _ => format!("compléter le mois, ou écrire 0 s’il n’y a rien eu ; {pas_commence}"),
    };
    let span = match (premier.cellule, &premier.quoi) {
        (Some(span), _) => span.clone(),
        (None, Quoi::Fichier) => Span::file(dossier),
        (None, Quoi::Lignes(fichier)) => Span::file(*fichier),
        (None, _) => Span::file(fichiers.premier),
    };
    let autres = suite[1..].iter().filter_map(|m| Some((m.cellule?.clone(), format!("{} aussi", m.mois.nom()))));
    Diagnostic {
        aide: Some(aide),
        lies: autres.collect(),
        ..FICHE.constat(span, format!("{code}, {periode} : {quoi}"))
    }
}

/// « mars », « mars et avril », « mars à décembre ».
fn periode(suite: &[Manque<'_>]) -> String {
    match suite {
        [seul] => seul.mois.nom().to_owned(),
        [premier, second] => format!("{} et {}", premier.mois.nom(), second.mois.nom()),
        [premier, .., dernier] => format!("{} à {}", premier.mois.nom(), dernier.mois.nom()),
        [] => String::new(),
    }
}
