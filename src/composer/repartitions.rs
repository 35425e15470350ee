//! Tables of a population: along one criterion with its percentages, or along two.

use super::ecriture::{MASQUE, SANS_OBJET, majuscule, propre};
use super::entree::{Cellule, Ligne, Tableau};
use super::matiere::Matiere;
use super::notes::{Appels, simple};
use super::tables::{entete, pour_mille};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Unite, Valeur};
use crate::domaine::population::{NON_RENSEIGNE, Ventilation, au_pluriel};
use crate::francais::{INSECABLE, nombre, pourcent};

/// Below this many cases, a percentage is printed with its number of cases.
const PETIT_NOMBRE: u32 = 100;
/// Headers whose longest word is longer than this do not fit over a column of numbers.
const MOT_LONG: usize = 12;
/// Lines of a nested table that a page holds.
const PAGE: usize = 40;
/// Why a table is its total only.
pub(super) const RETENU: &str = "Détail non publié : les effectifs sont trop petits pour être répartis.";
/// So many columns fit on the page, whatever their words.
const COLONNES: usize = 5;
/// More of them do when their longest words, each with what surrounds it, are no longer together than this.
const LETTRES: usize = 80;

/// What a table says beside its numbers.
pub(super) struct Mots {
    /// Its caption.
    pub(super) legende: String,
    /// Under it.
    pub(super) notes: Vec<String>,
}

/// The same table, lines and columns exchanged where its columns do not fit on the page, its lines, fewer, would, and
/// nested it would take several.
pub(super) fn a_l_endroit(v: &Ventilation) -> Ventilation {
    let tournee = v.tournee().filter(|t| t.lignes.len() > t.colonnes.len() && matches!(forme(t), Forme::Croisee));
    let longue = v.lignes.len() * v.colonnes.len() > PAGE && matches!(forme(v), Forme::Imbriquee);
    tournee.filter(|_| longue).unwrap_or_else(|| v.clone())
}

/// The table of a répartition; `None` when none of its counts is known, or when there is nobody. `barres`: no chart draws
/// it, so that its own bars do.
pub(super) fn tableau(m: &Matiere<'_>, v: &Ventilation, mots: Mots, barres: bool) -> Option<Tableau> {
    let v = v.non_renseigne_en_dernier();
    let dit = |valeur: &Valeur| valeur.est_masquee() || valeur.exact().is_some_and(|n| n != Exact::ZERO);
    if !v.detail_retenu() && !v.effectifs.iter().flatten().any(dit) {
        return None;
    }
    let mut appels = Appels::default();
    let retenu = v.detail_retenu().then(|| {
        appels.masquee();
        RETENU.to_owned()
    });
    let (colonnes, entetes, lignes) = match forme(&v) {
        Forme::Simple => simples(m, &v, &mut appels, barres),
        Forme::Croisee => croisees(m, &v, &mut appels),
        Forme::Imbriquee => imbriquees(m, &v, &mut appels),
    };
    Some(Tableau {
        legende: propre(&mots.legende),
        colonnes,
        entetes: vec![entetes.into_iter().map(|e| entete(propre(&e))).collect()],
        lignes,
        notes: appels.notes(m, retenu.into_iter().chain(mots.notes)),
    })
}

type Parties = (Vec<String>, Vec<String>, Vec<Ligne>);

enum Forme {
    Simple,
    Croisee,
    Imbriquee,
}

fn forme(v: &Ventilation) -> Forme {
    if v.par.is_none() {
        return Forme::Simple;
    }
    let mot = |c: &String| c.split_whitespace().map(|mot| mot.chars().count()).max().unwrap_or(0);
    let mots: Vec<usize> = v.colonnes.iter().map(mot).collect();
    let longs = mots.iter().any(|mot| *mot > MOT_LONG);
    let lettres: usize = mots.iter().map(|mot| (*mot).max(3) + 3).sum();
    if longs || (mots.len() > COLONNES && lettres > LETTRES) { Forme::Imbriquee } else { Forme::Croisee }
}

/// « Part (n = 34) » under a hundred cases, « Part » from there on.
fn part_de(total: &Valeur) -> String {
    match total.exact() {
        Some(n) if n < Exact::from(PETIT_NOMBRE) => format!("Part (n{INSECABLE}={INSECABLE}{})", nombre(n)),
        _ => "Part".into(),
    }
}

/// « 35,3 % » of a whole that is known and not empty.
fn part(valeur: &Valeur, total: &Valeur) -> Cellule {
    if valeur.est_masquee() || total.est_masquee() {
        return simple(MASQUE);
    }
    let taux = valeur.exact().zip(total.exact()).and_then(|(n, total)| n.divise_par(total));
    simple(taux.map_or_else(|| SANS_OBJET.to_owned(), pourcent))
}

fn largeurs(nombre: usize) -> Vec<String> {
    std::iter::once("libelle").chain(std::iter::repeat_n("nombre", nombre)).map(String::from).collect()
}

fn simples(m: &Matiere<'_>, v: &Ventilation, appels: &mut Appels, barres: bool) -> Parties {
    let total = v.total();
    let mut ligne = |nom: &str, valeur: &Valeur, forte: bool| Ligne {
        cellules: vec![simple(nom), appels.cellule(m, valeur, Unite::Nombre), part(valeur, &total)],
        forte,
        groupe: false,
    };
    let mut lignes: Vec<Ligne> = v
        .lignes
        .iter()
        .enumerate()
        .map(|(rang, nom)| ligne(&nom_de(au_pluriel(v.critere, nom)), &v.ligne(rang), false))
        .collect();
    let effectifs: Vec<Option<Exact>> = (0..v.lignes.len()).map(|rang| v.ligne(rang).exact()).collect();
    if barres {
        avec_barres(&mut lignes, &effectifs);
    }
    lignes.push(ligne("Total", &total, true));
    let entetes = vec![majuscule(v.critere.libelle()), majuscule(v.unite.pluriel()), part_de(&total)];
    let part = if barres { "part" } else { "nombre" };
    (["libelle", "nombre", part].map(String::from).into(), entetes, lignes)
}

/// The bars of the counts that are printed, the longest for the greatest of them; none for what is masked.
fn avec_barres(lignes: &mut [Ligne], effectifs: &[Option<Exact>]) {
    let Some(max) = effectifs.iter().flatten().max() else { return };
    for (ligne, n) in lignes.iter_mut().zip(effectifs) {
        if let Some(cellule) = ligne.cellules.last_mut() {
            cellule.barre = n.and_then(|n| pour_mille(n, *max));
        }
    }
}

fn croisees(m: &Matiere<'_>, v: &Ventilation, appels: &mut Appels) -> Parties {
    let total = v.total();
    let ligne = |nom: &str, valeurs: &[Valeur], somme: &Valeur, forte: bool, appels: &mut Appels| {
        let mut cellules = vec![simple(nom)];
        cellules.extend(valeurs.iter().chain([somme]).map(|v| appels.cellule(m, v, Unite::Nombre)));
        cellules.push(part(somme, &total));
        Ligne { cellules, forte, groupe: false }
    };
    let mut lignes = Vec::new();
    for (rang, (nom, valeurs)) in v.lignes.iter().zip(&v.effectifs).enumerate() {
        lignes.push(ligne(&nom_de(nom), valeurs, &v.ligne(rang), false, appels));
    }
    let colonnes: Vec<Valeur> = (0..v.colonnes.len()).map(|rang| v.colonne(rang)).collect();
    lignes.push(ligne("Total", &colonnes, &total, true, appels));
    let mut parts = vec![simple("Part")];
    parts.extend(colonnes.iter().chain([&total]).map(|valeur| part(valeur, &total)));
    parts.push(Cellule::default());
    lignes.push(Ligne { cellules: parts, forte: false, groupe: false });
    let mut entetes = vec![majuscule(v.critere.libelle())];
    let colonne = |c: &String| v.par.map_or_else(|| nom_de(c), |par| nom_de(au_pluriel(par, c)));
    entetes.extend(v.colonnes.iter().map(colonne));
    entetes.extend(["Total".to_owned(), part_de(&total)]);
    (largeurs(v.colonnes.len() + 2), entetes, lignes)
}

/// Each line names a group, and what it is made of stands under it; what nobody has is left out, but for what is not
/// known.
fn imbriquees(m: &Matiere<'_>, v: &Ventilation, appels: &mut Appels) -> Parties {
    let total = v.total();
    let mut lignes = Vec::new();
    for (rang, (nom, valeurs)) in v.lignes.iter().zip(&v.effectifs).enumerate() {
        let somme = v.ligne(rang);
        let cellules = vec![simple(nom_de(nom)), appels.cellule(m, &somme, Unite::Nombre), part(&somme, &total)];
        lignes.push(Ligne { cellules, forte: true, groupe: false });
        for (colonne, valeur) in v.colonnes.iter().zip(valeurs) {
            if valeur.exact() == Some(Exact::ZERO) && colonne != NON_RENSEIGNE {
                continue;
            }
            let nom = format!("{INSECABLE}{INSECABLE}– {}", propre(colonne));
            let cellules = vec![simple(nom), appels.cellule(m, valeur, Unite::Nombre), part(valeur, &total)];
            lignes.push(Ligne { cellules, forte: false, groupe: false });
        }
    }
    let cellules = vec![simple("Total"), appels.cellule(m, &total, Unite::Nombre), part(&total, &total)];
    lignes.push(Ligne { cellules, forte: true, groupe: false });
    let croisement = v.par.map_or("", |par| par.libelle());
    let entetes = vec![
        format!("{}, puis {croisement}", majuscule(v.critere.libelle())),
        majuscule(v.unite.pluriel()),
        part_de(&total),
    ];
    (largeurs(2), entetes, lignes)
}

fn nom_de(nom: &str) -> String {
    majuscule(&propre(nom))
}
