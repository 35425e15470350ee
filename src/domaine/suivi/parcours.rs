//! Rows of one identifier chained into one mesure, which waits, begins and ends once. A renewal is neither an entry nor
//! an exit.

use super::sejours::sejours;
use super::{Colonne, LigneDeSuivi, Mot, NatureDeDecision, Suivi};
use chrono::NaiveDate;
use hashbrown::HashMap;
use std::ops::Range;

/// What the rows of the follow-up tables amount to.
#[derive(Debug, Clone, Default)]
pub struct Parcours {
    /// Rows of `Suivi::lignes`, those of a mesure side by side in the order of its decisions.
    pub ordre: Vec<u32>,
    /// One per identifier, in reading order; one per row that has none.
    pub mesures: Vec<Mesure>,
    /// Those of a mesure side by side, in order.
    pub sejours: Vec<Sejour>,
    /// One per mesure that was decided, in reading order.
    pub attentes: Vec<Attente>,
}

/// A mesure, whatever the number of its decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mesure {
    /// Its rows, in [`Parcours::ordre`].
    pub lignes: Range<u32>,
    /// When it began; none while waiting.
    pub debut: Option<NaiveDate>,
    /// When it ended; none while it goes on.
    pub fin: Option<NaiveDate>,
    /// Its séjours, in [`Parcours::sejours`].
    pub sejours: Range<u32>,
}

/// A mesure in one dispositif, at one quotité. `fin` is not before `debut`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sejour {
    /// Index in [`Parcours::mesures`].
    pub mesure: u32,
    /// Index of the dispositif in rapport.toml.
    pub dispositif: u16,
    /// Share of its days that is billed.
    pub quotite: Mot,
    /// First day.
    pub debut: NaiveDate,
    /// Day of exit; none while it goes on.
    pub fin: Option<NaiveDate>,
    /// Term of the last decision that it rests on.
    pub echeance: Option<NaiveDate>,
    /// False when it continues the séjour before it in the same dispositif: no entry.
    pub entre: bool,
    /// False when the next one continues it in the same dispositif: no exit.
    pub sort: bool,
    /// Row that opens it: who, where, decided by whom.
    pub ligne: u32,
    /// Row that closes it: why, and what comes after.
    pub derniere: u32,
}

/// The time between a decision and the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attente {
    /// Index in [`Parcours::mesures`].
    pub mesure: u32,
    /// Index of the dispositif in rapport.toml, when it is known.
    pub dispositif: Option<u16>,
    /// When it was decided; unknown in some lists.
    pub decision: Option<NaiveDate>,
    /// When it began.
    pub debut: Option<NaiveDate>,
    /// When it was given up before it began.
    pub abandon: Option<NaiveDate>,
    /// Row of the decision.
    pub ligne: u32,
}

impl Attente {
    /// Waiting on a day: decided by then, neither begun nor given up. A row without a decision waits as long as it has
    /// not begun.
    pub fn en_cours_au(&self, jour: NaiveDate) -> bool {
        let apres = |date: Option<NaiveDate>| date.is_none_or(|d| d > jour);
        self.decision.is_none_or(|d| d <= jour) && apres(self.debut) && apres(self.abandon)
    }
}

/// A stay in one dispositif from its entry to its exit, whatever the quotités: what movements, durations and populations
/// count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Episode {
    /// Index in [`Parcours::mesures`].
    pub mesure: u32,
    /// Index of the dispositif in rapport.toml.
    pub dispositif: u16,
    /// Day of entry.
    pub debut: NaiveDate,
    /// Day of exit; none while it goes on.
    pub fin: Option<NaiveDate>,
    /// Term of the last decision that it rests on.
    pub echeance: Option<NaiveDate>,
    /// Row that opens it.
    pub ligne: u32,
    /// Row that closes it.
    pub derniere: u32,
}

impl Episode {
    /// Being carried out when a day ends.
    pub fn en_cours_au(&self, jour: NaiveDate) -> bool {
        self.debut <= jour && self.fin.is_none_or(|fin| fin > jour)
    }
}

impl Parcours {
    /// Chains the rows. Cost: linear in their number, but for the sort of the rows of one identifier.
    pub fn new(suivi: &Suivi) -> Self {
        let mut parcours = Self::default();
        parcours.chaine(suivi);
        for mesure in 0..parcours.mesures.len() {
            parcours.parcourt(suivi, mesure);
        }
        parcours
    }

    /// The rows of a mesure, in the order of its decisions.
    pub fn lignes<'a>(&'a self, mesure: &Mesure, suivi: &'a Suivi) -> impl Iterator<Item = &'a LigneDeSuivi> {
        let plage = mesure.lignes.start as usize..mesure.lignes.end as usize;
        self.ordre[plage].iter().map(|i| &suivi.lignes[*i as usize])
    }

    /// The rows of the mesure of an épisode: the one that opens it, then the others from the first.
    pub fn lignes_de<'a>(&self, episode: &Episode, suivi: &'a Suivi) -> impl Iterator<Item = &'a LigneDeSuivi> {
        let plage = self.mesures[episode.mesure as usize].lignes.clone();
        let plage = if plage.len() > 1 { plage.start as usize..plage.end as usize } else { 0..0 };
        let autres = self.ordre[plage].iter().map(|i| &suivi.lignes[*i as usize]);
        std::iter::once(&suivi.lignes[episode.ligne as usize]).chain(autres)
    }

    /// Stays from entry to exit, in the order of [`Parcours::sejours`].
    pub fn episodes(&self) -> impl Iterator<Item = Episode> {
        let suite = |avant: &Sejour, apres: &Sejour| avant.mesure == apres.mesure && !apres.entre;
        self.sejours.chunk_by(suite).filter_map(|sejours| {
            let (premier, dernier) = (sejours.first()?, sejours.last()?);
            let Sejour { mesure, dispositif, debut, ligne, .. } = *premier;
            let Sejour { fin, echeance, derniere, .. } = *dernier;
            Some(Episode { mesure, dispositif, debut, fin, echeance, ligne, derniere })
        })
    }

    /// Rows side by side by identifier: counted, then placed, then sorted within each mesure.
    fn chaine(&mut self, suivi: &Suivi) {
        let mut de: Vec<u32> = Vec::with_capacity(suivi.lignes.len());
        let mut connues: HashMap<&str, u32> = HashMap::with_capacity(suivi.lignes.len());
        let mut nombres: Vec<u32> = Vec::with_capacity(suivi.lignes.len());
        for ligne in &suivi.lignes {
            let nouvelle = index(nombres.len());
            let mesure = match ligne.id.as_str() {
                "" => nouvelle,
                id => *connues.entry(id).or_insert(nouvelle),
            };
            if mesure == nouvelle {
                nombres.push(0);
            }
            nombres[mesure as usize] += 1;
            de.push(mesure);
        }
        let mut debut = 0;
        self.mesures = nombres
            .iter()
            .map(|nombre| {
                let lignes = debut..debut;
                debut += nombre;
                Mesure { lignes, debut: None, fin: None, sejours: 0..0 }
            })
            .collect();
        self.ordre = vec![0; suivi.lignes.len()];
        for (ligne, mesure) in de.into_iter().enumerate() {
            let fin = &mut self.mesures[mesure as usize].lignes.end;
            self.ordre[*fin as usize] = index(ligne);
            *fin += 1;
        }
        for mesure in self.mesures.iter().filter(|m| m.lignes.len() > 1) {
            let plage = mesure.lignes.start as usize..mesure.lignes.end as usize;
            self.ordre[plage].sort_by_key(|i| place_dans_la_suite(suivi, &suivi.lignes[*i as usize]));
        }
    }

    /// Séjours and waiting of one mesure.
    fn parcourt(&mut self, suivi: &Suivi, rang: usize) {
        let Range { start, end } = self.mesures[rang].lignes.clone();
        let lignes: &[u32] = &self.ordre[start as usize..end as usize];
        let (debut, fin) = (debut(suivi, lignes), fin(suivi, lignes));
        let mesure = index(rang);
        self.attentes.extend(attente(suivi, lignes, mesure, debut, fin));
        let premier = index(self.sejours.len());
        sejours(suivi, lignes, mesure, (debut, fin), &mut self.sejours);
        let mesure = &mut self.mesures[rang];
        (mesure.debut, mesure.fin) = (debut, fin);
        mesure.sejours = premier..index(self.sejours.len());
    }
}

/// Rows are bounded well below `u32` by `limites.lignes_par_fichier`; beyond, the last one stands for the rest.
fn index(rang: usize) -> u32 {
    u32::try_from(rang).unwrap_or(u32::MAX)
}

/// The day by which the rows of a mesure are put in order; on one day, what begins it first and what ends it last.
fn place_dans_la_suite(suivi: &Suivi, ligne: &LigneDeSuivi) -> (Option<NaiveDate>, u8) {
    let prise_le = ligne.decision.or(ligne.debut).or(ligne.notification).or(ligne.fin);
    let nature = match suivi.nature(ligne) {
        Some(NatureDeDecision::Initiale) => 0,
        Some(NatureDeDecision::Mainlevee) => 2,
        _ => 1,
    };
    (prise_le, nature)
}

pub(super) fn est_mainlevee(suivi: &Suivi, ligne: &LigneDeSuivi) -> bool {
    suivi.nature(ligne) == Some(NatureDeDecision::Mainlevee)
}

/// The day on which a mainlevée takes effect.
pub(super) fn levee_le(ligne: &LigneDeSuivi) -> Option<NaiveDate> {
    ligne.fin.or(ligne.debut).or(ligne.decision)
}

/// The first beginning that a row gives; a mainlevée gives none.
fn debut(suivi: &Suivi, lignes: &[u32]) -> Option<NaiveDate> {
    let lignes = lignes.iter().map(|i| &suivi.lignes[*i as usize]);
    lignes.filter(|l| !est_mainlevee(suivi, l)).filter_map(|l| l.debut).min()
}

/// The end of a mesure: a mainlevée ends it on its day, else the last end that a row gives. A later decision without an
/// end, in force from that day on, prolongs it; so does one taken before it, when that end is but the term of its row.
fn fin(suivi: &Suivi, lignes: &[u32]) -> Option<NaiveDate> {
    let mut fin: Option<(NaiveDate, bool)> = None;
    for ligne in lignes.iter().map(|i| &suivi.lignes[*i as usize]) {
        let depuis = ligne.debut.or(ligne.decision);
        if est_mainlevee(suivi, ligne) {
            fin = levee_le(ligne).map(|jour| (jour, false)).or(fin);
            continue;
        }
        match (ligne.fin, fin) {
            (Some(jour), avant) if avant.is_none_or(|(avant, _)| avant <= jour) => {
                fin = Some((jour, ligne.echeance == Some(jour)));
            }
            (None, Some((jour, au_terme))) if au_terme || depuis.is_some_and(|depuis| depuis >= jour) => fin = None,
            _ => {}
        }
    }
    fin.map(|(jour, _)| jour)
}

fn attente(
    suivi: &Suivi,
    lignes: &[u32],
    mesure: u32,
    debut: Option<NaiveDate>,
    fin: Option<NaiveDate>,
) -> Option<Attente> {
    let ligne = *lignes.first()?;
    let premiere = &suivi.lignes[ligne as usize];
    if premiere.decision.is_none() && debut.is_some() {
        return None;
    }
    Some(Attente {
        mesure,
        dispositif: dispositif(suivi, premiere, Colonne::Dispositif),
        decision: premiere.decision,
        debut,
        abandon: fin.filter(|_| debut.is_none()),
        ligne,
    })
}

pub(super) fn dispositif(suivi: &Suivi, ligne: &LigneDeSuivi, colonne: Colonne) -> Option<u16> {
    u16::try_from(suivi.lu(ligne, colonne)?.dispositif?).ok()
}
