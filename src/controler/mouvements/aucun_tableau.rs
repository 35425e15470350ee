//! `aucun-tableau`: no table gives any monthly figure.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::vue::Vue;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::constats::AUCUN_TABLEAU;
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::tableau::Tableau;

const FICHE: Fiche = Fiche {
    code: AUCUN_TABLEAU,
    famille: Famille::Mouvements,
    gravite: Gravite::Avertissement,
    regarde: "Qu’au moins un tableau mensuel, ou un suivi des mesures, donne des chiffres. Information dans un dossier encore vide, avertissement quand les journées de l’année sont déclarées.",
    importance: "Sans tableau mensuel, le rapport n’a ni présents, ni entrées, ni sorties, et presque rien ne peut être vérifié.",
    exemple: "Des journées réalisées dans rapport.toml, mais un dossier donnees/ vide.",
    correction: "Remplir les tableaux de donnees/ : une colonne par mois, avec les présents au début, les entrées, les sorties et les présents à la fin.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Cellules(constats) };

fn constats(vue: &Vue<'_>) -> Vec<Diagnostic> {
    let perdu = |t: &Tableau<'_>| vue.en_erreur(&t.dispositif.code);
    let suivi = vue.derivation.presences.iter().any(Option::is_some);
    if suivi || vue.tableaux.iter().any(|t| !t.est_vide() || perdu(t)) {
        return Vec::new();
    }
    let aide = "remplir les tableaux de donnees/, un mois par colonne : présents au début du mois, entrées, sorties, présents à la fin du mois";
    let constat = match declarees(vue) {
        Some(span) => FICHE.constat(
            span.clone(),
            "des journées sont déclarées pour l’année, mais aucun chiffre mensuel n’a été lu : le rapport n’aura ni présents, ni entrées, ni sorties",
        ),
        None => Diagnostic {
            gravite: Gravite::Information,
            ..FICHE.constat(Span::file("donnees"), "aucun chiffre mensuel n’a été lu")
        },
    };
    vec![Diagnostic { aide: Some(aide.to_owned()), ..constat }]
}

/// Where the days of the year are declared, for the service or for a dispositif.
fn declarees<'a>(vue: &Vue<'a>) -> Option<&'a Span> {
    let dispositifs = vue.reglages.dispositifs.iter().map(|d| &d.activite);
    let activites = std::iter::once(&vue.reglages.activite).chain(dispositifs);
    activites.filter_map(|activite| activite.realisees.as_ref()).map(|declarees| &declarees.span).next()
}
