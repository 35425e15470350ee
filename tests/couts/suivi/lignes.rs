//! Rows of the follow-up table: one per decision, one per mainlevée.

use super::decisions::{Decisions, decisions, suite};
use super::hasard::Hasard;
use super::parcours::{Dispositif, Jeune, Mesure};
use chrono::{Datelike, Months, NaiveDate};
use std::io::{self, Write};

const TITRE: &str = "Suivi des mesures (données fictives)";
const ENTETE: &str = "id;jeune;famille;sexe;naissance;dispositif;territoire;prescripteur;décision;début;fin;échéance;\
                      nature de décision;motif de fin;suite;public;situation parentale;référent";

/// Writes rows, and numbers mesures.
pub(crate) struct Lignes<W: Write> {
    vers: W,
    mesures: u32,
    /// Adds the column of quotités: one mesure in forty is billed at half.
    quotites: bool,
}

/// What every row of a young person repeats.
struct Personne {
    jeune: String,
    famille: String,
    sexe: &'static str,
    naissance: String,
    territoire: &'static str,
    public: &'static str,
    situation: &'static str,
}

impl<W: Write> Lignes<W> {
    /// Writes the title and the headers.
    pub(crate) fn new(mut vers: W, quotites: bool) -> io::Result<Self> {
        writeln!(vers, "{TITRE}\n{ENTETE}{}", if quotites { ";quotité" } else { "" })?;
        Ok(Self { vers, mesures: 0, quotites })
    }

    /// The rows of a young person.
    pub(crate) fn ecrit(&mut self, jeune: &Jeune) -> io::Result<()> {
        let mut hasard = Hasard::new(u64::from(jeune.numero) + 1_000_000_007);
        let derniere = jeune.mesures.len() - 1;
        let mut famille = Hasard::new(u64::from(jeune.famille) + 7_000_000_001);
        let decisions = |(rang, mesure)| decisions(mesure, rang < derniere, jeune.rang, &mut famille);
        let toutes: Vec<Decisions> = jeune.mesures.iter().enumerate().map(decisions).collect();
        let personne = Personne::new(jeune, &toutes, &mut hasard);
        for (mesure, decisions) in jeune.mesures.iter().zip(&toutes) {
            self.mesures += 1;
            self.mesure(&personne, jeune, mesure, decisions)?;
        }
        Ok(())
    }

    /// Writes what is still held back.
    pub(crate) fn finit(&mut self) -> io::Result<()> {
        self.vers.flush()
    }

    fn mesure(&mut self, personne: &Personne, jeune: &Jeune, mesure: &Mesure, tout: &Decisions) -> io::Result<()> {
        let mut hasard = Hasard::new(u64::from(self.mesures) + 5_000_000_003);
        let prescripteur = match mesure.dispositif {
            Dispositif::Aemo => hasard.mot(&[("juge des enfants", 46), ("juge d’un autre département", 3)]),
            Dispositif::Aed => "aide sociale à l’enfance",
            Dispositif::Internat => {
                hasard.mot(&[("juge des enfants", 11), ("aide sociale à l’enfance", 6), ("parquet", 2)])
            }
        };
        let referent = if mesure.attend { String::new() } else { referent(mesure, jeune.famille) };
        let quotite = if self.quotites && hasard.sur_cent(3) { ";0,5" } else { "" };
        let quotite = if self.quotites && quotite.is_empty() { ";" } else { quotite };
        let avant = format!("M{:04};{}", self.mesures, personne.avant(mesure.dispositif, prescripteur));
        let apres = format!("{};{};{referent}{quotite}", personne.public, personne.situation);
        let motif = tout.motif.unwrap_or("");
        let suite = tout.motif.map_or("", |motif| match jeune.mesures.iter().find(|m| Some(m.debut) >= mesure.fin) {
            Some(autre) if motif == "réorientation" => ensuite(autre.dispositif),
            _ => suite(mesure.dispositif, motif, &mut hasard),
        });
        let fin = mesure.fin.map(jour).unwrap_or_default();
        let au_terme = mesure.fin == tout.suite.last().map(|decision| decision.echeance);
        for (rang, decision) in tout.suite.iter().enumerate() {
            let derniere = au_terme && rang + 1 == tout.suite.len();
            let (fin, motif, suite) = if derniere { (fin.as_str(), motif, suite) } else { ("", "", "") };
            let (le, debut) = (jour(decision.le), decision.debut.map(jour).unwrap_or_default());
            let nature = if rang == 0 { "initiale" } else { "renouvellement" };
            let echeance = jour(decision.echeance);
            writeln!(self.vers, "{avant};{le};{debut};{fin};{echeance};{nature};{motif};{suite};{apres}")?;
        }
        if !au_terme && mesure.fin.is_some() {
            writeln!(self.vers, "{avant};{fin};;{fin};;mainlevée;{motif};{suite};{apres}")?;
        }
        Ok(())
    }
}

/// What a child goes on to.
fn ensuite(vers: Dispositif) -> &'static str {
    match vers {
        Dispositif::Aemo => "nouvelle décision judiciaire",
        Dispositif::Aed => "nouvelle décision administrative",
        Dispositif::Internat => "placement",
    }
}

/// Brothers and sisters have the same one.
fn referent(mesure: &Mesure, famille: u32) -> String {
    let (premier, nombre) = match mesure.dispositif {
        Dispositif::Aemo => (1, 3),
        Dispositif::Aed => (4, 2),
        Dispositif::Internat => (6, 5),
    };
    format!("R{:02}", premier + famille % nombre)
}

impl Personne {
    fn new(jeune: &Jeune, toutes: &[Decisions], hasard: &mut Hasard) -> Self {
        let mut famille = Hasard::new(u64::from(jeune.famille) + 3_000_000_019);
        let public = if jeune.mesures[0].dispositif == Dispositif::Internat && jeune.fratrie == 1 && hasard.sur_cent(8)
        {
            "MNA"
        } else {
            "mineur"
        };
        let situation = famille.mot(&[
            ("parents ensemble", 24),
            ("mère seule", 40),
            ("père seul", 7),
            ("résidence alternée", 8),
            ("famille recomposée", 15),
            ("", 6),
        ]);
        let naissance = naissance(jeune, toutes, &mut famille, hasard);
        Self {
            jeune: format!("J{:04}", jeune.numero),
            famille: format!("F{:04}", jeune.famille),
            sexe: hasard.mot(&[("F", 45), ("G", 54), ("", 1)]),
            naissance: format!("{:02}/{}", naissance.month(), naissance.year()),
            territoire: famille.mot(&[("Villeneuve", 45), ("Plaine d’Aurelle", 30), ("Coteaux", 21), ("", 4)]),
            public,
            situation: if public == "MNA" { "" } else { situation },
        }
    }

    fn avant(&self, dispositif: Dispositif, prescripteur: &str) -> String {
        let Self { jeune, famille, sexe, naissance, territoire, .. } = self;
        format!("{jeune};{famille};{sexe};{naissance};{};{territoire};{prescripteur}", dispositif.code())
    }
}

/// A child is born before the first decision, and under eighteen until the last term; one who leaves at eighteen leaves
/// in the month of birth. Brothers and sisters are some two years apart.
fn naissance(jeune: &Jeune, toutes: &[Decisions], famille: &mut Hasard, hasard: &mut Hasard) -> NaiveDate {
    let majeur = Months::new(12 * 18);
    let derniere = jeune.mesures.iter().zip(toutes).find(|(_, decisions)| decisions.motif == Some("majorité"));
    if let Some(fin) = derniere.and_then(|(mesure, _)| mesure.fin) {
        return fin - majeur;
    }
    let premiere = toutes.iter().flat_map(|d| &d.suite).map(|d| d.le).min().unwrap_or(jeune.mesures[0].debut);
    let terme = toutes.iter().flat_map(|d| &d.suite).map(|d| d.echeance).max().unwrap_or(premiere);
    let internat = jeune.mesures.iter().any(|mesure| mesure.dispositif == Dispositif::Internat);
    let (jeunes, ages) = if internat { (75, 205) } else { (8, 208) };
    let aine = (famille.entre(jeunes, ages) + famille.entre(jeunes, ages)) / 2 + 12;
    let ecart = famille.entre(14, 34);
    let age = if aine >= jeune.rang * ecart + jeunes { aine - jeune.rang * ecart } else { aine + jeune.rang * ecart };
    let voulue = premiere - Months::new(age);
    let possible = terme - majeur + Months::new(1);
    if voulue >= possible { voulue } else { possible + Months::new(hasard.entre(0, 14)) }
}

/// « 01/03/2025 ».
fn jour(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
