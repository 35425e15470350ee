//! Which dispositif a block is about, where no column and no row says it: its header, else its nearest title, else the
//! name of its sheet or of its file. A name that rapport.toml does not know is never overridden by one further away.

use super::{Bloc, Lecteur};
use crate::diagnostic::Span;
use crate::domaine::anomalie::NatureAnomalie;
use crate::domaine::cellule::Cellule;
use crate::domaine::dossier::Ligne;
use crate::lire::noms::Nomme;

/// What decides.
enum Source {
    /// A dispositif, named there; by the sheet or the file when nowhere in the table.
    Code(String, Option<Span>),
    /// A name that means none, or several: what it is, where, and what it nearly names.
    Inconnu(String, Span, Option<String>),
}

impl Lecteur<'_> {
    /// The dispositif of a block; else an anomaly.
    pub(super) fn dispositif(&mut self, nom: &str, bloc: &Bloc<'_>) -> Option<String> {
        let place = bloc.entete.cellules.iter().position(|c| c.texte() == nom && !c.is_empty()).unwrap_or(0);
        let entete = self.span(bloc.entete, place, nom);
        let source = self.entete_qui_nomme(nom, &entete).or_else(|| self.titre_qui_nomme(bloc));
        let suite = || self.de_la_suite(nom, bloc).map(|code| Source::Code(code, None));
        match source.or_else(|| self.nom_qui_nomme()).or_else(suite) {
            Some(Source::Code(code, span)) => {
                self.retient(&code, nom, bloc);
                if let Some(span) = span {
                    self.dit_un_autre_titre(&code, &span, bloc);
                    self.attribues.entry(code.clone()).or_insert(span);
                }
                Some(code)
            }
            Some(Source::Inconnu(nom, span, proche)) => {
                let nature = match self.inconnu(&nom) {
                    NatureAnomalie::DispositifInconnu { lu, codes, .. } => {
                        NatureAnomalie::DispositifInconnu { lu, proche, codes }
                    }
                    plusieurs => plusieurs,
                };
                self.signale(nature, span);
                None
            }
            None => {
                let lu = Some(nom.to_owned()).filter(|nom| !nom.is_empty());
                let nature = NatureAnomalie::DispositifInconnu { lu, proche: None, codes: self.noms.codes() };
                self.signale(nature, entete);
                None
            }
        }
    }

    fn entete_qui_nomme(&self, nom: &str, span: &Span) -> Option<Source> {
        if let Some(code) = self.noms.code(nom) {
            return Some(Source::Code(code.to_owned(), Some(span.clone())));
        }
        let proche = self.noms.code_dans(nom).map(str::to_owned).or_else(|| self.noms.proche(nom));
        let autre = proche.is_some() || matches!(self.noms.nomme(nom), Nomme::Plusieurs | Nomme::Autre);
        autre.then(|| Source::Inconnu(nom.to_owned(), span.clone(), proche))
    }

    /// The nearest title that names a dispositif, known or not.
    fn titre_qui_nomme(&self, bloc: &Bloc<'_>) -> Option<Source> {
        titres(bloc).find_map(|(ligne, i, cellule)| {
            let span = self.span(ligne, i, "");
            match self.noms.nomme(cellule) {
                Nomme::Personne => None,
                Nomme::Un(_, code) => Some(Source::Code(code.to_owned(), Some(span))),
                Nomme::Plusieurs | Nomme::Autre => {
                    Some(Source::Inconnu(cellule.texte().to_owned(), span, self.noms.proche(cellule)))
                }
            }
        })
    }

    fn nom_qui_nomme(&self) -> Option<Source> {
        self.lieu.noms().find_map(|nom| Some(Source::Code(self.noms.code(&nom)?.to_owned(), None)))
    }

    /// What to say of a name that no dispositif bears, or that means several.
    pub(super) fn inconnu(&self, nom: &str) -> NatureAnomalie {
        if self.noms.nomme(nom) == Nomme::Plusieurs {
            return NatureAnomalie::PlusieursDispositifs { lu: nom.to_owned(), codes: self.noms.codes() };
        }
        let lu = Some(nom.to_owned()).filter(|n| !n.is_empty());
        NatureAnomalie::DispositifInconnu { lu, proche: self.noms.proche(nom), codes: self.noms.codes() }
    }

    /// Records a title that is the name of another dispositif than the one nearer the figures.
    fn dit_un_autre_titre(&mut self, code: &str, span: &Span, bloc: &Bloc<'_>) {
        let autre = titres(bloc).find_map(|(ligne, i, cellule)| {
            let autre = self.noms.code(cellule).filter(|autre| *autre != code)?;
            Some((autre.to_owned(), self.span(ligne, i, "")))
        });
        if let Some((autre, place)) = autre {
            let nature =
                NatureAnomalie::DispositifContradictoire { retenu: code.to_owned(), autre, place: Box::new(place) };
            self.signale(nature, span.clone());
        }
    }

    /// Records that the name of the sheet, or else of the file, is that of a dispositif that no table there is about.
    pub(super) fn dit_un_autre_nom(&mut self) {
        let autre = self.lieu.noms().find_map(|nom| self.noms.code(&nom).map(str::to_owned));
        let Some(autre) = autre.filter(|autre| !self.attribues.contains_key(autre)) else { return };
        let de_la_feuille = self.lieu.feuille.filter(|nom| self.noms.code(nom).is_some());
        let place = Span::sheet(self.lieu.fichier, de_la_feuille);
        for (retenu, span) in std::mem::take(&mut self.attribues) {
            let (autre, place) = (autre.clone(), Box::new(place.clone()));
            self.signale(NatureAnomalie::DispositifContradictoire { retenu, autre, place }, span);
        }
    }
}

/// Titles, from the nearest.
fn titres<'a>(bloc: &Bloc<'a>) -> impl Iterator<Item = (&'a Ligne, usize, &'a Cellule)> + use<'a> {
    bloc.titres.iter().rev().flat_map(|ligne| ligne.remplies().map(move |(i, cellule)| (ligne, i, cellule)))
}
