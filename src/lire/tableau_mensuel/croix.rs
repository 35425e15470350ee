//! A table whose columns and rows are coordinates: one to three rows of headers, merged cells being a name in the first
//! column and blanks behind it; a column of labels; figures where both meet.

use super::axes::{Axes, Coordonnees, Qui, Quoi};
use super::forme::est_un_nombre;
use super::parts::{self, PartsEnLignes};
use crate::domaine::dossier::Ligne;
use crate::francais::Lecture;
use crate::lire::entetes::is_year;

/// How many rows below the headers tell how a table is laid out.
pub(super) const APERCU: usize = 8;

/// The layout, told from the headers and the first rows.
pub(super) struct Croix {
    /// Rows of headers.
    pub(super) hauteur: usize,
    /// The first column of figures: labels stand before it.
    pub(super) premiere: usize,
    /// What each column says.
    pub(super) colonnes: Vec<(usize, Coordonnees)>,
    /// What the corner above the labels says.
    pub(super) coin: Coordonnees,
    /// Second labels that are parts of what the first count.
    parts: Option<PartsEnLignes>,
}

impl Croix {
    /// The layout of the table whose headers are the first rows, of the greatest height that makes sense; `au_moins`
    /// rows of headers.
    pub(super) fn trouve(axes: &Axes<'_>, lignes: &[Ligne], au_moins: usize) -> Option<Self> {
        let entetes = lignes.iter().take(3).take_while(|l| !l.remplies().any(|(_, c)| est_un_nombre(c))).count();
        (au_moins..=entetes).rev().find_map(|hauteur| Self::de_hauteur(axes, lignes, hauteur))
    }

    fn de_hauteur(axes: &Axes<'_>, lignes: &[Ligne], hauteur: usize) -> Option<Self> {
        let (entetes, corps) = lignes.split_at_checked(hauteur)?;
        let suite = corps.iter().take(APERCU).take_while(|l| !est_un_entete(axes, l)).count();
        let apercu = &corps[..suite];
        let premiere = premiere_colonne(axes, entetes.last()?, apercu)?;
        let mut niveaux: Vec<Vec<(usize, Coordonnees)>> = Vec::with_capacity(hauteur);
        for ligne in entetes {
            let mut niveau = niveau(axes, ligne, premiere);
            if hauteur > 1 {
                parts::forecasts(axes, ligne, &mut niveau);
            }
            parts::marque(axes, ligne, niveaux.last().map(Vec::as_slice), &mut niveau);
            niveaux.push(niveau);
        }
        if !niveaux.windows(2).all(|deux| etages(&deux[0], &deux[1])) {
            return None;
        }
        let mut colonnes = colonnes(axes, &niveaux);
        let chiffres = |i: usize| {
            let nom = entetes.iter().any(|l| axes.entetes.est_ignore(l.cellule(i)));
            !nom && apercu.iter().any(|l| matches!(l.cellule(i).lecture(false), Lecture::Nombre(_)))
        };
        name_the_unknown(&niveaux, &mut colonnes, chiffres);
        let au_coin = entetes.iter().flat_map(|l| l.cellules.iter().take(premiere)).filter(|c| !c.is_empty());
        let coin = au_coin.fold(Coordonnees::default(), |coin, cellule| coin.ou(&axes.titre(cellule)));
        let parts = PartsEnLignes::trouve(axes, apercu, premiere);
        let croix = Self { hauteur, premiere, colonnes, coin, parts };
        croix.se_lit(axes, apercu).then_some(croix)
    }

    /// True when a row of the sample and a column make coordinates that hold a figure. What titles say may complete
    /// them: whom, or what.
    fn se_lit(&self, axes: &Axes<'_>, apercu: &[Ligne]) -> bool {
        let porte = |ligne: &Ligne| {
            let libelle = self.libelle(axes, ligne);
            let chiffre = |i: usize| !matches!(ligne.cellule(i).lecture(false), Lecture::Illisible(_));
            libelle.situe()
                && !libelle.total
                && self.colonnes.iter().any(|(i, colonne)| {
                    let croise = axes.croise(colonne, &libelle).map(|c| axes.precise(c, self.coin.quoi));
                    chiffre(*i) && croise.is_some_and(|c| c.mots.is_empty() && self.assez(&c))
                })
        };
        apercu.iter().any(porte)
    }

    /// A row of figures under a label: a note has none.
    pub(super) fn est_chiffree(&self, ligne: &Ligne) -> bool {
        let figures = self.colonnes.iter().filter(|(i, _)| ligne.cellule(*i).est_un_nombre()).count();
        let libelle = ligne.remplies().next().is_some_and(|(i, _)| i < self.premiere);
        libelle && figures > 0 && figures * 2 >= self.colonnes.len()
    }

    /// Two axes at least, one of which is not only a total.
    fn assez(&self, croise: &Coordonnees) -> bool {
        let quoi = croise.quoi.is_some() || self.coin.quoi.is_some();
        let connus = [quoi, croise.qui.is_some(), croise.mois.is_some(), croise.annee.is_some()];
        !croise.total && connus.iter().filter(|connu| **connu).count() > 1
    }

    /// What the labels of a row say.
    pub(super) fn libelle(&self, axes: &Axes<'_>, ligne: &Ligne) -> Coordonnees {
        let cellules = ligne.cellules.iter().take(self.premiere).filter(|c| !c.is_empty());
        cellules.fold(Coordonnees::default(), |dessus, cellule| {
            let part = self.parts.and_then(|parts| parts.lit(axes, &dessus, cellule));
            let dessous = part.unwrap_or_else(|| axes.lire(cellule));
            if dessus.est_vide() { dessous } else { axes.sous(&dessus, &dessous) }
        })
    }
}

/// A row of names without a figure: the headers of another table.
fn est_un_entete(axes: &Axes<'_>, ligne: &Ligne) -> bool {
    let situes = ligne.remplies().filter(|(_, c)| axes.lire(c).situe());
    !ligne.remplies().any(|(_, c)| est_un_nombre(c)) && situes.take(2).count() > 1
}

/// The first column behind the labels whose header says something or whose cells are figures.
fn premiere_colonne(axes: &Axes<'_>, entete: &Ligne, apercu: &[Ligne]) -> Option<usize> {
    let largeur = apercu.iter().chain([entete]).map(|l| l.cellules.len()).max()?;
    let libelles = apercu.iter().filter_map(|l| l.remplies().next().map(|(i, _)| i)).min()?;
    let chiffre = |i: usize| {
        let lecture = |l: &Ligne| {
            !is_year(l.cellule(i))
                && matches!(l.cellule(i).lecture(false), Lecture::Nombre(_) | Lecture::Manquant | Lecture::Ambigu(_))
        };
        apercu.iter().any(lecture)
    };
    let vide = |i: usize| apercu.iter().all(|l| l.cellule(i).is_empty());
    (libelles + 1..largeur.min(libelles + 4))
        .find(|i| chiffre(*i) || (vide(*i) && axes.lire(entete.cellule(*i)).situe()))
}

fn niveau(axes: &Axes<'_>, ligne: &Ligne, premiere: usize) -> Vec<(usize, Coordonnees)> {
    ligne.remplies().filter(|(i, _)| *i >= premiere).map(|(i, cellule)| (i, axes.lire(cellule))).collect()
}

/// True when one row of headers stands above another: its names are of one kind, each above a name of the row below,
/// on another axis; names that mean nothing are accepted only where the row below repeats itself.
fn etages(dessus: &[(usize, Coordonnees)], dessous: &[(usize, Coordonnees)]) -> bool {
    let sous = |i: usize| dessous.iter().find(|(j, _)| *j == i).map(|(_, c)| c);
    let kinds =
        |c: &Coordonnees| [c.qui.is_some(), c.quoi.is_some() || c.qualifie, c.mois.is_some(), c.annee.is_some()];
    let connus: Vec<&Coordonnees> = dessus.iter().map(|(_, c)| c).filter(|c| kinds(c).contains(&true)).collect();
    let meme_axe = connus.windows(2).all(|deux| kinds(deux[0]) == kinds(deux[1]));
    let partage = parts::qualifies(dessous);
    let couvert = |(i, c): &(usize, Coordonnees)| match sous(*i) {
        _ if partage => true,
        Some(_) if parts::qualifies(dessus) => true,
        Some(dessous) => kinds(c).iter().zip(kinds(dessous)).all(|(a, b)| !(*a && b)),
        None => c.total || !kinds(c).contains(&true),
    };
    let repete =
        dessous.iter().enumerate().any(|(n, (_, c))| c.situe() && dessous[..n].iter().any(|(_, autre)| autre == c));
    let inconnus = dessus.iter().any(|(_, c)| !c.situe());
    let poses = dessus.iter().any(|(i, _)| sous(*i).is_some_and(Coordonnees::situe));
    !dessus.is_empty() && poses && meme_axe && dessus.iter().all(couvert) && (!inconnus || repete)
}

/// Each column with the path of its headers: a name stands for the blank cells behind it.
fn colonnes(axes: &Axes<'_>, niveaux: &[Vec<(usize, Coordonnees)>]) -> Vec<(usize, Coordonnees)> {
    let mut places: Vec<usize> = niveaux.iter().flatten().map(|(i, _)| *i).collect();
    places.sort_unstable();
    places.dedup();
    let dernier = niveaux.len() - 1;
    let chemin = |i: usize| {
        let au_niveau = |(n, niveau): (usize, &Vec<(usize, Coordonnees)>)| {
            let rang = niveau.partition_point(|(j, _)| *j <= i).checked_sub(1)?;
            let (place, dit) = &niveau[rang];
            (n < dernier || *place == i).then(|| dit.clone())
        };
        let cellules = niveaux.iter().enumerate().filter_map(au_niveau);
        cellules.reduce(|dessus, dessous| axes.sous(&dessus, &dessous)).unwrap_or_default()
    };
    places.into_iter().map(|i| (i, chemin(i))).collect()
}

/// A name that means nothing, where the others of its row are dispositifs or where nothing else can tell columns apart,
/// is a dispositif that nobody declared.
fn name_the_unknown(
    niveaux: &[Vec<(usize, Coordonnees)>],
    colonnes: &mut [(usize, Coordonnees)],
    chiffres: impl Fn(usize) -> bool,
) {
    let nomme = |c: &Coordonnees| c.qui.is_some();
    let Some(niveau) = niveaux.iter().find(|n| n.iter().any(|(_, c)| nomme(c))).or_else(|| {
        let muet = |n: &&Vec<(usize, Coordonnees)>| n.iter().any(|(_, c)| !c.situe());
        niveaux[..niveaux.len() - 1].iter().find(muet)
    }) else {
        return;
    };
    let quoi = niveau.iter().any(|(_, c)| matches!(c.quoi, Some(Quoi::Grandeur(_))));
    for (n, (debut, dit)) in niveau.iter().enumerate().filter(|(_, (_, c))| !c.situe() && !quoi) {
        let fin = niveau.get(n + 1).map_or(usize::MAX, |(i, _)| *i);
        for (_, colonne) in colonnes.iter_mut().filter(|(i, _)| (*debut..fin).contains(i) && chiffres(*i)) {
            colonne.qui = Some(Qui::Inconnu);
            colonne.mots = colonne.mots.replacen(&dit.mots, "", 1).trim().to_owned();
        }
    }
}
