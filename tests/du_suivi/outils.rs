//! Follow-up tables built by hand, without a file.

use chrono::NaiveDate;
use trame::calculer;
use trame::controler;
use trame::domaine::dossier::{Dossier, Source};
use trame::domaine::indicateur::{Indicateurs, Perimetre};
use trame::domaine::suivi::{Colonne, LigneDeSuivi, Mot, MotLu, Naissance, NatureDeDecision, Suivi, TableDeSuivi};

/// A day, `2021-03-01`.
pub(crate) fn jour(texte: &str) -> NaiveDate {
    texte.parse().unwrap()
}

/// A follow-up table being written.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) suivi: Suivi,
    dispositifs: Vec<String>,
}

impl Table {
    pub(crate) fn new(dispositifs: &[&str]) -> Self {
        let mut table = Self { dispositifs: dispositifs.iter().map(|d| (*d).to_owned()).collect(), ..Self::default() };
        table.suivi.tables.push(TableDeSuivi {
            fichier: "donnees/suivi.csv".to_owned(),
            feuille: None,
            rang: 0,
            attente: false,
            colonnes: Vec::new(),
        });
        table
    }

    /// Adds a row: `id=M1 debut=2021-01-01 dispositif=AEMO`; values hold no space but `_` for one.
    pub(crate) fn ligne(&mut self, texte: &str) -> &mut Self {
        let numero = u32::try_from(self.suivi.lignes.len()).unwrap() + 2;
        let mut ligne = LigneDeSuivi::vide(0, numero, numero - 1);
        for (cle, valeur) in texte.split_whitespace().map(|mot| mot.split_once('=').unwrap()) {
            let colonne = Colonne::TOUTES.iter().find(|(_, nom)| *nom == cle).unwrap().0;
            match colonne {
                Colonne::Id => ligne.id = valeur.into(),
                Colonne::Jeune => ligne.jeune = valeur.into(),
                Colonne::Famille => ligne.famille = valeur.into(),
                Colonne::Naissance => ligne.naissance = Some(Naissance { jour: jour(valeur), au_jour: true }),
                Colonne::Decision => ligne.decision = Some(jour(valeur)),
                Colonne::Notification => ligne.notification = Some(jour(valeur)),
                Colonne::Debut => ligne.debut = Some(jour(valeur)),
                Colonne::Fin => ligne.fin = Some(jour(valeur)),
                Colonne::Echeance => ligne.echeance = Some(jour(valeur)),
                Colonne::ExerceeDepuis => ligne.exercee_depuis = Some(jour(valeur)),
                mots => ligne.mots[mots.mot().unwrap()] = self.mot(mots, &valeur.replace('_', " "), numero),
            }
        }
        self.suivi.lignes.push(ligne);
        self
    }

    fn mot(&mut self, colonne: Colonne, texte: &str, numero: u32) -> Mot {
        let dispositif = self.dispositifs.iter().position(|d| d == texte);
        let nombre =
            texte.parse::<u32>().ok().map(|centiemes| trame::domaine::exact::Exact::decimal(i128::from(centiemes), 2));
        let mots = &mut self.suivi.lexiques[colonne.mot().unwrap()].mots;
        let rang = mots.iter().position(|m| m.texte == texte).unwrap_or_else(|| {
            let nature = NatureDeDecision::du_mot(texte);
            let (texte, mot) = (texte.into(), texte.into());
            mots.push(MotLu { texte, mot, connu: true, dispositif, nature, nombre, premiere: numero - 2 });
            mots.len() - 1
        });
        Mot(u16::try_from(rang).unwrap() + 1)
    }

    /// The folder of a year: the table, and rapport.toml with keys of its own.
    pub(crate) fn dossier(&self, exercice: i32, suite: &str) -> Dossier {
        let mut texte = format!("exercice = {exercice}\nassociation.nom = \"A\"\nservice.nom = \"S\"\n{suite}\n");
        for code in &self.dispositifs {
            texte += &format!(
                "[[dispositif]]\ncode = \"{code}\"\nlibelle = \"{code}\"\ncadre = \"mixte\"\nmodalite = \"milieu-ouvert\"\n"
            );
        }
        self.avec(&texte)
    }

    /// The folder of a whole rapport.toml.
    pub(crate) fn avec(&self, rapport: &str) -> Dossier {
        let source = Source { chemin: "rapport.toml".to_owned(), octets: rapport.into() };
        let dossier = trame::lire::dossier(vec![source].into());
        assert!(dossier.reglages.is_some() && dossier.anomalies.is_empty(), "{:?}\n{rapport}", dossier.anomalies);
        Dossier { suivi: self.suivi.clone(), ..dossier }
    }

    /// What is computed of it.
    pub(crate) fn calcule(&self, exercice: i32, suite: &str) -> Indicateurs {
        calcule(self.dossier(exercice, suite))
    }
}

pub(crate) fn calcule(dossier: Dossier) -> Indicateurs {
    calculer::indicateurs(&controler::donnees(dossier).unwrap())
}

/// The figures of a perimetre.
pub(crate) fn perimetre<'a>(indicateurs: &'a Indicateurs, code: &str) -> &'a Perimetre {
    indicateurs.perimetres.iter().find(|p| p.code == code).unwrap()
}

/// An annual figure as a whole number; `None` when it is missing.
pub(crate) fn annuel(indicateurs: &Indicateurs, code: &str, id: &str) -> Option<i128> {
    perimetre(indicateurs, code).annuel(id).exact().map(|n| n.entier().unwrap())
}

/// présents au début, entrées, sorties, présents à la fin, journées of the year.
pub(crate) fn mouvements(indicateurs: &Indicateurs, code: &str) -> [i128; 5] {
    ["presents_debut", "entrees", "sorties", "presents_fin", "journees_realisees"]
        .map(|id| annuel(indicateurs, code, id).unwrap())
}
