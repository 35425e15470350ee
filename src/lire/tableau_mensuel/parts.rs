//! Sub-columns that split what is counted: girls and boys, measures and families. None of them is the whole, but one that
//! says so.

use super::axes::{Axes, Coordonnees, Part, Quoi};
use super::croix::Croix;
use super::en_croix::Indice;
use super::{Bloc, Lecteur};
use crate::diagnostic::Span;
use crate::domaine::anomalie::{NatureAnomalie, Partie};
use crate::domaine::dossier::Ligne;
use crate::francais::Lecture;
use crate::lire::entetes::SousColonne;
use std::collections::{BTreeMap, BTreeSet};

/// Words of one kind of part that are said.
const MOTS: usize = 6;

/// The parts of a table that are left unread.
#[derive(Default)]
pub(super) struct PartsLaissees {
    parties: BTreeMap<Partie, Laissee>,
    /// Columns, and rows, that were noted.
    vues: BTreeSet<(Option<u32>, usize)>,
    /// Some row was the whole of others.
    entier_en_lignes: bool,
}

/// The parts of one kind.
struct Laissee {
    /// The first.
    place: Span,
    mots: Vec<String>,
    /// The whole of each is read.
    entier: bool,
    /// Some are rows.
    en_lignes: bool,
}

impl Laissee {
    fn new(place: Span) -> Self {
        Self { place, mots: Vec::new(), entier: true, en_lignes: false }
    }
}

/// A row of headers, from its first column of figures.
type Niveau = [(usize, Coordonnees)];

/// Marks the sub-columns of a row of headers; `dessus` is the row above it.
pub(super) fn marque(axes: &Axes<'_>, ligne: &Ligne, dessus: Option<&Niveau>, niveau: &mut Niveau) {
    let sens = |i: usize| axes.entetes.sous_colonne(ligne.cellule(i));
    if niveau.iter().any(|(i, c)| sens(*i).is_none() && places(c)) || labels(axes, ligne, niveau) {
        return;
    }
    let lettre = |i: usize| ligne.cellule(i).texte().chars().count() == 1;
    let deux =
        [SousColonne::Filles, SousColonne::Garcons].iter().all(|s| niveau.iter().any(|(i, _)| sens(*i) == Some(*s)));
    let partie = |i: usize| sens(i).and_then(SousColonne::partie).filter(|_| deux || !lettre(i));
    let connues = niveau.iter().any(|(i, _)| partie(*i).is_some());
    let partage = dessus.is_some_and(|dessus| splits(ligne, dessus, niveau));
    let unite = niveau.iter().any(|(i, _)| partie(*i) == Some(Partie::Unite));
    let inconnue = |(i, c): &(usize, Coordonnees)| sens(*i).is_none() && (!c.situe() || c.total);
    if !(connues || partage && niveau.iter().any(inconnue)) {
        return;
    }
    let tout = |i: usize| match sens(i) {
        Some(SousColonne::Mesures) => true,
        Some(SousColonne::Tout | SousColonne::Nombre) => !unite,
        _ => false,
    };
    let partout = dessus.is_none_or(|dessus| in_each_group(dessus, niveau, &tout));
    for (i, dit) in niveau.iter_mut().filter(|(_, c)| c.quoi.is_none() && !c.qualifie) {
        let part = match partie(*i) {
            Some(partie) => Part::Partie(partie),
            None if tout(*i) && partout => Part::Tout,
            None => Part::Partie(if unite { Partie::Unite } else { Partie::Inconnue }),
        };
        *dit = Coordonnees::d_une_part(part);
    }
}

/// « Prévisionnel » alone names days; above or below other headers, beside « réalisé », it is the forecast of each.
pub(super) fn forecasts(axes: &Axes<'_>, ligne: &Ligne, niveau: &mut Niveau) {
    if niveau.iter().any(|(i, _)| axes.entetes.est_realise(ligne.cellule(*i))) {
        for (i, dit) in niveau.iter_mut().filter(|(i, _)| axes.entetes.est_une_prevision(ligne.cellule(*i))) {
            *dit = Axes::qualificatif(ligne.cellule(*i));
        }
    }
}

/// True when a header is on an axis of its own: a dispositif, a month, a year, a grandeur.
fn places(dit: &Coordonnees) -> bool {
    dit.qui.is_some() || dit.mois.is_some() || dit.annee.is_some() || dit.qualifie
}

/// True for a row whose label, before its figures, is that of a row of figures.
fn labels(axes: &Axes<'_>, ligne: &Ligne, niveau: &Niveau) -> bool {
    let premiere = niveau.first().map_or(0, |(i, _)| *i);
    let manque = niveau.iter().any(|(i, _)| matches!(ligne.cellule(*i).lecture(false), Lecture::Manquant));
    let libelle = ligne.cellules.iter().take(premiere).any(|c| {
        let dit = axes.lire(c);
        dit.quoi.is_some() || dit.mois.is_some()
    });
    libelle || manque
}

/// True when a header above stands for several cells of the row.
fn splits(ligne: &Ligne, dessus: &Niveau, niveau: &Niveau) -> bool {
    groups(dessus, niveau).iter().any(|groupe| groupe.iter().filter(|i| !ligne.cellule(**i).is_empty()).count() > 1)
}

/// True when every header above that is split has its whole; a single « Total » at the end may be that of the row.
fn in_each_group(dessus: &Niveau, niveau: &Niveau, tout: &dyn Fn(usize) -> bool) -> bool {
    let partages = groups(dessus, niveau);
    partages.iter().filter(|g| !g.iter().all(|i| tout(*i))).all(|g| g.iter().any(|i| tout(*i)))
}

/// True for a row of headers that places nothing on an axis: it says which part, or forecast or actual.
pub(super) fn qualifies(niveau: &Niveau) -> bool {
    let precise = |c: &Coordonnees| c.part.is_some() || c.qualifie;
    let autre = |c: &Coordonnees| places(c) && !c.qualifie || matches!(c.quoi, Some(Quoi::Grandeur(_)));
    niveau.iter().any(|(_, c)| precise(c)) && !niveau.iter().any(|(_, c)| autre(c))
}

/// The columns of the row under each header above.
fn groups(dessus: &Niveau, niveau: &Niveau) -> Vec<Vec<usize>> {
    let rang = |place: usize| niveau.partition_point(|(i, _)| *i < place);
    let fin = |n: usize| dessus.get(n + 1).map_or(niveau.len(), |(i, _)| rang(*i));
    let sous = |(n, (debut, _)): (usize, &(usize, Coordonnees))| {
        niveau[rang(*debut)..fin(n)].iter().map(|(i, _)| *i).collect()
    };
    dessus.iter().enumerate().map(sous).collect()
}

/// The parts among the second labels of rows: what « Total » or « Mesures » means beside them.
#[derive(Clone, Copy)]
pub(super) struct PartsEnLignes {
    /// They are other units of count.
    unites: bool,
}

impl PartsEnLignes {
    /// Looks for them before the column `premiere`; `None` when there are none.
    pub(super) fn trouve(axes: &Axes<'_>, lignes: &[Ligne], premiere: usize) -> Option<Self> {
        let libelles = lignes.iter().flat_map(|l| l.cellules.iter().take(premiere).skip(1));
        let parties: Vec<Partie> =
            libelles.filter_map(|c| axes.entetes.sous_colonne(c).and_then(SousColonne::partie)).collect();
        (!parties.is_empty()).then(|| Self { unites: parties.contains(&Partie::Unite) })
    }

    /// What such a label says behind that of a grandeur.
    pub(super) fn lit(self, axes: &Axes<'_>, dessus: &Coordonnees, texte: &str) -> Option<Coordonnees> {
        let sens = axes.entetes.sous_colonne(texte).filter(|_| dessus.quoi.is_some())?;
        let part = match sens.partie() {
            Some(partie) => Part::Partie(partie),
            None if self.unites && sens != SousColonne::Mesures => Part::Partie(Partie::Unite),
            None => Part::Tout,
        };
        Some(Coordonnees::d_une_part(part))
    }
}

/// A crossing that is only a part: its column, which part, its coordinates.
pub(super) type Laisse = (usize, Partie, Coordonnees);

impl Lecteur<'_> {
    /// Notes the parts of a row that are left unread, once for a column, or for a label; `lus` is what was read of the row.
    pub(super) fn laisse_les_parts(
        &self,
        bloc: &Bloc<'_>,
        (ligne, croix): (&Ligne, &Croix),
        parts: &[Laisse],
        lus: &[(Coordonnees, Indice)],
        laissees: &mut PartsLaissees,
    ) {
        let entiere = |ou: &Coordonnees| ou.part == Some(Part::Tout);
        laissees.entier_en_lignes |= lus.iter().any(|(ou, _)| entiere(ou));
        let autre_annee = |ou: &Coordonnees| ou.annee.is_some_and(|annee| annee != self.annee);
        let dite_en_tete = |colonne: usize| {
            let rang = croix.colonnes.binary_search_by_key(&colonne, |(i, _)| *i);
            rang.is_ok_and(|rang| croix.colonnes[rang].1.part.is_some() || croix.colonnes[rang].1.qualifie)
        };
        for (colonne, partie, ou) in parts {
            let en_tete = dite_en_tete(*colonne);
            if !laissees.vues.insert(if en_tete { (None, *colonne) } else { (Some(ligne.rang), 0) }) {
                continue;
            }
            let rangees: &[Ligne] = if en_tete { bloc.entetes } else { std::slice::from_ref(ligne) };
            let jusqu_a = if en_tete { *colonne } else { croix.premiere.saturating_sub(1) };
            let (span, mot) = self.place_de_la_part(bloc, rangees, jusqu_a, *partie);
            let laissee = laissees.parties.entry(*partie).or_insert_with(|| Laissee::new(span));
            laissee.mots.extend(mot.filter(|mot| laissee.mots.len() < MOTS && !laissee.mots.contains(mot)));
            laissee.en_lignes |= !en_tete;
            laissee.entier &=
                !en_tete || autre_annee(ou) || ou.total || lus.iter().any(|(lu, _)| ou.est_une_part_de(lu));
        }
    }

    /// The header, or the label, that says which part it is, and its words when they are known.
    fn place_de_la_part(
        &self,
        bloc: &Bloc<'_>,
        rangees: &[Ligne],
        jusqu_a: usize,
        partie: Partie,
    ) -> (Span, Option<String>) {
        let dit = |texte: &str| match partie {
            Partie::Prevision => self.entetes.est_une_prevision(texte),
            _ => self.entetes.sous_colonne(texte).and_then(SousColonne::partie) == Some(partie),
        };
        let derniere = |ligne: &Ligne| {
            let fin = ligne.cellules.len().min(jusqu_a + 1);
            ligne.cellules[..fin].iter().rposition(|c| !c.is_empty())
        };
        let mut places = rangees.iter().rev().filter_map(|ligne| Some((ligne, derniere(ligne)?)));
        match places.find(|(ligne, i)| dit(ligne.cellule(*i))) {
            Some((ligne, i)) => {
                let texte = ligne.cellule(i).texte();
                (self.span(ligne, i, texte), Some(texte.to_owned()))
            }
            None => (self.span(bloc.entete, jusqu_a, bloc.entete_de(jusqu_a)), None),
        }
    }

    /// Records them, once for each kind.
    pub(super) fn dit_les_parts(&mut self, laissees: PartsLaissees) {
        for (partie, Laissee { place, mots, entier, en_lignes }) in laissees.parties {
            let entier = entier && (!en_lignes || laissees.entier_en_lignes);
            self.signale(NatureAnomalie::ColonnesPartielles { partie, mots, entier }, place);
        }
    }
}

impl Coordonnees {
    /// True when the other is the whole of this one.
    fn est_une_part_de(&self, autre: &Self) -> bool {
        (&self.qui, self.quoi, self.mois, self.annee) == (&autre.qui, autre.quoi, autre.mois, autre.annee)
    }
}
