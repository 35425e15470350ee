//! `journees-peu-vraisemblables`: declared days inside the bounds, but beyond three standard deviations from the midpoint.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::journees::declaration::{Declaration, declarations};
use crate::controler::mots;
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::indicateur::Indicateurs;
use crate::francais;

const FICHE: Fiche = Fiche {
    code: "journees-peu-vraisemblables",
    famille: Famille::Journees,
    gravite: Gravite::Avertissement,
    regarde: "Les journées déclarées qui restent possibles, mais s’écartent fortement de ce que donnent des entrées et des sorties réparties dans le mois (plus de trois écarts-types). Quand aucun mois n’est signalé, les douze mois d’un dispositif sont aussi jugés ensemble.",
    importance: "Le chiffre n’est pas impossible, mais il suppose un concours de circonstances, ou une autre règle de comptage : l’autorité le remarquera.",
    exemple: "13 316 journées pour l’année, quand les mouvements en permettent de 12 179 à 14 628 et que le milieu est 12 883,5.",
    correction: "Vérifier la règle de comptage (jour de sortie, début à la décision ou à la prise en charge, journées après l’échéance) et la dire dans [comptage].",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Figures(constats) };

fn constats(vue: &Vue<'_>, _: &Indicateurs) -> Vec<Diagnostic> {
    declarations(vue).iter().filter(|d| d.peu_vraisemblable()).map(constat).collect()
}

fn constat(declaration: &Declaration<'_>) -> Diagnostic {
    let Declaration { quoi, journees, bornes, .. } = declaration;
    let (entrees, sorties) = if *journees > bornes.milieu { ("début", "fin") } else { ("fin", "début") };
    let message = format!(
        "{quoi} : {}, c’est possible (les mouvements en permettent de {} à {}) mais peu vraisemblable (le milieu est {}) ; il faudrait que presque toutes les entrées aient lieu en {entrees} de mois et les sorties en {sorties} de mois, ou une autre règle de comptage",
        mots::journees_qualifiees(*journees, "déclarée"),
        francais::nombre_court(bornes.min),
        francais::nombre_court(bornes.max),
        francais::nombre_court(bornes.milieu)
    );
    let aide = "vérifier comment ces journées ont été comptées (jour de sortie, début à la décision ou à la prise en charge, journées après l’échéance) et le dire sous [comptage] dans rapport.toml";
    Diagnostic { aide: Some(aide.to_owned()), ..FICHE.constat(declaration.span.clone(), message) }
}
