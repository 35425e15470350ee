//! The explanation as a tree for the terminal.

use super::{mots, nom_entier};
use crate::domaine::designation::{Designation, nom_de};
use crate::domaine::indicateur::{Indicateurs, Unite};
use crate::domaine::valeur::{Nom, Operation, Provenance, Valeur};
use crate::francais::typographie;
use std::collections::BTreeSet;

/// The figure, what it is, and everything that it was obtained from; a named figure is detailed the first time only.
pub(crate) fn texte(indicateurs: &Indicateurs, designation: &Designation<'_>) -> String {
    let (indicateur, valeur) = (designation.indicateur, designation.valeur());
    let libelle = indicateur.libelle_pour(designation.perimetre.modalite);
    let periode = match designation.mois {
        Some(mois) => format!("{} {}", mois.nom(), mois.annee()),
        None if indicateurs.en_cours() => {
            format!("exercice {}, jusqu’à {}", indicateurs.exercice, indicateurs.jusqu_a.nom())
        }
        None => format!("exercice {}", indicateurs.exercice),
    };
    let nombre = match mots::nombre_de(Some(indicateur.unite), &valeur) {
        Ok(nombre) => nombre,
        Err(raison) => format!("non connu : {raison}"),
    };
    let mut sortie = format!("{libelle}, {}, {periode}\n{nombre}\n\n", designation.perimetre.libelle);
    sortie.push_str(&format!("Nom         {}\n", designation.nom()));
    sortie.push_str(&format!("Définition  {}\n", indicateur.definition));
    sortie.push_str(&format!("Source      {}\n", indicateur.source));
    if let Some(reserve) = mots::reserve(indicateurs, &valeur) {
        sortie.push_str(&format!("Réserve     {reserve}\n"));
    }
    sortie.push_str("\nD’où il vient\n");
    let mut dessin = Dessin { indicateurs, vus: BTreeSet::new(), sortie };
    dessin.branche(&valeur, Some(indicateur.unite), ["", "", ""]);
    typographie(&dessin.sortie)
}

/// Every name that `expliquer` takes, with its label.
pub(crate) fn liste(indicateurs: &Indicateurs) -> String {
    let perimetres: Vec<String> = indicateurs.perimetres.iter().map(nom_de).collect();
    let largeur = indicateurs.catalogue.iter().map(|i| i.id.len()).max().unwrap_or(0);
    let lignes = indicateurs.catalogue.iter().map(|i| format!("  {:<largeur$}  {}\n", i.id, i.libelle));
    typographie(&format!(
        "Périmètres : {}\nUn chiffre se nomme périmètre.indicateur ou périmètre.indicateur.mois, par exemple service.sorties.mars\n\n{}",
        perimetres.join(", "),
        lignes.collect::<String>()
    ))
}

struct Dessin<'a> {
    indicateurs: &'a Indicateurs,
    /// Figures already detailed.
    vus: BTreeSet<String>,
    sortie: String,
}

impl Dessin<'_> {
    /// A node and, below it, its operands; `tige` stands before the node, `marge` before what follows it.
    fn branche(&mut self, valeur: &Valeur, herite: Option<Unite>, [tige, marge, signe]: [&str; 3]) {
        let nom = mots::nom(self.indicateurs, valeur);
        let unite = mots::unite(self.indicateurs, valeur).or(herite);
        let nombre = match mots::nombre_de(unite, valeur) {
            Ok(nombre) => format!(" = {nombre}"),
            Err(_) => " : non connu".to_owned(),
        };
        self.sortie.push_str(&format!("{tige}{signe}{nom}{nombre}"));
        let deja = matches!(valeur.nom.as_deref(), Some(nom @ Nom::Indicateur { .. })
            if !self.vus.insert(nom_entier(self.indicateurs, nom)));
        let feuille = valeur.operandes().is_empty();
        if let Some(provenance) = mots::provenance(valeur).filter(|_| feuille || !deja) {
            self.sortie.push_str(&format!(" ({provenance})"));
        }
        match &valeur.nombre {
            Err(raison) if feuille => self.sortie.push_str(&format!(" ({raison})")),
            _ if deja && !feuille => self.sortie.push_str(" (détaillé plus haut)"),
            _ => {}
        }
        if let Some(reserve) = mots::reserve(self.indicateurs, valeur).filter(|_| feuille) {
            self.sortie.push_str(&format!(" [réserve : {reserve}]"));
        }
        self.sortie.push('\n');
        if !deja {
            self.operandes(valeur, mots::unite_des_operandes(valeur, unite), marge);
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
