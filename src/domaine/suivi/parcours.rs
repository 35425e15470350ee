//! Rows of one identifier chained into one mesure, and a mesure cut into séjours: one dispositif, one quotité, from a
//! beginning to an end. A renewal is neither an entry nor an exit.

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

/// A séjour being opened, and what was decided of it so far.
struct EnCours {
    dispositif: u16,
    quotite: Mot,
    debut: NaiveDate,
    ligne: u32,
    derniere: u32,
    echeance: Option<NaiveDate>,
    entre: bool,
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
            self.ordre[plage].sort_by_key(|i| prise_le(&suivi.lignes[*i as usize]));
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

/// The day by which the rows of a mesure are put in order.
fn prise_le(ligne: &LigneDeSuivi) -> Option<NaiveDate> {
    ligne.decision.or(ligne.debut).or(ligne.notification).or(ligne.fin)
}

fn est_mainlevee(suivi: &Suivi, ligne: &LigneDeSuivi) -> bool {
    suivi.nature(ligne) == Some(NatureDeDecision::Mainlevee)
}

/// The first beginning that a row gives; a mainlevée gives none.
fn debut(suivi: &Suivi, lignes: &[u32]) -> Option<NaiveDate> {
    let lignes = lignes.iter().map(|i| &suivi.lignes[*i as usize]);
    lignes.filter(|l| !est_mainlevee(suivi, l)).filter_map(|l| l.debut).min()
}

/// The last end that a row gives, unless a later decision without an end prolongs the mesure.
fn fin(suivi: &Suivi, lignes: &[u32]) -> Option<NaiveDate> {
    let lignes = || lignes.iter().map(|i| &suivi.lignes[*i as usize]);
    let levee = |l: &LigneDeSuivi| est_mainlevee(suivi, l).then(|| l.debut.or(l.decision)).flatten();
    let derniere = lignes().filter_map(|l| l.fin.or_else(|| levee(l))).max()?;
    let prolonge = |l: &LigneDeSuivi| {
        l.fin.is_none() && !est_mainlevee(suivi, l) && l.debut.or(l.decision).is_some_and(|depuis| depuis >= derniere)
    };
    let seule = lignes().nth(1).is_none();
    (seule || !lignes().any(prolonge)).then_some(derniere)
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

fn dispositif(suivi: &Suivi, ligne: &LigneDeSuivi, colonne: Colonne) -> Option<u16> {
    u16::try_from(suivi.lu(ligne, colonne)?.dispositif?).ok()
}

/// Follows the rows: first the other form in which it is exercised while waiting, then the mesure itself, cut where its
/// dispositif or its quotité changes.
fn sejours(
    suivi: &Suivi,
    lignes: &[u32],
    mesure: u32,
    (debut, fin): (Option<NaiveDate>, Option<NaiveDate>),
    sejours: &mut Vec<Sejour>,
) {
    let premier = sejours.len();
    let mut ouvert: Option<EnCours> = None;
    for &rang in lignes {
        let ligne = &suivi.lignes[rang as usize];
        if let (Some(autre), Some(depuis)) = (dispositif(suivi, ligne, Colonne::ExerceeEn), ligne.exercee_depuis) {
            let quotite = ligne.mot(Colonne::Quotite);
            let autrement = EnCours {
                dispositif: autre,
                quotite,
                debut: depuis,
                ligne: rang,
                derniere: rang,
                echeance: None,
                entre: true,
            };
            if ouvert.is_none() && debut.is_none_or(|d| depuis < d) {
                ouvert = Some(autrement);
            }
        }
        match (&mut ouvert, ligne.debut.or(ligne.decision)) {
            (Some(en_cours), _) if est_mainlevee(suivi, ligne) => en_cours.derniere = rang,
            (_, Some(depuis)) if debut.is_some_and(|d| depuis >= d) || ligne.debut.is_some() => {
                let depuis = if ligne.debut.is_some() || ouvert.is_some() { depuis } else { continue };
                change(suivi, rang, depuis, mesure, &mut ouvert, sejours);
            }
            (Some(en_cours), _) => en_cours.derniere = rang,
            _ => {}
        }
    }
    if let Some(en_cours) = ouvert {
        ferme(en_cours, mesure, fin, true, sejours);
    }
    let mut reste: Vec<Sejour> = sejours.drain(premier..).filter(|s| s.fin.is_none_or(|fin| fin >= s.debut)).collect();
    sejours.append(&mut reste);
}

/// A decision in force from a day: the same séjour goes on, or another one begins.
fn change(
    suivi: &Suivi,
    rang: u32,
    depuis: NaiveDate,
    mesure: u32,
    ouvert: &mut Option<EnCours>,
    sejours: &mut Vec<Sejour>,
) {
    let ligne = &suivi.lignes[rang as usize];
    let ici = dispositif(suivi, ligne, Colonne::Dispositif);
    let quotite = ligne.mot(Colonne::Quotite);
    match ouvert {
        Some(en_cours) if ici.is_none_or(|d| d == en_cours.dispositif) && memes(en_cours.quotite, quotite) => {
            en_cours.derniere = rang;
            en_cours.echeance = ligne.echeance.or(en_cours.echeance);
        }
        _ => {
            let avant = ouvert.take();
            let Some(ici) = ici.or(avant.as_ref().map(|a| a.dispositif)) else { return };
            let entre = avant.as_ref().is_none_or(|a| a.dispositif != ici);
            let quotite = if quotite.est_dit() { quotite } else { avant.as_ref().map_or(Mot::VIDE, |a| a.quotite) };
            if let Some(avant) = avant {
                ferme(avant, mesure, Some(depuis), entre, sejours);
            }
            let echeance = ligne.echeance;
            *ouvert =
                Some(EnCours { dispositif: ici, quotite, debut: depuis, ligne: rang, derniere: rang, echeance, entre });
        }
    }
}

/// A row that says nothing of the quotité leaves it as it was.
fn memes(avant: Mot, apres: Mot) -> bool {
    avant == apres || !apres.est_dit()
}

fn ferme(en_cours: EnCours, mesure: u32, fin: Option<NaiveDate>, sort: bool, sejours: &mut Vec<Sejour>) {
    let EnCours { dispositif, quotite, debut, ligne, derniere, echeance, entre } = en_cours;
    sejours.push(Sejour { mesure, dispositif, quotite, debut, fin, echeance, entre, sort, ligne, derniere });
}
