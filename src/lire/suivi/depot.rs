//! The rows of a table put with those of the others: its words numbered with theirs, and what was not understood said.

use super::super::signalees::Signalees;
use super::super::tableau_mensuel::Lieu;
use super::super::tableau_mensuel::discretion::nomme_quelqu_un;
use super::mots::{Graphies, PLAFOND};
use super::plan::Plan;
use super::recueil::{Recueil, error};
use super::sens::{Numeros, Sens, key};
use crate::diagnostic::{Address, Span};
use crate::domaine::anomalie::{Anomalie, CauseDeDate, NatureAnomalie};
use crate::domaine::dossier::{Dossier, Ligne};
use crate::domaine::suivi::{Colonne, Mot, Suivi, TableDeSuivi};
use crate::francais::Cause;
use ecow::EcoString;
use hashbrown::HashMap;
use std::thread;

/// Where the rows of a table go.
pub(super) struct Depot<'a> {
    pub(super) plan: &'a Plan,
    pub(super) lieu: Lieu<'a>,
    pub(super) sens: &'a Sens<'a>,
    /// Rows above the header.
    pub(super) titres: &'a [Ligne],
    pub(super) dossier: &'a mut Dossier,
}

/// A spelling in a whole table: how often, and where first in `Suivi::lignes`.
struct Vue {
    texte: EcoString,
    nombre: usize,
    premiere: u32,
}

/// What the numbers of spellings of a part stand for, per column of words; none where the column says nothing.
type Traduction = [Vec<Mot>; Colonne::MOTS.len()];

impl Depot<'_> {
    /// The number of the next table. Beyond 65 535 they share one: no folder has as many.
    pub(super) fn table(dossier: &Dossier) -> u16 {
        u16::try_from(dossier.suivi.tables.len()).unwrap_or(u16::MAX)
    }

    /// Adds the rows of a table, read in one or several parts. How many there are.
    pub(super) fn depose(&mut self, mut recueils: Vec<Recueil<'_>>) -> usize {
        let base = self.dossier.suivi.lignes.len();
        self.declare();
        self.dit_les_inconnues();
        self.refuse(&mut recueils);
        let mut debuts = Vec::new();
        recueils.iter().fold(base, |debut, recueil| {
            debuts.push(debut);
            debut + recueil.lignes.len()
        });
        let mut traductions: Vec<Traduction> = recueils.iter().map(|_| Traduction::default()).collect();
        let (mut vues, mut nouveaux) = (Vec::new(), Vec::new());
        for (rang, colonne) in Colonne::MOTS.into_iter().enumerate().filter(|(_, colonne)| self.plan.a(*colonne)) {
            let graphies: Vec<(usize, &Graphies)> =
                debuts.iter().zip(&recueils).map(|(debut, recueil)| (*debut, &recueil.graphies[rang])).collect();
            let (connus, signales) = (self.dossier.suivi.lexiques[rang].mots.len(), nouveaux.len());
            let Some((mots, siennes)) = self.colonne(colonne, &graphies, &mut nouveaux) else {
                self.dossier.suivi.lexiques[rang].mots.truncate(connus);
                nouveaux.truncate(signales);
                let nature = |entete| NatureAnomalie::TropDeMots { entete };
                self.dit_de_la_colonne(colonne, nature);
                continue;
            };
            traductions.iter_mut().zip(mots).for_each(|(traduction, mots)| traduction[rang] = mots);
            vues.push((colonne, siennes));
        }
        let seul = self.dispositif_du_tableau(base);
        thread::scope(|scope| {
            for (recueil, traduction) in recueils.iter_mut().zip(&traductions) {
                scope.spawn(move || translate(recueil, traduction, seul));
            }
        });
        for mut recueil in recueils {
            match self.dossier.suivi.lignes.is_empty() {
                true => self.dossier.suivi.lignes = recueil.lignes,
                false => self.dossier.suivi.lignes.append(&mut recueil.lignes),
            }
        }
        self.signale(nouveaux, vues);
        self.dossier.suivi.lignes.len() - base
    }

    fn declare(&mut self) {
        let colonne = |place: &super::plan::Place| (place.colonne, index(place.rang), place.entete.clone());
        self.dossier.suivi.tables.push(TableDeSuivi {
            fichier: self.lieu.fichier.to_owned(),
            feuille: self.lieu.feuille.map(str::to_owned),
            rang: self.plan.rang,
            attente: self.plan.attente,
            colonnes: self.plan.places.iter().map(colonne).collect(),
        });
    }

    /// Columns that are not read, said once each; those that name people were said already.
    fn dit_les_inconnues(&mut self) {
        for (rang, entete) in &self.plan.inconnues {
            if self.sens.noms.est_nominatif(entete) {
                continue;
            }
            let cell = Some(Address { column: index(*rang), row: self.plan.rang });
            let dit = if nomme_quelqu_un(entete) { String::new() } else { entete.clone() };
            let span = Span {
                cell,
                line: self.plan.rang + 1,
                column: Some(dit.clone()),
                ..Span::sheet(self.lieu.fichier, self.lieu.feuille)
            };
            self.dossier
                .anomalies
                .push(Anomalie { nature: NatureAnomalie::ColonneIgnoree { entete: dit, proche: None }, span });
        }
    }

    /// Cells that hold no date, in order; a column of years is said once.
    fn refuse(&mut self, recueils: &mut [Recueil<'_>]) {
        let annee = NatureAnomalie::DateIllisible { cause: CauseDeDate::AnneeSeule };
        let mut deja = false;
        let mut signalees = Signalees::default();
        for recueil in recueils {
            let (numero, rang) = recueil.depuis;
            signalees.reunit(std::mem::take(&mut recueil.refus), |refus| {
                let dit = refus.nature != annee || !std::mem::replace(&mut deja, true);
                dit.then(|| {
                    let place = &self.plan.places[refus.place];
                    let cell = Some(Address { column: index(place.rang), row: refus.rang + rang });
                    let span = Span::sheet(self.lieu.fichier, self.lieu.feuille);
                    let column = Some(place.entete.clone());
                    let span = Span { line: refus.numero + numero, cell, column, ..span };
                    (refus.nature.clone(), Anomalie { nature: refus.nature, span })
                })
            });
        }
        signalees.remet(self.dossier);
    }

    /// What each spelling of a column stands for, part by part, and the spellings of the whole; `None` when there are
    /// too many. The words met for the first time in the folder go to `nouveaux`.
    fn colonne(
        &mut self,
        colonne: Colonne,
        graphies: &[(usize, &Graphies)],
        nouveaux: &mut Vec<(Colonne, Mot)>,
    ) -> Option<(Vec<Vec<Mot>>, Vec<Vue>)> {
        let rang = colonne.mot().filter(|_| graphies.iter().all(|(_, g)| !g.debordent))?;
        let lexique = &mut self.dossier.suivi.lexiques[rang];
        let mut numeros = Numeros::new(lexique);
        let mut connues: HashMap<&str, (Mot, usize)> = HashMap::new();
        let mut vues: Vec<Vue> = Vec::new();
        let mut traduites = Vec::new();
        for (debut, part) in graphies {
            let mut mots = Vec::with_capacity(part.toutes.len());
            for graphie in &part.toutes {
                let nombre = graphie.nombre as usize;
                if let Some((mot, vue)) = connues.get(graphie.texte.as_str()) {
                    vues[*vue].nombre += nombre;
                    mots.push(*mot);
                    continue;
                }
                let premiere = index(*debut).saturating_add(graphie.premiere);
                let mot = match self.sens.lit(colonne, &graphie.texte, premiere) {
                    None => Mot::VIDE,
                    Some(lu) => {
                        let (mot, nouveau) = numeros.de(lu, lexique)?;
                        nouveaux.extend(nouveau.then_some((colonne, mot)));
                        mot
                    }
                };
                connues.insert(&graphie.texte, (mot, vues.len()));
                vues.push(Vue { texte: graphie.texte.clone(), nombre, premiere });
                mots.push(mot);
            }
            traduites.push(mots);
        }
        (vues.len() <= PLAFOND).then_some((traduites, vues))
    }

    /// The dispositif of every row, where no column says it: the only one, else the one that a title or the file names.
    fn dispositif_du_tableau(&mut self, base: usize) -> Option<Mot> {
        let rang = Colonne::Dispositif.mot().filter(|_| !self.plan.a(Colonne::Dispositif))?;
        let codes = self.sens.noms.codes();
        let nomme = |texte: &str| self.sens.noms.code_dans(texte).map(str::to_owned);
        let titres = || self.titres.iter().flat_map(|l| &l.cellules).find_map(|c| nomme(c.texte()));
        let code = match &codes[..] {
            [seul] => Some(seul.clone()),
            _ => titres().or_else(|| self.lieu.noms().find_map(|nom| nomme(&nom))),
        };
        let Some(lu) = code.and_then(|code| self.sens.lit(Colonne::Dispositif, &code.into(), index(base))) else {
            let nature = NatureAnomalie::DispositifInconnu { lu: None, proche: None, codes };
            let span = Span::sheet(self.lieu.fichier, self.lieu.feuille);
            self.dossier.anomalies.extend((!self.plan.attente).then_some(Anomalie { nature, span }));
            return None;
        };
        let lexique = &mut self.dossier.suivi.lexiques[rang];
        Numeros::new(lexique).de(lu, lexique).map(|(mot, _)| mot)
    }

    /// Names that no dispositif bears, shares that are none, words that nearly are one of the vocabulary.
    fn signale(&mut self, nouveaux: Vec<(Colonne, Mot)>, vues: Vec<(Colonne, Vec<Vue>)>) {
        let suivi = &self.dossier.suivi;
        let mut anomalies = Vec::new();
        for (colonne, mot) in nouveaux {
            let Some(lu) = suivi.lexique(colonne).and_then(|lexique| lexique.lu(mot)) else { continue };
            let nature = match colonne {
                Colonne::Dispositif | Colonne::ExerceeEn if !lu.connu => NatureAnomalie::DispositifInconnu {
                    lu: Some(String::new()),
                    proche: self.sens.noms.proche(&lu.texte),
                    codes: self.sens.noms.codes(),
                },
                Colonne::Quotite if !lu.connu => NatureAnomalie::ValeurIllisible {
                    lu: String::new(),
                    attendu: "une part, comme 0,5, 50 % ou 1/2".to_owned(),
                    cause: Cause::Inconnue,
                },
                _ => continue,
            };
            anomalies.extend(place_of(suivi, lu.premiere, colonne).map(|span| Anomalie { nature, span }));
        }
        for (colonne, vues) in vues {
            let erreur = |vue: &&Vue| error(&vue.texte).is_some();
            anomalies.extend(vues.iter().filter(erreur).filter_map(|vue| {
                let nature = NatureAnomalie::ErreurDeTableur { lu: error(&vue.texte)? };
                Some(Anomalie { nature, span: place_of(suivi, vue.premiere, colonne)? })
            }));
            let graphies = vues
                .iter()
                .filter_map(|vue| Some((vue.texte.as_str(), vue.nombre, place_of(suivi, vue.premiere, colonne)?)));
            anomalies.extend(self.sens.vocabulaire.inconnus_parmi(key(colonne), graphies.collect()));
        }
        let mut signalees = Signalees::default();
        anomalies.into_iter().for_each(|anomalie| signalees.dit(anomalie));
        signalees.remet(self.dossier);
    }

    fn dit_de_la_colonne(&mut self, colonne: Colonne, nature: impl Fn(String) -> NatureAnomalie) {
        let Some(place) = self.plan.places.iter().find(|place| place.colonne == colonne) else { return };
        let span = Span { column: Some(place.entete.clone()), ..Span::sheet(self.lieu.fichier, self.lieu.feuille) };
        self.dossier.anomalies.push(Anomalie { nature: nature(place.entete.clone()), span });
    }
}

fn place_of(suivi: &Suivi, ligne: u32, colonne: Colonne) -> Option<Span> {
    Some(suivi.span(suivi.lignes.get(ligne as usize)?, Some(colonne)))
}

/// Rows find their place in the whole table, numbers of spellings become numbers of words.
fn translate(recueil: &mut Recueil<'_>, traduction: &Traduction, dispositif: Option<Mot>) {
    let place = Colonne::Dispositif.mot().zip(dispositif);
    let (numero, rang) = recueil.depuis;
    for ligne in &mut recueil.lignes {
        ligne.numero = ligne.numero.saturating_add(numero);
        ligne.rang = ligne.rang.saturating_add(rang);
        for (mot, mots) in ligne.mots.iter_mut().zip(traduction).filter(|(mot, _)| mot.est_dit()) {
            *mot = mots.get(usize::from(mot.0) - 1).copied().unwrap_or(Mot::VIDE);
        }
        if let Some((rang, mot)) = place {
            ligne.mots[rang] = mot;
        }
    }
}

fn index(rang: usize) -> u32 {
    u32::try_from(rang).unwrap_or(u32::MAX)
}
