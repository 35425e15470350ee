//! Rows of one identifier chained into one mesure, which waits, begins and ends once. A renewal is neither an entry nor
//! an exit.

use super::sejours::sejours;
use super::{Colonne, LigneDeSuivi, Mot, NatureDeDecision, Numeros, Suivi};
use crate::domaine::parts::in_parts;
use chrono::NaiveDate;
use ecow::EcoString;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

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
    /// The jeune of each row.
    pub jeunes: Numeros,
    /// Its family.
    pub familles: Numeros,
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
        let numeros = |lit: fn(&LigneDeSuivi) -> &EcoString| Numeros::new(&suivi.lignes, lit);
        let debuts = thread::scope(|scope| {
            let personnes = scope.spawn(|| (numeros(|l| &l.jeune), numeros(|l| &l.famille)));
            let debuts = parcours.chaine(suivi, &numeros(|l| &l.id));
            (parcours.jeunes, parcours.familles) = personnes.join().unwrap_or_else(|panic| resume_unwind(panic));
            debuts
        });
        let parts = in_parts(debuts.len() - 1, |mesures| Part::new(suivi, &parcours.ordre, &debuts, mesures));
        for part in parts {
            parcours.ajoute(part);
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
        self.rangs_de(episode).map(|rang| &suivi.lignes[rang as usize])
    }

    /// The same by their rank in `Suivi::lignes`.
    fn rangs_de(&self, episode: &Episode) -> impl Iterator<Item = u32> {
        let plage = self.mesures[episode.mesure as usize].lignes.clone();
        let plage = if plage.len() > 1 { plage.start as usize..plage.end as usize } else { 0..0 };
        std::iter::once(episode.ligne).chain(self.ordre[plage].iter().copied())
    }

    /// The number of the jeune of an épisode, as any row of its mesure says; zero when none does.
    pub fn jeune(&self, episode: &Episode) -> u32 {
        self.rangs_de(episode).map(|rang| self.jeunes.de(rang)).find(|numero| *numero > 0).unwrap_or(0)
    }

    /// The number of the family of an épisode, as any row of its mesure says; zero when none does.
    pub fn famille(&self, episode: &Episode) -> u32 {
        self.rangs_de(episode).map(|rang| self.familles.de(rang)).find(|numero| *numero > 0).unwrap_or(0)
    }

    /// Stays from entry to exit, in the order of [`Parcours::sejours`].
    pub fn episodes(&self) -> impl Iterator<Item = Episode> {
        Self::des_sejours(&self.sejours)
    }

    /// Those of consecutive mesures.
    pub fn episodes_de(&self, mesures: Range<usize>) -> impl Iterator<Item = Episode> {
        let bornes = self.mesures[mesures.clone()].first().zip(self.mesures[mesures].last());
        let sejours = bornes.map_or(0..0, |(premiere, derniere)| premiere.sejours.start..derniere.sejours.end);
        Self::des_sejours(&self.sejours[sejours.start as usize..sejours.end as usize])
    }

    fn des_sejours(sejours: &[Sejour]) -> impl Iterator<Item = Episode> {
        let suite = |avant: &Sejour, apres: &Sejour| avant.mesure == apres.mesure && !apres.entre;
        sejours.chunk_by(suite).filter_map(|sejours| {
            let (premier, dernier) = (sejours.first()?, sejours.last()?);
            let Sejour { mesure, dispositif, debut, ligne, .. } = *premier;
            let Sejour { fin, echeance, derniere, .. } = *dernier;
            Some(Episode { mesure, dispositif, debut, fin, echeance, ligne, derniere })
        })
    }

    /// Rows side by side by identifier: counted, then placed, then sorted within each mesure. Where those of each mesure
    /// begin in [`Parcours::ordre`], and where the last one ends.
    fn chaine(&mut self, suivi: &Suivi, ids: &Numeros) -> Vec<u32> {
        let lignes = index(suivi.lignes.len());
        if ids.nombre == lignes {
            self.ordre = (0..lignes).collect();
            return (0..=lignes).collect();
        }
        let mut de: Vec<u32> = Vec::with_capacity(suivi.lignes.len());
        let mut connues: Vec<Option<u32>> = vec![None; ids.nombre as usize + 1];
        let mut nombres: Vec<u32> = Vec::with_capacity(suivi.lignes.len());
        for numero in &ids.par_ligne {
            let nouvelle = index(nombres.len());
            let mesure = match numero {
                0 => nouvelle,
                numero => *connues[*numero as usize].get_or_insert(nouvelle),
            };
            if mesure == nouvelle {
                nombres.push(0);
            }
            nombres[mesure as usize] += 1;
            de.push(mesure);
        }
        let mut debuts = vec![0; nombres.len() + 1];
        for (mesure, nombre) in nombres.iter().enumerate() {
            debuts[mesure + 1] = debuts[mesure] + nombre;
        }
        let mut places = debuts.clone();
        self.ordre = vec![0; suivi.lignes.len()];
        for (ligne, mesure) in de.into_iter().enumerate() {
            let place = &mut places[mesure as usize];
            self.ordre[*place as usize] = index(ligne);
            *place += 1;
        }
        for plage in debuts.windows(2).filter(|plage| plage[1] - plage[0] > 1) {
            let plage = plage[0] as usize..plage[1] as usize;
            self.ordre[plage].sort_by_key(|i| place_dans_la_suite(suivi, &suivi.lignes[*i as usize]));
        }
        debuts
    }

    fn ajoute(&mut self, part: Part) {
        if self.mesures.is_empty() {
            (self.mesures, self.sejours, self.attentes) = (part.mesures, part.sejours, part.attentes);
            return;
        }
        let avant = index(self.sejours.len());
        self.mesures.extend(part.mesures.into_iter().map(|mut mesure| {
            mesure.sejours = mesure.sejours.start + avant..mesure.sejours.end + avant;
            mesure
        }));
        self.sejours.extend(part.sejours);
        self.attentes.extend(part.attentes);
    }
}

/// What consecutive mesures amount to.
struct Part {
    mesures: Vec<Mesure>,
    sejours: Vec<Sejour>,
    attentes: Vec<Attente>,
}

impl Part {
    fn new(suivi: &Suivi, ordre: &[u32], debuts: &[u32], mesures: Range<usize>) -> Self {
        let nombre = mesures.len();
        let mut part = Self {
            mesures: Vec::with_capacity(nombre),
            sejours: Vec::with_capacity(nombre),
            attentes: Vec::with_capacity(nombre),
        };
        for rang in mesures {
            part.parcourt(suivi, ordre, index(rang), debuts[rang]..debuts[rang + 1]);
        }
        part
    }

    /// Séjours and waiting of one mesure.
    fn parcourt(&mut self, suivi: &Suivi, ordre: &[u32], mesure: u32, plage: Range<u32>) {
        let lignes: &[u32] = &ordre[plage.start as usize..plage.end as usize];
        let (debut, fin) = (debut(suivi, lignes), fin(suivi, lignes));
        self.attentes.extend(attente(suivi, lignes, mesure, debut, fin));
        let premier = index(self.sejours.len());
        sejours(suivi, lignes, mesure, (debut, fin), &mut self.sejours);
        let sejours = premier..index(self.sejours.len());
        self.mesures.push(Mesure { lignes: plage, debut, fin, sejours });
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
/// end, in force from that day on, prolongs it; so does one taken before it, when that end is but the term of its row. A
/// row that says why it ended, or what came after, knows the end better than the rows before it.
fn fin(suivi: &Suivi, lignes: &[u32]) -> Option<NaiveDate> {
    let mut fin: Option<(NaiveDate, bool)> = None;
    for ligne in lignes.iter().map(|i| &suivi.lignes[*i as usize]) {
        let depuis = ligne.debut.or(ligne.decision);
        if est_mainlevee(suivi, ligne) {
            fin = levee_le(ligne).map(|jour| (jour, false)).or(fin);
            continue;
        }
        match (ligne.fin, fin) {
            (Some(jour), avant) if avant.is_none_or(|(avant, _)| avant <= jour) || dit_la_fin(ligne) => {
                fin = Some((jour, ligne.echeance == Some(jour)));
            }
            (None, Some((jour, au_terme))) if au_terme || depuis.is_some_and(|depuis| depuis >= jour) => fin = None,
            _ => {}
        }
    }
    fin.map(|(jour, _)| jour)
}

/// True when the row says why the mesure ended, or what came after.
fn dit_la_fin(ligne: &LigneDeSuivi) -> bool {
    ligne.mot(Colonne::MotifFin).est_dit() || ligne.mot(Colonne::Suite).est_dit()
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
