//! A long text whose header is that of a row-by-row table: its rows are read from its bytes.

use super::super::feuille;
use super::super::genres::{Reconnu, TETE};
use super::super::grille::{Coupe, Decoupe, HEAD_BYTES, coupe};
use super::super::nominatif::en_majorite;
use super::super::table::{Lexique, des_parties};
use super::super::tableau_mensuel::Lieu;
use super::super::tableau_mensuel::axes::Axes;
use super::super::texte;
use super::super::zones;
use super::depot::Depot;
use super::parties::{Arret, Corps, Part, Usage, lit, suit};
use super::plan::Plan;
use super::sens::Sens;
use crate::domaine::anomalie::{Anomalie, NatureAnomalie};
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::{Dossier, FormeDeFichier, Ligne, Source, Table};
use crate::domaine::reglages::{Limites, Reglages};

/// Reads a long text into the dossier; false when it must be read as any other.
pub(in crate::lire) fn lire_long(
    source: &Source,
    limites: &Limites,
    (lexique, axes): (&Lexique, &Axes<'_>),
    dossier: &mut Dossier,
) -> bool {
    let Some(reglages) = dossier.reglages.clone() else { return false };
    let mut long = Long { chemin: &source.chemin, limites, lexique, axes, reglages: &reglages, encodage: "", dossier };
    if let Some((octets, encodage)) = texte::peut_etre_utf_8(&source.octets, head(&source.octets)) {
        long.encodage = encodage;
        if let Ok(lu) = long.lit(octets) {
            return lu;
        }
    }
    let decoded = texte::decode(&source.octets);
    long.encodage = decoded.encoding;
    long.lit(decoded.text.as_bytes()).unwrap_or(false)
}

/// The first lines: enough to recognise a table.
fn head(octets: &[u8]) -> &[u8] {
    let debut = &octets[..octets.len().min(2 * HEAD_BYTES)];
    memchr::memrchr(b'\n', debut).map_or(&[], |at| &debut[..=at])
}

struct Long<'a> {
    chemin: &'a str,
    limites: &'a Limites,
    lexique: &'a Lexique,
    axes: &'a Axes<'a>,
    reglages: &'a Reglages,
    encodage: &'static str,
    dossier: &'a mut Dossier,
}

/// Columns to be careful with.
struct Colonnes {
    /// Identifiers, which may hold names.
    surveillees: Vec<usize>,
    /// Those that name people: never loaded.
    tues: Vec<usize>,
}

/// The first rows, up to the header, and what is below it.
struct Tete<'a> {
    lignes: Vec<Ligne>,
    reconnu: Reconnu,
    coupe: Coupe,
    corps: Corps<'a>,
    /// Lines above where a quotation mark is never closed.
    guillemets: Vec<u32>,
    /// The whole text.
    octets: &'a [u8],
    /// True when the first lines hold an accent.
    accents: bool,
}

impl Long<'_> {
    /// True when the table was read, or refused for its size.
    fn lit(&mut self, octets: &[u8]) -> Result<bool, Arret> {
        let debut = std::str::from_utf8(head(octets)).map_err(|_| Arret::Encodage)?;
        let Some(tete) = self.tete(octets, debut) else { return Ok(false) };
        let entete = tete.entete();
        let Some(plan) = Plan::new(&tete.reconnu, entete, self.reglages.exercice.annee()) else { return Ok(false) };
        let remplies = entete.remplies().count();
        let colonnes = || entete.remplies().map(|(i, cellule)| (i, cellule.texte()));
        let entetes = &self.lexique.entetes;
        let nominatives: Vec<usize> = colonnes().filter(|(_, t)| entetes.est_nominatif(t)).map(|(i, _)| i).collect();
        let identifiants = colonnes().filter(|(_, t)| entetes.est_identifiant(t) && remplies > 2).map(|(i, _)| i);
        let surveillees = identifiants.filter(|i| !nominatives.contains(i)).collect();
        let anomalies = self.dites(entete, &nominatives, |entete| NatureAnomalie::ColonneNominative { entete });
        self.rangees(&tete, &plan, Colonnes { surveillees, tues: nominatives }, anomalies)
    }

    /// The table of a text whose first lines are given, when it is one that is read row by row.
    fn tete<'t>(&self, octets: &'t [u8], debut: &str) -> Option<Tete<'t>> {
        let coupe = coupe(debut, &self.lexique.entetes);
        let mut decoupe = Decoupe::new(&debut[coupe.debut..], coupe.separator, coupe.numero);
        let (mut lignes, mut suites) = (Vec::new(), Vec::new());
        while let Some(ligne) = decoupe.next().filter(|_| lignes.len() < TETE) {
            lignes.push(ligne);
            let (reste, numero, rang) = decoupe.suite();
            suites.push((debut.len() - reste.len(), numero, rang, decoupe.guillemets.len()));
        }
        let (reconnu, zone) = zones::prioritaire(self.axes, &self.lexique.genres, &lignes)?;
        let seule = zone.colonnes.end == usize::MAX && zone.lignes.end == lignes.len();
        let parties = des_parties(self.axes, &lignes[..reconnu.entete], true);
        if !seule || parties.iter().any(|partie| !partie.blocs.is_empty()) {
            return None;
        }
        let (at, numero, rang, guillemets) = *suites.get(reconnu.entete)?;
        lignes.truncate(reconnu.entete + 1);
        let corps = Corps { octets: &octets[at..], separator: coupe.separator, numero, rang };
        decoupe.guillemets.truncate(guillemets);
        let accents = !debut.is_ascii();
        Some(Tete { lignes, reconnu, coupe, corps, guillemets: decoupe.guillemets, octets, accents })
    }

    /// Reads the rows; again, without them, where columns of identifiers hold names.
    fn rangees(
        &mut self,
        tete: &Tete<'_>,
        plan: &Plan,
        mut colonnes: Colonnes,
        mut anomalies: Vec<Anomalie>,
    ) -> Result<bool, Arret> {
        let parts = read(tete, plan, &colonnes, Depot::table(self.dossier))?;
        let noms: Vec<usize> = colonnes.surveillees.iter().copied().filter(|c| named(&parts, *c)).collect();
        let identifiants = self.dites(tete.entete(), &noms, |entete| NatureAnomalie::IdentifiantNominatif { entete });
        anomalies.extend(identifiants);
        if plan.places.iter().any(|place| noms.contains(&place.rang)) {
            colonnes.surveillees.retain(|colonne| !noms.contains(colonne));
            colonnes.tues.extend(noms);
            return self.rangees(tete, plan, colonnes, anomalies);
        }
        let remplies = parts.iter().fold(tete.lignes.len() as u64, |somme, part| somme + part.remplies);
        if remplies > self.limites.lignes_par_fichier {
            self.dossier.anomalies.push(feuille::too_many(self.chemin, self.limites));
        } else {
            self.dossier.anomalies.extend(anomalies);
            self.garde(tete, plan, parts, usize::try_from(remplies).unwrap_or(usize::MAX));
        }
        Ok(true)
    }

    /// Puts the rows in the dossier, and the table among the others.
    fn garde(&mut self, tete: &Tete<'_>, plan: &Plan, parts: Vec<Part<'_>>, lignes_remplies: usize) {
        let (mut guillemets, mut recueils) = (tete.guillemets.clone(), Vec::new());
        for part in parts {
            guillemets.extend(part.guillemets);
            recueils.push(part.recueil);
        }
        let Coupe { separateur, autre_separateur, .. } = tete.coupe;
        feuille::dit(self.chemin, (separateur, autre_separateur), &guillemets, &mut self.dossier.anomalies);
        let sens = Sens::new(&self.lexique.vocabulaire, self.axes.noms, self.reglages);
        let lieu = Lieu { fichier: self.chemin, feuille: None };
        let titres = &tete.lignes[..tete.reconnu.entete];
        let mut depot = Depot { plan, lieu, sens: &sens, titres, dossier: &mut *self.dossier };
        let lignes_utilisees = depot.depose(recueils);
        let tue = |cellule: &Cellule| if cellule.texte().is_empty() { Cellule::VIDE } else { Cellule::RETIREE };
        let tu = |ligne: &Ligne| Ligne { cellules: ligne.cellules.iter().map(tue).collect(), ..*ligne };
        self.dossier.tables.push(Table {
            fichier: self.chemin.to_owned(),
            feuille: None,
            forme: FormeDeFichier::Texte { encodage: self.encodage, separateur },
            genre: Some(tete.reconnu.genre),
            lignes: titres.iter().map(tu).collect(),
            lignes_remplies,
            lignes_utilisees,
        });
    }

    /// What is wrong with columns, at their header.
    fn dites(&self, entete: &Ligne, colonnes: &[usize], nature: fn(String) -> NatureAnomalie) -> Vec<Anomalie> {
        let lieu = Lieu { fichier: self.chemin, feuille: None };
        let anomalie = |colonne: &usize| {
            let texte = entete.cellule(*colonne).texte();
            Anomalie { nature: nature(texte.to_owned()), span: lieu.span(entete, *colonne, texte) }
        };
        colonnes.iter().map(anomalie).collect()
    }
}

impl Tete<'_> {
    fn entete(&self) -> &Ligne {
        &self.lignes[self.reconnu.entete]
    }
}

/// In parallel where nothing forbids it.
fn read<'p>(tete: &Tete<'_>, plan: &'p Plan, colonnes: &Colonnes, table: u16) -> Result<Vec<Part<'p>>, Arret> {
    let mut usages = vec![Usage::default(); tete.entete().cellules.len()];
    for (rang, place) in plan.places.iter().enumerate().filter(|(_, place)| !colonnes.tues.contains(&place.rang)) {
        usages[place.rang].place = Some(rang);
    }
    colonnes.surveillees.iter().for_each(|colonne| usages[*colonne].surveillee = true);
    match lit(tete.corps, plan, &usages, table) {
        Ok(parts) => {
            let premiers = !tete.accents && parts.iter().any(|part| part.accents);
            let double = premiers && std::str::from_utf8(tete.octets).is_ok_and(texte::est_double);
            if double { Err(Arret::Encodage) } else { Ok(parts) }
        }
        Err(Arret::Coupe) => {
            let texte = std::str::from_utf8(tete.corps.octets).map_err(|_| Arret::Encodage)?;
            Ok(vec![suit(texte, tete.corps, plan, &usages, table)])
        }
        Err(arret) => Err(arret),
    }
}

/// True when most values of a column look like names.
fn named(parts: &[Part<'_>], colonne: usize) -> bool {
    let sommes = parts.iter().map(|part| part.noms[colonne]).fold((0, 0), |(a, b), (n, noms)| (a + n, b + noms));
    en_majorite(sommes.1, sommes.0)
}
