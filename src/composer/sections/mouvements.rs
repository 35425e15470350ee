//! Admissions, suivis, sorties: by dispositif and by quarter, with the exercise before.

use super::populations;
use crate::composer::ecriture::unite_de;
use crate::composer::entree::Element;
use crate::composer::matiere::Matiere;
use crate::composer::tables::{Colonne, annee_ou_a_date, annuelle, mois_connus, par_perimetre, precedente};
use crate::domaine::indicateur::{Perimetre, Valeur};
use crate::francais::INSECABLE;

pub(super) fn admissions(m: &Matiere<'_>) -> Vec<Element> {
    let legende = format!("Entrées {} par dispositif et par trimestre.", m.annee());
    table(m, trimestres(m, "entrees"), legende)
}

pub(super) fn sorties(m: &Matiere<'_>) -> Vec<Element> {
    let mut contenu =
        table(m, trimestres(m, "sorties"), format!("Sorties {} par dispositif et par trimestre.", m.annee()));
    let durees = vec![
        annuelle(m, "Sorties", "sorties"),
        annuelle(m, "Durée moyenne (jours)", "duree_moyenne_sortants"),
        annuelle(m, "Durée médiane (jours)", "duree_mediane_sortants"),
    ];
    let connues = m.perimetres().iter().any(|p| p.annuel("duree_moyenne_sortants").nombre.is_ok());
    if connues {
        contenu.extend(table(m, durees, "Durée des mesures sorties dans l’année.".into()));
    }
    contenu
}

pub(super) fn suivis(m: &Matiere<'_>) -> Vec<Element> {
    let avant = m.annee() - 1;
    let colonnes = vec![
        annuelle(m, format!("Présents au 1er{INSECABLE}janvier"), "presents_debut"),
        annuelle(m, if m.indicateurs.en_cours() { "Entrées à date" } else { "Entrées" }, "entrees"),
        precedente(m, format!("Suivies en {avant}"), "file_active_mesures"),
        annuelle(m, format!("{} suivies", majuscule_des_unites(m)), "file_active_mesures"),
        annuelle(m, "Personnes", "file_active_personnes"),
        annuelle(m, "Familles", "familles"),
    ];
    let mut contenu =
        table(m, colonnes, "File active : présents au 1er janvier et entrées de l’année, par dispositif.".into());
    contenu.extend(populations::a_cote(m));
    contenu.extend(presents(m));
    contenu
}

/// Présents day by day, and how long they have been there: what only a follow-up table tells.
fn presents(m: &Matiere<'_>) -> Vec<Element> {
    let colonnes = vec![
        annuelle(m, "Présents en moyenne", "presents_moyens"),
        annuelle(m, "Au moins", "presents_min"),
        annuelle(m, "Au plus", "presents_max"),
        annuelle(m, "Rotation", "taux_de_rotation"),
        annuelle(m, "Ancienneté moyenne (jours)", "anciennete_moyenne_presents"),
        annuelle(m, "Ancienneté médiane (jours)", "anciennete_mediane_presents"),
    ];
    let connus = m.perimetres().iter().any(|p| p.annuel("presents_max").nombre.is_ok());
    let legende = "Présents au jour le jour, et ancienneté de ceux du dernier jour connu, par dispositif.";
    if connus { table(m, colonnes, legende.into()) } else { Vec::new() }
}

fn majuscule_des_unites(m: &Matiere<'_>) -> String {
    crate::composer::ecriture::majuscule(m.reglages().comptage.unite_de_compte.pluriel())
}

fn table(m: &Matiere<'_>, colonnes: Vec<Colonne<'_>>, legende: String) -> Vec<Element> {
    par_perimetre(m, "Dispositif", colonnes, legende, Vec::new()).map(Element::Tableau).into_iter().collect()
}

/// One column per quarter begun, then the year, then the exercise before.
fn trimestres<'a>(m: &Matiere<'_>, id: &'a str) -> Vec<Colonne<'a>> {
    let connus = mois_connus(m);
    let unite = unite_de(m, id);
    let trimestre = |(rang, mois): (usize, &[crate::domaine::mois::Mois])| {
        let mois = mois.to_vec();
        let partiel = if mois.len() < 3 { " (à date)" } else { "" };
        let ordinal = if rang == 0 { "1er".to_owned() } else { format!("{}e", rang + 1) };
        let valeur = move |p: &Perimetre| {
            let valeurs: Vec<Valeur> = mois.iter().map(|mois| p.mensuel(id, *mois)).collect();
            let reserve = valeurs.iter().find_map(|v| v.reserve.clone());
            Valeur { reserve, ..Valeur::somme(&valeurs) }
        };
        Colonne { entete: format!("{ordinal}{INSECABLE}trim.{partiel}"), unite, valeur: Box::new(valeur) }
    };
    let mut colonnes: Vec<Colonne<'a>> = connus.chunks(3).enumerate().map(trimestre).collect();
    colonnes.push(annuelle(m, annee_ou_a_date(m), id));
    colonnes.push(precedente(m, (m.annee() - 1).to_string(), id));
    colonnes
}
