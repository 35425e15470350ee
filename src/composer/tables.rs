//! The two shapes of table: months in columns, and perimetres in rows.

use super::ecriture::{avec_mot, ecrit, est_connue, nom, propre, unite_de};
use super::entree::{Cellule, Entete, Ligne, Tableau};
use super::matiere::Matiere;
use super::notes::{Appels, simple};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::{Genre, Perimetre, Unite, Valeur};
use crate::domaine::mois::Mois;
use crate::francais::decimal;

/// A length beside the longest, in thousandths; `None` for what has none.
pub(super) fn pour_mille(n: Exact, max: Exact) -> Option<u16> {
    let part = (n * Exact::from(1_000_u32)).divise_par(max)?;
    u16::try_from(part.arrondi(0)).ok()
}

/// A header of one column.
pub(super) fn entete(texte: impl Into<String>) -> Entete {
    Entete { texte: texte.into(), largeur: 1 }
}

/// The months known, in order.
pub(super) fn mois_connus(m: &Matiere<'_>) -> Vec<Mois> {
    m.indicateurs.exercice.mois().filter(|mois| *mois <= m.indicateurs.jusqu_a).collect()
}

/// « Année », or « À date » while the exercise runs.
pub(super) fn annee_ou_a_date(m: &Matiere<'_>) -> &'static str {
    if m.indicateurs.en_cours() { "À date" } else { "Année" }
}

/// A row of a monthly table.
#[derive(Clone, Copy)]
pub(super) struct Rangee {
    /// Indicator.
    pub(super) id: &'static str,
    /// Label as printed.
    pub(super) libelle: &'static str,
    /// Adds up over the year.
    pub(super) flux: bool,
    /// Printed bold.
    pub(super) forte: bool,
}

/// A table with the known months in columns. Rows of which no month is known are left out; without rows, no table.
/// Several perimetres stand under each other, each under its name.
pub(super) fn mensuel(
    m: &Matiere<'_>,
    perimetres: &[&Perimetre],
    rangees: &[Rangee],
    legende: String,
    generales: Vec<String>,
) -> Option<Tableau> {
    let mois = mois_connus(m);
    let mut appels = Appels::default();
    let mut lignes = Vec::new();
    for perimetre in perimetres {
        let avant = lignes.len();
        lignes.extend(rangees.iter().filter_map(|r| ligne_mensuelle(m, perimetre, *r, &mois, &mut appels)));
        if perimetres.len() > 1 && lignes.len() > avant {
            lignes.insert(avant, Ligne { cellules: vec![simple(nom(perimetre))], forte: true, groupe: true });
        }
    }
    if lignes.is_empty() {
        return None;
    }
    let titre = if let [seul] = perimetres { nom(seul) } else { "Dispositif".into() };
    let mut entetes = vec![entete(titre)];
    entetes.extend(mois.iter().map(|mois| entete(mois.abrege())));
    entetes.push(entete(annee_ou_a_date(m)));
    let mut colonnes = vec!["libelle".to_owned()];
    colonnes.extend(mois.iter().map(|_| "mois".to_owned()));
    colonnes.push("total".into());
    Some(Tableau {
        legende: propre(&legende),
        colonnes,
        entetes: vec![entetes],
        lignes,
        notes: appels.notes(m, generales),
    })
}

fn ligne_mensuelle(
    m: &Matiere<'_>,
    perimetre: &Perimetre,
    rangee: Rangee,
    mois: &[Mois],
    appels: &mut Appels,
) -> Option<Ligne> {
    let valeurs: Vec<Valeur> = mois.iter().map(|mois| perimetre.mensuel(rangee.id, *mois)).collect();
    if !valeurs.iter().any(est_connue) {
        return None;
    }
    let unite = unite_de(m, rangee.id);
    let mut cellules = vec![simple(rangee.libelle)];
    let annuelle = perimetre.annuel(rangee.id);
    let de_mois = mois.iter().zip(&valeurs).filter_map(|(m, v)| Some(perimetre.a_ecrire(v.exact()?, unite, Some(*m))));
    let de_l_annee = annuelle.exact().filter(|_| rangee.flux).map(|n| perimetre.a_ecrire(n, unite, None));
    let decimales = decimale_des_demis(&de_mois.chain(de_l_annee).collect::<Vec<_>>());
    let dite = |n: Exact| if unite == Unite::Journees { decimal(n, decimales) } else { ecrit(n, unite) };
    cellules.extend(
        mois.iter()
            .zip(&valeurs)
            .map(|(mois, v)| appels.cellule_ecrite(m, v, |n| dite(perimetre.a_ecrire(n, unite, Some(*mois))))),
    );
    cellules.push(match rangee.flux {
        true => appels.cellule_ecrite(m, &annuelle, |n| dite(perimetre.a_ecrire(n, unite, None))),
        false => Cellule::default(),
    });
    Some(Ligne { cellules, forte: rangee.forte, groupe: false })
}

/// One decimal in a row of days where some are halves and the others whole; a row that computed shares fill has none.
fn decimale_des_demis(journees: &[Exact]) -> u32 {
    let en_demis = journees.iter().all(|n| (*n * Exact::from(2_u32)).est_entier());
    u32::from(en_demis && journees.iter().any(|n| !n.est_entier()))
}

/// A column of a table by perimetre.
pub(super) struct Colonne<'a> {
    /// Header.
    pub(super) entete: String,
    /// How its values are printed.
    pub(super) unite: Unite,
    /// The value of a perimetre.
    pub(super) valeur: Box<dyn Fn(&Perimetre) -> Valeur + 'a>,
}

/// A table with perimetres in rows, the service last and bold. Columns of which nothing is known are left out; without
/// columns, no table.
pub(super) fn par_perimetre(
    m: &Matiere<'_>,
    premiere: &str,
    colonnes: Vec<Colonne<'_>>,
    legende: String,
    generales: Vec<String>,
) -> Option<Tableau> {
    par_perimetre_parmi(m, &m.perimetres(), (premiere, colonnes), legende, generales)
}

/// The same with these perimetres only.
pub(super) fn par_perimetre_parmi(
    m: &Matiere<'_>,
    perimetres: &[&Perimetre],
    (premiere, colonnes): (&str, Vec<Colonne<'_>>),
    legende: String,
    generales: Vec<String>,
) -> Option<Tableau> {
    let connues: Vec<Colonne<'_>> =
        colonnes.into_iter().filter(|c| perimetres.iter().any(|p| est_connue(&(c.valeur)(p)))).collect();
    let rangs = perimetres.iter().map(|p| Rang::de(p, connues.iter().map(|c| (c.valeur)(p)).collect())).collect();
    let entetes: Vec<(String, Unite)> = connues.into_iter().map(|c| (c.entete, c.unite)).collect();
    (!entetes.is_empty()).then(|| en_rangs(m, premiere, &entetes, rangs, (legende, generales)))
}

/// A row of values.
pub(super) struct Rang {
    /// Its name.
    pub(super) nom: String,
    /// Printed bold.
    pub(super) fort: bool,
    /// One per column.
    pub(super) valeurs: Vec<Valeur>,
}

impl Rang {
    /// The row of a perimetre: the service is bold, a groupe says that it sums up.
    pub(super) fn de(p: &Perimetre, valeurs: Vec<Valeur>) -> Self {
        let nom = if p.genre == Genre::Groupe { format!("Sous-total {}", nom(p)) } else { nom(p) };
        Self { nom, fort: p.genre == Genre::Service, valeurs }
    }
}

/// Decimals of the days of a table: none when all are whole, else as many as they have, two at most.
pub(super) fn decimales_des_journees<'a>(journees: impl Iterator<Item = &'a Valeur>) -> u32 {
    let connues: Vec<Exact> = journees.filter_map(Valeur::exact).collect();
    let suffisent = |d: &u32| connues.iter().all(|n| Exact::decimal(n.arrondi(*d), *d) == *n);
    // what has no last decimal is rounded to a tenth
    (0..=2).find(suffisent).unwrap_or(1)
}

/// Rows of values under headers with their unit. Days are printed with their halves, so that rows add up.
pub(super) fn en_rangs(
    m: &Matiere<'_>,
    premiere: &str,
    colonnes: &[(String, Unite)],
    rangs: Vec<Rang>,
    (legende, generales): (String, Vec<String>),
) -> Tableau {
    let unites = || colonnes.iter().map(|(_, unite)| *unite);
    let de_journees = rangs.iter().flat_map(|r| r.valeurs.iter().zip(unites()));
    let decimales = decimales_des_journees(de_journees.filter(|(_, u)| *u == Unite::Journees).map(|(v, _)| v));
    let mut appels = Appels::default();
    let ligne = |r: Rang| {
        let mut cellules = vec![simple(r.nom)];
        cellules.extend(r.valeurs.iter().zip(unites()).map(|(v, unite)| match unite {
            Unite::Journees => appels.cellule_ecrite(m, v, |n| decimal(n, decimales)),
            _ => appels.cellule(m, v, unite),
        }));
        Ligne { cellules, forte: r.fort, groupe: false }
    };
    let lignes = rangs.into_iter().map(ligne).collect();
    let mut entetes = vec![entete(premiere)];
    entetes.extend(colonnes.iter().map(|(titre, _)| entete(propre(titre))));
    let mut largeurs = vec!["libelle".to_owned()];
    largeurs.extend(colonnes.iter().map(|_| "nombre".to_owned()));
    let notes = appels.notes(m, generales);
    Tableau { legende: propre(&legende), colonnes: largeurs, entetes: vec![entetes], lignes, notes }
}

/// A column that prints an annual indicator.
pub(super) fn annuelle<'a>(m: &Matiere<'_>, entete: impl Into<String>, id: &'a str) -> Colonne<'a> {
    Colonne { entete: entete.into(), unite: unite_de(m, id), valeur: Box::new(move |p| p.annuel(id)) }
}

/// A column that prints the exercise before; what was not declared then is without object.
pub(super) fn precedente<'a>(m: &Matiere<'_>, entete: impl Into<String>, id: &'a str) -> Colonne<'a> {
    let valeur = move |p: &Perimetre| match p.precedent.get(id) {
        Some(n) => Valeur::convenue(*n, "déclaré pour l’exercice précédent"),
        None => Valeur::sans_objet(),
    };
    Colonne { entete: entete.into(), unite: unite_de(m, id), valeur: Box::new(valeur) }
}

/// « 17 AEMO-R · 33 AED-R », while it stays readable.
pub(super) fn repartition(m: &Matiere<'_>, id: &str) -> Option<String> {
    let dispositifs: Vec<_> = m.indicateurs.dispositifs().collect();
    if !(2..=3).contains(&dispositifs.len()) {
        return None;
    }
    let part = |p: &&Perimetre| p.annuel(id).exact().map(|n| avec_mot(n, unite_de(m, id), &nom(p)));
    let parts: Option<Vec<String>> = dispositifs.iter().map(part).collect();
    parts.map(|p| p.join("\u{a0}· "))
}
