//! The findings as the page shows them: in the groups of the terminal and of the workbooks, with the same rows.

use super::choix::{Choix, Formulaire, lien, nom_de};
use crate::Preparation;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::constats::Constats;
use crate::domaine::dossier::Dossier;
use crate::francais::{majuscule, typographie};
use crate::publier::annotation;
use crate::publier::compris::{Comprehension, compte};
use crate::publier::groupes::{self, Feuille, Fichier};
use crate::publier::page::adresses::encode;
use crate::publier::page::rapport::lieu::adresse_pour_justifier;
use crate::publier::rendu::{self, Extrait, PAR_CODE_ET_FICHIER, Rangee};
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a row that the page shows.
const LARGEUR: usize = 120;

/// The whole page.
#[derive(Serialize)]
pub(super) struct Contenu {
    /// « 1 erreur et 2 avertissements »; nothing when nothing was found.
    bilan: Option<String>,
    /// What to do before the report can be more than it is.
    suite: Option<String>,
    /// The worst gravity, for the colour of the summary.
    ton: &'static str,
    formulaire: Formulaire,
    /// « 4 constats ».
    retenus: String,
    groupes: Vec<Groupe>,
    /// Files without any finding, with what was understood of them.
    sans_constat: Vec<SansConstat>,
}

#[derive(Serialize)]
struct SansConstat {
    nom: String,
    resume: String,
}

/// A file, or a sheet of it.
#[derive(Serialize)]
struct Groupe {
    nom: String,
    feuille: Option<String>,
    resume: Option<String>,
    /// Where its workbook is, said once per file.
    annote: Option<String>,
    /// Its rows could name someone: they are not shown.
    ligne_a_ligne: bool,
    constats: Vec<Constat>,
    autres: Vec<Autres>,
}

#[derive(Serialize)]
struct Constat {
    gravite: &'static str,
    libelle: String,
    code: &'static str,
    place: String,
    message: String,
    rangee: Option<Tableau>,
    reglage: Option<String>,
    lies: Vec<[String; 2]>,
    remede: Option<String>,
    a_coller: Option<String>,
    explication: Option<String>,
    justifier: Option<String>,
}

/// The user's own row.
#[derive(Serialize)]
struct Tableau {
    entete: Option<u32>,
    numero: u32,
    cases: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    lettre: String,
    entete: String,
    texte: String,
    visee: bool,
    intitule: bool,
    /// Stands for columns that are not shown.
    coupe: bool,
}

/// Findings of a check that are not shown here.
#[derive(Serialize)]
struct Autres {
    code: &'static str,
    phrase: String,
    lien: Option<String>,
}

/// What is needed to show a finding.
struct Atelier<'a> {
    constats: &'a Constats,
    dossier: &'a Dossier,
    comprehension: Comprehension<'a>,
    choix: &'a Choix,
}

pub(super) fn contenu(preparation: &Preparation, choix: &Choix) -> Contenu {
    let (constats, dossier) = (&preparation.constats, preparation.dossier());
    let atelier = Atelier { constats, dossier, comprehension: Comprehension::new(dossier), choix };
    let fichiers = groupes::fichiers(constats, dossier);
    let retenus = constats.listes.iter().filter(|d| choix.retient(d)).count();
    let sans_constat = fichiers.iter().filter(|f| f.constats().next().is_none());
    Contenu {
        bilan: rendu::bilan(constats, |_| true),
        suite: rendu::suite(constats).map(majuscule),
        ton: constats.listes.iter().map(|d| d.gravite).min().map_or("bon", Gravite::cle),
        formulaire: choix.formulaire(constats),
        retenus: compte(retenus, "constat", "constats"),
        groupes: fichiers.iter().flat_map(|fichier| atelier.fichier(fichier)).collect(),
        sans_constat: sans_constat.flat_map(|fichier| atelier.sans_constat(fichier)).collect(),
    }
}

impl Atelier<'_> {
    fn sans_constat(&self, fichier: &Fichier<'_>) -> Vec<SansConstat> {
        let une = |feuille: &Feuille<'_>| {
            let nom = feuille.nom.map_or(String::new(), |f| format!(", feuille «\u{a0}{f}\u{a0}»"));
            let resume = feuille.table.map(|table| self.comprehension.ligne(table))?;
            Some(SansConstat { nom: format!("{}{nom}", fichier.chemin), resume })
        };
        fichier.feuilles.iter().filter_map(une).collect()
    }

    /// The sheets of a file that something asked for is said of.
    fn fichier(&self, fichier: &Fichier<'_>) -> Vec<Groupe> {
        let mut montres: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut groupes: Vec<Groupe> = Vec::new();
        for feuille in &fichier.feuilles {
            let mut constats = Vec::new();
            for constat in feuille.constats.iter().filter(|d| self.choix.retient(d)) {
                let deja = montres.entry(constat.code).or_default();
                *deja += 1;
                if *deja <= self.limite() {
                    constats.push(self.constat(constat));
                }
            }
            if !constats.is_empty() {
                groupes.push(self.groupe(fichier, feuille, constats));
            }
        }
        let a_annoter = annotation::a_annoter(fichier);
        if let Some(premier) = groupes.first_mut().filter(|_| a_annoter) {
            premier.annote = Some(format!("/controles/annote/{}", encode(fichier.chemin)));
        }
        if let Some(dernier) = groupes.last_mut() {
            dernier.autres = self.autres(fichier.chemin, montres);
        }
        groupes
    }

    /// As many of one check in one file as the terminal shows; all of them once the check is chosen.
    fn limite(&self) -> usize {
        if self.choix.code.is_some() { Constats::PAR_CODE_ET_FICHIER } else { PAR_CODE_ET_FICHIER }
    }

    fn groupe(&self, fichier: &Fichier<'_>, feuille: &Feuille<'_>, constats: Vec<Constat>) -> Groupe {
        Groupe {
            nom: nom_de(fichier.chemin),
            feuille: feuille.nom.map(str::to_owned),
            resume: feuille.table.map(|table| self.comprehension.ligne(table)),
            annote: None,
            ligne_a_ligne: feuille.table.is_some_and(|table| !table.est_agrege()),
            constats,
            autres: Vec::new(),
        }
    }

    /// What a file has besides what is shown of it.
    fn autres(&self, fichier: &str, montres: BTreeMap<&'static str, usize>) -> Vec<Autres> {
        let mut autres = Vec::new();
        for (code, nombre) in montres {
            if let Some(reste) = nombre.checked_sub(self.limite()).filter(|reste| *reste > 0) {
                let phrase = compte(reste, "autre constat de ce contrôle", "autres constats de ce contrôle");
                autres.push(Autres { code, phrase, lien: Some(lien(code, fichier)) });
            }
            let omis = self.constats.omis.iter().filter(|o| o.code == code && o.fichier == fichier);
            autres.extend(omis.map(|omis| {
                let phrase = compte(omis.nombre, "autre n’est pas listé", "autres ne sont pas listés");
                Autres { code, phrase, lien: None }
            }));
        }
        autres
    }

    fn constat(&self, d: &Diagnostic) -> Constat {
        let extrait = rendu::extrait(&d.span, &self.comprehension, self.dossier, LARGEUR);
        let (rangee, reglage) = match extrait {
            Some(Extrait::Rangee(rangee)) => (Some(tableau(rangee)), None),
            Some(Extrait::Reglage(ligne)) => (None, Some(ligne)),
            None => (None, None),
        };
        // the lines to paste when a correction is impossible: the page has a form for that
        let remede = d.remede().map(rendu::remede_en_phrase);
        let (remede, a_coller) = remede.unzip();
        Constat {
            gravite: d.gravite.cle(),
            libelle: majuscule(d.gravite.libelle()),
            code: d.code,
            place: rendu::place_dans_la_feuille(&d.span),
            message: majuscule(&d.message),
            rangee,
            reglage,
            lies: d.lies.iter().map(|(span, mots)| [rendu::place(span, &d.span), mots.clone()]).collect(),
            remede,
            a_coller: a_coller.filter(|lignes| !lignes.is_empty()),
            explication: d.justification.as_deref().map(typographie),
            justifier: adresse_pour_justifier(d),
        }
    }
}

fn tableau(rangee: Rangee) -> Tableau {
    let case = |colonne: Option<rendu::Colonne>| match colonne {
        Some(c) => Case {
            lettre: c.lettre,
            entete: c.entete,
            texte: c.texte,
            visee: c.visee,
            intitule: c.intitule,
            coupe: false,
        },
        None => {
            let [lettre, entete, texte] = [rendu::COUPE; 3].map(str::to_owned);
            Case { lettre, entete, texte, visee: false, intitule: false, coupe: true }
        }
    };
    Tableau { entete: rangee.entete, numero: rangee.numero, cases: rangee.colonnes.into_iter().map(case).collect() }
}
