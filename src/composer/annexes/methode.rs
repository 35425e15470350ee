//! How days are counted here, and what each printed indicator is.

use super::definitions::{self, Imprimes};
use crate::composer::ecriture::{lieu, majuscule, nom, propre};
use crate::composer::entree::{Element, Section};
use crate::composer::matiere::Matiere;
use crate::composer::notes::masque;
use crate::diagnostic::Span;
use crate::domaine::edition::Edition;
use crate::domaine::indicateur::{Perimetre, SourceJournees};
use crate::domaine::population::Population;
use crate::domaine::reglages::{Comptage, JoursOuverture, PrevisionPar, UniteDeCompte};
use crate::francais::{nombre, pluriel};

pub(super) fn annexe(m: &Matiere<'_>, imprimes: &Imprimes) -> Section {
    let mut contenu = vec![Element::Titre { niveau: 2, texte: "Règles de comptage du service".into() }];
    contenu.push(Element::Mentions { lignes: regles(m) });
    let sources = sources(m);
    if !sources.is_empty() {
        contenu.push(Element::Titre { niveau: 2, texte: "D’où viennent les journées réalisées".into() });
        contenu.push(Element::Mentions { lignes: sources });
    }
    contenu.push(Element::Titre { niveau: 2, texte: "Marques et arrondis".into() });
    contenu.push(Element::Phrase { texte: propre(MARQUES) });
    let populations = populations(m);
    if !populations.is_empty() {
        contenu.push(Element::Titre { niveau: 2, texte: "Qui est compté dans les répartitions".into() });
        contenu.push(Element::Mentions { lignes: populations });
        contenu.push(Element::Phrase { texte: propre(REPARTITIONS) });
    }
    if m.edition == Edition::Publique {
        contenu.push(Element::Titre { niveau: 2, texte: "Petits effectifs masqués".into() });
        contenu.push(Element::Phrase { texte: propre(&format!("{} {MASQUES}", masque(m))) });
    }
    if let Some(definitions) = definitions::tableau(m, imprimes) {
        contenu.push(Element::Titre { niveau: 2, texte: "Définition des indicateurs imprimés".into() });
        contenu.push(Element::Tableau(definitions));
    }
    Section { id: "methode".into(), titre: "Méthode de comptage".into(), contenu }
}

const MARQUES: &str = "Les calculs sont exacts et arrondis une seule fois, à l’impression. Un chiffre saisi dans les tableaux du service n’est jamais corrigé par Trame : une cellule en incohérence est imprimée telle qu’elle est, encadrée, et appelle une note ; un chiffre qui en dépend porte une réserve. « n.\u{a0}c. » signifie non connu, et la note en dit la raison : un chiffre manquant n’est jamais remplacé par zéro. « – » signifie sans objet, ou non déclaré pour l’exercice précédent.";

const MASQUES: &str = "La règle vaut pour tout ce qui répartit des personnes : âge, sexe, territoire, prescripteur, cadre, motif, suite, fratrie, durée, attente, demandes, absences, événements indésirables. Zéro est imprimé, sauf parmi des chiffres annuels tous masqués. Les mouvements, les journées et les montants ne sont pas masqués : ils comptent comme connus de tous, et un effectif masqué garde au moins deux valeurs possibles quand on les rapproche de tous les totaux, de toutes les parts et de tous les tableaux de ce rapport. Un « m » peut donc cacher un effectif plus grand. Là où cela ne suffit pas, le détail d’un tableau n’est pas publié. Les durées ne sont pas données pour une population plus petite que le seuil. Ni les échéances à venir, ni le détail des points expliqués ne figurent dans cette édition. Les textes que l’équipe rédige, les objectifs et les indicateurs qu’elle saisit, ainsi que les effectifs du personnel, sont ses propres déclarations : Trame les imprime tels quels, sans les masquer.";

const REPARTITIONS: &str = "Les parts sont celles du total, « non renseigné » compris ; elles sont arrondies à une décimale et peuvent ne pas s’additionner à 100 %. Sous cent cas, l’effectif total est imprimé en tête de la colonne (n = …). L’âge est en années révolues, à la date imprimée avec chaque tableau. Une fratrie compte les mesures d’une même famille. Motif de fin et suite donnée sont deux réponses différentes : pourquoi la mesure s’arrête, et ce qui vient après.";

/// What each population that is printed is made of.
fn populations(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let definition = |p: Population| match p {
        Population::Admissions => "mesures commencées dans l’exercice",
        Population::Suivis => "mesures exercées au moins un jour de l’exercice, ou à son premier jour",
        Population::Sorties => "mesures terminées dans l’exercice",
        Population::Presents => "mesures en cours à la fin du dernier mois connu",
        Population::Attente => "mesures décidées et non commencées à la date imprimée",
    };
    let comptee = |p: Population| m.perimetres().iter().any(|q| q.ventilations.iter().any(|v| v.population == p));
    let comptees = Population::TOUTES.into_iter().map(|(p, _, _)| p).filter(|p| comptee(*p));
    comptees.map(|p| [majuscule(p.libelle()), propre(definition(p))]).collect()
}

/// The service's rules, then what a dispositif does otherwise.
fn regles(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let r = m.reglages();
    let du_service = en_mots(m, &r.comptage);
    let mut lignes = du_service.clone();
    for d in &r.dispositifs {
        let Some(comptage) = &d.comptage else { continue };
        let propres = en_mots(m, comptage).into_iter().filter(|ligne| !du_service.contains(ligne));
        lignes.extend(propres.map(|[quoi, comment]| [propre(&format!("{quoi}, {}", d.code)), comment]));
    }
    lignes
}

fn en_mots(m: &Matiere<'_>, c: &Comptage) -> Vec<[String; 2]> {
    let jours = m.indicateurs.exercice.jours();
    let unite = match c.unite_de_compte {
        UniteDeCompte::Mesure => "la mesure",
        UniteDeCompte::Jeune => "le jeune",
        UniteDeCompte::Famille => "la famille",
        UniteDeCompte::Mandat => "le mandat",
    };
    let compte = |oui: bool| if oui { "compté" } else { "non compté" };
    let ouverture = match &c.jours_ouverture {
        JoursOuverture::Calendaires => format!("tous les jours calendaires ({jours} en {})", m.annee()),
        JoursOuverture::Nombre(n) => format!("{n} jours par an ; chaque jour calendaire pèse {n} ÷ {jours}"),
        JoursOuverture::Fermetures(fermes) => {
            format!(
                "tous les jours sauf {} jours de fermeture déclarés",
                nombre(u32::try_from(fermes.len()).unwrap_or(0).into())
            )
        }
    };
    let prevision = match c.prevision_par {
        PrevisionPar::Jours => "au prorata des jours de chaque mois",
        PrevisionPar::Douziemes => "par douzièmes",
    };
    let capacite = format!("capacité {}, à chaque date d’effet", c.capacite_de_reference.libelle());
    let echeance = if c.couper_a_l_echeance { "non comptées" } else { "comptées" };
    let passage = match c.delai_de_passage_jours {
        0 => "entrée le jour même de la sortie d’un autre dispositif du service".to_owned(),
        n => format!(
            "entrée au plus {} après la sortie d’un autre dispositif du service",
            pluriel(n.into(), "jour", "jours")
        ),
    };
    let mut lignes = vec![
        ("Unité de compte", unite.to_owned()),
        ("Jour d’entrée", compte(c.jour_d_entree).to_owned()),
        ("Jour de sortie", compte(c.jour_de_sortie).to_owned()),
        ("Jours d’ouverture", ouverture),
        ("Capacité de référence", capacite),
        ("Partage d’un prévisionnel annuel", prevision.to_owned()),
        ("Journées au-delà de l’échéance de la décision", echeance.to_owned()),
        ("Passage entre dispositifs", passage),
        (
            "Quotité d’une mesure",
            "appliquée aux journées facturables et aux produits, jamais aux mouvements".to_owned(),
        ),
    ];
    if !c.absences.is_empty() {
        let regles: Vec<String> =
            c.absences.iter().map(|(motif, regle)| format!("{motif} {}", regle.en_mots())).collect();
        lignes.push(("Journées d’absence", regles.join(" ; ")));
    }
    lignes.into_iter().map(|(quoi, comment)| [quoi.to_owned(), propre(&comment)]).collect()
}

fn sources(m: &Matiere<'_>) -> Vec<[String; 2]> {
    let connus = m.perimetres().into_iter().filter_map(|p| Some((p, p.source_journees?)));
    let ligne = |(p, source): (&Perimetre, SourceJournees)| {
        let valeur = p.annuel("journees_realisees");
        let cellules = valeur.cellules();
        let ou = match (source, cellules.first(), cellules.len()) {
            (SourceJournees::Declaration, Some(span), 1) => {
                // a key of rapport.toml means nothing to who reads the report: its line is enough
                let span = Span { column: None, ..(*span).clone() };
                format!(" : {}", lieu(&span))
            }
            _ => String::new(),
        };
        [nom(p), propre(&format!("{}{ou}", source.libelle()))]
    };
    connus.map(ligne).collect()
}
