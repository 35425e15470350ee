//! `mesure-dans-deux-tableaux`: mesures that the tables of two years both hold, with the same decision.

use super::repetitions::{Repetition, repetition};
use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::suivi::{LigneDeSuivi, TableDeSuivi};
use crate::francais;
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "mesure-dans-deux-tableaux",
    famille: Famille::Suivi,
    gravite: Gravite::Information,
    regarde: "Les mesures dont la même décision (même identifiant, mêmes dates, même dispositif) est dans deux tableaux de suivi, par exemple ceux de deux années, sans que rien s’y contredise. Quand une cellule se contredit, `identifiant-en-double` le dit.",
    importance: "Chacune est comptée une seule fois, et ce que l’un des tableaux laisse vide est pris dans l’autre : il faut seulement savoir que les deux ont été lus.",
    exemple: "120 mesures de donnees/suivi-2020.csv sont aussi dans ce tableau, avec la même décision : elles sont comptées une fois.",
    correction: "Rien si c’est voulu ; sinon ne garder que le tableau le plus récent, ou ôter de l’un les mesures qui sont dans l’autre.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let (suivi, parcours) = (&vue.dossier.suivi, &vue.derivation.parcours);
    let tables = &suivi.tables;
    let du_suivi = |l: &LigneDeSuivi| tables.get(usize::from(l.table)).is_some_and(|t| !t.attente);
    if tables.iter().filter(|t| !t.attente).count() < 2 {
        return Vec::new();
    }
    let mut communes: BTreeMap<(u16, u16), u32> = BTreeMap::new();
    for mesure in parcours.mesures.iter().filter(|mesure| mesure.lignes.len() > 1) {
        let lignes: Vec<&LigneDeSuivi> = parcours.lignes(mesure, suivi).filter(|l| du_suivi(l)).collect();
        let repetees =
            lignes.windows(2).find(|deux| repetition(suivi, deux[0], deux[1]) == Some(Repetition::Compatible));
        if let Some([a, b]) = repetees {
            *communes.entry((a.table.min(b.table), a.table.max(b.table))).or_default() += 1;
        }
    }
    let table = |rang: u16| tables.get(usize::from(rang));
    let constat = |((premiere, seconde), nombre)| Some(constat(table(premiere)?, table(seconde)?, nombre));
    communes.into_iter().filter_map(constat).collect()
}

fn constat(premiere: &TableDeSuivi, seconde: &TableDeSuivi, nombre: u32) -> Diagnostic {
    let place = |t: &TableDeSuivi| Span::sheet(&t.fichier, t.feuille.as_deref());
    let feuille = premiere.feuille.as_ref().map(|f| format!(", feuille « {f} »,")).unwrap_or_default();
    let sont = if nombre < 2 { "est aussi dans ce tableau" } else { "sont aussi dans ce tableau" };
    let comptees = if nombre < 2 { "elle est comptée" } else { "elles sont comptées" };
    let message = format!(
        "{} de {}{feuille} {sont}, avec la même décision : {comptees} une fois",
        francais::pluriel(nombre.into(), "mesure", "mesures"),
        premiere.fichier
    );
    let lies = vec![(place(premiere), "l’autre tableau est ici".to_owned())];
    let aide = "rien si c’est voulu ; sinon ne garder que le tableau le plus récent";
    Diagnostic { lies, aide: Some(aide.to_owned()), ..FICHE.constat(place(seconde), message) }
}
