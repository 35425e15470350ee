//! What the checks say in the words of the command line, in those of the page: each command has its page, with a link.

use crate::francais::typographie;
use std::sync::LazyLock;
use tera::{Kwargs, State, TeraResult, Value};

/// What is said of a command, what the page says instead, and where that leads. The longest words come first.
const GESTES: [(&str, &str, &str); 10] = [
    (
        "créer un autre dossier avec « trame nouveau AUTRE-DOSSIER --exercice 2026 » (l’année du rapport), copier ici son rapport.toml et le compléter",
        "préparer un nouveau dossier, puis y déposer les tableaux de celui-ci",
        "/nouveau",
    ),
    (
        "Créer un autre dossier avec « trame nouveau AUTRE-DOSSIER --exercice 2026 » (l’année du rapport), puis copier ici son rapport.toml et le compléter",
        "Préparer un nouveau dossier, puis y déposer les tableaux de celui-ci",
        "/nouveau",
    ),
    (
        "« trame nouveau AUTRE-DOSSIER » écrit un modèle complet à copier",
        "la page Réglages aide à l’écrire",
        "/reglages",
    ),
    ("feuille « Facturation » de trame calculer --format xlsx", "page Facturation", "/facturation"),
    ("le contrôler d’abord avec trame controler", "l’ouvrir d’abord avec Trame", ""),
    ("trame expliquer DOSSIER", "la page Chiffres", "/chiffres"),
    ("trame phrases DOSSIER", "la page Textes, à côté de chaque texte,", "/textes"),
    ("trame phrases", "la page Textes, à côté de chaque texte,", "/textes"),
    ("docs/controles.md donne la liste", "la liste des contrôles le dit", "/controles/aide"),
    ("rapport.toml", "rapport.toml", "/reglages#fichier-entier"),
];

/// The same in French typography: messages have theirs when they come.
static DITS: LazyLock<Vec<(Vec<char>, &str, &str)>> = LazyLock::new(|| {
    let dit = |(commande, page, lien): (&str, &'static str, &'static str)| (net(&typographie(commande)), page, lien);
    GESTES.map(dit).into()
});

/// Part of a text, and where it leads.
#[derive(Debug, PartialEq, Eq)]
struct Morceau {
    texte: String,
    lien: Option<&'static str>,
}

/// Every kind of space is one.
fn net(texte: &str) -> Vec<char> {
    texte.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

fn morceaux(texte: &str) -> Vec<Morceau> {
    let (lettres, nettes) = (texte.chars().collect::<Vec<_>>(), net(texte));
    let (mut sortie, mut debut, mut ici) = (Vec::new(), 0, 0);
    let tel = |de: usize, a: usize| Morceau { texte: lettres[de..a].iter().collect(), lien: None };
    while ici < nettes.len() {
        match DITS.iter().find(|(commande, ..)| nettes[ici..].starts_with(commande)) {
            Some((commande, page, lien)) => {
                sortie.push(tel(debut, ici));
                sortie.push(Morceau { texte: (*page).to_owned(), lien: Some(*lien).filter(|lien| !lien.is_empty()) });
                ici += commande.len();
                debut = ici;
            }
            None => ici += 1,
        }
    }
    sortie.push(tel(debut, nettes.len()));
    sortie.retain(|morceau| !morceau.texte.is_empty());
    sortie
}

/// The filter of the templates: escaped, with its links.
pub(super) fn en_page(texte: &str, _: Kwargs, etat: &State) -> TeraResult<Value> {
    let mut sortie = String::new();
    for Morceau { texte, lien } in morceaux(texte) {
        let texte = etat.escape(&texte)?;
        match lien {
            Some(lien) => sortie.push_str(&format!("<a href=\"{lien}\">{texte}</a>")),
            None => sortie.push_str(&texte),
        }
    }
    Ok(Value::safe_string(&sortie))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::controler::chapitres;
    use std::path::Path;

    const VERBES: [&str; 12] = [
        "nouveau",
        "controler",
        "calculer",
        "rapport",
        "mensuel",
        "expliquer",
        "phrases",
        "suivre",
        "ouvrir",
        "assembler",
        "pseudonymiser",
        "annoter",
    ];

    /// The program named as a command: « trame », then what it does.
    fn commande(texte: &str) -> Option<&str> {
        texte.match_indices("trame ").map(|(place, mot)| &texte[place + mot.len()..]).find(|suite| {
            let verbe = suite.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            VERBES.contains(&verbe)
        })
    }

    fn dit(texte: &str) -> String {
        morceaux(texte).into_iter().map(|morceau| morceau.texte).collect()
    }

    #[test]
    fn la_page_ne_parle_d_aucune_commande() {
        for article in chapitres().into_iter().flat_map(|chapitre| chapitre.fiches) {
            for texte in [article.regarde, article.importance, article.exemple, article.correction] {
                let page = dit(&texte);
                assert_eq!(commande(&page), None, "{} : {page}", article.code);
            }
        }
        // every message and remedy of the fixtures
        let mut vus = 0;
        for dossier in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/controles")).unwrap() {
            let attendu = std::fs::read_to_string(dossier.unwrap().path().join("attendu.txt")).unwrap_or_default();
            vus += usize::from(commande(&attendu).is_some());
            assert_eq!(commande(&dit(&attendu)), None, "{attendu}");
        }
        assert!(vus >= 4, "{vus}: the fixtures name commands");
    }

    #[test]
    fn une_commande_devient_un_lien_et_le_reste_ne_change_pas() {
        let texte = "corriger le nom\u{202f}; trame expliquer DOSSIER donne la liste des noms <b>";
        let attendu = [
            ("corriger le nom\u{202f}; ", None),
            ("la page Chiffres", Some("/chiffres")),
            (" donne la liste des noms <b>", None),
        ];
        let attendu = attendu.map(|(texte, lien)| Morceau { texte: texte.to_owned(), lien });
        assert_eq!(morceaux(texte), attendu);
        assert_eq!(dit("rien à dire"), "rien à dire");
    }
}
