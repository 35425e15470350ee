//! `previsionnel-incompatible-avec-la-capacite`: a forecast that the dated capacity cannot give.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::journees::hypothese::{Hypothese, Methode, Prevu, prevus};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::exact::Exact;
use crate::domaine::indicateur::Indicateurs;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "previsionnel-incompatible-avec-la-capacite",
    famille: Famille::Journees,
    gravite: Gravite::Avertissement,
    regarde: "Le prévisionnel annuel en journées (jamais un taux cible), comparé aux places multipliées par les jours, par jours et par douzièmes.",
    importance: "Un prévisionnel suppose une capacité à une date. Si ce n’est pas celle de rapport.toml, le taux de réalisation a un dénominateur que personne ne peut refaire.",
    exemple: "15 208 = 365 × (30 × 5 + 50 × 7) ÷ 12 : cinquante places au 1er juin, et non au 1er avril.",
    correction: "Corriger la date d’effet, ou déclarer la capacité financée à sa date par un bloc [[capacite]] avec nature = \"financee\".",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, _: &Indicateurs) -> Vec<Diagnostic> {
    prevus(vue).iter().filter_map(constat).collect()
}

fn constat(prevu: &Prevu<'_>) -> Option<Diagnostic> {
    if prevu.reproduit() {
        return None;
    }
    let theoriques = prevu.theoriques()?;
    let theoriques = format!(
        "{} par jours, {} par douzièmes",
        francais::nombre_court(theoriques[0].1),
        francais::nombre_court(theoriques[1].1)
    );
    let (message, aide) = match (prevu.hypothese(), prevu.hors_de_portee()) {
        (Some(hypothese), _) => (supposition(prevu, &hypothese, &theoriques), proposition(prevu, &hypothese)),
        (None, true) => (
            depassement(prevu, &theoriques),
            "vérifier le prévisionnel de l’arrêté, puis les places et leur date d’effet dans rapport.toml".to_owned(),
        ),
        (None, false) => return None,
    };
    Some(Diagnostic { aide: Some(aide), ..FICHE.constat(prevu.span.clone(), message) })
}

fn supposition(prevu: &Prevu<'_>, hypothese: &Hypothese<'_>, theoriques: &str) -> String {
    format!(
        "{} : {} {} {} à partir du {} ({}), et non du {} comme le dit la capacité {} ({theoriques})",
        prevu.qui,
        mots::journees_qualifiees(prevu.journees, "prévisionnelle"),
        accord(prevu, "suppose", "supposent"),
        mots::places(hypothese.capacite.places.into()),
        francais::date_en_lettres(hypothese.depuis),
        match hypothese.methode {
            Methode::Jours => "calcul par jours",
            Methode::Douziemes => "calcul par douzièmes",
        },
        francais::date_en_lettres(hypothese.capacite.depuis),
        hypothese.capacite.nature.libelle()
    )
}

fn depassement(prevu: &Prevu<'_>, theoriques: &str) -> String {
    let journees = mots::journees_qualifiees(prevu.journees, "prévisionnelle");
    let depassent = accord(prevu, "dépasse", "dépassent");
    format!(
        "{} : {journees} {depassent} ce que donnent toutes les places occupées chaque jour ({theoriques})",
        prevu.qui
    )
}

fn accord(prevu: &Prevu<'_>, singulier: &'static str, pluriel: &'static str) -> &'static str {
    if prevu.journees < Exact::from(2_u32) { singulier } else { pluriel }
}

/// The lines to paste in rapport.toml.
fn proposition(prevu: &Prevu<'_>, hypothese: &Hypothese<'_>) -> String {
    let titre = prevu.titre(hypothese.capacite);
    let ou = if titre == "capacite" { "" } else { ", à la suite de ses autres capacités," };
    format!(
        "si ces places ont été financées à cette date, ajouter à rapport.toml{ou} ces quatre lignes, sinon corriger la date d’effet ou le prévisionnel\n[[{titre}]]\ndepuis = {}\nplaces = {}\nnature = \"financee\"",
        hypothese.depuis, hypothese.capacite.places
    )
}
