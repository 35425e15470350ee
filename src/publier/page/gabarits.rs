//! The HTML templates, compiled once. Every value is escaped: names of files end with « .html ».

use super::Etat;
use super::atelier::Vue;
use super::gestes;
use super::lecture::Attendu;
use std::sync::LazyLock;
use tera::{Context, Tera};

/// Name → text, all in `templates/page/`.
const GABARITS: &[(&str, &str)] = &[
    ("page.html", include_str!("../../../templates/page/page.html")),
    ("accueil.html", include_str!("../../../templates/page/accueil.html")),
    ("choisir.html", include_str!("../../../templates/page/choisir.html")),
    ("deposer.html", include_str!("../../../templates/page/deposer.html")),
    ("depot.html", include_str!("../../../templates/page/depot.html")),
    ("controles.html", include_str!("../../../templates/page/controles.html")),
    ("controle.html", include_str!("../../../templates/page/controle.html")),
    ("controles-aide.html", include_str!("../../../templates/page/controles-aide.html")),
    ("facturation.html", include_str!("../../../templates/page/facturation.html")),
    ("justifier.html", include_str!("../../../templates/page/justifier.html")),
    ("rapport.html", include_str!("../../../templates/page/rapport.html")),
    ("texte_de_page.html", include_str!("../../../templates/page/texte_de_page.html")),
    ("bord.html", include_str!("../../../templates/page/bord.html")),
    ("bord-tableau.html", include_str!("../../../templates/page/bord-tableau.html")),
    ("chiffres.html", include_str!("../../../templates/page/chiffres.html")),
    ("chiffre.html", include_str!("../../../templates/page/chiffre.html")),
    ("chiffre-inconnu.html", include_str!("../../../templates/page/chiffre-inconnu.html")),
    ("sans-reglages.html", include_str!("../../../templates/page/sans-reglages.html")),
    ("nouveau.html", include_str!("../../../templates/page/nouveau.html")),
    ("nouveau-pret.html", include_str!("../../../templates/page/nouveau-pret.html")),
    ("reglages.html", include_str!("../../../templates/page/reglages.html")),
    ("reglages-champ.html", include_str!("../../../templates/page/reglages-champ.html")),
    ("reglages-dit.html", include_str!("../../../templates/page/reglages-dit.html")),
    ("refus.html", include_str!("../../../templates/page/refus.html")),
    ("textes.html", include_str!("../../../templates/page/textes.html")),
    ("textes_ligne.html", include_str!("../../../templates/page/textes_ligne.html")),
    ("texte.html", include_str!("../../../templates/page/texte.html")),
    ("texte_ancien.html", include_str!("../../../templates/page/texte_ancien.html")),
    ("texte_remarques.html", include_str!("../../../templates/page/texte_remarques.html")),
    ("texte_apercu.html", include_str!("../../../templates/page/texte_apercu.html")),
];

static TERA: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(|| {
    let mut tera = Tera::default();
    tera.register_filter("en_page", gestes::en_page);
    tera.add_raw_templates(GABARITS.iter().copied())?;
    Ok(tera)
});

/// A page. Errors: a template that does not compile, a name that the context lacks; tests render every one.
pub(super) fn rend(nom: &str, contexte: &Context) -> Result<String, tera::Error> {
    match &*TERA {
        Ok(tera) => tera.render(nom, contexte),
        Err(erreur) => Err(tera::Error::message(erreur.to_string())),
    }
}

/// What every page shows around its own content: its title, the section of the menu, the service, the year.
pub(super) fn contexte(etat: &Etat, vue: &Vue, titre: &str, rubrique: &str) -> Context {
    let mut contexte = Context::new();
    let preparation = &vue.preparation;
    let reglages = preparation.controle().map(|controle| controle.reglages());
    contexte.insert("titre", titre);
    contexte.insert("rubrique", rubrique);
    contexte.insert("version", &vue.version);
    contexte.insert("dossier", &etat.atelier.dossier().display().to_string());
    contexte.insert("service", reglages.map_or("", |r| &r.service.nom));
    contexte.insert("exercice", &reglages.map(|r| r.exercice.annee()));
    contexte.insert("attendus", &vue.attendus.iter().map(Attendu::phrase).collect::<Vec<_>>());
    contexte.insert("a_verifier", &preparation.constats.a_verifier());
    contexte
}
