//! The explanation as a tree for the terminal.

use super::sources::Sources;
use super::{mots, nom_entier};
use crate::domaine::chiffres::Chiffre;
use crate::domaine::comptees::Comptees;
use crate::domaine::designation::nom_de;
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Nom, Operation, Provenance, Valeur};
use crate::francais::{nombre_exact, typographie};
use std::collections::BTreeSet;

/// Cells of a sum that are said one by one.
const CELLULES: usize = 20;

/// The figure, what it is, and everything that it was obtained from; a named figure is detailed the first time only.
pub(crate) fn texte(sources: &Sources<'_>, chiffre: &Chiffre<'_>) -> String {
    let (indicateurs, fiche) = (sources.indicateurs, chiffre.fiche);
    let periode = match chiffre.mois {
        Some(mois) => format!("{} {}", mois.nom(), mois.annee()),
        None if indicateurs.en_cours() => {
            format!("exercice {}, jusqu’à {}", indicateurs.exercice, indicateurs.jusqu_a.nom())
        }
        None => format!("exercice {}", indicateurs.exercice),
    };
    let nombre = match chiffre.valeur.nombre.clone() {
        Ok(nombre) => mots::avec_son_mot(fiche.unite, nombre),
        Err(raison) => format!("non connu : {raison}"),
    };
    let mut sortie = format!("{}, {}, {periode}\n{nombre}\n\n", chiffre.libelle, chiffre.perimetre.libelle);
    sortie.push_str(&format!("Nom         {}\n", chiffre.nom()));
    sortie.push_str(&format!("Définition  {}\n", fiche.definition));
    sortie.push_str(&format!("Source      {}\n", fiche.source));
    let assise = sources.assise(chiffre);
    if let Some(journees) = assise.journees {
        sortie.push_str(&format!("Journées    {}\n", journees.libelle()));
    }
    for reserve in &assise.reserves {
        sortie.push_str(&format!("Réserve     {reserve}\n"));
    }
    sortie.push_str("\nD’où il vient\n");
    let mut dessin = Dessin { sources, vus: BTreeSet::new(), sortie };
    dessin.branche(&chiffre.valeur, Some(fiche.unite), ["", "", ""]);
    typographie(&dessin.sortie)
}

/// Every name that `expliquer` takes, with its label.
pub(crate) fn liste(indicateurs: &Indicateurs) -> String {
    let perimetres: Vec<String> = indicateurs.perimetres.iter().map(nom_de).collect();
    let lignes = indicateurs.catalogue.iter().map(|i| (i.id.to_owned(), i.libelle.to_owned())).collect();
    let autres = indicateurs.autres_chiffres().into_iter().filter(|c| c.mois.is_none());
    let autres: Vec<(String, String)> = autres.map(|c| (c.nom(), c.libelle)).collect();
    let autres = match autres.is_empty() {
        true => String::new(),
        false => format!("\nAutres chiffres, sous leur nom entier\n\n{}", colonnes(autres)),
    };
    typographie(&format!(
        "Périmètres : {}\nUn chiffre se nomme périmètre.indicateur ou périmètre.indicateur.mois, par exemple service.sorties.mars\n\n{}{autres}",
        perimetres.join(", "),
        colonnes(lignes)
    ))
}

/// Names, then labels in line.
fn colonnes(lignes: Vec<(String, String)>) -> String {
    let largeur = lignes.iter().map(|(nom, _)| nom.len()).max().unwrap_or(0);
    lignes.into_iter().map(|(nom, libelle)| format!("  {nom:<largeur$}  {libelle}\n")).collect()
}

struct Dessin<'s, 'a> {
    sources: &'s Sources<'a>,
    /// Figures already detailed.
    vus: BTreeSet<String>,
    sortie: String,
}

impl Dessin<'_, '_> {
    /// A node and, below it, its operands; `tige` stands before the node, `marge` before what follows it.
    fn branche(&mut self, valeur: &Valeur, herite: Option<Unite>, [tige, marge, signe]: [&str; 3]) {
        let indicateurs = self.sources.indicateurs;
        let nom = mots::nom(indicateurs, valeur);
        let unite = mots::unite(indicateurs, valeur).or(herite);
        let nombre = match mots::nombre_de(unite, valeur) {
            Ok(nombre) => format!(" = {nombre}"),
            Err(_) => " : non connu".to_owned(),
        };
        self.sortie.push_str(&format!("{tige}{signe}{nom}{nombre}"));
        let deja = matches!(valeur.nom.as_deref(), Some(nom @ Nom::Indicateur { .. })
            if !self.vus.insert(nom_entier(indicateurs, nom)));
        let feuille = valeur.operandes().is_empty();
        let comptees = if deja && !feuille { None } else { self.sources.comptees(valeur) };
        if let Some(provenance) = mots::provenance(valeur, comptees.as_ref()).filter(|_| feuille || !deja)
            && !provenance.starts_with(&nom)
        {
            self.sortie.push_str(&format!(" ({provenance})"));
        }
        match &valeur.nombre {
            Err(raison) if feuille => self.sortie.push_str(&format!(" ({raison})")),
            _ if deja && !feuille => self.sortie.push_str(" (détaillé plus haut)"),
            _ => {}
        }
        if let Some(reserve) = mots::reserve(indicateurs, valeur).filter(|_| feuille) {
            self.sortie.push_str(&format!(" [réserve : {reserve}]"));
        }
        self.sortie.push('\n');
        self.cellules(comptees.as_ref(), unite, marge);
        if !deja {
            self.operandes(valeur, mots::unite_des_operandes(valeur, unite), marge);
        }
    }

    /// What each cell of a sum of cells brings.
    fn cellules(&mut self, comptees: Option<&Comptees>, unite: Option<Unite>, marge: &str) {
        let cellules = comptees.map(|c| c.cellules.as_slice()).unwrap_or_default();
        let dites = if cellules.len() > CELLULES + 1 { CELLULES } else { cellules.len() };
        let nombre = |n: Exact| unite.map_or_else(|| nombre_exact(n), |unite| unite.ecrit(n));
        let mut lignes: Vec<String> =
            cellules[..dites].iter().map(|(span, n)| format!("{} = {}", span.en_entier(), nombre(*n))).collect();
        let reste: Exact = cellules[dites..].iter().map(|(_, n)| *n).sum();
        if dites < cellules.len() {
            lignes.push(format!("{} autres cellules = {}", cellules.len() - dites, nombre(reste)));
        }
        for (rang, ligne) in lignes.iter().enumerate() {
            let tige = if rang + 1 == lignes.len() { "└─" } else { "├─" };
            let signe = if lignes.len() == 1 { "" } else { ["+ ", "  "][usize::from(rang == 0)] };
            self.sortie.push_str(&format!("{marge}{tige} {signe}{ligne}\n"));
        }
    }

    fn operandes(&mut self, valeur: &Valeur, unite: Option<Unite>, marge: &str) {
        let operandes = valeur.operandes();
        for (rang, operande) in operandes.iter().enumerate() {
            let (tige, suite) = if rang + 1 == operandes.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let signe = match &*valeur.provenance {
                Provenance::Calculee(operation, _) => signe(*operation, rang, operandes.len()),
                _ => String::new(),
            };
            self.branche(operande, unite, [&format!("{marge}{tige}"), &format!("{marge}{suite}"), &signe]);
        }
    }
}

/// The sign before an operand; room for one before the first, so that names stay in line.
fn signe(operation: Operation, rang: usize, nombre: usize) -> String {
    match rang {
        _ if nombre == 1 => String::new(),
        0 => "  ".to_owned(),
        _ => format!("{} ", operation.signe()),
    }
}
