//! The explanation as a tree for the terminal.

use super::noeud::{Noeud, explication};
use super::sources::Sources;
use crate::domaine::chiffres::Chiffre;
use crate::domaine::designation::nom_de;
use crate::domaine::indicateur::Indicateurs;
use crate::francais::typographie;

/// The figure, what it is, and everything that it was obtained from; a named figure is detailed the first time only.
pub(crate) fn texte(sources: &Sources<'_>, chiffre: &Chiffre<'_>) -> String {
    let (explication, fiche) = (explication(sources, chiffre), chiffre.fiche);
    let nombre = explication.nombre.unwrap_or_else(|raison| format!("non connu : {raison}"));
    let mut sortie =
        format!("{}, {}, {}\n{nombre}\n\n", chiffre.libelle, chiffre.perimetre.libelle, explication.periode);
    sortie.push_str(&format!("Nom         {}\n", chiffre.nom()));
    sortie.push_str(&format!("Définition  {}\n", fiche.definition));
    sortie.push_str(&format!("Source      {}\n", fiche.source));
    if let Some(journees) = explication.journees {
        sortie.push_str(&format!("Journées    {journees}\n"));
    }
    for reserve in &explication.reserves {
        sortie.push_str(&format!("Réserve     {reserve}\n"));
    }
    sortie.push_str("\nD’où il vient\n");
    branche(&explication.racine, ["", ""], &mut sortie);
    typographie(&sortie)
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

/// A node and, below it, its operands; `tige` stands before the node, `marge` before what follows it.
fn branche(noeud: &Noeud, [tige, marge]: [&str; 2], sortie: &mut String) {
    let nombre = noeud.nombre.as_ref().map_or_else(|| " : non connu".to_owned(), |n| format!(" = {n}"));
    sortie.push_str(&format!("{tige}{}{}{nombre}", signe(noeud.signe), noeud.mots));
    let dits = [&noeud.provenance, &noeud.raison].into_iter().flatten();
    sortie.extend(dits.map(|dit| format!(" ({dit})")));
    if noeud.deja {
        sortie.push_str(" (détaillé plus haut)");
    }
    if let Some(reserve) = &noeud.reserve {
        sortie.push_str(&format!(" [réserve : {reserve}]"));
    }
    sortie.push('\n');
    cellules(noeud, marge, sortie);
    for (rang, operande) in noeud.operandes.iter().enumerate() {
        let (tige, suite) = if rang + 1 == noeud.operandes.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        branche(operande, [&format!("{marge}{tige}"), &format!("{marge}{suite}")], sortie);
    }
}

/// What each cell of a sum of cells brings.
fn cellules(noeud: &Noeud, marge: &str, sortie: &mut String) {
    let mut lignes: Vec<String> = noeud.cellules.iter().map(|(place, n)| format!("{place} = {n}")).collect();
    lignes.extend(noeud.autres.as_ref().map(|(combien, n)| format!("{combien} autres cellules = {n}")));
    for (rang, ligne) in lignes.iter().enumerate() {
        let tige = if rang + 1 == lignes.len() { "└─" } else { "├─" };
        let signe = if lignes.len() == 1 { "" } else { ["+ ", "  "][usize::from(rang == 0)] };
        sortie.push_str(&format!("{marge}{tige} {signe}{ligne}\n"));
    }
}

/// The sign before an operand; room for one before the first, so that names stay in line.
fn signe(signe: Option<&str>) -> String {
    match signe {
        None => String::new(),
        Some("") => "  ".to_owned(),
        Some(signe) => format!("{signe} "),
    }
}
