//! A long text of rows, read in as many parts as there are processors, without making cells. Where a quotation mark or a
//! lone carriage return may hide an end of line, it is read in one part, cut as any other text.

use super::super::grille::{Decoupe, trimmed};
use super::super::nominatif::poids_de_nom;
use super::bornes::Bornes;
use super::plan::Plan;
use super::recueil::{Champ, Recueil};
use memchr::{memchr, memchr_iter, memchr2, memrchr};
use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// What is checked, then cut, before the next one: it stays in the nearest memory.
const BLOC: usize = 64 * 1024;

/// The rows below a header.
#[derive(Clone, Copy)]
pub(super) struct Corps<'a> {
    pub(super) octets: &'a [u8],
    pub(super) separator: u8,
    /// Physical line and row of the first.
    pub(super) numero: u32,
    pub(super) rang: u32,
}

/// What is done with each column: read at a place of the plan, watched for names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Usage {
    pub(super) place: Option<usize>,
    pub(super) surveillee: bool,
}

/// What was read of a part.
pub(super) struct Part<'p> {
    pub(super) recueil: Recueil<'p>,
    /// Physical lines.
    lignes: u32,
    /// Rows that hold something.
    pub(super) remplies: u64,
    /// Values, and those that look like names, per column.
    pub(super) noms: Vec<(usize, usize)>,
    /// Lines where a quotation mark is never closed.
    pub(super) guillemets: Vec<u32>,
    /// True when an accent was met.
    pub(super) accents: bool,
}

/// Why a part cannot be read as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arret {
    /// Not UTF-8.
    Encodage,
    /// A quotation mark, a carriage return alone, a zero byte.
    Coupe,
}

/// Reads rows in parallel.
pub(super) fn lit<'p>(corps: Corps<'_>, plan: &'p Plan, usages: &[Usage], table: u16) -> Result<Vec<Part<'p>>, Arret> {
    let parts = thread::available_parallelism().map_or(1, NonZero::get);
    let octets = corps.octets;
    let lues: Vec<Result<Part<'p>, Arret>> = thread::scope(|scope| {
        let lance = |plage: Range<usize>| {
            scope.spawn(move || Lecteur::new(plan, usages, table).lit(octets, plage, corps.separator))
        };
        let fils: Vec<_> = ranges(octets, parts).into_iter().map(lance).collect();
        fils.into_iter().filter_map(|fil| fil.join().ok()).collect()
    });
    let mut parts = lues.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut avant = 0;
    for part in &mut parts {
        part.recueil.depuis = (corps.numero.saturating_add(avant), corps.rang.saturating_add(avant));
        avant = avant.saturating_add(part.lignes);
    }
    Ok(parts)
}

/// Reads rows one after another, quotation marks obeyed.
pub(super) fn suit<'p>(texte: &str, corps: Corps<'_>, plan: &'p Plan, usages: &[Usage], table: u16) -> Part<'p> {
    let mut decoupe = Decoupe::new(texte, corps.separator, 0);
    let mut lecteur = Lecteur::new(plan, usages, table);
    let mut textes: Vec<String> = vec![String::new(); plan.places.len()];
    loop {
        textes.iter_mut().for_each(String::clear);
        let mut rempli = false;
        let lu = decoupe.champs(|colonne, champ| {
            rempli = true;
            let Some(usage) = usages.get(colonne) else { return };
            if usage.surveillee {
                lecteur.part.noms[colonne].0 += 1;
                lecteur.part.noms[colonne].1 += poids_de_nom(&champ);
            }
            if let Some(place) = usage.place {
                textes[place].push_str(&champ);
            }
        });
        let Some((numero, rang)) = lu else { break };
        lecteur.part.remplies += u64::from(rempli);
        let champs: Vec<Champ<'_>> = textes.iter().map(|texte| Champ { texte, cellule: None }).collect();
        lecteur.part.recueil.ligne(table, numero, rang, &champs);
    }
    let mut part = lecteur.part;
    part.guillemets = decoupe.guillemets.iter().map(|numero| numero.saturating_add(corps.numero)).collect();
    part.recueil.depuis = (corps.numero, corps.rang);
    part
}

/// Parts of about the same length, each up to the end of a line.
fn ranges(octets: &[u8], parts: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut debut = 0;
    for part in 1..=parts {
        let vise = (octets.len() / parts * part).max(debut);
        let fin = if part == parts { octets.len() } else { line_end(octets, vise) };
        ranges.push(debut..fin);
        debut = fin;
    }
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// Behind the next end of line.
fn line_end(octets: &[u8], depuis: usize) -> usize {
    memchr(b'\n', &octets[depuis..]).map_or(octets.len(), |at| depuis + at + 1)
}

/// One part being read.
struct Lecteur<'p, 'u> {
    part: Part<'p>,
    plan: &'p Plan,
    usages: &'u [Usage],
    table: u16,
}

impl<'p, 'u> Lecteur<'p, 'u> {
    fn new(plan: &'p Plan, usages: &'u [Usage], table: u16) -> Self {
        let recueil = Recueil::new(plan);
        let noms = vec![(0, 0); usages.len()];
        let part = Part { recueil, lignes: 0, remplies: 0, noms, guillemets: Vec::new(), accents: false };
        Self { part, plan, usages, table }
    }

    fn lit(mut self, octets: &[u8], plage: Range<usize>, separator: u8) -> Result<Part<'p>, Arret> {
        let mut debut = plage.start;
        while debut < plage.end {
            let vise = (debut + BLOC).min(plage.end);
            let fin = match memrchr(b'\n', &octets[debut..vise]) {
                Some(at) if vise < plage.end => debut + at + 1,
                _ if vise < plage.end => line_end(octets, vise),
                _ => plage.end,
            };
            self.bloc(&octets[debut..fin], separator)?;
            debut = fin;
        }
        Ok(self.part)
    }

    /// Whole lines, without a quotation mark.
    fn bloc(&mut self, octets: &[u8], separator: u8) -> Result<(), Arret> {
        let seul = |at: usize| octets.get(at + 1) != Some(&b'\n');
        if memchr2(b'"', 0, octets).is_some() || memchr_iter(b'\r', octets).any(seul) {
            return Err(Arret::Coupe);
        }
        let texte = std::str::from_utf8(octets).map_err(|_| Arret::Encodage)?;
        self.part.accents |= !texte.is_ascii();
        let mut champs = vec![Champ::VIDE; self.plan.places.len()];
        let (mut debut, mut colonne, mut rempli) = (0, 0, false);
        let fin = (octets.last() != Some(&b'\n')).then_some(octets.len());
        for at in Bornes::new(octets, [separator, b'\n']).chain(fin) {
            let champ = net(&texte[debut..at]);
            debut = at + 1;
            if !champ.is_empty() {
                rempli = true;
                self.champ(colonne, champ, &mut champs);
            }
            if octets.get(at) == Some(&separator) {
                colonne += 1;
                continue;
            }
            if rempli {
                self.part.remplies += 1;
                let rang = self.part.lignes;
                self.part.recueil.ligne(self.table, rang, rang, &champs);
                champs.fill(Champ::VIDE);
            }
            (colonne, rempli) = (0, false);
            self.part.lignes = self.part.lignes.saturating_add(1);
        }
        Ok(())
    }

    fn champ<'c>(&mut self, colonne: usize, texte: &'c str, champs: &mut [Champ<'c>]) {
        let Some(usage) = self.usages.get(colonne) else { return };
        if usage.surveillee {
            let (valeurs, noms) = &mut self.part.noms[colonne];
            *valeurs += 1;
            *noms += poids_de_nom(texte);
        }
        if let Some(place) = usage.place {
            champs[place].texte = texte;
        }
    }
}

/// The text without the invisible characters around it: nearly always as it is.
fn net(texte: &str) -> &str {
    let visible = |octet: Option<&u8>| octet.is_some_and(u8::is_ascii_graphic);
    let texte = texte.strip_suffix('\r').unwrap_or(texte);
    let octets = texte.as_bytes();
    if octets.is_empty() || (visible(octets.first()) && visible(octets.last())) {
        return texte;
    }
    match trimmed(texte) {
        std::borrow::Cow::Borrowed(net) => net,
        std::borrow::Cow::Owned(_) => texte,
    }
}
