//! `texte-en-double`: two files for the text of one section.

use crate::controler::controle::{Controle, Regarde};
use crate::controler::mots;
use crate::diagnostic::{Diagnostic, Gravite, Span};
use crate::domaine::controle::{Famille, Fiche};
use crate::domaine::dossier::{Dossier, Texte, Textes};
use std::collections::BTreeMap;

const FICHE: Fiche = Fiche {
    code: "texte-en-double",
    famille: Famille::Textes,
    gravite: Gravite::Avertissement,
    regarde: "Les fichiers de textes/ qui portent le même nom, sous deux formats ou dans deux sous-dossiers.",
    importance: "Les deux textes s’impriment l’un après l’autre dans la section : le plus souvent, l’un est une ancienne version de l’autre.",
    exemple: "admissions.md à côté de admissions.docx.",
    correction: "Ne garder que le bon, ou donner à l’autre le nom de sa propre section.",
};

pub(in crate::controler) const CONTROLE: Controle = Controle { fiche: &FICHE, regarde: Regarde::Textes(constats) };

fn constats(_: &Dossier, textes: &Textes) -> Vec<Diagnostic> {
    let mut sections: BTreeMap<&str, Vec<&Texte>> = BTreeMap::new();
    for texte in textes.iter() {
        sections.entry(&texte.section).or_default().push(texte);
    }
    sections.iter().filter_map(|(section, textes)| constat(section, textes)).collect()
}

fn constat(section: &str, textes: &[&Texte]) -> Option<Diagnostic> {
    let [premier, autres @ ..] = textes else { return None };
    let dernier = autres.last()?;
    let noms: Vec<String> = textes.iter().map(|t| mots::cite(&t.fichier)).collect();
    let message = format!(
        "{} donnent le texte de la section {} : ils s’impriment l’un après l’autre",
        mots::liste(&noms),
        mots::cite(section)
    );
    let lies = vec![(Span::file(&premier.fichier), "le premier".to_owned())];
    let aide = Some("ne garder que le bon, ou renommer l’autre".to_owned());
    Some(Diagnostic { lies, aide, ..FICHE.constat(Span::file(&dernier.fichier), message) })
}
