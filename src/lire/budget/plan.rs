//! The columns of a table of budget: one face, or charges and produits side by side.

use super::coiffes::Coiffes;
use super::mots::{Mots, compte_de};
use crate::domaine::anomalie::{ManqueDUnBudget, NatureAnomalie};
use crate::domaine::budget::{Colonne, Sens};
use crate::domaine::dossier::{Ligne, Table};
use crate::domaine::exact::Exact;
use crate::francais::{Lecture, cle};
use crate::lire::entetes::is_year;
use crate::lire::genres::Genres;
use crate::lire::tableau_mensuel::discretion::est_nom_et_prenom;

/// Which of several budgets a column gives, the most telling last.
const PRIMITIF: u8 = 0;
const AUTORISE: u8 = 1;
const APRES_DM: u8 = 2;

/// What a header makes of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Groupe,
    Cote(Sens),
    Sens,
    Compte,
    Libelle,
    Dispositif,
    /// An amount, its rank, and the side that its header says: a budget primitif stands for the budget autorisé only
    /// where there is no other, one after a decision modificative says more.
    Montant(Colonne, u8, Option<Sens>),
    Dm,
    /// Another year's.
    AutreAnnee(i32),
    ACote,
}

/// One set of columns: labels, then amounts.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    /// The side that its header says; of an only face it is but the first section.
    pub(super) cote: Option<Sens>,
    /// Its labels stand under the name of a side.
    pub(super) sous_un_cote: bool,
    pub(super) groupe: Option<usize>,
    pub(super) sens: Option<usize>,
    pub(super) compte: Option<usize>,
    pub(super) libelle: Option<usize>,
    pub(super) dispositif: Option<usize>,
    pub(super) autorise: Option<usize>,
    pub(super) realise: Option<usize>,
    montants: Vec<(usize, Colonne, u8)>,
    dms: Vec<usize>,
    /// Its labels are those of the face on its left.
    pub(super) partagee: bool,
    /// First column, and the last one that has a known header.
    debut: usize,
    fin: usize,
}

/// The columns below a row of headers.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) faces: Vec<Face>,
    /// The year of the amounts, when it is not that of the folder.
    pub(super) autre_annee: Option<i32>,
    /// Columns whose headers say nothing.
    pub(super) inconnues: Vec<usize>,
}

impl Face {
    /// Columns of words, the most telling first.
    pub(super) fn etiquettes(&self) -> impl Iterator<Item = usize> {
        [self.groupe, self.libelle, self.compte].into_iter().flatten()
    }

    /// Its last column that has a known header.
    pub(super) fn derniere(&self) -> usize {
        self.fin
    }

    fn a_des_etiquettes(&self) -> bool {
        self.etiquettes().next().is_some()
    }

    fn accepte(&mut self, colonne: usize, role: Role) {
        let place = match role {
            Role::Groupe => &mut self.groupe,
            Role::Cote(sens) => {
                self.cote = Some(sens);
                &mut self.groupe
            }
            Role::Sens => &mut self.sens,
            Role::Compte => &mut self.compte,
            Role::Libelle => &mut self.libelle,
            Role::Dispositif => &mut self.dispositif,
            Role::Dm => {
                self.dms.push(colonne);
                return;
            }
            Role::Montant(quoi, rang, sens) => {
                self.montants.push((colonne, quoi, rang));
                self.cote = self.cote.or(sens);
                return;
            }
            Role::AutreAnnee(_) | Role::ACote => return,
        };
        place.get_or_insert(colonne);
    }
}

impl Plan {
    /// The columns of a row of headers, below the row `dessus`; `None` when it is none. `corps` are the rows below.
    pub(super) fn trouve(
        (dessus, entete): (Option<&Ligne>, &Ligne),
        corps: &[Ligne],
        genres: &Genres,
        exercice: i32,
    ) -> Option<Self> {
        let mut plan = Self::default();
        let mut annees = Vec::new();
        let mut face = Face::default();
        let mut coiffes = dessus.map(|dessus| Coiffes::new(dessus, exercice)).unwrap_or_default();
        let montant = |i: &usize| matches!(role(entete.cellule(*i), genres, exercice), Some(Role::Montant(..)));
        coiffes.garde(entete.remplies().map(|(i, _)| i).find(montant));
        for (i, cellule) in entete.remplies() {
            if cellule.est_un_nombre() && !is_year(cellule) {
                return None;
            }
            let Some(role) = role(cellule, genres, exercice).map(|role| coiffes.precise(i, role, exercice)) else {
                plan.inconnues.push(i);
                continue;
            };
            if let Role::AutreAnnee(annee) = role {
                annees.push(annee);
            }
            if commence(&face, i, role) {
                let nouvelle = Face { debut: face.fin + 1, ..Face::default() };
                plan.faces.push(std::mem::replace(&mut face, nouvelle));
            }
            face.accepte(i, role);
            face.fin = i;
        }
        plan.faces.push(face);
        if plan.faces.iter().all(|face| face.montants.is_empty()) {
            plan.autre_annee = Some(annees.into_iter().max()?);
        }
        plan.arrange(corps);
        let sure = plan.autre_annee.is_some() || plan.faces.iter().any(Face::a_des_etiquettes);
        (sure && entete.remplies().nth(1).is_some()).then_some(plan)
    }

    /// Labels at the end of the row belong to the only face; a face without labels takes the first column of words.
    fn arrange(&mut self, corps: &[Ligne]) {
        let dispositif = self.faces.iter().find_map(|face| face.dispositif);
        let (mut pleines, vides): (Vec<Face>, Vec<Face>) =
            std::mem::take(&mut self.faces).into_iter().partition(|face| !face.montants.is_empty());
        if let [seule] = &mut pleines[..] {
            for vide in vides {
                seule.groupe = seule.groupe.or(vide.groupe);
                seule.cote = seule.cote.or(vide.cote);
                seule.sens = seule.sens.or(vide.sens);
                seule.compte = seule.compte.or(vide.compte);
                seule.libelle = seule.libelle.or(vide.libelle);
            }
        }
        for face in &mut pleines {
            face.dispositif = face.dispositif.or(dispositif);
            if !face.a_des_etiquettes() {
                let premier = face.montants.iter().map(|(i, _, _)| *i).min().unwrap_or(0);
                let mots = |i: &usize| corps.iter().any(|l| Mots::tous().groupe(l.cellule(*i), false).is_some());
                let comptes = |i: &usize| corps.iter().filter(|l| compte_de(l.cellule(*i)).is_some()).nth(1).is_some();
                face.groupe = (face.debut..premier).find(mots).or_else(|| (face.debut..premier).find(comptes));
                self.inconnues.retain(|i| face.groupe != Some(*i));
            }
        }
        partage(&mut pleines);
        self.faces = pleines;
    }

    /// True when rows below begin with accounts, and a column or a word says that they are.
    pub(super) fn compte_des_comptes(&self, corps: &[Ligne]) -> bool {
        let etiquettes = || self.faces.iter().flat_map(Face::etiquettes);
        let textes = |l: &'_ Ligne| etiquettes().map(|i| l.cellule(i).texte().to_owned()).collect::<Vec<_>>();
        let mut comptes = corps.iter().filter(|l| textes(l).iter().any(|texte| compte_de(texte).is_some()));
        let dit = |l: &Ligne| textes(l).iter().any(|texte| Mots::tous().sens(texte).is_some());
        let sure = self.faces.iter().any(|face| face.compte.is_some() || face.cote.is_some()) || corps.iter().any(dit);
        let colonne =
            |face: &Face| face.compte.is_some_and(|i| corps.iter().any(|l| compte_de(l.cellule(i)).is_some()));
        sure && (comptes.nth(1).is_some() || self.faces.iter().any(colonne))
    }

    /// True when rows below name groups.
    pub(super) fn compte_des_groupes(&self, corps: &[Ligne]) -> bool {
        let nomme = |ligne: &&Ligne| {
            let textes = self.faces.iter().flat_map(Face::etiquettes).map(|i| ligne.cellule(i));
            textes.into_iter().any(|texte| Mots::tous().groupe(texte, false).is_some())
        };
        corps.iter().filter(nomme).nth(1).is_some()
    }

    /// Chooses one column per amount; what must be said of those that are not clear, and where.
    pub(super) fn choisit(&mut self, corps: &[Ligne]) -> Vec<(NatureAnomalie, usize)> {
        let mut doutes = Vec::new();
        for face in &mut self.faces {
            for colonne in Colonne::TOUTES {
                let choix = choix(face, colonne, corps);
                let place = match colonne {
                    Colonne::Autorise => &mut face.autorise,
                    Colonne::Realise => &mut face.realise,
                };
                match choix {
                    Ok(choisie) => {
                        *place = choisie.map(|(i, _)| i);
                        let primitif = choisie.filter(|(_, primitif)| *primitif);
                        doutes.extend(primitif.map(|(i, _)| (incompris(ManqueDUnBudget::Primitif), i)));
                    }
                    Err((manque, ou)) => doutes.push((incompris(manque), ou)),
                }
            }
        }
        doutes
    }

    /// What is said of columns that nobody asked for; a header that may be a name is not quoted.
    pub(super) fn inconnues(&self, entete: &Ligne) -> Vec<(NatureAnomalie, usize)> {
        let nature = |i: &usize| {
            let texte = entete.cellule(*i).texte();
            match est_nom_et_prenom(texte) {
                true => NatureAnomalie::ColonneNominative { entete: String::new() },
                false => NatureAnomalie::ColonneIgnoree { entete: texte.to_owned(), proche: None },
            }
        };
        self.inconnues.iter().map(|i| (nature(i), *i)).collect()
    }
}

fn incompris(manque: ManqueDUnBudget) -> NatureAnomalie {
    NatureAnomalie::BudgetIncompris { manque }
}

/// « Groupe | Dépenses prévues | réalisées | Recettes prévues | réalisées »: one column of labels for both sides.
fn partage(faces: &mut [Face]) {
    let [gauche, droite] = faces else { return };
    let contraires = gauche.cote.zip(droite.cote).is_some_and(|(a, b)| a != b);
    if contraires && !droite.a_des_etiquettes() {
        (droite.groupe, droite.compte, droite.libelle) = (gauche.groupe, gauche.compte, gauche.libelle);
        (gauche.partagee, droite.partagee) = (true, true);
    }
}

/// True for a column that begins another face: labels behind amounts, or the same amount again behind a blank header.
fn commence(face: &Face, colonne: usize, role: Role) -> bool {
    let deja = !face.montants.is_empty();
    match role {
        Role::Groupe | Role::Cote(_) | Role::Compte | Role::Libelle | Role::Sens => deja,
        Role::Montant(_, _, Some(sens)) if deja && face.cote.is_some_and(|cote| cote != sens) => true,
        Role::Montant(quoi, rang, _) => {
            let repete = face.montants.iter().any(|(_, autre, son_rang)| (*autre, *son_rang) == (quoi, rang));
            repete && colonne > face.fin + 1
        }
        _ => false,
    }
}

fn role(texte: &str, genres: &Genres, exercice: i32) -> Option<Role> {
    if texte.contains('%') {
        return Some(Role::ACote);
    }
    let (nom, annee) = sans_annee(texte, exercice);
    let cle = genres.colonne(Table::BUDGET, texte).or_else(|| genres.colonne(Table::BUDGET, &nom))?;
    let sens = Mots::tous().sens(texte);
    let role = match cle {
        "groupe" => Role::Groupe,
        "cote_charges" => Role::Cote(Sens::Charges),
        "cote_produits" => Role::Cote(Sens::Produits),
        "sens" => Role::Sens,
        "compte" => Role::Compte,
        "libelle" => Role::Libelle,
        "dispositif" => Role::Dispositif,
        "autorise_apres_dm" => Role::Montant(Colonne::Autorise, APRES_DM, sens),
        "budget_autorise" => Role::Montant(Colonne::Autorise, AUTORISE, sens),
        "budget_primitif" => Role::Montant(Colonne::Autorise, PRIMITIF, sens),
        "realise" => Role::Montant(Colonne::Realise, AUTORISE, sens),
        "decision_modificative" => Role::Dm,
        _ => Role::ACote,
    };
    let montant = matches!(role, Role::Montant(..) | Role::Dm);
    Some(match annee.filter(|annee| montant && *annee != exercice) {
        Some(annee) => Role::AutreAnnee(annee),
        None => role,
    })
}

/// « Réalisé 2021 », « CA N-1 », « Réalisé au 31/12/2021 (en €) »: the folded name alone, and the year.
pub(super) fn sans_annee(texte: &str, exercice: i32) -> (String, Option<i32>) {
    let plie = cle(texte);
    let mots: Vec<&str> = plie.split(' ').collect();
    let (mut garde, mut annee, mut i) = (Vec::new(), None, 0);
    while i < mots.len() {
        let avant = (mots[i] == "n").then(|| mots.get(i + 1).and_then(|mot| mot.parse::<i32>().ok())).flatten();
        match (mots[i], avant.filter(|n| (1..=9).contains(n))) {
            ("n", Some(n)) => {
                annee = Some(exercice - n);
                i += 1;
            }
            ("n", None) => annee = Some(exercice),
            (mot, _) if is_year(mot) => annee = mot.parse().ok(),
            ("exercice" | "au" | "31" | "12" | "en" | "euro", _) => {}
            (mot, _) => garde.push(mot),
        }
        i += 1;
    }
    (garde.join(" "), annee)
}

/// The column of an amount, and whether it is a budget primitif; what is not clear, and at which column.
fn choix(face: &Face, colonne: Colonne, corps: &[Ligne]) -> Result<Option<(usize, bool)>, (ManqueDUnBudget, usize)> {
    let siennes = || face.montants.iter().filter(|(_, autre, _)| *autre == colonne);
    let Some(rang) = siennes().map(|(_, _, rang)| *rang).max() else { return Ok(None) };
    let candidates: Vec<usize> = siennes().filter(|(_, _, r)| *r == rang).map(|(i, _, _)| *i).collect();
    let premiere = candidates[0];
    let differe =
        |autre: &&usize| corps.iter().any(|l| l.cellule(premiere).lecture(false) != l.cellule(**autre).lecture(false));
    if let Some(autre) = candidates.iter().skip(1).find(differe) {
        return Err((ManqueDUnBudget::Colonne { colonne }, *autre));
    }
    let dit = |ligne: &Ligne, i| matches!(ligne.cellule(i).lecture(false), Lecture::Nombre(n) if n != Exact::ZERO);
    let tue = |dm: &usize| colonne == Colonne::Autorise && rang < APRES_DM && corps.iter().any(|l| dit(l, *dm));
    match face.dms.iter().copied().find(tue) {
        Some(dm) => Err((ManqueDUnBudget::DecisionModificative, dm)),
        None => Ok(Some((premiere, colonne == Colonne::Autorise && rang == PRIMITIF))),
    }
}
